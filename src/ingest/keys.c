#include "ingest/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void
keys_clear(struct keys *k)
{
	free(k->v);
	free(k->slots);
	*k = (struct keys){ NULL, 0, 0, NULL, 0 };
}

static uint64_t
hash_key(size_t start, const unsigned char *s, size_t n)
{
	uint64_t h = 0x9e3779b97f4a7c15 * (start + 1) ^ n;

	while (n > 0) {
		size_t step = n < 8 ? n : 8;
		uint64_t w = 0;
		__extension__ unsigned __int128 p;

		memcpy(&w, s, step);
		p = (unsigned __int128)(w ^ h) * 0xd6e8feb86659fd93;
		h = (uint64_t)p ^ (uint64_t)(p >> 64);
		s += step;
		n -= step;
	}
	return h != 0 ? h : 1;		/* 0 is an empty slot */
}

/* The slot that holds h, or the empty one where it belongs. */
static uint64_t *
probe(const struct keys *k, uint64_t h)
{
	size_t mask = k->nslots - 1, i = (h ^ h >> 32) & mask;

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
	uint64_t h = hash_key(start, key, n), *slot;

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
