/*
 * random-account: a whole AWS account with EKS clusters, drawn at random, of
 * which it is known who holds each address; and its documents as aws and
 * kubectl would print them.
 *
 * Drawn from a seed: VPCs with subnets (some shared with other accounts,
 * whose ENIs no document shows), clusters in secondary mode, prefix mode,
 * with custom networking, with branch ENIs and in IPv6, nodes and stopped
 * nodes, leaked ENIs of the CNI, ENIs of every AWS service, CIDR
 * reservations of both types, and prefixes where they leave holes.  Of what
 * looks like a leak and is none there is some of each.
 *
 * bench/account-gen writes the documents to files.
 */
#ifndef RANDOM_ACCOUNT_H
#define RANDOM_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"

/* Where an address is.  Each of a subnet's has one; they add up to its size. */
enum truth {
	TRUTH_AWS,			/* the 5 of every subnet */
	TRUTH_NODE_PRIMARY,		/* first address of a node */
	TRUTH_ENI_PRIMARY,		/* of another ENI of the CNI */
	TRUTH_PODS,			/* some pod's */
	TRUTH_WARM,			/* single, on an ENI, no pod's */
	TRUTH_SLACK,			/* of a prefix on an ENI, no pod's */
	TRUTH_TRUNK,
	TRUTH_BRANCH,
	TRUTH_NODE_OTHER,		/* an ENI of a node that is not the
					   CNI's */
	TRUTH_CONTROL_PLANE,
	TRUTH_LOAD_BALANCER,
	TRUTH_NAT,
	TRUTH_ENDPOINT,
	TRUTH_TGW,
	TRUTH_LAMBDA,
	TRUTH_EFS,
	TRUTH_RDS,
	TRUTH_FARGATE,
	TRUTH_INSTANCE,			/* instances that are no nodes */
	TRUTH_SERVICE,			/* of other AWS services */
	TRUTH_ORPHAN,			/* detached, not of the CNI */
	TRUTH_LEAKED,			/* detached ENI of the CNI, all of it */
	TRUTH_RESERVED_PREFIX,		/* reserved for prefixes, unused */
	TRUTH_RESERVED_EXPLICIT,	/* reserved, unused, counted as free */
	TRUTH_HIDDEN,			/* on ENIs of other accounts */
	TRUTH_FREE,
	TRUTH_COUNT
};

/* "node_primary" */
const char *truth_name(enum truth t);

enum account_mode {
	ACCOUNT_SECONDARY, ACCOUNT_PREFIX, ACCOUNT_CUSTOM, ACCOUNT_IPV6,
	ACCOUNT_MODES
};

struct account_shape {
	uint64_t seed;
	unsigned vpcs;			/* 1 to 64 */
	unsigned clusters;		/* of each VPC, at most 16 */
	unsigned nodes;			/* of each cluster, about */
	unsigned pods;			/* of each node, at most */
	bool even;			/* every node alike: secondary mode,
					   2 ENIs of 10 addresses each, that
					   many pods; nothing else */
};

struct account_vpc {
	const char *id, *owner;
	uint32_t base;			/* first address of its /16 */
	bool has_pods;			/* and of 100.64+ for pods */
	uint32_t pods;
};

/* What is at one address. */
struct account_spot {
	unsigned char truth;		/* enum truth */
	unsigned char reserved;		/* 0, or TRUTH_RESERVED_... */
};

struct account_subnet {
	const char *id, *name, *az, *az_id, *owner;
	unsigned vpc, zone;
	uint32_t base, size;		/* addresses */
	unsigned len;
	bool public, for_pods, shared;
	struct account_spot *spots;	/* size of them */
	uint32_t next;			/* where a search begins */
	uint64_t truth[TRUTH_COUNT];	/* sums of spots */
	uint64_t available;		/* AvailableIpAddressCount */
};

