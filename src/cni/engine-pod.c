/*
 * Pods stand in an array in the order they came, which is the order in which
 * those that wait are tried again.  Deleting marks; the array is moved
 * together when it is full.  A multi-homed pod has a set: a block on each
 * card.
 */
#include "cni/engine-parts.h"

/* The first block of the ENI with room, in the order of the walk. */
static uint32_t
open_block(struct engine *g, const struct ipam_eni *e)
{
	uint32_t words = (e->n + 63) / 64;

	if (g->s.assign == ORDER_RANDOM) {
		g->work += e->n;
		order_fill(ORDER_RANDOM, &g->random, g->walk_blocks, e->n);
		for (uint32_t i = 0; i < e->n; i++) {
			uint32_t at = g->walk_blocks[i];

			if (e->open[at / 64] >> (at % 64) & 1)
				return e->blocks[at];
		}
	}
	for (uint32_t i = 0; i < words; i++) {
		bool newest = g->s.assign == ORDER_NEWEST;
		uint32_t w = newest ? words - 1 - i : i;
		uint64_t bits = e->open[w];

		if (bits != 0)
			return e->blocks[64 * w + (newest ? 63 -
			    (uint32_t)__builtin_clzll(bits) :
			    (uint32_t)__builtin_ctzll(bits))];
	}
	return POD_WAITS;
}

/* Draw what a walk over a card without room draws. */
static void
draw_in_vain(struct engine *g, struct ipam_card *st)
{
	if (st->vain_at != g->changes) {
		st->vain_at = g->changes;
		st->vain = order_draws(st->n);
		g->work += st->n;
		for (uint32_t k = 0; k < st->n; k++)
			if (!g->enis[st->enis[k]].excluded)
				st->vain += order_draws(
				    g->enis[st->enis[k]].n);
	}
	splitmix_skip(&g->random, st->vain);
}

/* The first ENI with room in a random walk of a card that has some. */
static const struct ipam_eni *
walk_to_room(struct engine *g, const struct ipam_card *st)
{
	const struct ipam_eni *e;

	g->work += st->n;
	order_fill(ORDER_RANDOM, &g->random, g->walk, st->n);
	for (uint32_t k = 0;; k++) {
		e = &g->enis[st->enis[g->walk[k]]];
		if (e->room != 0)
			return e;
		if (!e->excluded)
			splitmix_skip(&g->random, order_draws(e->n));
	}
}

/* Take an address of the card; POD_WAITS: there is none. */
static uint32_t
place(struct engine *g, struct ipam_card *st)
{
	uint32_t block = POD_WAITS;

	g->work++;
	if (g->s.assign == ORDER_RANDOM && st->room == 0)
		draw_in_vain(g, st);
	else if (g->s.assign == ORDER_RANDOM)
		block = open_block(g, walk_to_room(g, st));
	else if (st->room != 0)
		for (uint32_t k = 0; block == POD_WAITS; k++) {
			uint32_t at = g->s.assign == ORDER_NEWEST ?
			    st->n - 1 - k : k;

			g->work++;
			if (g->enis[st->enis[at]].room != 0)
				block = open_block(g,
				    &g->enis[st->enis[at]]);
		}
	if (block != POD_WAITS)
		engine_block_take(g, block);
	return block;
}

static uint32_t
set_slot(struct engine *g)
{
	if (g->nfree_sets != 0)
		return g->free_sets[--g->nfree_sets];
	g->free_sets = arena_grow(g->arena, g->free_sets, g->nsets,
	    sizeof(*g->free_sets));
	g->sets = arena_grow(g->arena, g->sets, g->nsets,
	    g->nstores * sizeof(*g->sets));
	return (uint32_t)g->nsets++;
}

/*
 * Whether each card has room.  The walks up to the first that has none draw
 * their random numbers all the same; what they find is given back, so it need
 * not be taken.
 */
static bool
may_place_multi(struct engine *g)
{
	uint32_t full = 0;

	while (full < g->nstores && g->stores[full].room != 0)
		full++;
	if (full == g->nstores)
		return true;
	g->work += full + 1;
	if (g->s.assign != ORDER_RANDOM)
		return false;
	for (uint32_t c = 0; c < full; c++)
		splitmix_skip(&g->random,
		    order_draws(walk_to_room(g, &g->stores[c])->n));
	draw_in_vain(g, &g->stores[full]);
	return false;
}

/* An address of every card, or none. */
static bool
place_multi(struct engine *g, struct ipam_pod *p)
{
	uint32_t slot, *set;

	if (!may_place_multi(g))
		return false;
	slot = set_slot(g);
	set = &g->sets[(size_t)slot * g->nstores];
	for (uint32_t c = 0; c < g->nstores; c++)
		set[c] = place(g, &g->stores[c]);
	p->place = slot;
	return true;
}

static bool
place_single(struct engine *g, struct ipam_pod *p)
{
	for (uint32_t c = 0; c < g->nstores; c++)
		if ((p->place = place(g, &g->stores[c])) != POD_WAITS)
			return true;
	return false;
}

/* In a fixed order what failed for one multi-homed pod fails for all. */
static void
retry_pool(struct engine *g)
{
	size_t first = g->npods;
	bool skip_multi = false;

	for (size_t i = g->first_waiting; i < g->npods; i++) {
		struct ipam_pod *p = &g->pods[i];
		bool ok;

		if (p->place != POD_WAITS)
			continue;
		ok = p->multi ? !skip_multi && place_multi(g, p) :
		    place_single(g, p);
		g->waiting -= ok;
		if (!ok && first == g->npods)
			first = i;
		if (!ok && !p->multi)
			break;
		skip_multi |= !ok && g->s.assign != ORDER_RANDOM;
		if (g->waiting == 0)
			break;
	}
	g->first_waiting = g->waiting == 0 ? g->npods : first;
}

