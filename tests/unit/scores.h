/*
 * scores: how good forecasts were.
 *
 * Dates are days from now; never is INFINITY.  Points are compared with the
 * values that came.  Sources: pinball loss, Gneiting and Raftery 2007; sMAPE,
 * MASE, OWA and MSIS as in the M4 competition (Makridakis, Spiliotis,
 * Assimakopoulos 2020, IJF 36:54-74).
 */
#ifndef SCORES_H
#define SCORES_H

#include <stddef.h>

#define SCORE_QUANTILES 3		/* 10, 50 and 90 % */
#define SCORE_LEADS 6
extern const double score_leads[SCORE_LEADS];	/* 1 3 7 14 30 90 days */

/* Sums over forecasts of one method; begin with zeros. */
struct date_scores {
	size_t n;			/* forecasts */
	size_t nanswered;
	double pinball;			/* sum of each one's mean */
	size_t nresolved;		/* full within the horizon */
	size_t ncovered;		/* of them, from P10 to P90 */
	double *miss_days;		/* nresolved; room for n from caller */
	/* Of dates within so many days: true, missed; said, not true */
	size_t due[SCORE_LEADS], missed[SCORE_LEADS];
	size_t said[SCORE_LEADS], untrue[SCORE_LEADS];
};

/*
 * The mean over the quantiles of the pinball loss of log2(days + 1 hour),
 * dates being cut at the horizon.
 */
double score_pinball(const double said[SCORE_QUANTILES], double came,
    double horizon);
/* Add one forecast.  A date after the horizon is as good as never. */
void score_date(struct date_scores *s, const double said[SCORE_QUANTILES],
    double came, double horizon);
/* Median absolute error in days of P50, over what came within the horizon. */
double score_median_miss(struct date_scores *s);
/* Shares over all leads together: missed of those due, untrue of those said */
double score_missed(const struct date_scores *s);
double score_false(const struct date_scores *s);

/* Mean of 200 |a - f| / (|a| + |f|), in percent; 0/0 counts 0. */
double score_smape(const double *came, const double *said, size_t n);
/* Mean absolute error over that of seasonal naive inside the past. */
double score_mase(const double *came, const double *said, size_t n,
    const double *past, size_t npast, size_t period);
/* Mean scaled interval score at level 1 - alpha. */
double score_msis(const double *came, const double *lo, const double *hi,
    size_t n, const double *past, size_t npast, size_t period, double alpha);
/* Overall weighted average: against Naive2's sMAPE and MASE. */
double score_owa(double smape, double mase, double smape2, double mase2);

#endif
