#include "histories.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400
#define EPOCH INT64_C(1767225600)	/* 2026-01-01 */

/* --- random numbers: splitmix64, one stream a history ------------------- */

static uint64_t
bits(uint64_t *s)
{
	uint64_t z = *s += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

/* Above 0, below 1. */
static double
uniform(uint64_t *s)
{
	return ((double)(bits(s) >> 11) + 0.5) / 9007199254740992.0;
}

static double
between(uint64_t *s, double lo, double hi)
{
	return lo + (hi - lo) * uniform(s);
}

static double
between_log(uint64_t *s, double lo, double hi)
{
	return lo * pow(hi / lo, uniform(s));
}

static bool
chance(uint64_t *s, double p)
{
	return uniform(s) < p;
}

static double
normal(uint64_t *s)
{
	double r = sqrt(-2 * log(uniform(s)));

	return r * cos(2 * M_PI * uniform(s));
}

static double
waiting(uint64_t *s, double mean)
{
	return -mean * log(uniform(s));
}

/* --- a process: parameters, and the state after the last sample --------- */

struct process {
	uint64_t rng;
	int64_t t;
	/* level, in addresses; rates are per day */
	double level, slope, growth, ceiling, walk;
	double bend_slope;		/* slope after bend_t */
	int64_t bend_t;
	/* seasons, as shares of the level; how steep the day's edges are */
	double day_swing, week_swing, peak_hour, edge;
	/* short-lived noise: standard deviation, memory, value */
	double noise, memory_days, ar;
	double daily, today;		/* one draw a day */
	/* level steps that stay: rate, mean size, share of them that go down */
	double step_rate, step_size, step_down;
	/* regular steps: each so many days; 0: none */
	double every, next_step;
	/* upgrades: period, jitter, hours, share of the level */
	double surge_every, surge_jitter, surge_hours, surge_share;
	double surge_at, surge_end;
	/* bursts: rate, hours, mean share; heavy-tailed */
	double burst_rate, burst_hours, burst_share, burst_end, burst;
	const struct history_event *events;
	size_t nevents, passed;
};

static double
season(const struct process *p, int64_t t)
{
	double hour = (double)(t % DAY_S) / 3600;
	int64_t weekday = (t / DAY_S + 3) % 7;	/* 0: Monday */
	double a = 2 * M_PI * (hour - p->peak_hour) / 24;
	double wave = tanh(p->edge * cos(a)) / tanh(p->edge);

	return 1 + p->day_swing * wave +
	    (weekday >= 5 ? -p->week_swing : p->week_swing * 0.4);
}

static void
trend(struct process *p, double days, double now)
{
	double slope = p->t >= p->bend_t ? p->bend_slope : p->slope;

	if (isfinite(p->ceiling))
		slope += p->growth * p->level * (1 - p->level / p->ceiling);
	else
		slope += p->growth * p->level;
	p->level += slope * days + p->walk * sqrt(days) * normal(&p->rng);
	if (p->step_rate > 0 && chance(&p->rng,
	    1 - exp(-p->step_rate * days)))
		p->level += (chance(&p->rng, p->step_down) ? -0.7 : 1) *
		    p->step_size * (0.4 + waiting(&p->rng, 0.6));
	for (; p->every > 0 && now >= p->next_step; p->next_step +=
	    p->every * between(&p->rng, 0.8, 1.2))
		p->level += p->step_size * between(&p->rng, 0.7, 1.3);
	if (p->level < 0)
		p->level = 0;
}

/* What upgrades and bursts add; now is in days. */
static double
extra(struct process *p, double days, double now)
{
	double sum = 0;

	if (p->surge_every > 0 && now >= p->surge_at) {
		p->surge_end = now + p->surge_hours / 24;
		p->surge_at += p->surge_every +
		    p->surge_jitter * normal(&p->rng);
	}
	if (now < p->surge_end)
		sum += p->surge_share * p->level;
	if (p->burst_rate > 0 && now >= p->burst_end && chance(&p->rng,
	    1 - exp(-p->burst_rate * days))) {
		p->burst_end = now + waiting(&p->rng, p->burst_hours / 24);
		p->burst = p->burst_share * p->level *
		    fmin(pow(uniform(&p->rng), -0.4), 6);
	}
	return now < p->burst_end ? sum + p->burst : sum;
}

static double
process_next(struct process *p, int64_t t)
{
	double days = (double)(t - p->t) / DAY_S, now = (double)t / DAY_S;
	double rho = exp(-days / p->memory_days), y;

	if (t / DAY_S != p->t / DAY_S)
		p->today = p->daily * normal(&p->rng);
	trend(p, days, now);
	p->t = t;
	for (; p->passed < p->nevents && p->events[p->passed].t <= t;
	    p->passed++)
		p->level += p->events[p->passed].delta;
	p->ar = rho * p->ar + sqrt(1 - rho * rho) * normal(&p->rng);
	y = p->level * season(p, t) + p->today + p->noise * p->ar +
	    extra(p, days, now);
	return y > 0 ? round(y) : 0;
}

/* --- kinds --------------------------------------------------------------- */

#define NOW_S (9 * 3600)		/* the time of day of now */

/* How long, how often, how far: in days and seconds. */
struct shape {
	double past;
	int64_t step_s;
	unsigned horizon;
	uint64_t *rng;
};

static void
make_shape(struct shape *s)
{
	double u = uniform(s->rng);

	s->horizon = chance(s->rng, 0.1) ? 180 : 365;
	if (u < 0.45) {
		s->step_s = 900;
		s->past = floor(between_log(s->rng, 14, 60));
	} else if (u < 0.95) {
		s->step_s = 3600;
		s->past = floor(between_log(s->rng, 21, 180));
	} else {
		s->step_s = DAY_S;
		s->past = floor(between_log(s->rng, 60, 730));
	}
}

/*
 * What all have: a base, some growth, some noise, and most a working day,
 * whose load rises about an hour before now.
 */
static void
make_base(struct process *p, struct shape *s)
{
	double base = between_log(s->rng, 60, 6000);

	*p = (struct process){ .bend_t = INT64_MAX, .ceiling = INFINITY };
	p->level = base;
	p->slope = base * between_log(s->rng, 0.0025, 0.016);
	p->noise = base * between_log(s->rng, 0.02, 0.06);
	p->memory_days = between_log(s->rng, 0.05, 1.5);
	p->daily = base * between_log(s->rng, 0.01, 0.04);
	p->peak_hour = between(s->rng, 14, 15);
	p->edge = between(s->rng, 3, 6);
	if (chance(s->rng, 0.95)) {
		p->day_swing = between(s->rng, 0.15, 0.38);
		p->week_swing = between(s->rng, 0, 0.12);
	}
}

static void
seasonal(struct process *p, struct shape *s)
{
	p->day_swing = between(s->rng, 0.2, 0.5);
	p->week_swing = between(s->rng, 0.05, 0.25);
	p->slope *= between(s->rng, 0.5, 1.2);
}

static void
exponential(struct process *p, struct shape *s)
{
	p->slope = 0;
	p->growth = between_log(s->rng, 0.003, 0.015);
	if (s->past * p->growth > 3)
		p->growth = 3 / s->past;
}

static void
saturating(struct process *p, struct shape *s)
{
	double span = s->past * between(s->rng, 0.5, 1.2);

	p->slope = 0;
	p->ceiling = p->level * between(s->rng, 1.5, 5);
	p->growth = between(s->rng, 3, 7) / span;
}

static void
stepped(struct process *p, struct shape *s)
{
	p->every = fmax(3, s->past * between(s->rng, 0.3, 0.9));
	p->next_step = -1e9;	/* set when the start is known */
	p->step_size = p->level * between(s->rng, 0.1, 0.4);
	p->slope *= between(s->rng, 0, 0.2);
}

static void
slope_change(struct process *p, struct shape *s)
{
	p->bend_slope = p->slope * (chance(s->rng, 0.7) ?
	    between(s->rng, 2.5, 8) : between(s->rng, -0.3, 0.4));
	p->bend_t = 0;		/* set when the start is known */
}

static void
tenants(struct process *p, struct shape *s)
{
	p->step_rate = between_log(s->rng, 3, 15) / s->past;
	p->step_size = p->level * between(s->rng, 0.06, 0.3);
	p->step_down = between(s->rng, 0, 0.3);
	p->slope *= between(s->rng, 0, 0.3);
}

static void
surges(struct process *p, struct shape *s)
{
	p->surge_every = fmax(4, s->past / between(s->rng, 2, 6));
	p->surge_jitter = p->surge_every * between(s->rng, 0.05, 0.3);
	p->surge_hours = between(s->rng, 3, 30);
	p->surge_share = between(s->rng, 0.1, 0.4);
	if (s->step_s == DAY_S)
		p->surge_hours = between(s->rng, 24, 72);
}

static void
bursts(struct process *p, struct shape *s)
{
	p->burst_rate = between_log(s->rng, 0.03, 0.5);
	p->burst_hours = s->step_s == DAY_S ? 12 : between(s->rng, 0.5, 6);
	p->burst_share = between(s->rng, 0.05, 0.3);
	p->slope *= between(s->rng, 0.4, 1);
}

static void
flat(struct process *p, struct shape *s)
{
	(void)s;
	p->slope = 0;
}

static void
decline(struct process *p, struct shape *s)
{
	p->slope = -p->level * between(s->rng, 0.1, 0.6) /
	    (s->past + s->horizon);
}

static void
walk(struct process *p, struct shape *s)
{
	p->walk = p->level * between_log(s->rng, 0.012, 0.04);
	p->slope *= chance(s->rng, 0.5) ? 0 : 0.3;
}

/* A history of days in fine steps: what chance does within an hour is small. */
static void
fine(struct process *p, struct shape *s, double least, double most)
{
	p->slope = p->level * between_log(s->rng, least, most);
	p->noise *= 0.5;
	p->daily *= 0.5;
	p->day_swing = between(s->rng, 0.15, 0.38);
}

static void
few_days(struct process *p, struct shape *s)
{
	static const unsigned horizons[] = { 60, 90, 180 };
	static const int64_t steps[] = { 300, 900, 3600 };

	s->horizon = horizons[bits(s->rng) % 3];
	s->step_s = steps[bits(s->rng) % 3];
	s->past = between(s->rng, 2, 9);
	fine(p, s, 0.005, 0.05);
}

static void
minutes(struct process *p, struct shape *s)
{
	static const unsigned horizons[] = { 30, 60, 90 };

	s->horizon = horizons[bits(s->rng) % 3];
	s->step_s = 60;
	s->past = between(s->rng, 1, 5);
	fine(p, s, 0.01, 0.15);
	p->memory_days = between_log(s->rng, 0.005, 0.1);
}

static void
churn(struct process *p, struct shape *s)
{
	p->noise = p->level * between(s->rng, 0.08, 0.2);
	p->memory_days = between_log(s->rng, 0.02, 0.3);
}

static void
mixed(struct process *p, struct shape *s)
{
	seasonal(p, s);
	tenants(p, s);
	surges(p, s);
	p->slope = p->level * between_log(s->rng, 0.001, 0.01);
	p->surge_share *= 0.5;
	p->step_rate *= 0.5;
}

const char *const history_kinds[HISTORY_KINDS] = { "linear", "seasonal",
    "exponential", "saturating", "stepped", "slope-change", "tenants",
    "surges", "bursts", "dirty", "flat", "decline", "walk", "short",
    "events", "minutes", "churn", "mixed" };

static void (*const makers[HISTORY_KINDS])(struct process *,
    struct shape *) = { NULL, seasonal, exponential, saturating, stepped,
    slope_change, tenants, surges, bursts, seasonal, flat, decline, walk,
    few_days, NULL, minutes, churn, mixed };

/* --- futures, and the capacity ------------------------------------------- */

/*
 * First passage in one more future of the process, which is a copy, within so
 * many days; *most is the most until then.
 */
static int64_t
future(struct process p, uint64_t seed, const struct drawn_history *h,
    double days, double *most)
{
	int64_t end = h->now + (int64_t)(days * DAY_S);

	p.rng = seed;
	*most = 0;
	for (int64_t t = h->now + h->step_s; t <= end; t += h->step_s) {
		*most = fmax(*most, process_next(&p, t));
		if (*most >= h->capacity)
			return t;
	}
	return HISTORY_NEVER;
}

static int64_t
passage(struct process p, uint64_t seed, const struct drawn_history *h)
{
	double most;

	return future(p, seed, h, h->horizon_days, &most);
}

/* Steps at their mean rate, surges when due, no bursts and no noise. */
static struct process
without_chance(struct process p)
{
	double rise = p.step_rate * p.step_size * (1 - 1.7 * p.step_down);

	if (p.every > 0)
		rise += p.step_size / p.every;
	p.slope += rise;
	p.bend_slope += rise;
	p.every = p.step_rate = p.walk = 0;
	p.noise = p.daily = p.today = 0;
	p.surge_jitter = p.burst_rate = p.burst_end = 0;
	return p;
}

static double
recent_most(const struct drawn_history *h)
{
	double most = 0;

	for (size_t i = 0; i < h->n; i++)
		if (h->t[i] > h->now - 7 * DAY_S)
			most = fmax(most, h->used[i]);
	return most;
}

/* More than the last week's most: else it would have been full already. */
static void
make_capacity(struct drawn_history *h, const struct process *p, uint64_t *rng)
{
	double most = recent_most(h), c = 0;
	double soon = fmax(1.0 / 24, (double)h->step_s / DAY_S);
	double days = between_log(rng, soon, 6.0 * h->horizon_days);

	h->capacity = INFINITY;
	if (chance(rng, 0.6))
		for (size_t i = 0; i < 10 && c <= most; i++)
			future(*p, bits(rng), h, days, &c);
	if (c <= most)
		c = most * (1 + between_log(rng, 0.003, 0.3));
	h->capacity = ceil(fmax(c, most + 1));
}

static int
by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
best_dates(struct drawn_history *h, const struct process *p, size_t npaths,
    uint64_t rng)
{
	static const double at[HISTORY_QUANTILES] = { 0.1, 0.5, 0.9 };
	struct arena scratch = ARENA_INIT;
	int64_t *v = arena_array(&scratch, npaths, int64_t);

	for (size_t i = 0; i < npaths; i++)
		v[i] = passage(*p, bits(&rng), h);
	qsort(v, npaths, sizeof(*v), by_time);
	for (size_t i = 0; i < HISTORY_QUANTILES; i++)
		h->best[i] = v[(size_t)(at[i] * (double)(npaths - 1) + 0.5)];
	arena_clear(&scratch);
}

/* --- the history ---------------------------------------------------------- */

/* Known launches and removals, the first within the first half. */
static void
make_events(struct drawn_history *h, struct process *p, uint64_t *rng)
{
	double day = 0, span = h->horizon_days;

	h->nevents = 1 + bits(rng) % 3;
	for (size_t i = 0; i < h->nevents; i++) {
		day += between(rng, 0.02, 0.4) * span;
		h->events[i].t = h->now + (int64_t)day * DAY_S + 43200;
		h->events[i].delta = ceil(p->level *
		    between_log(rng, 0.05, 0.5));
		if (i > 0 && chance(rng, 0.25))
			h->events[i].delta *= -0.5;
		h->events[i].delta = floor(h->events[i].delta);
	}
	p->events = h->events;
	p->nevents = h->nevents;
}

static void
run_past(struct drawn_history *h, struct process *p, const struct shape *s,
    struct arena *a)
{
	int64_t t = h->now - (int64_t)(s->past * DAY_S) / s->step_s *
	    s->step_s;

	p->t = t - s->step_s;
	p->rng = bits(s->rng);
	if (p->bend_t == 0)
		p->bend_t = t + (int64_t)(s->past * DAY_S *
		    between(s->rng, 0.7, 0.97));
	if (p->every > 0)
		p->next_step = (double)t / DAY_S + p->every *
		    uniform(s->rng);
	if (p->surge_every > 0)
		p->surge_at = (double)t / DAY_S + p->surge_every *
		    uniform(s->rng);
	h->n = (size_t)((h->now - t) / s->step_s) + 1;
	h->t = arena_array(a, 2 * h->n, int64_t);	/* room for dirt */
	h->used = arena_array(a, 2 * h->n, double);
	for (size_t i = 0; i < h->n; i++, t += s->step_s) {
		h->t[i] = t;
		h->used[i] = process_next(p, t);
	}
}

/* Gaps, restarts that report 0, NaN, rows given twice, rows out of order. */
static void
soil(struct drawn_history *h, uint64_t *rng)
{
	size_t n = h->n, kept = 0;

	for (size_t k = 0; k < 3; k++) {
		size_t from = bits(rng) % n, len = 1 + bits(rng) % 6;

		for (size_t i = from; i < n && i < from + len; i++)
			h->used[i] = k == 0 ? h->used[i] * 0.02 : 0;
	}
	for (size_t k = 0; k < 3; k++) {
		size_t from = bits(rng) % n, len = 1 + bits(rng) % (n / 20);

		for (size_t i = from; i < n - 1 && i < from + len; i++)
			h->t[i] = 0;		/* gone */
	}
	for (size_t i = 0; i < n; i++) {
		if (h->t[i] == 0)
			continue;
		h->t[kept] = h->t[i];
		h->used[kept++] = chance(rng, 0.01) ? NAN : h->used[i];
	}
	h->n = kept;
	for (size_t i = 0; i < kept; i++)
		if (chance(rng, 0.02)) {
			h->t[h->n] = h->t[i];
			h->used[h->n++] = h->used[i];
		}
	for (size_t i = h->n - 1; i > 0; i--) {
		size_t j = chance(rng, 0.3) ? bits(rng) % (i + 1) : i;
		int64_t t = h->t[i];
		double used = h->used[i];

		h->t[i] = h->t[j];
		h->used[i] = h->used[j];
		h->t[j] = t;
		h->used[j] = used;
	}
}

static uint64_t
mix(uint64_t seed, enum history_kind kind, size_t index)
{
	seed = bits(&seed) ^ (uint64_t)kind;
	seed = bits(&seed) ^ index;
	return bits(&seed);
}

void
history_make(struct drawn_history *h, uint64_t seed, enum history_kind kind,
    size_t index, size_t npaths, struct arena *a)
{
	uint64_t rng = mix(seed, kind, index);
	struct shape s = { .rng = &rng };
	struct process p;

	memset(h, 0, sizeof(*h));
	h->kind = kind;
	snprintf(h->name, sizeof(h->name), "%s-%zu", history_kinds[kind],
	    index);
	make_shape(&s);
	make_base(&p, &s);
	if (makers[kind] != NULL)
		makers[kind](&p, &s);
	h->step_s = s.step_s;
	h->horizon_days = s.horizon;
	h->now = EPOCH + (int64_t)(bits(&rng) % 365) * DAY_S;
	if (s.step_s < DAY_S)
		h->now += NOW_S;
	run_past(h, &p, &s, a);
	if (kind == HISTORY_EVENTS)
		make_events(h, &p, &rng);
	make_capacity(h, &p, &rng);
	h->full = passage(p, bits(&rng), h);
	h->smooth = passage(without_chance(p), 0, h);
	if (npaths != 0)
		best_dates(h, &p, npaths, rng);
	if (kind == HISTORY_DIRTY)
		soil(h, &rng);
}
