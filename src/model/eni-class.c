#include "model/eni-class.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define TAG_INSTANCE "node.k8s.amazonaws.com/instance_id"
#define TAG_CLUSTER "cluster.k8s.amazonaws.com/name"
#define TAG_OWNED "kubernetes.io/cluster/"
#define TAG_TRUNK "vpcresources.k8s.aws/trunk-eni-id"

/* What one classification needs beside the inventory. */
struct classing {
	struct inventory *inv;
	struct map fargate;		/* addresses of Fargate nodes */
	struct map attached;		/* struct attached by instance id */
};

struct attached {
	const struct inv_eni *eni;
	const struct attached *next;
};

struct row {
	enum eni_class class;
	const char *type;		/* InterfaceType, or NULL */
	const char *description;	/* how it begins, or NULL */
	const char *tag;		/* a key it has, or NULL */
	/* NULL, or what else must hold. */
	bool (*test)(const struct classing *c, const struct inv_eni *eni);
	/* NULL, or whose it is; text is the rest of the description. */
	void (*own)(const struct classing *c, struct inv_eni *eni,
	    const char *text);
};

static const char *const class_names[ENI_CLASSES] = {
	[ENI_CONTROL_PLANE] = "control_plane", [ENI_CNI] = "cni",
	[ENI_TRUNK] = "trunk", [ENI_BRANCH] = "branch",
	[ENI_NODE_PRIMARY] = "node_primary", [ENI_NODE_OTHER] = "node_other",
	[ENI_NAT] = "nat_gateway", [ENI_TGW] = "transit_gateway",
	[ENI_ENDPOINT] = "endpoint", [ENI_LOAD_BALANCER] = "load_balancer",
	[ENI_RDS] = "rds", [ENI_EFS] = "efs", [ENI_LAMBDA] = "lambda",
	[ENI_FARGATE] = "fargate", [ENI_ECS] = "ecs",
	[ENI_DIRECTORY] = "directory", [ENI_ELASTICACHE] = "elasticache",
	[ENI_DAX] = "dax", [ENI_OPENSEARCH] = "opensearch",
	[ENI_REDSHIFT] = "redshift", [ENI_DMS] = "dms",
	[ENI_RESOLVER] = "resolver",
	[ENI_INSTANCE_CONNECT] = "instance_connect",
	[ENI_INSTANCE] = "instance",
	[ENI_SERVICE] = "service", [ENI_ORPHAN] = "orphan",
	[ENI_OTHER] = "other",
};

const char *
eni_class_name(enum eni_class class)
{
	return class_names[class];
}

/* --- tests -------------------------------------------------------------- */

static bool
no_instance(const struct classing *c, const struct inv_eni *eni)
{
	(void)c;
	return eni->instance_id == NULL;
}

static bool
on_node(const struct classing *c, const struct inv_eni *eni)
{
	const struct inv_instance *i = inventory_instance(c->inv,
	    eni->instance_id);

	return i != NULL && i->is_node;
}

static bool
on_node_first(const struct classing *c, const struct inv_eni *eni)
{
	return on_node(c, eni) && eni->device_index.set &&
	    eni->device_index.v == 0;
}

static bool
on_instance(const struct classing *c, const struct inv_eni *eni)
{
	(void)c;
	return eni->instance_id != NULL;
}

/* Of a Fargate pod, by its node's name. */
static bool
pod_on_fargate(const struct inventory *inv, const struct inv_pod *p)
{
	const struct inv_node *n = inventory_named_node(inv, p->node);

	return n != NULL ? n->fargate : p->node != NULL &&
	    strncmp(p->node, "fargate-ip-", 11) == 0;
}

static bool
is_fargate(const struct classing *c, const struct inv_eni *eni)
{
	const struct inventory *inv = c->inv;

	for (size_t i = 0; i < eni->naddresses; i++) {
		uint32_t addr = eni->addresses[i];

		if (map_find(&c->fargate, (const char *)&addr,
		    sizeof(addr)) != NULL)
			return true;
		for (size_t k = inventory_pod_at(inv, addr);
		    k < inv->npods_at && inv->pods_at[k].addr == addr; k++)
			if (pod_on_fargate(inv,
			    &inv->pods[inv->pods_at[k].pod]))
				return true;
	}
	return false;
}

