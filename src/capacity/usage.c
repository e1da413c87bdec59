#include "capacity/usage.h"

#include <stdlib.h>
#include <string.h>

#include "model/vpc.h"

static const char *const names[USE_CLASSES] = {
	[USE_AWS] = "aws_reserved", [USE_NODE_PRIMARY] = "node_primary",
	[USE_ENI_PRIMARY] = "eni_primary", [USE_ASSIGNED] = "assigned",
	[USE_WARM] = "warm", [USE_PREFIX_SLACK] = "prefix_slack",
	[USE_ALLOCATED] = "allocated", [USE_TRUNK] = "trunk",
	[USE_BRANCH] = "branch", [USE_FARGATE] = "fargate",
	[USE_CONTROL_PLANE] = "control_plane",
	[USE_LOAD_BALANCER] = "load_balancer", [USE_NAT] = "nat",
	[USE_ENDPOINT] = "endpoint", [USE_LAMBDA] = "lambda",
	[USE_EFS] = "efs", [USE_RDS] = "rds", [USE_OTHER] = "other",
	[USE_ORPHAN] = "orphan", [USE_LEAKED] = "leaked",
	[USE_PREFIX_RESERVATION] = "prefix_reservation",
	[USE_EXPLICIT_RESERVATION] = "explicit_reservation",
	[USE_UNACCOUNTED] = "unaccounted", [USE_FREE] = "free",
};

/* Of an ENI that has no pods: all that it holds. */
static const enum usage_class whole[ENI_CLASSES] = {
	[ENI_CONTROL_PLANE] = USE_CONTROL_PLANE, [ENI_TRUNK] = USE_TRUNK,
	[ENI_BRANCH] = USE_BRANCH, [ENI_NODE_OTHER] = USE_OTHER,
	[ENI_NAT] = USE_NAT, [ENI_TGW] = USE_OTHER,
	[ENI_ENDPOINT] = USE_ENDPOINT,
	[ENI_LOAD_BALANCER] = USE_LOAD_BALANCER, [ENI_RDS] = USE_RDS,
	[ENI_EFS] = USE_EFS, [ENI_LAMBDA] = USE_LAMBDA,
	[ENI_FARGATE] = USE_FARGATE, [ENI_ECS] = USE_OTHER,
	[ENI_DIRECTORY] = USE_OTHER, [ENI_ELASTICACHE] = USE_OTHER,
	[ENI_DAX] = USE_OTHER, [ENI_OPENSEARCH] = USE_OTHER,
	[ENI_REDSHIFT] = USE_OTHER, [ENI_DMS] = USE_OTHER,
	[ENI_RESOLVER] = USE_OTHER, [ENI_INSTANCE_CONNECT] = USE_OTHER,
	[ENI_INSTANCE] = USE_OTHER,
	[ENI_SERVICE] = USE_OTHER, [ENI_ORPHAN] = USE_ORPHAN,
	[ENI_OTHER] = USE_OTHER,
};

const char *
usage_class_name(enum usage_class c)
{
	return names[c];
}

/* --- subnets and their order -------------------------------------------- */

int
usage_subnet_cmp(const struct usage_subnet *a, const struct usage_subnet *b)
{
	int c = text_cmp(a->vpc_id, b->vpc_id);

	if (c == 0 && a->size != 0 && b->size != 0)
		c = prefix_cmp(&a->doc->cidr, &b->doc->cidr);
	if (c == 0)
		c = (a->size == 0) - (b->size == 0);
	return c != 0 ? c : text_cmp(a->id, b->id);
}

static int
subnet_cmp(const void *a, const void *b)
{
	return usage_subnet_cmp(a, b);
}

/* "" stands for ENIs that name no subnet. */
struct usage_subnet *
usage_subnet(const struct usage *u, const char *id)
{
	if (id == NULL)
		id = "";
	return map_find(&u->subnet_by_id, id, strlen(id));
}

