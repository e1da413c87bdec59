#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/decompose.h"
#include "forecast/ets.h"
#include "forecast/minimize.h"
#include "forecast/points.h"
#include "forecast/regress.h"
#include "forecast/stat.h"

#define KEEP 0.7		/* weight of a cycle beside the next younger */
#define SNAIVE_SHIFT 0.5	/* of the growth over a cycle */
#define HALF_CYCLES 8		/* first cycles, in which weights halve */
#define HALF_PLAIN 400		/* values, without a season */
#define SPARE_ROWS 40		/* over what the longest lag needs */
#define AR_LAGS 6
#define RUNAWAY 10		/* ranges of history from the last value */

/* A series with the seasons that are believed, and room to work in. */
struct view {
	const double *y;
	size_t n;
	size_t period[POINTS_PERIODS], nperiods;
	bool positive;
	struct arena *a;
	struct points_memory *memory;
};

static void
fit(struct ets *e, const struct view *v, enum points_method m,
    const double *y, bool trend, bool damp, size_t period)
{
	if (v->memory->filled)
		ets_update(e, &v->memory->ets[m], y, v->n, v->a);
	else if (m == POINTS_ETS)
		ets_choose(e, y, v->n, period, v->a);
	else
		ets_fit(e, y, v->n, trend, damp, period, v->a);
	if (!v->memory->filled)
		v->memory->ets[m] = *e;
}

static void
believe(struct points_memory *m, const struct points_series *s)
{
	m->looked = true;
	for (int i = 0; i < POINTS_PERIODS; i++) {
		size_t p = s->period[i];
		/* The first season hides the second from the test. */
		bool there = m->nperiods > 0 ? s->n >= 3 * p :
		    season_is_there(s->y, s->n, p);

		if (p > 1 && there)
			m->period[m->nperiods++] = p;
	}
}

static void
view_fill(struct view *v, const struct points_series *s,
    struct points_memory *memory, struct arena *a)
{
	*v = (struct view){ .y = s->y, .n = s->n, .positive = true, .a = a,
	    .memory = memory };
	for (size_t i = 0; i < s->n; i++)
		v->positive = v->positive && s->y[i] > 0;
	if (!memory->looked)
		believe(memory, s);
	for (size_t i = 0; i < memory->nperiods; i++)
		if (s->n >= 2 * memory->period[i] + 2)
			v->period[v->nperiods++] = memory->period[i];
}

static void
naive(const struct view *v, size_t leads, double *out)
{
	for (size_t h = 0; h < leads; h++)
		out[h] = v->y[v->n - 1];
}

/* The last cycle again, moved by how the level of a cycle changed since. */
static void
snaive(const struct view *v, size_t leads, double *out)
{
	size_t m = v->nperiods > 0 ? v->period[v->nperiods - 1] : 1;
	size_t s = v->nperiods > 1 ? v->period[0] : m;
	double shift = 0;

	for (size_t i = 0; i < s && m > 1 && v->n >= m + s; i++)
		shift += (v->y[v->n - s + i] - v->y[v->n - s + i - m]) / s;
	for (size_t h = 0; h < leads; h++)
		out[h] = v->y[v->n - m + h % m] + shift * SNAIVE_SHIFT;
}

static void
smooth(const struct view *v, enum points_method m, bool trend, bool damp,
    size_t period, size_t leads, double *out)
{
	struct ets e;

	fit(&e, v, m, v->y, trend, damp, period);
	for (size_t h = 0; h < leads; h++)
		out[h] = ets_at(&e, h + 1);
}

static void
ses(const struct view *v, size_t leads, double *out)
{
	smooth(v, POINTS_SES, false, false, 1, leads, out);
}

static void
holt(const struct view *v, size_t leads, double *out)
{
	smooth(v, POINTS_HOLT, true, false, 1, leads, out);
}

static void
damped(const struct view *v, size_t leads, double *out)
{
	smooth(v, POINTS_DAMPED, true, true, 1, leads, out);
}

/* Logarithms where there are any, with room for what is to come. */
static double *
in_logs(const struct view *v, size_t room)
{
	double *y = arena_array(v->a, v->n + room, double);

	for (size_t i = 0; i < v->n; i++)
		y[i] = v->positive ? log(v->y[i]) : v->y[i];
	return y;
}

