/*
 * What is taken from each subnet: who holds addresses for good, the groups'
 * nodes, and how many /28 blocks the single addresses leave.
 *
 * Where single addresses lie nobody knows, so blocks are counted twice.  At
 * best the singles fill the two edge blocks first, which are no use as
 * blocks, then one block after the other.  At worst each lies in a block of
 * its own.  Neither touches a prefix reservation: EC2 puts only prefixes
 * there.
 */
#include <string.h>

#include "base/sat.h"
#include "capacity/answer.h"
#include "model/vpc.h"

#define ALB_ADDRESSES 8		/* plan 8 in each subnet (EKS-LB-002) */
#define CONTROL_PLANE_ENIS 2	/* in each cluster subnet (EKS-SUBNET-008) */
#define CONTROL_PLANE_RESERVE 5	/* more during an update (EKS-SUBNET-002) */
#define LOAD_BALANCER_RESERVE 8	/* to create one (EKS-LB-001, -004) */
#define BRANCH_COOLDOWN_S 60	/* vpc-resource-controller, branch ENIs */

/* --- who holds addresses for good --------------------------------------- */

static const char *
scope_of(const struct answer *a, const struct subnet *s)
{
	return a->opts->terms == NULL ? NULL :
	    arena_printf(a->arena, "subnet/%s", s->name);
}

static uint64_t
load_balancer_addresses(const struct holder *h)
{
	uint64_t n = h->count.set ? h->count.v : 1;
	bool wide = h->type == HOLDER_ALB || h->type == HOLDER_CLB;

	return n * (wide ? ALB_ADDRESSES : 1);
}

static uint64_t
fargate_addresses(const struct holder *h)
{
	return (h->pods.v + h->subnets.n - 1) / h->subnets.n;
}

static uint64_t
one_address(const struct holder *h)
{
	(void)h;

	return 1;
}

static uint64_t
fixed_addresses(const struct holder *h)
{
	return h->addresses.v;
}

static void
add_holders(struct answer *a, const struct holders *list,
    enum observed_class class, uint64_t (*addresses)(const struct holder *),
    const char *source)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct holder *h = &list->v[i];

		for (size_t k = 0; k < h->subnets.n; k++) {
			const struct subnet *s = h->subnets.v[k];

			a->subnets[s->index].by_class[class] += addresses(h);
			term_add(a->opts->terms, scope_of(a, s),
			    h->name != NULL ? h->name : "unnamed",
			    addresses(h), source, "in each of its subnets");
		}
	}
}

static void
add_own(struct answer *a, struct subnet_answer *sa)
{
	const struct subnet *s = sa->subnet;
	struct terms *t = a->opts->terms;
	const char *scope = scope_of(a, s);

	if (s->roles & ROLE_CLUSTER) {
		sa->by_class[OBSERVED_CONTROL_PLANE] = CONTROL_PLANE_ENIS;
		sa->reserve += CONTROL_PLANE_RESERVE;
		term_add(t, scope, "control plane", CONTROL_PLANE_ENIS,
		    "EKS-SUBNET-008", "2 in each cluster subnet");
		term_add(t, scope, "reserve for a control-plane update",
		    CONTROL_PLANE_RESERVE, "EKS-SUBNET-002", "up to 5");
	}
	if (s->roles & ROLE_LOAD_BALANCERS) {
		sa->reserve += LOAD_BALANCER_RESERVE;
		term_add(t, scope, "reserve for a new load balancer",
		    LOAD_BALANCER_RESERVE, "EKS-LB-001", "8 free at create");
	}
	sa->by_class[OBSERVED_OTHER] += s->available.set ?
	    sa->usable - s->available.v : s->used.v;
}

/* Whole blocks in [from, to) of the subnet, the edge blocks left out. */
static uint64_t
whole_blocks(const struct prefix *subnet, const struct prefix *p)
{
	u128 first = (subnet->addr >> 4) + 1, end = prefix_last(subnet) >> 4;
	u128 from = (p->addr + VPC_BLOCK - 1) >> 4;
	u128 to = (prefix_last(p) + 1) >> 4;

	from = from < first ? first : from;
	to = to > end ? end : to;
	return to > from ? (uint64_t)(to - from) : 0;
}

