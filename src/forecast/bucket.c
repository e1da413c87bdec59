#include <math.h>
#include <stdbool.h>

#include "base/arena.h"
#include "forecast/bucket.h"

/* How many windows lie wholly between the sample and now. */
static size_t
back(const struct buckets *b, const struct sample *s)
{
	return (b->now - s->at) / b->width;
}

/* The nearest bucket with samples before or after k; b->n: none. */
static size_t
neighbour(const struct buckets *b, size_t k, int step)
{
	for (size_t i = k + step; i < b->n; i += step)
		if (b->from[i] < b->from[i + 1])
			return i;
	return b->n;
}

/*
 * Has bucket k less than half the samples of a neighbour, and is it lower
 * than those it has?  Then it missed the peak.
 */
static bool
partial(const struct buckets *b, size_t k)
{
	size_t own = b->from[k + 1] - b->from[k], most = 0;

	for (int step = -1; step <= 1; step += 2) {
		size_t i = neighbour(b, k, step);

		if (i == b->n)
			continue;
		if (b->max[i] <= b->max[k])
			return false;
		if (b->from[i + 1] - b->from[i] > most)
			most = b->from[i + 1] - b->from[i];
	}
	return 2 * own < most;
}

/* All are held against what came, whether that stays or not. */
static void
drop_partial(struct buckets *b, double *top)
{
	for (size_t k = 0; k < b->n; k++)
		top[k] = !isnan(b->max[k]) && partial(b, k) ? NAN : b->max[k];
	for (size_t k = 0; k < b->n; k++) {
		b->empty += isnan(top[k]) && !isnan(b->max[k]);
		b->max[k] = top[k];
	}
}

void
bucket_fill(struct buckets *b, const struct history *h, int64_t now,
    int64_t width, size_t limit, struct arena *a)
{
	size_t i = 0;

	*b = (struct buckets){ .now = now, .width = width };
	if (h->n > 0) {
		b->n = back(b, &h->samples[0]) + 1;
		if (b->n > limit)
			b->n = limit;
	}
	b->max = arena_array(a, b->n, double);
	b->from = arena_array(a, b->n + 1, size_t);
	while (i < h->n && back(b, &h->samples[i]) >= b->n)
		i++;
	for (size_t k = 0; k < b->n; k++) {
		double max = NAN;

		b->from[k] = i;
		for (; i < h->n && back(b, &h->samples[i]) == b->n - k - 1;
		    i++)
			max = fmax(max, h->samples[i].used);
		b->max[k] = max;
		b->empty += isnan(max);
	}
	b->from[b->n] = i;
	drop_partial(b, arena_array(a, b->n, double));
}
