#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "forecast/forecast.h"
#include "forecast/grid.h"
#include "forecast/stat.h"

#define LATEST_CYCLES 10	/* a season is that of the latest cycles */
#define ASIDE 2			/* of fewer on a side there is no median */
#define WEEKS 3			/* in which the hours of one are told */
#define BETTER 0.75		/* of what days leave, when hours are taken */
#define BESIDE 2		/* hours either side that are as one */
#define SWELL_CYCLES 4		/* of fewer no growth of a season is told */
#define CYCLE_KNOWN 0.75	/* of the buckets there are in others */
#define PLAINLY 0.85		/* of the deviations may a season leave ... */
#define SURELY 0.5		/* ... when it was seen but twice */
#define QUIETEST 0.3		/* noise, beside that of the middle level */
#define LOUDEST 3
#define BURST 4			/* times the mean noise */
#define GROWN 3			/* ... that the level deviates by at least */
#define SIMPLER 1.1		/* may a week of two levels leave, of seven */
#define DAYS_ASIDE 5		/* half-width of the local median: of days */
#define HOURS_ASIDE STAT_HALF	/* ... and of hours */

double
grid_season(const struct grid *g, double lead, double level)
{
	double swell = fmax(0, fmin(3, 1 + g->swell * (level - g->usual)));
	long i = (long)lead % (long)g->period;

	return swell * g->season[i < 0 ? i + (long)g->period : i];
}

static double
loudness(const struct grid *g, double level)
{
	return fmax(QUIETEST, fmin(LOUDEST, 1 + g->loud * (level -
	    g->middle)));
}

double
grid_noise(const struct grid *g, size_t k, double level)
{
	return g->loud > 0 ? g->noise[k] * loudness(g, level) : g->noise[k];
}

static bool
to_units(struct grid *g, struct arena *a)
{
	double least = INFINITY, most = -INFINITY;

	g->y = arena_array(a, g->b.n, double);
	for (size_t i = 0; i < g->b.n; i++) {
		least = fmin(least, g->b.max[i]);
		most = fmax(most, g->b.max[i]);
	}
	if (!(least <= most))
		return false;
	g->shift = least;
	g->scale = most > least ? most - least : fmax(1, fabs(most));
	for (size_t i = 0; i < g->b.n; i++)
		g->y[i] = (g->b.max[i] - g->shift) / g->scale;
	return true;
}

/* The lead of bucket i: now is between leads 0 and 1. */
static double
lead_of(const struct grid *g, size_t i)
{
	return (double)i + 1 - g->b.n;
}

static size_t
phase(const struct grid *g, size_t i)
{
	return (g->period * g->b.n + i + 1 - g->b.n) % g->period;
}

/* Median slope between buckets whole seasons apart: no season steers it. */
static double
slope_between_cycles(const struct grid *g, double *work)
{
	size_t k = 0;

	for (size_t lag = g->period; lag < g->b.n; lag += g->period)
		for (size_t i = 0; i + lag < g->b.n; i++)
			if (!isnan(g->y[i]) && !isnan(g->y[i + lag]))
				work[k++] = (g->y[i + lag] - g->y[i]) / lag;
	return stat_median(work, k);
}

static void
line_of_cycles(struct grid *g, double *work)
{
	double slope = slope_between_cycles(g, work), middle;
	size_t k = 0;

	for (size_t i = 0; i < g->b.n; i++)
		if (!isnan(g->y[i]))
			work[k++] = g->y[i] - slope * lead_of(g, i);
	middle = stat_median(work, k);
	for (size_t i = 0; i < g->b.n; i++)
		g->level[i] = middle + slope * lead_of(g, i);
}

/* Of a whole season about each bucket; NaN where not most of it is known. */
static void
mean_of_cycles(struct grid *g, double *sum, double *count)
{
	size_t n = g->b.n, half = g->period / 2, rest = g->period - half;
	double most = 0;

	sum[0] = count[0] = 0;
	for (size_t i = 0; i < n; i++) {
		sum[i + 1] = sum[i] + (isnan(g->y[i]) ? 0 : g->y[i]);
		count[i + 1] = count[i] + !isnan(g->y[i]);
		g->level[i] = NAN;
	}
	for (size_t i = half; i + rest <= n; i++)
		most = fmax(most, count[i + rest] - count[i - half]);
	for (size_t i = half; i + rest <= n; i++) {
		double known = count[i + rest] - count[i - half];

		if (known >= CYCLE_KNOWN * most && most > 0)
			g->level[i] = (sum[i + rest] - sum[i - half]) / known;
	}
}

/*
 * A level that no season is in: what that is read from is about it.  A median
 * will not do: which day is the middle one of a week is also a matter of the
 * trend.  Buckets at either end have no whole season about them, and say
 * nothing.
 */
