/*
 * The plan file, key by key.  The order of the rows of plan_fields matters:
 * subnets come before what names them.
 */
#include "ingest/plan.h"

#include <stdio.h>
#include <string.h>

#include "ingest/input.h"
#include "ingest/plan-parts.h"
#include "ingest/yaml.h"

static const char *const family_words[] = { "ipv4", "ipv6", NULL };
static const char *const connection_words[] = { "connected", "peering",
    "transit_gateway", "remote_nodes", "remote_pods", "planned", NULL };
static const char *const load_balancer_words[] = { "alb", "nlb", "gwlb",
    "clb", NULL };

bool
plan_bad(struct reader *r, const struct node *n, const char *fmt,
    const char *name)
{
	char text[ERR_MSGLEN];

	snprintf(text, sizeof(text), fmt, name);
	err_input(r->err, "%s", text);
	return node_error(n, r->err);
}

static const struct field vpc_fields[] = {
	{ .key = "cidrs", .type = FIELD_CIDRS, .required = true },
	{ .key = NULL }
};

static bool
check_vpc(struct reader *r, const struct node *n, void *dst)
{
	const struct blocks *b = dst;

	return b->n != 0 || plan_bad(r, n, "%s: at least one CIDR", "cidrs");
}

static const struct schema vpc_schema = { "vpc", vpc_fields,
    sizeof(struct blocks), NO_SPOT, check_vpc };

#define OFF(field) offsetof(struct connection, field)
static const struct field connection_fields[] = {
	{ .key = "name", .type = FIELD_TEXT, .off = OFF(name) },
	{ .key = "cidr", .type = FIELD_CIDR, .off = OFF(cidr),
	    .required = true },
	{ .key = "kind", .type = FIELD_WORD, .off = OFF(kind),
	    .words = connection_words },
	{ .key = NULL }
};
#undef OFF

static bool
check_connection(struct reader *r, const struct node *n, void *dst)
{
	struct connection *c = dst;

	(void)r;
	if (c->name == NULL)
		c->name = node_text(n, "cidr");
	return true;
}

static const struct schema connection_schema = { "connected network",
    connection_fields, sizeof(struct connection), NO_SPOT, check_connection };

/* --- what takes addresses besides nodes --------------------------------- */

#define OFF(field) offsetof(struct holder, field)
#define NAME { .key = "name", .type = FIELD_TEXT, .off = OFF(name) }
#define SUBNETS { .key = "subnets", .type = FIELD_OWN, .off = OFF(subnets), \
	.parse = plan_read_refs, .required = true }

static const struct field fargate_fields[] = {
	NAME,
	{ .key = "pods", .type = FIELD_COUNT, .off = OFF(pods),
	    .required = true },
	SUBNETS,
	{ .key = NULL }
};

/* The words follow HOLDER_NONE. */
static bool
read_load_balancer_type(struct reader *r, const struct node *n, void *dst)
{
	enum holder_type *type = dst;
	unsigned i = 0;

	if (!read_words(r, n, load_balancer_words, &i))
		return false;
	*type = (enum holder_type)(HOLDER_ALB + i);
	return true;
}

static const struct field load_balancer_fields[] = {
	NAME,
	{ .key = "type", .type = FIELD_OWN, .off = OFF(type),
	    .parse = read_load_balancer_type, .required = true },
	{ .key = "count", .type = FIELD_COUNT, .off = OFF(count) },
	SUBNETS,
	{ .key = NULL }
};

static const struct field plain_fields[] = { NAME, SUBNETS, { .key = NULL } };

static const struct field fixed_fields[] = {
	NAME,
	{ .key = "addresses", .type = FIELD_COUNT, .off = OFF(addresses),
	    .required = true },
	SUBNETS,
	{ .key = NULL }
};
#undef OFF
#undef NAME
#undef SUBNETS

#define HOLDER(what, fields) { what, fields, sizeof(struct holder),	\
	offsetof(struct holder, at), NULL }
