#include "view/usage.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"
#include "base/str.h"
#include "view/address.h"

/* Columns of a table that has one for each class after some others. */
static const struct column *
with_classes(struct doc *d, const struct column *first, size_t n)
{
	struct column *v = arena_array(d->arena, n + USE_CLASSES,
	    struct column);

	for (size_t i = 0; i < n; i++)
		v[i] = first[i];
	for (size_t i = 0; i < USE_CLASSES; i++)
		v[n + i] = (struct column){ .key = usage_class_name(
		    (enum usage_class)i), .number = true };
	return v;
}

/* People are spared classes that nobody has anything of. */
static void
hide_classes(struct table *t, const uint64_t sum[USE_CLASSES])
{
	for (size_t i = 0; i < USE_CLASSES; i++)
		if (sum[i] == 0)
			table_hide(t, usage_class_name((enum usage_class)i));
}

/* What is assigned is unknown where nobody's pods are. */
static void
class_cells(struct cell *c, const uint64_t by[USE_CLASSES], bool known,
    bool unknown)
{
	for (size_t i = 0; i < USE_CLASSES; i++)
		c[i] = cell_uint(by[i]);
	if (unknown && !known)
		c[USE_ASSIGNED] = c[USE_WARM] = c[USE_PREFIX_SLACK] =
		    (struct cell){ .kind = CELL_NULL };
}

static const char *
name_of(const struct usage_subnet *s)
{
	return s->doc != NULL ? tags_text(&s->doc->tags, "Name") : NULL;
}

static struct cell
cidr_cell(struct doc *d, const struct usage_subnet *s)
{
	char buf[PREFIX_STRLEN];

	return s->size == 0 ? cell_text(NULL) : cell_text(arena_strdup(
	    d->arena, prefix_format(&s->doc->cidr, buf)));
}

static void
view_subnets(struct doc *d, const struct usage *u)
{
	static const struct column first[] = {
		{ .key = "subnet" }, { .key = "name" }, { .key = "vpc" },
		{ .key = "az" }, { .key = "cidr", .cmp = address_cmp },
		{ .key = "size", .number = true },
	};
	struct table *t = doc_table(d, "subnets", with_classes(d, first,
	    COUNT(first)), COUNT(first) + USE_CLASSES);
	uint64_t sum[USE_CLASSES] = { 0 };

	for (size_t i = 0; i < u->nsubnets; i++) {
		const struct usage_subnet *s = &u->subnets[i];
		struct cell *c = table_row(d, t);

		*c++ = cell_text(s->id);
		*c++ = cell_text(name_of(s));
		*c++ = cell_text(s->vpc_id);
		*c++ = cell_text(s->az);
		*c++ = cidr_cell(d, s);
		*c++ = s->size == 0 ? cell_text(NULL) : cell_uint(s->size);
		class_cells(c, s->by, s->pods_known, s->pods_unknown);
		if (s->size == 0)
			c[USE_AWS] = c[USE_FREE] = c[USE_UNACCOUNTED] =
			    cell_text(NULL);
		for (size_t k = 0; k < USE_CLASSES; k++)
			sum[k] += s->by[k];
	}
	hide_classes(t, sum);
}

/* --- residue ------------------------------------------------------------ */

/* "3 pods are", "node NAME and 2 more are": who is on no listed ENI. */
static const char *
lost_text(struct doc *d, const struct usage_subnet *s, enum usage_cause c)
{
	static const char *const counted[CAUSES][2] = {
		[CAUSE_LOST_PODS] = { "pod", "pods" },
		[CAUSE_LOST_NATS] = { "address of a NAT gateway",
		    "addresses of NAT gateways" },
		[CAUSE_LOST_ENDPOINTS] = { "VPC endpoint", "VPC endpoints" },
	};
	uint64_t n = s->lost[c];

	if (c == CAUSE_LOST_NODES)
		return n == 1 ? arena_printf(d->arena, "node %s is",
		    s->lost_node) : arena_printf(d->arena, "node %s and %"
		    PRIu64 " more are", s->lost_node, n - 1);
	return counted[c][0] == NULL ? NULL : arena_printf(d->arena, "%"
	    PRIu64 " %s", n, n == 1 ? arena_printf(d->arena, "%s is",
	    counted[c][0]) : arena_printf(d->arena, "%s are", counted[c][1]));
}

