/*
 * Subnets: those of the control plane, their sizes and their places.
 *
 * What is free is asked at several times.  Now: a document says.  At create:
 * the plan's node groups and the control plane are not there yet.  At steady
 * and at peak: the answer says.
 */
#include <string.h>

#include "base/str.h"
#include "check/rule.h"
#include "check/rules-az.h"
#include "net/lookup.h"

#define CLUSTER_AZS_MIN 2	/* EKS User Guide network-reqs, 2024-12 */
#define CREATE_MIN 6		/* the same */
#define CREATE_RECOMMENDED 16	/* the same */
#define UPDATE_MIN 5		/* EKS-SUBNET-002 */
#define SUBNET_LEN_MIN 16	/* VPC User Guide configure-subnets */
#define SUBNET_LEN_MAX 28

static uint64_t
less(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

/* Call fn for each cluster subnet. */
static void
each_cluster_subnet(struct findings *f, void (*fn)(struct findings *,
    const struct subnet_answer *))
{
	for (size_t i = 0; i < f->plan->nsubnets; i++)
		if (f->plan->subnets[i].roles & ROLE_CLUSTER)
			fn(f, &f->answer->subnets[i]);
}

/* --- the control plane -------------------------------------------------- */

static void
subnet_001(struct findings *f)
{
	const struct subnet *first = NULL;
	bool two_azs = false;
	size_t n = 0;

	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet *s = &f->plan->subnets[i];

		if ((s->roles & ROLE_CLUSTER) == 0)
			continue;
		if (n++ == 0)
			first = s;
		else if (f->answer->az[i] != f->answer->az[first->index])
			two_azs = true;
	}
	if (n != 0 && n < CLUSTER_AZS_MIN)
		finding_subnet(f, first, "the only cluster subnet, in %s; %u "
		    "AZs are needed", first->az != NULL ? first->az : "one AZ",
		    CLUSTER_AZS_MIN);
	else if (n != 0 && !two_azs)
		finding_subnet(f, first, "all %zu cluster subnets are in %s; "
		    "%u AZs are needed", n, first->az != NULL ? first->az :
		    "one AZ", CLUSTER_AZS_MIN);
}

static void
free_now(struct findings *f, const struct subnet_answer *s)
{
	if (s->available_known && s->available_now < UPDATE_MIN)
		finding_subnet(f, s->subnet, "%llu of %llu addresses free "
		    "now, an update of the control plane needs %u",
		    ULL(s->available_now), ULL(s->usable), UPDATE_MIN);
}

static void
subnet_002(struct findings *f)
{
	each_cluster_subnet(f, free_now);
}

/* Free before the control plane and the plan's groups are there. */
static uint64_t
free_at_create(const struct subnet_answer *s)
{
	return less(s->usable, s->fixed - s->by_class[OBSERVED_CONTROL_PLANE]);
}

/* Where a document knows the subnet, the cluster exists already. */
static void
floor_at_create(struct findings *f, const struct subnet_answer *s)
{
	uint64_t n = free_at_create(s);

	if (!s->available_known && n < CREATE_MIN)
		finding_subnet(f, s->subnet, "%llu of %llu addresses free "
		    "when the cluster is created, %u are needed", ULL(n),
		    ULL(s->usable), CREATE_MIN);
}

static void
subnet_003(struct findings *f)
{
	each_cluster_subnet(f, floor_at_create);
}

static bool
has_nodes(const struct subnet_answer *s)
{
	return s->load[PEAK].addresses > s->fixed;
}

static bool
is_dedicated(const struct subnet_answer *s)
{
	return s->subnet->roles == ROLE_CLUSTER && !has_nodes(s) &&
	    s->fixed == s->by_class[OBSERVED_CONTROL_PLANE];
}

static void
recommended_at_create(struct findings *f, const struct subnet_answer *s)
{
	uint64_t n = free_at_create(s);

	if (!s->available_known && n >= CREATE_MIN &&
	    n < CREATE_RECOMMENDED && !is_dedicated(s))
		finding_subnet(f, s->subnet, "%llu of %llu addresses free "
		    "when the cluster is created, %u are recommended", ULL(n),
		    ULL(s->usable), CREATE_RECOMMENDED);
}

static void
subnet_004(struct findings *f)
{
	each_cluster_subnet(f, recommended_at_create);
}

static void
shared_with_nodes(struct findings *f, const struct subnet_answer *s)
{
	uint64_t nodes = s->load[PEAK].addresses - s->fixed;

	if (has_nodes(s))
		finding_subnet(f, s->subnet, "nodes and pods take up to %llu "
		    "of %llu addresses beside the control plane", ULL(nodes),
		    ULL(s->usable));
	else if (s->subnet->roles & (ROLE_NODES | ROLE_PODS))
		finding_subnet(f, s->subnet, "also has the role %s",
		    s->subnet->roles & ROLE_NODES ? "nodes" : "pods");
}

static void
subnet_005(struct findings *f)
{
	each_cluster_subnet(f, shared_with_nodes);
}

static void
free_later(struct findings *f, const struct subnet_answer *s)
{
	uint64_t steady = s->load[STEADY].addresses;
	uint64_t peak = s->load[PEAK].addresses;

	if (less(s->usable, steady) < UPDATE_MIN)
		finding_subnet(f, s->subnet, "%llu of %llu addresses taken "
		    "at rest, %u must stay free for an update", ULL(steady),
		    ULL(s->usable), UPDATE_MIN);
	else if (less(s->usable, peak) < UPDATE_MIN)
		finding_subnet(f, s->subnet, "%llu of %llu addresses taken "
		    "at peak, %u must stay free for an update", ULL(peak),
		    ULL(s->usable), UPDATE_MIN);
}

