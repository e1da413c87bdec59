/* aws eks describe-cluster and describe-nodegroup. */
#include <string.h>

#include "ingest/record.h"

/* [{cidrs: [..]}]: what is outside and reaches the cluster. */
static bool
read_remote(struct documents *d, const struct node *config, const char *key,
    struct prefixes *out)
{
	const struct node *n = rec_list(d, config, key);

	for (; n != NULL; n = n->next) {
		const struct node *c = node_get(n, "cidrs");

		if (c == NULL || c->kind != NODE_SEQ)
			continue;
		for (c = c->child; c != NULL; c = c->next)
			if (!rec_prefix_at(d, c, 0, arena_push(d->inv->arena,
			    out->v, out->n)))
				return false;
	}
	return true;
}

static bool
read_network(struct documents *d, const struct node *rec,
    struct inv_cluster *c)
{
	const struct node *vpc = rec_map(d, rec, "resourcesVpcConfig");
	const struct node *net = rec_map(d, rec, "kubernetesNetworkConfig");
	const struct node *far = rec_map(d, rec, "remoteNetworkConfig");
	const char *family = NULL;

	if (!rec_text(d, vpc, "vpcId", &c->vpc_id) ||
	    !rec_texts(d, vpc, "subnetIds", &c->subnets) ||
	    !rec_text(d, net, "ipFamily", &family) ||
	    !rec_prefix(d, net, "serviceIpv4Cidr", IPV4, &c->service_cidr,
	    &c->has_service_cidr))
		return false;
	c->ipv6 = family != NULL && strcmp(family, "ipv6") == 0;
	if (!c->has_service_cidr && !rec_prefix(d, net, "serviceIpv6Cidr",
	    IPV6, &c->service_cidr, &c->has_service_cidr))
		return false;
	return read_remote(d, far, "remoteNodeNetworks", &c->remote_nodes) &&
	    read_remote(d, far, "remotePodNetworks", &c->remote_pods);
}

/* arn:PARTITION:SERVICE:REGION:... */
static const char *
region_of(struct documents *d, const char *arn)
{
	for (int i = 0; i < 3 && arn != NULL; i++) {
		arn = strchr(arn, ':');
		if (arn != NULL)
			arn++;
	}
	if (arn == NULL || *arn == '\0' || *arn == ':')
		return NULL;
	return inventory_text(d->inv, arena_strndup(d->inv->arena, arn,
	    strcspn(arn, ":")));
}

static bool
read_cluster(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_cluster c = { .at = rec_cite(rec) }, *old;
	const char *arn = NULL;

	(void)kind;
	if (!rec_id(d, rec, "name", &c.name) ||
	    !rec_text(d, rec, "arn", &arn) ||
	    !rec_text(d, rec, "version", &c.version) ||
	    !read_network(d, rec, &c))
		return false;
	c.region = region_of(d, arn);
	c.id = arn != NULL ? arn : c.name;
	old = inventory_add_cluster(d->inv, c.id);
	if (!rec_same(d, rec, c.name, "vpcId", old->vpc_id, &old->at,
	    c.vpc_id))
		return false;
	*old = c;
	return true;
}

/* --- node groups -------------------------------------------------------- */

static bool
read_update(struct documents *d, const struct node *rec,
    struct inv_nodegroup *g)
{
	const struct node *n = rec_map(d, rec, "updateConfig");
	struct opt_count number = { false, 0 }, share = { false, 0 };

	if (!rec_count(d, n, "maxUnavailable", 1000, &number) ||
	    !rec_count(d, n, "maxUnavailablePercentage", 100, &share) ||
	    !rec_text(d, n, "updateStrategy", &g->strategy))
		return false;
	if (share.set)
		g->max_unavailable = (struct quantity){ true, true, share.v,
		    100 };
	else if (number.set)
		g->max_unavailable = (struct quantity){ true, false,
		    number.v, 1 };
	return true;
}

#define NODES_MAX 1000000
static bool
read_nodegroup(struct documents *d, const struct node *rec,
    enum document *kind)
{
	struct inv_nodegroup g = { .at = rec_cite(rec) };
	const struct node *scale = rec_map(d, rec, "scalingConfig");
	const char *cluster = NULL;

	(void)kind;
	if (!rec_id(d, rec, "nodegroupName", &g.name) ||
	    !rec_text(d, rec, "clusterName", &cluster) ||
	    !rec_text(d, rec, "nodegroupArn", &g.id) ||
	    !rec_text(d, rec, "amiType", &g.ami_type) ||
	    !rec_texts(d, rec, "subnets", &g.subnets) ||
	    !rec_texts(d, rec, "instanceTypes", &g.types) ||
	    !rec_count(d, scale, "minSize", NODES_MAX, &g.min) ||
	    !rec_count(d, scale, "desiredSize", NODES_MAX, &g.desired) ||
	    !rec_count(d, scale, "maxSize", NODES_MAX, &g.max) ||
	    !read_update(d, rec, &g))
		return false;
	if (g.min.set && g.max.set && g.min.v > g.max.v)
		return rec_expected(d, node_get(scale, "minSize"),
		    "no more than maxSize");
	g.cluster = cluster;
	if (g.id == NULL)
		g.id = arena_printf(d->inv->arena, "%s/%s", cluster != NULL ?
		    cluster : "", g.name);
	*inventory_add_nodegroup(d->inv, g.id) = g;
	return true;
}

const struct document_kind eks_kinds[] = {
	{ .document = DOC_CLUSTER, .read = read_cluster, .json = {
	    .name = "describe-cluster", .path = "cluster",
	    .identity = "name resourcesVpcConfig",
	    .fields = "name arn version "
	    "resourcesVpcConfig{vpcId subnetIds{*}} "
	    "kubernetesNetworkConfig{ipFamily serviceIpv4Cidr "
	    "serviceIpv6Cidr} remoteNetworkConfig{*}" } },
	{ .document = DOC_NODEGROUP, .read = read_nodegroup, .json = {
	    .name = "describe-nodegroup", .path = "nodegroup",
	    .identity = "nodegroupName clusterName",
	    .fields = "nodegroupName clusterName nodegroupArn amiType "
	    "subnets{*} "
	    "instanceTypes{*} scalingConfig{minSize desiredSize maxSize} "
	    "updateConfig{maxUnavailable maxUnavailablePercentage "
	    "updateStrategy}" } },
	{ .json = { .name = NULL } }
};
