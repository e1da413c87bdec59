/*
 * The limits that a plan may reach: a row each, and which of them binds a
 * subnet first.
 *
 * A limit binds first when the largest share of it is used, at steady with
 * the reserve or at peak.  Of equal shares the one earlier in enum limit.
 * The limits of a subnet are its own, those of the groups with nodes or pods
 * in it, and those of the cluster, the VPC and the Region.
 */
#include "base/sat.h"
#include "capacity/answer.h"
#include "model/vpc.h"

/* Quotas: VPC User Guide "amazon-vpc-limits", 2026-09; all adjustable. */
#define ENIS_PER_REGION 5000
#define NAU_PER_VPC 64000
#define CIDRS_PER_VPC 5
#define NAU_SERVICE 6		/* NLB, GWLB, endpoint, NAT gateway per AZ */

const char *
limit_name(enum limit l)
{
	static const char *const names[] = {
		[LIMIT_ADDRESSES] = "addresses",
		[LIMIT_BLOCKS28] = "blocks28",
		[LIMIT_MAX_PODS] = "max_pods",
		[LIMIT_BRANCH_ENIS] = "branch_enis",
		[LIMIT_ENIS_PER_REGION] = "enis_per_region",
		[LIMIT_NAU] = "nau",
		[LIMIT_CIDRS_PER_VPC] = "cidrs_per_vpc",
		[LIMIT_SERVICE_ADDRESSES] = "service_addresses",
		[LIMIT_NONE] = "none",
	};

	return names[l];
}

uint64_t
limit_worst(const struct limit_row *r)
{
	uint64_t used = sat_add(r->used, r->reserve);

	return used > r->peak ? used : r->peak;
}

bool
limit_exceeded(const struct limit_row *r)
{
	return limit_worst(r) > r->allowed;
}

static struct limit_row *
add(struct answer *a, enum limit limit, const char *scope, uint64_t used,
    uint64_t peak, uint64_t allowed)
{
	struct limit_row *r = arena_push(a->arena, a->limits, a->nlimits);

	r->limit = limit;
	r->scope = scope;
	r->used = used;
	r->peak = peak;
	r->allowed = allowed;
	return r;
}

/*
 * Single addresses may not enter a prefix reservation.  Where they have too
 * little room beside it, that room and the blocks taken are all there is.
 */
static uint64_t
addresses_allowed(const struct subnet_answer *s)
{
	uint64_t room = s->usable > s->reserved_for_blocks ?
	    s->usable - s->reserved_for_blocks : 0, least = s->usable;

	for (enum when w = STEADY; w < WHENS; w++) {
		const struct load *l = &s->load[w];
		uint64_t reserve = w == STEADY ? s->reserve : 0;
		uint64_t all = sat_add(room, sat_mul(l->blocks, VPC_BLOCK));

		if (sat_add(l->singles, reserve) > room && all < least)
			least = all;
	}
	return least;
}

static void
subnet_limits(struct answer *a, struct subnet_answer *s)
{
	const char *scope = arena_printf(a->arena, "subnet/%s",
	    s->subnet->name);
	struct limit_row *r = add(a, LIMIT_ADDRESSES, scope,
	    s->load[STEADY].addresses, s->load[PEAK].addresses,
	    addresses_allowed(s));

	r->subnet = s->subnet;
	r->reserve = s->reserve;
	if (s->load[PEAK].blocks == 0)
		return;
	r = add(a, LIMIT_BLOCKS28, scope, s->load[STEADY].blocks,
	    s->load[PEAK].blocks, s->best[PEAK]);
	r->subnet = s->subnet;
}

static void
group_limits(struct answer *a, const struct group_answer *g)
{
	const char *scope = arena_printf(a->arena, "nodegroup/%s",
	    g->group->name);

	if (g->group->max.v == 0)
		return;
	add(a, LIMIT_MAX_PODS, scope, g->pods[STEADY], g->pods[PEAK],
	    g->placeable)->group = g->group;
	if (g->branch_pods[STEADY] != 0)
		add(a, LIMIT_BRANCH_ENIS, scope, g->branch_pods[STEADY],
		    g->branch_pods[PEAK], g->branch_limit)->group = g->group;
}

