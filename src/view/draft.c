#include "view/draft.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "view/yaml.h"

static void
out_prefix(struct out *o, const struct prefix *p)
{
	char buf[PREFIX_STRLEN];

	/* An IPv6 prefix inside [] or {} would need quotes anyway. */
	if (p->family == IPV6)
		out_char(o, '"');
	out_str(o, prefix_format(p, buf));
	if (p->family == IPV6)
		out_char(o, '"');
}

static void
text_line(struct out *o, const char *key, const char *v, const char *why)
{
	out_printf(o, "%s: ", key);
	yaml_text(o, v);
	yaml_end(o, why);
}

static void
out_refs(struct out *o, const struct draft *d, const struct draft_refs *refs)
{
	out_char(o, '[');
	for (size_t i = 0; i < refs->n; i++) {
		if (i != 0)
			out_str(o, ", ");
		yaml_text(o, d->subnets[refs->v[i]].name);
	}
	out_char(o, ']');
}

/* --- the cluster -------------------------------------------------------- */

static void
view_vpc(struct out *o, const struct draft *d)
{
	if (d->vpc == NULL || d->vpc->cidrs.n == 0) {
		yaml_comment(o, "", "vpc: its CIDRs are in describe-vpcs, "
		    "which is not among these documents");
		return;
	}
	out_str(o, "vpc:\n  cidrs: [");
	for (size_t i = 0; i < d->vpc->cidrs.n; i++) {
		if (i != 0)
			out_str(o, ", ");
		out_prefix(o, &d->vpc->cidrs.v[i]);
	}
	out_str(o, "]\n");
}

static void
view_cluster(struct out *o, const struct draft *d)
{
	const struct inv_cluster *c = d->cluster_doc;

	if (d->cluster.v != NULL)
		text_line(o, "cluster", d->cluster.v, d->cluster.why);
	else
		yaml_comment(o, "", "cluster: no document names it");
	if (d->region.v != NULL)
		text_line(o, "region", d->region.v, d->region.why);
	else
		yaml_comment(o, "", "region: no document names it");
	if (c != NULL)
		out_printf(o, "ip_family: %s\n", c->ipv6 ? "ipv6" : "ipv4");
	else
		yaml_comment(o, "", "ip_family: ipv4 is taken; it is in eks "
		    "describe-cluster");
	view_vpc(o, d);
	if (c != NULL && c->has_service_cidr) {
		out_str(o, "service_cidr: ");
		out_prefix(o, &c->service_cidr);
		out_char(o, '\n');
	} else
		yaml_comment(o, "", "service_cidr: it is in eks "
		    "describe-cluster");
	yaml_comment(o, "", "services: how many have a cluster IP, none of "
	    "these documents says");
}

static void
connection(struct out *o, const char *name, const struct prefix *p,
    const char *kind)
{
	out_str(o, "  - {name: ");
	yaml_text(o, name);
	out_str(o, ", cidr: ");
	out_prefix(o, p);
	out_printf(o, ", kind: %s}\n", kind);
}

/* The far side of the VPC's peerings, then the cluster's remote networks. */
static size_t
connections(struct out *o, const struct draft *d, bool print)
{
	const struct inventory *inv = d->inv;
	const struct inv_cluster *c = d->cluster_doc;
	size_t n = 0;

	for (size_t i = 0; i < inv->npeerings; i++) {
		const struct inv_peering *p = inv->peerings[i];
		bool asked = d->vpc_id != NULL && p->side[0].vpc_id != NULL &&
		    strcmp(p->side[0].vpc_id, d->vpc_id) == 0;
		const struct prefixes *far = &p->side[asked].cidrs;

		if (p->status != NULL && strcmp(p->status, "active") != 0)
			continue;
		if (!asked && (d->vpc_id == NULL || p->side[1].vpc_id == NULL
		    || strcmp(p->side[1].vpc_id, d->vpc_id) != 0))
			continue;
		for (size_t k = 0; k < far->n; k++, n++)
			if (print)
				connection(o, p->name != NULL ? p->name :
				    p->id, &far->v[k], "peering");
	}
	for (size_t i = 0; c != NULL && i < c->remote_nodes.n; i++, n++)
		if (print)
			connection(o, "remote nodes", &c->remote_nodes.v[i],
			    "remote_nodes");
	for (size_t i = 0; c != NULL && i < c->remote_pods.n; i++, n++)
		if (print)
			connection(o, "remote pods", &c->remote_pods.v[i],
			    "remote_pods");
	return n;
}

