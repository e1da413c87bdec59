/*
 * judge: what settings make of one node that meets a demand.
 *
 * Everything is measured on the engine (cni/engine.h), in subnets without
 * end: what a node would take, not what it gets.  So a judgement depends on
 * the limits, the settings, max_pods and the demand only, and on as much of
 * the settings as judge_normal() leaves: equal questions have equal answers
 * and need be asked once.
 */
#ifndef CNI_JUDGE_H
#define CNI_JUDGE_H

#include "cni/demand.h"
#include "cni/rest.h"

#define JUDGE_NEVER UINT64_MAX

struct judge_how {
	bool scattered;			/* walk ENIs and blocks at random */
	uint64_t seed;			/* of that */
	/* Work that all judgements may still do; NULL: each on its own. */
	uint64_t *left;
};

/*
 * Take work, in looks at an ENI or block, off what is left.  False with e set
 * (EXIT_CANNOT) when that is not enough.
 */
bool judge_spend(const struct judge_how *how, uint64_t work, struct err *e);

/* An hour, or the time of a trace. */
struct judgement {
	uint64_t calls;			/* of EC2, from the agent's start */
	uint64_t calls_before;		/* of them, those before d->from_ms */
	uint64_t calls_minute;		/* most in one minute */
	uint64_t address_ms;		/* held x time, from d->from_ms on */
	uint64_t peak;			/* most addresses at a time */
	uint64_t pods;			/* that came for one of the pool */
	uint64_t waits;			/* of them, those not served at once */
	uint64_t waiting_ms, longest_ms;	/* all of them; one of them */
	uint64_t longest_late_ms;	/* that one had waited, past from_ms */
	uint64_t stuck;			/* that wait in the end */
};

/* The state after a number of pods has come at once and all is quiet. */
struct judge_settled {
	uint64_t calls;			/* of EC2, from the agent's start */
	uint64_t filled_ms;		/* until the last pod was served */
	uint64_t addresses, enis, blocks;
	uint64_t burst;			/* pods that could start at once now */
	uint64_t stuck;
};

/*
 * The node must have been through cni_node_init(), be Linux and usable.
 * False with e set when the node is beyond what the engine takes, or pods
 * wait for so long that the work has no end, or how has no work left.
 */
bool judge(struct judgement *j, const struct cni_node *n,
    const struct demand *d, const struct judge_how *how, struct arena *scratch,
    struct err *e);

/* So many pods of the pool, and with branch ENIs. */
bool judge_settled(struct judge_settled *j, const struct cni_node *n,
    uint64_t pods, uint64_t branch, const struct judge_how *how,
    struct arena *scratch, struct err *e);

/* Pods of the pool that the node can ever hold, whatever the targets are. */
uint64_t judge_capacity(const struct cni_node *n);

/*
 * Make all settings of the node that give the same judgements equal: the
 * warm targets that are ignored become 0, those beyond what it can hold the
 * least such one.
 */
void judge_normal(struct cni_node *n);

#endif
