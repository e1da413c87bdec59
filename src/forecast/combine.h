/*
 * combine: the median of several point forecasts, with intervals.
 *
 * Which methods: by whether there is a season, tuned on past origins inside
 * the training parts of M4's Weekly and Hourly series (bench/forecast-m4).
 * Intervals are conformal: errors of the same combination at past origins,
 * divided by the law of how they grow, give the width; few origins widen it.
 * Histories too short for that have Student's t about a random walk whose drift
 * is 0 but for the standard error of the mean of n changes: a variance of
 * s²(h + h²/n) at h steps, as R's rwf(drift = TRUE) has about its drift.
 */
#ifndef FORECAST_COMBINE_H
#define FORECAST_COMBINE_H

#include "forecast/points.h"

struct interval {
	double mean, lo80, hi80, lo95, hi95;
};

/* out: of leads 1 to `leads`; every number finite, lo95 <= lo80 <= mean. */
void combine_forecast(const struct points_series *s, size_t leads,
    struct interval *out);

#endif
