/*
 * kubectl get nodes, pods, eniconfigs and the aws-node daemonset, -o json.
 *
 * All come as items, or as one object.  Items of a PodList that the API made
 * (not kubectl) carry no kind; those are known by their members.
 */
#include <string.h>

#include "base/str.h"
#include "ingest/record.h"

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* Its metadata.name, without which no object is. */
static bool
has_name(struct documents *d, const struct node *rec)
{
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *name = node_get(meta, "name");

	if (meta == NULL)
		err_input(d->e, "%s: an object without metadata", d->what);
	else if (name == NULL || node_is_null(name) ||
	    (name->kind == NODE_SCALAR && *name->text == '\0'))
		err_input(d->e, "%s: a record without name", d->what);
	else if (name->kind != NODE_SCALAR || name->plain)
		return rec_expected(d, name, "a text");
	else
		return true;
	return node_error(rec, d->e);
}

static bool
read_name(struct documents *d, const struct node *rec, const char **name)
{
	return rec_id(d, rec_map(d, rec, "metadata"), "name", name);
}

bool
kube_id(struct documents *d, const struct node *rec, const char **out)
{
	if (!rec_text(d, rec_map(d, rec, "metadata"), "uid", out))
		return false;
	if (*out == NULL)
		*out = arena_printf(d->inv->arena, "%s:%lu:%lu", rec->file,
		    rec->line, rec->column);
	return true;
}

/* Quoted numbers, as in allocatable; "1k" and the like are left out. */
static void
quantity(const struct node *rec, const char *key, struct opt_count *out)
{
	const char *s = node_text(rec, key);

	if (s != NULL && str_u64(&out->v, s, 1000000))
		out->set = true;
}

/* Sets v to an IPv4 address, if it is one. */
static void
ipv4(const char *s, uint32_t *v, bool *found)
{
	struct prefix p;

	if (s == NULL || !address_scan(&p, s, strlen(s)) || p.family != IPV4)
		return;
	*v = (uint32_t)p.addr;
	*found = true;
}

/* --- nodes -------------------------------------------------------------- */

struct label {
	const char *key;
	size_t off;			/* in struct inv_node */
};

#define OFF(field) offsetof(struct inv_node, field)
/* Later rows win: the stable names over the old ones. */
static const struct label labels[] = {
	{ "beta.kubernetes.io/instance-type", OFF(type) },
	{ "node.kubernetes.io/instance-type", OFF(type) },
	{ "failure-domain.beta.kubernetes.io/zone", OFF(az) },
	{ "topology.kubernetes.io/zone", OFF(az) },
	{ "topology.k8s.aws/zone-id", OFF(zone_id) },
	{ "alpha.eksctl.io/nodegroup-name", OFF(nodegroup) },
	{ "eks.amazonaws.com/nodegroup", OFF(nodegroup) },
	{ "karpenter.sh/provisioner-name", OFF(nodepool) },
	{ "karpenter.sh/nodepool", OFF(nodepool) },
	{ "kubernetes.io/os", OFF(os) },
	{ "kubernetes.io/arch", OFF(arch) },
	{ "k8s.amazonaws.com/eniConfig", OFF(eniconfig) },
	{ "vpc.amazonaws.com/eniConfig", OFF(eniconfig) },
	{ "alpha.eksctl.io/cluster-name", OFF(cluster) },
};
#undef OFF

/* aws:///AZ/i-... */
static void
provider(struct documents *d, struct inv_node *n, const char *id)
{
	const char *last = id != NULL ? strrchr(id, '/') : NULL;

	if (last != NULL && begins(last, "/i-"))
		n->instance_id = inventory_text(d->inv, last + 1);
}

/* What never changes of a node must be said the same. */
static bool
merge_node(struct documents *d, const struct node *rec,
    const struct inv_node *n)
{
	struct inv_node *old = inventory_add_node(d->inv,
	    n->instance_id != NULL ? n->instance_id : n->name);

	if (!rec_same(d, rec, n->name, "name", old->name, &old->at,
	    n->name) || !rec_same(d, rec, n->name, "instance type",
	    old->type, &old->at, n->type) || !rec_same(d, rec, n->name,
	    "zone", old->az, &old->at, n->az))
		return false;
	*old = *n;
	return true;
}

