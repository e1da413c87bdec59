#include "base/map.h"

#include <string.h>

#include "base/hash.h"

struct map_slot {
	const char *key;
	size_t n;
	uint64_t hash;
	void *value;
};

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
	return probe(m, hash_bytes(0, key, n), key, n)->value;
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
	uint64_t hash = hash_bytes(0, key, n);
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