/* EC2 puts only prefixes there: blocks are safe, and singles have less room. */
static void
reserve_blocks(struct subnet_answer *sa, const struct prefix *p)
{
	const struct prefix *subnet = &sa->subnet->cidr.prefix;
	uint64_t size = UINT64_C(1) << (32 - p->len);

	sa->reserved_for_blocks += size;
	if (p->addr == subnet->addr) {		/* 4 of them nobody gets */
		sa->reserved_for_blocks -= size < 4 ? size : 4;
		sa->edge_singles -= size < VPC_BLOCK ? 0 : VPC_EDGE_FIRST;
	}
	if (prefix_last(p) == prefix_last(subnet)) {
		sa->reserved_for_blocks--;
		sa->edge_singles -= size < VPC_BLOCK ? 0 : VPC_EDGE_LAST;
	}
	sa->blocks_reserved += whole_blocks(subnet, p);
}

static void
add_reservations(struct answer *a, struct subnet_answer *sa)
{
	const struct subnet *s = sa->subnet;

	sa->edge_singles = (VPC_EDGE_FIRST + VPC_EDGE_LAST);
	for (size_t i = 0; i < s->nreservations; i++) {
		const struct prefix *p = &s->reservations[i].cidr.prefix;
		uint64_t size = UINT64_C(1) << (32 - p->len);

		if (s->reservations[i].type == RESERVATION_PREFIX) {
			reserve_blocks(sa, p);
			continue;
		}
		sa->by_class[OBSERVED_OTHER] += size;
		sa->reserved_explicit += size;
		term_add(a->opts->terms, scope_of(a, s),
		    "explicit reservation", size, "EKS-PD-009",
		    "size of a /%u, kept from the CNI", p->len);
	}
}

/*
 * A document knows better what others hold, class by class; what the plan
 * lists may not exist yet, so of the two the larger counts.
 */
static void
add_observed(struct answer *a, struct subnet_answer *sa,
    const struct observed_subnet *o)
{
	const struct subnet *s = sa->subnet;

	sa->available_known = o->available_now.set;
	sa->available_now = o->available_now.v;
	if (o->id == NULL || !a->opts->observed->has_enis)
		return;
	for (size_t c = OBSERVED_NODES + 1; c < OBSERVED_CLASSES; c++) {
		uint64_t held = o->addresses[c];

		if (held <= sa->by_class[c])
			continue;
		sa->by_class[c] = held;
		term_add(a->opts->terms, scope_of(a, s), "held now", held,
		    "describe-network-interfaces", "%s, of ENIs that are none "
		    "of the groups'", observed_class_name(c));
	}
}

static void
add_fixed(struct answer *a)
{
	const struct plan *p = a->plan;

	add_holders(a, &p->load_balancers, OBSERVED_LOAD_BALANCERS,
	    load_balancer_addresses, "EKS-LB-002");
	add_holders(a, &p->nat_gateways, OBSERVED_NAT, one_address,
	    "VPC User Guide");
	add_holders(a, &p->endpoints, OBSERVED_ENDPOINTS, one_address,
	    "EKS-VPCE-004");
	add_holders(a, &p->fargate, OBSERVED_FARGATE, fargate_addresses,
	    "EKS-FG-001");
	add_holders(a, &p->fixed, OBSERVED_OTHER, fixed_addresses,
	    "ipplan-plan(5)");
	for (size_t i = 0; i < p->nsubnets; i++) {
		struct subnet_answer *sa = &a->subnets[i];

		add_own(a, sa);
		if (a->opts->observed != NULL)
			add_observed(a, sa, &a->opts->observed->subnets[i]);
		add_reservations(a, sa);
		for (size_t c = 0; c < OBSERVED_CLASSES; c++)
			sa->fixed += sa->by_class[c];
		for (enum when w = STEADY; w < WHENS; w++)
			sa->load[w] = (struct load){ sa->fixed, sa->fixed, 0 };
	}
}

/* --- the groups' nodes -------------------------------------------------- */

void
load_add(struct load *l, const struct load *one, uint64_t n)
{
	l->addresses = sat_add(l->addresses, sat_mul(n, one->addresses));
	l->singles = sat_add(l->singles, sat_mul(n, one->singles));
	l->blocks = sat_add(l->blocks, sat_mul(n, one->blocks));
}

