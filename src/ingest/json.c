/*
 * One trie of wanted members drives everything.  Its root is a document: the
 * first keys of all paths, and the members of all bare records.  Where a path
 * ends the trie node carries the kind, and below it are the kind's fields.
 *
 * Each open object or array is a frame with its place in the trie (NULL:
 * nothing below is wanted) and the node being built (NULL: none).  Arrays
 * pass their place in the trie on to their elements.  An object that stands
 * at a trie node with a kind begins a record; when it ends, the callback sees
 * it and the scratch arena is cleared.  The document itself is built in
 * another arena, for it may be a bare record.
 *
 * A list that is handed on element by element is a frame whose node holds the
 * one element being built, in an arena of its own.
 *
 * yajl tells how far into the piece it has read; lines are counted from the
 * last place asked about, so each byte is looked at once.
 */
#include "ingest/json.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "ingest/json-text.h"
#include "ingest/keys.h"
#include "ingest/place.h"
#include "ingest/want.h"

#define ELEMENTS 256		/* after so many their arena is cleared */

struct frame {
	const struct want *want;
	struct node *node;
	size_t keys;			/* for keys_leave() */
	bool is_map, is_record, is_document;
	bool is_list;			/* handed on element by element */
	size_t held;			/* before its elements */
};

struct json {
	const struct json_reader *reader;
	const char *file;
	struct err *err;
	struct arena arena, doc, rec;	/* trie; document; record */
	struct arena elements;		/* of a list, the last few */
	struct node element;		/* its child is the one now built */
	size_t nelements;
	yajl_handle yajl;
	struct keys keys;
	struct want *root;
	struct frame stack[JSON_DEPTH_MAX];
	size_t depth;
	const struct want *member;	/* of the key just read */
	const char *key;
	size_t held;			/* bytes of the tree being built */
	struct json_page page;
	uint64_t ndocuments;
	unsigned char head[3];		/* held back until all are there */
	size_t nhead;
	bool started;
	struct place at;		/* of the piece now read */
	uint64_t last_token;		/* a piece that ended here had one */
	bool any, token;		/* there was one; in this piece */
	bool loose;			/* a value in no document */
	size_t skipped;			/* depth within what nobody wants */
	struct json_escapes escapes;
	bool failed;
};

/* To where the token that yajl has just read ends; its line. */
static unsigned long
seek(struct json *j)
{
	place_seek(&j->at, j->at.base + yajl_get_bytes_consumed(j->yajl));
	return (unsigned long)j->at.line;
}

static bool
fail(struct json *j)
{
	unsigned long line = seek(j);

	j->failed = true;
	return err_locate(j->err, j->file, line, place_column(&j->at, 1));
}

static struct arena *
arena_of(struct json *j)
{
	for (size_t i = j->depth; i-- > 0;)
		if (j->stack[i].is_list)
			return &j->elements;
		else if (j->stack[i].is_record)
			return &j->rec;
	return &j->doc;
}

static const struct frame *
parent(const struct json *j)
{
	return j->depth != 0 ? &j->stack[j->depth - 1] : NULL;
}

/* The trie place of a value that begins now. */
static const struct want *
place(const struct json *j)
{
	const struct frame *f = parent(j);

	if (f == NULL)
		return j->root;
	return f->is_map ? j->member : f->want;
}

/* Count what the tree takes. */
static bool
hold(struct json *j, size_t n)
{
	j->held += n;
	return j->held <= JSON_RECORD_MAX || err_input(j->err, "a record of "
	    "more than %d MiB", JSON_RECORD_MAX >> 20);
}

/* A wanted value: make its node, and hang it into the parent's. */
static struct node *
build(struct json *j, enum node_kind kind, size_t token)
{
	const struct frame *f = parent(j);
	struct node *n;

	if (f == NULL || f->node == NULL || !hold(j, sizeof(*n) + token))
		return NULL;
	n = node_new(arena_of(j), kind);
	n->file = j->file;
	n->line = seek(j);
	n->column = place_column(&j->at, token);
	n->key = f->is_map ? j->key : NULL;
	n->key_line = n->line;
	n->key_column = n->column;
	node_append(f->node, n);
	return n;
}

