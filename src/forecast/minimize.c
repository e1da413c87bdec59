#include <assert.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "base/arena.h"
#include "forecast/minimize.h"

#define NOT_FINITE 1e300

struct problem {
	double (*f)(const double *, const void *);
	const void *arg;
};

static double
value(const gsl_vector *v, void *arg)
{
	const struct problem *p = arg;
	double y = p->f(v->data, p->arg);

	return isfinite(y) ? y : NOT_FINITE;
}

double
minimize(double (*f)(const double *, const void *), const void *arg,
    double *x, size_t n, double step, int rounds)
{
	double steps[MINIMIZE_MAX], best;
	struct problem p = { f, arg };
	gsl_multimin_function g = { value, n, &p };
	gsl_vector_view at = gsl_vector_view_array(x, n);
	gsl_vector_view by = gsl_vector_view_array(steps, n);
	gsl_multimin_fminimizer *s;

	assert(n <= MINIMIZE_MAX);
	for (size_t i = 0; i < n; i++)
		steps[i] = step;
	s = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2,
	    n);
	if (s == NULL)
		arena_exhausted();
	gsl_multimin_fminimizer_set(s, &g, &at.vector, &by.vector);
	while (rounds-- > 0 && gsl_multimin_fminimizer_iterate(s) == 0)
		if (gsl_multimin_fminimizer_size(s) < 1e-5)
			break;
	best = s->fval;
	for (size_t i = 0; i < n; i++)
		x[i] = gsl_vector_get(s->x, i);
	gsl_multimin_fminimizer_free(s);
	return best;
}
