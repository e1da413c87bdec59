/*
 * "cidr contains": let through the lines, rows or entries that have to do
 * with the sets.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cidr.h"
#include "ingest/csv.h"
#include "ingest/input.h"
#include "net/list.h"
#include "net/text.h"
#include "view/cidr.h"

struct filter {
	struct cidr *cidr;
	struct lookup lookup;
	struct text text;
	const char **labels;	/* by tag */
	size_t nlabels;
	struct view_cidr *view;
	bool begun;		/* CSV: the header was seen */
	size_t column;
	bool passed;
	struct list list;
	char *tail;		/* a line that crosses pieces; or a field */
	size_t ntail, room;
	unsigned long number;	/* of lines so far */
};

static void
keep(struct filter *f, const char *s, size_t n)
{
	if (n + TEXT_ROOM > f->room - f->ntail) {
		char *old = f->tail;

		f->room = 2 * (f->ntail + n + TEXT_ROOM);
		f->tail = arena_array(f->cidr->ctx->arena, f->room, char);
		if (f->ntail != 0)
			memcpy(f->tail, old, f->ntail);
	}
	if (n != 0)
		memcpy(f->tail + f->ntail, s, n);
	f->ntail += n;
}

static struct cidr_match
match(const struct filter *f, const struct text_match *m)
{
	return (struct cidr_match){ &m->prefix,
	    f->nlabels != 0 ? f->labels[m->tag] : NULL };
}

/* Filter whole lines. */
static void
lines(struct filter *f, const char *s, const char *end)
{
	bool invert = f->cidr->opt->invert;
	const char *begin, *lf;
	struct cidr_match shown;
	struct text_match m;

	while (s != end && text_find(&f->text, s, end, &m)) {
		begin = memrchr(s, '\n', (size_t)(m.at - s));
		begin = begin != NULL ? begin + 1 : s;
		lf = memchr(m.at, '\n', (size_t)(end - m.at));
		shown = match(f, &m);
		if (!invert)
			view_line(f->view, begin, (size_t)(lf - begin),
			    &shown);
		else if (begin != s)
			view_text(f->view, s, (size_t)(begin - s));
		f->passed |= !invert || begin != s;
		s = lf + 1;
	}
	if (invert && s != end) {
		view_text(f->view, s, (size_t)(end - s));
		f->passed = true;
	}
}

/* A line holds a NUL: filter those before it, then say so. */
static bool
nul(struct filter *f, const char *s, const char *end, struct err *e)
{
	const char *at = memchr(s, '\0', (size_t)(end - s));
	const char *begin = memrchr(s, '\n', (size_t)(at - s));
	bool more;

	begin = begin != NULL ? begin + 1 : s;
	lines(f, s, begin);
	f->number += f->text.ways->lines(s, (size_t)(begin - s), &more) + 1;
	err_input(e, "NUL byte in input");
	return err_locate(e, input_name("-"), f->number,
	    (unsigned long)(at - begin) + 1);
}

static bool
whole(struct filter *f, const char *s, size_t n, struct err *e)
{
	bool has_nul;
	size_t count = f->text.ways->lines(s, n, &has_nul);

	if (has_nul)
		return nul(f, s, s + n, e);
	f->number += count;
	lines(f, s, s + n);
	return true;
}

static bool
too_long(const struct filter *f, struct err *e)
{
	err_input(e, "a line longer than %d MiB", LINES_MAX >> 20);
	return err_locate(e, input_name("-"), f->number + 1, 0);
}

/* A line that crosses pieces is put together in f->tail. */
static bool
push(struct filter *f, const char *s, size_t n, struct err *e)
{
	const char *lf;
	size_t k;

	if (f->ntail != 0) {
		lf = memchr(s, '\n', n);
		k = lf != NULL ? (size_t)(lf - s) + 1 : n;
		if (f->ntail + k > LINES_MAX)
			return too_long(f, e);
		keep(f, s, k);
		if (lf == NULL)
			return true;
		if (!whole(f, f->tail, f->ntail, e))
			return false;
		f->ntail = 0;
		s += k;
		n -= k;
	}
	lf = n != 0 ? memrchr(s, '\n', n) : NULL;
	k = lf != NULL ? (size_t)(lf - s) + 1 : 0;
	if (k != 0 && !whole(f, s, k, e))
		return false;
	keep(f, s + k, n - k);
	return true;
}

static bool
filter_lines(struct filter *f, struct input *in)
{
	struct err *e = f->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	f->view = view_lines(f->cidr->ctx->doc, f->cidr->opt->match,
	    f->cidr->opt->labels);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!push(f, piece, n, e))
			return false;
	if (!ok || f->ntail == 0)
		return ok;
	keep(f, "\n", 1);
	return whole(f, f->tail, f->ntail, e);
}

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	struct filter *f = arg;

	(void)line;
	(void)e;
	if (lookup_touches(&f->lookup, r) == f->cidr->opt->invert)
		return true;
	f->passed = true;
	view_line(f->view, f->list.text, f->list.ntext, NULL);
	return true;
}

