#include <math.h>

#include "base/arena.h"
#include "forecast/stat.h"
#include "forecast/surge.h"

#define REGULAR 0.3		/* variation of the waits, at most */
#define LEAST_SURGES 4		/* three waits */

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
measure_height(struct surges *s, const struct grid *g, double *work)
{
	for (size_t k = 0; k < s->n; k++) {
		work[k] = g->noise[s->start[k]];
		for (size_t i = 1; i < s->len[k]; i++)
			work[k] = fmax(work[k], g->noise[s->start[k] + i]);
	}
	s->height = stat_median(work, s->n);
}

static void
measure_waits(struct surges *s, const struct grid *g, double *wait)
{
	size_t waits = s->n - 1;
	double mean, square = 0, deviation;

	for (size_t k = 0; k < waits; k++)
		wait[k] = (double)(g->source[s->start[k + 1]] -
		    g->source[s->start[k]]);
	mean = stat_mean(wait, waits);
	for (size_t k = 0; k < waits; k++)
		square += (wait[k] - mean) * (wait[k] - mean);
	deviation = sqrt(square / (double)(waits - 1));
	if (!(deviation < REGULAR * mean))
		return;
	s->every = mean;
	s->jitter = deviation;
	s->last = (double)g->source[s->start[waits]] + 1 - (double)g->b.n;
}

void
surge_find(struct surges *s, const struct grid *g, double noise,
    struct arena *a)
{
	double *work = arena_array(a, g->npool + 1, double);

	*s = (struct surges){
		.start = arena_array(a, g->npool + 1, size_t),
		.len = arena_array(a, g->npool + 1, size_t),
		.in = arena_array(a, g->npool + 1, unsigned char),
	};
	if (!(noise > 0))
		return;
	collect(s, g, SURGE_HEIGHT * noise);
	measure_height(s, g, work);
	if (s->n >= LEAST_SURGES)
		measure_waits(s, g, work);
}
