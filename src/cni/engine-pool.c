/*
 * ENIs and blocks live in slots that are used again, so a list holds numbers
 * and a cooling address remembers which life of its slot it belonged to.
 *
 * Every sum is kept as things change: what a block adds to its ENI, its card
 * and the node is taken off before the block changes and put on after.  So a
 * pass costs the same on a node of 3 addresses and on one of 3,000.
 */
#include "cni/engine-parts.h"

static bool
is_active(const struct engine *g, const struct ipam_block *b)
{
	return b->prefix == g->pd;
}

static void
mark_open(struct ipam_eni *e, uint32_t at, bool open)
{
	uint64_t bit = UINT64_C(1) << (at % 64);

	if (open)
		e->open[at / 64] |= bit;
	else
		e->open[at / 64] &= ~bit;
}

/* Put on (sign 1) or take off (sign -1) what the block adds to every sum. */
static void
count(struct engine *g, const struct ipam_block *b, int sign)
{
	struct ipam_eni *e = &g->enis[b->eni];
	struct ipam_card *st = &g->stores[e->card];
	int64_t size = engine_size(b), room;
	bool active = is_active(g, b), idle = b->used == 0;

	e->pods += (uint32_t)(sign * b->used);
	e->cooling += (uint32_t)(sign * b->cooling);
	e->prefixes += (uint32_t)(sign * b->prefix);
	e->idle += (uint32_t)(sign * idle);
	g->assigned += (uint64_t)(sign * b->used);
	g->cooling += (uint64_t)(sign * b->cooling);
	g->nprefix += (uint64_t)(sign * b->prefix);
	g->nsingle += (uint64_t)(sign * !b->prefix);
	st->prefixes += sign * b->prefix;
	st->free_prefixes += sign * (b->prefix && idle);
	if (active) {
		e->size += sign * size;
		e->used += sign * b->used;
	}
	if (e->excluded)
		return;
	st->spare_blocks += sign * idle;
	if (!active)
		return;
	room = size - b->used - b->cooling;
	e->room += (uint32_t)(sign * room);
	st->room += sign * room;
	st->total += sign * size;
	st->assigned += sign * b->used;
	mark_open(e, b->at, sign > 0 && room > 0);
}

/* --- ENIs ----------------------------------------------------------------- */

struct ipam_eni *
engine_new_eni(struct engine *g, uint32_t card, uint32_t subnet)
{
	uint32_t slot = g->free_enis[--g->nfree_enis];
	struct ipam_eni *e = &g->enis[slot];
	struct ipam_card *st = &g->stores[card];
	uint32_t *blocks = e->blocks, cap = e->cap;
	uint64_t *open = e->open;

	if (blocks == NULL) {
		blocks = arena_array(g->arena, cap, uint32_t);
		open = arena_array(g->arena, cap / 64 + 1, uint64_t);
	}
	*e = (struct ipam_eni){ .serial = g->next_serial++, .card = card,
	    .subnet = subnet, .created_ms = g->now, .blocks = blocks,
	    .open = open, .cap = cap };
	e->excluded = g->s.settings.subnet_discovery && g->s.settings.ipv4 &&
	    supply_excluded(&g->s.subnets[subnet]);
	st->excluded += e->excluded;
	st->enis[st->n++] = slot;
	g->neni++;
	g->changes++;
	return e;
}

void
engine_drop_eni(struct engine *g, struct ipam_card *st, uint32_t at)
{
	uint32_t slot = st->enis[at];
	struct ipam_eni *e = &g->enis[slot];

	for (uint32_t i = 0; i < e->n; i++)
		g->blocks[e->blocks[i]].doomed = true;
	engine_sweep(g, e);
	supply_give(&g->s.subnets[e->subnet], 1, 0);
	st->excluded -= e->excluded;
	st->trunks -= e->trunk;
	st->n--;
	for (uint32_t i = at; i < st->n; i++)
		st->enis[i] = st->enis[i + 1];
	g->free_enis[g->nfree_enis++] = slot;
	g->neni--;
	g->changes++;
}

/* --- blocks --------------------------------------------------------------- */

static uint32_t
block_slot(struct engine *g)
{
	size_t n = g->nblocks;

	if (g->nfree_blocks != 0)
		return g->free_blocks[--g->nfree_blocks];
	/* As many places on the stack of free slots as there are slots. */
	g->free_blocks = arena_grow(g->arena, g->free_blocks, n,
	    sizeof(*g->free_blocks));
	(void)arena_push(g->arena, g->blocks, g->nblocks);
	return (uint32_t)n;
}

