/*
 * The hours after now: series that are known to go on, and a twin.
 */
#include <math.h>
#include <stdlib.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/near.h"
#include "forecast/random.h"

#define NOW (INT64_C(20000) * FORECAST_DAY)
#define HOURS (60 * 24)
#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

struct world {
	struct arena arena;
	struct sample v[HOURS];
	struct history h;
	struct grid days;
	struct near near;
};

/* of: use at an hour after now, or before; NaN: no sample. */
static struct world *
world_new(double (*of)(double hour, void *data), void *data, size_t n,
    int64_t step)
{
	struct world *w = calloc(1, sizeof *w);
	struct series s = { "s", w->v, n };

	for (size_t i = 0; i < n; i++) {
		w->v[i].at = NOW - (int64_t)(n - 1 - i) * step;
		w->v[i].used = of((double)(w->v[i].at - NOW) / 3600, data);
	}
	series_clean(&w->h, &s, NOW, &w->arena);
	if (grid_fill(&w->days, &w->h, NOW, FORECAST_DAY, &w->arena))
		near_fill(&w->near, &w->h, &w->days, &w->arena);
	return w;
}

static void
world_free(struct world *w)
{
	arena_clear(&w->arena);
	free(w);
}

/* As measured, not in units. */
static double
top(const struct world *w, const struct near_path *p, size_t h)
{
	return w->near.g.shift + w->near.g.scale * p->top[h];
}

/*
 * Trend, a peak each day at the middle of it, and a weekday that turns into
 * the next from middle to middle.
 */
static double
clean(double hour, void *data)
{
	static const double weekday[7] = { 0, 22, 31, 27, 35, 12, -40 };
	const double *growth = data;
	double at = (hour - 0.5) / 24 + 0.5, day = floor(at);
	long i = ((long)day % 7 + 7) % 7;
	double of_day = weekday[i] + (at - day) *
	    (weekday[(i + 1) % 7] - weekday[i]);

	return 800 + *growth * hour + of_day -
	    40 * cos(2 * M_PI * (hour - 0.5) / 24);
}

static void
test_clean_goes_on(void **state)
{
	static const double growths[] = { 0, 0.1, -0.2 };

	(void)state;
	for (size_t k = 0; k < COUNT(growths); k++) {
		double growth = growths[k];
		struct world *w = world_new(clean, &growth, HOURS, 3600);
		struct random r;

		assert_int_equal(w->near.hours, NEAR_HOURS);
		random_start(&r, 1, k);
		for (int i = 0; i < 200; i++) {
			struct near_path p;

			near_draw(&p, &w->near, growth / w->near.g.scale, &r);
			for (size_t h = 1; h <= NEAR_HOURS; h++)
				NEAR(top(w, &p, h), clean((double)h, &growth),
				    1.5);
		}
		world_free(w);
	}
}

/* Noise with a memory, drawn ahead; and so much more in the last hour. */
struct noise {
	double phi, more, e[HOURS];
};

static double
noisy(double hour, void *data)
{
	struct noise *x = data;
	size_t i = (size_t)(HOURS - 1 + hour);

	return 1000 + x->e[i] + (hour == 0 ? x->more : 0) +
	    30 * sin(2 * M_PI * hour / 24);
}

static void
draw(struct noise *x, double phi, uint64_t seed)
{
	struct random r;
	double e = 0;

	random_start(&r, seed, 7);
	*x = (struct noise){ .phi = phi };
	for (size_t i = 0; i < HOURS; i++)
		x->e[i] = e = phi * e + 10 * sqrt(1 - phi * phi) *
		    random_normal(&r);
}

/* What is above the level now is lost as fast as the noise forgets. */
static void
test_now_is_forgotten(void **state)
{
	static const double phis[] = { 0, 0.5, 0.8, 0.9 };
	struct noise x;

	(void)state;
	for (size_t k = 0; k < COUNT(phis); k++) {
		double alike[NEAR_HOURS + 1] = { 0 };

		for (uint64_t seed = 0; seed < 20; seed++) {
			struct world *w;

			draw(&x, phis[k], seed);
			w = world_new(noisy, &x, HOURS, 3600);
			assert_int_equal(w->near.hours, NEAR_HOURS);
			for (size_t h = 0; h <= NEAR_HOURS; h++)
				alike[h] += w->near.alike[h] / 20;
			world_free(w);
		}
		print_message("phi %.1f: alike %.2f %.2f %.2f %.2f\n",
		    phis[k], alike[1], alike[2], alike[4], alike[24]);
		NEAR(alike[0], 1, 1e-9);
		/* A level of 36 hours is late: a part never goes. */
		NEAR(alike[1], phis[k], 0.05);
		NEAR(alike[2], pow(phis[k], 2), 0.05);
		NEAR(alike[4], pow(phis[k], 4), 0.1);
		NEAR(alike[24], 0, 0.3);
	}
}

