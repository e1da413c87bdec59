/*
 * Point forecasts and 95 % intervals on series of the M4 competition.
 * usage: forecast-m4 weekly|hourly|daily|daily-4 TRAIN.csv [TEST.csv|- [LAST [ORIGINS]]]
 *
 * Without TEST: at ORIGINS (2) origins inside TRAIN, one horizon apart; what
 * constants were tuned on.  LAST: only so many values before each origin are
 * known (0: all).  OWA is against Naive2, scores as in scores.h; a history that
 * never changed has no scale, and counts for sMAPE and the intervals only.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/combine.h"
#include "forecast/decompose.h"
#include "scores.h"

#define MOST 20000
#define LEADS 48
#define COUNT(v) (sizeof(v) / sizeof *(v))
#define NSAYERS (NPOINTS + 2)
#define COMBINED NPOINTS
#define NAIVE2 (NPOINTS + 1)

static const struct frequency {
	const char *name;
	size_t leads, period[POINTS_PERIODS], naive_period;
} frequencies[] = {
	{ "weekly", 13, { 52, 0 }, 1 },
	{ "hourly", 48, { 24, 168 }, 24 },
	{ "daily", 14, { 7, 0 }, 1 },
	{ "daily-4", 4, { 0 }, 1 },
};

struct sums {
	double smape[NSAYERS], mase[NSAYERS], msis, inside;
	size_t n, scaled;		/* scaled: of these, not constant */
};

static size_t
read_row(FILE *f, double *v)
{
	static char line[1 << 20];
	size_t n = 0;
	char *p, *end;

	if (f == NULL || fgets(line, sizeof(line), f) == NULL)
		return 0;
	for (p = strchr(line, ','); p != NULL && *p == ','; p = end) {
		p += 1 + (p[1] == '"');
		v[n] = strtod(p, &end);
		if (end == p || n == MOST)
			break;
		n++;
		end += *end == '"';
	}
	return n;
}

static void
naive2(const double *y, size_t n, size_t m, size_t leads, double *out,
    struct arena *a)
{
	double *season = arena_array(a, m, double);
	bool seasonal = m > 1 && season_is_there(y, n, m);

	if (seasonal)
		season_classical(y, n, m, true, season, a);
	for (size_t h = 0; h < leads; h++)
		out[h] = seasonal ? y[n - 1] / season[(n - 1) % m] *
		    season[(n + h) % m] : y[n - 1];
}

static bool
constant(const double *y, size_t n, size_t period)
{
	for (size_t i = period; i < n; i++)
		if (y[i] != y[i - period])
			return false;
	return true;
}

static void
score(struct sums *s, const struct frequency *q, const double *past, size_t n,
    size_t last, const double *came)
{
	struct arena a = ARENA_INIT;
	size_t known = last > 0 && last < n ? last : n;
	struct points_series x = { past + n - known, known,
	    { q->period[0], q->period[1] } };
	struct interval v[LEADS];
	double said[LEADS], lo[LEADS], hi[LEADS];
	bool scaled = !constant(past, n, q->naive_period);

	combine_forecast(&x, q->leads, v);
	for (size_t k = 0; k < NSAYERS; k++) {
		struct points_memory memory = { 0 };

		if (k < NPOINTS)
			points_forecast(&x, k, &memory, q->leads, said, &a);
		if (k == NAIVE2)
			naive2(x.y, x.n, q->naive_period, q->leads, said, &a);
		for (size_t h = 0; h < q->leads && k == COMBINED; h++) {
			said[h] = v[h].mean;
			lo[h] = v[h].lo95;
			hi[h] = v[h].hi95;
			s->inside += (lo[h] <= came[h] && came[h] <= hi[h]) /
			    (double)q->leads;
		}
		s->smape[k] += score_smape(came, said, q->leads);
		if (scaled)
			s->mase[k] += score_mase(came, said, q->leads, past,
			    n, q->naive_period);
	}
	if (scaled)
		s->msis += score_msis(came, lo, hi, q->leads, past, n,
		    q->naive_period, 0.05);
	s->scaled += scaled;
	s->n++;
	arena_clear(&a);
}

static void
report(const struct sums *s, const char *name)
{
	printf("%s: %zu forecasts\n%-12s%8s%8s%8s\n", name, s->n, "method",
	    "sMAPE", "MASE", "OWA");
	for (size_t k = 0; k < NSAYERS; k++)
		printf("%-12s%8.3f%8.3f%8.3f\n", k == COMBINED ? "ipplan" :
		    k == NAIVE2 ? "naive2" : points_name(k),
		    s->smape[k] / s->n, s->mase[k] / s->scaled,
		    score_owa(s->smape[k], s->mase[k], s->smape[NAIVE2],
		    s->mase[NAIVE2]));
	printf("ipplan: MSIS %.3f, 95 %% intervals hold %.1f %%\n",
	    s->msis / s->scaled, 100 * s->inside / s->n);
}

int
main(int argc, char **argv)
{
	static double y[MOST], test[MOST];
	const struct frequency *q = NULL;
	FILE *f = argc > 2 ? fopen(argv[2], "r") : NULL, *g = NULL;
	struct sums s = { 0 };
	size_t n, last = 0, origins = 2;

	for (size_t i = 0; i < COUNT(frequencies) && argc > 2; i++)
		if (strcmp(argv[1], frequencies[i].name) == 0)
			q = &frequencies[i];
	if (q == NULL || f == NULL) {
		fprintf(stderr, "usage: forecast-m4 "
		    "weekly|hourly|daily|daily-4 TRAIN.csv [TEST.csv|- [LAST [ORIGINS]]]\n");
		return 2;
	}
	if (argc > 3 && strcmp(argv[3], "-") != 0 &&
	    (g = fopen(argv[3], "r")) == NULL) {
		perror(argv[3]);
		return 2;
	}
	if (argc > 4)
		last = strtoul(argv[4], NULL, 10);
	if (argc > 5)
		origins = strtoul(argv[5], NULL, 10);
	read_row(f, y);			/* the header */
	read_row(g, test);
	while ((n = read_row(f, y)) > 0) {
		if (g != NULL && read_row(g, test) == q->leads)
			score(&s, q, y, n, last, test);
		for (size_t k = 1; g == NULL && k <= origins; k++)
			if (n > k * q->leads + 40)
				score(&s, q, y, n - k * q->leads, last,
				    y + n - k * q->leads);
	}
	report(&s, q->name);
	return 0;
}
