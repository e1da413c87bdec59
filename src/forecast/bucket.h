/*
 * bucket: the greatest use in windows of equal width that end at now.
 *
 * Bucket k of n covers (now - (n - k) width, now - (n - k - 1) width], so the
 * last is whole, and the same offset is the same hour of the day in each.  A
 * bucket without samples is NaN: nothing is interpolated.  So is one with less
 * than half the samples of the next before or after it, if it is lower than
 * both: it began or ended within a gap, and missed the peak.
 */
#ifndef FORECAST_BUCKET_H
#define FORECAST_BUCKET_H

#include <stddef.h>
#include <stdint.h>

#include "forecast/series.h"

struct arena;

#define BUCKET_MAX 1100			/* three years of days */

struct buckets {
	int64_t now, width;
	size_t n, empty;
	double *max;
	size_t *from;			/* n + 1: the first sample of each */
};

/* At most limit buckets, the latest; n is 0 without history. */
void bucket_fill(struct buckets *b, const struct history *h, int64_t now,
    int64_t width, size_t limit, struct arena *a);

#endif