static bool
is_loose(const struct classing *c, const struct inv_eni *eni)
{
	(void)c;
	return !eni->attached && eni->status != NULL &&
	    strcmp(eni->status, "available") == 0;
}

/* --- owners ------------------------------------------------------------- */

static void
own_cluster(const struct classing *c, struct inv_eni *eni, const char *text)
{
	if (*text != '\0')
		eni->holder = eni->cluster = inventory_text(c->inv, text);
}

static const char *
instance_of(const struct inv_eni *eni)
{
	static const char made[] = "aws-K8S-i-";
	const char *id = tags_text(&eni->tags, TAG_INSTANCE);

	if (id != NULL)
		return id;
	if (eni->instance_id != NULL || eni->description == NULL ||
	    strncmp(eni->description, made, sizeof(made) - 1) != 0)
		return eni->instance_id;
	return eni->description + sizeof(made) - 3;
}

static const char *
cluster_of(const struct inv_eni *eni)
{
	const char *name = tags_text(&eni->tags, TAG_CLUSTER);

	if (name == NULL)
		name = tags_text(&eni->tags, "eks:cluster-name");
	return name != NULL ? name : tags_suffix(&eni->tags, TAG_OWNED);
}

static void
own_node(const struct classing *c, struct inv_eni *eni, const char *text)
{
	const char *id = instance_of(eni);

	(void)text;
	eni->holder = inventory_text(c->inv, id);
	eni->instance = inventory_instance(c->inv, id);
	eni->cluster = inventory_text(c->inv, cluster_of(eni));
	if (eni->instance == NULL)
		return;
	if (eni->cluster == NULL)
		eni->cluster = eni->instance->cluster;
	if (eni->class == ENI_NODE_PRIMARY && eni->instance->subnet_id == NULL)
		eni->instance->subnet_id = eni->subnet_id;
}

static void
own_branch(const struct classing *c, struct inv_eni *eni, const char *text)
{
	(void)text;
	eni->holder = inventory_text(c->inv, tags_text(&eni->tags,
	    TAG_TRUNK));
	eni->instance = inventory_instance(c->inv, instance_of(eni));
	eni->cluster = inventory_text(c->inv, cluster_of(eni));
}

static void
own_instance(const struct classing *c, struct inv_eni *eni, const char *text)
{
	(void)text;
	eni->instance = inventory_instance(c->inv, eni->instance_id);
	eni->holder = eni->instance_id;
}

/* The first word: an id or a name. */
static void
own_word(const struct classing *c, struct inv_eni *eni, const char *text)
{
	size_t n = strcspn(text, " (:)");

	if (n != 0)
		eni->holder = inventory_text(c->inv,
		    arena_strndup(c->inv->arena, text, n));
}

/* "app/NAME/ID", "net/NAME/ID", "gwy/NAME/ID", or a classic one's name. */
static void
own_balancer(const struct classing *c, struct inv_eni *eni, const char *text)
{
	static const struct {
		const char *way;
		enum holder_type type;
	} ways[] = {
		{ "app/", HOLDER_ALB }, { "net/", HOLDER_NLB },
		{ "gwy/", HOLDER_GWLB },
	};

	eni->lb = HOLDER_CLB;
	for (size_t i = 0; i < COUNT(ways); i++)
		if (strncmp(text, ways[i].way, 4) == 0) {
			eni->lb = ways[i].type;
			text += 4;
			break;
		}
	if (*text != '\0' && *text != '/')
		eni->holder = inventory_text(c->inv, arena_strndup(
		    c->inv->arena, text, strcspn(text, "/")));
}

static void
own_typed_balancer(const struct classing *c, struct inv_eni *eni,
    const char *text)
{
	(void)c;
	(void)text;
	eni->lb = strcmp(eni->type, "network_load_balancer") == 0 ?
	    HOLDER_NLB : strcmp(eni->type, "gateway_load_balancer") == 0 ?
	    HOLDER_GWLB : HOLDER_ALB;
}

/* --- the table ---------------------------------------------------------- */

