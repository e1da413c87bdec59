/*
 * The correction of the spread by what a backtest said, and where the mix has
 * no origins of its own.
 */
#include <math.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/backtest.h"
#include "forecast/mix.h"
#include "forecast/random.h"

#define KNOWN (100.0 * FORECAST_DAY)
#define TRIALS 20

/* Said P10, P50, P90 in days; it came on this day, or INFINITY. */
static struct trial
trial(double p10, double p50, double p90, double came)
{
	struct trial t = { KNOWN, came * FORECAST_DAY, { { 0, 0, 0 } } };

	for (int k = 0; k < NSAYERS; k++)
		t.said[k] = (struct said){ p10 * FORECAST_DAY,
		    p50 * FORECAST_DAY, p90 * FORECAST_DAY };
	return t;
}

static double
spread(struct trial *t, size_t n)
{
	struct arena a = ARENA_INIT;
	struct backtest b = { t, n };
	double s = backtest_spread(&b, SAY_MIX, &a);

	assert_true(backtest_spread(&b, SAY_ROBUST, &a) == s);
	assert_true(backtest_spread(&b, SAY_LINEAR, &a) == 1);
	assert_true(backtest_spread(&b, SAY_NAIVE, &a) == 1);
	arena_clear(&a);
	return s;
}

static double
all_alike(struct trial t, size_t n)
{
	struct trial v[TRIALS];

	for (size_t i = 0; i < n; i++)
		v[i] = t;
	return spread(v, n);
}

static void
test_spread_follows_the_misses(void **state)
{
	(void)state;
	/* The truth at P90, at P10, at P50; beyond both; not yet. */
	assert_true(fabs(all_alike(trial(10, 20, 40, 40), TRIALS) - 1) <
	    1e-9);
	assert_true(fabs(all_alike(trial(10, 20, 40, 10), TRIALS) - 1) <
	    1e-9);
	assert_true(all_alike(trial(10, 20, 40, 20), TRIALS) == 0.7);
	assert_true(all_alike(trial(10, 20, 40, 60), TRIALS) > 1.1);
	assert_true(all_alike(trial(10, 20, 40, 4), TRIALS) > 1.1);
	assert_true(all_alike(trial(10, 10, 10, 90), TRIALS) == 1.6);
	assert_true(all_alike(trial(10, INFINITY, INFINITY, INFINITY),
	    TRIALS) == 0.7);
	/* It was said to come, and had not when history ended. */
	assert_true(all_alike(trial(2, 3, 4, INFINITY), TRIALS) > 1.1);
}

/* Few trials move it less, hardly any not at all; none is no trouble. */
static void
test_spread_of_few(void **state)
{
	double before = 1;

	(void)state;
	for (size_t n = 0; n <= TRIALS; n++) {
		double s = all_alike(trial(10, 20, 40, 60), n);

		assert_true(n >= 5 ? s > before : s == 1);
		before = s;
	}
}

/* Of ten, so many further off than the others. */
static void
test_spread_is_of_eighty_percent(void **state)
{
	struct trial v[10];

	(void)state;
	for (int far = 0; far <= 10; far++) {
		double s;

		for (int i = 0; i < 10; i++)
			v[i] = trial(10, 20, 40, i < far ? 80 : 40);
		s = spread(v, 10);
		assert_true(far < 2 ? fabs(s - 1) < 1e-9 : s > 1);
	}
}

/* Empty buckets come first: which method is good is told all the same. */
static void
test_nothing_before_the_first_value(void **state)
{
	enum { VALUES = 60 };

	(void)state;
	for (size_t empty = 0; empty <= 2 * VALUES; empty += VALUES / 2) {
		struct arena a = ARENA_INIT;
		size_t n = empty + VALUES;
		double *y = arena_array(&a, n, double);
		struct random r;
		struct mix m;

		random_start(&r, 11, empty);
		for (size_t i = 0; i < n; i++)
			y[i] = i < empty ? NAN : (double)(i - empty) / VALUES +
			    0.01 * random_normal(&r);
		mix_fit(&m, y, n, 1, NTRENDS, MIX_ORIGINS, &a);
		assert_true(m.member[TREND_NAIVE].score > 1.4);
		assert_true(m.member[TREND_THEIL_SEN].score < 0.9);
		assert_true(m.member[TREND_SHAPE].score < 0.4);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spread_follows_the_misses),
		cmocka_unit_test(test_spread_of_few),
		cmocka_unit_test(test_spread_is_of_eighty_percent),
		cmocka_unit_test(test_nothing_before_the_first_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
