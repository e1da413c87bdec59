/*
 * A pod is put on a node, the node's engine runs, and what it now takes is
 * entered into the sums of its subnets (replay-sum.c).
 *
 * The engine counts branch ENIs but leaves their subnet to the caller.  They
 * keep their address for a minute after their pod; those that find none are
 * tried again every 5 s, in the order of the nodes.
 */
#include "capacity/replay-parts.h"

#include "base/sat.h"

#define WORK_MAX UINT64_C(100000000)	/* a minute of a machine's time */
#define CHUNK_MS 600000			/* between two looks at the work */
#define RETRY_MS 5000			/* of branch ENIs */

/* In place of a pod's node: */
#define ABSENT UINT32_MAX
#define QUEUED (UINT32_MAX - 1)
/* In place of its id on the node: */
#define BRANCH UINT32_MAX

static void
on_state(void *arg, size_t node, const struct engine *g)
{
	struct replay *r = arg;

	replay_move(r, g->now);
	replay_note(r, r->node_of[node]);
}

/* --- nodes ---------------------------------------------------------------- */

/* Does node a take the next pod before b? */
static bool
takes_first(const void *arg, uint32_t a, uint32_t b)
{
	const struct replay_group *g = arg;
	const struct replay_node *x = &g->replay->nodes[g->first + a];
	const struct replay_node *y = &g->replay->nodes[g->first + b];
	uint64_t places = g->replay->estate->groups[x->group].places;
	bool can_x = x->ready && x->pods < places;
	bool can_y = y->ready && y->pods < places;

	if (can_x != can_y)
		return can_x;
	return g->replay->pack ? x->pods > y->pods : x->pods < y->pods;
}

/* Does it lose one before b? */
static bool
has_more(const void *arg, uint32_t a, uint32_t b)
{
	const struct replay_group *g = arg;

	return g->replay->nodes[g->first + a].pods >
	    g->replay->nodes[g->first + b].pods;
}

static void
launch(struct replay *r, size_t group, size_t k)
{
	struct estate *e = r->estate;
	size_t i = r->nnodes++, nsubnets = e->answer->groups[group].subnets.n;
	struct replay_node *n = &r->nodes[i];
	struct engine *g = &r->engines[i];
	struct engine_setup setup;
	struct replay_subnet *s;

	n->group = (uint32_t)group;
	n->at = (uint32_t)(k % nsubnets);
	if (!supply_can(&e->subnets[replay_node_subnet(r, n)], 1, 0)) {
		replay_fail(r, replay_node_subnet(r, n));
		return;
	}
	estate_node(e, group, n->at, i, 0, &setup);
	engine_init(g, &setup, r->arena);
	engine_start(g);
	n->ready = e->groups[group].usable && g->error == NULL;
	r->groups[group].ready += n->ready;
	n->fleet = (uint32_t)fleet_add(&r->fleet, g, 0);
	r->node_of[n->fleet] = (uint32_t)i;
	s = &r->subnets[replay_node_subnet(r, n)];
	s->nodes++;
	if (e->groups[group].custom_networking) {
		s->now.enis++;
		s->now.addresses++;
		gauge_set(&r->addresses, 0, r->addresses.now + 1);
		replay_mark(r, replay_node_subnet(r, n));
	}
	replay_note(r, i);
	engine_forget(g);
}

static uint64_t
nodes_of(const struct replay *r, size_t group)
{
	return r->estate->answer->groups[group].group->desired.v;
}

static void
launch_group(struct replay *r, size_t group)
{
	struct replay_group *g = &r->groups[group];

	g->replay = r;
	g->first = r->nnodes;
	g->n = nodes_of(r, group);
	g->waiting.most_ms = g->unscheduled.most_ms = NEVER;
	for (size_t k = 0; k < g->n; k++)
		launch(r, group, k);
	g->place = (struct contest){ .n = g->n, .above = takes_first,
	    .arg = g };
	g->remove = (struct contest){ .n = g->n, .above = has_more,
	    .arg = g };
	if (g->n == 0)
		return;
	contest_init(&g->place, r->arena);
	contest_init(&g->remove, r->arena);
}

static void
pods_changed(struct replay *r, uint32_t node)
{
	struct replay_group *g = &r->groups[r->nodes[node].group];

	contest_changed(&g->place, node - (uint32_t)g->first);
	contest_changed(&g->remove, node - (uint32_t)g->first);
}

/* --- pods on nodes -------------------------------------------------------- */

static void
event(struct replay *r, uint32_t node, enum event_op op, uint64_t n,
    const char *name)
{
	struct event ev = { .op = op, .n = n, .name = name };

	r->work++;
	fleet_event(&r->fleet, r->nodes[node].fleet, r->now_ms, &ev);
}

static bool
starved(const struct replay *r, uint32_t node)
{
	return r->nodes[node].branch > r->engines[node].branch;
}

