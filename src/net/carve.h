/*
 * carve: take blocks out of free space, best fit.
 *
 * Free space is kept as the fewest prefixes, in one list a length.  A request
 * takes the smallest block that is large enough, the lowest of equals, and
 * halves it down, so the largest holes stay whole as long as they can.  What
 * is left over from halving goes to lists that were empty (otherwise they
 * would have been taken from), so every list stays in order by itself and a
 * request costs one step a length.  A block takes 4 bytes, of IPv6 16.
 */
#ifndef NET_CARVE_H
#define NET_CARVE_H

#include "base/arena.h"
#include "net/set.h"

/* First addresses, ascending; those from head to n - 1 are free. */
struct carve_list {
	union {
		uint32_t *v4;
		uint64_t *v6;	/* high half, low half of each */
	};
	size_t head, n, room;
};

struct carve {
	struct arena *arena;
	enum family family;
	struct carve_list free[129];	/* by prefix length */
};

/*
 * Start with the addresses of one family of a sorted set.  need says how many
 * blocks of each length will be taken at most, and keeps out of memory what
 * none of them can come from; NULL: nobody knows.
 */
void carve_init(struct carve *c, const struct set *space, enum family f,
    const uint64_t need[129], struct arena *a);

/* Take one block; false if none is large enough, and nothing is taken. */
bool carve_take(struct carve *c, unsigned len, struct prefix *p);

#endif
