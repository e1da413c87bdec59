#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "forecast/stat.h"

#define MAD_TO_SD 1.4826	/* of a normal distribution */
#define ALL_PAIRS 64
#define LAGS 8
#define FEW 12		/* values: sorted by insertion */
#define ROUNDS 64	/* of dividing, then it is sorted */
#define SAMPLE 64
#define BINS 256
#define NEAR 512	/* values in the bins that are looked into */

void
stat_sort(double *v, size_t n)
{
	gsl_sort(v, 1, n);
}

static void
swap(double *a, double *b)
{
	double t = *a;

	*a = *b;
	*b = t;
}

/* v[lo .. hi): the middle of the first, the middle and the last. */
static double
pivot_of(const double *v, size_t lo, size_t hi)
{
	double a = v[lo], b = v[lo + (hi - lo) / 2], c = v[hi - 1];

	if (a > b)
		swap(&a, &b);
	return c < a ? a : c < b ? c : b;
}

/* Put what is below the pivot first, without a branch to mispredict. */
static size_t
put_below(double *v, size_t lo, size_t hi, double pivot)
{
	size_t m = lo;

	for (size_t i = lo; i < hi; i++) {
		double x = v[i];

		v[i] = v[m];
		v[m] = x;
		m += x < pivot;
	}
	return m;
}

static void
insertion_sort(double *v, size_t lo, size_t hi)
{
	for (size_t i = lo + 1; i < hi; i++) {
		double x = v[i];
		size_t j = i;

		for (; j > lo && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/*
 * Hoare's FIND (CACM 4:321, 1961); too many rounds, and the rest is sorted, so
 * that no input is slow.  After it nothing before k is greater than v[k], and
 * nothing after it less.
 */
double
stat_select(double *v, size_t n, size_t k)
{
	size_t lo = 0, hi = n;

	for (int rounds = 0; hi - lo > FEW; rounds++) {
		double pivot = pivot_of(v, lo, hi);
		size_t m = put_below(v, lo, hi, pivot);

		if (rounds == ROUNDS) {
			stat_sort(v + lo, hi - lo);
			return v[k];
		}
		if (k < m)
			hi = m;
		else if (m > lo)
			lo = m;
		else if (pivot == INFINITY)
			return pivot;
		else {
			m = put_below(v, lo, hi, nextafter(pivot, INFINITY));
			if (k < m)
				return pivot;
			lo = m;
		}
	}
	insertion_sort(v, lo, hi);
	return v[k];
}

double
stat_median(double *work, size_t n)
{
	double upper, lower = -INFINITY;

	if (n == 0)
		return 0;
	upper = stat_select(work, n, n / 2);
	if (n % 2 == 1)
		return upper;
	for (size_t i = 0; i < n / 2; i++)
		lower = work[i] > lower ? work[i] : lower;
	return 0.5 * (lower + upper);
}

/*
 * Values by bins of equal width, of which those that hold a wanted rank are
 * sorted.  Of a thousand values it takes a third of the time of selecting
 * five, for which they are divided again and again.
 */
struct bins {
	double least, scale;
	size_t start[BINS + 2];		/* values in the bins before */
	size_t to[BINS + 1];		/* where in near its values go */
	unsigned char wanted[BINS + 1];
	double near[NEAR + 1];		/* the last: of bins not wanted */
};

static size_t
bin_of(const struct bins *b, double v)
{
	double x = (v - b->least) * b->scale;

	x = x > 0 ? x : 0;
	return (size_t)(long)(x < BINS ? x : BINS);
}

/* From a sample, lest one far value widens all.  false: all of it alike. */
static bool
bins_count(struct bins *b, const double *v, size_t n)
{
	double least = INFINITY, most = -INFINITY;

	for (size_t i = 0; i < n; i += n / SAMPLE) {
		least = v[i] < least ? v[i] : least;
		most = v[i] > most ? v[i] : most;
	}
	b->least = least;
	b->scale = BINS / (most - least);
	if (!(isfinite(b->scale) && b->scale > 0))
		return false;
	for (size_t i = 0; i < n; i++)
		b->start[bin_of(b, v[i]) + 1]++;
	for (size_t i = 0; i <= BINS; i++)
		b->start[i + 1] += b->start[i];
	return true;
}

/* The bin, from k on, that holds the rank. */
static size_t
bins_want(struct bins *b, size_t rank, size_t k)
{
	while (b->start[k + 1] <= rank)
		k++;
	b->wanted[k] = 1;
	return k;
}

/* false: more than there is room for. */
static bool
bins_sort(struct bins *b, const double *v, size_t n)
{
	size_t m = 0;

	for (size_t i = 0; i <= BINS; i++) {
		b->to[i] = b->wanted[i] ? m : NEAR;
		m += b->wanted[i] ? b->start[i + 1] - b->start[i] : 0;
		if (m > NEAR)
			return false;
	}
	for (size_t i = 0; i < n; i++) {
		size_t k = bin_of(b, v[i]);

		b->near[b->to[k]] = v[i];
		b->to[k] += b->wanted[k];
	}
	insertion_sort(b->near, 0, m);
	return true;
}

/* A value of a rank in a wanted bin, whose `to` is now its end. */
static double
bins_at(const struct bins *b, size_t rank)
{
	size_t k = 0;

	while (b->start[k + 1] <= rank)
		k++;
	return b->near[b->to[k] - (b->start[k + 1] - rank)];
}

static bool
quantiles_by_bins(const double *v, size_t n, const double *p, double *q,
    size_t np)
{
	struct bins b = { 0 };

	if (!bins_count(&b, v, n))
		return false;
	for (size_t i = 0, bin = 0; i < np; i++) {
		size_t k = (size_t)(p[i] * (n - 1.0));

		bin = bins_want(&b, k, bin);
		if (k + 1 < n)
			bins_want(&b, k + 1, bin);
	}
	if (!bins_sort(&b, v, n))
		return false;
	for (size_t i = 0; i < np; i++) {
		double at = p[i] * (n - 1.0);
		size_t k = (size_t)at;

		q[i] = bins_at(&b, k);
		if (k + 1 < n)
			q[i] = (1 - (at - k)) * q[i] +
			    (at - k) * bins_at(&b, k + 1);
	}
	return true;
}

void
stat_quantiles(double *work, size_t n, const double *p, double *q, size_t np)
{
	size_t end = n;

	if (n >= BINS && quantiles_by_bins(work, n, p, q, np))
		return;
	for (size_t i = np; i-- > 0; ) {
		double at = n > 0 ? p[i] * (n - 1.0) : 0;
		size_t k = (size_t)at, next = k + 1;

		q[i] = n > 0 ? stat_select(work, end, k) : 0;
		if (next >= n)
			continue;
		for (size_t j = next + 1; j < end; j++)
			if (work[j] < work[next])
				swap(&work[j], &work[next]);
		q[i] = (1 - (at - k)) * q[i] + (at - k) * work[next];
		end = next + 1;
	}
}

double
stat_student(double p, double freedom)
{
	return gsl_cdf_tdist_Pinv(p, freedom);
}

double
stat_mean(const double *v, size_t n)
{
	return n > 0 ? gsl_stats_mean(v, 1, n) : 0;
}

double
stat_mad(double *work, size_t n)
{
	double m = stat_median(work, n);

	for (size_t i = 0; i < n; i++)
		work[i] = fabs(work[i] - m);
	return MAD_TO_SD * stat_median(work, n);
}

double
stat_acf(const double *v, size_t n, size_t lag)
{
	double sum = 0, square = 0, product = 0, mean;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i])) {
			sum += v[i];
			count++;
		}
	mean = count > 0 ? sum / count : 0;
	for (size_t i = 0; i < n; i++) {
		if (isnan(v[i]))
			continue;
		square += (v[i] - mean) * (v[i] - mean);
		if (i >= lag && !isnan(v[i - lag]))
			product += (v[i] - mean) * (v[i - lag] - mean);
	}
	return square > 0 ? product / square : 0;
}

