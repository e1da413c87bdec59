#include <math.h>
#include <stddef.h>

#include "forecast/shape.h"

#define BINS 48			/* values are put together in so many */
#define LEAST 8			/* values; of fewer only a line */
#define LEAST_BINS 4		/* of each piece of a line that changed */
#define EVERY 2			/* bins between places of a change */
#define COLUMNS 3
#define LEAST_JUMP 2		/* values on either side of a jump */
#define LEAST_LINE 4		/* ... that have a line each */
#define NOISE 2.2		/* v, times what second differences say */
#define LAGS 4			/* bins apart, of these differences */

/* Prior weight of all candidates of a kind, beside 1 for the line. */
#define EXPONENTIAL 1.5
#define SATURATING 0.6
#define LOGISTIC 1.5
#define BROKEN 0.3
#define STEPPED 0.2
#define JUMPED 0.3
/* A rate a day at which a candidate is 1/e as likely as at 0. */
#define GROWTH 0.03
#define SATURATION 0.3
#define TURN 0.6
/* After so many days a change of course is to be expected. */
#define CHANGE_DAYS 150

/* Means of neighbouring values; x is -1 where history begins, 0 now. */
struct bins {
	size_t n;
	double x[BINS], y[BINS], count[BINS];
};

struct fit {
	double squares;
	double beta[COLUMNS], cov[COLUMNS][COLUMNS];	/* cov: times v */
};

struct search {
	struct bins bins;
	double column[COLUMNS][BINS];	/* the first is 1 */
	double variance, penalty;	/* of one parameter more */
	double within;			/* squares that bins do not show */
	double bucket, days;		/* one of x; all of the history */
	size_t n;
	struct shape *out;		/* k so far, with these costs */
	double cost[SHAPE_MOST];
	size_t k;
};

static void
fill_bins(struct bins *b, const double *y, size_t n)
{
	b->n = n < BINS ? n : BINS;
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
	double work[BINS], d;
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

/* Inverse of a positive matrix, in place; false: it has none. */
static bool
invert(double a[COLUMNS][COLUMNS], size_t n)
{
	for (size_t k = 0; k < n; k++) {
		double pivot = a[k][k];

		if (!(pivot > 1e-9))
			return false;
		a[k][k] = 1;
		for (size_t j = 0; j < n; j++)
			a[k][j] /= pivot;
		for (size_t i = 0; i < n; i++) {
			double f = a[i][k];

			if (i == k)
				continue;
			a[i][k] = 0;
			for (size_t j = 0; j < n; j++)
				a[i][j] -= f * a[k][j];
		}
	}
	return true;
}

/* c: of the columns with y; returns the squares of y itself. */
static double
add_up(struct fit *f, const struct search *s, size_t from, size_t to,
    size_t k, double c[COLUMNS])
{
	double yy = 0;

	for (size_t i = from; i < to; i++) {
		double w = s->bins.count[i], y = s->bins.y[i];

		yy += w * y * y;
		for (size_t p = 0; p < k; p++) {
			double wp = w * s->column[p][i];

			c[p] += wp * y;
			for (size_t q = 0; q <= p; q++)
				f->cov[p][q] += wp * s->column[q][i];
		}
	}
	return yy;
}

/* From the lower half of the columns' products, those with y, and y's own. */
static bool
solve(struct fit *f, size_t k, const double c[COLUMNS])
{
	for (size_t p = 0; p < k; p++)
		for (size_t q = p + 1; q < k; q++)
			f->cov[p][q] = f->cov[q][p];
	if (!invert(f->cov, k))
		return false;
	for (size_t p = 0; p < k; p++) {
		for (size_t q = 0; q < k; q++)
			f->beta[p] += f->cov[p][q] * c[q];
		f->squares -= f->beta[p] * c[p];
	}
	f->squares = fmax(0, f->squares);
	return true;
}

/* Least squares of bins from .. to on the first k columns. */
static bool
least_squares(struct fit *f, const struct search *s, size_t from, size_t to,
    size_t k)
{
	double c[COLUMNS] = { 0 };
	size_t there = 0;

	for (size_t i = from; i < to; i++)
		there += s->bins.count[i] > 0;
	*f = (struct fit){ 0 };
	f->squares = add_up(f, s, from, to, k, c);
	return there >= k && solve(f, k, c);
}

/* Keep it, if it is among the likeliest: in order, the first of equals. */
static void
keep(struct search *s, const struct shape *x, double cost)
{
	size_t i;

	if (s->k == SHAPE_MOST && cost >= s->cost[s->k - 1])
		return;
	if (s->k < SHAPE_MOST)
		s->k++;
	for (i = s->k - 1; i > 0 && s->cost[i - 1] > cost; i--) {
		s->cost[i] = s->cost[i - 1];
		s->out[i] = s->out[i - 1];
	}
	s->cost[i] = cost;
	s->out[i] = *x;
}

/*
 * Of beta0 + beta1 column1, which is `now` at x = 0 and rises there by `rise`
 * a bucket.
 */
static void
try_curve(struct search *s, double prior, double now, double rise,
    struct trend t)
{
	struct shape x = { .trend = t };
	double v = s->variance;
	struct fit f;

	if (!least_squares(&f, s, 0, s->bins.n, 2))
		return;
	x.trend.straight = s->n;
	x.trend.level = f.beta[0] + f.beta[1] * now;
	x.trend.slope = f.beta[1] * rise;
	x.v0 = v * (f.cov[0][0] + 2 * now * f.cov[0][1] +
	    now * now * f.cov[1][1]);
	x.v01 = v * rise * (f.cov[0][1] + now * f.cov[1][1]);
	x.v1 = v * rise * rise * f.cov[1][1];
	keep(s, &x, f.squares / (2 * v) - log(prior));
}

static void
try_line(struct search *s)
{
	for (size_t i = 0; i < s->bins.n; i++)
		s->column[1][i] = s->bins.x[i];
	try_curve(s, 1, 0, s->bucket, (struct trend){ 0 });
}

/* rate: over all of the history; below 0 it levels out. */
static void
try_exponentials(struct search *s)
{
	static const double rates[] = {
		.8, 1.1, 1.4, 1.7, 2, 2.3, 2.6, 2.9, 3.2, 3.5, 3.8, 4.1,
		-.8, -1, -1.3, -1.7, -2.2, -2.8, -3.6, -4.7, -6
	};

	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
		double rate = rates[r], a_day = fabs(rate) / s->days;
		double prior = rate > 0 ?
		    EXPONENTIAL / 12 * exp(-a_day / GROWTH) :
		    SATURATING / 9 * exp(-a_day / SATURATION);

		for (size_t i = 0; i < s->bins.n; i++)
			s->column[1][i] = exp(rate * s->bins.x[i]);
		try_curve(s, prior, 1, rate * s->bucket,
		    (struct trend){ .bend = -rate * s->bucket });
	}
}