void
engine_retry(struct engine *g)
{
	bool any = g->ipv6 || g->s.assign == ORDER_RANDOM;

	if (g->waiting == 0)
		return;
	for (uint32_t c = 0; c < g->nstores && !any; c++)
		any = g->stores[c].room != 0;
	if (!any)
		return;
	if (!g->ipv6) {
		retry_pool(g);
		return;
	}
	for (size_t i = g->first_waiting; i < g->npods; i++)
		if (g->pods[i].place == POD_WAITS)
			g->pods[i].place = POD_IPV6;
	g->waiting = 0;
	g->first_waiting = g->npods;
	g->changes++;
}

/* --- coming and going ----------------------------------------------------- */

static void
pods_room(struct engine *g)
{
	struct ipam_pod *old = g->pods;
	size_t n = 0;

	if (g->live * 2 >= g->pods_cap) {
		g->pods_cap = g->pods_cap == 0 ? 16 : g->pods_cap * 2;
		g->pods = arena_array(g->arena, g->pods_cap, struct ipam_pod);
	}
	for (size_t i = g->first_pod; i < g->npods; i++)
		if (old[i].place != POD_GONE)
			g->pods[n++] = old[i];
	g->first_pod = 0;
	g->npods = n;
	g->first_waiting = g->waiting == 0 ? n : 0;
}

void
engine_add(struct engine *g, uint64_t n, bool multi)
{
	for (; n > 0; n--) {
		if (g->npods == g->pods_cap)
			pods_room(g);
		if (g->waiting++ == 0)
			g->first_waiting = g->npods;
		g->pods[g->npods++] = (struct ipam_pod){ .id = g->next_pod++,
		    .place = POD_WAITS, .multi = multi };
		g->live++;
		g->changes++;
	}
}

/* The last pod of a leftover prefix takes the ENI's idle prefixes along. */
static void
unplace(struct engine *g, uint32_t block)
{
	struct ipam_eni *e = &g->enis[g->blocks[block].eni];
	bool leftover = !g->pd && g->blocks[block].prefix;

	engine_block_free(g, block, true);
	if (!leftover)
		return;
	for (uint32_t i = 0; i < e->n; i++) {
		struct ipam_block *b = &g->blocks[e->blocks[i]];

		b->doomed = b->prefix && b->used == 0;
	}
	engine_sweep(g, e);
}

static void
delete_pod(struct engine *g, struct ipam_pod *p)
{
	uint32_t place = p->place;

	p->place = POD_GONE;
	g->live--;
	g->changes++;
	if (place == POD_WAITS)
		g->waiting--;
	else if (place != POD_IPV6 && !p->multi)
		unplace(g, place);
	else if (place != POD_IPV6) {
		for (uint32_t c = 0; c < g->nstores; c++)
			unplace(g, g->sets[(size_t)place * g->nstores + c]);
		g->free_sets[g->nfree_sets++] = place;
	}
	while (g->npods > g->first_pod &&
	    g->pods[g->npods - 1].place == POD_GONE)
		g->npods--;
	while (g->npods > g->first_pod &&
	    g->pods[g->first_pod].place == POD_GONE)
		g->first_pod++;
	if (g->first_waiting > g->npods)
		g->first_waiting = g->npods;
}

void
engine_delete(struct engine *g, uint64_t n)
{
	for (; n > 0 && g->live > 0; n--)
		delete_pod(g, g->s.fifo ? &g->pods[g->first_pod] :
		    &g->pods[g->npods - 1]);
}

void
engine_delete_id(struct engine *g, uint64_t id)
{
	size_t lo = g->first_pod, hi = g->npods;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (g->pods[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < g->npods && g->pods[lo].id == id &&
	    g->pods[lo].place != POD_GONE)
		delete_pod(g, &g->pods[lo]);
}

/* --- branch ENIs ---------------------------------------------------------- */

/* Those that have cooled down go; older ones are first. */
static void
branch_expire(struct engine *g)
{
	int64_t period = g->s.branch_cooldown_ms;
	size_t n = 0;

	if (period < g->s.rules->branch_cooldown_min_ms)
		period = g->s.rules->branch_cooldown_min_ms;
	while (n < g->nbranch_cool &&
	    g->now - g->branch_cool[n].t_ms > period)
		g->branch_cooling -= g->branch_cool[n++].n;
	if (n == 0)
		return;
	g->nbranch_cool -= n;
	for (size_t i = 0; i < g->nbranch_cool; i++)
		g->branch_cool[i] = g->branch_cool[i + n];
}

uint64_t
engine_branch(const struct engine *g)
{
	int64_t period = g->s.branch_cooldown_ms;
	uint64_t n = g->branch + g->branch_cooling;

	if (period < g->s.rules->branch_cooldown_min_ms)
		period = g->s.rules->branch_cooldown_min_ms;
	for (size_t i = 0; i < g->nbranch_cool &&
	    g->now - g->branch_cool[i].t_ms > period; i++)
		n -= g->branch_cool[i].n;
	return n;
}

void
engine_set_branch(struct engine *g, uint64_t n)
{
	uint64_t limit = g->s.limits->branch_enis, live;
	struct branch_cooling *c;

	branch_expire(g);
	g->changes++;
	if (n < g->branch) {
		c = g->branch_cool = arena_grow(g->arena, g->branch_cool,
		    g->nbranch_cool, sizeof(*c));
		c[g->nbranch_cool++] = (struct branch_cooling){ g->now,
		    g->branch - n };
		g->branch_cooling += g->branch - n;
		g->branch = n;
	}
	live = g->branch + g->branch_cooling;
	while (n > g->branch && live < limit) {
		g->branch++;
		live++;
	}
}
