/*
 * What takes addresses in a draft and is no node: listed where the plan file
 * has a list for it, else counted as used.
 */
#include <string.h>

#include "capacity/draft.h"
#include "capacity/observed.h"
#include "model/eni-class.h"

static struct draft_holder *
holder(struct draft *d, enum draft_list list, const char *key,
    const char *name)
{
	void **slot;
	struct draft_holder *h;

	key = arena_printf(d->arena, "%u %s", (unsigned)list, key);
	slot = map_slot(&d->holder_by_key, key, strlen(key));
	h = *slot;
	if (h != NULL)
		return h;
	*slot = h = arena_new(d->arena, struct draft_holder);
	h->list = list;
	h->name = name;
	*arena_push(d->arena, d->holders, d->nholders) = h;
	return h;
}

/* com.amazonaws.REGION.ecr.api is ecr.api. */
static const char *
short_service(const char *service, const char *id)
{
	static const char aws[] = "com.amazonaws.";
	const char *dot;

	if (service == NULL)
		return id;
	if (strncmp(service, aws, sizeof(aws) - 1) != 0)
		return service;
	dot = strchr(service + sizeof(aws) - 1, '.');
	return dot != NULL && dot[1] != '\0' ? dot + 1 : service;
}

static bool
in_vpc(const struct draft *d, const char *vpc_id)
{
	return vpc_id == NULL || d->vpc_id == NULL ||
	    strcmp(vpc_id, d->vpc_id) == 0;
}

static void
from_documents(struct draft *d)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; i < inv->nnats; i++) {
		const struct inv_nat *g = inv->nats[i];

		if (!holder_is_there(g->state) || g->subnet_id == NULL ||
		    !in_vpc(d, g->vpc_id))
			continue;
		draft_ref(d, &holder(d, DRAFT_NAT_GATEWAYS, g->id,
		    g->name != NULL ? g->name : g->id)
		    ->subnets, g->subnet_id);
	}
	for (size_t i = 0; i < inv->nendpoints; i++) {
		const struct inv_endpoint *p = inv->endpoints[i];

		if (!holder_is_there(p->state) || !in_vpc(d, p->vpc_id))
			continue;
		for (size_t k = 0; k < p->subnets.n; k++)
			draft_ref(d, &holder(d, DRAFT_ENDPOINTS, p->id,
			    short_service(p->service, p->id))->subnets,
			    p->subnets.v[k]);
	}
}

/* --- ENIs --------------------------------------------------------------- */

static bool
is_fixed(enum eni_class class)
{
	return class == ENI_RDS || class == ENI_EFS || class == ENI_LAMBDA ||
	    class == ENI_ECS || class == ENI_DIRECTORY ||
	    class == ENI_ELASTICACHE || class == ENI_DAX ||
	    class == ENI_OPENSEARCH || class == ENI_REDSHIFT ||
	    class == ENI_DMS || class == ENI_RESOLVER ||
	    class == ENI_INSTANCE_CONNECT ||
	    class == ENI_TGW || class == ENI_SERVICE;
}

/* Its group is printed, so its nodes are counted there. */
static bool
is_planned(const struct draft *d, const struct inv_eni *eni)
{
	const struct draft_group *g;

	if (eni->instance == NULL)
		return eni->class == ENI_BRANCH;
	g = map_find(&d->group_by_node, eni->instance->id,
	    strlen(eni->instance->id));
	return g != NULL && g->types.n != 0;
}

/* The one of its kind in this subnet: "rds", with as many addresses. */
static struct draft_holder *
per_subnet(struct draft *d, enum draft_list list, const struct inv_eni *eni,
    uint64_t cost)
{
	const char *name = eni_class_name(eni->class);
	struct draft_holder *h = holder(d, list, arena_printf(d->arena,
	    "%s %s", name, eni->subnet_id), name);

	h->addresses += cost;
	return h;
}

/* The holder of an ENI, or NULL; *cost is what remains for used. */
static struct draft_holder *
place(struct draft *d, const struct inv_eni *eni, uint64_t *cost)
{
	enum observed_class class = observed_class(eni, d->cluster.v);
	uint64_t all = *cost;
	struct draft_holder *h;

	if (class == OBSERVED_FARGATE || (class == OBSERVED_OTHER &&
	    is_fixed(eni->class))) {
		*cost = 0;
		return per_subnet(d, class == OBSERVED_FARGATE ?
		    DRAFT_FARGATE : DRAFT_FIXED, eni, all);
	}
	if (eni->holder == NULL || (class != OBSERVED_NAT && class !=
	    OBSERVED_ENDPOINTS && class != OBSERVED_LOAD_BALANCERS))
		return NULL;
	if (class == OBSERVED_LOAD_BALANCERS) {
		*cost = 0;
		h = holder(d, DRAFT_LOAD_BALANCERS, arena_printf(d->arena,
		    "%u/%s", (unsigned)eni->lb, eni->holder), eni->holder);
		h->type = eni->lb;
		return h;
	}
	*cost -= all != 0;		/* the plan counts 1 */
	return holder(d, class == OBSERVED_NAT ? DRAFT_NAT_GATEWAYS :
	    DRAFT_ENDPOINTS, eni->holder, eni->holder);
}

void
draft_holders(struct draft *d)
{
	from_documents(d);
	for (size_t i = 0; i < d->inv->nenis; i++) {
		const struct inv_eni *eni = d->inv->enis[i];
		enum observed_class class = observed_class(eni, d->cluster.v);
		struct draft_subnet *s = draft_subnet(d, eni->subnet_id);
		uint64_t cost = eni_cost(eni);
		struct draft_holder *h;

		if (s == NULL || class == OBSERVED_CONTROL_PLANE ||
		    (class == OBSERVED_NODES && is_planned(d, eni)))
			continue;
		h = place(d, eni, &cost);
		s->held[0] += cost;
		if (h != NULL)
			draft_ref(d, &h->subnets, eni->subnet_id);
	}
}
