/*
 * forecast: when a series of use first reaches a capacity.
 *
 * The answer is the first passage of the measured, noisy, peaky series, not
 * the crossing of its mean: P10, P50 and P90 of the date, from simulated
 * paths, whose errors come from a backtest on the series' own past.
 *
 * Pure: no I/O, no clock, no globals, no threads.  The same series, options
 * and seed give the same answer, in whatever order samples and series come:
 * the generator is seeded by options.seed and the series' name.
 *
 * Promises, for any input: nothing in a result is NaN or infinite, no date is
 * before now, p10 <= p50 <= p90 (FORECAST_NEVER is the greatest date), and
 * p_by_day never falls.  More capacity never gives an earlier date, and one
 * more event with delta >= 0 never a later one, on the same series and seed.
 *
 * Times are seconds since 1970, UTC; now is within 2^53.  Memory is the
 * caller's arena.
 */
#ifndef FORECAST_FORECAST_H
#define FORECAST_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "forecast/series.h"

#define FORECAST_NEVER INT64_MAX	/* a date: not within the horizon */
#define FORECAST_DAY 86400
#define FORECAST_MAX_DAYS 3660		/* longest horizon */

enum forecast_status {
	FORECAST_EXHAUSTED,		/* at capacity now */
	FORECAST_WITHIN_HORIZON,	/* p50 is within the horizon */
	FORECAST_BEYOND_HORIZON,	/* it grows, p50 is later */
	FORECAST_NOT_GROWING,		/* p50 is later, no growth was seen */
	FORECAST_NOT_ENOUGH_HISTORY,	/* nothing is claimed: see reason */
};

/* The words of the output: "within_horizon". */
const char *forecast_status_name(enum forecast_status s);

/* A known change: `delta` more is used from `at` on. */
struct forecast_event {
	int64_t at;			/* before now: already in the history */
	double delta;
};

struct forecast_options {
	int64_t now;			/* samples after it are not looked at */
	int64_t horizon;		/* seconds after now; 1 day at least */
	int64_t step;			/* of the points; 0: chosen */
	size_t points;			/* how many; 0: none */
	double capacity;		/* exhausted at used >= capacity */
	uint64_t seed;
	size_t paths;			/* 0: 1000 */
	int method;			/* see below; 0: the best by backtest */
	bool backtest;			/* fill in the rows of the backtest */
	const struct forecast_event *events;	/* in any order */
	size_t nevents;
};

/* Methods by number: name of i, NULL past the last; 0 is "auto". */
const char *forecast_method_name(int i);
/* One line for a manual or --help. */
const char *forecast_method_says(int i);
/* -1: no such method. */
int forecast_method_find(const char *name);

/* A point forecast: of the greatest value within [at, at + step). */
struct forecast_point {
	int64_t at;
	double mean;			/* the middle one of the paths */
	double lo80, hi80, lo95, hi95;
};

/* k of n; n is 0 where there was nothing to count. */
struct forecast_rate {
	size_t k, n;
};

#define FORECAST_ALARMS 3
extern const int forecast_alarm_days[FORECAST_ALARMS];	/* 7, 30, 90 */

/*
 * How a method would have done in the past of this series: at past dates,
 * levels that were reached later were given as capacity.
 */
struct forecast_backtest {
	const char *method;		/* "ipplan" is what is answered with */
	size_t trials;			/* origin and level */
	struct forecast_rate covered;	/* truth within p10 - p90 */
	double error_days;		/* median, absolute; 0 of 0 trials */
	double pinball;			/* mean, of log2(days + 1/24) */
	struct forecast_rate missed[FORECAST_ALARMS];	/* of those due */
	struct forecast_rate false_alarms[FORECAST_ALARMS]; /* of those given */
	bool used;			/* the answer is by this method */
};

struct forecast_change {
	int64_t at;
	double step;			/* of the level, there */
	double slope;			/* a day, from there on */
};

struct forecast_season {
	int64_t period;			/* seconds */
	double strength;		/* share of variance, 0 to 1 */
	bool multiplicative;
};

/* What was found in the tidy history. */
struct forecast_facts {
	struct intake intake;
	int64_t bucket;			/* seconds: maxima are of these */
	size_t buckets, empty_buckets;
	/* A day, now: what the shapes say, or a robust line through hours. */
	double slope;
	double slope_lo, slope_hi;	/* its 80 % interval */
	double noise;			/* MAD-based deviation of the maxima */
	const struct forecast_change *changes;
	size_t nchanges;
	const struct forecast_season *seasons;
	size_t nseasons;
	size_t surges;			/* recurring peaks: how many seen */
	int64_t surge_every;		/* seconds; 0: not regular */
	double surge_height;		/* median; 0: none */
	bool intermittent;
};

struct forecast {
	const char *series;
	enum forecast_status status;
	const char *reason;		/* one line; never NULL */
	int64_t now;
	double used;			/* the latest; 0 without history */
	double capacity;
	int64_t p10, p50, p90;		/* FORECAST_NEVER: not within horizon */
	double p_within_horizon;
	const double *p_by_day;		/* [i]: by now + i + 1 days */
	size_t days;			/* whole days of the horizon */
	const char *method;		/* what the answer was made with */
	const struct forecast_point *points;
	size_t npoints;
	const struct forecast_backtest *backtest;
	size_t nbacktest;
	struct forecast_facts facts;
	uint64_t seed;
	size_t paths;
};

/* Never NULL, never fails. */
const struct forecast *forecast_run(const struct series *s,
    const struct forecast_options *o, struct arena *a)
    __attribute__((returns_nonnull));

#endif
