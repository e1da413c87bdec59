#include "capacity/compare.h"

#include <string.h>

#include "base/sat.h"

#define WARM_IP 5		/* spare addresses of prefix_warm_ip */
#define MICRO 1000000
#define WORK_MAX UINT64_C(30000000000)	/* two minutes of a machine */
#define EVEN_WORK 8			/* of a number of pods, in two modes */

const char *
compared_name(enum compared m)
{
	static const char *const names[] = { "plan", "secondary", "prefix",
	    "prefix_warm_ip", "custom", "custom_prefix", "ipv6" };

	return names[m];
}

/* --- what is asked -------------------------------------------------------- */

void
churn_of_plan(const struct plan *p, uint64_t *num, uint64_t *den)
{
	struct quantity q = p->rollout.churn_per_second;
	uint64_t nodes = 0;

	*num = *den = 1;
	for (size_t i = 0; i < p->nnodegroups; i++)
		nodes = sat_add(nodes, p->nodegroups[i].desired.v);
	if (!q.set || nodes == 0)
		return;
	q.percent = true;
	*num = quantity_ceil(&q, UINT64_C(60) * MICRO) / nodes;
	*den = MICRO;
}

void
compare_targets(const struct plan *p, const char **warm_ip,
    const char **minimum_ip, struct arena *a)
{
	uint64_t least = UINT64_MAX;

	for (size_t i = 0; i < p->nnodegroups; i++) {
		const struct nodegroup *g = &p->nodegroups[i];

		if (g->os == OS_LINUX && g->pods_per_node.set &&
		    g->pods_per_node.v < least)
			least = g->pods_per_node.v;
	}
	*warm_ip = arena_printf(a, "%d", WARM_IP);
	*minimum_ip = least == UINT64_MAX ? NULL : arena_printf(a, "%llu",
	    (unsigned long long)least + WARM_IP);
}

static void
settings_of(const struct compare_ask *ask, enum compared m, struct whatif *w)
{
	bool prefix = m == COMPARE_PREFIX || m == COMPARE_PREFIX_WARM_IP ||
	    m == COMPARE_CUSTOM_PREFIX;

	*w = (struct whatif){ .mode = m == COMPARE_IPV6 ? CNI_IPV6 : prefix ?
	    CNI_PREFIX : CNI_SECONDARY, .custom = CUSTOM_OFF,
	    .warm_eni = "1", .warm_prefix = "1" };
	if (m == COMPARE_CUSTOM || m == COMPARE_CUSTOM_PREFIX)
		w->custom = CUSTOM_ON;
	if (m != COMPARE_PREFIX_WARM_IP)
		return;
	w->warm_ip = ask->warm_ip;
	w->minimum_ip = ask->minimum_ip;
}

/* --- the engine ----------------------------------------------------------- */

struct run {
	const struct compare_ask *ask;
	const struct judge_how *judge;
	struct arena scratch;
	struct err *err;
};

static void
most(uint64_t *v, uint64_t w)
{
	if (w > *v)
		*v = w;
}

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* What a node meets: no more pods than it could ever hold. */
static void
demand_of(const struct compare_ask *ask, const struct group_answer *g,
    const struct cni_node *n, struct demand_ask *d)
{
	uint64_t branch = least(g->branch_pods[STEADY], g->pods[STEADY]);
	uint64_t most_pods = judge_capacity(n), surge;

	*d = (struct demand_ask){ .branch = least(branch, n->branch_limit),
	    .pods = least(least(g->pods[STEADY] - branch, most_pods),
	    DEMAND_PODS_MAX), .churn_num = ask->churn_num,
	    .churn_den = ask->churn_den, .seed = ask->judge.seed };
	surge = g->pods[PEAK] - g->pods[STEADY];
	d->surge = least(surge, most_pods - d->pods);
}

static bool
judge_type(struct run *r, struct compare_group *cg, const struct cni_node *of,
    bool first)
{
	struct judge_settled settled;
	struct demand_ask ask;
	struct judgement hour;
	struct cni_node n = *of;
	struct demand d;
	uint64_t places;
	bool ok;

	n.branch_pods = cg->group->branch_pods[STEADY];
	cni_node_init(&n);
	if (n.unusable != NULL)
		return true;
	demand_of(r->ask, cg->group, &n, &ask);
	demand_make(&d, &ask, &r->scratch);
	ok = judge_settled(&settled, &n, ask.pods, ask.branch, r->judge,
	    &r->scratch, r->err) &&
	    judge(&hour, &n, &d, r->judge, &r->scratch, r->err) &&
	    judge_spend(r->judge, EVEN_WORK * least(judge_capacity(&n),
	    DEMAND_PODS_MAX), r->err);
	arena_clear(&r->scratch);
	if (!ok)
		return false;
	cg->judged = true;
	most(&cg->churn_calls, hour.calls - hour.calls_before);
	most(&cg->settled.calls, settled.calls);
	most(&cg->settled.filled_ms, settled.filled_ms);
	most(&cg->settled.enis, settled.enis);
	places = judge_capacity(&n) + ask.branch;
	settled.burst = least(settled.burst, places - least(places,
	    cg->group->pods[STEADY]));
	if (first || settled.burst < cg->settled.burst)
		cg->settled.burst = settled.burst;
	return true;
}

