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

#define MOST 48			/* values that are not put together */
#define MANY 200
#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

enum kind { LINE, EXPONENTIAL, LOGISTIC, KINKED, STEPPED, JUMPED, KINDS };

/* A candidate; x is -1 where history begins, 0 now. */
struct twin {
	enum kind kind;
	double rate, turn, edge;
	double beta[3];
	gsl_matrix *cov;	/* times v */
	double cost, weight;
};

struct problem {
	double y[MOST], days, v, penalty;
	size_t n;
	struct twin twin[250];
	size_t k;
};

/* Terms of a candidate at x; returns how many. */
static size_t
terms(const struct twin *t, double x, double out[3])
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
	size_t k = terms(t, 0, row), m = 0, i = 0;
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
		terms(t, x_of(p, j), row);
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

static void
try(struct problem *p, struct twin t, double prior, int more)
{
	double squares = fit(p, &t, 0, p->n);

	if (t.cov == NULL)
		return;
	t.cost = squares / (2 * p->v) - log(prior) + more * p->penalty;
	p->twin[p->k++] = t;
}

static void
try_curves(struct problem *p)
{
	static const double up[] = { .8, 1.1, 1.4, 1.7, 2, 2.3, 2.6, 2.9,
	    3.2, 3.5, 3.8, 4.1 };
	static const double down[] = { .8, 1, 1.3, 1.7, 2.2, 2.8, 3.6, 4.7,
	    6 };
	static const double rates[] = { 3, 4.5, 6, 8, 11 };

	for (size_t i = 0; i < COUNT(up); i++)
		try(p, (struct twin){ EXPONENTIAL, .rate = up[i] },
		    1.5 / 12 * exp(-up[i] / p->days / 0.03), 0);
	for (size_t i = 0; i < COUNT(down); i++)
		try(p, (struct twin){ EXPONENTIAL, .rate = -down[i] },
		    0.6 / 9 * exp(-down[i] / p->days / 0.3), 0);
	for (size_t i = 0; i < COUNT(rates); i++)
		for (int m = 0; m < 13; m++)
			try(p, (struct twin){ LOGISTIC, .rate = rates[i],
			    .turn = -.95 + .1 * m }, 1.5 / 65 *
			    exp(-rates[i] / p->days / 0.6), 0);
}

/* No slope is told by the value at the edge, which both lines have. */
static void
try_kink(struct problem *p, size_t at, double share)
{
	if (known(p, 0, at - 1) > 0 && known(p, at, p->n) > 0)
		try(p, (struct twin){ KINKED, .edge = (double)at /
		    (double)p->n - 1 }, 0.3 * share, 1);
}

/* A line of the values before `at`, and one of the others. */
static void
try_two_lines(struct problem *p, size_t at, double share)
{
	struct twin t = { STEPPED, .rate = 0 }, before = { LINE, .rate = 0 };
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
			try(p, (struct twin){ JUMPED, .edge = x_of(p, at) -
			    0.5 / (double)p->n }, 0.3 * share, 1);
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
	double places, all, sum = 0;

	p->k = 0;
	measure_noise(p);
	try(p, (struct twin){ LINE, .rate = 0 }, 1, 0);
	try_curves(p);
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
	assert_int_equal(s->stepped, t->kind >= STEPPED);
	for (size_t i = 0; i < COUNT(leads); i++) {
		double g = trend_bent(&s->trend, leads[i]), c[3];
		double at = 0, v = 0;
		size_t k = terms(t, (double)leads[i] / (double)p->n, c);

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

static double
curve(enum kind k, double x, const double *u)
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
			p.y[i] = curve(trial % KINDS, x_of(&p, i), u) +
			    noise * random_normal(&r);
		if (trial % 4 == 3)
			add_gaps(p.y, p.n, &r);
		solve(&p);
		k = shape_fit(s, p.y, p.n, p.days);
		assert_int_equal(k, p.k < SHAPE_MOST ? p.k : SHAPE_MOST);
		for (size_t i = 0; i < k; i++)
			same(&p, &s[i], &p.twin[i], 1);
		kinds[p.twin[0].kind]++;
		for (size_t i = 0; i < p.k; i++)
			gsl_matrix_free(p.twin[i].cov);
	}
	/* Each has been the likeliest of some. */
	for (int i = 0; i < KINDS; i++)
		assert_true(kinds[i] > 5);
}

