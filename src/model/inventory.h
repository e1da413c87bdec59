/*
 * inventory: what exported documents say is there now.
 *
 * Plain structs that ingest/documents.c fills, merged by id over all files,
 * and nobody changes afterwards.  Each kind has an array of pointers in the
 * order of reading and a lookup by id.  What no document said is NULL, or an
 * unset count.  Texts are interned: equal texts of one inventory are the same
 * pointer.  Everything lives in one arena.
 *
 * Addresses are counted as EC2 counts them: one each, and 16 for a delegated
 * /28, from the moment it is attached (*allocated*).  Of a subnet 5 never
 * count.  IPv4 only: pods of an IPv6 cluster take none.
 */
#ifndef MODEL_INVENTORY_H
#define MODEL_INVENTORY_H

#include "base/intern.h"
#include "base/map.h"
#include "model/limits.h"
#include "model/plan.h"

/* Where a record stood: for messages. */
struct cite {
	const char *file;		/* borrowed */
	unsigned long line, column;
};

/* Which kinds of document were given: bits of inventory.given. */
enum document {
	DOC_VPCS, DOC_SUBNETS, DOC_ENIS, DOC_INSTANCES, DOC_CLUSTER,
	DOC_NODEGROUP, DOC_RESERVATIONS, DOC_NAT, DOC_ENDPOINTS, DOC_PEERINGS,
	DOC_NODES, DOC_PODS, DOC_AWS_NODE, DOC_ENICONFIGS, DOC_CNINODES,
	DOC_NODEPOOLS, DOC_NODECLASSES, DOC_TYPES, DOC_ASGS,
	DOC_OTHER,			/* known, and of no use here */
	DOC_COUNT
};

struct texts {
	const char **v;
	size_t n;
};

struct tag {
	const char *key, *value;
};

struct tags {
	struct tag *v;
	size_t n;
};

struct prefixes {
	struct prefix *v;
	size_t n;
};

struct inv_vpc {
	const char *id;
	struct prefixes cidrs;		/* associated IPv4; primary first */
	struct tags tags;
	struct cite at;
};

struct inv_reservation {
	const char *id, *subnet_id;
	struct prefix cidr;		/* IPv4 */
	enum reservation_type type;
	struct cite at;
};

struct inv_subnet {
	const char *id, *vpc_id, *az, *az_id, *owner_id;
	bool has_cidr;			/* an IPv6-only subnet has none */
	struct prefix cidr;
	struct opt_count available;	/* AvailableIpAddressCount */
	struct tags tags;
	struct cite at;
};

/* Who holds an ENI: see model/eni-class.h. */
enum eni_class {
	ENI_CONTROL_PLANE, ENI_CNI, ENI_TRUNK, ENI_BRANCH, ENI_NODE_PRIMARY,
	ENI_NODE_OTHER, ENI_NAT, ENI_TGW, ENI_ENDPOINT, ENI_LOAD_BALANCER,
	ENI_RDS, ENI_EFS, ENI_LAMBDA, ENI_FARGATE, ENI_ECS, ENI_DIRECTORY,
	ENI_ELASTICACHE, ENI_DAX, ENI_OPENSEARCH, ENI_REDSHIFT, ENI_DMS,
	ENI_RESOLVER, ENI_INSTANCE_CONNECT, ENI_INSTANCE, ENI_SERVICE,
	ENI_ORPHAN, ENI_OTHER,
	ENI_CLASSES
};

struct inv_eni {
	const char *id, *subnet_id, *vpc_id, *az, *type, *description,
	    *status, *owner_id, *requester_id, *attachment_owner;
	const char *instance_id;	/* attached to */
	struct opt_count device_index;	/* when attached */
	/* Host order, ascending but for the primary one, which is first. */
	uint32_t *addresses;
	size_t naddresses;
	uint32_t *prefixes;		/* first addresses of /28 blocks */
	size_t nprefixes;
	struct tags tags;		/* those that say who made it */
	int64_t since;			/* made, else attached; 0: unknown */
	bool has_primary;
	bool attached;
	bool stays;			/* DeleteOnTermination is false */
	bool nested;			/* seen in describe-instances only */
	/* By eni_classify(): */
	enum eni_class class;
	const char *holder;		/* "nat-0ab1", a load balancer's name;
					   NULL: nothing says */
	enum holder_type lb;		/* of a load balancer */
	const char *cluster;		/* EKS cluster it serves, or NULL */
	struct inv_instance *instance;	/* node it serves, or NULL */
	bool leaked;			/* the CNI's, and of no instance now */
	struct cite at;
};

