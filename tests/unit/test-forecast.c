/*
 * The promises of forecast.h, for tame and for hostile histories.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/forecast.h"

#define DAY FORECAST_DAY
#define NOW INT64_C(1764547200)		/* 2025-12-01 */
#define MANY 5000

struct world {
	struct arena arena;
	struct sample v[MANY];
	struct series series;
	struct forecast_options o;
	uint64_t rng;
};

static double
uniform(struct world *w)
{
	w->rng = w->rng * 6364136223846793005 + 1442695040888963407;
	return (double)(w->rng >> 33) / 2147483648.0;
}

static double
normal(struct world *w)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += uniform(w);
	return sum;
}

/* Hourly, whole numbers: level, growth a day, noise, a daily swing. */
static void
draw(struct world *w, size_t days, double level, double growth, double noise,
    double swing)
{
	size_t n = days * 24;

	for (size_t i = 0; i < n; i++) {
		double day = (double)i / 24;

		w->v[i].at = NOW - (int64_t)(n - 1 - i) * 3600;
		w->v[i].used = round(level + growth * day +
		    noise * normal(w) + swing * sin(2 * M_PI * day));
	}
	w->series = (struct series){ "s", w->v, n };
}

static struct world *
world_new(uint64_t seed)
{
	struct world *w = calloc(1, sizeof(*w));

	w->rng = seed * 7919 + 1;
	w->o = (struct forecast_options){ .now = NOW, .horizon = 365 * DAY,
	    .paths = 200, .points = 30, .backtest = true };
	return w;
}

static void
world_free(struct world *w)
{
	arena_clear(&w->arena);
	free(w);
}

static void
is_finite(double x)
{
	assert_true(isfinite(x));
}

static void
facts_are_sane(const struct forecast_facts *f)
{
	is_finite(f->slope);
	is_finite(f->slope_lo);
	is_finite(f->slope_hi);
	is_finite(f->noise);
	is_finite(f->surge_height);
	assert_true(f->slope_lo <= f->slope_hi);
	for (size_t i = 0; i < f->nchanges; i++) {
		is_finite(f->changes[i].step);
		is_finite(f->changes[i].slope);
	}
}

static void
points_are_sane(const struct forecast *f)
{
	for (size_t i = 0; i < f->npoints; i++) {
		const struct forecast_point *p = &f->points[i];

		assert_true(p->at >= f->now);
		is_finite(p->lo95);
		is_finite(p->hi95);
		assert_true(p->lo95 <= p->lo80 && p->lo80 <= p->mean);
		assert_true(p->mean <= p->hi80 && p->hi80 <= p->hi95);
	}
}

static void
is_sane(const struct forecast *f)
{
	assert_non_null(f->reason);
	assert_non_null(f->method);
	assert_true(f->p10 >= f->now);
	assert_true(f->p10 <= f->p50 && f->p50 <= f->p90);
	is_finite(f->used);
	is_finite(f->capacity);
	assert_true(f->p_within_horizon >= 0 && f->p_within_horizon <= 1);
	for (size_t i = 0; i < f->days; i++) {
		assert_true(f->p_by_day[i] >= 0 && f->p_by_day[i] <= 1);
		assert_true(i == 0 || f->p_by_day[i] >= f->p_by_day[i - 1]);
	}
	for (size_t i = 0; i < f->nbacktest; i++) {
		is_finite(f->backtest[i].pinball);
		is_finite(f->backtest[i].error_days);
	}
	facts_are_sane(&f->facts);
	points_are_sane(f);
}

static const struct forecast *
run(struct world *w, double capacity)
{
	const struct forecast *f;

	w->o.capacity = capacity;
	f = forecast_run(&w->series, &w->o, &w->arena);
	is_sane(f);
	return f;
}

static int64_t
after(const struct forecast *f, int64_t date)
{
	return date == FORECAST_NEVER ? -1 : date - f->now;
}

static void
same(const struct forecast *a, const struct forecast *b)
{
	assert_int_equal(a->status, b->status);
	assert_int_equal(after(a, a->p10), after(b, b->p10));
	assert_int_equal(after(a, a->p50), after(b, b->p50));
	assert_int_equal(after(a, a->p90), after(b, b->p90));
	assert_memory_equal(a->p_by_day, b->p_by_day,
	    a->days * sizeof(double));
}

/* --- hostile histories -------------------------------------------------- */

