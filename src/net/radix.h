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
 * The same, and ranges that begin together by last address, the highest
 * first, so that what holds others comes before them.
 */
struct span4 *radix_nest4(struct span4 *v, size_t n, struct span4 *tmp);
void radix_nest6(struct span6 *v, size_t n);

#endif
