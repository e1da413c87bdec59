/*
 * A plan is turned by a dial: a whole number, of which more never takes less.
 * For pods, nodes and services that is the series itself; for a subnet it is
 * the nodes of the groups in it, and the series is what they then take.
 */
#include "capacity/outlook.h"

#include <string.h>

#include "base/sat.h"

/* --- names ------------------------------------------------------------ */

static bool
word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

bool
outlook_names(const char *series, const char *id)
{
	size_t n = strlen(id);

	for (const char *s = series; n != 0 && (s = strstr(s, id)) != NULL;
	    s++)
		if ((s == series || !word_char(s[-1])) && !word_char(s[n]))
			return true;
	return false;
}

static const struct nodegroup *
find_group(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->nnodegroups; i++)
		if (strcmp(p->nodegroups[i].name, name) == 0)
			return &p->nodegroups[i];
	return NULL;
}

/* "pods", "pods/web" */
static bool
join_groups(struct outlook_target *t, const struct plan *p,
    const char *series, const char *word, enum outlook_what what)
{
	size_t n = strlen(word);

	if (strncmp(series, word, n) != 0)
		return false;
	t->what = what;
	t->group = NULL;
	if (series[n] == '\0')
		return p->nnodegroups != 0;
	if (series[n] == '/')
		t->group = find_group(p, series + n + 1);
	return t->group != NULL;
}

static bool
is_subnet(const struct subnet *s, const char *series)
{
	char cidr[PREFIX_STRLEN];

	return strcmp(series, s->name) == 0 ||
	    (s->id != NULL && strcmp(series, s->id) == 0) ||
	    (s->cidr.set && strcmp(series,
	    prefix_format(&s->cidr.prefix, cidr)) == 0);
}

bool
outlook_join(struct outlook_target *t, const struct plan *p,
    const char *series)
{
	*t = (struct outlook_target){ .what = OUTLOOK_SUBNET };
	for (size_t i = 0; i < p->nsubnets && t->subnet == NULL; i++)
		if (is_subnet(&p->subnets[i], series))
			t->subnet = &p->subnets[i];
	for (size_t i = 0; i < p->nsubnets && t->subnet == NULL; i++)
		if (p->subnets[i].id != NULL &&
		    outlook_names(series, p->subnets[i].id))
			t->subnet = &p->subnets[i];
	if (t->subnet != NULL ||
	    join_groups(t, p, series, "pods", OUTLOOK_PODS) ||
	    join_groups(t, p, series, "nodes", OUTLOOK_NODES))
		return true;
	t->what = strcmp(series, "services") == 0 ? OUTLOOK_SERVICES :
	    OUTLOOK_NOTHING;
	return t->what != OUTLOOK_NOTHING;
}

/* --- the plan, turned ------------------------------------------------- */

/* One setting of the dial, answered; in a scratch arena. */
struct turn {
	struct plan plan;
	struct answer answer;
};

/* Groups at their desired size, so that nothing counts that is not there. */
static void
settle(struct outlook *o, struct plan *p, struct arena *a)
{
	struct nodegroup *v = arena_array(a, o->plan->nnodegroups + 1,
	    struct nodegroup);

	*p = *o->plan;
	for (size_t i = 0; i < p->nnodegroups; i++) {
		v[i] = o->plan->nodegroups[i];
		v[i].min = v[i].max = v[i].desired;
	}
	p->nodegroups = v;
}

static void
set_nodes(struct plan *p, size_t i, uint64_t n)
{
	struct nodegroup *g = &p->nodegroups[i];
	struct opt_count nodes = { true, n < OUTLOOK_MAX ? n : OUTLOOK_MAX };

	g->min = g->desired = g->max = nodes;
}

/* ceil(n * part / whole); n and part are at most OUTLOOK_MAX. */
static uint64_t
share(uint64_t n, uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : (n * part + whole - 1) / whole;
}

static bool
answer_turn(struct outlook *o, struct turn *t, struct arena *a)
{
	struct answer_options *how = arena_new(a, struct answer_options);

	*how = *o->how;
	how->terms = NULL;
	return plan_answer(&t->answer, &t->plan, how, a, o->err);
}

/* The groups that the target is about, with what they have now. */
struct members {
	bool *in;			/* as plan.nodegroups */
	uint64_t *pods_per_node, *max;	/* nodes at most */
	uint64_t nodes, pods;
};

