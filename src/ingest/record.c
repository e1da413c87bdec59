#include "ingest/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"

bool
rec_expected(struct documents *d, const struct node *n, const char *what)
{
	char got[80];
	const char *is = node_describe(n);

	err_input(d->e, "%s: %s: expected %s, got %s", d->what,
	    n->key != NULL ? n->key : "list", what,
	    err_quote(got, sizeof(got), is, strlen(is)));
	return node_error(n, d->e);
}

/* A member that says something. */
static const struct node *
member(const struct node *rec, const char *key)
{
	const struct node *n = node_get(rec, key);

	return n == NULL || node_is_null(n) ? NULL : n;
}

bool
rec_text(struct documents *d, const struct node *rec, const char *key,
    const char **out)
{
	const struct node *n = member(rec, key);

	if (n == NULL)
		return true;
	if (n->kind != NODE_SCALAR || n->plain)
		return rec_expected(d, n, "a text");
	if (*n->text != '\0')
		*out = inventory_text(d->inv, n->text);
	return true;
}

bool
rec_id(struct documents *d, const struct node *rec, const char *key,
    const char **out)
{
	*out = NULL;
	if (!rec_text(d, rec, key, out))
		return false;
	if (*out != NULL)
		return true;
	err_input(d->e, "%s: a record without %s", d->what, key);
	return node_error(rec, d->e);
}

/* The list under key, *n its first element; false when it is no list. */
static bool
list(struct documents *d, const struct node *rec, const char *key,
    const struct node **n)
{
	const struct node *m = member(rec, key);

	*n = NULL;
	if (m == NULL)
		return true;
	if (m->kind != NODE_SEQ)
		return rec_expected(d, m, "a list");
	*n = m->child;
	return true;
}

const struct node *
rec_list(struct documents *d, const struct node *rec, const char *key)
{
	const struct node *n, *first;

	if (!list(d, rec, key, &first))
		return NULL;
	for (n = first; n != NULL; n = n->next)
		if (n->kind != NODE_MAP) {
			rec_expected(d, n, "an object");
			return NULL;
		}
	return first;
}

const struct node *
rec_map(struct documents *d, const struct node *rec, const char *key)
{
	const struct node *n = member(rec, key);

	if (n != NULL && n->kind != NODE_MAP) {
		rec_expected(d, n, "an object");
		return NULL;
	}
	return n;
}

bool
rec_texts(struct documents *d, const struct node *rec, const char *key,
    struct texts *out)
{
	const struct node *n;

	*out = (struct texts){ NULL, 0 };
	if (!list(d, rec, key, &n))
		return false;
	for (; n != NULL; n = n->next) {
		if (n->kind != NODE_SCALAR || n->plain)
			return rec_expected(d, n, "a text");
		*arena_push(d->inv->arena, out->v, out->n) =
		    inventory_text(d->inv, n->text);
	}
	return true;
}

bool
rec_bool(struct documents *d, const struct node *rec, const char *key,
    bool *out)
{
	const struct node *n = member(rec, key);

	if (n == NULL)
		return true;
	if (n->kind == NODE_SCALAR && n->plain) {
		*out = strcmp(n->text, "true") == 0;
		if (*out || strcmp(n->text, "false") == 0)
			return true;
	}
	return rec_expected(d, n, "true or false");
}

bool
rec_count(struct documents *d, const struct node *rec, const char *key,
    uint64_t max, struct opt_count *out)
{
	const struct node *n = member(rec, key);
	char what[80];

	if (n == NULL)
		return true;
	out->set = n->kind == NODE_SCALAR && n->plain &&
	    str_u64(&out->v, n->text, max);
	if (out->set)
		return true;
	snprintf(what, sizeof(what), "a whole number from 0 to %llu",
	    (unsigned long long)max);
	return rec_expected(d, n, what);
}

bool
rec_prefix_at(struct documents *d, const struct node *n, int family,
    struct prefix *out)
{
	const char *what = family == IPV4 ? "an IPv4 CIDR" : "a CIDR";

	if (n->kind != NODE_SCALAR || n->plain ||
	    strchr(n->text, '/') == NULL)
		return rec_expected(d, n, what);
	if (!prefix_parse(out, n->text, strlen(n->text), d->e))
		return node_error(n, d->e);
	return family == 0 || (int)out->family == family ||
	    rec_expected(d, n, what);
}

bool
rec_prefix(struct documents *d, const struct node *rec, const char *key,
    int family, struct prefix *out, bool *found)
{
	const struct node *n = member(rec, key);

	/* An IPv6-only subnet has an empty text. */
	*found = n != NULL && (n->kind != NODE_SCALAR || *n->text != '\0');
	return !*found || rec_prefix_at(d, n, family, out);
}

bool
rec_address4(struct documents *d, const struct node *rec, const char *key,
    uint32_t *out, bool *found)
{
	const struct node *n = member(rec, key);
	struct prefix p;

	*found = n != NULL && (n->kind != NODE_SCALAR || *n->text != '\0');
	if (!*found)
		return true;
	if (n->kind != NODE_SCALAR)
		return rec_expected(d, n, "an IPv4 address");
	if (!address_parse(&p, n->text, strlen(n->text), d->e))
		return node_error(n, d->e);
	if (p.family != IPV4)
		return rec_expected(d, n, "an IPv4 address");
	*out = (uint32_t)p.addr;
	return true;
}

bool
rec_tags(struct documents *d, const struct node *rec, const char *key,
    bool (*keep)(const char *key), struct tags *out)
{
	const struct node *n = rec_list(d, rec, key);
	const char *also = d->talk != NULL ? d->talk->tag : NULL;
	struct tags all = { NULL, 0 };

	*out = all;
	for (; n != NULL; n = n->next) {
		const char *k = NULL, *v = "";

		if (!rec_text(d, n, "Key", &k))
			return false;
		if (k == NULL || (keep != NULL && !keep(k) &&
		    (also == NULL || strcmp(k, also) != 0)))
			continue;
		if (!rec_text(d, n, "Value", &v))
			return false;
		*arena_push(&d->scratch, all.v, all.n) = (struct tag){ k, v };
	}
	if (all.n == 0)
		return true;
	out->n = all.n;
	out->v = arena_array(d->inv->arena, all.n, struct tag);
	memcpy(out->v, all.v, all.n * sizeof(*all.v));
	return true;
}

void
rec_time_text(struct documents *d, const char *text, int64_t *out)
{
	struct err ignored = ERR_INIT;
	int64_t t;

	if (text == NULL || !date_parse_any(&t, text, &ignored))
		return;
	*out = t;
	if (t > d->inv->newest)
		d->inv->newest = t;
}

void
rec_time(struct documents *d, const struct node *rec, const char *key,
    int64_t *out)
{
	rec_time_text(d, node_text(rec, key), out);
}

struct cite
rec_cite(const struct node *rec)
{
	return (struct cite){ rec->file, rec->line, rec->column };
}

bool
rec_same(struct documents *d, const struct node *rec, const char *id,
    const char *key, const char *a, const struct cite *at, const char *b)
{
	if (at->file == NULL || a == NULL || b == NULL || strcmp(a, b) == 0)
		return true;
	err_input(d->e, "%s: %s is %.80s here and %.80s in %s:%lu; these "
	    "documents are not of one account, or not of one time", id, key,
	    b, a, at->file, at->line);
	return node_error(rec, d->e);
}

void
rec_warn(struct documents *d, const char *fmt, ...)
{
	char text[ERR_MSGLEN];
	va_list ap;

	if (d->talk == NULL || d->talk->warn == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	d->talk->warn(d->talk->arg, text);
}
