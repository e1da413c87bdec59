/*
 * What is drawn, in this order, for each VPC: subnets, single addresses of
 * services, reservations, then clusters, whose prefixes find the holes that
 * are left.  Addresses are taken from a map of each subnet, so nothing is
 * held twice and the truth is the map.
 */
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "base/str.h"
#include "random-account-parts.h"
#include "random-node.h"

#define ACCOUNT "111122223333"
#define STRANGER "444455556666"

/* --- AWS services ------------------------------------------------------- */

struct service {
	enum truth truth;
	const char *type, *before, *id, *after;	/* of the description */
	const char *requester;
	unsigned most;			/* addresses */
	bool managed;
};

static const struct service services[] = {
	{ TRUTH_TGW, "transit_gateway", "Network Interface for Transit "
	    "Gateway Attachment ", "tgw-attach-", "", ACCOUNT, 1, false },
	{ TRUTH_LOAD_BALANCER, "interface", "ELB app/k8s-shop-edge-0a1b2c/",
	    "", "", "amazon-elb", 1, true },
	{ TRUTH_LOAD_BALANCER, "interface", "ELB a0123456789classic", NULL,
	    "", "amazon-elb", 1, true },
	{ TRUTH_LOAD_BALANCER, "network_load_balancer", "ELB net/k8s-q/", "",
	    "", "amazon-elb", 8, true },
	{ TRUTH_LOAD_BALANCER, "gateway_load_balancer", "ELB gwy/inspect/",
	    "", "", "amazon-elb", 1, true },
	{ TRUTH_LAMBDA, "lambda", "AWS Lambda VPC ENI-resize-", "", "",
	    "AROAEXAMPLE:awslambda", 1, true },
	{ TRUTH_EFS, "efs", "EFS mount target for ", "fs-", " (fsmt-01)",
	    "AROAEXAMPLE:efs", 1, true },
	{ TRUTH_RDS, "interface", "RDSNetworkInterface", NULL, "",
	    "amazon-rds", 1, true },
	{ TRUTH_ENDPOINT, "gateway_load_balancer_endpoint",
	    "VPC Endpoint Interface ", "vpce-", "", "amazon-vpce", 1, true },
	{ TRUTH_SERVICE, "interface", "AWS created network interface for "
	    "directory ", "d-", "", "amazon-ds", 1, true },
	{ TRUTH_SERVICE, "interface", "ElastiCache shop-redis-001", NULL, "",
	    "amazon-elasticache", 1, true },
	{ TRUTH_SERVICE, "interface", "DAX shop-table", NULL, "",
	    "amazon-dax", 1, true },
	{ TRUTH_SERVICE, "interface", "arn:aws:ecs:eu-central-1:" ACCOUNT
	    ":attachment/", "", "", "AROAEXAMPLE:ecs", 1, true },
	{ TRUTH_RDS, "interface", "Network interface for DBProxy shop-proxy",
	    NULL, "", "AROAEXAMPLE:rds", 1, true },
	{ TRUTH_SERVICE, "interface", "ES shop-logs", NULL, "",
	    "amazon-elasticsearch", 1, true },
	{ TRUTH_SERVICE, "interface", "RedshiftNetworkInterface", NULL, "",
	    "amazon-redshift", 1, true },
	{ TRUTH_SERVICE, "interface", "DMSNetworkInterface", NULL, "",
	    "AROAEXAMPLE:dms", 1, true },
	{ TRUTH_SERVICE, "interface", "Route 53 Resolver: ", "rslvr-in-",
	    ":rni-01", "AROAEXAMPLE:resolver", 1, true },
	{ TRUTH_SERVICE, "ec2_instance_connect_endpoint",
	    "Instance Connect Endpoint (id: ", "eice-", ")",
	    "AROAEXAMPLE:eice", 1, true },
	{ TRUTH_SERVICE, "quicksight", "QuickSight shop", NULL, "",
	    "AROAEXAMPLE:quicksight", 1, true },
	{ TRUTH_SERVICE, "global_accelerator_managed", "GlobalAccelerator",
	    NULL, "", "AROAEXAMPLE:ga", 1, true },
	{ TRUTH_SERVICE, "api_gateway_managed", "API Gateway", NULL, "",
	    "AROAEXAMPLE:apigw", 1, true },
	{ TRUTH_SERVICE, "a_type_that_came_later", "what it says", NULL, "",
	    "AROAEXAMPLE:later", 1, true },
};

