/*
 * range: the addresses from first to last, both included.
 *
 * The end is inclusive so that 255.255.255.255 and ffff:...:ffff need no
 * number above them.  Any range is a list of prefixes; a prefix is a range.
 *
 * Invariant: first <= last <= family_max(family).
 */
#ifndef NET_RANGE_H
#define NET_RANGE_H

#include "net/prefix.h"

struct range {
	u128 first, last;
	enum family family;
};

#define RANGE_STRLEN (2 * PREFIX_STRLEN)

/*
 * Parse one entry of a list: a prefix, an address, or "first-last" with full
 * addresses of one family; blanks around each are skipped.  The flags are
 * enum prefix_flags.
 */
bool range_parse(struct range *r, const char *s, size_t n, unsigned flags,
    struct err *e);

static inline struct range
range_of(const struct prefix *p)
{
	return (struct range){ p->addr, prefix_last(p), p->family };
}

/* True, with *p filled, when the range is one prefix. */
bool range_prefix(const struct range *r, struct prefix *p);

/* As one prefix if it is one, else as "first-last". */
const char *range_format(const struct range *r, char buf[RANGE_STRLEN]);

/*
 * Take the largest prefix that starts where *rest starts off its front.
 * Returns false when nothing was left.  Fewest prefixes, lowest first:
 *
 *	struct range_walk w = range_walk(&r);
 *	while (range_take(&w, &p)) ...
 */
struct range_walk {
	struct range rest;
	bool done;
};

static inline struct range_walk
range_walk(const struct range *r)
{
	return (struct range_walk){ *r, false };
}

bool range_take(struct range_walk *w, struct prefix *p);

bool range_covers(const struct range *a, const struct range *b);

/* Does b begin inside a or right behind it?  Of one family, a begins first. */
static inline bool
range_meets(const struct range *a, const struct range *b)
{
	return b->first <= a->last || b->first - 1 == a->last;
}

/* Order by family, then first address, then longest first. */
int range_cmp(const struct range *a, const struct range *b);

#endif
