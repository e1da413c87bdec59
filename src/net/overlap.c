/*
 * A sweep along the entries in order of their first address.  Each entry
 * meets those that began before it and are still open.  Prefixes nest, so
 * closed ones are on top of the stack and are popped before a push; ranges may
 * close in any order, so whoever walks a stack drops the closed ones on the
 * way.  A step of a walk is then either a pair or the only drop of an entry.
 */
#include "net/overlap.h"

/* Entries of a side that have begun. */
struct open {
	struct entry *v;
	size_t n, room;
};

/* Who is told of pairs. */
struct told {
	bool (*pair)(void *arg, const struct overlap_pair *);
	void *arg;
};

static struct overlap_pair
make_pair(const struct entry *a, const struct entry *b)
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
meet(const struct entry *now, struct open *open, const struct told *told)
{
	size_t kept = 0;

	for (size_t k = 0; k < open->n; k++) {
		struct entry *e = &open->v[k];
		struct overlap_pair p;

		if (e->range.last < now->range.first)
			continue;
		if (kept != k)
			open->v[kept] = *e;
		e = &open->v[kept++];
		p = now->side < e->side ? make_pair(now, e) :
		    make_pair(e, now);
		if (!told->pair(told->arg, &p))
			return false;
	}
	open->n = kept;
	return true;
}

static void
push(struct open *open, const struct entry *now, struct arena *a)
{
	while (open->n != 0 &&
	    open->v[open->n - 1].range.last < now->range.first)
		open->n--;
	if (open->n == open->room) {
		size_t n = open->room == 0 ? 64 : 2 * open->room;

		open->v = arena_stretch(a, open->v, open->room, n,
		    sizeof(*open->v));
		open->room = n;
	}
	open->v[open->n++] = *now;
}

static bool
sweep(const struct entry_list *l, bool two, const struct told *told,
    struct arena *scratch)
{
	struct open open[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };

	for (size_t k = 0, end; k < l->n; k = end) {
		end = entry_equals(l, k);
		/* whichever side was added first, of equals a goes first */
		for (size_t i = 0; i < (end - k) * (1 + two); i++) {
			size_t side = i / (end - k);
			struct entry now = entry_get(l, k + i % (end - k));

			if (two && now.side != side)
				continue;
			if (!meet(&now, &open[two && !side], told))
				return false;
			push(&open[two && side], &now, scratch);
		}
	}
	return true;
}

void
overlap_each(struct entries *entries, bool two,
    bool (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	struct arena scratch = ARENA_INIT;
	struct told told = { pair, arg };

	entries_sort(entries);
	if (sweep(&entries->v4, two, &told, &scratch))
		sweep(&entries->v6, two, &told, &scratch);
	arena_clear(&scratch);
}

static bool
take_first(void *arg, const struct overlap_pair *p)
{
	struct entry **to = arg;

	*to[0] = *p->a;
	*to[1] = *p->b;
	to[2] = to[0];
	return false;
}

bool
overlap_first(struct entries *entries, struct entry *a, struct entry *b)
{
	struct entry *to[] = { a, b, NULL };

	overlap_each(entries, false, take_first, to);
	return to[2] != NULL;
}