static void
find_level(struct grid *g, double *left, double *work)
{
	size_t n = g->b.n;
	double last = NAN;

	if (n >= 3 * g->period)
		mean_of_cycles(g, work, work + n + 1);
	else
		line_of_cycles(g, work);
	for (size_t i = 0; i < n; i++)
		left[i] = g->y[i] - g->level[i];
	for (size_t i = 0; i < n; i++)
		last = g->level[i] = isnan(g->level[i]) ? last : g->level[i];
	for (size_t i = n; i-- > 0; )
		last = g->level[i] = isnan(g->level[i]) ? last : g->level[i];
}

/* What a season leaves, for each value that it has no parameter for. */
static double
left_by(const struct grid *g, const double *season, const double *left,
    double parameters)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < g->b.n; i++)
		if (!isnan(left[i])) {
			sum += fabs(left[i] - season[phase(g, i)]);
			count++;
		}
	return sum / fmax(1, count - parameters);
}

/* The first of two days in a row that differ most from the others. */
static size_t
weekend(const struct grid *g)
{
	double most = -1, sum = 0;
	size_t at = 0;

	for (size_t p = 0; p < 7; p++)
		sum += g->season[p];
	for (size_t p = 0; p < 7; p++) {
		double two = g->season[p] + g->season[(p + 1) % 7];
		double apart = fabs(two / 2 - (sum - two) / 5);

		if (apart > most) {
			most = apart;
			at = p;
		}
	}
	return at;
}

static double
level_of(const struct grid *g, const double *left, size_t first, bool off,
    double *work)
{
	size_t k = 0, latest = LATEST_CYCLES * 7;

	for (size_t i = g->b.n; i-- > 0 && g->b.n - i <= latest; )
		if (((phase(g, i) + 7 - first) % 7 < 2) == off &&
		    !isnan(left[i]))
			work[k++] = left[i];
	return stat_median(work, k);
}

/* Working days and weekends, whenever those are, unless days differ more. */
static void
simplify_week(struct grid *g, const double *left, double *work)
{
	size_t first = weekend(g);
	double on = level_of(g, left, first, false, work);
	double off = level_of(g, left, first, true, work), week[7];

	for (size_t p = 0; p < 7; p++)
		week[p] = (p + 7 - first) % 7 < 2 ? off : on;
	if (left_by(g, week, left, 3) <
	    SIMPLER * left_by(g, g->season, left, 7))
		memcpy(g->season, week, sizeof week);
}

static void
read_season(struct grid *g, const double *left, double *work)
{
	double mean = 0;

	for (size_t p = 0; p < g->period; p++) {
		size_t k = 0;

		for (size_t i = g->b.n; i-- > 0 && k < LATEST_CYCLES; )
			if (phase(g, i) == p && !isnan(left[i]))
				work[k++] = left[i];
		g->season[p] = stat_median(work, k);
	}
	if (g->period == 7)
		simplify_week(g, left, work);
	for (size_t p = 0; p < g->period; p++)
		mean += g->season[p] / g->period;
	for (size_t p = 0; p < g->period; p++)
		g->season[p] -= mean;
}

/*
 * Does the season grow with the level?  From the level that it was read at on;
 * drawn to no by as much as that is not sure.
 */
static void
find_swell(struct grid *g, const double *left, double mean, double *work)
{
	double num = 0, den = 0, sum = 0, t2;
	size_t k = 0, n = g->b.n, latest = LATEST_CYCLES * g->period;

	for (size_t i = n; i-- > 0 && i + latest >= n; )
		work[k++] = g->level[i];
	g->usual = stat_median(work, k);
	k = 0;
	for (size_t i = 0; i < n; i++) {
		double s = g->season[phase(g, i)];
		double x = s * (g->level[i] - g->usual);

		if (isnan(left[i]) || isnan(x))
			continue;
		num += (left[i] - mean - s) * x;
		den += x * x;
		sum += (left[i] - mean - s) * (left[i] - mean - s);
		k++;
	}
	if (!(den > 0 && sum > 0))
		return;
	t2 = num * num / den / (sum / k);
	g->swell = num / den * fmax(0, 1 - 4 / fmax(t2, 1e-9));
}

