#include <math.h>

#include "base/arena.h"
#include "forecast/backtest.h"
#include "forecast/mix.h"
#include "forecast/passage.h"
#include "forecast/stat.h"

#define ORIGINS 5
#define INNER_ORIGINS 4		/* of the mix's own backtest, there */
#define LEVELS 4
#define PATHS 200
#define LEAST_BUCKETS 14	/* before the first origin */
#define HOUR_DAYS (1 / 24.0)
#define LEAST_TRIALS 5		/* for a correction of the spread */
#define DOUBT 40		/* trials that would say: none is needed */
#define LEAST_WIDTH 0.05	/* of half of what was said: log2 of days */
#define NARROWEST 0.7
#define WIDEST 1.6

const int forecast_alarm_days[FORECAST_ALARMS] = { 7, 30, 90 };

struct origin {
	size_t at;			/* buckets known */
	struct history history;
	struct grid grid;
	struct near near;
	double level[LEVELS];
	size_t nlevels;
};

static double
most(const struct grid *g, size_t from, size_t to)
{
	double m = -INFINITY;

	for (size_t i = from; i < to; i++)
		m = fmax(m, g->b.max[i]);
	return m;
}

/* Levels between what was usual and what came, and one above that. */
static bool
set_levels(struct origin *o, const struct grid *g)
{
	size_t back = o->at > g->period ? o->at - g->period : 0;
	double usual = most(g, back, o->at);
	double top = most(g, o->at, g->b.n);
	double room = fmax(top - usual, 0.1 * g->scale);

	o->nlevels = 0;
	if (isinf(usual) || isinf(top))
		return false;
	for (int i = 1; i < LEVELS && top > usual; i++)
		o->level[o->nlevels++] = usual +
		    (top - usual) * i / (LEVELS - 1);
	o->level[o->nlevels++] = fmax(top, usual) + room / 3;
	return true;
}

static bool
set_origin(struct origin *o, const struct history *h, const struct grid *g,
    int i, struct arena *a)
{
	size_t first = g->b.n * 2 / 5;
	int64_t now;

	if (first < LEAST_BUCKETS)
		first = LEAST_BUCKETS;
	o->at = first + (g->b.n - first) * i / ORIGINS;
	if (o->at + 1 >= g->b.n)
		return false;
	now = g->b.now - (int64_t)(g->b.n - o->at) * g->b.width;
	o->history = *h;
	o->history.n = g->b.from[o->at];
	if (!set_levels(o, g) ||
	    !grid_fill(&o->grid, &o->history, now, g->b.width, a))
		return false;
	near_fill(&o->near, &o->history, &o->grid, a);
	return true;
}

/* First sample after the origin at the level: seconds; INFINITY: none. */
static double
came(const struct origin *o, const struct history *h, double level)
{
	for (size_t i = o->history.n; i < h->n; i++)
		if (h->samples[i].used >= level)
			return (double)(h->samples[i].at - o->grid.b.now);
	return INFINITY;
}

static void
say_simulated(struct trial *t, enum backtest_sayer sayer,
    const struct origin *o, const struct mix *m,
    const struct passage_start *starts, struct arena *scratch)
{
	double *at = arena_array(scratch, PATHS * o->nlevels, double);
	struct passage p = {
		.grid = &o->grid,
		.history = &o->history,
		.mix = m,
		.near = &o->near,
		.spread = 1,
		.capacity = o->level,
		.ncapacities = o->nlevels,
		.ticks = passage_ticks(&o->grid, t->known),
		.starts = starts,
		.paths = PATHS,
	};

	passage_simulate(&p, at, NULL, scratch);
	for (size_t i = 0; i < o->nlevels; i++, at += PATHS) {
		struct said *s = &t[i].said[sayer];

		s->p90 = stat_select(at, PATHS, PATHS * 9 / 10);
		s->p50 = stat_select(at, PATHS * 9 / 10, PATHS / 2);
		s->p10 = stat_select(at, PATHS / 2, PATHS / 10);
	}
}

static void
say_linear(struct said *s, const struct origin *o, double level)
{
	double x = 0, y = 0, xx = 0, xy = 0, n = o->history.n, slope, t;

	for (size_t i = 0; i < o->history.n; i++) {
		const struct sample *v = &o->history.samples[i];
		double at = (double)(v->at - o->grid.b.now);
		double used = (v->used - o->grid.shift) / o->grid.scale;

		x += at;
		y += used;
		xx += at * at;
		xy += at * used;
	}
	slope = (n * xy - x * y) / (n * xx - x * x);
	t = ((level - o->grid.shift) / o->grid.scale - (y - slope * x) / n) /
	    slope;
	if (!(slope > 0))
		t = INFINITY;
	t = fmax(t, 0);
	*s = (struct said){ t, t, t };
}