static void
view_connected(struct out *o, const struct draft *d)
{
	if (connections(o, d, false) != 0) {
		out_str(o, "connected:\n");
		connections(o, d, true);
	}
	yaml_comment(o, "", "connected: networks behind transit gateways, "
	    "VPNs and Direct Connect are in none of these documents");
}

/* --- the CNI ------------------------------------------------------------ */

/* Those that change what a node takes; logging and the like do not. */
static bool
is_cni_setting(const char *name)
{
	static const char *const known[] = { "WARM_ENI_TARGET",
	    "WARM_IP_TARGET", "MINIMUM_IP_TARGET", "WARM_PREFIX_TARGET",
	    "MAX_ENI", "IP_COOLDOWN_PERIOD", "ENABLE_PREFIX_DELEGATION",
	    "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "ENABLE_POD_ENI",
	    "ENABLE_SUBNET_DISCOVERY", "ENABLE_IPv4", "ENABLE_IPv6",
	    "ENABLE_MULTI_NIC", "AWS_MANAGE_ENIS_NON_SCHEDULABLE",
	    "MANAGE_UNTAGGED_ENI", "DISABLE_NETWORK_RESOURCE_PROVISIONING",
	    "ENABLE_IMDS_ONLY_MODE", "DISABLE_LEAKED_ENI_CLEANUP",
	    "ENI_CONFIG_LABEL_DEF", "AWS_VPC_K8S_CNI_EXTERNALSNAT",
	    "POD_SECURITY_GROUP_ENFORCING_MODE" };

	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(known[i], name) == 0)
			return true;
	return false;
}

static void
guess_cni(struct out *o, const struct draft *d)
{
	bool ipv6 = d->cluster_doc != NULL && d->cluster_doc->ipv6;

	if (!ipv6 && !d->prefixes_seen && !d->custom_networking) {
		yaml_comment(o, "", "cni: the settings of the shipped "
		    "manifest are taken; kubectl -n kube-system get ds "
		    "aws-node -o json has the real ones");
		return;
	}
	out_str(o, "cni:\n");
	if (ipv6 || d->prefixes_seen) {
		out_printf(o, "  mode: %s", ipv6 ? "ipv6" : "prefix");
		yaml_end(o, ipv6 ? "the cluster's family is IPv6" :
		    "ENIs of its nodes hold /28 prefixes");
	}
	if (d->custom_networking) {
		out_str(o, "  custom_networking: true");
		yaml_end(o, "there are ENIConfigs");
	}
}

static void
view_cni(struct out *o, const struct draft *d)
{
	const struct settings *s = &d->env;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		bool later = false;	/* the last of a name counts */

		for (size_t k = i + 1; k < s->n; k++)
			later = later || strcmp(s->v[k].name, s->v[i].name)
			    == 0;
		if (later || !is_cni_setting(s->v[i].name))
			continue;
		if (n++ == 0)
			out_str(o, "cni:\n  env:\n");
		out_printf(o, "    %s: ", s->v[i].name);
		yaml_quoted(o, s->v[i].value);
		out_char(o, '\n');
	}
	if (n == 0 && s->n == 0)
		guess_cni(o, d);
}

/* --- subnets ------------------------------------------------------------ */

