/*
 * JSON (RFC 8259), as one object or as one row a line.
 *
 * A count above 2^53 is a string, because many readers keep numbers as
 * doubles.  Control characters are escaped; bytes that are no UTF-8 (a file
 * name from the command line may hold any) become U+FFFD.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/writer.h"

#define EXACT_MAX (UINT64_C(1) << 53)

static void
put_escaped(struct out *o, uint32_t c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = c != '\0' && c < 0x80 ? strchr(from, (int)c) : NULL;

	if (at != NULL) {
		out_char(o, '\\');
		out_char(o, to[at - from]);
	} else if (c < 0x20 || c >= 0x7f)
		out_printf(o, "\\u%04x", c);
	else
		out_char(o, (char)c);
}

void
json_string(struct out *o, const char *s)
{
	size_t n = strlen(s);

	out_char(o, '"');
	while (n > 0) {
		uint32_t code;
		size_t k = utf8_any(&code, s, n);

		if (k == 1 || (k == 2 && code < 0xa0))
			put_escaped(o, code);
		else if (k > 1)
			out_mem(o, s, k);
		else
			out_str(o, "\xef\xbf\xbd");
		k += k == 0;
		s += k;
		n -= k;
	}
	out_char(o, '"');
}

/* Digits alone: exact if they are few, or few enough and small enough. */
static bool
is_exact(const char *digits)
{
	static const char max[] = "9007199254740992";
	size_t n = strlen(digits);

	return n < sizeof(max) - 1 ||
	    (n == sizeof(max) - 1 && strcmp(digits, max) <= 0);
}

static void
put_cell(struct out *o, const struct cell *c)
{
	char buf[CELL_STRLEN];
	const char *s = cell_format(c, buf);

	if (c->kind == CELL_NULL)
		out_str(o, "null");
	else if (c->kind == CELL_TEXT)
		json_string(o, c->text);
	else if (c->kind == CELL_UINT && c->uint <= EXACT_MAX)
		out_u64(o, c->uint);
	else if (c->kind == CELL_BOOL || is_exact(s + (*s == '-')))
		out_str(o, s);
	else
		json_string(o, s);
}

static void
put_row(const struct doc *d, const struct table *t, const struct cell *cells)
{
	for (size_t i = 0; i < t->npick; i++) {
		out_str(d->out, i == 0 ? "{" : ", ");
		json_string(d->out, t->columns[t->pick[i]].key);
		out_str(d->out, ": ");
		put_cell(d->out, &cells[t->pick[i]]);
	}
	out_char(d->out, '}');
}

static void
start(const struct doc *d)
{
	out_str(d->out, "{\n  \"schema\": \"ipplan/v1\",\n  \"command\": ");
	json_string(d->out, d->command);
}

static void
table_start(const struct doc *d, const struct table *t)
{
	out_str(d->out, ",\n  ");
	json_string(d->out, t->key);
	out_str(d->out, ": [");
}

static void
row(const struct doc *d, const struct table *t, const struct cell *cells)
{
	static const char sep[] = ",\n    ";
	bool first = cells == t->cells && (!d->live || t->nrows == 1);

	out_str(d->out, sep + first);
	put_row(d, t, cells);
}

static void
table_end(const struct doc *d, const struct table *t)
{
	out_str(d->out, t->nrows != 0 ? "\n  ]" : "]");
}

static void
end(const struct doc *d)
{
	if (d->verdict != NULL) {
		out_str(d->out, ",\n  \"verdict\": ");
		json_string(d->out, d->verdict);
	}
	out_str(d->out, "\n}\n");
}

static void
line(const struct doc *d, const struct table *t, const struct cell *cells)
{
	put_row(d, t, cells);
	out_char(d->out, '\n');
}

const struct writer writer_json = {
	.name = "json",
	.streams = true,
	.start = start,
	.table_start = table_start,
	.row = row,
	.table_end = table_end,
	.end = end,
};

const struct writer writer_jsonl = {
	.name = "jsonl",
	.streams = true,
	.one_table = true,
	.row = line,
};
