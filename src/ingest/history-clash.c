/*
 * Exports overlap, and that is no contradiction: those of two weeks, made
 * every week, say the same twice.  Their times may be others (Prometheus
 * counts its steps from where a query starts), and so may their steps
 * (CloudWatch keeps minutes for 15 days, hours for 15 months); then a value
 * of the coarser must lie within what the finer says around it.
 *
 * Most of what can be compared must disagree: the last value of an export is
 * often of an hour that was not over, and another server may have looked a
 * moment later.
 */
#include "ingest/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define SAME 1e-3		/* rounding, as share of the larger value */
#define COMPARED_MAX 500	/* of other times, so many, spread out */
#define AROUND_MAX 2048		/* samples before and after a time */

/* The larger of one time first. */
static int
by_time(const void *a, const void *b)
{
	const struct history_sample *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->used < y->used) - (x->used > y->used);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *v, size_t n)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof(*v), by_size);
	return v[n / 2];
}

/* Of the distances in time, and of those in value. */
static void
measure(struct history_claim *c)
{
	struct arena scratch = ARENA_INIT;
	size_t n = c->n > 0 ? c->n - 1 : 0;
	double *d = arena_array(&scratch, n + 1, double);

	for (size_t i = 0; i < n; i++)
		d[i] = (double)(c->v[i + 1].at - c->v[i].at);
	c->step = median(d, n);
	for (size_t i = 0; i < n; i++)
		d[i] = fabs(c->v[i + 1].used - c->v[i].used);
	c->rough = median(d, n);
	arena_clear(&scratch);
}

void
history_claim_order(struct history_claim *c)
{
	bool sorted = true;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		if (!isnan(c->v[i].used))
			c->v[n++] = c->v[i];
	for (size_t i = 1; i < n && sorted; i++)
		sorted = by_time(&c->v[i - 1], &c->v[i]) <= 0;
	if (!sorted)
		qsort(c->v, n, sizeof(*c->v), by_time);
	c->n = 0;
	for (size_t i = 0; i < n; i++)
		if (c->n == 0 || c->v[c->n - 1].at != c->v[i].at)
			c->v[c->n++] = c->v[i];
}

