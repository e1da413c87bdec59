/*
 * The engine on histories of known processes, drawn with a seed that nothing
 * was tuned on: are its dates as good as ipplan-forecast(7) says?
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "forecast/forecast.h"
#include "histories.h"
#include "scores.h"
#include "test.h"

#define SEED 20261124
#define EACH 20			/* of a kind */

static double
days(const struct drawn_history *h, int64_t t)
{
	return t == INT64_MAX ? INFINITY : (double)(t - h->now) / 86400;
}

static const struct forecast *
answer(const struct drawn_history *h, struct arena *a)
{
	struct sample *v = arena_array(a, h->n, struct sample);
	struct forecast_event *events = arena_array(a, h->nevents + 1,
	    struct forecast_event);
	struct forecast_options o = { .now = h->now,
	    .horizon = (int64_t)h->horizon_days * FORECAST_DAY,
	    .capacity = h->capacity, .events = events,
	    .nevents = h->nevents };
	struct series s = { h->name, v, h->n };

	for (size_t i = 0; i < h->n; i++)
		v[i] = (struct sample){ h->t[i], h->used[i] };
	for (size_t i = 0; i < h->nevents; i++)
		events[i] = (struct forecast_event){ h->events[i].t,
		    h->events[i].delta };
	return forecast_run(&s, &o, a);
}

static void
sane(const struct drawn_history *h, const struct forecast *f)
{
	assert_true(f->p10 >= h->now && f->p10 <= f->p50 &&
	    f->p50 <= f->p90);
	assert_true(f->p_within_horizon >= 0 && f->p_within_horizon <= 1);
	assert_int_equal(f->days, h->horizon_days);
	for (size_t i = 1; i < f->days; i++)
		assert_true(f->p_by_day[i] >= f->p_by_day[i - 1]);
}

static void
test_dates(void **state)
{
	struct arena a = ARENA_INIT, keep = ARENA_INIT;
	struct date_scores s = { .miss_days = arena_array(&keep,
	    HISTORY_KINDS * EACH, double) };
	struct drawn_history h;
	double cover, pinball;

	(void)state;
	for (int k = 0; k < HISTORY_KINDS; k++)
		for (size_t i = 0; i < EACH; i++) {
			const struct forecast *f;
			double said[SCORE_QUANTILES];

			history_make(&h, SEED, k, i, 0, &a);
			f = answer(&h, &a);
			sane(&h, f);
			said[0] = days(&h, f->p10);
			said[1] = days(&h, f->p50);
			said[2] = days(&h, f->p90);
			score_date(&s, said, days(&h, h.full),
			    h.horizon_days);
			arena_clear(&a);
		}
	cover = (double)s.ncovered / (double)s.nresolved;
	pinball = s.pinball / (double)s.n;
	printf("seed %d: %zu histories, %zu full: pinball %.3f, coverage "
	    "%.3f, %.1f days, missed %.3f, false %.3f\n", SEED, s.n,
	    s.nresolved, pinball, cover, score_median_miss(&s),
	    score_missed(&s), score_false(&s));
	/*
	 * This seed, with 360 histories, and 5,040 of thirteen others: a
	 * pinball loss of 0.36, 0.80 and 0.81 covered, 4.1 and 4.5 days, 0.15
	 * and 0.16 missed, 0.13 false; sets of 360 differ by a few hundredths.
	 */
	assert_true(cover > 0.75 && cover < 0.85);
	assert_true(pinball < 0.40);
	assert_true(score_median_miss(&s) < 6);
	assert_true(score_missed(&s) < 0.17);
	assert_true(score_false(&s) < 0.15);
	arena_clear(&keep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
