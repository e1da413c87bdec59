/*
 * One walk for several capacities: what each of them alone would be told.
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_walk_answers_all_capacities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
