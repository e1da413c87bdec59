#include "capacity/reserve.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "capacity/recycle.h"

/* Usable blocks, then few who can never go, then few to recycle. */
static int
place_cmp(const void *pa, const void *pb)
{
	const struct reserve_place *a = pa, *b = pb;
	const uint64_t keys[][2] = {
		{ b->states[BLOCK_FREE] + b->states[BLOCK_DELEGATED],
		    a->states[BLOCK_FREE] + a->states[BLOCK_DELEGATED] },
		{ a->fixed, b->fixed },
		{ a->recycle, b->recycle },
		{ a->takes, b->takes },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i][0] != keys[i][1])
			return keys[i][0] < keys[i][1] ? -1 : 1;
	return prefix_cmp(&a->cidr, &b->cidr);
}

/* Once for each unit; who is in a place is few, so its map is small. */
static void
count_user(struct reserve_place *p, const struct blockmap *b,
    const struct blockmap_user *u, struct map *seen)
{
	static char yes;
	const struct inv_instance *instance;
	enum recycle_kind kind = recycle_kind(b->inv, u->eni, &instance);
	const char *id = kind == RECYCLE_NODE ? instance->id : u->eni->id;
	void **slot;

	if (kind == RECYCLE_NOBODY) {
		p->fixed += u->addresses;
		return;
	}
	slot = map_slot(seen, id, strlen(id));
	if (*slot == NULL)
		p->recycle++;
	*slot = &yes;
}

/* False where another reservation is in the way. */
static bool
look(struct reserve_place *p, const struct blockmap *b, size_t first,
    size_t n)
{
	struct arena scratch = ARENA_INIT;
	struct map seen = map_make(&scratch);
	bool room = true;

	for (size_t i = first; i < first + n && room; i++) {
		const struct blockmap_block *k = &b->v[i];

		room = k->reservation == NULL;
		p->states[k->state]++;
		if (k->state == BLOCK_DELEGATED)
			continue;
		p->held += k->held;
		p->takes += BLOCK_SIZE - k->held - blockmap_aws(b, i);
		for (size_t u = 0; u < k->nusers; u++)
			count_user(p, b, &k->users[u], &seen);
	}
	arena_clear(&scratch);
	return room;
}

void
reserve_find(struct reserve *r, const struct blockmap *b, unsigned len,
    struct arena *a)
{
	const struct prefix *subnet = &b->subnet->cidr;
	size_t n;

	*r = (struct reserve){ NULL, 0 };
	if (len < subnet->len || len > 28)
		return;
	n = (size_t)1 << (28 - len);
	for (size_t first = 0; first < b->n; first += n) {
		struct reserve_place p = { .cidr = { b->v[first].first, IPV4,
		    len }, .blocks = n };

		if (look(&p, b, first, n))
			*arena_push(a, r->v, r->n) = p;
	}
	if (r->n > 1)
		qsort(r->v, r->n, sizeof(*r->v), place_cmp);
}