/* Those described, and those that only ENIs name; IPv6-only ones have none. */
static void
find_subnets(struct usage *u)
{
	const struct inventory *inv = u->inv;
	struct map seen = map_make(u->arena);

	for (size_t i = 0; i < inv->nsubnets; i++) {
		const struct inv_subnet *s = inv->subnets[i];

		if (s->has_cidr)
			*arena_push(u->arena, u->subnets, u->nsubnets) =
			    (struct usage_subnet){ .doc = s, .id = s->id,
			    .vpc_id = s->vpc_id, .az = s->az,
			    .size = UINT64_C(1) << (32 - s->cidr.len) };
		*map_slot(&seen, s->id, strlen(s->id)) = inv->subnets[i];
	}
	for (size_t i = 0; i < inv->nenis; i++) {
		struct inv_eni *eni = inv->enis[i];
		const char *id = eni->subnet_id != NULL ? eni->subnet_id : "";
		void **slot = eni_cost(eni) == 0 ? NULL :
		    map_slot(&seen, id, strlen(id));

		if (slot == NULL || *slot != NULL)
			continue;
		*slot = eni;
		*arena_push(u->arena, u->subnets, u->nsubnets) =
		    (struct usage_subnet){ .id = eni->subnet_id,
		    .vpc_id = eni->vpc_id, .az = eni->az };
	}
	if (u->nsubnets != 0)
		qsort(u->subnets, u->nsubnets, sizeof(*u->subnets), subnet_cmp);
	for (size_t i = 0; i < u->nsubnets; i++) {
		const char *id = u->subnets[i].id;

		id = id != NULL ? id : "";
		*map_slot(&u->subnet_by_id, id, strlen(id)) = &u->subnets[i];
	}
}

static uint32_t
first_address(const struct inv_eni *eni)
{
	return eni->naddresses != 0 ? eni->addresses[0] :
	    eni->nprefixes != 0 ? eni->prefixes[0] : 0;
}

static int
eni_cmp(const void *pa, const void *pb)
{
	const struct usage_eni *a = pa, *b = pb;
	uint32_t x = first_address(a->eni), y = first_address(b->eni);

	if (a->subnet != b->subnet)
		return a->subnet < b->subnet ? -1 : 1;
	if (x != y)
		return x < y ? -1 : 1;
	return strcmp(a->eni->id, b->eni->id);
}

static void
find_enis(struct usage *u)
{
	u->enis = arena_array(u->arena, u->inv->nenis, struct usage_eni);
	for (size_t i = 0; i < u->inv->nenis; i++) {
		const struct inv_eni *eni = u->inv->enis[i];
		const struct usage_subnet *s = usage_subnet(u, eni->subnet_id);

		if (s != NULL)	/* else it has no IPv4 address */
			u->enis[u->nenis++] = (struct usage_eni){ .eni = eni,
			    .subnet = (size_t)(s - u->subnets) };
	}
	qsort(u->enis, u->nenis, sizeof(*u->enis), eni_cmp);
}

/* --- pods --------------------------------------------------------------- */

/* May the pod be where the ENI is?  Only nodes that are known tell no. */
static bool
is_on(const struct inventory *inv, const struct inv_pod *p,
    const struct inv_eni *eni)
{
	const struct inv_node *n = inventory_named_node(inv, p->node);

	if (n == NULL || eni->instance == NULL)
		return true;
	for (; n != NULL; n = n->same)
		if (n->instance_id == NULL ||
		    strcmp(n->instance_id, eni->instance->id) == 0)
			return true;
	return false;
}

/*
 * Does a pod have this address of the ENI?  Where CIDRs of two VPCs overlap
 * the pod's node says which of them it is in.
 */
static bool
pod_has(struct usage *u, const struct inv_eni *eni, uint32_t addr)
{
	const struct inventory *inv = u->inv;
	bool found = false;

	for (size_t at = inventory_pod_at(inv, addr); at < inv->npods_at &&
	    inv->pods_at[at].addr == addr; at++) {
		const struct inv_pod *p = &inv->pods[inv->pods_at[at].pod];

		if (is_on(inv, p, eni))
			u->pod_found[at] = found = true;
	}
	return found;
}

static void
know(struct usage *u, const char *cluster)
{
	static char yes;

	if (cluster == NULL)
		cluster = "";
	*map_slot(&u->known, cluster, strlen(cluster)) = &yes;
}

static bool
is_known(const struct usage *u, const char *cluster)
{
	if (cluster == NULL)
		cluster = "";
	return map_find(&u->known, cluster, strlen(cluster)) != NULL;
}

static void
assign(struct usage *u, struct usage_eni *e)
{
	const struct inv_eni *eni = e->eni;
	bool primary = eni->has_primary && pod_has(u, eni, eni->addresses[0]);

	for (size_t i = eni->has_primary; i < eni->naddresses; i++)
		e->singles += pod_has(u, eni, eni->addresses[i]);
	for (size_t i = 0; i < eni->nprefixes; i++)
		for (uint32_t k = 0; k < VPC_BLOCK; k++)
			e->blocked += pod_has(u, eni, eni->prefixes[i] + k);
	if (eni_class_is_node(eni->class) && (primary ||
	    e->singles + e->blocked != 0))
		know(u, eni->cluster);
}

/*
 * Pods of a cluster are known when some are there.  With one cluster only,
 * documents of pods are its documents, even without a pod.
 */
