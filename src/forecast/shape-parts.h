/* shape-parts: what the files of the shapes share; nobody else's. */
#ifndef FORECAST_SHAPE_PARTS_H
#define FORECAST_SHAPE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/shape.h"

#define SHAPE_BINS 48		/* values are put together in so many */
#define SHAPE_COLUMNS 3

/* Means of neighbouring values; x is -1 where history begins, 0 now. */
struct bins {
	size_t n;
	double x[SHAPE_BINS], y[SHAPE_BINS], count[SHAPE_BINS];
};

struct fit {
	double squares;
	double beta[SHAPE_COLUMNS];
	double cov[SHAPE_COLUMNS][SHAPE_COLUMNS];	/* times v */
};

struct search {
	struct bins bins;
	double column[SHAPE_COLUMNS][SHAPE_BINS];	/* the first is 1 */
	double variance;		/* v */
	double penalty;			/* of one parameter more */
	double line;			/* the cost of a straight one */
	double within;			/* squares that bins do not show */
	double bucket, days;		/* one of x; all of the history */
	size_t n;
	struct shape *out;		/* k so far, with these costs */
	double cost[SHAPE_MOST];
	size_t k;
};

/*
 * From the lower half of the columns' products, those with y (c), and y's own
 * in f->squares.  false: the columns are not independent.
 */
bool shape_solve(struct fit *f, size_t k, const double c[SHAPE_COLUMNS]);
/* Least squares of bins from .. to on the first k columns. */
bool shape_least_squares(struct fit *f, const struct search *s, size_t from,
    size_t to, size_t k);
/* Keep it, if it is among the likeliest: in order, the first of equals. */
void shape_keep(struct search *s, const struct shape *x, double cost);

/* The line, and curves: exponential, saturating, logistic. */
void shape_try_line(struct search *s);
void shape_try_curves(struct search *s);

#endif
