#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "forecast/series.h"
#include "forecast/stat.h"

#define RESET_RUN 6		/* samples a reset lasts at most */
#define RESET_DEPTH 0.25	/* of the running median */
#define MEDIAN_HALF 7		/* of the 15 samples of the running median */
#define ANCIENT (INT64_C(40) * 366 * 86400)
#define GREATEST 1e300		/* sums of squares are of units, not of these */
#define FAR (INT64_C(30) * 86400)
#define EARLY (INT64_C(90) * 86400)
#define STALE_STEPS 3
#define SPIKE 6			/* deviations above the running median */

static int
by_time(const void *pa, const void *pb)
{
	const struct sample *a = pa, *b = pb;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->used > b->used) - (a->used < b->used);
}

static bool
usable(const struct sample *s, int64_t now, struct intake *f)
{
	if (s->at > now)
		f->later++;
	else if (s->at < now - ANCIENT)
		f->ancient++;
	else if (!(fabs(s->used) <= GREATEST))
		f->missing++;
	else
		return true;
	return false;
}

/* In order of time, of equal times the greatest value. */
static size_t
one_a_time(struct sample *v, size_t n, struct intake *f)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && v[i + 1].at == v[i].at) {
			if (v[i + 1].used == v[i].used)
				f->duplicates++;
			else
				f->conflicts++;
			continue;
		}
		v[k++] = v[i];
	}
	return k;
}

static size_t
collect(struct sample *v, const struct series *s, int64_t now,
    struct intake *f)
{
	size_t n = 0;
	bool sorted = true;

	for (size_t i = 0; i < s->n; i++) {
		if (i > 0 && s->samples[i].at < s->samples[i - 1].at)
			f->unsorted++;
		if (!usable(&s->samples[i], now, f))
			continue;
		v[n] = s->samples[i];
		if (n > 0 && by_time(&v[n - 1], &v[n]) > 0)
			sorted = false;
		n++;
	}
	if (!sorted)
		qsort(v, n, sizeof *v, by_time);
	return one_a_time(v, n, f);
}

/* A few samples that lie long before all others are typing errors. */
static size_t
count_early(const struct sample *v, size_t n, struct intake *f)
{
	size_t k = 0;

	for (size_t i = 1; i < SERIES_FEW && i + SERIES_FEW <= n; i++) {
		int64_t gap = v[i].at - v[i - 1].at;

		if (gap > EARLY && gap > v[n - 1].at - v[i].at)
			k = i;
	}
	f->ancient += k;
	return k;
}

/*
 * A run below a quarter of the running median that comes back was the
 * collector, not the cluster.  One that lasts is a fall, and stays.
 */
static size_t
drop_resets(struct sample *v, size_t n, const double *median,
    struct intake *f)
{
	size_t k = 0;

	for (size_t i = 0; i < n; ) {
		size_t j = i;

		while (j < n && median[j] > 0 &&
		    v[j].used < RESET_DEPTH * median[j])
			j++;
		if (j > i && i > 0 && j < n && j - i <= RESET_RUN) {
			f->resets++;
			f->reset_samples += j - i;
			i = j;
			continue;
		}
		do
			v[k++] = v[i++];
		while (i < j);
	}
	return k;
}

static void
count_spikes(const double *used, const double *median, size_t n,
    struct intake *f, double *work)
{
	double deviation;

	for (size_t i = 0; i < n; i++)
		work[i] = used[i] - median[i];
	deviation = stat_mad(work, n);
	for (size_t i = 0; i < n && deviation > 0; i++)
		if (used[i] - median[i] > SPIKE * deviation)
			f->spikes++;
}

static size_t
smooth(struct sample *v, size_t n, struct intake *f, struct arena *a)
{
	double *used = arena_array(a, 3 * n, double);
	double *median = used + n, *work = median + n;

	for (size_t i = 0; i < n; i++)
		used[i] = v[i].used;
	stat_running_median(used, n, MEDIAN_HALF, median);
	count_spikes(used, median, n, f, work);
	return drop_resets(v, n, median, f);
}

static void
measure_gaps(const struct sample *v, size_t n, struct intake *f, double *work)
{
	for (size_t i = 1; i < n; i++)
		work[i - 1] = (double)v[i].at - v[i - 1].at;
	f->step = (int64_t)stat_median(work, n - 1);
	for (size_t i = 1; i < n; i++) {
		int64_t d = v[i].at - v[i - 1].at;

		if (d <= 2 * f->step)
			continue;
		f->gaps++;
		f->gap_seconds += d - f->step;
		if (d > f->gap_longest)
			f->gap_longest = d;
	}
}

static void
measure(const struct sample *v, size_t n, struct intake *f)
{
	f->kept = n;
	if (n == 0)
		return;
	f->first = v[0].at;
	f->last = v[n - 1].at;
	f->latest = f->least = f->most = v[n - 1].used;
	for (size_t i = 0; i < n; i++) {
		f->least = fmin(f->least, v[i].used);
		f->most = fmax(f->most, v[i].used);
	}
}

void
series_clean(struct history *h, const struct series *s, int64_t now,
    struct arena *a)
{
	struct arena scratch = ARENA_INIT;
	struct sample *v = arena_array(a, s->n, struct sample);
	size_t n, early;

	*h = (struct history){ .samples = v };
	h->found.samples = s->n;
	n = collect(v, s, now, &h->found);
	early = count_early(v, n, &h->found);
	h->samples = v += early;
	n -= early;
	if (n > 0)
		n = smooth(v, n, &h->found, &scratch);
	if (n > 1)
		measure_gaps(v, n, &h->found,
		    arena_array(&scratch, n, double));
	measure(v, n, &h->found);
	h->n = n;
	arena_clear(&scratch);
}

bool
series_apart(int64_t first, int64_t last, int64_t next)
{
	return next - last > FAR && next - last > last - first;
}

size_t
series_since_gap(const struct history *h)
{
	size_t since = 0;

	for (size_t i = SERIES_FEW; i < h->n; i++)
		if (series_apart(h->samples[0].at, h->samples[i - 1].at,
		    h->samples[i].at))
			since = i;
	return h->n - since;
}

int64_t
series_stale_after(const struct intake *f)
{
	int64_t span = f->last - f->first, most = span < FAR ? span : FAR;

	return f->step > most / STALE_STEPS ? STALE_STEPS * f->step : most;
}
