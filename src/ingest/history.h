/*
 * history: usage over time, as monitoring exports it.
 *
 * Taken are CSV, long (timestamp,series,used[,capacity]), of one series
 * (timestamp,used[,capacity], which is named after the file) or wide (a
 * timestamp and a column a series); the JSON of Prometheus range queries (the
 * API's answer, or "promtool query range -o json") and of CloudWatch
 * (get-metric-data, get-metric-statistics); and describe-subnets documents, of
 * which those with a date in their path are samples, and the others say how
 * large a subnet is.  What a file is, its content says; .gz is read.
 *
 * Rows may be in any order and are kept in it: what duplicates, gaps, resets
 * and rows out of order mean, the forecast says.  A missing value (empty, NaN,
 * null) is a sample that is NaN.  A sample takes 16 bytes, so ten million fit
 * into 200 MB.
 *
 * A series is what its name says, whatever file it is in.  What has no name of
 * its own is told apart where it must be: CloudWatch's results of one Label by
 * their Ids, when one query (all of its pages) has several; files without a
 * name in them by their folders, when they contradict each other.  Two files
 * that contradict each other about anything else are an input error.
 *
 * A row that cannot be read is an input error with file and line or, if the
 * caller asks for it, counted and passed over.  What is no CSV or no JSON is
 * always an error.  Memory is the arena's.
 */
#ifndef INGEST_HISTORY_H
#define INGEST_HISTORY_H

#include <stdint.h>

#include "base/map.h"
#include "ingest/documents.h"

/* Names of columns, or of the Prometheus label that names a series. */
struct history_map {
	const char *timestamp, *series, *used, *capacity;
};

/*
 * "timestamp=ts,series=subnet": what is left out has its own name.  Usage
 * error: none of the four, or one twice.
 */
bool history_map_parse(struct history_map *m, const char *text,
    struct arena *a, struct err *e);

struct history_sample {
	int64_t at;			/* seconds since 1970, UTC */
	double used;			/* NaN: missing */
};

/* Samples in the order of the rows. */
struct history_chunk {
	struct history_chunk *next;
	uint32_t n, room;
	struct history_sample v[];
};

/* Samples that stand one after the other in one document. */
struct history_part {
	struct history_part *next;
	const char *file;		/* NULL: no other can contradict it */
	uint64_t document;
	size_t n;			/* samples */
};

struct history_series {
	const char *name;
	const char *file;		/* that named it first */
	size_t n;			/* samples */
	struct history_chunk *first, *last;
	bool has_capacity;		/* said beside a sample */
	double capacity;		/* the latest; of two the smaller */
	int64_t capacity_at;
	bool capacities_differ;		/* there are two then */
	/* private */
	bool partial;			/* so says this CloudWatch document */
	bool unique;			/* called by an id of AWS */
	struct history_kin *kin;	/* or NULL: the name is its own */
	const char *of;			/* its Id or folder */
	struct history_part *parts, *last_part;
};

/* A subnet of a describe-subnets document. */
struct history_subnet {
	const char *id, *name;		/* name: its tag, or NULL */
	const char *az;
	struct prefix cidr;
	double usable;
};

struct history_options {
	struct history_map map;
	bool skip_bad;			/* rows */
	const struct documents_talk *talk;	/* or NULL */
	bool free;			/* all samples are of what is free */
};

struct histories {
	struct arena *arena;
	const struct history_options *opts;
	struct history_series **v;	/* in the order of their first rows */
	size_t n;
	struct history_subnet *subnets;	/* each id once */
	size_t nsubnets;
	uint64_t rows;			/* samples in all */
	uint64_t skipped;		/* rows that could not be read */
	int64_t newest;			/* of all samples, if rows != 0 */
	/* private */
	struct map names, ids, kin, relatives;
	const char *file;		/* now read */
	const char *lookalike;		/* its first times are no counts */
	struct cite first;		/* of them */
	const char *first_text;
	unsigned ntimes;		/* looked at */
	uint64_t document, query;	/* counted; a query is CloudWatch's */
	struct history_series *at;	/* of the last row */
	struct history_pages *pages;
	size_t npages;
	const char *undated;		/* a describe-subnets file, or NULL */
	uint64_t file_rows, file_skipped;	/* of the file now read */
	bool in_folder;			/* it was not named itself */
	struct cite bad;		/* first row of it that was skipped */
	const char *bad_why;
};

/*
 * Read the files, and all files in and below the folders; there, JSON that is
 * no history is passed over, for other exports may lie beside snapshots.
 */
bool histories_read(struct histories *h, const char *const *paths, size_t n,
    const struct history_options *o, struct arena *a, struct err *e);

