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

void
stat_sort(double *v, size_t n)
{
	gsl_sort(v, 1, n);
}

double
stat_median(double *work, size_t n)
{
	return n > 0 ? gsl_stats_median(work, 1, n) : 0;
}

double
stat_quantile(const double *sorted, size_t n, double p)
{
	return n > 0 ?
	    gsl_stats_quantile_from_sorted_data(sorted, 1, n, p) : 0;
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

void
stat_running_median(const double *v, size_t n, size_t half, double *out)
{
	double work[2 * STAT_HALF + 1];

	assert(half <= STAT_HALF);
	for (size_t i = 0; i < n; i++) {
		size_t lo = i > half ? i - half : 0;
		size_t hi = i + half < n ? i + half : n - 1, k = 0;

		for (size_t j = lo; j <= hi; j++)
			if (!isnan(v[j]))
				work[k++] = v[j];
		out[i] = k > 0 ? stat_median(work, k) : NAN;
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
	double rho, half, pairs;

	stat_theil_sen(&l, y, n, work);
	for (size_t i = 0; i < n; i++) {
		work[i] = y[i] + l.slope * (n - 1 - i);
		values += !isnan(y[i]);
	}
	rho = fmin(0.95, fmax(0, stat_acf(work, n, 1)));
	k = all_slopes(y, n, work);
	stat_sort(work, k);
	pairs = fmax(1, values * (values - 1.0) / 2);
	half = gsl_cdf_ugaussian_Qinv(p) / (2 * pairs) *
	    sqrt(pairs * (2.0 * values + 5) / 9 * (1 + rho) / (1 - rho));
	half = fmin(0.5, half);
	*lo = stat_quantile(work, k, 0.5 - half);
	*hi = stat_quantile(work, k, 0.5 + half);
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
