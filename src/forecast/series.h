/*
 * series: a history of use, as measured.
 *
 * Samples come as they were recorded: in any order, with gaps, duplicates,
 * resets and NaN.  series_clean() makes a tidy history of it and says what it
 * found; nothing else in src/forecast looks at raw samples.
 *
 * Ancient is what lies 40 years before now, and up to five samples before a
 * gap of more than 90 days that is longer than all that follows.
 *
 * The tidy history is in ascending order of time, finite, at or before `now`,
 * and has one sample a time.  Of several values at one time the greatest is
 * kept, not the last that came: exhaustion is a question about peaks, and the
 * answer must not depend on the order of the rows.
 *
 * Times are seconds since 1970, UTC.  No clock is read.  Nothing fails: what
 * cannot be used is counted.  Memory is the caller's arena.
 */
#ifndef FORECAST_SERIES_H
#define FORECAST_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct sample {
	int64_t at;
	double used;			/* NaN: missing */
};

/* Borrowed: the samples are neither changed nor kept. */
struct series {
	const char *name;		/* seeds the generator; never NULL */
	const struct sample *samples;
	size_t n;
};

/* What was found in the raw samples; every count is of samples. */
struct intake {
	size_t samples;			/* rows that came */
	size_t kept;
	size_t missing;			/* NaN, or beyond 1e300 */
	size_t duplicates;		/* same time, same value */
	size_t conflicts;		/* same time, another value: not kept */
	size_t unsorted;		/* earlier than the row before */
	size_t later;			/* after now: not looked at */
	size_t ancient;			/* long before all others: neither */
	size_t resets;			/* dips that come back: runs ... */
	size_t reset_samples;		/* ... and samples: not kept */
	size_t spikes;			/* kept; they do not steer the trend */
	size_t gaps;			/* longer than two steps: how many */
	int64_t gap_seconds;		/* all of them, and the longest */
	int64_t gap_longest;
	int64_t step;			/* median distance, seconds; 0: none */
	int64_t first, last;		/* of what is kept; 0 when nothing is */
	double least, most, latest;	/* of what is kept; 0 when nothing is */
};

struct history {
	const struct sample *samples;	/* tidy; n is intake.kept */
	size_t n;
	struct intake found;
};

/*
 * Is a sample at `next` on its own, after a history from first to last?  So it
 * is when it lies further from it than all of that spans, and than 30 days: a
 * typing error, a clock, or a collector that has just come back.
 */
#define SERIES_FEW 6		/* fewer samples tell nothing */
bool series_apart(int64_t first, int64_t last, int64_t next);

/* How many samples came after the last such gap; n without one. */
size_t series_since_gap(const struct history *h);

/*
 * The latest sample may be so much before now, in seconds, that its history
 * still speaks of now: 30 days or the length of the history, if that is less,
 * and at least three of its steps.
 */
int64_t series_stale_after(const struct intake *f);

void series_clean(struct history *h, const struct series *s, int64_t now,
    struct arena *a);

#endif
