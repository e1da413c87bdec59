#include "forecast-peers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

struct points {
	size_t n;
	double *x, *y;			/* days from now, addresses */
};

static void
points_free(struct points *p)
{
	free(p->x);
	free(p->y);
}

static struct points
points_room(size_t n)
{
	struct points p = { 0, calloc(n + 1, sizeof(double)),
	    calloc(n + 1, sizeof(double)) };

	if (p.x == NULL || p.y == NULL)
		abort();
	return p;
}

/* Samples of the last so many days. */
static struct points
samples(const struct drawn_history *h, double days)
{
	struct points p = points_room(h->n);

	for (size_t i = 0; i < h->n; i++) {
		double x = (double)(h->t[i] - h->now) / DAY_S;

		if (x < -days || isnan(h->used[i]))
			continue;
		p.x[p.n] = x;
		p.y[p.n++] = h->used[i];
	}
	return p;
}

/* The most of each day, placed at its end. */
static struct points
daily_most(const struct drawn_history *h)
{
	struct points all = samples(h, INFINITY), p;
	size_t ndays = 1;

	for (size_t i = 0; i < all.n; i++)
		if ((size_t)-all.x[i] + 1 > ndays)
			ndays = (size_t)-all.x[i] + 1;
	p = points_room(ndays);
	for (size_t d = 0; d < ndays; d++)
		p.y[d] = NAN;
	for (size_t i = 0; i < all.n; i++) {
		size_t d = ndays - 1 - (size_t)-all.x[i];

		p.y[d] = fmax(p.y[d], all.y[i]);
	}
	for (size_t d = 0; d < ndays; d++) {
		if (isnan(p.y[d]))
			continue;
		p.x[p.n] = -(double)(ndays - 1 - d);
		p.y[p.n++] = p.y[d];
	}
	points_free(&all);
	return p;
}

/* Least squares: y = a + b x.  False: no line through these. */
static bool
line(const struct points *p, double *a, double *b)
{
	double n = (double)p->n, sx = 0, sy = 0, sxx = 0, sxy = 0, det;

	for (size_t i = 0; i < p->n; i++) {
		sx += p->x[i];
		sy += p->y[i];
		sxx += p->x[i] * p->x[i];
		sxy += p->x[i] * p->y[i];
	}
	det = n * sxx - sx * sx;
	if (p->n < 2 || det <= 0)
		return false;
	*b = (n * sxy - sx * sy) / det;
	*a = (sy - *b * sx) / n;
	return true;
}

static void
all_three(double said[3], double days)
{
	said[0] = said[1] = said[2] = days;
}

/* When the line, which begins at a now, is at the capacity. */
static void
crossing(const struct points *p, double capacity, double said[3])
{
	double a, b;

	if (!line(p, &a, &b))
		all_three(said, INFINITY);
	else if (a >= capacity)
		all_three(said, 0);
	else
		all_three(said, b <= 0 ? INFINITY : (capacity - a) / b);
}

static void
of_samples(const struct drawn_history *h, double days, double said[3])
{
	struct points p = samples(h, days);

	crossing(&p, h->capacity, said);
	points_free(&p);
}

static void
predict_linear(const struct drawn_history *h, double said[3])
{
	of_samples(h, INFINITY, said);
}

static void
predict_linear_7d(const struct drawn_history *h, double said[3])
{
	of_samples(h, 7, said);
}

/* As Netdata's "out of space" alarms: the speed of the last hour. */
static void
last_hour(const struct drawn_history *h, double said[3])
{
	of_samples(h, fmax(1.0 / 24, 1.5 * (double)h->step_s / DAY_S), said);
}

static void
line_of_daily_most(const struct drawn_history *h, double said[3])
{
	struct points p = daily_most(h);

	crossing(&p, h->capacity, said);
	points_free(&p);
}

/*
 * When centre + drift h + z sd sqrt(h) first passes the capacity, for the
 * z of 90, 50 and 10 %.
 */
static void
by_band(double said[3], double level, double drift, double sd,
    const struct drawn_history *h)
{
	static const double z[3] = { 1.2816, 0, -1.2816 };

	for (size_t i = 0; i < 3; i++) {
		said[i] = INFINITY;
		for (double d = 0.25; d <= h->horizon_days; d += 0.25)
			if (level + drift * d + z[i] * sd * sqrt(d) >=
			    h->capacity) {
				said[i] = d;
				break;
			}
	}
}

/* Tomorrow is like today: a random walk of the daily most. */
static void
naive(const struct drawn_history *h, double said[3])
{
	struct points p = daily_most(h);
	double sum = 0;

	for (size_t i = 1; i < p.n; i++)
		sum += (p.y[i] - p.y[i - 1]) * (p.y[i] - p.y[i - 1]) /
		    (p.x[i] - p.x[i - 1]);
	by_band(said, p.n != 0 ? p.y[p.n - 1] : 0, 0,
	    p.n > 1 ? sqrt(sum / (double)(p.n - 1)) : 0, h);
	points_free(&p);
}

/* Errors of simple smoothing; the last level in *level. */
static double
smooth(const struct points *p, double alpha, double *level)
{
	double sum = 0;

	*level = p->y[0];
	for (size_t i = 1; i < p->n; i++) {
		double e = p->y[i] - *level;

		sum += e * e;
		*level += alpha * e;
	}
	return sum;
}

/* Theta as smoothing with half the slope (Hyndman and Billah 2003). */
static void
theta(const struct drawn_history *h, double said[3])
{
	struct points p = daily_most(h);
	double best = INFINITY, alpha = 1, level, a, b, sd;

	for (double x = 0.02; x < 1 && p.n > 1; x += 0.02) {
		double e = smooth(&p, x, &level);

		if (e < best) {
			best = e;
			alpha = x;
		}
	}
	if (!line(&p, &a, &b))
		all_three(said, INFINITY);
	else {
		smooth(&p, alpha, &level);
		sd = sqrt(best / (double)(p.n - 1));
		by_band(said, level + b / 2 * (1 / alpha - 1), b / 2, sd, h);
	}
	points_free(&p);
}

/* The true process without its noise. */
static void
peak_curve(const struct drawn_history *h, double said[3])
{
	all_three(said, h->smooth == HISTORY_NEVER ? INFINITY :
	    (double)(h->smooth - h->now) / DAY_S);
}

const struct peer peers[] = {
	{ "predict-linear", predict_linear },
	{ "predict-linear-7d", predict_linear_7d },
	{ "last-hour", last_hour },
	{ "line-of-daily-most", line_of_daily_most },
	{ "naive", naive },
	{ "theta", theta },
	{ "peak-curve", peak_curve },
};
const size_t npeers = sizeof(peers) / sizeof(peers[0]);
