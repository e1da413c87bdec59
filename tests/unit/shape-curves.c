#include "shape-curves.h"

size_t
curve_terms(const struct curve *t, double x, double out[3])
{
	out[0] = 1;
	out[1] = t->kind == EXPONENTIAL ? exp(t->rate * x) :
	    t->kind == LOGISTIC ? 1 / (1 + exp(-t->rate * (x - t->turn))) : x;
	if (t->kind == JUMPED)
		out[2] = x < t->edge ? -1 : 0;
	if (t->kind == JUMPED)
		return 3;
	if (t->kind != KINKED)
		return 2;
	out[1] = x > t->edge ? x : t->edge;
	out[2] = x < t->edge ? x - t->edge : 0;
	return 3;
}

double
curve_drawn(enum kind k, double x, const double *u)
{
	switch (k) {
	case EXPONENTIAL:
		return exp((1 + 3 * u[0]) * (u[1] < 0.5 ? x : -x - 1));
	case LOGISTIC:
		return 1 / (1 + exp(-(3 + 7 * u[0]) * (x + u[1])));
	case KINKED:
		return fmax(0, x + 0.2 + 0.6 * u[0]) * (1 + u[1]);
	case STEPPED:
		return x > -0.2 - 0.6 * u[0] ? 0.5 + u[1] + 0.5 * x : 0.1 * x;
	case JUMPED:
		return (x > -0.2 - 0.6 * u[0]) * (0.5 + u[1]) + 0.3 * x;
	default:
		return (u[0] + 0.2) * (u[1] < 0.5 ? x : -x);
	}
}
