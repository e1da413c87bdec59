#include "base/intern.h"

#include <string.h>

#include "base/hash.h"

static const char *
text_of(const struct intern *in, uint32_t i, size_t *n)
{
	size_t from = i == 0 ? 0 : in->end[i - 1];

	*n = in->end[i] - from;
	return in->text + from;
}

/* The slot of that text, or the one where it would be. */
static uint32_t *
probe(const struct intern *in, const void *s, size_t n)
{
	size_t mask = in->nslots - 1, len;

	for (size_t i = hash_bytes(0, s, n) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &in->slots[i];
		const char *t;

		if (*slot == 0)
			return slot;
		t = text_of(in, *slot - 1, &len);
		if (len == n && memcmp(t, s, n) == 0)
			return slot;
	}
}

/* At most half of the slots are taken. */
static void
grow_slots(struct intern *in)
{
	size_t old = in->nslots, len;

	in->nslots = old == 0 ? 64 : 2 * old;
	in->slots = arena_stretch(in->arena, in->slots, old, in->nslots,
	    sizeof(*in->slots));
	memset(in->slots, 0, in->nslots * sizeof(*in->slots));
	for (uint32_t i = 0; i < in->n; i++) {
		const char *t = text_of(in, i, &len);

		*probe(in, t, len) = i + 1;
	}
}

static void
append(struct intern *in, const void *s, size_t n)
{
	if (in->n == in->room) {
		in->room = in->room == 0 ? 64 : 2 * in->room;
		in->end = arena_stretch(in->arena, in->end, in->n, in->room,
		    sizeof(*in->end));
	}
	if (in->cap - in->used < n) {
		size_t cap = 2 * in->cap + n + 1024;

		in->text = arena_stretch(in->arena, in->text, in->cap, cap, 1);
		in->cap = cap;
	}
	if (n != 0)
		memcpy(in->text + in->used, s, n);
	in->used += n;
	in->end[in->n++] = in->used;
}

uint32_t
intern_number(struct intern *in, const void *s, size_t n)
{
	uint32_t *slot;

	if (in->n == UINT32_MAX - 1)
		arena_exhausted();
	if (2 * ((size_t)in->n + 1) > in->nslots)
		grow_slots(in);
	slot = probe(in, s, n);
	if (*slot == 0) {
		append(in, s, n);
		*slot = in->n;
	}
	return *slot - 1;
}
