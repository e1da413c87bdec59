/*
 * Point methods against R's forecast package, and what must hold anyway.
 *
 * tests/vectors/points.csv: a row "data" and the period, then what R said of
 * the next six values, and its sum of squared errors where it has one; made by
 * tests/vectors/points.R (R 4.2.2, forecast 8.20).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/combine.h"
#include "forecast/decompose.h"
#include "forecast/minimize.h"
#include "forecast/points.h"
#include "forecast/random.h"
#include "forecast/regress.h"

#define LEADS 6
#define MOST 1000

struct row {
	char name[32], what[32];
	double v[MOST];
	size_t n;
};

static bool
next_row(FILE *f, struct row *r)
{
	static char line[32768];
	char *p, *end;

	if (fgets(line, sizeof(line), f) == NULL)
		return false;
	assert_int_equal(sscanf(line, "%31[^,],%31[^,]", r->name, r->what), 2);
	p = line + strlen(r->name) + strlen(r->what) + 2;
	for (r->n = 0; r->n < MOST; p = end + 1) {
		r->v[r->n++] = strtod(p, &end);
		if (*end != ',')
			break;
	}
	return true;
}

/* How far we may be from R, as a share of the data's range. */
static const struct {
	const char *name;
	enum points_method method;
	double within;
} oracles[] = {
	{ "ses", POINTS_SES, 0.004 },
	{ "holt", POINTS_HOLT, 0.012 },
	{ "damped", POINTS_DAMPED, 0.05 },
	{ "theta", POINTS_THETA, 0.005 },
	{ "ets-season", POINTS_ETS_SEASON, 0.05 },
};

static double
range(const struct row *r)
{
	double least = INFINITY, most = -INFINITY;

	for (size_t i = 0; i < r->n; i++) {
		least = fmin(least, r->v[i]);
		most = fmax(most, r->v[i]);
	}
	return most - least;
}

/*
 * The fit may be better than R's, which stops on some bounds, and not worse.
 * Where it is the same fit, the forecast is the same.
 */
static void
check_method(const struct row *r, const struct row *data, size_t k)
{
	struct points_series s = { data->v, data->n,
	    { strtoul(data->what + 4, NULL, 10), 0 } };
	struct points_memory memory = { 0 };
	struct arena a = ARENA_INIT;
	double got[LEADS], off = oracles[k].within * range(data), ratio = 1;

	points_forecast(&s, oracles[k].method, &memory, LEADS, got, &a);
	if (r->n > LEADS)
		ratio = memory.ets[oracles[k].method].sse / r->v[LEADS];
	if (ratio > 1.01)
		fail_msg("%s %s: %g of R's squares", r->name, r->what, ratio);
	for (size_t h = 0; h < LEADS && ratio > 0.99; h++)
		if (fabs(got[h] - r->v[h]) > off)
			fail_msg("%s %s lead %zu: %g, R says %g (%g)", r->name,
			    r->what, h + 1, got[h], r->v[h], ratio);
	arena_clear(&a);
}

static void
check_row(const struct row *r, const struct row *data)
{
	for (size_t k = 0; k < COUNT(oracles); k++)
		if (strcmp(oracles[k].name, r->what) == 0)
			check_method(r, data, k);
}

static void
test_methods_agree_with_r(void **state)
{
	static struct row data, r;
	const char *dir = getenv("SRCDIR");
	char path[4096];
	size_t rows = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/vectors/points.csv", dir);
	f = fopen(path, "r");
	assert_non_null(f);
	while (next_row(f, &r)) {
		if (strncmp(r.what, "data", 4) == 0) {
			data = r;
			continue;
		}
		assert_true(r.n >= LEADS);
		check_row(&r, &data);
		rows++;
	}
	assert_int_equal(rows, 27);
	fclose(f);
}

/* Whatever comes in: finite, in order, and the same again. */
static void
test_combination_is_sane(void **state)
{
	struct random r;

	(void)state;
	random_start(&r, 11, 11);
	for (int trial = 0; trial < 300; trial++) {
		size_t n = 2 + trial * 7 % 230;
		struct interval v[40], again[40];
		double y[232], walk = 0, size = pow(10, trial % 40 - 20);
		struct points_series s = { y, n, { trial % 3 ? 7 : 0,
		    trial % 2 ? 28 : 0 } };

		for (size_t i = 0; i < n; i++) {
			walk += random_normal(&r);
			y[i] = size * (trial % 5 == 0 ? 3 : trial % 5 == 1 ?
			    walk : trial % 5 == 2 ? exp(walk) :
			    trial % 5 == 3 ? i % 7 + 0.01 * walk :
			    pow(1.1, i) * (i % 7 + 1));
		}
		combine_forecast(&s, 40, v);
		combine_forecast(&s, 40, again);
		assert_memory_equal(v, again, sizeof(v));
		for (int h = 0; h < 40; h++) {
			assert_true(isfinite(v[h].lo95) && isfinite(v[h].hi95));
			assert_true(v[h].lo95 <= v[h].lo80);
			assert_true(v[h].lo80 <= v[h].mean);
			assert_true(v[h].mean <= v[h].hi80);
			assert_true(v[h].hi80 <= v[h].hi95);
		}
	}
}

