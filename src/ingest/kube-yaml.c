#include "ingest/kube-yaml.h"

#include <string.h>

#include "base/str.h"
#include "ingest/yaml.h"

/* Text that is gathered line by line. */
struct text {
	struct arena arena;
	char *s;
	size_t n, room;
	unsigned long line;		/* of its first */
};

struct kube_yaml {
	const struct kube_yaml_reader *reader;
	const char *file;
	struct err *err;
	struct arena tree;		/* of what is being parsed */
	struct text head;		/* the document without its items */
	struct text item;
	struct text part;		/* of a line that has not ended */
	unsigned long line;		/* of the line now taken */
	unsigned long start;		/* of the document; 0: none is open */
	uint64_t nrecords;
	bool in_items, listed;		/* "items" is open; was there */
	bool more;			/* there is a next page */
	bool named;			/* "kind" was there */
	size_t indent;			/* of the hyphens */
	bool failed;
};

static bool
begins(const char *s, size_t n, const char *with)
{
	size_t k = strlen(with);

	return n >= k && memcmp(s, with, k) == 0;
}

bool
kube_yaml_begins(const char *s, size_t n)
{
	static const char *const keys[] = { "apiVersion:", "items:", "kind:" };
	const char *end = s + n;

	if (begins(s, n, "\xef\xbb\xbf"))
		s += 3;
	for (; s < end; s++) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));
		size_t len = (size_t)((eol != NULL ? eol : end) - s);

		for (size_t i = 0; i < COUNT(keys); i++)
			if (begins(s, len, keys[i]))
				return true;
		if (len != 0 && *s != '#' && *s != '\r' &&
		    !begins(s, len, "---"))
			return false;
		s += len;
	}
	return false;
}

static bool
append(struct kube_yaml *y, struct text *t, const char *s, size_t n)
{
	if (n > KUBE_YAML_MAX - t->n) {
		y->failed = true;
		err_input(y->err, "an object of more than %d MiB",
		    KUBE_YAML_MAX >> 20);
		return err_locate(y->err, y->file, t->line, 0);
	}
	if (t->room - t->n < n) {
		size_t room = 2 * t->room + n + 4096;

		t->s = arena_stretch(&t->arena, t->s, t->room, room, 1);
		t->room = room;
	}
	if (n != 0)
		memcpy(t->s + t->n, s, n);
	t->n += n;
	return true;
}

/* --- trees -------------------------------------------------------------- */

/* Not a text: a number, true or false, or nothing. */
static bool
is_typed(const struct node *n)
{
	const char *s = n->text + (*n->text == '-' || *n->text == '+');

	return node_is_null(n) || strcmp(n->text, "true") == 0 ||
	    strcmp(n->text, "false") == 0 || (strchr(".0123456789", *s) !=
	    NULL && s[strspn(s, ".0123456789eE+-_xabcdfABCDF")] == '\0');
}

/* A text needs no quotes here, and what begins in line 1 is further down. */
static void
adapt(struct node *n, unsigned long lines)
{
	for (; n != NULL; n = n->next) {
		n->line += lines;
		n->key_line += lines;
		if (n->kind == NODE_SCALAR)
			n->plain = n->plain && is_typed(n);
		adapt(n->child, lines);
	}
}

/* The tree of a text, or NULL with the error set. */
static struct node *
parse(struct kube_yaml *y, const struct text *t)
{
	struct node *n;

	arena_reset(&y->tree);
	n = yaml_parse(&y->tree, y->file, t->s != NULL ? t->s : "", t->n,
	    y->err);
	if (n != NULL)
		adapt(n, t->line - 1);
	else if (y->err->line != 0)
		y->err->line += t->line - 1;
	y->failed = n == NULL;
	return n;
}

static bool
take_record(struct kube_yaml *y, const struct node *n)
{
	y->nrecords++;
	y->failed = !y->reader->record(y->reader->arg, n, y->err);
	return !y->failed;
}

/* The item, whose hyphen has become a blank. */
static bool
end_item(struct kube_yaml *y)
{
	const struct node *n;
	bool ok = true;

	if (y->item.n != 0) {
		n = parse(y, &y->item);
		ok = n != NULL && take_record(y, n);
	}
	y->item.n = 0;
	return ok;
}

/* What stands before the items, after them, or is the object. */
static bool
end_head(struct kube_yaml *y)
{
	const struct node *n = parse(y, &y->head);
	const char *next = node_text(node_get(n, "metadata"), "continue");

	y->head.n = 0;
	y->named = y->named || node_get(n, "kind") != NULL;
	y->more = y->more || (next != NULL && *next != '\0');
	return n != NULL && (y->listed || n->child == NULL ||
	    take_record(y, n));
}

