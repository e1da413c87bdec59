#include "cli/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "ingest/hpa.h"

#define HORIZON_DAYS 365

/* --- options ---------------------------------------------------------- */

static bool
positive(double *v, const char *s)
{
	return history_number(v, s) && isfinite(*v) && *v >= 0;
}

static bool
parse_threshold(struct jobs *j, const char *s)
{
	size_t n = strcspn(s, "%n");
	const char *unit = s + n;
	char *digits = arena_strndup(j->ctx->arena, s, n);
	bool ok = n != 0 && positive(&j->threshold_value, digits);

	j->threshold = *unit == '%' ? THRESHOLD_SHARE :
	    *unit == 'n' ? THRESHOLD_NODES : THRESHOLD_COUNT;
	ok = ok && (*unit == '\0' || strcmp(unit, "%") == 0 ||
	    strcmp(unit, "nodes") == 0);
	if (j->threshold == THRESHOLD_SHARE)
		ok = ok && j->threshold_value > 0 &&
		    j->threshold_value <= 100;
	if (j->threshold == THRESHOLD_NODES)
		ok = ok && j->threshold_value <= 1e6 &&
		    j->threshold_value == floor(j->threshold_value);
	return ok || err_usage(j->ctx->err, "--threshold: expected 90%% (of "
	    "the capacity), 200 (in use) or 3nodes (of the plan's largest "
	    "group), got \"%s\"", s);
}

static bool
parse_capacity(struct jobs *j, const char *s)
{
	j->has_capacity = history_number(&j->capacity, s);
	if (j->has_capacity || s[strspn(s, "+-.0123456789eE")] == '\0')
		return (j->has_capacity && j->capacity > 0) ||
		    err_usage(j->ctx->err, "--capacity: expected a number "
		    "above 0, up to %g, or a file, got \"%s\"",
		    HISTORY_NUMBER_MAX, s);
	j->has_capacities = true;
	return history_capacities_read(&j->capacities, s, j->ctx->arena,
	    j->ctx->err);
}

static bool
parse_scenario(struct jobs *j, const char *s)
{
	static const char hpa[] = "hpa-max=";

	if (strcmp(s, "group-max") == 0) {
		j->at_max = true;
		return j->facts != NULL || err_usage(j->ctx->err,
		    "--scenario group-max needs a --plan");
	}
	if (strncmp(s, hpa, sizeof(hpa) - 1) != 0 ||
	    s[sizeof(hpa) - 1] == '\0' || j->hpa)
		return err_usage(j->ctx->err, "--scenario: expected "
		    "group-max, or hpa-max=FILE once, got \"%s\"", s);
	j->hpa = true;
	return hpa_read(&j->hpa_pods, s + sizeof(hpa) - 1, j->ctx->err);
}

static bool
parse_options(struct jobs *j)
{
	const struct forecast_cmd *o = j->o;

	if (o->capacity != NULL && !parse_capacity(j, o->capacity))
		return false;
	if (o->threshold != NULL && !parse_threshold(j, o->threshold))
		return false;
	if (j->threshold == THRESHOLD_NODES && j->facts == NULL)
		return err_usage(j->ctx->err, "--threshold %s needs a "
		    "--plan", o->threshold);
	for (size_t i = 0; i < o->scenario.n; i++)
		if (!parse_scenario(j, o->scenario.v[i]))
			return false;
	return o->events == NULL || history_events_read(&j->events,
	    o->events, j->ctx->arena, j->ctx->err);
}

/* --- capacities ------------------------------------------------------- */

struct outlook
jobs_outlook(struct jobs *j)
{
	return (struct outlook){ &j->facts->plan, &j->facts->how,
	    j->ctx->arena, j->ctx->err };
}

static void
set_capacity(struct job *job, double capacity, const char *resource)
{
	job->has_capacity = true;
	job->capacity = capacity;
	job->resource = resource;
	if (!job->has_size)
		job->size = capacity;
	job->has_size = true;
}

