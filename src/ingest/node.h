/*
 * node: a piece of a YAML or JSON document, with its place.
 *
 * Both readers make these small trees, so that what understands a document
 * does not know which syntax it came in.  A plan is one tree; of an exported
 * JSON document only one record at a time is, and of that only the members
 * asked for, so memory is bounded by the largest record.
 *
 * Everything is borrowed from the arena that the reader was given.  Texts end
 * in NUL, are well-formed UTF-8 and hold no NUL.
 */
#ifndef INGEST_NODE_H
#define INGEST_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum node_kind { NODE_SCALAR, NODE_MAP, NODE_SEQ };

struct node {
	enum node_kind kind;
	bool plain;		/* scalar without quotes: may be a number,
				   true, false or null */
	unsigned long line, column;	/* 1-based */
	unsigned long key_line, key_column;	/* of key, if there is one */
	const char *file;	/* borrowed */
	const char *key;	/* in the map that holds it, else NULL */
	const char *text;	/* of a scalar */
	struct node *child, **tail;	/* of a map or a sequence, in order */
	struct node *next;	/* the parent's next child */
};

struct node *node_new(struct arena *a, enum node_kind kind);
void node_append(struct node *parent, struct node *child);

/* The member of a map, or NULL; NULL too when n is NULL or no map. */
const struct node *node_get(const struct node *n, const char *key);
/* The text of a scalar member, or NULL; null counts as absent. */
const char *node_text(const struct node *n, const char *key);
bool node_is_null(const struct node *n);

/* "a map", "a list", "text", "nothing": for messages. */
const char *node_describe(const struct node *n);

/* err_locate() with the place of n; returns false. */
bool node_error(const struct node *n, struct err *e);

#endif
