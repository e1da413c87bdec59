#include "view/plan.h"

#include <string.h>

#include "base/sat.h"
#include "base/str.h"

static struct cell
free_cell(uint64_t usable, uint64_t taken)
{
	return cell_int((int64_t)usable - (int64_t)taken);
}

static const char *
cidr_text(struct doc *d, const struct prefix *p)
{
	char buf[PREFIX_STRLEN];

	return arena_strdup(d->arena, prefix_format(p, buf));
}

/* Addresses sort by number, not by letter. */
static int
cmp_cidr(const struct cell *a, const struct cell *b)
{
	struct prefix p, q;

	if (a->kind != CELL_TEXT || b->kind != CELL_TEXT ||
	    !prefix_scan(&p, a->text, strlen(a->text), 0) ||
	    !prefix_scan(&q, b->text, strlen(b->text), 0))
		return cell_cmp(a, b);
	return prefix_cmp(&p, &q);
}

static void
hide_idle(struct table *t, const struct answer *a)
{
	static const char *const about_blocks[] = { "blocks28",
	    "blocks28_needed", "blocks28_peak", "blocks28_best",
	    "blocks28_worst" };
	bool blocks = false, available = false;

	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		blocks = blocks || a->subnets[i].load[PEAK].blocks != 0;
		available = available || a->subnets[i].available_known;
	}
	for (size_t i = 0; i < COUNT(about_blocks) && !blocks; i++)
		table_hide(t, about_blocks[i]);
	if (!available)
		table_hide(t, "available_now");
}

static void
view_subnets(struct doc *d, const struct answer *a)
{
	static const struct column columns[] = {
		{ "subnet", false, NULL },
		{ "az", false, NULL },
		{ "cidr", false, cmp_cidr },
		{ "usable", true, NULL },
		{ "fixed", true, NULL },
		{ "steady", true, NULL },
		{ "peak", true, NULL },
		{ "reserve", true, NULL },
		{ "free_steady", true, NULL },
		{ "free_peak", true, NULL },
		{ "available_now", true, NULL },
		{ "blocks28", true, NULL },
		{ "blocks28_needed", true, NULL },
		{ "blocks28_peak", true, NULL },
		{ "blocks28_best", true, NULL },
		{ "blocks28_worst", true, NULL },
		{ "fits", false, NULL },
		{ "binding", false, NULL },
	};
	struct table *t = doc_table(d, "subnets", columns, COUNT(columns));

	hide_idle(t, a);
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const struct subnet_answer *s = &a->subnets[i];
		struct cell *c = table_row(d, t);

		*c++ = cell_text(s->subnet->name);
		*c++ = cell_text(s->subnet->az);
		*c++ = cell_text(cidr_text(d, &s->subnet->cidr.prefix));
		*c++ = cell_uint(s->usable);
		*c++ = cell_uint(s->fixed);
		*c++ = cell_uint(s->load[STEADY].addresses);
		*c++ = cell_uint(s->load[PEAK].addresses);
		*c++ = cell_uint(s->reserve);
		*c++ = free_cell(s->usable, s->load[STEADY].addresses);
		*c++ = free_cell(s->usable, s->load[PEAK].addresses);
		if (s->available_known)
			*c = cell_uint(s->available_now);
		c++;
		*c++ = cell_uint(s->blocks28);
		*c++ = cell_uint(s->load[STEADY].blocks);
		*c++ = cell_uint(s->load[PEAK].blocks);
		*c++ = cell_uint(s->best[STEADY]);
		*c++ = cell_uint(s->worst[STEADY]);
		*c++ = cell_bool(s->fits);
		*c++ = cell_text(limit_name(s->binding));
	}
}

const char *
view_types(struct doc *d, const struct nodegroup *g)
{
	const char *s = g->instance_types[0];

	for (size_t i = 1; i < g->ninstance_types; i++)
		s = arena_printf(d->arena, "%s %s", s, g->instance_types[i]);
	return s;
}

static void
group_rows(struct doc *d, struct table *t, const struct group_answer *g,
    const struct subnet_refs *refs, const struct load *one)
{
	const char *types = view_types(d, g->group);

	for (size_t i = 0; i < refs->n; i++) {
		struct cell *c = table_row(d, t);

		*c++ = cell_text(g->group->name);
		*c++ = cell_text(refs->v[i]->az);
		*c++ = cell_text(refs->v[i]->name);
		*c++ = cell_text(types);
		*c++ = cell_uint(g->count[STEADY]);
		*c++ = cell_uint(g->pods[STEADY]);
		*c++ = cell_uint(one->addresses);
		*c++ = cell_uint(sat_mul(g->count[STEADY], one->addresses));
	}
}