#define DESC(c, text, fn) { .class = c, .description = text, .own = fn }
#define TYPE(c, name, fn) { .class = c, .type = name, .own = fn }
static const struct row rows[] = {
	{ .class = ENI_CONTROL_PLANE, .description = "Amazon EKS ",
	    .test = no_instance, .own = own_cluster },
	/* Their tags may be those of the CNI besides. */
	TYPE(ENI_TRUNK, "trunk", own_node),
	DESC(ENI_TRUNK, "aws-k8s-trunk-eni", own_node),
	TYPE(ENI_BRANCH, "branch", own_branch),
	DESC(ENI_BRANCH, "aws-k8s-branch-eni", own_branch),
	{ .class = ENI_BRANCH, .tag = TAG_TRUNK, .own = own_branch },
	DESC(ENI_CNI, "aws-K8S-i-", own_node),
	{ .class = ENI_CNI, .tag = TAG_INSTANCE, .own = own_node },
	{ .class = ENI_NODE_PRIMARY, .test = on_node_first, .own = own_node },
	{ .class = ENI_NODE_OTHER, .test = on_node, .own = own_node },
	DESC(ENI_NAT, "Interface for NAT Gateway ", own_word),
	DESC(ENI_TGW, "Network Interface for Transit Gateway Attachment ",
	    own_word),
	DESC(ENI_ENDPOINT, "VPC Endpoint Interface ", own_word),
	DESC(ENI_LOAD_BALANCER, "ELB ", own_balancer),
	DESC(ENI_RDS, "RDSNetworkInterface", NULL),
	DESC(ENI_RDS, "Network interface for DBProxy ", own_word),
	DESC(ENI_EFS, "EFS mount target for ", own_word),
	DESC(ENI_LAMBDA, "AWS Lambda VPC ENI-", own_word),
	{ .class = ENI_FARGATE, .test = is_fargate },
	DESC(ENI_ECS, "arn:aws:ecs:", NULL),
	DESC(ENI_ECS, "arn:aws-cn:ecs:", NULL),
	DESC(ENI_ECS, "arn:aws-us-gov:ecs:", NULL),
	DESC(ENI_DIRECTORY, "AWS created network interface for directory ",
	    own_word),
	DESC(ENI_ELASTICACHE, "ElastiCache ", own_word),
	DESC(ENI_DAX, "DAX ", own_word),
	DESC(ENI_OPENSEARCH, "ES ", own_word),
	DESC(ENI_REDSHIFT, "RedshiftNetworkInterface", NULL),
	DESC(ENI_DMS, "DMSNetworkInterface", NULL),
	DESC(ENI_RESOLVER, "Route 53 Resolver: ", own_word),
	DESC(ENI_INSTANCE_CONNECT, "Instance Connect Endpoint (id: ",
	    own_word),
	TYPE(ENI_NAT, "nat_gateway", NULL),
	TYPE(ENI_NAT, "natGateway", NULL),
	TYPE(ENI_TGW, "transit_gateway", NULL),
	TYPE(ENI_ENDPOINT, "vpc_endpoint", NULL),
	TYPE(ENI_ENDPOINT, "gateway_load_balancer_endpoint", NULL),
	TYPE(ENI_LOAD_BALANCER, "load_balancer", own_typed_balancer),
	TYPE(ENI_LOAD_BALANCER, "network_load_balancer", own_typed_balancer),
	TYPE(ENI_LOAD_BALANCER, "gateway_load_balancer", own_typed_balancer),
	TYPE(ENI_LAMBDA, "lambda", NULL),
	TYPE(ENI_EFS, "efs", NULL),
	TYPE(ENI_INSTANCE_CONNECT, "ec2_instance_connect_endpoint", NULL),
	TYPE(ENI_SERVICE, "quicksight", NULL),
	TYPE(ENI_SERVICE, "global_accelerator_managed", NULL),
	TYPE(ENI_SERVICE, "api_gateway_managed", NULL),
	TYPE(ENI_SERVICE, "iot_rules_managed", NULL),
	TYPE(ENI_SERVICE, "aws_codestar_connections_managed", NULL),
	{ .class = ENI_INSTANCE, .test = on_instance, .own = own_instance },
	{ .class = ENI_ORPHAN, .test = is_loose },
	{ .class = ENI_OTHER },		/* fits always */
};

