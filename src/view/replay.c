#include "view/replay.h"

#include <string.h>

#include "base/str.h"
#include "view/seconds.h"
#include "view/summary.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }
#define SECONDS(k) { .key = (k), .number = true, .cmp = cell_decimal_cmp }

void
view_replay(struct view_replay *v, struct doc *d)
{
	static const struct column columns[] = {
		SECONDS("t"), TEXT("subnet"), NUMBER("pods"), NUMBER("enis"),
		NUMBER("prefixes"), NUMBER("allocated"), NUMBER("assigned"),
		NUMBER("cooling"), NUMBER("addresses"), NUMBER("waiting"),
		NUMBER("ec2_calls"),
	};

	*v = (struct view_replay){ .doc = d,
	    .text = arena_array(d->arena, SECONDS_LEN, char) };
	v->table = doc_table(d, "simulate", columns, COUNT(columns));
	v->unwanted = d->opts.table != NULL &&
	    strcmp(d->opts.table, v->table->key) != 0;
}

void
view_replay_row(void *view, const struct replay *r, size_t subnet)
{
	struct view_replay *v = view;
	const struct tally *n = &r->subnets[subnet].now;
	const uint64_t now[] = { n->pods, n->enis, n->prefixes, n->allocated,
	    n->assigned, n->cooling, n->addresses, n->waiting, n->calls };
	struct cell *c;

	if (v->unwanted)
		return;
	c = table_row(v->doc, v->table);
	if (v->doc->live)
		*c++ = cell_big(seconds_format(v->text,
		    (uint64_t)r->now_ms));
	else
		*c++ = cell_seconds(v->doc->arena, r->now_ms);
	*c++ = cell_text(r->estate->answer->subnets[subnet].subnet->name);
	for (size_t i = 0; i < COUNT(now); i++)
		*c++ = cell_uint(now[i]);
}

static void
view_subnets(struct doc *d, const struct replay *r)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("az"), NUMBER("usable"), NUMBER("fixed"),
		NUMBER("nodes"), NUMBER("peak"), SECONDS("peak_at"),
		NUMBER("free_least"), NUMBER("blocks28_peak"),
		SECONDS("first_failure"), NUMBER("failures"),
		NUMBER("waiting_most"), SECONDS("waiting_at"),
		NUMBER("waiting_nodes"), SECONDS("waiting_seconds"),
	};
	struct table *t = doc_table(d, "subnets", columns, COUNT(columns));
	const struct answer *a = r->estate->answer;
	bool blocks = false;

	for (size_t i = 0; i < a->plan->nsubnets; i++)
		blocks |= r->subnets[i].blocks.most != 0;
	if (!blocks)
		table_hide(t, "blocks28_peak");
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const struct subnet_answer *sa = &a->subnets[i];
		const struct replay_subnet *s = &r->subnets[i];
		struct cell *c = table_row(d, t);

		*c++ = cell_text(sa->subnet->name);
		*c++ = cell_text(sa->subnet->az);
		*c++ = cell_uint(sa->usable);
		*c++ = cell_uint(sa->fixed);
		*c++ = cell_uint(s->nodes);
		*c++ = cell_uint(s->used.most);
		*c++ = cell_seconds(d->arena, s->used.most_ms);
		*c++ = cell_int((int64_t)sa->usable - (int64_t)s->used.most);
		*c++ = cell_uint(s->blocks.most);
		*c++ = cell_seconds(d->arena, s->first_failure_ms);
		*c++ = cell_uint(s->failures);
		*c++ = cell_uint(s->waiting.most);
		*c++ = cell_seconds(d->arena, s->waiting.most_ms);
		*c++ = cell_uint(s->waiting_nodes.most);
		*c++ = cell_seconds(d->arena, (int64_t)s->waiting.sum_ms);
	}
}

static void
view_groups(struct doc *d, const struct replay *r)
{
	static const struct column columns[] = {
		TEXT("nodegroup"), NUMBER("nodes"), NUMBER("ready"),
		NUMBER("pods"), NUMBER("waiting_most"), SECONDS("waiting_at"),
		SECONDS("waiting_seconds"), NUMBER("unscheduled_most"),
		SECONDS("unscheduled_at"), SECONDS("unscheduled_seconds"),
	};
	struct table *t = doc_table(d, "nodegroups", columns, COUNT(columns));
	const struct plan *p = r->estate->answer->plan;

	for (size_t i = 0; i < p->nnodegroups; i++) {
		const struct replay_group *g = &r->groups[i];
		struct cell *c = table_row(d, t);

		*c++ = cell_text(p->nodegroups[i].name);
		*c++ = cell_uint(g->n);
		*c++ = cell_uint(g->ready);
		*c++ = cell_uint(g->pods);
		*c++ = cell_uint(g->waiting.most);
		*c++ = cell_seconds(d->arena, g->waiting.most_ms);
		*c++ = cell_seconds(d->arena, (int64_t)g->waiting.sum_ms);
		*c++ = cell_uint(g->unscheduled.most);
		*c++ = cell_seconds(d->arena, g->unscheduled.most_ms);
		*c++ = cell_seconds(d->arena, (int64_t)g->unscheduled.sum_ms);
	}
}

static void
view_sums(struct doc *d, const struct replay *r)
{
	struct table *t = view_summary(d);

	view_summary_row(d, t, "peak_addresses",
	    cell_uint(r->addresses.most), "addresses");
	view_summary_row(d, t, "most_waiting", cell_uint(r->waiting.most),
	    "pods");
	view_summary_row(d, t, "waiting", cell_seconds(d->arena,
	    (int64_t)r->waiting.sum_ms), "pod-seconds");
	view_summary_calls(d, t, r->calls, r->calls_minute);
	view_summary_row(d, t, "passes", cell_uint(r->fleet.passes),
	    "passes that were run");
}

void
view_replay_end(struct doc *d, const struct replay *r)
{
	view_subnets(d, r);
	view_groups(d, r);
	view_sums(d, r);
}
