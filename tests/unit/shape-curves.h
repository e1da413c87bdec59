/*
 * shape-curves: the kinds of curves that the tests of shapes draw, and fit.
 */
#ifndef SHAPE_CURVES_H
#define SHAPE_CURVES_H

#include <math.h>
#include <stddef.h>

#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

enum kind { LINE, EXPONENTIAL, LOGISTIC, KINKED, STEPPED, JUMPED, KINDS };

/* x is -1 where history begins, 0 now. */
struct curve {
	enum kind kind;
	double rate, turn, edge;
};

/* Linear terms at x; returns how many. */
size_t curve_terms(const struct curve *c, double x, double out[3]);
/* One of a kind, drawn by two numbers of 0 to 1. */
double curve_drawn(enum kind k, double x, const double *u);

#endif
