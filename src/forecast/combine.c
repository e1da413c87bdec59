#include <math.h>

#include "base/arena.h"
#include "forecast/combine.h"
#include "forecast/decompose.h"
#include "forecast/stat.h"

#define ORIGINS 12
#define BACK 0.6		/* of the history, in which origins are */
#define FEW 30			/* values: naive, and a random walk */
#define MEMBERS 3

static const enum points_method seasonal[] = {
	POINTS_ETS, POINTS_ETS_SEASON, POINTS_AR
};
static const enum points_method plain[] = { POINTS_DAMPED, POINTS_AR };
static const enum points_method few[] = { POINTS_NAIVE };

/* What a series is forecast with, and how wrong that was. */
struct combine {
	const struct points_series *s;
	size_t leads;
	struct points_memory memory;
	const enum points_method *method;
	size_t nmethods;
	size_t origins;
	double *error;			/* [origin][lead - 1], NaN: unknown */
	struct law law;
};

static void
median_of(struct combine *c, const struct points_series *s, double *out,
    struct arena *a)
{
	double *f[MEMBERS], work[MEMBERS];

	for (size_t i = 0; i < c->nmethods; i++) {
		f[i] = arena_array(a, c->leads, double);
		points_forecast(s, c->method[i], &c->memory, c->leads, f[i],
		    a);
	}
	for (size_t h = 0; h < c->leads; h++) {
		for (size_t i = 0; i < c->nmethods; i++)
			work[i] = f[i][h];
		out[h] = stat_median(work, c->nmethods);
	}
}

static void
set_methods(struct combine *c)
{
	size_t p = c->s->period[0];

	if (c->s->n < FEW) {
		c->method = few;
		c->nmethods = 1;
	} else if (p > 1 && season_is_there(c->s->y, c->s->n, p)) {
		c->method = seasonal;
		c->nmethods = 3;
	} else {
		c->method = plain;
		c->nmethods = 2;
	}
}

/* How many values before the end origin o (0: the latest) is; 0: too early. */
static size_t
origin(const struct combine *c, size_t o)
{
	double step = fmax(1, fmin(c->leads, c->s->n * BACK / ORIGINS));
	size_t back = (size_t)((o + 1) * step), longest = 0;

	if (c->memory.nperiods > 0)
		longest = c->memory.period[c->memory.nperiods - 1];
	return back + 8 > c->s->n || c->s->n - back < 2 * longest + 2 ? 0 :
	    c->s->n - back;
}

static void
look_back(struct combine *c, struct arena *a)
{
	c->error = arena_array(a, ORIGINS * c->leads, double);
	c->memory.filled = true;
	for (size_t o = 0; o < ORIGINS; o++) {
		struct arena scratch = ARENA_INIT;
		struct points_series past = *c->s;
		double *f = arena_array(&scratch, c->leads, double);
		double *e = c->error + o * c->leads;

		past.n = origin(c, o);
		if (past.n == 0) {
			arena_clear(&scratch);
			break;
		}
		median_of(c, &past, f, &scratch);
		for (size_t h = 0; h < c->leads; h++)
			e[h] = past.n + h < c->s->n ?
			    c->s->y[past.n + h] - f[h] : NAN;
		c->origins++;
		arena_clear(&scratch);
	}
}

static double
spread(const struct combine *c, size_t lead)
{
	double h = lead;

	return sqrt(c->law.a + c->law.b * h + c->law.c * h * h);
}

static void
find_law(struct combine *c, struct arena *a)
{
	double *h = arena_array(a, 3 * c->leads, double);
	double *v = h + c->leads, *weight = v + c->leads;
	size_t n = 0;

	for (size_t i = 0; i < c->leads; i++) {
		double sum = 0, count = 0;

		for (size_t o = 0; o < c->origins; o++) {
			double e = c->error[o * c->leads + i];

			if (!isnan(e)) {
				sum += fabs(e);
				count++;
			}
		}
		if (count < 2 || sum == 0)
			continue;
		h[n] = i + 1;
		v[n] = pow(1.2533 * sum / count, 2);	/* |e| of a normal */
		weight[n] = count / (v[n] * v[n]);
		n++;
	}
	stat_law(&c->law, h, v, weight, n);
}

/* Quantiles of |error| in spreads, over all leads. */
static void
conformal(struct combine *c, double *q80, double *q95, struct arena *a)
{
	double *r = arena_array(a, c->origins * c->leads, double), q[2];
	double wider = 1 + 1.5 / c->origins +
	    0.25 * c->leads / (BACK * c->s->n);
	size_t n = 0;

	find_law(c, a);
	for (size_t i = 0; i < c->origins * c->leads; i++) {
		double s = spread(c, i % c->leads + 1);

		if (!isnan(c->error[i]) && s > 0)
			r[n++] = fabs(c->error[i]) / s;
	}
	stat_quantiles(r, n, (double[]){ 0.8, 0.95 }, q, 2);
	*q80 = wider * q[0];
	*q95 = wider * q[1];
}

/*
 * A random walk with the changes seen: neither their deviation is quite known
 * nor that they have no drift, which h steps take h times as far.
 */
static void
student(struct combine *c, double *q80, double *q95)
{
	double sum = 0;
	size_t n = c->s->n;

	for (size_t i = 1; i < n; i++)
		sum += pow(c->s->y[i] - c->s->y[i - 1], 2) / (n - 1);
	c->law = (struct law){ 0, sum, sum / (n - 1) };
	*q80 = stat_student(0.9, n - 1);
	*q95 = stat_student(0.975, n - 1);
}

void
combine_forecast(const struct points_series *s, size_t leads,
    struct interval *out)
{
	struct arena scratch = ARENA_INIT;
	struct combine c = { .s = s, .leads = leads };
	double *mean = arena_array(&scratch, leads, double), q80, q95;

	set_methods(&c);
	median_of(&c, s, mean, &scratch);
	if (s->n < FEW)
		student(&c, &q80, &q95);
	else {
		look_back(&c, &scratch);
		conformal(&c, &q80, &q95, &scratch);
	}
	for (size_t h = 0; h < leads; h++) {
		double w = spread(&c, h + 1);

		out[h] = (struct interval){ mean[h], mean[h] - q80 * w,
		    mean[h] + q80 * w, mean[h] - q95 * w,
		    mean[h] + q95 * w };
	}
	arena_clear(&scratch);
}