/* An element of a list is complete, when that is where it stood. */
static bool
end_element(struct json *j)
{
	const struct frame *f = parent(j);
	bool ok = true;

	if (f == NULL || !f->is_list)
		return true;
	if (j->element.child != NULL)
		ok = f->want->list->element(j->reader->arg, f->want->list,
		    f->want->list_name, j->element.child, j->err);
	j->element.child = NULL;
	j->element.tail = &j->element.child;
	j->held = f->held;
	if (++j->nelements % ELEMENTS == 0)
		arena_reset(&j->elements);
	return ok;
}

static int
not_utf8(struct json *j)
{
	err_input(j->err, "a text that is no UTF-8");
	return fail(j);
}

static int
scalar(struct json *j, const char *s, size_t n, bool plain)
{
	struct node *node;

	j->token = true;
	if (j->skipped != 0)
		return 1;
	if (j->depth == 0) {
		err_input(j->err, "a bare value; expected an object or a "
		    "list, as the aws and kubectl commands print");
		return fail(j);
	}
	j->loose = j->loose || j->ndocuments == 0;
	if (place(j) == NULL)
		return 1;
	if (place(j)->kind != NULL && !(plain && n == 4 && *s == 'n')) {
		err_input(j->err, "%s: expected an object, got a single "
		    "value", place(j)->kind->name);
		return fail(j);
	}
	if (memchr(s, '\0', n) != NULL) {
		err_input(j->err, "a text with a NUL (\\u0000) in it");
		return fail(j);
	}
	node = build(j, NODE_SCALAR, n + (plain ? 0 : 2));
	if (node == NULL)
		return j->err->status == EXIT_OK ? 1 : fail(j);
	node->plain = plain;
	node->text = arena_strndup(arena_of(j), s, n);
	return end_element(j) ? 1 : fail(j);
}

static int
on_null(void *arg)
{
	return scalar(arg, "null", 4, true);
}

static int
on_boolean(void *arg, int v)
{
	return v ? scalar(arg, "true", 4, true) : scalar(arg, "false", 5, true);
}

static int
on_number(void *arg, const char *s, size_t n)
{
	return scalar(arg, s, n, true);
}

static int
on_string(void *arg, const unsigned char *s, size_t n)
{
	const struct json *j = arg;

	if (j->skipped == 0 && !json_text_is_utf8(s, n))
		return not_utf8(arg);
	return scalar(arg, (const char *)s, n, false);
}

static void
begin_document(struct json *j)
{
	j->ndocuments++;
	j->page = (struct json_page){ .file = j->file, .line = seek(j) };
}

static void
begin_record(struct json *j, struct frame *f, struct arena *a)
{
	f->node = node_new(a, NODE_MAP);
	f->node->file = j->file;
	f->node->line = seek(j);
	f->node->column = place_column(&j->at, 1);
}

/* The node of the object or list that begins, if one is wanted. */
static void
begin_node(struct json *j, struct frame *f)
{
	const struct frame *up = parent(j);

	if (f->want == NULL)
		return;
	if (f->want->path != NULL)
		j->page.kind = f->want->path;
	if (f->is_map && f->want == j->root && up != NULL && up->is_map) {
		f->node = up->node;	/* {"data": {...}} */
	} else if (f->is_map && f->want == j->root) {
		f->is_document = true;
		begin_document(j);
		begin_record(j, f, &j->doc);
	} else if (f->is_map && f->want->kind != NULL) {
		f->is_record = true;
		begin_record(j, f, &j->rec);
	} else if (f->want->list != NULL && !f->is_map && up != NULL &&
	    up->is_map) {
		build(j, NODE_SEQ, 1);
		f->is_list = true;
		f->held = j->held;
		f->node = &j->element;
		j->element = (struct node){ .kind = NODE_SEQ };
		j->element.tail = &j->element.child;
	} else if (f->want->path == NULL)
		f->node = build(j, f->is_map ? NODE_MAP : NODE_SEQ, 1);
}

static int
begin(struct json *j, bool is_map)
{
	struct frame f = { .is_map = is_map, .keys = j->keys.n };

	j->token = true;
	if (j->depth + j->skipped == JSON_DEPTH_MAX) {
		err_input(j->err, "nested deeper than %d", JSON_DEPTH_MAX);
		return fail(j);
	}
	f.want = j->skipped == 0 ? place(j) : NULL;
	if (f.want == NULL) {
		j->stack[j->depth + j->skipped++].keys = f.keys;
		return 1;
	}
	begin_node(j, &f);
	if (j->err->status != EXIT_OK)
		return fail(j);
	j->stack[j->depth++] = f;
	return 1;
}

