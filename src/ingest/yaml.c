#include "ingest/yaml.h"

#include <libfyaml.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

struct frame {
	struct node *node;		/* a map or a sequence */
	struct map keys;		/* of a map: those seen */
	const char *key;		/* of a map: waits for its value */
	unsigned long key_line, key_column;
};

struct yaml {
	struct arena *arena;
	struct arena scratch;		/* key sets */
	struct err *err;
	const char *file;
	struct fy_parser *parser;
	struct fy_token_iter *iter;
	struct frame stack[YAML_DEPTH_MAX];
	size_t depth;
	struct node *root;
	bool done;			/* one document was read */
	unsigned long line;		/* of the last event */
	char logged[128];
};

static bool
fail(struct yaml *y, const struct fy_event *ev, const char *what)
{
	const struct fy_mark *m = fy_event_start_mark((struct fy_event *)ev);

	err_input(y->err, "%s", what);
	return err_locate(y->err, y->file, m != NULL ?
	    (unsigned long)m->line + 1 : 0, m != NULL ?
	    (unsigned long)m->column + 1 : 0);
}

static struct frame *
top(struct yaml *y)
{
	return y->depth != 0 ? &y->stack[y->depth - 1] : NULL;
}

/* Hang a finished or just begun node where it belongs. */
static bool
place(struct yaml *y, const struct fy_event *ev, struct node *n)
{
	struct frame *f = top(y);
	const struct fy_mark *m = fy_event_start_mark((struct fy_event *)ev);

	n->file = y->file;
	n->line = m != NULL ? (unsigned long)m->line + 1 : 0;
	n->column = m != NULL ? (unsigned long)m->column + 1 : 0;
	if (f == NULL) {
		y->root = n;
		return true;
	}
	if (f->node->kind == NODE_MAP) {
		if (f->key == NULL)
			return fail(y, ev, "a key must be text");
		n->key = f->key;
		n->key_line = f->key_line;
		n->key_column = f->key_column;
		if (m == NULL) {	/* nothing after the colon */
			n->line = f->key_line;
			n->column = f->key_column;
		}
		f->key = NULL;
	}
	node_append(f->node, n);
	return true;
}

static bool
push(struct yaml *y, const struct fy_event *ev, enum node_kind kind)
{
	struct node *n = node_new(y->arena, kind);

	if (y->depth == YAML_DEPTH_MAX)
		return fail(y, ev, "nested too deeply");
	if (!place(y, ev, n))
		return false;
	y->stack[y->depth++] = (struct frame){ .node = n,
	    .keys = map_make(&y->scratch) };
	return true;
}

/* Copy a scalar's text to dst, or with dst NULL only measure it. */
static size_t
copy_text(struct yaml *y, struct fy_token *tok, char *dst)
{
	const struct fy_iter_chunk *c = NULL;
	size_t len = 0;
	int rc = 0;

	fy_token_iter_start(tok, y->iter);
	while ((c = fy_token_iter_chunk_next(y->iter, c, &rc)) != NULL) {
		if (dst != NULL)
			memcpy(dst + len, c->str, c->len);
		len += c->len;
	}
	fy_token_iter_finish(y->iter);
	return len;
}

/*
 * fy_token_get_text() would do, but it loses memory on a text of many pieces
 * (libfyaml 0.7.12): one with a hundred escapes, say.
 */
static char *
token_text(struct yaml *y, struct fy_token *tok, size_t *len)
{
	char *text;

	*len = tok != NULL ? copy_text(y, tok, NULL) : 0;
	text = arena_alloc(y->arena, *len + 1, 1);
	if (*len != 0)
		copy_text(y, tok, text);
	return text;
}

