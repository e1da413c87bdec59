#include "view/forecast.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true, .cmp = cell_decimal_cmp }

const char *const forecast_tables[] = { "exhaustion", "forecast", "backtest",
    "series", "by_day", "plot", NULL };

static const struct column exhaustion[] = {
	TEXT("series"), TEXT("resource"), NUMBER("capacity"), NUMBER("now"),
	TEXT("p10"), TEXT("p50"), TEXT("p90"), NUMBER("p_within_horizon"),
	TEXT("method"), TEXT("status"), NUMBER("level"), TEXT("scope"),
	TEXT("reason"), TEXT("name"),
};
static const struct column points[] = {
	TEXT("series"), NUMBER("step"), TEXT("timestamp"), NUMBER("mean"),
	NUMBER("lo80"), NUMBER("hi80"), NUMBER("lo95"), NUMBER("hi95"),
};
static const struct column backtest[] = {
	TEXT("series"), TEXT("method"), NUMBER("trials"), NUMBER("coverage"),
	NUMBER("error_days"), NUMBER("pinball"), NUMBER("missed_7"),
	NUMBER("false_7"), NUMBER("missed_30"), NUMBER("false_30"),
	NUMBER("missed_90"), NUMBER("false_90"), TEXT("used"),
};
static const struct column found[] = {
	TEXT("series"), TEXT("first"), TEXT("last"), NUMBER("samples"),
	NUMBER("kept"), NUMBER("missing"), NUMBER("duplicates"),
	NUMBER("conflicts"), NUMBER("unsorted"), NUMBER("later"),
	NUMBER("ancient"), NUMBER("step_seconds"), NUMBER("gaps"),
	NUMBER("gap_seconds"), NUMBER("gap_longest_seconds"), NUMBER("resets"),
	NUMBER("reset_samples"), NUMBER("spikes"), NUMBER("least"),
	NUMBER("most"), NUMBER("bucket_seconds"), NUMBER("slope_per_day"),
	NUMBER("slope_lo80"), NUMBER("slope_hi80"), NUMBER("noise"),
	TEXT("changes"), TEXT("seasons"), NUMBER("surges"),
	NUMBER("surge_every_days"), NUMBER("surge_height"),
	TEXT("intermittent"),
};
static const struct column by_day[] = {
	TEXT("series"), NUMBER("day"), TEXT("date"), NUMBER("p"),
};
static const struct column plot[] = {
	TEXT("series"), NUMBER("level"), TEXT("plot"),
};

static const struct {
	const struct column *columns;
	size_t n;
} tables[] = {
	{ exhaustion, COUNT(exhaustion) }, { points, COUNT(points) },
	{ backtest, COUNT(backtest) }, { found, COUNT(found) },
	{ by_day, COUNT(by_day) }, { plot, COUNT(plot) },
};

enum { EXHAUSTION, POINTS, BACKTEST, FOUND, BY_DAY, PLOT };

/* --- cells ------------------------------------------------------------ */

/* At most 15 characters, so that JSON has it as a number. */
static struct cell
number(struct view_forecast *v, double x)
{
	char buf[64];

	if (!isfinite(x))
		return cell_text(NULL);
	if (fabs(x) < 1e-9)
		x = 0;
	snprintf(buf, sizeof(buf), fabs(x) < 1e9 && fabs(x) >= 1e-3 ?
	    "%.3f" : "%.6g", x);
	if (strchr(buf, '.') != NULL && strchr(buf, 'e') == NULL) {
		size_t n = strlen(buf);

		while (buf[n - 1] == '0')
			n--;
		buf[buf[n - 1] == '.' ? n - 1 : n] = '\0';
	}
	return cell_big(arena_strdup(v->doc->arena, buf));
}

static struct cell
date(struct view_forecast *v, int64_t t)
{
	char buf[DATE_LEN];

	return t == FORECAST_NEVER ? cell_text(NULL) :
	    cell_text(arena_strdup(v->doc->arena, date_format(buf, t)));
}

