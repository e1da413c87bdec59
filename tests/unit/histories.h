/*
 * histories: usage of a subnet over time, from processes that are known.
 *
 * What a forecast is measured on.  A history is drawn from one of the kinds
 * below, with parameters from the seed, and the process is then run on past
 * "now", so that the date on which usage first reaches the capacity is known.
 * The capacity is above the last week's most: it is what another future of
 * the same process reaches by a time drawn evenly on a logarithmic scale, or
 * a share more than recent usage; never what this future does.
 *
 * Most have a working day with steep edges, and now is in its morning, when
 * load rises and the slope of the last hour says nothing of the next month.
 * Most are sampled each hour or quarter of one, over weeks or months.
 *
 * Beside the true date stand the best that anyone could say, quantiles of the
 * date over other futures of the same process (its parameters and its state
 * known), and the date of the process without chance, which is mostly late:
 * one peak is enough to be full.
 *
 * The parameters are such that methods in use today score close to what they
 * do on the data behind the project's aims (mean pinball loss as in
 * bench/forecast: predict_linear 1.52, over 7 days 1.81, slope of the last
 * hour 3.68, least squares on daily maxima 1.19, R's ets 0.57, without chance
 * 0.61, the process itself 0.19).  Where those do well any method does.
 *
 * Same seed, kind and index: the same history, wherever it stands among
 * others.  Memory comes from the arena given.
 */
#ifndef HISTORIES_H
#define HISTORIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum history_kind { HISTORY_LINEAR, HISTORY_SEASONAL, HISTORY_EXPONENTIAL,
    HISTORY_SATURATING, HISTORY_STEPPED, HISTORY_SLOPE_CHANGE,
    HISTORY_TENANTS, HISTORY_SURGES, HISTORY_BURSTS, HISTORY_DIRTY,
    HISTORY_FLAT, HISTORY_DECLINE, HISTORY_WALK, HISTORY_SHORT,
    HISTORY_EVENTS, HISTORY_MINUTES, HISTORY_CHURN, HISTORY_MIXED,
    HISTORY_KINDS };

extern const char *const history_kinds[HISTORY_KINDS];	/* "linear" */

#define HISTORY_NEVER INT64_MAX		/* not within the horizon */
#define HISTORY_EVENTS_MAX 4
#define HISTORY_QUANTILES 3		/* 10, 50 and 90 % */

struct history_event {
	int64_t t;
	double delta;			/* addresses, may be negative */
};

struct drawn_history {
	char name[48];			/* "linear-7" */
	enum history_kind kind;
	int64_t now;			/* time of the last sample */
	int64_t step_s;
	unsigned horizon_days;
	double capacity;
	size_t n;			/* rows; HISTORY_DIRTY: in no order */
	int64_t *t;
	double *used;			/* NaN: nothing was measured */
	struct history_event events[HISTORY_EVENTS_MAX];	/* known ones */
	size_t nevents;
	int64_t full;			/* first sample at or over capacity */
	int64_t smooth;			/* the same without chance */
	int64_t best[HISTORY_QUANTILES];	/* when npaths is not 0 */
};

void history_make(struct drawn_history *h, uint64_t seed,
    enum history_kind kind, size_t index, size_t npaths, struct arena *a);

#endif
