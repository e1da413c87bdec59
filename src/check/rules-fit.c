/*
 * What the count of a plan decides: does it fit, in which currency not, and
 * what a node cannot place.
 */
#include "check/rule.h"

#define ALB_LEN_MAX 27		/* ELB application guide */

static void
each_subnet(struct findings *f, void (*fn)(struct findings *,
    const struct subnet_answer *))
{
	for (size_t i = 0; i < f->plan->nsubnets; i++)
		fn(f, &f->answer->subnets[i]);
}

static void
group_finding(struct findings *f, const struct nodegroup *g, const char *what,
    uint64_t wanted, uint64_t allowed)
{
	finding_add(f, g->at, arena_printf(f->arena, "nodegroup/%s", g->name),
	    "%llu %s, a node places %llu", ULL(wanted), what, ULL(allowed));
}

/* At rest; at peak is EKS-SURGE-001. */
static void
too_small(struct findings *f, const struct subnet_answer *s)
{
	uint64_t n = s->load[STEADY].addresses;

	if (n > s->usable)
		finding_subnet(f, s->subnet, "%llu of %llu addresses at "
		    "rest, short by %llu", ULL(n), ULL(s->usable),
		    ULL(n - s->usable));
}

static void
cni_001(struct findings *f)
{
	each_subnet(f, too_small);
}

static void
cni_002(struct findings *f)
{
	for (size_t i = 0; i < f->plan->nnodegroups; i++) {
		const struct group_answer *g = &f->answer->groups[i];

		if (g->group->max.v != 0 && g->pods[STEADY] > g->placeable)
			group_finding(f, g->group, "pods a node",
			    g->pods[STEADY], g->placeable);
	}
}

/* MINIMUM_IP_TARGET alone: the pool never grows past the floor. */
static void
cni_005(struct findings *f)
{
	for (size_t i = 0; i < f->plan->nnodegroups; i++) {
		const struct group_answer *g = &f->answer->groups[i];
		const struct cni_settings *s = &g->nodes[0].settings;

		if (g->group->os == OS_LINUX && !s->ipv6 &&
		    s->minimum_ip != 0 && s->warm_ip == 0)
			finding_add(f, g->group->at, arena_printf(f->arena,
			    "nodegroup/%s", g->group->name),
			    "MINIMUM_IP_TARGET %llu without WARM_IP_TARGET: "
			    "pods after the first %llu of a node wait for "
			    "ever", ULL(s->minimum_ip), ULL(g->placeable));
	}
}

static void
each_load_balancer(struct findings *f, void (*fn)(struct findings *,
    const struct holder *))
{
	for (size_t i = 0; i < f->plan->load_balancers.n; i++)
		fn(f, &f->plan->load_balancers.v[i]);
}

static const char *
holder_thing(struct findings *f, const struct holder *h)
{
	return arena_printf(f->arena, "load_balancer/%s", h->name != NULL ?
	    h->name : "unnamed");
}

static void
alb_subnets(struct findings *f, const struct holder *h)
{
	for (size_t i = 0; i < h->subnets.n && h->type == HOLDER_ALB; i++) {
		const struct subnet *s = h->subnets.v[i];

		if (s->cidr.prefix.len > ALB_LEN_MAX)
			finding_add(f, h->at, holder_thing(f, h), "subnet %s "
			    "is a /%u; an ALB needs /%u or larger", s->name,
			    s->cidr.prefix.len, ALB_LEN_MAX);
	}
}

static void
lb_001(struct findings *f)
{
	each_load_balancer(f, alb_subnets);
}

static void
alb_azs(struct findings *f, const struct holder *h)
{
	const size_t *az = f->answer->az;
	bool two = false;

	for (size_t i = 1; i < h->subnets.n; i++)
		two = two || az[h->subnets.v[i]->index] !=
		    az[h->subnets.v[0]->index];
	if (h->type == HOLDER_ALB && !two)
		finding_add(f, h->at, holder_thing(f, h), "an ALB in one AZ; "
		    "it needs subnets in two");
}

static void
lb_003(struct findings *f)
{
	each_load_balancer(f, alb_azs);
}

static void
too_few_blocks(struct findings *f, const struct subnet_answer *s)
{
	uint64_t need = s->load[PEAK].blocks, best = s->best[PEAK];

	if (need > best)
		finding_subnet(f, s->subnet, "%llu /28 blocks needed at "
		    "peak, %llu of %llu left at best", ULL(need), ULL(best),
		    ULL(s->blocks28));
}

static void
pd_001(struct findings *f)
{
	each_subnet(f, too_few_blocks);
}

static void
blocks_by_luck(struct findings *f, const struct subnet_answer *s)
{
	uint64_t need = s->load[PEAK].blocks;

	if (need > s->worst[PEAK] && need <= s->best[PEAK])
		finding_subnet(f, s->subnet, "%llu /28 blocks needed at "
		    "peak; single addresses leave %llu to %llu", ULL(need),
		    ULL(s->worst[PEAK]), ULL(s->best[PEAK]));
}

static void
pd_004(struct findings *f)
{
	each_subnet(f, blocks_by_luck);
}

static void
sgp_001(struct findings *f)
{
	for (size_t i = 0; i < f->plan->nnodegroups; i++) {
		const struct group_answer *g = &f->answer->groups[i];

		if (g->group->max.v != 0 &&
		    g->branch_pods[STEADY] > g->branch_limit)
			group_finding(f, g->group, "branch ENIs a node",
			    g->branch_pods[STEADY], g->branch_limit);
	}
}

static void
no_room_at_peak(struct findings *f, const struct subnet_answer *s)
{
	uint64_t n = s->load[PEAK].addresses;

	if (n > s->usable && s->load[STEADY].addresses <= s->usable)
		finding_subnet(f, s->subnet, "%llu of %llu addresses at "
		    "peak, short by %llu", ULL(n), ULL(s->usable),
		    ULL(n - s->usable));
}

static void
surge_001(struct findings *f)
{
	each_subnet(f, no_room_at_peak);
}

const struct check checks_fit[] = {
	{ "EKS-CNI-001", cni_001, false },
	{ "EKS-CNI-002", cni_002, false },
	{ "EKS-CNI-005", cni_005, false },
	{ "EKS-LB-001", lb_001, false },
	{ "EKS-LB-003", lb_003, false },
	{ "EKS-PD-001", pd_001, false },
	{ "EKS-PD-004", pd_004, false },
	{ "EKS-SGP-001", sgp_001, false },
	{ "EKS-SURGE-001", surge_001, false },
	{ .id = NULL }
};
