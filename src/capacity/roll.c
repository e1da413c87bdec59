/*
 * What happens next is an agenda in order of time; between two of its items
 * the passes of all nodes are run.
 */
#include "capacity/roll-parts.h"

#define WORK_MAX UINT64_C(100000000)	/* a minute of a machine's time */
#define FILL_MS 5000			/* a pass: pods come one by one */
#define SETTLE_MS 180000	/* after the last of them, and in the end */
#define MINUTE_MS 60000

/* --- what is due ---------------------------------------------------------- */

void
roll_ask(struct roll *r, int64_t t, enum roll_what what, uint32_t node)
{
	heap_push(&r->agenda, (struct heap_item){ t, r->seq++, what, node });
}

static void
started(struct roll *r, uint32_t node)
{
	const struct roll_node *n = &r->nodes[node];

	roll_start(r, node);
	if (!r->rolling || n->old)
		return;
	if (n->replaces != NO_NODE)
		roll_drain(r, n->replaces);
	else
		roll_done(r, n->group);
}

/* Drained, and the wait is over: the node ends, or stays for the others. */
static void
ended(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];

	n->state = ROLL_DRAINED;
	if (n->old && roll_strategy(r, n->group) == UPDATE_BLUE_GREEN)
		roll_done(r, n->group);
	else
		roll_ask(r, r->now_ms + r->options.eni_ms, ROLL_FREES, node);
}

static void
freed(struct roll *r, uint32_t node)
{
	const struct roll_node *n = &r->nodes[node];

	roll_free(r, node);
	if (n->followed)
		roll_launch(r, n->group, n->at);
	else
		roll_done(r, n->group);
}

static void
act(struct roll *r, const struct heap_item *d)
{
	static void (*const acts[])(struct roll *, uint32_t) = {
		[ROLL_STARTS] = started, [ROLL_EVICTS] = roll_evict,
		[ROLL_ENDS] = ended, [ROLL_FREES] = freed,
		[ROLL_COOLS] = roll_cool,
	};

	acts[d->what](r, d->which);
}

static bool
has_end(struct roll *r)
{
	if (r->seq + r->fleet.passes < WORK_MAX)
		return true;
	err_cannot(r->err, "too much happens to follow the roll of every "
	    "node; ask for fewer nodes");
	return err_locate(r->err, r->answer->plan->file, 0, 0);
}

/* Everything before t. */
static bool
run_until(struct roll *r, int64_t t)
{
	while (r->agenda.n != 0 && r->agenda.v[0].key < t) {
		struct heap_item d = heap_pop(&r->agenda);

		fleet_advance(&r->fleet, d.key - 1);
		roll_move(r, d.key);
		act(r, &d);
		if (!has_end(r))
			return false;
	}
	fleet_advance(&r->fleet, t - 1);
	roll_move(r, t);
	return has_end(r);
}

/* Until every group is done. */
static bool
run_groups(struct roll *r)
{
	while (r->agenda.n != 0)
		if (!run_until(r, r->agenda.v[0].key + 1))
			return false;
	return run_until(r, r->now_ms + SETTLE_MS);
}

static void
on_state(void *arg, size_t node, const struct engine *g)
{
	struct roll *r = arg;

	roll_move(r, g->now);
	roll_note(r, r->node_of[node]);
}

/* --- the whole ------------------------------------------------------------ */

static bool
prepare(struct roll *r)
{
	size_t n = r->answer->plan->nnodegroups;
	uint64_t nodes = 0;

	r->groups = arena_array(r->arena, n, struct roll_group);
	for (size_t i = 0; i < n; i++) {
		roll_prepare_group(r, i);
		nodes = sat_add(nodes, roll_launches(r, i));
	}
	if (nodes > ROLL_NODES_MAX)
		return err_cannot(r->err, "%llu nodes, old and new ones; at "
		    "most %d are followed", (unsigned long long)nodes,
		    ROLL_NODES_MAX);
	r->nodes = arena_array(r->arena, nodes, struct roll_node);
	r->node_of = arena_array(r->arena, nodes, uint32_t);
	for (size_t i = 0; i < n; i++) {
		struct roll_group *g = &r->groups[i];

		roll_group_room(r, i, roll_launches(r, i));
		g->old = arena_array(r->arena, g->n, uint32_t);
		g->extra = arena_array(r->arena, g->surge, uint32_t);
		for (uint64_t k = 0; k < g->n; k++)
			g->began[r->nodes[roll_launch(r, i,
			    g->at[k % g->nat])].at]++;
	}
	return true;
}

/* Pods come to the old nodes, one a pass, and the nodes settle. */
static bool
fill(struct roll *r)
{
	int64_t t = r->options.boot_ms + SETTLE_MS;

	do {
		if (!run_until(r, t))
			return false;
		t += FILL_MS;
	} while (roll_fill(r));
	t = (t + SETTLE_MS + MINUTE_MS - 1) / MINUTE_MS * MINUTE_MS;
	return run_until(r, t);
}

static void
begin(struct roll *r)
{
	r->begin_ms = r->now_ms;
	r->rolling = true;
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		struct roll_subnet *s = &r->subnets[i];

		s->steady = s->used.now;
		s->steady_blocks = s->blocks.now;
		gauge_begin(&s->used, r->now_ms);
		gauge_begin(&s->blocks, r->now_ms);
		s->fails_ms = NEVER;
		roll_mark(r, i);
	}
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		gauge_begin(&r->groups[i].waiting, r->now_ms);
		roll_list_old(r, i);
	}
}

/* The control plane is updated first, while the nodes stand still. */
static bool
control_plane(struct roll *r)
{
	if (r->options.nodes_only)
		return true;
	if (!run_until(r, r->now_ms + ROLL_CONTROL_PLANE_MS))
		return false;
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		struct roll_subnet *s = &r->subnets[i];

		if (r->answer->subnets[i].subnet->roles & ROLE_CLUSTER)
			s->control_plane = s->used.most +
			    ROLL_CONTROL_PLANE_ENIS;
	}
	return true;
}

static void
finish(struct roll *r)
{
	r->end_ms = r->now_ms;
	roll_move(r, (r->now_ms / MINUTE_MS + 1) * MINUTE_MS);
	r->fits = true;
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		const struct roll_subnet *s = &r->subnets[i];

		r->fits = r->fits && s->fails_ms == NEVER &&
		    s->control_plane <= r->answer->subnets[i].usable;
	}
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		gauge_pass(&r->groups[i].unscheduled, r->end_ms);
		gauge_pass(&r->groups[i].waiting, r->end_ms);
		r->fits = r->fits && r->groups[i].lost == 0;
	}
}

bool
roll_run(struct roll *r, struct arena *a, struct err *e)
{
	r->arena = a;
	r->err = e;
	estate_init(&r->estate, r->answer, true, a);
	r->agenda = heap_make(a);
	fleet_init(&r->fleet, a);
	r->fleet.state = on_state;
	r->fleet.arg = r;
	if (r->subnets == NULL)
		r->subnets = arena_array(a, r->answer->plan->nsubnets,
		    struct roll_subnet);
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++)
		roll_mark(r, i);
	if (!prepare(r) || !fill(r))
		return false;
	begin(r);
	if (r->options.at_rest)
		return true;
	if (!control_plane(r))
		return false;
	roll_begin_next(r);
	if (!run_groups(r))
		return false;
	finish(r);
	return true;
}