static bool
takes_from(const struct group_answer *g, const struct subnet *s)
{
	for (size_t i = 0; i < g->subnets.n; i++)
		if (g->subnets.v[i] == s)
			return true;
	for (size_t i = 0; i < g->pod_subnets.n; i++)
		if (g->pod_subnets.v[i] == s)
			return true;
	return false;
}

static bool
find_members(struct outlook *o, const struct outlook_target *t,
    struct members *m, struct arena *a)
{
	struct turn now;

	settle(o, &now.plan, a);
	if (!answer_turn(o, &now, a))
		return false;
	*m = (struct members){ 0 };
	m->in = arena_array(a, o->plan->nnodegroups + 1, bool);
	m->pods_per_node = arena_array(a, o->plan->nnodegroups + 1, uint64_t);
	m->max = arena_array(a, o->plan->nnodegroups + 1, uint64_t);
	for (size_t i = 0; i < o->plan->nnodegroups; i++) {
		const struct nodegroup *g = &o->plan->nodegroups[i];

		m->pods_per_node[i] = now.answer.groups[i].pods[STEADY];
		m->max[i] = g->max.v;
		m->in[i] = t->what == OUTLOOK_SUBNET ?
		    takes_from(&now.answer.groups[i], t->subnet) :
		    t->group == NULL || t->group == g;
		if (!m->in[i])
			continue;
		m->nodes = sat_add(m->nodes, g->desired.v);
		m->pods = sat_add(m->pods, sat_mul(g->desired.v,
		    m->pods_per_node[i]));
	}
	return true;
}

/* Nodes of group i when the series, or the nodes in the subnet, are n. */
static uint64_t
nodes_at(const struct outlook_target *t, const struct members *m,
    const struct nodegroup *g, size_t i, uint64_t n)
{
	if (t->what == OUTLOOK_PODS && t->group != NULL)
		return share(n, 1, m->pods_per_node[i]);
	if (t->what == OUTLOOK_PODS)
		return share(n, g->desired.v, m->pods);
	if (t->what == OUTLOOK_NODES && t->group != NULL)
		return n;
	return share(n, g->desired.v, m->nodes);
}

static bool
turn_to(struct outlook *o, const struct outlook_target *t,
    const struct members *m, uint64_t n, struct turn *out, struct arena *a)
{
	settle(o, &out->plan, a);
	if (t->what == OUTLOOK_SERVICES)
		out->plan.services = (struct opt_count){ true, n };
	for (size_t i = 0; t->what != OUTLOOK_SERVICES &&
	    i < out->plan.nnodegroups; i++)
		if (m->in[i])
			set_nodes(&out->plan, i, nodes_at(t, m,
			    &o->plan->nodegroups[i], i, n));
	return answer_turn(o, out, a);
}

/* --- room ------------------------------------------------------------- */

/* What limits say with nothing of the series, to see which grow. */
struct baseline {
	uint64_t *worst;
	size_t n;
};

static bool
find_baseline(struct outlook *o, const struct outlook_target *t,
    const struct members *m, struct baseline *b, struct arena *a)
{
	struct turn none;

	if (!turn_to(o, t, m, 0, &none, a))
		return false;
	b->n = none.answer.nlimits;
	b->worst = arena_array(a, b->n + 1, uint64_t);
	for (size_t i = 0; i < b->n; i++)
		b->worst[i] = limit_worst(&none.answer.limits[i]);
	return true;
}

/* Of one node: more nodes do not break it. */
static bool
of_a_node(const struct limit_row *r)
{
	return r->limit == LIMIT_MAX_PODS || r->limit == LIMIT_BRANCH_ENIS;
}

/* The limit that is broken, is the target's, and grows with it; or NULL. */
static const struct limit_row *
broken(const struct outlook_target *t, const struct baseline *b,
    const struct turn *turn)
{
	const struct limit_row *worst = NULL;

	for (size_t i = 0; i < turn->answer.nlimits; i++) {
		const struct limit_row *r = &turn->answer.limits[i];

		if (!limit_exceeded(r) || of_a_node(r))
			continue;
		if (t->what == OUTLOOK_SUBNET && r->subnet != t->subnet)
			continue;
		if (i < b->n && limit_worst(r) <= b->worst[i])
			continue;
		if (worst == NULL || limit_above(r, worst))
			worst = r;
	}
	return worst;
}

/* Does n fit?  If not, why; false with the outlook's err set. */
static bool
fits(struct outlook *o, const struct outlook_target *t,
    const struct members *m, const struct baseline *b, uint64_t n,
    struct outlook_room *why, bool *ok)
{
	struct arena scratch = ARENA_INIT;
	const struct limit_row *r = NULL;
	struct turn turn;
	bool answered = turn_to(o, t, m, n, &turn, &scratch);

