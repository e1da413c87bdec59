/*
 * heap: what comes next, by two numbers.
 *
 * Items come out by key, those of one key by rank; equal ones in no order
 * that may be relied on.  Memory comes from the arena given.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct heap_item {
	int64_t key;
	uint64_t rank;
	uint32_t what, which;		/* the caller's */
};

struct heap {
	struct arena *arena;
	struct heap_item *v;		/* the first is next */
	size_t n, cap;
};

static inline struct heap
heap_make(struct arena *a)
{
	return (struct heap){ .arena = a };
}

void heap_push(struct heap *h, struct heap_item item);
/* There is at least one. */
struct heap_item heap_pop(struct heap *h);

#endif
