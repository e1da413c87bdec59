/*
 * What happens next is an agenda in order of time; between two of its items
 * the passes of all nodes are run.  A group goes from phase to phase: it
 * begins a wave of nodes, and when the last of the wave is done, so many
 * "busy", the next wave or phase begins.
 */
#include "capacity/roll-parts.h"

#define WORK_MAX UINT64_C(100000000)	/* a minute of a machine's time */
#define FILL_MS 5000			/* a pass: pods come one by one */
#define SETTLE_MS 180000	/* after the last of them, and in the end */
#define MINUTE_MS 60000

/* --- what the plan says --------------------------------------------------- */

static size_t
az_of(const struct roll *r, size_t group, uint32_t at)
{
	return r->answer->az[r->answer->groups[group].subnets.v[at]->index];
}

/* Do two of the group's subnets, of those that are left, share their AZ? */
static bool
is_first_of_az(const struct roll *r, size_t group, uint32_t k)
{
	const struct roll_group *g = &r->groups[group];

	for (uint32_t i = 0; i < k; i++)
		if (az_of(r, group, g->at[i]) == az_of(r, group, g->at[k]))
			return false;
	return true;
}

static uint64_t
count_azs(const struct roll *r, size_t group)
{
	uint64_t n = 0;

	for (uint32_t k = 0; k < r->groups[group].nat; k++)
		n += is_first_of_az(r, group, k);
	return n;
}

/* max_unavailable or budget as a number of nodes; a budget may be 0. */
static uint64_t
at_a_time(const struct roll *r, const struct nodegroup *g, uint64_t nodes)
{
	static const struct quantity one = { true, false, 1, 1 };
	static const struct quantity tenth = { true, true, 10, 100 };
	bool karpenter = g->update.strategy == UPDATE_KARPENTER;
	const struct quantity *q = karpenter ? &g->update.budget :
	    &g->update.max_unavailable;
	uint64_t n;

	if (r->options.only == g && r->options.at_a_time != 0)
		return r->options.at_a_time;
	n = quantity_ceil(q->set ? q : karpenter ? &tenth : &one, nodes);
	if (n == 0 && !karpenter)
		n = 1;
	return n < nodes ? n : nodes;
}

static uint64_t
surge_of(const struct roll *r, size_t group)
{
	const struct roll_group *g = &r->groups[group];
	uint64_t least = 2 * count_azs(r, group);

	switch (r->answer->groups[group].group->update.strategy) {
	case UPDATE_DEFAULT:
		return g->at_a_time > least ? g->at_a_time : least;
	case UPDATE_BLUE_GREEN:
		return g->n;
	case UPDATE_MINIMAL:
	case UPDATE_KARPENTER:
		break;
	}
	return 0;
}

static enum update_strategy
strategy_of(const struct roll *r, size_t group)
{
	return r->answer->groups[group].group->update.strategy;
}

/* --- the phases of a group ------------------------------------------------ */

/* The subnet in the AZ of that one where the group has fewest nodes. */
static uint32_t
emptiest(const struct roll *r, size_t group, uint32_t like)
{
	const struct roll_group *g = &r->groups[group];
	size_t az = az_of(r, group, like);
	uint32_t best = like;

	for (uint32_t k = 0; k < g->nat; k++)
		if (az_of(r, group, g->at[k]) == az &&
		    g->count[g->at[k]] < g->count[best])
			best = g->at[k];
	return best;
}

/* The surge, over the AZs in turn. */
static void
begin_surge(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	g->phase = ROLL_SURGES;
	g->busy = g->surge;
	for (uint32_t k = 0; g->nextra < g->surge; k = (k + 1) % g->nat)
		if (is_first_of_az(r, group, k))
			g->extra[g->nextra++] = roll_launch(r, group,
			    emptiest(r, group, g->at[k]));
}

