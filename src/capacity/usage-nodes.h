/*
 * usage-nodes: what each node holds, and what its CNI should make it hold.
 *
 * Expected is the settled state (cni/rest.h) of the node's type, of the
 * settings that the cluster's aws-node daemonset has, and of as many pods as
 * have an address now.  The agent gives addresses back late, and may keep
 * what a pod once needed, so a node that holds some more is no fault; drift
 * says how many, for nobody else does.
 */
#ifndef CAPACITY_USAGE_NODES_H
#define CAPACITY_USAGE_NODES_H

#include "capacity/usage.h"
#include "cni/rest.h"

/* Why nothing is expected of a node. */
enum usage_blind {
	BLIND_NO,			/* it is */
	BLIND_PODS,			/* its pods are in no document */
	BLIND_SETTINGS,			/* no aws-node of its cluster */
	BLIND_TYPE,			/* its type is unknown */
	BLIND_WINDOWS,			/* the settings are elsewhere */
	BLIND_STOPPED,
};

struct usage_node {
	const struct inv_instance *instance;
	const char *cluster, *vpc_id;
	uint64_t enis, prefixes, addresses;	/* it holds, branch ENIs too */
	uint64_t others;		/* ENIs that are not the CNI's */
	bool pods_known;
	uint64_t pods, branch;		/* that have an address; by branch */
	enum usage_blind blind;
	struct cni_rest expected;	/* unless blind */
	int64_t drift;			/* addresses less expected ones */
};

/* By cluster, node name and instance. */
struct usage_node *usage_nodes(const struct usage *u,
    const struct limits_set *types, size_t *n);

#endif
