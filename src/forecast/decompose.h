/*
 * decompose: seasons of a regular series.
 *
 * A period is believed when the autocorrelation there is significant at 90 %,
 * as the M4 benchmarks test it, and there are three cycles.
 */
#ifndef FORECAST_DECOMPOSE_H
#define FORECAST_DECOMPOSE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

bool season_is_there(const double *y, size_t n, size_t period);

/*
 * Classical: means by phase of y less (or over) its centred moving average,
 * left with mean 0 (or 1).  season has room for period.  n >= 2 period.
 */
void season_classical(const double *y, size_t n, size_t period,
    bool multiplicative, double *season, struct arena *a);

/*
 * Several periods in turn, the shorter first; each season is the mean of its
 * phase over the cycles, of which older ones count less, and may change.
 * left = y less all of them; next[k] is the season of the next cycle, from the
 * value after the last.
 */
void season_several(const double *y, size_t n, const size_t *periods,
    size_t nperiods, double keep, double *left, double **next,
    struct arena *a);

#endif