static bool
judge_group(struct run *r, struct compare_group *cg)
{
	const struct group_answer *g = cg->group;
	uint64_t pods = sat_mul(g->group->desired.v, g->pods[STEADY]);

	cg->nodes_needed = g->group->desired.v;
	if (g->pods[STEADY] > g->placeable)
		cg->nodes_needed = g->placeable == 0 ? SAT_MAX :
		    pods / g->placeable + (pods % g->placeable != 0);
	for (size_t i = 0; i < g->ntypes && g->group->os == OS_LINUX; i++)
		if (!judge_type(r, cg, &g->nodes[i], !cg->judged))
			return false;
	return true;
}

/* --- subnets -------------------------------------------------------------- */

static void
add_nodes(struct compare_mode *m, const struct compare_group *cg)
{
	const struct group_answer *g = cg->group;
	const struct judge_settled *s = &cg->settled;
	uint64_t n = g->count[STEADY];

	for (size_t i = 0; i < g->subnets.n && n != 0; i++) {
		bool pods = g->pod_subnets.n != 0;
		const struct subnet *at = pods ? g->pod_subnets.v[i] :
		    g->subnets.v[i];
		struct compare_subnet *c = &m->subnets[at->index];

		if (pods)
			m->subnets[g->subnets.v[i]->index].enis += n;
		c->judged = c->judged && cg->judged;
		c->enis = sat_add(c->enis, sat_mul(n, s->enis - pods));
		c->fill_calls = sat_add(c->fill_calls, sat_mul(n, s->calls));
		c->churn_calls = sat_add(c->churn_calls,
		    sat_mul(n, cg->churn_calls));
		c->burst = sat_add(c->burst, sat_mul(n, s->burst));
	}
}

static void
sum_subnets(const struct compare *c, struct compare_mode *m, struct arena *a)
{
	m->subnets = arena_array(a, m->plan.nsubnets, struct compare_subnet);
	for (size_t i = 0; i < m->plan.nsubnets; i++) {
		m->subnets[i].subnet = &m->answer.subnets[i];
		m->subnets[i].judged = true;
		m->subnets[i].added = whatif_added(c->ask->plan,
		    &m->plan.subnets[i]);
	}
	for (size_t i = 0; i < m->plan.nnodegroups; i++)
		add_nodes(m, &m->groups[i]);
}

/* --- one mode ------------------------------------------------------------- */

/* What documents say of the plan's subnets, and nothing of those added. */
static const struct answer_options *
options_for(const struct compare_ask *ask, const struct plan *p,
    struct arena *a)
{
	struct answer_options *o = arena_new(a, struct answer_options);
	struct observed *seen;

	*o = *ask->how;
	o->terms = NULL;
	if (o->observed == NULL)
		return o;
	seen = arena_new(a, struct observed);
	*seen = *o->observed;
	seen->nsubnets = p->nsubnets;
	seen->subnets = arena_array(a, p->nsubnets, struct observed_subnet);
	for (size_t i = 0; i < ask->plan->nsubnets; i++)
		seen->subnets[i] = o->observed->subnets[i];
	o->observed = seen;
	return o;
}

static bool
count(struct compare *c, struct compare_mode *m, struct arena *a,
    struct err *e)
{
	struct err own = ERR_INIT;

	if (m->mode == COMPARE_PLAN)
		m->plan = *c->ask->plan;
	else {
		struct whatif w;

		settings_of(c->ask, m->mode, &w);
		whatif_plan(&m->plan, c->ask->plan, &w, a);
	}
	if (m->mode == COMPARE_PLAN)
		return plan_answer(&m->answer, &m->plan,
		    options_for(c->ask, &m->plan, a), a, e);
	if (!plan_answer(&m->answer, &m->plan,
	    options_for(c->ask, &m->plan, a), a, &own))
		m->refused = arena_strdup(a, own.msg);
	return true;
}

static bool
fill(struct compare *c, struct compare_mode *m, const struct judge_how *how,
    struct arena *a, struct err *e)
{
	struct run r = { .ask = c->ask, .judge = how, .err = e };

	m->groups = arena_array(a, m->plan.nnodegroups, struct compare_group);
	for (size_t i = 0; i < m->plan.nnodegroups; i++) {
		m->groups[i].group = &m->answer.groups[i];
		if (!judge_group(&r, &m->groups[i]))
			return false;
	}
	sum_subnets(c, m, a);
	compare_needs(c, m, a);
	return true;
}

bool
compare_plan(struct compare *c, const struct compare_ask *ask,
    struct arena *a, struct err *e)
{
	uint64_t left = WORK_MAX;
	struct judge_how how = ask->judge;

	if (how.left == NULL)
		how.left = &left;
	*c = (struct compare){ .ask = ask };
	for (enum compared i = 0; i < COMPARED; i++) {
		struct compare_mode *m = &c->modes[i];

		m->mode = i;
		if (!count(c, m, a, e) ||
		    (m->refused == NULL && !fill(c, m, &how, a, e)))
			return false;
	}
	compare_even(c, a);
	return true;
}
