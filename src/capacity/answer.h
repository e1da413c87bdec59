/*
 * answer: does a plan fit, and which limit binds first.
 *
 * Everything is counted in two currencies, single addresses and whole /28
 * blocks, and at two times: steady (groups at their desired size) and peak
 * (groups at their largest, plus the nodes of an upgrade, plus the pods of a
 * rollout).  Besides, a subnet keeps a reserve free.  The rules are those of
 * ipplan-plan(5), "How a plan is counted".
 *
 * Sources: what takes addresses and how much, consumption.md of the design
 * (EKS User Guide 2024-12, VPC User Guide 2026-09, EKS Best Practices
 * 2026-05); what a node takes, cni/rest.h.
 *
 * Counts are exact: the plan's are at most COUNT_MAX each and products are
 * checked.  Everything lives in the arena given; the plan is borrowed.
 */
#ifndef CAPACITY_ANSWER_H
#define CAPACITY_ANSWER_H

#include "base/arena.h"
#include "capacity/observed.h"
#include "capacity/terms.h"
#include "cni/rest.h"
#include "model/plan.h"

enum when { STEADY, PEAK, WHENS };

/* What is taken from one subnet. */
struct load {
	uint64_t addresses;	/* singles and 16 a block */
	uint64_t singles;
	uint64_t blocks;	/* whole /28s */
};

/* What one node takes, of the subnet of its primary ENI and of its pods'. */
struct footprint {
	struct load node, pod;	/* pod: custom networking only */
	uint64_t enis;		/* branch ENIs included */
	uint64_t nau;		/* network address usage units, pods not */
	uint64_t placed;	/* pods that get an address */
};

struct group_answer {
	const struct nodegroup *group;
	struct subnet_refs subnets;	/* given, or the default */
	struct subnet_refs pod_subnets;	/* for subnets[i]; none: n is 0 */
	struct cni_node *nodes;		/* one an instance type */
	size_t ntypes, nazs;
	uint64_t pods[WHENS], branch_pods[WHENS];	/* on a node */
	uint64_t placeable;	/* most pods a node gives addresses to */
	uint64_t branch_limit;
	struct footprint one[WHENS];	/* the largest of the types */
	uint64_t count[WHENS];	/* nodes in each subnet */
	uint64_t surge;		/* more nodes in each, in an upgrade */
	uint64_t surge_total;	/* in all subnets together */
};

/* The words of column "binding" and table "limits". */
enum limit { LIMIT_ADDRESSES, LIMIT_BLOCKS28, LIMIT_MAX_PODS,
    LIMIT_BRANCH_ENIS, LIMIT_ENIS_PER_REGION, LIMIT_NAU,
    LIMIT_CIDRS_PER_VPC, LIMIT_SERVICE_ADDRESSES, LIMIT_NONE };

const char *limit_name(enum limit l);

struct limit_row {
	enum limit limit;
	const char *scope;		/* "subnet/private-a", "vpc" */
	const struct subnet *subnet;	/* of addresses and blocks28 */
	const struct nodegroup *group;	/* of max_pods and branch_enis */
	uint64_t used, peak, allowed;
	uint64_t reserve;		/* to stay free beside used */
};

struct subnet_answer {
	const struct subnet *subnet;
	uint64_t usable;
	/* Who takes fixed addresses; OBSERVED_NODES stays 0. */
	uint64_t by_class[OBSERVED_CLASSES], fixed;
	uint64_t reserve;
	uint64_t reserved_for_blocks;	/* addresses in prefix reservations */
	uint64_t reserved_explicit;	/* addresses in explicit ones */
	uint64_t edge_singles;		/* singles that spoil no block */
	uint64_t cooling;		/* branch ENIs of deleted pods */
	struct load load[WHENS];	/* fixed included */
	bool available_known;
	uint64_t available_now;		/* AvailableIpAddressCount */
	uint64_t blocks28;		/* whole blocks of the subnet */
	uint64_t blocks_reserved;	/* of them in prefix reservations */
	uint64_t best[WHENS], worst[WHENS];	/* left by single addresses */
	bool fits;
	enum limit binding;
};

struct answer_options {
	bool all_at_once;		/* every group upgraded together */
	const struct limits_set *types;	/* with those added; or NULL */
	const struct observed *observed;	/* by documents, or NULL */
	struct terms *terms;		/* for --explain, or NULL */
};

struct answer {
	const struct plan *plan;
	const struct answer_options *opts;
	struct arena *arena;
	struct err *err;
	struct subnet_answer *subnets;	/* as plan.subnets */
	struct group_answer *groups;	/* as plan.nodegroups */
	struct limit_row *limits;
	size_t nlimits;
	size_t *az;			/* number of the AZ of each subnet */
	struct az_mark *marks;		/* by AZ; see group.c */
	size_t nazs;
	uint64_t cooling;		/* in all subnets together */
	bool ipv6;
	bool fits;
};

/*
 * Fill in a.  False with e set when the plan contradicts itself (EXIT_INPUT)
 * or names an instance type that nobody knows (EXIT_CANNOT).
 */
bool plan_answer(struct answer *a, const struct plan *p,
    const struct answer_options *opts, struct arena *arena, struct err *e);

/* The parts, in order; called by plan_answer(). */
void answer_azs(struct answer *a);
bool answer_group(struct answer *a, struct group_answer *g);
void answer_subnets(struct answer *a);
void answer_limits(struct answer *a);

/* Append those with one of these roles and none of those. */
void plan_subnets_by_role(const struct plan *p, unsigned with,
    unsigned without, struct subnet_refs *refs, struct arena *a);

/* Whole /28s that so many single addresses leave, at best. */
uint64_t subnet_blocks_best(const struct subnet_answer *s, uint64_t singles);
/*
 * Nodes that a managed node group has on top in each AZ while it is updated:
 * as many as may be unavailable, at least two an AZ, spread over the AZs.
 */
uint64_t managed_surge(uint64_t at_a_time, uint64_t nazs);

/* Add n of one. */
void load_add(struct load *l, const struct load *one, uint64_t n);
/* Would the subnet hold that load, at best, and keep the reserve free? */
bool subnet_load_fits(const struct subnet_answer *s, const struct load *l,
    uint64_t reserve);

/* The larger of used with the reserve, and peak. */
uint64_t limit_worst(const struct limit_row *r);
/* Is a larger share of the first one used? */
bool limit_above(const struct limit_row *a, const struct limit_row *b);
/* Does a row say that something does not fit? */
bool limit_exceeded(const struct limit_row *r);

/* An input error at a place of the plan; returns false. */
bool plan_error(const struct answer *a, struct spot at, const char *fmt, ...)
    PRINTF(3, 4);

#endif