/* 95 % of what comes is inside, for walks and seasons, long and short. */
static void
test_intervals_cover(void **state)
{
	static const size_t lengths[] = { 14, 60, 200 };
	struct random r;

	(void)state;
	random_start(&r, 12, 12);
	for (size_t k = 0; k < COUNT(lengths); k++) {
		size_t inside = 0, all = 0, n = lengths[k];

		for (int trial = 0; trial < 150; trial++) {
			struct interval v[7];
			double y[220], walk = 100;
			struct points_series s = { y, n, { 7, 0 } };

			for (size_t i = 0; i < n + 7; i++) {
				walk += random_normal(&r);
				y[i] = walk + (trial % 2 && n > 20 ?
				    4.0 * (i % 7) : 0);
			}
			combine_forecast(&s, 7, v);
			for (int h = 0; h < 7; h++)
				inside += v[h].lo95 <= y[n + h] &&
				    y[n + h] <= v[h].hi95;
			all += 7;
		}
		assert_in_range(inside * 1000 / all, 920, 985);
	}
}

/*
 * 14 values 14 ahead, with a drift that few changes do not show: of a size as
 * their own errors have, so that every drift is as likely as it looks.
 */
static void
test_few_values_may_drift(void **state)
{
	size_t inside = 0, n = 14;
	struct random r;

	(void)state;
	random_start(&r, 14, 14);
	for (int trial = 0; trial < 1000; trial++) {
		struct interval v[14];
		double y[28], walk = 0, drift = random_normal(&r) / sqrt(n);
		struct points_series s = { y, n, { 7, 0 } };

		for (size_t i = 0; i < 2 * n; i++)
			y[i] = walk += drift + random_normal(&r);
		combine_forecast(&s, n, v);
		for (size_t h = 0; h < n; h++)
			inside += v[h].lo95 <= y[n + h] &&
			    y[n + h] <= v[h].hi95;
	}
	assert_in_range(inside * 1000 / (1000 * n), 945, 970);
}

static void
test_season_is_found(void **state)
{
	struct random r;
	size_t found = 0, imagined = 0;

	(void)state;
	random_start(&r, 13, 13);
	for (int trial = 0; trial < 100; trial++) {
		double y[120];

		for (int i = 0; i < 120; i++)
			y[i] = random_normal(&r);
		imagined += season_is_there(y, 120, 12);
		for (int i = 0; i < 120; i++)
			y[i] += 2 * sin(2 * M_PI * i / 12);
		found += season_is_there(y, 120, 12);
	}
	assert_true(found >= 98);
	assert_in_range(imagined, 2, 22);	/* 10 % */
}

static void
test_several_seasons_come_apart(void **state)
{
	static const size_t periods[] = { 4, 28 };
	struct arena a = ARENA_INIT;
	double y[280], left[280], short_[4], long_[28];
	double *next[] = { short_, long_ };

	(void)state;
	for (int i = 0; i < 280; i++)
		y[i] = 10 + 0.1 * i + i % 4 + (i % 28 < 14 ? 5 : 0);
	season_several(y, 280, periods, 2, 0.7, left, next, &a);
	for (int i = 40; i < 240; i++)
		assert_true(fabs(left[i] - left[i - 1] - 0.1) < 0.35);
	for (int i = 0; i < 28; i++) {
		double now = short_[i % 4] + long_[i];
		double then = short_[(i + 1) % 4] + long_[(i + 1) % 28];
		double truth = (i + 1) % 4 - i % 4 +
		    ((i + 1) % 28 < 14 ? 5 : 0) - (i % 28 < 14 ? 5 : 0);

		assert_true(fabs(then - now - truth) < 0.4);
	}
	arena_clear(&a);
}

static double
rosenbrock(const double *x, const void *arg)
{
	(void)arg;
	return 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2);
}

static double
cliff(const double *x, const void *arg)
{
	(void)arg;
	return x[0] < 3 ? NAN : x[0];
}

static void
test_minimize(void **state)
{
	double x[2] = { -1.2, 1 };

	(void)state;
	assert_true(minimize(rosenbrock, NULL, x, 2, 0.5, 500) < 1e-6);
	assert_true(fabs(x[0] - 1) < 1e-2 && fabs(x[1] - 1) < 1e-2);
	x[0] = 9;
	minimize(cliff, NULL, x, 1, 1, 200);
	assert_true(x[0] >= 3 && x[0] < 3.01);
}

static void
test_regress(void **state)
{
	struct arena a = ARENA_INIT;
	double x[40 * 3], y[40], b[3];
	struct random r;

	(void)state;
	random_start(&r, 14, 14);
	for (int i = 0; i < 40; i++) {
		x[i * 3] = random_normal(&r);
		x[i * 3 + 1] = random_normal(&r);
		x[i * 3 + 2] = 1;
		y[i] = 2 * x[i * 3] - 3 * x[i * 3 + 1] + 0.5;
	}
	assert_true(regress(x, y, 40, 3, b, &a));
	assert_true(fabs(b[0] - 2) < 1e-6 && fabs(b[1] + 3) < 1e-6 &&
	    fabs(b[2] - 0.5) < 1e-6);
	assert_false(regress(x, y, 2, 3, b, &a));
	/* The same column twice shares its weight. */
	for (int i = 0; i < 40; i++)
		x[i * 3 + 1] = x[i * 3];
	assert_true(regress(x, y, 40, 3, b, &a));
	assert_true(isfinite(b[0]) && isfinite(b[1]));
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_methods_agree_with_r),
		cmocka_unit_test(test_combination_is_sane),
		cmocka_unit_test(test_intervals_cover),
		cmocka_unit_test(test_few_values_may_drift),
		cmocka_unit_test(test_season_is_found),
		cmocka_unit_test(test_several_seasons_come_apart),
		cmocka_unit_test(test_minimize),
		cmocka_unit_test(test_regress),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
