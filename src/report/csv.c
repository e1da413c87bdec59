/* RFC 4180: CRLF, a header, one kind of record. */
#include <string.h>

#include "report/writer.h"

static void
put(struct out *o, const char *s)
{
	if (strpbrk(s, ",\"\r\n") == NULL) {
		out_str(o, s);
		return;
	}
	out_char(o, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			out_char(o, '"');
		out_char(o, *s);
	}
	out_char(o, '"');
}

/*
 * A spreadsheet takes a text that begins like a formula for one; an
 * apostrophe in front keeps it text.  Numbers are never touched.
 */
static void
put_text(const struct doc *d, const char *s)
{
	if (!d->opts.raw && *s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		s = arena_printf(d->arena, "'%s", s);
	put(d->out, s);
}

static void
put_cell(const struct doc *d, const struct cell *c)
{
	char buf[CELL_STRLEN];

	switch (c->kind) {
	case CELL_UINT:
		out_u64(d->out, c->uint);
		break;
	case CELL_TEXT:
		put_text(d, c->text);
		break;
	case CELL_BIG:
		out_str(d->out, c->text);
		break;
	case CELL_INT:
	case CELL_BOOL:
		out_str(d->out, cell_format(c, buf));
		break;
	case CELL_NULL:
		break;
	}
}

static void
table_start(const struct doc *d, const struct table *t)
{
	if (d->opts.no_headers)
		return;
	for (size_t i = 0; i < t->npick; i++) {
		if (i != 0)
			out_char(d->out, ',');
		put(d->out, t->columns[t->pick[i]].key);
	}
	out_mem(d->out, "\r\n", 2);
}

static void
row(const struct doc *d, const struct table *t, const struct cell *cells)
{
	for (size_t i = 0; i < t->npick; i++) {
		if (i != 0)
			out_char(d->out, ',');
		put_cell(d, &cells[t->pick[i]]);
	}
	out_mem(d->out, "\r\n", 2);
}

const struct writer writer_csv = {
	.name = "csv",
	.streams = true,
	.one_table = true,
	.table_start = table_start,
	.row = row,
};
