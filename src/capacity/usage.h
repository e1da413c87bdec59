/*
 * usage: who holds the addresses of each subnet.
 *
 * Every address of a subnet is in exactly one class, so that the classes add
 * up to the subnet's size: the 5 that AWS keeps, what each ENI holds by whom
 * it serves, what a reservation holds back, what is free, and what EC2 counts
 * as taken and no document shows.  The last is USE_UNACCOUNTED; the residue
 * is the same number with its sign, below 0 when documents show more than EC2
 * counts.
 *
 * *Assigned* is an address that a pod has.  What else is allocated for pods
 * is warm (or cools down, or was never handed out: documents do not tell), or
 * slack inside a delegated prefix.  Where no document shows the pods of a
 * cluster nobody knows which is which, and all of it is USE_ALLOCATED.
 *
 * The order of everything here depends on what the documents say, never on
 * their order.
 */
#ifndef CAPACITY_USAGE_H
#define CAPACITY_USAGE_H

#include "capacity/reserved.h"
#include "model/eni-class.h"

enum usage_class {
	USE_AWS,			/* kept by AWS */
	USE_NODE_PRIMARY, USE_ENI_PRIMARY,
	USE_ASSIGNED, USE_WARM, USE_PREFIX_SLACK,
	USE_ALLOCATED,			/* one of the three above */
	USE_TRUNK, USE_BRANCH, USE_FARGATE, USE_CONTROL_PLANE,
	USE_LOAD_BALANCER, USE_NAT, USE_ENDPOINT, USE_LAMBDA, USE_EFS,
	USE_RDS, USE_OTHER, USE_ORPHAN, USE_LEAKED,
	USE_PREFIX_RESERVATION,		/* what is not held of them */
	USE_EXPLICIT_RESERVATION,
	USE_UNACCOUNTED, USE_FREE,
	USE_CLASSES
};

/* "node_primary": a column of table subnets. */
const char *usage_class_name(enum usage_class c);

/* Why there is a residue: bits of usage_subnet.causes. */
enum usage_cause {
	CAUSE_NO_ENIS,			/* no describe-network-interfaces */
	CAUSE_ONLY_INSTANCES,		/* ENIs of instances only */
	CAUSE_SHARED,			/* of another account than the ENIs */
	CAUSE_LOST_PODS,		/* pods there on no listed ENI */
	CAUSE_LOST_NODES, CAUSE_LOST_NATS, CAUSE_LOST_ENDPOINTS,
	CAUSE_PARTIAL,			/* so ENIs are left out */
	CAUSE_NO_RESERVATIONS,		/* 16 and more, and none was given */
	CAUSE_OTHER_TIME,		/* more listed than EC2 counts */
	CAUSE_UNKNOWN,			/* none of these */
	CAUSES
};

struct usage_subnet {
	const struct inv_subnet *doc;	/* NULL: only ENIs name it */
	const char *id, *vpc_id, *az;
	uint64_t by[USE_CLASSES];
	uint64_t size;			/* 0 without a document */
	bool pods_known, pods_unknown;	/* of some ENI there; maybe both */
	uint64_t enis, listed;		/* ENIs, and addresses on them */
	bool residue_known;
	int64_t residue;		/* taken - listed - reserved */
	unsigned causes;		/* 1u << enum usage_cause */
	uint64_t lost[CAUSES];		/* how many, where that counts */
	const char *lost_node;		/* the first of those nodes */
};

struct usage_eni {
	const struct inv_eni *eni;
	size_t subnet;			/* place in subnets */
	uint32_t singles, blocked;	/* assigned: of addresses, prefixes */
	bool pods_known;
};

struct usage {
	const struct inventory *inv;
	struct arena *arena;
	struct usage_subnet *subnets;	/* by VPC, CIDR, id */
	size_t nsubnets;
	struct map subnet_by_id;
	struct usage_eni *enis;		/* by subnet, address, id */
	size_t nenis;
	struct map known;		/* clusters of which pods are known */
	bool *pod_found;		/* as inventory.pods_at: is on an ENI */
	struct reserved reserved;
};

void usage_make(struct usage *u, const struct inventory *inv,
    struct arena *a);

/* The subnet of that id, or NULL; an ENI may name none at all. */
struct usage_subnet *usage_subnet(const struct usage *u, const char *id);

/* Add what one ENI holds to the classes. */
void usage_count(const struct usage_eni *e, uint64_t by[USE_CLASSES]);

/* The classes of several subnets or ENIs; they add up to its addresses. */
struct usage_group {
	const char *name;		/* NULL: of nobody */
	uint64_t by[USE_CLASSES];
	bool pods_known, pods_unknown;
};

/*
 * In usage-groups.c: groups by "az" or "vpc" of subnets, by "cluster",
 * "owner" or "tag:KEY" of ENIs, sorted; what no ENI holds is nobody's.
 * "subnet" is known too, and is what usage.subnets has.
 */
bool usage_by_known(const char *how);
struct usage_group *usage_by(const struct usage *u, const char *how,
    size_t *n);

/*
 * "nodegroup/web", "load_balancer/edge", "rds": who holds it; never NULL.
 */
const char *usage_owner(const struct usage *u, const struct usage_eni *e);

/* In residue.c: fill lost and causes. */
void usage_causes(struct usage *u);

/* The order of subnets: VPC, CIDR, id. */
int usage_subnet_cmp(const struct usage_subnet *a,
    const struct usage_subnet *b);

#endif
