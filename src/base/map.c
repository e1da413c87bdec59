#include "base/map.h"

#include <string.h>

struct map_slot {
	const char *key;
	size_t n;
	uint64_t hash;
	void *value;
};

/* Eight bytes at a time, multiply and fold (as in wyhash and its kin). */
static uint64_t
hash_bytes(const char *s, size_t n)
{
	uint64_t h = 0x9e3779b97f4a7c15 ^ n;

	while (n > 0) {
		size_t k = n < 8 ? n : 8;
		uint64_t w = 0;
		__extension__ unsigned __int128 p;

		memcpy(&w, s, k);
		p = (unsigned __int128)(w ^ h) * 0xa0761d6478bd642f;
		h = (uint64_t)p ^ (uint64_t)(p >> 64) ^ 0xe7037ed1a0b428db;
		s += k;
		n -= k;
	}
	return h ^ h >> 32;
}

static struct map_slot *
probe(const struct map *m, uint64_t hash, const char *key, size_t n)
{
	size_t mask = m->nslots - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct map_slot *s = &m->slots[i];

		if (s->key == NULL || (s->hash == hash && s->n == n &&
		    memcmp(s->key, key, n) == 0))
			return s;
	}
}

void *
map_find(const struct map *m, const char *key, size_t n)
{
	if (m->slots == NULL)
		return NULL;
	return probe(m, hash_bytes(key, n), key, n)->value;
}

static void
grow(struct map *m)
{
	struct map_slot *old = m->slots;
	size_t n = m->nslots;

	m->nslots = n != 0 ? 2 * n : 16;
	m->slots = arena_array(m->arena, m->nslots, struct map_slot);
	for (size_t i = 0; i < n; i++)
		if (old[i].key != NULL)
			*probe(m, old[i].hash, old[i].key, old[i].n) = old[i];
}

void **
map_slot(struct map *m, const char *key, size_t n)
{
	uint64_t hash = hash_bytes(key, n);
	struct map_slot *s;

	if (2 * (m->n + 1) > m->nslots)
		grow(m);
	s = probe(m, hash, key, n);
	if (s->key == NULL) {
		*s = (struct map_slot){ key, n, hash, NULL };
		m->n++;
	}
	return &s->value;
}