static void
begin_wave(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	size_t n = g->nold - g->next_old;
	uint32_t like = r->nodes[g->old[g->next_old]].at;

	if (n > g->at_a_time)
		n = g->at_a_time;
	g->phase = ROLL_DRAINS;
	g->busy = n;
	for (; n > 0; n--) {
		uint32_t old = g->old[g->next_old++];

		if (strategy_of(r, group) == UPDATE_KARPENTER) {
			uint32_t new = roll_launch(r, group,
			    emptiest(r, group, like));

			r->nodes[new].replaces = old;
			continue;
		}
		r->nodes[old].followed =
		    strategy_of(r, group) != UPDATE_BLUE_GREEN;
		roll_drain(r, old);
	}
}

/* Blue/green: the old group ends; default: nodes that were too many. */
static void
begin_end(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	g->phase = ROLL_SHRINKS;
	if (strategy_of(r, group) == UPDATE_BLUE_GREEN) {
		g->busy = g->nold;
		g->nextra = 0;
		for (size_t i = 0; i < g->nold; i++)
			roll_ask(r, r->now_ms + r->options.eni_ms, ROLL_FREES,
			    g->old[i]);
		return;
	}
	g->busy = 1;
	roll_drain(r, g->extra[--g->nextra]);
}

/* A subnet that has more nodes of the group than it began with, or fewer. */
static uint32_t
off_balance(const struct roll *r, size_t group, bool more)
{
	const struct roll_group *g = &r->groups[group];

	for (uint32_t k = 0; k < g->nat; k++)
		if (more ? g->count[g->at[k]] > g->began[g->at[k]] :
		    g->count[g->at[k]] < g->began[g->at[k]])
			return g->at[k];
	return NO_NODE;
}

/* The newest of the group's nodes there. */
static uint32_t
newest(const struct roll *r, size_t group, uint32_t at)
{
	const struct roll_group *g = &r->groups[group];

	for (size_t i = g->slots; i-- > 0;) {
		const struct roll_node *n = &r->nodes[g->slot[i]];

		if (n->at == at && n->state == ROLL_READY)
			return g->slot[i];
	}
	return NO_NODE;
}

/* Karpenter: a node goes back to an AZ that has lost one.  False: none has. */
static bool
begin_return(struct roll *r, size_t group)
{
	uint32_t from = off_balance(r, group, true);
	uint32_t to = off_balance(r, group, false), old, new;

	if (from == NO_NODE || to == NO_NODE)
		return false;
	old = newest(r, group, from);
	new = roll_launch(r, group, to);
	r->nodes[new].replaces = old;
	r->groups[group].busy = 1;
	r->groups[group].phase = ROLL_SHRINKS;
	return true;
}

static void begin_next_group(struct roll *r);

/* The wave is over: the next one, or the next phase. */
static void
advance(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	bool blue = strategy_of(r, group) == UPDATE_BLUE_GREEN;
	bool karpenter = strategy_of(r, group) == UPDATE_KARPENTER;

	while (g->busy == 0 && g->phase != ROLL_DONE)
		if (g->phase != ROLL_SHRINKS && g->next_old < g->nold)
			begin_wave(r, group);
		else if (g->nextra > 0 ||
		    (blue && g->phase != ROLL_SHRINKS))
			begin_end(r, group);
		else if (!karpenter || !begin_return(r, group)) {
			g->phase = ROLL_DONE;
			g->end_ms = r->now_ms;
			if (!r->options.all_at_once)
				begin_next_group(r);
		}
}

static void
begin_group(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	g->begin_ms = r->now_ms;
	g->phase = ROLL_DRAINS;
	if (g->nold == 0 || g->at_a_time == 0)
		g->next_old = g->nold;
	else if (g->surge != 0)
		begin_surge(r, group);
	if (g->nold == 0 || g->at_a_time == 0) {
		g->phase = ROLL_DONE;
		g->end_ms = r->now_ms;
		return;
	}
	advance(r, group);
}

static void
begin_next_group(struct roll *r)
{
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		if (r->groups[i].phase != ROLL_WAITS)
			continue;
		begin_group(r, i);
		if (!r->options.all_at_once && r->groups[i].phase != ROLL_DONE)
			return;
	}
}

/* --- what is due ---------------------------------------------------------- */

static void
one_done(struct roll *r, size_t group)
{
	r->groups[group].busy--;
	advance(r, group);
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
		one_done(r, n->group);
}

