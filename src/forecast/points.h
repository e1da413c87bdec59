/*
 * points: forecasts of the next values of a series at equal distances.
 *
 * Values may have any sign, are finite, and there are two at least.  A season
 * is used when it is believed: the first period by its autocorrelation
 * (decompose.h), the second with three cycles and a first one.  Every answer
 * is finite: a method that runs away says what naive does.
 */
#ifndef FORECAST_POINTS_H
#define FORECAST_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/ets.h"

enum points_method {
	POINTS_NAIVE,		/* the last value */
	POINTS_SNAIVE,		/* the last cycle, moved by half its growth */
	POINTS_SES,
	POINTS_HOLT,
	POINTS_DAMPED,
	POINTS_ETS,		/* seasons taken off, ETS by AICc */
	POINTS_ETS_SEASON,	/* ETS(A,Ad,A) */
	POINTS_THETA,		/* Hyndman and Billah 2003, IJF 19:287 */
	POINTS_OTHETA,		/* Fiorucci et al. 2016, IJF 32:1151 */
	POINTS_AR,		/* regression on neighbours and seasons */
	NPOINTS
};

const char *points_name(enum points_method m);

#define POINTS_PERIODS 2

struct points_series {
	const double *y;
	size_t n;
	size_t period[POINTS_PERIODS];	/* ascending; 0: none */
};

/*
 * What was fitted to all of a history; used again for shorter ones, since a
 * fit costs a hundred times what the forecast does.  Zeroed at first; the
 * caller sets `filled` before the shorter ones.
 */
struct points_memory {
	bool looked;			/* for seasons */
	bool filled;
	struct ets ets[NPOINTS];
	double otheta[2];
	size_t period[POINTS_PERIODS], nperiods;
};

/* out: of leads 1 to `leads`. */
void points_forecast(const struct points_series *s, enum points_method m,
    struct points_memory *memory, size_t leads, double *out,
    struct arena *scratch);

#endif
