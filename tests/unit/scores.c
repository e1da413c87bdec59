#include "scores.h"

#include <math.h>
#include <stdlib.h>

#define HOUR (1.0 / 24)

const double score_leads[SCORE_LEADS] = { 1, 3, 7, 14, 30, 90 };
static const double levels[SCORE_QUANTILES] = { 0.1, 0.5, 0.9 };

double
score_pinball(const double said[SCORE_QUANTILES], double came, double horizon)
{
	double y = log2(fmin(came, horizon) + HOUR), sum = 0;

	for (size_t i = 0; i < SCORE_QUANTILES; i++) {
		double q = log2(fmin(fmax(said[i], 0), horizon) + HOUR);

		sum += y >= q ? levels[i] * (y - q) :
		    (1 - levels[i]) * (q - y);
	}
	return sum / SCORE_QUANTILES;
}

void
score_date(struct date_scores *s, const double said[SCORE_QUANTILES],
    double came, double horizon)
{
	double p50 = said[1] > horizon ? INFINITY : said[1];

	if (came > horizon)
		came = INFINITY;
	s->n++;
	s->pinball += score_pinball(said, came, horizon);
	for (size_t i = 0; i < SCORE_LEADS && score_leads[i] <= horizon;
	    i++) {
		double lead = score_leads[i];

		s->due[i] += came <= lead;
		s->missed[i] += came <= lead && p50 > lead;
		s->said[i] += p50 <= lead;
		s->untrue[i] += p50 <= lead && came > lead;
	}
	if (isinf(came))
		return;
	s->ncovered += said[0] <= came && came <= said[2];
	s->miss_days[s->nresolved++] = fabs(fmin(p50, horizon) - came);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
score_median_miss(struct date_scores *s)
{
	size_t n = s->nresolved;

	if (n == 0)
		return 0;
	qsort(s->miss_days, n, sizeof(double), by_value);
	return (s->miss_days[(n - 1) / 2] + s->miss_days[n / 2]) / 2;
}

static double
share(const size_t *part, const size_t *whole)
{
	size_t a = 0, b = 0;

	for (size_t i = 0; i < SCORE_LEADS; i++) {
		a += part[i];
		b += whole[i];
	}
	return b == 0 ? 0 : (double)a / (double)b;
}

double
score_missed(const struct date_scores *s)
{
	return share(s->missed, s->due);
}

double
score_false(const struct date_scores *s)
{
	return share(s->untrue, s->said);
}

double
score_smape(const double *came, const double *said, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		double whole = fabs(came[i]) + fabs(said[i]);

		sum += whole == 0 ? 0 : 200 * fabs(came[i] - said[i]) / whole;
	}
	return sum / (double)n;
}

/* Mean absolute error of seasonal naive inside the past. */
static double
naive_error(const double *past, size_t npast, size_t period)
{
	double sum = 0;

	for (size_t i = period; i < npast; i++)
		sum += fabs(past[i] - past[i - period]);
	return sum / (double)(npast - period);
}

double
score_mase(const double *came, const double *said, size_t n,
    const double *past, size_t npast, size_t period)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += fabs(came[i] - said[i]);
	return sum / (double)n / naive_error(past, npast, period);
}

double
score_msis(const double *came, const double *lo, const double *hi, size_t n,
    const double *past, size_t npast, size_t period, double alpha)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += hi[i] - lo[i] +
		    2 / alpha * fmax(0, lo[i] - came[i]) +
		    2 / alpha * fmax(0, came[i] - hi[i]);
	return sum / (double)n / naive_error(past, npast, period);
}

double
score_owa(double smape, double mase, double smape2, double mase2)
{
	return (smape / smape2 + mase / mase2) / 2;
}
