#include <math.h>

#include "forecast/shape-parts.h"

/* Inverse of a positive matrix, in place; false: it has none. */
static bool
invert(double a[SHAPE_COLUMNS][SHAPE_COLUMNS], size_t n)
{
	for (size_t k = 0; k < n; k++) {
		double pivot = a[k][k];

		if (!(pivot > 1e-9))
			return false;
		a[k][k] = 1;
		for (size_t j = 0; j < n; j++)
			a[k][j] /= pivot;
		for (size_t i = 0; i < n; i++) {
			double f = a[i][k];

			if (i == k)
				continue;
			a[i][k] = 0;
			for (size_t j = 0; j < n; j++)
				a[i][j] -= f * a[k][j];
		}
	}
	return true;
}

/* c: of the columns with y; returns the squares of y itself. */
static double
add_up(struct fit *f, const struct search *s, size_t from, size_t to,
    size_t k, double c[SHAPE_COLUMNS])
{
	double yy = 0;

	for (size_t i = from; i < to; i++) {
		double w = s->bins.count[i], y = s->bins.y[i];

		yy += w * y * y;
		for (size_t p = 0; p < k; p++) {
			double wp = w * s->column[p][i];

			c[p] += wp * y;
			for (size_t q = 0; q <= p; q++)
				f->cov[p][q] += wp * s->column[q][i];
		}
	}
	return yy;
}

bool
shape_solve(struct fit *f, size_t k, const double c[SHAPE_COLUMNS])
{
	for (size_t p = 0; p < k; p++)
		for (size_t q = p + 1; q < k; q++)
			f->cov[p][q] = f->cov[q][p];
	if (!invert(f->cov, k))
		return false;
	for (size_t p = 0; p < k; p++) {
		for (size_t q = 0; q < k; q++)
			f->beta[p] += f->cov[p][q] * c[q];
		f->squares -= f->beta[p] * c[p];
	}
	f->squares = fmax(0, f->squares);
	return true;
}

bool
shape_least_squares(struct fit *f, const struct search *s, size_t from,
    size_t to, size_t k)
{
	double c[SHAPE_COLUMNS] = { 0 };
	size_t there = 0;

	for (size_t i = from; i < to; i++)
		there += s->bins.count[i] > 0;
	*f = (struct fit){ 0 };
	f->squares = add_up(f, s, from, to, k, c);
	return there >= k && shape_solve(f, k, c);
}

void
shape_keep(struct search *s, const struct shape *x, double cost)
{
	size_t i;

	if (s->k == SHAPE_MOST && cost >= s->cost[s->k - 1])
		return;
	if (s->k < SHAPE_MOST)
		s->k++;
	for (i = s->k - 1; i > 0 && s->cost[i - 1] > cost; i--) {
		s->cost[i] = s->cost[i - 1];
		s->out[i] = s->out[i - 1];
	}
	s->cost[i] = cost;
	s->out[i] = *x;
}