static void
load_max(struct load *l, const struct load *m)
{
	if (m->addresses > l->addresses)
		l->addresses = m->addresses;
	if (m->singles > l->singles)
		l->singles = m->singles;
	if (m->blocks > l->blocks)
		l->blocks = m->blocks;
}

/* Add n nodes of the group to each of its subnets, in loads[subnet]. */
static void
add_nodes(const struct group_answer *g, enum when w, uint64_t n,
    struct load *loads)
{
	for (size_t i = 0; i < g->subnets.n; i++) {
		load_add(&loads[g->subnets.v[i]->index], &g->one[w].node, n);
		if (g->pod_subnets.n != 0)
			load_add(&loads[g->pod_subnets.v[i]->index],
			    &g->one[w].pod, n);
	}
}

/*
 * Branch ENIs of deleted pods hold their address for a minute more.  All
 * deletes may be in one subnet; those of a group are bounded by its limit.
 */
static uint64_t
cooling_room(const struct group_answer *g)
{
	uint64_t used = g->branch_pods[PEAK];

	if (used == 0 || used >= g->branch_limit)
		return 0;
	return sat_mul(g->count[PEAK], g->branch_limit - used);
}

static void
cool(struct answer *a, struct subnet_answer *s, uint64_t most)
{
	struct load one = { 1, 1, 0 };
	uint64_t n = s->cooling < most ? s->cooling : most;

	s->cooling = n;
	load_add(&s->load[PEAK], &one, n);
	if (n != 0)
		term_add(a->opts->terms, scope_of(a, s->subnet),
		    "cooling branch ENIs", n, "EKS-SGP-003",
		    "churn_per_second x 60 s");
}

static void
add_cooling(struct answer *a)
{
	struct quantity q = a->plan->rollout.churn_per_second;
	uint64_t most;

	if (!q.set)
		return;
	q.num *= BRANCH_COOLDOWN_S;
	most = quantity_ceil(&q, 1);
	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];
		const struct subnet_refs *refs = g->pod_subnets.n != 0 ?
		    &g->pod_subnets : &g->subnets;

		for (size_t k = 0; k < refs->n; k++) {
			struct subnet_answer *s =
			    &a->subnets[refs->v[k]->index];

			s->cooling = sat_add(s->cooling, cooling_room(g));
		}
	}
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		cool(a, &a->subnets[i], most);
		a->cooling = sat_add(a->cooling, a->subnets[i].cooling);
	}
	if (a->cooling > most)
		a->cooling = most;
}

/*
 * The surge is per AZ: each node subnet is charged all of it, and the pod
 * subnet of an AZ once, however many node subnets it serves.
 */
static void
add_surge(const struct group_answer *g, struct load *loads, size_t *seen,
    size_t stamp)
{
	for (size_t i = 0; i < g->subnets.n; i++)
		load_add(&loads[g->subnets.v[i]->index], &g->one[PEAK].node,
		    g->surge);
	for (size_t i = 0; i < g->pod_subnets.n; i++) {
		size_t at = g->pod_subnets.v[i]->index;

		if (seen[at] != stamp)
			load_add(&loads[at], &g->one[PEAK].pod, g->surge);
		seen[at] = stamp;
	}
}

/* Take what one group's surge needs of each subnet, and forget it. */
static void
fold(const struct answer *a, const struct subnet_refs *refs, struct load *one,
    struct load *most)
{
	for (size_t i = 0; i < refs->n; i++) {
		size_t at = refs->v[i]->index;

		if (a->opts->all_at_once)
			load_add(&most[at], &one[at], 1);
		else
			load_max(&most[at], &one[at]);
		one[at] = (struct load){ 0, 0, 0 };
	}
}

/*
 * Groups are upgraded one at a time: of each subnet the largest surge of one
 * group counts, or with --all-at-once the sum.
 */
static void
add_surges(struct answer *a)
{
	size_t n = a->plan->nsubnets;
	struct arena scratch = ARENA_INIT;
	struct load *most = arena_array(&scratch, n, struct load);
	struct load *one = arena_array(&scratch, n, struct load);
	size_t *seen = arena_array(&scratch, n, size_t);

	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];

		add_surge(g, one, seen, i + 1);
		fold(a, &g->subnets, one, most);
		fold(a, &g->pod_subnets, one, most);
	}
	for (size_t i = 0; i < n; i++) {
		load_add(&a->subnets[i].load[PEAK], &most[i], 1);
		term_add(a->opts->terms,
		    scope_of(a, &a->plan->subnets[i]),
		    "surge of an upgrade", most[i].addresses,
		    "EKS-SURGE-001", "%s", a->opts->all_at_once ?
		    "sum of all groups" : "largest of one group");
	}
	arena_clear(&scratch);
}

