/*
 * What one node group takes: settings, footprint, nodes in each subnet.
 *
 * Where the plan leaves something out this is decided here:
 *  - subnets: those with the role nodes;
 *  - pod_subnets under custom networking: those with the role pods and not
 *    nodes; each node subnet is served by the one in its AZ;
 *  - pods_per_node: as many as the node gives addresses to.
 */
#include <string.h>

#include "base/arith.h"
#include "base/map.h"
#include "base/sat.h"
#include "capacity/answer.h"
#include "model/vpc.h"

/* More pods than any node places: asks what it would place at most. */
#define PODS_UNLIMITED (UINT64_C(1) << 40)

/* --- instance types and settings ---------------------------------------- */

/* One of those added, or of the built-in ones; else e says who is near. */
static const struct limits *
find_type(struct answer *a, const struct nodegroup *g, const char *type)
{
	const struct limits *l = a->opts->types != NULL ?
	    limits_set_find(a->opts->types, type, a->err) :
	    limits_find_near(type, a->err);

	if (l == NULL)
		err_locate(a->err, a->plan->file, g->at.line, g->at.column);
	return l;
}

/*
 * Windows nodes have keys of a config map beside; what is wrong there counts
 * as absent, since their controller has defaults of its own.
 */
static void
apply(struct cni_settings *s, const struct settings *list, bool windows)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *name = list->v[i].name;
		const char *means = windows ? cni_settings_windows(name) :
		    NULL;

		if (means != NULL)
			name = means;
		if (cni_settings_env(s, name, list->v[i].value) ==
		    CNI_ENV_DEFAULT && windows)
			cni_settings_env(s, name, NULL);
	}
}

static bool
conflict(struct answer *a, const struct nodegroup *g, const char *what)
{
	return plan_error(a, g->at, "node group %.100s: %s", g->name, what);
}

/* The settings that apply to the group, with what its keys imply. */
static bool
group_settings(struct answer *a, const struct nodegroup *g,
    struct cni_settings *s)
{
	bool windows = g->os == OS_WINDOWS;
	const struct cni_rules *rules = a->plan->cni_version == NULL ?
	    cni_rules_newest() : cni_rules_find(a->plan->cni_version, a->err);

	if (rules == NULL)
		return err_locate(a->err, a->plan->file, 0, 0);
	cni_settings_init_as(s, rules, CNI_MANIFEST);
	apply(s, windows ? &a->plan->windows_cni : &a->plan->cni, windows);
	apply(s, &g->cni, windows);
	if (a->plan->ip_family == FAMILY_IPV6 && !s->ipv6 && !windows) {
		if (s->given[CNI_ENABLE_IPV4] || s->given[CNI_ENABLE_IPV6])
			return conflict(a, g, "ip_family is ipv6, but the "
			    "CNI's mode is not; leave one out");
		s->ipv6 = s->prefix_delegation = true;
		s->ipv4 = false;
	}
	if (windows && (g->pod_subnets.n != 0 || g->pod_eni_pods.v != 0))
		return conflict(a, g, "Windows nodes have neither custom "
		    "networking nor branch ENIs (EKS-WIN-004)");
	if (g->pod_subnets.n != 0 && !s->custom_networking) {
		if (s->given[CNI_CUSTOM_NETWORK_CFG])
			return conflict(a, g, "pod_subnets need custom "
			    "networking, which cni turns off");
		s->custom_networking = true;
	}
	if (g->pod_eni_pods.v != 0 && !s->pod_eni) {
		if (s->given[CNI_ENABLE_POD_ENI])
			return conflict(a, g, "pod_eni_pods need pod_eni, "
			    "which cni turns off");
		s->pod_eni = true;
	}
	return true;
}

static void
node_init(struct cni_node *n, const struct limits *l,
    const struct cni_settings *s, const struct nodegroup *g)
{
	*n = (struct cni_node){ .limits = l, .settings = *s,
	    .os = g->os == OS_WINDOWS ? CNI_WINDOWS : CNI_LINUX };
}

/* A group's max_pods is one for all its types: given, or the smallest. */
static bool
group_nodes(struct answer *a, struct group_answer *ga)
{
	const struct nodegroup *g = ga->group;
	struct cni_settings s;
	const char *why;
	uint64_t max_pods = g->max_pods.v;

	if (!group_settings(a, g, &s))
		return false;
	if ((why = cni_settings_refused(&s, NULL)) != NULL)
		return conflict(a, g, why);
	ga->ntypes = g->ninstance_types;
	ga->nodes = arena_array(a->arena, ga->ntypes, struct cni_node);
	for (size_t i = 0; i < ga->ntypes; i++) {
		const struct limits *l = find_type(a, g,
		    g->instance_types[i]);
		uint64_t m;

		if (l == NULL)
			return false;
		node_init(&ga->nodes[i], l, &s, g);
		m = cni_default_max_pods(l, &s, ga->nodes[i].os);
		if (!g->max_pods.set && (i == 0 || m < max_pods))
			max_pods = m;
	}
	for (size_t i = 0; i < ga->ntypes; i++) {
		ga->nodes[i].max_pods_given = true;
		ga->nodes[i].max_pods = max_pods;
		cni_node_init(&ga->nodes[i]);
		if (ga->nodes[i].mode == CNI_IPV6)
			a->ipv6 = true;
	}
	return true;
}