/* --- totals ------------------------------------------------------------- */

struct totals {
	uint64_t enis[WHENS], nau[WHENS], pods[WHENS];
};

static void
add_group_totals(const struct group_answer *g, enum when w, uint64_t nodes,
    struct totals *t)
{
	t->enis[w] = sat_add(t->enis[w], sat_mul(nodes, g->one[w].enis));
	t->nau[w] = sat_add(t->nau[w], sat_mul(nodes, g->one[w].nau));
	t->pods[w] = sat_add(t->pods[w], sat_mul(nodes, g->one[w].placed));
}

static void
add_totals(struct totals *t, const struct totals *more)
{
	t->enis[PEAK] = sat_add(t->enis[PEAK], more->enis[PEAK]);
	t->nau[PEAK] = sat_add(t->nau[PEAK], more->nau[PEAK]);
	t->pods[PEAK] = sat_add(t->pods[PEAK], more->pods[PEAK]);
}

/* Of the groups' upgrades the largest, or with --all-at-once the sum. */
static void
add_surge_totals(const struct answer *a, struct totals *t)
{
	struct totals most = { { 0 }, { 0 }, { 0 } };

	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		struct totals one = { { 0 }, { 0 }, { 0 } };
		const struct group_answer *g = &a->groups[i];

		add_group_totals(g, PEAK, g->surge_total, &one);
		if (a->opts->all_at_once) {
			add_totals(&most, &one);
			continue;
		}
		if (one.enis[PEAK] > most.enis[PEAK])
			most.enis[PEAK] = one.enis[PEAK];
		if (one.nau[PEAK] > most.nau[PEAK])
			most.nau[PEAK] = one.nau[PEAK];
		if (one.pods[PEAK] > most.pods[PEAK])
			most.pods[PEAK] = one.pods[PEAK];
	}
	add_totals(t, &most);
}

/* A fixed holder has an ENI for each address. */
static void
add_fixed_totals(const struct answer *a, struct totals *t)
{
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const struct subnet_answer *s = &a->subnets[i];
		uint64_t services = s->by_class[OBSERVED_NAT] +
		    s->by_class[OBSERVED_ENDPOINTS];
		uint64_t held = s->fixed - s->reserved_explicit;

		for (enum when w = STEADY; w < WHENS; w++) {
			t->enis[w] = sat_add(t->enis[w], held);
			t->nau[w] = sat_add(t->nau[w], sat_add(held,
			    sat_mul(NAU_SERVICE - 1, services)));
		}
	}
	for (size_t i = 0; i < a->plan->load_balancers.n; i++) {
		const struct holder *h = &a->plan->load_balancers.v[i];
		uint64_t n = h->count.set ? h->count.v : 1;

		if (h->type != HOLDER_NLB && h->type != HOLDER_GWLB)
			continue;
		for (enum when w = STEADY; w < WHENS; w++)
			t->nau[w] = sat_add(t->nau[w],
			    sat_mul((NAU_SERVICE - 1) * n, h->subnets.n));
	}
}

static void
region_limits(struct answer *a)
{
	struct totals t = { { 0 }, { 0 }, { 0 } };

	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];

		add_group_totals(g, STEADY, g->group->desired.v, &t);
		add_group_totals(g, PEAK, g->group->max.v, &t);
	}
	add_surge_totals(a, &t);
	add_fixed_totals(a, &t);
	t.enis[PEAK] = sat_add(t.enis[PEAK], a->cooling);
	t.nau[PEAK] = sat_add(t.nau[PEAK], sat_mul(2, a->cooling));
	add(a, LIMIT_ENIS_PER_REGION, "region", t.enis[STEADY], t.enis[PEAK],
	    ENIS_PER_REGION);
	add(a, LIMIT_NAU, "vpc", t.nau[STEADY], t.nau[PEAK], NAU_PER_VPC);
	term_add(a->opts->terms, "vpc", "nau with one more a pod",
	    t.nau[PEAK] + t.pods[PEAK], "VPC User Guide 2026-09",
	    "at peak, if a pod counts beside its address; the page does not "
	    "say");
}

