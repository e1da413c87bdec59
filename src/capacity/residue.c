/*
 * Why EC2 counts another number of addresses than the documents show.  Each
 * cause is looked for by itself; they may overlap, and none is proof.
 */
#include <stdlib.h>
#include <string.h>

#include "capacity/usage.h"
#include "model/vpc.h"

/* What looks for subnets by address. */
struct finder {
	struct usage *u;
	struct usage_subnet **v;	/* by first address */
	size_t n;
};

static int
by_cidr(const void *pa, const void *pb)
{
	const struct usage_subnet *const *a = pa, *const *b = pb;
	int c = prefix_cmp(&(*a)->doc->cidr, &(*b)->doc->cidr);

	return c != 0 ? c : (*a > *b) - (*a < *b);
}

static void
finder_make(struct finder *f, struct usage *u)
{
	*f = (struct finder){ .u = u };
	f->v = arena_array(u->arena, u->nsubnets, struct usage_subnet *);
	for (size_t i = 0; i < u->nsubnets; i++)
		if (u->subnets[i].size != 0)
			f->v[f->n++] = &u->subnets[i];
	qsort(f->v, f->n, sizeof(*f->v), by_cidr);
}

/*
 * Note something that has an address there and is on no listed ENI.  Equal
 * subnets of several VPCs are all noted: nothing tells them apart.
 */