/* 1 / (1 + exp(-rate (x - turn))); fall[]: exp(-rate x) of each bin. */
static void
try_logistic(struct search *s, double rate, double turn, const double *fall,
    double prior)
{
	double shift = exp(rate * turn), now = 1 / (1 + shift);

	for (size_t i = 0; i < s->bins.n; i++)
		s->column[1][i] = 1 / (1 + shift * fall[i]);
	try_curve(s, prior, now, now * (1 - now) * rate * s->bucket,
	    (struct trend){ .rate = rate * s->bucket, .turn = -rate * turn });
}

/* By their rate, and where they turn: from the beginning to after now. */
static void
try_logistics(struct search *s)
{
	static const double rates[] = { 3, 4.5, 6, 8, 11 };
	const int nrates = sizeof rates / sizeof *rates, places = 13;
	double fall[BINS];

	for (int r = 0; r < nrates; r++) {
		double prior = LOGISTIC / (nrates * places) *
		    exp(-rates[r] / s->days / TURN);

		for (size_t i = 0; i < s->bins.n; i++)
			fall[i] = exp(-rates[r] * s->bins.x[i]);
		for (int m = 0; m < places; m++)
			try_logistic(s, rates[r], -.95 + .1 * m, fall, prior);
	}
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

	keep(s, &x, squares / (2 * v) - log(prior) + more * s->penalty);
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
	if (least_squares(&f, s, 0, n, 3))
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

/* What bins do not show: the squares of values about the means of theirs. */
static double
within_bins(const struct search *s, const struct sums *all)
{
	double squares = all->yy;

	for (size_t i = 0; i < s->bins.n; i++)
		squares -= s->bins.count[i] * s->bins.y[i] * s->bins.y[i];
	return squares;
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

	if (old->n >= LEAST_JUMP && all->n - old->n >= LEAST_JUMP &&
	    solve(&f, 3, (double[COLUMNS]){ all->y, all->xy, -old->y }))
		try_piece(s, &f, f.squares - s->within, JUMPED * prior, 1,
		    true);
}

static bool
fit_line(struct fit *f, const struct sums *v)
{
	*f = (struct fit){ .squares = v->yy,
	    .cov = { { v->n }, { v->x, v->xx } } };
	return solve(f, 2, (double[COLUMNS]){ v->y, v->xy });
}

/* ... and changed its slope there too. */
static void
try_two_lines(struct search *s, const struct sums *all,
    const struct sums *old, double prior)
{
	const struct sums late = { all->n - old->n, all->x - old->x,
	    all->y - old->y, all->xx - old->xx, all->xy - old->xy,
	    all->yy - old->yy };
	double least = fmax(LEAST_LINE, all->n * LEAST_BINS / BINS);
	struct fit f, before;

	if (old->n >= least && late.n >= least && fit_line(&before, old) &&
	    fit_line(&f, &late))
		try_piece(s, &f, f.squares + before.squares - s->within,
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
	keep(s, &(struct shape){ .trend = { .level = sum / count,
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
	try_line(&s);
	if (n >= LEAST) {
		try_exponentials(&s);
		try_logistics(&s);
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
