#include "capacity/density.h"

#include <stdlib.h>
#include <string.h>

#define OTHER_NODES "other-nodes"	/* as a drawn plan calls them */

struct work {
	struct densities *d;
	const struct answer *a;
	struct arena *arena;
};

static const char *
group_of(const struct inventory *inv, const struct inv_node *n)
{
	const struct inv_instance *i = n->instance_id == NULL ? NULL :
	    inventory_instance(inv, n->instance_id);

	if (n->nodegroup != NULL)
		return n->nodegroup;
	if (i != NULL && i->nodegroup != NULL)
		return i->nodegroup;
	if (n->nodepool != NULL)
		return n->nodepool;
	return i != NULL && i->nodepool != NULL ? i->nodepool : OTHER_NODES;
}

/* ceil(pods x max_surge): so many come before as many go. */
static void
add(struct work *k, size_t group, uint64_t nodes, uint64_t pods,
    uint64_t branch, bool seen)
{
	*arena_push(k->arena, k->d->v, k->d->n) = (struct density){
	    .group = group, .nodes = nodes, .pods = pods,
	    .branch = branch < pods ? branch : pods,
	    .surge = quantity_ceil(&k->a->plan->rollout.max_surge, pods),
	    .seen = seen };
}

static void
count_nodes(struct work *k, size_t group, const struct inventory *inv)
{
	const char *name = k->a->plan->nodegroups[group].name;

	for (size_t i = 0; inv != NULL && i < inv->nnodes; i++) {
		const struct inv_node *n = inv->nodes[i];

		if (!n->fargate && strcmp(group_of(inv, n), name) == 0)
			add(k, group, 1, n->pods, n->pod_eni_pods, true);
	}
}

static int
by_pods(const void *x, const void *y)
{
	const struct density *a = x, *b = y;

	if (a->pods != b->pods)
		return a->pods < b->pods ? -1 : 1;
	return (a->branch > b->branch) - (a->branch < b->branch);
}

/* Rows of the group, from first on, that say the same become one. */
static void
merge(struct densities *d, size_t first)
{
	size_t n = first;

	qsort(d->v + first, d->n - first, sizeof(*d->v), by_pods);
	for (size_t i = first; i < d->n; i++)
		if (n > first && by_pods(&d->v[n - 1], &d->v[i]) == 0)
			d->v[n - 1].nodes++;
		else
			d->v[n++] = d->v[i];
	d->n = n;
}

void
density_find(struct densities *d, const struct answer *a,
    const struct inventory *inv, struct arena *arena)
{
	struct work k = { d, a, arena };

	*d = (struct densities){ NULL, 0 };
	if (inv != NULL && (!inventory_has(inv, DOC_PODS) ||
	    !inventory_has(inv, DOC_NODES)))
		inv = NULL;
	for (size_t g = 0; g < a->plan->nnodegroups; g++) {
		const struct group_answer *ga = &a->groups[g];
		size_t first = d->n;

		if (ga->group->os != OS_LINUX)
			continue;
		count_nodes(&k, g, inv);
		if (d->n != first)
			merge(d, first);
		else
			add(&k, g, ga->group->desired.v, ga->pods[STEADY],
			    ga->branch_pods[STEADY], false);
	}
}

uint64_t
density_most(const struct densities *d)
{
	uint64_t most = 0;

	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].pods - d->v[i].branch > most)
			most = d->v[i].pods - d->v[i].branch;
	return most;
}
