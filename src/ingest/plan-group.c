/* Node groups of a plan. */
#include <string.h>

#include "ingest/plan-parts.h"

static const char *const os_words[] = { "linux", "windows", NULL };
static const char *const strategy_words[] = { "default", "minimal",
    "blue_green", "karpenter", NULL };

static bool
read_types(struct reader *r, const struct node *n, void *dst)
{
	const char **v = NULL;
	size_t count = 0;

	if (n->kind == NODE_SCALAR && !node_is_null(n)) {
		*arena_push(r->arena, v, count) = n->text;
	} else if (n->kind == NODE_SEQ && n->child != NULL) {
		for (n = n->child; n != NULL; n = n->next) {
			if (n->kind != NODE_SCALAR || node_is_null(n))
				return schema_expected(r, n,
				    "an instance type");
			*arena_push(r->arena, v, count) = n->text;
		}
	} else
		return schema_expected(r, n, "an instance type, or a list of "
		    "them");
	memcpy(dst, &v, sizeof(v));
	memcpy((char *)dst + sizeof(v), &count, sizeof(count));
	return true;
}

#define OFF(field)							\
	(offsetof(struct nodegroup, field) - offsetof(struct nodegroup, min))
static const struct field nodes_fields[] = {
	{ .key = "min", .type = FIELD_COUNT, .off = OFF(min) },
	{ .key = "desired", .type = FIELD_COUNT, .off = OFF(desired) },
	{ .key = "max", .type = FIELD_COUNT, .off = OFF(max) },
	{ .key = NULL }
};
#undef OFF

static const struct schema nodes_schema = { "map of nodes", nodes_fields,
    3 * sizeof(struct opt_count), NO_SPOT, NULL };

/* N, or {min, desired, max}: dst is the first of three counts in a row. */
static bool
read_nodes(struct reader *r, const struct node *n, void *dst)
{
	struct opt_count *c = dst;

	if (n->kind != NODE_MAP) {
		if (!read_count(r, n, COUNT_MAX, &c[1].v))
			return false;
		c[1].set = true;
		c[0] = c[2] = c[1];
		return true;
	}
	if (!schema_read(r, &nodes_schema, n, dst))
		return false;
	if (!c[1].set)
		c[1] = c[0].set ? c[0] : c[2];
	if (!c[1].set)
		return plan_bad(r, n, "%s: give at least one of min, desired "
		    "and max", "nodes");
	if (!c[2].set)
		c[2] = c[1];
	if (c[0].v > c[1].v || c[1].v > c[2].v)
		return plan_bad(r, n, "%s: must be min <= desired <= max",
		    "nodes");
	return true;
}

static const struct field update_fields[] = {
	{ .key = "strategy", .type = FIELD_WORD,
	    .off = offsetof(struct update, strategy),
	    .words = strategy_words },
	{ .key = "max_unavailable", .type = FIELD_SHARE,
	    .off = offsetof(struct update, max_unavailable) },
	{ .key = "budget", .type = FIELD_SHARE,
	    .off = offsetof(struct update, budget) },
	{ .key = NULL }
};

static const struct schema update_schema = { "update", update_fields,
    sizeof(struct update), NO_SPOT, NULL };

static bool
check_group(struct reader *r, const struct node *n, void *dst)
{
	struct nodegroup *g = dst;
	void **slot = map_slot(&loading(r)->groups, g->name, strlen(g->name));

	if (*slot != NULL)
		return plan_bad(r, n, "%s: a second group of that name",
		    g->name);
	*slot = g;
	if (g->pods_per_node.set && g->pod_eni_pods.v > g->pods_per_node.v)
		return plan_bad(r, n, "%s: pod_eni_pods are some of "
		    "pods_per_node, so there cannot be more", g->name);
	return true;
}

#define OFF(field) offsetof(struct nodegroup, field)
static const struct field group_fields[] = {
	{ .key = "name", .type = FIELD_TEXT, .off = OFF(name),
	    .required = true },
	{ .key = "instance_type", .type = FIELD_OWN,
	    .off = OFF(instance_types), .parse = read_types,
	    .required = true },
	{ .key = "nodes", .type = FIELD_OWN, .off = OFF(min),
	    .parse = read_nodes, .required = true },
	{ .key = "subnets", .type = FIELD_OWN, .off = OFF(subnets),
	    .parse = plan_read_refs },
	{ .key = "pod_subnets", .type = FIELD_OWN, .off = OFF(pod_subnets),
	    .parse = plan_read_refs },
	{ .key = "pods_per_node", .type = FIELD_COUNT,
	    .off = OFF(pods_per_node) },
	{ .key = "pod_eni_pods", .type = FIELD_COUNT,
	    .off = OFF(pod_eni_pods) },
	{ .key = "max_pods", .type = FIELD_COUNT, .off = OFF(max_pods) },
	{ .key = "os", .type = FIELD_WORD, .off = OFF(os),
	    .words = os_words },
	{ .key = "update", .type = FIELD_MAP, .off = OFF(update),
	    .sub = &update_schema },
	{ .key = "cni", .type = FIELD_MAP, .off = OFF(cni),
	    .sub = &plan_cni_schema },
	{ .key = NULL }
};
#undef OFF

const struct schema plan_group_schema = { "node group", group_fields,
    sizeof(struct nodegroup), offsetof(struct nodegroup, at), check_group };