static double
fill_flat(struct world *w, size_t i)
{
	return 500 + normal(w) * (i > 0);
}

static double
fill_constant(struct world *w, size_t i)
{
	(void)w;
	(void)i;
	return 7;
}

static double
fill_falling(struct world *w, size_t i)
{
	return 900 - 0.3 * i + normal(w);
}

static double
fill_nan(struct world *w, size_t i)
{
	(void)w;
	(void)i;
	return NAN;
}

static double
fill_negative(struct world *w, size_t i)
{
	return -900 + 0.1 * i + normal(w);
}

static double
fill_huge(struct world *w, size_t i)
{
	return (i % 2 ? 1e300 : -1e300) * uniform(w);
}

static double
fill_tiny(struct world *w, size_t i)
{
	return i % 3 ? DBL_MIN : DBL_TRUE_MIN * uniform(w);
}

static double
fill_infinite(struct world *w, size_t i)
{
	return i % 2 ? INFINITY : uniform(w) < 0.5 ? -INFINITY : DBL_MAX;
}

static double
fill_zero(struct world *w, size_t i)
{
	(void)w;
	return i % 50 == 0 ? 3 : 0;
}

static const struct {
	double (*fill)(struct world *, size_t);
	double capacity;
	enum forecast_status status;
} hostile[] = {
	{ fill_flat, 600, FORECAST_NOT_GROWING },
	{ fill_flat, 400, FORECAST_EXHAUSTED },
	{ fill_constant, 8, FORECAST_NOT_GROWING },
	{ fill_constant, 7, FORECAST_EXHAUSTED },
	{ fill_constant, 1e300, FORECAST_NOT_GROWING },
	{ fill_constant, NAN, FORECAST_NOT_ENOUGH_HISTORY },
	{ fill_constant, INFINITY, FORECAST_NOT_ENOUGH_HISTORY },
	{ fill_falling, 1000, FORECAST_NOT_GROWING },
	{ fill_nan, 10, FORECAST_NOT_ENOUGH_HISTORY },
	{ fill_infinite, 10, FORECAST_NOT_ENOUGH_HISTORY },
	{ fill_negative, -1e4, FORECAST_EXHAUSTED },
	{ fill_negative, 0, FORECAST_WITHIN_HORIZON },
	{ fill_zero, 100, FORECAST_NOT_GROWING },
};

static void
test_hostile_histories(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT(hostile); k++) {
		struct world *w = world_new(k);

		draw(w, 100, 0, 0, 0, 0);
		for (size_t i = 0; i < w->series.n; i++)
			w->v[i].used = hostile[k].fill(w, i);
		assert_int_equal(run(w, hostile[k].capacity)->status,
		    hostile[k].status);
		world_free(w);
	}
}

/* Nothing said of these but that it is sane, at every length. */
static void
test_wild_values(void **state)
{
	static double (*const fills[])(struct world *, size_t) = {
		fill_huge, fill_tiny, fill_negative, fill_zero, fill_flat
	};

	(void)state;
	for (size_t k = 0; k < COUNT(fills); k++)
		for (size_t n = 0; n < 400; n = n * 2 + 1) {
			struct world *w = world_new(n);

			draw(w, 100, 0, 0, 0, 0);
			w->series.n = n;
			w->o.now = n > 0 ? w->v[n - 1].at : NOW;
			for (size_t i = 0; i < n; i++)
				w->v[i].used = fills[k](w, i);
			run(w, 1e299);
			run(w, -1e300);
			run(w, 1);
			world_free(w);
		}
}

/* Uniform times over all of int64_t, among them the greatest and least. */
static void
test_wild_times(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 40; seed++) {
		struct world *w = world_new(seed);

		draw(w, 20, 100, 1, 3, 10);
		for (size_t i = 0; i < w->series.n; i += 1 + seed % 7)
			w->v[i].at = uniform(w) < 0.1 ? INT64_MIN :
			    uniform(w) < 0.1 ? INT64_MAX :
			    NOW - (int64_t)(uniform(w) * 4e9);
		run(w, 200);
		world_free(w);
	}
}