/* As many branch ENIs as the node's pods want and the subnet has room for. */
static void
set_branch(struct replay *r, uint32_t node, bool again)
{
	const struct engine *g = &r->engines[node];
	struct replay_node *n = &r->nodes[node];
	const struct supply *s = &r->estate->subnets[replay_pod_subnet(r, n)];
	uint64_t want = n->branch;

	while (want > g->branch &&
	    !supply_can(s, (int64_t)(want - g->branch), 0))
		want--;
	if (want < n->branch && !again)
		replay_fail(r, replay_pod_subnet(r, n));
	if (want != g->branch)
		event(r, node, EVENT_BRANCH_SET, want, NULL);
	else
		replay_note(r, node);
}

static void
change_branch(struct replay *r, uint32_t node, int by)
{
	struct replay_node *n = &r->nodes[node];
	const struct engine *g = &r->engines[node];
	uint64_t before = g->branch;

	r->starved -= starved(r, node);
	n->branch += (uint64_t)(int64_t)by;
	set_branch(r, node, false);
	if (g->branch < before)
		*arena_push(r->arena, r->cool, r->ncool) =
		    (struct cooling_branch){ r->now_ms +
		    g->s.branch_cooldown_ms + 1, node };
	if (r->starved == 0)
		r->retry_ms = r->now_ms + RETRY_MS;
	r->starved += starved(r, node);
}

/* A node for a pod of the group, if there is one. */
static bool
put(struct replay *r, struct replay_group *g, struct replay_pod *p)
{
	uint32_t node;
	const struct estate_group *e;
	struct replay_node *n;

	if (g->n == 0)
		return false;
	node = (uint32_t)g->first + contest_best(&g->place);
	n = &r->nodes[node];
	e = &r->estate->groups[n->group];
	if (!n->ready || n->pods >= e->places)
		return false;
	n->pods++;
	p->node = node;
	if (n->branch < e->branch) {
		p->id = BRANCH;
		change_branch(r, node, 1);
	} else {
		p->id = (uint32_t)r->engines[node].next_pod;
		event(r, node, EVENT_ADD, 1, NULL);
	}
	pods_changed(r, node);
	return true;
}

/* A pod of the node goes: that one, or the youngest. */
static void
take_away(struct replay *r, uint32_t node, const struct replay_pod *p)
{
	struct replay_node *n = &r->nodes[node];

	n->pods--;
	if (p != NULL && p->id != BRANCH)
		event(r, node, EVENT_DEL_IDS, p->id, "");
	else if (p == NULL && r->engines[node].live > 0)
		event(r, node, EVENT_DEL, 1, NULL);
	else
		change_branch(r, node, -1);
	pods_changed(r, node);
}

static void
set_unscheduled(struct replay *r, struct replay_group *g, uint64_t n)
{
	gauge_set(&g->unscheduled, r->now_ms, n);
}

/* --- arrivals ------------------------------------------------------------- */

static void
set_count(struct replay *r, struct replay_group *g, uint64_t pods)
{
	uint64_t queued = g->unscheduled.now, drop;
	struct replay_pod p;

	for (; g->pods < pods && put(r, g, &p); g->pods++)
		;
	if (g->pods < pods)
		queued += pods - g->pods;
	else {
		drop = g->pods - pods;
		queued -= drop < queued ? drop : queued;
		for (drop -= g->unscheduled.now - queued; drop > 0; drop--)
			take_away(r, (uint32_t)g->first +
			    contest_best(&g->remove), NULL);
	}
	g->pods = pods;
	set_unscheduled(r, g, queued);
}

static void
add_pod(struct replay *r, struct replay_group *g, uint32_t pod)
{
	struct replay_pod *p = &r->pods[pod];

	g->pods++;
	if (put(r, g, p))
		return;
	*p = (struct replay_pod){ QUEUED, (uint32_t)g->nqueue };
	*arena_push(r->arena, g->queue, g->nqueue) = pod;
	set_unscheduled(r, g, g->unscheduled.now + 1);
}

/* The first of the queue, as long as there is room. */
static void
serve_queue(struct replay *r, struct replay_group *g)
{
	while (g->queue_first < g->nqueue) {
		struct replay_pod *p = &r->pods[g->queue[g->queue_first]];

		if (p->node == QUEUED && p->id == g->queue_first) {
			if (!put(r, g, p))
				return;
			set_unscheduled(r, g, g->unscheduled.now - 1);
		}
		g->queue_first++;
	}
}

static void
delete_pod(struct replay *r, struct replay_group *g, uint32_t pod)
{
	struct replay_pod *p = &r->pods[pod];

	g->pods--;
	if (p->node == QUEUED)
		set_unscheduled(r, g, g->unscheduled.now - 1);
	else
		take_away(r, p->node, p);
	p->node = ABSENT;
	serve_queue(r, g);
}