/* --- pods and footprint ------------------------------------------------- */

static void
rest_of(const struct cni_node *node, uint64_t branch_pods, uint64_t pods,
    bool bursts, struct cni_rest *r)
{
	struct cni_node n = *node;

	n.branch_pods = branch_pods;
	n.bursts = bursts;
	cni_node_init(&n);
	cni_rest(&n, pods, r);
}

static void
max_load(struct load *l, uint64_t singles, uint64_t blocks)
{
	uint64_t addresses = singles + blocks * VPC_BLOCK;

	if (singles > l->singles)
		l->singles = singles;
	if (blocks > l->blocks)
		l->blocks = blocks;
	if (addresses > l->addresses)
		l->addresses = addresses;
}

static void
max_u64(uint64_t *max, uint64_t v)
{
	if (v > *max)
		*max = v;
}

/*
 * Network address usage (VPC User Guide, 2026-09): 1 for each address, for
 * each further ENI and for each prefix.  An ENI of an IPv6 node has an IPv6
 * address and a /80 besides.
 */
static uint64_t
nau_of(const struct cni_rest *r, bool ipv6)
{
	uint64_t enis = r->enis + r->branch_enis;

	return enis + r->secondary_ips + r->prefixes + (enis - 1) +
	    (ipv6 ? 2 * enis : 0);
}

/* Count by count the larger of f and what the node takes. */
static void
add_footprint(const struct group_answer *ga, const struct cni_node *node,
    const struct cni_rest *r, struct footprint *f)
{
	uint64_t singles = r->enis + r->branch_enis + r->secondary_ips;

	if (node->settings.custom_networking && ga->group->os == OS_LINUX) {
		max_load(&f->node, 1, 0);
		max_load(&f->pod, singles - 1, r->prefixes);
	} else
		max_load(&f->node, singles, r->prefixes);
	max_u64(&f->enis, r->enis + r->branch_enis);
	max_u64(&f->nau, nau_of(r, node->settings.ipv6));
	max_u64(&f->placed, r->assigned + r->branch_enis);
}

/*
 * The largest of the types.  At peak pods come in bursts, to new nodes and in
 * rollouts; and not all nodes have those of a rollout, of which more than
 * max_pods may leave out those that take most.
 */
static void
largest_footprint(const struct group_answer *ga, enum when w,
    struct footprint *f)
{
	for (size_t i = 0; i < ga->ntypes; i++)
		for (enum when k = STEADY; k <= w; k++) {
			struct cni_rest r;

			rest_of(&ga->nodes[i], ga->branch_pods[k],
			    ga->pods[k], w == PEAK, &r);
			add_footprint(ga, &ga->nodes[i], &r, f);
		}
}

/* The fewest pods that a type places, of as many as there might be. */
static void
find_placeable(struct group_answer *ga)
{
	ga->placeable = ga->branch_limit = UINT64_MAX;
	for (size_t i = 0; i < ga->ntypes; i++) {
		struct cni_rest r;
		uint64_t placed, limit = ga->nodes[i].limits->branch_enis;

		rest_of(&ga->nodes[i], ga->group->pod_eni_pods.v,
		    PODS_UNLIMITED, false, &r);
		placed = r.assigned + r.branch_enis;
		if (placed < ga->placeable)
			ga->placeable = placed;
		if (limit < ga->branch_limit)
			ga->branch_limit = limit;
	}
}

/* ceil(pods x (1 + max_surge)). */
static uint64_t
with_rollout(const struct answer *a, uint64_t pods)
{
	const struct quantity *q = &a->plan->rollout.max_surge;

	return sat_add(pods, quantity_ceil(q, pods));
}

