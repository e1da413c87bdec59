#include <math.h>

#include "base/arena.h"
#include "forecast/facts.h"
#include "forecast/surge.h"

#define NORMAL_90 1.2816	/* a normal's upper tenth begins there */
#define FEW_VALUES 5		/* fewer are no ground for a trend */
#define HOURS_LOOKED_AT (28 * 24)

/* By the hour: through all of it, and as unsure as so few days make it. */
static void
slope_of_hours(struct forecast_facts *f, const struct grid *g)
{
	struct arena scratch = ARENA_INIT;
	double *work = arena_array(&scratch, stat_pairs(g->b.n), double);
	double days = grid_bucket_days(g), doubt, lo, hi;
	struct line l = { 0, 0 };

	stat_theil_sen(&l, g->y, g->b.n, work);
	stat_theil_sen_interval(&lo, &hi, g->y, g->b.n, 0.1, work);
	doubt = NORMAL_90 * sqrt(mix_day_doubt(g->b.n * days, days));
	f->slope = l.slope;
	f->slope_lo = l.slope - hypot(l.slope - lo, doubt);
	f->slope_hi = l.slope + hypot(hi - l.slope, doubt);
	arena_clear(&scratch);
}

/* By the day: that of the shapes now, each as likely as it is. */
static void
slope_of_days(struct forecast_facts *f, const struct mix *m)
{
	double mean = 0, square = 0, half;

	for (size_t i = 0; i < m->nshapes; i++) {
		const struct shape *s = &m->shape[i];

		mean += s->weight * s->trend.slope;
		square += s->weight * (s->trend.slope * s->trend.slope +
		    s->v1);
	}
	half = NORMAL_90 * sqrt(fmax(0, square - mean * mean));
	f->slope = mean;
	f->slope_lo = mean - half;
	f->slope_hi = mean + half;
}

static void
slopes(struct forecast_facts *f, const struct grid *g, const struct mix *m)
{
	double per_day = g->scale / grid_bucket_days(g);

	if (grid_bucket_days(g) < 1)
		slope_of_hours(f, g);
	else
		slope_of_days(f, m);
	f->slope *= per_day;
	f->slope_lo *= per_day;
	f->slope_hi *= per_day;
}

static void
changes(struct forecast_facts *f, const struct grid *g, const struct mix *m,
    struct arena *a)
{
	double *work = arena_array(a, stat_pairs(g->b.n), double);
	struct forecast_change *c = arena_array(a, m->nstarts,
	    struct forecast_change);

	for (size_t i = 0; i < m->nstarts; i++) {
		size_t from = m->starts[i];
		size_t to = i + 1 < m->nstarts ? m->starts[i + 1] : g->b.n;
		struct line l = { 0, 0 };

		stat_theil_sen(&l, g->y + from, to - from, work);
		c[i].at = g->b.now - (int64_t)(g->b.n - from) * g->b.width;
		c[i].step = m->step[i] * g->scale;
		c[i].slope = l.slope * g->scale * FORECAST_DAY / g->b.width;
	}
	f->changes = c;
	f->nchanges = m->nstarts;
}

static void
add_season(struct forecast_facts *f, struct forecast_season *s,
    const struct grid *g)
{
	if (g->strength <= 0)
		return;
	s[f->nseasons++] = (struct forecast_season){
		(int64_t)g->period * g->b.width, g->strength, g->swell != 0
	};
}

/* The day's, when buckets are days, from the latest four weeks by the hour. */
static void
seasons(struct forecast_facts *f, const struct history *h,
    const struct grid *g, struct arena *a)
{
	struct arena scratch = ARENA_INIT;
	struct forecast_season *s = arena_array(a, 2, struct forecast_season);
	struct history late = *h;
	struct grid hours;

	while (late.n > 0 && late.samples[0].at <
	    g->b.now - (int64_t)HOURS_LOOKED_AT * 3600) {
		late.samples++;
		late.n--;
	}
	if (g->b.width == FORECAST_DAY && h->found.step <= 7200 &&
	    grid_fill(&hours, &late, g->b.now, 3600, &scratch))
		add_season(f, s, &hours);
	add_season(f, s, g);
	f->seasons = s;
	arena_clear(&scratch);
}

static void
surges(struct forecast_facts *f, const struct grid *g, const struct mix *m)
{
	struct arena scratch = ARENA_INIT;
	struct surges s;

	surge_find(&s, g, m->noise, &scratch);
	f->surges = s.n;
	f->surge_height = s.height * g->scale;
	f->surge_every = (int64_t)(s.every * g->b.width);
	arena_clear(&scratch);
}

static bool
is_intermittent(const struct history *h)
{
	double value[FEW_VALUES];
	size_t zeros = 0, distinct = 0, k;

	for (size_t i = 0; i < h->n; i++) {
		zeros += h->samples[i].used == 0;
		for (k = 0; k < distinct; k++)
			if (value[k] == h->samples[i].used)
				break;
		if (k == distinct && distinct < FEW_VALUES)
			value[distinct++] = h->samples[i].used;
	}
	return zeros * 2 > h->n || distinct < FEW_VALUES;
}

void
facts_fill(struct forecast_facts *f, const struct history *h,
    const struct grid *g, const struct mix *m, struct arena *a)
{
	f->bucket = g->b.width;
	f->buckets = g->b.n;
	f->empty_buckets = g->b.empty;
	f->noise = m->noise * g->scale;
	f->intermittent = is_intermittent(h);
	slopes(f, g, m);
	changes(f, g, m, a);
	seasons(f, h, g, a);
	surges(f, g, m);
}
