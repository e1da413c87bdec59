/*
 * Series a second of the forecast's engine: 200 daily points each, 1,000
 * paths of 365 days, every method and the backtest; without and with the
 * table of points; and Theta alone, whose histories and answers go to DIR
 * for R's thetaf.  CPU time of one thread, the least of three rounds.
 * usage: forecast-speed DIR SERIES
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/points.h"
#include "forecast/random.h"

#define DAYS 200
#define AHEAD 365
#define ROUNDS 3
#define FIRST ((int64_t)20000 * FORECAST_DAY)
#define NOW (FIRST + (int64_t)DAYS * FORECAST_DAY)

/* Growth, a week, noise; in some a step or surges. */
static void
draw(double *y, int k)
{
	struct random r;

	random_start(&r, 1, k);
	for (int i = 0; i < DAYS; i++) {
		double v = 300 + k % 50 + i * (k % 7) / 4.0;

		v += k % 3 == 0 ? 15 * sin(2 * M_PI * i / 7) : 0;
		v += k % 5 == 0 && i > DAYS / 2 ? 60 : 0;
		v += k % 4 == 0 && i % 30 < 2 ? 80 : 0;
		y[i] = floor(v + 5 * random_normal(&r));
	}
}

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void
run_all(const double *y, bool points)
{
	struct arena a = ARENA_INIT;
	struct sample v[DAYS];
	struct series s = { "bench", v, DAYS };
	struct forecast_options o = { .now = NOW, .capacity = 900,
	    .horizon = (int64_t)AHEAD * FORECAST_DAY, .paths = 1000,
	    .points = points ? AHEAD : 0, .backtest = true };
	const struct forecast *f;

	for (int i = 0; i < DAYS; i++)
		v[i] = (struct sample){ FIRST + (int64_t)i * FORECAST_DAY,
		    y[i] };
	f = forecast_run(&s, &o, &a);
	if (f->status == FORECAST_NOT_ENOUGH_HISTORY || f->nbacktest == 0 ||
	    f->npoints != o.points)
		abort();
	arena_clear(&a);
}

static void
theta(const double *y, double *out)
{
	struct arena a = ARENA_INIT;
	struct points_memory memory = { 0 };
	struct points_series s = { y, DAYS, { 7, 0 } };

	points_forecast(&s, POINTS_THETA, &memory, AHEAD, out, &a);
	arena_clear(&a);
}

enum what { PLAIN, POINTS, THETA, NWHATS };

static double
least(enum what w, const double *y, double *out, int n)
{
	double best = INFINITY;

	for (int round = 0; round < ROUNDS; round++) {
		double start = cpu();

		for (int k = 0; k < n; k++)
			if (w == THETA)
				theta(y + k * DAYS, out + k * AHEAD);
			else
				run_all(y + k * DAYS, w == POINTS);
		best = fmin(best, cpu() - start);
	}
	return best;
}

/* A line a series. */
static bool
put(const char *dir, const char *name, const double *v, int n, int each)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "w")) == NULL)
		return false;
	for (int i = 0; i < n * each; i++)
		fprintf(f, "%.17g%c", v[i], i % each == each - 1 ? '\n' : ',');
	return fclose(f) == 0;
}

int
main(int argc, char **argv)
{
	static const char *const names[NWHATS] = {
		"all methods, backtest", "the same, 365 points", "theta alone"
	};
	int n = argc == 3 ? atoi(argv[2]) : 0;
	struct arena a = ARENA_INIT;
	double *y, *out, seconds = 0;

	if (n <= 0 || n > 100000)
		return 2;
	y = arena_array(&a, (size_t)n * DAYS, double);
	out = arena_array(&a, (size_t)n * AHEAD, double);
	for (int k = 0; k < n; k++)
		draw(y + k * DAYS, k);
	for (int w = 0; w < NWHATS; w++) {
		seconds = least(w, y, out, n);
		printf("%-24s %10.1f series a second of CPU\n", names[w],
		    n / seconds);
	}
	if (!put(argv[1], "y.csv", y, n, DAYS) ||
	    !put(argv[1], "theta.csv", out, n, AHEAD) ||
	    !put(argv[1], "seconds", &seconds, 1, 1))
		return 1;
	arena_clear(&a);
	return 0;
}