/* An instance; also one that is known only from a node or an ENI. */
struct inv_instance {
	const char *id, *type, *state, *az, *vpc_id;
	const char *subnet_id;		/* else its primary ENI's */
	const char *cluster, *nodegroup, *nodepool, *asg; /* by its tags */
	struct tags tags;		/* as for ENIs */
	int64_t since;			/* launched; 0: unknown */
	bool described;			/* describe-instances has it */
	bool is_node;			/* of some cluster */
	struct inv_node *node;		/* kubectl's */
	struct cite at;
};

/* kubectl get nodes */
struct inv_node {
	const char *name, *instance_id;
	struct inv_node *same;		/* another node of that name */
	const char *type, *az, *zone_id, *nodegroup,
	    *nodepool, *os, *arch, *eniconfig, *cluster;
	bool fargate, has_address;
	uint32_t address;		/* InternalIP */
	struct opt_count max_pods;	/* allocatable, else capacity */
	struct opt_count pod_enis;	/* branch ENIs it offers */
	/* Pods on it that have an address of their own, when there are pods */
	uint64_t pods, pod_eni_pods;
	struct cite at;
};

/* Of hundreds of thousands: only what is needed; inventory_pod_name(). */
struct inv_pod {
	const char *node;		/* its name, or NULL */
	const char *file;		/* where it stood */
	uint32_t line;
	uint32_t address;
	bool counts;			/* takes an address of the VPC: it has
					   one of its own, and has not ended */
	bool pod_eni, has_address;
};

struct inv_cluster {
	const char *name, *vpc_id;
	const char *id;			/* ARN, else name */
	const char *region, *version;
	bool ipv6;			/* ipFamily */
	struct texts subnets;
	bool has_service_cidr;
	struct prefix service_cidr;	/* IPv4, else IPv6 */
	struct prefixes remote_nodes, remote_pods;
	struct cite at;
};

struct inv_nodegroup {
	const char *name, *cluster;
	const char *id;			/* ARN, else "cluster/name" */
	const char *ami_type, *strategy;
	struct texts subnets, types;
	struct opt_count min, desired, max;
	struct quantity max_unavailable;
	struct cite at;
};

struct inv_nat {
	const char *id, *subnet_id, *vpc_id, *state, *name;
	uint64_t naddresses;
	struct cite at;
};

struct inv_endpoint {
	const char *id, *vpc_id, *type, *service, *state;
	struct texts subnets;
	struct cite at;
};

struct inv_peering {
	const char *id, *name, *status;
	struct {
		const char *vpc_id;
		struct prefixes cidrs;
	} side[2];			/* requester, accepter */
	struct cite at;
};

/* One ENIConfig: the pod subnet of an AZ, or of a label's value. */
struct inv_eniconfig {
	const char *name, *subnet_id;
	const char *id;			/* uid, else its place */
	struct cite at;
};

/* kubectl get ds aws-node: the settings of one cluster's CNI. */
struct inv_daemon {
	const char *id;			/* uid, else its place */
	const char *cluster, *vpc_id;	/* by its environment, or NULL */
	const char *image;
	struct settings env;		/* .at is of its file */
	struct cite at;
};

/* An Auto Scaling group of instances. */
struct inv_asg {
	const char *id, *name;		/* ARN */
	const char *nodegroup;		/* managed, by its tags; or NULL */
	const char *zones;		/* VPCZoneIdentifier */
	struct texts subnets;
	struct opt_count min, desired, max;
	struct cite at;
};

/* Karpenter's; ids are uids, else places. */
struct inv_nodepool {
	const char *id, *name, *class;
	struct texts types;		/* instance types asked for by name */
	struct quantity budget;		/* nodes disrupted at a time */
	struct cite at;
};

struct inv_nodeclass {
	const char *id, *name;
	struct texts subnets;		/* those chosen now */
	struct opt_count max_pods;
	struct cite at;
};

/* What the CNI of a node may do. */
struct inv_cninode {
	const char *id, *name;		/* that of the node */
	const char *eniconfig;		/* custom networking, or NULL */
	bool pod_eni;
	struct cite at;
};

