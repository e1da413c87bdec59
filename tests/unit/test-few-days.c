/*
 * Histories of one to five days by the hour: they do not tell how days differ.
 */
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/mix.h"
#include "forecast/random.h"
#include "test.h"

#define DAY FORECAST_DAY
#define NOW (INT64_C(1764547200) + 9 * 3600)
#define MOST (5 * 24 + 1)
#define AHEAD 60			/* days */
#define SWING 100.0			/* of a day; its spread, nearly */

/* Grows by so much a day, and each day is a little other than the last. */
struct world {
	double level, growth, effect, today;
	struct random r;
};

static double
used(struct world *w, int hour)
{
	if ((hour + 100 * 24) % 24 == 15)
		w->today = w->effect * random_normal(&w->r);
	return w->level + w->growth * hour / 24 + w->today +
	    SWING / 2 * sin(2 * M_PI * (hour + 3) / 24) +
	    random_normal(&w->r);
}

static const struct forecast *
look(struct world *w, int hours, double capacity, struct arena *a)
{
	struct sample *v = arena_array(a, MOST, struct sample);
	struct series s = { "s", v, (size_t)hours + 1 };
	struct forecast_options o = { .now = NOW, .horizon = AHEAD * DAY,
	    .capacity = capacity, .paths = 400 };

	for (int i = 0; i <= hours; i++)
		v[i] = (struct sample){ NOW + (i - hours) * 3600,
		    used(w, i - hours) };
	return forecast_run(&s, &o, a);
}

/* What the variance of a least-squares slope is, value by value. */
static void
test_doubt_is_that_of_a_line(void **state)
{
	(void)state;
	for (int d = 2; d < 10; d++) {
		double squares = 0, v = mix_day_doubt(d, 1.0 / 24);

		for (int i = 0; i < d; i++)
			squares += (i - (d - 1) / 2.0) * (i - (d - 1) / 2.0);
		assert_float_equal(v * squares,
		    mix_day_doubt(2, 1.0 / 24) / 2, 1e-12);
	}
	assert_float_equal(mix_day_doubt(1.2, 1.0 / 24),
	    mix_day_doubt(2, 1.0 / 24), 1e-12);
	assert_true(mix_day_doubt(1, 1.0 / 24) >
	    50 * mix_day_doubt(2, 1.0 / 24));
}

/* 26 hours without noise: no slope, and none is ruled out. */
static void
test_a_day_rules_nothing_out(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (int hours = 13; hours <= 48; hours += 5) {
		struct world w = { .level = 500 };
		const struct forecast *f;

		random_start(&w.r, 1, (uint64_t)hours);
		f = look(&w, hours, 600, &a);
		assert_true(f->facts.slope_lo < f->facts.slope);
		assert_true(f->facts.slope < f->facts.slope_hi);
		assert_true(f->p10 < FORECAST_NEVER);
		assert_true(f->p90 - f->p10 > DAY);
		arena_clear(&a);
	}
}

/* Seconds to capacity, or FORECAST_NEVER; hours 1 and on. */
static int64_t
came(struct world *w, double capacity)
{
	for (int h = 1; h <= AHEAD * 24; h++)
		if (used(w, h) >= capacity)
			return NOW + h * 3600;
	return FORECAST_NEVER;
}

static void
test_dates_cover(void **state)
{
	size_t inside = 0, early = 0, all = 0;
	struct arena a = ARENA_INIT;

	(void)state;
	for (uint64_t i = 0; i < 600; i++) {
		struct world w = { .level = 500, .effect = 5 };
		double capacity;
		const struct forecast *f;
		int64_t at;
		int hours;

		random_start(&w.r, 20261123, i);
		hours = 26 + (int)(random_uniform(&w.r) * (MOST - 27));
		w.growth = 5 + 7 * random_normal(&w.r);
		capacity = 555 + 150 * random_uniform(&w.r);
		f = look(&w, hours, capacity, &a);
		at = came(&w, capacity);
		if (f->status != FORECAST_EXHAUSTED && at < FORECAST_NEVER) {
			inside += f->p10 <= at && at <= f->p90;
			early += at < f->p10;
			all++;
		}
		arena_clear(&a);
	}
	printf("seed 20261123: of %zu dates %zu within, %zu before\n", all,
	    inside, early);
	assert_in_range(inside * 100 / all, 78, 96);
	assert_in_range(early * 100 / all, 2, 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doubt_is_that_of_a_line),
		cmocka_unit_test(test_a_day_rules_nothing_out),
		cmocka_unit_test(test_dates_cover),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