static const char *
unit_of(const struct job *job)
{
	switch (job->target.what) {
	case OUTLOOK_PODS:	return "pods";
	case OUTLOOK_NODES:	return "nodes";
	case OUTLOOK_SERVICES:	return "service_addresses";
	case OUTLOOK_ENIS:	return "enis";
	case OUTLOOK_PREFIXES:	return "prefixes";
	default:		return "addresses";
	}
}

static bool
plan_capacity(struct jobs *j, struct job *job)
{
	struct outlook o = jobs_outlook(j);
	struct outlook_room room;
	const struct subnet *s = job->target.subnet;

	if (job->target.what == OUTLOOK_SUBNET && s->cidr.set &&
	    s->cidr.prefix.family == IPV4 && s->cidr.prefix.len <= 29) {
		job->has_size = true;
		job->size = (double)(1u << (32 - s->cidr.prefix.len)) - 5;
	}
	if (!outlook_room(&o, &job->target, &room))
		return false;
	if (room.limited) {
		set_capacity(job, (double)room.capacity,
		    limit_name(room.resource));
		job->scope = room.scope;
	} else
		job->why = !room.none ? "nothing in the plan limits it" :
		    job->target.what == OUTLOOK_PREFIXES ? "the plan's nodes "
		    "have no prefixes: they are not in prefix mode" :
		    "the plan's nodes have none of these";
	return true;
}

/* An option, then the plan, then what stood beside the samples. */
static bool
find_capacity(struct jobs *j, struct job *job)
{
	const struct history_series *s = job->series;
	const struct history_capacity *c = !j->has_capacities ? NULL :
	    history_capacity_of(&j->capacities, s->name);

	if (c != NULL) {
		set_capacity(job, c->capacity, unit_of(job));
		job->now = c->has_now ? c->now : job->now;
		if (c->has_horizon)
			job->horizon_days = c->horizon_days;
	} else if (j->has_capacity)
		set_capacity(job, j->capacity, unit_of(job));
	else if (job->target.what != OUTLOOK_NOTHING)
		return plan_capacity(j, job);
	else if (s->has_capacity) {
		set_capacity(job, s->capacity, unit_of(job));
		if (s->capacities_differ)
			warn(j->ctx, "%s: two capacities at its latest time; "
			    "the smaller counts, %g", s->name, s->capacity);
	}
	else if (job->document != NULL)
		set_capacity(job, job->document->usable, unit_of(job));
	else
		job->why = "no capacity: give --capacity, a plan or a "
		    "describe-subnets document that has this series";
	return true;
}

static bool
find_level(struct jobs *j, struct job *job)
{
	struct outlook o;
	double keep = 0;

	job->level = job->capacity;
	switch (j->threshold) {
	case THRESHOLD_NONE:
		return true;
	case THRESHOLD_SHARE:
		job->level = job->capacity * j->threshold_value / 100;
		return true;
	case THRESHOLD_COUNT:
		if (!job->has_capacity)
			set_capacity(job, j->threshold_value, unit_of(job));
		job->level = fmin(j->threshold_value, job->capacity);
		return true;
	case THRESHOLD_NODES:
		break;
	}
	if (job->target.what == OUTLOOK_NOTHING) {
		job->has_capacity = false;
		job->why = arena_printf(j->ctx->arena, "not in the plan, so "
		    "--threshold %s says nothing of it", j->o->threshold);
		return true;
	}
	o = jobs_outlook(j);
	if (!outlook_largest(&o, &job->target,
	    (uint64_t)j->threshold_value, &keep))
		return false;
	job->level = fmax(0, job->capacity - keep);
	return true;
}

/* --- events ----------------------------------------------------------- */

static void
add_event(struct jobs *j, struct job *job, int64_t at, double delta)
{
	if (delta != 0)
		*arena_push(j->ctx->arena, job->events, job->nevents) =
		    (struct forecast_event){ at, delta };
}