/* Seasons taken off, ETS of what is left, seasons put back. */
static void
ets(const struct view *v, size_t leads, double *out)
{
	double *left = arena_array(v->a, v->n, double);
	double *next[POINTS_PERIODS] = { NULL }, *y = in_logs(v, 0);
	struct ets e;

	for (size_t k = 0; k < v->nperiods; k++)
		next[k] = arena_array(v->a, v->period[k], double);
	season_several(y, v->n, v->period, v->nperiods, KEEP, left, next,
	    v->a);
	fit(&e, v, POINTS_ETS, left, false, false, 1);
	for (size_t h = 0; h < leads; h++) {
		out[h] = ets_at(&e, h + 1);
		for (size_t k = 0; k < v->nperiods; k++)
			out[h] += next[k][h % v->period[k]];
		if (v->positive)
			out[h] = exp(out[h]);
	}
}

static void
ets_season(const struct view *v, size_t leads, double *out)
{
	smooth(v, POINTS_ETS_SEASON, true, true,
	    v->nperiods > 0 ? v->period[0] : 1, leads, out);
}

/* One season taken off as R's thetaf does; the season of the next values. */
static double *
adjusted(const struct view *v, size_t leads, double *season, bool *over)
{
	double *y = arena_array(v->a, v->n, double);
	size_t m = v->nperiods > 0 ? v->period[v->nperiods - 1] : 1;
	double *s = arena_array(v->a, m, double);

	memcpy(y, v->y, v->n * sizeof(*y));
	*over = v->positive && m > 1;
	for (size_t h = 0; h < leads; h++)
		season[h] = *over;
	if (m == 1)
		return y;
	season_classical(v->y, v->n, m, *over, s, v->a);
	for (size_t i = 0; i < v->n; i++)
		y[i] = *over ? y[i] / s[i % m] : y[i] - s[i % m];
	for (size_t h = 0; h < leads; h++)
		season[h] = s[(v->n + h) % m];
	return y;
}

static void
put_back(double *out, const double *season, bool over, size_t leads)
{
	for (size_t h = 0; h < leads; h++)
		out[h] = over ? out[h] * season[h] : out[h] + season[h];
}

/* SES with drift: Hyndman and Billah 2003. */
static void
theta(const struct view *v, size_t leads, double *out)
{
	double *season = arena_array(v->a, leads, double);
	bool over;
	double *y = adjusted(v, leads, season, &over);
	struct line l = { 0, 0 };
	struct ets e;

	fit(&e, v, POINTS_THETA, y, false, false, 1);
	stat_line(&l, y, v->n);
	for (size_t h = 0; h < leads; h++)
		out[h] = e.level + l.slope / 2 *
		    (h + (1 - pow(1 - e.alpha, v->n)) / e.alpha);
	put_back(out, season, over, leads);
}

struct theta_line {
	const double *y;
	size_t n;
	struct line line;
	double level;			/* out: of the theta line */
};

/* x: alpha and theta, unbounded; squares of the combined one-step errors. */
static double
theta_loss(const double *x, const void *arg)
{
	struct theta_line *t = (struct theta_line *)arg;
	double alpha = 1e-3 + 0.998 / (1 + exp(-x[0]));
	double theta = 1 + exp(x[1]), sum = 0, l = 0;

	for (size_t i = 0; i < t->n; i++) {
		double trend = t->line.level +
		    t->line.slope * ((double)i - (t->n - 1));
		double z = theta * t->y[i] + (1 - theta) * trend;
		double e;

		if (i == 0)
			l = z;
		e = t->y[i] - (l / theta + (1 - 1 / theta) * trend);
		sum += i > 0 ? e * e : 0;
		l += alpha * (z - l);
	}
	t->level = l;
	return log(sum + 1e-300);
}

