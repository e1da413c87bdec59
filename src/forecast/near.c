#include <math.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/near.h"
#include "forecast/random.h"
#include "forecast/stat.h"

#define HOUR 3600
#define LOOKED_AT (28 * 24)	/* hours */
#define SPARSE 7200		/* seconds apart: no hours to tell */
#define LATEST 36		/* hours whose median is the level */
#define ABOUT (5 * 24)		/* hours either side that tell a slope */
#define CLOSE 2			/* hours of the day that are alike */
#define KNOWN 0.9		/* of the hours known of other days, at least */
#define LEAST_ANCHORS 8

static void
late(struct history *out, const struct history *h, int64_t now)
{
	*out = *h;
	while (out->n > 0 && out->samples[0].at <=
	    now - (int64_t)LOOKED_AT * HOUR) {
		out->samples++;
		out->n--;
	}
}

/* The median of the hours up to bucket i. */
static double
level_at(const struct grid *g, size_t i)
{
	double work[LATEST];
	size_t k = 0, from = i + 1 > LATEST ? i + 1 - LATEST : 0;

	for (size_t j = from; j <= i; j++)
		if (!isnan(g->y[j]))
			work[k++] = g->y[j];
	return k > 0 ? stat_median(work, k) : NAN;
}

/* How fast use grew about bucket i. */
static double
slope_about(const struct grid *g, size_t i)
{
	size_t from = i < ABOUT ? 0 : i - ABOUT;
	size_t to = i + ABOUT < g->b.n ? i + ABOUT : g->b.n - 1;

	return (g->level[to] - g->level[from]) / (double)(to - from);
}

/* How far bucket j + h was above the level at j, without the trend then. */
static double
above(const struct near *x, size_t j, size_t h)
{
	return x->g.y[j + h] - x->past[j] - x->slopes[j] * (double)h;
}

static void
measure_alike(struct near *x)
{
	x->alike[0] = 1;
	for (size_t h = 1; h <= x->age + NEAR_HOURS; h++) {
		double xy = 0, xx = 0;

		for (size_t j = LATEST; j + h < x->g.b.n; j++) {
			double p = above(x, j, 0), q = above(x, j, h);

			if (isnan(p) || isnan(q))
				continue;
			xy += p * q;
			xx += p * p;
		}
		x->alike[h] = xx > 0 ? fmax(0, fmin(1, xy / xx)) : 0;
	}
}

/* How many of the hours that follow bucket j are known. */
static size_t
known_after(const struct near *x, size_t j)
{
	size_t known = 0;

	for (size_t h = 1; h <= NEAR_HOURS; h++)
		known += !isnan(x->g.y[j + x->age + h]);
	return known;
}

/*
 * Hours of the same time of day as the latest; not those before a gap, for
 * the peak of the day may have been in it.
 */
static void
find_anchors(struct near *x, struct arena *a)
{
	size_t n = x->g.b.n, latest = n - 1 - x->age, most = 0, kept = 0;

	x->anchor = arena_array(a, n, size_t);
	for (size_t j = LATEST; j + x->age + NEAR_HOURS < n; j++) {
		size_t apart = (latest - j) % 24, known;

		if ((apart > CLOSE && apart < 24 - CLOSE) ||
		    isnan(above(x, j, 0)))
			continue;
		x->anchor[x->nanchors++] = j;
		known = known_after(x, j);
		most = known > most ? known : most;
	}
	for (size_t i = 0; i < x->nanchors; i++)
		if (known_after(x, x->anchor[i]) >= KNOWN * most)
			x->anchor[kept++] = x->anchor[i];
	x->nanchors = kept;
}

void
near_fill(struct near *x, const struct history *h, const struct grid *days,
    struct arena *a)
{
	const struct grid *g = &x->g;
	size_t n, latest;

	*x = (struct near){ .hours = 0 };
	if (days->b.width != FORECAST_DAY || h->found.step > SPARSE)
		return;
	late(&x->history, h, days->b.now);
	if (!grid_fill_hours(&x->g, &x->history, days, a))
		return;
	n = g->b.n;
	while (x->age + 1 < n && isnan(g->y[n - 1 - x->age]))
		x->age++;
	if (x->age > NEAR_AGE)
		return;
	latest = n - 1 - x->age;
	x->past = arena_array(a, n, double);
	x->slopes = arena_array(a, n, double);
	for (size_t i = 0; i < n; i++) {
		x->past[i] = level_at(g, i);
		x->slopes[i] = slope_about(g, i);
	}
	x->level = x->past[latest];
	x->now = above(x, latest, 0);
	measure_alike(x);
	find_anchors(x, a);
	for (size_t i = 1; i <= NEAR_HOURS; i++)
		x->season[i] = grid_season(g, i, g->level[n - 1]) +
		    g->week[i % GRID_WEEK];
	if (x->nanchors >= LEAST_ANCHORS)
		x->hours = NEAR_HOURS;
}

void
near_draw(struct near_path *path, const struct near *x, double slope,
    struct random *r)
{
	size_t i = random_uniform(r) * x->nanchors, j = x->anchor[i];
	double gap = x->now - above(x, j, 0);

	path->from = j + x->age;
	for (size_t h = 1; h <= x->hours; h++) {
		size_t on = x->age + h;
		double v = x->level + slope * on + x->season[h] +
		    above(x, j, on) + x->alike[on] * gap;

		path->top[h] = isnan(v) ? -INFINITY : v;
	}
}
