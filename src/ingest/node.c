#include "ingest/node.h"

#include <string.h>

struct node *
node_new(struct arena *a, enum node_kind kind)
{
	struct node *n = arena_new(a, struct node);

	n->kind = kind;
	n->tail = &n->child;
	return n;
}

void
node_append(struct node *parent, struct node *child)
{
	*parent->tail = child;
	parent->tail = &child->next;
}

const struct node *
node_get(const struct node *n, const char *key)
{
	if (n == NULL || n->kind != NODE_MAP)
		return NULL;
	for (n = n->child; n != NULL; n = n->next)
		if (strcmp(n->key, key) == 0)
			return n;
	return NULL;
}

bool
node_is_null(const struct node *n)
{
	static const char *const null[] = { "", "~", "null", "Null", "NULL" };

	if (n->kind != NODE_SCALAR || !n->plain)
		return false;
	for (size_t i = 0; i < sizeof(null) / sizeof(null[0]); i++)
		if (strcmp(n->text, null[i]) == 0)
			return true;
	return false;
}

const char *
node_text(const struct node *n, const char *key)
{
	n = node_get(n, key);
	return n != NULL && n->kind == NODE_SCALAR && !node_is_null(n) ?
	    n->text : NULL;
}

const char *
node_describe(const struct node *n)
{
	if (n->kind == NODE_MAP)
		return "a map";
	if (n->kind == NODE_SEQ)
		return "a list";
	return node_is_null(n) ? "nothing" : n->text;
}

bool
node_error(const struct node *n, struct err *e)
{
	return err_locate(e, n->file, n->line, n->column);
}
