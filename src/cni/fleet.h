/*
 * fleet: many nodes that share subnets, in one order of time.
 *
 * A node has its passes at its own times, from its own start.  Events and
 * passes of all nodes are run in order of time, those of one time in the
 * order of the nodes, events first; so what one node takes or gives back, the
 * next one finds.  A pass that can change nothing is not run: a node that is
 * quiet stands in the queue once, for the end of its next timer, or not at
 * all.  tests/unit/test-fleet.c holds this against a loop over all nodes and
 * all passes.
 *
 * The engines are the caller's and must have been started.
 */
#ifndef CNI_FLEET_H
#define CNI_FLEET_H

#include "base/heap.h"
#include "cni/engine.h"

struct fleet_node {
	struct engine *engine;
	int64_t first_ms;		/* its first pass */
	int64_t due_ms;			/* its next that is run; INT64_MAX */
};

struct fleet {
	struct arena *arena;
	struct fleet_node *nodes;
	size_t n;
	struct heap queue;	/* by time and node; stale ones stay in it */
	int64_t now;
	uint64_t passes;		/* that were run */
	bool no_skip;			/* run every pass: for tests */
	/* After each event and each pass that was run; may be NULL. */
	void (*state)(void *arg, size_t node, const struct engine *g);
	void *arg;
};

void fleet_init(struct fleet *f, struct arena *a);

/* A node whose agent has started at start_ms, not before now.  Its number. */
size_t fleet_add(struct fleet *f, struct engine *g, int64_t start_ms);

/* The node's agent runs no more; what it holds, it holds. */
void fleet_stop(struct fleet *f, size_t node);

/* Run the passes up to and at t. */
void fleet_advance(struct fleet *f, int64_t t);

/* An event of a node at t, before the passes at t. */
void fleet_event(struct fleet *f, size_t node, int64_t t,
    const struct event *ev);

#endif
