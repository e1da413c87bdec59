#include <math.h>

#include "forecast/trend.h"

#define LANES 8		/* smoothings run at a time */

double
trend_bent(const struct trend *t, size_t lead)
{
	double h = lead, extra = 0, g;

	if (t->rate > 0) {
		double s = 1 / (1 + exp(-t->turn));

		return (1 / (1 + exp(-t->turn - t->rate * h)) - s) /
		    (s * (1 - s) * t->rate);
	}
	if (t->bend < 0 && lead > t->straight) {
		extra = h - t->straight;
		h = t->straight;
	}
	g = t->bend == 0 ? h : -expm1(-t->bend * h) / t->bend;
	return g + extra * exp(-t->bend * h);
}

double
trend_at(const struct trend *t, size_t lead)
{
	return t->level + t->slope * trend_bent(t, lead);
}

/* Median of the latest k values that are there. */
static double
latest(const double *y, size_t n, size_t k, double *work)
{
	size_t m = 0;

	for (size_t i = n; i-- > 0 && m < k; )
		if (!isnan(y[i]))
			work[m++] = y[i];
	return stat_median(work, m);
}

static void
fit_naive(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	t->level = latest(y, n, 3, w->work);
}

/*
 * Holt's recursion with damping phi (1: none; beta and slope 0: SES) and gain
 * alpha; the sum of squares of the errors, of which large ones count less
 * (Huber) so that a spike does not choose the gain.  Several side by side:
 * each waits for its own last value, not for the others'.
 */
struct lanes {
	double alpha[LANES], beta[LANES], phi[LANES];
	double level[LANES], slope[LANES], sum[LANES];
};

static void
holt_step(struct lanes *g, double y, double limit)
{
	for (int k = 0; k < LANES; k++) {
		double slope = g->slope[k] * g->phi[k];
		double ahead = g->level[k] + slope, e = y - ahead;
		double cut = e < -limit ? -limit : e;

		cut = cut > limit ? limit : cut;
		g->sum[k] += cut * (2 * e - cut);
		g->level[k] = ahead + g->alpha[k] * cut;
		g->slope[k] = slope + g->beta[k] * cut;
	}
}

/* From `level` and `slope` on; the first of the best, unless *best is less. */
static void
holt(struct trend *t, struct lanes *g, const double *y, size_t n,
    const struct line *start, double limit, double *best)
{
	for (int k = 0; k < LANES; k++) {
		g->level[k] = start->level;
		g->slope[k] = start->slope;
		g->sum[k] = 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (!isnan(y[i])) {
			holt_step(g, y[i], limit);
			continue;
		}
		for (int k = 0; k < LANES; k++) {
			g->slope[k] *= g->phi[k];
			g->level[k] += g->slope[k];
		}
	}
	for (int k = 0; k < LANES; k++)
		if (g->sum[k] < *best) {
			*best = g->sum[k];
			*t = (struct trend){ g->level[k], g->slope[k],
			    -log(g->phi[k]), 0, 0, 0 };
		}
}

/* An error larger than this is one of the series, not of the method. */
static double
error_limit(const double *y, size_t n, double *work)
{
	double sum = 0;
	size_t k = 0;

	for (size_t i = 1; i < n; i++)
		if (!isnan(y[i]) && !isnan(y[i - 1]))
			sum += work[k++] = fabs(y[i] - y[i - 1]);
	return k == 0 ? INFINITY :
	    fmax(4.5 * stat_median(work, k), 3 * sum / k);
}

static void
smooth(struct trend *t, const double *y, size_t n, const struct trend_work *w)
{
	struct lanes g = { .alpha = { .05, .1, .2, .35, .5, .7, .9, 1 },
	    .phi = { 1, 1, 1, 1, 1, 1, 1, 1 } };
	struct line start = { latest(y, n < 6 ? n : 6, 6, w->work), 0 };
	double best = INFINITY;

	holt(t, &g, y, n, &start, w->limit, &best);
	t->slope = t->bend = 0;
}

static void
fit_ses(struct trend *t, const double *y, size_t n, const struct trend_work *w)
{
	(void)y;
	(void)n;
	*t = w->smooth;
}