static void
view_roles(struct out *o, const struct draft_subnet *s)
{
	static const char *const words[] = { "cluster", "nodes", "pods",
	    "load_balancers", "fargate", "other" };
	const char *sep = "";

	out_str(o, "    roles: [");
	for (size_t i = 0; i < COUNT(words); i++)
		if (s->roles >> i & 1) {
			out_printf(o, "%s%s", sep, words[i]);
			sep = ", ";
		}
	out_char(o, ']');
	yaml_end(o, s->roles_why);
}

static void
view_used(struct out *o, const struct draft *d, const struct draft_subnet *s)
{
	char why[200];

	if (!inventory_has(d->inv, DOC_ENIS)) {
		if (s->taken.set && d->ngroups == 0)
			out_printf(o, "    used: %" PRIu64 "  # guessed: "
			    "taken now, by nobody in this plan\n",
			    s->taken.v);
		else if (s->taken.set)
			yaml_comment(o, "    ", "used: %" PRIu64 " taken now; "
			    "describe-network-interfaces would say by whom",
			    s->taken.v);
		return;
	}
	if (s->residue < 0)
		yaml_comment(o, "    ", "its ENIs and reservations have %"
		    PRId64 " addresses more than AvailableIpAddressCount "
		    "leaves room for: these documents are of different "
		    "times", -s->residue);
	if (s->used == 0)
		return;
	snprintf(why, sizeof(why), "%" PRIu64 " that AvailableIpAddressCount "
	    "counts and no ENI here has", s->held[1]);
	out_printf(o, "    used: %" PRIu64, s->used);
	yaml_end(o, s->held[1] != 0 ? why : NULL);
}

static void
view_reservations(struct out *o, const struct draft *d, const char *id)
{
	size_t i, end = reserved_range(&d->reserved, id, &i);

	if (i < end)
		out_str(o, "    reservations:\n");
	for (; i < end; i++) {
		const struct inv_reservation *r = d->reserved.v[i];

		out_str(o, "      - {cidr: ");
		out_prefix(o, &r->cidr);
		out_printf(o, ", type: %s}\n", r->type == RESERVATION_PREFIX ?
		    "prefix" : "explicit");
	}
}

static void
view_subnets(struct out *o, const struct draft *d)
{
	if (d->nsubnets == 0)
		yaml_comment(o, "", "subnets: they are in describe-subnets, "
		    "which is not among these documents");
	else
		out_str(o, "subnets:\n");
	for (size_t i = 0; i < d->nsubnets; i++) {
		const struct draft_subnet *s = &d->subnets[i];
		const char *az = s->doc->az_id != NULL ? s->doc->az_id :
		    s->doc->az;

		out_str(o, "  - name: ");
		yaml_text(o, s->name);
		text_line(o, "\n    id", s->doc->id, NULL);
		if (az != NULL && *az != '\0')
			text_line(o, "    az", az, NULL);
		out_str(o, "    cidr: ");
		out_prefix(o, &s->doc->cidr);
		out_char(o, '\n');
		view_roles(o, s);
		view_used(o, d, s);
		view_reservations(o, d, s->doc->id);
	}
	for (size_t i = 0; i < d->unknown_subnets.n; i++)
		yaml_comment(o, "", "subnet %s is named, but not in "
		    "describe-subnets", d->unknown_subnets.v[i]);
}

/* --- node groups -------------------------------------------------------- */

static void
view_types(struct out *o, const struct draft_group *g)
{
	out_str(o, "    instance_type: ");
	if (g->types.n != 1)
		out_char(o, '[');
	for (size_t i = 0; i < g->types.n; i++) {
		if (i != 0)
			out_str(o, ", ");
		yaml_text(o, g->types.v[i]);
	}
	if (g->types.n != 1)
		out_char(o, ']');
	yaml_end(o, g->types_why);
}

