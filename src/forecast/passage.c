#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/passage.h"
#include "forecast/random.h"
#include "forecast/surge.h"

#define FINE_HOURS 240		/* by the hour, then by the day */

struct tick {
	size_t lead, span;		/* where it ends, how many buckets */
	double ahead, root;		/* the lead; root of the span */
	double planned;			/* events up to its end */
};

/* What all paths share. */
struct plan {
	const struct passage *p;
	struct tick *ticks;
	double *full;			/* in units; after them INFINITY */
	double *base[NTRENDS];		/* trend, season of a fine tick */
	double *shape[SHAPE_MOST], *bent[SHAPE_MOST];
	double *near_full;		/* as full, in units of hours */
	size_t nnear;			/* days that are walked by the hour */
	struct near calm, surging;	/* the first day, without and with */
	double share[NTRENDS];		/* running sum of the weights */
	double *steps;			/* sizes that are not 0 */
	size_t nsteps;
	size_t block;			/* buckets of noise drawn together */
	struct surges surges;		/* every 0: left to the noise */
};

/* What a path has reached. */
struct watch {
	size_t reached;			/* so many capacities */
	double full;			/* the next one */
	double *when;			/* out: of this path */
};

/*
 * One path as it goes.  What others get a pointer to is apart from it, so that
 * the rest stays in registers from tick to tick.
 */
