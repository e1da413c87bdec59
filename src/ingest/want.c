#include "ingest/want.h"

#include <string.h>

static struct want *
want_add(struct want *parent, const char *name, size_t n, struct arena *a)
{
	struct want *w;

	if (n == 1 && *name == '*') {
		parent->all = true;
		return parent;
	}
	for (w = parent->child; w != NULL; w = w->next)
		if (w->n == n && memcmp(w->name, name, n) == 0)
			return w;
	w = arena_new(a, struct want);
	w->name = name;
	w->n = n;
	w->next = parent->child;
	return parent->child = w;
}

const char *
want_fields(struct want *parent, const char *s, struct arena *a)
{
	struct want *w = parent;

	while (*s != '\0' && *s != '}') {
		size_t n = strcspn(s, " {}");

		if (n != 0)
			w = want_add(parent, s, n, a);
		s += n;
		if (*s == '{')
			s = want_fields(w, s + 1, a);
		else if (*s == ' ')
			s++;
	}
	return *s == '}' ? s + 1 : s;
}

/* Mark the members of w that the kind wants element by element. */
static void
want_lists(struct want *w, const struct json_kind *k, struct arena *a)
{
	for (const char *s = k->lists; s != NULL && *s != '\0';) {
		size_t n = strcspn(s, " ");

		for (struct want *c = w->child; c != NULL; c = c->next)
			if (c->n == n && memcmp(c->name, s, n) == 0) {
				c->list = k;
				c->list_name = arena_strndup(a, s, n);
			}
		s += n + (s[n] == ' ');
	}
}

void
want_kind(struct want *root, const struct json_kind *k, struct arena *a)
{
	struct want *w = root;

	for (const char *s = k->path; s != NULL && *s != '\0';) {
		size_t n = strcspn(s, ".");

		w = want_add(w, s, n, a);
		w->path = k;
		s += n + (s[n] == '.');
	}
	if (k->path != NULL) {
		w->kind = k;
		want_fields(w, k->fields, a);
		want_lists(w, k, a);
	}
	if (k->identity != NULL) {
		want_fields(root, k->fields, a);
		want_lists(root, k, a);
	}
}

const struct want *
want_find(const struct want *parent, const char *name, size_t n)
{
	static const struct want everything = { .all = true };

	if (parent == NULL)
		return NULL;
	for (const struct want *w = parent->child; w != NULL; w = w->next)
		if (w->n == n && memcmp(w->name, name, n) == 0)
			return w;
	return parent->all ? &everything : NULL;
}