/* Sorted values: take one out, put one in. */
struct window {
	double v[2 * STAT_HALF + 1];
	size_t n;
};

static void
window_put(struct window *w, double x)
{
	size_t i = w->n++;

	for (; i > 0 && w->v[i - 1] > x; i--)
		w->v[i] = w->v[i - 1];
	w->v[i] = x;
}

static void
window_take(struct window *w, double x)
{
	size_t i = 0;

	while (w->v[i] < x)
		i++;
	w->n--;
	for (; i < w->n; i++)
		w->v[i] = w->v[i + 1];
}

static double
window_middle(const struct window *w)
{
	if (w->n == 0)
		return NAN;
	return w->n % 2 == 1 ? w->v[w->n / 2] :
	    0.5 * (w->v[w->n / 2 - 1] + w->v[w->n / 2]);
}

void
stat_running_median(const double *v, size_t n, size_t half, double *out)
{
	struct window w = { .n = 0 };

	assert(half <= STAT_HALF);
	for (size_t i = 0; i < half && i < n; i++)
		if (!isnan(v[i]))
			window_put(&w, v[i]);
	for (size_t i = 0; i < n; i++) {
		if (i > half && !isnan(v[i - half - 1]))
			window_take(&w, v[i - half - 1]);
		if (i + half < n && !isnan(v[i + half]))
			window_put(&w, v[i + half]);
		out[i] = window_middle(&w);
	}
}

static size_t
lag_of(size_t n, int i)
{
	return n / 4 + (size_t)i * (n / 2) / (LAGS - 1);
}

size_t
stat_pairs(size_t n)
{
	return LAGS * n + ALL_PAIRS * ALL_PAIRS / 2;
}

