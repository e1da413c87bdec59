#include "view/compare.h"

#include <string.h>

#include "base/sat.h"
#include "base/str.h"
#include "view/plan.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static struct cell
known(bool is, uint64_t v)
{
	return is ? cell_uint(v) : (struct cell){ .kind = CELL_NULL };
}

/* "open" has no yes or no. */
static struct cell
met_cell(enum met m)
{
	return m == MET_OPEN ? (struct cell){ .kind = CELL_NULL } :
	    cell_bool(m == MET_YES);
}

/* The names of needs that are not met, or NULL. */
static const char *
needs_text(struct doc *d, const struct compare_group *g)
{
	const char *s = NULL;

	for (enum need n = 0; n < NEEDS; n++) {
		if (!g->needs[n].applies || g->needs[n].met == MET_YES)
			continue;
		s = s == NULL ? need_name(n) : arena_printf(d->arena, "%s %s",
		    s, need_name(n));
	}
	return s;
}

/* --- table compare -------------------------------------------------------- */

static const struct column compare_columns[] = {
	TEXT("mode"), TEXT("nodegroup"), TEXT("instance_type"),
	NUMBER("nodes"), NUMBER("nodes_needed"), NUMBER("pods_per_node"),
	NUMBER("max_pods"), NUMBER("unplaced"), NUMBER("enis"),
	NUMBER("blocks28"), NUMBER("addresses_per_node"),
	NUMBER("addresses"), NUMBER("fill_calls"), NUMBER("fill_seconds"),
	NUMBER("churn_calls"), NUMBER("burst"), TEXT("fits"), TEXT("needs"),
};

static void
compare_row(struct doc *d, struct table *t, const struct compare_mode *m,
    const struct compare_group *cg)
{
	const struct group_answer *g = cg->group;
	const struct footprint *f = &g->one[STEADY];
	uint64_t one = f->node.addresses + f->pod.addresses;
	uint64_t never = cg->settled.filled_ms == JUDGE_NEVER;
	struct cell *c = table_row(d, t);

	*c++ = cell_text(compared_name(m->mode));
	*c++ = cell_text(g->group->name);
	*c++ = cell_text(view_types(d, g->group));
	*c++ = cell_uint(g->group->desired.v);
	*c++ = known(cg->nodes_needed != SAT_MAX, cg->nodes_needed);
	*c++ = cell_uint(g->pods[STEADY]);
	*c++ = cell_uint(g->nodes[0].max_pods);
	*c++ = cell_uint(g->pods[STEADY] > g->placeable ?
	    g->pods[STEADY] - g->placeable : 0);
	*c++ = cell_uint(f->enis);
	*c++ = cell_uint(f->node.blocks + f->pod.blocks);
	*c++ = cell_uint(one);
	*c++ = cell_uint(sat_mul(one, g->group->desired.v));
	*c++ = known(cg->judged, cg->settled.calls);
	*c++ = known(cg->judged && !never,
	    (cg->settled.filled_ms + 999) / 1000);
	*c++ = known(cg->judged, cg->churn_calls);
	*c++ = known(cg->judged, cg->settled.burst);
	*c++ = met_cell(cg->fits);
	*c++ = cell_text(needs_text(d, cg));
}

static void
refused_row(struct doc *d, struct table *t, const struct compare_mode *m,
    const struct nodegroup *g)
{
	struct cell *c = table_row(d, t);

	c[0] = cell_text(compared_name(m->mode));
	c[1] = cell_text(g->name);
	c[2] = cell_text(view_types(d, g));
	c[3] = cell_uint(g->desired.v);
	c[16] = cell_bool(false);
	c[17] = cell_text(need_name(NEED_STARTS));
}

/* Every mode places all pods on the nodes there are. */
static bool
all_placed(const struct compare *c)
{
	for (enum compared i = 0; i < COMPARED; i++)
		for (size_t g = 0; g < c->ask->plan->nnodegroups; g++)
			if (c->modes[i].refused == NULL &&
			    c->modes[i].groups[g].needs[NEED_PLACES].met !=
			    MET_YES)
				return false;
	return true;
}

static void
view_groups(struct doc *d, const struct compare *c)
{
	struct table *t = doc_table(d, "compare", compare_columns,
	    COUNT(compare_columns));

	for (size_t g = 0; g < c->ask->plan->nnodegroups; g++)
		for (enum compared i = 0; i < COMPARED; i++) {
			const struct compare_mode *m = &c->modes[i];

			if (m->refused == NULL)
				compare_row(d, t, m, &m->groups[g]);
			else
				refused_row(d, t, m,
				    &c->ask->plan->nodegroups[g]);
		}
	if (all_placed(c)) {
		table_hide(t, "nodes_needed");
		table_hide(t, "unplaced");
	}
}

/* --- table subnets -------------------------------------------------------- */

static const struct column subnet_columns[] = {
	TEXT("mode"), TEXT("subnet"), TEXT("az"), NUMBER("usable"),
	NUMBER("steady"), NUMBER("peak"), NUMBER("blocks28_needed"),
	NUMBER("blocks28_peak"), NUMBER("blocks28_best"),
	NUMBER("blocks28_worst"), NUMBER("enis"), NUMBER("fill_calls"),
	NUMBER("churn_calls"), NUMBER("burst"), TEXT("fits"),
};

