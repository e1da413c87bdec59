/* What each mode needs of a plan, and whether it is there. */
#include "base/sat.h"
#include "capacity/compare.h"
#include "model/vpc.h"

#define LENGTH_MIN 16		/* of a subnet: /16 is the largest */

struct look {
	const struct compare *c;
	struct compare_mode *m;
	struct compare_group *cg;
	struct arena *arena;
};

const char *
need_name(enum need n)
{
	static const char *const names[] = { "starts", "nitro", "places",
	    "pod_subnets", "addresses", "blocks28", "new_nodes",
	    "new_cluster" };

	return names[n];
}

const char *
met_name(enum met m)
{
	static const char *const names[] = { "no", "open", "yes" };

	return names[m];
}

static bool
linux_group(const struct compare_group *cg)
{
	return cg->group->group->os == OS_LINUX;
}

/* The mode that the mode asks for, whatever the types then make of it. */
static bool
asks_prefixes(const struct compare_group *cg)
{
	return cg->group->nodes[0].settings.prefix_delegation;
}

static void
set(struct compare_need *n, enum met met, const char *detail)
{
	*n = (struct compare_need){ true, met, detail };
}

static void
look_starts(struct look *k, struct compare_need *n)
{
	const struct group_answer *g = k->cg->group;

	set(n, MET_YES, NULL);
	if (!linux_group(k->cg) && k->m->mode == COMPARE_IPV6)
		set(n, MET_NO, "Windows nodes have no IPv6");
	for (size_t i = 0; i < g->ntypes; i++)
		if (g->nodes[i].unusable != NULL)
			set(n, MET_NO, arena_printf(k->arena, "%s: %s",
			    g->nodes[i].limits->type, g->nodes[i].unusable));
}

static void
look_nitro(struct look *k, struct compare_need *n)
{
	const struct group_answer *g = k->cg->group;

	if (!asks_prefixes(k->cg))
		return;
	set(n, MET_YES, NULL);
	for (size_t i = 0; i < g->ntypes; i++)
		if (!g->nodes[i].limits->prefix_delegation)
			set(n, MET_NO, arena_printf(k->arena, "%s is neither "
			    "Nitro nor bare metal", g->nodes[i].limits->type));
}

static void
look_places(struct look *k, struct compare_need *n)
{
	const struct group_answer *g = k->cg->group;
	uint64_t pods = g->pods[STEADY];

	set(n, MET_YES, NULL);
	if (pods <= g->placeable)
		return;
	set(n, MET_NO, arena_printf(k->arena, k->cg->nodes_needed == SAT_MAX ?
	    "a node places none of its %llu pods" :
	    "a node places %2$llu of %1$llu pods: it takes %3$llu nodes, "
	    "not %4$llu", (unsigned long long)pods,
	    (unsigned long long)g->placeable,
	    (unsigned long long)k->cg->nodes_needed,
	    (unsigned long long)g->group->desired.v));
}

/* --- subnets -------------------------------------------------------------- */

/* The length of the smallest subnet that holds the load; 0: none does. */
static unsigned
length_for(const struct load *l)
{
	uint64_t edges = VPC_EDGE_FIRST + VPC_EDGE_LAST;
	uint64_t inner = l->singles > edges ? l->singles - edges : 0;
	uint64_t blocks = l->blocks + (inner + VPC_BLOCK - 1) / VPC_BLOCK;

	if (l->blocks == 0)
		blocks = 0;
	for (unsigned len = 28; len >= LENGTH_MIN; len--)
		if (vpc_usable(len) >= l->addresses &&
		    vpc_blocks28(len) >= blocks)
			return len;
	return 0;
}

static void
look_pod_subnets(struct look *k, struct compare_need *n)
{
	const struct subnet_refs *refs = &k->cg->group->pod_subnets;
	const struct subnet *first = NULL;
	const struct load *peak;
	unsigned len;

	if (!k->cg->group->nodes[0].settings.custom_networking ||
	    !linux_group(k->cg))
		return;
	set(n, MET_YES, NULL);
	for (size_t i = 0; i < refs->n && first == NULL; i++)
		if (k->m->subnets[refs->v[i]->index].added)
			first = refs->v[i];
	if (first == NULL)
		return;
	peak = &k->m->answer.subnets[first->index].load[PEAK];
	len = length_for(peak);
	set(n, len == 0 ? MET_NO : MET_OPEN, arena_printf(k->arena,
	    "%s for %llu addresses at peak: %s%.0u", first->name,
	    (unsigned long long)peak->addresses, len == 0 ?
	    "more than a /16 holds" : "a /", len));
}

static bool
blocks_fit(const struct subnet_answer *s)
{
	return s->load[STEADY].blocks <= s->best[STEADY] &&
	    s->load[PEAK].blocks <= s->best[PEAK];
}

