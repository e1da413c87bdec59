/*
 * libcsv calls back at the end of a field and of a row, and says neither
 * where it is nor on which line.  So it is fed one line at a time, and the
 * line that is being fed is where the callback happens.  A CR that ends a row
 * of its own (old Mac) counts as a line end too, a CR before LF not twice.
 */
#include "ingest/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/input.h"

#define ROW_MAX (16 << 20)	/* bytes; a row is held whole */
#define BLOCK (64 * 1024)	/* a field of libcsv grows by so much */

struct csv_state {
	struct csv_parser parser;
	struct csv *csv;
	struct arena *arena;
	struct err *err;
	bool failed, after_cr;
	char last;		/* byte that was taken */
	unsigned long line;	/* being fed */
	size_t fed;		/* bytes of the row */
	unsigned long begun;	/* where the row began; 0: between rows */
	size_t nheader;		/* fields of the header; 0: not seen */
	char *text;		/* fields of the row, one after the other */
	size_t ntext, room;
	size_t *at;		/* where in text each begins */
	size_t n, nmax;
	const char **field;
	size_t nmark;		/* bytes of a byte order mark seen */
	bool begun_text;	/* and it is behind us, or there is none */
};

static bool
fail(struct csv_state *s, unsigned long line)
{
	s->failed = true;
	return err_locate(s->err, s->csv->file, line, 0);
}

static void
reserve(struct csv_state *s, size_t n)
{
	char *old = s->text;

	if (n <= s->room - s->ntext)
		return;
	s->room = 2 * (s->ntext + n);
	s->text = arena_array(s->arena, s->room, char);
	if (s->ntext != 0)
		memcpy(s->text, old, s->ntext);
}

static void
field_end(void *p, size_t n, void *arg)
{
	struct csv_state *s = arg;

	if (s->failed)
		return;
	reserve(s, n + 1);
	if (s->n == s->nmax) {
		size_t *old = s->at;

		s->nmax = s->nmax == 0 ? 16 : 2 * s->nmax;
		s->at = arena_array(s->arena, s->nmax, size_t);
		s->field = arena_array(s->arena, s->nmax, const char *);
		if (s->n != 0)
			memcpy(s->at, old, s->n * sizeof(*old));
	}
	s->at[s->n++] = s->ntext;
	if (n != 0)
		memcpy(s->text + s->ntext, p, n);
	s->ntext += n;
	s->text[s->ntext++] = '\0';
}

static void
row_end(int c, void *arg)
{
	struct csv_state *s = arg;
	struct csv_row row = { s->begun, s->n, s->field };

	(void)c;
	if (s->failed)
		return;
	for (size_t i = 0; i < s->n; i++)
		s->field[i] = s->text + s->at[i];
	if (s->nheader == 0)
		s->nheader = s->n;
	if (s->n != s->nheader && !s->csv->ragged) {
		err_input(s->err, "%zu fields, but the header has %zu", s->n,
		    s->nheader);
		fail(s, s->begun);
	} else if (!s->csv->row(s->csv->arg, &row, s->err))
		fail(s, s->begun);
	s->n = s->ntext = s->fed = 0;
	s->begun = 0;
}

/* To libcsv blanks around a field are none of it; to RFC 4180 they are. */
static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

void
csv_start(struct csv *c, struct arena *a)
{
	struct csv_state *s = arena_new(a, struct csv_state);

	if (csv_init(&s->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		arena_exhausted();
	csv_set_blk_size(&s->parser, BLOCK);
	csv_set_space_func(&s->parser, no_space);
	s->csv = c;
	s->arena = a;
	s->line = 1;
	c->state = s;
}

/* Of the header, before or after a quote. */
static bool
is_separator(char c)
{
	return c == ';' || c == '\t';
}

/* At the byte c, behind the byte s->last. */
static bool
broken(struct csv_state *s, char c, struct err *e)
{
	if (csv_error(&s->parser) == CSV_ENOMEM ||
	    csv_error(&s->parser) == CSV_ETOOBIG)
		arena_exhausted();
	if (s->nheader == 0 && (is_separator(c) || is_separator(s->last)))
		err_input(e, "expected columns separated by commas, got "
		    "\"%c\" beside a quote", is_separator(c) ? c : s->last);
	else
		err_input(e, "a quote in the wrong place: quote the whole "
		    "field and double the quotes in it");
	return fail(s, s->line);
}

static bool
nul_byte(struct csv_state *s, struct err *e)
{
	err_input(e, "NUL byte in input%s", s->line == 1 ?
	    "; is the file UTF-16?" : "");
	return fail(s, s->line);
}

static bool
long_row(struct csv_state *s, struct err *e)
{
	err_input(e, "a row longer than %d MiB", ROW_MAX >> 20);
	return fail(s, s->begun);
}

/* At most one line of bytes. */
static bool
feed(struct csv_state *s, const char *p, size_t n, struct err *e)
{
	const char *nul = memchr(p, '\0', n);
	size_t done;

	if (nul != NULL)	/* what is before it may be wrong too */
		n = (size_t)(nul - p);
	for (size_t i = 0; s->begun == 0 && i < n; i++)
		if (p[i] != '\r' && p[i] != '\n')
			s->begun = s->line;
	if ((s->fed += n) > ROW_MAX)
		return long_row(s, e);
	done = csv_parse(&s->parser, p, n, field_end, row_end, s);
	if (done != 0)
		s->last = p[done - 1];
	if (done != n)
		return broken(s, p[done], e);
	if (nul != NULL && !s->failed)
		return nul_byte(s, e);
	return !s->failed;
}

/* The bytes up to and with the next line end. */
static size_t
one_line(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] != '\n' && p[i] != '\r')
		i++;
	return i < n ? i + 1 : n;
}

