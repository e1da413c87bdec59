/*
 * The latest sample is now, unless it lies so far after all others that it is
 * rather a typing error or a clock: such a sample would make everything else
 * look ended long ago.
 */
#include "cli/forecast.h"

#include "base/date.h"
#include "base/str.h"

/* Of one series: when it begins, and its latest samples, the last first. */
struct tail {
	int64_t first, latest[SERIES_FEW];
	size_t n;
};

/* All that is told of the samples that are passed over. */
struct apart {
	size_t series, samples;
	const char *name;		/* of the first series */
	int64_t at, after;		/* its latest, and that of others */
};

static void
tail_add(struct tail *t, int64_t at)
{
	size_t i = t->n < SERIES_FEW ? t->n : SERIES_FEW;

	if (t->n == 0 || at < t->first)
		t->first = at;
	t->n++;
	if (i == SERIES_FEW && at <= t->latest[--i])
		return;
	for (; i > 0 && t->latest[i - 1] < at; i--)
		t->latest[i] = t->latest[i - 1];
	t->latest[i] = at;
}

static void
tail_of(struct tail *t, const struct history_series *s)
{
	*t = (struct tail){ 0 };
	for (const struct history_chunk *c = s->first; c != NULL; c = c->next)
		for (uint32_t i = 0; i < c->n; i++)
			tail_add(t, c->v[i].at);
}

static void
pass_over(struct apart *a, const struct history_series *s, size_t samples,
    int64_t at, int64_t after)
{
	if (a->series++ == 0) {
		a->name = s->name;
		a->at = at;
		a->after = after;
	}
	a->samples += samples;
}

/* How many of the latest samples are on their own, after all before. */
static size_t
on_its_own(const struct tail *t)
{
	size_t n = 0;

	for (size_t k = 1; k < SERIES_FEW && k + SERIES_FEW <= t->n; k++)
		if (series_apart(t->first, t->latest[k], t->latest[k - 1]))
			n = k;
	return n;
}

/* When the series that say something begin and end. */
static bool
long_series(const struct jobs *j, struct apart *a, int64_t *first,
    int64_t *last)
{
	bool any = false;

	for (size_t i = 0; i < j->histories.n; i++) {
		const struct history_series *s = j->histories.v[i];
		struct tail t;
		size_t n;

		if (s->n < SERIES_FEW)
			continue;
		tail_of(&t, s);
		n = on_its_own(&t);
		if (n != 0)
			pass_over(a, s, n, t.latest[0], t.latest[n]);
		if (!any || t.first < *first)
			*first = t.first;
		if (!any || t.latest[n] > *last)
			*last = t.latest[n];
		any = true;
	}
	return any;
}

/* The others may be new, but not far ahead of all the rest. */
static int64_t
short_series(const struct jobs *j, struct apart *a, int64_t first,
    int64_t last)
{
	int64_t now = last;

	for (size_t i = 0; i < j->histories.n; i++) {
		const struct history_series *s = j->histories.v[i];
		struct tail t;
		size_t n = 0;

		if (s->n >= SERIES_FEW)
			continue;
		tail_of(&t, s);
		while (n < t.n && series_apart(first, last, t.latest[n]))
			n++;
		if (n != 0)
			pass_over(a, s, n, t.latest[0], last);
		if (n < t.n && t.latest[n] > now)
			now = t.latest[n];
	}
	return now;
}

int64_t
jobs_now(const struct jobs *j)
{
	struct apart a = { 0 };
	int64_t first = 0, last = 0, now;
	char at[DATE_LEN], from[DATE_LEN];

	if (j->ctx->common->now != NULL)
		return j->ctx->common->now_s;
	if (!long_series(j, &a, &first, &last))
		return j->histories.newest;
	now = short_series(j, &a, first, last);
	if (a.samples != 0)
		warn(j->ctx, "%s: %s is %lld days after all before it; %zu "
		    "such sample%s, in %zu series, %s not count, and now is "
		    "%s; see --now", a.name, date_format_day(at, a.at),
		    (long long)((a.at - a.after) / DATE_DAY_S), a.samples,
		    str_s(a.samples), a.series, a.samples == 1 ? "does" :
		    "do", date_format(from, now));
	return now;
}