/* The first sample at t or later. */
static size_t
from(const struct history_claim *c, double t)
{
	size_t lo = 0, hi = c->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if ((double)c->v[mid].at < t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct verdict {
	size_t compared, differ;
	struct history_clash *found;
};

static void
judge(struct verdict *v, const struct history_claim *a,
    const struct history_claim *b, size_t i, size_t j, bool differ)
{
	v->compared++;
	if (differ && v->differ++ == 0)
		*v->found = (struct history_clash){ a, b, a->v[i], b->v[j] };
}

static double
rounding(double x, double y)
{
	return SAME * fmax(fabs(x), fabs(y));
}

/*
 * Values of the same times; how many times there were.  The last one of
 * either may be of an hour that was not over.
 */
static size_t
compare_same(struct verdict *v, const struct history_claim *a,
    const struct history_claim *b)
{
	size_t i = from(a, (double)b->v[0].at), j = from(b,
	    (double)a->v[0].at), n = 0;

	while (i < a->n && j < b->n) {
		double x = a->v[i].used, y = b->v[j].used;

		if (a->v[i].at < b->v[j].at)
			i++;
		else if (a->v[i].at > b->v[j].at)
			j++;
		else {
			if (i + 1 < a->n && j + 1 < b->n)
				judge(v, a, b, i, j,
				    fabs(x - y) > rounding(x, y));
			n++;
			i++;
			j++;
		}
	}
	return n;
}

/* Is sample i of the coarser within what the finer says around it? */
static void
compare_around(struct verdict *v, const struct history_claim *coarse,
    const struct history_claim *fine, size_t i)
{
	const struct history_sample *s = &coarse->v[i];
	size_t near = from(fine, (double)s->at), lo = near, hi = near;
	double least = INFINITY, most = -INFINITY;
	double slack = 2 * fmax(coarse->rough, fine->rough);

	while (lo > 0 && near - lo < AROUND_MAX && (double)s->at -
	    (double)fine->v[lo - 1].at <= coarse->step)
		lo--;
	while (hi < fine->n && hi - near < AROUND_MAX &&
	    (double)fine->v[hi].at - (double)s->at <= coarse->step)
		hi++;
	for (size_t k = lo; k < hi; k++) {
		least = fmin(least, fine->v[k].used);
		most = fmax(most, fine->v[k].used);
	}
	if (lo == hi)
		return;
	slack += rounding(s->used, most);
	judge(v, coarse, fine, i, near < hi ? near : hi - 1,
	    s->used < least - slack || s->used > most + slack);
}

static void
compare_other(struct verdict *v, const struct history_claim *coarse,
    const struct history_claim *fine)
{
	size_t lo = from(coarse, (double)fine->v[0].at), hi = from(coarse,
	    (double)fine->v[fine->n - 1].at + 0.5), n = hi - lo;
	size_t take = n < COMPARED_MAX ? n : COMPARED_MAX;

	for (size_t i = 0; i < take; i++)
		compare_around(v, coarse, fine, lo + i * n / take);
}

/* Their times overlap. */
static bool
contradict(const struct history_claim *a, const struct history_claim *b,
    struct history_clash *found)
{
	struct verdict v = { .found = found };
	size_t in_a = from(a, (double)b->v[b->n - 1].at + 0.5) -
	    from(a, (double)b->v[0].at), in_b = from(b,
	    (double)a->v[a->n - 1].at + 0.5) - from(b, (double)a->v[0].at);
	size_t same = compare_same(&v, a, b);
	bool alike = fmax(a->step, b->step) < 1.5 * fmin(a->step, b->step);

	if (!alike || 2 * same < (in_a < in_b ? in_a : in_b)) {
		v = (struct verdict){ .found = found };
		compare_other(&v, a->step > b->step ? a : b,
		    a->step > b->step ? b : a);
	}
	return v.differ >= 2 && 2 * v.differ > v.compared;
}

static int
by_start(const void *a, const void *b)
{
	const struct history_claim *x = a, *y = b;

	if (x->v[0].at != y->v[0].at)
		return x->v[0].at < y->v[0].at ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

/*
 * Each is compared with the one that reaches furthest of those that begin
 * before it: of the others, what lies in its time was compared with that one.
 */
bool
history_clashes(struct history_claim *c, size_t n,
    struct history_clash *found)
{
	const struct history_claim *reach;
	size_t some = 0;

	for (size_t i = 0; i < n; i++)
		if (c[i].n != 0)
			c[some++] = c[i];
	if (some < 2)
		return false;
	qsort(c, some, sizeof(*c), by_start);
	for (size_t i = 0; i < some; i++)
		measure(&c[i]);
	reach = &c[0];
	for (size_t i = 1; i < some; i++) {
		int64_t end = reach->v[reach->n - 1].at;

		if (reach->document != c[i].document &&
		    c[i].v[0].at <= end && contradict(reach, &c[i], found))
			return true;
		if (c[i].v[c[i].n - 1].at > end)
			reach = &c[i];
	}
	return false;
}

/* --- a series ------------------------------------------------------------- */

static size_t
claims(const struct history_series *s, struct history_claim **c,
    struct arena *a)
{
	struct history_sample *v;
	size_t n = 0;

	if (s->parts == NULL || s->parts->next == NULL)
		return 0;
	v = arena_array(a, s->n, struct history_sample);
	history_copy(s, v);
	for (const struct history_part *p = s->parts; p != NULL;
	    v += p->n, p = p->next)
		if (p->file != NULL) {
			*arena_push(a, *c, n) = (struct history_claim){
			    .file = p->file, .document = p->document,
			    .v = v, .n = p->n };
			history_claim_order(&(*c)[n - 1]);
		}
	return n;
}

static bool
refuse(const struct history_series *s, const struct history_clash *f,
    struct err *e)
{
	char at_a[DATE_LEN], at_b[DATE_LEN];
	bool one = strcmp(f->a->file, f->b->file) == 0;

	date_format(at_a, f->at_a.at);
	date_format(at_b, f->at_b.at);
	err_input(e, "%s: %.6g at %s, but %.6g at %s in %s; if these are two "
	    "things, give each a series of its own (another Label, label or "
	    "column), else leave one out", s->name, f->at_a.used, at_a,
	    f->at_b.used, at_b, one ? "another document of this file" :
	    f->b->file);
	return err_locate(e, f->a->file, 0, 0);
}

bool
histories_agree(const struct histories *h, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true;

	for (size_t i = 0; i < h->n && ok; i++) {
		struct history_claim *c = NULL;
		size_t n = claims(h->v[i], &c, &scratch);
		struct history_clash f;

		if (n > 1 && history_clashes(c, n, &f))
			ok = refuse(h->v[i], &f, e);
		arena_reset(&scratch);
	}
	arena_clear(&scratch);
	return ok;
}