static bool
filter_entries(struct filter *f, struct input *in)
{
	struct err *e = f->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	f->view = view_lines(f->cidr->ctx->doc, false, false);
	f->list = (struct list){ .file = input_name("-"),
	    .flags = f->cidr->flags, .entry = entry, .arg = f };
	list_start(&f->list, f->cidr->ctx->arena);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!list_push(&f->list, piece, n, e))
			return false;
	return ok && list_end(&f->list, e);
}

/* The names of the columns added must be new, and those there single. */
static bool
header(struct filter *f, const struct csv_row *row, struct err *e)
{
	static const char *const added[] = { "match", "label" };
	const struct cidr_options *o = f->cidr->opt;

	f->begun = true;
	if (!csv_column(row, o->column, &f->column, e) ||
	    !csv_distinct(row, e))
		return false;
	for (size_t at = 0; at < row->n; at++)
		for (size_t i = 0; i < (o->match ? 1u + o->labels : 0); i++)
			if (strcmp(row->field[at], added[i]) == 0)
				return err_usage(e, "--match adds a column "
				    "%s, but there is one", added[i]);
	f->view = view_rows(f->cidr->ctx->doc, row->field, row->n, o->match,
	    o->labels);
	return true;
}

/* The field is copied, for text_find() wants a LF and room behind it. */
static bool
find(struct filter *f, const char *s, struct text_match *m)
{
	f->ntail = 0;
	keep(f, s, strlen(s));
	keep(f, "\n", 1);
	return text_find(&f->text, f->tail, f->tail + f->ntail, m);
}

static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct filter *f = arg;
	const struct cidr_options *o = f->cidr->opt;
	struct cidr_match shown;
	struct text_match m;
	struct range r;
	const char *s;
	bool found;

	if (!f->begun)
		return header(f, row, e);
	s = row->field[f->column];
	if (!o->entries)
		found = find(f, s, &m);
	else if (*s == '\0')
		found = false;
	else if (!range_parse(&r, s, strlen(s), f->cidr->flags, e))
		return false;
	else
		found = lookup_touches(&f->lookup, &r);
	if (found == o->invert)
		return true;
	f->passed = true;
	if (found && !o->entries)
		shown = match(f, &m);
	view_row(f->view, row->field, row->n, found && !o->entries ? &shown :
	    NULL);
	return true;
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

/* Tag 0 is for what has no label. */
static void
add(void *arg, const struct range *r, const struct cidr_place *place)
{
	struct filter *f = arg;
	const char *label = cidr_label(f->cidr, place);
	size_t tag = 0;

	if (label != NULL) {
		tag = f->nlabels;
		*arena_push(f->cidr->ctx->arena, f->labels, f->nlabels) =
		    label;
	}
	lookup_add(&f->lookup, r, (uint32_t)tag);
}

static bool
load(struct filter *f, int argc, char **argv)
{
	struct cidr *c = f->cidr;
	const struct cidr_options *all = c->opt;
	struct cidr_options set_options = *all;
	struct cidr_sink sink = { add, f };
	bool ok = true;

	lookup_init(&f->lookup, c->ctx->arena);
	c->labels = all->labels;
	if (all->labels)
		*arena_push(c->ctx->arena, f->labels, f->nlabels) = NULL;
	set_options.column = all->set_column;
	c->opt = &set_options;
	for (int i = 0; i < argc && ok; i++)
		ok = cidr_load(c, argv[i], (unsigned long)i + 1, &sink);
	c->opt = all;
	if (!ok)
		return false;
	lookup_build(&f->lookup);
	text_init(&f->text, &f->lookup, c->flags);
	f->text.first_only = all->start;
	return true;
}

/* Which options do not go together. */
static bool
check(const struct cidr_options *o, struct err *e)
{
	if (o->match && o->invert)
		return err_usage(e, "--invert passes what has no match: "
		    "leave --match or --invert out");
	if (o->entries && (o->match || o->start))
		return err_usage(e, "--entries goes without --match and "
		    "--start");
	return !o->labels || o->match ||
	    err_usage(e, "--labels needs --match");
}

enum exit_status
cidr_contains(struct cidr *c, int argc, char **argv)
{
	struct filter f = { .cidr = c };
	struct input in;
	bool ok;

	if (!check(c->opt, c->ctx->err) || !cidr_take_stdin(c))
		return EXIT_USAGE;
	if (!load(&f, argc, argv) ||
	    !input_open(&in, "-", c->ctx->arena, c->ctx->err))
		return EXIT_INPUT;
	ok = c->opt->column != NULL ? filter_rows(&f, &in) :
	    c->opt->entries ? filter_entries(&f, &in) : filter_lines(&f, &in);
	input_close(&in);
	if (!ok)
		return EXIT_INPUT;
	return f.passed ? EXIT_OK : EXIT_NO;
}