static void
subnet_row(struct doc *d, struct table *t, const struct compare_mode *m,
    const struct compare_subnet *cs)
{
	const struct subnet_answer *s = cs->subnet;
	struct cell *c = table_row(d, t);

	*c++ = cell_text(compared_name(m->mode));
	*c++ = cell_text(s->subnet->name);
	*c++ = cell_text(s->subnet->az);
	*c++ = known(!cs->added, s->usable);
	*c++ = cell_uint(s->load[STEADY].addresses);
	*c++ = cell_uint(s->load[PEAK].addresses);
	*c++ = cell_uint(s->load[STEADY].blocks);
	*c++ = cell_uint(s->load[PEAK].blocks);
	*c++ = known(!cs->added, s->best[PEAK]);
	*c++ = known(!cs->added, s->worst[PEAK]);
	*c++ = known(cs->judged, cs->enis);
	*c++ = known(cs->judged, cs->fill_calls);
	*c++ = known(cs->judged, cs->churn_calls);
	*c++ = known(cs->judged, cs->burst);
	if (!cs->added)
		*c = cell_bool(s->fits);
}

static void
view_subnets(struct doc *d, const struct compare *c)
{
	struct table *t = doc_table(d, "subnets", subnet_columns,
	    COUNT(subnet_columns));

	for (enum compared i = 0; i < COMPARED; i++) {
		const struct compare_mode *m = &c->modes[i];

		for (size_t k = 0; m->refused == NULL && k < m->plan.nsubnets;
		    k++)
			subnet_row(d, t, m, &m->subnets[k]);
	}
}

/* --- tables breakeven and needs ------------------------------------------- */

static void
view_even(struct doc *d, const struct compare *c)
{
	static const struct column columns[] = {
		TEXT("nodegroup"), TEXT("instance_type"), TEXT("mode"),
		NUMBER("from_pods"), NUMBER("to_pods"), TEXT("cheaper"),
	};
	struct table *t = doc_table(d, "breakeven", columns, COUNT(columns));

	for (size_t i = 0; i < c->neven; i++) {
		const struct break_even *b = &c->even[i];
		struct cell *cell = table_row(d, t);

		cell[0] = cell_text(b->group->name);
		cell[1] = cell_text(b->limits->type);
		cell[2] = cell_text(compared_name(b->mode));
		cell[3] = cell_uint(b->first);
		cell[4] = cell_uint(b->last);
		cell[5] = cell_text(cheaper_name(b->cheaper));
	}
}

static void
need_row(struct doc *d, struct table *t, const struct compare_mode *m,
    const char *group, enum need need, const struct compare_need *n)
{
	struct cell *c = table_row(d, t);

	c[0] = cell_text(compared_name(m->mode));
	c[1] = cell_text(group);
	c[2] = cell_text(need_name(need));
	c[3] = cell_text(met_name(n->met));
	c[4] = cell_text(n->detail);
}

static bool
same_need(const struct compare_need *a, const struct compare_need *b)
{
	const char *x = a->detail != NULL ? a->detail : "";
	const char *y = b->detail != NULL ? b->detail : "";

	return a->applies == b->applies && a->met == b->met &&
	    strcmp(x, y) == 0;
}

/* One row where it is the same for all groups, else a row for each. */
static void
view_need(struct doc *d, struct table *t, const struct compare_mode *m,
    enum need n)
{
	size_t ngroups = m->plan.nnodegroups, same = 1;

	while (same < ngroups && same_need(&m->groups[0].needs[n],
	    &m->groups[same].needs[n]))
		same++;
	for (size_t g = 0; g < ngroups; g++) {
		bool all = ngroups > 1 && same == ngroups;

		if (m->groups[g].needs[n].applies)
			need_row(d, t, m, all ? NULL :
			    m->plan.nodegroups[g].name, n,
			    &m->groups[g].needs[n]);
		if (all)
			break;
	}
}

static void
view_needs(struct doc *d, const struct compare *c)
{
	static const struct column columns[] = {
		TEXT("mode"), TEXT("nodegroup"), TEXT("need"), TEXT("met"),
		TEXT("detail"),
	};
	struct table *t = doc_table(d, "needs", columns, COUNT(columns));

	for (enum compared i = 0; i < COMPARED; i++) {
		const struct compare_mode *m = &c->modes[i];
		struct compare_need refused = { true, MET_NO, m->refused };

		if (m->refused != NULL)
			need_row(d, t, m, c->ask->plan->nnodegroups == 1 ?
			    c->ask->plan->nodegroups[0].name : NULL,
			    NEED_STARTS, &refused);
		for (enum need n = 0; m->refused == NULL && n < NEEDS; n++)
			view_need(d, t, m, n);
	}
}

void
view_compare(struct doc *d, const struct compare *c)
{
	view_groups(d, c);
	view_subnets(d, c);
	view_even(d, c);
	if (doc_full(d))
		view_needs(d, c);
}
