#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

struct map_slot {
	const char *key;
	void *value;
	uint32_t n;			/* of the key; its low 32 bits */
	uint32_t hash;			/* part of it */
};

static struct map_slot *
probe(const struct map *m, uint64_t hash, const char *key, size_t n)
{
	size_t mask = m->nslots - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct map_slot *s = &m->slots[i];

		if (s->key == NULL || (s->hash == (uint32_t)(hash >> 32) &&
		    s->n == n && memcmp(s->key, key, n) == 0))
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

/* In place, so that what a large map was stays nowhere. */
static void
grow(struct map *m)
{
	size_t n = m->nslots;
	struct map_slot *old = malloc((n + 1) * sizeof(*old));

	if (old == NULL)
		arena_exhausted();
	if (n != 0)
		memcpy(old, m->slots, n * sizeof(*old));
	m->nslots = n != 0 ? 2 * n : 16;
	m->slots = arena_stretch(m->arena, m->slots, n, m->nslots,
	    sizeof(*m->slots));
	memset(m->slots, 0, m->nslots * sizeof(*m->slots));
	for (size_t i = 0; i < n; i++)
		if (old[i].key != NULL)
			*probe(m, hash_bytes(0, old[i].key, old[i].n),
			    old[i].key, old[i].n) = old[i];
	free(old);
}

static struct map_slot *
take(struct map *m, const char *key, size_t n)
{
	uint64_t hash = hash_bytes(0, key, n);
	struct map_slot *s;

	if (n > UINT32_MAX)
		arena_exhausted();
	if (4 * (m->n + 1) > 3 * m->nslots)
		grow(m);
	s = probe(m, hash, key, n);
	if (s->key == NULL) {
		*s = (struct map_slot){ key, NULL, (uint32_t)n,
		    (uint32_t)(hash >> 32) };
		m->n++;
	}
	return s;
}

void **
map_slot(struct map *m, const char *key, size_t n)
{
	return &take(m, key, n)->value;
}

char *
map_intern(struct map *m, const char *key, size_t n)
{
	struct map_slot *s = take(m, key, n);

	if (s->value == NULL)
		s->key = s->value = arena_strndup(m->arena, key, n);
	return s->value;
}