static struct account_eni *
add_service(struct account *ac, unsigned subnet, const struct service *row,
    const char *id)
{
	struct account_eni *e = account_add_eni(ac, subnet, row->truth,
	    row->truth, 1 + rnd(row->most));

	if (e == NULL)
		return NULL;
	e->type = row->type;
	e->requester = row->requester;
	e->managed = row->managed;
	e->attached_owner = row->managed ? row->requester : ACCOUNT;
	e->description = arena_printf(ac->arena, "%s%s%s", row->before,
	    id != NULL ? id : "", row->after);
	return e;
}

static void
add_listed(struct account *ac, unsigned subnet, const struct service *row,
    const char *name, struct account_service **v, size_t *n)
{
	const char *id = account_id(ac, row->id);
	struct account_eni *e = add_service(ac, subnet, row, id);

	if (e != NULL)
		*arena_push(ac->arena, *v, *n) = (struct account_service){ id,
		    e->id, name, subnet, e->addresses[0] };
}

static void
add_services(struct account *ac, unsigned subnet)
{
	static const struct service nat = { TRUTH_NAT, "nat_gateway",
	    "Interface for NAT Gateway ", "nat-", "", "AROAEXAMPLE:nat", 1,
	    true };
	static const struct service endpoint = { TRUTH_ENDPOINT,
	    "vpc_endpoint", "VPC Endpoint Interface ", "vpce-", "",
	    "amazon-vpce", 1, true };
	struct account_eni *e;

	if (ac->subnets[subnet].public && rnd(2) == 0)
		add_listed(ac, subnet, &nat, "egress", &ac->nats,
		    &ac->nnats);
	if (!ac->subnets[subnet].public && rnd(2) == 0)
		add_listed(ac, subnet, &endpoint, "ecr.api", &ac->endpoints,
		    &ac->nendpoints);
	for (uint64_t n = rnd(6); n > 0; n--) {
		const struct service *row = &services[rnd(COUNT(services))];

		add_service(ac, subnet, row, row->id != NULL ?
		    account_id(ac, row->id) : NULL);
	}
	if (rnd(4) != 0)
		return;
	e = account_add_eni(ac, subnet, TRUTH_ORPHAN, TRUTH_ORPHAN, 1 + rnd(3));
	if (e == NULL)
		return;
	e->status = "available";
	e->description = "left by somebody";
}

/* --- nodes -------------------------------------------------------------- */

static const char *
dotted(struct account *ac, const char *fmt, uint32_t a)
{
	return arena_printf(ac->arena, fmt, a >> 24, a >> 16 & 255,
	    a >> 8 & 255, a & 255);
}

static struct account_pod *
add_pod(struct account *ac, const struct account_instance *node,
    const char *name)
{
	struct account_pod *p = arena_push(ac->arena, ac->pods, ac->npods);

	p->namespace = "shop";
	p->name = arena_printf(ac->arena, "%s-%" PRIx64, name, ++ac->ids);
	p->node = node->name;
	p->node_address = node->address;
	p->phase = "Running";
	p->cluster = node->cluster;
	return p;
}

/* Give some of an ENI's addresses to pods; its first is nobody's. */
static void
place_pods(struct account *ac, struct account_eni *e,
    struct account_instance *node, uint64_t *left)
{
	size_t n = e->naddresses - 1 + 16 * e->nprefixes;

	for (size_t i = 0; i < n && *left != 0 && !node->stopped; i++) {
		uint32_t addr = i < e->naddresses - 1 ? e->addresses[i + 1] :
		    e->prefixes[(i - e->naddresses + 1) / 16] +
		    (uint32_t)(i - e->naddresses + 1) % 16;
		struct account_pod *p;

		if (!ac->shape.even && rnd(3) == 0) {
			/* Gone, but kubectl remembers its address. */
			if (rnd(8) == 0) {
				p = add_pod(ac, node, "job");
				p->phase = rnd(2) != 0 ? "Succeeded" :
				    "Failed";
				p->address = addr;
			}
			continue;
		}
		p = add_pod(ac, node, "web");
		p->address = addr;
		account_spot(ac, e->subnet, addr)->truth = TRUTH_PODS;
		e->pods++;
		node->pods++;
		--*left;
	}
}

/* An ENI of a node; device 0 is its primary one. */
static struct account_eni *
add_node_eni(struct account *ac, const struct account_cluster *c,
    struct account_instance *node, unsigned subnet, unsigned device)
{
	bool single = c->mode == ACCOUNT_SECONDARY ||
	    (c->mode == ACCOUNT_CUSTOM && device != 0);
	struct account_eni *e = account_add_eni(ac, subnet, device == 0 ?
	    TRUTH_NODE_PRIMARY : TRUTH_ENI_PRIMARY, TRUTH_WARM, !single ? 1 :
	    ac->shape.even ? 10 : 1 + rnd(10));

