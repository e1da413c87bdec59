/*
 * map: names to pointers, by hashing.
 *
 * Keys are borrowed and must outlive the map; memory comes from the arena
 * given at the start, which frees it.  A map is never walked: what has an
 * order is kept in an array beside it, so that no hash order reaches output.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct map {
	struct arena *arena;
	struct map_slot *slots;		/* a power of two of them, or NULL */
	size_t nslots, n;
};

static inline struct map
map_make(struct arena *a)
{
	return (struct map){ .arena = a };
}

/* The value stored under the n bytes at key, or NULL. */
void *map_find(const struct map *m, const char *key, size_t n);

/*
 * The map's own copy of the key, with a NUL behind, made if it is new; the
 * value is that copy.  For a map in which all values are so.
 */
char *map_intern(struct map *m, const char *key, size_t n);

/*
 * Where the value of the key is kept; *value is NULL when the key is new, and
 * the caller then stores something else than NULL.  Valid until the next
 * map_slot().
 */
void **map_slot(struct map *m, const char *key, size_t n);

#endif
