#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "cli/forecast.h"
#include "report/writer.h"
#include "view/forecast.h"

#define RISK 10.0		/* percent */
#define MIN_DAYS 30
#define OLD_DAYS 2
#define OLD_STEPS 3
#define POINTS 12		/* in table forecast, when no step is given */
#define POINTS_MAX 10000
#define PATHS_MIN 100
#define PATHS_MAX 100000
#define UNLIMITED 1e300		/* a capacity that is never reached */

#define OFF(field) offsetof(struct forecast_cmd, field)
static const struct opt opts[] = {
	{ .l = "by-day", .type = OPT_FLAG, .off = OFF(by_day),
	    .help = "print how likely it is full by each day" },
	{ .l = "capacity", .type = OPT_STRING, .off = OFF(capacity),
	    .arg = "n|file", .help = "how much there is of each series" },
	{ .l = "events", .type = OPT_STRING, .off = OFF(events),
	    .arg = "file", .help = "what is known to come, or to go" },
	{ .l = "free", .type = OPT_FLAG, .off = OFF(free),
	    .help = "the history is of what is free, not of what is used" },
	{ .l = "horizon", .type = OPT_U64, .off = OFF(horizon),
	    .arg = "days", .min = 1, .max = HISTORY_DAYS_MAX,
	    .help = "look so far ahead" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "join", .type = OPT_LIST, .off = OFF(join),
	    .arg = "series=name", .help = "what a series is in the plan" },
	{ .l = "map", .type = OPT_STRING, .off = OFF(map),
	    .arg = "name=column,...",
	    .help = "names of columns, or the label of series" },
	{ .l = "method", .type = OPT_STRING, .off = OFF(method),
	    .arg = "name", .help = "use this method" },
	{ .l = "min-days", .type = OPT_U64, .off = OFF(min_days),
	    .arg = "days", .max = HISTORY_DAYS_MAX,
	    .help = "how long it must last" },
	{ .l = "paths", .type = OPT_U64, .off = OFF(paths), .arg = "n",
	    .min = PATHS_MIN, .max = PATHS_MAX,
	    .help = "simulate so many futures" },
	{ .l = "plan", .type = OPT_LIST, .off = OFF(plan), .arg = "file",
	    .help = "a plan, or documents, that the series belong to" },
	{ .l = "plot", .type = OPT_FLAG, .off = OFF(plot),
	    .help = "draw history and forecast, table plot" },
	{ .l = "risk", .type = OPT_STRING, .off = OFF(risk),
	    .arg = "percent", .help = "accept so much before --min-days" },
	{ .l = "scenario", .type = OPT_LIST, .off = OFF(scenario),
	    .arg = "group-max|hpa-max=file",
	    .help = "what if this happened now" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .l = "skip-bad", .type = OPT_FLAG, .off = OFF(skip_bad),
	    .help = "count rows that cannot be read, and pass them over" },
	{ .l = "step", .type = OPT_STRING, .off = OFF(step),
	    .arg = "days|hours", .help = "between rows of table forecast" },
	{ .l = "threshold", .type = OPT_STRING, .off = OFF(threshold),
	    .arg = "n%|n|nnodes", .help = "what counts as full" },
	{ .type = OPT_END }
};

/* What is told of histories: in how many series it was, and how often. */
static const struct finding {
	const char *what;
	size_t off;			/* in struct intake */
	bool loud;			/* somebody should look at it */
} findings[] = {
#define FOUND(field) offsetof(struct intake, field)
	{ "samples without a value", FOUND(missing), false },
	{ "samples given twice", FOUND(duplicates), false },
	{ "samples out of order", FOUND(unsorted), false },
	{ "gaps", FOUND(gaps), false },
	{ "times with two values, of which the larger counts",
	    FOUND(conflicts), true },
	{ "resets, which do not count", FOUND(resets), true },
	{ "samples after now, which do not count", FOUND(later), false },
	{ "samples long before all others, which do not count", FOUND(ancient),
	    true },
};

struct run {
	struct ctx *ctx;
	const struct forecast_cmd *o;
	struct jobs jobs;
	struct view_forecast view;
	double risk;			/* 0 to 1 */
	uint64_t min_days;
	int64_t step;			/* 0: by the horizon */
	int method;
	bool crossed;			/* the risk, by some series */
	bool asked;			/* for min_days, by option or plan */
	struct tally {
		size_t series, count;
	} tally[COUNT(findings)];
	size_t coarse;			/* series with fewer rows than asked */
	struct {
		size_t series;
		const char *name;	/* whose latest sample is oldest */
		int64_t age;
	} old;
	struct {
		size_t series;
		const struct job *job;	/* of the first */
		double least;
	} below;			/* used less than nothing */
};

