/*
 * A plan is turned by a dial: a whole number, of which more never takes less.
 * For pods, nodes and services that is the series itself; for a subnet it is
 * the nodes of the groups in it, and the series is what they then take.
 */
#include <string.h>

#include "base/sat.h"
#include "base/str.h"
#include "base/u128.h"
#include "capacity/outlook-parts.h"

/* --- names ------------------------------------------------------------ */

static bool
word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

static bool
alnum(char c)
{
	return word_char(c) && c != '-' && c != '_';
}

/* How long "subnet-0a1b2c3d" at s is, or 0: none, or more than an id. */
static size_t
aws_id(const char *s)
{
	static const char prefix[] = "subnet-";
	size_t n = sizeof(prefix) - 1;

	if (strncmp(s, prefix, n) != 0)
		return 0;
	n += strspn(s + n, "0123456789abcdef");
	return n == sizeof(prefix) - 1 || alnum(s[n]) ? 0 : n;
}

bool
outlook_names(const char *series, const char *id)
{
	size_t n = strlen(id);
	/* Whose end is known, so that more words may be tied to it. */
	bool (*more)(char) = n != 0 && aws_id(id) == n ? alnum : word_char;

	for (const char *s = series; n != 0 && (s = strstr(s, id)) != NULL;
	    s++)
		if ((s == series || !more(s[-1])) && !more(s[n]))
			return true;
	return false;
}

