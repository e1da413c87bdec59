/*
 * recycle: whom to recycle so that EC2 can delegate more /28s of a subnet.
 *
 * A spoilt block becomes free when everybody with an address in it is gone.
 * Who can go is told by the class of the ENI:
 *
 *	a node		all that it has in the subnet goes when it is drained
 *			and terminated: its primary ENI, those of the CNI, its
 *			trunk and the branch ENIs of its pods;
 *	an ENI		detached ones are deleted: leaks of the CNI, with
 *			their prefixes, and orphans; the ENI of a Fargate pod
 *			goes with it, a branch ENI with its pod;
 *	nobody		load balancers, NAT gateways, endpoints, databases,
 *			the control plane, instances that are no nodes; and
 *			the primary or an extra ENI of a node that EC2 is told
 *			to keep when the node ends (DeleteOnTermination is
 *			false).  The CNI's own are deleted by the CNI.
 *
 * What is delegated to a node is not counted as gain: whoever replaces it
 * takes as much.  Nor are blocks in explicit reservations, and the first and
 * the last of the subnet.
 *
 * Of sets of equal size the one with fewer nodes is taken, as it moves fewer
 * pods.
 */
#ifndef CAPACITY_RECYCLE_H
#define CAPACITY_RECYCLE_H

#include "capacity/blockmap.h"

enum recycle_kind { RECYCLE_NOBODY, RECYCLE_ENI, RECYCLE_NODE };

/* Somebody who can go. */
struct recycle_unit {
	enum recycle_kind kind;
	const char *id;			/* of the instance or the ENI */
	const struct inv_eni *eni;	/* its first there */
	const struct inv_instance *instance;	/* RECYCLE_NODE */
	uint64_t spoils;		/* blocks of this subnet */
	uint64_t addresses;		/* single ones, in those blocks */
	bool chosen;
};

struct recycle {
	struct recycle_unit *units;	/* those who spoil blocks, as met */
	size_t nunits;
	uint64_t need;			/* blocks more than now */
	uint64_t most;			/* when all of them go */
	bool possible, exact;
	uint64_t size, bound;		/* chosen; no smaller set is */
	uint64_t gain;			/* blocks it gives */
};

/* Units are nodes, or each ENI alone when by_eni. */
void recycle_find(struct recycle *r, const struct blockmap *b, uint64_t need,
    bool by_eni, struct arena *a);

/* Who that ENI goes with; *instance is set for RECYCLE_NODE. */
enum recycle_kind recycle_kind(const struct inventory *inv,
    const struct inv_eni *eni, const struct inv_instance **instance);

#endif