static int
on_start_map(void *arg)
{
	return begin(arg, true);
}

static int
on_start_array(void *arg)
{
	return begin(arg, false);
}

static int
on_map_key(void *arg, const unsigned char *s, size_t n)
{
	struct json *j = arg;
	const struct frame *f = parent(j);
	char quoted[64];

	j->token = true;
	if (j->skipped == 0 && !json_text_is_utf8(s, n))
		return not_utf8(j);
	if (!keys_add(&j->keys, f[j->skipped].keys, s, n)) {
		err_input(j->err, "key \"%s\" is in this object twice",
		    err_quote(quoted, sizeof(quoted), (const char *)s, n));
		return fail(j);
	}
	if (j->skipped != 0)
		return 1;
	j->member = want_find(f->want, (const char *)s, n);
	/* {"data": {...}} around a document is passed through. */
	if (f->is_document && n == 4 && memcmp(s, "data", 4) == 0)
		j->member = j->root;
	if (j->member == NULL || f->node == NULL)
		return 1;
	j->key = j->member->name;
	if (!hold(j, n))
		return fail(j);
	if (j->key == NULL || j->key[n] != '\0')
		j->key = arena_strndup(arena_of(j), (const char *)s, n);
	return 1;
}

static bool
end_record(struct json *j, const struct frame *f)
{
	const struct json_kind *k = f->want->kind;
	bool ok;

	j->page.kind = k;
	j->page.nrecords++;
	ok = k->record(j->reader->arg, k, f->node, j->err);
	arena_reset(&j->rec);
	j->held = 0;
	return ok;
}

static bool
has_all(const struct node *n, const char *words)
{
	char word[64];

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		memcpy(word, words, len);
		word[len] = '\0';
		if (node_get(n, word) == NULL)
			return false;
		words += len + (words[len] == ' ');
	}
	return true;
}

/*
 * Is a document without records by path a record itself?  Kinds without a
 * path are looked for in any document.
 */
static bool
end_bare(struct json *j, const struct node *n)
{
	for (const struct json_kind *k = j->reader->kinds; k->name != NULL; k++)
		if (k->identity != NULL && has_all(n, k->identity) &&
		    (k->path == NULL || j->page.kind == NULL)) {
			j->page.kind = k;
			j->page.bare = true;
			j->page.nrecords++;
			return k->record(j->reader->arg, k, n, j->err);
		}
	return true;
}

static bool
end_document(struct json *j, const struct frame *f)
{
	const char *next = node_text(f->node, "NextToken");
	bool ok;

	if (next == NULL)
		next = node_text(f->node, "nextToken");
	if (next == NULL)	/* kubectl get --raw */
		next = node_text(node_get(f->node, "metadata"), "continue");
	j->page.more = next != NULL && *next != '\0';
	j->page.document = f->node;
	ok = end_bare(j, f->node);
	if (ok && j->reader->page != NULL)
		ok = j->reader->page(j->reader->arg, &j->page, j->err);
	arena_reset(&j->doc);
	j->held = 0;
	return ok;
}

static int
end(void *arg)
{
	struct json *j = arg;
	struct frame f;
	bool ok = true;

	j->token = true;
	if (j->skipped != 0) {
		f = j->stack[j->depth + --j->skipped];
		keys_leave(&j->keys, f.keys);
		return 1;
	}
	f = j->stack[j->depth - 1];
	if (f.is_map)
		keys_leave(&j->keys, f.keys);
	if (f.is_record)
		ok = end_record(j, &f);
	j->depth--;
	if (f.is_document)
		ok = ok && end_document(j, &f);
	return ok && end_element(j) ? 1 : fail(j);
}

static bool
half_a_pair(struct json *j)
{
	err_input(j->err, "half a surrogate pair (\\ud800 to \\udfff); "
	    "not a character");
	return fail(j);
}

/* yajl's words without their newline; then what to do about it. */
static bool
syntax_error(struct json *j)
{
	unsigned char *text;
	const char *hint = "";
	size_t n;

	if (j->failed)
		return false;
	text = yajl_get_error(j->yajl, 0, NULL, 0);
	n = strcspn((char *)text, "\n");
	if (j->ndocuments == 0)
		hint = "; export with --output json (aws) or -o json "
		    "(kubectl)";
	else if (strstr((char *)text, "premature") != NULL)
		hint = "; the document is cut short";
	err_input(j->err, "not JSON: %.*s%s", (int)n, (char *)text, hint);
	yajl_free_error(j->yajl, text);
	return fail(j);
}

