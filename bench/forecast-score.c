/*
 * Score dates against the truth, for bench/forecast.
 * usage: forecast-score [-k] TRUTH SAID...
 *
 * TRUTH is forecast-gen's.  SAID is CSV with columns series, p10, p50, p90:
 * days from now, or times (RFC 3339) as of "ipplan forecast"; empty is never.
 * Of several rows of a series the first counts.  A series that SAID lacks was
 * said to be never full.  -k: by kind.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "ingest/csv.h"
#include "scores.h"

struct truth {
	const char *kind;
	double horizon, full;
	int64_t now;
	bool answered;
	double said[3];
};

struct table {
	struct arena *arena;
	struct map map;
	struct truth *v[100000];
	size_t n;
	bool header, truths;
	size_t series, kind, horizon, full, p[3], now;
};

static double
number(const char *s)
{
	return *s == '\0' ? INFINITY : strtod(s, NULL);
}

static bool
columns(struct table *t, const struct csv_row *r, struct err *e)
{
	static const char *const p[3] = { "p10", "p50", "p90" };

	t->header = true;
	if (!csv_column(r, "series", &t->series, e))
		return false;
	if (t->truths)
		return csv_column(r, "kind", &t->kind, e) &&
		    csv_column(r, "now", &t->now, e) &&
		    csv_column(r, "horizon_days", &t->horizon, e) &&
		    csv_column(r, "full", &t->full, e);
	for (size_t i = 0; i < 3; i++)
		if (!csv_column(r, p[i], &t->p[i], e))
			return false;
	return true;
}

static bool
said(struct table *t, const struct csv_row *r, struct err *e)
{
	const char *name = r->field[t->series];
	struct truth *x = map_find(&t->map, name, strlen(name));
	int64_t at;

	if (x == NULL)
		return err_input(e, "%s: a series without a truth", name);
	if (x->answered)
		return true;
	x->answered = true;
	for (size_t i = 0; i < 3; i++) {
		const char *s = r->field[t->p[i]];

		if (strchr(s, 'T') == NULL)
			x->said[i] = number(s);
		else if (date_parse(&at, s, e))
			x->said[i] = (double)(at - x->now) / 86400;
		else
			return false;
	}
	return true;
}

static bool
row(void *arg, const struct csv_row *r, struct err *e)
{
	struct table *t = arg;
	struct truth *x;
	const char *name;

	if (!t->header)
		return columns(t, r, e);
	if (!t->truths)
		return said(t, r, e);
	name = arena_strdup(t->arena, r->field[t->series]);
	x = arena_new(t->arena, struct truth);
	x->kind = arena_strdup(t->arena, r->field[t->kind]);
	x->horizon = number(r->field[t->horizon]);
	x->full = number(r->field[t->full]);
	*map_slot(&t->map, name, strlen(name)) = x;
	t->v[t->n++] = x;
	return date_parse(&x->now, r->field[t->now], e);
}

static void
load(struct table *t, const char *path)
{
	struct csv c = { .file = path, .row = row, .arg = t };
	struct err e = ERR_INIT;

	t->header = false;
	if (!csv_read(&c, path, &e)) {
		fprintf(stderr, "%s:%lu: %s\n", path, e.line, e.msg);
		exit(1);
	}
}

/* All, or those of one kind. */
static void
print(struct table *t, const char *what, const char *kind)
{
	struct date_scores s = { .miss_days = calloc(t->n + 1,
	    sizeof(double)) };

	for (size_t i = 0; i < t->n; i++) {
		struct truth *x = t->v[i];

		if (kind != NULL && strcmp(x->kind, kind) != 0)
			continue;
		s.nanswered += x->answered;
		score_date(&s, x->said, x->full, x->horizon);
	}
	printf("%-20s %5zu %5zu %8.3f %8.1f %8.1f %8.1f %8.1f\n",
	    kind != NULL ? kind : what, s.n, s.nresolved,
	    s.pinball / (double)s.n,
	    s.nresolved == 0 ? 0 : 100.0 * (double)s.ncovered /
	    (double)s.nresolved, score_median_miss(&s),
	    100 * score_missed(&s), 100 * score_false(&s));
	free(s.miss_days);
}

static const char *
stem(const char *path)
{
	const char *s = strrchr(path, '/');
	static char buf[64];

	s = s != NULL ? s + 1 : path;
	if (strncmp(s, "said-", 5) == 0)
		s += 5;
	snprintf(buf, sizeof(buf), "%.*s", (int)strcspn(s, "."), s);
	return buf;
}

static void
print_kinds(struct table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (i == 0 || strcmp(t->v[i]->kind, t->v[i - 1]->kind) != 0)
			print(t, NULL, t->v[i]->kind);
}

int
main(int argc, char **argv)
{
	static struct table t;
	struct arena a = ARENA_INIT;
	bool kinds = argc > 1 && strcmp(argv[1], "-k") == 0;

	argv += kinds;
	argc -= kinds;
	if (argc < 3) {
		fprintf(stderr, "usage: forecast-score [-k] TRUTH SAID...\n");
		return 2;
	}
	t.arena = &a;
	t.map = map_make(&a);
	t.truths = true;
	load(&t, argv[1]);
	t.truths = false;
	printf("%-20s %5s %5s %8s %8s %8s %8s %8s\n", "", "n", "full",
	    "pinball", "cover%", "days", "missed%", "false%");
	for (int i = 2; i < argc; i++) {
		for (size_t k = 0; k < t.n; k++) {
			t.v[k]->answered = false;
			t.v[k]->said[0] = t.v[k]->said[1] =
			    t.v[k]->said[2] = INFINITY;
		}
		load(&t, argv[i]);
		print(&t, stem(argv[i]), NULL);
		if (kinds)
			print_kinds(&t);
	}
	arena_clear(&a);
	return 0;
}
