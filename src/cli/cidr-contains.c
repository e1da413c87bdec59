/*
 * "cidr contains": let through the lines, or rows, that hold an address of
 * the sets.
 *
 * An address in a text is a longest run of letters, digits, dots and colons
 * that is an address as a whole.  Nothing shorter counts: out of
 * 110.0.0.1234 no 10.0.0.123 may be made.
 */
#include <string.h>

#include "base/lines.h"
#include "cli/cidr.h"
#include "ingest/csv.h"
#include "ingest/input.h"
#include "net/lookup.h"
#include "view/cidr.h"

struct filter {
	struct cidr *cidr;
	struct lookup lookup;
	struct view_cidr *view;
	bool begun;		/* CSV: the header was seen */
	size_t column;
	uint64_t passed;
};

static bool
is_word(char c)
{
	return (c >= '0' && c <= ':') || c == '.' ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The first address in the text that is in a set, and its prefix there. */
static bool
find(const struct filter *f, const char *s, size_t n, struct prefix *match)
{
	const char *end = s + n;

	while (s != end) {
		const char *start;
		struct prefix p;

		while (s != end && !is_word(*s))
			s++;
		start = s;
		while (s != end && is_word(*s))
			s++;
		if (prefix_scan(&p, start, (size_t)(s - start),
		    f->cidr->flags) &&
		    lookup_find(&f->lookup, p.addr, p.family, match))
			return true;
	}
	return false;
}

static bool
line(void *arg, const char *s, size_t n, unsigned long number, struct err *e)
{
	struct filter *f = arg;
	const char *nul = n != 0 ? memchr(s, '\0', n) : NULL;
	struct prefix match;
	bool found;

	if (nul != NULL) {
		err_input(e, "NUL byte in input");
		return err_locate(e, input_name("-"), number,
		    (unsigned long)(nul - s) + 1);
	}
	found = find(f, s, n, &match);
	if (found == f->cidr->opt->invert)
		return true;
	f->passed++;
	view_line(f->view, s, n, found ? &match : NULL);
	return true;
}

static bool
header(struct filter *f, const struct csv_row *row, struct err *e)
{
	const struct cidr_options *o = f->cidr->opt;
	size_t at;

	f->begun = true;
	if (!csv_column(row, o->column, &f->column, e))
		return false;
	for (at = 0; at < row->n && o->match; at++)
		if (strcmp(row->field[at], "match") == 0)
			return err_usage(e, "--match adds a column match, but "
			    "there is one");
	f->view = view_rows(f->cidr->ctx->doc, row->field, row->n, o->match);
	return true;
}

static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct filter *f = arg;
	struct prefix match;
	const char *s;
	bool found;

	if (!f->begun)
		return header(f, row, e);
	s = row->field[f->column];
	found = find(f, s, strlen(s), &match);
	if (found == f->cidr->opt->invert)
		return true;
	f->passed++;
	view_row(f->view, row->field, row->n, found ? &match : NULL);
	return true;
}

static bool
filter_lines(struct filter *f, struct input *in)
{
	struct lines lines = { .line = line, .arg = f,
	    .file = input_name("-"), .arena = f->cidr->ctx->arena };
	struct err *e = f->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	f->view = view_lines(f->cidr->ctx->doc, f->cidr->opt->match);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!lines_push(&lines, piece, n, e))
			return false;
	return ok && lines_end(&lines, e);
}

static bool
filter_rows(struct filter *f, struct input *in)
{
	struct csv csv = { .file = input_name("-"), .row = row, .arg = f };
	struct err *e = f->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	csv_start(&csv, f->cidr->ctx->arena);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!csv_push(&csv, piece, n, e))
			break;
	return csv_finish(&csv, e) && ok;
}

static void
add(void *arg, const struct overlap_entry *x)
{
	lookup_add(arg, &x->range);
}

enum exit_status
cidr_contains(struct cidr *c, int argc, char **argv)
{
	struct filter f = { .cidr = c };
	struct cidr_sink sink = { add, &f.lookup };
	struct cidr_options set_options = *c->opt;
	const struct cidr_options *all = c->opt;
	struct input in;
	bool ok = true;

	if (c->opt->match && c->opt->invert) {
		err_usage(c->ctx->err, "--invert passes what has no match: "
		    "leave --match or --invert out");
		return EXIT_USAGE;
	}
	lookup_init(&f.lookup, c->ctx->arena);
	set_options.column = NULL;	/* --column is about what is filtered */
	c->opt = &set_options;
	if (!cidr_take_stdin(c))
		return EXIT_USAGE;
	for (int i = 0; i < argc; i++)
		if (!cidr_load(c, argv[i], (unsigned long)i + 1, &sink))
			return EXIT_INPUT;
	c->opt = all;
	lookup_build(&f.lookup);
	if (!input_open(&in, "-", c->ctx->arena, c->ctx->err))
		return EXIT_INPUT;
	ok = c->opt->column != NULL ? filter_rows(&f, &in) :
	    filter_lines(&f, &in);
	input_close(&in);
	if (!ok)
		return EXIT_INPUT;
	return f.passed != 0 ? EXIT_OK : EXIT_NO;
}