static bool
read_node(struct documents *d, const struct node *rec)
{
	struct inv_node n = { .at = rec_cite(rec) };
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *tags = rec_map(d, meta, "labels");
	const struct node *status = rec_map(d, rec, "status");
	const struct node *room = rec_map(d, status, "allocatable");
	const char *compute;

	if (!read_name(d, rec, &n.name))
		return false;
	for (size_t i = 0; i < COUNT(labels); i++)
		if (!rec_text(d, tags, labels[i].key, (const char **)(void *)
		    ((char *)&n + labels[i].off)))
			return false;
	compute = node_text(tags, "eks.amazonaws.com/compute-type");
	n.fargate = (compute != NULL && strcmp(compute, "fargate") == 0) ||
	    begins(n.name, "fargate-ip-");
	provider(d, &n, node_text(rec_map(d, rec, "spec"), "providerID"));
	quantity(rec_map(d, status, "capacity"), "pods", &n.max_pods);
	quantity(room, "pods", &n.max_pods);
	quantity(room, "vpc.amazonaws.com/pod-eni", &n.pod_enis);
	for (const struct node *a = rec_list(d, status, "addresses");
	    a != NULL; a = a->next) {
		const char *type = node_text(a, "type");

		if (type != NULL && strcmp(type, "InternalIP") == 0)
			ipv4(node_text(a, "address"), &n.address,
			    &n.has_address);
	}
	return merge_node(d, rec, &n);
}

/* --- pods --------------------------------------------------------------- */

/* A pod never moves: said twice it is on one node, with one address. */
static bool
merge_pod(struct documents *d, const struct node *rec, const char *id,
    const struct inv_pod *p)
{
	struct inv_pod *old = inventory_add_pod(d->inv, id);
	const struct cite at = { old->file, old->line, 0 };
	char a[PREFIX_STRLEN] = "", b[PREFIX_STRLEN] = "";

	if (old->has_address && old->counts)
		address_format(old->address, IPV4, a);
	if (p->has_address && p->counts)
		address_format(p->address, IPV4, b);
	if (!rec_same(d, rec, id, "nodeName", old->node, &at, p->node) ||
	    (*a != '\0' && *b != '\0' && !rec_same(d, rec, id, "podIP", a,
	    &at, b)))
		return false;
	/* One that has ended does not begin again. */
	if (old->file == NULL || old->counts)
		*old = *p;
	return true;
}

static bool
has_ended(const struct node *status)
{
	const char *phase = node_text(status, "phase");

	return phase != NULL && (strcmp(phase, "Succeeded") == 0 ||
	    strcmp(phase, "Failed") == 0);
}

/* Pods of two clusters may have one name, never one uid. */
static const char *
pod_id(struct documents *d, const struct node *meta)
{
	const char *uid = node_text(meta, "uid");
	const char *space = node_text(meta, "namespace");

	return uid != NULL && *uid != '\0' ? uid : arena_printf(&d->scratch,
	    "%s/%s", space != NULL ? space : "", node_text(meta, "name"));
}

static bool
read_pod(struct documents *d, const struct node *rec)
{
	struct inv_pod p = { .file = rec->file, .line = (uint32_t)rec->line };
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *spec = rec_map(d, rec, "spec");
	const struct node *status = rec_map(d, rec, "status");
	bool host = false;

	if (!rec_text(d, spec, "nodeName", &p.node) ||
	    !rec_bool(d, spec, "hostNetwork", &host))
		return false;
	p.counts = !host && !has_ended(status);
	p.pod_eni = node_text(rec_map(d, meta, "annotations"),
	    "vpc.amazonaws.com/pod-eni") != NULL;
	ipv4(node_text(status, "podIP"), &p.address, &p.has_address);
	for (const struct node *a = rec_list(d, status, "podIPs");
	    a != NULL && !p.has_address; a = a->next)
		ipv4(node_text(a, "ip"), &p.address, &p.has_address);
	return merge_pod(d, rec, pod_id(d, meta), &p);
}

/* --- the CNI ------------------------------------------------------------ */

static const struct node *
pod_template(const struct node *rec)
{
	return node_get(node_get(node_get(rec, "spec"), "template"), "spec");
}

/* The container of the CNI among those of a daemonset, or NULL. */
static const struct node *
aws_node(struct documents *d, const struct node *rec)
{
	const struct node *c = rec_list(d, pod_template(rec), "containers");

	for (; c != NULL; c = c->next) {
		const char *name = node_text(c, "name");

		if (name != NULL && strcmp(name, "aws-node") == 0)
			return c;
	}
	return NULL;
}

