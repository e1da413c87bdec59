/*
 * The shape of a history beside a stupid twin: each candidate by itself, by
 * GSL's least squares, all of them sorted.
 */
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>

#include "test.h"

#include "forecast/random.h"
#include "forecast/shape.h"
#include "shape-curves.h"

#define MOST 48			/* values that are not put together */

struct twin {
	struct curve c;
	double beta[3];
	gsl_matrix *cov;	/* times v */
	double cost, weight;
	double mass;		/* of its kind's prior, once refined */
};

struct problem {
	double y[MOST], days, v, penalty;
	size_t n;
	struct twin twin[350];
	size_t k;
};

static double
x_of(const struct problem *p, size_t i)
{
	return ((double)i + 1) / (double)p->n - 1;
}

/* On the values from .. to; the covariance is NULL when there are too few. */
static double
fit(const struct problem *p, struct twin *t, size_t from, size_t to)
{
	double row[3], squares = 0;
	size_t k = curve_terms(&t->c, 0, row), m = 0, i = 0;
	gsl_multifit_linear_workspace *work;
	gsl_matrix *x;
	gsl_vector *y, *w, *beta;

	t->cov = NULL;
	for (size_t j = from; j < to; j++)
		m += !isnan(p->y[j]);
	if (m < k)
		return 0;
	x = gsl_matrix_alloc(m, k);
	y = gsl_vector_alloc(m);
	w = gsl_vector_alloc(m);
	beta = gsl_vector_alloc(k);
	t->cov = gsl_matrix_alloc(k, k);
	gsl_vector_set_all(w, 1);
	for (size_t j = from; j < to; j++) {
		if (isnan(p->y[j]))
			continue;
		curve_terms(&t->c, x_of(p, j), row);
		for (size_t c = 0; c < k; c++)
			gsl_matrix_set(x, i, c, row[c]);
		gsl_vector_set(y, i++, p->y[j]);
	}
	work = gsl_multifit_linear_alloc(m, k);
	gsl_multifit_wlinear(x, w, y, beta, t->cov, &squares, work);
	gsl_matrix_scale(t->cov, p->v);
	for (size_t c = 0; c < k; c++)
		t->beta[c] = gsl_vector_get(beta, c);
	gsl_multifit_linear_free(work);
	gsl_vector_free(beta);
	gsl_vector_free(w);
	gsl_vector_free(y);
	gsl_matrix_free(x);
	return squares;
}

static size_t
known(const struct problem *p, size_t from, size_t to)
{
	size_t m = 0;

	for (size_t i = from; i < to; i++)
		m += !isnan(p->y[i]);
	return m;
}

/* Returns the cost without the prior's mass. */
static double
try(struct problem *p, struct twin t, double prior, int more)
{
	double squares = fit(p, &t, 0, p->n), mass = t.mass > 0 ? t.mass : 1;

	if (t.cov == NULL)
		return INFINITY;
	t.cost = squares / (2 * p->v) - log(prior * mass) +
	    more * p->penalty;
	p->twin[p->k++] = t;
	return t.cost + log(mass);
}

static double
try_curve(struct problem *p, enum kind kind, double rate, double turn,
    double mass)
{
	double a_day = fabs(rate) / p->days;
	double prior = kind == LOGISTIC ? 1.5 / 65 * exp(-a_day / 0.6) :
	    rate > 0 ? 1.5 / 12 * exp(-a_day / 0.03) :
	    0.6 / 9 * exp(-a_day / 0.3);

	return fabs(rate) < 0.2 ? INFINITY : try(p, (struct twin){ .c = { kind,
	    rate, turn, 0 }, .mass = mass }, prior, 0);
}

/* Half as far from the best each time, until neighbours are as good. */
static void
refine(struct problem *p, enum kind kind, double line, double cost,
    double rate, double turn, double apart)
{
	double beside = 0.1, mass = 1;

	for (int round = 0; round < 7 && cost < line; round++) {
		double from_rate = rate, from_turn = turn, worst = 0;

		apart /= 2;
		beside /= 2;
		mass /= kind == LOGISTIC ? 4 : 2;
		for (int i = 0; i < (kind == LOGISTIC ? 4 : 2); i++) {
			double r = from_rate + (i > 1 ? 0 : i ? -apart :
			    apart);
			double t = from_turn + (i < 2 ? 0 : i == 3 ? -beside :
			    beside);
			double c = try_curve(p, kind, r, t, mass);

			worst = fmax(worst, c);
			if (c < cost) {
				cost = c;
				rate = r;
				turn = t;
			}
		}
		if (worst - cost < 2)
			return;
	}
}

