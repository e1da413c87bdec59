/*
 * forecast: what each series of a history is forecast against.
 *
 * Shared by cmd-forecast.c, forecast-growth.c, forecast-jobs.c, forecast-join.c
 * and forecast-now.c; nobody else's.
 */
#ifndef CLI_FORECAST_H
#define CLI_FORECAST_H

#include "capacity/outlook.h"
#include "cli/facts.h"
#include "forecast/forecast.h"
#include "ingest/history.h"

struct forecast_cmd {
	const char *capacity, *events, *map, *method, *risk, *step,
	    *threshold;
	struct opt_u64 horizon, min_days, paths;
	struct opt_list join, plan, scenario, set, types;
	bool by_day, free, plot, skip_bad;
};

/* "90%", "200", "3nodes" */
enum threshold { THRESHOLD_NONE, THRESHOLD_SHARE, THRESHOLD_COUNT,
    THRESHOLD_NODES };

struct job {
	const struct history_series *series;
	struct outlook_target target;
	const struct history_subnet *document;	/* by a snapshot; or NULL */
	const char *resource, *scope;
	bool has_capacity;
	double capacity;		/* of the resource */
	double size;			/* what used and free add up to */
	bool has_size;
	double level;			/* capacity, or the threshold */
	const char *why;		/* there is no capacity */
	struct forecast_event *events;
	size_t nevents;
	int64_t now;
	uint64_t horizon_days;
	bool planned;			/* no history: the plan's growth */
};

struct jobs {
	struct ctx *ctx;
	const struct forecast_cmd *o;
	struct histories histories;
	struct history_capacities capacities;	/* of --capacity FILE */
	bool has_capacities, has_capacity;
	double capacity;		/* of --capacity N */
	struct history_events events;
	struct facts *facts;		/* of --plan, or NULL */
	enum threshold threshold;
	double threshold_value;
	bool at_max;			/* --scenario group-max */
	bool hpa;
	uint64_t hpa_pods;		/* --scenario hpa-max=FILE */
	int64_t now;
	struct job *v;			/* by name of the series */
	size_t n;
};

/* Read all that the options and operands name.  False: err is set. */
bool jobs_read(struct jobs *j, struct ctx *ctx, const struct forecast_cmd *o,
    int argc, char **argv);

/* With a plan only. */
struct outlook jobs_outlook(struct jobs *j);

/* What --join says that the series is, or its name. */
const char *jobs_joined(const struct jobs *j, const char *series);
/* The describe-subnets document of what is called so, or NULL. */
const struct history_subnet *jobs_document(const struct jobs *j,
    const char *name);
/* Warn when a series, called name, is joined to nothing or not to all. */
void jobs_tell_join(const struct jobs *j, const struct job *job,
    const char *name);
/* Are the --join well-formed; and, after reading, is all there? */
bool jobs_check_joins(const struct jobs *j);
bool jobs_check_joined(const struct jobs *j);

/*
 * --now, else the time of the latest sample.  Samples that lie far after all
 * others, see series_apart(), are not it; they are warned of.
 */
int64_t jobs_now(const struct jobs *j);
/* Without any sample: --now, the documents' time, or the wall clock. */
int64_t jobs_clock(const struct jobs *j);

/*
 * The series of the plan that no history could tell of, into v, which has room
 * for two: pods and nodes, if the plan says how they grow, and no job is about
 * what would grow with them.
 */
size_t jobs_planned(const struct jobs *j, const struct history_series **v);

/*
 * f, or where that has not enough history and the plan says how fast the
 * series grows, what follows from it.  The context's err is set if the plan
 * cannot be answered.
 */
const struct forecast *jobs_grow(struct jobs *j, const struct job *job,
    const struct forecast_options *o, const struct forecast *f,
    struct arena *a);

#endif
