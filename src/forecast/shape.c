#include <math.h>

#include "forecast/shape-parts.h"

#define LEAST 8			/* values; of fewer only a line */
#define LEAST_BINS 4		/* of each piece of a line that changed */
#define EVERY 2			/* bins between places of a change */
#define LEAST_JUMP 2		/* values on either side of a jump */
#define LEAST_LINE 4		/* ... that have a line each */
#define NOISE 2.2		/* v, times what second differences say */
#define LAGS 4			/* bins apart, of these differences */

/* Prior weight of all candidates of a kind, beside 1 for the line. */
#define BROKEN 0.3
#define STEPPED 0.2
#define JUMPED 0.3
/* After so many days a change of course is to be expected. */
#define CHANGE_DAYS 150

static void
fill_bins(struct bins *b, const double *y, size_t n)
{
	b->n = n < SHAPE_BINS ? n : SHAPE_BINS;
	for (size_t j = 0; j < b->n; j++) {
		double x = 0, sum = 0, count = 0;

		for (size_t i = j * n / b->n; i < (j + 1) * n / b->n; i++)
			if (!isnan(y[i])) {
				x += (double)i - (n - 1);
				sum += y[i];
				count++;
			}
		b->count[j] = count;
		b->x[j] = count > 0 ? x / count / n : 0;
		b->y[j] = count > 0 ? sum / count : 0;
	}
}

/* Robust variance of second differences, so many bins apart. */
static double
difference(const struct bins *b, size_t lag)
{
	double work[SHAPE_BINS], d;
	size_t k = 0;

	for (size_t i = 2 * lag; i < b->n; i++)
		if (b->count[i] > 0 && b->count[i - lag] > 0 &&
		    b->count[i - 2 * lag] > 0)
			work[k++] = b->y[i] - 2 * b->y[i - lag] +
			    b->y[i - 2 * lag];
	d = stat_mad(work, k);
	return d * d;
}

/* Of too few values for that: half the mean square of what they change by. */
static double
changes(const struct bins *b)
{
	double sum = 0, count = 0;

	for (size_t i = 1; i < b->n; i++)
		if (b->count[i] > 0 && b->count[i - 1] > 0) {
			sum += (b->y[i] - b->y[i - 1]) *
			    (b->y[i] - b->y[i - 1]);
			count++;
		}
	return count > 0 ? sum / count / 2 : 0;
}

/* Neither level nor slope moves second differences; slow noise, their lag. */
static void
measure_noise(struct search *s)
{
	const struct bins *b = &s->bins;
	double most = 0, first = 0, count = 0, independent = b->n;

	for (size_t i = 0; i < b->n; i++)
		count += b->count[i] / b->n;
	for (size_t lag = 1; lag <= LAGS && 2 * lag + 3 < b->n; lag *= 2) {
		double d = difference(b, lag) / 6 * count;

		if (lag == 1)
			first = d;
		most = fmax(most, d);
	}
	if (b->n < LEAST)
		most = changes(b);
	else if (most > 0)
		independent *= first / most;
	s->variance = fmax(NOISE * most, 1e-9);
	s->penalty = log(fmax(independent, 2)) / 2;
}

/*
 * A line to now, by its level there and its slope; more: parameters than a
 * line has.
 */
static void
try_piece(struct search *s, const struct fit *f, double squares,
    double prior, int more, bool stepped)
{
	double v = s->variance;
	struct shape x = {
		.trend = { .level = f->beta[0],
		    .slope = f->beta[1] * s->bucket, .straight = s->n },
		.v0 = v * f->cov[0][0],
		.v01 = v * s->bucket * f->cov[0][1],
		.v1 = v * s->bucket * s->bucket * f->cov[1][1],
		.stepped = stepped,
	};

	shape_keep(s, &x, squares / (2 * v) - log(prior) + more * s->penalty);
}

/* A line that changed its slope before bin `at`. */
static void
try_bend(struct search *s, size_t at, double prior)
{
	size_t n = s->bins.n;
	double edge = (double)at / n - 1;
	struct fit f;

	for (size_t i = 0; i < n; i++) {
		s->column[1][i] = fmax(s->bins.x[i], edge);
		s->column[2][i] = fmin(s->bins.x[i] - edge, 0);
	}
	if (shape_least_squares(&f, s, 0, n, 3))
		try_piece(s, &f, f.squares, BROKEN * prior, 1, false);
}

static void
try_bends(struct search *s)
{
	size_t last = s->bins.n - LEAST_BINS;
	double places = (last - LEAST_BINS) / EVERY + 1;

	for (size_t at = LEAST_BINS; at <= last; at += EVERY)
		try_bend(s, at, fmin(1, s->days / CHANGE_DAYS) / places);
}

/* Sums of values, x and y, their squares and products. */
struct sums {
	double n, x, y, xx, xy, yy;
};