static void
apply(struct replay *r, const struct arrival *a)
{
	struct replay_group *g = &r->groups[a->group];

	switch ((enum arrival_op)a->op) {
	case ARRIVAL_SET:
		set_count(r, g, a->n);
		break;
	case ARRIVAL_ADD:
		add_pod(r, g, a->n);
		break;
	case ARRIVAL_DEL:
		delete_pod(r, g, a->n);
		break;
	}
}

/* --- time ----------------------------------------------------------------- */

static bool
has_end(const struct replay *r, struct err *e)
{
	if (r->work + r->fleet.passes < WORK_MAX)
		return true;
	err_cannot(e, "too much happens to follow it; ask for less time or "
	    "fewer pods");
	return err_locate(e, r->arrivals->file, 0, 0);
}

/* Passes before t, looked at in between. */
static bool
run_passes(struct replay *r, int64_t t, struct err *e)
{
	struct fleet *f = &r->fleet;

	while (f->queue.n != 0 && f->queue.v[0].key < t) {
		int64_t to = f->queue.v[0].key + CHUNK_MS;

		fleet_advance(f, to < t ? to : t - 1);
		if (!has_end(r, e))
			return false;
	}
	return true;
}

/* Branch ENIs whose minute is over, or that are tried again. */
static void
branch_timers(struct replay *r, int64_t t)
{
	replay_move(r, t);
	while (r->cool_first < r->ncool && r->cool[r->cool_first].t_ms <= t) {
		uint32_t node = r->cool[r->cool_first++].node;

		engine_idle(&r->engines[node], t);
		replay_note(r, node);
	}
	if (r->starved == 0 || r->retry_ms > t)
		return;
	r->retry_ms += RETRY_MS;
	r->work += r->nnodes;
	for (uint32_t i = 0; i < r->nnodes; i++)
		if (starved(r, i)) {
			set_branch(r, i, true);
			r->starved -= !starved(r, i);
		}
}

/* All that happens before the events at t. */
static bool
advance(struct replay *r, int64_t t, struct err *e)
{
	for (;;) {
		int64_t next = t;

		if (r->cool_first < r->ncool &&
		    r->cool[r->cool_first].t_ms < next)
			next = r->cool[r->cool_first].t_ms;
		if (r->starved != 0 && r->retry_ms < next)
			next = r->retry_ms;
		if (!run_passes(r, next, e))
			return false;
		if (next == t)
			break;
		branch_timers(r, next);
	}
	replay_move(r, t);
	return true;
}

static bool
prepare(struct replay *r, struct arena *a, struct err *e)
{
	const struct plan *p = r->estate->answer->plan;
	uint64_t n = 0;

	for (size_t i = 0; i < p->nnodegroups; i++)
		n = sat_add(n, p->nodegroups[i].desired.v);
	if (n > REPLAY_NODES_MAX)
		return err_cannot(e, "a fleet of %llu nodes; at most %d are "
		    "followed", (unsigned long long)n, REPLAY_NODES_MAX);
	r->arena = a;
	r->subnets = arena_array(a, p->nsubnets, struct replay_subnet);
	r->dirty = arena_array(a, p->nsubnets, size_t);
	for (size_t i = 0; i < p->nsubnets; i++) {
		struct replay_subnet *s = &r->subnets[i];

		s->first_failure_ms = NEVER;
		s->waiting.most_ms = s->waiting_nodes.most_ms = NEVER;
		s->blocks.most_ms = NEVER;
		replay_mark(r, i);
	}
	r->groups = arena_array(a, p->nnodegroups, struct replay_group);
	r->engines = arena_array(a, n, struct engine);
	r->nodes = arena_array(a, n, struct replay_node);
	r->node_of = arena_array(a, n, uint32_t);
	r->pods = arena_array(a, r->arrivals->npods, struct replay_pod);
	fleet_init(&r->fleet, a);
	r->fleet.no_skip = r->no_skip;
	for (size_t i = 0; i < p->nnodegroups; i++)
		launch_group(r, i);
	r->fleet.state = on_state;
	r->fleet.arg = r;
	return true;
}

bool
replay_run(struct replay *r, struct arena *a, struct err *e)
{
	const struct arrivals *v = r->arrivals;

	if (!prepare(r, a, e))
		return false;
	for (size_t i = 0; i < v->n; i++) {
		int64_t t = (int64_t)v->v[i].t_ms;

		if (t > r->until_ms)
			break;
		if (!advance(r, t, e))
			return false;
		apply(r, &v->v[i]);
		if (!has_end(r, e))
			return false;
	}
	if (!advance(r, r->until_ms, e) || !run_passes(r, r->until_ms + 1, e))
		return false;
	replay_finish(r);
	return true;
}
