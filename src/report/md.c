/* Markdown tables (GitHub's), and the same as a page of HTML. */
#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "report/writer.h"

#define TEXT_MAX 4096		/* longer texts end in "..." */

static const char *
text_of(const struct cell *c, char num[CELL_STRLEN])
{
	if (c->kind == CELL_BOOL)
		return c->flag ? "yes" : "no";
	return cell_format(c, num);
}

/* Text in which nothing is markup: not to Markdown, and not to HTML. */
static void
put_html(struct out *o, const char *s)
{
	char buf[TEXT_MAX];

	s = err_quote(buf, sizeof(buf), s, strlen(s));
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&': out_str(o, "&amp;"); break;
		case '<': out_str(o, "&lt;"); break;
		case '>': out_str(o, "&gt;"); break;
		case '"': out_str(o, "&quot;"); break;
		default: out_char(o, *s);
		}
	}
}

/* An underscore inside a word begins no emphasis. */
static bool
is_markup(const char *s, const char *begin)
{
	if (*s != '_')
		return strchr("\\`*~[]|", *s) != NULL;
	return s == begin || !isalnum((unsigned char)s[-1]) ||
	    !isalnum((unsigned char)s[1]);
}

/* Also what a terminal could act on is shown, not passed on. */
static void
put_md(struct out *o, const char *s)
{
	char buf[TEXT_MAX];

	s = err_quote(buf, sizeof(buf), s, strlen(s));
	for (; *s != '\0'; s++) {
		if (is_markup(s, buf))
			out_char(o, '\\');
		if (*s == '<')
			out_str(o, "&lt;");
		else if (*s == '&')
			out_str(o, "&amp;");
		else
			out_char(o, *s);
	}
}

static void
md_table(const struct doc *d, const struct table *t)
{
	out_printf(d->out, "%s### %s\n\n|", d->nprinted > 1 ? "\n" : "",
	    t->key);
	for (size_t i = 0; i < t->npick; i++)
		out_printf(d->out, " %s |", t->columns[t->pick[i]].key);
	out_str(d->out, "\n|");
	for (size_t i = 0; i < t->npick; i++)
		out_str(d->out, t->columns[t->pick[i]].number ? "---:|" :
		    "---|");
	out_char(d->out, '\n');
}

static void
md_row(const struct doc *d, const struct table *t, const struct cell *cells)
{
	char num[CELL_STRLEN];

	out_char(d->out, '|');
	for (size_t i = 0; i < t->npick; i++) {
		out_char(d->out, ' ');
		put_md(d->out, text_of(&cells[t->pick[i]], num));
		out_str(d->out, " |");
	}
	out_char(d->out, '\n');
}

static void
md_end(const struct doc *d)
{
	if (d->verdict == NULL)
		return;
	out_char(d->out, '\n');
	put_md(d->out, d->verdict);
	out_char(d->out, '\n');
}

static void
html_start(const struct doc *d)
{
	out_printf(d->out, "<!DOCTYPE html>\n<html lang=\"en\">\n"
	    "<meta charset=\"utf-8\">\n<title>ipplan %s</title>\n"
	    "<style>table{border-collapse:collapse;font-family:sans-serif}"
	    "td,th{border:1px solid #999;padding:.2em .6em;text-align:left}"
	    "td.n,th.n{text-align:right}</style>\n", d->command);
}

static void
html_cell(const struct doc *d, const struct column *col, const char *tag,
    const char *text)
{
	out_printf(d->out, "<%s%s>", tag, col->number ? " class=\"n\"" : "");
	put_html(d->out, text);
	out_printf(d->out, "</%s>", tag);
}

static void
html_table(const struct doc *d, const struct table *t)
{
	out_printf(d->out, "<h2 id=\"%s\">%s</h2>\n<table>\n<tr>", t->key,
	    t->key);
	for (size_t i = 0; i < t->npick; i++)
		html_cell(d, &t->columns[t->pick[i]], "th",
		    t->columns[t->pick[i]].key);
	out_str(d->out, "</tr>\n");
}

static void
html_row(const struct doc *d, const struct table *t, const struct cell *cells)
{
	char num[CELL_STRLEN];

	out_str(d->out, "<tr>");
	for (size_t i = 0; i < t->npick; i++)
		html_cell(d, &t->columns[t->pick[i]], "td",
		    text_of(&cells[t->pick[i]], num));
	out_str(d->out, "</tr>\n");
}

static void
html_table_end(const struct doc *d, const struct table *t)
{
	(void)t;

	out_str(d->out, "</table>\n");
}

static void
html_end(const struct doc *d)
{
	if (d->verdict != NULL) {
		out_str(d->out, "<p>");
		put_html(d->out, d->verdict);
		out_str(d->out, "</p>\n");
	}
	out_str(d->out, "</html>\n");
}

const struct writer writer_md = {
	.name = "md",
	.for_people = true,
	.streams = true,
	.table_start = md_table,
	.row = md_row,
	.end = md_end,
};

const struct writer writer_html = {
	.name = "html",
	.for_people = true,
	.streams = true,
	.start = html_start,
	.table_start = html_table,
	.row = html_row,
	.table_end = html_table_end,
	.end = html_end,
};
