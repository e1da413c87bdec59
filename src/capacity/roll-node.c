/*
 * One node's life, and what is taken of the subnets meanwhile.  A group has a
 * slot for each node that it will ever launch; contests over the slots say
 * where the next unscheduled pod goes.
 */
#include "capacity/roll-parts.h"

#define WAIT_MS 60000		/* from the last eviction to the end */

/* --- subnets -------------------------------------------------------------- */

static size_t
home_of(const struct roll *r, const struct roll_node *n)
{
	return estate_node_subnet(&r->estate, n->group, n->at);
}

static size_t
pods_of(const struct roll *r, const struct roll_node *n)
{
	return estate_pod_subnet(&r->estate, n->group, n->at);
}

static void
judge(struct roll *r, size_t subnet)
{
	const struct subnet_answer *a = &r->answer->subnets[subnet];
	struct roll_subnet *s = &r->subnets[subnet];
	struct load l = { .addresses = s->used.now, .blocks = s->blocks.now };

	l.singles = l.addresses - CNI_PREFIX_SIZE * l.blocks;
	if (s->fails_ms != NEVER || subnet_load_fits(a, &l, 0))
		return;
	s->fails_ms = r->now_ms;
	s->limit = l.addresses <= a->usable &&
	    l.blocks > subnet_blocks_best(a, l.singles) ? LIMIT_BLOCKS28 :
	    LIMIT_ADDRESSES;
}

void
roll_mark(struct roll *r, size_t subnet)
{
	struct roll_subnet *s = &r->subnets[subnet];

	gauge_set(&s->used, r->now_ms,
	    s->base + estate_used(&r->estate, subnet));
	gauge_set(&s->blocks, r->now_ms,
	    s->base_blocks + estate_blocks(&r->estate, subnet));
	if (!r->rolling)
		return;
	if (s->used.now > s->minute_most)
		s->minute_most = s->used.now;
	s->dirty = true;
	judge(r, subnet);
}

void
roll_move(struct roll *r, int64_t t)
{
	int64_t minute = (t - r->begin_ms) / 60000;

	r->now_ms = t;
	if (!r->rolling || minute == r->minute_now)
		return;
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		struct roll_subnet *s = &r->subnets[i];

		if (s->dirty && r->minute != NULL)
			r->minute(r->arg, r, i, r->minute_now);
		s->dirty = false;
		s->minute_most = s->used.now;
	}
	r->minute_now = minute;
}

void
roll_note(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];
	struct roll_group *g = &r->groups[n->group];
	const struct engine *e = n->engine;
	struct supply *s = &r->estate.subnets[pods_of(r, n)];
	uint64_t branch = engine_branch(e);
	uint64_t waiting = e->waiting + n->branch - e->branch;

	if (branch > n->branch_held)
		supply_take(s, (int64_t)(branch - n->branch_held), 0);
	else
		supply_give(s, (int64_t)(n->branch_held - branch), 0);
	n->branch_held = branch;
	if (n->state == ROLL_GONE)
		waiting = 0;
	gauge_set(&g->waiting, r->now_ms,
	    g->waiting.now + waiting - n->waiting);
	n->waiting = waiting;
	roll_mark(r, home_of(r, n));
	if (pods_of(r, n) != home_of(r, n))
		roll_mark(r, pods_of(r, n));
}

/* --- pods ----------------------------------------------------------------- */

static const struct roll_node *
in_slot(const struct roll_group *g, uint32_t slot)
{
	return g->slot[slot] == NO_NODE ? NULL :
	    &g->roll->nodes[g->slot[slot]];
}

static bool
takes(const struct roll_group *g, const struct roll_node *n, bool branch)
{
	return n != NULL && !n->old && n->state == ROLL_READY &&
	    (branch ? n->branch < g->branch_pods : n->pool < g->pool_pods);
}

static bool
freer(const struct roll_group *g, uint32_t a, uint32_t b, bool branch)
{
	const struct roll_node *x = in_slot(g, a), *y = in_slot(g, b);
	bool can = takes(g, x, branch);

	if (can != takes(g, y, branch))
		return can;
	return can && x->pool + x->branch < y->pool + y->branch;
}

static bool
freer_pool(const void *g, uint32_t a, uint32_t b)
{
	return freer(g, a, b, false);
}

static bool
freer_branch(const void *g, uint32_t a, uint32_t b)
{
	return freer(g, a, b, true);
}

static void
room_changed(struct roll *r, uint32_t node)
{
	const struct roll_node *n = &r->nodes[node];
	struct roll_group *g = &r->groups[n->group];

	contest_changed(&g->most_free, n->slot);
	contest_changed(&g->most_free_branch, n->slot);
}

/* So many more pods of that kind on the node, or fewer. */
static void
change(struct roll *r, uint32_t node, bool branch, int by)
{
	struct roll_node *n = &r->nodes[node];
	struct event ev = { .op = by > 0 ? EVENT_ADD : EVENT_DEL, .n = 1 };
	uint64_t before = n->engine->branch;

	if (branch)
		n->branch += (uint64_t)(int64_t)by;
	else
		n->pool += (uint64_t)(int64_t)by;
	if (branch)
		ev = (struct event){ .op = EVENT_BRANCH_SET, .n = n->branch };
	fleet_event(&r->fleet, n->fleet, r->now_ms, &ev);
	if (n->engine->branch < before)
		roll_ask(r, r->now_ms + n->engine->s.branch_cooldown_ms + 1,
		    ROLL_COOLS, node);
	room_changed(r, node);
}

void
roll_cool(struct roll *r, uint32_t node)
{
	if (r->nodes[node].state == ROLL_GONE)
		return;
	engine_idle(r->nodes[node].engine, r->now_ms);
	roll_note(r, node);
}

