/*
 * By how much a series grows when the plan does.  All groups grow together,
 * and what a series is about is measured before and after.
 */
#include "base/sat.h"
#include "capacity/outlook-parts.h"

/* What all groups have, and what the target's have of it. */
struct growing {
	struct outlook_target dial;
	struct outlook_members m, every;
};

static bool
growing_init(struct growing *g, struct outlook *o,
    const struct outlook_target *t, enum outlook_what dial, struct arena *a)
{
	*g = (struct growing){ .dial = { .what = dial } };
	return outlook_members(o, t, &g->m, a) &&
	    outlook_members(o, &g->dial, &g->every, a);
}

/* The target's series with so many pods, or nodes, of all groups. */
static bool
measure_at(const struct growing *g, struct outlook *o,
    const struct outlook_target *t, uint64_t n, double *v)
{
	struct arena scratch = ARENA_INIT;
	struct outlook_turn turn;
	bool ok = outlook_turn(o, &g->dial, &g->every, n < OUTLOOK_MAX ? n :
	    OUTLOOK_MAX, &turn, &scratch);

	*v = ok ? outlook_measure(t, &g->m, &turn) : 0;
	arena_clear(&scratch);
	return ok;
}

static uint64_t
dial_now(const struct growing *g)
{
	return g->dial.what == OUTLOOK_PODS ? g->every.pods : g->every.nodes;
}

static bool
difference(const struct growing *g, struct outlook *o,
    const struct outlook_target *t, uint64_t n, double *delta)
{
	double before, after = 0;
	bool ok = measure_at(g, o, t, dial_now(g), &before) &&
	    measure_at(g, o, t, n, &after);

	*delta = after - before;
	return ok;
}

bool
outlook_pods(struct outlook *o, const struct outlook_target *t, int64_t pods,
    double *delta)
{
	struct arena scratch = ARENA_INIT;
	struct growing g;
	bool ok = growing_init(&g, o, t, OUTLOOK_PODS, &scratch);
	uint64_t now = dial_now(&g), less = pods < 0 ? (uint64_t)-pods : 0;

	*delta = 0;
	if (ok && t->what == OUTLOOK_PODS)
		*delta = t->group == NULL ? (double)pods : now != 0 ?
		    (double)pods * (double)g.m.pods / (double)now : 0;
	else if (ok && t->what != OUTLOOK_SERVICES)
		ok = difference(&g, o, t, less > now ? 0 : less != 0 ?
		    now - less : sat_add(now, (uint64_t)pods), delta);
	arena_clear(&scratch);
	return ok;
}

bool
outlook_at_max(struct outlook *o, const struct outlook_target *t,
    double *delta)
{
	struct arena scratch = ARENA_INIT;
	struct outlook_turn now, max;
	struct outlook_members m;
	bool ok = outlook_members(o, t, &m, &scratch);

	outlook_settle(o, &now.plan, &scratch);
	outlook_settle(o, &max.plan, &scratch);
	for (size_t i = 0; ok && i < o->plan->nnodegroups; i++)
		outlook_set_nodes(&max.plan, i, m.max[i]);
	ok = ok && outlook_answer(o, &now, &scratch) &&
	    outlook_answer(o, &max, &scratch);
	*delta = !ok ? 0 : outlook_measure(t, &m, &max) -
	    outlook_measure(t, &m, &now);
	arena_clear(&scratch);
	return ok;
}

/* In a subnet each node of the group takes from it; see plan_answer(). */
static uint64_t
of_node(const struct outlook_target *t, const struct group_answer *g)
{
	const struct footprint *f = &g->one[PEAK];

	if (t->what == OUTLOOK_SUBNET)
		return f->node.addresses > f->pod.addresses ?
		    f->node.addresses : f->pod.addresses;
	return outlook_of_node(t->what, g);
}

bool
outlook_largest(struct outlook *o, const struct outlook_target *t, uint64_t n,
    double *delta)
{
	struct arena scratch = ARENA_INIT;
	struct outlook_members m;
	struct outlook_turn now;
	uint64_t most = 0;
	bool ok = outlook_members(o, t, &m, &scratch);

	outlook_settle(o, &now.plan, &scratch);
	ok = ok && outlook_answer(o, &now, &scratch);
	for (size_t i = 0; ok && i < o->plan->nnodegroups; i++) {
		uint64_t v = of_node(t, &now.answer.groups[i]);

		if (m.in[i] && v > most)
			most = v;
	}
	*delta = (double)most * (double)n;
	arena_clear(&scratch);
	return ok;
}
