#include <math.h>
#include <stdbool.h>

#include "base/arena.h"
#include "forecast/pelt.h"
#include "forecast/stat.h"

#define FAR 7		/* values apart: alike by their level only */
#define LANES 4

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

/* Starts from which a piece may end now: several side by side. */
struct starts {
	double n[LANES], t[LANES], y[LANES];
	double tt[LANES], ty[LANES], yy[LANES];
	double best[LANES];		/* least total of what is before */
	double with[LANES];		/* and of the piece that ends now */
	size_t at[LANES], until[LANES];	/* until: 0 is no end */
};

/*
 * The piece's share: squares about the least-squares line of y[at .. end).
 * Of fewer than two values it is 0: stt is 0 then, or not a number.
 */
static void
add_piece(struct starts *s, struct sums end)
{
	for (int k = 0; k < LANES; k++) {
		double n = end.n - s->n[k], t = end.t - s->t[k];
		double y = end.y - s->y[k], of = 1 / n;
		double stt = end.tt - s->tt[k] - t * t * of;
		double sty = end.ty - s->ty[k] - t * y * of;
		double syy = end.yy - s->yy[k] - y * y * of;
		double left = syy - sty * sty / stt;

		s->with[k] = s->best[k] + (left > 0 ? left : 0);
	}
}

/* What the division of y[0 .. j) needs. */
struct divide {
	const struct sums *s;
	double *best;			/* total of y[0 .. j) */
	size_t *from;			/* where its last piece begins */
	struct starts *live;		/* ascending */
	size_t nlive, least;
	double penalty;
};

static void
push(struct divide *d, size_t at)
{
	struct starts *s = &d->live[d->nlive / LANES];
	const struct sums *sums = &d->s[at];
	size_t k = d->nlive++ % LANES;

	s->n[k] = sums->n;
	s->t[k] = sums->t;
	s->y[k] = sums->y;
	s->tt[k] = sums->tt;
	s->ty[k] = sums->ty;
	s->yy[k] = sums->yy;
	s->best[k] = d->best[at];
	s->at[k] = at;
	s->until[k] = 0;
}

/* Find the best start of the last piece of y[0 .. j). */
static void
try_starts(struct divide *d, size_t j)
{
	double best = INFINITY;

	for (size_t i = 0; i < d->nlive; i += LANES) {
		struct starts *s = &d->live[i / LANES];
		size_t end = d->nlive - i < LANES ? d->nlive - i : LANES;

		add_piece(s, d->s[j]);
		for (size_t k = 0; k < end; k++)
			if (s->with[k] + d->penalty < best) {
				best = s->with[k] + d->penalty;
				d->from[j] = s->at[k];
			}
	}
	d->best[j] = best;
}

/*
 * A start that is worse than a change at j stays worse, but only once a piece
 * from j may end.
 */
static void
prune(struct divide *d, size_t j)
{
	size_t n = d->nlive;

	d->nlive = 0;
	for (size_t i = 0; i < n; i++) {
		struct starts *s = &d->live[i / LANES];
		size_t k = i % LANES, until = s->until[k];

		if (until == 0 && s->with[k] > d->best[j])
			until = s->until[k] = j + d->least;
		if (until != 0 && j >= until)
			continue;
		if (d->nlive < i) {
			push(d, s->at[k]);
			d->live[(d->nlive - 1) / LANES].until[(d->nlive - 1) %
			    LANES] = until;
		} else
			d->nlive++;
	}
}

size_t
pelt_lines(const double *y, size_t n, size_t least, double penalty,
    size_t *starts, struct arena *a)
{
	struct sums *s = arena_array(a, n + 1, struct sums);
	struct divide d = {
		.s = s,
		.best = arena_array(a, n + 1, double),
		.from = arena_array(a, n + 1, size_t),
		.live = arena_array(a, n / LANES + 1, struct starts),
		.least = least,
		.penalty = penalty,
	};
	size_t k = 0;

	sum_up(s, y, n);
	d.best[0] = -penalty;
	for (size_t j = 1; j <= n; j++) {
		if (j >= least && isfinite(d.best[j - least]))
			push(&d, j - least);
		else if (j == n && j < least)
			push(&d, 0);
		try_starts(&d, j);
		prune(&d, j);
	}
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