/* 50 more in the last hour, of the same past: how much of it comes. */
static void
test_now_is_kept(void **state)
{
	struct noise x;
	double kept[NEAR_HOURS + 1] = { 0 };

	(void)state;
	for (uint64_t seed = 0; seed < 10; seed++) {
		struct world *w, *v;
		struct near_path p, q;
		struct random r, s;

		draw(&x, 0.9, seed);
		w = world_new(noisy, &x, HOURS, 3600);
		x.more = 50;
		v = world_new(noisy, &x, HOURS, 3600);
		NEAR(v->near.now * v->near.g.scale -
		    w->near.now * w->near.g.scale, 50, 6);
		for (int i = 0; i < 50; i++) {
			random_start(&r, seed, (uint64_t)i);
			random_start(&s, seed, (uint64_t)i);
			near_draw(&p, &w->near, 0, &r);
			near_draw(&q, &v->near, 0, &s);
			assert_int_equal(p.from, q.from);
			for (size_t h = 1; h <= NEAR_HOURS; h++)
				kept[h] += (top(v, &q, h) - top(w, &p, h)) /
				    (10 * 50);
		}
		world_free(w);
		world_free(v);
	}
	NEAR(kept[1], 50 * 0.9, 2);
	NEAR(kept[2], 50 * 0.9 * 0.9, 2);
	NEAR(kept[6], 50 * pow(0.9, 6), 5);
	assert_true(kept[24] < 15);
	for (size_t h = 2; h < 20; h++)
		assert_true(kept[h] < kept[h - 1]);
}

/* --- twin --------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Of the 36 hours up to i. */
static double
slow_level(const double *y, size_t i)
{
	double w[36];
	size_t k = 0;

	for (size_t j = 0; j <= i; j++)
		if (i - j < 36 && !isnan(y[j]))
			w[k++] = y[j];
	qsort(w, k, sizeof *w, by_value);
	return k == 0 ? NAN : k % 2 ? w[k / 2] : (w[k / 2 - 1] + w[k / 2]) / 2;
}

/* Above the level at j; what use grew by, five days either side, left out. */
static double
slow_above(const struct grid *g, size_t j, size_t h)
{
	size_t from = j < 120 ? 0 : j - 120;
	size_t to = j + 120 >= g->b.n ? g->b.n - 1 : j + 120;

	return g->y[j + h] - slow_level(g->y, j) - (double)h *
	    (g->level[to] - g->level[from]) / (double)(to - from);
}

static void
same_alike(const struct near *x)
{
	for (size_t h = 1; h <= NEAR_HOURS; h++) {
		double xy = 0, xx = 0, slope;

		for (size_t j = 36; j + h < x->g.b.n; j++) {
			double p = slow_above(&x->g, j, 0);
			double q = slow_above(&x->g, j, h);

			if (isnan(p + q))
				continue;
			xy += p * q;
			xx += p * p;
		}
		slope = xx > 0 ? xy / xx : 0;
		slope = slope > 1 ? 1 : slope < 0 ? 0 : slope;
		NEAR(x->alike[h], slope, 1e-9);
	}
}

/* A path is what followed its anchor, moved to where use is now. */
static void
same_path(const struct near *x, double slope, struct random *r)
{
	struct near_path p;
	double now = slow_above(&x->g, x->g.b.n - 1, 0);
	size_t apart;

	near_draw(&p, x, slope, r);
	assert_in_range(p.from, 36, x->g.b.n - 1 - NEAR_HOURS);
	apart = (x->g.b.n - 1 - p.from) % 24;
	assert_true(apart <= 2 || apart >= 22);
	for (size_t h = 1; h <= NEAR_HOURS; h++) {
		double v = slow_level(x->g.y, x->g.b.n - 1) +
		    slope * (double)h + x->season[h] +
		    slow_above(&x->g, p.from, h) + x->alike[h] *
		    (now - slow_above(&x->g, p.from, 0));

		if (isnan(v))
			assert_true(p.top[h] == -INFINITY);
		else
			NEAR(p.top[h], v, 1e-9);
	}
}

