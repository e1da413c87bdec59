/*
 * intern: texts to numbers 0, 1, 2, ... in the order they first come.
 *
 * For millions of names: a text is kept once, beside 20 bytes or so a name, in
 * pages that grow in place.  Memory comes from the arena given.
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct intern {
	struct arena *arena;
	char *text;			/* all of them, one after the other */
	size_t used, cap;
	size_t *end;			/* of each in text */
	uint32_t n, room;
	struct intern_slot {
		uint32_t hash;		/* part of it */
		uint32_t number;	/* and 1; 0: empty */
	} *slots;
	size_t nslots;			/* a power of two */
};

static inline struct intern
intern_make(struct arena *a)
{
	return (struct intern){ .arena = a };
}

/* The number of the n bytes at s, a new one if they are new. */
uint32_t intern_number(struct intern *in, const void *s, size_t n);

/* Which of two numbers has the text that comes first, in byte order. */
int intern_cmp(const struct intern *in, uint32_t a, uint32_t b);

#endif
