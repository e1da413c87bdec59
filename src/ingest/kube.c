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

static bool
read_node(struct documents *d, const struct node *rec, const char *name)
{
	struct inv_node n = { .name = name, .at = rec_cite(rec) };
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *tags = rec_map(d, meta, "labels");
	const struct node *status = rec_map(d, rec, "status");
	const struct node *room = rec_map(d, status, "allocatable");
	const char *compute;

	for (size_t i = 0; i < COUNT(labels); i++)
		if (!rec_text(d, tags, labels[i].key, (const char **)(void *)
		    ((char *)&n + labels[i].off)))
			return false;
	compute = node_text(tags, "eks.amazonaws.com/compute-type");
	n.fargate = (compute != NULL && strcmp(compute, "fargate") == 0) ||
	    begins(name, "fargate-ip-");
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
	*inventory_add_node(d->inv, name) = n;
	return true;
}

/* --- pods --------------------------------------------------------------- */

static bool
read_pod(struct documents *d, const struct node *rec, const char *name)
{
	struct inv_pod p = { .name = name, .at = rec_cite(rec) };
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *spec = rec_map(d, rec, "spec");
	const struct node *status = rec_map(d, rec, "status");

	if (!rec_text(d, meta, "namespace", &p.namespace) ||
	    !rec_text(d, spec, "nodeName", &p.node) ||
	    !rec_bool(d, spec, "hostNetwork", &p.host_network) ||
	    !rec_text(d, status, "phase", &p.phase))
		return false;
	p.pod_eni = node_text(rec_map(d, meta, "annotations"),
	    "vpc.amazonaws.com/pod-eni") != NULL;
	ipv4(node_text(status, "podIP"), &p.address, &p.has_address);
	for (const struct node *a = rec_list(d, status, "podIPs");
	    a != NULL && !p.has_address; a = a->next)
		ipv4(node_text(a, "ip"), &p.address, &p.has_address);
	*inventory_add_pod(d->inv, inventory_text(d->inv,
	    arena_printf(d->inv->arena, "%s/%s", p.namespace != NULL ?
	    p.namespace : "", name))) = p;
	return true;
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
read_aws_node(struct documents *d, const struct node *rec, const char *name)
{
	const struct node *c = aws_node(d, rec);
	struct inventory *inv = d->inv;

	(void)name;
	inv->cni = (struct settings){ NULL, 0 };
	inv->cni_at = rec_cite(rec);
	if (!rec_text(d, c, "image", &inv->cni_image))
		return false;
	for (const struct node *n = rec_list(d, c, "env"); n != NULL;
	    n = n->next) {
		struct setting s = { NULL, NULL, { n->line, n->column } };

		if (!rec_text(d, n, "name", &s.name) ||
		    !rec_text(d, n, "value", &s.value))
			return false;
		/* valueFrom has no value: the node's name and the like. */
		if (s.name != NULL && s.value != NULL)
			*arena_push(inv->arena, inv->cni.v, inv->cni.n) = s;
	}
	return true;
}

static bool
read_eniconfig(struct documents *d, const struct node *rec, const char *name)
{
	struct inv_eniconfig c = { .name = name, .at = rec_cite(rec) };

	if (!rec_text(d, rec_map(d, rec, "spec"), "subnet", &c.subnet_id))
		return false;
	*inventory_add_eniconfig(d->inv, name) = c;
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
	bool (*read)(struct documents *d, const struct node *rec,
	    const char *name);
} objects[] = {
	{ "Pod", DOC_PODS, is_pod, read_pod },
	{ "Node", DOC_NODES, is_node, read_node },
	{ "DaemonSet", DOC_AWS_NODE, is_aws_node, read_aws_node },
	{ "ENIConfig", DOC_ENICONFIGS, is_eniconfig, read_eniconfig },
};

/* Its metadata.name, without which no object is. */
static bool
read_name(struct documents *d, const struct node *rec, const char **name)
{
	const struct node *meta = rec_map(d, rec, "metadata");

	if (meta != NULL)
		return rec_id(d, meta, "name", name);
	err_input(d->e, "%s: an object without metadata", d->what);
	return node_error(rec, d->e);
}

static bool
read_object(struct documents *d, const struct node *rec, enum document *kind)
{
	const char *word = node_text(rec, "kind"), *name;

	*kind = word != NULL ? DOC_OTHER : DOC_COUNT;
	for (size_t i = 0; i < COUNT(objects); i++) {
		if (word != NULL ? strcmp(word, objects[i].kind) != 0 :
		    !objects[i].is(d, rec))
			continue;
		/* Of daemonsets only the CNI's is of use. */
		if (word != NULL && objects[i].document == DOC_AWS_NODE &&
		    !is_aws_node(d, rec))
			break;
		*kind = objects[i].document;
		d->what = document_name(*kind);
		return read_name(d, rec, &name) &&
		    objects[i].read(d, rec, name);
	}
	return true;
}

const struct document_kind kube_kinds[] = {
	{ .document = DOC_OTHER, .read = read_object, .json = {
	    .name = "kubectl get", .path = "items", .identity = "metadata",
	    .fields = "kind metadata{name namespace labels{*} "
	    "annotations{vpc.amazonaws.com/pod-eni}} "
	    "spec{providerID nodeName hostNetwork subnet containers{name} "
	    "template{spec{containers{name image env{name value}}}}} "
	    "status{phase podIP podIPs{ip} addresses{type address} "
	    "allocatable{pods vpc.amazonaws.com/pod-eni} capacity{pods}}" } },
	{ .json = { .name = NULL } }
};