static void
fit_damped(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	static const double alphas[] = { .05, .2, .5, .9 };
	static const double betas[] = { .05, .3 }, phis[] = { .9, .97, 1 };
	size_t head = n < 14 ? n : 14;
	struct line l = { 0, 0 };
	struct lanes g;
	double best = INFINITY;

	if (stat_theil_sen(&l, y, head, w->work))
		l.level -= l.slope * head;
	for (size_t i = 0; i < sizeof phis / sizeof *phis; i++) {
		for (int k = 0; k < LANES; k++) {
			g.alpha[k] = alphas[k % 4];
			g.beta[k] = g.alpha[k] * betas[k / 4];
			g.phi[k] = phis[i];
		}
		holt(t, &g, y, n, &l, w->limit, &best);
	}
	t->bend = fmax(0, t->bend);
}

static void
fit_line(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	struct line l;

	if (stat_theil_sen(&l, y, n, w->work)) {
		t->level = l.level;
		t->slope = l.slope;
	} else
		fit_naive(t, y, n, w);
}

static void
fit_drift(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	fit_ses(t, y, n, w);
	t->slope = w->whole.slope;
}

static void
fit_whole(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	(void)y;
	(void)n;
	t->level = w->whole.level;
	t->slope = w->whole.slope;
}

static void
fit_segment(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	fit_line(t, y + w->segment, n - w->segment, w);
}

static void
fit_recent(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	size_t k = n / 3 > 10 ? n / 3 : 10;

	k = k < n ? k : n;
	fit_line(t, y + n - k, k, w);
}

static void
fit_theta(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	struct line l = { 0, 0 };

	fit_ses(t, y, n, w);
	stat_line(&l, y, n);
	t->slope = l.slope / 2;
}

static void
fit_linear(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	struct line l;

	if (stat_line(&l, y, n)) {
		t->level = l.level;
		t->slope = l.slope;
	} else
		fit_naive(t, y, n, w);
}

static void
fit_steps(struct trend *t, const double *y, size_t n,
    const struct trend_work *w)
{
	size_t k = n - w->segment;

	t->level = latest(y, n, k < 21 ? k : 21, w->work);
}

static const struct {
	const char *name, *says;
	void (*fit)(struct trend *, const double *, size_t,
	    const struct trend_work *);
} methods[NTRENDS] = {
	[TREND_NAIVE] = { "naive", "the latest level goes on", fit_naive },
	[TREND_SES] = { "ses", "simple exponential smoothing", fit_ses },
	[TREND_DRIFT] = { "drift",
	    "smoothed level, median slope of all history", fit_drift },
	[TREND_THEIL_SEN] = { "theil-sen",
	    "robust line through all history", fit_whole },
	[TREND_SEGMENT] = { "segment",
	    "robust line since the last change", fit_segment },
	[TREND_RECENT] = { "recent",
	    "robust line through the latest third", fit_recent },
	[TREND_DAMPED] = { "damped",
	    "Holt's trend, damped as history asks for", fit_damped },
	[TREND_THETA] = { "theta",
	    "smoothed level, half the slope of all history", fit_theta },
	[TREND_LINEAR] = { "linear", "least squares line", fit_linear },
	[TREND_SHAPE] = { "shape",
	    "lines, bends, exponentials, saturation, by their likelihood",
	    NULL },
	[TREND_STEPS] = { "steps",
	    "level since the last change, stepping at random", fit_steps },
};

const char *
trend_name(enum trend_method m)
{
	return methods[m].name;
}

const char *
trend_says(enum trend_method m)
{
	return methods[m].says;
}

void
trend_prepare(struct trend_work *w, const double *y, size_t n)
{
	if (!stat_theil_sen(&w->whole, y, n, w->work))
		w->whole = (struct line){ latest(y, n, 1, w->work), 0 };
	w->limit = error_limit(y, n, w->work);
	w->smooth = (struct trend){ .straight = n };
	smooth(&w->smooth, y, n, w);
}

void
trend_fit(struct trend *t, enum trend_method m, const double *y, size_t n,
    const struct trend_work *w)
{
	*t = (struct trend){ .straight = n };
	methods[m].fit(t, y, n, w);
}