	if (answered)
		r = broken(t, b, &turn);
	*ok = r == NULL;
	if (r != NULL) {
		why->resource = r->limit;
		why->scope = arena_strdup(o->arena, r->scope);
	}
	arena_clear(&scratch);
	return answered;
}

/* The largest n that fits, if not all do. */
static bool
largest(struct outlook *o, const struct outlook_target *t,
    const struct members *m, const struct baseline *b,
    struct outlook_room *room)
{
	uint64_t lo = 0, hi = 1;
	bool ok;

	room->limited = false;
	for (;; lo = hi, hi *= 2) {
		if (!fits(o, t, m, b, hi, room, &ok))
			return false;
		if (!ok)
			break;
		if (hi >= OUTLOOK_MAX)
			return true;
	}
	while (hi - lo > 1) {
		uint64_t mid = lo + (hi - lo) / 2;

		if (!fits(o, t, m, b, mid, room, &ok))
			return false;
		if (ok)
			lo = mid;
		else
			hi = mid;
	}
	room->limited = true;
	room->capacity = lo;
	return fits(o, t, m, b, hi, room, &ok);	/* why, once more */
}

/*
 * Addresses that may be in use: all but the reserve or what an upgrade and a
 * rollout take besides, whichever is more.
 */
static uint64_t
addresses_room(const struct subnet_answer *s)
{
	uint64_t steady = s->load[STEADY].addresses,
	    peak = s->load[PEAK].addresses;
	uint64_t keep = peak > steady ? peak - steady : 0;

	if (s->reserve > keep)
		keep = s->reserve;
	return s->usable > keep ? s->usable - keep : 0;
}

/* In a scratch arena: what the subnet has when so many nodes are in it. */
static bool
subnet_at(struct outlook *o, const struct outlook_target *t,
    const struct members *m, uint64_t nodes, const struct subnet_answer **s,
    struct arena *a)
{
	struct turn *turn = arena_new(a, struct turn);

	if (!turn_to(o, t, m, nodes, turn, a))
		return false;
	*s = &turn->answer.subnets[t->subnet->index];
	return true;
}

/*
 * The nodes of the plan are there to be upgraded, whether they fit or not: of
 * fewer nodes an upgrade takes less, which would look like room.
 */
static bool
subnet_room(struct outlook *o, const struct outlook_target *t,
    const struct members *m, const struct baseline *b,
    struct outlook_room *room)
{
	struct arena scratch = ARENA_INIT;
	const struct subnet_answer *most, *kept;
	uint64_t nodes = m->nodes, n;
	bool ok = largest(o, t, m, b, room);

	if (room->limited && room->capacity > nodes)
		nodes = room->capacity;
	ok = ok && subnet_at(o, t, m, room->limited ? room->capacity : nodes,
	    &most, &scratch) && subnet_at(o, t, m, nodes, &kept, &scratch);
	if (ok) {
		n = addresses_room(kept);
		if (!room->limited || room->resource != LIMIT_BLOCKS28 ||
		    n < most->load[STEADY].addresses) {
			room->resource = LIMIT_ADDRESSES;
			room->scope = arena_printf(o->arena, "subnet/%s",
			    t->subnet->name);
		} else
			n = most->load[STEADY].addresses;
		room->limited = true;
		room->capacity = n;
	}
	arena_clear(&scratch);
	return ok;
}

bool
outlook_room(struct outlook *o, const struct outlook_target *t,
    struct outlook_room *room)
{
	struct arena scratch = ARENA_INIT;
	struct members m = { 0 };
	struct baseline b;
	bool ok;

	*room = (struct outlook_room){ .resource = LIMIT_NONE };
	ok = find_members(o, t, &m, &scratch) &&
	    find_baseline(o, t, &m, &b, &scratch) &&
	    (t->what == OUTLOOK_SUBNET ? subnet_room(o, t, &m, &b, room) :
	    largest(o, t, &m, &b, room));
	arena_clear(&scratch);
	return ok;
}

/* --- what would be more ----------------------------------------------- */

