/*
 * What the plan's growth says of a series whose own history says too little.
 * It is what somebody means to do, and has no spread: one date, taken as
 * certain, as events are.
 */
#include "cli/forecast.h"

#include <math.h>
#include <time.h>

#define RECENT_DAYS 30		/* an older sample is no beginning */

/* A value that grows from `from` on, with events, by days after now. */
struct line {
	struct outlook o;
	const struct job *job;
	const struct forecast_options *how;
	int64_t from;
	double base;
	double *events;			/* [d]: what has come by day d */
	size_t days;
	bool ok;
};

static double
value_at(struct line *l, int64_t t)
{
	size_t day = (size_t)((t - l->how->now) / FORECAST_DAY);
	double v = 0;

	l->ok = l->ok && outlook_grown(&l->o, &l->job->target, l->base,
	    (double)(t - l->from) / OUTLOOK_MONTH, &v);
	return v + l->events[day < l->days ? day : l->days];
}

static bool
full_on(struct line *l, size_t day)
{
	return value_at(l, l->how->now + (int64_t)day * FORECAST_DAY) >=
	    l->how->capacity;
}

static void
sum_events(struct line *l, struct arena *a)
{
	l->events = arena_array(a, l->days + 1, double);
	for (size_t i = 0; i < l->how->nevents; i++) {
		int64_t after = l->how->events[i].at - l->how->now;
		size_t day = (size_t)((after + FORECAST_DAY - 1) /
		    FORECAST_DAY);

		if (after > 0 && day <= l->days)
			l->events[day] += l->how->events[i].delta;
	}
	for (size_t d = 1; d <= l->days; d++)
		l->events[d] += l->events[d - 1];
}

/* Between events it only grows, so that the day can be bisected. */
static size_t
first_full(struct line *l)
{
	for (size_t lo = 0, hi; lo <= l->days; lo = hi + 1) {
		for (hi = lo; hi < l->days &&
		    l->events[hi + 1] == l->events[lo]; hi++)
			;
		if (!full_on(l, hi))
			continue;
		for (size_t high = hi; lo < high; ) {
			size_t mid = lo + (high - lo) / 2;

			if (full_on(l, mid))
				high = mid;
			else
				lo = mid + 1;
		}
		return lo;
	}
	return SIZE_MAX;
}

static void
fill_points(struct line *l, struct forecast *f, struct arena *a)
{
	struct forecast_point *p = arena_array(a, l->how->points + 1,
	    struct forecast_point);

	for (size_t i = 0; i < l->how->points; i++) {
		p[i].at = l->how->now + (int64_t)i * l->how->step;
		p[i].mean = value_at(l, p[i].at + l->how->step);
		p[i].lo80 = p[i].hi80 = p[i].lo95 = p[i].hi95 = NAN;
	}
	f->points = p;
	f->npoints = l->how->points;
}

static void
fill(struct line *l, struct forecast *f, struct arena *a)
{
	double *p = arena_array(a, f->days + 1, double);
	size_t day = first_full(l);

	f->status = day == 0 ? FORECAST_EXHAUSTED : day <= l->days ?
	    FORECAST_WITHIN_HORIZON : value_at(l, l->how->now +
	    (int64_t)l->days * FORECAST_DAY) > l->base ?
	    FORECAST_BEYOND_HORIZON : FORECAST_NOT_GROWING;
	f->p_within_horizon = day <= l->days;
	if (day <= l->days)
		f->p10 = f->p50 = f->p90 = l->how->now +
		    (int64_t)day * FORECAST_DAY;
	for (size_t d = 1; d <= f->days; d++)
		p[d - 1] = day <= d;
	f->p_by_day = p;
	f->used = l->base;
	f->method = "plan";
	fill_points(l, f, a);
}

/* From where the plan's growth goes on: the latest sample, or the plan. */
static bool
begin(struct line *l, const struct forecast *f, const char **why,
    struct arena *a)
{
	const struct intake *k = &f->facts.intake;
	bool grows = false;

	*why = NULL;
	l->from = l->how->now;
	if (l->job->planned) {
		*why = "no history";
		return outlook_planned(&l->o, &l->job->target, &l->base);
	}
	l->from = k->last;
	l->base = f->used;
	if (k->kept == 0 || l->how->now - k->last >
	    RECENT_DAYS * FORECAST_DAY)
		return true;
	if (!outlook_grows(&l->o, &l->job->target, &grows))
		return false;
	if (grows)
		*why = arena_strdup(a, f->reason);
	return true;
}

const struct forecast *
jobs_grow(struct jobs *j, const struct job *job,
    const struct forecast_options *o, const struct forecast *f,
    struct arena *a)
{
	struct line l = { .job = job, .how = o, .days = f->days, .ok = true };
	struct forecast *grown = arena_new(a, struct forecast);
	const char *why;

	if (f->status != FORECAST_NOT_ENOUGH_HISTORY || !job->has_capacity ||
	    j->facts == NULL || job->target.what == OUTLOOK_NOTHING)
		return f;
	l.o = jobs_outlook(j);
	if (!begin(&l, f, &why, a) || why == NULL)
		return f;
	sum_events(&l, a);
	*grown = *f;
	fill(&l, grown, a);
	grown->reason = arena_printf(a, "%s; by the plan's growth, taken as "
	    "certain", why);
	return l.ok ? grown : f;
}

/* --- what has no history -------------------------------------------------- */

static bool
moves(const struct job *job)
{
	return job->target.what != OUTLOOK_NOTHING &&
	    job->target.what != OUTLOOK_SERVICES;
}

size_t
jobs_planned(const struct jobs *j, const struct history_series **v)
{
	static const struct history_series pods = { .name = "pods" },
	    nodes = { .name = "nodes" };
	const struct plan *p = j->facts != NULL ? &j->facts->plan : NULL;
	size_t n = 0;

	if (p == NULL || p->nnodegroups == 0)
		return 0;
	for (size_t i = 0; i < j->n; i++)
		if (moves(&j->v[i]))
			return 0;
	if (p->growth.pods_per_month.set || p->growth.nevents != 0)
		v[n++] = &pods;
	if (p->growth.nodes_per_month.set)
		v[n++] = &nodes;
	return n;
}

int64_t
jobs_clock(const struct jobs *j)
{
	const struct facts *f = j->facts;

	if (j->ctx->common->now != NULL)
		return j->ctx->common->now_s;
	if (f != NULL && f->documents && f->inventory.newest != 0)
		return f->inventory.newest;
	return (int64_t)time(NULL);
}
