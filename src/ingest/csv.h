/*
 * csv: rows of a CSV file (RFC 4180), read as they come.
 *
 * The first row is the header; every other row has as many fields, unless the
 * caller takes ragged ones.  Empty lines are skipped, a byte order mark at the
 * start is allowed, blanks belong to their field; fields and rows have no
 * length limit.  A quote in the wrong place, one that is never closed, a NUL
 * byte, a ragged row and a file without a header are input errors, with the
 * line on which the row begins (a quoted field may hold line ends, so that is
 * not the row's number).
 */
#ifndef INGEST_CSV_H
#define INGEST_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct csv_row {
	unsigned long line;		/* on which it begins */
	size_t n;			/* fields */
	const char *const *field;	/* NUL-terminated; until the next row */
};

struct csv {
	const char *file;	/* for messages; borrowed */
	/* Called for each row, the header first.  False stops, e is set. */
	bool (*row)(void *arg, const struct csv_row *row, struct err *e);
	void *arg;
	bool ragged;		/* rows of any number of fields are rows */
	struct csv_state *state;
};

/* Ready c, whose fields but the last the caller has set. */
void csv_start(struct csv *c, struct arena *a);
bool csv_push(struct csv *c, const char *s, size_t n, struct err *e);
/* No more bytes.  Must be called, also after an error: it frees. */
bool csv_finish(struct csv *c, struct err *e);

/* All of it for a file, or "-": start, push, finish. */
bool csv_read(struct csv *c, const char *path, struct err *e);

/*
 * Which field of the header is called name.  False when none or two are, with
 * the nearest names said.
 */
bool csv_column(const struct csv_row *header, const char *name, size_t *at,
    struct err *e);

/* False when two columns of the header have one name. */
bool csv_distinct(const struct csv_row *header, struct err *e);

#endif
