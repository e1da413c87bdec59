/*
 * eni-class: who holds an ENI, from what EC2 says of it.
 *
 * A table of tests, of which the first that fits decides: type, Description,
 * tags, then what it is attached to.  The texts are those of recorded
 * describe-network-interfaces documents, read in July 2026, and of those in
 * public repositories, read in November 2026; EC2 promises none of them, so
 * what nothing explains is ENI_OTHER and never an error.
 */
#ifndef MODEL_ENI_CLASS_H
#define MODEL_ENI_CLASS_H

#include "model/inventory.h"

/*
 * Tell nodes from other instances, then fill class, holder, lb, cluster and
 * instance of every ENI, and pods of every node.  An instance is a node when
 * kubectl lists it, when an ENI that the CNI made is on it, when its tags or
 * those of an ENI on it name a cluster (eks:cluster-name,
 * kubernetes.io/cluster/NAME, karpenter.sh/nodepool), or when a pod has a
 * secondary address of it.
 */
void eni_classify(struct inventory *inv);

/* "control_plane", "load_balancer": one word, stable. */
const char *eni_class_name(enum eni_class class);

/* An ENI that lives and dies with a node. */
static inline bool
eni_class_is_node(enum eni_class class)
{
	return class == ENI_CNI || class == ENI_TRUNK ||
	    class == ENI_BRANCH || class == ENI_NODE_PRIMARY ||
	    class == ENI_NODE_OTHER;
}

#endif