static void
subnet_006(struct findings *f)
{
	each_cluster_subnet(f, free_later);
}

static void
control_plane_counted(struct findings *f, const struct subnet_answer *s)
{
	finding_subnet(f, s->subnet, "%llu addresses counted for the control "
	    "plane, %llu kept in reserve",
	    ULL(s->by_class[OBSERVED_CONTROL_PLANE]), ULL(s->reserve));
}

static void
subnet_008(struct findings *f)
{
	each_cluster_subnet(f, control_plane_counted);
}

/* The AZ's id from a document, or what the plan says, or NULL. */
static const char *
az_id(const struct findings *f, const struct subnet *s)
{
	const struct observed *o = f->answer->opts->observed;

	return o != NULL && o->subnets[s->index].az_id != NULL ?
	    o->subnets[s->index].az_id : s->az;
}

static void
az_refused(struct findings *f, const struct subnet_answer *s)
{
	static const char *const azs[] = { "use1-az3", "usw1-az2",
	    "cac1-az3" };
	const char *az = az_id(f, s->subnet);

	for (size_t i = 0; i < COUNT(azs) && az != NULL; i++)
		if (strcmp(az, azs[i]) == 0)
			finding_subnet(f, s->subnet, "%s takes no control "
			    "plane", azs[i]);
}

static void
subnet_009(struct findings *f)
{
	each_cluster_subnet(f, az_refused);
}

static void
zone_refused(struct findings *f, const struct subnet_answer *s)
{
	const char *az = az_id(f, s->subnet);
	enum zone_kind k = az == NULL ? ZONE_REGULAR : zone_kind(az);

	if (k != ZONE_REGULAR)
		finding_subnet(f, s->subnet, "%s is a %s Zone", az,
		    k == ZONE_LOCAL ? "Local" : "Wavelength");
}

static void
subnet_010(struct findings *f)
{
	each_cluster_subnet(f, zone_refused);
}

/* --- every subnet ------------------------------------------------------- */

static void
subnet_015(struct findings *f)
{
	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet *s = &f->plan->subnets[i];
		unsigned len = s->cidr.prefix.len;

		if (len < SUBNET_LEN_MIN || len > SUBNET_LEN_MAX)
			finding_subnet(f, s, "%s is a /%u, a subnet is a /%u "
			    "to /%u", finding_prefix(f, &s->cidr.prefix), len,
			    SUBNET_LEN_MIN, SUBNET_LEN_MAX);
	}
}

static void
subnet_twice(void *arg, uint32_t inner, uint32_t outer)
{
	struct findings *f = arg;
	const struct subnet *s = &f->plan->subnets[inner];
	const struct subnet *o = &f->plan->subnets[outer];

	finding_subnet(f, s, "%s overlaps %s of %.200s",
	    finding_prefix(f, &s->cidr.prefix),
	    finding_prefix(f, &o->cidr.prefix), o->name);
}

static void
outside_vpc(struct findings *f, const struct lookup *vpc)
{
	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet *s = &f->plan->subnets[i];
		struct range r = range_of(&s->cidr.prefix);
		struct prefix p;
		uint32_t tag;

		if (!lookup_lowest(vpc, &r, &p, &tag))
			finding_subnet(f, s, "%s is in no CIDR of the VPC",
			    finding_prefix(f, &s->cidr.prefix));
		else if (!prefix_covers(&p, &s->cidr.prefix))
			finding_subnet(f, s, "%s is not inside %s of the VPC",
			    finding_prefix(f, &s->cidr.prefix),
			    finding_prefix(f, &p));
	}
}

static void
subnet_016(struct findings *f)
{
	const struct plan *plan = f->plan;
	struct arena scratch = ARENA_INIT;
	struct lookup subnets, vpc;

	lookup_init(&subnets, &scratch);
	lookup_init(&vpc, &scratch);
	subnets.inside = subnet_twice;
	subnets.arg = f;
	vpc.outermost = true;
	for (size_t i = 0; i < plan->nsubnets; i++)
		lookup_add_prefix(&subnets, &plan->subnets[i].cidr.prefix,
		    (uint32_t)i);
	for (size_t i = 0; i < plan->vpc_cidrs.n; i++)
		lookup_add_prefix(&vpc, &plan->vpc_cidrs.v[i].prefix, 0);
	lookup_build(&subnets);
	lookup_build(&vpc);
	if (plan->vpc_cidrs.n != 0)
		outside_vpc(f, &vpc);
	arena_clear(&scratch);
}

static void
subnet_018(struct findings *f)
{
	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet *s = &f->plan->subnets[i];

		finding_subnet(f, s, "%llu of the %llu addresses of %s are "
		    "usable", ULL(f->answer->subnets[i].usable),
		    ULL(host_mask(IPV4, s->cidr.prefix.len) + 1),
		    finding_prefix(f, &s->cidr.prefix));
	}
}

const struct check checks_subnet[] = {
	{ "EKS-SUBNET-001", subnet_001, false },
	{ "EKS-SUBNET-002", subnet_002, false },
	{ "EKS-SUBNET-003", subnet_003, false },
	{ "EKS-SUBNET-004", subnet_004, false },
	{ "EKS-SUBNET-005", subnet_005, false },
	{ "EKS-SUBNET-006", subnet_006, false },
	{ "EKS-SUBNET-008", subnet_008, true },
	{ "EKS-SUBNET-009", subnet_009, false },
	{ "EKS-SUBNET-010", subnet_010, false },
	{ "EKS-SUBNET-015", subnet_015, false },
	{ "EKS-SUBNET-016", subnet_016, false },
	{ "EKS-SUBNET-018", subnet_018, true },
	{ "EKS-SUBNET-019", az_uneven, false },
	{ "EKS-SUBNET-020", az_lost, false },
	{ NULL, NULL, false }
};