static bool
take_key(struct yaml *y, const struct fy_event *ev, const char *text,
    size_t len)
{
	struct frame *f = top(y);
	const struct fy_mark *m = fy_event_start_mark((struct fy_event *)ev);
	void **slot;
	char what[128];

	f->key = text;
	f->key_line = m != NULL ? (unsigned long)m->line + 1 : 0;
	f->key_column = m != NULL ? (unsigned long)m->column + 1 : 0;
	slot = map_slot(&f->keys, f->key, len);
	if (*slot == NULL) {
		*slot = f->node;
		return true;
	}
	snprintf(what, sizeof(what), "%.60s: this key is here twice; "
	    "remove one", f->key);
	return fail(y, ev, what);
}

static bool
scalar(struct yaml *y, const struct fy_event *ev)
{
	struct fy_token *tok = ev->scalar.value;
	struct frame *f = top(y);
	size_t len;
	const char *text = token_text(y, tok, &len);
	struct node *n;

	if (memchr(text, '\0', len) != NULL)
		return fail(y, ev, "a text with a NUL in it");
	if (f != NULL && f->node->kind == NODE_MAP && f->key == NULL)
		return take_key(y, ev, text, len);
	n = node_new(y->arena, NODE_SCALAR);
	n->text = text;
	n->plain = tok == NULL || fy_token_scalar_style(tok) == FYSS_PLAIN;
	return place(y, ev, n);
}

static bool
has_tag(const struct fy_event *ev)
{
	return (ev->type == FYET_SCALAR && ev->scalar.tag != NULL) ||
	    (ev->type == FYET_MAPPING_START &&
	    ev->mapping_start.tag != NULL) ||
	    (ev->type == FYET_SEQUENCE_START &&
	    ev->sequence_start.tag != NULL);
}

static bool
take(struct yaml *y, const struct fy_event *ev)
{
	if (has_tag(ev))
		return fail(y, ev, "tags (!...) are not taken; "
		    "write the value");
	switch (ev->type) {
	case FYET_DOCUMENT_START:
		if (y->done)
			return fail(y, ev, "a second document begins here; "
			    "give one document a file");
		y->done = true;
		return true;
	case FYET_SCALAR:
		return scalar(y, ev);
	case FYET_MAPPING_START:
		return push(y, ev, NODE_MAP);
	case FYET_SEQUENCE_START:
		return push(y, ev, NODE_SEQ);
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		y->depth--;
		return true;
	case FYET_ALIAS:
		return fail(y, ev, "aliases (*name) are not taken; "
		    "write the value out");
	default:
		return true;
	}
}

/* libfyaml's own message; of several the first. */
static bool
syntax_error(struct yaml *y, struct fy_diag *diag)
{
	void *prev = NULL;
	const struct fy_diag_error *d = fy_diag_errors_iterate(diag, &prev);

	err_input(y->err, "not YAML: %s", d != NULL && d->msg != NULL ?
	    d->msg : y->logged[0] != '\0' ? y->logged : "malformed");
	if (d == NULL || d->line <= 0)
		return err_locate(y->err, y->file, y->line, 0);
	return err_locate(y->err, y->file, (unsigned long)d->line,
	    d->column > 0 ? (unsigned long)d->column : 0);
}

static bool
events(struct yaml *y, struct fy_diag *diag)
{
	struct fy_event *ev;
	bool ok = true;

	while (ok && (ev = fy_parser_parse(y->parser)) != NULL) {
		const struct fy_mark *m = fy_event_start_mark(ev);

		if (m != NULL)
			y->line = (unsigned long)m->line + 1;
		ok = take(y, ev);
		fy_parser_event_free(y->parser, ev);
	}
	if (ok && fy_diag_got_error(diag))
		ok = syntax_error(y, diag);
	return ok;
}

/* Some of libfyaml's errors are only logged: keep the first, print none. */
static void
keep_log(struct fy_diag *diag, void *arg, const char *buf, size_t len)
{
	struct yaml *y = arg;
	const char *text = memchr(buf, ' ', len);	/* after "[ERR]:" */

	(void)diag;
	if (y->logged[0] == '\0' && text != NULL)
		snprintf(y->logged, sizeof(y->logged), "%.*s",
		    (int)(len - (size_t)(text + 1 - buf)), text + 1);
	y->logged[strcspn(y->logged, "\n")] = '\0';
}

