/*
 * Grids: buckets that are not whole, the season, and surges.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/random.h"
#include "forecast/surge.h"

#define NOW (INT64_C(20000) * FORECAST_DAY)
#define MANY 1000
#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

struct world {
	struct arena arena;
	struct sample v[MANY];
	struct grid g;
};

/* A sample a bucket, v[n - 1] at now; NaN: none. */
static struct world *
world_new(const double *v, size_t n, int64_t width)
{
	struct world *w = calloc(1, sizeof *w);
	struct series s = { "s", w->v, n };
	struct history h;

	for (size_t i = 0; i < n; i++)
		w->v[i] = (struct sample){ NOW - (int64_t)(n - 1 - i) * width,
		    v[i] };
	series_clean(&h, &s, NOW, &w->arena);
	assert_true(grid_fill(&w->g, &h, NOW, width, &w->arena));
	assert_int_equal(w->g.b.n, n);
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
season(const struct grid *g, double lead, double level)
{
	return g->scale * grid_season(g, lead, (level - g->shift) / g->scale);
}

/* --- buckets ------------------------------------------------------------ */

#define WIDTH 2400

struct plan {
	int samples;			/* in a bucket of WIDTH seconds */
	double max;
	bool dropped;
};

/* The greatest is in the middle; the others are less. */
static void
bucket_plan(struct buckets *b, const struct plan *p, size_t n,
    struct arena *a)
{
	struct sample *v = arena_array(a, 50 * n, struct sample);
	struct history h = { .samples = v };

	for (size_t k = 0; k < n; k++)
		for (int i = 0; i < p[k].samples; i++)
			v[h.n++] = (struct sample){
			    NOW - (int64_t)(n - k) * WIDTH + 1 + i * 20,
			    p[k].max - abs(i - p[k].samples / 2) };
	bucket_fill(b, &h, NOW, WIDTH, BUCKET_MAX, a);
	assert_int_equal(b->n, n);
}

static void
check_plan(const struct plan *p, size_t n)
{
	struct arena a = ARENA_INIT;
	struct buckets b;
	size_t empty = 0;

	bucket_plan(&b, p, n, &a);
	for (size_t k = 0; k < n; k++) {
		bool gone = p[k].samples == 0 || p[k].dropped;

		empty += gone;
		assert_int_equal(isnan(b.max[k]), gone);
		assert_true(gone || b.max[k] == p[k].max);
		/* The samples are there still. */
		assert_int_equal(b.from[k + 1] - b.from[k], p[k].samples);
	}
	assert_int_equal(b.empty, empty);
	arena_clear(&a);
}

static void
test_partial_buckets(void **state)
{
	static const struct plan plans[][4] = {
		/* Less than half of a neighbour's, half, and more. */
		{ { 24, 90, 0 }, { 11, 80, 1 }, { 24, 90, 0 }, { 24, 95, 0 } },
		{ { 24, 90, 0 }, { 12, 80, 0 }, { 24, 90, 0 }, { 24, 95, 0 } },
		{ { 23, 90, 0 }, { 11, 80, 1 }, { 20, 90, 0 }, { 20, 95, 0 } },
		{ { 22, 90, 0 }, { 11, 80, 0 }, { 20, 90, 0 }, { 20, 95, 0 } },
		/* The highest, as high, and higher than one of two. */
		{ { 24, 90, 0 }, { 1, 99, 0 }, { 24, 90, 0 }, { 24, 95, 0 } },
		{ { 24, 90, 0 }, { 1, 90, 0 }, { 24, 95, 0 }, { 24, 95, 0 } },
		{ { 24, 95, 0 }, { 1, 90, 0 }, { 24, 85, 0 }, { 24, 95, 0 } },
		{ { 24, 95, 0 }, { 1, 90, 0 }, { 1, 85, 1 }, { 24, 95, 0 } },
		/* The first and the last have one neighbour. */
		{ { 3, 80, 1 }, { 24, 90, 0 }, { 24, 90, 0 }, { 24, 95, 0 } },
		{ { 3, 91, 0 }, { 24, 90, 0 }, { 24, 90, 0 }, { 24, 95, 0 } },
		{ { 24, 80, 0 }, { 24, 90, 0 }, { 24, 90, 0 }, { 1, 89, 1 } },
		{ { 24, 80, 0 }, { 24, 90, 0 }, { 24, 90, 0 }, { 1, 90, 0 } },
		/* Beyond what is empty; one that goes is still held against. */
		{ { 24, 90, 0 }, { 0, 0, 0 }, { 11, 80, 1 }, { 24, 95, 0 } },
		{ { 24, 90, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 11, 80, 1 } },
		{ { 24, 90, 0 }, { 11, 80, 0 }, { 5, 70, 1 }, { 24, 95, 0 } },
		{ { 24, 90, 0 }, { 11, 80, 1 }, { 5, 85, 0 }, { 5, 95, 0 } },
	};

	(void)state;
	for (size_t k = 0; k < COUNT(plans); k++)
		check_plan(plans[k], 4);
	check_plan(&(struct plan){ 1, 5, false }, 1);
}

/* One sample each, as from a history by the day, are never partial. */
static void
test_partial_twin(void **state)
{
	struct random r;
	size_t dropped = 0;

	(void)state;
	print_message("seed 5\n");
	random_start(&r, 5, 5);
	for (int trial = 0; trial < 500; trial++) {
		struct plan p[30];
		size_t n = 1 + (size_t)trial % 30;

		for (size_t k = 0; k < n; k++)
			p[k] = (struct plan){ trial % 5 == 0 ? 1 : k > 0 &&
			    random_uniform(&r) < 0.2 ? 0 : 1 + (int)(40 *
			    random_uniform(&r)), floor(100 + 9 *
			    random_normal(&r)), false };
		for (size_t k = 0; k < n; k++) {
			size_t i = k, j = k + 1;
			bool lower = true, few = false;

			while (i > 0 && p[--i].samples == 0)
				continue;
			while (j < n && p[j].samples == 0)
				j++;
			if (k > 0 && p[i].samples > 0) {
				lower = p[k].max < p[i].max;
				few = p[k].samples < p[i].samples / 2.0;
			}
			if (j < n) {
				lower = lower && p[k].max < p[j].max;
				few = few || p[k].samples <
				    p[j].samples / 2.0;
			}
			p[k].dropped = p[k].samples > 0 && lower && few;
			dropped += p[k].dropped;
		}
		check_plan(p, n);
	}
	assert_true(dropped > 300);
}

static const double week[7] = { 0, 7, 10, 9, 11, 3, -40 };

/* --- seasons ------------------------------------------------------------ */

/* Whatever the trend, a week is what it is; and nothing is left of it. */
static void
test_week_and_trend(void **state)
{
	static const double growths[] = { 0, 0.3, 5, -8 };

	(void)state;
	for (size_t k = 0; k < COUNT(growths); k++)
		for (size_t n = 21; n < 120; n += 13) {
			double v[120];
			struct world *w;

			for (size_t i = 0; i < n; i++)
				v[i] = 2000 + growths[k] * (double)i +
				    week[(i + 700 - n) % 7];
			w = world_new(v, n, FORECAST_DAY);
			assert_true(w->g.strength > 0.9);
			for (size_t i = 0; i < 7; i++)
				NEAR(season(&w->g, (double)i + 1, 2000 +
				    growths[k] * (double)n) - season(&w->g, 7,
				    2000 + growths[k] * (double)n), week[i] -
				    week[6], 3);
			for (size_t i = 1; i < n; i++)
				NEAR((w->g.y[i] - w->g.y[i - 1]) * w->g.scale,
				    growths[k], 2);
			world_free(w);
		}
}

/* Use four times as great, and its days apart as much; or as they were. */
static void
grown(double *v, size_t n, size_t period, double share, struct random *r)
{
	for (size_t i = 0; i < n; i++) {
		double level = 100 + 300 * (double)i / (double)n;
		double s = period == 7 ? week[i % 7] : 30 *
		    sin(2 * M_PI * (double)i / 24);

		v[i] = level + s * (share > 0 ? share * level : 1) +
		    2 * random_normal(r);
	}
}

static void
test_season_grows_with_the_level(void **state)
{
	static const size_t periods[] = { 7, 24 };
	struct random r;
	size_t none = 0;

	(void)state;
	print_message("seed 1\n");
	random_start(&r, 1, 1);
	for (int trial = 0; trial < 40; trial++) {
		size_t period = periods[trial % 2], n = period * 24;
		double v[24 * 24], least = 40, most = 0;
		struct world *w;
		bool grows = trial % 4 > 1;

		grown(v, n, period, grows ? 0.01 : 0, &r);
		w = world_new(v, n, period == 7 ? FORECAST_DAY : 3600);
		for (size_t i = 0; i < period; i++) {
			least = fmin(least, season(&w->g, (double)i, 400));
			most = fmax(most, season(&w->g, (double)i, 400));
		}
		/* 51 and 60 at a level of 100, four times as much at 400. */
		NEAR((most - least) / (period == 7 ? 51 : 60), grows ? 4 : 1,
		    grows ? 0.4 : 0.2);
		assert_true(grows ? w->g.swell > 0.5 : fabs(w->g.swell) < 0.2);
		none += w->g.swell == 0;
		for (size_t i = 0; i < period; i++) {
			double s = season(&w->g, (double)i, 250);

			/* At no level another sign, and never wild. */
			assert_true(season(&w->g, (double)i, -1e9) * s >= 0);
			assert_true(fabs(season(&w->g, (double)i, 1e9)) <=
			    3.1 * fmax(most, -least));
		}
		world_free(w);
	}
	assert_in_range(none, 16, 20);
}

/*
 * The mean of the 24 hours about each, where three quarters are known of as
 * many as are anywhere; elsewhere that before, or else the next.
 */
static void
slow_level(double *level, const double *v, size_t n)
{
	double known[MANY] = { 0 }, most = 0, last = NAN;

	for (size_t i = 12; i + 12 <= n; i++) {
		level[i] = 0;
		for (size_t j = i - 12; j < i + 12; j++)
			if (!isnan(v[j])) {
				level[i] += v[j];
				known[i]++;
			}
		level[i] /= known[i];
		most = fmax(most, known[i]);
	}
	for (size_t i = 0; i < n; i++) {
		if (known[i] >= 0.75 * most)
			last = level[i];
		level[i] = last;
	}
	for (size_t i = n; i-- > 0; ) {
		last = isnan(level[i]) ? last : level[i];
		level[i] = last;
	}
}

static void
test_level_of_hours(void **state)
{
	struct random r;

	(void)state;
	print_message("seed 2\n");
	random_start(&r, 2, 2);
	for (int trial = 0; trial < 30; trial++) {
		size_t n = 72 + (size_t)trial * 20;
		double v[MANY], level[MANY];
		struct world *w;

		for (size_t i = 0; i < n; i++)
			v[i] = i > 0 && i < n - 1 && trial % 2 &&
			    (random_uniform(&r) < 0.1 || (i > 30 && i < 50)) ?
			    NAN : 900 + (double)i + 80 *
			    sin(2 * M_PI * (double)i / 24) +
			    9 * random_normal(&r);
		slow_level(level, v, n);
		w = world_new(v, n, 3600);
		for (size_t i = 0; i < n; i++)
			NEAR(w->g.shift + w->g.scale * w->g.level[i],
			    level[i], 1e-6);
		world_free(w);
	}
}

/* A clear week is seen in two, a faint one only in many. */
static void
test_week_seen_twice(void **state)
{
	static const struct {
		double size;		/* of the week; noise is 1 */
		size_t days;
		size_t least, most;	/* found, of 200 */
	} cases[] = {
		{ 1, 13, 0, 0 },	/* not even two */
		{ 1, 14, 198, 200 }, { 1, 20, 198, 200 },
		{ 0.02, 14, 0, 60 }, { 0.02, 20, 0, 30 },
		{ 0, 14, 0, 60 }, { 0, 20, 0, 30 },
		{ 0.06, 14, 0, 160 },
		{ 0.1, 70, 198, 200 }, { 0, 70, 0, 30 },
	};
	struct random r;

	(void)state;
	print_message("seed 3\n");
	random_start(&r, 3, 3);
	for (size_t k = 0; k < COUNT(cases); k++) {
		size_t found = 0;

		for (int trial = 0; trial < 200; trial++) {
			double v[70];
			struct world *w;

			for (size_t i = 0; i < cases[k].days; i++)
				v[i] = 500 + cases[k].size * week[i % 7] +
				    random_normal(&r);
			w = world_new(v, cases[k].days, FORECAST_DAY);
			found += w->g.strength > 0;
			for (size_t i = 0; i < 7 && w->g.strength == 0; i++)
				assert_true(w->g.season[i] == 0);
			world_free(w);
		}
		print_message("week of %g, %zu days: found in %zu of 200\n",
		    cases[k].size, cases[k].days, found);
		assert_in_range(found, cases[k].least, cases[k].most);
	}
}

/* --- surges ------------------------------------------------------------- */

/* A grid of noise 0, but for what is put in; bucket `missing` is not there. */
static void
quiet(struct grid *g, size_t n, size_t missing, struct arena *a)
{
	*g = (struct grid){ .b = { .n = n }, .period = 7 };
	g->noise = arena_array(a, n, double);
	g->source = arena_array(a, n, size_t);
	for (size_t i = 0; i < n; i++)
		if (i != missing)
			g->source[g->npool++] = i;
}

static void
put(struct grid *g, size_t bucket, double height)
{
	for (size_t i = 0; i < g->npool; i++)
		if (g->source[i] == bucket)
			g->noise[i] = height;
}

static void
test_waits(void **state)
{
	static const struct {
		size_t at[8], n;
		bool regular;
	} cases[] = {
		{ { 10, 30 }, 2, false },
		{ { 10, 30, 50 }, 3, true },
		/* Of three: by less than 0.2 of the mean. */
		{ { 10, 125, 212 }, 3, true }, { { 10, 125, 211 }, 3, false },
		{ { 10, 97, 212 }, 3, true }, { { 10, 96, 211 }, 3, false },
		/* Of more: by less than 0.3. */
		{ { 10, 40, 70, 87 }, 4, true },
		{ { 10, 40, 70, 86 }, 4, false },
		{ { 10, 30, 50, 70, 90, 130 }, 6, false },
		{ { 10, 30, 50, 70, 90, 112 }, 6, true },
	};

	(void)state;
	for (size_t k = 0; k < COUNT(cases); k++) {
		struct arena a = ARENA_INIT;
		struct surges s;
		struct grid g;
		size_t n = cases[k].n, last = cases[k].at[n - 1];
		double mean = (double)(last - 10) / (double)(n - 1), dev = 0;

		quiet(&g, 250, 250, &a);
		for (size_t i = 0; i < n; i++)
			put(&g, cases[k].at[i], 10);
		surge_find(&s, &g, 1, &a);
		assert_int_equal(s.n, n);
		assert_int_equal(s.every > 0, cases[k].regular);
		for (size_t i = 1; i < n; i++)
			dev += pow((double)(cases[k].at[i] -
			    cases[k].at[i - 1]) - mean, 2);
		dev = n > 2 ? sqrt(dev / (double)(n - 2)) : 0;
		assert_int_equal(cases[k].regular,
		    n > 2 && dev < (n == 3 ? 0.2 : 0.3) * mean);
		if (cases[k].regular) {
			NEAR(s.every, mean, 1e-9);
			NEAR(s.jitter, n == 3 ? fmax(dev, mean / 10) : dev,
			    1e-9);
			NEAR(s.last, (double)last + 1 - 250, 0);
		}
		arena_clear(&a);
	}
}

static void
test_neighbours_are_one(void **state)
{
	struct arena a = ARENA_INIT;
	struct surges s;
	struct grid g;

	(void)state;
	/* Without 21, 20 and 22 are two; 4 deviations are not above 4. */
	quiet(&g, 60, 21, &a);
	put(&g, 5, 4);
	put(&g, 9, 4.1);
	put(&g, 10, 7);
	put(&g, 11, 5);
	put(&g, 20, 6);
	put(&g, 22, 6.5);
	put(&g, 59, 9);
	surge_find(&s, &g, 1, &a);
	assert_int_equal(s.n, 4);
	assert_int_equal(s.start[0], 9);
	assert_int_equal(s.len[0], 3);
	assert_int_equal(s.start[1], 20);
	assert_int_equal(s.len[1], 1);
	/* Entries of the pool, not buckets. */
	assert_int_equal(s.start[2], 21);
	assert_int_equal(s.start[3], 58);
	NEAR(s.height, 6.75, 1e-12);
	assert_true(s.every == 0);
	for (size_t i = 0; i < g.npool; i++)
		assert_int_equal(s.in[i], (i >= 9 && i <= 11) || i == 20 ||
		    i == 21 || i == 58);
	/* Nothing is a surge where there is no noise. */
	surge_find(&s, &g, 0, &a);
	assert_int_equal(s.n, 0);
	assert_true(s.every == 0 && s.in[10] == 0);
	arena_clear(&a);
}

/* Regular ones of 50, and lower ones at random, up to `low`. */
static void
test_low_ones_are_noise(void **state)
{
	static const struct {
		double low;
		bool found;
	} cases[] = {
		{ 0, true }, { 9, true }, { 10.5, true }, { 19, true },
		{ 29, true }, { 31, false }, { 50, false }
	};
	static const size_t low[] = { 3, 7, 8, 29, 44, 46, 49, 95, 109 };

	(void)state;
	for (size_t k = 0; k < COUNT(cases); k++) {
		struct arena a = ARENA_INIT;
		struct surges s;
		struct grid g;

		quiet(&g, 120, 120, &a);
		for (size_t i = 0; i < COUNT(low); i++)
			put(&g, low[i], cases[k].low);
		for (size_t i = 0; i < 5; i++)
			put(&g, 10 + 22 * i, 50);
		surge_find(&s, &g, 1, &a);
		assert_int_equal(s.every > 0, cases[k].found);
		if (cases[k].found) {
			assert_int_equal(s.n, 5);
			NEAR(s.every, 22, 1e-9);
			NEAR(s.height, 50, 0);
		} else
			assert_true(s.n > 5);
		for (size_t i = 0; i < COUNT(low); i++)
			assert_int_equal(s.in[low[i]], !cases[k].found);
		for (size_t i = 0; i < s.n; i++)
			assert_true(s.in[s.start[i]]);
		arena_clear(&a);
	}
}

/* Waits of those at least so high; 0: not regular. */
static double
slow_every(const double *height, size_t n, double least, size_t *count)
{
	double mean = 0, dev = 0;
	size_t at[MANY], k = 0;

	for (size_t i = 0; i < n; i++) {
		double peak = 0;

		if (height[i] <= 4 || (i > 0 && height[i - 1] > 4))
			continue;
		for (size_t j = i; j < n && height[j] > 4; j++)
			peak = fmax(peak, height[j]);
		if (peak >= least)
			at[k++] = i;
	}
	*count = k;
	if (k < 3)
		return 0;
	mean = (double)(at[k - 1] - at[0]) / (double)(k - 1);
	for (size_t i = 1; i < k; i++)
		dev += pow((double)(at[i] - at[i - 1]) - mean, 2);
	dev = sqrt(dev / (double)(k - 2));
	return dev < (k == 3 ? 0.2 : 0.3) * mean ? mean : 0;
}

static void
test_surge_twin(void **state)
{
	struct random r;
	size_t regular = 0;

	(void)state;
	print_message("seed 4\n");
	random_start(&r, 4, 4);
	for (int trial = 0; trial < 2000; trial++) {
		struct arena a = ARENA_INIT;
		size_t n = 40 + (size_t)trial % 100, count = 0, all;
		size_t every = 5 + (size_t)trial % 30;
		double most = 0, want = 0;
		struct surges s;
		struct grid g;

		quiet(&g, n, n, &a);
		for (size_t i = 0; i < n; i++)
			g.noise[i] = random_uniform(&r) < 0.03 ? 4 + 20 *
			    random_uniform(&r) : random_normal(&r);
		for (size_t at = every / 2; at < n; at += every +
		    (size_t)(random_uniform(&r) * 4))
			g.noise[at] = 20 + 20 * random_uniform(&r);
		for (size_t i = 0; i < n; i++)
			most = fmax(most, g.noise[i]);
		slow_every(g.noise, n, 0, &all);
		for (int i = 0; i < 4 && want == 0; i++)
			want = slow_every(g.noise, n, 0.2 * i * most, &count);
		surge_find(&s, &g, 1, &a);
		NEAR(s.every, want, 1e-9);
		assert_int_equal(s.n, want > 0 ? count : all);
		regular += want > 0;
		arena_clear(&a);
	}
	assert_in_range(regular, 400, 1900);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_partial_buckets),
		cmocka_unit_test(test_partial_twin),
		cmocka_unit_test(test_week_and_trend),
		cmocka_unit_test(test_season_grows_with_the_level),
		cmocka_unit_test(test_level_of_hours),
		cmocka_unit_test(test_week_seen_twice),
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_neighbours_are_one),
		cmocka_unit_test(test_low_ones_are_noise),
		cmocka_unit_test(test_surge_twin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