static void
view_pods(struct out *o, const struct draft *d, const struct draft_group *g)
{
	uint64_t tenths;
	char why[120];

	if (!g->pods_per_node.set) {
		yaml_comment(o, "    ", inventory_has(d->inv, DOC_PODS) ?
		    "pods_per_node: none of its nodes is in kubectl get nodes" :
		    "pods_per_node: kubectl get nodes and kubectl get pods -A "
		    "-o json would tell");
		return;
	}
	tenths = g->pods_sum * 10 / g->seen;
	if (g->seen == 1)
		snprintf(why, sizeof(why), "as many as its only node has now");
	else
		snprintf(why, sizeof(why), "the fullest of its %zu nodes now; "
		    "the mean is %" PRIu64 ".%" PRIu64, g->seen, tenths / 10,
		    tenths % 10);
	out_printf(o, "    pods_per_node: %" PRIu64, g->pods_per_node.v);
	yaml_end(o, why);
	if (g->pod_eni_pods.set) {
		out_printf(o, "    pod_eni_pods: %" PRIu64,
		    g->pod_eni_pods.v);
		yaml_end(o, "the most on one of its nodes now");
	}
}

static void
view_update(struct out *o, const struct draft_group *g)
{
	const struct inv_nodegroup *doc = g->doc;
	bool minimal = doc != NULL && doc->strategy != NULL &&
	    strcmp(doc->strategy, "MINIMAL") == 0;

	if (g->karpenter) {
		const struct quantity *b = g->pool != NULL ? &g->pool->budget :
		    NULL;

		out_str(o, "    update: {strategy: karpenter");
		if (b != NULL && b->set)
			out_printf(o, ", budget: %" PRIu64 "%s", b->num,
			    b->percent ? "%" : "");
		out_char(o, '}');
		yaml_end(o, g->pool == NULL ? "its budgets are in none of "
		    "these documents" : !b->set ? "its pool has no budget "
		    "that holds at all times" : NULL);
	} else if (doc != NULL) {
		out_printf(o, "    update: {strategy: %s", minimal ?
		    "minimal" : "default");
		if (doc->max_unavailable.set)
			out_printf(o, ", max_unavailable: %" PRIu64 "%s",
			    doc->max_unavailable.num,
			    doc->max_unavailable.percent ? "%" : "");
		out_str(o, "}\n");
	}
}

static void
view_group(struct out *o, const struct draft *d, const struct draft_group *g)
{
	if (g->types.n == 0) {
		yaml_comment(o, "  ", "%.200s: %zu nodes now, of instance "
		    "types that no document names; it is left out", g->name,
		    g->nnodes);
		return;
	}
	out_str(o, "  - name: ");
	yaml_text(o, g->name);
	out_char(o, '\n');
	view_types(o, g);
	if (g->min == g->desired && g->desired == g->max)
		out_printf(o, "    nodes: %" PRIu64, g->desired);
	else
		out_printf(o, "    nodes: {min: %" PRIu64 ", desired: %"
		    PRIu64 ", max: %" PRIu64 "}", g->min, g->desired, g->max);
	yaml_end(o, g->nodes_why);
	if (g->subnets.n != 0) {
		out_str(o, "    subnets: ");
		out_refs(o, d, &g->subnets);
		yaml_end(o, g->subnets_why);
	} else
		yaml_comment(o, "    ", "subnets: no document says where");
	if (g->pod_subnets.n != 0) {
		out_str(o, "    pod_subnets: ");
		out_refs(o, d, &g->pod_subnets);
		yaml_end(o, "the ENIConfigs in the AZs of its subnets");
	}
	view_pods(o, d, g);
	if (g->max_pods.set)
		out_printf(o, "    max_pods: %" PRIu64 "\n", g->max_pods.v);
	else if (g->max_pods_differ)
		yaml_comment(o, "    ", "max_pods: its nodes do not agree");
	if (g->windows)
		out_str(o, "    os: windows\n");
	view_update(o, g);
}

