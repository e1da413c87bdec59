/*
 * radix: put packed ranges in order of their first address.
 *
 * IPv4: LSD, 11 bits a pass, one count for all passes; a pass in which all
 * digits are equal is left out, and so is all of it for what is in order
 * already.  Stable.
 *
 * IPv6: MSD in place, from the highest bit in which two addresses differ, so
 * a common prefix costs nothing, and a plan inside one /64 no more than one
 * spread over 2000::/3.  Not stable.
 *
 * The last address need not be one: it is carried along.
 */
#ifndef NET_RADIX_H
#define NET_RADIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/u128.h"

struct span4 {
	uint32_t first, last;
};

/* Halves, not u128: that would need 16-byte alignment of every copy. */
struct span6 {
	uint64_t first_hi, first_lo, last_hi, last_lo;
};

/* Sorts v with the help of tmp, each of n; returns the one that is sorted. */
struct span4 *radix_sort4(struct span4 *v, size_t n, struct span4 *tmp);
void radix_sort6(struct span6 *v, size_t n);

/*
 * Then order what begins together by a key of its last address, or of what
 * is carried there, ascending.  Of equal keys, IPv4: the one that came first;
 * IPv6: the lower last_lo.
 */
void radix_ties4(struct span4 *v, size_t n, struct span4 *tmp,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg);
void radix_ties6(struct span6 *v, size_t n,
    u128 (*key)(const void *arg, const struct span6 *x), const void *arg);

#endif
