/*
 * What the agent asks of EC2, and when.  The steps and their order are those
 * of increaseDatastorePool, decreaseDatastorePool and tryFreeENI in
 * pkg/ipamd/ipamd.go.
 */
#include "cni/engine-parts.h"

static int64_t
monus(int64_t a, int64_t b)
{
	return a > b ? a - b : 0;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
to_prefixes(int64_t addresses)
{
	return (addresses + CNI_PREFIX_SIZE - 1) / CNI_PREFIX_SIZE;
}

void
engine_act(struct engine *g, struct action a)
{
	if (g->nactions == g->actions_cap) {
		struct action *v = g->actions;

		g->actions_cap = g->actions_cap == 0 ? 8 : g->actions_cap * 2;
		g->actions = arena_array(g->arena, g->actions_cap,
		    struct action);
		for (size_t i = 0; i < g->nactions; i++)
			g->actions[i] = v[i];
	}
	g->actions[g->nactions++] = a;
	g->changes++;
}

/* --- sizes ---------------------------------------------------------------- */

static uint32_t
card_of(const struct engine *g, const struct ipam_card *st)
{
	return (uint32_t)(st - g->stores);
}

struct shortage
engine_shortage(const struct engine *g, const struct ipam_card *st)
{
	bool further = card_of(g, st) > 0;
	int64_t warm = further ? g->s.rules->card_target : g->warm_ip;
	int64_t floor = further ? g->s.rules->card_target : g->minimum_ip;
	int64_t avail = st->total - st->assigned;
	struct shortage s = { 0, 0, further || g->ip_targets };

	if (!s.defined)
		return s;
	s.lack = most(monus(warm, avail), monus(floor, st->total));
	s.over = least(monus(avail, warm), monus(st->total, floor));
	if (further || !g->pd)
		return s;
	s.lack = to_prefixes(s.lack);
	s.over = least(st->free_prefixes, monus(st->prefixes,
	    to_prefixes(st->assigned + warm)));
	s.over = least(s.over, monus(st->prefixes, to_prefixes(floor)));
	return s;
}

bool
engine_low(const struct engine *g, const struct ipam_card *st)
{
	struct shortage s = engine_shortage(g, st);
	int64_t avail = st->total - st->assigned;
	int64_t target = g->pd ? g->warm_prefix : g->warm_eni;
	int64_t unit = g->pd ? CNI_PREFIX_SIZE : g->slots;

	if (st->total >= g->max_pods)
		return false;
	if (s.defined)
		return s.lack > 0;
	return avail < unit * target || (target == 0 && avail == 0);
}

bool
engine_high(const struct engine *g, const struct ipam_card *st)
{
	struct shortage s = engine_shortage(g, st);

	if (s.defined)
		return s.over > 0;
	return g->pd && st->free_prefixes > g->warm_prefix;
}

/* Blocks that one step asks for; 0 in secondary mode: none are lacking. */
static int64_t
wanted(const struct engine *g, const struct ipam_card *st)
{
	struct shortage s = engine_shortage(g, st);
	int64_t n = g->slots;

	if (s.defined)
		n = s.lack;
	else if (g->pd)
		n = monus(g->warm_prefix, st->free_prefixes);
	return g->pd ? most(n, 1) : n;
}

int64_t
engine_new_eni_size(const struct engine *g, const struct ipam_card *st)
{
	return least(wanted(g, st), g->slots);
}

bool
engine_has_room(const struct engine *g, const struct ipam_card *st)
{
	bool first = card_of(g, st) == 0;
	int64_t held = first && g->s.settings.pod_eni && st->trunks == 0 &&
	    g->s.limits->trunking != TRUNKING_NO;

	return (int64_t)st->n - st->excluded < g->max_eni -
	    (first ? g->unmanaged : 0) - held - st->excluded;
}

bool
engine_may_attach(const struct engine *g)
{
	return g->s.settings.manage_non_schedulable || !g->cordoned;
}

/* --- growing -------------------------------------------------------------- */

static bool
assign(struct engine *g, struct ipam_eni *e, int64_t n)
{
	struct supply *s = &g->s.subnets[e->subnet];

	g->calls[CALL_ASSIGN]++;
	g->changes++;
	if (!supply_can(s, g->pd ? 0 : n, g->pd ? n : 0))
		return false;
	engine_add_blocks(g, e, (uint64_t)n, g->pd);
	engine_act(g, (struct action){ ACTION_ASSIGN, .eni = e->serial,
	    .card = e->card, .n = (uint32_t)n });
	return true;
}

enum outcome { SERVED, NOT_SERVED, NO_SPACE, NO_SUBNET };

/* Top up an attached ENI: the first that has room and is served. */
static enum outcome
fill(struct engine *g, struct ipam_card *st)
{
	int64_t want = wanted(g, st);

	if (want == 0)
		return NOT_SERVED;
	order_fill(g->s.alloc, &g->random, g->walk, st->n);
	for (uint32_t k = 0; k < st->n; k++) {
		struct ipam_eni *e = &g->enis[st->enis[g->walk[k]]];

		if (e->trunk || e->excluded || (int64_t)e->n >= g->slots ||
		    (e->primary && g->s.settings.custom_networking))
			continue;
		if (assign(g, e, least(g->slots - e->n, want)) ||
		    assign(g, e, 1))
			return SERVED;
		if (!g->s.settings.subnet_discovery)
			return NO_SPACE;
	}
	return NOT_SERVED;
}

static bool
attach_in(struct engine *g, struct ipam_card *st, uint32_t subnet, int64_t n)
{
	struct supply *s = &g->s.subnets[subnet];
	struct ipam_eni *e;

	g->calls[CALL_ATTACH]++;
	g->changes++;
	if (!supply_can(s, g->pd ? 1 : 1 + n, g->pd ? n : 0))
		return false;
	supply_take(s, 1, 0);
	e = engine_new_eni(g, card_of(g, st), subnet);
	engine_add_blocks(g, e, (uint64_t)n, g->pd);
	engine_act(g, (struct action){ ACTION_ATTACH, e->serial, e->card,
	    (uint32_t)n, subnet });
	return true;
}

/* The subnet with most free addresses after the one tried last, or none. */
static bool
next_subnet(const struct engine *g, bool any, uint32_t last, uint32_t *next)
{
	const struct supply *s = g->s.subnets;
	bool found = false;

	for (uint32_t i = 0; i < g->s.nsubnets; i++) {
		if (!supply_usable(&s[i]) || (any &&
		    (s[i].free > s[last].free ||
		    (s[i].free == s[last].free && i <= last))))
			continue;
		if (!found || s[i].free > s[*next].free)
			*next = i;
		found = true;
	}
	return found;
}

static enum outcome
attach_anywhere(struct engine *g, struct ipam_card *st, int64_t n)
{
	uint32_t at = 0;
	bool any = false;

	for (; next_subnet(g, any, at, &at); any = true)
		if (attach_in(g, st, at, n))
			return SERVED;
	return any ? NO_SPACE : NO_SUBNET;
}

static enum outcome
attach(struct engine *g, struct ipam_card *st, int64_t n)
{
	uint32_t subnet = (uint32_t)g->s.node_subnet;

	if (g->s.settings.custom_networking)
		subnet = (uint32_t)g->s.eniconfig_subnet;
	else if (g->s.settings.subnet_discovery)
		return attach_anywhere(g, st, n);
	else if (supply_excluded(&g->s.subnets[subnet]))
		return NO_SUBNET;
	return attach_in(g, st, subnet, n) ? SERVED : NO_SPACE;
}

void
engine_grow(struct engine *g, struct ipam_card *st)
{
	enum outcome o;
	int64_t n;

	if (!engine_may_attach(g) ||
	    g->now - g->last_no_space <= g->s.rules->backoff_ms)
		return;
	o = fill(g, st);
	if (o == NOT_SERVED && engine_has_room(g, st) &&
	    (n = engine_new_eni_size(g, st)) > 0)
		o = attach(g, st, n);
	if (o == NO_SPACE) {
		g->last_no_space = g->now;
		engine_act(g, (struct action){ .op = ACTION_NO_SPACE });
	} else if (o == NO_SUBNET)
		engine_act(g, (struct action){ .op = ACTION_NO_SUBNET });
}

/* --- shrinking ------------------------------------------------------------ */

/* Doom up to n blocks of the ENI that no pod uses, in the order set. */
static void
doom(struct engine *g, struct ipam_eni *e, int64_t n)
{
	order_fill(g->s.free, &g->random, g->walk_blocks, e->n);
	for (uint32_t i = 0; i < e->n && n > 0; i++) {
		struct ipam_block *b = &g->blocks[e->blocks[g->walk_blocks[i]]];

		b->doomed = b->used == 0;
		n -= b->doomed;
	}
}

void
engine_shrink(struct engine *g, struct ipam_card *st)
{
	struct shortage s = engine_shortage(g, st);
	int64_t over = s.over;
	uint32_t n;

	if (!s.defined)
		over = g->pd ? monus(st->free_prefixes, g->warm_prefix) : 0;
	if (over == 0)
		return;
	order_fill(g->s.free, &g->random, g->walk, st->n);
	for (uint32_t k = 0; k < st->n && over > 0; k++) {
		struct ipam_eni *e = &g->enis[st->enis[g->walk[k]]];

		doom(g, e, over);
		n = engine_sweep(g, e);
		if (n == 0)
			continue;
		over -= n;
		g->calls[CALL_UNASSIGN]++;
		engine_act(g, (struct action){ ACTION_UNASSIGN, e->serial,
		    e->card, n, e->subnet });
	}
}

/* Do the other ENIs hold less than the targets without this one? */
static bool
is_needed(const struct engine *g, const struct ipam_card *st,
    const struct ipam_eni *e)
{
	bool further = e->card > 0;
	int64_t warm = further ? g->s.rules->card_target : g->warm_ip;
	int64_t floor = further ? g->s.rules->card_target : g->minimum_ip;
	int64_t total = st->total, assigned = st->assigned;
	int64_t spare = st->spare_blocks;

	if (!e->excluded) {
		total -= e->size;
		assigned -= e->used;
		spare -= e->idle;
	}
	if (g->pd) {
		warm = to_prefixes(warm) * CNI_PREFIX_SIZE;
		floor = to_prefixes(floor) * CNI_PREFIX_SIZE;
	}
	return (warm != 0 && total - assigned < warm) ||
	    (floor != 0 && total < floor) ||
	    (g->pd && g->warm_prefix != 0 && spare < g->warm_prefix);
}

void
engine_remove_one(struct engine *g, struct ipam_card *st)
{
	if (!engine_may_attach(g))
		return;
	order_fill(g->s.delete, &g->random, g->walk, st->n);
	for (uint32_t k = 0; k < st->n; k++) {
		const struct ipam_eni *e = &g->enis[st->enis[g->walk[k]]];

		if (e->primary || e->trunk || e->cooling != 0 ||
		    e->pods != 0 || g->now - e->created_ms <
		    g->s.rules->eni_min_age_ms || is_needed(g, st, e))
			continue;
		g->calls[CALL_DETACH]++;
		engine_act(g, (struct action){ .op = ACTION_DETACH,
		    .eni = e->serial, .card = e->card });
		engine_drop_eni(g, st, g->walk[k]);
		return;
	}
}
