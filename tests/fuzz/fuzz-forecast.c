/*
 * Whatever a history is, the promises of forecast.h hold: numbers are finite,
 * dates in order and not before now, more capacity is never earlier, and an
 * event that adds never later.
 *
 * A byte says how often a history is sampled, one how much capacity there is,
 * two how large its values are; then three bytes are a sample: how long after
 * the last, and its value.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "forecast/forecast.h"

#define HEADER 4
#define MOST 4000
#define NOW INT64_C(1764547200)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool x)
{
	if (!x)
		abort();
}

static void
check(const struct forecast *f)
{
	require(isfinite(f->used) && isfinite(f->capacity));
	require(f->p10 >= f->now && f->p10 <= f->p50 && f->p50 <= f->p90);
	require(f->p_within_horizon >= 0 && f->p_within_horizon <= 1);
	for (size_t i = 0; i < f->days; i++)
		require(f->p_by_day[i] <= 1 &&
		    f->p_by_day[i] >= (i > 0 ? f->p_by_day[i - 1] : 0));
	for (size_t i = 0; i < f->npoints; i++) {
		const struct forecast_point *p = &f->points[i];

		require(isfinite(p->mean) && isfinite(p->lo95) &&
		    isfinite(p->hi95));
		require(p->lo95 <= p->lo80 && p->lo80 <= p->hi80 &&
		    p->hi80 <= p->hi95);
	}
	require(isfinite(f->facts.slope) && isfinite(f->facts.noise));
}

static double
value(uint8_t a, uint8_t b, double unit)
{
	if (a == 255)
		return b < 128 ? NAN : b % 2 ? INFINITY : -1e305;
	return (a * 256.0 + b - 1000) * unit;
}

static size_t
read_samples(struct sample *v, const uint8_t *data, size_t size)
{
	static const int64_t steps[] = { 60, 900, 3600, 5400, 21600, 86400 };
	int64_t step = steps[data[0] % 6], at = 0;
	double unit = ldexp(1, (data[2] - 128) * (1 + data[3] % 8));
	size_t n = (size - HEADER) / 3 < MOST ? (size - HEADER) / 3 : MOST;

	for (size_t i = 0; i < n; i++) {
		const uint8_t *s = data + HEADER + 3 * i;

		at += s[0] < 200 ? step : step * ((int64_t)s[0] - 210);
		v[i] = (struct sample){ at, value(s[1], s[2], unit) };
	}
	for (size_t i = 0; i < n; i++)
		v[i].at += NOW - at;
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sample v[MOST];
	struct forecast_event e = { NOW + 30 * FORECAST_DAY, 0 };
	struct series s = { "fuzz", v, 0 };
	struct arena a = ARENA_INIT;
	const struct forecast *less, *more, *later;
	struct forecast_options o = { .now = NOW,
	    .horizon = 60 * FORECAST_DAY, .points = 10, .paths = 50 };
	double unit;

	if (size < HEADER + 3)
		return 0;
	s.n = read_samples(v, data, size);
	unit = ldexp(1, (data[2] - 128) * (1 + data[3] % 8));
	o.capacity = data[1] * 256 * unit;
	check(less = forecast_run(&s, &o, &a));
	e.delta = 20000 * unit;
	o.events = &e;
	o.nevents = 1;
	check(later = forecast_run(&s, &o, &a));
	o.nevents = 0;
	o.capacity *= data[1] % 2 ? 1.001 : 2;
	check(more = forecast_run(&s, &o, &a));
	require(more->p10 >= less->p10 && more->p50 >= less->p50 &&
	    more->p90 >= less->p90);
	require(later->p10 <= less->p10 && later->p50 <= less->p50 &&
	    later->p90 <= less->p90);
	arena_clear(&a);
	return 0;
}
