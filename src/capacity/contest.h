/*
 * contest: which of many is the best, while they change one at a time.
 *
 * A tree of matches over the numbers 0 to n - 1: each inner place holds the
 * winner of the two below it.  A change replays the matches on one path, so
 * it costs log n; equal ones are won by the lower number.
 */
#ifndef CAPACITY_CONTEST_H
#define CAPACITY_CONTEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct contest {
	size_t n;
	uint32_t *best;			/* 2 n places; 1 is the root */
	/* Does a win over b? */
	bool (*above)(const void *arg, uint32_t a, uint32_t b);
	const void *arg;
};

/* n, above and arg have been set. */
void contest_init(struct contest *c, struct arena *a);
void contest_changed(struct contest *c, uint32_t i);

/* There is at least one. */
static inline uint32_t
contest_best(const struct contest *c)
{
	return c->best[1];
}

#endif