static double
gappy(double hour, void *data)
{
	size_t i = (size_t)(HOURS - 1 + hour);

	if (hour < -3 && (i % 17 == 3 || (i > 1000 && i < 1060) || i % 5 > 3))
		return NAN;
	return noisy(hour, data) + 0.1 * hour;
}

static void
test_twin(void **state)
{
	struct noise x;

	(void)state;
	print_message("seeds 0 to 29\n");
	for (uint64_t seed = 0; seed < 30; seed++) {
		size_t n = seed % 3 ? HOURS : 15 * 24 + seed;
		struct world *w;
		struct random r;

		draw(&x, 0.3 * (double)(seed % 4), seed);
		w = world_new(seed % 2 ? gappy : noisy, &x, n, 3600);
		assert_int_equal(w->near.hours, NEAR_HOURS);
		/* Four weeks of hours, no more. */
		assert_in_range(w->near.g.b.n, n < 672 ? n - 17 : 655, 672);
		same_alike(&w->near);
		random_start(&r, seed, 8);
		for (int i = 0; i < 20; i++)
			same_path(&w->near, 0.01 * i, &r);
		world_free(w);
	}
}

/* --- when nothing can be said ------------------------------------------- */

static size_t
hours_of(size_t n, int64_t step, size_t missing)
{
	struct noise x;
	struct world *w;
	struct series s;
	struct near near;
	size_t hours;

	draw(&x, 0.5, 1);
	w = world_new(noisy, &x, n, step);
	/* Once more, without the latest. */
	s = (struct series){ "s", w->v, n - missing };
	series_clean(&w->h, &s, NOW, &w->arena);
	assert_true(grid_fill(&w->days, &w->h, NOW, FORECAST_DAY, &w->arena));
	near_fill(&near, &w->h, &w->days, &w->arena);
	hours = near.hours;
	world_free(w);
	return hours;
}

static void
test_without_hours(void **state)
{
	(void)state;
	assert_int_equal(hours_of(HOURS, 3600, 0), NEAR_HOURS);
	assert_int_equal(hours_of(HOURS / 2, 7200, 0), NEAR_HOURS);
	assert_int_equal(hours_of(HOURS / 4, 4 * 3600, 0), 0);
	assert_int_equal(hours_of(60, FORECAST_DAY, 0), 0);
	/* Nothing for a day or more before now. */
	assert_int_equal(hours_of(HOURS, 3600, 25), 0);
	assert_int_equal(hours_of(HOURS, 3600, 200), 0);
	assert_int_equal(hours_of(HOURS, 900, 100), 0);
	/* The level, a day that follows, and eight hours like now. */
	assert_int_equal(hours_of(36 + 24, 3600, 0), 0);
	assert_int_equal(hours_of(36 + 24 + 24, 3600, 0), 0);
	assert_int_equal(hours_of(36 + 24 + 48, 3600, 0), NEAR_HOURS);
}

/* A grid of hours has hours of its own. */
static void
test_hours_have_none(void **state)
{
	struct noise x;
	struct world *w;
	struct grid g;
	struct near near;

	(void)state;
	draw(&x, 0.5, 1);
	w = world_new(noisy, &x, HOURS, 3600);
	assert_true(grid_fill(&g, &w->h, NOW, 3600, &w->arena));
	near_fill(&near, &w->h, &g, &w->arena);
	assert_int_equal(near.hours, 0);
	world_free(w);
}

/* --- units -------------------------------------------------------------- */

struct other {
	struct noise *noise;
	double scale, shift;
};

static double
in_other_units(double hour, void *data)
{
	const struct other *o = data;

	return o->shift + o->scale * gappy(hour, o->noise);
}

static void
test_units_do_not_matter(void **state)
{
	static const double units[][2] = {
		{ 8, 4096 }, { 1.0 / 1024, 0 }, { 3, -700 }, { 1e9, 1e9 }
	};
	struct noise x;

	(void)state;
	draw(&x, 0.7, 5);
	for (size_t k = 0; k < COUNT(units); k++) {
		struct other o = { &x, units[k][0], units[k][1] };
		struct world *w = world_new(gappy, &x, HOURS, 3600);
		struct world *v = world_new(in_other_units, &o, HOURS, 3600);
		struct near_path p, q;
		struct random r, s;

		random_start(&r, 2, k);
		random_start(&s, 2, k);
		for (size_t h = 0; h <= NEAR_HOURS; h++) {
			NEAR(w->near.alike[h], v->near.alike[h], 1e-6);
			NEAR(w->near.season[h], v->near.season[h], 1e-6);
		}
		for (int i = 0; i < 50; i++) {
			near_draw(&p, &w->near, 0.01, &r);
			near_draw(&q, &v->near, 0.01, &s);
			assert_int_equal(p.from, q.from);
			for (size_t h = 1; h <= NEAR_HOURS; h++)
				assert_true(isinf(p.top[h]) ?
				    q.top[h] == p.top[h] :
				    fabs(top(v, &q, h) - o.shift - o.scale *
				    top(w, &p, h)) <= 1e-6 * o.scale);
		}
		world_free(w);
		world_free(v);
	}
}

