/*
 * compare: the modes of the CNI side by side, for one plan.
 *
 * Each mode is the plan with other settings (capacity/whatif.h), counted as
 * ipplan plan counts it; EC2 calls and bursts come from the engine
 * (cni/judge.h), on one node of each group.  Settings that are no part of a
 * mode (MAX_ENI, the cooldown, branch ENIs) stay as planned; the warm targets
 * of all modes but the plan's own are the shipped manifest's.
 *
 * Everything lives in the arena given; the plan is borrowed.
 */
#ifndef CAPACITY_COMPARE_H
#define CAPACITY_COMPARE_H

#include "capacity/answer.h"
#include "capacity/whatif.h"
#include "cni/judge.h"

enum compared { COMPARE_PLAN, COMPARE_SECONDARY, COMPARE_PREFIX,
    COMPARE_PREFIX_WARM_IP, COMPARE_CUSTOM, COMPARE_CUSTOM_PREFIX,
    COMPARE_IPV6, COMPARED };

/* "plan" "secondary" "prefix" "prefix_warm_ip" "custom" ... */
const char *compared_name(enum compared m);

enum need { NEED_STARTS, NEED_NITRO, NEED_PLACES, NEED_POD_SUBNETS,
    NEED_ADDRESSES, NEED_BLOCKS28, NEED_NEW_NODES, NEED_NEW_CLUSTER, NEEDS };

/* Not met; met at best, or by work; met. */
enum met { MET_NO, MET_OPEN, MET_YES };

/* "starts" "nitro" "places" ..., and "no" "open" "yes". */
const char *need_name(enum need n);
const char *met_name(enum met m);

struct compare_need {
	bool applies;
	enum met met;
	const char *detail;		/* what is missing, or NULL */
};

struct compare_group {
	const struct group_answer *group;
	uint64_t nodes_needed;		/* for the plan's pods; SAT_MAX: none
					   would do */
	bool judged;			/* Linux, and the agent starts */
	struct judge_settled settled;	/* the worst of its types, each */
	uint64_t churn_calls;		/* of EC2 in the hour, one node */
	struct compare_need needs[NEEDS];
	enum met fits;			/* open: without added subnets */
};

/* What the nodes in a subnet do, all together. */
struct compare_subnet {
	const struct subnet_answer *subnet;
	bool added;			/* by the mode */
	bool judged;			/* no nodes in it that were not */
	uint64_t enis, fill_calls, churn_calls, burst;
};

struct compare_mode {
	enum compared mode;
	struct plan plan;
	struct answer answer;
	const char *refused;		/* the plan contradicts the mode */
	struct compare_group *groups;	/* as plan.nodegroups */
	struct compare_subnet *subnets;	/* as plan.subnets */
};

/* Pods a node, from first to last, for which a mode's nodes are smaller. */
enum cheaper { CHEAPER_SECONDARY, CHEAPER_EQUAL, CHEAPER_PREFIX,
    CHEAPER_ONLY_PREFIX, CHEAPER_ONLY_SECONDARY };
const char *cheaper_name(enum cheaper c);

struct break_even {
	const struct nodegroup *group;
	const struct limits *limits;	/* of the instance type */
	enum compared mode;		/* against secondary */
	uint64_t first, last;
	enum cheaper cheaper;
};

struct compare_ask {
	const struct plan *plan;
	const struct answer_options *how;
	/* Pods that a node replaces in a minute: num / den. */
	uint64_t churn_num, churn_den;
	const char *warm_ip, *minimum_ip;	/* of prefix_warm_ip */
	struct judge_how judge;
};

struct compare {
	const struct compare_ask *ask;
	struct compare_mode modes[COMPARED];
	struct break_even *even;
	size_t neven;
};

/*
 * False with e set when the plan cannot be counted at all, or its nodes not
 * be simulated.
 */
bool compare_plan(struct compare *c, const struct compare_ask *ask,
    struct arena *a, struct err *e);

/* The parts: compare-needs.c, compare-even.c. */
void compare_needs(const struct compare *c, struct compare_mode *m,
    struct arena *a);
void compare_even(struct compare *c, struct arena *a);

/* Targets for prefix_warm_ip where nobody says others. */
void compare_targets(const struct plan *p, const char **warm_ip,
    const char **minimum_ip, struct arena *a);

/* Pods that a node replaces in a minute, as the plan says; or one. */
void churn_of_plan(const struct plan *p, uint64_t *num, uint64_t *den);

#endif
