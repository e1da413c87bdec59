/*
 * lookup: which of many prefixes is the longest that holds an address.
 *
 * Nested prefixes are flattened once into segments, each with the prefix that
 * is innermost there.  A lookup takes 16 bits of the address (the first 16 in
 * which segments differ: plans share a long prefix) to an index of where their
 * segments begin, and looks among those few without a branch that could be
 * predicted wrongly.  The prefix is not stored: its length and any
 * address in it say it.
 *
 * An IPv4 prefix takes at most 12 bytes at the peak and an IPv6 prefix 34,
 * one of a tag other than 0 up to 12 more: it is flattened where it was
 * sorted.
 */
#ifndef NET_LOOKUP_H
#define NET_LOOKUP_H

#include <stdint.h>

#include "base/arena.h"
#include "net/radix.h"
#include "net/range.h"

#define SEGMENT_FREE 255

struct segments {
	enum family family;
	unsigned shift, width;	/* of the 16 bits; of what differs */
	size_t n;
	uint32_t *start4;	/* IPv4: ascending */
	uint64_t *start6;	/* IPv6: high half, low half of each */
	uint32_t *top;		/* of 65537: how many begin below the bits */
	uint8_t *len;		/* of its prefix, or SEGMENT_FREE */
	uint32_t *tag;		/* of its prefix; NULL: all are 0 */
};

/* Prefixes of one family as added, until lookup_build(). */
struct lookup_list {
	size_t n, room;
	struct span4 *v4;	/* first address and order */
	uint8_t *len4;		/* by order */
	uint32_t *tag4;		/* by order; NULL until one is not 0 */
	struct span6 *v6;	/* last_hi: tag, last_lo: order and length */
	bool tagged;
};

struct lookup {
	struct arena *arena;
	/*
	 * To be set before lookup_build(), if at all: take a prefix that lies
	 * in another for that one, the outermost, not the longest; call back
	 * with the tags of each that lies in another, or equals it, and of the
	 * smallest that holds it, in order.
	 */
	bool outermost;
	void (*inside)(void *arg, uint32_t inner, uint32_t outer);
	void *arg;
	struct lookup_list list4, list6;
	struct segments v4, v6;
};

void lookup_init(struct lookup *l, struct arena *a);
/*
 * A range that is no prefix is added as the fewest prefixes it is.  The tag is
 * the caller's: lookup_tag() tells it; of equal prefixes the first one's.
 */
void lookup_add(struct lookup *l, const struct range *r, uint32_t tag);
void lookup_add_prefix(struct lookup *l, const struct prefix *p, uint32_t tag);
/* Call once, when all are added. */
void lookup_build(struct lookup *l);

/* The number of the address's segment and one, or 0. */
size_t lookup_v4(const struct segments *s, uint32_t addr);
size_t lookup_v6(const struct segments *s, u128 addr);

bool lookup_find(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p);
/* The same, and the tag of the prefix found. */
bool lookup_tag(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p, uint32_t *tag);
/* Is any address of the range in a prefix? */
bool lookup_touches(const struct lookup *l, const struct range *r);
/* The prefix that holds the lowest of those addresses, and its tag. */
bool lookup_lowest(const struct lookup *l, const struct range *r,
    struct prefix *p, uint32_t *tag);

#endif