static const char *
cause_text(struct doc *d, const struct usage_subnet *s, enum usage_cause c)
{
	static const char *const texts[CAUSES] = {
		[CAUSE_NO_ENIS] = "no describe-network-interfaces is given",
		[CAUSE_ONLY_INSTANCES] = "only ENIs of instances are listed; "
		    "give describe-network-interfaces",
		[CAUSE_PARTIAL] = "so the ENI export is partial (a filter, "
		    "another time); export all of "
		    "describe-network-interfaces",
		[CAUSE_NO_RESERVATIONS] = "maybe a prefix reservation, which "
		    "is taken whole at once; give "
		    "get-subnet-cidr-reservations",
		[CAUSE_OTHER_TIME] = "the documents are of different times: "
		    "more is on ENIs than EC2 counted",
		[CAUSE_UNKNOWN] = "ENIs that the export leaves out (a filter, "
		    "another account), or another time",
	};
	const char *lost;

	if (c == CAUSE_SHARED)
		return arena_printf(d->arena, "shared by account %s; ENIs of "
		    "other accounts are in nobody's export but theirs",
		    s->doc->owner_id);
	lost = lost_text(d, s, c);
	return lost == NULL ? texts[c] : arena_printf(d->arena, "%s here on "
	    "no listed ENI", lost);
}

static const char *
causes_text(struct doc *d, const struct usage_subnet *s)
{
	const char *all = NULL;

	for (unsigned i = 0; i < CAUSES; i++) {
		const char *one;

		if ((s->causes >> i & 1) == 0)
			continue;
		one = cause_text(d, s, (enum usage_cause)i);
		all = all == NULL ? one : arena_printf(d->arena, "%s; %s",
		    all, one);
	}
	return all;
}

static void
view_residue(struct doc *d, const struct usage *u)
{
	static const struct column columns[] = {
		{ .key = "subnet" }, { .key = "name" },
		{ .key = "taken", .number = true },
		{ .key = "listed", .number = true },
		{ .key = "reserved", .number = true },
		{ .key = "residue", .number = true },
		{ .key = "causes" },
	};
	struct table *t = doc_table(d, "residue", columns, COUNT(columns));

	for (size_t i = 0; i < u->nsubnets; i++) {
		const struct usage_subnet *s = &u->subnets[i];
		struct cell *c;

		if (!s->residue_known)
			continue;
		c = table_row(d, t);
		c[0] = cell_text(s->id);
		c[1] = cell_text(name_of(s));
		c[2] = cell_uint(inv_subnet_usable(s->doc) -
		    s->doc->available.v);
		c[3] = cell_uint(s->listed);
		c[4] = cell_uint(s->by[USE_PREFIX_RESERVATION]);
		c[5] = cell_int(s->residue);
		c[6] = cell_text(causes_text(d, s));
	}
}

/* --- holders ------------------------------------------------------------ */

/* Who EC2 says asked for it, when nothing better is known. */
static const char *
owner_of(const struct inv_eni *eni)
{
	return eni->holder != NULL ? eni->holder : eni->requester_id;
}

static void
time_cells(struct cell *c, char text[DATE_LEN], int64_t since, int64_t now)
{
	if (since == 0)
		return;
	c[0] = cell_text(date_format(text, since));
	if (now != 0)
		c[1] = cell_int((now - since) / DATE_DAY_S);
}

/* Texts of a row of a live doc die with the next; of another they stay. */
static char *
row_text(struct doc *d, char **kept, size_t n)
{
	if (*kept == NULL || !d->live)
		*kept = arena_array(d->arena, n, char);
	return *kept;
}

