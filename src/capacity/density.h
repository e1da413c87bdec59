/*
 * density: how many pods the nodes of each group run, as a histogram.
 *
 * From the plan: all nodes of a group run as many.  From exported documents,
 * where they have nodes and pods: each node of the group counts with the pods
 * that it runs.  Only Linux nodes are counted, since the CNI's agent runs on
 * no others.
 */
#ifndef CAPACITY_DENSITY_H
#define CAPACITY_DENSITY_H

#include "capacity/answer.h"
#include "model/inventory.h"

struct density {
	size_t group;			/* in plan.nodegroups */
	uint64_t nodes;
	uint64_t pods, branch;		/* a node's: all; with a branch ENI */
	uint64_t surge;			/* of them, a wave of a rollout */
	bool seen;			/* by documents */
};

struct densities {
	struct density *v;
	size_t n;
};

/* The plan's answer; inv may be NULL.  Rows are by group, then by pods. */
void density_find(struct densities *d, const struct answer *a,
    const struct inventory *inv, struct arena *arena);

/* Pods of the pool on the densest nodes. */
uint64_t density_most(const struct densities *d);

#endif
