/*
 * Sorted by address and then by length, an entry comes after all that hold
 * it, and the holders of the last entry are a stack, each in the one below.
 */
#include "check/cover.h"

#include <stdlib.h>

void
cover_init(struct cover *c, struct arena *a)
{
	*c = (struct cover){ .arena = a };
}

void
cover_add(struct cover *c, const struct prefix *p, size_t index)
{
	*arena_push(c->arena, c->v, c->n) = (struct cover_entry){ *p, index };
}

static int
cmp(const void *x, const void *y)
{
	const struct cover_entry *a = x, *b = y;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	return c != 0 ? c : (a->index > b->index) - (a->index < b->index);
}

void
cover_build(struct cover *c, void (*inside)(void *arg, size_t inner,
    size_t outer), void *arg)
{
	struct cover_entry *stack;
	size_t depth = 0, outermost = 0;

	if (c->n > 1)
		qsort(c->v, c->n, sizeof(*c->v), cmp);
	stack = arena_array(c->arena, c->n, struct cover_entry);
	for (size_t i = 0; i < c->n; i++) {
		struct cover_entry x = c->v[i];

		while (depth > 0 &&
		    !prefix_covers(&stack[depth - 1].prefix, &x.prefix))
			depth--;
		if (depth == 0)
			c->v[outermost++] = x;
		else if (inside != NULL)
			inside(arg, x.index, stack[depth - 1].index);
		stack[depth++] = x;
	}
	c->n = outermost;
	c->built = true;
}

/* The first entry that is not wholly below p. */
const struct cover_entry *
cover_find(const struct cover *c, const struct prefix *p)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct prefix *m = &c->v[mid].prefix;

		if (m->family < p->family || (m->family == p->family &&
		    prefix_last(m) < p->addr))
			low = mid + 1;
		else
			high = mid;
	}
	return low < c->n && prefix_overlaps(&c->v[low].prefix, p) ?
	    &c->v[low] : NULL;
}