/* The series when its groups have so many nodes in all. */
static bool
series_at(struct outlook *o, const struct outlook_target *t,
    const struct turn *turn, const struct members *m, double *v)
{
	uint64_t nodes = 0, pods = 0;

	for (size_t i = 0; i < o->plan->nnodegroups; i++)
		if (m->in[i]) {
			uint64_t n = turn->plan.nodegroups[i].desired.v;

			nodes = sat_add(nodes, n);
			pods = sat_add(pods, sat_mul(n,
			    m->pods_per_node[i]));
		}
	*v = t->what == OUTLOOK_NODES ? (double)nodes :
	    t->what == OUTLOOK_PODS ? (double)pods :
	    t->what == OUTLOOK_SUBNET ? (double)turn->answer.
	    subnets[t->subnet->index].load[STEADY].addresses : 0;
	return true;
}

/* The difference that fn makes to the nodes of all groups. */
static bool
difference(struct outlook *o, const struct outlook_target *t,
    void (*fn)(struct plan *p, const struct members *m, int64_t n),
    int64_t n, double *delta)
{
	const struct outlook_target all = { .what = OUTLOOK_NODES };
	struct arena scratch = ARENA_INIT;
	struct turn before, after;
	struct members m, every;
	double a = 0, b = 0;
	bool ok;

	settle(o, &before.plan, &scratch);
	settle(o, &after.plan, &scratch);
	ok = find_members(o, t, &m, &scratch) &&
	    find_members(o, &all, &every, &scratch);
	if (ok) {
		fn(&after.plan, &every, n);
		ok = answer_turn(o, &before, &scratch) &&
		    answer_turn(o, &after, &scratch) &&
		    series_at(o, t, &before, &m, &a) &&
		    series_at(o, t, &after, &m, &b);
	}
	*delta = b - a;
	arena_clear(&scratch);
	return ok;
}

static void
more_pods(struct plan *p, const struct members *m, int64_t pods)
{
	int64_t want = pods + (int64_t)(m->pods < OUTLOOK_MAX ? m->pods :
	    OUTLOOK_MAX);

	if (want < 0)
		want = 0;
	if (want > (int64_t)OUTLOOK_MAX)
		want = OUTLOOK_MAX;
	for (size_t i = 0; i < p->nnodegroups; i++)
		set_nodes(p, i, share((uint64_t)want,
		    p->nodegroups[i].desired.v, m->pods));
}

bool
outlook_pods(struct outlook *o, const struct outlook_target *t, int64_t pods,
    double *delta)
{
	struct arena scratch = ARENA_INIT;
	const struct outlook_target all = { .what = OUTLOOK_PODS };
	struct members m, every;
	bool ok = true;

	*delta = (double)pods;
	if (t->what == OUTLOOK_PODS && t->group != NULL) {
		ok = find_members(o, t, &m, &scratch) &&
		    find_members(o, &all, &every, &scratch);
		*delta = ok && every.pods != 0 ? (double)pods *
		    (double)m.pods / (double)every.pods : 0;
	} else if (t->what == OUTLOOK_SERVICES)
		*delta = 0;
	else if (t->what != OUTLOOK_PODS)
		ok = difference(o, t, more_pods, pods, delta);
	arena_clear(&scratch);
	return ok;
}

static void
restore_max(struct plan *p, const struct members *m, int64_t n)
{
	(void)n;
	for (size_t i = 0; i < p->nnodegroups; i++)
		set_nodes(p, i, m->max[i]);
}

bool
outlook_at_max(struct outlook *o, const struct outlook_target *t,
    double *delta)
{
	*delta = 0;
	return t->what == OUTLOOK_SERVICES ||
	    difference(o, t, restore_max, 0, delta);
}

/* In a subnet each node of the group takes from it; see plan_answer(). */
bool
outlook_largest(struct outlook *o, const struct outlook_target *t, uint64_t n,
    double *delta)
{
	struct arena scratch = ARENA_INIT;
	struct members m;
	struct turn now;
	uint64_t most = 0;
	bool ok = find_members(o, t, &m, &scratch);

	settle(o, &now.plan, &scratch);
	ok = ok && answer_turn(o, &now, &scratch);
	for (size_t i = 0; ok && i < o->plan->nnodegroups; i++) {
		const struct footprint *f = &now.answer.groups[i].one[PEAK];
		uint64_t v = t->what == OUTLOOK_SUBNET ?
		    (f->node.addresses > f->pod.addresses ?
		    f->node.addresses : f->pod.addresses) :
		    t->what == OUTLOOK_PODS ? m.pods_per_node[i] :
		    t->what == OUTLOOK_NODES;

		if (m.in[i] && v > most)
			most = v;
	}
	*delta = (double)most * (double)n;
	arena_clear(&scratch);
	return ok;
}
