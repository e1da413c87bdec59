/*
 * By how much a series grows when the plan does.  All groups grow together,
 * and what a series is about is measured before and after.
 */
#include <math.h>

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

/* --- the plan's rates --------------------------------------------------- */

/* What is v now, so many months later; of a count it gets its part. */
static double
at_rate(const struct quantity *q, double v, double part, double months)
{
	double rate = (double)q->num / (double)q->den;

	if (!q->set)
		return v;
	return q->percent ? v * fmin(pow(1 + rate, months), OUTLOOK_MAX) :
	    v + rate * part * months;
}

static const struct quantity *
rate_of(const struct outlook *o, enum outlook_what what)
{
	return what == OUTLOOK_PODS ? &o->plan->growth.pods_per_month :
	    &o->plan->growth.nodes_per_month;
}

static uint64_t
whole(double v)
{
	return v < (double)OUTLOOK_MAX ? (uint64_t)v : OUTLOOK_MAX;
}

/* By how much the target grows by one of the two rates. */
static bool
grown_by(struct outlook *o, const struct outlook_target *t,
    enum outlook_what dial, double months, double *delta)
{
	struct arena scratch = ARENA_INIT;
	struct growing g;
	bool ok = growing_init(&g, o, t, dial, &scratch);
	double now = (double)dial_now(&g);

	*delta = 0;
	ok = ok && difference(&g, o, t, whole(at_rate(rate_of(o, dial), now,
	    1, months)), delta);
	arena_clear(&scratch);
	return ok;
}

/* Pods by the pods' rate, or else by the nodes'; and the other way round. */
static bool
grown_alike(struct outlook *o, const struct outlook_target *t, double used,
    double months, double *v)
{
	struct arena scratch = ARENA_INIT;
	enum outlook_what dial = rate_of(o, t->what)->set ? t->what :
	    t->what == OUTLOOK_PODS ? OUTLOOK_NODES : OUTLOOK_PODS;
	struct growing g;
	bool ok = growing_init(&g, o, t, dial, &scratch);
	double all = (double)dial_now(&g), own, part = 0;

	own = dial == OUTLOOK_PODS ? (double)g.m.pods : (double)g.m.nodes;
	if (all != 0)
		part = dial == t->what ? own / all : used / all;
	*v = at_rate(rate_of(o, dial), used, part, months);
	arena_clear(&scratch);
	return ok;
}

bool
outlook_grown(struct outlook *o, const struct outlook_target *t, double used,
    double months, double *v)
{
	static const enum outlook_what dials[] = { OUTLOOK_PODS,
	    OUTLOOK_NODES };
	double most = 0, delta;

	*v = used;
	if (t->what == OUTLOOK_PODS || t->what == OUTLOOK_NODES)
		return grown_alike(o, t, used, months, v);
	for (size_t i = 0; t->what != OUTLOOK_SERVICES && i < 2; i++) {
		if (!rate_of(o, dials[i])->set)
			continue;
		if (!grown_by(o, t, dials[i], months, &delta))
			return false;
		most = fmax(most, delta);
	}
	*v += most;
	return true;
}

bool
outlook_grows(struct outlook *o, const struct outlook_target *t, bool *grows)
{
	const struct quantity *pods = rate_of(o, OUTLOOK_PODS),
	    *nodes = rate_of(o, OUTLOOK_NODES);
	struct arena scratch = ARENA_INIT;
	struct outlook_members m = { 0 };
	bool ok = outlook_members(o, t, &m, &scratch);

	*grows = ok && m.nodes != 0 && t->what != OUTLOOK_SERVICES &&
	    ((pods->set && pods->num != 0) || (nodes->set && nodes->num != 0));
	arena_clear(&scratch);
	return ok;
}

bool
outlook_planned(struct outlook *o, const struct outlook_target *t, double *v)
{
	struct arena scratch = ARENA_INIT;
	struct growing g;
	bool ok = growing_init(&g, o, t, OUTLOOK_NODES, &scratch) &&
	    measure_at(&g, o, t, g.every.nodes, v);

	arena_clear(&scratch);
	return ok;
}
