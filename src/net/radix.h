/*
 * radix: put packed ranges in order of their first address.
 *
 * In place: MSD from the highest bit in which two first addresses differ, so a
 * common prefix costs nothing, and a plan inside one /64 no more than one
 * spread over 2000::/3.  IPv4 goes on with LSD, 8 bits a pass, where a bucket
 * fits the nearest cache.  Neither is stable.
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

void radix_sort4(struct span4 *v, size_t n);
void radix_sort6(struct span6 *v, size_t n);

/*
 * Then order what begins together by a key of its last address, or of what
 * is carried there, ascending; of equal keys, the lower last (IPv6: last_lo)
 * first.
 */
void radix_ties4(struct span4 *v, size_t n,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg);
void radix_ties6(struct span6 *v, size_t n,
    u128 (*key)(const void *arg, const struct span6 *x), const void *arg);

#endif
