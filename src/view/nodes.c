#include "view/nodes.h"

#include "base/str.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static const struct column limits_columns[] = {
	TEXT("instance_type"), NUMBER("vcpus"), NUMBER("memory_mib"),
	TEXT("arch"), TEXT("hypervisor"), NUMBER("network_cards"),
	NUMBER("max_enis"), NUMBER("ipv4_per_eni"), NUMBER("ipv6_per_eni"),
	NUMBER("branch_enis"), TEXT("prefix_delegation"),
	NUMBER("max_pods_secondary"), NUMBER("max_pods_prefix"),
	NUMBER("max_pods_recommended"),
};

static const struct column maxpods_columns[] = {
	TEXT("instance_type"), TEXT("rule"), NUMBER("max_pods"),
	TEXT("binding"), TEXT("source"),
};

static const struct column node_columns[] = {
	TEXT("instance_type"), NUMBER("pods"), TEXT("mode"), NUMBER("enis"),
	NUMBER("prefixes"), NUMBER("secondary_ips"), NUMBER("eni_primaries"),
	NUMBER("branch_enis"), NUMBER("addresses"),
	NUMBER("node_subnet_addresses"), NUMBER("pod_subnet_addresses"),
	NUMBER("assigned"), NUMBER("warm"), NUMBER("max_pods"),
	NUMBER("unplaced"), TEXT("stable"), NUMBER("addresses_min"),
	NUMBER("addresses_scattered"), NUMBER("prefixes_scattered"),
};

static struct cell
known(bool is, uint64_t v)
{
	return is ? cell_uint(v) : (struct cell){ .kind = CELL_NULL };
}

struct table *
view_limits(struct doc *d)
{
	return doc_table(d, "limits", limits_columns, COUNT(limits_columns));
}

void
view_limits_row(struct doc *d, struct table *t, const struct limits *l)
{
	struct cell *c = table_row(d, t);
	uint64_t secondary = maxpods_formula(l, false, false, 0);
	uint64_t cap = maxpods_cap(l);

	*c++ = cell_text(l->type);
	*c++ = cell_uint(l->vcpus);
	*c++ = cell_uint(l->memory_mib);
	*c++ = cell_text(*l->arch != '\0' ? l->arch : NULL);
	*c++ = cell_text(hypervisor_name(l->hypervisor));
	*c++ = cell_uint(l->network_cards);
	*c++ = cell_uint(l->enis);
	*c++ = cell_uint(l->ipv4_per_eni);
	*c++ = known(l->ipv6_per_eni != LIMITS_UNKNOWN, l->ipv6_per_eni);
	*c++ = known(l->trunking != TRUNKING_UNKNOWN, l->branch_enis);
	*c++ = cell_bool(l->prefix_delegation);
	*c++ = cell_uint(secondary);
	*c++ = cell_uint(maxpods_formula(l, true, false, 0));
	*c++ = cell_uint(secondary < cap ? secondary : cap);
}

struct table *
view_maxpods(struct doc *d)
{
	return doc_table(d, "maxpods", maxpods_columns,
	    COUNT(maxpods_columns));
}

void
view_maxpods_rows(struct doc *d, struct table *t, const struct limits *l,
    const struct maxpods_ask *ask)
{
	struct maxpods m;
	struct cell *c;

	for (size_t i = 0; i < MAXPODS_RULES; i++) {
		maxpods_rule(l, ask, i, &m);
		c = table_row(d, t);
		*c++ = cell_text(l->type);
		*c++ = cell_text(m.rule);
		*c++ = known(m.known, m.max_pods);
		*c++ = cell_text(m.known ? m.binding : NULL);
		*c++ = cell_text(m.source);
	}
}

struct table *
view_node(struct doc *d)
{
	return doc_table(d, "node", node_columns, COUNT(node_columns));
}

void
view_node_row(struct doc *d, struct table *t, const struct view_node *v)
{
	const struct cni_node *n = v->node;
	const struct cni_rest *r = &v->rest;
	struct cell *c = table_row(d, t);

	*c++ = cell_text(n->limits->type);
	*c++ = cell_uint(r->pods);
	*c++ = cell_text(cni_mode_name(n->mode));
	*c++ = cell_uint(r->enis);
	*c++ = cell_uint(r->prefixes);
	*c++ = cell_uint(r->secondary_ips);
	*c++ = cell_uint(r->enis);	/* each ENI has one */
	*c++ = cell_uint(r->branch_enis);
	*c++ = cell_uint(r->addresses);
	*c++ = cell_uint(r->node_subnet_addresses);
	*c++ = cell_uint(r->pod_subnet_addresses);
	*c++ = cell_uint(r->assigned);
	*c++ = known(n->mode != CNI_IPV6, r->warm);
	*c++ = cell_uint(n->max_pods);
	*c++ = cell_uint(r->unplaced);
	*c++ = cell_bool(r->stable);
	*c++ = cell_uint(r->addresses_min);
	*c++ = cell_uint(v->scatter.addresses);
	*c++ = cell_uint(v->scatter.prefixes);
}