static bool
end_document(struct kube_yaml *y)
{
	if (y->start == 0)
		return true;
	if (!end_item(y) || !end_head(y))
		return false;
	if (y->listed && !y->named) {
		y->failed = true;
		err_input(y->err, "a list without kind, which kubectl prints "
		    "after the items: it is cut short");
		return err_locate(y->err, y->file, y->line, 0);
	}
	y->failed = !y->reader->end(y->reader->arg, y->start, y->nrecords,
	    y->more, y->err);
	y->start = 0;
	y->nrecords = 0;
	y->in_items = y->listed = y->more = y->named = false;
	return !y->failed;
}

/* --- lines -------------------------------------------------------------- */

static bool
is_blank(const char *s, size_t n)
{
	while (n != 0 && (s[n - 1] == ' ' || s[n - 1] == '\r' ||
	    s[n - 1] == '\n'))
		n--;
	return n == 0;
}

/* A line of the items; false in *taken when it is none of them. */
static bool
take_item_line(struct kube_yaml *y, const char *s, size_t n, bool *taken)
{
	size_t indent = 0;
	bool hyphen;

	while (indent < n && s[indent] == ' ')
		indent++;
	hyphen = n - indent >= 2 && s[indent] == '-' &&
	    (s[indent + 1] == ' ' || s[indent + 1] == '\r' ||
	    s[indent + 1] == '\n');
	*taken = true;
	if (is_blank(s + indent, n - indent) || (y->item.n != 0 &&
	    indent > y->indent))
		return y->item.n == 0 || append(y, &y->item, s, n);
	if (!hyphen || (y->item.n != 0 && indent < y->indent)) {
		*taken = s[indent] == '#';
		return true;
	}
	if (!end_item(y))
		return false;
	y->indent = indent;
	y->item.line = y->line;
	if (!append(y, &y->item, s, n))
		return false;
	y->item.s[indent] = ' ';
	return true;
}

/* What is left of a document's own lines. */
static bool
take_head_line(struct kube_yaml *y, const char *s, size_t n)
{
	static const char items[] = "items:";
	const size_t k = sizeof(items) - 1;

	if (y->start == 0 && (is_blank(s, n) || *s == '#'))
		return true;
	if (y->start == 0)
		y->start = y->line;
	if (begins(s, n, items)) {
		y->listed = true;
		if (!end_head(y))
			return false;
		y->in_items = is_blank(s + k, n - k);
		if (y->in_items)
			return true;
	}
	if (y->head.n == 0)
		y->head.line = y->line;
	return append(y, &y->head, s, n);
}

static bool
take_line(struct kube_yaml *y, const char *s, size_t n)
{
	bool taken = false;

	y->line++;
	if (begins(s, n, "---") || begins(s, n, "...")) {
		if (!end_document(y))
			return false;
		if (is_blank(s + 3, n - 3))
			return true;
	}
	if (y->in_items && !take_item_line(y, s, n, &taken))
		return false;
	if (taken)
		return true;
	if (y->in_items && !end_item(y))
		return false;
	y->in_items = false;
	return take_head_line(y, s, n);
}

/* --- the interface ------------------------------------------------------ */

struct kube_yaml *
kube_yaml_open(const struct kube_yaml_reader *reader, const char *file,
    struct arena *a, struct err *e)
{
	struct kube_yaml *y = arena_new(a, struct kube_yaml);

	y->reader = reader;
	y->file = file;
	y->err = e;
	y->part.line = 1;
	return y;
}

bool
kube_yaml_push(struct kube_yaml *y, const char *bytes, size_t n)
{
	while (n != 0 && !y->failed) {
		const char *eol = memchr(bytes, '\n', n);
		size_t k = eol != NULL ? (size_t)(eol + 1 - bytes) : n;
		struct text *part = &y->part;

		if (!append(y, part, bytes, k))
			return false;
		if (eol != NULL) {
			size_t bom = y->line == 0 && begins(part->s, part->n,
			    "\xef\xbb\xbf") ? 3 : 0;

			if (!take_line(y, part->s + bom, part->n - bom))
				return false;
			part->n = 0;
			part->line = y->line + 1;
		}
		bytes += k;
		n -= k;
	}
	return !y->failed;
}

bool
kube_yaml_close(struct kube_yaml *y)
{
	bool ok = kube_yaml_push(y, "\n", 1) && end_document(y);

	arena_clear(&y->tree);
	arena_clear(&y->head.arena);
	arena_clear(&y->item.arena);
	arena_clear(&y->part.arena);
	return ok;
}