/* Collectors that sleep through every third peak do not make it lower. */
static void
test_gaps_hide_no_peak(void **state)
{
	static struct sample v[HOURS];
	struct arena a = ARENA_INIT;
	struct series s = { "s", v, 0 };
	struct history h;
	struct grid days;
	struct near x;
	struct near_path p;
	struct random r;

	(void)state;
	random_start(&r, 19, 1);
	for (int i = 0; i < HOURS; i++) {
		int64_t at = NOW - (HOURS - 1 - i) * INT64_C(3600);
		int64_t hour = at / 3600 % 24, day = (at - 1) / FORECAST_DAY;
		bool peak = hour >= 11 && hour <= 14;

		if (day % 3 == 0 && hour >= 9 && hour <= 16)
			continue;
		v[s.n++] = (struct sample){ at, 300 + (peak ? 100 : 0) +
		    random_normal(&r) };
	}
	series_clean(&h, &s, NOW, &a);
	assert_true(grid_fill(&days, &h, NOW, FORECAST_DAY, &a));
	near_fill(&x, &h, &days, &a);
	assert_int_equal(x.hours, NEAR_HOURS);
	for (int k = 0; k < 200; k++) {
		double most = -INFINITY;

		near_draw(&p, &x, 0, &r);
		for (size_t i = 1; i <= NEAR_HOURS; i++)
			most = fmax(most, p.top[i]);
		assert_true(most * x.g.scale + x.g.shift > 395);
	}
	arena_clear(&a);
}

#define MANY_HOURS (24 * 34)

/* A weekend lacks the working day's peak, but its nights are as all nights. */
static void
test_weekends_are_days_without_a_peak(void **state)
{
	(void)state;
	for (int day = 0; day < 7; day++) {
		static struct sample v[MANY_HOURS];
		struct arena a = ARENA_INIT;
		struct series s = { "s", v, MANY_HOURS };
		/* 2025-12-01 is a Monday; midnight ends day 6, a Sunday. */
		int64_t now = INT64_C(1764547200) + day * FORECAST_DAY;
		struct history h;
		struct grid days;
		struct near x;
		struct near_path p;
		struct random r;

		random_start(&r, 17, (uint64_t)day);
		for (int i = 0; i < MANY_HOURS; i++) {
			int64_t at = now - (MANY_HOURS - 1 - i) * INT64_C(3600);
			int hour = (int)(at / 3600 % 24);
			bool weekend = (at - 1 + 3 * FORECAST_DAY) /
			    FORECAST_DAY % 7 >= 5;

			v[i] = (struct sample){ at, 300 + i / 50.0 +
			    2 * random_normal(&r) + (hour > 8 && hour < 19 ?
			    weekend ? 40 : 100 : 0) };
		}
		series_clean(&h, &s, now, &a);
		assert_true(grid_fill(&days, &h, now, FORECAST_DAY, &a));
		near_fill(&x, &h, &days, &a);
		assert_int_equal(x.hours, NEAR_HOURS);
		for (int k = 0; k < 100; k++) {
			double most = -INFINITY;

			near_draw(&p, &x, 0, &r);
			for (size_t i = 1; i <= NEAR_HOURS; i++)
				most = fmax(most, p.top[i]);
			most = most * x.g.scale + x.g.shift - 300 -
			    MANY_HOURS / 50.0;
			if (day == 5 || day == 6)
				assert_true(most > 30 && most < 60);
			else
				assert_true(most > 90 && most < 120);
		}
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean_goes_on),
		cmocka_unit_test(test_now_is_forgotten),
		cmocka_unit_test(test_now_is_kept),
		cmocka_unit_test(test_twin),
		cmocka_unit_test(test_without_hours),
		cmocka_unit_test(test_hours_have_none),
		cmocka_unit_test(test_units_do_not_matter),
		cmocka_unit_test(test_weekends_are_days_without_a_peak),
		cmocka_unit_test(test_gaps_hide_no_peak),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
