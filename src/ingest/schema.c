#include "ingest/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "model/plan.h"

/* Longest decimal fraction: den stays far below 2^64 / 100. */
#define FRACTION_MAX 6

bool
schema_expected(struct reader *r, const struct node *n, const char *what)
{
	char got[80];
	const char *is = node_describe(n);

	err_input(r->err, "%s%sexpected %s, got %s", n->key != NULL ? n->key :
	    "", n->key != NULL ? ": " : "", what,
	    err_quote(got, sizeof(got), is, strlen(is)));
	return node_error(n, r->err);
}

bool
read_count(struct reader *r, const struct node *n, uint64_t max, uint64_t *v)
{
	char what[80];

	if (n->kind == NODE_SCALAR && str_u64(v, n->text, max))
		return true;
	snprintf(what, sizeof(what), "a whole number from 0 to %llu",
	    (unsigned long long)max);
	return schema_expected(r, n, what);
}

bool
read_words(struct reader *r, const struct node *n, const char *const *words,
    unsigned *index)
{
	struct str_near near;
	char what[256] = "one of", buf[128];
	size_t at = strlen(what);

	if (n->kind == NODE_SCALAR) {
		str_near_init(&near, n->text);
		for (unsigned i = 0; words[i] != NULL; i++) {
			if (strcmp(words[i], n->text) == 0) {
				*index = i;
				return true;
			}
			str_near_offer(&near, words[i]);
		}
	}
	for (size_t i = 0; words[i] != NULL && at < sizeof(what); i++)
		at += (size_t)snprintf(what + at, sizeof(what) - at, "%s %s",
		    i != 0 ? "," : "", words[i]);
	if (n->kind == NODE_SCALAR && near.n != 0 && at < sizeof(what))
		snprintf(what + at, sizeof(what) - at, "%s",
		    str_near_format(&near, buf, sizeof(buf)));
	return schema_expected(r, n, what);
}

static bool
read_text(struct reader *r, const struct node *n, void *dst)
{
	if (n->kind != NODE_SCALAR || node_is_null(n) || *n->text == '\0')
		return schema_expected(r, n, "a text");
	*(const char **)dst = n->text;
	return true;
}

/* Digits, at most FRACTION_MAX more after a point, and a % sign or none. */
static bool
parse_quantity(const char *s, struct quantity *q)
{
	size_t len = strcspn(s, "%"), whole = strcspn(s, ".%");
	char digits[24];

	if (whole >= sizeof(digits) || (s[len] == '%' && s[len + 1] != '\0'))
		return false;
	memcpy(digits, s, whole);
	digits[whole] = '\0';
	if (!str_u64(&q->num, digits, COUNT_MAX))
		return false;
	q->percent = s[len] == '%';
	q->den = q->percent ? 100 : 1;
	if (whole < len && (len - whole == 1 ||
	    len - whole - 1 > FRACTION_MAX))
		return false;
	for (size_t i = whole + 1; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		q->num = q->num * 10 + (uint64_t)(s[i] - '0');
		q->den *= 10;
	}
	q->set = true;
	return true;
}

/* A count or a percentage; half a node is neither. */
static bool
read_share(struct reader *r, const struct node *n, void *dst)
{
	struct quantity *q = dst;

	if (n->kind == NODE_SCALAR && parse_quantity(n->text, q) &&
	    (q->percent || q->den == 1))
		return true;
	return schema_expected(r, n, "a whole number such as 3, or a share "
	    "such as 25%");
}

static bool
read_decimal(struct reader *r, const struct node *n, void *dst)
{
	struct quantity *q = dst;

	if (n->kind == NODE_SCALAR && parse_quantity(n->text, q) &&
	    !q->percent)
		return true;
	return schema_expected(r, n, "a number such as 3 or 0.5");
}

static bool
read_cidr(struct reader *r, const struct node *n, void *dst)
{
	struct block *b = dst;

	if (n->kind != NODE_SCALAR || node_is_null(n))
		return schema_expected(r, n, "a CIDR such as 10.0.0.0/16");
	b->set = true;
	b->at = (struct spot){ n->line, n->column };
	if (strchr(n->text, '/') == NULL)
		return schema_expected(r, n, "a CIDR with its length, such "
		    "as 10.0.0.0/16");
	if (!prefix_parse(&b->prefix, n->text, strlen(n->text), r->err))
		return node_error(n, r->err);
	return true;
}

static bool
read_cidrs(struct reader *r, const struct node *n, void *dst)
{
	struct blocks *list = dst;

	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of CIDRs");
	for (n = n->child; n != NULL; n = n->next)
		if (!read_cidr(r, n, arena_push(r->arena, list->v, list->n)))
			return false;
	return true;
}

static bool
read_list(struct reader *r, const struct schema *s, const struct node *n,
    void *dst)
{
	char *v;
	size_t count = 0;

	if (node_is_null(n))
		return true;
	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list");
	for (const struct node *c = n->child; c != NULL; c = c->next)
		count++;
	v = arena_alloc(r->arena, count, s->size);
	memcpy(dst, &v, sizeof(v));
	memcpy((char *)dst + sizeof(v), &count, sizeof(count));
	for (n = n->child; n != NULL; n = n->next, v += s->size)
		if (!schema_read(r, s, n, v))
			return false;
	return true;
}

static bool
read_field(struct reader *r, const struct field *f, const struct node *n,
    void *dst)
{
	struct opt_count *count = dst;

	switch (f->type) {
	case FIELD_TEXT:
		return read_text(r, n, dst);
	case FIELD_COUNT:
		count->set = true;
		return read_count(r, n, f->max != 0 ? f->max : COUNT_MAX,
		    &count->v);
	case FIELD_SHARE:
		return read_share(r, n, dst);
	case FIELD_DECIMAL:
		return read_decimal(r, n, dst);
	case FIELD_WORD:
		return read_words(r, n, f->words, dst);
	case FIELD_CIDR:
		return read_cidr(r, n, dst);
	case FIELD_CIDRS:
		return read_cidrs(r, n, dst);
	case FIELD_MAP:
		return schema_read(r, f->sub, n, dst);
	case FIELD_LIST:
		return read_list(r, f->sub, n, dst);
	case FIELD_OWN:
		return f->parse(r, n, dst);
	}
	return false;
}

static bool
known(struct reader *r, const struct schema *s, const struct node *n)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, n->key);
	for (const struct field *f = s->fields; f->key != NULL; f++) {
		if (strcmp(f->key, n->key) == 0)
			return true;
		str_near_offer(&near, f->key);
	}
	err_input(r->err, "%s: no such key in a %s%s", n->key, s->what,
	    str_near_format(&near, buf, sizeof(buf)));
	return err_locate(r->err, n->file, n->key_line, n->key_column);
}

bool
schema_read(struct reader *r, const struct schema *s, const struct node *n,
    void *dst)
{
	struct spot at = { n->line, n->column };

	if (n->kind != NODE_MAP)
		return schema_expected(r, n, "a map of keys and values");
	if (s->spot != NO_SPOT)
		memcpy((char *)dst + s->spot, &at, sizeof(at));
	for (const struct node *c = n->child; c != NULL; c = c->next)
		if (!known(r, s, c))
			return false;
	for (const struct field *f = s->fields; f->key != NULL; f++) {
		const struct node *v = node_get(n, f->key);

		if (v == NULL && f->required) {
			err_input(r->err, "%s without the key %s", s->what,
			    f->key);
			return node_error(n, r->err);
		}
		if (v != NULL && !read_field(r, f, v, (char *)dst + f->off))
			return false;
	}
	return s->check == NULL || s->check(r, n, dst);
}
