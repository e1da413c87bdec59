/*
 * grid: the maxima of a history as the trends want them.
 *
 * In units of their spread, so that neither scale nor shift of the input
 * matters, and without the season: the weekday for buckets of a day, the hour
 * for buckets of an hour.  A week has two levels, of two days in a row and of
 * the others, unless seven leave clearly less.  What is left after a local
 * median is the noise pool, from which paths draw; where it was larger the
 * higher the level, the pool is that of a middle level, and paths scale it.
 *
 * Lead h >= 1 is the h-th bucket after now, that is bucket n + h - 1.
 */
#ifndef FORECAST_GRID_H
#define FORECAST_GRID_H

#include <stdbool.h>

#include "forecast/bucket.h"

#define GRID_PERIODS 24
#define GRID_WEEK 168		/* hours */

struct grid {
	struct buckets b;
	double shift, scale;		/* used = shift + scale * unit */
	double *y;			/* b.n, NaN where empty */
	size_t period;			/* buckets of a season */
	double season[GRID_PERIODS];	/* of lead h: season[h % period] */
	double swell, usual;		/* it grows with the level, from */
	double *level;			/* of each bucket, without a season */
	double strength;		/* share of what the season explains */
	double *noise;			/* pool: what is left of each ... */
	size_t *source;			/* ... bucket, and which it is */
	size_t npool;
	double loud, middle;		/* it grows with the level, from */
	double week[GRID_WEEK];		/* of lead h, by h % GRID_WEEK */
	size_t jitter;			/* half-width of the local median */
};

/* At a lead, of a path that is at this level, in units. */
double grid_season(const struct grid *g, double lead, double level);
/* Entry k of the pool, of a path that is at this level. */
double grid_noise(const struct grid *g, size_t k, double level);
/* false: no history. */
bool grid_fill(struct grid *g, const struct history *h, int64_t now,
    int64_t width, struct arena *a);
/*
 * By the hour, and also without the weekday: as a grid of days has it, from
 * the hour on at which days begin by the history; or, of three weeks or more
 * and where that leaves clearly less, hour by hour of the week.  Without a
 * noise pool.
 */
bool grid_fill_hours(struct grid *g, const struct history *h,
    const struct grid *days, struct arena *a);
double grid_bucket_days(const struct grid *g);

#endif