static bool
addresses_fit(const struct subnet_answer *s)
{
	struct subnet_answer alone = *s;

	for (enum when w = STEADY; w < WHENS; w++)
		alone.load[w].blocks = 0;
	return subnet_load_fits(&alone, &alone.load[STEADY], s->reserve) &&
	    subnet_load_fits(&alone, &alone.load[PEAK], 0);
}

static const char *
what_lacks(struct look *k, const struct subnet_answer *s)
{
	uint64_t rest = sat_add(s->load[STEADY].addresses, s->reserve);
	uint64_t peak = s->load[PEAK].addresses;
	const char *name = s->subnet->name;

	if (peak > s->usable && peak >= rest)
		return arena_printf(k->arena, "%s lacks %llu addresses at "
		    "peak", name, (unsigned long long)(peak - s->usable));
	if (rest > s->usable)
		return arena_printf(k->arena, "%s lacks %llu addresses at "
		    "rest, with the reserve", name,
		    (unsigned long long)(rest - s->usable));
	return arena_printf(k->arena, "%s has no room for single addresses "
	    "beside its prefix reservations", name);
}

static void
look_subnet(struct look *k, const struct subnet *at)
{
	const struct subnet_answer *s = &k->m->answer.subnets[at->index];
	struct compare_need *need = k->cg->needs;

	if (k->m->subnets[at->index].added)
		return;
	if (!addresses_fit(s) && need[NEED_ADDRESSES].met == MET_YES)
		set(&need[NEED_ADDRESSES], MET_NO, what_lacks(k, s));
	if (s->load[PEAK].blocks == 0 ||
	    s->load[PEAK].blocks <= s->worst[PEAK] ||
	    (blocks_fit(s) && need[NEED_BLOCKS28].met != MET_YES) ||
	    need[NEED_BLOCKS28].met == MET_NO)
		return;
	set(&need[NEED_BLOCKS28], blocks_fit(s) ? MET_OPEN : MET_NO,
	    arena_printf(k->arena, "%s: %llu blocks at peak, %llu there at "
	    "best and %llu at worst", at->name,
	    (unsigned long long)s->load[PEAK].blocks,
	    (unsigned long long)s->best[PEAK],
	    (unsigned long long)s->worst[PEAK]));
}

static void
look_subnets(struct look *k)
{
	const struct group_answer *g = k->cg->group;

	set(&k->cg->needs[NEED_ADDRESSES], MET_YES, NULL);
	if (asks_prefixes(k->cg) && k->m->mode != COMPARE_IPV6)
		set(&k->cg->needs[NEED_BLOCKS28], MET_YES, NULL);
	for (size_t i = 0; i < g->subnets.n; i++)
		look_subnet(k, g->subnets.v[i]);
	for (size_t i = 0; i < g->pod_subnets.n; i++)
		look_subnet(k, g->pod_subnets.v[i]);
}

/* --- against what is planned ---------------------------------------------- */

static bool
same_nodes(const struct group_answer *a, const struct group_answer *b)
{
	const struct cni_node *n = &a->nodes[0], *m = &b->nodes[0];

	return n->mode == m->mode && n->max_pods == m->max_pods &&
	    n->settings.custom_networking == m->settings.custom_networking;
}

static void
look_planned(struct look *k)
{
	const struct compare_mode *planned = &k->c->modes[COMPARE_PLAN];
	size_t at = (size_t)(k->cg - k->m->groups);
	struct compare_need *need = k->cg->needs;

	if (k->m->mode == COMPARE_PLAN)
		return;
	set(&need[NEED_NEW_NODES], MET_YES, NULL);
	if (!same_nodes(k->cg->group, &planned->answer.groups[at]))
		set(&need[NEED_NEW_NODES], MET_OPEN, "nodes that run keep "
		    "their max pods and ENIs (EKS-PD-007); replace them");
	if (k->m->answer.ipv6 != planned->answer.ipv6)
		set(&need[NEED_NEW_CLUSTER], MET_OPEN, "a cluster's address "
		    "family is that of its creation");
}

void
compare_needs(const struct compare *c, struct compare_mode *m,
    struct arena *a)
{
	for (size_t i = 0; i < m->plan.nnodegroups; i++) {
		struct compare_group *cg = &m->groups[i];
		struct look k = { c, m, cg, a };

		look_starts(&k, &cg->needs[NEED_STARTS]);
		look_nitro(&k, &cg->needs[NEED_NITRO]);
		look_places(&k, &cg->needs[NEED_PLACES]);
		look_pod_subnets(&k, &cg->needs[NEED_POD_SUBNETS]);
		look_subnets(&k);
		look_planned(&k);
		cg->fits = MET_YES;
		for (enum need n = 0; n < NEED_NEW_NODES; n++)
			if (cg->needs[n].applies &&
			    (cg->needs[n].met == MET_NO ||
			    n == NEED_POD_SUBNETS) &&
			    cg->needs[n].met < cg->fits)
				cg->fits = cg->needs[n].met;
	}
}