static void
view_holders(struct doc *d, const struct usage *u, int64_t now)
{
	static const struct column columns[] = {
		{ .key = "eni" }, { .key = "subnet" }, { .key = "vpc" },
		{ .key = "az" }, { .key = "class" }, { .key = "owner" },
		{ .key = "cluster" }, { .key = "instance" },
		{ .key = "node" }, { .key = "status" },
		{ .key = "address", .cmp = address_cmp },
		{ .key = "addresses", .number = true },
		{ .key = "prefixes", .number = true },
		{ .key = "assigned", .number = true },
		{ .key = "since" }, { .key = "age_days", .number = true },
	};
	struct table *t = doc_table(d, "holders", columns, COUNT(columns));
	char *since = NULL, *address = NULL;

	for (size_t i = 0; i < u->nenis; i++) {
		const struct usage_eni *e = &u->enis[i];
		const struct inv_eni *eni = e->eni;
		const struct usage_subnet *s = &u->subnets[e->subnet];
		struct cell *c = table_row(d, t);
		bool node = !eni->leaked && (eni->class == ENI_CNI ||
		    eni->class == ENI_NODE_PRIMARY);

		c[0] = cell_text(eni->id);
		c[1] = cell_text(eni->subnet_id);
		c[2] = cell_text(s->vpc_id);
		c[3] = cell_text(s->az);
		c[4] = cell_text(eni->leaked ? "leaked" :
		    eni_class_name(eni->class));
		c[5] = cell_text(owner_of(eni));
		c[6] = cell_text(eni->cluster);
		c[7] = cell_text(eni->instance != NULL ? eni->instance->id :
		    eni->instance_id);
		if (eni->instance != NULL && eni->instance->node != NULL)
			c[8] = cell_text(eni->instance->node->name);
		c[9] = cell_text(eni->status);
		if (eni->naddresses != 0)
			c[10] = cell_text(address_format(eni->addresses[0],
			    IPV4, row_text(d, &address, PREFIX_STRLEN)));
		c[11] = cell_uint(eni_cost(eni));
		c[12] = cell_uint(eni->nprefixes);
		if (node && e->pods_known)
			c[13] = cell_uint(e->singles + e->blocked);
		time_cells(&c[14], row_text(d, &since, DATE_LEN), eni->since,
		    now);
	}
}

/* --- leaks -------------------------------------------------------------- */

static void
view_leaks(struct doc *d, const struct usage *u, int64_t now)
{
	static const struct column columns[] = {
		{ .key = "eni" }, { .key = "subnet" }, { .key = "class" },
		{ .key = "cluster" }, { .key = "owner" },
		{ .key = "addresses", .number = true },
		{ .key = "prefixes", .number = true },
		{ .key = "since" }, { .key = "age_days", .number = true },
	};
	struct table *t = doc_table(d, "leaks", columns, COUNT(columns));
	char *since = NULL;

	for (size_t i = 0; i < u->nenis; i++) {
		const struct inv_eni *eni = u->enis[i].eni;
		struct cell *c;

		if (!eni->leaked)
			continue;
		c = table_row(d, t);
		c[0] = cell_text(eni->id);
		c[1] = cell_text(eni->subnet_id);
		c[2] = cell_text(eni_class_name(eni->class));
		c[3] = cell_text(eni->cluster);
		c[4] = cell_text(eni->holder);
		c[5] = cell_uint(eni_cost(eni));
		c[6] = cell_uint(eni->nprefixes);
		time_cells(&c[7], row_text(d, &since, DATE_LEN), eni->since,
		    now);
	}
}

/* --- nodes -------------------------------------------------------------- */

static const char *
finding(struct doc *d, const struct usage_node *n)
{
	static const char *const blind[] = {
		[BLIND_PODS] = "its pods are in no document",
		[BLIND_SETTINGS] = "no aws-node daemonset of its cluster",
		[BLIND_TYPE] = "unknown instance type",
		[BLIND_WINDOWS] = "settings of Windows are in a config map",
		[BLIND_STOPPED] = "stopped",
	};

	if (n->blind != BLIND_NO)
		return blind[n->blind];
	if (n->drift > 0)
		return arena_printf(d->arena, "holds %" PRId64 " more than "
		    "its settings ask for", n->drift);
	if (n->drift < 0)
		return arena_printf(d->arena, "lacks %" PRId64 " that its "
		    "settings ask for", -n->drift);
	return NULL;
}

static void
node_cells(struct doc *d, const struct usage_node *n, struct cell *c)
{
	const struct inv_instance *i = n->instance;
	const struct inv_node *k = i->node;
	const char *group = instance_nodegroup(i);

	*c++ = cell_text(k != NULL ? k->name : NULL);
	*c++ = cell_text(i->id);
	*c++ = cell_text(i->type != NULL || k == NULL ? i->type : k->type);
	*c++ = cell_text(n->cluster);
	*c++ = cell_text(group != NULL ? group : instance_nodepool(i));
	*c++ = cell_text(k != NULL && k->az != NULL ? k->az : i->az);
	*c++ = n->pods_known ? cell_uint(n->pods) : cell_text(NULL);
	*c++ = cell_uint(n->enis);
	*c++ = cell_uint(n->prefixes);
	*c++ = cell_uint(n->addresses);
	if (n->blind == BLIND_NO) {
		c[0] = cell_uint(n->expected.enis);
		c[1] = cell_uint(n->expected.prefixes);
		c[2] = cell_uint(n->expected.addresses);
		c[3] = cell_int(n->drift);
	}
	c[4] = cell_text(finding(d, n));
}

