#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/mix.h"
#include "forecast/pelt.h"

#define ORIGINS MIX_ORIGINS
#define FIRST_ORIGIN 0.4	/* of the history */
#define LEAST_SCORE 1e-3	/* no member is surer than that */
/*
 * Of hours, in units of their spread: how days differ besides; growth a day
 * that is usual, and how far it may be less.
 */
#define DAY_EFFECT 0.06
#define DAY_SWING 0.5		/* ... of which growth can not be told */
#define HARDLY_TWO 1.1		/* days: what is alike of both are few hours */
#define GROWTH 0.05
#define GROWTH_OFF 0.07
#define ROUNDING 1e-9		/* of the spread */
#define LEAST_HISTORY 6		/* buckets, from a value to an origin */

static const int leads[] = {
	1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224
};
#define NLEADS (sizeof leads / sizeof *leads)

/* Errors of one lead: of all members at all origins, NaN where unknown. */
struct trials {
	size_t n, origin[ORIGINS];
	double error[NTRENDS][ORIGINS][NLEADS];
	double known[ORIGINS][NLEADS];	/* variance that shapes have */
};

static void
pieces(struct mix *m, const double *y, size_t n, struct arena *a)
{
	size_t least = n / 12 > 6 ? n / 12 : 6;

	m->starts = arena_array(a, n + 1, size_t);
	m->nstarts = pelt_lines(y, n, least, pelt_penalty(y, n, a) + ROUNDING,
	    m->starts, a);
}

/* How far the level jumps where a piece begins, by lines on both sides. */
static void
measure_steps(struct mix *m, const double *y, size_t n, double *work,
    struct arena *a)
{
	size_t from = 0, count = 0;

	m->step = arena_array(a, m->nstarts + 1, double);
	for (size_t i = 0; i < m->nstarts; i++) {
		size_t at = m->starts[i];
		size_t to = i + 1 < m->nstarts ? m->starts[i + 1] : n;
		struct line l = { 0 }, r = { 0 };

		stat_theil_sen(&l, y + from, at - from, work);
		stat_theil_sen(&r, y + at, to - at, work);
		m->step[i] = r.level - r.slope * (to - at - 1) -
		    (l.level + l.slope);
		if (fabs(m->step[i]) < fmax(2.5 * m->noise, ROUNDING))
			m->step[i] = 0;
		count += m->step[i] != 0;
		from = at;
	}
	m->step_rate = count > 0 ? (count + 0.5) / n : 0;
}

static void
measure_noise(struct mix *m, const double *y, size_t n, struct arena *a)
{
	double *smooth = arena_array(a, n, double);
	double *d = arena_array(a, n, double);
	size_t k = 0;

	stat_running_median(y, n, 4, smooth);
	for (size_t i = 0; i < n; i++)
		if (!isnan(y[i]))
			d[k++] = y[i] - smooth[i];
	m->noise = stat_mad(d, k);
}

static size_t
last_segment(size_t n, const struct mix *m)
{
	size_t segment = 0;

	for (size_t i = 0; i < m->nstarts; i++)
		if (m->starts[i] + LEAST_HISTORY <= n)
			segment = m->starts[i];
	return segment;
}

/* Before the first value there is nothing to say anything by. */
static void
set_origins(struct trials *t, const double *y, size_t n, int origins)
{
	size_t first = FIRST_ORIGIN * n, last = n - 1, empty = 0;

	while (empty < last && isnan(y[empty]))
		empty++;
	if (first < empty + LEAST_HISTORY)
		first = empty + LEAST_HISTORY;
	for (int i = 0; i < origins && first <= last; i++) {
		size_t at = first + (last - first) * i / (origins - 1);

		if (at <= last && (t->n == 0 || at > t->origin[t->n - 1]))
			t->origin[t->n++] = at;
	}
}

/* What the shapes together say at origin o, and how sure they are of it. */
static void
try_shapes(struct trials *t, size_t o, const double *y, size_t n,
    double bucket_days)
{
	struct shape s[SHAPE_MOST];
	size_t at = t->origin[o], k = shape_fit(s, y, at, at * bucket_days);

	for (size_t l = 0; l < NLEADS; l++) {
		size_t to = at + leads[l] - 1;
		double v = shape_at(s, k, leads[l], &t->known[o][l]);

		t->error[TREND_SHAPE][o][l] = to < n ? y[to] - v : NAN;
	}
}

static void
try_all(struct trials *t, const double *y, size_t n, double bucket_days,
    const struct mix *m, struct trend_work *w, struct arena *scratch)
{
	for (size_t o = 0; o < t->n; o++) {
		size_t at = t->origin[o];
		struct mix past = { .noise = m->noise };

		pieces(&past, y, at, scratch);
		w->segment = last_segment(at, &past);
		trend_prepare(w, y, at);
		for (int k = 0; k < NTRENDS; k++) {
			struct trend x;

			if (k == TREND_SHAPE)
				continue;
			trend_fit(&x, k, y, at, w);
			for (size_t l = 0; l < NLEADS; l++) {
				size_t to = at + leads[l] - 1;

				t->error[k][o][l] = to < n ?
				    y[to] - trend_at(&x, leads[l]) : NAN;
			}
		}
		try_shapes(t, o, y, n, bucket_days);
	}
}

/*
 * Mean over origins and leads of a member's error beside the others' mean; the
 * later the origin, the more it counts.
 */