static const struct schema
    fargate_schema = HOLDER("Fargate profile", fargate_fields),
    load_balancer_schema = HOLDER("load balancer", load_balancer_fields),
    endpoint_schema = HOLDER("interface endpoint", plain_fields),
    nat_schema = HOLDER("NAT gateway", plain_fields),
    fixed_schema = HOLDER("fixed holder", fixed_fields);
#undef HOLDER

/* --- change ------------------------------------------------------------- */

#define OFF(part, field)						\
	(offsetof(struct plan, part.field) - offsetof(struct plan, part))
static const struct field rollout_fields[] = {
	{ .key = "max_surge", .type = FIELD_SHARE,
	    .off = OFF(rollout, max_surge) },
	{ .key = "churn_per_second", .type = FIELD_DECIMAL,
	    .off = OFF(rollout, churn_per_second) },
	{ .key = NULL }
};

static const struct field threshold_fields[] = {
	{ .key = "min_free", .type = FIELD_SHARE,
	    .off = OFF(thresholds, min_free) },
	{ .key = "min_nodes", .type = FIELD_SHARE,
	    .off = OFF(thresholds, min_nodes) },
	{ .key = "min_days", .type = FIELD_SHARE,
	    .off = OFF(thresholds, min_days) },
	{ .key = NULL }
};

/* YYYY-MM-DD, and a day that the month has. */
static bool
is_date(const char *s)
{
	static const char days[] = "\x1f\x1d\x1f\x1e\x1f\x1e\x1f\x1f\x1e\x1f"
	    "\x1e\x1f";
	unsigned y, m, d;

	for (size_t i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	if (s[10] != '\0' || sscanf(s, "%4u-%2u-%2u", &y, &m, &d) != 3)
		return false;
	if (m < 1 || m > 12 || d < 1 || d > (unsigned)days[m - 1])
		return false;
	return m != 2 || d < 29 || (y % 4 == 0 && (y % 100 != 0 ||
	    y % 400 == 0));
}

static bool
read_date(struct reader *r, const struct node *n, void *dst)
{
	if (n->kind != NODE_SCALAR || !is_date(n->text))
		return schema_expected(r, n, "a date such as 2027-03-01");
	*(const char **)dst = n->text;
	return true;
}

/* "+400", "400" or "-400"; dst is the event itself. */
static bool
read_delta(struct reader *r, const struct node *n, void *dst)
{
	struct growth_event *ev = dst;
	struct node bare = *n;

	if (n->kind == NODE_SCALAR && (*n->text == '+' || *n->text == '-')) {
		ev->negative = *n->text == '-';
		bare.text++;
	}
	ev->pods.set = true;
	return read_count(r, &bare, COUNT_MAX, &ev->pods.v);
}

static const struct field event_fields[] = {
	{ .key = "date", .type = FIELD_OWN, .parse = read_date,
	    .off = offsetof(struct growth_event, date), .required = true },
	{ .key = "name", .type = FIELD_TEXT,
	    .off = offsetof(struct growth_event, name) },
	{ .key = "pods", .type = FIELD_OWN, .parse = read_delta,
	    .required = true },
	{ .key = NULL }
};

static const struct schema event_schema = { "event", event_fields,
    sizeof(struct growth_event), NO_SPOT, NULL };

static const struct field growth_fields[] = {
	{ .key = "pods_per_month", .type = FIELD_SHARE,
	    .off = OFF(growth, pods_per_month) },
	{ .key = "nodes_per_month", .type = FIELD_SHARE,
	    .off = OFF(growth, nodes_per_month) },
	{ .key = "events", .type = FIELD_LIST, .off = OFF(growth, events),
	    .sub = &event_schema },
	{ .key = NULL }
};
#undef OFF

static const struct schema
    rollout_schema = { "rollout", rollout_fields, 0, NO_SPOT, NULL },
    growth_schema = { "growth", growth_fields, 0, NO_SPOT, NULL },
    threshold_schema = { "thresholds", threshold_fields, 0, NO_SPOT, NULL };

/* --- the file ----------------------------------------------------------- */

#define OFF(field) offsetof(struct plan, field)
#define LIST(name, schema) { .key = #name, .type = FIELD_LIST,		\
	.off = OFF(name), .sub = &schema }