/* More values than bins: none is left out, and how many there are counts. */
static void
test_bins_are_means(void **state)
{
	double y[MOST * 5], mean[MOST], v, w;
	struct shape s[SHAPE_MOST], t[SHAPE_MOST];
	struct random r;
	size_t k, m;

	(void)state;
	random_start(&r, 12, 12);
	for (size_t i = 0; i < MOST; i++) {
		mean[i] = 0;
		for (size_t j = 0; j < 5; j++) {
			size_t at = i * 5 + j;

			y[at] = (double)at / 240 + 0.1 * random_normal(&r);
			mean[i] += y[at] / 5;
		}
	}
	k = shape_fit(s, y, MOST * 5, 240);
	m = shape_fit(t, mean, MOST, 240);
	/* Now is at the end of the last bin, or in its middle. */
	NEAR(shape_at(s, k, 48, &v), shape_at(t, m, 10, &w), 0.02);
	NEAR(v / w, 1, 0.1);
	/* A line by itself: what its values say, not what its bins do. */
	k = shape_fit(s, y, MOST * 5, 1e-3);
	m = shape_fit(t, mean, MOST, 1e-3);
	assert_true(s[0].weight > 0.99 && t[0].weight > 0.99);
	NEAR(s[0].trend.slope, t[0].trend.slope / 5, 1e-9);
	NEAR(s[0].trend.level, t[0].trend.level +
	    0.4 * t[0].trend.slope, 1e-9);
	NEAR(s[0].v1 / t[0].v1, 0.04, 1e-9);
}

/* --- what it is for ----------------------------------------------------- */

/* A third of the history ahead, without noise; of rates that are tried. */
static void
test_clean_curves_go_on(void **state)
{
	static const struct twin curves[] = {
		{ LINE, .rate = 0 },
		{ EXPONENTIAL, .rate = 2 }, { EXPONENTIAL, .rate = 3.8 },
		{ EXPONENTIAL, .rate = -.8 }, { EXPONENTIAL, .rate = -3.6 },
		{ LOGISTIC, .rate = 4.5, .turn = -.35 },
		{ LOGISTIC, .rate = 11, .turn = -.15 },
		{ LOGISTIC, .rate = 8, .turn = .05 },
		{ KINKED, .edge = -20.0 / 48 }, { KINKED, .edge = -0.75 },
		{ STEPPED, .edge = -0.25 }, { STEPPED, .edge = -2.0 / 3 },
	};

	(void)state;
	for (size_t c = 0; c < COUNT(curves); c++)
		for (size_t n = 48; n <= 192; n += 48) {
			const struct twin *t = &curves[c];
			double y[MANY], row[3], v, at;
			struct shape s[SHAPE_MOST];
			size_t k, lead = n / 3;

			for (size_t i = 0; i < n; i++) {
				double x = ((double)i + 1) / (double)n - 1;

				terms(t, x, row);
				y[i] = t->kind == KINKED ? row[1] / 2 -
				    row[2] / 4 : row[1] * 0.8 + (t->kind ==
				    STEPPED && x > t->edge + 1e-9);
			}
			terms(t, (double)lead / (double)n, row);
			at = t->kind == KINKED ? row[1] / 2 : row[1] * 0.8 +
			    (t->kind == STEPPED);
			k = shape_fit(s, y, n, (double)n);
			NEAR(shape_at(s, k, lead, &v), at, 0.02);
			assert_true(v < 0.01);
		}
}

struct tally {
	size_t n, within, close;	/* 3 deviations, 1 */
	double line;			/* weight of what is straight */
};

/* Of drawn curves with noise of so much of their range. */
static void
tally(struct tally *c, enum kind kind, double noise, struct random *r)
{
	double u[2] = { random_uniform(r), random_uniform(r) };
	size_t n = 40 + (size_t)(random_uniform(r) * 160), lead = n / 3, k;
	double y[MANY], least = INFINITY, most = -INFINITY, v, e;
	struct shape s[SHAPE_MOST];

	for (size_t i = 0; i < n; i++) {
		y[i] = curve(kind, ((double)i + 1) / (double)n - 1, u);
		least = fmin(least, y[i]);
		most = fmax(most, y[i]);
	}
	for (size_t i = 0; i < n; i++)
		y[i] += (most - least) * noise * random_normal(r);
	k = shape_fit(s, y, n, (double)n);
	e = fabs(shape_at(s, k, lead, &v) -
	    curve(kind, (double)lead / (double)n, u));
	c->n++;
	c->within += e < 3 * sqrt(v);
	c->close += e < sqrt(v);
	for (size_t i = 0; i < k; i++)
		if (s[i].trend.bend == 0 && s[i].trend.rate == 0)
			c->line += s[i].weight / 300;
}