static void
test_too_short(void **state)
{
	struct world *w = world_new(1);

	(void)state;
	draw(w, 1, 100, 1, 3, 0);
	for (size_t n = 0; n <= 24; n++) {
		w->series.n = n;
		assert_int_equal(run(w, 1000)->status ==
		    FORECAST_NOT_ENOUGH_HISTORY, n < 13);
	}
	/* Full is full, even when nothing more can be said. */
	w->series.n = 1;
	w->v[0].used = 1000;
	assert_int_equal(run(w, 1000)->status, FORECAST_EXHAUSTED);
	assert_int_equal(run(w, 1000)->p90, NOW);
	world_free(w);
}

/* --- what must not matter, and what must only matter one way ------------ */

static void
test_order_of_rows(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 10; seed++) {
		struct world *w = world_new(seed);
		const struct forecast *f;

		draw(w, 5 + seed * 9, 300, 3, 20, 60);
		f = run(w, 700);
		for (size_t i = w->series.n - 1; i > 0; i--) {
			size_t j = uniform(w) * (i + 1);
			struct sample t = w->v[i];

			w->v[i] = w->v[j];
			w->v[j] = t;
		}
		same(f, run(w, 700));
		world_free(w);
	}
}

static void
test_units(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 10; seed++) {
		struct world *w = world_new(seed);
		const struct forecast *f;

		draw(w, 5 + seed * 9, 300, 3, 20, 60);
		f = run(w, 700);
		for (size_t i = 0; i < w->series.n; i++)
			w->v[i].used = w->v[i].used * 8 + 4096;
		same(f, run(w, 700 * 8 + 4096));
		for (size_t i = 0; i < w->series.n; i++)
			w->v[i].at += 86400 * 365 + 7;
		w->o.now += 86400 * 365 + 7;
		same(f, run(w, 700 * 8 + 4096));
		world_free(w);
	}
}

static void
no_later(const struct forecast *a, const struct forecast *b)
{
	assert_true(a->p10 <= b->p10);
	assert_true(a->p50 <= b->p50);
	assert_true(a->p90 <= b->p90);
	for (size_t i = 0; i < a->days; i++)
		assert_true(a->p_by_day[i] >= b->p_by_day[i]);
}

#define SURGES 6
#define EVERY 17

static const size_t regular[SURGES] = { 16, 17, 18, 16, 17, 18 };

/* 24 hours of 150 more, the latest `since` days ago, by the waits given. */
static void
add_surges(struct world *w, size_t since, const size_t wait[SURGES])
{
	int64_t at = NOW - (int64_t)since * DAY;

	for (size_t k = 0; k < SURGES; k++) {
		for (size_t i = 0; i < w->series.n; i++)
			if (w->v[i].at >= at && w->v[i].at < at + DAY)
				w->v[i].used += 150;
		at -= (int64_t)wait[k] * DAY;
	}
}

static void
test_more_room_is_never_earlier(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 12; seed++) {
		struct world *w = world_new(seed);
		const struct forecast *before = NULL;

		draw(w, 3 + seed * 8, 300, 3, 20, 60);
		if (seed % 2 != 0)
			add_surges(w, 9, regular);
		for (double room = 0; room < 600; room += 23) {
			const struct forecast *f = run(w, 300 + room);

			if (before != NULL)
				no_later(before, f);
			before = f;
		}
		world_free(w);
	}
}

static void
test_event_is_never_later(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 12; seed++) {
		struct world *w = world_new(seed);
		struct forecast_event e[8];
		const struct forecast *before;

		draw(w, 3 + seed * 8, 300, 3, 20, 60);
		if (seed % 2 != 0)
			add_surges(w, 9, regular);
		w->o.events = e;
		before = run(w, 900);
		while (w->o.nevents < COUNT(e)) {
			const struct forecast *f;

			e[w->o.nevents++] = (struct forecast_event){
			    NOW + (int64_t)(uniform(w) * 90 * DAY),
			    floor(uniform(w) * 80) };
			f = run(w, 900);
			no_later(f, before);
			before = f;
		}
		world_free(w);
	}
}

/* An event that fills everything is the date. */
static void
test_event_is_the_date(void **state)
{
	struct world *w = world_new(1);
	struct forecast_event e = { NOW + 10 * DAY + 5 * 3600, 5000 };
	const struct forecast *f;

	(void)state;
	draw(w, 100, 500, 0, 2, 10);
	w->o.events = &e;
	w->o.nevents = 1;
	f = run(w, 4000);
	assert_in_range(f->p10, e.at, e.at + 3600);
	assert_in_range(f->p90, e.at, e.at + 3600);
	world_free(w);
}