/* Drained, and the wait is over: the node ends, or stays for the others. */
static void
ended(struct roll *r, uint32_t node)
{
	struct roll_node *n = &r->nodes[node];

	n->state = ROLL_DRAINED;
	if (n->old && strategy_of(r, n->group) == UPDATE_BLUE_GREEN)
		one_done(r, n->group);
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
		one_done(r, n->group);
}

static void
act(struct roll *r, const struct roll_due *d)
{
	static void (*const acts[])(struct roll *, uint32_t) = {
		[ROLL_STARTS] = started, [ROLL_EVICTS] = roll_evict,
		[ROLL_ENDS] = ended, [ROLL_FREES] = freed,
		[ROLL_COOLS] = roll_cool,
	};

	acts[d->what](r, d->node);
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
	while (r->nagenda != 0 && r->agenda[0].t_ms < t) {
		struct roll_due d = roll_next(r);

		fleet_advance(&r->fleet, d.t_ms - 1);
		roll_move(r, d.t_ms);
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
	while (r->nagenda != 0)
		if (!run_until(r, r->agenda[0].t_ms + 1))
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

/* AZs by AZ for Karpenter's waves; else as they were launched. */
static void
order_old(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	bool by_az = strategy_of(r, group) == UPDATE_KARPENTER;

	for (uint32_t k = 0; k < (by_az ? g->nat : 1); k++) {
		if (by_az && !is_first_of_az(r, group, k))
			continue;
		for (uint32_t i = 0; i < r->nnodes; i++)
			if (r->nodes[i].group == group && (!by_az ||
			    az_of(r, group, r->nodes[i].at) ==
			    az_of(r, group, g->at[k])))
				g->old[g->nold++] = i;
	}
}

static bool
takes_part(const struct roll *r, size_t group)
{
	return r->options.only == NULL ||
	    r->options.only == r->answer->groups[group].group;
}

static void
prepare_group(struct roll *r, size_t group)
{
	const struct group_answer *a = &r->answer->groups[group];
	struct roll_group *g = &r->groups[group];
	uint64_t want = !takes_part(r, group) ? 0 : r->options.at_peak ?
	    a->group->max.v : a->group->desired.v;

	g->homeless.most_ms = g->waiting.most_ms = NEVER;
	g->at = arena_array(r->arena, a->subnets.n, uint32_t);
	g->count = arena_array(r->arena, a->subnets.n, uint64_t);
	g->began = arena_array(r->arena, a->subnets.n, uint64_t);
	for (uint32_t i = 0; i < a->subnets.n; i++)
		if (az_of(r, group, i) != r->options.lost_az)
			g->at[g->nat++] = i;
	if (g->nat == 0)
		g->lost = want;
	else
		g->n = want;
	g->at_a_time = g->n == 0 ? 0 : at_a_time(r, a->group, g->n);
	g->surge = g->n == 0 ? 0 : surge_of(r, group);
	roll_group_pods(r, group);
}

/*
 * A node may be followed by two more, one of them to go back to its AZ, and
 * surge nodes come on top.
 */
static bool
prepare(struct roll *r)
{
	size_t n = r->answer->plan->nnodegroups;
	uint64_t nodes = 0;

	r->groups = arena_array(r->arena, n, struct roll_group);
	for (size_t i = 0; i < n; i++) {
		prepare_group(r, i);
		nodes = sat_add(nodes, sat_add(3 * r->groups[i].n,
		    r->groups[i].surge));
	}
	if (nodes > ROLL_NODES_MAX)
		return err_cannot(r->err, "%llu nodes, old and new ones; at "
		    "most %d are followed", (unsigned long long)nodes,
		    ROLL_NODES_MAX);
	r->nodes = arena_array(r->arena, nodes, struct roll_node);
	r->node_of = arena_array(r->arena, nodes, uint32_t);
	for (size_t i = 0; i < n; i++) {
		struct roll_group *g = &r->groups[i];

		roll_group_room(r, i, 3 * g->n + g->surge);
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
		order_old(r, i);
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
		gauge_pass(&r->groups[i].homeless, r->end_ms);
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
	begin_next_group(r);
	if (!run_groups(r))
		return false;
	finish(r);
	return true;
}