struct walker {
	struct random *random;
	struct surge_path *surge;
	int member;
	const double *base, *bent;	/* by tick; bent may be NULL */
	double rise;			/* of the trend, in the first bucket */
	double level, slope, steep, walk, sway, jump;
	bool steps;			/* its level does, now and then */
	double next_step;		/* lead at which the level steps */
	size_t source, left;		/* of the block of noise */
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
set_tick(struct tick *t, const struct passage *p, size_t i)
{
	const struct grid *g = p->grid;

	t->lead = passage_lead(g, i);
	t->span = span_of(g, i);
	t->ahead = t->lead;
	t->root = sqrt(t->span);
	t->planned = events_until(p, t->ahead * g->b.width) / g->scale;
}

static void
prepare_member(struct plan *x, int k, struct arena *a)
{
	const struct grid *g = x->p->grid;

	x->base[k] = arena_array(a, x->p->ticks, double);
	for (size_t i = 0; i < x->p->ticks; i++) {
		size_t lead = passage_lead(g, i);

		double v = trend_at(&x->p->mix->member[k].trend, lead);

		x->base[k][i] = v + (span_of(g, i) > 1 ? 0 :
		    grid_season(g, lead, v));
	}
}

/* The shapes, each as base, and how far a slope of 1 has come by each tick. */
static void
prepare_shapes(struct plan *x, struct arena *a)
{
	const struct grid *g = x->p->grid;

	for (size_t k = 0; k < x->p->mix->nshapes; k++) {
		const struct trend *t = &x->p->mix->shape[k].trend;

		x->shape[k] = arena_array(a, x->p->ticks, double);
		x->bent[k] = arena_array(a, x->p->ticks, double);
		for (size_t i = 0; i < x->p->ticks; i++) {
			size_t lead = passage_lead(g, i);
			double v = trend_at(t, lead);

			x->bent[k][i] = trend_bent(t, lead);
			x->shape[k][i] = v + (span_of(g, i) > 1 ? 0 :
			    grid_season(g, lead, v));
		}
	}
	x->base[TREND_SHAPE] = x->shape[0];
}

/* Is an hour of `near` in a day that a surge is in? */
static bool
in_surge(const struct plan *x, size_t hour)
{
	const struct grid *g = x->p->grid;
	size_t back = (x->p->near->g.b.n - 1 - hour) / 24;

	for (size_t i = g->npool; i-- > 0; )
		if (g->source[i] + back == g->b.n - 1)
			return x->surges.in[i];
	return false;
}

/* Regular surges come when they are due; while one is on, all are alike. */
static void
part_anchors(struct plan *x, struct arena *a)
{
	const struct near *r = x->p->near;
	const struct surges *s = &x->surges;
	size_t *calm, *surging, ncalm = 0, nsurging = 0;

	x->calm = x->surging = *r;
	if (s->every == 0 || s->in[x->p->grid->npool - 1])
		return;
	calm = arena_array(a, r->nanchors, size_t);
	surging = arena_array(a, r->nanchors, size_t);
	for (size_t i = 0; i < r->nanchors; i++) {
		size_t j = r->anchor[i], from = j + r->age;

		if (!in_surge(x, from) && !in_surge(x, from + NEAR_HOURS))
			calm[ncalm++] = j;
		else if (!in_surge(x, from - NEAR_HOURS / 2) &&
		    in_surge(x, from + NEAR_HOURS / 2))
			surging[nsurging++] = j;
	}
	x->calm.anchor = calm;
	x->calm.nanchors = ncalm;
	x->surging.anchor = surging;
	x->surging.nanchors = nsurging;
}

static void
prepare_near(struct plan *x, struct arena *a)
{
	const struct passage *p = x->p;
	const struct near *r = p->near;

	if (r->hours == 0)
		return;
	part_anchors(x, a);
	x->nnear = r->hours / 24 < p->ticks ? r->hours / 24 : p->ticks;
	x->near_full = arena_array(a, p->ncapacities + 1, double);
	x->near_full[p->ncapacities] = INFINITY;
	for (size_t i = 0; i < p->ncapacities; i++)
		x->near_full[i] = (p->capacity[i] - r->g.shift) /
		    r->g.scale - 1e-9;
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
	x->ticks = arena_array(a, p->ticks, struct tick);
	for (size_t i = 0; i < p->ticks; i++)
		set_tick(&x->ticks[i], p, i);
	x->steps = arena_array(a, p->mix->nstarts + 1, double);
	for (size_t i = 0; i < p->mix->nstarts; i++)
		if (p->mix->step[i] != 0)
			x->steps[x->nsteps++] = p->mix->step[i];
	for (int k = 0; k < NTRENDS; k++) {
		x->share[k] = sum += p->mix->member[k].weight;
		if (p->mix->member[k].weight == 0)
			continue;
		if (k == TREND_SHAPE)
			prepare_shapes(x, a);
		else
			prepare_member(x, k, a);
	}
	prepare_near(x, a);
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
wait_for_step(struct random *r, const struct mix *m)
{
	return -log(1 - random_uniform(r)) / m->step_rate;
}

/* One of the shapes, with the error of its own level and slope. */
static void
choose_shape(struct walker *w, const struct plan *x)
{
	const struct mix *m = x->p->mix;
	const struct shape *s = m->shape;
	double u = random_uniform(w->random), root, with = 0, e;
	size_t i = 0;

	while (i + 1 < m->nshapes && u >= s[i].weight)
		u -= s[i++].weight;
	s += i;
	w->base = x->shape[i];
	w->bent = x->bent[i];
	w->rise = trend_at(&s->trend, 1) - trend_at(&s->trend, 0);
	root = sqrt(s->v0);
	if (root > 0)
		with = s->v01 / root;
	e = x->p->spread * random_normal(w->random);
	w->level += e * root;
	w->steep = e * with + x->p->spread * random_normal(w->random) *
	    sqrt(fmax(0, s->v1 - with * with));
	w->rise += w->steep * trend_bent(&s->trend, 1);
	/* What steps from hour to hour are the days. */
	w->steps = s->stepped && x->p->grid->b.width >= FORECAST_DAY;
}

static void
walker_start(struct walker *w, const struct plan *x, size_t path,
    struct random *r, struct surge_path *surge)
{
	const struct passage_start *start = &x->p->starts[path];
	const struct mix *m = x->p->mix;
	const struct member *k;
	double excess;

	*w = (struct walker){ .random = r, .surge = surge,
	    .member = choose(x, path) };
	*r = start->random;
	k = &m->member[w->member];
	excess = fmax(0, k->law.a - m->noise * m->noise);
	w->level = x->p->spread * start->level * sqrt(excess);
	w->slope = x->p->spread * start->slope * sqrt(k->law.c);
	w->sway = x->p->spread * sqrt(k->law.b);
	w->base = x->base[w->member];
	w->rise = trend_at(&k->trend, 1) - trend_at(&k->trend, 0);
	w->steps = w->member == TREND_STEPS;
	if (w->member == TREND_SHAPE)
		choose_shape(w, x);
	w->next_step = INFINITY;
	if (x->nsteps > 0 && w->steps)
		w->next_step = wait_for_step(w->random, m);
	surge_start(surge, &x->surges, r);
}

static void
draw_noise(struct walker *w, const struct plan *x, size_t span)
{
	size_t n = x->p->grid->npool;

	if (w->left == 0 || span > 1) {
		w->source = random_uniform(w->random) * n;
		w->left = x->block;
	} else if (++w->source >= n)
		w->source = 0;
	w->left--;
}

/* A surge that is due takes the place of the noise, which has none then. */
static size_t
draw_bucket(struct walker *w, const struct plan *x, double lead)
{
	const struct surges *s = &x->surges;
	size_t n = x->p->grid->npool, i = w->source;

	if (s->every == 0)
		return i;
	if (surge_next(w->surge, s, lead, w->random, &i))
		return i;
	for (size_t tries = 0; s->in[i] && tries < n; tries++)
		i = i + 1 < n ? i + 1 : 0;
	return i;
}

/* Move on to the end of the tick; returns the level there, in units. */
static double
walker_step(struct walker *w, const struct plan *x, size_t i)
{
	const struct tick *t = &x->ticks[i];
	double base = w->base[i];

	if (w->sway > 0)
		w->walk += w->sway * random_normal(w->random) * t->root;
	while (t->ahead >= w->next_step) {
		size_t k = random_uniform(w->random) * x->nsteps;

		w->jump += x->steps[k];
		w->next_step += wait_for_step(w->random, x->p->mix);
	}
	draw_noise(w, x, t->span);
	if (w->bent != NULL)
		base += w->steep * w->bent[i];
	return base + w->level + w->slope * t->ahead + w->walk + w->jump;
}

/*
 * The first sample of the source's bucket that reaches the capacity when its
 * maximum is put at `top`: seconds after now; INFINITY: none.
 */
static double
place(const struct passage *p, const struct grid *g, const struct history *h,
    double capacity, size_t lead, size_t source, double top)
{
	const struct buckets *b = &g->b;
	double shift = top * g->scale + g->shift - b->max[source];
	int64_t start = b->now - (int64_t)(b->n - source) * b->width;

	for (size_t i = b->from[source]; i < b->from[source + 1]; i++) {
		const struct sample *s = &h->samples[i];
		double at = (double)(s->at - start) +
		    (double)(lead - 1) * b->width;

		if (s->used + shift + events_until(p, at) >=
		    capacity - 1e-9 * g->scale)
			return at;
	}
	return INFINITY;
}

/*
 * A bucket whose maximum is `top`, or with the events `used`: which capacities
 * are reached there?  They ascend, so one that is not stands for all above.
 */
static void
look(struct watch *w, const struct plan *x, size_t lead, size_t source,
    double top, double used)
{
	const struct passage *p = x->p;

	while (w->reached < p->ncapacities && used >= w->full) {
		double at = place(p, p->grid, p->history,
		    p->capacity[w->reached], lead, source, top);

		if (isinf(at))
			return;
		w->when[w->reached++ * p->paths] = at;
		w->full = x->full[w->reached];
	}
}

/* The same of an hour. */
static void
look_near(struct watch *w, const struct plan *x, size_t hour, size_t source,
    double top, double used)
{
	const struct passage *p = x->p;

	while (w->reached < p->ncapacities &&
	    used >= x->near_full[w->reached]) {
		double at = place(p, &p->near->g, &p->near->history,
		    p->capacity[w->reached], hour, source, top);

		if (isinf(at))
			return;
		w->when[w->reached++ * p->paths] = at;
	}
	w->full = x->full[w->reached];
}

/* The days after these go on from the day that they were like. */
static void
continue_noise(struct walker *w, const struct plan *x, size_t from)
{
	const struct grid *g = x->p->grid;
	size_t back = (x->p->near->g.b.n - 1 - from) / 24, k = g->npool;

	while (k > 1 && g->source[k - 1] + back > g->b.n - 1)
		k--;
	w->source = k - 1;
	w->left = x->block;
}

/* What the first day is like; NULL: none of those that are known. */
static const struct near *
first_day(const struct plan *x, const struct walker *w)
{
	const struct near *like = surge_lead(w->surge) <= 1 ? &x->surging :
	    &x->calm;

	return x->nnear > 0 && like->nanchors > 0 ? like : NULL;
}

/* The first days by the hour; day[]: their maxima, with the events. */
static void
walk_near(struct watch *watch, const struct plan *x, struct walker *w,
    double *day)
{
	const struct passage *p = x->p;
	const struct near *r = p->near;
	const struct near *like = first_day(x, w);
	struct near_path path;
	double unit = p->grid->scale / r->g.scale;

	for (size_t i = 0; i < x->nnear; i++)
		day[i] = -INFINITY;
	if (like == NULL)
		return;
	near_draw(&path, like, (w->rise + w->slope) * unit / 24, w->random);
	continue_noise(w, x, path.from);
	for (size_t h = 1; h <= x->nnear * 24; h++) {
		double top = path.top[h], used = top, *d = &day[(h - 1) / 24];

		if (p->nevents > 0)
			used += events_until(p, h * 3600.0) / r->g.scale;
		look_near(watch, x, h, path.from + h, top, used);
		*d = fmax(*d, (used * r->g.scale + r->g.shift -
		    p->grid->shift) / p->grid->scale);
	}
}

/* A coarse tick: bucket by bucket of a season from the noise drawn. */
static double
peak(struct watch *w, const struct plan *x, size_t source, double level,
    size_t lead)
{
	const struct passage *p = x->p;
	const struct grid *g = p->grid;
	double top = -INFINITY;

	for (size_t i = 0; i < g->period; i++) {
		size_t from = (source + i) % g->npool;
		size_t at = lead - g->period + 1 + i;
		double v = level + grid_season(g, at, level) +
		    grid_noise(g, from, level);
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
	struct watch watch = { 0, x->full[0], out + path };
	double day[NEAR_HOURS / 24];
	struct random random;
	struct surge_path surge;
	struct walker w;

	walker_start(&w, x, path, &random, &surge);
	walk_near(&watch, x, &w, day);
	for (size_t i = 0; i < p->ticks; i++) {
		const struct tick *t = &x->ticks[i];
		double v = walker_step(&w, x, i);

		if (t->span > 1)
			v = peak(&watch, x, w.source, v, t->lead);
		else {
			size_t k = draw_bucket(&w, x, t->ahead);

			v += grid_noise(g, k, v);
			if (i < x->nnear && !isinf(day[i]))
				v = day[i] - t->planned;
			else if (v + t->planned >= watch.full)
				look(&watch, x, t->lead, g->source[k], v,
				    v + t->planned);
		}
		if (seen != NULL)
			seen[i * p->paths + path] = v + t->planned;
		else if (watch.reached == p->ncapacities)
			break;
	}
	while (watch.reached < p->ncapacities)
		watch.when[watch.reached++ * p->paths] = INFINITY;
}

const struct passage_start *
passage_starts(uint64_t seed, size_t paths, struct arena *a)
{
	struct passage_start *starts = arena_array(a, paths,
	    struct passage_start);

	for (size_t i = 0; i < paths; i++) {
		struct passage_start *s = &starts[i];

		random_start(&s->random, seed, i);
		s->level = random_normal(&s->random);
		s->slope = random_t4(&s->random);
	}
	return starts;
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
