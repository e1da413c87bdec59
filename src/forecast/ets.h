/*
 * ets: exponential smoothing with additive errors.
 *
 * ANN (simple), AAN (Holt), AAdN (damped), and each with a season: AAdA.  With
 * e = y - (l + phi b + s[t - m]):  l = l + phi b + alpha e,
 * b = phi b + beta e,  s[t] = s[t - m] + gamma e.  1e-4 <= alpha <= 0.9999,
 * beta <= alpha, gamma <= 1 - alpha, 0.8 <= phi <= 0.98.  Fitted by least
 * squares of e; the first level and slope with the rest, the first season
 * from the first cycles.
 * (Hyndman, Koehler, Snyder, Grose 2002, IJF 18:439.)
 */
#ifndef FORECAST_ETS_H
#define FORECAST_ETS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct ets {
	bool trend, damped;
	size_t period;			/* 1: no season */
	double alpha, beta, gamma, phi;
	double level0, slope0;		/* before the first value */
	double level, slope;		/* after the last */
	double *season;			/* of lead h: [(h - 1) % period] */
	double sse;
	double aicc;
};

/* y has no NaN; n >= 3, and n >= 2 period with a season. */
void ets_fit(struct ets *e, const double *y, size_t n, bool trend,
    bool damped, size_t period, struct arena *a);
/* The one of ANN, AAN, AAdN with the least AICc, with the season given. */
void ets_choose(struct ets *e, const double *y, size_t n, size_t period,
    struct arena *a);
/* The parameters of `like`, run over these values: for shorter histories. */
void ets_update(struct ets *e, const struct ets *like, const double *y,
    size_t n, struct arena *a);
double ets_at(const struct ets *e, size_t lead);

#endif
