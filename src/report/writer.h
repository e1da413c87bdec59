/*
 * writer: prints a doc in one format.
 *
 * A format is a row in writers.c and a file with its functions; any of them
 * may be NULL.  They are called in this order: start, then for each table
 * table_start, row ..., table_end, then end.
 */
#ifndef REPORT_WRITER_H
#define REPORT_WRITER_H

#include "report/doc.h"

struct writer {
	const char *name;	/* as given to --output */
	bool streams;		/* needs no look at all rows before the first */
	bool one_table;		/* prints the first table only */
	bool for_people;	/* leaves out hidden columns */
	const char *table;	/* prints reports with this table only: end()
				   looks for what it knows; or NULL */
	bool bare;		/* a row is its texts, a tab between, LF */
	void (*start)(const struct doc *);
	void (*table_start)(const struct doc *, const struct table *);
	void (*row)(const struct doc *, const struct table *,
	    const struct cell *);
	void (*table_end)(const struct doc *, const struct table *);
	void (*end)(const struct doc *);
};

extern const struct writer *const writers[];	/* ends with NULL */
extern const struct writer writer_csv, writer_html, writer_json, writer_jsonl,
    writer_junit, writer_lines, writer_md, writer_sarif, writer_table;

const struct writer *writer_find(const char *name);

/* The text of a cell, in buf or its own; "" when it is unknown. */
#define CELL_STRLEN 24
const char *cell_format(const struct cell *c, char buf[CELL_STRLEN]);

/* The doc's table of that key, or NULL. */
const struct table *doc_find(const struct doc *d, const char *key);
/* The text in a row's column of that key, or "". */
const char *table_text(const struct table *t, size_t row, const char *key);

/*
 * Where a finding is: "plan.yaml:12 subnet/private-a" is the doc's subject, a
 * line (0 if there is none) and a thing.
 */
struct place {
	const char *file, *thing;
	unsigned long line;
};

struct place place_split(const struct doc *d, const char *where);

/* Print s as a JSON string, quotes included. */
void json_string(struct out *o, const char *s);

#endif