/* The season stays only where it explains a good part of what is left. */
static void
find_season(struct grid *g, struct arena *a)
{
	size_t n = g->b.n, k = 0;
	double *left = arena_array(a, n, double), before = 0, after = 0, mean;
	double *work = arena_array(a, n * (n / g->period + 2) + 2, double);
	double most = PLAINLY;

	g->level = arena_array(a, n, double);
	if (n < g->period * (g->period == 7 ? 2 : 1) ||
	    g->b.width > FORECAST_DAY)
		return;
	find_level(g, left, work);
	read_season(g, left, work);
	for (size_t i = 0; i < n; i++)
		if (!isnan(left[i]))
			work[k++] = left[i] - g->season[phase(g, i)];
	mean = stat_median(work, k);
	for (size_t i = 0; i < n; i++)
		if (!isnan(left[i])) {
			before += fabs(left[i] - mean);
			after += fabs(left[i] - mean - g->season[phase(g, i)]);
		}
	if (g->period == 7 && n < 3 * g->period)
		most = SURELY;
	if (!(after < most * before)) {
		for (size_t p = 0; p < g->period; p++)
			g->season[p] = 0;
		return;
	}
	g->strength = 1 - after / before;
	if (n >= SWELL_CYCLES * g->period)
		find_swell(g, left, mean, work);
	for (size_t i = 0; i < n; i++)
		g->y[i] -= grid_season(g, lead_of(g, i), g->level[i]);
}

/* The values at either end, from a robust line through the nearest. */
static void
line_at_ends(double *out, const double *y, size_t n, size_t near,
    double *work)
{
	struct line l;

	if (stat_theil_sen(&l, y, near, work))
		for (size_t i = 0; i < ASIDE; i++)
			out[i] = l.level - l.slope * (double)(near - 1 - i);
	if (stat_theil_sen(&l, y + n - near, near, work))
		for (size_t i = 0; i < ASIDE; i++)
			out[n - 1 - i] = l.level - l.slope * (double)i;
}

/*
 * A running median whose window is even at the ends too, so that a slope does
 * not move it.  work: stat_pairs(n).
 */
static void
local_median(double *out, const double *y, size_t n, size_t half,
    double *work)
{
	stat_running_median(y, n, half, out);
	if (n < 4 * ASIDE)
		return;
	for (size_t i = ASIDE; i < n - ASIDE; i++) {
		size_t aside = i < n - 1 - i ? i : n - 1 - i, k = 0;

		if (aside >= half)
			continue;
		for (size_t j = i - aside; j <= i + aside; j++)
			if (!isnan(y[j]))
				work[k++] = y[j];
		out[i] = stat_median(work, k);
	}
	line_at_ends(out, y, n, half + 1 < n ? half + 1 : n, work);
}

/*
 * Is the noise larger where use is?  Bursts do not say so, for they lift
 * the level that they are measured from; nor does a level that hardly
 * moved.  Drawn to no by as much as that is not sure.  The pool then is
 * that of a middle level.
 */
static void
find_loudness(struct grid *g, const double *smooth)
{
	double most = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0, n = 0, t2;

	for (size_t i = 0; i < g->npool; i++)
		most += BURST * fabs(g->noise[i]) / (double)g->npool;
	for (size_t i = 0; i < g->npool; i++)
		if (fabs(g->noise[i]) < most) {
			x += smooth[g->source[i]];
			y += fabs(g->noise[i]);
			n++;
		}
	for (size_t i = 0; i < g->npool; i++) {
		double dx = smooth[g->source[i]] - x / n;
		double dy = fabs(g->noise[i]) - y / n;

		if (fabs(g->noise[i]) >= most)
			continue;
		xx += dx * dx;
		xy += dx * dy;
		yy += dy * dy;
	}
	if (!(y > 0 && xy > 0 && sqrt(xx / n) > GROWN * y / n))
		return;
	t2 = xy * xy / xx * n / fmax(yy - xy * xy / xx, 1e-12);
	g->loud = xy / xx / (y / n) * fmax(0, 1 - 4 / t2);
	g->middle = x / n;
	for (size_t i = 0; i < g->npool && g->loud > 0; i++)
		g->noise[i] /= loudness(g, smooth[g->source[i]]);
}

static void
fill_pool(struct grid *g, struct arena *a)
{
	size_t n = g->b.n;
	double *smooth = arena_array(a, n, double), grow = 1;

	g->noise = arena_array(a, n, double);
	g->source = arena_array(a, n, size_t);
	local_median(smooth, g->y, n, g->jitter,
	    arena_array(a, stat_pairs(n), double));
	/* The season took part of the noise with it. */
	if (g->strength > 0)
		grow = sqrt(1 + 1 / fmax(1, (double)n / g->period - 1));
	for (size_t i = 0; i < n; i++)
		if (!isnan(g->y[i])) {
			g->noise[g->npool] = grow * (g->y[i] - smooth[i]);
			g->source[g->npool++] = i;
		}
	find_loudness(g, smooth);
}

bool
grid_fill(struct grid *g, const struct history *h, int64_t now,
    int64_t width, struct arena *a)
{
	*g = (struct grid){ .period = width < FORECAST_DAY ? 24 : 7 };
	g->jitter = g->period == 7 ? DAYS_ASIDE : HOURS_ASIDE;
	bucket_fill(&g->b, h, now, width, BUCKET_MAX, a);
	if (g->b.n == 0 || !to_units(g, a))
		return false;
	find_season(g, a);
	fill_pool(g, a);
	return true;
}