/* The subnet of that id, or NULL. */
const struct history_subnet *histories_subnet(const struct histories *h,
    const char *id);

/* The series of that name, or NULL. */
struct history_series *histories_find(const struct histories *h,
    const char *name);

/* Copy the samples into v, which has room for s->n. */
void history_copy(const struct history_series *s, struct history_sample *v);

/* --- files beside a history --------------------------------------------- */

/* CSV series,capacity[,now][,horizon_days]: a row a series. */
struct history_capacity {
	const char *series;
	double capacity;
	bool has_now, has_horizon;
	int64_t now;
	uint64_t horizon_days;
};

#define HISTORY_DAYS_MAX 3650		/* longest horizon */

struct history_capacities {
	const struct history_capacity **v;	/* as in the file */
	size_t n;
	struct map by_series;
};

bool history_capacities_read(struct history_capacities *c, const char *path,
    struct arena *a, struct err *e);
const struct history_capacity *history_capacity_of(
    const struct history_capacities *c, const char *series);

/* CSV series,timestamp,delta: what is known to come, or to go. */
struct history_event {
	const char *series;
	int64_t at;
	double delta;
};

struct history_events {
	struct history_event *v;
	size_t n;
};

bool history_events_read(struct history_events *ev, const char *path,
    struct arena *a, struct err *e);

/* --- for the readers ----------------------------------------------------- */

/*
 * A number: decimal with sign, fraction and exponent; empty, NaN, null and
 * infinities are NaN.  False when it is none of these, or further from 0 than
 * what can be forecast.
 */
#define HISTORY_NUMBER_MAX 1e300
bool history_number(double *v, const char *s);

void histories_init(struct histories *h, const struct history_options *o,
    struct arena *a);
struct history_series *histories_series(struct histories *h, const char *name,
    size_t n, const char *file);
/* A result of CloudWatch, which has both. */
struct history_series *histories_result(struct histories *h,
    const char *label, const char *id, const char *file);
/* What is called after its file. */
struct history_series *histories_unnamed(struct histories *h,
    const char *path, const char *stem, const char *file);
/* All is read: give every series its name, and join those that share one. */
void histories_name(struct histories *h);
void history_add(struct histories *h, struct history_series *s, int64_t at,
    double used);
void history_capacity_at(struct history_series *s, int64_t at,
    double capacity);

/*
 * A time in the file now read.  Counts that look like dates in digits, which
 * all of its first times do, are an input error when the file ends.
 */
bool history_time(struct histories *h, const char *s, unsigned long line,
    int64_t *at, struct err *e);

/*
 * A row is bad, and e says why: false, with its place, or true when such rows
 * are skipped.
 */
bool history_bad(struct histories *h, const char *file, unsigned long line,
    struct err *e);

/*
 * A date in a path: 2026-11-22, 20261122T1000Z, 2026/11/22/10-30-00,
 * 1795341600; the last there is, which must end in the name of the file or of
 * the folder that it is in.
 */
bool history_path_date(int64_t *t, const char *path);

/* Of what has no name of its own: "a/subnet-0a1b.csv.gz" is "subnet-0a1b". */
const char *history_stem(const char *path, struct arena *a);

/*
 * What Prometheus calls a metric, its labels in order: up{job="a",zone="b"}.
 * NULL: a sum over everything, which has neither name nor labels.
 */
struct node;
const char *history_metric(const struct node *metric, struct arena *a);

/* --- do two files contradict each other? --------------------------------- */

struct history_claim {
	const char *file;
	uint64_t document;
	struct history_sample *v;	/* in order of time, none missing */
	size_t n;
	double step, rough;		/* medians; see history-clash.c */
};

struct history_clash {
	const struct history_claim *a, *b;
	struct history_sample at_a, at_b;	/* for example */
};

/* Order the samples of a claim; of two of one time the larger is kept. */
void history_claim_order(struct history_claim *c);
/*
 * Do two of the claims, which are ordered, contradict each other?  No, if what
 * one says again is the same, or lies between what the other says around it.
 * The claims are sorted.
 */
bool history_clashes(struct history_claim *c, size_t n,
    struct history_clash *found);
/* Input error: two documents clash about a series. */
bool histories_agree(const struct histories *h, struct err *e);

struct input;
bool history_csv(struct histories *h, const char *path, struct input *in,
    const char *piece, size_t n, struct err *e);
bool history_json(struct histories *h, const char *path, struct input *in,
    const char *piece, size_t n, struct err *e);
/* Was every document with further pages followed by its last? */
bool history_json_done(struct histories *h, struct err *e);

#endif
