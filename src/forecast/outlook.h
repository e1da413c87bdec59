/*
 * outlook: the next values, with intervals, as a table or a plot shows them.
 *
 * At the step of the samples, not too far ahead and without planned events,
 * it is the combination of point methods, whose intervals are conformal
 * (combine.h).  Otherwise a point is about the greatest value within its
 * step, from the paths that also give the dates.
 */
#ifndef FORECAST_OUTLOOK_H
#define FORECAST_OUTLOOK_H

#include "forecast/forecast.h"
#include "forecast/grid.h"

struct outlook {
	const struct grid *grid;
	const struct history *history;
	int64_t horizon, step;		/* step 0: the grid's */
	size_t wanted;
	const double *seen;		/* of passage_simulate */
	size_t ticks, paths;
	bool events;
	struct forecast_point *points;	/* the answer */
	size_t npoints;
};

void outlook_fill(struct outlook *l, struct arena *a);

#endif
