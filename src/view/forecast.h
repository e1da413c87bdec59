/*
 * forecast: when series run out, as tables.
 *
 * "exhaustion" has a row a series; "forecast" what is to be expected step by
 * step, "backtest" how methods would have done, "series" what was found in
 * the history, "by_day" the probability of each day, "plot" a picture of 80
 * columns in ASCII.  Rows are copied, so a forecast may die after each call.
 */
#ifndef VIEW_FORECAST_H
#define VIEW_FORECAST_H

#include "forecast/forecast.h"
#include "report/doc.h"

/* Which of the tables are to be made: bits. */
enum forecast_tables { FORECAST_EXHAUSTION = 1, FORECAST_POINTS = 2,
    FORECAST_BACKTEST = 4, FORECAST_SERIES = 8, FORECAST_BY_DAY = 16,
    FORECAST_PLOT = 32 };

#define FORECAST_GATE_NAMES 5

extern const char *const forecast_tables[];	/* keys, in that order */

/* One series: what was answered, and about what. */
struct forecast_entry {
	const struct forecast *f;
	const char *name;		/* of the series' subnet, or NULL */
	const char *resource;		/* "addresses"; NULL: unknown */
	const char *scope;		/* "subnet/private-a", or NULL */
	bool has_capacity;		/* else there are no dates */
	double capacity;		/* before any threshold */
	const char *why;		/* there is no capacity */
	bool planned;			/* f is no measurement's */
};

struct view_forecast {
	struct doc *doc;
	unsigned tables;
	struct table *t[6];
	/* for the verdict */
	size_t n, nfull, nanswered;
	size_t nforecast;		/* with or without a capacity */
	bool plain;			/* no reason need be read */
	bool any_threshold, any_scope, any_name;
	int64_t soonest;
	const char *first, *first_resource;
	uint64_t horizon_days;
	struct forecast_gate {
		const char *names[FORECAST_GATE_NAMES];
		size_t n;		/* series that failed, named or not */
		int64_t by;		/* FORECAST_NEVER: not one date */
	} gate;
};

void view_forecast(struct view_forecast *v, struct doc *d, unsigned tables);
void view_forecast_add(struct view_forecast *v,
    const struct forecast_entry *e);
/* The series may be full before `by` with more than what is accepted. */
void view_forecast_fails(struct view_forecast *v, const char *series,
    int64_t by);
/* All series were added; the verdict ends with those that fail. */
void view_forecast_end(struct view_forecast *v, uint64_t min_days,
    double risk);

/*
 * The picture: the history's maxima, the median and the 80 % band, what counts
 * as full, and events.  f has FORECAST_PLOT_FUTURE points that cover its
 * horizon.
 */
#define FORECAST_PLOT_FUTURE 32
void view_forecast_plot(struct view_forecast *v,
    const struct forecast_entry *e, const struct series *history,
    const struct forecast_options *o);

#endif