static void
try_rates(struct problem *p, double line, const double *rates, size_t n)
{
	double least = INFINITY, at = 0;

	for (size_t i = 0; i < n; i++) {
		double c = try_curve(p, EXPONENTIAL, rates[i], 0, 1);

		at = c < least ? rates[i] : at;
		least = fmin(least, c);
	}
	refine(p, EXPONENTIAL, line, least, at, 0, at > 0 ? 0.3 : -at / 4);
}

static void
try_curves(struct problem *p, double line)
{
	static const double up[] = { .8, 1.1, 1.4, 1.7, 2, 2.3, 2.6, 2.9,
	    3.2, 3.5, 3.8, 4.1 };
	static const double down[] = { -.8, -1, -1.3, -1.7, -2.2, -2.8, -3.6,
	    -4.7, -6 };
	static const double rates[] = { 3, 4.5, 6, 8, 11 };
	double least = INFINITY, rate = 0, turn = 0;

	try_rates(p, line, down, COUNT(down));
	try_rates(p, line, up, COUNT(up));
	for (size_t i = 0; i < COUNT(rates); i++)
		for (int m = 0; m < 13; m++) {
			double c = try_curve(p, LOGISTIC, rates[i],
			    -.95 + .1 * m, 1);

			if (c >= least)
				continue;
			least = c;
			rate = rates[i];
			turn = -.95 + .1 * m;
		}
	refine(p, LOGISTIC, line, least, rate, turn, rate / 4);
}

/* No slope is told by the value at the edge, which both lines have. */
static void
try_kink(struct problem *p, size_t at, double share)
{
	if (known(p, 0, at - 1) > 0 && known(p, at, p->n) > 0)
		try(p, (struct twin){ .c = { KINKED, .edge = (double)at /
		    (double)p->n - 1 } }, 0.3 * share, 1);
}

/* A line of the values before `at`, and one of the others. */
static void
try_two_lines(struct problem *p, size_t at, double share)
{
	struct twin t = { .c = { STEPPED, 0, 0, 0 } };
	struct twin before = { .c = { LINE, 0, 0, 0 } };
	double squares = fit(p, &before, 0, at);

	gsl_matrix_free(before.cov);
	squares += fit(p, &t, at, p->n);
	t.cost = squares / (2 * p->v) - log(0.2 * share) + 2 * p->penalty;
	p->twin[p->k++] = t;
}

/* Between a value and the one before; enough of them on either side. */
static void
try_jumps(struct problem *p, double share)
{
	share /= (double)known(p, 0, p->n);
	for (size_t at = 0; at < p->n; at++) {
		size_t old = known(p, 0, at), late = known(p, at, p->n);

		if (isnan(p->y[at]))
			continue;
		if (old >= 2 && late >= 2)
			try(p, (struct twin){ .c = { JUMPED, .edge =
			    x_of(p, at) - 0.5 / (double)p->n } },
			    0.3 * share, 1);
		if (old >= 4 && late >= 4)
			try_two_lines(p, at, share);
	}
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_value);
	return n == 0 ? 0 : n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Robust variance of the noise by second differences, values lag apart. */
static double
variance_at(const struct problem *p, size_t lag)
{
	double d[MOST], middle;
	size_t k = 0;

	for (size_t i = lag; i + lag < p->n; i++) {
		double v = p->y[i - lag] - 2 * p->y[i] + p->y[i + lag];

		if (!isnan(v))
			d[k++] = v;
	}
	middle = median(d, k);
	for (size_t i = 0; i < k; i++)
		d[i] = fabs(d[i] - middle);
	return pow(1.4826 * median(d, k), 2) / 6 *
	    ((double)known(p, 0, p->n) / (double)p->n);
}

static void
measure_noise(struct problem *p)
{
	double first = variance_at(p, 1), most = first, independent;

	for (size_t lag = 2; lag <= 4; lag *= 2)
		if (2 * lag + 3 < p->n && variance_at(p, lag) > most)
			most = variance_at(p, lag);
	p->v = 2.2 * most > 1e-9 ? 2.2 * most : 1e-9;
	independent = most > 0 ? (double)p->n * first / most : (double)p->n;
	p->penalty = log(sqrt(independent > 2 ? independent : 2));
}