static struct cell
text(struct view_forecast *v, const char *s)
{
	return cell_text(s == NULL ? NULL : arena_strdup(v->doc->arena, s));
}

static struct cell
rate(struct view_forecast *v, struct forecast_rate r)
{
	return r.n == 0 ? cell_text(NULL) :
	    number(v, (double)r.k / (double)r.n);
}

/* The cell, or none when that was not found out. */
static struct cell
when(bool known, struct cell c)
{
	return known ? c : cell_text(NULL);
}

/* --- rows ------------------------------------------------------------- */

void
view_forecast(struct view_forecast *v, struct doc *d, unsigned which)
{
	*v = (struct view_forecast){ .doc = d, .tables = which,
	    .plain = true, .soonest = FORECAST_NEVER };
	for (size_t i = 0; i < COUNT(tables); i++)
		if (which >> i & 1)
			v->t[i] = doc_table(d, forecast_tables[i],
			    tables[i].columns, tables[i].n);
}

static void
count(struct view_forecast *v, const struct forecast_entry *e)
{
	const struct forecast *f = e->f;

	v->n++;
	v->any_scope |= e->scope != NULL;
	v->any_name |= e->name != NULL;
	v->nforecast += f->status != FORECAST_NOT_ENOUGH_HISTORY;
	if (!e->has_capacity || f->status == FORECAST_NOT_ENOUGH_HISTORY) {
		v->plain = false;
		return;
	}
	v->nanswered++;
	v->plain &= !e->planned;
	if (f->days > v->horizon_days)
		v->horizon_days = f->days;
	v->any_threshold |= f->capacity != e->capacity;
	if (f->p50 == FORECAST_NEVER)
		return;
	v->nfull++;
	if (f->p50 < v->soonest) {
		v->soonest = f->p50;
		v->first = arena_strdup(v->doc->arena, f->series);
		v->first_resource = e->resource;
	}
}

static void
add_exhaustion(struct view_forecast *v, const struct forecast_entry *e)
{
	const struct forecast *f = e->f;
	bool said = e->has_capacity &&
	    f->status != FORECAST_NOT_ENOUGH_HISTORY;
	struct cell *c = table_row(v->doc, v->t[EXHAUSTION]);

	*c++ = text(v, f->series);
	*c++ = text(v, e->resource);
	*c++ = when(e->has_capacity, number(v, e->capacity));
	*c++ = when(f->facts.intake.kept != 0 || e->planned,
	    number(v, f->used));
	*c++ = when(said, date(v, f->p10));
	*c++ = when(said, date(v, f->p50));
	*c++ = when(said, date(v, f->p90));
	*c++ = when(said, number(v, f->p_within_horizon));
	*c++ = when(said, text(v, f->method));
	*c++ = when(e->has_capacity,
	    cell_text(forecast_status_name(f->status)));
	*c++ = when(e->has_capacity, number(v, f->capacity));
	*c++ = text(v, e->scope);
	*c++ = text(v, e->has_capacity ? f->reason : e->why);
	*c++ = text(v, e->name);
}

static void
add_points(struct view_forecast *v, const struct forecast *f)
{
	for (size_t i = 0; i < f->npoints; i++) {
		const struct forecast_point *p = &f->points[i];
		struct cell *c = table_row(v->doc, v->t[POINTS]);

		*c++ = text(v, f->series);
		*c++ = cell_uint(i + 1);
		*c++ = date(v, p->at);
		*c++ = number(v, p->mean);
		*c++ = number(v, p->lo80);
		*c++ = number(v, p->hi80);
		*c++ = number(v, p->lo95);
		*c++ = number(v, p->hi95);
	}
}

static void
add_backtest(struct view_forecast *v, const struct forecast *f)
{
	for (size_t i = 0; i < f->nbacktest; i++) {
		const struct forecast_backtest *b = &f->backtest[i];
		struct cell *c = table_row(v->doc, v->t[BACKTEST]);

		*c++ = text(v, f->series);
		*c++ = text(v, b->method);
		*c++ = cell_uint(b->trials);
		*c++ = rate(v, b->covered);
		*c++ = when(b->trials != 0, number(v, b->error_days));
		*c++ = when(b->trials != 0, number(v, b->pinball));
		for (size_t k = 0; k < FORECAST_ALARMS; k++) {
			*c++ = rate(v, b->missed[k]);
			*c++ = rate(v, b->false_alarms[k]);
		}
		*c++ = cell_bool(b->used);
	}
}

