/*
 * Histories that ended long ago, or that have samples far from all others.
 */
#include <string.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "test.h"

#define DAY FORECAST_DAY
#define NOW INT64_C(1764547200)		/* 2025-12-01 */

struct world {
	struct arena arena;
	struct sample v[400];
	struct series series;
};

static const struct forecast *
run(struct world *w)
{
	const struct forecast_options o = { .now = NOW,
	    .horizon = 365 * DAY, .paths = 200, .capacity = 450 };

	return forecast_run(&w->series, &o, &w->arena);
}

/*
 * A year by the day up to `age` days ago; then `late` samples, a day apart, of
 * which the last is a day ago.
 */
static const struct forecast *
run_old(struct world *w, int64_t age, size_t late)
{
	size_t n = 0;

	for (int64_t i = 365; i-- > 0; )
		w->v[n++] = (struct sample){ NOW - (age + i) * DAY,
		    (double)(400 - i) };
	for (size_t i = late; i > 0; i--)
		w->v[n++] = (struct sample){ NOW - (int64_t)i * DAY, 500 };
	w->series = (struct series){ "s", w->v, n };
	return run(w);
}

/* What ended long ago says nothing of now, not even that it is full. */
static void
test_stale(void **state)
{
	static const struct {
		int64_t age;
		size_t late;
		enum forecast_status status;
		const char *reason;
	} cases[] = {
		{ 0, 0, FORECAST_WITHIN_HORIZON, "" },
		{ 30, 0, FORECAST_WITHIN_HORIZON, "" },
		{ 31, 0, FORECAST_NOT_ENOUGH_HISTORY, "stale: the latest "
		    "sample is 31.0 days before now; 30.0 at most" },
		{ 1500, 0, FORECAST_NOT_ENOUGH_HISTORY, "stale: the latest "
		    "sample is 1500.0 days before now; 30.0 at most" },
		{ 1500, 1, FORECAST_NOT_ENOUGH_HISTORY,
		    "1 sample since a gap of 1499 days; 6 are needed" },
		{ 1500, 5, FORECAST_NOT_ENOUGH_HISTORY,
		    "5 samples since a gap of 1495 days; 6 are needed" },
		{ 300, 1, FORECAST_EXHAUSTED, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct world w = { 0 };
		const struct forecast *f = run_old(&w, cases[i].age,
		    cases[i].late);

		assert_int_equal(f->status, cases[i].status);
		if (*cases[i].reason != '\0')
			assert_string_equal(f->reason, cases[i].reason);
		arena_clear(&w.arena);
	}
}

/* A year by the day, and some samples years before: they do not count. */
static void
test_early(void **state)
{
	const struct forecast *f;

	(void)state;
	for (size_t early = 0; early <= 7; early++) {
		struct world w = { 0 }, v = { 0 };

		run_old(&w, 0, 0);
		for (size_t i = 0; i < early; i++)
			w.v[w.series.n++] = (struct sample){ NOW -
			    (int64_t)(2000 + i) * DAY, 5 };
		f = run(&w);
		assert_int_equal(f->facts.intake.ancient, early < 6 ? early :
		    0);
		if (early < 6)
			assert_int_equal(f->p50, run_old(&v, 0, 0)->p50);
		arena_clear(&w.arena);
		arena_clear(&v.arena);
	}
}

/* However old, however many since: an answer has a status and its dates. */
static void
test_old_is_sane(void **state)
{
	static const int64_t ages[] = { 1, 29, 40, 365, 366, 400, 1000, 3000,
	    6000, 14000 };

	(void)state;
	for (size_t i = 0; i < COUNT(ages); i++)
		for (size_t late = 0; late < 15; late += 5) {
			struct world w = { 0 };
			const struct forecast *f = run_old(&w, ages[i], late);

			assert_non_null(f->reason);
			assert_true(f->p10 >= NOW && f->p10 <= f->p50 &&
			    f->p50 <= f->p90);
			if (f->status == FORECAST_EXHAUSTED)
				assert_int_equal(f->p90, NOW);
			arena_clear(&w.arena);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_early),
		cmocka_unit_test(test_old_is_sane),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
