/* Node groups of a draft: described, else by what nodes are called. */
#include <string.h>

#include "capacity/draft.h"

#define OTHER_NODES "other-nodes"

static bool
same_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static const char *
free_name(struct draft *d, const char *name)
{
	const char *base = name;

	for (unsigned k = 2; map_find(&d->group_by_name, name,
	    strlen(name)) != NULL; k++)
		name = arena_printf(d->arena, "%s-%u", base, k);
	return name;
}

/* The group of that key ("nodegroup/web"), made if need be. */
static struct draft_group *
group(struct draft *d, const char *kind, const char *name)
{
	const char *key = arena_printf(d->arena, "%s/%s", kind, name);
	void **slot = map_slot(&d->group_by_key, key, strlen(key));
	struct draft_group *g = *slot;

	if (g != NULL)
		return g;
	*slot = g = arena_new(d->arena, struct draft_group);
	g->key = key;
	g->name = free_name(d, *name != '\0' ? name : OTHER_NODES);
	*map_slot(&d->group_by_name, g->name, strlen(g->name)) = g;
	*arena_push(d->arena, d->groups, d->ngroups) = g;
	return g;
}

/* The only one of that name, or NULL: another account may have one too. */
#define FIND(one, many)							\
static const struct inv_##one *						\
find_##one(const struct inventory *inv, const char *name)		\
{									\
	const struct inv_##one *found = NULL;				\
									\
	for (size_t i = 0; i < inv->n##many; i++) {			\
		if (!same_text(inv->many[i]->name, name))		\
			continue;					\
		if (found != NULL)					\
			return NULL;					\
		found = inv->many[i];					\
	}								\
	return found;							\
}
FIND(asg, asgs)
FIND(nodepool, nodepools)
FIND(nodeclass, nodeclasses)
#undef FIND

static void
add_node(struct draft *d, struct inv_instance *i)
{
	const char *managed = instance_nodegroup(i);
	const char *pool = instance_nodepool(i);
	struct draft_group *g;

	if (managed != NULL)
		g = group(d, "nodegroup", managed);
	else if (pool != NULL) {
		g = group(d, "nodepool", pool);
		if (!g->karpenter)
			g->pool = find_nodepool(d->inv, pool);
		if (!g->karpenter && g->pool != NULL)
			g->class = find_nodeclass(d->inv, g->pool->class);
		g->karpenter = true;
	} else if (i->asg != NULL) {
		g = group(d, "asg", i->asg);
		if (g->asg == NULL)
			g->asg = find_asg(d->inv, i->asg);
	} else
		g = group(d, "other", OTHER_NODES);
	*arena_push(d->arena, g->nodes, g->nnodes) = i;
	*map_slot(&d->group_by_node, i->id, strlen(i->id)) = g;
}

/* --- one group ---------------------------------------------------------- */

static void
fill_types(struct draft *d, struct draft_group *g)
{
	if (g->doc != NULL && g->doc->types.n != 0) {
		g->types = g->doc->types;
		return;
	}
	if (g->pool != NULL && g->pool->types.n != 0) {
		g->types = g->pool->types;
		return;
	}
	g->types_why = "the types of its nodes now";
	for (size_t i = 0; i < g->nnodes; i++) {
		const struct inv_node *n = g->nodes[i]->node;
		const char *type = n != NULL && n->type != NULL ? n->type :
		    g->nodes[i]->type;
		size_t k = 0;

		while (type != NULL && k < g->types.n &&
		    strcmp(g->types.v[k], type) != 0)
			k++;
		if (type != NULL && *type != '\0' && k == g->types.n)
			*arena_push(d->arena, g->types.v, g->types.n) = type;
	}
}

/* EKS keeps desired between the two; a document may not. */
static void
fill_nodes(struct draft_group *g)
{
	struct opt_count min = { false, 0 }, desired = min, max = min;

	if (g->doc != NULL) {
		min = g->doc->min;
		desired = g->doc->desired;
		max = g->doc->max;
	} else if (g->asg != NULL) {
		min = g->asg->min;
		desired = g->asg->desired;
		max = g->asg->max;
	}
	g->min = g->desired = g->max = g->nnodes;
	if (!min.set && !desired.set && !max.set) {
		g->nodes_why = "the number there is now; least and most are "
		    "in none of these documents";
		return;
	}
	g->desired = desired.set ? desired.v : min.set ? min.v : max.v;
	g->min = min.set ? min.v : 0;
	g->max = max.set ? max.v : g->desired > g->min ? g->desired : g->min;
	if (g->desired < g->min || g->desired > g->max) {
		g->desired = g->desired < g->min ? g->min : g->max;
		g->nodes_why = "desired brought between min and max";
	}
}

