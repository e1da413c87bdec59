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
static struct intern_slot *
probe(const struct intern *in, uint64_t hash, const void *s, size_t n)
{
	size_t mask = in->nslots - 1, len;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct intern_slot *slot = &in->slots[i];
		const char *t;

		if (slot->number == 0)
			return slot;
		if (slot->hash != (uint32_t)(hash >> 32))
			continue;
		t = text_of(in, slot->number - 1, &len);
		if (len == n && memcmp(t, s, n) == 0)
			return slot;
	}
}

/* At most three of four slots are taken. */
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
		uint64_t hash = hash_bytes(0, t, len);

		*probe(in, hash, t, len) = (struct intern_slot){
		    (uint32_t)(hash >> 32), i + 1 };
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
	uint64_t hash = hash_bytes(0, s, n);
	struct intern_slot *slot;

	if (in->n == UINT32_MAX - 1)
		arena_exhausted();
	if (4 * ((size_t)in->n + 1) > 3 * in->nslots)
		grow_slots(in);
	slot = probe(in, hash, s, n);
	if (slot->number == 0) {
		append(in, s, n);
		*slot = (struct intern_slot){ (uint32_t)(hash >> 32), in->n };
	}
	return slot->number - 1;
}

int
intern_cmp(const struct intern *in, uint32_t a, uint32_t b)
{
	size_t na, nb;
	const char *ta = text_of(in, a, &na), *tb = text_of(in, b, &nb);
	int c = memcmp(ta, tb, na < nb ? na : nb);

	return c != 0 ? c : (na > nb) - (na < nb);
}
