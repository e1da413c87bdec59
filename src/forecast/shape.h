/*
 * shape: which curve a history follows, and how sure that is.
 *
 * Candidates are a straight line; exponential growth; saturation, slowing
 * from the first day or by a logistic curve; and a line that at some point
 * changed its slope, its level, or both.  But for a rate and a place they
 * are linear, so each is fitted by least squares, and its weight is
 *
 *	prior exp(-squares / (2 v)) / sqrt(independent)^(what a line has not)
 *
 * with v the long-run variance of the noise and `independent` the number of
 * values that would say as much if they were so: the posterior of the shape
 * by Schwarz's approximation (1978, Annals of Statistics 6:461).  Rates and
 * places are tried on a grid, and ever closer about the best until those
 * beside it are nearly as good: else, of little noise, one of the grid
 * would be all, and wrong.  The prior knows that use seldom grows by
 * several percent a day, nor changes its course every week: so a history of
 * a few days is a line until much speaks against it.
 *
 * Values are as in trend.h; leads are in buckets.
 */
#ifndef FORECAST_SHAPE_H
#define FORECAST_SHAPE_H

#include <stdbool.h>

#include "forecast/trend.h"

#define SHAPE_MOST 12

/*
 * One candidate.  Its error at a lead where trend_bent() is g has the variance
 * v0 + 2 g v01 + g² v1: v0 that of the level now, v1 of the slope.
 */
struct shape {
	struct trend trend;
	double weight;			/* all that are kept sum to 1 */
	double v0, v01, v1;
	bool stepped;			/* its level did, and may again */
};

/*
 * The likeliest come first; returns how many, 1 at least.  days: what n
 * buckets span.  A value is there.
 */
size_t shape_fit(struct shape s[SHAPE_MOST], const double *y, size_t n,
    double days);

/* What they say together at a lead, and the variance of that. */
double shape_at(const struct shape *s, size_t n, size_t lead,
    double *variance);

#endif