static void
cluster_limits(struct answer *a)
{
	const struct plan *p = a->plan;
	const struct prefix *svc = &p->service_cidr.prefix;
	uint64_t services = p->services.v;
	size_t n = 0;

	for (size_t i = 0; i < p->vpc_cidrs.n; i++)
		n += p->vpc_cidrs.v[i].prefix.family == IPV4;
	if (n != 0)
		add(a, LIMIT_CIDRS_PER_VPC, "vpc", n, n, CIDRS_PER_VPC);
	/* EKS-SVC-008: network and broadcast address are never given out. */
	if (p->services.set && p->service_cidr.set &&
	    svc->family == IPV4 && svc->len <= 30)
		add(a, LIMIT_SERVICE_ADDRESSES, "cluster", services, services,
		    (UINT64_C(1) << (32 - svc->len)) - 2);
}

/* --- which binds first -------------------------------------------------- */

struct share {
	uint64_t used, allowed;
	enum limit limit;
};

/* used / allowed, largest first; something of nothing is above all. */
static bool
is_above(const struct share *x, const struct share *y)
{
	u128 a = (u128)x->used * y->allowed, b = (u128)y->used * x->allowed;

	if (x->allowed == 0 || y->allowed == 0)
		return x->allowed == 0 && x->used != 0 &&
		    (y->allowed != 0 || y->used == 0);
	return a > b;
}

bool
limit_above(const struct limit_row *a, const struct limit_row *b)
{
	struct share x = { limit_worst(a), a->allowed, a->limit };
	struct share y = { limit_worst(b), b->allowed, b->limit };

	return is_above(&x, &y);
}

static void
take(struct share *best, const struct limit_row *r)
{
	struct share x = { limit_worst(r), r->allowed, r->limit };

	if (x.used != 0 && (best->limit == LIMIT_NONE ||
	    is_above(&x, best) || (!is_above(best, &x) &&
	    x.limit < best->limit)))
		*best = x;
}

static void
take_refs(struct share *best, const struct subnet_refs *refs,
    const struct limit_row *r)
{
	for (size_t i = 0; i < refs->n; i++)
		take(&best[refs->v[i]->index], r);
}

static void
find_binding(struct answer *a)
{
	size_t n = a->plan->nsubnets;
	struct arena scratch = ARENA_INIT;
	struct share *best = arena_array(&scratch, n, struct share);

	for (size_t i = 0; i < n; i++)
		best[i].limit = LIMIT_NONE;
	for (size_t i = 0; i < a->nlimits; i++) {
		const struct limit_row *r = &a->limits[i];
		const struct group_answer *g = r->group == NULL ? NULL :
		    &a->groups[r->group - a->plan->nodegroups];

		if (r->limit == LIMIT_CIDRS_PER_VPC && !limit_exceeded(r))
			continue;	/* nothing grows into it */
		if (r->subnet != NULL)
			take(&best[r->subnet->index], r);
		else if (g != NULL) {
			take_refs(best, &g->subnets, r);
			take_refs(best, &g->pod_subnets, r);
		} else
			for (size_t k = 0; k < n; k++)
				take(&best[k], r);
	}
	for (size_t i = 0; i < n; i++)
		a->subnets[i].binding = best[i].limit;
	arena_clear(&scratch);
}

void
answer_limits(struct answer *a)
{
	for (size_t i = 0; i < a->plan->nsubnets; i++)
		subnet_limits(a, &a->subnets[i]);
	for (size_t i = 0; i < a->plan->nnodegroups; i++)
		group_limits(a, &a->groups[i]);
	region_limits(a);
	cluster_limits(a);
	find_binding(a);
}
