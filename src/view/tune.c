#include "view/tune.h"

#include <stdlib.h>

#include "base/sat.h"
#include "base/str.h"
#include "view/plan.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }
#define MINUTE_MS 60000

static struct cell
known(bool is, uint64_t v)
{
	return is ? cell_uint(v) : (struct cell){ .kind = CELL_NULL };
}

/* Two decimals. */
static struct cell
per_minute(struct doc *d, const struct tune *t, uint64_t calls)
{
	u128 hundredths = (u128)calls * 100 * MINUTE_MS / t->duration_ms;

	return cell_big(arena_printf(d->arena, "%llu.%02llu",
	    (unsigned long long)(hundredths / 100),
	    (unsigned long long)(hundredths % 100)));
}

static const char *
unsafe_text(struct doc *d, unsigned unsafe)
{
	const char *s = NULL;

	for (enum unsafe u = 0; u < UNSAFES; u++)
		if (unsafe >> u & 1)
			s = s == NULL ? unsafe_name(u) :
			    arena_printf(d->arena, "%s %s", s,
			    unsafe_name(u));
	return s;
}

/* What the rule book says of such settings. */
static const char *
rules_text(struct doc *d, const struct tune_point *p)
{
	const struct targets *t = &p->targets;
	unsigned unsafe = p->score.unsafe;
	bool prefix = t->mode == CNI_PREFIX;
	const struct {
		bool applies;
		const char *id;
	} rules[] = {
		{ unsafe >> UNSAFE_NO_FIT & 1 && !prefix, "EKS-CNI-001" },
		{ unsafe >> UNSAFE_UNPLACED & 1, "EKS-CNI-002" },
		{ t->warm_ip != 0 && t->minimum_ip == 0, "EKS-CNI-004" },
		{ t->warm_ip == 0 && t->minimum_ip != 0, "EKS-CNI-005" },
		{ unsafe >> UNSAFE_THROTTLES & 1, "EKS-CNI-007" },
		{ unsafe >> UNSAFE_STARVES & 1 &&
		    !(unsafe >> UNSAFE_FREEZES & 1), "EKS-CNI-009" },
		{ unsafe >> UNSAFE_NO_FIT & 1 && prefix, "EKS-PD-001" },
		{ unsafe >> UNSAFE_FALLS_BACK & 1, "EKS-PD-005" },
		{ prefix && t->warm_prefix == 0 && t->warm_ip == 0 &&
		    t->minimum_ip == 0, "EKS-PD-006" },
	};
	const char *s = NULL;

	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].applies)
			s = s == NULL ? rules[i].id : arena_printf(d->arena,
			    "%s %s", s, rules[i].id);
	return s;
}

/* --- points --------------------------------------------------------------- */

static const struct column point_columns[] = {
	TEXT("point"), TEXT("mode"), NUMBER("warm_eni_target"),
	NUMBER("warm_ip_target"), NUMBER("minimum_ip_target"),
	NUMBER("warm_prefix_target"), NUMBER("addresses"),
	NUMBER("addresses_peak"), NUMBER("ec2_calls_per_minute"),
	NUMBER("pods_waiting"), NUMBER("waiting_seconds"),
	NUMBER("longest_wait_seconds"), NUMBER("hour_wait_seconds"),
	NUMBER("same"), TEXT("unsafe"), TEXT("rules"),
};

/* Targets that are ignored beside others are unknown to the CNI. */
static void
target_cells(struct cell *c, const struct targets *t, bool raw)
{
	bool ip = t->warm_ip != 0 || t->minimum_ip != 0;
	bool prefix = t->mode == CNI_PREFIX;

	c[0] = cell_text(cni_mode_name(t->mode));
	c[1] = known(raw || (!ip && !prefix), t->warm_eni);
	c[2] = known(raw || t->warm_ip != 0, t->warm_ip);
	c[3] = known(raw || t->minimum_ip != 0, t->minimum_ip);
	c[4] = known(raw || prefix, t->warm_prefix);
}

static uint64_t
seconds_up(uint64_t ms)
{
	return ms / 1000 + (ms % 1000 != 0);
}

static void
point_row(struct doc *d, struct table *table, const struct tune *t,
    const struct tune_point *p, const char *name, bool raw)
{
	const struct tune_score *s = &p->score;
	struct cell *c = table_row(d, table);

	*c++ = cell_text(name);
	if (p != &t->planned || t->planned_same)
		target_cells(c, &p->targets, raw);
	c += 5;
	*c++ = cell_uint(s->address_ms / t->hour_ms +
	    (s->address_ms % t->hour_ms != 0));
	*c++ = cell_uint(s->peak);
	*c++ = per_minute(d, t, s->calls);
	*c++ = cell_uint(s->waits);
	*c++ = cell_uint(seconds_up(s->waiting_ms));
	*c++ = cell_uint(seconds_up(s->longest_ms));
	*c++ = cell_uint(s->hour_longest_s);
	*c++ = known(p->same != 0, p->same);
	*c++ = cell_text(unsafe_text(d, s->unsafe));
	if (p != &t->planned || t->planned_same)
		*c = cell_text(rules_text(d, p));
}