	if (e == NULL)
		return NULL;
	e->instance = node->id;
	e->attached_owner = ACCOUNT;
	e->device = device;
	e->ipv6 = c->mode == ACCOUNT_IPV6;
	if (c->mode == ACCOUNT_PREFIX)
		account_add_prefixes(ac, e, rnd(4));
	if (device == 0)
		return e;
	e->tag_instance = node->id;
	e->cluster = c->name;
	e->description = arena_printf(ac->arena, "aws-K8S-%s", node->id);
	return e;
}

static void
add_branches(struct account *ac, const struct account_cluster *c,
    struct account_instance *node)
{
	struct account_eni *trunk = account_add_eni(ac, node->subnet,
	    TRUTH_TRUNK, TRUTH_TRUNK, 1), *e;
	const char *trunk_id;

	if (trunk == NULL)
		return;
	trunk_id = trunk->id;
	trunk->type = "trunk";
	trunk->description = "aws-k8s-trunk-eni";
	trunk->instance = node->id;
	trunk->attached_owner = ACCOUNT;
	trunk->device = 3;
	trunk->cluster = c->name;
	if (rnd(2) != 0)
		trunk->tag_instance = node->id;
	for (uint64_t n = node->stopped ? 0 : rnd(4); n > 0; n--) {
		struct account_pod *p;

		e = account_add_eni(ac, node->subnet, TRUTH_BRANCH,
		    TRUTH_BRANCH, 1);
		if (e == NULL)
			return;
		e->type = "branch";
		e->description = "aws-k8s-branch-eni";
		e->trunk = trunk_id;
		e->cluster = c->name;
		if (rnd(2) != 0)
			e->tag_instance = node->id;
		p = add_pod(ac, node, "db");
		p->address = e->addresses[0];
		p->branch = true;
		node->pods++;
	}
}

static void
add_host_pods(struct account *ac, struct account_instance *node, bool ipv6)
{
	static const char *const names[] = { "aws-node", "kube-proxy" };

	for (size_t i = 0; i < COUNT(names); i++) {
		struct account_pod *p = add_pod(ac, node, names[i]);

		p->namespace = "kube-system";
		p->host = true;
		p->address = node->address;
	}
	for (uint64_t n = ipv6 ? rnd(6) : 0; n > 0; n--) {
		struct account_pod *p = add_pod(ac, node, "six");

		p->ipv6 = true;
		p->tail = ++ac->ids;
		node->pods++;
	}
}

static void
fill_node(struct account *ac, const struct account_cluster *c,
    struct account_instance *node)
{
	unsigned zone = ac->subnets[node->subnet].zone;
	uint64_t left = ac->shape.even ? ac->shape.pods :
	    rnd(ac->shape.pods + 1);
	unsigned n = ac->shape.even ? 1 : c->mode == ACCOUNT_IPV6 ? 0 :
	    (unsigned)rnd(3);
	struct account_eni *e;

	place_pods(ac, &ac->enis[ac->nenis - 1], node, &left);
	for (unsigned device = 1; device <= n; device++) {
		e = add_node_eni(ac, c, node, c->mode == ACCOUNT_CUSTOM ?
		    c->pod_subnets[zone] : node->subnet, device);
		if (e != NULL)
			place_pods(ac, e, node, &left);
	}
	if (ac->shape.even)
		return;
	if (c->pod_eni)
		add_branches(ac, c, node);
	if (rnd(10) == 0) {
		e = account_add_eni(ac, node->subnet, TRUTH_NODE_OTHER,
		    TRUTH_NODE_OTHER, 1 + rnd(2));
		if (e != NULL) {
			e->description = "multus";
			e->instance = node->id;
			e->attached_owner = ACCOUNT;
			e->device = 5;
			e->stays = rnd(2) != 0;
		}
	}
	if (!node->stopped)
		add_host_pods(ac, node, c->mode == ACCOUNT_IPV6);
}

static struct account_instance *
add_instance(struct account *ac, unsigned subnet, unsigned cluster)
{
	struct account_instance *i = arena_push(ac->arena, ac->instances,
	    ac->ninstances);

	i->id = account_id(ac, "i-");
	i->type = "m5.large";
	i->cluster = cluster;
	i->subnet = subnet;
	i->stopped = !ac->shape.even && rnd(8) == 0;
	i->state = i->stopped ? "stopped" : "running";
	return i;
}

