#include <math.h>

#include "base/arena.h"
#include "forecast/combine.h"
#include "forecast/outlook.h"
#include "forecast/passage.h"
#include "forecast/stat.h"

#define LONGEST 3000		/* values the point methods look at */
#define SHARE 4			/* leads at most, of what is known: 1/4 */
#define FEW 30			/* or as many, of less than that */

/* Seconds after now at which a tick ends, where the next begins. */
static double
end_of(const struct grid *g, size_t tick)
{
	return (double)passage_lead(g, tick) * g->b.width;
}

/*
 * The greatest of the ticks that touch (from, to], path by path; *tick is the
 * first that ends after `from`, as far as known.
 */
static void
of_paths(const struct outlook *l, struct forecast_point *pt, double from,
    double to, size_t *tick, double *work)
{
	static const double p[] = { 0.025, 0.1, 0.5, 0.9, 0.975 };
	double q[5];

	for (size_t k = 0; k < l->paths; k++)
		work[k] = -INFINITY;
	while (*tick < l->ticks && end_of(l->grid, *tick) <= from)
		++*tick;
	for (size_t i = *tick; i < l->ticks; i++) {
		const double *v = l->seen + i * l->paths;

		if (i > 0 && end_of(l->grid, i - 1) >= to)
			break;
		for (size_t k = 0; k < l->paths; k++)
			work[k] = v[k] > work[k] ? v[k] : work[k];
	}
	stat_quantiles(work, l->paths, p, q, 5);
	for (int i = 0; i < 5; i++)
		q[i] = l->grid->shift + l->grid->scale * q[i];
	/* Between equal values an interpolation may err by a last digit. */
	pt->mean = q[2];
	pt->lo80 = fmin(q[2], q[1]);
	pt->hi80 = fmax(q[2], q[3]);
	pt->lo95 = fmin(pt->lo80, q[0]);
	pt->hi95 = fmax(pt->hi80, q[4]);
}

/*
 * Values a step apart up to the last sample, a gap bridged by a line.  Scaled
 * but not shifted: some methods take logarithms.
 */
static double *
at_equal_steps(const struct outlook *l, size_t *n, struct arena *a)
{
	const struct history *h = l->history;
	int64_t step = h->found.step, span = h->found.last - h->found.first;
	size_t known = (size_t)((span + step / 2) / step) + 1, at = known;
	double *y;

	known = at = known < LONGEST ? known : LONGEST;
	y = arena_array(a, known, double);
	for (size_t i = h->n; i-- > 0 && at > 0; ) {
		double v = h->samples[i].used / l->grid->scale;
		size_t back = (size_t)((h->found.last - h->samples[i].at +
		    step / 2) / step);
		size_t k = back < known ? known - 1 - back : 0;

		if (k >= at)
			continue;
		for (size_t j = k; j < at; j++)
			y[j] = at == known ? v :
			    v + (y[at] - v) * (j - k) / (at - k);
		at = k;
	}
	*n = known;
	return y;
}

/* Day, week and year, as far as history has three of them. */
static void
set_periods(struct points_series *s, int64_t step)
{
	static const double days[] = { 1, 7, 365.25 };
	size_t k = 0;

	for (size_t i = 0; i < 3 && k < POINTS_PERIODS; i++) {
		size_t p = (size_t)lround(days[i] * FORECAST_DAY / step);

		if (p > 1 && p <= s->n / 3)
			s->period[k++] = p;
	}
}

static bool
of_methods(struct outlook *l, size_t n, struct arena *a)
{
	struct points_series s = { 0 };
	struct interval *v = arena_array(a, n, struct interval);
	double scale = l->grid->scale;

	s.y = at_equal_steps(l, &s.n, a);
	if (n > s.n / SHARE && (s.n >= FEW || n > s.n))
		return false;
	set_periods(&s, l->history->found.step);
	combine_forecast(&s, n, v);
	for (size_t i = 0; i < n; i++) {
		struct forecast_point *p = &l->points[i];

		p->mean = scale * v[i].mean;
		p->lo80 = scale * v[i].lo80;
		p->hi80 = scale * v[i].hi80;
		p->lo95 = scale * v[i].lo95;
		p->hi95 = scale * v[i].hi95;
	}
	return true;
}

/* What was never below 0 does not go there: addresses, pods, nodes. */
static void
not_below_zero(struct outlook *l)
{
	for (size_t i = 0; i < l->npoints && l->history->found.least >= 0;
	    i++) {
		struct forecast_point *p = &l->points[i];

		p->mean = fmax(0, p->mean);
		p->lo80 = fmax(0, p->lo80);
		p->hi80 = fmax(0, p->hi80);
		p->lo95 = fmax(0, p->lo95);
		p->hi95 = fmax(0, p->hi95);
	}
}

/* Rows a step apart, the whole ones within the horizon. */
static void
lay_out(struct outlook *l, int64_t step, struct arena *a)
{
	l->npoints = (size_t)(l->horizon / step);
	if (l->npoints > l->wanted)
		l->npoints = l->wanted;
	l->points = arena_array(a, l->npoints, struct forecast_point);
	for (size_t i = 0; i < l->npoints; i++)
		l->points[i].at = l->grid->b.now + (int64_t)i * step;
}

/* From sample to sample, if the step is that and the end not too far. */
static bool
sample_by_sample(struct outlook *l, int64_t step, struct arena *a)
{
	if (step != l->history->found.step || l->events ||
	    l->grid->b.now - l->history->found.last >= step)
		return false;
	lay_out(l, step, a);
	return of_methods(l, l->npoints, a);
}

static void
fill_points(struct outlook *l, struct arena *a)
{
	int64_t width = l->grid->b.width;
	int64_t step = l->step > 0 ? l->step : width;
	double *work = arena_array(a, l->paths, double);
	size_t tick = 0;

	if (step > l->horizon)
		step = l->horizon;
	if (sample_by_sample(l, step, a))
		return;
	/* What a path does within a bucket is not known. */
	if (step < width)
		step = width;
	lay_out(l, step, a);
	for (size_t i = 0; i < l->npoints; i++)
		of_paths(l, &l->points[i], (double)i * step,
		    (double)(i + 1) * step, &tick, work);
}

void
outlook_fill(struct outlook *l, struct arena *a)
{
	fill_points(l, a);
	not_below_zero(l);
}