double
grid_bucket_days(const struct grid *g)
{
	return (double)g->b.width / FORECAST_DAY;
}

static size_t
hour_of_week(const struct grid *g, size_t i)
{
	return (GRID_WEEK * g->b.n + i + 1 - g->b.n) % GRID_WEEK;
}

/* The mean of a week about each hour, and beyond those as fast as it grew. */
static bool
mean_of_weeks(const struct grid *g, double *level, double *sum, double *count)
{
	size_t n = g->b.n, half = GRID_WEEK / 2, last = n - half;
	double slope;

	sum[0] = count[0] = 0;
	for (size_t i = 0; i < n; i++) {
		sum[i + 1] = sum[i] + (isnan(g->y[i]) ? 0 : g->y[i]);
		count[i + 1] = count[i] + !isnan(g->y[i]);
	}
	for (size_t i = half; i <= last; i++) {
		double known = count[i + half] - count[i - half];

		if (known < CYCLE_KNOWN * GRID_WEEK)
			return false;
		level[i] = (sum[i + half] - sum[i - half]) / known;
	}
	slope = (level[last] - level[half]) / (double)(last - half);
	for (size_t i = 0; i < half; i++)
		level[i] = level[half] - slope * (double)(half - i);
	for (size_t i = last + 1; i < n; i++)
		level[i] = level[last] + slope * (double)(i - last);
	return true;
}

/*
 * What each hour of the week has besides the hour of the day: weekends are
 * not so much lower all day as without a working day's peak.
 */
static bool
read_week(const struct grid *g, double week[GRID_WEEK], struct arena *a)
{
	size_t n = g->b.n;
	double *level = arena_array(a, n, double), day[24];
	double *left = arena_array(a, n, double);
	double *work = arena_array(a, 2 * n + 2, double);

	if (n < WEEKS * GRID_WEEK ||
	    !mean_of_weeks(g, level, work, work + n + 1))
		return false;
	for (size_t i = 0; i < n; i++)
		left[i] = g->y[i] - level[i];
	for (size_t h = 0; h < 24; h++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (phase(g, i) == h && !isnan(left[i]))
				work[k++] = left[i];
		day[h] = stat_median(work, k);
	}
	for (size_t h = 0; h < GRID_WEEK; h++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++) {
			size_t apart = (hour_of_week(g, i) + GRID_WEEK - h) %
			    GRID_WEEK;

			if (!isnan(left[i]) && (apart <= BESIDE ||
			    apart >= GRID_WEEK - BESIDE))
				work[k++] = left[i] - day[phase(g, i)];
		}
		week[h] = stat_median(work, k);
	}
	return true;
}

/* How much of what changes from day to day these hours of a week leave. */
static double
left_over(const struct grid *g, const double week[GRID_WEEK])
{
	double sum = 0;

	for (size_t i = 24; i < g->b.n; i++) {
		double d = g->y[i] - g->y[i - 24];

		if (!isnan(d))
			sum += fabs(d - week[hour_of_week(g, i)] +
			    week[hour_of_week(g, i - 24)]);
	}
	return sum;
}

/*
 * Days of a grid end at now, those of people elsewhere: at the hour where what
 * is left is least.  Returns that.
 */
static double
days_of_week(const struct grid *g, const struct grid *days,
    double week[GRID_WEEK])
{
	double least = INFINITY;

	for (long begin = -11; begin <= 12; begin++) {
		double one[GRID_WEEK], left;

		for (size_t i = 0; i < GRID_WEEK; i++) {
			double lead = ceil(((double)i - (double)begin) / 24);

			one[i] = grid_season(days, lead,
			    days->level[days->b.n - 1]) * days->scale /
			    g->scale;
		}
		left = left_over(g, one);
		if (left < least) {
			least = left;
			for (size_t i = 0; i < GRID_WEEK; i++)
				week[i] = one[i];
		}
	}
	return least;
}

static void
find_week(struct grid *g, const struct grid *days, struct arena *a)
{
	double whole[GRID_WEEK], left;

	if (days->strength == 0)
		return;
	left = days_of_week(g, days, g->week);
	if (!read_week(g, whole, a) || left_over(g, whole) > BETTER * left)
		return;
	for (size_t i = 0; i < GRID_WEEK; i++)
		g->week[i] = whole[i];
}

bool
grid_fill_hours(struct grid *g, const struct history *h,
    const struct grid *days, struct arena *a)
{
	*g = (struct grid){ .period = 24 };
	bucket_fill(&g->b, h, days->b.now, 3600, BUCKET_MAX, a);
	if (g->b.n == 0 || !to_units(g, a))
		return false;
	find_week(g, days, a);
	for (size_t i = 0; i < g->b.n; i++)
		g->y[i] -= g->week[hour_of_week(g, i)];
	find_season(g, a);
	return true;
}