/* Of the plan: pods, turned into what the series counts. */
static bool
plan_events(struct jobs *j, struct job *job)
{
	const struct plan *p = &j->facts->plan;
	struct outlook o = jobs_outlook(j);

	for (size_t i = 0; i < p->growth.nevents; i++) {
		const struct growth_event *g = &p->growth.events[i];
		int64_t at, pods = (int64_t)g->pods.v;
		double delta;

		if (!date_parse_day(&at, g->date, j->ctx->err))
			return err_locate(j->ctx->err, p->file, 0, 0);
		if (at <= job->now)
			continue;
		if (!outlook_pods(&o, &job->target, g->negative ? -pods :
		    pods, &delta))
			return false;
		add_event(j, job, at, delta);
	}
	return true;
}

/* What if it all happened now. */
static bool
scenario_events(struct jobs *j, struct job *job)
{
	struct outlook o = jobs_outlook(j);
	double delta = 0;

	if (j->at_max && !outlook_at_max(&o, &job->target, &delta))
		return false;
	add_event(j, job, job->now + 1, delta);
	if (j->hpa && !outlook_pods(&o, &job->target, (int64_t)(
	    j->hpa_pods < OUTLOOK_MAX ? j->hpa_pods : OUTLOOK_MAX), &delta))
		return false;
	if (j->hpa)
		add_event(j, job, job->now + 1, delta);
	return true;
}

static bool
find_events(struct jobs *j, struct job *job)
{
	for (size_t i = 0; i < j->events.n; i++)
		if (strcmp(j->events.v[i].series, job->series->name) == 0)
			add_event(j, job, j->events.v[i].at,
			    j->events.v[i].delta);
	if (job->target.what != OUTLOOK_NOTHING)
		return (j->o->events != NULL || plan_events(j, job)) &&
		    scenario_events(j, job);
	if (j->hpa && strcmp(jobs_joined(j, job->series->name), "pods") == 0)
		add_event(j, job, job->now + 1, (double)j->hpa_pods);
	else if (j->hpa || j->at_max)
		warn(j->ctx, "%s: not in the plan; the scenario says nothing "
		    "of it", job->series->name);
	return true;
}

/* --- all of them ------------------------------------------------------ */

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct job *)a)->series->name,
	    ((const struct job *)b)->series->name);
}

static bool
make_job(struct jobs *j, struct job *job, const struct history_series *s)
{
	const char *name = jobs_joined(j, s->name);

	*job = (struct job){ .series = s, .now = j->now,
	    .horizon_days = j->o->horizon.set ? j->o->horizon.v :
	    HORIZON_DAYS };
	if (j->facts != NULL)
		outlook_join(&job->target, &j->facts->plan, name);
	job->document = jobs_document(j, name);
	if (job->document != NULL) {
		job->has_size = true;
		job->size = job->document->usable;
	}
	if (!find_capacity(j, job) || !find_level(j, job) ||
	    !find_events(j, job))
		return false;
	jobs_tell_join(j, job, name);
	if (j->o->free && !job->has_size)
		return err_usage(j->ctx->err, "--free: of %s it is not known "
		    "how much there is in all; give --capacity, a plan or a "
		    "describe-subnets document", s->name);
	return true;
}

static bool
has_job(const struct jobs *j, const char *series)
{
	if (histories_find(&j->histories, series) != NULL)
		return true;
	for (size_t i = j->histories.n; i < j->n; i++)
		if (strcmp(j->v[i].series->name, series) == 0)
			return true;
	return false;
}

static void
unknown_events(const struct jobs *j)
{
	for (size_t i = 0; i < j->events.n; i++)
		if (!has_job(j, j->events.v[i].series))
			warn(j->ctx, "%s: an event for %s, which has no "
			    "history", j->o->events, j->events.v[i].series);
}

/* A word that is misspelt there would leave its series without a capacity. */
static void
unknown_capacities(const struct jobs *j)
{
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < j->capacities.n; i++) {
		const char *series = j->capacities.v[i]->series;

		if (has_job(j, series))
			continue;
		if (n++ == 0)
			first = series;
	}
	if (n != 0)
		warn(j->ctx, "%s: a capacity for what has no history: %s%s",
		    j->o->capacity, first, n == 1 ? "" : arena_printf(
		    j->ctx->arena, " and %zu more", n - 1));
}