static void
view_nodes(struct doc *d, const struct view_usage *v)
{
	static const struct column columns[] = {
		{ .key = "node" }, { .key = "instance" },
		{ .key = "instance_type" }, { .key = "cluster" },
		{ .key = "nodegroup" }, { .key = "az" },
		{ .key = "pods", .number = true },
		{ .key = "enis", .number = true },
		{ .key = "prefixes", .number = true },
		{ .key = "addresses", .number = true },
		{ .key = "expected_enis", .number = true },
		{ .key = "expected_prefixes", .number = true },
		{ .key = "expected_addresses", .number = true },
		{ .key = "drift", .number = true },
		{ .key = "finding" },
	};
	struct table *t = doc_table(d, "nodes", columns, COUNT(columns));

	for (size_t i = 0; i < v->nnodes; i++)
		node_cells(d, &v->nodes[i], table_row(d, t));
}

/* What nodes hold beyond what is expected, in words. */
static const char *
drift_text(struct doc *d, const struct view_usage *v)
{
	uint64_t more = 0, nodes = 0;

	for (size_t i = 0; i < v->nnodes; i++)
		if (v->nodes[i].drift > 0) {
			more += (uint64_t)v->nodes[i].drift;
			nodes++;
		}
	return nodes == 0 ? "" : arena_printf(d->arena, ", %" PRIu64
	    " more on %" PRIu64 " node%s than their settings ask for", more,
	    nodes, nodes == 1 ? "" : "s");
}

static const char *
verdict(struct doc *d, const struct view_usage *v)
{
	const struct usage *u = v->usage;
	uint64_t sum[USE_CLASSES] = { 0 }, over = 0, size = 0;
	const char *s;

	for (size_t i = 0; i < u->nsubnets; i++) {
		for (size_t k = 0; k < USE_CLASSES; k++)
			sum[k] += u->subnets[i].by[k];
		size += u->subnets[i].size;
		if (u->subnets[i].residue < 0)
			over += (uint64_t)-u->subnets[i].residue;
	}
	if (size == 0)
		return "sizes unknown: give describe-subnets";
	s = arena_printf(d->arena, "%" PRIu64 " free, %" PRIu64 " leaked%s, %"
	    PRIu64 " taken that no document explains", sum[USE_FREE],
	    sum[USE_LEAKED], drift_text(d, v), sum[USE_UNACCOUNTED]);
	if (over != 0)
		s = arena_printf(d->arena, "%s, %" PRIu64 " free and on an "
		    "ENI", s, over);
	return s;
}

/* --- all of it ---------------------------------------------------------- */

static void
view_groups(struct doc *d, const struct view_usage *v)
{
	static const struct column first[] = {
		{ .key = "group" }, { .key = "addresses", .number = true },
	};
	struct table *t = doc_table(d, "groups", with_classes(d, first,
	    COUNT(first)), COUNT(first) + USE_CLASSES);
	uint64_t sum[USE_CLASSES] = { 0 };

	for (size_t i = 0; i < v->ngroups; i++) {
		const struct usage_group *g = &v->groups[i];
		struct cell *c = table_row(d, t);
		uint64_t all = 0;

		for (size_t k = 0; k < USE_CLASSES; k++) {
			all += g->by[k];
			sum[k] += g->by[k];
		}
		c[0] = cell_text(g->name);
		c[1] = cell_uint(all);
		class_cells(&c[COUNT(first)], g->by, g->pods_known,
		    g->pods_unknown);
	}
	hide_classes(t, sum);
}

void
view_usage(struct doc *d, const struct view_usage *v)
{
	if (v->groups != NULL)
		view_groups(d, v);
	else
		view_subnets(d, v->usage);
	view_residue(d, v->usage);
	view_leaks(d, v->usage, v->now);
	if (doc_full(d)) {
		view_nodes(d, v);
		view_holders(d, v->usage, v->now);
	}
	d->verdict = verdict(d, v);
}