static size_t
slopes_at(const double *y, size_t n, size_t lag, double *work)
{
	size_t k = 0;

	for (size_t i = 0; i + lag < n; i++)
		if (!isnan(y[i]) && !isnan(y[i + lag]))
			work[k++] = (y[i + lag] - y[i]) / lag;
	return k;
}

static size_t
all_slopes(const double *y, size_t n, double *work)
{
	size_t k = 0;

	if (n < ALL_PAIRS)
		for (size_t lag = 1; lag < n; lag++)
			k += slopes_at(y, n, lag, work + k);
	else
		for (int i = 0; i < LAGS; i++)
			k += slopes_at(y, n, lag_of(n, i), work + k);
	return k;
}

bool
stat_theil_sen(struct line *l, const double *y, size_t n, double *work)
{
	size_t k = all_slopes(y, n, work), m = 0;

	if (k == 0)
		return false;
	l->slope = stat_median(work, k);
	for (size_t i = 0; i < n; i++)
		if (!isnan(y[i]))
			work[m++] = y[i] + l->slope * (n - 1 - i);
	l->level = stat_median(work, m);
	return true;
}

void
stat_theil_sen_interval(double *lo, double *hi, const double *y, size_t n,
    double p, double *work)
{
	struct line l = { 0, 0 };
	size_t k, values = 0;
	double rho, half, pairs, q[2];

	stat_theil_sen(&l, y, n, work);
	for (size_t i = 0; i < n; i++) {
		work[i] = y[i] + l.slope * (n - 1 - i);
		values += !isnan(y[i]);
	}
	rho = fmin(0.95, fmax(0, stat_acf(work, n, 1)));
	k = all_slopes(y, n, work);
	pairs = fmax(1, values * (values - 1.0) / 2);
	half = gsl_cdf_ugaussian_Qinv(p) / (2 * pairs) *
	    sqrt(pairs * (2.0 * values + 5) / 9 * (1 + rho) / (1 - rho));
	half = fmin(0.5, half);
	stat_quantiles(work, k, (double[]){ 0.5 - half, 0.5 + half }, q, 2);
	*lo = q[0];
	*hi = q[1];
}

bool
stat_line(struct line *l, const double *y, size_t n)
{
	double sx = 0, sy = 0, sxx = 0, sxy = 0, k = 0;

	for (size_t i = 0; i < n; i++) {
		double x = (double)i - (n - 1);

		if (isnan(y[i]))
			continue;
		k++;
		sx += x;
		sy += y[i];
		sxx += x * x;
		sxy += x * y[i];
	}
	if (k < 2)
		return false;
	l->slope = (k * sxy - sx * sy) / (k * sxx - sx * sx);
	l->level = (sy - l->slope * sx) / k;
	return true;
}

/* Least squares on the terms in `set`; false: singular, or one is below 0. */
static bool
law_solve(double x[3], int set, double m[3][3], const double r[3])
{
	double a[3][4];
	int at[3], k = 0;

	for (int i = 0; i < 3; i++) {
		x[i] = 0;
		if (set & 1 << i)
			at[k++] = i;
	}
	for (int i = 0; i < k; i++) {
		for (int j = 0; j < k; j++)
			a[i][j] = m[at[i]][at[j]];
		a[i][k] = r[at[i]];
	}
	for (int i = 0; i < k; i++) {
		if (!(fabs(a[i][i]) > 1e-12 * fabs(m[at[i]][at[i]])))
			return false;
		for (int j = 0; j < k; j++) {
			double f = a[j][i] / a[i][i];

			for (int c = i; c <= k && j != i; c++)
				a[j][c] -= f * a[i][c];
		}
	}
	for (int i = 0; i < k; i++) {
		x[at[i]] = a[i][k] / a[i][i];
		if (!(x[at[i]] >= 0))
			return false;
	}
	return true;
}

void
stat_law(struct law *l, const double *h, const double *v, const double *weight,
    size_t n)
{
	double m[3][3] = { { 0 } }, r[3] = { 0 }, best = 0;

	memset(l, 0, sizeof *l);
	for (size_t i = 0; i < n; i++) {
		double p[3] = { 1, h[i], h[i] * h[i] };

		for (int j = 0; j < 3; j++) {
			for (int k = 0; k < 3; k++)
				m[j][k] += weight[i] * p[j] * p[k];
			r[j] += weight[i] * p[j] * v[i];
		}
	}
	for (int set = 1; set < 8; set++) {
		double x[3], gain;

		if (!law_solve(x, set, m, r))
			continue;
		/* At a minimum, what the fit takes off the squares. */
		gain = x[0] * r[0] + x[1] * r[1] + x[2] * r[2];
		if (gain > best) {
			best = gain;
			*l = (struct law){ x[0], x[1], x[2] };
		}
	}
}
