/*
 * rest: what one node takes from its subnets once the CNI has settled.
 *
 * The settled state for a number of pods is that of a fresh node in unlimited
 * subnets, with pods packed onto the oldest ENI that has an address, each pod
 * arriving after the node has settled from the one before.  Where the CNI
 * never settles but takes and gives back the same addresses for ever (a warm
 * target of 0 and no address to spare, or an idle network card in prefix
 * mode), the state is the larger one and "stable" is false; the next pod then
 * arrives while the larger one stands.  addresses_min is what the node has at
 * the other end of that loop.
 *
 * It is a closed form, the same work for 0 pods and for 2^64 - 1.  A pool
 * grows in steps: one step fills the room of an ENI or attaches one ENI, and
 * only the total before a step is compared with max_pods, so the total may
 * pass max_pods by all but one address of the last step.  Three facts make a
 * closed form of it:
 *  - on the idle node the steps end at multiples of the ENI size until the
 *    target is met, so the brake stops the pool at the first such multiple
 *    that reaches max_pods, or at the target if that comes first;
 *  - from then on a pod moves the target by at most one block (or one whole
 *    ENI under WARM_ENI_TARGET), and the pool follows unless it is braked;
 *  - an ENI that was attached while pods only came is never given back, but
 *    for the oscillations named above.
 * tests/unit/test-rest.c holds it against a naive agent with ENIs, blocks and
 * passes, and against tests/vectors/cni.csv.  The event-driven engine must
 * agree with it as well.
 *
 * Not every pod is placed.  K pods want a branch ENI (security groups for
 * pods): of N pods the first min(K, N); the others want an address of the
 * pool.  Branch pods beyond the type's limit stay out, or all of them if no
 * trunk could be attached: they are not scheduled, so they take no place of
 * max_pods.  Then pool pods beyond max_pods stay out, and those beyond what
 * the pool may ever hold.  MINIMUM_IP_TARGET without
 * WARM_IP_TARGET never grows past the floor.
 *
 * A node is unusable, so that no pod is placed and it takes its primary
 * address only, when the agent refuses its settings (IPv6 on a type that is
 * neither Nitro nor bare metal) or when custom networking finds no ENI slot
 * beside the primary ENI and the trunk.
 *
 * Windows nodes have one ENI, no branch ENIs, custom networking or IPv6; the
 * VPC resource controller keeps WARM_IP_TARGET 3 and MINIMUM_IP_TARGET 3 (1
 * and 3 with prefixes) unless given, raises a warm target of 0 to 1, and
 * knows no brake.
 *
 * Sources: amazon-vpc-cni-k8s v1.23.1, pkg/ipamd/ipamd.go; Windows:
 * amazon-vpc-resource-controller-k8s docs/windows; read 2026-08.
 */
#ifndef CNI_REST_H
#define CNI_REST_H

#include "cni/settings.h"

enum cni_os { CNI_LINUX, CNI_WINDOWS };

/* How a pool follows its pods. */
enum cni_policy {
	CNI_NOTHING,		/* never grows */
	CNI_IP_TARGETS,		/* warm spare addresses, at least minimum */
	CNI_WARM_ENIS,		/* warm spare full ENIs */
	CNI_WARM_PREFIXES,	/* warm spare /28s */
};

/* The addresses of one network card.  A block is an address or a /28. */
struct cni_pool {
	enum cni_policy policy;
	uint64_t warm, minimum;		/* as the policy says */
	uint64_t block;			/* addresses of a block: 1 or 16 */
	uint64_t eni_blocks;		/* blocks that an ENI may hold */
	uint64_t bare_enis;		/* ENIs attached without a block */
	uint64_t pod_enis;		/* ENIs that may hold blocks */
	uint64_t limit;			/* blocks they may hold together */
	uint64_t brake;			/* blocks at which growth stops */
	uint64_t idle;			/* blocks without a pod */
	uint64_t end;			/* blocks after growth has stopped */
	uint64_t serves;		/* pods that it may ever serve */
	bool bursts;			/* end is that of any order of pods */
};

struct cni_node {
	/* To be filled before cni_node_init(). */
	const struct limits *limits;
	struct cni_settings settings;
	enum cni_os os;
	bool max_pods_given;		/* else cni_node_init() sets it */
	uint64_t max_pods;
	uint64_t unmanaged_enis;	/* on the default card, not counted */
	uint64_t branch_pods;		/* pods that want a branch ENI */
	bool bursts;			/* see below */

	/* Filled by cni_node_init(). */
	enum cni_mode mode;
	const char *unusable;		/* why no pod is placed, or NULL */
	struct cni_pool first;		/* of the default network card */
	struct cni_pool further;	/* of each further card */
	uint64_t further_cards;
	uint64_t trunk;			/* ENIs: 0 or 1 */
	uint64_t branch_limit;
};

/*
 * bursts: pods need not wait for the node to settle.  Where max_pods brakes
 * the pool, the step that passes it may then ask for all of a warm target,
 * since the pods of a burst have used up what was to spare.  The counts are
 * the most that can be left of that.
 *
 * Settings and pods may have any value.  Of the limits, ENIs are from 1,
 * addresses per ENI from 2, network cards from 1, each up to 65,535.
 */
void cni_node_init(struct cni_node *n);

struct cni_rest {
	uint64_t pods;			/* as asked */
	uint64_t enis;			/* trunk included, branch ENIs not */
	uint64_t prefixes;		/* allocated /28s */
	uint64_t secondary_ips;		/* allocated single addresses */
	uint64_t branch_enis;		/* and as many placed branch pods */
	uint64_t addresses;		/* IPv4, from all subnets: the ENIs' */
					/* own, single ones, 16 a prefix */
	uint64_t addresses_min;		/* the same, not stable: the least */
	uint64_t node_subnet_addresses;
	uint64_t pod_subnet_addresses;	/* custom networking; else 0 */
	uint64_t assigned;		/* pods with an address of the pool */
	uint64_t warm;			/* allocated, no pod; IPv6: 0 */
	uint64_t unplaced;		/* pods - assigned - branch_enis */
	bool stable;
};

void cni_rest(const struct cni_node *n, uint64_t pods, struct cni_rest *r);

/* Blocks of a pool that serves so many pods; the larger count. */
uint64_t cni_pool_blocks(const struct cni_pool *p, uint64_t pods);

/*
 * max_pods where nothing says otherwise.  Secondary mode: the ENI formula
 * with MAX_ENI and custom networking; prefix mode and IPv6: 110 up to 30
 * vCPUs, else 250; Windows: 110, or the addresses of its ENI if fewer.
 */
uint64_t cni_default_max_pods(const struct limits *l,
    const struct cni_settings *s, enum cni_os os);

#endif
