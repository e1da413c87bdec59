#include <string.h>
#include <sys/stat.h>

#include "cli/cidr.h"
#include "ingest/csv.h"
#include "ingest/input.h"
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

/* What stands behind the "#" of a line of a list, or NULL. */
static const char *
comment(const struct list *l, struct arena *a)
{
	const char *end = l->text + l->ntext;
	const char *s = memchr(l->text, '#', l->ntext);

	if (s == NULL)
		return NULL;
	for (s++; s != end && (*s == ' ' || *s == '\t');)
		s++;
	while (s != end && strchr(" \t\r", end[-1]) != NULL)
		end--;
	return s != end ? arena_strndup(a, s, (size_t)(end - s)) : NULL;
}

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	const struct load *l = arg;
	struct cidr_place place = { l->file, line, NULL };

	(void)e;
	if (l->cidr->opt->labels)
		place.label = comment(&l->list, l->cidr->ctx->arena);
	l->sink->entry(l->sink->arg, r, &place);
	return true;
}

static bool
header(struct load *l, const struct csv_row *row, struct err *e)
{
	l->has_header = true;
	return csv_column(row, l->cidr->opt->column, &l->column, e) &&
	    (!l->cidr->opt->labels || csv_column(row, "label", &l->label, e));
}

/* An empty field is unknown, so it adds nothing. */
static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct load *l = arg;
	struct cidr_place place = { l->file, row->line, NULL };
	const char *s, *label;
	struct range r;

	if (!l->has_header)
		return header(l, row, e);
	s = row->field[l->column];
	if (*s == '\0')
		return true;
	if (!range_parse(&r, s, strlen(s), l->cidr->flags, e))
		return false;
	label = l->cidr->opt->labels ? row->field[l->label] : "";
	if (*label != '\0')
		place.label = arena_strdup(l->cidr->ctx->arena, label);
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
	struct cidr_place place = { NULL, number, NULL };
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
