#include <math.h>
#include <stdbool.h>

#include "base/arena.h"
#include "forecast/pelt.h"
#include "forecast/stat.h"

#define FAR 7		/* values apart: alike by their level only */

/* Sums over y[0 .. i), so that the cost of any piece is O(1). */
struct sums {
	double n, t, y, tt, ty, yy;
};

static void
sum_up(struct sums *s, const double *y, size_t n)
{
	s[0] = (struct sums){ 0 };
	for (size_t i = 0; i < n; i++) {
		double t = i;

		s[i + 1] = s[i];
		if (isnan(y[i]))
			continue;
		s[i + 1].n++;
		s[i + 1].t += t;
		s[i + 1].y += y[i];
		s[i + 1].tt += t * t;
		s[i + 1].ty += t * y[i];
		s[i + 1].yy += y[i] * y[i];
	}
}

/* Squares about the least-squares line of y[i .. j). */
static double
cost(const struct sums *a, const struct sums *b)
{
	double n = b->n - a->n, t = b->t - a->t, y = b->y - a->y;
	double stt, sty, syy, of = 1 / n;

	if (n < 2)
		return 0;
	stt = b->tt - a->tt - t * t * of;
	sty = b->ty - a->ty - t * y * of;
	syy = b->yy - a->yy - y * y * of;
	if (stt > 0)
		syy -= sty * sty / stt;
	return syy > 0 ? syy : 0;
}

/* What the division of y[0 .. j) needs. */
struct divide {
	const struct sums *s;
	double *best, *with;		/* best total; total with live[i] */
	size_t *from, *live, *until;	/* until: 0 is no end */
	size_t nlive, least;
	double penalty;
};

/*
 * Find the best start of the last piece of y[0 .. j).  A start that is worse
 * than a change at j stays worse, but only once a piece from j may end.
 */
static void
divide_at(struct divide *d, size_t j, bool last)
{
	size_t keep = 0;

	d->best[j] = INFINITY;
	for (size_t i = 0; i < d->nlive; i++) {
		size_t at = d->live[i];
		bool whole = at == 0 && last;

		d->with[i] = -INFINITY;
		if (j - at < d->least && !whole)
			continue;
		d->with[i] = d->best[at] + cost(&d->s[at], &d->s[j]);
		if (d->with[i] + d->penalty < d->best[j]) {
			d->best[j] = d->with[i] + d->penalty;
			d->from[j] = at;
		}
	}
	for (size_t i = 0; i < d->nlive; i++) {
		size_t at = d->live[i];

		if (d->until[at] == 0 && d->with[i] > d->best[j])
			d->until[at] = j + d->least;
		if (d->until[at] == 0 || j < d->until[at])
			d->live[keep++] = at;
	}
	if (isfinite(d->best[j]))
		d->live[keep++] = j;
	d->nlive = keep;
}

size_t
pelt_lines(const double *y, size_t n, size_t least, double penalty,
    size_t *starts, struct arena *a)
{
	struct sums *s = arena_array(a, n + 1, struct sums);
	struct divide d = {
		.s = s,
		.best = arena_array(a, n + 1, double),
		.with = arena_array(a, n + 1, double),
		.from = arena_array(a, n + 1, size_t),
		.live = arena_array(a, n + 1, size_t),
		.until = arena_array(a, n + 1, size_t),
		.nlive = 1,
		.least = least,
		.penalty = penalty,
	};
	size_t k = 0;

	sum_up(s, y, n);
	d.best[0] = -penalty;
	for (size_t j = 1; j <= n; j++)
		divide_at(&d, j, j == n);
	for (size_t j = n; d.from[j] > 0; j = d.from[j])
		k++;
	for (size_t j = n, i = k; d.from[j] > 0; j = d.from[j])
		starts[--i] = d.from[j];
	return k;
}

/* Robust variance of what changes within so many values. */
static double
variance_of_change(const double *y, size_t n, size_t lag, double *work)
{
	size_t k = 0;
	double d;

	for (size_t i = lag; i < n; i++)
		if (!isnan(y[i]) && !isnan(y[i - lag]))
			work[k++] = y[i] - y[i - lag];
	d = stat_mad(work, k);
	return d * d;
}

double
pelt_penalty(const double *y, size_t n, struct arena *a)
{
	double *work = arena_array(a, n, double), near, far, rho, effective;

	near = variance_of_change(y, n, 1, work);
	far = fmax(near, variance_of_change(y, n, FAR, work));
	rho = far > 0 ? fmin(0.9, 1 - near / far) : 0;
	effective = fmax(2, n * (1 - rho) / (1 + rho));
	return 4 * log(effective) * far / 2 * (1 + rho) / (1 - rho);
}