bool
outlook_names_besides(const char *series, const char *id)
{
	enum { OLD = sizeof("subnet-") - 1 + 8, NEW = OLD + 9 };

	for (const char *s = series; *s != '\0'; s++) {
		size_t n = s == series || !alnum(s[-1]) ? aws_id(s) : 0;

		if ((n == OLD || n == NEW) && (strlen(id) != n ||
		    strncmp(s, id, n) != 0))
			return true;
	}
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

/* Samples of cni-metrics-helper, which has summed those of the nodes. */
static bool
is_sum(const char *labels)
{
	return *labels == '\0' || strstr(labels, ":61681\"") != NULL;
}

/*
 * What it is, or what cni-metrics-helper calls it in CloudWatch and in
 * Prometheus; there aws-node on each node uses the same names.
 */
static enum outlook_what
find_word(const char *series, size_t n)
{
	static const struct {
		const char *word;
		enum outlook_what what;
	} words[] = {
		{ "services", OUTLOOK_SERVICES },
		{ "addresses", OUTLOOK_ADDRESSES },
		{ "allocated", OUTLOOK_ALLOCATED },
		{ "enis", OUTLOOK_ENIS },
		{ "prefixes", OUTLOOK_PREFIXES },
		{ "assigned", OUTLOOK_ASSIGNED },
		{ "assignIPAddresses", OUTLOOK_ASSIGNED },
		{ "totalIPAddresses", OUTLOOK_ALLOCATED },
		{ "eniAllocated", OUTLOOK_ENIS },
		{ "totalIPv4Prefixes", OUTLOOK_PREFIXES },
		{ "awscni_assigned_ip_addresses", OUTLOOK_ASSIGNED },
		{ "awscni_total_ip_addresses", OUTLOOK_ALLOCATED },
		{ "awscni_eni_allocated", OUTLOOK_ENIS },
		{ "awscni_total_ipv4_prefixes", OUTLOOK_PREFIXES },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (strncmp(series, words[i].word, n) == 0 &&
		    words[i].word[n] == '\0')
			return words[i].what;
	return OUTLOOK_NOTHING;
}

static bool
any_branch(const struct plan *p)
{
	for (size_t i = 0; i < p->nnodegroups; i++)
		if (p->nodegroups[i].pod_eni_pods.v != 0)
			return true;
	return false;
}

bool
outlook_of_one_node(const char *series)
{
	size_t n = strcspn(series, "{");

	return !is_sum(series + n) &&
	    find_word(series, n) != OUTLOOK_NOTHING;
}

bool
outlook_without_enis(const char *series)
{
	size_t n = strcspn(series, "{");

	return find_word(series, n) == OUTLOOK_ALLOCATED &&
	    strcmp(series, "allocated") != 0;
}

/* The one whose id is in the name; of two it is not said which. */
static const struct subnet *
find_named(const struct plan *p, const char *series)
{
	const struct subnet *found = NULL;

	for (size_t i = 0; i < p->nsubnets; i++) {
		const struct subnet *s = &p->subnets[i];

		if (s->id == NULL || !outlook_names(series, s->id))
			continue;
		if (found != NULL || outlook_names_besides(series, s->id))
			return NULL;
		found = s;
	}
	return found;
}

bool
outlook_join(struct outlook_target *t, const struct plan *p,
    const char *series)
{
	size_t n;

	*t = (struct outlook_target){ .what = OUTLOOK_SUBNET };
	for (size_t i = 0; i < p->nsubnets && t->subnet == NULL; i++)
		if (is_subnet(&p->subnets[i], series))
			t->subnet = &p->subnets[i];
	if (t->subnet == NULL)
		t->subnet = find_named(p, series);
	if (t->subnet != NULL ||
	    join_groups(t, p, series, "pods", OUTLOOK_PODS) ||
	    join_groups(t, p, series, "nodes", OUTLOOK_NODES))
		return true;
	n = strcspn(series, "{");
	t->what = is_sum(series + n) ? find_word(series, n) : OUTLOOK_NOTHING;
	if (t->what == OUTLOOK_ASSIGNED && !any_branch(p))
		t->what = OUTLOOK_PODS;	/* the same, and exact */
	return t->what != OUTLOOK_NOTHING && (t->what == OUTLOOK_SERVICES ||
	    p->nnodegroups != 0);
}

/* --- the plan, turned ------------------------------------------------- */

/* Groups at their desired size, so that nothing counts that is not there. */
void
outlook_settle(struct outlook *o, struct plan *p, struct arena *a)
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

void
outlook_set_nodes(struct plan *p, size_t i, uint64_t n)
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

bool
outlook_answer(struct outlook *o, struct outlook_turn *t, struct arena *a)
{
	struct answer_options *how = arena_new(a, struct answer_options);

	*how = *o->how;
	how->terms = NULL;
	return plan_answer(&t->answer, &t->plan, how, a, o->err);
}

/* A group of which the plan says from how many nodes to how many. */
static bool
is_range(const struct nodegroup *g)
{
	return g->min.v < g->max.v;
}

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

bool
outlook_members(struct outlook *o, const struct outlook_target *t,
    struct outlook_members *m, struct arena *a)
{
	struct outlook_turn now;

	outlook_settle(o, &now.plan, a);
	if (!outlook_answer(o, &now, a))
		return false;
	*m = (struct outlook_members){ 0 };
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

/* What has as many nodes as its pods need. */
static bool
by_pods(enum outlook_what what)
{
	return what == OUTLOOK_PODS || what == OUTLOOK_ASSIGNED;
}

/* Nodes of group i when the series, or the nodes in the subnet, are n. */
static uint64_t
nodes_at(const struct outlook_target *t, const struct outlook_members *m,
    const struct nodegroup *g, size_t i, uint64_t n)
{
	if (t->what == OUTLOOK_PODS && t->group != NULL)
		return share(n, 1, m->pods_per_node[i]);
	if (by_pods(t->what))
		return share(n, g->desired.v, m->pods);
	if (t->what == OUTLOOK_NODES && t->group != NULL)
		return n;
	return share(n, g->desired.v, m->nodes);
}

/* Of n pods those of group i, on its nodes; branch ENIs keep their share. */
static void
pack(struct plan *p, const struct outlook_target *t,
    const struct outlook_members *m, size_t i, uint64_t n)
{
	struct nodegroup *g = &p->nodegroups[i];
	uint64_t had = m->pods_per_node[i], nodes = m->max[i];
	u128 part = 1, whole = nodes, each;

	if (t->group == NULL) {
		part = (u128)g->desired.v * had;
		whole *= m->pods;
	}
	each = (n * part + whole - 1) / whole;
	if (each < had)
		each = had;
	if (each > OUTLOOK_MAX)
		each = OUTLOOK_MAX;
	g->pods_per_node = (struct opt_count){ true, (uint64_t)each };
	g->pod_eni_pods.v = share(g->pod_eni_pods.v, (uint64_t)each, had);
	outlook_set_nodes(p, i, nodes);
}

bool
outlook_turn(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, uint64_t n, struct outlook_turn *out,
    struct arena *a)
{
	outlook_settle(o, &out->plan, a);
	if (t->what == OUTLOOK_SERVICES)
		out->plan.services = (struct opt_count){ true, n };
	for (size_t i = 0; t->what != OUTLOOK_SERVICES &&
	    i < out->plan.nnodegroups; i++) {
		const struct nodegroup *g = &o->plan->nodegroups[i];
		uint64_t nodes = nodes_at(t, m, g, i, n);

		if (!m->in[i])
			continue;
		if (by_pods(t->what) && is_range(g) &&
		    nodes > g->max.v)
			pack(&out->plan, t, m, i, n);
		else
			outlook_set_nodes(&out->plan, i, nodes);
	}
	return outlook_answer(o, out, a);
}

uint64_t
outlook_of_node(enum outlook_what what, const struct group_answer *g)
{
	const struct footprint *f = &g->one[STEADY];
	uint64_t all = sat_add(f->node.addresses, f->pod.addresses),
	    branch = g->branch_pods[STEADY];

	switch (what) {
	case OUTLOOK_PODS:	return g->pods[STEADY];
	case OUTLOOK_ASSIGNED:	return g->pods[STEADY] - branch;
	case OUTLOOK_NODES:	return 1;
	case OUTLOOK_ADDRESSES:	return all > branch ? all - branch : 0;
	case OUTLOOK_ALLOCATED:	return all > f->enis ? all - f->enis : 0;
	case OUTLOOK_ENIS:	return f->enis > branch ? f->enis - branch : 0;
	case OUTLOOK_PREFIXES:	return sat_add(f->node.blocks, f->pod.blocks);
	default:		return 0;
	}
}

double
outlook_measure(const struct outlook_target *t,
    const struct outlook_members *m, const struct outlook_turn *turn)
{
	uint64_t sum = 0;

	if (t->what == OUTLOOK_SUBNET)
		return (double)turn->answer.subnets[t->subnet->index].
		    load[STEADY].addresses;
	for (size_t i = 0; i < turn->plan.nnodegroups; i++)
		if (m->in[i])
			sum = sat_add(sum, sat_mul(
			    turn->plan.nodegroups[i].desired.v,
			    outlook_of_node(t->what, &turn->answer.groups[i])));
	return (double)sum;
}