/* Names of arrays and maps: inv->subnets[i], inv->nsubnets. */
#define INVENTORY_LISTS(X)						\
	X(vpc, vpcs) X(subnet, subnets) X(eni, enis)			\
	X(instance, instances) X(node, nodes) X(daemon, daemons)	\
	X(cluster, clusters) X(nodegroup, nodegroups)			\
	X(reservation, reservations) X(nat, nats)			\
	X(endpoint, endpoints) X(peering, peerings)			\
	X(eniconfig, eniconfigs) X(asg, asgs) X(nodepool, nodepools)	\
	X(nodeclass, nodeclasses) X(cninode, cninodes)

/* A pod by its address. */
struct pod_at {
	uint32_t addr;
	uint32_t pod;			/* place in pods */
};

struct inventory {
	struct arena *arena;
	struct limits_set types;	/* the built-in and described ones */
	struct map texts;		/* those interned */
	unsigned given;			/* 1u << enum document */
	int64_t newest;			/* time in the documents; 0: none */
#define X(one, many) struct inv_##one **many; size_t n##many;		\
	struct map many##_by_id;
	INVENTORY_LISTS(X)
#undef X
	struct inv_pod *pods;		/* as pod_ids numbers them */
	size_t npods, room_pods;
	struct intern pod_ids;		/* uid, else "namespace/name" */
	struct map node_names;		/* the first node of a name */
	/*
	 * Pods that have an address of the VPC, by it, then by id: of two
	 * clusters with equal CIDRs, or of one that ends and one
	 * that begins, several may have the same.  By eni_classify().
	 */
	struct pod_at *pods_at;
	size_t npods_at;
};

void inventory_init(struct inventory *inv, struct arena *a);

static inline bool
inventory_has(const struct inventory *inv, enum document d)
{
	return inv->given >> d & 1;
}

/*
 * Put all lists in an order that depends on what they hold only, and join
 * nodes of one name.
 */
void inventory_sort(struct inventory *inv);

/* The one copy of a text; NULL for NULL. */
const char *inventory_text(struct inventory *inv, const char *s);

/*
 * X_find: by id (nodes: instance id, else name), or NULL.
 * X_add: the one of that id, which must be interned; zeroed but for its id's
 * place in the list when it is new (at.file is then NULL).
 */
#define X(one, many)							\
struct inv_##one *inventory_##one(const struct inventory *inv,		\
    const char *id);							\
struct inv_##one *inventory_add_##one(struct inventory *inv,		\
    const char *id);
INVENTORY_LISTS(X)
#undef X

/* Order of texts in output; NULL comes first. */
int text_cmp(const char *a, const char *b);

/* The value of a tag, or NULL; it may be empty. */
const char *tags_get(const struct tags *tags, const char *key);
/* The same, with NULL for an empty one. */
const char *tags_text(const struct tags *tags, const char *key);
/* What follows prefix in the first key that has more than it, or NULL. */
const char *tags_suffix(const struct tags *tags, const char *prefix);

/*
 * The managed node group and the Karpenter node pool of an instance, by what
 * kubectl says, else by its tags; NULL: unknown, as of no instance at all.
 */
const char *instance_nodegroup(const struct inv_instance *i);
const char *instance_nodepool(const struct inv_instance *i);

/*
 * Stopped, and no node of kubectl's: no pods will come to it, but EC2 keeps
 * its addresses.  NULL is not.
 */
bool instance_is_stopped(const struct inv_instance *i);

/* Addresses that an ENI takes from its subnet. */
static inline uint64_t
eni_cost(const struct inv_eni *eni)
{
	return eni->naddresses + 16 * (uint64_t)eni->nprefixes;
}

/* Size less the 5 that AWS keeps; 0 for subnets smaller than that. */
uint64_t inv_subnet_usable(const struct inv_subnet *s);

/* The pod of that id, zeroed when it is new (file is then NULL). */
struct inv_pod *inventory_add_pod(struct inventory *inv, const char *id);

/* The cluster of that name; NULL too when two accounts have one. */
const struct inv_cluster *inventory_named_cluster(const struct inventory *inv,
    const char *name);

/* The node of that name: of several the first by instance id; or NULL. */
struct inv_node *inventory_named_node(const struct inventory *inv,
    const char *name);

/*
 * The settings of a cluster's CNI: the daemonset that names the cluster, or
 * the VPC, or the only one if it names no other; else NULL.
 */
const struct inv_daemon *inventory_cni(const struct inventory *inv,
    const char *cluster, const char *vpc_id);

/* A NAT gateway or an endpoint in this state holds addresses. */
bool holder_is_there(const char *state);

/* The first place in pods_at that has this address; npods_at: none. */
size_t inventory_pod_at(const struct inventory *inv, uint32_t addr);

#endif