struct account_reservation {
	const char *id;
	unsigned subnet;
	uint32_t first;
	unsigned len;
	bool prefix;
};

struct account_eni {
	const char *id, *description, *type, *status, *requester;
	const char *instance;		/* attached to, or NULL */
	const char *attached_owner;	/* of the attachment; NULL: none */
	const char *tag_instance;	/* as the CNI tags; or NULL */
	const char *trunk;		/* of a branch ENI */
	const char *cluster;
	unsigned subnet, device;
	bool stays;			/* when its instance ends */
	enum truth truth;		/* of its primary address */
	uint32_t *addresses;		/* first is the primary one */
	size_t naddresses;
	uint32_t *prefixes;
	size_t nprefixes;
	uint64_t pods;			/* of its addresses */
	bool managed;			/* RequesterManaged */
	bool ipv6;
};

struct account_instance {
	const char *id, *type, *state, *nodegroup, *name;
	unsigned cluster;		/* number; UINT_MAX: no node */
	unsigned subnet;
	bool stopped;
	uint32_t address;
	uint64_t pods;			/* with an address of their own */
};

struct account_pod {
	const char *namespace, *name, *node, *phase;
	uint32_t address, node_address;
	uint64_t tail;			/* IPv6: the low half */
	unsigned cluster;
	bool host, branch, ipv6;
};

struct account_cluster {
	const char *name;
	unsigned vpc;
	enum account_mode mode;
	bool pod_eni;
	unsigned subnets[3], pod_subnets[3];	/* one an AZ */
};

/* An address of a service that describe-X lists beside the ENI. */
struct account_service {
	const char *id, *eni, *name;
	unsigned subnet;
	uint32_t address;
};

#define ACCOUNT_LISTS(X)						\
	X(vpc, vpcs) X(subnet, subnets) X(eni, enis)			\
	X(instance, instances) X(pod, pods) X(cluster, clusters)	\
	X(reservation, reservations)

struct account {
	struct arena *arena;
	struct account_shape shape;
	uint64_t ids;
#define X(one, many) struct account_##one *many; size_t n##many;
	ACCOUNT_LISTS(X)
#undef X
	struct account_service *nats, *endpoints;
	size_t nnats, nendpoints;
};

/* The numbers come from random_state (random-node.h), set from the seed. */
void account_draw(struct account *ac, const struct account_shape *shape,
    struct arena *a);

/* Documents; those of kubectl are one for each cluster. */
enum account_document {
	ACCOUNT_VPCS, ACCOUNT_SUBNETS, ACCOUNT_ENIS, ACCOUNT_INSTANCES,
	ACCOUNT_NATS, ACCOUNT_ENDPOINTS, ACCOUNT_RESERVATIONS,
	ACCOUNT_CLUSTERS, ACCOUNT_NODEGROUPS,
	ACCOUNT_NODES, ACCOUNT_PODS, ACCOUNT_AWS_NODE, ACCOUNT_ENICONFIGS,
	ACCOUNT_DOCUMENTS
};

struct account_how {
	uint64_t shuffle;	/* 0: in the order drawn */
	unsigned pages;		/* documents, one after the other; 0 is 1 */
	unsigned cluster;	/* of kubectl's */
};

/* "network-interfaces.json", "pods-c0.json" in buf; kubectl's by cluster. */
const char *account_file(char buf[64], enum account_document d,
    unsigned cluster);
bool account_is_kube(enum account_document d);
/* False when the account has no such document. */
bool account_write(const struct account *ac, enum account_document d,
    const struct account_how *how, struct out *o);

/* One row a subnet: subnet,vpc,az,size,available and each truth. */
void account_write_subnets(const struct account *ac, struct out *o);
/*
 * One row an ENI: eni,subnet,truth,cluster,instance,addresses,prefixes,pods,
 * leaked; cluster and instance are empty where it has none.
 */
void account_write_truth(const struct account *ac, struct out *o);

#endif
