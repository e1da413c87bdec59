/*
 * surge: peaks that recur, such as the upgrades of a cluster.
 *
 * A surge is a run of the noise pool more than SURGE_HEIGHT deviations above
 * the local level; neighbouring buckets are one.  Three or more are regular
 * when their waits, from beginning to beginning, vary by less than 0.3 of
 * their mean (three: by less than 0.2): the next ones are due a wait after the
 * latest.  Where not all are, those of a fifth of the highest, two fifths or
 * three fifths may be; the lower ones are noise then.
 */
#ifndef FORECAST_SURGE_H
#define FORECAST_SURGE_H

#include <stdbool.h>
#include <stddef.h>

#include "forecast/grid.h"

struct arena;
struct random;

#define SURGE_HEIGHT 4

struct surges {
	size_t n;
	size_t *start, *len;		/* of each: entries of the pool */
	double height;			/* median of their peaks, in units */
	double every, jitter;		/* buckets; every 0: not regular */
	double last;			/* lead of the latest's beginning */
	unsigned char *in;		/* by entry of the pool: part of one */
};

/* noise: deviation of the maxima about the local level, in units. */
void surge_find(struct surges *s, const struct grid *g, double noise,
    struct arena *a);

/* When they come on one path.  Only regular ones do. */
struct surge_path {
	double every, next;		/* buckets; lead, INFINITY: never */
	size_t entry, left;		/* of the pool: of the one that is on */
};

void surge_start(struct surge_path *p, const struct surges *s,
    struct random *r);
/* The bucket that the next begins in, 1 at least. */
double surge_lead(const struct surge_path *p);
/*
 * Lead by lead, of regular surges: if one is on, *entry is its entry of the
 * pool there.
 */
bool surge_next(struct surge_path *p, const struct surges *s, double lead,
    struct random *r, size_t *entry);

#endif