static bool
fits(const struct row *r, const struct classing *c, const struct inv_eni *eni)
{
	if (r->type != NULL && (eni->type == NULL ||
	    strcmp(r->type, eni->type) != 0))
		return false;
	if (r->description != NULL && (eni->description == NULL ||
	    strncmp(eni->description, r->description,
	    strlen(r->description)) != 0))
		return false;
	if (r->tag != NULL && tags_get(&eni->tags, r->tag) == NULL)
		return false;
	return r->test == NULL || r->test(c, eni);
}

/* The CNI's or its controller's, left behind: EC2 charges it to nobody. */
static bool
is_leaked(const struct classing *c, const struct inv_eni *eni)
{
	if (!is_loose(c, eni) || (eni->class != ENI_CNI &&
	    eni->class != ENI_TRUNK && eni->class != ENI_BRANCH))
		return false;
	for (size_t i = 0; i < eni->naddresses && eni->class == ENI_BRANCH; i++)
		if (inventory_pod_at(c->inv, eni->addresses[i]) <
		    c->inv->npods_at)
			return false;
	return true;
}

static void
classify(const struct classing *c, struct inv_eni *eni)
{
	const struct row *r = rows;

	while (!fits(r, c, eni))
		r++;
	eni->class = r->class;
	eni->leaked = is_leaked(c, eni);
	if (r->own != NULL)
		r->own(c, eni, r->description != NULL ?
		    eni->description + strlen(r->description) : "");
}

/* --- nodes and pods ----------------------------------------------------- */

static struct inv_instance *
instance_add(struct inventory *inv, const char *id, const struct cite *at)
{
	struct inv_instance *i;

	id = inventory_text(inv, id);
	i = inventory_add_instance(inv, id);
	if (i->id == NULL) {
		i->id = id;
		i->at = *at;
	}
	return i;
}

/*
 * The CNI's ENIs, those whose tags name a cluster, and those with a pod are of
 * a node; what an instance has left behind makes none.
 */
static bool
shows_node(const struct inventory *inv, const struct inv_eni *eni)
{
	if (instance_of(eni) == NULL || is_loose(NULL, eni))
		return false;
	if (tags_text(&eni->tags, TAG_INSTANCE) != NULL ||
	    cluster_of(eni) != NULL || (eni->description != NULL &&
	    strncmp(eni->description, "aws-K8S-i-", 10) == 0))
		return true;
	for (size_t i = eni->has_primary; i < eni->naddresses; i++)
		if (inventory_pod_at(inv, eni->addresses[i]) < inv->npods_at)
			return true;
	return false;
}

static void
find_nodes(struct inventory *inv)
{
	for (size_t k = 0; k < inv->ninstances; k++) {
		struct inv_instance *i = inv->instances[k];

		i->is_node = (i->cluster != NULL || i->nodegroup != NULL ||
		    i->nodepool != NULL) && (i->state == NULL ||
		    strcmp(i->state, "terminated") != 0);
	}
	for (size_t k = 0; k < inv->nnodes; k++) {
		struct inv_node *n = inv->nodes[k];
		struct inv_instance *i;

		if (n->instance_id == NULL || n->fargate)
			continue;
		i = instance_add(inv, n->instance_id, &n->at);
		i->is_node = true;
		i->node = n;
		if (i->cluster == NULL)
			i->cluster = n->cluster;
	}
	for (size_t k = 0; k < inv->nenis; k++) {
		const struct inv_eni *eni = inv->enis[k];
		struct inv_instance *i;

		if (!shows_node(inv, eni))
			continue;
		i = instance_add(inv, instance_of(eni), &eni->at);
		i->is_node = true;
		if (i->cluster == NULL)
			i->cluster = inventory_text(inv, cluster_of(eni));
		if (i->nodegroup == NULL)
			i->nodegroup = tags_text(&eni->tags,
			    "eks:nodegroup-name");
	}
}

static int
pod_at_cmp(const void *pa, const void *pb, void *arg)
{
	const struct pod_at *a = pa, *b = pb;
	const struct inventory *inv = arg;

	if (a->addr != b->addr)
		return a->addr < b->addr ? -1 : 1;
	return intern_cmp(&inv->pod_ids, a->pod, b->pod);
}