/* --- options -------------------------------------------------------------- */

static bool
parse_risk(struct run *r)
{
	const char *s = r->o->risk;
	size_t n = s != NULL ? strcspn(s, "%") : 0;
	double v = RISK;

	if (s != NULL && ((s[n] != '\0' && s[n + 1] != '\0') || n == 0 ||
	    !history_number(&v, arena_strndup(r->ctx->arena, s, n)) ||
	    !(v >= 0 && v <= 100)))
		return err_usage(r->ctx->err, "--risk: expected a percentage "
		    "from 0 to 100, got \"%s\"", s);
	r->risk = v / 100;
	return true;
}

/* "7", "7d" or "6h" */
static bool
parse_step(struct run *r)
{
	const char *s = r->o->step;
	size_t n = s != NULL ? strspn(s, "0123456789") : 0;
	uint64_t v;

	if (s == NULL)
		return true;
	if (!str_u64(&v, arena_strndup(r->ctx->arena, s, n),
	    HISTORY_DAYS_MAX) || v == 0 || (s[n] != '\0' &&
	    strcmp(s + n, "d") != 0 && strcmp(s + n, "h") != 0))
		return err_usage(r->ctx->err, "--step: expected days or "
		    "hours, such as 7 or 6h, got \"%s\"", s);
	r->step = (int64_t)v * (s[n] == 'h' ? 3600 : FORECAST_DAY);
	return true;
}

static bool
parse_method(struct run *r)
{
	const char *names = NULL;

	if (r->o->method == NULL)
		return true;
	r->method = forecast_method_find(r->o->method);
	if (r->method >= 0)
		return true;
	for (int i = 0; forecast_method_name(i) != NULL; i++)
		names = arena_printf(r->ctx->arena, "%s%s%s", names != NULL ?
		    names : "", names != NULL ? ", " : "",
		    forecast_method_name(i));
	return err_usage(r->ctx->err, "--method %s: no such method; use one "
	    "of %s", r->o->method, names);
}

/* The plan's, unless it is given. */
static void
find_min_days(struct run *r)
{
	const struct facts *f = r->jobs.facts;
	bool planned = f != NULL && f->plan.thresholds.min_days.set;

	r->asked = r->o->min_days.set || planned;
	r->min_days = r->o->min_days.set ? r->o->min_days.v : planned ?
	    quantity_ceil(&f->plan.thresholds.min_days, 0) : MIN_DAYS;
}

/* People get the first table, and what they ask for; programs get all. */
static unsigned
wanted(const struct run *r)
{
	const struct doc *d = r->ctx->doc;
	const char *one = d->opts.table;
	unsigned extra = (r->o->by_day ? FORECAST_BY_DAY : 0) |
	    (r->o->plot ? FORECAST_PLOT : 0);

	if (one != NULL)
		for (size_t i = 0; forecast_tables[i] != NULL; i++)
			if (strcmp(one, forecast_tables[i]) == 0)
				return FORECAST_EXHAUSTION | 1u << i | extra;
	if (one == NULL && (d->writer == &writer_table ||
	    d->writer == &writer_csv || d->writer == &writer_jsonl))
		return FORECAST_EXHAUSTION | extra;
	return FORECAST_EXHAUSTION | FORECAST_POINTS | FORECAST_BACKTEST |
	    FORECAST_SERIES | extra;
}

/* --- one series after the other ------------------------------------------- */

static void
series_of(struct series *s, const struct run *r, const struct job *job,
    struct arena *a)
{
	size_t n = job->series->n;
	struct history_sample *v = arena_array(a, n + 1,
	    struct history_sample);
	struct sample *samples = arena_array(a, n + 1, struct sample);

	history_copy(job->series, v);
	for (size_t i = 0; i < n; i++)
		samples[i] = (struct sample){ v[i].at, r->o->free ?
		    job->size - v[i].used : v[i].used };
	*s = (struct series){ job->series->name, samples, n };
}

static struct forecast_options
options_of(const struct run *r, const struct job *job)
{
	struct forecast_options o = {
		.now = job->now,
		.horizon = (int64_t)job->horizon_days * FORECAST_DAY,
		.capacity = job->has_capacity ? job->level : UNLIMITED,
		.seed = r->ctx->common->seed.v,
		.paths = r->o->paths.v,
		.method = r->method,
		.events = job->events,
		.nevents = job->nevents,
		.backtest = (r->view.tables & FORECAST_BACKTEST) != 0,
	};

	if ((r->view.tables & FORECAST_POINTS) == 0)
		return o;
	o.step = r->step != 0 ? r->step : FORECAST_DAY *
	    (int64_t)((job->horizon_days + POINTS - 1) / POINTS);
	o.points = (size_t)(o.horizon / o.step);
	return o;
}