static int
by_addresses(const void *x, const void *y)
{
	const struct tune_point *a = *(const struct tune_point *const *)x;
	const struct tune_point *b = *(const struct tune_point *const *)y;

	if (a->score.address_ms != b->score.address_ms)
		return a->score.address_ms < b->score.address_ms ? -1 : 1;
	return (a > b) - (a < b);
}

static const char *
name_of(const struct tune *t, const struct tune_point *p)
{
	if (p == t->recommended)
		return "recommended";
	if (p == t->nearest)
		return "nearest";
	if (!p->front)
		return "beaten";
	return p->score.unsafe == 0 ? "front" : "unsafe";
}

static void
view_front(struct doc *d, const struct tune *t)
{
	struct table *table = doc_table(d, "front", point_columns,
	    COUNT(point_columns));
	const struct tune_point **v = arena_array(d->arena, t->npoints + 1,
	    const struct tune_point *);
	size_t n = 0;

	point_row(d, table, t, &t->planned, "planned", false);
	for (size_t i = 0; i < t->npoints; i++)
		if ((t->points[i].front && t->points[i].first) ||
		    &t->points[i] == t->nearest)
			v[n++] = &t->points[i];
	qsort(v, n, sizeof(struct tune_point *), by_addresses);
	for (size_t i = 0; i < n; i++)
		point_row(d, table, t, v[i], name_of(t, v[i]), false);
}

static void
view_points(struct doc *d, const struct tune *t)
{
	struct table *table = doc_table(d, "points", point_columns,
	    COUNT(point_columns));

	for (size_t i = 0; i < t->npoints; i++)
		point_row(d, table, t, &t->points[i],
		    name_of(t, &t->points[i]), true);
}

/* --- what it was judged by, and what to do -------------------------------- */

static void
view_density(struct doc *d, const struct tune *t)
{
	static const struct column columns[] = {
		TEXT("nodegroup"), TEXT("instance_type"), NUMBER("nodes"),
		NUMBER("pods"), NUMBER("pod_eni_pods"), NUMBER("surge_pods"),
		TEXT("source"),
	};
	const struct densities *list = t->ask->densities;
	struct table *table = doc_table(d, "density", columns,
	    COUNT(columns));

	for (size_t i = 0; i < list->n; i++) {
		const struct density *row = &list->v[i];
		const struct nodegroup *g =
		    &t->ask->plan->nodegroups[row->group];
		bool trace = t->ask->shares != NULL;
		struct cell *c = table_row(d, table);

		*c++ = cell_text(g->name);
		*c++ = cell_text(view_types(d, g));
		*c++ = cell_uint(row->nodes);
		*c++ = known(!trace, row->pods);
		*c++ = known(!trace, row->branch);
		*c++ = known(!trace, row->surge);
		*c++ = cell_text(trace ? "trace" : row->seen ? "documents" :
		    "plan");
	}
}

static void
view_recommended(struct doc *d, const struct tune *t)
{
	static const struct column columns[] = {
		TEXT("form"), TEXT("nodegroup"), TEXT("text"),
	};
	struct table *table = doc_table(d, "recommended", columns,
	    COUNT(columns));
	const struct tune_point *p = t->recommended;
	const struct answer *a = &t->answer;

	for (enum cni_form f = 0; p != NULL && f < FORM_NODEADM; f++) {
		struct cell *c = table_row(d, table);

		c[0] = cell_text(cni_forms[f]);
		c[2] = cell_text(cni_line(f, &p->targets, NULL, d->arena));
	}
	for (size_t i = 0; p != NULL && i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];
		struct cell *c;

		if (g->group->os != OS_LINUX)
			continue;
		c = table_row(d, table);
		c[0] = cell_text(cni_forms[FORM_NODEADM]);
		c[1] = cell_text(g->group->name);
		c[2] = cell_text(cni_line(FORM_NODEADM, &p->targets, g,
		    d->arena));
	}
}

static const char *
verdict(struct doc *d, const struct tune *t)
{
	const struct tune_point *p = t->recommended != NULL ?
	    t->recommended : t->nearest;

	if (p == NULL)
		return "no point of the grid is usable";
	return arena_printf(d->arena, "%s: %s%s", p == t->recommended ?
	    "recommended" : "no safe point of the grid fits the subnets; "
	    "nearest", cni_line(FORM_KUBECTL, &p->targets, NULL, d->arena),
	    t->planned_modes == 1u << p->targets.mode ? "" :
	    ", and new nodes");
}

void
view_tune(struct doc *d, const struct tune *t, bool all)
{
	view_front(d, t);
	view_density(d, t);
	view_recommended(d, t);
	if (all)
		view_points(d, t);
	d->verdict = verdict(d, t);
}
