#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/ets.h"
#include "forecast/minimize.h"
#include "forecast/stat.h"

struct fit {
	const struct ets *e;
	const double *y;
	size_t n;
	const double *season0;
	double *season;			/* scratch */
	double scale;
};

static bool
is_simple(const struct ets *e)
{
	return !e->trend && e->period == 1;
}

static double
within(double x, double lo, double hi)
{
	return lo + (hi - lo) / (1 + exp(-x));
}

static double
without(double v, double lo, double hi)
{
	return log((v - lo) / (hi - v));
}

/*
 * The best first level of simple smoothing: its errors are those of a level of
 * 0, less level (1 - alpha)^t.
 */
static double
best_level(const struct fit *f, double alpha)
{
	double l = 0, share = 1, num = 0, den = 0;

	for (size_t i = 0; i < f->n; i++) {
		double err = f->y[i] - l;

		num += err * share;
		den += share * share;
		l += alpha * err;
		share *= 1 - alpha;
	}
	return num / den;
}

/* The numbers the minimiser moves: any real is a valid model. */
static void
unpack(struct ets *e, const double *x, const struct fit *f)
{
	double scale = f->scale;
	size_t k = 0;

	e->alpha = within(x[k++], 1e-4, 0.9999);
	e->beta = e->slope0 = e->gamma = 0;
	e->level0 = is_simple(e) ? best_level(f, e->alpha) : x[k++] * scale;
	e->phi = 1;
	if (e->trend) {
		e->slope0 = x[k++] * scale;
		e->beta = within(x[k++], 1e-4, 1) * e->alpha;
	}
	if (e->damped)
		e->phi = within(x[k++], 0.8, 0.98);
	if (e->period > 1)
		e->gamma = within(x[k++], 1e-4, 1) * (1 - e->alpha);
}

static void
run(struct ets *e, const struct fit *f)
{
	double l = e->level0, b = e->slope0, sum = 0;
	size_t p = 0;

	if (e->period > 1)
		memcpy(f->season, f->season0, e->period * sizeof(double));
	for (size_t i = 0; i < f->n; i++) {
		double step = e->phi * b;
		double s = e->period > 1 ? f->season[p] : 0;
		double err = f->y[i] - (l + step + s);

		sum += err * err;
		l += step + e->alpha * err;
		b = step + e->beta * err;
		if (e->period > 1) {
			f->season[p] += e->gamma * err;
			p = p + 1 == e->period ? 0 : p + 1;
		}
	}
	e->level = l;
	e->slope = b;
	e->sse = sum;
}

static double
loss(const double *x, const void *arg)
{
	const struct fit *f = arg;
	struct ets e = *f->e;

	unpack(&e, x, f);
	run(&e, f);
	return log(e.sse + 1e-30 * f->scale * f->scale);
}

/* From the first two cycles: what is left about their means. */
static void
first_season(struct fit *f, double *season, size_t m)
{
	double mean = 0;

	for (size_t i = 0; i < m; i++)
		mean += (f->y[i] + f->y[m + i]) / (2 * m);
	for (size_t i = 0; i < m; i++) {
		double slope = 0;

		for (size_t k = 0; k < m; k++)
			slope += (f->y[m + k] - f->y[k]) / m / m;
		season[i] = (f->y[i] + f->y[m + i]) / 2 - mean -
		    slope * ((double)i - (m - 1) / 2.0);
	}
}

static size_t
pack(const struct ets *e, const struct fit *f, double beta, double *x)
{
	size_t head = e->period > 1 ? 2 * e->period : f->n < 10 ? f->n : 10;
	struct line l = { 0, 0 };
	size_t k = 0;

	stat_line(&l, f->y, head);
	x[k++] = without(e->period > 1 ? 0.2 : 0.4, 1e-4, 0.9999);
	if (!is_simple(e))
		x[k++] = (e->trend ? l.level - l.slope * head :
		    stat_mean(f->y, head)) / f->scale;
	if (e->trend) {
		x[k++] = l.slope / f->scale;
		x[k++] = without(beta, 1e-4, 1);
	}
	if (e->damped)
		x[k++] = without(0.95, 0.8, 0.98);
	if (e->period > 1)
		x[k++] = without(0.1, 1e-4, 1);
	return k;
}

static void
ready(struct fit *f, struct ets *e, const double *y, size_t n,
    struct arena *a)
{
	double *season0;

	*f = (struct fit){ .e = e, .y = y, .n = n };
	if (e->period > 1) {
		f->season0 = season0 = arena_array(a, e->period, double);
		e->season = arena_array(a, e->period, double);
		first_season(f, season0, e->period);
		f->season = arena_array(a, e->period, double);
	}
	for (size_t i = 1; i < n; i++)
		f->scale += fabs(y[i] - y[i - 1]) / (n - 1);
	if (f->scale == 0)
		f->scale = fmax(1e-300, fabs(y[0]));
}

static void
finish(struct ets *e, const struct fit *f)
{
	run(e, f);
	for (size_t i = 0; e->period > 1 && i < e->period; i++)
		e->season[i] = f->season[(f->n + i) % e->period];
}

void
ets_fit(struct ets *e, const double *y, size_t n, bool trend, bool damped,
    size_t period, struct arena *a)
{
	/*
	 * Slopes that change, hardly do, or do all the time: hills.  With a
	 * season the deepest hill forecasts worse (M4 Hourly, past origins).
	 */
	static const double betas[] = { 0.1, 0.005, 0.7 };
	double x[MINIMIZE_MAX], other[MINIMIZE_MAX], best;
	struct fit f;
	size_t nx, k;

	*e = (struct ets){ .trend = trend, .damped = damped,
	    .period = period };
	ready(&f, e, y, n, a);
	nx = pack(e, &f, betas[0], x);
	k = nx + 1 + is_simple(e);
	best = minimize(loss, &f, x, nx, 0.5, 100 * (int)nx);
	for (int i = 1; i < 3 && trend && period == 1; i++) {
		double loss_other;

		pack(e, &f, betas[i], other);
		loss_other = minimize(loss, &f, other, nx, 0.5,
		    100 * (int)nx);
		if (loss_other < best) {
			best = loss_other;
			memcpy(x, other, sizeof(x));
		}
	}
	unpack(e, x, &f);
	finish(e, &f);
	e->aicc = n * log(e->sse / n + 1e-30 * f.scale * f.scale) + 2 * k +
	    (n > k + 1 ? 2.0 * k * (k + 1) / (n - k - 1) : INFINITY);
}

void
ets_update(struct ets *e, const struct ets *like, const double *y, size_t n,
    struct arena *a)
{
	struct fit f;

	*e = *like;
	ready(&f, e, y, n, a);
	finish(e, &f);
}

void
ets_choose(struct ets *e, const double *y, size_t n, size_t period,
    struct arena *a)
{
	struct ets other;

	ets_fit(e, y, n, false, false, period, a);
	for (int damped = 0; damped < 2; damped++) {
		ets_fit(&other, y, n, true, damped, period, a);
		if (other.aicc < e->aicc)
			*e = other;
	}
}

double
ets_at(const struct ets *e, size_t lead)
{
	double g = lead;

	if (e->damped)
		g = e->phi * (1 - pow(e->phi, lead)) / (1 - e->phi);
	return e->level + e->slope * g +
	    (e->period > 1 ? e->season[(lead - 1) % e->period] : 0);
}
