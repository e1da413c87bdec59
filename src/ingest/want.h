/*
 * want: the trie of wanted members of JSON documents, see ingest/json.c.
 *
 * Texts are borrowed from the table of kinds; memory comes from the arena.
 */
#ifndef INGEST_WANT_H
#define INGEST_WANT_H

#include "ingest/json.h"

struct want {
	const char *name;
	size_t n;
	bool all;			/* take everything below */
	const struct json_kind *kind;	/* a record begins here */
	const struct json_kind *path;	/* the way to such a place */
	const struct json_kind *list;	/* whose elements are handed on */
	const char *list_name;
	struct want *child, *next;
};

/* Add "a b{c d}" below w; returns what follows the closing brace. */
const char *want_fields(struct want *w, const char *s, struct arena *a);

/* Add a kind's path with its fields, and its fields as a bare record. */
void want_kind(struct want *root, const struct json_kind *k, struct arena *a);

/* The member's place, or NULL when nothing of it is wanted. */
const struct want *want_find(const struct want *w, const char *name,
    size_t n);

#endif
