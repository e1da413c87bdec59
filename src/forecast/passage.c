#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/passage.h"
#include "forecast/random.h"
#include "forecast/surge.h"

#define FINE_HOURS 240		/* by the hour, then by the day */

/* What all paths share; arrays by tick. */
struct plan {
	const struct passage *p;
	double *full;			/* in units; after them INFINITY */
	double *base[NTRENDS];		/* trend, and season of a fine tick */
	size_t *lead, *span;
	double *planned;		/* events up to its end */
	double share[NTRENDS];		/* running sum of the weights */
	double *steps;			/* sizes that are not 0 */
	size_t nsteps;
	size_t block;			/* buckets of noise drawn together */
	struct surges surges;		/* every 0: left to the noise */
};

/* One path as it goes. */
struct walker {
	struct random random;
	int member;
	double level, slope, walk, sway, jump;
	double next_step;		/* lead at which the level steps */
	size_t source, left;		/* of the block of noise */
	double every, next_surge;	/* lead; INFINITY: none to come */
	size_t surge, surge_left;	/* entry of the pool, and how many */
	double full;			/* the next one to reach */
	double *when;			/* out: of this path */
	size_t reached;			/* so many capacities */
};

static size_t
fine_ticks(const struct grid *g)
{
	return g->b.width < FORECAST_DAY ? FINE_HOURS : SIZE_MAX;
}

size_t
passage_lead(const struct grid *g, size_t tick)
{
	size_t fine = fine_ticks(g);

	return tick < fine ? tick + 1 : fine + (tick + 1 - fine) * g->period;
}

static size_t
span_of(const struct grid *g, size_t tick)
{
	return tick < fine_ticks(g) ? 1 : g->period;
}

size_t
passage_ticks(const struct grid *g, int64_t horizon)
{
	size_t leads = (horizon + g->b.width - 1) / g->b.width;
	size_t fine = fine_ticks(g);

	return leads <= fine ? leads :
	    fine + (leads - fine + g->period - 1) / g->period;
}

static double
events_until(const struct passage *p, double seconds)
{
	double sum = 0;

	for (size_t i = 0; i < p->nevents; i++) {
		double at = (double)p->events[i].at - p->grid->b.now;

		if (at > 0 && at <= seconds)
			sum += p->events[i].delta;
	}
	return sum;
}

static void
prepare_member(struct plan *x, int k, struct arena *a)
{
	const struct grid *g = x->p->grid;

	x->base[k] = arena_array(a, x->p->ticks, double);
	for (size_t i = 0; i < x->p->ticks; i++) {
		size_t lead = passage_lead(g, i);

		x->base[k][i] = trend_at(&x->p->mix->member[k].trend, lead) +
		    (span_of(g, i) == 1 ? grid_season(g, lead) : 0);
	}
}

static void
prepare(struct plan *x, const struct passage *p, struct arena *a)
{
	const struct grid *g = p->grid;
	double sum = 0;

	*x = (struct plan){ .p = p };
	x->full = arena_array(a, p->ncapacities + 1, double);
	x->full[p->ncapacities] = INFINITY;
	for (size_t i = 0; i < p->ncapacities; i++)
		x->full[i] = (p->capacity[i] - g->shift) / g->scale - 1e-9;
	x->block = g->period == 24 ? 12 : 5;
	if (g->b.width >= FORECAST_DAY)
		surge_find(&x->surges, g, p->mix->noise, a);
	x->planned = arena_array(a, p->ticks, double);
	x->lead = arena_array(a, p->ticks, size_t);
	x->span = arena_array(a, p->ticks, size_t);
	for (size_t i = 0; i < p->ticks; i++) {
		x->lead[i] = passage_lead(g, i);
		x->span[i] = span_of(g, i);
	}
	x->steps = arena_array(a, p->mix->nstarts + 1, double);
	for (size_t i = 0; i < p->mix->nstarts; i++)
		if (p->mix->step[i] != 0)
			x->steps[x->nsteps++] = p->mix->step[i];
	for (size_t i = 0; i < p->ticks && p->nevents > 0; i++)
		x->planned[i] = events_until(p, (double)passage_lead(g, i) *
		    g->b.width) / g->scale;
	for (int k = 0; k < NTRENDS; k++) {
		x->share[k] = sum += p->mix->member[k].weight;
		if (p->mix->member[k].weight > 0)
			prepare_member(x, k, a);
	}
}

static int
choose(const struct plan *x, size_t path)
{
	/* Evenly, in an order unlike that of anything else. */
	double u = (path + 0.5) * 0.6180339887498949;
	int k = 0;

	u -= floor(u);
	while (k < NTRENDS - 1 && u >= x->share[k])
		k++;
	while (x->base[k] == NULL)
		k--;
	return k;
}

static double
wait_for_step(struct walker *w, const struct mix *m)
{
	return -log(1 - random_uniform(&w->random)) / m->step_rate;
}

static double
wait_for_surge(struct walker *w, const struct plan *x)
{
	return fmax(1, w->every + x->surges.jitter *
	    random_normal(&w->random));
}

/* The period is known only as well as the waits agree. */
static void
schedule_surges(struct walker *w, const struct plan *x)
{
	const struct surges *s = &x->surges;

	w->next_surge = INFINITY;
	if (s->every == 0)
		return;
	w->every = fmax(1, s->every + s->jitter * random_t4(&w->random) /
	    sqrt((double)(s->n - 1)));
	w->next_surge = s->last;
	while (w->next_surge < 1)
		w->next_surge += wait_for_surge(w, x);
}

