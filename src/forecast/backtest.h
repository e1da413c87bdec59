/*
 * backtest: how dates said in the past of a series would have turned out.
 *
 * At past origins, with nothing later known, levels are given as capacity:
 * some that were later reached, and one that was not.  What the simulation
 * says is held against what came, beside what simpler methods say there.
 */
#ifndef FORECAST_BACKTEST_H
#define FORECAST_BACKTEST_H

#include "forecast/forecast.h"
#include "forecast/grid.h"

struct arena;

enum backtest_sayer {
	SAY_MIX,		/* all members */
	SAY_ROBUST,		/* Theil-Sen's line alone, simulated */
	SAY_LINEAR,		/* predict_linear: least squares, samples */
	SAY_NAIVE,		/* it stays as it is: never */
	NSAYERS
};

/* Times are seconds after the origin; INFINITY: not within `known`. */
struct said {
	double p10, p50, p90;
};

struct trial {
	double known;			/* from the origin to now */
	double came;
	struct said said[NSAYERS];
};

struct backtest {
	struct trial *trials;
	size_t n;
};

/* method: of the mix (NTRENDS: all).  n is 0 on too little history. */
void backtest_run(struct backtest *b, const struct history *h,
    const struct grid *g, int method, uint64_t seed, struct arena *a);
/* Rows to print, in the order of the sayers. */
void backtest_rows(const struct backtest *b, struct forecast_backtest *rows,
    struct arena *scratch);

/*
 * Conformal: the factor by which the errors of the paths are to be multiplied
 * so that 80 % of the truths would have lain within P10 to P90; drawn to 1 by
 * as much as the trials are few, for they are of few origins.  Factors of the
 * errors, not of the dates: a greater capacity is then still never earlier.
 * 1 of sayers that say but one date.
 */
double backtest_spread(const struct backtest *b, enum backtest_sayer sayer,
    struct arena *scratch);

#endif