/* "2026-03-01 +40, 2026-05-10 -12": where the level stepped. */
static const char *
changes(struct view_forecast *v, const struct forecast_facts *x)
{
	const char *s = NULL;
	char buf[DATE_LEN];

	for (size_t i = 0; i < x->nchanges; i++)
		s = arena_printf(v->doc->arena, "%s%s%s %+.4g",
		    s != NULL ? s : "", s != NULL ? ", " : "",
		    date_format_day(buf, x->changes[i].at),
		    x->changes[i].step);
	return s;
}

/* "1d, 7d" */
static const char *
seasons(struct view_forecast *v, const struct forecast_facts *x)
{
	const char *s = NULL;

	for (size_t i = 0; i < x->nseasons; i++) {
		int64_t p = x->seasons[i].period;
		bool days = p % DATE_DAY_S == 0;

		s = arena_printf(v->doc->arena, "%s%s%lld%s",
		    s != NULL ? s : "", s != NULL ? ", " : "",
		    (long long)(days ? p / DATE_DAY_S : p / 3600),
		    days ? "d" : "h");
	}
	return s;
}

/* What the raw samples were like; returns the cell after. */
static struct cell *
put_intake(struct view_forecast *v, const struct intake *k, struct cell *c)
{
	const size_t counts[] = { k->samples, k->kept, k->missing,
	    k->duplicates, k->conflicts, k->unsorted, k->later, k->ancient };
	bool any = k->kept != 0;

	*c++ = when(any, date(v, k->first));
	*c++ = when(any, date(v, k->last));
	for (size_t i = 0; i < COUNT(counts); i++)
		*c++ = cell_uint(counts[i]);
	*c++ = when(any, cell_int(k->step));
	*c++ = cell_uint(k->gaps);
	*c++ = when(any, cell_int(k->gap_seconds));
	*c++ = when(any, cell_int(k->gap_longest));
	*c++ = cell_uint(k->resets);
	*c++ = cell_uint(k->reset_samples);
	*c++ = cell_uint(k->spikes);
	*c++ = when(any, number(v, k->least));
	*c++ = when(any, number(v, k->most));
	return c;
}

static void
add_found(struct view_forecast *v, const struct forecast_entry *e)
{
	const struct forecast *f = e->f;
	const struct forecast_facts *x = &f->facts;
	struct cell *c = table_row(v->doc, v->t[FOUND]);

	*c++ = text(v, f->series);
	c = put_intake(v, &x->intake, c);
	if (f->status == FORECAST_NOT_ENOUGH_HISTORY || e->planned)
		return;
	*c++ = cell_int(x->bucket);
	*c++ = number(v, x->slope);
	*c++ = number(v, x->slope_lo);
	*c++ = number(v, x->slope_hi);
	*c++ = number(v, x->noise);
	*c++ = cell_text(changes(v, x));
	*c++ = cell_text(seasons(v, x));
	*c++ = cell_uint(x->surges);
	*c++ = when(x->surge_every != 0, number(v, (double)x->surge_every /
	    DATE_DAY_S));
	*c++ = when(x->surges != 0, number(v, x->surge_height));
	*c++ = cell_bool(x->intermittent);
}

static void
add_days(struct view_forecast *v, const struct forecast_entry *e)
{
	const struct forecast *f = e->f;

	if (!e->has_capacity || f->status == FORECAST_NOT_ENOUGH_HISTORY)
		return;
	for (size_t i = 0; i < f->days; i++) {
		struct cell *c = table_row(v->doc, v->t[BY_DAY]);

		c[0] = text(v, f->series);
		c[1] = cell_uint(i + 1);
		c[2] = date(v, f->now + (int64_t)(i + 1) * DATE_DAY_S);
		c[3] = number(v, f->p_by_day[i]);
	}
}

