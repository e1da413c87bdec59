#include "base/heap.h"

#include <stdbool.h>

static bool
before(const struct heap_item *a, const struct heap_item *b)
{
	return a->key != b->key ? a->key < b->key : a->rank < b->rank;
}

void
heap_push(struct heap *h, struct heap_item item)
{
	size_t i = h->n++;

	if (i == h->cap) {
		size_t cap = i == 0 ? 64 : 2 * i;

		h->v = arena_stretch(h->arena, h->v, i, cap, sizeof(item));
		h->cap = cap;
	}
	for (; i > 0 && before(&item, &h->v[(i - 1) / 2]); i = (i - 1) / 2)
		h->v[i] = h->v[(i - 1) / 2];
	h->v[i] = item;
}

struct heap_item
heap_pop(struct heap *h)
{
	struct heap_item top = h->v[0], last = h->v[--h->n];
	size_t i = 0, k;

	while ((k = 2 * i + 1) < h->n) {
		if (k + 1 < h->n && before(&h->v[k + 1], &h->v[k]))
			k++;
		if (!before(&h->v[k], &last))
			break;
		h->v[i] = h->v[k];
		i = k;
	}
	h->v[i] = last;
	return top;
}