static bool
read_all(struct jobs *j, int argc, char **argv)
{
	struct ctx *ctx = j->ctx;
	struct documents_talk *talk = arena_new(ctx->arena,
	    struct documents_talk);
	struct history_options *h = arena_new(ctx->arena,
	    struct history_options);

	*talk = facts_talk(ctx);
	*h = (struct history_options){ .skip_bad = j->o->skip_bad,
	    .free = j->o->free, .talk = talk };
	if (j->o->map != NULL &&
	    !history_map_parse(&h->map, j->o->map, ctx->arena, ctx->err))
		return false;
	if (j->o->plan.n != 0) {
		j->facts = arena_new(ctx->arena, struct facts);
		if (!facts_read(j->facts, ctx, &j->o->set, &j->o->types,
		    (int)j->o->plan.n, (char **)j->o->plan.v))
			return false;
	} else if (j->o->set.n != 0)
		return err_usage(ctx->err, "--set needs a --plan");
	return jobs_check_joins(j) && parse_options(j) &&
	    histories_read(&j->histories, (const char *const *)argv,
	    (size_t)argc, h, ctx->arena, ctx->err) && jobs_check_joined(j);
}

/* Series are called as people call subnets and clusters. */
static void
learn(struct jobs *j)
{
	struct map *names = arena_new(j->ctx->arena, struct map);

	for (size_t i = 0; i < j->histories.n; i++)
		redact_learn(j->ctx->redact, j->histories.v[i]->name);
	for (size_t i = 0; i < j->histories.nsubnets; i++)
		if (j->histories.subnets[i].name != NULL)
			redact_learn(j->ctx->redact,
			    j->histories.subnets[i].name);
	for (size_t i = 0; i < j->capacities.n; i++)
		redact_learn(j->ctx->redact, j->capacities.v[i]->series);
	for (size_t i = 0; i < j->events.n; i++)
		redact_learn(j->ctx->redact, j->events.v[i].series);
	*names = j->histories.ids;	/* for errors, which come later */
	j->ctx->redact->more = j->ctx->err->status != EXIT_OK ? names : NULL;
}

/* One for each series, and for what the plan says how it grows. */
static bool
make_jobs(struct jobs *j)
{
	const struct history_series *planned[2];
	size_t n;

	j->v = arena_array(j->ctx->arena, j->histories.n + COUNT(planned),
	    struct job);
	for (; j->n < j->histories.n; j->n++)
		if (!make_job(j, &j->v[j->n], j->histories.v[j->n]))
			return false;
	n = jobs_planned(j, planned);
	for (size_t i = 0; i < n; i++) {
		struct job *job = &j->v[j->n];

		if (histories_find(&j->histories, planned[i]->name) != NULL)
			continue;
		if (!make_job(j, job, planned[i]))
			return false;
		job->planned = true;
		j->n++;
	}
	return true;
}

bool
jobs_read(struct jobs *j, struct ctx *ctx, const struct forecast_cmd *o,
    int argc, char **argv)
{
	*j = (struct jobs){ .ctx = ctx, .o = o };
	if (!read_all(j, argc, argv)) {
		if (ctx->redact != NULL)
			learn(j);
		return false;
	}
	if (ctx->redact != NULL)
		learn(j);
	if (j->histories.rows == 0 && argc != 0)
		return err_cannot(ctx->err, "no sample in the history");
	j->now = argc != 0 ? jobs_now(j) : jobs_clock(j);
	if (!make_jobs(j))
		return false;
	unknown_events(j);
	unknown_capacities(j);
	qsort(j->v, j->n, sizeof(*j->v), by_name);
	if (j->facts != NULL && (j->facts->plan.growth.pods_per_month.set ||
	    j->facts->plan.growth.nodes_per_month.set))
		note(ctx, "growth.pods_per_month and nodes_per_month count "
		    "only where the history says too little");
	return j->n != 0 || err_usage(ctx->err, "give a history: CSV, "
	    "Prometheus or CloudWatch JSON, or dated snapshots; or a --plan "
	    "with growth");
}
