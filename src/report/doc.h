/*
 * doc: a report before it has a format.
 *
 * A view fills a doc with tables; a writer prints it.  A cell keeps its value
 * and its kind, not its text, so JSON has numbers where a table has columns.
 * Knows nothing of plans or addresses.
 *
 * Rows are kept until doc_end(), which sorts, selects and prints them.  A live
 * doc (a writer that can print row by row, nothing to sort) prints each row
 * when the next is begun and keeps none, so its memory is flat; a view that
 * fills a live doc finishes one table before it begins the next.
 *
 * Texts are borrowed: they live as long as the doc, or for a live doc until
 * the next row.
 */
#ifndef REPORT_DOC_H
#define REPORT_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/out.h"
#include "report/redact.h"

enum cell_kind {
	CELL_NULL,		/* unknown: empty, or null */
	CELL_TEXT,
	CELL_UINT,
	CELL_INT,
	CELL_BOOL,
	CELL_BIG,		/* an exact count: decimal digits in text */
};

struct cell {
	enum cell_kind kind;
	union {
		const char *text;
		uint64_t uint;
		int64_t sint;
		bool flag;
	};
};

struct column {
	const char *key;	/* "max_pods": CSV header, JSON member */
	bool number;		/* right-aligned where that is shown */
	/* Order for --sort-by; NULL: by kind, numbers by value. */
	int (*cmp)(const struct cell *, const struct cell *);
};

struct table {
	const char *key;		/* JSON member that holds the rows */
	const struct column *columns;
	size_t ncolumns, nrows;
	struct cell *cells;		/* nrows * ncolumns */
	const size_t *pick;		/* the npick columns to print */
	size_t npick;
	uint64_t hidden;		/* columns (bits) that say nothing here:
					   people are spared them */
	struct table *next;
};

/* How to print, as the options of every command say. */
struct doc_options {
	const char *table;		/* print this table only, or NULL */
	const char *columns;		/* "a,b", or NULL for all */
	const char *sort_by;		/* "col" or "-col", or NULL */
	bool no_headers;
	bool raw;			/* do not guard CSV text cells */
	bool color;
};

struct doc {
	struct arena *arena;
	struct redact *redact;		/* or NULL */
	const char *command;
	const char *verdict;		/* one line for people, or NULL */
	const char *subject;		/* file that findings are about */
	const char *fail_on;		/* "warn": findings of this severity
					   and above fail; NULL: none does */
	struct table *tables, **tail;
	struct doc_options opts;
	const struct writer *writer;
	struct out *out;
	struct err *err;
	bool live, failed;
	struct table *open;		/* live: last row not yet printed */
	size_t nprinted;		/* tables begun by the writer */
};

void doc_init(struct doc *d, struct arena *a, struct err *e);
struct table *doc_table(struct doc *d, const char *key,
    const struct column *columns, size_t ncolumns);

/*
 * Append a row and return its ncolumns cells, all CELL_NULL, for the caller
 * to fill before the next call.
 */
struct cell *table_row(struct doc *d, struct table *t);

/*
 * For a view that prints millions of rows: where to print them, each as its
 * texts with a tab between and LF behind, when that is what the writer would
 * do with all of the columns.  NULL when it is not: fill cells.
 */
struct out *doc_bare(const struct doc *d, const struct table *t);

/*
 * The column says nothing in this table (blocks where nobody takes any): the
 * formats for people leave it out unless it is asked for by name.
 */
void table_hide(struct table *t, const char *key);

/*
 * A name as it may stand in the verdict: of that only ids are searched and
 * replaced, not names.
 */
const char *doc_word(const struct doc *d, const char *name);
/* ... and "subnet/NAME". */
const char *doc_scope(const struct doc *d, const char *scope);

/* The format is for people, who are spared what they did not ask for. */
bool doc_for_people(const struct doc *d);

/*
 * Whether to fill tables that are long, or say in detail what another one
 * sums up: not for people, unless they ask by a table, column or order.
 */
bool doc_full(const struct doc *d);

/* Print what is left.  False with the doc's err set: a name no table has. */
bool doc_end(struct doc *d);

/* Columns, sorting and the table asked for; called by doc.c. */
bool doc_select(struct doc *d);
bool table_select(struct doc *d, struct table *t);
bool doc_wants(const struct doc *d, const struct table *t);
int cell_cmp(const struct cell *a, const struct cell *b);
/* The order of numbers with a fraction, which cells keep as text. */
int cell_decimal_cmp(const struct cell *a, const struct cell *b);

static inline struct cell
cell_text(const char *s)
{
	return s == NULL ? (struct cell){ .kind = CELL_NULL } :
	    (struct cell){ .kind = CELL_TEXT, .text = s };
}

static inline struct cell
cell_big(const char *digits)
{
	return (struct cell){ .kind = CELL_BIG, .text = digits };
}

static inline struct cell
cell_uint(uint64_t u)
{
	return (struct cell){ .kind = CELL_UINT, .uint = u };
}

static inline struct cell
cell_int(int64_t i)
{
	return (struct cell){ .kind = CELL_INT, .sint = i };
}

static inline struct cell
cell_bool(bool b)
{
	return (struct cell){ .kind = CELL_BOOL, .flag = b };
}

#endif
