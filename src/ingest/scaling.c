/*
 * Who makes nodes: describe-auto-scaling-groups, and Karpenter's nodepools
 * and ec2nodeclasses; and the cninodes that say what a node's CNI may do.
 */
#include <string.h>

#include "base/str.h"
#include "ingest/record.h"

#define NODES_MAX 1000000

/* "subnet-1,subnet-2" */
static void
split(struct documents *d, const char *s, struct texts *out)
{
	while (s != NULL && *s != '\0') {
		size_t n = strcspn(s, ", ");

		if (n != 0)
			*arena_push(d->inv->arena, out->v, out->n) =
			    inventory_text(d->inv, arena_strndup(&d->scratch,
			    s, n));
		s += n + (s[n] != '\0');
	}
}

static bool
read_asg(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_asg g = { .at = rec_cite(rec) };
	const char *zones = NULL;
	struct inv_asg *old;
	struct tags tags;

	(void)kind;
	if (!rec_id(d, rec, "AutoScalingGroupARN", &g.id) ||
	    !rec_text(d, rec, "AutoScalingGroupName", &g.name) ||
	    !rec_text(d, rec, "VPCZoneIdentifier", &zones) ||
	    !rec_count(d, rec, "MinSize", NODES_MAX, &g.min) ||
	    !rec_count(d, rec, "DesiredCapacity", NODES_MAX, &g.desired) ||
	    !rec_count(d, rec, "MaxSize", NODES_MAX, &g.max) ||
	    !rec_tags(d, rec, "Tags", NULL, &tags))
		return false;
	if (g.min.set && g.max.set && g.min.v > g.max.v)
		return rec_expected(d, node_get(rec, "MinSize"),
		    "no more than MaxSize");
	split(d, zones, &g.subnets);
	g.nodegroup = tags_text(&tags, "eks:nodegroup-name");
	old = inventory_add_asg(d->inv, g.id);
	if (!rec_same(d, rec, g.id, "VPCZoneIdentifier", old->zones, &old->at,
	    zones))
		return false;
	g.zones = zones;
	*old = g;
	return true;
}

const struct document_kind scaling_kinds[] = {
	{ .document = DOC_ASGS, .read = read_asg, .json = {
	    .name = "describe-auto-scaling-groups",
	    .path = "AutoScalingGroups",
	    .identity = "AutoScalingGroupARN VPCZoneIdentifier",
	    .fields = "AutoScalingGroupARN AutoScalingGroupName "
	    "VPCZoneIdentifier MinSize DesiredCapacity MaxSize "
	    "Tags{Key Value}" } },
	{ .json = { .name = NULL } }
};

/* --- Karpenter ---------------------------------------------------------- */

/* The values of a requirement "key In [...]". */
static bool
required(struct documents *d, const struct node *spec, const char *key,
    struct texts *out)
{
	const struct node *n = rec_list(d, spec, "requirements");

	for (; n != NULL; n = n->next) {
		const char *is = node_text(n, "key");
		const char *how = node_text(n, "operator");

		if (is != NULL && strcmp(is, key) == 0 && how != NULL &&
		    strcmp(how, "In") == 0)
			return rec_texts(d, n, "values", out);
	}
	return d->e->status == EXIT_OK;
}

/* "10%" or "5"; the least of several, for each holds. */
static void
budget(const struct node *rec, struct quantity *out)
{
	const char *s = node_text(rec, "nodes");
	size_t n = s != NULL ? strlen(s) : 0;
	struct quantity q = { .set = true, .den = 1 };
	char number[24];

	/* One with a schedule holds only at times. */
	if (n == 0 || n >= sizeof(number) || node_text(rec, "schedule") != NULL)
		return;
	memcpy(number, s, n + 1);
	q.percent = s[n - 1] == '%';
	if (q.percent) {
		number[n - 1] = '\0';
		q.den = 100;
	}
	if (!str_u64(&q.num, number, q.percent ? 100 : NODES_MAX))
		return;
	if (!out->set || (out->percent == q.percent && q.num < out->num))
		*out = q;
}

bool
kube_read_nodepool(struct documents *d, const struct node *rec)
{
	struct inv_nodepool p = { .at = rec_cite(rec) };
	const struct node *meta = rec_map(d, rec, "metadata");
	const struct node *spec = rec_map(d, rec, "spec");
	const struct node *template = rec_map(d, rec_map(d, spec, "template"),
	    "spec");

	if (!rec_text(d, meta, "name", &p.name) ||
	    !kube_id(d, rec, &p.id) ||
	    !rec_text(d, rec_map(d, template, "nodeClassRef"), "name",
	    &p.class) || !required(d, template,
	    "node.kubernetes.io/instance-type", &p.types))
		return false;
	for (const struct node *n = rec_list(d, rec_map(d, spec,
	    "disruption"), "budgets"); n != NULL; n = n->next)
		budget(n, &p.budget);
	*inventory_add_nodepool(d->inv, p.id) = p;
	return true;
}

bool
kube_read_nodeclass(struct documents *d, const struct node *rec)
{
	struct inv_nodeclass c = { .at = rec_cite(rec) };
	const struct node *spec = rec_map(d, rec, "spec");
	const struct node *kubelet = rec_map(d, spec, "kubelet");

	if (!rec_text(d, rec_map(d, rec, "metadata"), "name", &c.name) ||
	    !kube_id(d, rec, &c.id) || !rec_count(d, kubelet, "maxPods",
	    UINT32_MAX, &c.max_pods))
		return false;
	for (const struct node *n = rec_list(d, rec_map(d, rec, "status"),
	    "subnets"); n != NULL; n = n->next) {
		const char *id = NULL;

		if (!rec_text(d, n, "id", &id))
			return false;
		if (id != NULL)
			*arena_push(d->inv->arena, c.subnets.v,
			    c.subnets.n) = id;
	}
	*inventory_add_nodeclass(d->inv, c.id) = c;
	return true;
}

bool
kube_read_cninode(struct documents *d, const struct node *rec)
{
	struct inv_cninode c = { .at = rec_cite(rec) };

	if (!rec_text(d, rec_map(d, rec, "metadata"), "name", &c.name) ||
	    !kube_id(d, rec, &c.id))
		return false;
	for (const struct node *n = rec_list(d, rec_map(d, rec, "spec"),
	    "features"); n != NULL; n = n->next) {
		const char *name = node_text(n, "name");

		if (name == NULL)
			continue;
		c.pod_eni = c.pod_eni ||
		    strcmp(name, "SecurityGroupsForPods") == 0;
		if (strcmp(name, "CustomNetworking") == 0 &&
		    !rec_text(d, n, "value", &c.eniconfig))
			return false;
	}
	*inventory_add_cninode(d->inv, c.id) = c;
	return true;
}