static void
view_groups(struct out *o, const struct draft *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->ngroups; i++)
		n += d->groups[i]->types.n != 0;
	if (n != 0)
		out_str(o, "nodegroups:\n");
	else
		yaml_comment(o, "", "nodegroups: no document shows one with "
		    "its instance type; add eks describe-nodegroup or kubectl "
		    "get nodes");
	for (size_t i = 0; i < d->ngroups; i++)
		view_group(o, d, d->groups[i]);
	if (d->nodes_outside != 0)
		yaml_comment(o, "", "%" PRIu64 " nodes are no EC2 instances "
		    "and take no address of the VPC", d->nodes_outside);
	if (d->nodes_stopped != 0)
		yaml_comment(o, "", "stopped instances (%" PRIu64 ") are no "
		    "nodes here; their addresses are in used",
		    d->nodes_stopped);
}

/* --- holders ------------------------------------------------------------ */

static void
view_holder(struct out *o, const struct draft *d,
    const struct draft_holder *h)
{
	static const char *const types[] = { [HOLDER_NONE] = "alb",
	    [HOLDER_ALB] = "alb", [HOLDER_NLB] = "nlb",
	    [HOLDER_GWLB] = "gwlb", [HOLDER_CLB] = "clb" };

	out_str(o, "  - {name: ");
	yaml_text(o, h->name);
	if (h->list == DRAFT_LOAD_BALANCERS)
		out_printf(o, ", type: %s", types[h->type]);
	else if (h->list == DRAFT_FARGATE)
		out_printf(o, ", pods: %" PRIu64, h->addresses);
	else if (h->list == DRAFT_FIXED)
		out_printf(o, ", addresses: %" PRIu64, h->addresses);
	out_str(o, ", subnets: ");
	out_refs(o, d, &h->subnets);
	out_char(o, '}');
	yaml_end(o, h->list == DRAFT_FARGATE ? "the pods there now" : NULL);
}

static void
view_holders(struct out *o, const struct draft *d)
{
	static const char *const keys[DRAFT_LISTS] = {
		[DRAFT_FARGATE] = "fargate",
		[DRAFT_LOAD_BALANCERS] = "load_balancers",
		[DRAFT_ENDPOINTS] = "endpoints",
		[DRAFT_NAT_GATEWAYS] = "nat_gateways",
		[DRAFT_FIXED] = "fixed",
	};

	for (size_t list = 0; list < DRAFT_LISTS; list++) {
		bool any = false;

		for (size_t i = 0; i < d->nholders; i++) {
			const struct draft_holder *h = d->holders[i];

			if (h->list != list || h->subnets.n == 0)
				continue;
			if (!any)
				out_printf(o, "%s:\n", keys[list]);
			any = true;
			view_holder(o, d, h);
		}
	}
}

void
view_draft(struct out *o, const struct draft *d)
{
	yaml_comment(o, "", "Drawn by ipplan import from exported documents. "
	    "Look at the lines that are guessed.");
	view_cluster(o, d);
	view_connected(o, d);
	view_cni(o, d);
	view_subnets(o, d);
	view_groups(o, d);
	view_holders(o, d);
	yaml_comment(o, "", "rollout, growth and thresholds are intentions; "
	    "no document has them");
}

/* --- beside what is there ----------------------------------------------- */

void
view_agree(struct out *o, const struct agree *v, size_t n)
{
	if (n != 0)
		out_str(o, "# Taken now, and by this plan at rest:\n");
	for (size_t i = 0; i < n; i++) {
		uint64_t now = v[i].nodes_now + v[i].others_now;
		uint64_t planned = v[i].nodes_planned + v[i].others_planned;

		yaml_comment(o, "", "  %s: %" PRIu64 " and %" PRIu64 " (%+"
		    PRId64 "): nodes %" PRIu64 " and %" PRIu64 ", others %"
		    PRIu64 " and %" PRIu64, v[i].subnet->name, now, planned,
		    (int64_t)planned - (int64_t)now, v[i].nodes_now,
		    v[i].nodes_planned, v[i].others_now,
		    v[i].others_planned);
	}
}

void
view_agree_not(struct out *o, const char *why)
{
	yaml_comment(o, "", "this plan is not held beside what is taken now: "
	    "%s", why);
}