static void
otheta(const struct view *v, size_t leads, double *out)
{
	double *season = arena_array(v->a, leads, double);
	double x[2] = { 0, 0 }, t;
	bool over;
	struct theta_line l = { .n = v->n };

	l.y = adjusted(v, leads, season, &over);
	stat_line(&l.line, l.y, v->n);
	if (v->memory->filled)
		memcpy(x, v->memory->otheta, sizeof x);
	else
		minimize(theta_loss, &l, x, 2, 0.5, 150);
	memcpy(v->memory->otheta, x, sizeof x);
	theta_loss(x, &l);
	t = 1 + exp(x[1]);
	for (size_t h = 0; h < leads; h++)
		out[h] = l.level / t + (1 - 1 / t) *
		    (l.line.level + l.line.slope * (h + 1));
	put_back(out, season, over, leads);
}

/* Neighbours, and each season with the next older value: differences. */
static size_t
choose_lags(const struct view *v, size_t *lag)
{
	size_t p = 0;

	lag[p++] = 1;
	lag[p++] = 2;
	for (size_t k = 0; k < v->nperiods; k++)
		if (v->n >= 2 * v->period[k] + SPARE_ROWS) {
			lag[p++] = v->period[k];
			lag[p++] = v->period[k] + 1;
		}
	if (p == 2)
		lag[p++] = 3;
	return p;
}

/* Coefficients of the lags and, last, a constant; older rows count less. */
static bool
fit_lags(const struct view *v, const double *y, const size_t *lag, size_t p,
    double *b)
{
	size_t longest = lag[p - 1], rows = v->n - longest, half;
	double *x = arena_array(v->a, rows * (p + 1), double);
	double *t = arena_array(v->a, rows, double);

	half = v->nperiods > 0 ? HALF_CYCLES * v->period[0] : HALF_PLAIN;
	for (size_t i = 0; i < rows; i++) {
		/* The square root of the row's weight. */
		double w = pow(0.5, (rows - 1.0 - i) / half / 2);

		for (size_t j = 0; j < p; j++)
			x[i * (p + 1) + j] = w * y[i + longest - lag[j]];
		x[i * (p + 1) + p] = w;
		t[i] = w * y[i + longest];
	}
	return regress(x, t, rows, p + 1, b, v->a);
}

static void
ar(const struct view *v, size_t leads, double *out)
{
	double *y = in_logs(v, leads), b[AR_LAGS + 1], mean;
	size_t lag[AR_LAGS], p = choose_lags(v, lag);

	mean = stat_mean(y, v->n);
	for (size_t i = 0; i < v->n; i++)
		y[i] -= mean;
	if (v->n < lag[p - 1] + 2 * p + 2 || !fit_lags(v, y, lag, p, b)) {
		naive(v, leads, out);
		return;
	}
	for (size_t h = v->n; h < v->n + leads; h++) {
		y[h] = b[p];
		for (size_t j = 0; j < p; j++)
			y[h] += b[j] * y[h - lag[j]];
		out[h - v->n] = v->positive ? exp(y[h] + mean) : y[h] + mean;
	}
}

static const struct {
	const char *name;
	void (*f)(const struct view *, size_t, double *);
} methods[NPOINTS] = {
	{ "naive", naive }, { "snaive", snaive }, { "ses", ses },
	{ "holt", holt }, { "damped", damped }, { "ets", ets },
	{ "ets-season", ets_season }, { "theta", theta },
	{ "otheta", otheta }, { "ar", ar },
};

const char *
points_name(enum points_method m)
{
	return methods[m].name;
}

/* No method may say what is beyond all that the history knows of. */
static void
rein_in(const struct view *v, size_t leads, double *out)
{
	double least = INFINITY, most = -INFINITY, last = v->y[v->n - 1];

	for (size_t i = 0; i < v->n; i++) {
		least = fmin(least, v->y[i]);
		most = fmax(most, v->y[i]);
	}
	for (size_t h = 0; h < leads; h++)
		if (!(fabs(out[h] - last) <= RUNAWAY * (most - least)))
			out[h] = last;
}

void
points_forecast(const struct points_series *s, enum points_method m,
    struct points_memory *memory, size_t leads, double *out, struct arena *a)
{
	struct view v;

	view_fill(&v, s, memory, a);
	methods[m].f(&v, leads, out);
	rein_in(&v, leads, out);
}