/* --- right, on what has a known answer ---------------------------------- */

/* First passage of a line and a sine without noise is known to the hour. */
static void
test_clean_line(void **state)
{
	struct world *w = world_new(1);
	const struct forecast *f;

	(void)state;
	draw(w, 120, 1000, 8, 0, 100);
	/* The crest of day k reaches 1000 + 8 (k + 1/4) + 100 */
	f = run(w, 1000 + 8 * (150 + 0.25) + 98);
	assert_int_equal(f->status, FORECAST_WITHIN_HORIZON);
	assert_in_range(f->p10, NOW + 29 * DAY, NOW + 31 * DAY);
	assert_in_range(f->p90, NOW + 29 * DAY, NOW + 31 * DAY);
	world_free(w);
}

/* Regular ones say when the next is due; the same ones at random do not. */
static void
test_surges_come_when_due(void **state)
{
	static const size_t random[SURGES] = { 3, 41, 8, 30, 3, 0 };

	(void)state;
	for (size_t since = 2; since < EVERY - 3; since++) {
		struct world *w = world_new(since);
		int64_t due = NOW + (int64_t)(EVERY - since) * DAY;
		const struct forecast *f;

		draw(w, 120, 500, 0, 5, 20);
		add_surges(w, since, regular);
		f = run(w, 600);
		assert_int_equal(f->facts.surges, SURGES);
		assert_in_range(f->facts.surge_every, (EVERY - 1) * DAY,
		    (EVERY + 1) * DAY);
		assert_in_range(f->p10, due - 3 * DAY, due + DAY);
		assert_in_range(f->p50, due - 2 * DAY, due + 2 * DAY);
		assert_in_range(f->p90, due, due + 4 * DAY);
		world_free(w);

		w = world_new(since);
		draw(w, 120, 500, 0, 5, 20);
		add_surges(w, since, random);
		f = run(w, 600);
		assert_int_equal(f->facts.surge_every, 0);
		assert_true(f->p90 - f->p10 > 20 * DAY);
		world_free(w);
	}
}

#define TRIALS 120

/* Lines with noise: calibrated within bounds, and P50 without bias. */
static void
test_coverage(void **state)
{
	size_t covered = 0, early = 0;

	(void)state;
	for (uint64_t seed = 0; seed < TRIALS; seed++) {
		struct world *w = world_new(seed + 100);
		size_t days = 30 + seed % 90;
		double noise = 5 + uniform(w) * 30, t;
		double full = 1000 + 5 * (days + 1 + uniform(w) * 80) + noise;
		const struct forecast *f;

		draw(w, days, 1000, 5, noise, 50);
		for (size_t i = 1;; i++) {
			double day = days + (double)i / 24;

			t = i * 3600.0;
			if (round(1000 + 5 * day + noise * normal(w) +
			    50 * sin(2 * M_PI * day)) >= full)
				break;
		}
		f = run(w, full);
		covered += f->p10 <= NOW + t && NOW + t <= f->p90;
		early += f->p50 < NOW + t;
		world_free(w);
	}
	/* Of 120 at 80 %: 96, deviation 4.4; at 50 %: 60, deviation 5.5. */
	assert_in_range(covered, 82, 118);
	assert_in_range(early, 42, 78);
}

static void
test_methods_have_names(void **state)
{
	int n = 0;

	(void)state;
	for (; forecast_method_name(n) != NULL; n++) {
		struct world *w = world_new(n);

		assert_int_equal(forecast_method_find(
		    forecast_method_name(n)), n);
		assert_non_null(forecast_method_says(n));
		draw(w, 60, 300, 3, 20, 60);
		w->o.method = n;
		if (n > 0)
			assert_string_equal(run(w, 700)->method,
			    forecast_method_name(n));
		world_free(w);
	}
	assert_true(n > 5);
	assert_int_equal(forecast_method_find("guess"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostile_histories),
		cmocka_unit_test(test_wild_values),
		cmocka_unit_test(test_wild_times),
		cmocka_unit_test(test_too_short),
		cmocka_unit_test(test_order_of_rows),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_more_room_is_never_earlier),
		cmocka_unit_test(test_event_is_never_later),
		cmocka_unit_test(test_event_is_the_date),
		cmocka_unit_test(test_clean_line),
		cmocka_unit_test(test_surges_come_when_due),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_methods_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
