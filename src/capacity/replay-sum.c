/*
 * What nodes take, added up by subnet and by group.  An engine that has run
 * is entered as the difference to what its node took before.  Rows of one
 * time become one, printed when the time goes on.
 */
#include "capacity/replay-parts.h"

#include <string.h>

#define MINUTE_MS 60000

/* Rows of the time that is over, in the order of the subnets. */
static void
flush(struct replay *r)
{
	for (size_t i = 1; i < r->ndirty; i++)
		for (size_t k = i; k > 0 && r->dirty[k] < r->dirty[k - 1];
		    k--) {
			size_t t = r->dirty[k];

			r->dirty[k] = r->dirty[k - 1];
			r->dirty[k - 1] = t;
		}
	for (size_t i = 0; i < r->ndirty; i++) {
		struct replay_subnet *s = &r->subnets[r->dirty[i]];

		s->dirty = false;
		if (s->any && memcmp(&s->last, &s->now, sizeof(s->now)) == 0)
			continue;
		s->any = true;
		s->last = s->now;
		if (r->row != NULL)
			r->row(r->arg, r, r->dirty[i]);
	}
	r->ndirty = 0;
}

void
replay_move(struct replay *r, int64_t t)
{
	if (t == r->now_ms)
		return;
	flush(r);
	r->now_ms = t;
}

void
replay_mark(struct replay *r, size_t subnet)
{
	struct replay_subnet *s = &r->subnets[subnet];

	gauge_set(&s->used, r->now_ms, estate_used(r->estate, subnet));
	gauge_set(&s->blocks, r->now_ms, estate_blocks(r->estate, subnet));
	if (s->dirty)
		return;
	s->dirty = true;
	r->dirty[r->ndirty++] = subnet;
}

static void
tally_move(struct tally *sum, const struct tally *from, const struct tally *to)
{
	sum->pods += to->pods - from->pods;
	sum->enis += to->enis - from->enis;
	sum->prefixes += to->prefixes - from->prefixes;
	sum->allocated += to->allocated - from->allocated;
	sum->assigned += to->assigned - from->assigned;
	sum->cooling += to->cooling - from->cooling;
	sum->addresses += to->addresses - from->addresses;
	sum->waiting += to->waiting - from->waiting;
	sum->calls += to->calls - from->calls;
}

size_t
replay_pod_subnet(const struct replay *r, const struct replay_node *n)
{
	return estate_pod_subnet(r->estate, n->group, n->at);
}

size_t
replay_node_subnet(const struct replay *r, const struct replay_node *n)
{
	return estate_node_subnet(r->estate, n->group, n->at);
}

/* What the node takes of its pods' subnet, and who waits. */
static struct tally
tally_of(const struct replay_node *n, const struct engine *g, uint64_t branch,
    bool custom)
{
	return (struct tally){
		.pods = g->live + n->branch,
		.enis = g->neni - custom,
		.prefixes = g->nprefix,
		.allocated = g->nsingle + CNI_PREFIX_SIZE * g->nprefix,
		.assigned = g->ipv6 ? g->live - g->waiting : g->assigned,
		.cooling = g->cooling + branch - g->branch,
		.addresses = engine_addresses(g) - custom,
		.waiting = g->waiting + n->branch - g->branch,
		.calls = engine_calls(g),
	};
}

static void
note_waiting(struct replay *r, const struct replay_node *n, uint64_t before,
    uint64_t after)
{
	struct replay_subnet *s = &r->subnets[replay_pod_subnet(r, n)];
	struct gauge *g = &r->groups[n->group].waiting;

	gauge_set(g, r->now_ms, g->now + after - before);
	gauge_set(&r->waiting, r->now_ms, r->waiting.now + after - before);
	gauge_set(&s->waiting, r->now_ms, s->waiting.now + after - before);
	gauge_set(&s->waiting_nodes, r->now_ms, s->waiting_nodes.now +
	    (after != 0) - (before != 0));
}

void
replay_fail(struct replay *r, size_t subnet)
{
	struct replay_subnet *s = &r->subnets[subnet];

	if (s->first_failure_ms == NEVER)
		s->first_failure_ms = r->now_ms;
	s->failures++;
}

static void
note_calls(struct replay *r, uint64_t n)
{
	int64_t minute = r->now_ms / MINUTE_MS;

	if (minute != r->minute)
		r->minute_calls = 0;
	r->minute = minute;
	r->minute_calls += n;
	if (r->minute_calls > r->calls_minute)
		r->calls_minute = r->minute_calls;
}

/* The engine of node i has run. */
void
replay_note(struct replay *r, size_t i)
{
	const struct engine *g = &r->engines[i];
	struct replay_node *n = &r->nodes[i];
	bool custom = r->estate->groups[n->group].custom_networking;
	size_t subnet = replay_pod_subnet(r, n);
	uint64_t branch = engine_branch(g);
	struct supply *s = &r->estate->subnets[subnet];
	struct tally now;

	if (branch > n->branch_held)
		supply_take(s, (int64_t)(branch - n->branch_held), 0);
	else if (branch < n->branch_held)
		supply_give(s, (int64_t)(n->branch_held - branch), 0);
	n->branch_held = branch;
	now = tally_of(n, g, branch, custom);
	for (size_t k = 0; k < g->nactions; k++)
		if (g->actions[k].op == ACTION_NO_SPACE)
			replay_fail(r, subnet);
	if (memcmp(&now, &n->last, sizeof(now)) == 0)
		return;
	tally_move(&r->subnets[subnet].now, &n->last, &now);
	if (now.waiting != n->last.waiting)
		note_waiting(r, n, n->last.waiting, now.waiting);
	note_calls(r, now.calls - n->last.calls);
	gauge_set(&r->addresses, r->now_ms, r->addresses.now +
	    now.addresses - n->last.addresses);
	n->last = now;
	replay_mark(r, subnet);
}

void
replay_finish(struct replay *r)
{
	const struct plan *p = r->estate->answer->plan;

	flush(r);
	gauge_pass(&r->waiting, r->until_ms);
	for (size_t i = 0; i < r->nnodes; i++)
		for (size_t k = 0; k < ENGINE_CALLS; k++)
			r->calls[k] += r->engines[i].calls[k];
	for (size_t i = 0; i < p->nsubnets; i++) {
		gauge_pass(&r->subnets[i].waiting, r->until_ms);
		gauge_pass(&r->subnets[i].waiting_nodes, r->until_ms);
	}
	for (size_t i = 0; i < p->nnodegroups; i++) {
		gauge_pass(&r->groups[i].waiting, r->until_ms);
		gauge_pass(&r->groups[i].unscheduled, r->until_ms);
	}
}
