#include <gsl/gsl_linalg.h>
#include <math.h>

#include "base/arena.h"
#include "forecast/regress.h"

#define RIDGE 1e-9		/* of each column's own square */

bool
regress(const double *x, const double *y, size_t n, size_t p, double *b,
    struct arena *a)
{
	double *xx = arena_array(a, p * p, double);
	double *xy = arena_array(a, p, double);
	gsl_matrix_view m = gsl_matrix_view_array(xx, p, p);
	gsl_vector_view r = gsl_vector_view_array(xy, p);
	gsl_vector_view v = gsl_vector_view_array(b, p);

	if (n < p)
		return false;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < p; j++) {
			double c = x[i * p + j];

			xy[j] += c * y[i];
			for (size_t k = 0; k <= j; k++)
				xx[j * p + k] += c * x[i * p + k];
		}
	for (size_t j = 0; j < p; j++) {
		xx[j * p + j] += RIDGE * xx[j * p + j] + 1e-300;
		for (size_t k = 0; k < j; k++)
			xx[k * p + j] = xx[j * p + k];
	}
	if (gsl_linalg_cholesky_decomp1(&m.matrix) != 0)
		return false;
	gsl_linalg_cholesky_solve(&m.matrix, &r.vector, &v.vector);
	return true;
}
