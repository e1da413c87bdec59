/*
 * set: addresses of both families, as sorted disjoint ranges.
 *
 * Ranges are added in any order, may overlap, and are put in order by the
 * first operation that needs it; set_sort() says so explicitly.  A sorted set
 * is canonical: ascending, no two ranges overlap or touch, so equal sets are
 * equal arrays.  IPv4 and IPv6 lie side by side and never meet: an operation
 * works on each family alone.
 *
 * Storage is one packed array a family (8 bytes an IPv4 range, 32 an IPv6
 * one), ends inclusive; every operation is one walk along sorted arrays.
 */
#ifndef NET_SET_H
#define NET_SET_H

#include <stdint.h>

#include "base/arena.h"
#include "net/radix.h"
#include "net/range.h"

/* The ranges of one family. */
struct spans {
	enum family family;
	bool sorted;		/* and disjoint, and none touch */
	size_t n, room;
	union {
		struct span4 *v4;
		struct span6 *v6;
	};
};

struct set {
	struct arena *arena;
	struct spans v4, v6;
};

void set_init(struct set *s, struct arena *a);
void set_add(struct set *s, const struct range *r);
void set_add_prefix(struct set *s, const struct prefix *p);
void set_sort(struct set *s);

/* Results go to an initialised, empty set; a and b are sorted first. */
void set_subtract(struct set *out, struct set *a, struct set *b);
void set_intersect(struct set *out, struct set *a, struct set *b);
/* What of the range the set does not hold, and what it does. */
void set_gaps(struct set *out, const struct range *within, struct set *used);
void set_within(struct set *out, const struct range *within, struct set *s);

/* The range of a sorted set that holds the address. */
bool set_find(const struct set *s, u128 addr, enum family f, struct range *r);
/* Does a sorted set hold any address of the range? */
bool set_touches(const struct set *s, const struct range *r);

static inline const struct spans *
set_spans(const struct set *s, enum family f)
{
	return f == IPV4 ? &s->v4 : &s->v6;
}

static inline struct range
spans_get(const struct spans *s, size_t i)
{
	if (s->family == IPV4)
		return (struct range){ s->v4[i].first, s->v4[i].last, IPV4 };
	return (struct range){ U128(s->v6[i].first_hi, s->v6[i].first_lo),
	    U128(s->v6[i].last_hi, s->v6[i].last_lo), IPV6 };
}

/*
 * Walk the ranges of a sorted set, or the fewest prefixes that make it up:
 * IPv4 first, ascending.
 */
struct set_walk {
	const struct set *set;
	enum family family;
	size_t i;
	struct range_walk walk;
};

struct set_walk set_walk(const struct set *s);
bool set_next_range(struct set_walk *w, struct range *r);
bool set_next_prefix(struct set_walk *w, struct prefix *p);

#endif
