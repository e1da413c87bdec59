/*
 * A sweep along the entries in order of their first address.  Each entry
 * meets those that began before it and are still open.  With prefixes alone a
 * stack would do, as closed ones are on top; ranges may close in any order,
 * so the open ones are a plain list, and whoever walks it drops the closed
 * ones on the way.  A step of a walk is then either a pair or the only drop
 * of an entry.
 */
#include "net/overlap.h"

#include <stdlib.h>

struct open {
	size_t *v;		/* indices of entries, in order */
	size_t n;
};

void
overlap_init(struct overlap *o, bool two, struct arena *a)
{
	*o = (struct overlap){ .arena = a, .two = two };
}

void
overlap_add(struct overlap *o, const struct overlap_entry *entry)
{
	size_t order = o->n;
	struct overlap_entry *e = arena_push(o->arena, o->entries, o->n);

	*e = *entry;
	e->order = order;
}

static int
cmp(const void *x, const void *y)
{
	const struct overlap_entry *a = x, *b = y;
	int c = range_cmp(&a->range, &b->range);

	if (c != 0)
		return c;
	return (a->order > b->order) - (a->order < b->order);
}

static struct overlap_pair
make_pair(struct overlap_entry *a, struct overlap_entry *b)
{
	bool over = range_covers(&a->range, &b->range);
	bool under = range_covers(&b->range, &a->range);

	return (struct overlap_pair){ a, b,
	    over && under ? RELATION_EQUAL : over ? RELATION_CONTAINS :
	    under ? RELATION_WITHIN : RELATION_PARTIAL,
	    { a->range.first > b->range.first ? a->range.first :
	    b->range.first, a->range.last < b->range.last ? a->range.last :
	    b->range.last, a->range.family } };
}

static bool
is_closed(const struct overlap_entry *e, const struct overlap_entry *now)
{
	return e->range.family != now->range.family ||
	    e->range.last < now->range.first;
}

static void
meet(const struct overlap *o, struct open *open, size_t i,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	struct overlap_entry *now = &o->entries[i];
	size_t kept = 0;

	for (size_t k = 0; k < open->n; k++) {
		struct overlap_entry *e = &o->entries[open->v[k]];
		struct overlap_pair p;

		if (is_closed(e, now))
			continue;
		open->v[kept++] = open->v[k];
		p = now->side < e->side ? make_pair(now, e) :
		    make_pair(e, now);
		pair(arg, &p);
	}
	open->n = kept;
}

void
overlap_each(struct overlap *o,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	struct open open[2] = { { NULL, 0 }, { NULL, 0 } };

	if (o->n == 0)
		return;
	qsort(o->entries, o->n, sizeof(*o->entries), cmp);
	open[0].v = arena_array(o->arena, o->n, size_t);
	open[1].v = arena_array(o->arena, o->n, size_t);
	for (size_t i = 0; i < o->n; i++) {
		unsigned side = o->two ? o->entries[i].side : 0;
		struct open *own = &open[side];

		meet(o, o->two ? &open[!side] : own, i, pair, arg);
		own->v[own->n++] = i;
	}
}