static void
find_pods(struct usage *u)
{
	const struct inventory *inv = u->inv;
	const char *cluster = NULL;
	bool any = false, one = true;

	u->pod_found = arena_array(u->arena, inv->npods_at, bool);
	if (!inventory_has(inv, DOC_PODS))
		return;
	for (size_t i = 0; i < u->nenis; i++) {
		const struct inv_eni *eni = u->enis[i].eni;

		if (inv->npods_at != 0)
			assign(u, &u->enis[i]);
		if (eni->leaked || !eni_class_is_node(eni->class))
			continue;
		one = one && (!any || text_cmp(cluster, eni->cluster) == 0);
		cluster = eni->cluster;
		any = true;
	}
	if (one && any)
		know(u, cluster);
	for (size_t i = 0; i < inv->npods; i++) {
		const struct inv_node *n = inventory_named_node(inv,
		    inv->pods[i].node);
		const struct inv_instance *at = n != NULL && n->same == NULL ?
		    inventory_instance(inv, n->instance_id) : NULL;

		if (at != NULL)
			know(u, at->cluster);
	}
}

void
usage_count(const struct usage_eni *e, uint64_t by[USE_CLASSES])
{
	const struct inv_eni *eni = e->eni;
	uint64_t singles = eni->naddresses - eni->has_primary;
	uint64_t blocks = VPC_BLOCK * (uint64_t)eni->nprefixes;

	if (eni->leaked) {
		by[USE_LEAKED] += eni_cost(eni);
	} else if (eni->class != ENI_NODE_PRIMARY && eni->class != ENI_CNI) {
		by[whole[eni->class]] += eni_cost(eni);
	} else {
		by[eni->class == ENI_CNI ? USE_ENI_PRIMARY :
		    USE_NODE_PRIMARY] += eni->has_primary;
		if (!e->pods_known) {
			by[USE_ALLOCATED] += singles + blocks;
			return;
		}
		by[USE_ASSIGNED] += e->singles + e->blocked;
		by[USE_WARM] += singles - e->singles;
		by[USE_PREFIX_SLACK] += blocks - e->blocked;
	}
}

/* --- adding up ---------------------------------------------------------- */

/* What neither an ENI nor AWS has is reserved, unaccounted for, or free. */
static void
share_rest(struct usage *u, struct usage_subnet *s)
{
	uint64_t gap = s->size - s->by[USE_AWS] - s->listed;
	uint64_t held = reserved_free(&u->reserved, s->id,
	    RESERVATION_PREFIX);
	uint64_t kept = reserved_free(&u->reserved, s->id,
	    RESERVATION_EXPLICIT);
	uint64_t left;

	held = held < gap ? held : gap;
	gap -= held;
	left = gap;
	s->residue_known = s->doc->available.set;
	if (s->residue_known) {
		s->residue = (int64_t)gap - (int64_t)s->doc->available.v;
		if (s->doc->available.v < left)
			left = s->doc->available.v;
	}
	kept = kept < left ? kept : left;
	s->by[USE_PREFIX_RESERVATION] = held;
	s->by[USE_EXPLICIT_RESERVATION] = kept;
	s->by[USE_UNACCOUNTED] = gap - left;
	s->by[USE_FREE] = left - kept;
}

static void
add_up(struct usage *u)
{
	for (size_t i = 0; i < u->nsubnets; i++)
		u->subnets[i].by[USE_AWS] = u->subnets[i].size < VPC_RESERVED ?
		    u->subnets[i].size : VPC_RESERVED;
	for (size_t i = 0; i < u->nenis; i++) {
		struct usage_eni *e = &u->enis[i];
		struct usage_subnet *s = &u->subnets[e->subnet];

		e->pods_known = is_known(u, e->eni->cluster);
		usage_count(e, s->by);
		s->enis++;
		s->listed += eni_cost(e->eni);
		if (!e->eni->leaked && eni_class_is_node(e->eni->class)) {
			s->pods_known = s->pods_known || e->pods_known;
			s->pods_unknown = s->pods_unknown || !e->pods_known;
		}
	}
	for (size_t i = 0; i < u->nsubnets; i++)
		if (u->subnets[i].size != 0)
			share_rest(u, &u->subnets[i]);
}

void
usage_make(struct usage *u, const struct inventory *inv, struct arena *a)
{
	*u = (struct usage){ .inv = inv, .arena = a,
	    .subnet_by_id = map_make(a), .known = map_make(a) };
	find_subnets(u);
	find_enis(u);
	reserved_make(&u->reserved, inv, a);
	find_pods(u);
	add_up(u);
	usage_causes(u);
}
