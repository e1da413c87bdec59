/*
 * A group goes from phase to phase: it begins a wave of nodes, and when the
 * last of the wave is done, so many "busy", the next wave or phase begins.
 */
#include "capacity/roll-parts.h"

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

uint64_t
roll_azs(const struct roll *r, size_t group)
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

/* Nobody knows which subnet gets the odd one, so each does. */
static uint64_t
round_up(uint64_t n, uint64_t places)
{
	return (n + places - 1) / places * places;
}

static uint64_t
surge_of(const struct roll *r, size_t group)
{
	const struct roll_group *g = &r->groups[group];
	uint64_t azs = roll_azs(r, group), n = 0;

	switch (r->answer->groups[group].group->update.strategy) {
	case UPDATE_DEFAULT:
		return azs * managed_surge(g->at_a_time, azs);
	case UPDATE_BLUE_GREEN:
		n = g->nodes;
		break;
	case UPDATE_MINIMAL:
	case UPDATE_KARPENTER:
		break;
	}
	return round_up(n, azs);
}

enum update_strategy
roll_strategy(const struct roll *r, size_t group)
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

/* Old nodes are drained; all but blue/green has them followed by new ones. */
static void
begin_wave(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	size_t n = g->nold - g->next_old;

	if (n > g->at_a_time)
		n = g->at_a_time;
	g->phase = ROLL_DRAINS;
	g->busy = n;
	for (; n > 0; n--) {
		uint32_t old = g->old[g->next_old++];

		r->nodes[old].followed =
		    roll_strategy(r, group) != UPDATE_BLUE_GREEN;
		roll_drain(r, old);
	}
}

/* The k-th AZ of the group, round and round. */
static uint32_t
nth_az(const struct roll *r, size_t group, uint64_t k)
{
	const struct roll_group *g = &r->groups[group];
	uint32_t i = 0;

	for (k %= roll_azs(r, group); k > 0 || !is_first_of_az(r, group, i);
	    i++)
		k -= is_first_of_az(r, group, i);
	return g->at[i];
}

/* An old node, or when there is none any, that is not about to go. */
static uint32_t
next_to_replace(const struct roll *r, struct roll_group *g, uint32_t *from)
{
	if (g->next_old < g->nold)
		return g->old[g->next_old++];
	while (r->nodes[g->slot[*from]].state != ROLL_READY ||
	    r->nodes[g->slot[*from]].leaves)
		++*from;
	return g->slot[(*from)++];
}

/*
 * Karpenter: replacements, all in one AZ.  Each AZ has its turn, even if new
 * nodes must be replaced once more for that.
 */
static void
begin_replacing(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	size_t n = g->nold - g->next_old;
	uint32_t az = nth_az(r, group, g->waves++), from = 0;

	if (n > g->at_a_time || g->waves <= roll_azs(r, group))
		n = g->at_a_time;
	g->phase = ROLL_DRAINS;
	g->busy = n;
	for (; n > 0; n--) {
		uint32_t old = next_to_replace(r, g, &from);
		uint32_t new = roll_launch(r, group, emptiest(r, group, az));

		r->nodes[old].leaves = true;
		r->nodes[new].replaces = old;
	}
}

/* Blue/green: the old group ends; default: nodes that were too many. */
static void
begin_end(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	g->phase = ROLL_SHRINKS;
	if (roll_strategy(r, group) == UPDATE_BLUE_GREEN) {
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

/* The wave is over: the next one, or the next phase.  False: all is done. */
static bool
begin_next(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];
	enum update_strategy s = roll_strategy(r, group);
	bool more = g->next_old < g->nold;

	if (s == UPDATE_KARPENTER) {
		if (begin_return(r, group))
			return true;
		if (!more && g->waves >= roll_azs(r, group))
			return false;
		begin_replacing(r, group);
	} else if (more)
		begin_wave(r, group);
	else if (g->nextra > 0)
		begin_end(r, group);
	else
		return false;
	return true;
}

static void
advance(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	while (g->busy == 0 && g->phase != ROLL_DONE)
		if (!begin_next(r, group)) {
			g->phase = ROLL_DONE;
			g->end_ms = r->now_ms;
			if (!r->options.all_at_once)
				roll_begin_next(r);
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

void
roll_begin_next(struct roll *r)
{
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		if (r->groups[i].phase != ROLL_WAITS)
			continue;
		begin_group(r, i);
		if (!r->options.all_at_once && r->groups[i].phase != ROLL_DONE)
			return;
	}
}

void
roll_done(struct roll *r, size_t group)
{
	r->groups[group].busy--;
	advance(r, group);
}

/* --- before the roll ------------------------------------------------------ */

void
roll_list_old(struct roll *r, size_t group)
{
	struct roll_group *g = &r->groups[group];

	for (size_t i = 0; i < g->slots; i++)
		g->old[g->nold++] = g->slot[i];
}

static bool
takes_part(const struct roll *r, size_t group)
{
	return r->options.only == NULL ||
	    r->options.only == r->answer->groups[group].group;
}

void
roll_prepare_group(struct roll *r, size_t group)
{
	const struct group_answer *a = &r->answer->groups[group];
	struct roll_group *g = &r->groups[group];
	uint64_t want = !takes_part(r, group) ? 0 : r->options.at_peak ?
	    a->group->max.v : a->group->desired.v;

	g->unscheduled.most_ms = g->waiting.most_ms = NEVER;
	g->at = arena_array(r->arena, a->subnets.n, uint32_t);
	g->count = arena_array(r->arena, a->subnets.n, uint64_t);
	g->began = arena_array(r->arena, a->subnets.n, uint64_t);
	for (uint32_t i = 0; i < a->subnets.n; i++)
		if (az_of(r, group, i) != r->options.lost_az)
			g->at[g->nat++] = i;
	if (g->nat == 0)
		g->lost = want;
	else {
		g->nodes = want;
		g->n = round_up(want, g->nat);
	}
	g->at_a_time = g->n == 0 ? 0 : at_a_time(r, a->group, g->nodes);
	g->surge = g->n == 0 ? 0 : surge_of(r, group);
	roll_group_pods(r, group);
}

/*
 * All nodes that a group ever launches.  An old one is followed by one more;
 * Karpenter's go to each AZ, and back.
 */
uint64_t
roll_launches(const struct roll *r, size_t group)
{
	const struct roll_group *g = &r->groups[group];

	if (roll_strategy(r, group) != UPDATE_KARPENTER)
		return sat_add(2 * g->n, g->surge);
	return sat_add(3 * g->n, sat_mul(2 * g->at_a_time, g->nat));
}
