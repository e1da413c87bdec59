/* Aligned columns for people, and plain lines for pipes. */
#include <string.h>

#include "base/utf8.h"
#include "report/writer.h"

#define TEXT_MAX 4096		/* longer texts end in "..." */

/* What the terminal gets: no control characters, whatever the input held. */
static const char *
shown(const struct cell *c, char buf[TEXT_MAX])
{
	char num[CELL_STRLEN];
	const char *s = cell_format(c, num);

	if (c->kind == CELL_BOOL)
		s = c->flag ? "yes" : "no";
	else if (c->kind == CELL_NULL || *s == '\0')
		s = "-";
	return err_quote(buf, TEXT_MAX, s, strlen(s));
}

static size_t
column_width(const struct doc *d, const struct table *t, size_t col)
{
	size_t w = d->opts.no_headers ? 0 : strlen(t->columns[col].key);
	char buf[TEXT_MAX];

	for (size_t r = 0; r < t->nrows; r++) {
		size_t n = utf8_width(shown(&t->cells[r * t->ncolumns + col],
		    buf));

		if (n > w)
			w = n;
	}
	return w;
}

static void
put(struct out *o, const char *s, size_t width, bool right, bool last)
{
	size_t n = utf8_width(s), pad = width > n ? width - n : 0;

	if (right)
		out_fill(o, ' ', pad);
	out_str(o, s);
	if (last)
		out_char(o, '\n');
	else
		out_fill(o, ' ', (right ? 0 : pad) + 2);
}

static void
put_title(struct out *o, const char *key, size_t width, bool right, bool last)
{
	char buf[64];
	size_t n = 0;

	for (; key[n] != '\0' && n + 1 < sizeof(buf); n++)
		buf[n] = key[n] >= 'a' && key[n] <= 'z' ?
		    (char)(key[n] - 'a' + 'A') : key[n];
	buf[n] = '\0';
	put(o, buf, width, right, last);
}

/* Where a line tells the answer, a table without rows is not worth one. */
static bool
is_idle(const struct doc *d, const struct table *t)
{
	return t->nrows == 0 && d->verdict != NULL;
}

static bool
has_more_tables(const struct doc *d)
{
	size_t n = 0;

	for (const struct table *t = d->tables; t != NULL; t = t->next)
		n += doc_wants(d, t);
	return n > 1;
}

/* Widths are computed once, then every row is printed. */
static void
table_start(const struct doc *d, const struct table *t)
{
	size_t *w = arena_array(d->arena, t->npick + 1, size_t);
	char buf[TEXT_MAX];

	if (is_idle(d, t))
		return;
	if (has_more_tables(d))
		out_printf(d->out, "%s%s\n", d->nprinted > 1 ? "\n" : "",
		    t->key);
	for (size_t i = 0; i < t->npick; i++)
		w[i] = column_width(d, t, t->pick[i]);
	for (size_t i = 0; i < t->npick && !d->opts.no_headers; i++)
		put_title(d->out, t->columns[t->pick[i]].key, w[i],
		    t->columns[t->pick[i]].number, i + 1 == t->npick);
	for (size_t r = 0; r < t->nrows; r++)
		for (size_t i = 0; i < t->npick; i++)
			put(d->out, shown(&t->cells[r * t->ncolumns +
			    t->pick[i]], buf), w[i],
			    t->columns[t->pick[i]].number, i + 1 == t->npick);
}

static void
end(const struct doc *d)
{
	bool some = false;
	size_t n, size;

	if (d->verdict == NULL)
		return;
	n = strlen(d->verdict);
	size = 4 * n + 4;		/* every byte as \xNN */
	for (const struct table *t = d->tables; t != NULL; t = t->next)
		some = some || (doc_wants(d, t) && !is_idle(d, t));
	if (some)
		out_char(d->out, '\n');
	out_str(d->out, err_quote(arena_array(d->arena, size, char), size,
	    d->verdict, n));
	out_char(d->out, '\n');
}

/* No tab and no end of a line that is none. */
static void
put_plain(struct out *o, const char *s)
{
	for (size_t n = strlen(s), k; n > 0; s += k, n -= k) {
		uint32_t code;

		k = utf8_any(&code, s, n);
		if (k != 0 && (code < 0x20 || (code >= 0x7f && code < 0xa0)))
			out_char(o, ' ');
		else
			out_mem(o, s, k != 0 ? k : 1);
		k += k == 0;
	}
}

static void
line(const struct doc *d, const struct table *t, const struct cell *cells)
{
	char num[CELL_STRLEN];

	for (size_t i = 0; i < t->npick; i++) {
		if (i != 0)
			out_char(d->out, '\t');
		put_plain(d->out, cell_format(&cells[t->pick[i]], num));
	}
	out_char(d->out, '\n');
}

const struct writer writer_table = {
	.name = "table",
	.for_people = true,
	.table_start = table_start,
	.end = end,
};

const struct writer writer_lines = {
	.name = "lines",
	.streams = true,
	.one_table = true,
	.bare = true,
	.row = line,
};
