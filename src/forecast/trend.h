/*
 * trend: point forecasts of a level, each by a method of its own.
 *
 * All methods give the same numbers: at lead h >= 1 the forecast is
 * level + slope g(h), where g(h) = h for bend 0, and otherwise
 * (1 - exp(-bend h)) / bend: a bend above 0 levels out (damped, saturating),
 * below 0 it grows exponentially, and from lead `straight` on by a line.
 * With a rate above 0 it is a logistic curve instead, that of
 * 1 / (1 + exp(-turn - rate h)), scaled so that g(h) begins as h does.
 *
 * Values are in units of the series' own spread, without season, at equal
 * distances, NaN where missing.  The last is never taken on trust alone:
 * what steers a level is a smoothed one.
 */
#ifndef FORECAST_TREND_H
#define FORECAST_TREND_H

#include "forecast/stat.h"

struct trend {
	double level, slope, bend;
	size_t straight;
	double rate, turn;
};

enum trend_method {
	TREND_NAIVE,		/* the latest level goes on */
	TREND_SES,
	TREND_DRIFT,		/* latest level, slope of all history */
	TREND_THEIL_SEN,
	TREND_SEGMENT,		/* the line since the last change */
	TREND_RECENT,		/* the line of the latest third */
	TREND_DAMPED,
	TREND_THETA,
	TREND_LINEAR,		/* least squares, as predict_linear */
	TREND_SHAPE,		/* see shape.h; not for trend_fit() */
	TREND_STEPS,		/* level since the last change, and steps */
	NTRENDS
};

const char *trend_name(enum trend_method m);
const char *trend_says(enum trend_method m);
/* g(h) */
double trend_bent(const struct trend *t, size_t lead);
double trend_at(const struct trend *t, size_t lead);

/* What the methods need beyond the values. */
struct trend_work {
	size_t segment;		/* where the last piece begins */
	struct line whole;	/* Theil and Sen's, through all of it */
	struct trend smooth;	/* simple smoothing, which three begin with */
	double limit;		/* an error beyond it counts less */
	double *work;		/* room for stat_pairs(n) */
};

/* Fills `whole`, `limit`, `smooth` for these values; once, before trend_fit. */
void trend_prepare(struct trend_work *w, const double *y, size_t n);
void trend_fit(struct trend *t, enum trend_method m, const double *y,
    size_t n, const struct trend_work *w);

#endif
