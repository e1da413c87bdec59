/*
 * replay: pods come to a plan's node groups and go, and what that does to the
 * subnets over time.
 *
 * All nodes of the plan, each group's desired number spread over its subnets
 * in turn, start at 0 ms and share the subnets.  A node whose primary ENI
 * finds no address is never there.  A pod is put on a node of its group that
 * is ready and has fewer than max_pods, or waits in a queue until there is
 * one: on the node with the fewest pods, as kube-scheduler spreads them, or
 * with pack on the one with the most; of equal ones on the first.  When a
 * group shall have fewer pods, those in the queue go first, then the youngest
 * of the node with the most, as a ReplicaSet does.  Of the pods of a node the
 * first have a branch ENI, as many as the plan says.
 *
 * What a pod waits for is told apart: unscheduled pods wait for a node,
 * waiting ones have a node and wait for an address.
 *
 * Passes that can change nothing are skipped (cni/fleet.h); no_skip runs them
 * all, for tests.  Everything lives in the arena given.
 */
#ifndef CAPACITY_REPLAY_H
#define CAPACITY_REPLAY_H

#include "capacity/contest.h"
#include "capacity/estate.h"
#include "capacity/gauge.h"
#include "cni/fleet.h"
#include "model/arrivals.h"

#define REPLAY_NODES_MAX 200000

/* What nodes take of one subnet, and the pods with addresses in it. */
struct tally {
	uint64_t pods, enis, prefixes, allocated, assigned, cooling;
	uint64_t addresses, waiting, calls;
};

struct replay_subnet {
	struct tally now;
	uint64_t nodes;			/* with their primary ENI in it */
	struct gauge used, blocks;	/* addresses, fixed ones too; /28s */
	struct gauge waiting, waiting_nodes;
	int64_t first_failure_ms;	/* a request found no space; NEVER */
	uint64_t failures;
	/* For replay.c: */
	struct tally last;		/* of the last row */
	bool dirty, any;
};

struct replay_group {
	uint64_t pods;			/* there shall be */
	uint64_t ready;			/* nodes that can have pods */
	struct gauge waiting, unscheduled;
	/* For replay.c: */
	size_t first, n;		/* its nodes */
	struct replay *replay;
	struct contest place, remove;
	uint32_t *queue;		/* of named pods; some have gone */
	size_t queue_first, nqueue;
};

struct replay_node {
	uint32_t group, at;		/* at: of the group's subnets */
	uint32_t fleet;			/* its number there */
	bool ready;
	uint64_t pods, branch;		/* put there; of them with branch ENI */
	uint64_t branch_held;		/* of the supply */
	struct tally last;
};

struct replay {
	/* To be filled before replay_run(). */
	struct estate *estate;
	const struct arrivals *arrivals;
	int64_t until_ms;
	bool pack, no_skip;
	/* A subnet's state at now_ms, when it is not the one before. */
	void (*row)(void *arg, const struct replay *r, size_t subnet);
	void *arg;

	/* So far: */
	int64_t now_ms;
	struct replay_subnet *subnets;	/* as the plan's */
	struct replay_group *groups;
	size_t nnodes;			/* those not launched too */
	struct gauge addresses, waiting;	/* over all nodes */
	uint64_t calls[ENGINE_CALLS];	/* of EC2, at the end */
	uint64_t calls_minute;		/* the most in one minute */
	struct fleet fleet;		/* passes that were run */
	/* For replay.c: */
	struct arena *arena;
	struct engine *engines;		/* as nodes */
	struct replay_node *nodes;
	uint32_t *node_of;		/* of each in the fleet */
	struct replay_pod {
		uint32_t node;		/* or one of the file's words */
		uint32_t id;		/* on it; or its place in the queue */
	} *pods;			/* named ones */
	size_t *dirty, ndirty;
	struct cooling_branch {
		int64_t t_ms;
		uint32_t node;
	} *cool;			/* in order of time */
	size_t cool_first, ncool;
	size_t starved;			/* nodes that lack branch ENIs */
	int64_t retry_ms;
	int64_t minute;			/* the current one, and its calls */
	uint64_t minute_calls;
	uint64_t work;
};

/*
 * Run.  False with e set: more nodes, or more to follow, than can be done.
 */
bool replay_run(struct replay *r, struct arena *a, struct err *e);

#endif
