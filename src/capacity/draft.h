/*
 * draft: a plan drawn from exported documents.
 *
 * What the documents say is taken as it is.  What follows from them only by
 * a guess carries why in a field of that name (NULL: no guess), for the plan
 * that is printed to say so; what they do not say is absent.  Every address
 * that they show is in exactly one place: with a group, the control plane, a
 * holder, or a subnet's used.
 */
#ifndef CAPACITY_DRAFT_H
#define CAPACITY_DRAFT_H

#include "base/err.h"
#include "capacity/reserved.h"
#include "model/inventory.h"

struct draft_text {
	const char *v, *why;
};

struct draft_subnet {
	const struct inv_subnet *doc;	/* has a CIDR */
	const char *name;		/* unique, no other subnet's id */
	unsigned roles;			/* enum role, or-ed */
	const char *roles_why;
	uint64_t held[2];		/* used: by ENIs; by nothing listed */
	int64_t residue;		/* see observed.h; 0 when unknown */
	struct opt_count taken;		/* of usable, now */
	uint64_t used;			/* at most usable */
};

/* Places in draft.subnets. */
struct draft_refs {
	size_t *v;
	size_t n;
};

struct draft_group {
	const char *key, *name;
	const struct inv_nodegroup *doc;	/* or NULL, as the next ones */
	const struct inv_asg *asg;
	const struct inv_nodepool *pool;
	const struct inv_nodeclass *class;
	bool karpenter;
	struct inv_instance **nodes;	/* there now */
	size_t nnodes;
	struct texts types;		/* none: the group cannot be planned */
	struct draft_refs subnets, pod_subnets;
	const char *types_why, *nodes_why, *subnets_why;
	uint64_t min, desired, max;
	/* Over those nodes that kubectl lists, when there are pods. */
	size_t seen;
	uint64_t pods_sum;
	struct opt_count pods_per_node, pod_eni_pods;
	struct opt_count max_pods;	/* when all say the same */
	bool max_pods_differ, windows;
};

enum draft_list { DRAFT_FARGATE, DRAFT_LOAD_BALANCERS, DRAFT_ENDPOINTS,
    DRAFT_NAT_GATEWAYS, DRAFT_FIXED, DRAFT_LISTS };

struct draft_holder {
	enum draft_list list;
	const char *name, *why;
	enum holder_type type;
	uint64_t addresses;		/* by ENIs: pods, or fixed ones */
	struct draft_refs subnets;
};

/* Each name once, in the order met. */
struct draft_names {
	const char **v;
	size_t n;
	struct map seen;
};

struct draft {
	const struct inventory *inv;
	struct arena *arena;
	struct draft_text cluster, region;
	const struct inv_cluster *cluster_doc;	/* or NULL */
	const char *vpc_id;
	const struct inv_vpc *vpc;		/* or NULL */
	struct draft_subnet *subnets;
	size_t nsubnets;
	struct map subnet_by_id;
	struct draft_group **groups;
	size_t ngroups;
	struct map group_by_key, group_by_name;
	struct map group_by_node;	/* by instance id */
	struct reserved reserved;
	struct draft_holder **holders;
	size_t nholders;
	struct map holder_by_key;
	struct settings env;		/* of the CNI; none: unknown */
	bool custom_networking, prefixes_seen, cni_seen;
	uint64_t nodes_outside;		/* nodes that are no instances */
	uint64_t nodes_stopped;		/* in no group; addresses are used */
	struct draft_names unknown_subnets;	/* named, but not described */
};

/*
 * Draw the plan of one cluster; cluster may be NULL when the documents name
 * only one.  EXIT_CANNOT when nothing says which cluster or VPC is meant.
 */
bool draft_make(struct draft *d, const struct inventory *inv,
    const char *cluster, struct arena *a, struct err *e);

/* Shared by the files that draw; nobody else's. */
void draft_groups(struct draft *d);
void draft_holders(struct draft *d);
struct draft_subnet *draft_subnet(const struct draft *d, const char *id);
/* Add a subnet to the list once; one that is not described is noted. */
void draft_ref(struct draft *d, struct draft_refs *refs, const char *id);

#endif