static void
plot(struct run *r, const struct job *job, struct forecast_entry e,
    const struct series *s, struct arena *a)
{
	struct forecast_options o = options_of(r, job);

	o.backtest = false;
	o.points = FORECAST_PLOT_FUTURE;
	o.step = o.horizon / FORECAST_PLOT_FUTURE;
	e.f = forecast_run(s, &o, a);
	if (e.f->status != FORECAST_NOT_ENOUGH_HISTORY)
		view_forecast_plot(&r->view, &e, s, &o);
}

/*
 * That it is full by --min-days; where that is after the horizon, what is
 * printed cannot say so, and it is asked again.
 */
static double
probability(struct run *r, const struct job *job, const struct series *s,
    const struct forecast *f, struct arena *a)
{
	struct forecast_options o = options_of(r, job);

	if (f->status == FORECAST_EXHAUSTED)
		return 1;
	if (r->min_days == 0 || f->status == FORECAST_NOT_ENOUGH_HISTORY)
		return 0;
	if (r->min_days > f->days) {
		o.horizon = (int64_t)r->min_days * FORECAST_DAY;
		o.points = 0;
		o.backtest = false;
		f = jobs_grow(&r->jobs, job, &o, forecast_run(s, &o, a), a);
	}
	return r->min_days > f->days ? f->p_within_horizon :
	    f->p_by_day[r->min_days - 1];
}

static void
tally(struct run *r, const struct intake *k)
{
	for (size_t i = 0; i < COUNT(findings); i++) {
		size_t n = *(const size_t *)((const char *)k +
		    findings[i].off);

		r->tally[i].series += n != 0;
		r->tally[i].count += n;
	}
}

/* Nothing measured for so long is worth a word, before it is stale. */
static void
tally_age(struct run *r, const struct job *job, const struct intake *k)
{
	int64_t age = job->now - k->last;

	if (k->kept == 0 || age <= OLD_STEPS * k->step ||
	    age <= OLD_DAYS * FORECAST_DAY)
		return;
	r->old.series++;
	if (age > r->old.age) {
		r->old.name = job->series->name;
		r->old.age = age;
	}
}

static void
tally_below(struct run *r, const struct job *job, const struct intake *k)
{
	if (k->kept == 0 || k->least >= 0)
		return;
	if (r->below.series++ == 0) {
		r->below.job = job;
		r->below.least = k->least;
	}
}

/* Then either the numbers are no use, or the capacity is not theirs. */
static void
tell_below(const struct run *r)
{
	const struct job *job = r->below.job;
	const char *more = r->below.series < 2 ? "" : arena_printf(
	    r->ctx->arena, " and %zu more", r->below.series - 1);

	if (r->below.series != 0 && r->o->free)
		warn(r->ctx, "%s%s: up to %g are free, of %g in all; what is "
		    "the capacity?", job->series->name, more,
		    job->size - r->below.least, job->size);
	else if (r->below.series != 0)
		warn(r->ctx, "%s%s: use below 0, down to %g; what was "
		    "counted?", job->series->name, more, r->below.least);
}

/* "subnet_free_ips", "AvailableIps"; but no "freezer", nor "unavailable". */
static bool
has_word(const char *name, const char *word)
{
	size_t n = strcspn(name, "{"), k = strlen(word);

	for (size_t i = 0; i + k <= n; i++)
		if (strncasecmp(name + i, word, k) == 0 &&
		    !islower((unsigned char)name[i + k]) && (i == 0 ||
		    !isalpha((unsigned char)name[i - 1]) ||
		    isupper((unsigned char)name[i])))
			return true;
	return false;
}

/* Of what is free, use falls as it runs out, and no date ever comes. */
static void
tell_free(const struct run *r)
{
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->jobs.n && !r->o->free; i++) {
		const char *name = r->jobs.v[i].series->name;

		if (!has_word(name, "available") && !has_word(name, "free"))
			continue;
		if (n++ == 0)
			first = name;
	}
	if (n != 0)
		warn(r->ctx, "%s%s: counts what is free? give --free",
		    first, n == 1 ? "" : arena_printf(r->ctx->arena,
		    " and %zu more", n - 1));
}

