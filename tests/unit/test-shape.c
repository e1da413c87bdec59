/*
 * Shapes of histories whose curve is known; test-shape-twin has how they are
 * weighed.
 */
#include <math.h>

#include "test.h"

#include "forecast/random.h"
#include "forecast/shape.h"
#include "shape-curves.h"

#define MOST 48			/* values that are not put together */
#define MANY 200

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
	static const struct curve curves[] = {
		{ LINE, .rate = 0 },
		{ EXPONENTIAL, .rate = 2 }, { EXPONENTIAL, .rate = 3.8 },
		{ EXPONENTIAL, .rate = -.8 }, { EXPONENTIAL, .rate = -3.6 },
		{ EXPONENTIAL, .rate = 2.15 }, { EXPONENTIAL, .rate = -1.5 },
		{ EXPONENTIAL, .rate = -2.5 }, { EXPONENTIAL, .rate = 0.6 },
		{ LOGISTIC, .rate = 5.2, .turn = -.41 },
		{ LOGISTIC, .rate = 9.5, .turn = -.6 },
		{ LOGISTIC, .rate = 4.5, .turn = -.35 },
		{ LOGISTIC, .rate = 11, .turn = -.15 },
		{ LOGISTIC, .rate = 8, .turn = .05 },
		{ KINKED, .edge = -20.0 / 48 }, { KINKED, .edge = -0.75 },
		{ STEPPED, .edge = -0.25 }, { STEPPED, .edge = -2.0 / 3 },
	};

	(void)state;
	for (size_t c = 0; c < COUNT(curves); c++)
		for (size_t n = 48; n <= 192; n += 48) {
			const struct curve *t = &curves[c];
			double y[MANY], row[3], v, at;
			struct shape s[SHAPE_MOST];
			size_t k, lead = n / 3;

			for (size_t i = 0; i < n; i++) {
				double x = ((double)i + 1) / (double)n - 1;

				curve_terms(t, x, row);
				y[i] = t->kind == KINKED ? row[1] / 2 -
				    row[2] / 4 : row[1] * 0.8 + (t->kind ==
				    STEPPED && x > t->edge + 1e-9);
			}
			curve_terms(t, (double)lead / (double)n, row);
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
		y[i] = curve_drawn(kind, ((double)i + 1) / (double)n - 1, u);
		least = fmin(least, y[i]);
		most = fmax(most, y[i]);
	}
	for (size_t i = 0; i < n; i++)
		y[i] += (most - least) * noise * random_normal(r);
	k = shape_fit(s, y, n, (double)n);
	e = fabs(shape_at(s, k, lead, &v) -
	    curve_drawn(kind, (double)lead / (double)n, u));
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
		cmocka_unit_test(test_bins_are_means),
		cmocka_unit_test(test_clean_curves_go_on),
		cmocka_unit_test(test_bounds_are_honest),
		cmocka_unit_test(test_days_are_less_than_months),
		cmocka_unit_test(test_few_equal_and_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
