#include "ingest/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/out.h"
#include "ingest/node.h"

static int
by_key(const void *a, const void *b)
{
	return strcmp((*(const struct node *const *)a)->key,
	    (*(const struct node *const *)b)->key);
}

static void
put_quoted(struct out *o, const char *s)
{
	out_char(o, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			out_char(o, '\\');
		out_char(o, *s);
	}
	out_char(o, '"');
}

const char *
history_metric(const struct node *metric, struct arena *a)
{
	const char *name = node_text(metric, "__name__");
	const struct node **v = NULL;
	struct out *o = arena_new(a, struct out);
	size_t n = 0, len;

	out_init_memory(o, a);
	if (name != NULL)
		out_str(o, name);
	for (const struct node *l = metric->child; l != NULL; l = l->next)
		if (strcmp(l->key, "__name__") != 0 &&
		    l->kind == NODE_SCALAR)
			*arena_push(a, v, n) = l;
	if (n == 0 && name == NULL)
		return NULL;
	if (n != 0)
		qsort(v, n, sizeof(*v), by_key);
	for (size_t i = 0; i < n; i++) {
		out_str(o, i == 0 ? "{" : ",");
		out_str(o, v[i]->key);
		out_char(o, '=');
		put_quoted(o, v[i]->text);
	}
	out_str(o, n != 0 ? "}" : "");
	return out_memory(o, &len);
}
