/*
 * near: the hours after now, by what followed past hours.
 *
 * A daily maximum says little of the next hours: whether the peak of the day
 * is still to come, and whether use is just now above or below what is usual.
 * So the latest four weeks are looked at by the hour, without the hour of the
 * day and the weekday.  Of each past hour j it is known how far it was above
 * the level then, the median of the hours before it, and how far, past[h],
 * the hours after it were; hour h from now is then
 *
 *	level + trend + season + past[h] + alike[h] (now - past[0])
 *
 * where `now` is how far the latest hour is above the level, and alike[h] the
 * least-squares slope of past[h] on past[0]: a path begins where use is, and
 * forgets that as fast as the past did.  The latest hour is that of the last
 * sample; where that was `age` hours ago, all are so many hours further on.
 *
 * Levels are in units of the grid of hours; see grid.h.
 */
#ifndef FORECAST_NEAR_H
#define FORECAST_NEAR_H

#include "forecast/grid.h"

struct random;

#define NEAR_HOURS 24
#define NEAR_AGE 6		/* hours that the last sample is old, at most */

struct near {
	struct grid g;			/* of hours */
	struct history history;		/* what g's buckets are of */
	size_t hours;			/* 0: samples are too far apart */
	size_t age;
	double level, now;
	double *past;			/* level at each bucket */
	double *slopes;			/* an hour, about each bucket */
	size_t *anchor, nanchors;	/* buckets like the latest */
	double alike[NEAR_AGE + NEAR_HOURS + 1];	/* by the age too */
	double season[NEAR_HOURS + 1];	/* hour of the day, and weekday */
};

/* What one path does in the hours 1 to `hours`. */
struct near_path {
	double top[NEAR_HOURS + 1];	/* -INFINITY: nothing is known */
	size_t from;			/* hour h is like bucket from + h */
};

/* days: the grid of days; without one, or without hours, hours is 0. */
void near_fill(struct near *x, const struct history *h,
    const struct grid *days, struct arena *a);
/* slope: of the path's trend, an hour. */
void near_draw(struct near_path *path, const struct near *x, double slope,
    struct random *r);

#endif
