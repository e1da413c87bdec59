#include "ingest/keys.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"

void
keys_clear(struct keys *k)
{
	free(k->v);
	free(k->slots);
	*k = (struct keys){ NULL, 0, 0, NULL, 0 };
}

/* The slot that holds h, or the empty one where it belongs. */
static uint64_t *
probe(const struct keys *k, uint64_t h)
{
	size_t mask = k->nslots - 1, i = h & mask;

	while (k->slots[i] != 0 && k->slots[i] != h)
		i = (i + 1) & mask;
	return &k->slots[i];
}

static void
grow(struct keys *k)
{
	k->cap = k->cap != 0 ? 2 * k->cap : 256;
	k->nslots = 2 * k->cap;
	k->v = realloc(k->v, k->cap * sizeof(*k->v));
	free(k->slots);
	k->slots = calloc(k->nslots, sizeof(*k->slots));
	if (k->v == NULL || k->slots == NULL)
		arena_exhausted();
	for (size_t i = 0; i < k->n; i++)
		*probe(k, k->v[i]) = k->v[i];
}

bool
keys_add(struct keys *k, size_t start, const void *key, size_t n)
{
	uint64_t h = hash_bytes(start, key, n), *slot;

	h += h == 0;			/* 0 is an empty slot */
	if (k->n == k->cap)
		grow(k);
	slot = probe(k, h);
	if (*slot == h)
		return false;
	*slot = k->v[k->n++] = h;
	return true;
}

void
keys_leave(struct keys *k, size_t start)
{
	while (k->n > start)
		*probe(k, k->v[--k->n]) = 0;
}
