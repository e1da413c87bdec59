/*
 * plan: what is to be built, as ipplan-plan(5) says it.
 *
 * Plain structs that ingest/plan.c fills and nobody changes afterwards:
 * nothing here is computed.  Everything lives in one arena.  Names are
 * resolved: a group points at its subnets.  What the file leaves out is
 * absent here too (an unset quantity, an empty list); capacity/ decides what
 * that means and says so.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/prefix.h"

/* Where in the plan file something is said; line 0: nowhere. */
struct spot {
	unsigned long line, column;
};

struct opt_count {
	bool set;
	uint64_t v;
};

/* "33%" is 33/100 of something, "3" is 3/1; "0.5" is 5/10. */
struct quantity {
	bool set, percent;
	uint64_t num, den;
};

/* The least whole number not below q (of whole, if q is a percentage). */
uint64_t quantity_ceil(const struct quantity *q, uint64_t whole);

enum ip_family_choice { FAMILY_IPV4, FAMILY_IPV6 };

/* A CIDR with its place. */
struct block {
	bool set;
	struct prefix prefix;
	struct spot at;
};

struct blocks {
	struct block *v;
	size_t n;
};

enum connection_kind { CONNECTED, PEERING, TRANSIT_GATEWAY, REMOTE_NODES,
    REMOTE_PODS, PLANNED };

struct connection {
	const char *name;
	struct block cidr;
	enum connection_kind kind;
};

/* A setting of the CNI as its daemonset's environment has it. */
struct setting {
	const char *name, *value;	/* "WARM_IP_TARGET", "2" */
	struct spot at;
};

struct settings {
	struct setting *v;
	size_t n;
};

enum reservation_type { RESERVATION_PREFIX, RESERVATION_EXPLICIT };

struct reservation {
	struct block cidr;
	enum reservation_type type;
};

enum role {
	ROLE_CLUSTER = 1,	/* control plane */
	ROLE_NODES = 2,
	ROLE_PODS = 4,
	ROLE_LOAD_BALANCERS = 8,
	ROLE_FARGATE = 16,
	ROLE_OTHER = 32,
};

struct subnet {
	const char *name, *id, *az;	/* id and az may be NULL */
	struct block cidr;		/* left out: a document has it */
	unsigned roles;			/* enum role, or-ed */
	bool roles_set;			/* else the default: nodes and pods */
	struct opt_count used;		/* addresses that others hold */
	struct opt_count available;	/* free before this plan's groups */
	struct reservation *reservations;
	size_t nreservations;
	struct spot at;
	size_t index;			/* in plan.subnets */
};

/* Subnets named in a list. */
struct subnet_refs {
	const struct subnet **v;
	size_t n;
};

enum group_os { OS_LINUX, OS_WINDOWS };
enum update_strategy { UPDATE_DEFAULT, UPDATE_MINIMAL, UPDATE_BLUE_GREEN,
    UPDATE_KARPENTER };

struct update {
	enum update_strategy strategy;
	struct quantity max_unavailable, budget;
};

struct nodegroup {
	const char *name;
	const char **instance_types;
	size_t ninstance_types;
	struct opt_count min, desired, max;	/* nodes: N sets all three */
	struct subnet_refs subnets, pod_subnets;
	struct opt_count pods_per_node, pod_eni_pods, max_pods;
	enum group_os os;
	struct update update;
	struct settings cni;			/* over the cluster's */
	struct spot at;
};

/* Addresses by subnet that are no nodes: one struct serves four lists. */
enum holder_type { HOLDER_NONE, HOLDER_ALB, HOLDER_NLB, HOLDER_GWLB,
    HOLDER_CLB };

struct holder {
	const char *name;
	enum holder_type type;		/* load balancers */
	struct opt_count count;		/* load balancers; default 1 */
	struct opt_count pods;		/* Fargate */
	struct opt_count addresses;	/* fixed */
	struct subnet_refs subnets;
	struct spot at;
};

struct holders {
	struct holder *v;
	size_t n;
};

struct growth_event {
	const char *date, *name;	/* date: YYYY-MM-DD */
	bool negative;
	struct opt_count pods;
};

struct plan {
	const char *file;
	const char *cluster, *region;
	enum ip_family_choice ip_family;
	struct blocks vpc_cidrs;	/* the first is the primary */
	struct block service_cidr;
	struct opt_count services;
	struct connection *connected;
	size_t nconnected;
	const char *cni_version;	/* a release, or NULL: the newest */
	struct settings cni;		/* of Linux nodes: the daemonset's */
	struct settings windows_cni;	/* config map amazon-vpc-cni */
	struct subnet *subnets;
	size_t nsubnets;
	struct nodegroup *nodegroups;
	size_t nnodegroups;
	struct holders fargate, load_balancers, endpoints, nat_gateways, fixed;
	struct {
		struct quantity max_surge, churn_per_second;
	} rollout;
	struct {
		struct quantity pods_per_month, nodes_per_month;
		struct growth_event *events;
		size_t nevents;
	} growth;
	struct {
		struct quantity min_free, min_nodes, min_days;
	} thresholds;
};

#endif