static void
note_lost(struct finder *f, uint32_t addr, enum usage_cause cause,
    const char *node)
{
	const struct prefix p = { addr, IPV4, 32 };
	size_t low = 0, n = f->n;

	while (n != 0) {
		size_t half = n / 2;

		if (prefix_cmp(&f->v[low + half]->doc->cidr, &p) <= 0) {
			low += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	for (; low != 0 && prefix_covers(&f->v[low - 1]->doc->cidr, &p);
	    low--) {
		f->v[low - 1]->lost[cause]++;
		if (f->v[low - 1]->lost_node == NULL)
			f->v[low - 1]->lost_node = node;
	}
}

static void
lost_pods(struct finder *f)
{
	const struct inventory *inv = f->u->inv;

	for (size_t i = 0; i < inv->npods_at; i++)
		if (!f->u->pod_found[i] && (i == 0 ||
		    inv->pods_at[i].addr != inv->pods_at[i - 1].addr))
			note_lost(f, inv->pods_at[i].addr, CAUSE_LOST_PODS,
			    NULL);
}

/* Does the ENI have the InternalIP of the node that it is on? */
static bool
has_own(const struct inv_eni *eni)
{
	const struct inv_node *n = eni->instance->node;

	for (size_t i = 0; i < eni->naddresses; i++)
		if (n->has_address && eni->addresses[i] == n->address)
			return true;
	return false;
}

/*
 * Nodes whose InternalIP is neither on an ENI of theirs nor the primary
 * address of one that is on no node, as where attachments are left out.
 */
static void
lost_nodes(struct finder *f)
{
	static char yes;
	const struct usage *u = f->u;
	const struct inventory *inv = u->inv;
	struct map own = map_make(u->arena), others = map_make(u->arena);

	for (size_t i = 0; i < u->nenis; i++) {
		const struct inv_eni *eni = u->enis[i].eni;
		const struct inv_instance *at = eni->instance;

		if (at == NULL || at->node == NULL) {
			if (eni->naddresses != 0)
				*map_slot(&others, (const char *)
				    &eni->addresses[0], sizeof(uint32_t)) =
				    &yes;
		} else if (has_own(eni))
			*map_slot(&own, at->id, strlen(at->id)) = &yes;
	}
	for (size_t i = 0; i < inv->nnodes; i++) {
		const struct inv_node *n = inv->nodes[i];

		if (n->has_address && n->instance_id != NULL &&
		    map_find(&own, n->instance_id, strlen(n->instance_id)) ==
		    NULL && map_find(&others, (const char *)&n->address,
		    sizeof(n->address)) == NULL)
			note_lost(f, n->address, CAUSE_LOST_NODES, n->name);
	}
}

/* Addresses of NAT gateways and endpoints less those on their ENIs. */
static void
lost_services(struct usage *u)
{
	const struct inventory *inv = u->inv;

	for (size_t i = 0; i < inv->nnats; i++) {
		struct usage_subnet *s = usage_subnet(u,
		    inv->nats[i]->subnet_id);

		if (s != NULL && holder_is_there(inv->nats[i]->state))
			s->lost[CAUSE_LOST_NATS] += inv->nats[i]->naddresses;
	}
	for (size_t i = 0; i < inv->nendpoints; i++)
		for (size_t k = 0; k < inv->endpoints[i]->subnets.n; k++) {
			struct usage_subnet *s = usage_subnet(u,
			    inv->endpoints[i]->subnets.v[k]);

			if (s != NULL &&
			    holder_is_there(inv->endpoints[i]->state))
				s->lost[CAUSE_LOST_ENDPOINTS]++;
		}
	for (size_t i = 0; i < u->nsubnets; i++) {
		struct usage_subnet *s = &u->subnets[i];
		uint64_t *nat = &s->lost[CAUSE_LOST_NATS];
		uint64_t *end = &s->lost[CAUSE_LOST_ENDPOINTS];

		*nat -= s->by[USE_NAT] < *nat ? s->by[USE_NAT] : *nat;
		*end -= s->by[USE_ENDPOINT] < *end ? s->by[USE_ENDPOINT] :
		    *end;
	}
}

/* Accounts whose ENIs are listed. */
static void
find_owners(const struct usage *u, struct map *owners)
{
	for (size_t i = 0; i < u->nenis; i++) {
		const char *id = u->enis[i].eni->owner_id;

		if (id != NULL)
			*map_slot(owners, id, strlen(id)) = u->enis;
	}
}

static bool
is_shared(const struct usage_subnet *s, const struct map *owners)
{
	const char *id = s->doc->owner_id;

	return owners->n != 0 && id != NULL &&
	    map_find(owners, id, strlen(id)) == NULL;
}

static bool
has_reservations(const struct usage *u, const struct usage_subnet *s)
{
	return map_find(&u->reserved.by_subnet, s->id, strlen(s->id)) != NULL;
}

/*
 * What those that are on no listed ENI leave of the residue, at least: the
 * ENI of a pod or a node may hold any number of addresses.
 */
static uint64_t
unexplained(const struct usage_subnet *s)
{
	uint64_t residue = (uint64_t)s->residue, known =
	    s->lost[CAUSE_LOST_NATS] + s->lost[CAUSE_LOST_ENDPOINTS];

	return s->lost[CAUSE_LOST_PODS] != 0 ||
	    s->lost[CAUSE_LOST_NODES] != 0 || known > residue ? 0 :
	    residue - known;
}

static void
find_causes(const struct usage *u, struct usage_subnet *s,
    const struct map *owners)
{
	bool listed = inventory_has(u->inv, DOC_ENIS), lost = false;

	if (s->residue < 0)
		s->causes |= 1u << CAUSE_OTHER_TIME;
	if (s->residue <= 0)
		return;
	if (!listed)
		s->causes |= 1u << (u->nenis == 0 ? CAUSE_NO_ENIS :
		    CAUSE_ONLY_INSTANCES);
	if (listed && is_shared(s, owners))
		s->causes |= 1u << CAUSE_SHARED;
	for (unsigned c = 0; c < CAUSES; c++)
		if (s->lost[c] != 0) {
			s->causes |= 1u << c;
			lost = true;
		}
	if (listed && lost && !is_shared(s, owners))
		s->causes |= 1u << CAUSE_PARTIAL;
	if (listed && unexplained(s) >= VPC_BLOCK && !has_reservations(u, s))
		s->causes |= 1u << CAUSE_NO_RESERVATIONS;
	if (s->causes == 0)
		s->causes = 1u << CAUSE_UNKNOWN;
}

void
usage_causes(struct usage *u)
{
	struct map owners = map_make(u->arena);
	struct finder f;

	finder_make(&f, u);
	lost_pods(&f);
	lost_nodes(&f);
	lost_services(u);
	find_owners(u, &owners);
	for (size_t i = 0; i < u->nsubnets; i++)
		if (u->subnets[i].residue_known)
			find_causes(u, &u->subnets[i], &owners);
}