static void
add_groups(struct answer *a)
{
	size_t n = a->plan->nsubnets;
	struct arena scratch = ARENA_INIT;

	for (enum when w = STEADY; w < WHENS; w++) {
		struct load *loads = arena_array(&scratch, n, struct load);

		for (size_t i = 0; i < a->plan->nnodegroups; i++)
			add_nodes(&a->groups[i], w, a->groups[i].count[w],
			    loads);
		for (size_t i = 0; i < n; i++)
			load_add(&a->subnets[i].load[w], &loads[i], 1);
	}
	arena_clear(&scratch);
	add_cooling(a);
	add_surges(a);
}

/* --- blocks ------------------------------------------------------------- */

static uint64_t
less(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

uint64_t
subnet_blocks_best(const struct subnet_answer *s, uint64_t singles)
{
	uint64_t open = s->blocks28 - s->blocks_reserved;
	uint64_t inner = less(singles, s->edge_singles);
	uint64_t spoilt = inner / VPC_BLOCK + (inner % VPC_BLOCK != 0);

	return s->blocks_reserved + less(open, spoilt);
}

static void
find_blocks(struct subnet_answer *s)
{
	uint64_t open;

	s->blocks28 = vpc_blocks28(s->subnet->cidr.prefix.len);
	open = s->blocks28 - s->blocks_reserved;
	for (enum when w = STEADY; w < WHENS; w++) {
		uint64_t n = s->load[w].singles;

		s->best[w] = subnet_blocks_best(s, n);
		s->worst[w] = s->blocks_reserved + less(open, n);
	}
}

/* Singles may not enter a prefix reservation, so they have less room. */
bool
subnet_load_fits(const struct subnet_answer *s, const struct load *l,
    uint64_t reserve)
{
	return sat_add(l->addresses, reserve) <= s->usable &&
	    l->blocks <= subnet_blocks_best(s, l->singles) &&
	    sat_add(l->singles, reserve) <=
	    less(s->usable, s->reserved_for_blocks);
}

/* The sums, after their parts. */
static void
explain_sums(struct answer *a, const struct subnet_answer *s)
{
	struct terms *t = a->opts->terms;
	const char *scope = scope_of(a, s->subnet);

	term_add(t, scope, "usable", s->usable, "EKS-SUBNET-018",
	    "size of a /%u, less 5", s->subnet->cidr.prefix.len);
	term_add(t, scope, "fixed", s->fixed, "ipplan-plan(5)",
	    "all above that is no node");
	term_add(t, scope, "steady", s->load[STEADY].addresses,
	    "ipplan-plan(5)", "fixed + nodes x addresses of a node");
	term_add(t, scope, "peak", s->load[PEAK].addresses, "ipplan-plan(5)",
	    "fixed + nodes at peak x addresses of a node at peak + surge");
	if (s->load[PEAK].blocks != 0)
		term_add(t, scope, "blocks28_best", s->best[STEADY],
		    "EKS-PD-004", "%llu blocks, of which %llu single "
		    "addresses at steady spoil as few as they can",
		    (unsigned long long)s->blocks28,
		    (unsigned long long)s->load[STEADY].singles);
}

void
answer_subnets(struct answer *a)
{
	const struct plan *p = a->plan;

	for (size_t i = 0; i < p->nsubnets; i++) {
		a->subnets[i].subnet = &p->subnets[i];
		a->subnets[i].usable =
		    vpc_usable(p->subnets[i].cidr.prefix.len);
	}
	add_fixed(a);
	add_groups(a);
	for (size_t i = 0; i < p->nsubnets; i++) {
		struct subnet_answer *s = &a->subnets[i];

		find_blocks(s);
		if (a->opts->terms != NULL)
			explain_sums(a, s);
		s->fits = subnet_load_fits(s, &s->load[STEADY], s->reserve) &&
		    subnet_load_fits(s, &s->load[PEAK], 0);
	}
}