static void
test_bounds_are_honest(void **state)
{
	static const double noises[] = { 0.06, 0.15, 0.3 };

	(void)state;
	print_message("seed 13\n");
	for (enum kind kind = LINE; kind < KINDS; kind++)
		for (size_t i = 0; i < COUNT(noises); i++) {
			struct random r;
			struct tally c = { .n = 0 };

			random_start(&r, 13, kind);
			while (c.n < 300)
				tally(&c, kind, noises[i], &r);
			print_message("kind %d, noise %.2f: within 3 sd %zu, "
			    "1 sd %zu of %zu; straight %.2f\n", kind,
			    noises[i], c.within, c.close, c.n, c.line);
			assert_true(c.within >= (kind == LINE ? 297 : 276));
			assert_true(c.close >= (kind == LINE ? 240 : 155));
			/* All are drawn to a line, one is by right. */
			assert_true(kind != LINE || noises[i] > 0.2 ||
			    c.line > 0.7);
			assert_true(kind != EXPONENTIAL || noises[i] > 0.1 ||
			    c.line < 0.5);
		}
}

/* Such growth is rare in days, and common in months. */
static void
test_days_are_less_than_months(void **state)
{
	double y[60], v, w, before = -1;
	struct shape s[SHAPE_MOST];
	struct random r;

	(void)state;
	random_start(&r, 14, 14);
	for (size_t i = 0; i < 60; i++)
		y[i] = exp(2 * (double)i / 59) / 7 + 0.1 * random_normal(&r);
	for (double days = 10; days < 110; days *= 10) {
		size_t k = shape_fit(s, y, 60, days);
		double bent = 0;

		for (size_t i = 0; i < k; i++)
			if (s[i].trend.bend < 0)
				bent += s[i].weight;
		assert_true(bent > before + 0.1);
		before = bent;
	}
	/* So it also comes to less. */
	w = shape_at(s, shape_fit(s, y, 60, 10), 20, &v);
	assert_true(w < shape_at(s, shape_fit(s, y, 60, 100), 20, &v));
}

/* --- whatever comes ----------------------------------------------------- */

static void
is_sane(const double *y, size_t n, double days)
{
	struct shape s[SHAPE_MOST];
	size_t k = shape_fit(s, y, n, days);
	double sum = 0, v;

	assert_in_range(k, 1, SHAPE_MOST);
	for (size_t i = 0; i < k; i++) {
		assert_true(i == 0 || s[i].weight <= s[i - 1].weight);
		assert_true(s[i].weight >= 0);
		assert_true(isfinite(s[i].trend.level) &&
		    isfinite(s[i].trend.slope));
		assert_true(s[i].v0 >= 0 && s[i].v1 >= 0);
		NEAR(s[i].v01 * s[i].v01, 0, s[i].v0 * s[i].v1 *
		    (1 + 1e-6));
		sum += s[i].weight;
	}
	NEAR(sum, 1, 1e-9);
	for (size_t lead = 0; lead < 4000; lead = lead * 2 + 1) {
		assert_true(isfinite(shape_at(s, k, lead, &v)));
		assert_true(isfinite(v) && v >= 0);
	}
}

static void
test_few_equal_and_missing(void **state)
{
	double y[120];
	struct random r;

	(void)state;
	random_start(&r, 15, 15);
	for (size_t n = 1; n <= 120; n += n < 20 ? 1 : 25)
		for (int kind = 0; kind < 8; kind++) {
			for (size_t i = 0; i < n; i++)
				y[i] = kind == 0 ? 1 : kind == 1 ? 0 :
				    kind == 2 ? (double)i / (double)n :
				    kind == 3 ? (double)(i % 2) :
				    kind == 4 ? (double)(i == n / 2) :
				    kind == 5 ? (double)(i > n / 2) :
				    random_normal(&r);
			if (kind >= 6)
				for (size_t i = 0; i + 1 < n; i++)
					if (kind == 7 || i % 3 != 1)
						y[i] = NAN;
			is_sane(y, n, (double)n);
			is_sane(y, n, (double)n / 24);
			if (n == 1 || kind < 2 || kind == 7) {
				struct shape s[SHAPE_MOST];
				double v;
				size_t k = shape_fit(s, y, n, (double)n);

				/* What is always the same stays. */
				NEAR(shape_at(s, k, n, &v), y[n - 1], 1e-4);
			}
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twin),
		cmocka_unit_test(test_bins_are_means),
		cmocka_unit_test(test_clean_curves_go_on),
		cmocka_unit_test(test_bounds_are_honest),
		cmocka_unit_test(test_days_are_less_than_months),
		cmocka_unit_test(test_few_equal_and_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