static bool
push_lines(struct csv_state *s, const char *p, size_t n, struct err *e)
{
	while (n > 0 && !s->failed) {
		size_t k = one_line(p, n);

		if (!feed(s, p, k, e))
			return false;
		if (p[k - 1] == '\r' || (p[k - 1] == '\n' &&
		    !(s->after_cr && k == 1)))
			s->line++;
		s->after_cr = p[k - 1] == '\r';
		p += k;
		n -= k;
	}
	return !s->failed;
}

static const char mark[] = "\xef\xbb\xbf";

/* Bytes that began like a byte order mark, and were none, are text. */
static bool
end_mark(struct csv_state *s, struct err *e)
{
	s->begun_text = true;
	return s->nmark == 3 || push_lines(s, mark, s->nmark, e);
}

bool
csv_push(struct csv *c, const char *p, size_t n, struct err *e)
{
	struct csv_state *s = c->state;

	s->err = e;
	for (; !s->begun_text && n > 0; p++, n--) {
		bool same = s->nmark < 3 && *p == mark[s->nmark];

		s->nmark += same;
		if (same && s->nmark < 3)
			continue;
		if (!end_mark(s, e))
			return false;
		if (!same)
			break;
	}
	return push_lines(s, p, n, e);
}

bool
csv_finish(struct csv *c, struct err *e)
{
	struct csv_state *s = c->state;
	unsigned long begun = s->begun;

	s->err = e;
	if (!s->begun_text && !s->failed)
		end_mark(s, e);
	if (!s->failed &&
	    csv_fini(&s->parser, field_end, row_end, s) != 0) {
		err_input(e, "a quote is never closed");
		fail(s, begun);
	}
	if (!s->failed && s->nheader == 0) {
		err_input(e, "no header: expected a row of column names");
		fail(s, 0);
	}
	csv_free(&s->parser);
	return !s->failed;
}

bool
csv_read(struct csv *c, const char *path, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	const char *piece;
	struct input in;
	size_t n;
	bool ok;

	csv_start(c, &scratch);
	ok = input_open(&in, path, &scratch, e);
	while (ok && (ok = input_next(&in, &piece, &n, e)) && n != 0)
		ok = csv_push(c, piece, n, e);
	input_close(&in);
	ok = csv_finish(c, e) && ok;
	arena_clear(&scratch);
	return ok;
}

bool
csv_column(const struct csv_row *header, const char *name, size_t *at,
    struct err *e)
{
	struct str_near near;
	char buf[256];
	size_t found = 0;

	str_near_init(&near, name);
	for (size_t i = 0; i < header->n; i++) {
		if (strcmp(header->field[i], name) == 0) {
			*at = i;
			found++;
		}
		str_near_offer(&near, header->field[i]);
	}
	if (found == 1)
		return true;
	return found > 1 ?
	    err_input(e, "%s: two columns have that name", name) :
	    err_input(e, "%s: no such column%s", name,
	    str_near_format(&near, buf, sizeof(buf)));
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
csv_distinct(const struct csv_row *header, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	const char **name = arena_array(&scratch, header->n, const char *);
	bool ok = true;

	memcpy(name, header->field, header->n * sizeof(*name));
	qsort(name, header->n, sizeof(*name), by_name);
	for (size_t i = 1; i < header->n && ok; i++)
		if (strcmp(name[i - 1], name[i]) == 0)
			ok = err_input(e, "%s: two columns have that name",
			    name[i]);
	arena_clear(&scratch);
	return ok;
}
