#include "capacity/observed.h"

#include <stdlib.h>
#include <string.h>

#include "capacity/reserved.h"
#include "model/eni-class.h"

static const char *const names[OBSERVED_CLASSES] = {
	[OBSERVED_NODES] = "nodes",
	[OBSERVED_CONTROL_PLANE] = "control_plane",
	[OBSERVED_LOAD_BALANCERS] = "load_balancers",
	[OBSERVED_NAT] = "nat_gateways", [OBSERVED_ENDPOINTS] = "endpoints",
	[OBSERVED_FARGATE] = "fargate", [OBSERVED_OTHER] = "other",
};

const char *
observed_class_name(enum observed_class class)
{
	return names[class];
}

static bool
same_cluster(const struct inv_eni *eni, const char *cluster)
{
	return cluster == NULL || eni->cluster == NULL ||
	    strcmp(eni->cluster, cluster) == 0;
}

enum observed_class
observed_class(const struct inv_eni *eni, const char *cluster)
{
	static const enum observed_class by[ENI_CLASSES] = {
		[ENI_CONTROL_PLANE] = OBSERVED_CONTROL_PLANE,
		[ENI_CNI] = OBSERVED_NODES, [ENI_TRUNK] = OBSERVED_NODES,
		[ENI_BRANCH] = OBSERVED_NODES,
		[ENI_NODE_PRIMARY] = OBSERVED_NODES,
		[ENI_NODE_OTHER] = OBSERVED_NODES, [ENI_NAT] = OBSERVED_NAT,
		[ENI_TGW] = OBSERVED_OTHER,
		[ENI_ENDPOINT] = OBSERVED_ENDPOINTS,
		[ENI_LOAD_BALANCER] = OBSERVED_LOAD_BALANCERS,
		[ENI_RDS] = OBSERVED_OTHER, [ENI_EFS] = OBSERVED_OTHER,
		[ENI_LAMBDA] = OBSERVED_OTHER,
		[ENI_FARGATE] = OBSERVED_FARGATE, [ENI_ECS] = OBSERVED_OTHER,
		[ENI_DIRECTORY] = OBSERVED_OTHER,
		[ENI_ELASTICACHE] = OBSERVED_OTHER,
		[ENI_DAX] = OBSERVED_OTHER, [ENI_OPENSEARCH] = OBSERVED_OTHER,
		[ENI_REDSHIFT] = OBSERVED_OTHER, [ENI_DMS] = OBSERVED_OTHER,
		[ENI_RESOLVER] = OBSERVED_OTHER,
		[ENI_INSTANCE_CONNECT] = OBSERVED_OTHER,
		[ENI_INSTANCE] = OBSERVED_OTHER,
		[ENI_SERVICE] = OBSERVED_OTHER, [ENI_ORPHAN] = OBSERVED_OTHER,
		[ENI_OTHER] = OBSERVED_OTHER,
	};

	/* A leaked ENI, and one of a stopped node, is in no group's count. */
	return same_cluster(eni, cluster) && !eni->leaked &&
	    !instance_is_stopped(eni->instance) ? by[eni->class] :
	    OBSERVED_OTHER;
}

/* --- joining ------------------------------------------------------------ */

static bool
contradiction(const struct plan *p, const struct subnet *s, const char *what,
    const char *ours, const struct inv_subnet *doc, const char *theirs,
    struct err *e)
{
	err_input(e, "%.100s: %s is %.60s in the plan, and %.60s of %s in "
	    "%s:%lu", s->name, what, ours, theirs, doc->id, doc->at.file,
	    doc->at.line);
	return err_locate(e, p->file, s->at.line, s->at.column);
}

/* The described subnets, by CIDR. */
struct joiner {
	const struct inventory *inv;
	const struct inv_subnet **v;
	size_t n;
};

static int
by_cidr(const void *pa, const void *pb)
{
	const struct inv_subnet *const *a = pa, *const *b = pb;
	int c = prefix_cmp(&(*a)->cidr, &(*b)->cidr);

	return c != 0 ? c : strcmp((*a)->id, (*b)->id);
}

static void
joiner_make(struct joiner *j, const struct inventory *inv, struct arena *a)
{
	*j = (struct joiner){ .inv = inv };
	j->v = arena_array(a, inv->nsubnets + 1, const struct inv_subnet *);
	for (size_t i = 0; i < inv->nsubnets; i++)
		if (inv->subnets[i]->has_cidr)
			j->v[j->n++] = inv->subnets[i];
	qsort(j->v, j->n, sizeof(*j->v), by_cidr);
}