static void
add_node(struct account *ac, unsigned cluster, unsigned subnet)
{
	const struct account_cluster *c = &ac->clusters[cluster];
	struct account_instance *node = add_instance(ac, subnet, cluster);
	struct account_eni *e = add_node_eni(ac, c, node, subnet, 0);

	if (e == NULL) {
		ac->ninstances--;	/* EC2 has no address for it */
		return;
	}
	node->address = e->addresses[0];
	node->nodegroup = rnd(4) != 0 ? "workers" : NULL;
	node->name = dotted(ac,
	    "ip-%u-%u-%u-%u.eu-central-1.compute.internal", node->address);
	fill_node(ac, c, node);
}

/* --- what else a cluster has -------------------------------------------- */

static void
add_leak(struct account *ac, const struct account_cluster *c)
{
	unsigned zone = (unsigned)rnd(ZONES);
	bool branch = c->pod_eni && rnd(3) == 0;
	struct account_eni *e = account_add_eni(ac, c->mode == ACCOUNT_CUSTOM ?
	    c->pod_subnets[zone] : c->subnets[zone], TRUTH_LEAKED,
	    TRUTH_LEAKED, branch || c->mode == ACCOUNT_PREFIX ? 1 :
	    1 + rnd(10));

	if (e == NULL)
		return;
	e->tag_instance = account_id(ac, "i-");
	e->cluster = c->name;
	e->status = "available";
	e->description = arena_printf(ac->arena, "aws-K8S-%s",
	    e->tag_instance);
	if (branch) {
		e->type = "branch";
		e->description = "aws-k8s-branch-eni";
		e->trunk = account_id(ac, "eni-");
	} else if (c->mode == ACCOUNT_PREFIX)
		account_add_prefixes(ac, e, rnd(3));
	for (size_t i = 0; i < e->nprefixes; i++)
		for (uint32_t k = 0; k < 16; k++)
			account_spot(ac, e->subnet, e->prefixes[i] + k)->truth =
			    TRUTH_LEAKED;
}

static void
add_control_plane(struct account *ac, const struct account_cluster *c)
{
	for (uint64_t n = 2 + rnd(3); n > 0; n--) {
		struct account_eni *e = account_add_eni(ac,
		    c->subnets[n % ZONES], TRUTH_CONTROL_PLANE,
		    TRUTH_CONTROL_PLANE, 1);

		if (e == NULL)
			continue;
		e->description = arena_printf(ac->arena, "Amazon EKS %s",
		    c->name);
		e->requester = "AROAEXAMPLE:AmazonEKS";
		e->attached_owner = "777788889999";
		e->device = 1;
	}
}

/* A Fargate pod is a node too, of one pod. */
static void
add_fargate(struct account *ac, unsigned cluster)
{
	const struct account_cluster *c = &ac->clusters[cluster];
	struct account_eni *e = account_add_eni(ac, c->subnets[rnd(ZONES)],
	    TRUTH_FARGATE, TRUTH_FARGATE, 1);
	struct account_instance node = { .cluster = cluster };
	struct account_pod *p;

	if (e == NULL)
		return;
	e->description = arena_printf(ac->arena, "arn:aws:ecs:eu-central-1:"
	    STRANGER ":attachment/%s", account_id(ac, ""));
	e->attached_owner = STRANGER;
	e->managed = true;
	node.address = e->addresses[0];
	node.name = dotted(ac,
	    "fargate-ip-%u-%u-%u-%u.eu-central-1.compute.internal",
	    node.address);
	p = add_pod(ac, &node, "serverless");
	p->address = node.address;
}

static void
fill_cluster(struct account *ac, unsigned cluster)
{
	const struct account_cluster *c = &ac->clusters[cluster];
	unsigned n = ac->shape.nodes;

	if (ac->shape.even) {
		for (unsigned i = 0; i < n; i++)
			add_node(ac, cluster, c->subnets[i % ZONES]);
		return;
	}
	add_control_plane(ac, c);
	n = (unsigned)rnd(n + 1) + (n + 1) / 2;
	for (unsigned i = 0; i < n; i++) {
		add_node(ac, cluster, c->subnets[rnd(ZONES)]);
		if (rnd(5) == 0)
			add_leak(ac, c);
	}
	for (uint64_t i = rnd(3); i > 0; i--)
		add_fargate(ac, cluster);
}

