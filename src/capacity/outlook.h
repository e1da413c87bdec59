/*
 * outlook: how much a plan has room for of what a history measures.
 *
 * A series is joined to a plan by its name: the id, name or CIDR of a subnet
 * (its addresses in use), "pods" or "nodes" (of all groups), "pods/GROUP",
 * "nodes/GROUP", or "services".  The id of a subnet may also stand anywhere
 * in the name, as in aws_subnet_used{subnet_id="subnet-0a1b"}.  Of all nodes
 * together there are "addresses" (all that they take, but for branch ENIs),
 * "allocated" (those that pods can have, ENIs' own not), "assigned" (those
 * that pods have, which are all but those with branch ENIs), "enis" and
 * "prefixes": what the CNI's metrics count, whose names are known too.
 *
 * The room is found by turning the plan: groups are set to as many nodes as
 * the series asks for (min, desired and max alike), and the plan is answered
 * again, through the CNI's footprint.  The most with which every limit that
 * grows with it still holds, at steady with the reserve and at peak with the
 * next upgrade and rollout, is the capacity, and the limit that the next one
 * breaks is the resource.  So "full" means that the next upgrade no longer
 * fits.  Pods spread as the plan has them: pods_per_node on each node, and
 * groups keep their shares.  Only when a group whose nodes are a range is at
 * its max do its nodes get more pods each, until max_pods or branch ENIs end
 * it; a max ends nothing by itself, for it costs nothing to raise.  The other
 * groups are at their desired size.
 *
 * Of a subnet the groups in it grow together, and the capacity is in
 * addresses: what may be in use so that upgrades and the reserve still fit,
 * whatever it is that is in use; what they take is counted with the nodes of
 * the plan, or as many as fit, if that is more.  Where whole /28 blocks run
 * out before, what is in use by then.
 */
#ifndef CAPACITY_OUTLOOK_H
#define CAPACITY_OUTLOOK_H

#include "capacity/answer.h"

/* Nothing is counted beyond. */
#define OUTLOOK_MAX UINT64_C(1000000000)

enum outlook_what { OUTLOOK_NOTHING, OUTLOOK_SUBNET, OUTLOOK_PODS,
    OUTLOOK_NODES, OUTLOOK_SERVICES, OUTLOOK_ADDRESSES, OUTLOOK_ALLOCATED,
    OUTLOOK_ASSIGNED, OUTLOOK_ENIS, OUTLOOK_PREFIXES };

struct outlook_target {
	enum outlook_what what;
	const struct subnet *subnet;
	const struct nodegroup *group;	/* of pods and nodes; NULL: all */
};

struct outlook_room {
	bool limited;			/* else there is no end to it */
	bool none;			/* ... for nodes have nothing of it */
	uint64_t capacity;		/* the most of the series that fits */
	enum limit resource;		/* what the next one breaks */
	const char *scope;		/* "subnet/private-a" */
};

struct outlook {
	const struct plan *plan;
	const struct answer_options *how;
	struct arena *arena;
	struct err *err;
};

/* What the name means; false: nothing of this plan. */
bool outlook_join(struct outlook_target *t, const struct plan *p,
    const char *series);

/* Is it a metric of the CNI that says something of one node? */
bool outlook_of_one_node(const char *series);

/* Is it the CNI's count of pods' addresses, which ENIs' own are not in? */
bool outlook_without_enis(const char *series);

/*
 * Does the id stand in the name as a word of its own?  To one of AWS, which is
 * "subnet-" and hex digits, other words may be tied by - or _.
 */
bool outlook_names(const char *series, const char *id);
/* Is an id of AWS in it, of 8 or 17 digits, that is another one? */
bool outlook_names_besides(const char *series, const char *id);

/* False with the outlook's err set. */
bool outlook_room(struct outlook *o, const struct outlook_target *t,
    struct outlook_room *room);

/*
 * growth.pods_per_month and nodes_per_month of the plan: do they say how fast
 * the series grows?  Percentages are of the month before, a month is a twelfth
 * of 365.25 days.
 */
#define OUTLOOK_MONTH 2629800	/* seconds */
bool outlook_grows(struct outlook *o, const struct outlook_target *t,
    bool *grows);
/*
 * The series after so many months when it is used now.  What the plan says of
 * pods or nodes is taken; of the other the same share.  What both make grow
 * goes by the larger of the two, with the plan's pods per node.
 */
bool outlook_grown(struct outlook *o, const struct outlook_target *t,
    double used, double months, double *v);
/* The series as the plan has it, its groups at their desired size. */
bool outlook_planned(struct outlook *o, const struct outlook_target *t,
    double *v);

/* By how much the series grows with so many more pods; may be negative. */
bool outlook_pods(struct outlook *o, const struct outlook_target *t,
    int64_t pods, double *delta);
/* ... and when all groups are at their max. */
bool outlook_at_max(struct outlook *o, const struct outlook_target *t,
    double *delta);
/* ... and with n more nodes of the group that takes most. */
bool outlook_largest(struct outlook *o, const struct outlook_target *t,
    uint64_t n, double *delta);

#endif