/* Is an address on an ENI that is attached to the node's instance? */
static bool
node_holds(const struct classing *c, const struct inv_node *n, uint32_t addr)
{
	const struct attached *a = n->instance_id != NULL ?
	    map_find(&c->attached, n->instance_id, strlen(n->instance_id)) :
	    NULL;

	for (; a != NULL; a = a->next)
		for (size_t i = 0; i < a->eni->naddresses +
		    a->eni->nprefixes; i++) {
			bool single = i < a->eni->naddresses;
			uint32_t at = single ? a->eni->addresses[i] :
			    a->eni->prefixes[i - a->eni->naddresses];

			if (addr - at < (single ? 1u : 16u))
				return true;
		}
	return false;
}

/*
 * Two clusters may have nodes of one name, and a pod names its node only: it
 * is on the one whose instance has its address.
 */
static struct inv_node *
node_of_pod(const struct classing *c, const struct inv_pod *p)
{
	struct inv_node *first = inventory_named_node(c->inv, p->node);

	if (first == NULL || first->same == NULL || !p->has_address)
		return first;
	for (struct inv_node *n = first; n != NULL; n = n->same)
		if (node_holds(c, n, p->address))
			return n;
	return first;
}

static bool
names_differ(const struct inventory *inv)
{
	for (size_t i = 0; i < inv->nnodes; i++)
		if (inv->nodes[i]->same != NULL)
			return false;
	return true;
}

/* ENIs by instance; only where names do not tell nodes apart. */
static void
find_attached(struct classing *c)
{
	struct inventory *inv = c->inv;

	if (names_differ(inv))
		return;
	for (size_t i = 0; i < inv->nenis; i++) {
		const char *id = inv->enis[i]->instance_id;
		struct attached *a;
		void **slot;

		if (id == NULL)
			continue;
		a = arena_new(inv->arena, struct attached);
		slot = map_slot(&c->attached, id, strlen(id));
		*a = (struct attached){ inv->enis[i], *slot };
		*slot = a;
	}
}

/* Pods of a node, and by their addresses. */
static void
place_pods(struct classing *c)
{
	static char yes;
	struct inventory *inv = c->inv;

	inv->pods_at = arena_array(inv->arena, inv->npods, struct pod_at);
	for (size_t k = 0; k < inv->npods; k++) {
		const struct inv_pod *p = &inv->pods[k];
		struct inv_node *n;

		if (!p->counts)
			continue;
		n = node_of_pod(c, p);
		if (n != NULL) {
			n->pods++;
			n->pod_eni_pods += p->pod_eni;
		}
		if (p->has_address)
			inv->pods_at[inv->npods_at++] = (struct pod_at){
			    p->address, (uint32_t)k };
	}
	qsort_r(inv->pods_at, inv->npods_at, sizeof(*inv->pods_at),
	    pod_at_cmp, inv);
	for (size_t k = 0; k < inv->nnodes; k++)
		if (inv->nodes[k]->fargate && inv->nodes[k]->has_address)
			*map_slot(&c->fargate, (const char *)
			    &inv->nodes[k]->address, sizeof(uint32_t)) = &yes;
}

/* A branch ENI is on the node of its trunk, or of the pod that has it. */
static void
place_branch(struct inventory *inv, struct inv_eni *eni)
{
	const struct inv_eni *trunk = inventory_eni(inv, eni->holder);
	size_t at = eni->naddresses != 0 ? inventory_pod_at(inv,
	    eni->addresses[0]) : inv->npods_at;

	if (trunk != NULL)
		eni->instance = trunk->instance;
	else if (at < inv->npods_at) {
		const struct inv_node *n = inventory_named_node(inv,
		    inv->pods[inv->pods_at[at].pod].node);

		if (n != NULL)
			eni->instance = inventory_instance(inv,
			    n->instance_id);
	}
	if (eni->cluster == NULL && eni->instance != NULL)
		eni->cluster = eni->instance->cluster;
}

void
eni_classify(struct inventory *inv)
{
	struct classing c = { inv, map_make(inv->arena),
	    map_make(inv->arena) };

	find_attached(&c);
	place_pods(&c);
	find_nodes(inv);
	for (size_t k = 0; k < inv->nenis; k++)
		classify(&c, inv->enis[k]);
	for (size_t k = 0; k < inv->nenis; k++)
		if (inv->enis[k]->class == ENI_BRANCH)
			place_branch(inv, inv->enis[k]);
}
