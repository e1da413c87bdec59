/*
 * A week is working days and a weekend, unless seven days differ more; and
 * noise is louder where use is, if it was.
 */
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/grid.h"
#include "forecast/random.h"
#include "test.h"

#define NOW (INT64_C(20000) * FORECAST_DAY)
#define MOST 80

/* Daily values whose weekday is as in `week`, and noise of deviation 1. */
static void
fill(struct grid *g, const double week[7], size_t n, double growth,
    struct random *r, struct arena *a)
{
	struct sample *v = arena_array(a, n, struct sample);
	struct series s = { "s", v, n };
	struct history h;

	for (size_t i = 0; i < n; i++)
		v[i] = (struct sample){
			NOW - (int64_t)(n - 1 - i) * FORECAST_DAY,
			500 + growth * (double)i + week[(i + 700 - n) % 7] +
			    random_normal(r)
		};
	series_clean(&h, &s, NOW, a);
	assert_true(grid_fill(g, &h, NOW, FORECAST_DAY, a));
	assert_int_equal(g->period, 7);
}

static size_t
levels(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < 7; i++) {
		size_t before = 0;

		while (before < i && g->season[before] != g->season[i])
			before++;
		n += before == i;
	}
	return n;
}

/* Largest error of the season; a mean of the week is none. */
static double
worst(const struct grid *g, const double week[7])
{
	double mean = 0, most = 0;

	for (size_t i = 0; i < 7; i++)
		mean += week[i] / 7;
	for (size_t i = 0; i < 7; i++)
		/* The last value, week[6], has lead 0. */
		most = fmax(most, fabs(g->scale * g->season[i] -
		    (week[(i + 6) % 7] - mean)));
	return most;
}

static void
test_weekends_have_one_level(void **state)
{
	struct arena a = ARENA_INIT;
	size_t two = 0, trials = 0;
	double sum = 0;
	struct random r;

	(void)state;
	random_start(&r, 20261123, 1);
	for (size_t first = 0; first < 7; first++)
		for (int swing = -20; swing <= 20; swing += 10)
			for (size_t n = 21; n < MOST && swing != 0; n += 7) {
				double week[7] = { 0 };
				struct grid g;

				week[first] = week[(first + 1) % 7] = swing;
				fill(&g, week, n, 0.3, &r, &a);
				assert_true(g.strength > 0.5);
				assert_true(worst(&g, week) < 2.5);
				sum += worst(&g, week);
				two += levels(&g) == 2;
				trials++;
				arena_clear(&a);
			}
	/* Seven medians of 3 to 10 each err by 1 and more at worst. */
	assert_true(sum / (double)trials < 0.6);
	assert_true(two * 100 >= 90 * trials);
}

static void
test_days_that_differ_stay(void **state)
{
	static const double week[7] = { 0, 8, 16, 24, 16, 8, -20 };
	struct arena a = ARENA_INIT;
	struct random r;

	(void)state;
	random_start(&r, 20261123, 2);
	for (size_t n = 21; n < MOST; n += 7) {
		struct grid g;

		fill(&g, week, n, -0.2, &r, &a);
		assert_true(levels(&g) > 5);
		assert_true(worst(&g, week) < 3);
		arena_clear(&a);
	}
}

/* 300 days, 1000 to 4000; how much louder a last day is than a first one. */
static double
louder(double constant, double share, struct random *r)
{
	struct arena a = ARENA_INIT;
	struct sample v[300];
	struct series s = { "s", v, COUNT(v) };
	struct history h;
	struct grid g;
	double ratio;
	size_t k = 0;

	for (size_t i = 0; i < COUNT(v); i++) {
		double level = 1000 + 10 * (double)i;

		v[i] = (struct sample){
			NOW - (int64_t)(COUNT(v) - 1 - i) * FORECAST_DAY,
			level + (constant + share * level) * random_normal(r)
		};
	}
	series_clean(&h, &s, NOW, &a);
	assert_true(grid_fill(&g, &h, NOW, FORECAST_DAY, &a));
	while (g.noise[k] == 0)
		k++;
	ratio = grid_noise(&g, k, (4000 - g.shift) / g.scale) /
	    grid_noise(&g, k, (1000 - g.shift) / g.scale);
	assert_true(ratio >= 1 && ratio < 10.001);
	arena_clear(&a);
	return ratio;
}

static void
test_noise_that_grows(void **state)
{
	double same = 0, fourfold = 0;
	struct random r;

	(void)state;
	random_start(&r, 20261123, 3);
	for (int i = 0; i < 100; i++) {
		same += louder(20, 0, &r) / 100;
		fourfold += louder(0, 0.02, &r) / 100;
	}
	printf("seed 20261123: same %.2f, fourfold %.2f\n", same, fourfold);
	assert_true(same < 1.2);
	assert_true(fourfold > 3 && fourfold < 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weekends_have_one_level),
		cmocka_unit_test(test_days_that_differ_stay),
		cmocka_unit_test(test_noise_that_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
