/*
 * mix: several trends, each with how wrong it has been.
 *
 * At origins in the past each method forecasts what is known now.  From its
 * errors come the law by which they grow with the lead, and its weight: the
 * better the backtest, the more of the simulated paths follow it.
 *
 * By the hour, that is of a history of some days, errors at past origins tell
 * nothing of how days differ, and a slope is known as badly as a few days know
 * one: it is drawn to slow growth, for a cluster that is new fills.
 */
#ifndef FORECAST_MIX_H
#define FORECAST_MIX_H

#include "forecast/shape.h"
#include "forecast/stat.h"
#include "forecast/trend.h"

struct arena;

struct member {
	struct trend trend;
	struct law law;			/* variance of the error at lead h */
	double weight;			/* the weights sum to 1 */
	double score;			/* error beside others'; 1: as big */
};

struct mix {
	struct member member[NTRENDS];
	double noise;			/* deviation about the local level */
	size_t *starts, nstarts;	/* of pieces after the first */
	double *step;			/* of the level, at each of them */
	double step_rate;		/* a bucket */
	struct shape shape[SHAPE_MOST];	/* of TREND_SHAPE: a path draws one */
	size_t nshapes;
};

#define MIX_ORIGINS 12
/*
 * method: one alone, or NTRENDS for all.  origins: 2 to MIX_ORIGINS.  n >= 1,
 * and a value is there.
 */
void mix_fit(struct mix *m, const double *y, size_t n, double bucket_days,
    int method, int origins, struct arena *a);
/*
 * The variance of a slope a bucket of hours, for days differ by what hours
 * do not show: that of a least-squares line through as many values, two at
 * least.  A history of hardly a day may be all ups and downs of that day.
 */
double mix_day_doubt(double days, double bucket_days);
/* Weigh again, for one method alone or NTRENDS. */
void mix_only(struct mix *m, int method);

#endif
