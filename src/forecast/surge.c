#include <math.h>

#include "base/arena.h"
#include "forecast/random.h"
#include "forecast/stat.h"
#include "forecast/surge.h"

#define REGULAR 0.3		/* variation of the waits, at most */
#define SURELY 0.2		/* ... of the fewest */
#define LEAST_SURGES 3		/* two waits */
#define LEAST_JITTER 0.1	/* of a wait, when there were only two */
#define LATE_DRAWS 30		/* waits that are all over: one was missed */

static void
collect(struct surges *s, const struct grid *g, double least)
{
	for (size_t i = 0; i < g->npool; i++) {
		size_t k = s->n;

		if (g->noise[i] <= least)
			continue;
		s->in[i] = 1;
		if (k > 0 && i == s->start[k - 1] + s->len[k - 1] &&
		    g->source[i] - g->source[i - 1] <= 1) {
			s->len[k - 1]++;
			continue;
		}
		s->start[k] = i;
		s->len[k] = 1;
		s->n++;
	}
}

static void
measure_peaks(struct surges *s, const struct grid *g, double *peak,
    double *work)
{
	for (size_t k = 0; k < s->n; k++) {
		peak[k] = g->noise[s->start[k]];
		for (size_t i = 1; i < s->len[k]; i++)
			peak[k] = fmax(peak[k], g->noise[s->start[k] + i]);
		work[k] = peak[k];
	}
	s->height = stat_median(work, s->n);
}

/* Do those that are so high come regularly? */
static bool
measure_waits(struct surges *s, const struct grid *g, const double *peak,
    double least, double *wait)
{
	size_t n = 0, begin = 0;
	double mean, square = 0, deviation, most;

	for (size_t k = 0; k < s->n; k++) {
		size_t before = begin;

		if (peak[k] < least)
			continue;
		begin = g->source[s->start[k]];
		if (n++ > 0)
			wait[n - 2] = (double)(begin - before);
	}
	if (n < LEAST_SURGES)
		return false;
	mean = stat_mean(wait, n - 1);
	for (size_t k = 0; k < n - 1; k++)
		square += (wait[k] - mean) * (wait[k] - mean);
	deviation = sqrt(square / (double)(n - 2));
	most = n == LEAST_SURGES ? SURELY : REGULAR;
	if (!(deviation < most * mean))
		return false;
	s->every = mean;
	s->jitter = deviation;
	if (n == LEAST_SURGES)
		s->jitter = fmax(deviation, LEAST_JITTER * mean);
	s->last = (double)begin + 1 - (double)g->b.n;
	return true;
}

/* The others are noise after all. */
static void
keep_high(struct surges *s, const double *peak, double least, double *work)
{
	size_t n = 0;

	for (size_t k = 0; k < s->n; k++) {
		if (peak[k] < least) {
			for (size_t i = 0; i < s->len[k]; i++)
				s->in[s->start[k] + i] = 0;
			continue;
		}
		s->start[n] = s->start[k];
		s->len[n] = s->len[k];
		work[n++] = peak[k];
	}
	s->n = n;
	s->height = stat_median(work, n);
}

void
surge_find(struct surges *s, const struct grid *g, double noise,
    struct arena *a)
{
	static const double shares[] = { 0, 0.2, 0.4, 0.6 };
	double *peak = arena_array(a, g->npool + 1, double), most = 0;
	double *work = arena_array(a, g->npool + 1, double);

	*s = (struct surges){
		.start = arena_array(a, g->npool + 1, size_t),
		.len = arena_array(a, g->npool + 1, size_t),
		.in = arena_array(a, g->npool + 1, unsigned char),
	};
	if (!(noise > 0))
		return;
	collect(s, g, SURGE_HEIGHT * noise);
	measure_peaks(s, g, peak, work);
	for (size_t k = 0; k < s->n; k++)
		most = fmax(most, peak[k]);
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
		if (measure_waits(s, g, peak, shares[i] * most, work)) {
			keep_high(s, peak, shares[i] * most, work);
			return;
		}
}

static double
draw_wait(const struct surge_path *p, double jitter, struct random *r)
{
	return fmax(1, p->every + jitter * random_normal(r));
}

/* Waits were counted in whole buckets: the nearest. */
double
surge_lead(const struct surge_path *p)
{
	return floor(p->next + 0.5);
}

/*
 * The period is known only as well as the waits agree.  One that is late has
 * not come yet; only if the latest is so long ago that it hardly could be
 * late, one was missed.
 */
void
surge_start(struct surge_path *p, const struct surges *s, struct random *r)
{
	*p = (struct surge_path){ .next = INFINITY };
	if (s->every == 0)
		return;
	p->every = fmax(1, s->every + s->jitter * random_t4(r) /
	    sqrt((double)(s->n - 1)));
	p->next = s->last;
	for (int i = 0; i < LATE_DRAWS && surge_lead(p) < 1; i++)
		p->next = s->last + draw_wait(p, s->jitter, r);
	while (surge_lead(p) < 1)
		p->next += draw_wait(p, s->jitter, r);
}

bool
surge_next(struct surge_path *p, const struct surges *s, double lead,
    struct random *r, size_t *entry)
{
	if (lead >= surge_lead(p)) {
		size_t k = random_uniform(r) * s->n;

		p->entry = s->start[k];
		p->left = s->len[k];
		p->next += draw_wait(p, s->jitter, r);
	}
	if (p->left == 0)
		return false;
	p->left--;
	*entry = p->entry++;
	return true;
}