static void
count_unscheduled(struct roll *r, struct roll_group *g)
{
	gauge_set(&g->unscheduled, r->now_ms, g->pool_left + g->branch_left);
}

static bool
place_one(struct roll *r, struct roll_group *g, const struct contest *c,
    bool branch)
{
	uint32_t slot;

	if (c->n == 0)
		return false;
	slot = contest_best(c);
	if (!takes(g, in_slot(g, slot), branch))
		return false;
	change(r, g->slot[slot], branch, 1);
	return true;
}

void
roll_place(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	while (g->branch_left > 0 &&
	    place_one(r, g, &g->most_free_branch, true))
		g->branch_left--;
	while (g->pool_left > 0 && place_one(r, g, &g->most_free, false))
		g->pool_left--;
	count_unscheduled(r, g);
}

bool
roll_fill(struct roll *r)
{
	bool any = false;

	for (uint32_t i = 0; i < r->nnodes; i++) {
		const struct roll_node *n = &r->nodes[i];
		const struct roll_group *g = &r->groups[n->group];
		bool branch = n->branch < g->branch_pods;

		if (!branch && n->pool >= g->pool_pods)
			continue;
		change(r, i, branch, 1);
		any = true;
	}
	return any;
}

void
roll_group_pods(struct roll *r, size_t group)
{
	const struct group_answer *a = &r->answer->groups[group];
	const struct estate_group *e = &r->estate.groups[group];
	struct roll_group *g = &r->groups[group];
	enum when w = r->options.at_peak ? PEAK : STEADY;
	struct cni_node n = *e->node;
	uint64_t want = a->branch_pods[w], pods = a->pods[w];
	uint64_t most = n.max_pods;

	n.branch_pods = want;
	cni_node_init(&n);
	if (!e->usable)
		return;
	if (want > pods)
		want = pods;
	g->branch_pods = want < n.branch_limit ? want : n.branch_limit;
	if (g->branch_pods > most)
		g->branch_pods = most;
	g->pool_pods = pods - want;
	if (g->pool_pods > most - g->branch_pods)
		g->pool_pods = most - g->branch_pods;
}

void
roll_group_room(struct roll *r, size_t group, size_t launches)
{
	struct roll_group *g = &r->groups[group];

	g->roll = r;
	g->slot = arena_array(r->arena, launches, uint32_t);
	for (size_t i = 0; i < launches; i++)
		g->slot[i] = NO_NODE;
	g->most_free = (struct contest){ .n = launches, .arg = g,
	    .above = freer_pool };
	g->most_free_branch = (struct contest){ .n = launches, .arg = g,
	    .above = freer_branch };
	if (launches == 0)
		return;
	contest_init(&g->most_free, r->arena);
	contest_init(&g->most_free_branch, r->arena);
}

/* --- the node ------------------------------------------------------------- */

uint32_t
roll_launch(struct roll *r, size_t group, uint32_t at)
{
	uint32_t node = (uint32_t)r->nnodes++;
	struct roll_node *n = &r->nodes[node];
	struct roll_group *g = &r->groups[group];
	struct engine_setup setup;

	*n = (struct roll_node){ .group = (uint32_t)group, .at = at,
	    .replaces = NO_NODE, .slot = (uint32_t)g->slots,
	    .old = !r->rolling };
	g->slot[g->slots++] = node;
	g->count[at]++;
	n->engine = arena_new(r->arena, struct engine);
	estate_node(&r->estate, group, at, node,
	    r->now_ms + r->options.boot_ms, &setup);
	engine_init(n->engine, &setup, r->arena);
	if (n->old)
		r->subnets[home_of(r, n)].old++;
	else
		r->subnets[home_of(r, n)].new++;
	roll_ask(r, r->now_ms + r->options.boot_ms, ROLL_STARTS, node);
	roll_mark(r, home_of(r, n));
	return node;
}

void
roll_start(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];

	engine_start(n->engine);
	engine_forget(n->engine);
	n->fleet = (uint32_t)fleet_add(&r->fleet, n->engine, r->now_ms);
	r->node_of[n->fleet] = node;
	n->started = true;
	n->state = ROLL_READY;
	roll_note(r, node);
	room_changed(r, node);
	roll_place(r, n->group);
}

/* One eviction at a time, so that the agenda holds one for a node. */
static void
ask_next(struct roll *r, uint32_t node)
{
	const struct roll_node *n = &r->nodes[node];
	const struct roll_group *g = &r->groups[n->group];
	uint64_t all = g->pool_pods + g->branch_pods;

	if (n->pool + n->branch == 0)
		roll_ask(r, r->now_ms + WAIT_MS, ROLL_ENDS, node);
	else
		roll_ask(r, r->now_ms + r->options.drain_ms / (int64_t)all,
		    ROLL_EVICTS, node);
}

void
roll_drain(struct roll *r, uint32_t node)
{
	struct event ev = { .op = EVENT_CORDON };
	struct roll_node *n = &r->nodes[node];

	n->state = ROLL_DRAINING;
	room_changed(r, node);
	fleet_event(&r->fleet, n->fleet, r->now_ms, &ev);
	ask_next(r, node);
}

void
roll_evict(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];
	struct roll_group *g = &r->groups[n->group];
	bool branch = n->pool == 0;

	change(r, node, branch, -1);
	if (branch)
		g->branch_left++;
	else
		g->pool_left++;
	roll_place(r, n->group);
	ask_next(r, node);
}

void
roll_free(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];
	struct roll_subnet *s = &r->subnets[home_of(r, n)];

	engine_end(n->engine);
	fleet_stop(&r->fleet, n->fleet);
	n->state = ROLL_GONE;
	r->groups[n->group].count[n->at]--;
	if (n->old)
		s->old--;
	else
		s->new--;
	roll_note(r, node);
}
