/*
 * roll: a plan's node groups are replaced node by node, on the engine.
 *
 * All groups run with their desired number of nodes and their pods, or with
 * at_peak with their largest number and the pods of a rollout.  Then the
 * control plane is updated, and after it one group after the other (or with
 * all_at_once all of them) has each of its nodes replaced, as its update says:
 *
 *  default	max(2 x AZs, max_unavailable) nodes are added, spread over the
 *		AZs; then max_unavailable old ones at a time are drained and
 *		ended, and each is followed by a new one; in the end as many
 *		nodes as were added go again
 *  minimal	the same, and none are added: its pods wait for the new node
 *  blue_green	the whole group once more; the old nodes are drained,
 *		max_unavailable at a time, and end together
 *  karpenter	budget nodes at a time: first their replacements, all in one
 *		AZ, then they are drained and ended; nodes go back, one by one,
 *		to AZs that lost some, and then the next AZ has its turn
 *
 * A new node takes the address of its primary ENI at once; when it has booted
 * its agent fills the pool, and pods come.  Draining is a taint, and pods that
 * leave one by one over the time given; a minute later (addresses cool down
 * meanwhile) the node ends, and what it holds comes back when its ENIs are
 * deleted.  Only then is it followed by another.  A node takes no more pods
 * than its group's pods_per_node: the others are full, as the plan says.
 * Evicted pods go to the new node with the fewest.
 *
 * Nobody knows which subnet or AZ gets the odd node, so all do, as "ipplan
 * plan" counts.  Subnets never run out here, so that what would be taken of
 * them is seen; whether they hold it is judged at each change.
 *
 * An AZ that is lost is lost before: its nodes are spread over the others.
 *
 * Sources: EKS User Guide, managed-node-update-behavior (2024-11), and
 * update-cluster; Karpenter v1 disruption; the design's consumption.md,
 * section 6.  Everything lives in the arena given.
 */
#ifndef CAPACITY_ROLL_H
#define CAPACITY_ROLL_H

#include "capacity/contest.h"
#include "capacity/estate.h"
#include "capacity/gauge.h"
#include "cni/fleet.h"

#define ROLL_NODES_MAX 400000
#define ROLL_CONTROL_PLANE_ENIS 5	/* more, in a cluster subnet */
#define ROLL_CONTROL_PLANE_MS 900000	/* 10 to 20 minutes */
#define ROLL_NO_AZ SIZE_MAX

struct roll_options {
	int64_t boot_ms, drain_ms, eni_ms;	/* eni_ms: to be deleted */
	bool at_peak, all_at_once, nodes_only;
	size_t lost_az;			/* answer.az, or ROLL_NO_AZ */
	/* This group alone, with so many at a time; or NULL. */
	const struct nodegroup *only;
	uint64_t at_a_time;		/* 0: as the plan says */
	bool at_rest;			/* only what is before the roll */
};

struct roll_subnet {
	uint64_t old, new;		/* nodes with primary ENI in it */
	uint64_t steady;		/* addresses when the roll begins */
	uint64_t steady_blocks;
	struct gauge used, blocks;	/* fixed addresses too; /28s */
	/* Taken by others that are not simulated. */
	uint64_t base, base_blocks;
	uint64_t control_plane;		/* most, with its extra ENIs; or 0 */
	int64_t fails_ms;		/* first time it does not fit; NEVER */
	enum limit limit;		/* which one then */
	uint64_t minute_most;		/* of used in the current minute */
	bool dirty;
};

enum roll_phase { ROLL_WAITS, ROLL_SURGES, ROLL_DRAINS, ROLL_SHRINKS,
    ROLL_DONE };

struct roll_group {
	enum roll_phase phase;
	uint64_t nodes;			/* of it, as the plan says */
	uint64_t n;			/* the same number in each subnet */
	uint64_t at_a_time, surge;
	int64_t begin_ms, end_ms;
	struct gauge unscheduled;		/* pods without a node */
	struct gauge waiting;		/* pods on a node without address */
	uint64_t lost;			/* nodes for which no AZ is left */
	/* For roll.c and roll-node.c: */
	uint64_t pool_pods, branch_pods;	/* of a full node */
	uint64_t pool_left, branch_left;	/* of unscheduled */
	uint32_t *at;			/* its subnets that are left */
	uint32_t nat;
	uint64_t *count;		/* nodes in each of its subnets */
	uint64_t *began;		/* the same, when the roll begins */
	uint32_t *old;			/* nodes, in the order they go */
	size_t nold, next_old;
	uint32_t *extra;		/* nodes that go in the end */
	size_t nextra, slots;
	uint32_t *slot;			/* its nodes by number, for contest */
	struct contest most_free, most_free_branch;
	uint64_t busy;			/* of the current wave */
	uint64_t waves;			/* karpenter: begun */
	struct roll *roll;
};

enum roll_state { ROLL_BOOTS, ROLL_READY, ROLL_DRAINING, ROLL_DRAINED,
    ROLL_GONE };

struct roll_node {
	uint32_t group, at, fleet;
	uint32_t replaces;		/* karpenter: then drain that one */
	enum roll_state state;
	bool old, started;
	bool followed;			/* by another when it is gone */
	bool leaves;			/* when its replacement is there */
	uint32_t slot;			/* in its group's contests */
	uint64_t pool, branch;		/* pods on it */
	uint64_t branch_held, waiting;
	struct engine *engine;
};

struct roll {
	/* To be filled before roll_run(). */
	const struct answer *answer;
	struct roll_options options;
	/* Once a minute for each subnet that has changed. */
	void (*minute)(void *arg, const struct roll *r, size_t subnet,
	    int64_t minute);
	void *arg;

	/* Filled. */
	int64_t begin_ms, end_ms;	/* minutes count from begin_ms */
	struct roll_subnet *subnets;	/* as the plan's */
	struct roll_group *groups;
	bool fits;
	/* For roll.c and roll-node.c: */
	struct arena *arena;
	struct err *err;
	struct estate estate;
	struct fleet fleet;
	struct roll_node *nodes;
	size_t nnodes, nodes_cap;
	uint32_t *node_of;		/* of each in the fleet */
	struct heap agenda;		/* what is due, by time and seq */
	uint64_t seq;
	int64_t now_ms, minute_now;
	bool rolling;
};

/*
 * Run it.  False with e set: more nodes, or more to follow, than can be done.
 */
bool roll_run(struct roll *r, struct arena *a, struct err *e);

/* Options for which nothing else is said. */
void roll_defaults(struct roll_options *o);

/* A plan has that many at a time to choose from; 0: nothing to choose. */
uint64_t roll_choices(const struct roll *r, size_t group);

/*
 * The largest number of nodes at a time with which the group's own roll fits
 * beside the others at rest; 0: none.  r has run.
 */
bool roll_safe(const struct roll *r, size_t group, uint64_t *most,
    struct err *e);

#endif
