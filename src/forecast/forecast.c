#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "forecast/backtest.h"
#include "forecast/facts.h"
#include "forecast/forecast.h"
#include "forecast/outlook.h"
#include "forecast/passage.h"
#include "forecast/random.h"
#include "forecast/stat.h"

#define DEFAULT_PATHS 1000
#define LEAST_SAMPLES SERIES_FEW
#define LEAST_SPAN (FORECAST_DAY / 2)
#define SHORT_SPAN (14 * FORECAST_DAY)	/* by the hour, when shorter */
#define HOURLY_STEP 7200		/* and sampled at least so often */
#define WIN 0.35		/* of the mix's loss: the simpler is used */
#define LEAST_TRIALS 12

/* All that one answer is made of. */
struct work {
	const struct forecast_options *o;
	int64_t horizon;
	struct history history;
	struct grid grid;
	struct mix mix;
	struct near near;
	double spread;
	struct forecast *f;
	size_t ticks;
	double *times;			/* sorted; seconds after now */
	double *seen;
};

const char *
forecast_status_name(enum forecast_status s)
{
	static const char *const names[] = {
		[FORECAST_EXHAUSTED] = "exhausted",
		[FORECAST_WITHIN_HORIZON] = "within_horizon",
		[FORECAST_BEYOND_HORIZON] = "beyond_horizon",
		[FORECAST_NOT_GROWING] = "not_growing",
		[FORECAST_NOT_ENOUGH_HISTORY] = "not_enough_history",
	};

	return names[s];
}

const char *
forecast_method_name(int i)
{
	if (i == 0)
		return "auto";
	return i <= NTRENDS ? trend_name(i - 1) : NULL;
}

const char *
forecast_method_says(int i)
{
	if (i == 0)
		return "all of them, mixed by what the backtest says";
	return i <= NTRENDS ? trend_says(i - 1) : NULL;
}

int
forecast_method_find(const char *name)
{
	for (int i = 0; i <= NTRENDS; i++)
		if (strcmp(forecast_method_name(i), name) == 0)
			return i;
	return -1;
}

/* --- what the paths say -------------------------------------------------- */

static int64_t
date_of(const struct work *w, double seconds)
{
	if (!(seconds <= (double)w->horizon))
		return FORECAST_NEVER;
	return w->o->now + (int64_t)ceil(seconds);
}

static double
reached_by(const struct work *w, double seconds)
{
	size_t lo = 0, hi = w->f->paths;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (w->times[mid] <= seconds)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (double)lo / w->f->paths;
}

static void
summarise(struct work *w, struct arena *a)
{
	struct forecast *f = w->f;
	double *by_day = arena_array(a, f->days, double);

	stat_sort(w->times, f->paths);
	f->p10 = date_of(w, w->times[(f->paths - 1) / 10]);
	f->p50 = date_of(w, w->times[(f->paths - 1) / 2]);
	f->p90 = date_of(w, w->times[(f->paths - 1) * 9 / 10]);
	f->p_within_horizon = reached_by(w, w->horizon);
	for (size_t i = 0; i < f->days; i++)
		by_day[i] = reached_by(w, (double)(i + 1) * FORECAST_DAY);
	f->p_by_day = by_day;
}

static void
points(struct work *w, struct arena *a)
{
	struct outlook l = {
		.grid = &w->grid,
		.history = &w->history,
		.horizon = w->horizon,
		.step = w->o->step,
		.wanted = w->o->points,
		.seen = w->seen,
		.ticks = w->ticks,
		.paths = w->f->paths,
		.events = w->o->nevents > 0,
	};

	outlook_fill(&l, a);
	w->f->points = l.points;
	w->f->npoints = l.npoints;
}

