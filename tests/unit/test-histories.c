/* histories and scores: what forecasts are measured with is right itself. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "histories.h"
#include "scores.h"
#include "test.h"

#define SEED 41

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static void
test_same(void **state)
{
	struct arena a = ARENA_INIT;
	struct drawn_history one, other;

	(void)state;
	for (int k = 0; k < HISTORY_KINDS; k++) {
		history_make(&one, SEED, k, 3, 0, &a);
		history_make(&other, SEED, (k + 1) % HISTORY_KINDS, 3, 0, &a);
		assert_string_not_equal(one.name, other.name);
		history_make(&other, SEED, k, 3, 5, &a);
		assert_int_equal(one.n, other.n);
		assert_memory_equal(one.t, other.t, one.n * sizeof(*one.t));
		assert_memory_equal(one.used, other.used,
		    one.n * sizeof(*one.used));
		assert_true(one.capacity == other.capacity);
		assert_int_equal(one.full, other.full);
		history_make(&other, SEED + 1, k, 3, 0, &a);
		assert_true(one.now != other.now ||
		    one.capacity != other.capacity);
	}
	arena_clear(&a);
}

static void
test_sane(void **state)
{
	struct arena a = ARENA_INIT;
	struct drawn_history h;

	(void)state;
	for (int k = 0; k < HISTORY_KINDS; k++)
		for (size_t i = 0; i < 8; i++) {
			int64_t end;

			history_make(&h, SEED, k, i, 9, &a);
			end = h.now + h.horizon_days * INT64_C(86400);
			assert_true(h.n > 20 && isfinite(h.capacity));
			assert_true(h.full > h.now);
			assert_true(h.full <= end || h.full == HISTORY_NEVER);
			assert_true(h.best[0] <= h.best[1] &&
			    h.best[1] <= h.best[2] && h.best[0] > h.now);
			assert_true(h.smooth > h.now);
			for (size_t j = 0; j < h.n; j++)
				assert_true(h.t[j] <= h.now &&
				    (isnan(h.used[j]) || h.used[j] >= 0) &&
				    (h.t[j] <= h.now - 7 * INT64_C(86400) ||
				    !(h.used[j] >= h.capacity)));
			if (k != HISTORY_DIRTY)
				assert_true(h.t[h.n - 1] == h.now &&
				    h.used[h.n - 1] < h.capacity);
			assert_int_equal(h.nevents != 0,
			    k == HISTORY_EVENTS);
			arena_clear(&a);
		}
}

/*
 * What another future of the true process says covers what it should, and its
 * curve without noise is mostly late.
 */
static void
test_true_process(void **state)
{
	struct arena a = ARENA_INIT;
	struct date_scores s = { .miss_days = arena_array(&a, 200, double) };
	struct arena scratch = ARENA_INIT;
	double said[3], came, cover;
	struct drawn_history h;
	size_t late = 0;

	(void)state;
	for (int k = 0; k < HISTORY_KINDS; k++)
		for (size_t i = 0; i < 6; i++) {
			history_make(&h, SEED, k, i, 40, &scratch);
			came = h.full == HISTORY_NEVER ? INFINITY :
			    (double)(h.full - h.now) / 86400;
			for (int q = 0; q < 3; q++)
				said[q] = h.best[q] == HISTORY_NEVER ?
				    INFINITY :
				    (double)(h.best[q] - h.now) / 86400;
			score_date(&s, said, came, h.horizon_days);
			late += h.smooth > h.full;
			arena_clear(&scratch);
		}
	cover = (double)s.ncovered / (double)s.nresolved;
	assert_true(s.nresolved > s.n / 2);
	assert_true(cover > 0.65 && cover < 0.92);
	assert_true(s.pinball / (double)s.n < 0.3);
	assert_true(late > s.nresolved * 2 / 3);
	arena_clear(&a);
}

static void
test_pinball(void **state)
{
	static const double half[3] = { 0.5, 0.5, 0.5 };
	static const double never[3] = { INFINITY, INFINITY, INFINITY };
	static const double past[3] = { -5, 0, 0 };
	const double unit = 1.0 / 24;

	(void)state;
	assert_near(score_pinball(half, 0.5, 30), 0);
	/* One octave late: a tenth, half, nine tenths of it. */
	assert_near(score_pinball(half, 2 * (0.5 + unit) - unit, 30), 0.5);
	assert_near(score_pinball(half, (0.5 + unit) / 2 - unit, 30), 0.5);
	/* Beyond the horizon is never, and never costs the horizon. */
	assert_near(score_pinball(never, 99, 30), 0);
	assert_near(score_pinball(never, INFINITY, 30), 0);
	assert_near(score_pinball(half, INFINITY, 30),
	    log2((30 + unit) / (0.5 + unit)) / 2);
	assert_near(score_pinball(past, 0, 30), 0);
}

static void
test_dates(void **state)
{
	static const double said[][3] = { { 2, 5, 9 }, { 2, 5, 9 },
	    { 1, 2, 3 }, { 40, INFINITY, INFINITY } };
	static const double came[] = { 9, 9.5, INFINITY, 12 };
	double miss[4];
	struct date_scores s = { .miss_days = miss };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		score_date(&s, said[i], came[i], 60);
	assert_int_equal(s.n, 4);
	assert_int_equal(s.nresolved, 3);
	assert_int_equal(s.ncovered, 1);
	assert_near(score_median_miss(&s), 4.5);	/* 4, 4.5, 48 */
	/* Within 7, 14 and 30 days: 0 3 3 due, of which 0 1 1 missed. */
	assert_near(score_missed(&s), 2.0 / 6);
	/* Said for 3, 7, 14, 30 days: 1 3 3 3, untrue 1 3 1 1. */
	assert_near(score_false(&s), 6.0 / 10);
}

static void
test_points(void **state)
{
	static const double past[] = { 1, 3, 2, 4 }, came[] = { 5, 6 },
	    point[] = { 5, 2 }, lo[] = { 4, 7 }, hi[] = { 6, 9 };

	(void)state;
	assert_near(score_smape(came, point, 2), (0 + 200 * 4 / 8.0) / 2);
	assert_near(score_mase(came, point, 2, past, 4, 1), 2 / (5 / 3.0));
	assert_near(score_mase(came, point, 2, past, 4, 2), 2);
	/* The second value is 1 below its interval: 2 / 0.05 more. */
	assert_near(score_msis(came, lo, hi, 2, past, 4, 2, 0.05),
	    (2 + 2 + 40) / 2.0);
	assert_near(score_owa(8, 1, 10, 2), 0.65);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_sane),
		cmocka_unit_test(test_true_process),
		cmocka_unit_test(test_pinball),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