void
engine_add_blocks(struct engine *g, struct ipam_eni *e, uint64_t n, bool prefix)
{
	if (n == 0)
		return;
	supply_take(&g->s.subnets[e->subnet], prefix ? 0 : (int64_t)n,
	    prefix ? (int64_t)n : 0);
	while (n-- > 0) {
		uint32_t slot = block_slot(g);
		struct ipam_block *b = &g->blocks[slot];

		*b = (struct ipam_block){ .eni = (uint32_t)(e - g->enis),
		    .at = e->n, .generation = b->generation,
		    .prefix = prefix };
		e->blocks[e->n++] = slot;
		count(g, b, 1);
	}
	g->changes++;
}

uint32_t
engine_sweep(struct engine *g, struct ipam_eni *e)
{
	uint32_t kept = 0, gone = 0;

	for (uint32_t i = 0; i < e->n; i++)
		if (g->blocks[e->blocks[i]].doomed) {
			gone++;
			count(g, &g->blocks[e->blocks[i]], -1);
		}
	if (gone == 0)
		return 0;
	for (uint32_t i = 0; i < e->n; i++) {
		uint32_t slot = e->blocks[i];
		struct ipam_block *b = &g->blocks[slot];
		bool open = e->open[i / 64] >> (i % 64) & 1;

		if (b->doomed) {
			supply_give(&g->s.subnets[e->subnet], !b->prefix,
			    b->prefix);
			b->generation++;
			b->doomed = false;
			g->free_blocks[g->nfree_blocks++] = slot;
			continue;
		}
		b->at = kept;
		mark_open(e, kept, open);
		e->blocks[kept++] = slot;
	}
	for (uint32_t i = kept; i < e->n; i++)
		mark_open(e, i, false);
	e->n = kept;
	g->changes++;
	return gone;
}

void
engine_recount(struct engine *g)
{
	g->assigned = g->cooling = g->nsingle = g->nprefix = 0;
	g->cool_first = g->ncool = 0;
	for (uint32_t c = 0; c < g->nstores; c++) {
		struct ipam_card *st = &g->stores[c];

		st->total = st->assigned = st->prefixes = 0;
		st->free_prefixes = st->spare_blocks = st->room = 0;
		for (uint32_t k = 0; k < st->n; k++) {
			struct ipam_eni *e = &g->enis[st->enis[k]];

			e->pods = e->cooling = e->prefixes = e->idle = 0;
			e->room = 0;
			e->size = e->used = 0;
			for (uint32_t i = 0; i < e->n; i++) {
				mark_open(e, i, false);
				g->blocks[e->blocks[i]].cooling = 0;
				count(g, &g->blocks[e->blocks[i]], 1);
			}
		}
	}
	g->changes++;
}

void
engine_block_take(struct engine *g, uint32_t block)
{
	struct ipam_block *b = &g->blocks[block];

	count(g, b, -1);
	b->used++;
	count(g, b, 1);
	g->changes++;
}

/* --- cooldown ------------------------------------------------------------- */

/* Room for one more: move up, leave out the released, or grow. */
static void
cool_room(struct engine *g)
{
	struct cooling *old = g->cool;
	size_t n = 0;

	if (g->cooling * 2 >= g->cool_cap) {
		g->cool_cap = g->cool_cap == 0 ? 16 : g->cool_cap * 2;
		g->cool = arena_array(g->arena, g->cool_cap, struct cooling);
	}
	for (size_t i = g->cool_first; i < g->ncool; i++)
		if (g->blocks[old[i].block].generation == old[i].generation)
			g->cool[n++] = old[i];
	g->cool_first = 0;
	g->ncool = n;
}

void
engine_block_free(struct engine *g, uint32_t block, bool cool)
{
	struct ipam_block *b = &g->blocks[block];

	if (g->ncool == g->cool_cap)
		cool_room(g);
	count(g, b, -1);
	b->used--;
	if (cool && g->cooldown_ms >= 0) {
		g->cool[g->ncool++] = (struct cooling){ g->now, block,
		    b->generation };
		b->cooling++;
	}
	count(g, b, 1);
	g->changes++;
}

void
engine_expire(struct engine *g)
{
	while (g->cool_first < g->ncool) {
		const struct cooling *c = &g->cool[g->cool_first];
		struct ipam_block *b = &g->blocks[c->block];

		if (g->now - c->t_ms <= g->cooldown_ms)
			return;
		g->cool_first++;
		if (b->generation != c->generation)
			continue;
		count(g, b, -1);
		b->cooling--;
		count(g, b, 1);
		g->changes++;
	}
	g->cool_first = g->ncool = 0;
}
