/*
 * Entries in order of their first address meet, of each label, the range that
 * is open; what is closed is cut and goes to a second list, because it closes
 * in another order than it began.
 */
#include "net/named.h"

#include <stdlib.h>
#include <string.h>

void
named_init(struct named *n, struct arena *a)
{
	*n = (struct named){ .arena = a, .map = map_make(a) };
	entries_init(&n->entries, a);
}

/* The map keeps the number of a label and one. */
static size_t
label_number(struct named *n, const char *label)
{
	const char *key = label != NULL ? label : "";
	void **slot = map_slot(&n->map, key, strlen(key));

	if (*slot == NULL) {
		arena_push(n->arena, n->labels, n->nlabels)->text =
		    *key != '\0' ? label : NULL;
		*slot = (void *)(uintptr_t)n->nlabels;
	}
	return (size_t)(uintptr_t)*slot - 1;
}

void
named_add(struct named *n, const struct range *r, const char *label)
{
	struct entry x = { .range = *r, .line = label_number(n, label) };

	entries_add(&n->entries, &x);
}

static int
by_text(const void *a, const void *b)
{
	const struct named_label *const *x = a, *const *y = b;
	const char *s = (*x)->text, *t = (*y)->text;

	return strcmp(s != NULL ? s : "", t != NULL ? t : "");
}

static void
rank(struct named *n, struct arena *scratch)
{
	struct named_label **v = arena_array(scratch, n->nlabels + 1,
	    struct named_label *);

	for (size_t i = 0; i < n->nlabels; i++)
		v[i] = &n->labels[i];
	qsort(v, n->nlabels, sizeof(*v), by_text);
	for (size_t i = 0; i < n->nlabels; i++)
		v[i]->rank = i;
}

struct cutting {
	enum named_part part;
	struct set *set;
	bool prefixes;
	struct set pieces;	/* of one range, again and again */
	struct entries done;
};

static void
put(struct cutting *c, const struct range *r, size_t label)
{
	struct entry x = { .range = *r, .line = label };
	struct range_walk w = range_walk(r);
	struct prefix p;

	if (!c->prefixes) {
		entries_add(&c->done, &x);
		return;
	}
	while (range_take(&w, &p)) {
		x.range = range_of(&p);
		entries_add(&c->done, &x);
	}
}

static void
cut(struct cutting *c, const struct range *r, size_t label)
{
	struct set_walk w;
	struct range piece;

	if (c->part == NAMED_ALL) {
		put(c, r, label);
		return;
	}
	c->pieces.v4.n = c->pieces.v6.n = 0;
	if (c->part == NAMED_OUTSIDE)
		set_gaps(&c->pieces, r, c->set);
	else
		set_within(&c->pieces, r, c->set);
	for (w = set_walk(&c->pieces); set_next_range(&w, &piece);)
		put(c, &piece, label);
}

/* The label's number comes with each entry. */
static void
join(struct named *n, const struct entry_list *l, struct cutting *c)
{
	for (size_t k = 0; k < l->n; k++) {
		struct entry x = entry_get(l, k);
		struct named_label *label = &n->labels[x.line];
		struct range *open = &label->open;

		if (label->is_open && range_meets(open, &x.range)) {
			if (x.range.last > open->last)
				open->last = x.range.last;
			continue;
		}
		if (label->is_open)
			cut(c, open, x.line);
		label->is_open = true;
		*open = x.range;
	}
	for (size_t i = 0; i < n->nlabels; i++) {
		if (n->labels[i].is_open)
			cut(c, &n->labels[i].open, i);
		n->labels[i].is_open = false;
	}
}

static int
by_rank(const void *a, const void *b)
{
	const struct named_label *const *x = a, *const *y = b;

	return (*x)->rank < (*y)->rank ? -1 : (*x)->rank > (*y)->rank;
}

static void
tell(const struct named *n, const struct entry_list *l, struct arena *scratch,
    void (*piece)(void *arg, const struct range *r,
    const struct named_label *label), void *arg)
{
	const struct named_label **v = arena_array(scratch, n->nlabels + 1,
	    const struct named_label *);

	for (size_t k = 0, end; k < l->n; k = end) {
		struct range r = entry_get(l, k).range;

		end = entry_equals(l, k);
		for (size_t i = k; i < end; i++)
			v[i - k] = &n->labels[entry_get(l, i).line];
		qsort(v, end - k, sizeof(*v), by_rank);
		for (size_t i = 0; i < end - k; i++)
			piece(arg, &r, v[i]);
	}
}

void
named_each(struct named *n, enum named_part part, struct set *set,
    bool prefixes, void (*piece)(void *arg, const struct range *r,
    const struct named_label *label), void *arg)
{
	struct arena scratch = ARENA_INIT;
	struct cutting c = { part, set, prefixes, .pieces = { .arena = NULL } };

	set_init(&c.pieces, &scratch);
	entries_init(&c.done, &scratch);
	rank(n, &scratch);
	entries_sort(&n->entries);
	join(n, &n->entries.v4, &c);
	join(n, &n->entries.v6, &c);
	entries_sort(&c.done);
	tell(n, &c.done.v4, &scratch, piece, arg);
	tell(n, &c.done.v6, &scratch, piece, arg);
	arena_clear(&scratch);
}
