/*
 * count: exact numbers of addresses.
 *
 * ::/0 holds 2^128, one more than 128 bits can say, and a sum may be larger.
 * So a count is 128 bits and a carry, and becomes decimal text once, at the
 * end.  The carry cannot overflow: 2^64 ranges do not fit in memory.
 */
#ifndef NET_COUNT_H
#define NET_COUNT_H

#include <stdint.h>

#include "base/arena.h"
#include "net/set.h"

struct count {
	u128 low;
	uint64_t high;
};

void count_add(struct count *c, const struct range *r);
/* All ranges of a sorted set, both families. */
struct count count_set(const struct set *s);
/* In decimal, from the arena. */
const char *count_text(const struct count *c, struct arena *a);
/* The same of n ranges of this size. */
const char *count_product(const struct range *r, uint64_t n, struct arena *a);

#endif
