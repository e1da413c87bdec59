/*
 * estate: a plan's subnets and nodes, as the engine wants them.
 *
 * A subnet starts with what it has once all that is no node is taken from it:
 * fixed holders, what others hold, reservations.  Single addresses of those
 * spoil as few /28s as they can, as "ipplan plan" counts at best.  Nodes of a
 * group share their subnets with those of all others.
 *
 * Of a group with several instance types a node is of the one that takes most
 * addresses for the group's pods.  A Windows node has one ENI, for which the
 * VPC resource controller's warm targets are kept by the engine's passes.
 */
#ifndef CAPACITY_ESTATE_H
#define CAPACITY_ESTATE_H

#include "capacity/answer.h"
#include "cni/engine.h"

struct estate {
	const struct answer *answer;
	struct supply *subnets;		/* as the plan's */
	int64_t *start;			/* free addresses at the start */
	struct estate_group {
		const struct cni_node *node;	/* the type that is taken */
		struct cni_settings settings;
		struct limits limits;		/* of its nodes */
		uint64_t pool_limit;	/* max_pods for the engine's pool */
		bool custom_networking;	/* pods are in another subnet */
		bool usable;		/* a pod gets an address at all */
		uint64_t branch;	/* pods of a node with a branch ENI */
		uint64_t places;	/* pods that the scheduler puts there */
	} *groups;			/* as the plan's */
	bool scattered;
	uint64_t seed;
};

/*
 * The answer must live as long.  endless: subnets that never run out, to see
 * what would be taken of them.
 */
void estate_init(struct estate *e, const struct answer *a, bool endless,
    struct arena *arena);

/*
 * A node of group g in the i-th of the group's subnets, whose agent starts at
 * start_ms; number tells nodes apart.
 */
void estate_node(const struct estate *e, size_t g, size_t i, uint64_t number,
    int64_t start_ms, struct engine_setup *setup);

/* Subnets (numbers of the plan's) of its primary ENI and of its pods. */
size_t estate_node_subnet(const struct estate *e, size_t g, size_t i);
size_t estate_pod_subnet(const struct estate *e, size_t g, size_t i);

/* Addresses taken of a subnet, fixed ones included; of which /28s. */
uint64_t estate_used(const struct estate *e, size_t subnet);
uint64_t estate_blocks(const struct estate *e, size_t subnet);

#endif
