#include <math.h>

#include "base/arena.h"
#include "forecast/bucket.h"

/* How many windows lie wholly between the sample and now. */
static size_t
back(const struct buckets *b, const struct sample *s)
{
	return (b->now - s->at) / b->width;
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
}
