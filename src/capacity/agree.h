/*
 * agree: what a plan counts at rest beside what is taken now.
 *
 * A plan that was drawn from documents spreads its nodes evenly, with as many
 * pods on each as the fullest has, and counts for a control plane or a load
 * balancer what they may take.  What is there is uneven, so the two differ;
 * this says by how much, for nodes and for all else.  What prefix reservations
 * hold back is in neither.
 */
#ifndef CAPACITY_AGREE_H
#define CAPACITY_AGREE_H

#include "capacity/answer.h"

struct agree {
	const struct subnet *subnet;
	/* Addresses of the plan's groups' nodes, and of all else. */
	uint64_t nodes_now, nodes_planned;
	uint64_t others_now, others_planned;
};

/*
 * One a subnet of the plan of which documents tell what is taken; *n of them.
 * o has the plan joined to the documents, a its answer without them.
 */
struct agree *agree_make(const struct answer *a, const struct observed *o,
    size_t *n, struct arena *arena);

#endif
