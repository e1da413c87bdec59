/*
 * forecast: what each series of a history is forecast against.
 *
 * Shared by cmd-forecast.c, forecast-jobs.c and forecast-now.c; nobody else's.
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

/*
 * --now, else the time of the latest sample.  Samples that lie far after all
 * others, see series_apart(), are not it; they are warned of.
 */
int64_t jobs_now(const struct jobs *j);

#endif