static double
at_value(const struct search *s, size_t i)
{
	return ((double)i - (s->n - 1)) / s->n;
}

static void
add_value(struct sums *s, double x, double y)
{
	s->n++;
	s->x += x;
	s->y += y;
	s->xx += x * x;
	s->xy += x * y;
	s->yy += y * y;
}

static bool
fit_line(struct fit *f, const struct sums *v)
{
	*f = (struct fit){ .squares = v->yy,
	    .cov = { { v->n }, { v->x, v->xx } } };
	return shape_solve(f, 2, (double[SHAPE_COLUMNS]){ v->y, v->xy });
}

/* Squares that bins do not show: what a line leaves more of the values. */
static double
within_bins(const struct search *s, const struct sums *all)
{
	struct fit f;

	return fit_line(&f, all) ?
	    fmax(0, f.squares - 2 * s->variance * s->line) : 0;
}

static double
of_bins(const struct search *s, double squares)
{
	return fmax(0, squares - s->within);
}

/* A line that jumped between the old values and the others. */
static void
try_jump(struct search *s, const struct sums *all, const struct sums *old,
    double prior)
{
	struct fit f = {
		.squares = all->yy,
		.cov = { { all->n }, { all->x, all->xx },
		    { -old->n, -old->x, old->n } },
	};
	const double c[SHAPE_COLUMNS] = { all->y, all->xy, -old->y };

	if (old->n >= LEAST_JUMP && all->n - old->n >= LEAST_JUMP &&
	    shape_solve(&f, 3, c))
		try_piece(s, &f, of_bins(s, f.squares), JUMPED * prior, 1,
		    true);
}

/* ... and changed its slope there too. */
static void
try_two_lines(struct search *s, const struct sums *all,
    const struct sums *old, double prior)
{
	const struct sums late = { all->n - old->n, all->x - old->x,
	    all->y - old->y, all->xx - old->xx, all->xy - old->xy,
	    all->yy - old->yy };
	double least = fmax(LEAST_LINE, all->n * LEAST_BINS / SHAPE_BINS);
	struct fit f, before;

	if (old->n >= least && late.n >= least && fit_line(&before, old) &&
	    fit_line(&f, &late))
		try_piece(s, &f, of_bins(s, f.squares + before.squares),
		    STEPPED * prior, 2, true);
}

/* Value by value, for bins would blur it. */
static void
try_jumps(struct search *s, const double *y)
{
	struct sums all = { 0 }, old = { 0 };
	double prior;

	for (size_t i = 0; i < s->n; i++)
		if (!isnan(y[i]))
			add_value(&all, at_value(s, i), y[i]);
	s->within = within_bins(s, &all);
	prior = fmin(1, s->days / CHANGE_DAYS) / all.n;
	for (size_t i = 0; i < s->n; i++)
		if (!isnan(y[i])) {
			try_jump(s, &all, &old, prior);
			try_two_lines(s, &all, &old, prior);
			add_value(&old, at_value(s, i), y[i]);
		}
}

/* Of a single value, or several at one place. */
static void
stay(struct search *s, const double *y)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < s->n; i++)
		if (!isnan(y[i])) {
			sum += y[i];
			count++;
		}
	shape_keep(s, &(struct shape){ .trend = { .level = sum / count,
	    .straight = s->n }, .v0 = s->variance }, 0);
}

size_t
shape_fit(struct shape out[SHAPE_MOST], const double *y, size_t n,
    double days)
{
	struct search s = { .n = n, .out = out, .bucket = 1.0 / n,
	    .days = days };
	double sum = 0;

	fill_bins(&s.bins, y, n);
	for (size_t i = 0; i < s.bins.n; i++)
		s.column[0][i] = 1;
	measure_noise(&s);
	shape_try_line(&s);
	if (n >= LEAST) {
		shape_try_curves(&s);
		try_bends(&s);
		try_jumps(&s, y);
	}
	if (s.k == 0)
		stay(&s, y);
	for (size_t i = 0; i < s.k; i++)
		sum += out[i].weight = exp(s.cost[0] - s.cost[i]);
	for (size_t i = 0; i < s.k; i++)
		out[i].weight /= sum;
	return s.k;
}

double
shape_at(const struct shape *s, size_t n, size_t lead, double *variance)
{
	double mean = 0, square = 0, own = 0;

	for (size_t i = 0; i < n; i++) {
		double g = trend_bent(&s[i].trend, lead);
		double v = s[i].trend.level + s[i].trend.slope * g;

		mean += s[i].weight * v;
		square += s[i].weight * v * v;
		own += s[i].weight * (s[i].v0 + 2 * g * s[i].v01 +
		    g * g * s[i].v1);
	}
	*variance = fmax(0, square - mean * mean) + own;
	return mean;
}
