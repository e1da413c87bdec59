/*
 * Histories of known processes as files, for bench/forecast.
 * usage: forecast-gen DIR SEED COUNT [PATHS [KIND]]
 *
 * COUNT of each kind; PATHS (100) futures for what the true process itself
 * would say.  Writes DIR/history.csv, capacity.csv, events.csv and truth.csv,
 * and what simple methods say of the same histories, a file each, in the
 * columns of truth.csv's "full" (days from now, empty: never).
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "forecast-peers.h"
#include "histories.h"

static FILE *
create(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.csv", dir, name);
	f = fopen(path, "w");
	if (f == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
	return f;
}

static void
put_days(FILE *f, double days)
{
	if (isfinite(days))
		fprintf(f, ",%.6f", days);
	else
		fputc(',', f);
}

static double
days(const struct drawn_history *h, int64_t t)
{
	return t == HISTORY_NEVER ? INFINITY : (double)(t - h->now) / 86400;
}

static void
put_history(FILE *f, const struct drawn_history *h)
{
	char when[DATE_LEN];

	for (size_t i = 0; i < h->n; i++) {
		fprintf(f, "%s,%s,", date_format(when, h->t[i]), h->name);
		if (!isnan(h->used[i]))
			fprintf(f, "%.0f", h->used[i]);
		fputc('\n', f);
	}
}

static void
put_events(FILE *f, const struct drawn_history *h)
{
	char when[DATE_LEN];

	for (size_t i = 0; i < h->nevents; i++)
		fprintf(f, "%s,%s,%.0f\n", h->name,
		    date_format(when, h->events[i].t), h->events[i].delta);
}

static void
put_truth(FILE *f, const struct drawn_history *h)
{
	char now[DATE_LEN];

	fprintf(f, "%s,%s,%s,%u,%lld", h->name, history_kinds[h->kind],
	    date_format(now, h->now), h->horizon_days,
	    (long long)h->step_s);
	put_days(f, days(h, h->full));
	fputc('\n', f);
}

struct files {
	FILE *history, *capacity, *events, *truth, *best;
	FILE *peers[16];
};

static void
open_files(struct files *f, const char *dir)
{
	f->history = create(dir, "history");
	f->capacity = create(dir, "capacity");
	f->events = create(dir, "events");
	f->truth = create(dir, "truth");
	f->best = create(dir, "said-true-process");
	fprintf(f->history, "timestamp,series,used\n");
	fprintf(f->capacity, "series,capacity,now,horizon_days\n");
	fprintf(f->events, "series,timestamp,delta\n");
	fprintf(f->truth, "series,kind,now,horizon_days,step_s,full\n");
	fprintf(f->best, "series,p10,p50,p90\n");
	for (size_t i = 0; i < npeers; i++) {
		char name[64];

		snprintf(name, sizeof(name), "said-%s", peers[i].name);
		f->peers[i] = create(dir, name);
		fprintf(f->peers[i], "series,p10,p50,p90\n");
	}
}

static void
put(struct files *f, const struct drawn_history *h)
{
	char when[DATE_LEN];

	put_history(f->history, h);
	put_events(f->events, h);
	put_truth(f->truth, h);
	fprintf(f->capacity, "%s,%.0f,%s,%u\n", h->name, h->capacity,
	    date_format(when, h->now), h->horizon_days);
	fputs(h->name, f->best);
	for (size_t i = 0; i < HISTORY_QUANTILES; i++)
		put_days(f->best, days(h, h->best[i]));
	fputc('\n', f->best);
	for (size_t i = 0; i < npeers; i++) {
		double said[3];

		peers[i].say(h, said);
		fputs(h->name, f->peers[i]);
		for (size_t k = 0; k < 3; k++)
			put_days(f->peers[i], said[k]);
		fputc('\n', f->peers[i]);
	}
}

static void
done(FILE *f)
{
	if (ferror(f) || fclose(f) != 0) {
		perror("write");
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct files f;
	struct drawn_history h;
	size_t count, npaths = 100;

	if (argc < 4 || argc > 6) {
		fprintf(stderr, "usage: forecast-gen DIR SEED COUNT "
		    "[PATHS [KIND]]\n");
		return 2;
	}
	count = strtoul(argv[3], NULL, 10);
	if (argc > 4)
		npaths = strtoul(argv[4], NULL, 10);
	open_files(&f, argv[1]);
	for (int k = 0; k < HISTORY_KINDS; k++) {
		if (argc > 5 && strcmp(argv[5], history_kinds[k]) != 0)
			continue;
		for (size_t i = 0; i < count; i++) {
			history_make(&h, strtoull(argv[2], NULL, 10),
			    (enum history_kind)k, i, npaths, &a);
			put(&f, &h);
			arena_clear(&a);
		}
	}
	done(f.history);
	done(f.capacity);
	done(f.events);
	done(f.truth);
	done(f.best);
	for (size_t i = 0; i < npeers; i++)
		done(f.peers[i]);
	return 0;
}