static size_t
first_of_cidr(const struct joiner *j, const struct prefix *p)
{
	size_t low = 0, n = j->n;

	while (n != 0) {
		size_t half = n / 2;

		if (prefix_cmp(&j->v[low + half]->cidr, p) < 0) {
			low += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return low;
}

/* The one with this CIDR; two are an error, for nobody can say which. */
static bool
find_by_cidr(const struct plan *p, const struct subnet *s,
    const struct joiner *j, const struct inv_subnet **found, struct err *e)
{
	const struct inv_cluster *c = p->cluster != NULL ?
	    inventory_named_cluster(j->inv, p->cluster) : NULL;

	for (size_t i = first_of_cidr(j, &s->cidr.prefix); i < j->n &&
	    prefix_cmp(&j->v[i]->cidr, &s->cidr.prefix) == 0; i++) {
		const struct inv_subnet *d = j->v[i];

		if (c != NULL && c->vpc_id != NULL && d->vpc_id != NULL
		    && strcmp(c->vpc_id, d->vpc_id) != 0)
			continue;
		if (*found != NULL) {
			err_input(e, "%.100s: %s and %s both have its CIDR; "
			    "give its id in the plan", s->name,
			    (*found)->id, d->id);
			return err_locate(e, p->file, s->at.line,
			    s->at.column);
		}
		*found = d;
	}
	return true;
}

/* An AZ may be called by its name or by its id, which ends in -azN. */
static bool
check_az(const struct plan *p, const struct subnet *s,
    const struct inv_subnet *d, struct err *e)
{
	const char *theirs = s->az != NULL && strstr(s->az, "-az") != NULL ?
	    d->az_id : d->az;

	if (s->az == NULL || theirs == NULL || strcmp(s->az, theirs) == 0)
		return true;
	return contradiction(p, s, "az", s->az, d, theirs, e);
}

static bool
join(struct observed_subnet *o, const struct plan *p,
    const struct joiner *j, struct err *e)
{
	const struct subnet *s = o->plan;
	const struct inv_subnet *d = NULL;
	char a[PREFIX_STRLEN], b[PREFIX_STRLEN];

	if (s->id != NULL)
		d = inventory_subnet(j->inv, s->id);
	else if (!find_by_cidr(p, s, j, &d, e))
		return false;
	o->document = d;
	if (d == NULL)
		return true;
	o->az = d->az;
	o->az_id = d->az_id;
	o->available_now = d->available;
	if (d->has_cidr && s->cidr.set &&
	    prefix_cmp(&d->cidr, &s->cidr.prefix) != 0)
		return contradiction(p, s, "cidr",
		    prefix_format(&s->cidr.prefix, a), d,
		    prefix_format(&d->cidr, b), e);
	return check_az(p, s, d, e);
}

/* --- counting ----------------------------------------------------------- */

/* A node whose group is known and is none of the plan's is somebody else. */
static enum observed_class
planned_class(const struct inv_eni *eni, const struct plan *p,
    const struct map *groups)
{
	enum observed_class class = observed_class(eni, p->cluster);
	const char *group = instance_nodegroup(eni->instance);

	if (group == NULL)
		group = instance_nodepool(eni->instance);
	if (class == OBSERVED_NODES && group != NULL &&
	    map_find(groups, group, strlen(group)) == NULL)
		return OBSERVED_OTHER;
	return class;
}

static void
count(struct observed *o, const struct plan *p, const struct inventory *inv,
    struct map *joined)
{
	struct map groups = map_make(joined->arena);
	struct reserved reserved;

	for (size_t i = 0; i < p->nnodegroups; i++)
		*map_slot(&groups, p->nodegroups[i].name,
		    strlen(p->nodegroups[i].name)) = &p->nodegroups[i];
	for (size_t i = 0; i < inv->nenis; i++) {
		const struct inv_eni *eni = inv->enis[i];
		enum observed_class class = planned_class(eni, p, &groups);
		struct observed_subnet *s = eni->subnet_id != NULL ?
		    map_find(joined, eni->subnet_id,
		    strlen(eni->subnet_id)) : NULL;

		if (s == NULL)
			continue;
		s->addresses[class] += eni_cost(eni);
		s->enis[class]++;
		s->listed += eni_cost(eni);
	}
	reserved_make(&reserved, inv, joined->arena);
	for (size_t i = 0; i < o->nsubnets; i++) {
		struct observed_subnet *s = &o->subnets[i];

		if (s->document == NULL)
			continue;
		s->reserved = reserved_free(&reserved, s->document->id,
		    RESERVATION_PREFIX);
		s->unaccounted_known = o->has_enis && s->available_now.set;
		if (s->unaccounted_known)
			s->unaccounted = (int64_t)inv_subnet_usable(
			    s->document) - (int64_t)s->available_now.v -
			    (int64_t)s->listed - (int64_t)s->reserved;
	}
}

/* Those of VPCs that the plan is in. */
static void
find_unplanned(struct observed *o, const struct inventory *inv,
    const struct map *joined, struct arena *a)
{
	struct map vpcs = map_make(a);

	for (size_t i = 0; i < o->nsubnets; i++) {
		const struct inv_subnet *d = o->subnets[i].document;

		if (d != NULL && d->vpc_id != NULL)
			*map_slot(&vpcs, d->vpc_id, strlen(d->vpc_id)) =
			    &o->subnets[i];
	}
	for (size_t i = 0; i < inv->nsubnets; i++) {
		const struct inv_subnet *d = inv->subnets[i];

		if (d->vpc_id != NULL && map_find(joined, d->id,
		    strlen(d->id)) == NULL && map_find(&vpcs, d->vpc_id,
		    strlen(d->vpc_id)) != NULL)
			*arena_push(a, o->unplanned, o->nunplanned) = d;
	}
}

bool
observe(struct observed *o, const struct plan *p, const struct inventory *inv,
    struct arena *a, struct err *e)
{
	struct map joined = map_make(a);
	struct joiner joiner;

	joiner_make(&joiner, inv, a);
	*o = (struct observed){ .has_enis = inventory_has(inv, DOC_ENIS),
	    .has_subnets = inventory_has(inv, DOC_SUBNETS),
	    .nsubnets = p->nsubnets };
	o->subnets = arena_array(a, p->nsubnets, struct observed_subnet);
	for (size_t i = 0; i < p->nsubnets; i++) {
		struct observed_subnet *s = &o->subnets[i];
		void **slot;

		s->plan = &p->subnets[i];
		if (!join(s, p, &joiner, e))
			return false;
		s->id = s->document != NULL ? s->document->id : s->plan->id;
		o->nmissing += s->document == NULL;
		if (s->id == NULL)
			continue;
		slot = map_slot(&joined, s->id, strlen(s->id));
		if (*slot != NULL) {
			err_input(e, "%.100s: %s is another subnet's of this "
			    "plan already", s->plan->name, s->id);
			return err_locate(e, p->file, s->plan->at.line,
			    s->plan->at.column);
		}
		*slot = s;
	}
	count(o, p, inv, &joined);
	find_unplanned(o, inv, &joined, a);
	return true;
}

/* The cluster of the plan's name, or the only one. */
static const struct inv_cluster *
cluster_of(const struct plan *p, const struct inventory *inv)
{
	if (p->cluster != NULL)
		return inventory_named_cluster(inv, p->cluster);
	return inv->nclusters == 1 ? inv->clusters[0] : NULL;
}

static const struct inv_vpc *
vpc_of(const struct observed *o, const struct inventory *inv,
    const struct inv_cluster *cluster)
{
	for (size_t i = 0; i < o->nsubnets; i++) {
		const struct inv_subnet *d = o->subnets[i].document;

		if (d != NULL && d->vpc_id != NULL)
			return inventory_vpc(inv, d->vpc_id);
	}
	if (cluster != NULL && cluster->vpc_id != NULL)
		return inventory_vpc(inv, cluster->vpc_id);
	return o->nsubnets == 0 && inv->nvpcs == 1 ? inv->vpcs[0] : NULL;
}

/* The service CIDR is never changed, so one of the two is of another one. */
static bool
fill_service_cidr(const struct inv_cluster *c, struct plan *p, struct err *e)
{
	char a[PREFIX_STRLEN], b[PREFIX_STRLEN];

	if (c == NULL || !c->has_service_cidr ||
	    c->service_cidr.family != IPV4)
		return true;
	if (!p->service_cidr.set) {
		p->service_cidr.set = true;
		p->service_cidr.prefix = c->service_cidr;
	}
	if (p->cluster == NULL ||
	    prefix_cmp(&p->service_cidr.prefix, &c->service_cidr) == 0)
		return true;
	err_input(e, "service_cidr is %s in the plan, and %s of cluster %.100s "
	    "in %s:%lu", prefix_format(&p->service_cidr.prefix, a),
	    prefix_format(&c->service_cidr, b), c->name, c->at.file,
	    c->at.line);
	return err_locate(e, p->file, p->service_cidr.at.line,
	    p->service_cidr.at.column);
}

static bool
is_block(const struct blocks *b, const struct prefix *p)
{
	for (size_t i = 0; i < b->n; i++)
		if (prefix_cmp(&b->v[i].prefix, p) == 0)
			return true;
	return false;
}

/*
 * The primary CIDR of a VPC never changes.  Others may be meant to be added or
 * taken away: those that only one side has are noted.
 */
static bool
compare_vpc(struct observed *o, const struct inv_vpc *vpc,
    const struct plan *p, struct arena *a, struct err *e)
{
	char primary[PREFIX_STRLEN];

	for (size_t i = 0; i < vpc->cidrs.n; i++)
		if (!is_block(&p->vpc_cidrs, &vpc->cidrs.v[i]))
			*arena_push(a, o->unplanned_cidrs.v,
			    o->unplanned_cidrs.n) = vpc->cidrs.v[i];
	for (size_t i = 0; i < p->vpc_cidrs.n; i++) {
		const struct prefix *c = &p->vpc_cidrs.v[i].prefix;
		bool there = c->family == IPV6;

		for (size_t k = 0; k < vpc->cidrs.n; k++)
			there = there || prefix_cmp(c, &vpc->cidrs.v[k]) == 0;
		if (!there)
			*arena_push(a, o->new_cidrs.v, o->new_cidrs.n) = *c;
	}
	o->vpc = vpc;
	if (is_block(&p->vpc_cidrs, &vpc->cidrs.v[0]))
		return true;
	err_input(e, "vpc.cidrs: without %s, the primary CIDR of %.60s in "
	    "%s:%lu, which never changes", prefix_format(&vpc->cidrs.v[0],
	    primary), vpc->id, vpc->at.file, vpc->at.line);
	return err_locate(e, p->file, p->vpc_cidrs.v[0].at.line,
	    p->vpc_cidrs.v[0].at.column);
}

static bool
fill_vpc(struct observed *o, const struct inventory *inv, struct plan *p,
    struct err *e)
{
	const struct inv_vpc *vpc = vpc_of(o, inv, cluster_of(p, inv));
	const struct inv_daemon *cni = inventory_cni(inv, p->cluster,
	    vpc != NULL ? vpc->id : NULL);

	if (p->cni.n == 0 && cni != NULL)
		p->cni = cni->env;
	if (vpc == NULL || vpc->cidrs.n == 0)
		return true;
	if (p->vpc_cidrs.n != 0)
		return compare_vpc(o, vpc, p, inv->arena, e);
	p->vpc_cidrs.v = arena_array(inv->arena, vpc->cidrs.n, struct block);
	p->vpc_cidrs.n = vpc->cidrs.n;
	for (size_t i = 0; i < vpc->cidrs.n; i++) {
		p->vpc_cidrs.v[i].set = true;
		p->vpc_cidrs.v[i].prefix = vpc->cidrs.v[i];
	}
	return true;
}

bool
observed_fill(struct observed *o, const struct inventory *inv,
    struct plan *p, struct err *e)
{
	if (!fill_vpc(o, inv, p, e) ||
	    !fill_service_cidr(cluster_of(p, inv), p, e))
		return false;
	for (size_t i = 0; i < p->nsubnets; i++) {
		struct subnet *s = &p->subnets[i];
		const struct observed_subnet *seen = &o->subnets[i];
		uint64_t usable;

		if (s->az == NULL)
			s->az = seen->az_id != NULL ? seen->az_id : seen->az;
		if (s->cidr.set || seen->document == NULL ||
		    !seen->document->has_cidr)
			continue;
		s->cidr.set = true;
		s->cidr.prefix = seen->document->cidr;
		s->cidr.at = s->at;
		usable = inv_subnet_usable(seen->document);
		if (s->used.v <= usable && s->available.v <= usable)
			continue;
		err_input(e, "%.100s: more addresses used or available than "
		    "%s has, which is %llu", s->name, seen->document->id,
		    (unsigned long long)usable);
		return err_locate(e, p->file, s->at.line, s->at.column);
	}
	return true;
}
