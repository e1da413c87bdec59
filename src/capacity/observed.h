/*
 * observed: what exported documents say of a plan's subnets now.
 *
 * Each subnet of the plan is joined to a document's: by its id, or by its
 * CIDR when the plan gives none.  What the two say of CIDR and AZ must agree;
 * the rest is kept side by side and nothing is added up: a plan says what is
 * to be, a document what is, and both count the same addresses.
 *
 * ENIs are counted by who holds them, so that a planner can take, per class,
 * the larger of what the plan lists and what is there, and as fixed only
 * OBSERVED_OTHER.  OBSERVED_NODES are the nodes of the plan's groups with all
 * their ENIs, which its groups count already.  An instance is one of them
 * when it is a node (model/eni-class.h) of the plan's cluster, of a cluster
 * that nothing names, or of any when the plan names none;
 * not when its node group is known and the plan has none of that name.
 *
 * Counts are allocated IPv4 addresses, 16 for a delegated /28.
 */
#ifndef CAPACITY_OBSERVED_H
#define CAPACITY_OBSERVED_H

#include "base/err.h"
#include "model/inventory.h"

enum observed_class {
	OBSERVED_NODES,			/* nodes and pods of our groups */
	OBSERVED_CONTROL_PLANE,		/* of the plan's cluster */
	OBSERVED_LOAD_BALANCERS, OBSERVED_NAT, OBSERVED_ENDPOINTS,
	OBSERVED_FARGATE,
	OBSERVED_OTHER,			/* all else: nobody in the plan */
	OBSERVED_CLASSES
};

struct observed_subnet {
	const struct subnet *plan;
	const struct inv_subnet *document;	/* NULL: none has it */
	const char *id;			/* its ENIs name it; or NULL */
	const char *az, *az_id;		/* from the document, or NULL */
	struct opt_count available_now;	/* AvailableIpAddressCount */
	uint64_t addresses[OBSERVED_CLASSES];
	uint64_t enis[OBSERVED_CLASSES];
	uint64_t listed;		/* addresses over all classes */
	/* In prefix reservations and on no ENI: not in available_now either */
	uint64_t reserved;
	/*
	 * usable - available_now - listed - reserved.  0 is expected; above,
	 * ENIs are missing from the documents (those of other accounts, say)
	 * and it should count as fixed; below, they are of different times.
	 * Known only when available_now and an ENI document are.
	 */
	bool unaccounted_known;
	int64_t unaccounted;
};

struct observed {
	bool has_enis;			/* describe-network-interfaces */
	bool has_subnets;		/* describe-subnets */
	struct observed_subnet *subnets;	/* as plan->subnets */
	size_t nsubnets, nmissing;	/* missing: without a document */
	/*
	 * By observed_fill(), the VPC whose CIDRs were compared with the
	 * plan's, or NULL: those that only it has, and only the plan.
	 */
	const struct inv_vpc *vpc;
	struct prefixes unplanned_cidrs, new_cidrs;
	/* In the VPC of a joined subnet, and not in the plan. */
	const struct inv_subnet **unplanned;
	size_t nunplanned;
};

/* False with e set (EXIT_INPUT, at the plan's line) on a contradiction. */
bool observe(struct observed *o, const struct plan *p,
    const struct inventory *inv, struct arena *a, struct err *e);

/*
 * Give the plan what it leaves out and the documents know: CIDR and AZ of its
 * subnets, the VPC's CIDRs, the service CIDR, the CNI's settings.  False with
 * e set when the service CIDR of the plan's cluster, or the VPC's primary CIDR,
 * is another one.
 */
bool observed_fill(struct observed *o, const struct inventory *inv,
    struct plan *p, struct err *e);

/* Who holds an ENI, from the view of a cluster (NULL: any). */
enum observed_class observed_class(const struct inv_eni *eni,
    const char *cluster);
/* "nodes", "control_plane", ... */
const char *observed_class_name(enum observed_class class);

#endif
