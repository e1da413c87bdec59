#include "report/doc.h"

#include <string.h>

#include "report/writer.h"

void
doc_init(struct doc *d, struct arena *a, struct err *e)
{
	*d = (struct doc){ .arena = a, .err = e };
	d->tail = &d->tables;
}

static void
print_row(const struct doc *d, const struct table *t, const struct cell *row)
{
	if (d->writer->row != NULL)
		d->writer->row(d, t, row);
}

static void
begin(struct doc *d, struct table *t)
{
	if (d->nprinted++ == 0 && d->writer->start != NULL)
		d->writer->start(d);
	if (d->writer->table_start != NULL)
		d->writer->table_start(d, t);
}

static void
finish(struct doc *d, struct table *t)
{
	if (d->writer->table_end != NULL)
		d->writer->table_end(d, t);
}

/* Live: print the row that the view has just filled. */
static void
flush_row(struct doc *d)
{
	if (d->open != NULL && d->open->nrows != 0 && d->redact != NULL)
		redact_row(d->redact, d->open, d->open->cells);
	if (d->open != NULL && d->open->nrows != 0)
		print_row(d, d->open, d->open->cells);
}

static void
close_live(struct doc *d)
{
	flush_row(d);
	if (d->open != NULL)
		finish(d, d->open);
	d->open = NULL;
}

struct table *
doc_table(struct doc *d, const char *key, const struct column *columns,
    size_t ncolumns)
{
	struct table *t = arena_new(d->arena, struct table);

	t->key = key;
	t->columns = columns;
	t->ncolumns = ncolumns;
	*d->tail = t;
	d->tail = &t->next;
	if (!d->live)
		return t;
	close_live(d);
	t->cells = arena_array(d->arena, ncolumns, struct cell);
	if (d->failed ||
	    (d->opts.table != NULL && strcmp(d->opts.table, key) != 0))
		return t;
	if (!table_select(d, t))
		d->failed = true;
	else if (doc_wants(d, t)) {
		d->open = t;
		begin(d, t);
	}
	return t;
}

struct cell *
table_row(struct doc *d, struct table *t)
{
	struct cell *row;

	if (d->live) {
		if (d->open == t)
			flush_row(d);
		row = t->cells;
		t->nrows++;
	} else {
		size_t size = t->ncolumns * sizeof(struct cell);

		t->cells = arena_grow(d->arena, t->cells, t->nrows, size);
		row = &t->cells[t->nrows++ * t->ncolumns];
	}
	memset(row, 0, t->ncolumns * sizeof(*row));
	return row;
}

struct out *
doc_bare(const struct doc *d, const struct table *t)
{
	if (!d->live || d->open != t || !d->writer->bare ||
	    d->redact != NULL ||
	    t->npick != t->ncolumns)
		return NULL;
	for (size_t i = 0; i < t->npick; i++)
		if (t->pick[i] != i)
			return NULL;
	return d->out;
}

/* After sorting, so that rows stand as they would without. */
static void
redact_kept(struct doc *d)
{
	for (struct table *t = d->tables; t != NULL && !d->live; t = t->next)
		for (size_t i = 0; i < t->nrows; i++)
			redact_row(d->redact, t, &t->cells[i * t->ncolumns]);
	if (d->verdict != NULL)
		d->verdict = redact_ids(d->redact, d->verdict);
	if (d->subject != NULL)
		d->subject = redact_prose(d->redact, d->subject);
}

static void
print_kept(struct doc *d)
{
	for (struct table *t = d->tables; t != NULL; t = t->next) {
		if (!doc_wants(d, t))
			continue;
		begin(d, t);
		for (size_t i = 0; i < t->nrows; i++)
			print_row(d, t, &t->cells[i * t->ncolumns]);
		finish(d, t);
	}
}

const char *
doc_word(const struct doc *d, const char *name)
{
	return d->redact != NULL ? redact_word(d->redact, name) : name;
}

const char *
doc_scope(const struct doc *d, const char *scope)
{
	return d->redact != NULL ? redact_scope(d->redact, scope) : scope;
}

bool
doc_for_people(const struct doc *d)
{
	return d->writer != NULL && d->writer->for_people;
}

bool
doc_full(const struct doc *d)
{
	const struct doc_options *o = &d->opts;

	return !doc_for_people(d) || o->table != NULL || o->columns != NULL ||
	    o->sort_by != NULL;
}

bool
doc_end(struct doc *d)
{
	if (d->live)
		close_live(d);
	if (d->failed || !doc_select(d))
		return false;
	if (d->redact != NULL)
		redact_kept(d);
	if (d->writer->table != NULL && doc_find(d, d->writer->table) == NULL)
		return err_usage(d->err, "--output %s: prints %s, and here "
		    "are none", d->writer->name, d->writer->table);
	if (!d->live && d->writer->table == NULL)
		print_kept(d);
	if (d->nprinted == 0 && d->writer->start != NULL)
		d->writer->start(d);
	if (d->writer->end != NULL)
		d->writer->end(d);
	return true;
}
