/*
 * share: of the pods of a plan's node groups over time, those on one node.
 *
 * The pods of a group are spread evenly: of p pods on n nodes each has p / n,
 * and the first p mod n one more.  Instead of all nodes a few are looked at,
 * at even distances; of fewer pods the youngest go.  A trace of one node is
 * that of every node.
 */
#ifndef CAPACITY_SHARE_H
#define CAPACITY_SHARE_H

#include "cni/demand.h"
#include "model/arrivals.h"
#include "model/plan.h"

struct shares {
	/* [group * each + i]: the i-th node looked at; each is at least 1. */
	struct demand *v;
	size_t each;
	uint64_t most;			/* pods of a node at one time */
	uint64_t end_ms;		/* of all demands */
};

/* One node's trace, the same for every node; e is borrowed. */
void share_trace(struct shares *s, const struct plan *p, struct event *e,
    size_t n, uint64_t after_ms, struct arena *a);

/* At most each nodes of a group; all demands end after_ms behind the last. */
void share_arrivals(struct shares *s, const struct plan *p,
    const struct arrivals *in, size_t each, uint64_t after_ms,
    struct arena *a);

/* Of n nodes: how many are looked at, and which one the i-th is. */
size_t share_nodes(const struct shares *s, uint64_t n);
uint64_t share_node(const struct shares *s, uint64_t n, size_t i);

#endif
