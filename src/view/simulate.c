#include "view/simulate.h"

#include <string.h>

#include "base/str.h"
#include "base/u128.h"
#include "view/seconds.h"
#include "view/summary.h"

#define MINUTE_MS 60000
#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static const struct column columns[] = {
	{ .key = "t", .number = true, .cmp = cell_decimal_cmp },
	NUMBER("pods"), NUMBER("enis"), NUMBER("prefixes"),
	NUMBER("allocated"), NUMBER("assigned"), NUMBER("cooling"),
	NUMBER("addresses"), NUMBER("waiting"), NUMBER("ec2_calls"),
};

static const struct column calls_columns[] = {
	NUMBER("minute"), NUMBER("assign"), NUMBER("attach"),
	NUMBER("unassign"), NUMBER("detach"), NUMBER("calls"),
};

void
view_simulate(struct view_simulate *v, struct doc *d)
{
	*v = (struct view_simulate){ .doc = d,
	    .text = arena_array(d->arena, SECONDS_LEN, char) };
	v->table = doc_table(d, "simulate", columns, COUNT(columns));
}

/* What was called since the last state belongs to the minute of this one. */
static void
count_calls(struct view_simulate *v, const struct engine *g)
{
	uint64_t minute = (uint64_t)g->now / MINUTE_MS;
	struct minute *m;

	if (memcmp(v->calls, g->calls, sizeof(v->calls)) == 0)
		return;
	m = v->nminutes != 0 ? &v->minutes[v->nminutes - 1] : NULL;
	if (m == NULL || m->minute != minute) {
		m = arena_push(v->doc->arena, v->minutes, v->nminutes);
		*m = (struct minute){ .minute = minute };
	}
	for (size_t i = 0; i < ENGINE_CALLS; i++)
		m->calls[i] += g->calls[i] - v->calls[i];
	memcpy(v->calls, g->calls, sizeof(v->calls));
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

	count_calls(v, g);
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
calls_table(struct doc *d, const struct view_simulate *v)
{
	struct table *t = doc_table(d, "calls", calls_columns,
	    COUNT(calls_columns));

	for (size_t i = 0; i < v->nminutes; i++) {
		struct cell *c = table_row(d, t);
		uint64_t all = 0;

		*c++ = cell_uint(v->minutes[i].minute);
		for (size_t k = 0; k < ENGINE_CALLS; k++) {
			*c++ = cell_uint(v->minutes[i].calls[k]);
			all += v->minutes[i].calls[k];
		}
		*c = cell_uint(all);
	}
}

/* "2.35": a count for each minute of so much time, to two decimals. */
static const char *
per_minute(struct arena *a, uint64_t n, uint64_t ms)
{
	uint64_t hundredths = ms == 0 ? 0 : (uint64_t)
	    (((u128)n * 100 * MINUTE_MS + ms / 2) / ms);

	return arena_printf(a, "%llu.%02u",
	    (unsigned long long)(hundredths / 100),
	    (unsigned)(hundredths % 100));
}

void
view_simulate_summary(const struct view_simulate *v,
    const struct simulation *s)
{
	struct doc *d = v->doc;
	const struct engine *g = &s->engine;
	struct table *t = view_summary(d);

	view_summary_row(d, t, "peak_addresses", cell_uint(s->peak_addresses),
	    "addresses");
	view_summary_row(d, t, "most_waiting", cell_uint(s->max_waiting),
	    "pods");
	view_summary_row(d, t, "waiting", cell_big(seconds_format(arena_array(
	    d->arena, SECONDS_LEN, char), s->waiting_ms)), "pod-seconds");
	view_summary_calls(d, t, g->calls, s->calls_minute);
	view_summary_row(d, t, "mean_calls", cell_big(per_minute(d->arena,
	    engine_calls(g), s->scenario->until_ms)), "EC2 calls a minute");
	calls_table(d, v);
}