static void
score(struct mix *m, const struct trials *t)
{
	double sum[NTRENDS] = { 0 }, count = 0;

	for (size_t o = 0; o < t->n; o++)
		for (size_t l = 0; l < NLEADS; l++) {
			double mean = 0, w = 1 + o;

			if (isnan(t->error[0][o][l]))
				continue;
			for (int k = 0; k < NTRENDS; k++)
				mean += fabs(t->error[k][o][l]) / NTRENDS;
			mean += 0.5 * m->noise + 1e-9;
			for (int k = 0; k < NTRENDS; k++)
				sum[k] += w * (fabs(t->error[k][o][l]) +
				    0.5 * m->noise) / mean;
			count += w;
		}
	for (int k = 0; k < NTRENDS; k++)
		m->member[k].score = count > 0 && isfinite(sum[k]) ?
		    fmax(LEAST_SCORE, sum[k] / count) : 1;
}

/*
 * The law of one member's errors, drawn to what any series does; without the
 * variance that is known of beforehand.
 */
static void
fit_law(struct member *x, double noise, double (*error)[NLEADS],
    double (*known)[NLEADS], size_t n)
{
	double h[NLEADS + 3], v[NLEADS + 3], weight[NLEADS + 3];
	size_t k = 0;

	for (size_t l = 0; l < NLEADS; l++) {
		double sum = 0, count = 0, less = 0, s;

		for (size_t o = 0; o < n; o++)
			if (!isnan(error[o][l])) {
				sum += fabs(error[o][l]);
				less += known != NULL ? known[o][l] : 0;
				count++;
			}
		if (count < 2)
			continue;
		s = 1.2533 * sum / count;	/* mean |e| of a normal */
		s = fmax(s * s - less / count, 0.1 * s * s) + 1e-12 +
		    0.01 * noise * noise;
		h[k] = leads[l];
		v[k] = s;
		weight[k++] = sqrt(count) / (s * s);
	}
	if (k == 0) {
		x->law = (struct law){ noise * noise,
		    0.02 * noise * noise, 0.001 * noise * noise };
		return;
	}
	stat_law(&x->law, h, v, weight, k);
}

/*
 * Use seldom stays flat for good; steps say nothing where there were none.
 */
static const double prior[NTRENDS] = {
	[TREND_NAIVE] = 0.05, [TREND_SES] = 0.05, [TREND_DRIFT] = 3,
	[TREND_THEIL_SEN] = 2, [TREND_SEGMENT] = 1, [TREND_RECENT] = 0.5,
	[TREND_DAMPED] = 0.3, [TREND_THETA] = 0.1, [TREND_LINEAR] = 0,
	[TREND_SHAPE] = 5, [TREND_STEPS] = 1,
};

void
mix_only(struct mix *m, int method)
{
	double sum = 0;

	for (int k = 0; k < NTRENDS; k++) {
		struct member *x = &m->member[k];

		x->weight = method < NTRENDS ? k == method :
		    prior[k] * pow(x->score, -5);
		if (k == TREND_STEPS && method >= NTRENDS && m->step_rate == 0)
			x->weight = 0;
		sum += x->weight;
	}
	for (int k = 0; k < NTRENDS; k++)
		m->member[k].weight /= sum;
}

double
mix_day_doubt(double days, double bucket_days)
{
	double d = fmax(2, days);
	double effect = days < HARDLY_TWO ? DAY_SWING : DAY_EFFECT;

	return 12 * effect * effect / (d * (d * d - 1)) *
	    bucket_days * bucket_days;
}

/*
 * A slope known with variance v is drawn to what is usual: faster growth is as
 * likely as it looks.  Returns how far, as a share.
 */
static double
draw_slope(double *slope, double v, double bucket_days)
{
	double usual = GROWTH * bucket_days;
	double off = fmax(GROWTH_OFF * bucket_days, *slope - usual);
	double share = v / (v + off * off);

	*slope += share * (usual - *slope);
	return share;
}

/* Hours of a few days tell little of how days differ. */
static void
doubt_few_days(struct mix *m, size_t n, double bucket_days)
{
	double doubt = mix_day_doubt(n * bucket_days, bucket_days);

	for (int k = 0; k < NTRENDS; k++) {
		struct member *x = &m->member[k];

		x->law.c += doubt;
		for (size_t i = 0; k == TREND_SHAPE && i < m->nshapes; i++) {
			struct shape *s = &m->shape[i];
			double rest = 1 - draw_slope(&s->trend.slope,
			    x->law.c + s->v1, bucket_days);

			s->v1 *= rest;
			s->v01 *= rest;
		}
		x->law.c *= 1 - draw_slope(&x->trend.slope, x->law.c,
		    bucket_days);
	}
}

void
mix_fit(struct mix *m, const double *y, size_t n, double bucket_days,
    int method, int origins, struct arena *a)
{
	struct arena scratch = ARENA_INIT;
	struct trials *t = arena_new(&scratch, struct trials);
	struct trend_work w = { 0 };

	*m = (struct mix){ 0 };
	w.work = arena_array(&scratch, stat_pairs(n), double);
	measure_noise(m, y, n, &scratch);
	pieces(m, y, n, a);
	measure_steps(m, y, n, w.work, a);
	set_origins(t, y, n, origins);
	try_all(t, y, n, bucket_days, m, &w, &scratch);
	score(m, t);
	w.segment = last_segment(n, m);
	trend_prepare(&w, y, n);
	m->nshapes = shape_fit(m->shape, y, n, n * bucket_days);
	for (int k = 0; k < NTRENDS; k++) {
		struct member *x = &m->member[k];

		if (k == TREND_SHAPE)
			x->trend = m->shape[0].trend;
		else
			trend_fit(&x->trend, k, y, n, &w);
		fit_law(x, m->noise, t->error[k],
		    k == TREND_SHAPE ? t->known : NULL, t->n);
	}
	if (bucket_days < 1)
		doubt_few_days(m, n, bucket_days);
	mix_only(m, method);
	arena_clear(&scratch);
}