#define BLANKS_MAX 4096		/* lines of blanks in a row */

/*
 * A block text of n blank lines costs libfyaml 0.7.12 n * n steps: 0.8 s for
 * 10,000, minutes for a file of them.
 */
static bool
check_blanks(struct yaml *y, const char *s, size_t n)
{
	unsigned long line = 1, blanks = 0;

	for (const char *end = s + n; s < end; s++) {
		if (*s != '\n' && *s != ' ' && *s != '\t' && *s != '\r')
			blanks = 0;
		if (*s != '\n')
			continue;
		line++;
		if (++blanks <= BLANKS_MAX)
			continue;
		err_input(y->err, "more than %d blank lines in a row",
		    BLANKS_MAX);
		return err_locate(y->err, y->file, line, 0);
	}
	return true;
}

#define OPEN_MAX 4096		/* brackets that wait for their end */

/*
 * libfyaml reads far ahead: 15 MB of opening brackets cost it 5 GB.  Brackets
 * in texts and comments are counted too, but not by the thousand.
 */
static bool
check_brackets(struct yaml *y, const char *s, size_t n)
{
	unsigned long line = 1;
	long open = 0;

	for (const char *end = s + n; s < end; s++) {
		line += *s == '\n';
		if (*s == '{' || *s == '[')
			open++;
		else if ((*s == '}' || *s == ']') && open > 0)
			open--;
		if (open <= OPEN_MAX)
			continue;
		err_input(y->err, "nested too deeply: %d brackets are open",
		    OPEN_MAX);
		return err_locate(y->err, y->file, line, 0);
	}
	return true;
}

/* YAML is UTF-8; libfyaml is not asked what else it would take. */
static bool
check_utf8(struct yaml *y, const char *s, size_t n)
{
	unsigned long line = 1;
	const char *start = s, *end = s + n;
	size_t k = 1;

	for (; s < end; s += k) {
		k = (unsigned char)*s < 0x80 ? 1 : utf8_length(s,
		    (size_t)(end - s));
		if (*s == '\n') {
			line++;
			start = s + 1;
		}
		if (k != 0 && *s != '\0')
			continue;
		err_input(y->err, "byte 0x%02x is not UTF-8 text; "
		    "save the file as UTF-8", (unsigned char)*s);
		return err_locate(y->err, y->file, line,
		    (unsigned long)(s - start) + 1);
	}
	return true;
}

static bool
parse(struct yaml *y, const char *text, size_t n)
{
	struct fy_diag_cfg dcfg;
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET };
	bool ok;

	if (!check_utf8(y, text, n) || !check_blanks(y, text, n) ||
	    !check_brackets(y, text, n))
		return false;
	fy_diag_cfg_default(&dcfg);
	dcfg.fp = NULL;
	dcfg.output_fn = keep_log;
	dcfg.user = y;
	if ((cfg.diag = fy_diag_create(&dcfg)) == NULL)
		arena_exhausted();
	fy_diag_set_collect_errors(cfg.diag, true);
	if ((y->parser = fy_parser_create(&cfg)) == NULL ||
	    (y->iter = fy_token_iter_create(NULL)) == NULL)
		arena_exhausted();
	ok = fy_parser_set_string(y->parser, text, n) == 0;
	ok = ok ? events(y, cfg.diag) : syntax_error(y, cfg.diag);
	fy_token_iter_destroy(y->iter);
	fy_parser_destroy(y->parser);
	fy_diag_destroy(cfg.diag);
	return ok;
}

struct node *
yaml_parse(struct arena *a, const char *file, const char *text, size_t n,
    struct err *e)
{
	struct yaml y = { .arena = a, .err = e, .file = file };
	bool ok = n == 0 || parse(&y, text, n);

	arena_clear(&y.scratch);
	if (!ok)
		return NULL;
	if (y.root == NULL || node_is_null(y.root)) {
		y.root = node_new(a, NODE_MAP);
		y.root->file = file;
		y.root->line = y.root->column = 1;
	}
	return y.root;
}
