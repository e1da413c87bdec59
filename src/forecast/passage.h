/*
 * passage: when simulated paths of a daily maximum first reach a capacity.
 *
 * A path follows one member of the mix, with an error of its level and slope
 * and a walk drawn from that member's law, level steps where history has
 * them, the weekday, known events, and blocks of days from the noise pool.
 * Regular surges (surge.h) come when they are due, where buckets are days:
 * each path draws their period, about the mean of the waits, and every wait:
 * the first so that it is not over yet.  Its first day is like those that a
 * surge is in only if one is due, and by the day where none of the latest four
 * weeks is; other surges stay in the noise, and come at random.
 * The bucket whose noise was drawn also says when in it the peak comes.
 *
 * Buckets are days, or hours where history is short; then the first ten days
 * are walked by the hour, and the rest a day at a time.
 *
 * Paths do not know the capacity: more of it never gives an earlier time,
 * nor an event above 0 a later one, path by path.
 */
#ifndef FORECAST_PASSAGE_H
#define FORECAST_PASSAGE_H

#include <stdint.h>

#include "forecast/grid.h"
#include "forecast/mix.h"
#include "forecast/near.h"
#include "forecast/random.h"

struct forecast_event;

/* What a path begins with, before it is scaled to a member's errors. */
struct passage_start {
	struct random random;		/* what it draws from here on */
	double level, slope;
};

struct passage {
	const struct grid *grid;
	const struct history *history;
	const struct mix *mix;
	const struct near *near;	/* its hours may be 0 */
	const struct forecast_event *events;	/* in any order */
	size_t nevents;
	double spread;			/* of their errors: backtest_spread() */
	const double *capacity;		/* as the history's, not in units */
	size_t ncapacities;		/* ascending: one walk answers all */
	size_t ticks;			/* of the horizon: see passage_ticks */
	const struct passage_start *starts;	/* of each path */
	size_t paths;
};

/* How many ticks reach over the horizon, and where a tick ends. */
size_t passage_ticks(const struct grid *g, int64_t horizon);
size_t passage_lead(const struct grid *g, size_t tick);

/* The same for every simulation with the seed, so it is worth keeping. */
const struct passage_start *passage_starts(uint64_t seed, size_t paths,
    struct arena *a);

/*
 * out[k * paths + i]: seconds after now at which path i reaches capacity k,
 * INFINITY when not within the ticks.
 * seen, unless NULL: the maxima, seen[tick][path].
 */
void passage_simulate(const struct passage *p, double *out, double *seen,
    struct arena *a);

#endif
