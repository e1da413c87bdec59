/*
 * The parts of the forecast beside stupid twins of them.
 */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/bucket.h"
#include "forecast/pelt.h"
#include "forecast/random.h"
#include "forecast/series.h"
#include "forecast/stat.h"
#include "forecast/trend.h"

#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static double
normal(struct random *r)
{
	return random_normal(r);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
slow_median(const double *v, size_t n)
{
	double w[5000];

	for (size_t i = 0; i < n; i++)
		w[i] = v[i];
	qsort(w, n, sizeof(*w), by_value);
	return n % 2 ? w[n / 2] : (w[n / 2 - 1] + w[n / 2]) / 2;
}

static void
test_theil_sen_is_the_median_of_slopes(void **state)
{
	struct arena a = ARENA_INIT;
	struct random r;

	(void)state;
	random_start(&r, 1, 1);
	for (size_t n = 2; n < 60; n++) {
		double y[60], slope[5000], left[60];
		double *work = arena_array(&a, stat_pairs(n), double);
		struct line l;
		size_t k = 0, m = 0;

		for (size_t i = 0; i < n; i++)
			y[i] = n > 5 && i % 7 == 3 ? NAN :
			    floor(5 * normal(&r)) + 0.4 * i;
		for (size_t i = 0; i < n; i++)
			for (size_t j = i + 1; j < n; j++)
				if (!isnan(y[i]) && !isnan(y[j]))
					slope[k++] = (y[j] - y[i]) / (j - i);
		assert_true(stat_theil_sen(&l, y, n, work));
		NEAR(l.slope, slow_median(slope, k), 1e-12);
		for (size_t i = 0; i < n; i++)
			if (!isnan(y[i]))
				left[m++] = y[i] - l.slope * i;
		NEAR(l.level, slow_median(left, m) + l.slope * (n - 1), 1e-9);
	}
	arena_clear(&a);
}

/* 29 % of nonsense does not move it far; least squares goes astray. */
static void
test_theil_sen_is_robust(void **state)
{
	struct arena a = ARENA_INIT;
	struct random r;

	(void)state;
	random_start(&r, 2, 2);
	for (size_t n = 40; n <= 400; n += 90) {
		double *y = arena_array(&a, n, double);
		double *work = arena_array(&a, stat_pairs(n), double);
		struct line robust, least;

		for (size_t i = 0; i < n; i++)
			y[i] = i % 5 == 0 && i > n / 2 ? 1e4 :
			    2.0 * i + normal(&r);
		assert_true(stat_theil_sen(&robust, y, n, work));
		assert_true(stat_line(&least, y, n));
		NEAR(robust.slope, 2, 0.15);
		assert_true(fabs(least.slope - 2) > 1);
	}
	arena_clear(&a);
}

static void
test_slope_interval_covers(void **state)
{
	struct random r;
	size_t covered = 0;

	(void)state;
	random_start(&r, 3, 3);
	for (int trial = 0; trial < 400; trial++) {
		double y[50], work[50 * 12 + 2048], lo, hi;

		for (int i = 0; i < 50; i++)
			y[i] = 0.3 * i + normal(&r);
		stat_theil_sen_interval(&lo, &hi, y, 50, 0.1, work);
		covered += lo <= 0.3 && 0.3 <= hi;
	}
	/* 320 wanted, deviation 8; a little wide is right for so few. */
	assert_in_range(covered, 300, 365);
}

static void
test_law_finds_the_law(void **state)
{
	static const struct law laws[] = {
		{ 1, 0, 0 }, { 0, 2, 0 }, { 0, 0, 3 }, { 1, 2, 0 },
		{ 4, 0, 0.01 }, { 0, 1, 0.5 }, { 9, 0.1, 0.002 }
	};

	(void)state;
	for (size_t k = 0; k < COUNT(laws); k++) {
		double h[12], v[12], weight[12];
		struct law l;

		for (int i = 0; i < 12; i++) {
			h[i] = 1 + i * i;
			v[i] = laws[k].a + laws[k].b * h[i] +
			    laws[k].c * h[i] * h[i];
			weight[i] = 1 / (v[i] * v[i]);
		}
		stat_law(&l, h, v, weight, 12);
		NEAR(l.a, laws[k].a, 1e-6);
		NEAR(l.b, laws[k].b, 1e-6);
		NEAR(l.c, laws[k].c, 1e-6);
	}
}

/* The best terms of at least 0, by a walk over a fine net. */
static void
test_law_is_never_negative(void **state)
{
	struct random r;

	(void)state;
	random_start(&r, 4, 4);
	for (int trial = 0; trial < 100; trial++) {
		double h[6], v[6], weight[6], best = INFINITY, got = 0;
		struct law l;

		for (int i = 0; i < 6; i++) {
			h[i] = 1 + i;
			v[i] = random_uniform(&r);
			weight[i] = 1;
		}
		stat_law(&l, h, v, weight, 6);
		assert_true(l.a >= 0 && l.b >= 0 && l.c >= 0);
		for (int i = 0; i < 6; i++)
			got += pow(v[i] - l.a - l.b * h[i] -
			    l.c * h[i] * h[i], 2);
		for (double a = 0; a < 1; a += 0.05)
			for (double b = 0; b < 0.3; b += 0.01)
				for (double c = 0; c < 0.05; c += 0.005) {
					double sum = 0;

					for (int i = 0; i < 6; i++)
						sum += pow(v[i] - a - b * h[i]
						    - c * h[i] * h[i], 2);
					best = fmin(best, sum);
				}
		assert_true(got <= best + 1e-9);
	}
}

static double
slow_cost(const double *y, size_t from, size_t to)
{
	double x = 0, s = 0, xx = 0, xs = 0, n = 0, sum = 0, slope, at;

	for (size_t i = from; i < to; i++) {
		if (isnan(y[i]))
			continue;
		n++;
		x += i;
		s += y[i];
	}
	if (n < 2)
		return 0;
	for (size_t i = from; i < to; i++)
		if (!isnan(y[i])) {
			xx += (i - x / n) * (i - x / n);
			xs += (i - x / n) * (y[i] - s / n);
		}
	slope = xx > 0 ? xs / xx : 0;
	for (size_t i = from; i < to; i++)
		if (!isnan(y[i])) {
			at = y[i] - s / n - slope * (i - x / n);
			sum += at * at;
		}
	return sum;
}

/* Total of the best division, by trying all last pieces: O(n^3). */
static double
slow_total(const double *y, size_t n, size_t least, double penalty)
{
	double best[81];

	best[0] = -penalty;
	for (size_t j = 1; j <= n; j++) {
		best[j] = INFINITY;
		for (size_t i = 0; i < j; i++)
			if (j - i >= least || (i == 0 && j == n))
				best[j] = fmin(best[j], best[i] + penalty +
				    slow_cost(y, i, j));
	}
	return best[n];
}

/* Pieces with one value or none are among them. */
static void
test_pelt_is_exact(void **state)
{
	struct random r;

	(void)state;
	random_start(&r, 5, 5);
	for (int trial = 0; trial < 600; trial++) {
		struct arena a = ARENA_INIT;
		size_t n = 1 + trial % 80, starts[81], k, from = 0;
		size_t least = 1 + trial % 7;
		double y[80], penalty = 1 + trial % 5 * 6, total = -penalty;

		for (size_t i = 0; i < n; i++)
			y[i] = (trial % 3 && i % 11 == 5) || (trial % 4 == 3 &&
			    i / 3 % 2 == 0) ? NAN : normal(&r) + (i > n / 3 ?
			    4 : 0) + (i > n / 2 ? 0.5 * i : 0);
		k = pelt_lines(y, n, least, penalty, starts, &a);
		starts[k] = n;
		for (size_t i = 0; i <= k; i++) {
			total += slow_cost(y, from, starts[i]) + penalty;
			assert_true(i == 0 || i == k ||
			    starts[i] - from >= least);
			from = starts[i];
		}
		NEAR(total, slow_total(y, n, least, penalty),
		    1e-6 * (1 + fabs(total)));
		arena_clear(&a);
	}
}

/* Noise alike to its neighbour is no change of level; a step is one. */
static void
test_pelt_penalty(void **state)
{
	struct random r;
	size_t changes = 0, found = 0, starts[201];

	(void)state;
	random_start(&r, 6, 6);
	for (int trial = 0; trial < 50; trial++) {
		struct arena a = ARENA_INIT;
		double y[200], e = 0;

		for (int i = 0; i < 200; i++)
			y[i] = e = 0.5 * e + normal(&r);
		changes += pelt_lines(y, 200, 16, pelt_penalty(y, 200, &a),
		    starts, &a);
		for (int i = 120; i < 200; i++)
			y[i] += 8;
		if (pelt_lines(y, 200, 16, pelt_penalty(y, 200, &a), starts,
		    &a) > 0)
			found += abs((int)starts[0] - 120) <= 3;
		arena_clear(&a);
	}
	assert_true(changes <= 10);
	assert_true(found >= 45);
}

/* Few values, many equal, in and out of order, and some far off. */
static void
fill_by_kind(double *v, size_t n, int kind, struct random *r)
{
	for (size_t i = 0; i < n; i++)
		v[i] = kind == 0 ? normal(r) : kind == 1 ? 7 :
		    kind == 2 ? floor(2 * normal(r)) : kind == 3 ? (double)i :
		    kind == 4 ? -(double)i : kind == 5 ? (double)(i % 2) :
		    kind == 7 ? tan(normal(r)) : kind == 8 && i != n / 2 ?
		    1e-6 * normal(r) : kind == 8 ? 1e300 :
		    i % 3 == 0 ? INFINITY : fabs((double)i - n / 2.0);
}

static void
test_select_is_the_place_in_order(void **state)
{
	double v[2500], w[2500], sorted[2500], q[4];
	static const double p[4] = { 0, 0.1, 0.5, 0.975 };
	struct random r;

	(void)state;
	random_start(&r, 7, 7);
	for (size_t n = 1; n < 2500; n += 1 + n / 5)
		for (int kind = 0; kind < 9; kind++) {
			fill_by_kind(v, n, kind, &r);
			memcpy(sorted, v, n * sizeof(*v));
			qsort(sorted, n, sizeof(*v), by_value);
			for (size_t k = 0; k < n; k += 1 + n / 9) {
				memcpy(w, v, n * sizeof(*v));
				assert_true(stat_select(w, n, k) == sorted[k]);
				for (size_t i = 0; i < n; i++)
					assert_true(i < k ? w[i] <= w[k] :
					    w[i] >= w[k]);
				qsort(w, n, sizeof(*w), by_value);
				assert_memory_equal(w, sorted, n * sizeof(*w));
			}
			memcpy(w, v, n * sizeof(*v));
			assert_true(stat_median(w, n) == slow_median(v, n));
			memcpy(w, v, n * sizeof(*v));
			stat_quantiles(w, n, p, q, kind == 6 ? 0 : 4);
			for (int i = 0; i < 4 && kind != 6; i++)
				assert_true(q[i] ==
				    gsl_stats_quantile_from_sorted_data(sorted,
				    1, n, p[i]));
		}
}

/* What makes the middle of three the worst choice: it must end in time. */
static void
test_select_ends_on_what_was_made_to_be_slow(void **state)
{
	static double v[200000];
	size_t n = sizeof(v) / sizeof(*v);

	(void)state;
	for (size_t i = 0; i < n; i++)
		v[i] = i < n / 2 ? (double)i : (double)(n - i);
	assert_true(stat_select(v, n, n / 2) == n / 4.0);
	for (size_t i = 0; i < n; i++)
		v[i] = (double)(i & 1 ? i : n - i);
	assert_true(stat_select(v, n, n - 1) >= n - 1.0);
}

static void
test_running_median(void **state)
{
	struct random r;
	double v[70], got[70];

	(void)state;
	random_start(&r, 7, 7);
	for (size_t half = 0; half <= STAT_HALF; half += 4) {
		for (int i = 0; i < 70; i++)
			v[i] = i % 9 == 4 ? NAN : normal(&r);
		stat_running_median(v, 70, half, got);
		for (int i = 0; i < 70; i++) {
			double w[70];
			size_t k = 0;

			for (int j = 0; j < 70; j++)
				if (abs(i - j) <= (int)half && !isnan(v[j]))
					w[k++] = v[j];
			if (k == 0)
				assert_true(isnan(got[i]));
			else
				NEAR(got[i], slow_median(w, k), 0);
		}
	}
}

/* --- intake ------------------------------------------------------------- */

static void
test_intake_counts(void **state)
{
	static const struct sample v[] = {
		{ 700, 5 }, { 100, 1 }, { 200, 2 }, { 200, 2 }, { 300, 3 },
		{ 300, 9 }, { 400, NAN }, { 500, INFINITY }, { 600, 4 },
		{ 10100, 7 }, { 99999, 6 }, { -1300000000, 6 }
	};
	struct series s = { "s", v, COUNT(v) };
	struct arena a = ARENA_INIT;
	struct history h;

	(void)state;
	series_clean(&h, &s, 20000, &a);
	assert_int_equal(h.found.samples, 12);
	assert_int_equal(h.found.kept, 6);
	assert_int_equal(h.found.missing, 2);
	assert_int_equal(h.found.duplicates, 1);
	assert_int_equal(h.found.conflicts, 1);
	assert_int_equal(h.found.later, 1);
	assert_int_equal(h.found.ancient, 1);
	assert_int_equal(h.found.unsorted, 2);
	assert_int_equal(h.found.step, 100);
	assert_int_equal(h.found.gaps, 2);
	assert_int_equal(h.found.gap_longest, 9400);
	assert_int_equal(h.found.first, 100);
	assert_int_equal(h.found.last, 10100);
	assert_true(h.samples[2].used == 9 && h.found.latest == 7);
	assert_true(h.found.least == 1 && h.found.most == 9);
	arena_clear(&a);
}

/* A dip that comes back is dropped; one that stays, or is shallow, is not. */
static void
test_resets(void **state)
{
	static const struct {
		int length;
		double depth;
		bool reset;
	} cases[] = {
		{ 1, 0, true }, { 6, 0, true }, { 7, 0, false },
		{ 3, 0.24, true }, { 3, 0.3, false }, { 60, 0, false }
	};

	(void)state;
	for (size_t k = 0; k < COUNT(cases); k++) {
		struct arena a = ARENA_INIT;
		struct sample v[100];
		struct series s = { "s", v, 100 };
		struct history h;

		for (int i = 0; i < 100; i++)
			v[i] = (struct sample){ i * 60, i >= 40 &&
			    i < 40 + cases[k].length ?
			    400 * cases[k].depth : 400 + i % 3 };
		series_clean(&h, &s, 6000, &a);
		assert_int_equal(h.found.resets, cases[k].reset);
		assert_int_equal(h.found.reset_samples,
		    cases[k].reset ? cases[k].length : 0);
		assert_int_equal(h.found.kept, 100 - h.found.reset_samples);
		arena_clear(&a);
	}
}

static void
test_buckets_end_at_now(void **state)
{
	struct arena a = ARENA_INIT;
	struct sample v[300];
	struct series s = { "s", v, 300 };
	struct history h;
	struct buckets b;

	(void)state;
	for (int i = 0; i < 300; i++)
		v[i] = (struct sample){ 1000 + i * 7, i };
	series_clean(&h, &s, 3200, &a);
	bucket_fill(&b, &h, 3200, 50, 30, &a);
	assert_int_equal(b.n, 30);
	for (size_t k = 0; k < b.n; k++) {
		int64_t from = 3200 - (int64_t)(b.n - k) * 50;
		double max = -1;

		for (int i = 0; i < 300; i++)
			if (v[i].at > from && v[i].at <= from + 50)
				max = v[i].used;
		if (max < 0)
			assert_true(isnan(b.max[k]));
		else
			assert_true(b.max[k] == max);
	}
	assert_int_equal(b.empty, 2);
	arena_clear(&a);
}

/* --- trends ------------------------------------------------------------- */

/* Each method that has a slope follows a clean line; none invents one. */
static void
test_trends_follow_a_line(void **state)
{
	static const int sloped[] = { TREND_DRIFT, TREND_THEIL_SEN,
	    TREND_SEGMENT, TREND_RECENT, TREND_LINEAR };
	double y[100], work[100 * 12 + 2048];
	struct trend_work w = { .work = work };
	struct trend t;

	(void)state;
	for (int i = 0; i < 100; i++)
		y[i] = 3 + 0.02 * i;
	trend_prepare(&w, y, 100);
	for (size_t k = 0; k < COUNT(sloped); k++) {
		trend_fit(&t, sloped[k], y, 100, &w);
		NEAR(trend_at(&t, 50), 3 + 0.02 * 149, 0.06);
	}
	for (int i = 0; i < 100; i++)
		y[i] = 3;
	trend_prepare(&w, y, 100);
	for (int k = 0; k < NTRENDS; k++) {
		if (k == TREND_SHAPE)
			continue;
		trend_fit(&t, k, y, 100, &w);
		NEAR(trend_at(&t, 300), 3, 1e-6);
	}
}

static void
test_random(void **state)
{
	struct random r, again;
	double sum = 0, square = 0, t = 0;

	(void)state;
	random_start(&r, 9, 1);
	random_start(&again, 9, 1);
	for (int i = 0; i < 20000; i++) {
		double x = random_normal(&r);

		assert_true(x == random_normal(&again));
		sum += x;
		square += x * x;
	}
	NEAR(sum / 20000, 0, 0.03);
	NEAR(square / 20000, 1, 0.04);
	for (int i = 0; i < 20000; i++)
		t += pow(random_t4(&r), 2);
	NEAR(t / 20000, 1, 0.3);
	assert_true(random_seed(1, "a") != random_seed(1, "b"));
	assert_true(random_seed(1, "a") != random_seed(2, "a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_theil_sen_is_the_median_of_slopes),
		cmocka_unit_test(test_theil_sen_is_robust),
		cmocka_unit_test(test_slope_interval_covers),
		cmocka_unit_test(test_law_finds_the_law),
		cmocka_unit_test(test_law_is_never_negative),
		cmocka_unit_test(test_pelt_is_exact),
		cmocka_unit_test(test_pelt_penalty),
		cmocka_unit_test(test_select_is_the_place_in_order),
		cmocka_unit_test(test_select_ends_on_what_was_made_to_be_slow),
		cmocka_unit_test(test_running_median),
		cmocka_unit_test(test_intake_counts),
		cmocka_unit_test(test_resets),
		cmocka_unit_test(test_buckets_end_at_now),
		cmocka_unit_test(test_trends_follow_a_line),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