static void
find_pods(struct answer *a, struct group_answer *ga)
{
	const struct nodegroup *g = ga->group;
	struct terms *t = a->opts->terms;
	const char *scope = t == NULL ? NULL :
	    arena_printf(a->arena, "nodegroup/%s", g->name);

	find_placeable(ga);
	ga->pods[STEADY] = g->pods_per_node.v;
	if (!g->pods_per_node.set) {
		ga->pods[STEADY] = ga->placeable;
		term_add(t, scope, "pods_per_node", ga->placeable,
		    "assumption", "left out: as many as a node places");
	}
	ga->branch_pods[STEADY] = g->pod_eni_pods.v;
	ga->pods[PEAK] = with_rollout(a, ga->pods[STEADY]);
	ga->branch_pods[PEAK] = with_rollout(a, ga->branch_pods[STEADY]);
	if (a->plan->rollout.max_surge.set)
		term_add(t, scope, "pods_per_node in a rollout",
		    ga->pods[PEAK], "EKS-SURGE-007",
		    "ceil(%llu x (1 + max_surge))",
		    (unsigned long long)ga->pods[STEADY]);
	for (enum when w = STEADY; w < WHENS; w++) {
		largest_footprint(ga, w, &ga->one[w]);
		term_add(t, scope, w == STEADY ? "addresses of a node" :
		    "addresses of a node at peak",
		    ga->one[w].node.addresses + ga->one[w].pod.addresses,
		    "ipplan-node(1)", "for %llu pods: %llu single addresses "
		    "(ENIs' own included) + 16 x %llu /28 blocks",
		    (unsigned long long)ga->pods[w],
		    (unsigned long long)(ga->one[w].node.singles +
		    ga->one[w].pod.singles),
		    (unsigned long long)(ga->one[w].node.blocks +
		    ga->one[w].pod.blocks));
	}
}

/* --- subnets ------------------------------------------------------------ */

void
plan_subnets_by_role(const struct plan *p, unsigned with, unsigned without,
    struct subnet_refs *refs, struct arena *a)
{
	for (size_t i = 0; i < p->nsubnets; i++) {
		const struct subnet *s = &p->subnets[i];

		if ((s->roles & with) != 0 && (s->roles & without) == 0)
			*arena_push(a, refs->v, refs->n) = s;
	}
}

/* What was seen of an AZ while one group was looked at. */
struct az_mark {
	const struct group_answer *nodes, *pods;	/* the group */
	const struct subnet *pod_subnet;
};

static bool
mark_pod_subnets(struct answer *a, struct group_answer *ga,
    const struct subnet_refs *pods)
{
	for (size_t i = 0; i < pods->n; i++) {
		const struct subnet *s = pods->v[i];
		struct az_mark *m = &a->marks[a->az[s->index]];

		if (m->pods == ga)
			return plan_error(a, ga->group->at, "node group "
			    "%.100s: two pod subnets in %.50s (%.100s, "
			    "%.100s); an AZ has one ENIConfig",
			    ga->group->name, s->az, m->pod_subnet->name,
			    s->name);
		m->pods = ga;
		m->pod_subnet = s;
	}
	return true;
}

/* The pod subnet of the AZ of node subnet i, or of the same place in order. */
static bool
match_pod_subnet(struct answer *a, struct group_answer *ga,
    const struct subnet_refs *pods, size_t i)
{
	const struct subnet *node = ga->subnets.v[i], *found = NULL;
	const struct az_mark *m = &a->marks[a->az[node->index]];

	if (m->pods == ga)
		found = m->pod_subnet;
	else if (node->az == NULL && i < pods->n)
		found = pods->v[i];
	if (found == NULL)
		return plan_error(a, ga->group->at, "node group %.100s: no "
		    "pod subnet in %.50s for the nodes of %.100s "
		    "(EKS-CN-001); name it in pod_subnets", ga->group->name,
		    node->az != NULL ? node->az : "its AZ", node->name);
	*arena_push(a->arena, ga->pod_subnets.v, ga->pod_subnets.n) = found;
	return true;
}

static bool
group_subnets(struct answer *a, struct group_answer *ga)
{
	const struct nodegroup *g = ga->group;
	struct subnet_refs pods = g->pod_subnets;

	ga->subnets = g->subnets;
	if (ga->subnets.n == 0)
		plan_subnets_by_role(a->plan, ROLE_NODES, 0,
		    &ga->subnets, a->arena);
	if (ga->subnets.n == 0)
		return conflict(a, g, "no subnets; name them, or give a "
		    "subnet the role nodes");
	if (!ga->nodes[0].settings.custom_networking || g->os != OS_LINUX)
		return true;
	if (pods.n == 0)
		plan_subnets_by_role(a->plan, ROLE_PODS, ROLE_NODES, &pods,
		    a->arena);
	if (!mark_pod_subnets(a, ga, &pods))
		return false;
	for (size_t i = 0; i < ga->subnets.n; i++)
		if (!match_pod_subnet(a, ga, &pods, i))
			return false;
	return true;
}