static void
tell_tally(struct run *r)
{
	if (r->old.series != 0)
		warn(r->ctx, "%s: the latest sample is %lld days before now"
		    "%s; export again, or give --now", r->old.name,
		    (long long)(r->old.age / FORECAST_DAY),
		    r->old.series == 1 ? "" : arena_printf(r->ctx->arena,
		    ", and %zu other series ended before it too",
		    r->old.series - 1));
	if (r->coarse != 0)
		warn(r->ctx, "--step: so far ahead it is a day, in %zu "
		    "series; give a shorter --horizon",
		    r->coarse);
	for (size_t i = 0; i < COUNT(findings); i++)
		if (r->tally[i].count != 0)
			(findings[i].loud ? warn : note)(r->ctx,
			    "%s: %zu, in %zu series; see --table series",
			    findings[i].what, r->tally[i].count,
			    r->tally[i].series);
}

static bool
answer(struct run *r, const struct job *job, struct arena *a)
{
	const struct forecast *measured;
	const struct forecast_options o = options_of(r, job);
	struct forecast_entry e = { .name = job->document != NULL ?
	    job->document->name : NULL, .resource = job->resource,
	    .scope = job->scope,
	    .has_capacity = job->has_capacity, .capacity = job->capacity,
	    .why = job->why };
	struct series s;

	series_of(&s, r, job, a);
	measured = forecast_run(&s, &o, a);
	e.f = jobs_grow(&r->jobs, job, &o, measured, a);
	e.planned = e.f != measured;
	if (r->ctx->err->status != EXIT_OK)
		return false;
	view_forecast_add(&r->view, &e);
	tally(r, &e.f->facts.intake);
	tally_age(r, job, &e.f->facts.intake);
	r->coarse += e.f->npoints > 0 && e.f->npoints < o.points;
	tally_below(r, job, &e.f->facts.intake);
	if (job->has_capacity && probability(r, job, &s, e.f, a) > r->risk) {
		r->crossed = true;
		if (r->asked)
			view_forecast_fails(&r->view, job->series->name,
			    job->now + (int64_t)r->min_days * FORECAST_DAY);
	}
	if (r->view.t[5] != NULL)
		plot(r, job, e, &s, a);
	return r->ctx->err->status == EXIT_OK;
}

static bool
check_points(struct run *r)
{
	for (size_t i = 0; i < r->jobs.n; i++)
		if (options_of(r, &r->jobs.v[i]).points > POINTS_MAX)
			return err_usage(r->ctx->err, "--step %s: more than "
			    "%d rows a series; give a longer one",
			    r->o->step, POINTS_MAX);
	return true;
}

/* Dates have four digits; where they end no answer is left to give. */
static bool
check_end(struct run *r)
{
	for (size_t i = 0; i < r->jobs.n; i++) {
		const struct job *job = &r->jobs.v[i];
		uint64_t days = job->horizon_days > r->min_days ?
		    job->horizon_days : r->min_days;
		char now[DATE_LEN];

		if (job->now > DATE_MAX - (int64_t)days * FORECAST_DAY)
			return err_cannot(r->ctx->err, "%s: %llu day%s from "
			    "%s are after the year 9999; is a time wrong?",
			    job->series->name, (unsigned long long)days,
			    str_s(days), date_format_day(now, job->now));
	}
	return true;
}

static bool
forecast(struct run *r)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true;

	find_min_days(r);
	view_forecast(&r->view, r->ctx->doc, wanted(r));
	if (!check_points(r) || !check_end(r))
		return false;
	for (size_t i = 0; ok && i < r->jobs.n; i++) {
		ok = answer(r, &r->jobs.v[i], &scratch);
		arena_clear(&scratch);
	}
	view_forecast_end(&r->view, r->min_days, r->risk);
	tell_free(r);
	tell_below(r);
	tell_tally(r);
	return ok;
}

/* Was there anything to say, in the table that was asked for? */
static bool
answered(const struct run *r)
{
	static const char *const dates[] = { "exhaustion", "backtest",
	    "by_day" };
	const char *table = r->ctx->doc->opts.table;

	if (table == NULL)
		return r->view.nanswered != 0;
	for (size_t i = 0; i < COUNT(dates); i++)
		if (strcmp(table, dates[i]) == 0)
			return r->view.nanswered != 0;
	return r->view.nforecast != 0;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	struct run r = { .ctx = ctx, .o = opt };

	if (parse_risk(&r) && parse_step(&r) && parse_method(&r) &&
	    jobs_read(&r.jobs, ctx, opt, argc, argv))
		forecast(&r);
	if (ctx->err->status != EXIT_OK)
		return ctx->err->status;
	return !answered(&r) ? EXIT_CANNOT :
	    r.crossed ? EXIT_NO : EXIT_OK;
}

const struct cmd cmd_forecast = {
	.name = "forecast",
	.summary = "say when addresses run out, with an honest range",
	.synopsis = "[options] [history ...]",
	.opts = opts,
	.optsize = sizeof(struct forecast_cmd),
	.run = run,
};