static bool
read_aws_node(struct documents *d, const struct node *rec)
{
	const struct node *c = aws_node(d, rec);
	struct inventory *inv = d->inv;
	struct inv_daemon ds = { .at = rec_cite(rec) };

	if (!kube_id(d, rec, &ds.id) || !rec_text(d, c, "image", &ds.image))
		return false;
	for (const struct node *n = rec_list(d, c, "env"); n != NULL;
	    n = n->next) {
		struct setting s = { NULL, NULL, { n->line, n->column } };

		if (!rec_text(d, n, "name", &s.name) ||
		    !rec_text(d, n, "value", &s.value))
			return false;
		/* valueFrom has no value: the node's name and the like. */
		if (s.name == NULL || s.value == NULL)
			continue;
		*arena_push(inv->arena, ds.env.v, ds.env.n) = s;
		if (strcmp(s.name, "CLUSTER_NAME") == 0)
			ds.cluster = s.value;
		else if (strcmp(s.name, "VPC_ID") == 0)
			ds.vpc_id = s.value;
	}
	*inventory_add_daemon(inv, ds.id) = ds;
	return true;
}

static bool
read_eniconfig(struct documents *d, const struct node *rec)
{
	struct inv_eniconfig c = { .at = rec_cite(rec) };

	if (!read_name(d, rec, &c.name) || !kube_id(d, rec, &c.id) ||
	    !rec_text(d, rec_map(d, rec, "spec"), "subnet", &c.subnet_id))
		return false;
	*inventory_add_eniconfig(d->inv, c.id) = c;
	return true;
}

/* --- which it is -------------------------------------------------------- */

static bool
is_node(struct documents *d, const struct node *rec)
{
	(void)d;
	return node_text(node_get(rec, "spec"), "providerID") != NULL ||
	    node_get(node_get(rec, "status"), "addresses") != NULL;
}

static bool
is_pod(struct documents *d, const struct node *rec)
{
	(void)d;
	return node_get(node_get(rec, "spec"), "containers") != NULL;
}

static bool
is_aws_node(struct documents *d, const struct node *rec)
{
	return aws_node(d, rec) != NULL;
}

static bool
is_eniconfig(struct documents *d, const struct node *rec)
{
	(void)d;
	return node_text(node_get(rec, "spec"), "subnet") != NULL;
}

static const struct {
	const char *kind;
	enum document document;
	bool (*is)(struct documents *d, const struct node *rec);
	bool (*read)(struct documents *d, const struct node *rec);
} objects[] = {
	{ "Pod", DOC_PODS, is_pod, read_pod },
	{ "Node", DOC_NODES, is_node, read_node },
	{ "DaemonSet", DOC_AWS_NODE, is_aws_node, read_aws_node },
	{ "ENIConfig", DOC_ENICONFIGS, is_eniconfig, read_eniconfig },
	{ "CNINode", DOC_CNINODES, NULL, kube_read_cninode },
	{ "NodePool", DOC_NODEPOOLS, NULL, kube_read_nodepool },
	{ "EC2NodeClass", DOC_NODECLASSES, NULL, kube_read_nodeclass },
};

static bool
read_object(struct documents *d, const struct node *rec, enum document *kind)
{
	const char *word = node_text(rec, "kind");

	*kind = word != NULL ? DOC_OTHER : DOC_COUNT;
	for (size_t i = 0; i < COUNT(objects); i++) {
		if (word != NULL ? strcmp(word, objects[i].kind) != 0 :
		    objects[i].is == NULL || !objects[i].is(d, rec))
			continue;
		/* Of daemonsets only the CNI's is of use. */
		if (word != NULL && objects[i].document == DOC_AWS_NODE &&
		    !is_aws_node(d, rec))
			break;
		*kind = objects[i].document;
		d->what = document_name(*kind);
		return has_name(d, rec) && objects[i].read(d, rec);
	}
	return true;
}

const struct document_kind kube_kinds[] = {
	{ .document = DOC_OTHER, .read = read_object, .json = {
	    .name = "kubectl get", .path = "items", .identity = "metadata",
	    .fields = "kind metadata{name namespace uid labels{*} "
	    "annotations{vpc.amazonaws.com/pod-eni}} "
	    "spec{providerID nodeName hostNetwork subnet containers{name} "
	    "template{spec{containers{name image env{name value}} "
	    "nodeClassRef{name} requirements{*}}} disruption{budgets{*}} "
	    "kubelet{maxPods} features{name value}} "
	    "status{phase podIP podIPs{ip} addresses{type address} subnets{id} "
	    "allocatable{pods vpc.amazonaws.com/pod-eni} capacity{pods}}" } },
	{ .json = { .name = NULL } }
};
