#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/decompose.h"
#include "forecast/stat.h"

#define SEASONS 4
#define SIGNIFICANT 1.645	/* normal, 90 % two-sided */

bool
season_is_there(const double *y, size_t n, size_t period)
{
	double sum = 0;

	if (period < 2 || n < 3 * period)
		return false;
	for (size_t k = 1; k < period; k++) {
		double r = stat_acf(y, n, k);

		sum += r * r;
	}
	return fabs(stat_acf(y, n, period)) >
	    SIGNIFICANT * sqrt((1 + 2 * sum) / n);
}

/* Centred moving average over a period; NaN where it does not reach. */
static void
moving_average(const double *y, size_t n, size_t m, double *out)
{
	size_t half = m / 2;

	for (size_t i = 0; i < n; i++) {
		double sum = 0;

		out[i] = NAN;
		if (i < half || i + half >= n)
			continue;
		for (size_t j = i - half; j <= i + half; j++)
			sum += m % 2 == 0 && (j == i - half || j == i + half) ?
			    y[j] / 2 : y[j];
		out[i] = sum / m;
	}
}

void
season_classical(const double *y, size_t n, size_t m, bool multiplicative,
    double *season, struct arena *a)
{
	double *trend = arena_array(a, n, double), mean = 0;

	moving_average(y, n, m, trend);
	for (size_t p = 0; p < m; p++) {
		double sum = 0, k = 0;

		for (size_t i = p; i < n; i += m)
			if (!isnan(trend[i])) {
				sum += multiplicative ? y[i] / trend[i] :
				    y[i] - trend[i];
				k++;
			}
		season[p] = k > 0 ? sum / k : multiplicative;
		mean += season[p] / m;
	}
	for (size_t p = 0; p < m; p++)
		season[p] = multiplicative ? season[p] / mean :
		    season[p] - mean;
}

/* Where the average does not reach, go on with the slope it ended with. */
static void
reach_out(double *trend, size_t n, size_t m)
{
	size_t half = m / 2, lo = half, hi = n - 1 - half;
	double rise = 0;

	if (hi > lo + m)
		rise = (trend[hi] - trend[hi - m]) / m;
	for (size_t i = hi + 1; i < n; i++)
		trend[i] = trend[hi] + rise * (i - hi);
	rise = hi > lo + m ? (trend[lo + m] - trend[lo]) / m : 0;
	for (size_t i = lo; i-- > 0; )
		trend[i] = trend[lo] - rise * (lo - i);
}

/*
 * The season at each value, from what is left of it there and in the cycles
 * around: weights keep^distance.  Two sweeps make that O(n).
 */
static void
season_of(const double *y, const double *trend, size_t n, size_t m,
    double keep, double *season, double *next)
{
	for (size_t p = 0; p < m; p++) {
		double sum = 0, weight = 0;

		for (size_t i = p; i < n; i += m) {
			sum = sum * keep + y[i] - trend[i];
			weight = weight * keep + 1;
			season[i] = sum / weight;
		}
		next[(p + m - n % m) % m] = sum / weight;
		sum = weight = 0;
		for (size_t i = p + (n - 1 - p) / m * m; ; i -= m) {
			/* Both sweeps have the value itself. */
			season[i] = (season[i] + (sum * keep + y[i] -
			    trend[i]) / (weight * keep + 1)) / 2;
			sum = sum * keep + y[i] - trend[i];
			weight = weight * keep + 1;
			if (i < m)
				break;
		}
	}
}

static void
centre(double *next, size_t m)
{
	double mean = stat_mean(next, m);

	for (size_t i = 0; i < m; i++)
		next[i] -= mean;
}

void
season_several(const double *y, size_t n, const size_t *periods,
    size_t nperiods, double keep, double *left, double **next,
    struct arena *a)
{
	double *trend = arena_array(a, n, double);
	double *part = arena_array(a, n, double);
	double *season[SEASONS] = { NULL };

	for (size_t k = 0; k < nperiods; k++)
		season[k] = arena_array(a, n, double);
	for (int round = 0; round < 2; round++)
		for (size_t k = 0; k < nperiods; k++) {
			size_t m = periods[k];

			for (size_t i = 0; i < n; i++) {
				part[i] = y[i];
				for (size_t o = 0; o < nperiods; o++)
					if (o != k)
						part[i] -= season[o][i];
			}
			moving_average(part, n, m, trend);
			reach_out(trend, n, m);
			season_of(part, trend, n, m, keep, season[k],
			    next[k]);
			centre(next[k], m);
		}
	for (size_t i = 0; i < n; i++) {
		left[i] = y[i];
		for (size_t k = 0; k < nperiods; k++)
			left[i] -= season[k][i];
	}
}