static int
by_cost(const void *a, const void *b)
{
	const struct twin *s = a, *t = b;

	return (s->cost > t->cost) - (s->cost < t->cost);
}

static void
solve(struct problem *p)
{
	double places, all, sum = 0, line;

	p->k = 0;
	measure_noise(p);
	line = try(p, (struct twin){ .c = { LINE, 0, 0, 0 } }, 1, 0);
	try_curves(p, line);
	places = (double)((p->n - 8) / 2 + 1);
	all = p->days < 150 ? p->days / 150 : 1;
	for (size_t at = 4; at + 4 <= p->n; at += 2)
		try_kink(p, at, all / places);
	try_jumps(p, all);
	qsort(p->twin, p->k, sizeof *p->twin, by_cost);
	for (size_t i = 0; i < p->k && i < SHAPE_MOST; i++)
		sum += exp(p->twin[0].cost - p->twin[i].cost);
	for (size_t i = 0; i < p->k; i++)
		p->twin[i].weight = exp(p->twin[0].cost - p->twin[i].cost) /
		    sum;
}

/* At leads: what the curve is there, and how wrong that may be. */
static void
same(const struct problem *p, const struct shape *s, const struct twin *t,
    double size)
{
	const size_t leads[] = { 0, 1, p->n / 3, p->n };

	NEAR(s->weight, t->weight, 1e-6);
	assert_int_equal(s->stepped, t->c.kind >= STEPPED);
	for (size_t i = 0; i < COUNT(leads); i++) {
		double g = trend_bent(&s->trend, leads[i]), c[3];
		double at = 0, v = 0;
		size_t k = curve_terms(&t->c, (double)leads[i] /
		    (double)p->n, c);

		for (size_t a = 0; a < k; a++) {
			at += t->beta[a] * c[a];
			for (size_t b = 0; b < k; b++)
				v += c[a] * c[b] * gsl_matrix_get(t->cov, a,
				    b);
		}
		NEAR(trend_at(&s->trend, leads[i]), at,
		    1e-6 * (size + fabs(at)));
		NEAR(s->v0 + 2 * g * s->v01 + g * g * s->v1, v,
		    1e-6 * (v + p->v));
	}
}

/* NaN alone, or in a gap anywhere; two values stay. */
static void
add_gaps(double *y, size_t n, struct random *r)
{
	size_t from = (size_t)(random_uniform(r) * (double)n);

	for (size_t i = 0; i < n; i++)
		if (random_uniform(r) < 0.15 || (i >= from &&
		    i < from + n / 3))
			y[i] = NAN;
	y[from / 2] = 0.1;
	y[n - 1 - from / 3] = 0.7;
}

static void
test_twin(void **state)
{
	struct random r;
	size_t kinds[KINDS] = { 0 };

	(void)state;
	print_message("seed 11\n");
	random_start(&r, 11, 11);
	for (int trial = 0; trial < 400; trial++) {
		struct problem p = { .n = 8 + (size_t)trial % 41 };
		struct shape s[SHAPE_MOST];
		double u[2] = { random_uniform(&r), random_uniform(&r) };
		double noise = trial % 2 ? 0.02 : 0.2;
		size_t k;

		p.days = (double)p.n * (trial % 3 ? 1 : 10);
		for (size_t i = 0; i < p.n; i++)
			p.y[i] = curve_drawn(trial % KINDS, x_of(&p, i), u) +
			    noise * random_normal(&r);
		if (trial % 4 == 3)
			add_gaps(p.y, p.n, &r);
		solve(&p);
		k = shape_fit(s, p.y, p.n, p.days);
		assert_int_equal(k, p.k < SHAPE_MOST ? p.k : SHAPE_MOST);
		for (size_t i = 0; i < k; i++)
			same(&p, &s[i], &p.twin[i], 1);
		kinds[p.twin[0].c.kind]++;
		for (size_t i = 0; i < p.k; i++)
			gsl_matrix_free(p.twin[i].cov);
	}
	/* Each has been the likeliest of some. */
	for (int i = 0; i < KINDS; i++)
		assert_true(kinds[i] > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
