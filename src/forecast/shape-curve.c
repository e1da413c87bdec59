#include <math.h>

#include "forecast/shape-parts.h"

#define LOGISTICS 65		/* candidates */
#define LEAST_RATE 0.2
#define ROUNDS 7
#define ALIKE 2			/* costs, of those that weigh much the same */

/* Prior weight of all candidates of a kind, beside 1 for the line. */
#define EXPONENTIAL 1.5
#define SATURATING 0.6
#define LOGISTIC 1.5
/* A rate a day at which a candidate is 1/e as likely as at 0. */
#define GROWTH 0.03
#define SATURATION 0.3
#define TURN 0.6

/*
 * Of beta0 + beta1 column1, which is `now` at x = 0 and rises there by `rise`
 * a bucket.
 */
static double
try_curve(struct search *s, double prior, double mass, double now,
    double rise, struct trend t)
{
	struct shape x = { .trend = t };
	double v = s->variance;
	struct fit f;

	if (!shape_least_squares(&f, s, 0, s->bins.n, 2))
		return INFINITY;
	x.trend.straight = s->n;
	x.trend.level = f.beta[0] + f.beta[1] * now;
	x.trend.slope = f.beta[1] * rise;
	x.v0 = v * (f.cov[0][0] + 2 * now * f.cov[0][1] +
	    now * now * f.cov[1][1]);
	x.v01 = v * rise * (f.cov[0][1] + now * f.cov[1][1]);
	x.v1 = v * rise * rise * f.cov[1][1];
	shape_keep(s, &x, f.squares / (2 * v) - log(prior * mass));
	return f.squares / (2 * v) - log(prior);
}

/*
 * A curve that is not linear in `at`: exponential in the first, or logistic in
 * both, the second where it turns.  mass: its share of the prior of those it
 * stands for.
 */
struct curve {
	bool logistic;
	double at[2], apart[2], mass;
	double cost;			/* as though it stood for all */
};

/* The rate is over all of the history; below 0 it levels out. */
static void
try_exponential(struct search *s, struct curve *c)
{
	double rate = c->at[0], a_day = fabs(rate) / s->days;
	double prior = rate > 0 ? EXPONENTIAL / 12 * exp(-a_day / GROWTH) :
	    SATURATING / 9 * exp(-a_day / SATURATION);

	for (size_t i = 0; i < s->bins.n; i++)
		s->column[1][i] = exp(rate * s->bins.x[i]);
	c->cost = try_curve(s, prior, c->mass, 1, rate * s->bucket,
	    (struct trend){ .bend = -rate * s->bucket });
}

/* 1 / (1 + exp(-rate (x - turn))); fall[]: exp(-rate x) of each bin. */
static void
try_logistic(struct search *s, struct curve *c, const double *fall)
{
	double rate = c->at[0], shift = exp(rate * c->at[1]);
	double now = 1 / (1 + shift);
	double prior = LOGISTIC / LOGISTICS * exp(-rate / s->days / TURN);

	for (size_t i = 0; i < s->bins.n; i++)
		s->column[1][i] = 1 / (1 + shift * fall[i]);
	c->cost = try_curve(s, prior, c->mass, now,
	    now * (1 - now) * rate * s->bucket, (struct trend){
	    .rate = rate * s->bucket, .turn = -rate * c->at[1] });
}

static void
fill_fall(const struct search *s, double rate, double *fall)
{
	for (size_t i = 0; i < s->bins.n; i++)
		fall[i] = exp(-rate * s->bins.x[i]);
}

static void
try_at(struct search *s, struct curve *c)
{
	double fall[SHAPE_BINS];

	if (fabs(c->at[0]) < LEAST_RATE)
		c->cost = INFINITY;
	else if (c->logistic) {
		fill_fall(s, c->at[0], fall);
		try_logistic(s, c, fall);
	} else
		try_exponential(s, c);
}

/*
 * Where noise is little the truth lies between candidates, and all of them
 * are bad: closer ones about the best, until those beside it are nearly as
 * good.
 */
static void
refine(struct search *s, struct curve best)
{
	int n = best.logistic ? 2 : 1;

	for (int round = 0; round < ROUNDS && best.cost < s->line; round++) {
		struct curve from;
		double worst = 0;

		best.mass /= 1 << n;
		best.apart[0] /= 2;
		best.apart[1] /= 2;
		from = best;
		for (int i = 0; i < 2 * n; i++) {
			struct curve c = from;

			c.at[i / 2] += c.apart[i / 2] * (i % 2 ? -1 : 1);
			try_at(s, &c);
			worst = fmax(worst, c.cost);
			if (c.cost < best.cost)
				best = c;
		}
		if (worst - best.cost < ALIKE)
			return;
	}
}

void
shape_try_line(struct search *s)
{
	for (size_t i = 0; i < s->bins.n; i++)
		s->column[1][i] = s->bins.x[i];
	s->line = try_curve(s, 1, 1, 0, s->bucket, (struct trend){ 0 });
}

static void
try_exponentials(struct search *s)
{
	static const double rates[] = {
		.8, 1.1, 1.4, 1.7, 2, 2.3, 2.6, 2.9, 3.2, 3.5, 3.8, 4.1,
		-.8, -1, -1.3, -1.7, -2.2, -2.8, -3.6, -4.7, -6
	};
	struct curve best[2] = { { .cost = INFINITY }, { .cost = INFINITY } };

	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
		bool up = rates[r] > 0;
		struct curve c = { .at = { rates[r] }, .mass = 1,
		    .apart = { up ? .3 : -rates[r] / 4 } };

		try_exponential(s, &c);
		if (c.cost < best[up].cost)
			best[up] = c;
	}
	refine(s, best[0]);
	refine(s, best[1]);
}

/* By their rate, and where they turn: from the beginning to after now. */
static void
try_logistics(struct search *s)
{
	static const double rates[] = { 3, 4.5, 6, 8, 11 };
	struct curve best = { .cost = INFINITY };
	double fall[SHAPE_BINS];

	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
		fill_fall(s, rates[r], fall);
		for (int m = 0; m < LOGISTICS / 5; m++) {
			struct curve c = { true, { rates[r], -.95 + .1 * m },
			    { rates[r] / 4, .1 }, 1, 0 };

			try_logistic(s, &c, fall);
			if (c.cost < best.cost)
				best = c;
		}
	}
	refine(s, best);
}

void
shape_try_curves(struct search *s)
{
	try_exponentials(s);
	try_logistics(s);
}
