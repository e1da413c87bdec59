#include <string.h>
#include <sys/stat.h>

#include "cli/cidr.h"
#include "ingest/csv.h"
#include "ingest/input.h"
#include "net/explain.h"
#include "net/list.h"

/* What reading one file needs to know. */
struct load {
	struct cidr *cidr;
	const struct cidr_sink *sink;
	const char *file;
	struct arena scratch;	/* for this file */
	struct list list;
	bool has_header;
	size_t column, label;
};

static bool
has_only(const char *s, const char *set)
{
	return s[strspn(s, set)] == '\0';
}

/* Is the word meant as addresses, even if it is not well-formed? */
static bool
is_operand(const char *s)
{
	struct prefix p;

	if (strcmp(s, "-") == 0)
		return false;
	if (prefix_scan(&p, s, strlen(s), PREFIX_TRUNCATE))
		return true;
	if (strstr(s, "::") != NULL && s[strcspn(s, "%[]")] != '\0')
		return true;
	if (!has_only(s, "0123456789abcdefABCDEF.:/- "))
		return false;
	if (s[0] == '-' || s[0] == '.')
		s++;
	return (s[0] >= '0' && s[0] <= '9') || strchr(s, ':') != NULL;
}

/* What stands behind the "#" of a line of a list. */
static void
take_comment(struct cidr_place *place, const struct list *l)
{
	const char *end = l->text + l->ntext;
	const char *s = memchr(l->text, '#', l->ntext);

	if (s == NULL)
		return;
	for (s++; s != end && (*s == ' ' || *s == '\t');)
		s++;
	while (s != end && strchr(" \t\r", end[-1]) != NULL)
		end--;
	place->label = s;
	place->nlabel = (size_t)(end - s);
}

/* A label is printed on a line, and between tabs.  s, or a copy. */
static char *
blank_out(char *s, size_t n, struct arena *a)
{
	if (explain_bad_comment(s, n) == n && memchr(s, '\t', n) == NULL)
		return s;
	s = arena_strndup(a, s, n);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			s[i] = ' ';
	return s;
}

const char *
cidr_label(struct cidr *c, const struct cidr_place *place)
{
	char *s;

	if (place->nlabel == 0)
		return NULL;
	s = map_find(&c->names, place->label, place->nlabel);
	if (s == NULL) {
		char *key = arena_strndup(c->ctx->arena, place->label,
		    place->nlabel);

		s = blank_out(key, place->nlabel, c->ctx->arena);
		*map_slot(&c->names, key, place->nlabel) = s;
	}
	return s;
}

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	const struct load *l = arg;
	struct cidr_place place = { l->file, line, NULL, 0 };

	(void)e;
	if (l->cidr->labels && !l->list.bare)
		take_comment(&place, &l->list);
	l->sink->entry(l->sink->arg, r, &place);
	return true;
}

/* A column label must be there if labels were asked for. */
static bool
header(struct load *l, const struct csv_row *row, struct err *e)
{
	l->has_header = true;
	l->label = row->n;
	for (size_t i = 0; i < row->n && l->cidr->labels; i++)
		if (strcmp(row->field[i], "label") == 0)
			l->label = i;
	return csv_column(row, l->cidr->opt->column, &l->column, e) &&
	    (!l->cidr->labels || !l->cidr->opt->labels ||
	    csv_column(row, "label", &l->label, e));
}

/* An empty field is unknown, so it adds nothing. */
static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct load *l = arg;
	struct cidr_place place = { l->file, row->line, NULL, 0 };
	struct range r;
	const char *s;

	if (!l->has_header)
		return header(l, row, e);
	s = row->field[l->column];
	if (*s == '\0')
		return true;
	if (!range_parse(&r, s, strlen(s), l->cidr->flags, e))
		return false;
	if (l->label < row->n) {
		place.label = row->field[l->label];
		place.nlabel = strlen(place.label);
	}
	l->sink->entry(l->sink->arg, &r, &place);
	return true;
}

static bool
load_csv(struct load *l, struct input *in)
{
	struct csv csv = { .file = l->file, .row = row, .arg = l };
	struct err *e = l->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	csv_start(&csv, &l->scratch);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!csv_push(&csv, piece, n, e))
			break;
	return csv_finish(&csv, e) && ok;
}

static bool
load_list(struct load *l, struct input *in)
{
	struct list *list = &l->list;
	struct err *e = l->cidr->ctx->err;
	const char *piece;
	size_t n;
	bool ok;

	*list = (struct list){ .file = l->file, .flags = l->cidr->flags,
	    .entry = entry, .arg = l };
	list_start(list, &l->scratch);
	while ((ok = input_next(in, &piece, &n, e)) && n != 0)
		if (!list_push(list, piece, n, e))
			return false;
	return ok && list_end(list, e);
}

static bool
load_file(struct cidr *c, const char *path, const struct cidr_sink *sink)
{
	struct load l = { .cidr = c, .sink = sink,
	    .file = input_name(path), .scratch = ARENA_INIT };
	struct input in;
	bool ok;

	ok = input_open(&in, path, &l.scratch, c->ctx->err) &&
	    (c->opt->column != NULL ? load_csv(&l, &in) :
	    load_list(&l, &in));
	input_close(&in);
	arena_clear(&l.scratch);
	return ok;
}

bool
cidr_take_stdin(struct cidr *c)
{
	if (c->stdin_taken)
		return err_usage(c->ctx->err,
		    "-: standard input can be read only once");
	c->stdin_taken = true;
	return true;
}

static bool
load_operand(struct cidr *c, const char *word, unsigned long number,
    const struct cidr_sink *sink)
{
	struct cidr_place place = { NULL, number, NULL, 0 };
	struct err *e = c->ctx->err, why = ERR_INIT;
	struct stat st;
	struct range r;

	if (!range_parse(&r, word, strlen(word), c->flags, &why))
		return stat(word, &st) == 0 ?
		    err_usage(e, "%s; the file is ./%s", why.msg, word) :
		    err_usage(e, "%s", why.msg);
	sink->entry(sink->arg, &r, &place);
	return true;
}

bool
cidr_load(struct cidr *c, const char *word, unsigned long number,
    const struct cidr_sink *sink)
{
	struct err *e = c->ctx->err;
	const char **files;
	struct stat st;
	size_t n;

	if (is_operand(word))
		return load_operand(c, word, number, sink);
	if (strcmp(word, "-") == 0) {
		if (!cidr_take_stdin(c))
			return false;
	} else if (stat(word, &st) == -1)
		return err_input(e, "%s: neither a prefix nor a file", word);
	files = input_expand(&word, 1, &n, c->ctx->arena, e);
	if (files == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!load_file(c, files[i], sink))
			return false;
	return true;
}

static void
add_to_set(void *arg, const struct range *r, const struct cidr_place *place)
{
	(void)place;
	set_add(arg, r);
}

bool
cidr_load_set(struct cidr *c, struct set *s, struct arena *a, char **words,
    int n, bool or_stdin)
{
	struct cidr_sink sink = { add_to_set, s };

	set_init(s, a);
	if (n == 0 && or_stdin)
		return cidr_load(c, "-", 0, &sink);
	for (int i = 0; i < n; i++)
		if (!cidr_load(c, words[i], (unsigned long)i + 1, &sink))
			return false;
	set_sort(s);
	return true;
}

bool
cidr_prefix(struct cidr *c, struct prefix *p, const char *word)
{
	struct err *e = c->ctx->err;
	struct range r;

	if (!range_parse(&r, word, strlen(word), c->flags, e))
		return false;
	return range_prefix(&r, p) ||
	    err_usage(e, "%s: not one prefix", word);
}