static void
view_nodegroups(struct doc *d, const struct answer *a)
{
	static const struct column columns[] = {
		{ "nodegroup", false, NULL },
		{ "az", false, NULL },
		{ "subnet", false, NULL },
		{ "instance_type", false, NULL },
		{ "nodes", true, NULL },
		{ "pods_per_node", true, NULL },
		{ "addresses_per_node", true, NULL },
		{ "addresses", true, NULL },
	};
	struct table *t = doc_table(d, "nodegroups", columns, COUNT(columns));

	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];

		group_rows(d, t, g, &g->subnets, &g->one[STEADY].node);
		group_rows(d, t, g, &g->pod_subnets, &g->one[STEADY].pod);
	}
}

static void
view_limits(struct doc *d, const struct answer *a)
{
	static const struct column columns[] = {
		{ "limit", false, NULL },
		{ "scope", false, NULL },
		{ "used", true, NULL },
		{ "peak", true, NULL },
		{ "allowed", true, NULL },
		{ "headroom", true, NULL },
	};
	struct table *t = doc_table(d, "limits", columns, COUNT(columns));

	for (size_t i = 0; i < a->nlimits; i++) {
		const struct limit_row *r = &a->limits[i];
		struct cell *c = table_row(d, t);

		c[0] = cell_text(limit_name(r->limit));
		c[1] = cell_text(r->scope);
		c[2] = cell_uint(r->used);
		c[3] = cell_uint(r->peak);
		c[4] = cell_uint(r->allowed);
		c[5] = free_cell(r->allowed, r->peak);
	}
}

static void
view_terms(struct doc *d, const struct terms *terms)
{
	static const struct column columns[] = {
		{ "scope", false, NULL },
		{ "term", false, NULL },
		{ "value", true, NULL },
		{ "formula", false, NULL },
		{ "source", false, NULL },
	};
	struct table *t = doc_table(d, "explain", columns, COUNT(columns));

	for (size_t i = 0; i < terms->n; i++) {
		const struct term *x = &terms->v[i];
		struct cell *c = table_row(d, t);

		c[0] = cell_text(x->scope);
		c[1] = cell_text(x->name);
		c[2] = cell_uint(x->value);
		c[3] = cell_text(x->formula);
		c[4] = cell_text(x->source);
	}
}

/* What a limit counts, in words. */
static const char *
limit_unit(enum limit l)
{
	static const char *const units[] = {
		[LIMIT_ADDRESSES] = "addresses",
		[LIMIT_BLOCKS28] = "/28 blocks",
		[LIMIT_MAX_PODS] = "places for pods on a node",
		[LIMIT_BRANCH_ENIS] = "branch ENIs on a node",
		[LIMIT_ENIS_PER_REGION] = "ENIs of the quota",
		[LIMIT_NAU] = "units of network address usage",
		[LIMIT_CIDRS_PER_VPC] = "CIDRs of the quota",
		[LIMIT_SERVICE_ADDRESSES] = "service addresses",
		[LIMIT_NONE] = "",
	};

	return units[l];
}

/* A row that does not fit, in words: when most is missing, and how much. */
static const char *
what_lacks(struct doc *d, const struct limit_row *r)
{
	uint64_t lacks = limit_worst(r) - r->allowed;
	bool reserve = limit_worst(r) > r->peak;

	return arena_printf(d->arena, "%s lacks %llu %s %s",
	    doc_scope(d, r->scope),
	    (unsigned long long)lacks, limit_unit(r->limit), reserve ?
	    "at rest, with the reserve" : "at peak");
}

static const char *
verdict(struct doc *d, const struct answer *a)
{
	const struct limit_row *worst = NULL;
	size_t n = 0;

	for (size_t i = 0; i < a->nlimits; i++)
		if (limit_exceeded(&a->limits[i])) {
			n++;
			if (worst == NULL || limit_above(&a->limits[i], worst))
				worst = &a->limits[i];
		}
	if (a->fits)
		return "fits";
	if (worst == NULL)
		return "does not fit: single addresses have no room beside "
		    "the prefix reservations";
	if (n == 1)
		return arena_printf(d->arena, "does not fit: %s",
		    what_lacks(d, worst));
	return arena_printf(d->arena, "does not fit: %s (%zu more limit%s)",
	    what_lacks(d, worst), n - 1, n == 2 ? "" : "s");
}

void
view_plan(struct doc *d, const struct answer *a)
{
	view_subnets(d, a);
	view_nodegroups(d, a);
	view_limits(d, a);
	if (a->opts->terms != NULL)
		view_terms(d, a->opts->terms);
	d->verdict = verdict(d, a);
}