#define MAP(name, field, schema) { .key = name, .type = FIELD_MAP,	\
	.off = OFF(field), .sub = &schema }
static const struct field plan_fields[] = {
	{ .key = "cluster", .type = FIELD_TEXT, .off = OFF(cluster) },
	{ .key = "region", .type = FIELD_TEXT, .off = OFF(region) },
	{ .key = "ip_family", .type = FIELD_WORD, .off = OFF(ip_family),
	    .words = family_words },
	MAP("vpc", vpc_cidrs, vpc_schema),
	{ .key = "service_cidr", .type = FIELD_CIDR,
	    .off = OFF(service_cidr) },
	{ .key = "services", .type = FIELD_COUNT, .off = OFF(services) },
	LIST(connected, connection_schema),
	MAP("cni", cni, plan_cni_schema),
	{ .key = "cni_version", .type = FIELD_TEXT, .off = OFF(cni_version) },
	MAP("windows_cni", windows_cni, plan_windows_cni_schema),
	LIST(subnets, plan_subnet_schema),
	LIST(nodegroups, plan_group_schema),
	LIST(fargate, fargate_schema),
	LIST(load_balancers, load_balancer_schema),
	LIST(endpoints, endpoint_schema),
	LIST(nat_gateways, nat_schema),
	LIST(fixed, fixed_schema),
	MAP("rollout", rollout, rollout_schema),
	MAP("growth", growth, growth_schema),
	MAP("thresholds", thresholds, threshold_schema),
	{ .key = NULL }
};
#undef OFF
#undef LIST
#undef MAP

static const struct schema plan_schema = { "plan", plan_fields,
    sizeof(struct plan), NO_SPOT, NULL };

static bool
read_tree(struct plan *p, const struct node *root, struct arena *a,
    struct err *e)
{
	struct arena scratch = ARENA_INIT;
	struct loading l = { .plan = p, .subnets = map_make(&scratch),
	    .groups = map_make(&scratch) };
	struct reader r = { a, e, &l };
	bool ok = schema_read(&r, &plan_schema, root, p);

	for (size_t i = 0; i < p->nsubnets && ok; i++)
		p->subnets[i].index = i;
	arena_clear(&scratch);
	return ok;
}

static bool
parse(struct plan *p, const char *file, const char *text, size_t n,
    const char *const *sets, size_t nset, struct arena *a, struct err *e)
{
	struct node *root = yaml_parse(a, file, text, n, e);

	*p = (struct plan){ .file = file };
	if (root == NULL)
		return false;
	for (size_t i = 0; i < nset; i++)
		if (!plan_set(root, sets[i], a, e))
			return false;
	return read_tree(p, root, a, e);
}

/* A plan that is right by itself was made wrong by the command line. */
bool
plan_parse(struct plan *p, const char *file, const char *text, size_t n,
    const char *const *sets, size_t nset, struct arena *a, struct err *e)
{
	struct err alone = ERR_INIT;
	struct plan unused;

	if (parse(p, file, text, n, sets, nset, a, e))
		return true;
	if (nset != 0 && parse(&unused, file, text, n, NULL, 0, a, &alone))
		e->status = EXIT_USAGE;
	return false;
}

bool
plan_read(struct plan *p, const char *path, const char *const *sets,
    size_t nset, struct arena *a, struct err *e)
{
	size_t n;
	const char *text = input_slurp(path, a, &n, e);

	return text != NULL && plan_parse(p, input_name(path), text, n, sets,
	    nset, a, e);
}

static void
schema_keys(const struct schema *s, const char *prefix,
    void (*fn)(const char *, void *), void *arg)
{
	char path[256];

	for (const struct field *f = s->fields; f->key != NULL; f++) {
		snprintf(path, sizeof(path), "%s%s%s", prefix,
		    *prefix != '\0' ? "." : "", f->key);
		fn(path, arg);
		if (f->sub != NULL)
			schema_keys(f->sub, path, fn, arg);
	}
}

void
plan_keys(void (*fn)(const char *path, void *arg), void *arg)
{
	schema_keys(&plan_schema, "", fn, arg);
}
