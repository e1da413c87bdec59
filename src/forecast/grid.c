#include <math.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/grid.h"
#include "forecast/stat.h"

#define LATEST_CYCLES 10	/* a season is that of the latest cycles */

double
grid_season(const struct grid *g, double lead)
{
	double swell = fmax(0, fmin(3, 1 + g->swell * lead));
	long i = (long)lead % (long)g->period;

	return swell * g->season[i < 0 ? i + (long)g->period : i];
}

static bool
to_units(struct grid *g, struct arena *a)
{
	double least = INFINITY, most = -INFINITY;

	g->y = arena_array(a, g->b.n, double);
	for (size_t i = 0; i < g->b.n; i++) {
		least = fmin(least, g->b.max[i]);
		most = fmax(most, g->b.max[i]);
	}
	if (!(least <= most))
		return false;
	g->shift = least;
	g->scale = most > least ? most - least : fmax(1, fabs(most));
	for (size_t i = 0; i < g->b.n; i++)
		g->y[i] = (g->b.max[i] - g->shift) / g->scale;
	return true;
}

/* The lead of bucket i: now is between leads 0 and 1. */
static double
lead_of(const struct grid *g, size_t i)
{
	return (double)i + 1 - g->b.n;
}

static size_t
phase(const struct grid *g, size_t i)
{
	return (g->period * g->b.n + i + 1 - g->b.n) % g->period;
}

/* Median slope between buckets whole seasons apart: no season steers it. */
static double
slope_between_cycles(const struct grid *g, double *work)
{
	size_t k = 0;

	for (size_t lag = g->period; lag < g->b.n; lag += g->period)
		for (size_t i = 0; i + lag < g->b.n; i++)
			if (!isnan(g->y[i]) && !isnan(g->y[i + lag]))
				work[k++] = (g->y[i + lag] - g->y[i]) / lag;
	return stat_median(work, k);
}

/* What the season is read from: values about a trend that has none of it. */
static void
without_trend(const struct grid *g, double *left, double *work)
{
	size_t n = g->b.n;
	double slope;

	if (n >= 3 * g->period && g->period / 2 < STAT_HALF &&
	    g->period == 7) {
		stat_running_median(g->y, n, g->period / 2, work);
		for (size_t i = 0; i < n; i++)
			left[i] = g->y[i] - work[i];
		return;
	}
	slope = slope_between_cycles(g, work);
	for (size_t i = 0; i < n; i++)
		left[i] = g->y[i] - slope * lead_of(g, i);
}

static void
read_season(struct grid *g, const double *left, double *work)
{
	double mean = 0;

	for (size_t p = 0; p < g->period; p++) {
		size_t k = 0;

		for (size_t i = g->b.n; i-- > 0 && k < LATEST_CYCLES; )
			if (phase(g, i) == p && !isnan(left[i]))
				work[k++] = left[i];
		g->season[p] = stat_median(work, k);
		mean += g->season[p] / g->period;
	}
	for (size_t p = 0; p < g->period; p++)
		g->season[p] -= mean;
}

/* Does the season grow?  Drawn to no by as much as that is not sure. */
static void
find_swell(struct grid *g, const double *left, double mean)
{
	double num = 0, den = 0, sum = 0, t2;
	size_t k = 0;

	for (size_t i = 0; i < g->b.n; i++) {
		double s = g->season[phase(g, i)], x = s * lead_of(g, i);

		if (isnan(left[i]))
			continue;
		num += (left[i] - mean - s) * x;
		den += x * x;
		sum += (left[i] - mean - s) * (left[i] - mean - s);
		k++;
	}
	if (!(den > 0 && sum > 0))
		return;
	t2 = num * num / den / (sum / k);
	g->swell = num / den * fmax(0, 1 - 4 / fmax(t2, 1e-9));
}

/* The season stays only where it explains a good part of what is left. */
static void
find_season(struct grid *g, struct arena *a)
{
	size_t n = g->b.n, k = 0;
	double *left = arena_array(a, n, double), before = 0, after = 0, mean;
	double *work = arena_array(a, n * (n / g->period + 1) + n, double);

	if (n < g->period * (g->period == 7 ? 3 : 1) ||
	    g->b.width > FORECAST_DAY)
		return;
	without_trend(g, left, work);
	read_season(g, left, work);
	for (size_t i = 0; i < n; i++)
		if (!isnan(left[i]))
			work[k++] = left[i] - g->season[phase(g, i)];
	mean = stat_median(work, k);
	for (size_t i = 0; i < n; i++)
		if (!isnan(left[i])) {
			before += fabs(left[i] - mean);
			after += fabs(left[i] - mean - g->season[phase(g, i)]);
		}
	if (!(after < 0.85 * before)) {
		for (size_t p = 0; p < g->period; p++)
			g->season[p] = 0;
		return;
	}
	g->strength = 1 - after / before;
	if (n >= 2 * g->period)
		find_swell(g, left, mean);
	for (size_t i = 0; i < n; i++)
		g->y[i] -= grid_season(g, lead_of(g, i));
}

static void
fill_pool(struct grid *g, struct arena *a)
{
	size_t n = g->b.n;
	double *smooth = arena_array(a, n, double), grow = 1;

	g->noise = arena_array(a, n, double);
	g->source = arena_array(a, n, size_t);
	stat_running_median(g->y, n, g->jitter, smooth);
	/* The season took part of the noise with it. */
	if (g->strength > 0)
		grow = sqrt(1 + 1 / fmax(1, (double)n / g->period - 1));
	for (size_t i = 0; i < n; i++)
		if (!isnan(g->y[i])) {
			g->noise[g->npool] = grow * (g->y[i] - smooth[i]);
			g->source[g->npool++] = i;
		}
}

bool
grid_fill(struct grid *g, const struct history *h, int64_t now,
    int64_t width, struct arena *a)
{
	*g = (struct grid){ .period = width < FORECAST_DAY ? 24 : 7 };
	g->jitter = g->period == 7 ? 4 : 12;
	bucket_fill(&g->b, h, now, width, BUCKET_MAX, a);
	if (g->b.n == 0 || !to_units(g, a))
		return false;
	find_season(g, a);
	fill_pool(g, a);
	return true;
}