static void
try_origin(struct backtest *b, const struct origin *o,
    const struct history *h, int64_t now, int method,
    const struct passage_start *starts)
{
	struct trial *t = &b->trials[b->n];
	struct arena scratch = ARENA_INIT;
	struct mix m;

	for (size_t i = 0; i < o->nlevels; i++) {
		t[i].known = (double)(now - o->grid.b.now);
		t[i].came = came(o, h, o->level[i]);
		say_linear(&t[i].said[SAY_LINEAR], o, o->level[i]);
		t[i].said[SAY_NAIVE] = (struct said){ INFINITY, INFINITY,
		    INFINITY };
	}
	b->n += o->nlevels;
	mix_fit(&m, o->grid.y, o->grid.b.n, grid_bucket_days(&o->grid),
	    method, INNER_ORIGINS, &scratch);
	say_simulated(t, SAY_MIX, o, &m, starts, &scratch);
	mix_only(&m, TREND_THEIL_SEN);
	say_simulated(t, SAY_ROBUST, o, &m, starts, &scratch);
	arena_clear(&scratch);
}

void
backtest_run(struct backtest *b, const struct history *h,
    const struct grid *g, int method, uint64_t seed, struct arena *a)
{
	const struct passage_start *starts = passage_starts(seed, PATHS, a);

	*b = (struct backtest){ 0 };
	b->trials = arena_array(a, ORIGINS * LEVELS, struct trial);
	for (int i = 0; i < ORIGINS; i++) {
		struct arena scratch = ARENA_INIT;
		struct origin o;

		if (set_origin(&o, h, g, i, &scratch))
			try_origin(b, &o, h, g->b.now, method, starts);
		arena_clear(&scratch);
	}
}

static double
days_log(double seconds, double known)
{
	return log2(fmin(seconds, known) / FORECAST_DAY + HOUR_DAYS);
}

/*
 * How far off the truth was, in half-widths of what was said; 0: it may have
 * been right, for neither has come yet.
 */
static double
distance(const struct trial *t, const struct said *s)
{
	double p50 = days_log(s->p50, t->known);
	double off = days_log(t->came, t->known) - p50, half;

	if (isinf(t->came) && s->p90 >= t->known)
		return 0;
	half = off < 0 ? p50 - days_log(s->p10, t->known) :
	    days_log(s->p90, t->known) - p50;
	return fabs(off) / fmax(half, LEAST_WIDTH);
}

double
backtest_spread(const struct backtest *b, enum backtest_sayer sayer,
    struct arena *scratch)
{
	static const double p[1] = { 0.8 };
	double *far = arena_array(scratch, b->n, double), q[1], trust;

	if (b->n < LEAST_TRIALS || sayer == SAY_LINEAR || sayer == SAY_NAIVE)
		return 1;
	for (size_t i = 0; i < b->n; i++)
		far[i] = distance(&b->trials[i], &b->trials[i].said[sayer]);
	stat_quantiles(far, b->n, p, q, 1);
	trust = (double)b->n / ((double)b->n + DOUBT);
	return fmax(NARROWEST, fmin(WIDEST, pow(fmax(q[0], 0.1), trust)));
}

/* Mean over the quantiles of the loss of log2(days + an hour). */
static double
pinball(const struct said *s, const struct trial *t)
{
	const double p[3] = { 0.1, 0.5, 0.9 };
	const double q[3] = { s->p10, s->p50, s->p90 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double e = days_log(t->came, t->known) -
		    days_log(q[i], t->known);

		sum += e >= 0 ? p[i] * e : (p[i] - 1) * e;
	}
	return sum / 3;
}

static void
count(struct forecast_backtest *r, const struct said *s,
    const struct trial *t)
{
	if (isfinite(t->came)) {
		r->covered.n++;
		r->covered.k += s->p10 <= t->came && t->came <= s->p90;
	}
	for (int i = 0; i < FORECAST_ALARMS; i++) {
		double by = (double)forecast_alarm_days[i] * FORECAST_DAY;
		bool due = t->came <= by, given = s->p50 <= by;

		if (by > t->known)
			continue;
		r->missed[i].n += due;
		r->missed[i].k += due && !given;
		r->false_alarms[i].n += given;
		r->false_alarms[i].k += given && !due;
	}
	r->pinball += pinball(s, t);
	r->trials++;
}

void
backtest_rows(const struct backtest *b, struct forecast_backtest *rows,
    struct arena *scratch)
{
	static const char *const names[NSAYERS] = {
		"ipplan", "theil-sen", "predict_linear", "naive"
	};
	double *miss = arena_array(scratch, b->n, double);

	for (int k = 0; k < NSAYERS; k++) {
		struct forecast_backtest *r = &rows[k];
		size_t n = 0;

		*r = (struct forecast_backtest){ .method = names[k] };
		for (size_t i = 0; i < b->n; i++) {
			const struct trial *t = &b->trials[i];
			const struct said *s = &t->said[k];

			count(r, s, t);
			if (isfinite(t->came))
				miss[n++] = fabs(fmin(s->p50, t->known) -
				    t->came) / FORECAST_DAY;
		}
		r->error_days = stat_median(miss, n);
		if (r->trials > 0)
			r->pinball /= r->trials;
	}
}
