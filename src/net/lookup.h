/*
 * lookup: which of many prefixes is the longest that holds an address.
 *
 * Nested prefixes are flattened once into segments, each with the prefix that
 * is innermost there; a lookup is then one binary search in a packed array of
 * segment starts.  The prefix is not stored: its length and any address in it
 * say it.
 */
#ifndef NET_LOOKUP_H
#define NET_LOOKUP_H

#include <stdint.h>

#include "base/arena.h"
#include "net/range.h"

struct segments {
	enum family family;
	size_t n;
	uint32_t *start4;	/* IPv4: ascending */
	uint64_t *start6;	/* IPv6: high half, low half of each */
	uint8_t *len;		/* innermost prefix, or SEGMENT_FREE */
};

#define SEGMENT_FREE 255

struct lookup {
	struct arena *arena;
	struct prefix *all;	/* as added, until lookup_build() */
	size_t n;
	struct segments v4, v6;
};

void lookup_init(struct lookup *l, struct arena *a);
/* A range that is no prefix is added as the fewest prefixes it is. */
void lookup_add(struct lookup *l, const struct range *r);
/* Call once, when all are added. */
void lookup_build(struct lookup *l);
bool lookup_find(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p);

#endif