static void
add_cluster(struct account *ac, unsigned vpc, unsigned k, unsigned first)
{
	struct account_vpc *v = &ac->vpcs[vpc];
	unsigned number = (unsigned)ac->nclusters;
	struct account_cluster *c = arena_push(ac->arena, ac->clusters,
	    ac->nclusters);

	c->name = arena_printf(ac->arena, "c%u", number);
	c->vpc = vpc;
	c->mode = ac->shape.even ? ACCOUNT_SECONDARY :
	    (enum account_mode)rnd(ACCOUNT_MODES);
	c->pod_eni = !ac->shape.even && c->mode != ACCOUNT_IPV6 &&
	    rnd(3) == 0;
	for (unsigned z = 0; z < ZONES; z++)
		c->subnets[z] = first + z;
	if (c->mode == ACCOUNT_CUSTOM) {
		for (unsigned z = 0; z < ZONES; z++)
			c->pod_subnets[z] = account_add_subnet(ac, vpc, z,
			    v->pods + (k * 4 + z) * 1024, 22, "pods");
		v->has_pods = true;
	}
	fill_cluster(ac, number);
}

/* --- VPCs --------------------------------------------------------------- */

static void
add_lone_instances(struct account *ac, unsigned first)
{
	for (uint64_t n = rnd(4); n > 0; n--) {
		unsigned subnet = first + (unsigned)rnd(2 * ZONES);
		struct account_instance *i = add_instance(ac, subnet,
		    UINT_MAX);
		struct account_eni *e = account_add_eni(ac, subnet,
		    TRUTH_INSTANCE, TRUTH_INSTANCE, 1 + rnd(3));

		if (e == NULL) {
			ac->ninstances--;
			continue;
		}
		i->type = "t3.small";
		i->address = e->addresses[0];
		e->instance = i->id;
		e->attached_owner = ACCOUNT;
		e->description = "Primary network interface";
	}
}

static void
share(struct account *ac, unsigned subnet)
{
	uint32_t addr;

	ac->subnets[subnet].shared = true;
	ac->subnets[subnet].owner = STRANGER;
	for (uint64_t n = 1 + rnd(20); n > 0; n--)
		account_take_one(ac, subnet, TRUTH_HIDDEN, &addr);
}

static void
add_vpc(struct account *ac)
{
	unsigned vpc = (unsigned)ac->nvpcs, first = (unsigned)ac->nsubnets;
	struct account_vpc *v = arena_push(ac->arena, ac->vpcs, ac->nvpcs);

	v->id = account_id(ac, "vpc-");
	v->owner = ACCOUNT;
	v->base = 10u << 24 | vpc << 16;
	v->pods = 100u << 24 | (64 + vpc) << 16;
	for (unsigned z = 0; z < ZONES; z++)
		account_add_subnet(ac, vpc, z, v->base + z * 16384,
		    ac->shape.even ? 18 : 22 + (unsigned)rnd(4), "private");
	for (unsigned z = 0; z < ZONES; z++)
		account_add_subnet(ac, vpc, z, v->base + 3 * 16384 + z * 4096,
		    24 + (unsigned)rnd(4), "public");
	if (!ac->shape.even) {
		for (unsigned k = 0; k < 2 * ZONES; k++) {
			add_services(ac, first + k);
			if (rnd(5) == 0)
				share(ac, first + k);
			for (uint64_t n = rnd(3); n > 0; n--)
				account_reserve(ac, first + k);
		}
		add_lone_instances(ac, first);
	}
	for (unsigned k = 0; k < ac->shape.clusters; k++)
		add_cluster(ac, vpc, k, first);
}

static void
count_subnet(struct account_subnet *s)
{
	for (uint32_t i = 0; i < s->size; i++) {
		struct account_spot *p = &s->spots[i];

		if (p->truth == TRUTH_FREE && p->reserved != 0)
			p->truth = p->reserved;
		s->truth[p->truth]++;
	}
	s->available = s->truth[TRUTH_FREE] +
	    s->truth[TRUTH_RESERVED_EXPLICIT];
}

void
account_draw(struct account *ac, const struct account_shape *shape,
    struct arena *a)
{
	*ac = (struct account){ .arena = a, .shape = *shape };
	random_state = shape->seed;
	for (unsigned i = 0; i < shape->vpcs; i++)
		add_vpc(ac);
	for (size_t i = 0; i < ac->nsubnets; i++)
		count_subnet(&ac->subnets[i]);
}
