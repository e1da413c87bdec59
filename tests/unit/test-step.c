/*
 * One step, a new tenant say, is no growth: neither just after it nor later.
 */
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/random.h"
#include "test.h"

#define DAY FORECAST_DAY
#define NOW (INT64_C(20000) * DAY)
#define DAYS 90

/* By the hour, 100 and then 150, with days, weekends and noise. */
static const struct forecast *
look(int ago, double capacity, uint64_t seed, struct arena *a)
{
	struct forecast_options o = { .now = NOW, .horizon = 365 * DAY,
	    .capacity = capacity };
	struct sample *v = arena_array(a, DAYS * 24, struct sample);
	struct series s = { "s", v, DAYS * 24 };
	struct random r;

	random_start(&r, 20261123, seed);
	for (int i = 0; i < DAYS * 24; i++) {
		int day = i / 24;
		double level = day >= DAYS - ago ? 150 : 100;

		v[i] = (struct sample){
			NOW - (int64_t)(DAYS * 24 - 1 - i) * 3600,
			round(level * (1 + 0.12 * sin(2 * M_PI * i / 24) -
			    (day % 7 > 4 ? 0.08 : 0)) + 2 * random_normal(&r))
		};
	}
	return forecast_run(&s, &o, a);
}

/* Peaks are near 170: of a line through all, 30 more are a month away. */
static void
test_a_step_is_no_growth(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (int ago = 3; ago <= 45; ago += 3) {
		const struct forecast *f = look(ago, 210, (uint64_t)ago, &a);

		printf("%2d days ago: P50 in %.0f days, by a week %.3f\n", ago,
		    f->p50 == FORECAST_NEVER ? INFINITY :
		    (double)(f->p50 - NOW) / DAY, f->p_by_day[6]);
		assert_true(f->p50 > NOW + 14 * DAY);
		assert_true(f->p_by_day[6] < 0.25);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_step_is_no_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