void
view_forecast_add(struct view_forecast *v, const struct forecast_entry *e)
{
	count(v, e);
	if (v->t[EXHAUSTION] != NULL)
		add_exhaustion(v, e);
	if (v->t[POINTS] != NULL)
		add_points(v, e->f);
	if (v->t[BACKTEST] != NULL)
		add_backtest(v, e->f);
	if (v->t[FOUND] != NULL)
		add_found(v, e);
	if (v->t[BY_DAY] != NULL)
		add_days(v, e);
}

void
view_forecast_fails(struct view_forecast *v, const char *series, int64_t by)
{
	struct forecast_gate *g = &v->gate;

	if (g->n < COUNT(g->names))
		g->names[g->n] = arena_strdup(v->doc->arena, series);
	g->by = g->n == 0 || g->by == by ? by : FORECAST_NEVER;
	g->n++;
}

/* "full before 2026-12-22 with more than 10 %: grow, tenant" */
static const char *
failed(const struct view_forecast *v, uint64_t min_days, double risk)
{
	const struct forecast_gate *g = &v->gate;
	struct arena *a = v->doc->arena;
	char buf[DATE_LEN];
	const char *s = g->by == FORECAST_NEVER ?
	    arena_printf(a, "full within %llu day%s",
	    (unsigned long long)min_days, str_s(min_days)) :
	    arena_printf(a, "full before %s", date_format_day(buf, g->by));

	s = arena_printf(a, "%s with more than %g %%: ", s, risk * 100);
	for (size_t i = 0; i < g->n && i < COUNT(g->names); i++)
		s = arena_printf(a, "%s%s%s", s, i == 0 ? "" : ", ",
		    doc_word(v->doc, g->names[i]));
	return g->n <= COUNT(g->names) ? s : arena_printf(a,
	    "%s and %zu more", s, g->n - COUNT(g->names));
}

static void
hide_empty(struct view_forecast *v)
{
	if (v->t[PLOT] != NULL)		/* it is in the picture */
		table_hide(v->t[PLOT], "series");
	if (v->t[EXHAUSTION] != NULL && v->plain)
		table_hide(v->t[EXHAUSTION], "reason");
	if (v->t[EXHAUSTION] != NULL && !v->any_threshold)
		table_hide(v->t[EXHAUSTION], "level");
	if (v->t[EXHAUSTION] != NULL && !v->any_scope)
		table_hide(v->t[EXHAUSTION], "scope");
	if (v->t[EXHAUSTION] != NULL && !v->any_name)
		table_hide(v->t[EXHAUSTION], "name");
}

void
view_forecast_end(struct view_forecast *v, uint64_t min_days, double risk)
{
	struct arena *a = v->doc->arena;
	char buf[DATE_LEN];

	hide_empty(v);
	if (v->nanswered == 0 && v->nforecast != 0)
		v->doc->verdict = "No capacity is known, so there are no "
		    "dates.";
	else if (v->nanswered == 0)
		v->doc->verdict = "Nothing can be said; the reasons are in "
		    "column reason.";
	else if (v->nfull == 0)
		v->doc->verdict = arena_printf(a, "None of %zu series is "
		    "likely to run out within %llu day%s.", v->nanswered,
		    (unsigned long long)v->horizon_days,
		    str_s(v->horizon_days));
	else
		v->doc->verdict = arena_printf(a, "%zu of %zu series "
		    "likely to run out within %llu day%s; first %s (%s), by "
		    "%s as likely as not.", v->nfull, v->nanswered,
		    (unsigned long long)v->horizon_days,
		    str_s(v->horizon_days),
		    doc_word(v->doc, v->first),
		    v->first_resource != NULL ? v->first_resource : "-",
		    date_format_day(buf, v->soonest));
	if (v->gate.n != 0)
		v->doc->verdict = arena_printf(a, "%.*s; %s.",
		    (int)strlen(v->doc->verdict) - 1, v->doc->verdict,
		    failed(v, min_days, risk));
}
