#include "view/simulate.h"

#include <string.h>

#include "base/str.h"
#include "view/seconds.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static const struct column columns[] = {
	{ .key = "t", .number = true, .cmp = seconds_cmp },
	NUMBER("pods"), NUMBER("enis"), NUMBER("prefixes"),
	NUMBER("allocated"), NUMBER("assigned"), NUMBER("cooling"),
	NUMBER("addresses"), NUMBER("waiting"), NUMBER("ec2_calls"),
};

static const struct column summary_columns[] = {
	TEXT("what"), NUMBER("value"), TEXT("unit"),
};

void
view_simulate(struct view_simulate *v, struct doc *d)
{
	*v = (struct view_simulate){ .doc = d,
	    .text = arena_array(d->arena, SECONDS_LEN, char) };
	v->table = doc_table(d, "simulate", columns, COUNT(columns));
}

void
view_simulate_state(struct view_simulate *v, const struct simulation *s)
{
	const struct engine *g = &s->engine;
	uint64_t branch = engine_branch(g);
	const uint64_t now[COUNT(v->last)] = {
		g->live + g->branch, g->neni, g->nprefix,
		g->nsingle + CNI_PREFIX_SIZE * g->nprefix,
		g->ipv6 ? g->live - g->waiting : g->assigned,
		g->cooling + branch - g->branch, engine_addresses(g),
		g->waiting, engine_calls(g),
	};
	struct cell *c;

	if (v->any && memcmp(now, v->last, sizeof(now)) == 0)
		return;
	v->any = true;
	memcpy(v->last, now, sizeof(now));
	c = table_row(v->doc, v->table);
	c[0] = cell_big(seconds_format(v->doc->live ? v->text : arena_array(
	    v->doc->arena, SECONDS_LEN, char), (uint64_t)g->now));
	for (size_t i = 0; i < COUNT(now); i++)
		c[i + 1] = cell_uint(now[i]);
}

static void
summary_row(struct doc *d, struct table *t, const char *what,
    struct cell value, const char *unit)
{
	struct cell *c = table_row(d, t);

	c[0] = cell_text(what);
	c[1] = value;
	c[2] = cell_text(unit);
}

void
view_simulate_summary(struct doc *d, const struct simulation *s)
{
	static const char *const kinds[ENGINE_CALLS] = { "assign_calls",
	    "attach_calls", "unassign_calls", "detach_calls" };
	const struct engine *g = &s->engine;
	struct table *t = doc_table(d, "summary", summary_columns,
	    COUNT(summary_columns));

	summary_row(d, t, "peak_addresses", cell_uint(s->peak_addresses),
	    "addresses");
	summary_row(d, t, "most_waiting", cell_uint(s->max_waiting), "pods");
	summary_row(d, t, "waiting", cell_big(seconds_format(arena_array(
	    d->arena, SECONDS_LEN, char), s->waiting_ms)), "pod-seconds");
	for (size_t i = 0; i < ENGINE_CALLS; i++)
		summary_row(d, t, kinds[i], cell_uint(g->calls[i]),
		    "EC2 calls");
	summary_row(d, t, "most_calls", cell_uint(s->calls_minute),
	    "EC2 calls a minute");
}
