/*
 * "--set nodegroups.web.pods_per_node=40": change the tree of a plan before
 * it is read, so that an assignment is checked exactly as the file is.
 *
 * A path is keys joined by dots; an element of a list is named by its name,
 * its id, or its number from 0.  Names may hold dots themselves ("ecr.api"):
 * of the elements whose name the path goes on with, the longest is meant.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ingest/plan.h"
#include "ingest/yaml.h"

static bool
starts_with_name(const char *path, const char *name, size_t *n)
{
	size_t len = name != NULL ? strlen(name) : 0;

	if (len <= *n || strncmp(path, name, len) != 0 ||
	    (path[len] != '.' && path[len] != '='))
		return false;
	*n = len;
	return true;
}

/* The element of a list that the path names; *n: how much of it that was. */
static struct node *
find_element(const struct node *list, const char *path, size_t *n)
{
	struct node *best = NULL;
	char digits[24];
	uint64_t i;

	*n = 0;
	for (struct node *c = list->child; c != NULL; c = c->next)
		if (starts_with_name(path, node_text(c, "name"), n) ||
		    starts_with_name(path, node_text(c, "id"), n))
			best = c;
	if (best != NULL)
		return best;
	*n = strcspn(path, ".=");
	if (*n >= sizeof(digits))
		return NULL;
	memcpy(digits, path, *n);
	digits[*n] = '\0';
	if (!str_u64(&i, digits, UINT32_MAX))
		return NULL;
	for (best = list->child; best != NULL && i > 0; i--)
		best = best->next;
	return best;
}

static struct node *
find_member(const struct node *map, const char *key, size_t n)
{
	struct node *c = map->child;

	while (c != NULL && (strlen(c->key) != n ||
	    memcmp(c->key, key, n) != 0))
		c = c->next;
	return c;
}

static struct node *
add_member(struct node *map, const char *key, size_t n, struct arena *a)
{
	struct node *c = node_new(a, NODE_MAP);

	c->key = arena_strndup(a, key, n);
	node_append(map, c);
	return c;
}

/* Nothing there: what is, by the names of the list's elements. */
static bool
no_place(const struct node *n, const char *path, const char *from,
    struct arena *a, struct err *e)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, arena_strndup(a, path, strcspn(path, ".=")));
	for (n = n->child; n != NULL; n = n->next) {
		const char *name = node_text(n, "name");

		if (name != NULL || (name = node_text(n, "id")) != NULL)
			str_near_offer(&near, name);
	}
	return err_usage(e, "%s: the plan has no such place%s", from,
	    str_near_format(&near, buf, sizeof(buf)));
}

/* Where the path leads; members that are missing are made, elements not. */
static struct node *
walk(struct node *n, const char *path, const char *from, struct arena *a,
    struct err *e)
{
	for (;;) {
		size_t len = strcspn(path, ".=");
		struct node *next = NULL;

		if (n->kind == NODE_SEQ)
			next = find_element(n, path, &len);
		else if (n->kind == NODE_MAP && len != 0) {
			next = find_member(n, path, len);
			if (next == NULL)
				next = add_member(n, path, len, a);
		}
		if (next == NULL) {
			no_place(n, path, from, a, e);
			return NULL;
		}
		n = next;
		if (path[len] == '=')
			return n;
		path += len + 1;
	}
}

bool
plan_set(struct node *root, const char *assignment, struct arena *a,
    struct err *e)
{
	const char *eq = strchr(assignment, '=');
	struct node *at, *value, old;
	const char *from = arena_printf(a, "--set %s", assignment);

	if (eq == NULL || eq == assignment)
		return err_usage(e, "%s: expected PATH=VALUE, such as "
		    "nodegroups.web.pods_per_node=40", from);
	if ((at = walk(root, assignment, from, a, e)) == NULL)
		return false;
	value = yaml_parse(a, from, eq + 1, strlen(eq + 1), e);
	if (value == NULL) {
		e->status = EXIT_USAGE;
		return false;
	}
	old = *at;
	*at = *value;
	at->key = old.key;
	at->next = old.next;
	at->line = at->key_line = at->column = at->key_column = 0;
	at->file = from;
	if (at->child == NULL)
		at->tail = &at->child;
	return true;
}
