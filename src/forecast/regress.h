/* regress: least squares with many columns, by GSL. */
#ifndef FORECAST_REGRESS_H
#define FORECAST_REGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * y = x b: x is n rows of p columns, row by row; b has room for p.  Columns
 * that say nothing new get what the least b gives them.  false: n < p.
 */
bool regress(const double *x, const double *y, size_t n, size_t p, double *b,
    struct arena *a);

#endif