static void
simulate(struct work *w, struct arena *a)
{
	struct arena scratch = ARENA_INIT;
	struct passage p = {
		.grid = &w->grid,
		.history = &w->history,
		.mix = &w->mix,
		.near = &w->near,
		.spread = w->spread,
		.events = w->o->events,
		.nevents = w->o->nevents,
		.capacity = &w->o->capacity,
		.ncapacities = 1,
		.ticks = w->ticks,
		.starts = passage_starts(w->f->seed, w->f->paths, &scratch),
		.paths = w->f->paths,
	};

	w->times = arena_array(a, p.paths, double);
	if (w->o->points > 0)
		w->seen = arena_array(a, p.ticks * p.paths, double);
	passage_simulate(&p, w->times, w->seen, &scratch);
	arena_clear(&scratch);
}

/* --- backtest, and what it chooses ---------------------------------------- */

static void
choose(struct work *w, struct arena *a)
{
	static const int member[NSAYERS] = {
		NTRENDS, TREND_THEIL_SEN, TREND_LINEAR, TREND_NAIVE
	};
	struct arena scratch = ARENA_INIT;
	struct forecast_backtest *rows = arena_array(a, NSAYERS,
	    struct forecast_backtest);
	struct forecast *f = w->f;
	int method = w->o->method > 0 ? w->o->method - 1 : NTRENDS, best = 0;
	struct backtest b;

	backtest_run(&b, &w->history, &w->grid, method, f->seed, &scratch);
	backtest_rows(&b, rows, &scratch);
	for (int k = 1; k < NSAYERS && method == NTRENDS; k++)
		if (b.n >= LEAST_TRIALS && rows[k].pinball <
		    rows[best].pinball * (best == 0 ? WIN : 1))
			best = k;
	w->spread = backtest_spread(&b, best, &scratch);
	if (best > 0)
		method = member[best];
	rows[best].used = true;
	mix_only(&w->mix, method);
	f->method = method == NTRENDS ? "mix" : trend_name(method);
	if (w->o->backtest && b.n > 0) {
		f->backtest = rows;
		f->nbacktest = NSAYERS;
	}
	arena_clear(&scratch);
}

/* --- the answer ---------------------------------------------------------- */

static bool
refuse(struct forecast *f, const char *reason)
{
	f->status = FORECAST_NOT_ENOUGH_HISTORY;
	f->reason = reason;
	return false;
}

/* A history that ended long ago says nothing of now. */
static bool
current(struct work *w, struct arena *a)
{
	const struct intake *in = &w->history.found;
	int64_t most = series_stale_after(in), age = w->o->now - in->last;
	size_t since = series_since_gap(&w->history);

	if (in->kept > 0 && age > most && age > FORECAST_DAY)
		return refuse(w->f, arena_printf(a, "stale: the latest sample "
		    "is %.1f days before now; %.1f at most",
		    (double)age / FORECAST_DAY,
		    fmax(1, (double)most / FORECAST_DAY)));
	if (since < LEAST_SAMPLES && since < in->kept)
		return refuse(w->f, arena_printf(a, "%zu sample%s since a "
		    "gap of %lld day%s; %d are needed", since, str_s(since),
		    (long long)(in->gap_longest / FORECAST_DAY),
		    str_s((uint64_t)(in->gap_longest / FORECAST_DAY)),
		    LEAST_SAMPLES));
	return true;
}

static bool
enough(struct work *w, struct arena *a)
{
	struct forecast *f = w->f;
	const struct intake *in = &w->history.found;

	if (!isfinite(w->o->capacity))
		return refuse(f, "no capacity is known");
	if (in->kept == 0)
		return refuse(f, in->samples == 0 ? "no samples" :
		    "no sample is usable: see missing, later");
	if (in->kept < LEAST_SAMPLES)
		return refuse(f, arena_printf(a,
		    "%zu sample%s; %d are needed", in->kept,
		    str_s(in->kept), LEAST_SAMPLES));
	if (in->last - in->first < LEAST_SPAN)
		return refuse(f, arena_printf(a,
		    "%lld minute%s of history; %d are needed",
		    (long long)(in->last - in->first) / 60,
		    str_s((uint64_t)(in->last - in->first) / 60),
		    LEAST_SPAN / 60));
	return true;
}