struct json *
json_open(const struct json_reader *reader, const char *file, struct err *e)
{
	static const yajl_callbacks callbacks = {
		.yajl_null = on_null,
		.yajl_boolean = on_boolean,
		.yajl_number = on_number,
		.yajl_string = on_string,
		.yajl_start_map = on_start_map,
		.yajl_map_key = on_map_key,
		.yajl_end_map = end,
		.yajl_start_array = on_start_array,
		.yajl_end_array = end,
	};
	struct json *j = calloc(1, sizeof(*j));

	if (j == NULL || (j->yajl = yajl_alloc(&callbacks, NULL, j)) == NULL)
		arena_exhausted();
	yajl_config(j->yajl, yajl_allow_multiple_values, 1);
	j->reader = reader;
	j->file = file;
	j->err = e;
	j->at.line = 1;
	j->root = arena_new(&j->arena, struct want);
	want_fields(j->root, "NextToken nextToken metadata{continue}",
	    &j->arena);
	for (const struct json_kind *k = reader->kinds; k->name != NULL; k++)
		want_kind(j->root, k, &j->arena);
	return j;
}

static bool
push(struct json *j, const unsigned char *p, size_t n)
{
	const unsigned char *bad;

	j->at.piece = p;
	j->token = false;
	if (n == 0)
		return true;
	bad = json_escapes_check(&j->escapes, p, n);
	if (bad != NULL)	/* what is before it may be wrong too */
		n = (size_t)(bad - p);
	if (yajl_parse(j->yajl, p, n) != yajl_status_ok)
		return syntax_error(j);
	if (bad != NULL)
		return half_a_pair(j);
	place_seek(&j->at, j->at.base + n);
	j->at.base += n;
	j->any = j->any || j->token;
	if (j->token)
		j->last_token = j->at.base;
	if (j->at.base - j->last_token <= JSON_TOKEN_MAX)
		return true;
	j->failed = true;
	err_input(j->err, "a text or a gap longer than %d MiB",
	    JSON_TOKEN_MAX >> 20);
	return err_locate(j->err, j->file, (unsigned long)j->at.line, 0);
}

/* The first bytes: a byte order mark is passed over, UTF-16 is named. */
static bool
start(struct json *j)
{
	const unsigned char *s = j->head;

	j->started = true;
	if (j->nhead >= 2 && ((s[0] == 0xff && s[1] == 0xfe) ||
	    (s[0] == 0xfe && s[1] == 0xff) || s[0] == '\0' ||
	    s[1] == '\0')) {
		j->failed = true;
		err_input(j->err, "looks like UTF-16; save it as UTF-8 "
		    "(PowerShell: ... | Out-File -Encoding utf8)");
		return err_locate(j->err, j->file, 1, 1);
	}
	if (j->nhead == 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		return true;
	return push(j, s, j->nhead);
}

bool
json_push(struct json *j, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	if (j->failed)
		return false;
	for (; !j->started && n != 0; n--) {
		j->head[j->nhead++] = *p++;
		if (j->nhead == sizeof(j->head) && !start(j))
			return false;
	}
	return push(j, p, n);
}

static bool
finish(struct json *j)
{
	if (j->failed || (!j->started && !start(j)))
		return false;
	j->at.piece = (const unsigned char *)"";
	if ((yajl_complete_parse(j->yajl) != yajl_status_ok &&
	    (j->any || j->token)) || j->depth + j->skipped != 0)
		return syntax_error(j);
	if (j->ndocuments != 0)
		return true;
	if (j->any && !j->loose && j->reader->none != NULL) {
		j->reader->none(j->reader->arg);
		return true;
	}
	err_input(j->err, "%s", j->any ? "a list without a document in it" :
	    "no JSON document in it");
	return err_locate(j->err, j->file, 0, 0);
}

bool
json_close(struct json *j)
{
	bool ok = finish(j);

	yajl_free(j->yajl);
	keys_clear(&j->keys);
	arena_clear(&j->arena);
	arena_clear(&j->doc);
	arena_clear(&j->rec);
	arena_clear(&j->elements);
	free(j);
	return ok;
}