static void
walker_start(struct walker *w, const struct plan *x, size_t path)
{
	const struct mix *m = x->p->mix;
	const struct member *k;
	double excess;

	*w = (struct walker){ .member = choose(x, path) };
	random_start(&w->random, x->p->seed, path);
	k = &m->member[w->member];
	excess = fmax(0, k->law.a - m->noise * m->noise);
	w->level = random_normal(&w->random) * sqrt(excess);
	w->slope = random_t4(&w->random) * sqrt(k->law.c);
	w->sway = sqrt(k->law.b);
	w->next_step = INFINITY;
	if (x->nsteps > 0 && w->member == TREND_STEPS)
		w->next_step = wait_for_step(w, m);
	schedule_surges(w, x);
}

static void
draw_noise(struct walker *w, const struct plan *x, size_t span)
{
	size_t n = x->p->grid->npool;

	if (w->left == 0 || span > 1) {
		w->source = random_uniform(&w->random) * n;
		w->left = x->block;
	} else if (++w->source >= n)
		w->source = 0;
	w->left--;
}

/* A surge that is due takes the place of the noise, which has none then. */
static size_t
draw_bucket(struct walker *w, const struct plan *x, size_t lead)
{
	const struct surges *s = &x->surges;
	size_t n = x->p->grid->npool, i = w->source;

	if (s->every == 0)
		return i;
	if ((double)lead >= w->next_surge) {
		size_t k = random_uniform(&w->random) * s->n;

		w->surge = s->start[k];
		w->surge_left = s->len[k];
		w->next_surge += wait_for_surge(w, x);
	}
	if (w->surge_left > 0) {
		w->surge_left--;
		return w->surge++;
	}
	for (size_t tries = 0; s->in[i] && tries < n; tries++)
		i = i + 1 < n ? i + 1 : 0;
	return i;
}

/* Move on to the end of the tick; returns the level there, in units. */
static double
walker_step(struct walker *w, const struct plan *x, size_t tick, size_t lead)
{
	size_t span = x->span[tick];

	if (w->sway > 0)
		w->walk += w->sway * random_normal(&w->random) *
		    (span == 1 ? 1 : sqrt(span));
	while (lead >= w->next_step) {
		size_t i = random_uniform(&w->random) * x->nsteps;

		w->jump += x->steps[i];
		w->next_step += wait_for_step(w, x->p->mix);
	}
	draw_noise(w, x, span);
	return x->base[w->member][tick] + w->level + w->slope * lead +
	    w->walk + w->jump;
}

/*
 * The first sample of the source's bucket that reaches the capacity when its
 * maximum is put at `top`: seconds after now; INFINITY: none.
 */
static double
place(const struct passage *p, double capacity, size_t lead, size_t source,
    double top)
{
	const struct buckets *b = &p->grid->b;
	double shift = top * p->grid->scale + p->grid->shift -
	    b->max[source];
	int64_t start = b->now - (int64_t)(b->n - source) * b->width;

	for (size_t i = b->from[source]; i < b->from[source + 1]; i++) {
		const struct sample *s = &p->history->samples[i];
		double at = (double)(s->at - start) +
		    (double)(lead - 1) * b->width;

		if (s->used + shift + events_until(p, at) >=
		    capacity - 1e-9 * p->grid->scale)
			return at;
	}
	return INFINITY;
}

/*
 * A bucket whose maximum is `top`, or with the events `used`: which capacities
 * are reached there?  They ascend, so one that is not stands for all above.
 */
static void
look(struct walker *w, const struct plan *x, size_t lead, size_t source,
    double top, double used)
{
	const struct passage *p = x->p;

	while (w->reached < p->ncapacities && used >= x->full[w->reached]) {
		double at = place(p, p->capacity[w->reached], lead, source,
		    top);

		if (isinf(at))
			return;
		w->when[w->reached++ * p->paths] = at;
		w->full = x->full[w->reached];
	}
}

/* A coarse tick: bucket by bucket of a season from the noise drawn. */
static double
peak(struct walker *w, const struct plan *x, double level, size_t lead)
{
	const struct passage *p = x->p;
	const struct grid *g = p->grid;
	double top = -INFINITY;

	for (size_t i = 0; i < g->period; i++) {
		size_t from = (w->source + i) % g->npool;
		size_t at = lead - g->period + 1 + i;
		double v = level + grid_season(g, at) + g->noise[from];
		double events = 0;

		if (w->reached < p->ncapacities && p->nevents > 0)
			events = events_until(p, (double)at * g->b.width) /
			    g->scale;
		if (v + events >= w->full)
			look(w, x, at, g->source[from], v, v + events);
		top = fmax(top, v);
	}
	return top;
}

static void
walk(const struct plan *x, size_t path, double *out, double *seen)
{
	const struct passage *p = x->p;
	const struct grid *g = p->grid;
	struct walker w;

	walker_start(&w, x, path);
	w.when = out + path;
	w.full = x->full[0];
	for (size_t i = 0; i < p->ticks; i++) {
		size_t lead = x->lead[i];
		double v = walker_step(&w, x, i, lead);

		if (x->span[i] > 1)
			v = peak(&w, x, v, lead);
		else {
			size_t k = draw_bucket(&w, x, lead);

			v += g->noise[k];
			if (v + x->planned[i] >= w.full)
				look(&w, x, lead, g->source[k], v,
				    v + x->planned[i]);
		}
		if (seen != NULL)
			seen[i * p->paths + path] = v + x->planned[i];
		else if (w.reached == p->ncapacities)
			break;
	}
	while (w.reached < p->ncapacities)
		w.when[w.reached++ * p->paths] = INFINITY;
}

void
passage_simulate(const struct passage *p, double *out, double *seen,
    struct arena *a)
{
	struct plan x;

	prepare(&x, p, a);
	for (size_t i = 0; i < p->paths; i++)
		walk(&x, i, out, seen);
}