static void
fill_subnets(struct draft *d, struct draft_group *g)
{
	const struct texts *said = g->doc != NULL ? &g->doc->subnets :
	    g->asg != NULL ? &g->asg->subnets :
	    g->class != NULL ? &g->class->subnets : NULL;

	if (said != NULL && said->n != 0) {
		for (size_t i = 0; i < said->n; i++)
			draft_ref(d, &g->subnets, said->v[i]);
		return;
	}
	g->subnets_why = "where its nodes are now";
	for (size_t i = 0; i < g->nnodes; i++)
		if (g->nodes[i]->subnet_id != NULL)
			draft_ref(d, &g->subnets, g->nodes[i]->subnet_id);
}

/* With custom networking: the ENIConfigs' subnets in the group's AZs. */
static void
fill_pod_subnets(struct draft *d, struct draft_group *g)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; d->custom_networking && i < inv->neniconfigs; i++) {
		const char *id = inv->eniconfigs[i]->subnet_id;
		const struct draft_subnet *pod = draft_subnet(d, id);
		bool near = false;

		for (size_t k = 0; pod != NULL && k < g->subnets.n; k++) {
			const struct inv_subnet *s =
			    d->subnets[g->subnets.v[k]].doc;

			near = near || same_text(s->az, pod->doc->az) ||
			    same_text(s->az_id, pod->doc->az_id);
		}
		if (id != NULL && (pod == NULL || near))
			draft_ref(d, &g->pod_subnets, id);
	}
}

static void
fill_pods(struct draft *d, struct draft_group *g)
{
	bool has_pods = inventory_has(d->inv, DOC_PODS);

	for (size_t i = 0; i < g->nnodes; i++) {
		const struct inv_node *n = g->nodes[i]->node;

		if (n == NULL)
			continue;
		g->windows |= same_text(n->os, "windows");
		if (g->seen == 0)
			g->max_pods = n->max_pods;
		else if (g->max_pods.v != n->max_pods.v)
			g->max_pods_differ = true;
		g->seen++;
		g->pods_sum += n->pods;
		if (n->pods > g->pods_per_node.v)
			g->pods_per_node.v = n->pods;
		if (n->pod_eni_pods > g->pod_eni_pods.v)
			g->pod_eni_pods.v = n->pod_eni_pods;
	}
	g->pods_per_node.set = has_pods && g->seen != 0;
	g->pod_eni_pods.set = g->pods_per_node.set && g->pod_eni_pods.v != 0;
	if (g->max_pods_differ)
		g->max_pods.set = false;
	else if (g->seen == 0 && g->class != NULL)
		g->max_pods = g->class->max_pods;
}

static void
add_nodes(struct draft *d)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; i < inv->ninstances; i++) {
		struct inv_instance *n = inv->instances[i];

		if (!n->is_node || (d->cluster.v != NULL &&
		    n->cluster != NULL &&
		    strcmp(n->cluster, d->cluster.v) != 0))
			continue;
		if (instance_is_stopped(n))
			d->nodes_stopped++;
		else
			add_node(d, n);
	}
}

void
draft_groups(struct draft *d)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; i < inv->nnodegroups; i++) {
		const struct inv_nodegroup *doc = inv->nodegroups[i];

		if (d->cluster.v == NULL || doc->cluster == NULL ||
		    strcmp(doc->cluster, d->cluster.v) == 0)
			group(d, "nodegroup", doc->name)->doc = doc;
	}
	add_nodes(d);
	for (size_t i = 0; i < inv->nnodes; i++)
		d->nodes_outside += inv->nodes[i]->instance_id == NULL &&
		    !inv->nodes[i]->fargate;
	for (size_t i = 0; i < d->ngroups; i++) {
		struct draft_group *g = d->groups[i];

		fill_types(d, g);
		fill_nodes(g);
		fill_subnets(d, g);
		fill_pod_subnets(d, g);
		fill_pods(d, g);
		if (g->doc != NULL && g->doc->ami_type != NULL)
			g->windows |= strncmp(g->doc->ami_type, "WINDOWS",
			    7) == 0;
	}
}