static void
judge(struct work *w)
{
	struct forecast *f = w->f;

	if (f->p50 != FORECAST_NEVER) {
		f->status = FORECAST_WITHIN_HORIZON;
		f->reason = "half of the paths or more get there in time";
	} else if (f->facts.slope_lo > 0) {
		f->status = FORECAST_BEYOND_HORIZON;
		f->reason = "it grows, and most paths need longer";
	} else {
		f->status = FORECAST_NOT_GROWING;
		f->reason = f->facts.slope_hi < 0 ? "it falls" :
		    "no growth that noise would not explain";
	}
}

static void
exhausted(struct work *w, struct arena *a)
{
	struct forecast *f = w->f;
	double *by_day = arena_array(a, f->days, double);

	for (size_t i = 0; i < f->days; i++)
		by_day[i] = 1;
	f->p_by_day = by_day;
	f->p10 = f->p50 = f->p90 = w->o->now;
	f->p_within_horizon = 1;
	f->status = FORECAST_EXHAUSTED;
	f->reason = "the latest sample is at the capacity or over it";
}

static bool
fill_grid(struct work *w, struct arena *a)
{
	const struct intake *in = &w->history.found;
	bool hourly = w->o->now - in->first < SHORT_SPAN &&
	    in->step <= HOURLY_STEP;
	int64_t days = (in->step + FORECAST_DAY - 1) / FORECAST_DAY;

	return grid_fill(&w->grid, &w->history, w->o->now,
	    hourly ? 3600 : FORECAST_DAY * (days > 1 ? days : 1), a);
}

static void
answer(struct work *w, struct arena *a)
{
	struct forecast *f = w->f;

	mix_fit(&w->mix, w->grid.y, w->grid.b.n, grid_bucket_days(&w->grid),
	    NTRENDS, MIX_ORIGINS, a);
	facts_fill(&f->facts, &w->history, &w->grid, &w->mix, a);
	choose(w, a);
	near_fill(&w->near, &w->history, &w->grid, a);
	w->ticks = passage_ticks(&w->grid, w->horizon);
	simulate(w, a);
	summarise(w, a);
	if (w->o->points > 0)
		points(w, a);
	judge(w);
	if (f->used >= w->o->capacity)
		exhausted(w, a);
}

static int64_t
horizon_of(const struct forecast_options *o)
{
	int64_t most = (int64_t)FORECAST_MAX_DAYS * FORECAST_DAY;

	if (o->horizon < FORECAST_DAY)
		return FORECAST_DAY;
	return o->horizon < most ? o->horizon : most;
}

const struct forecast *
forecast_run(const struct series *s, const struct forecast_options *o,
    struct arena *a)
{
	struct forecast *f = arena_new(a, struct forecast);
	struct work w = { .o = o, .f = f, .horizon = horizon_of(o) };

	f->series = s->name;
	f->now = o->now;
	f->capacity = isfinite(o->capacity) ? o->capacity : 0;
	f->p10 = f->p50 = f->p90 = FORECAST_NEVER;
	f->paths = o->paths > 0 ? o->paths : DEFAULT_PATHS;
	f->seed = random_seed(o->seed, s->name);
	f->days = w.horizon / FORECAST_DAY;
	f->p_by_day = arena_array(a, f->days, double);
	f->method = "none";
	series_clean(&w.history, s, o->now, a);
	f->facts.intake = w.history.found;
	f->used = w.history.found.latest;
	if (!current(&w, a))
		return f;
	if (!enough(&w, a)) {
		if (w.history.n > 0 && isfinite(o->capacity) &&
		    f->used >= f->capacity)
			exhausted(&w, a);
		return f;
	}
	if (fill_grid(&w, a))
		answer(&w, a);
	else
		refuse(f, "no sample in the days before now that are looked "
		    "at");
	return f;
}
