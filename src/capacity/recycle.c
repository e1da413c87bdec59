#include "capacity/recycle.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "capacity/smallest.h"

/* A unit's cost: their number first, then that of nodes. */
#define COST_UNIT (UINT64_C(1) << 20)

static const enum recycle_kind attached[ENI_CLASSES] = {
	[ENI_CNI] = RECYCLE_NODE, [ENI_TRUNK] = RECYCLE_NODE,
	[ENI_BRANCH] = RECYCLE_NODE, [ENI_NODE_PRIMARY] = RECYCLE_NODE,
	[ENI_NODE_OTHER] = RECYCLE_NODE, [ENI_FARGATE] = RECYCLE_ENI,
	[ENI_ORPHAN] = RECYCLE_ENI,
};

enum recycle_kind
recycle_kind(const struct inventory *inv, const struct inv_eni *eni,
    const struct inv_instance **instance)
{
	enum recycle_kind kind = attached[eni->class];
	const struct inv_eni *trunk;

	*instance = NULL;
	if (eni->leaked)
		return RECYCLE_ENI;
	if (kind != RECYCLE_NODE)
		return kind;
	if (eni->stays && (eni->class == ENI_NODE_PRIMARY ||
	    eni->class == ENI_NODE_OTHER))
		return RECYCLE_NOBODY;
	if (eni->class == ENI_BRANCH) {
		trunk = inventory_eni(inv, eni->holder);
		*instance = trunk != NULL ? trunk->instance : NULL;
	} else if (eni->attached)
		*instance = eni->instance;
	return *instance != NULL ? RECYCLE_NODE : RECYCLE_ENI;
}

/* --- units and sets ----------------------------------------------------- */

struct work {
	struct recycle *r;
	const struct blockmap *b;
	struct arena *arena;		/* of the answer */
	struct arena scratch;
	struct map by_id, by_set;	/* to their numbers */
	struct smallest_set *sets;
	size_t nsets;
	bool by_eni;
};

/* The number of the unit of an ENI that can go. */
static size_t
unit_of(struct work *w, const struct inv_eni *eni)
{
	const struct inv_instance *instance;
	enum recycle_kind kind = recycle_kind(w->b->inv, eni, &instance);
	struct recycle_unit *u;
	const char *id;
	void **slot;

	if (w->by_eni)
		kind = RECYCLE_ENI;
	id = kind == RECYCLE_NODE ? instance->id : eni->id;
	slot = map_slot(&w->by_id, id, strlen(id));
	if (*slot == NULL) {
		size_t *n = arena_new(&w->scratch, size_t);

		*n = w->r->nunits;
		*slot = n;
		u = arena_push(w->arena, w->r->units, w->r->nunits);
		*u = (struct recycle_unit){ .kind = kind, .id = id,
		    .eni = eni, .instance = kind == RECYCLE_NODE ? instance :
		    NULL };
	}
	return *(size_t *)*slot;
}

static int
cmp_unsigned(const void *pa, const void *pb)
{
	unsigned a = *(const unsigned *)pa, b = *(const unsigned *)pb;

	return (a > b) - (a < b);
}

/* Equal sets are one, of their weights together. */
static void
add_set(struct work *w, unsigned *v, size_t n, uint64_t weight)
{
	size_t kept = 0, *number;
	void **slot;

	qsort(v, n, sizeof(*v), cmp_unsigned);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[kept++] = v[i];
	slot = map_slot(&w->by_set, (const char *)v, kept * sizeof(*v));
	if (*slot == NULL) {
		number = arena_new(&w->scratch, size_t);
		*number = w->nsets;
		*slot = number;
		*arena_push(&w->scratch, w->sets, w->nsets) =
		    (struct smallest_set){ v, kept, 0 };
	}
	number = *slot;
	w->sets[*number].weight += weight;
}

/* Somebody who cannot go has an address in the block. */
static bool
is_fixed(const struct work *w, const struct blockmap_block *k)
{
	const struct inv_instance *instance;

	for (size_t i = 0; i < k->nusers; i++)
		if (recycle_kind(w->b->inv, k->users[i].eni, &instance) ==
		    RECYCLE_NOBODY)
			return true;
	return false;
}

static void
add_spoilt(struct work *w, const struct blockmap_block *k)
{
	unsigned *v = arena_array(&w->scratch, k->nusers, unsigned);

	for (size_t i = 0; i < k->nusers; i++) {
		size_t n = unit_of(w, k->users[i].eni);
		struct recycle_unit *u = &w->r->units[n];
		bool again = false;

		for (size_t j = 0; j < i; j++)
			again = again || v[j] == n;
		v[i] = (unsigned)n;
		u->addresses += k->users[i].addresses;
		u->spoils += !again;
	}
	add_set(w, v, k->nusers, 1);
}

/* Prefixes of an ENI that will be deleted are a gain. */
static void
add_delegated(struct work *w, const struct blockmap_block *k)
{
	const struct inv_eni *eni = k->users[k->nusers - 1].eni;
	const struct inv_instance *instance;
	unsigned *v;
	size_t n;

	if (eni->attached || recycle_kind(w->b->inv, eni, &instance) !=
	    RECYCLE_ENI)
		return;
	n = unit_of(w, eni);
	v = arena_new(&w->scratch, unsigned);
	*v = (unsigned)n;
	add_set(w, v, 1, 1);
}

static void
collect(struct work *w)
{
	for (size_t i = 0; i < w->b->n; i++) {
		const struct blockmap_block *k = &w->b->v[i];

		if (k->reservation != NULL && !k->inside)
			continue;
		if (k->state == BLOCK_DELEGATED)
			add_delegated(w, k);
		else if (k->state == BLOCK_SPOILT && !is_fixed(w, k))
			add_spoilt(w, k);
	}
}

void
recycle_find(struct recycle *r, const struct blockmap *b, uint64_t need,
    bool by_eni, struct arena *a)
{
	struct work w = { .r = r, .b = b, .arena = a, .scratch = ARENA_INIT,
	    .by_eni = by_eni };
	struct smallest s = { .need = need };
	uint64_t *costs;

	*r = (struct recycle){ .need = need };
	w.by_id = map_make(&w.scratch);
	w.by_set = map_make(&w.scratch);
	collect(&w);
	costs = arena_array(&w.scratch, r->nunits + 1, uint64_t);
	for (size_t i = 0; i < r->nunits; i++)
		costs[i] = COST_UNIT + (r->units[i].kind == RECYCLE_NODE);
	for (size_t i = 0; i < w.nsets; i++)
		r->most += w.sets[i].weight;
	s.sets = w.sets;
	s.nsets = w.nsets;
	s.nelements = r->nunits;
	s.costs = costs;
	smallest_find(&s, &w.scratch);
	r->possible = s.possible;
	r->exact = s.exact;
	r->size = s.cost / COST_UNIT;
	/* A unit costs COST_UNIT + 1 at most. */
	r->bound = (s.bound + COST_UNIT) / (COST_UNIT + 1);
	r->gain = s.weight;
	for (size_t i = 0; i < r->nunits; i++)
		r->units[i].chosen = s.chosen[i];
	arena_clear(&w.scratch);
}