static size_t
count_azs(struct answer *a, const struct group_answer *ga)
{
	size_t n = 0;

	for (size_t i = 0; i < ga->subnets.n; i++) {
		struct az_mark *m =
		    &a->marks[a->az[ga->subnets.v[i]->index]];

		n += m->nodes != ga;
		m->nodes = ga;
	}
	return n;
}

/* --- nodes -------------------------------------------------------------- */

static uint64_t
max_unavailable(const struct nodegroup *g)
{
	return g->update.max_unavailable.set ?
	    quantity_ceil(&g->update.max_unavailable, g->max.v) : 1;
}

/* EKS-SURGE-001: the ASG grows by max(2 x AZs, maxUnavailable). */
static uint64_t
managed_total(uint64_t at_a_time, uint64_t nazs)
{
	return u64_max(at_a_time, 2 * nazs);
}

uint64_t
managed_surge(uint64_t at_a_time, uint64_t nazs)
{
	return u64_ceil_div(managed_total(at_a_time, nazs), nazs);
}

static void
surge_default(struct group_answer *ga)
{
	uint64_t n = max_unavailable(ga->group);

	ga->surge_total = managed_total(n, ga->nazs);
	ga->surge = managed_surge(n, ga->nazs);
}

static void
surge_minimal(struct group_answer *ga)
{
	ga->surge = ga->surge_total = 0;
}

/* EKS-SURGE-004: the whole group once more, spread over its AZs. */
static void
surge_blue_green(struct group_answer *ga)
{
	ga->surge = u64_ceil_div(ga->group->max.v, ga->nazs);
	ga->surge_total = ga->group->max.v;
}

/* EKS-SURGE-005: the budget, 10 % by default, at worst all in one AZ. */
static void
surge_karpenter(struct group_answer *ga)
{
	static const struct quantity tenth = { true, true, 10, 100 };
	const struct quantity *q = &ga->group->update.budget;

	ga->surge = quantity_ceil(q->set ? q : &tenth, ga->group->max.v);
	ga->surge_total = ga->surge;
}

static void
find_nodes(struct answer *a, struct group_answer *ga)
{
	static const struct {
		void (*fn)(struct group_answer *);
		const char *source;
	} surge[] = {
		[UPDATE_DEFAULT] = { surge_default, "EKS-SURGE-001" },
		[UPDATE_MINIMAL] = { surge_minimal, "EKS-SURGE-003" },
		[UPDATE_BLUE_GREEN] = { surge_blue_green, "EKS-SURGE-004" },
		[UPDATE_KARPENTER] = { surge_karpenter, "EKS-SURGE-005" },
	};
	const struct nodegroup *g = ga->group;
	struct terms *t = a->opts->terms;
	const char *scope = t == NULL ? NULL :
	    arena_printf(a->arena, "nodegroup/%s", g->name);

	ga->nazs = count_azs(a, ga);
	ga->count[STEADY] = u64_ceil_div(g->desired.v, ga->subnets.n);
	ga->count[PEAK] = u64_ceil_div(g->max.v, ga->subnets.n);
	if (g->max.v != 0)
		surge[g->update.strategy].fn(ga);
	term_add(t, scope, "nodes in each subnet", ga->count[STEADY],
	    "ipplan-plan(5)", "ceil(%llu / %zu subnets)",
	    (unsigned long long)g->desired.v, ga->subnets.n);
	term_add(t, scope, "nodes in each subnet at peak", ga->count[PEAK],
	    "ipplan-plan(5)", "ceil(%llu / %zu subnets)",
	    (unsigned long long)g->max.v, ga->subnets.n);
	term_add(t, scope, "surge nodes in each subnet", ga->surge,
	    surge[g->update.strategy].source, "%llu nodes over %zu AZs",
	    (unsigned long long)ga->surge_total, ga->nazs);
}

/* A subnet whose AZ is not said stands for an AZ of its own. */
void
answer_azs(struct answer *a)
{
	struct arena scratch = ARENA_INIT;
	struct map names = map_make(&scratch);
	size_t n = a->plan->nsubnets;

	a->az = arena_array(a->arena, n, size_t);
	a->marks = arena_array(a->arena, n, struct az_mark);
	for (size_t i = 0; i < n; i++) {
		const char *az = a->plan->subnets[i].az;
		void **slot = az == NULL ? NULL :
		    map_slot(&names, az, strlen(az));

		if (slot != NULL && *slot != NULL) {
			a->az[i] = *(size_t *)*slot;
			continue;
		}
		a->az[i] = a->nazs++;
		if (slot != NULL)
			*slot = &a->az[i];
	}
	arena_clear(&scratch);
}

bool
answer_group(struct answer *a, struct group_answer *ga)
{
	if (!group_nodes(a, ga) || !group_subnets(a, ga))
		return false;
	find_pods(a, ga);
	find_nodes(a, ga);
	return true;
}
