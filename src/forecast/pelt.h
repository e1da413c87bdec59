/*
 * pelt: where the line that a series follows changes.
 *
 * Pieces with the least sum of squares about a line each, plus a penalty a
 * change; exact, by Killick, Fearnhead and Eckley 2012 (JASA 107:1590).
 * Autocorrelated noise would be split without end: the penalty grows with it
 * (forecast-methods: 4 log n_eff of the noise's variance).
 */
#ifndef FORECAST_PELT_H
#define FORECAST_PELT_H

#include <stddef.h>

struct arena;

/*
 * Where each piece after the first begins, ascending; returns how many.
 * NaN values are passed over.  A piece has at least `least` values.
 */
size_t pelt_lines(const double *y, size_t n, size_t least, double penalty,
    size_t *starts, struct arena *scratch);
/* The penalty that fits this noise. */
double pelt_penalty(const double *y, size_t n, struct arena *scratch);

#endif
