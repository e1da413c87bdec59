/*
 * One walk for several capacities: what each of them alone would be told.
 * Surges that are due on the first day, or late.
 */
#include <math.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/passage.h"

#define PATHS 60
#define LEVELS 5
#define NOW ((int64_t)20000 * FORECAST_DAY)
#define SAMPLES 480

/* Growth, a season, surges. */
static void
draw(struct sample *v, int64_t step, struct random *r)
{
	for (int i = 0; i < SAMPLES; i++)
		v[i] = (struct sample){ NOW - (SAMPLES - i) * step,
		    300 + i / 8.0 + (i % 30 < 2 ? 60 : 0) +
		    20 * sin(2 * M_PI * i * step / FORECAST_DAY / 7) +
		    8 * random_normal(r) };
}

static void
simulate(struct passage *p, const double *capacity, size_t n, double *out,
    double *seen, struct arena *a)
{
	p->capacity = capacity;
	p->ncapacities = n;
	passage_simulate(p, out, seen, a);
}

static size_t
check(struct passage *p, const double *capacity, struct arena *a)
{
	double *all = arena_array(a, LEVELS * PATHS, double);
	double *seen = arena_array(a, p->ticks * PATHS, double);
	double *one = arena_array(a, PATHS, double);
	size_t reached = 0;

	simulate(p, capacity, LEVELS, all, NULL, a);
	for (size_t k = 0; k < LEVELS; k++) {
		simulate(p, &capacity[k], 1, one, k % 2 ? seen : NULL, a);
		for (size_t i = 0; i < PATHS; i++) {
			double at = all[k * PATHS + i];

			assert_true(at == one[i]);
			assert_true(k == 0 || at >= all[(k - 1) * PATHS + i]);
			reached += isfinite(at);
		}
	}
	return reached;
}

static void
test_one_walk_answers_all_capacities(void **state)
{
	static const struct forecast_event events[] = {
		{ NOW + 5 * FORECAST_DAY + 77, 40 },
		{ NOW + 20 * FORECAST_DAY, -25 },
		{ NOW + 60 * FORECAST_DAY, 70 },
	};
	/* Buckets of a sample and of several; of a day and of an hour. */
	static const struct {
		int64_t step, width;
	} kinds[] = {
		{ FORECAST_DAY, FORECAST_DAY }, { 6 * 3600, FORECAST_DAY },
		{ 900, 3600 }, { 3600, FORECAST_DAY },
	};
	size_t reached = 0, hourly = 0;

	(void)state;
	for (int trial = 0; trial < 24; trial++) {
		struct arena a = ARENA_INIT;
		int64_t step = kinds[trial % COUNT(kinds)].step;
		int64_t width = kinds[trial % COUNT(kinds)].width;
		struct sample v[SAMPLES];
		struct series s = { "s", v, SAMPLES };
		struct history h;
		struct grid g;
		struct mix m;
		struct near near;
		struct random r;
		double capacity[LEVELS];
		struct passage p = { .grid = &g, .history = &h, .mix = &m,
		    .near = &near, .events = events,
		    .nevents = trial % 2 ? 3 : 0,
		    .starts = passage_starts((uint64_t)trial, PATHS, &a),
		    .paths = PATHS, .spread = 1 };

		random_start(&r, 3, (uint64_t)trial);
		draw(v, step, &r);
		series_clean(&h, &s, NOW, &a);
		assert_true(grid_fill(&g, &h, NOW, width, &a));
		mix_fit(&m, g.y, g.b.n, grid_bucket_days(&g), NTRENDS, 4, &a);
		near_fill(&near, &h, &g, &a);
		hourly += near.hours > 0;
		p.ticks = passage_ticks(&g, (int64_t)120 * FORECAST_DAY);
		/* Twice two are alike; the least is reached soon. */
		for (int k = 0; k < LEVELS; k++)
			capacity[k] = g.shift + g.scale * (0.5 + k / 2 * 0.15);
		reached += check(&p, capacity, &a);
		arena_clear(&a);
	}
	assert_int_equal(hourly, 6);
	assert_in_range(reached, LEVELS * PATHS * 4, LEVELS * PATHS * 24 - 1);
}

#define SURGE_DAYS 200

/* By the hour; 60 more on the days that are so many before now. */
static const struct forecast *
answer(const int *before, size_t n, struct arena *a)
{
	struct sample *v = arena_array(a, SURGE_DAYS * 24, struct sample);
	struct forecast_options o = { .now = NOW, .capacity = 150,
	    .horizon = (int64_t)90 * FORECAST_DAY };
	struct series s = { "s", v, SURGE_DAYS * 24 };
	struct random r;

	random_start(&r, 5, 0);
	for (int i = 0; i < SURGE_DAYS * 24; i++) {
		v[i] = (struct sample){
		    NOW - (int64_t)(SURGE_DAYS * 24 - 1 - i) * 3600,
		    100 + 8 * random_uniform(&r) };
		for (size_t k = 0; k < n; k++)
			if (i / 24 == SURGE_DAYS - 1 - before[k])
				v[i].used += 60;
	}
	return forecast_run(&s, &o, a);
}

/* None is in the four weeks that the first day is taken from. */
static void
test_surge_on_the_first_day(void **state)
{
	static const int before[] = { 29, 59, 89, 119, 149, 179 };
	struct arena a = ARENA_INIT;
	const struct forecast *f = answer(before, COUNT(before), &a);

	(void)state;
	assert_int_equal(f->facts.surge_every, 30 * FORECAST_DAY);
	assert_in_range(f->p10, NOW + 1, NOW + FORECAST_DAY);
	assert_in_range(f->p90, NOW + 1, NOW + FORECAST_DAY);
	arena_clear(&a);
}

/* A wait of 28 days on the mean, with `late` more gone by. */
static void
test_late_surge_has_not_come(void **state)
{
	static const int waits[] = { 26, 30, 28, 26, 30 };

	(void)state;
	for (int late = -3; late <= 2; late++) {
		int before[COUNT(waits) + 1] = { 27 + late };
		struct arena a = ARENA_INIT;
		const struct forecast *f;

		for (size_t i = 0; i < COUNT(waits); i++)
			before[i + 1] = before[i] + waits[i];
		f = answer(before, COUNT(before), &a);
		assert_int_equal(f->facts.surge_every, 28 * FORECAST_DAY);
		assert_in_range(f->p10, NOW + 1, NOW + 3 * FORECAST_DAY);
		assert_in_range(f->p90, NOW + FORECAST_DAY,
		    NOW + 7 * FORECAST_DAY);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_walk_answers_all_capacities),
		cmocka_unit_test(test_surge_on_the_first_day),
		cmocka_unit_test(test_late_surge_has_not_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
