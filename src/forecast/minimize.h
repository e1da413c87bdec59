/* minimize: the lowest value of a function of a few numbers, by GSL. */
#ifndef FORECAST_MINIMIZE_H
#define FORECAST_MINIMIZE_H

#include <stddef.h>

#define MINIMIZE_MAX 6

/*
 * Nelder and Mead's simplex from x, with first steps `step`; at most `rounds`
 * rounds.  x becomes the best point; returns the value there.  A value that
 * is not finite counts as very large.
 */
double minimize(double (*f)(const double *x, const void *arg),
    const void *arg, double *x, size_t n, double step, int rounds);

#endif
