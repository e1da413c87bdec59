/*
 * redact: ids and names out of what is printed, so that it can be shared.
 *
 * Whoever is off to print a text that came from outside replaces it here by a
 * word that says of what kind it was and counts on, "subnet-r1", "name-r2":
 * the same text is the same word, in every table and message of a run.
 *
 * Cells are refused by default: a text cell is an id or a name and goes as a
 * whole, unless redact.c lists its column as words of ipplan's own, or as
 * prose.  So a view can forget nothing; a column that is new and not listed
 * is hidden too much, never too little.  Numbers and truth values stay, and
 * so do addresses, prefixes and ranges: without names they say little.
 *
 * Prose (messages of tables, formulas) keeps its words, but what looks like an
 * AWS id, an ARN, an account number or a host name made of an address, and all
 * texts that were learned or met before, are replaced in it.
 *
 * A sentence of ipplan's own is never searched for names: of warnings and
 * errors only what a %s put in is prose, of "subnet/private-a" what is after
 * the slash, and a verdict is made of words already, see doc_word(), and is
 * searched for ids only.  So a series that is called "of" or "pods" changes no
 * sentence, which would tell which word it is.
 */
#ifndef REPORT_REDACT_H
#define REPORT_REDACT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"

struct cell;
struct err;
struct column;
struct doc;
struct table;

#define REDACT_KINDS 40

struct redact {
	struct arena *arena;
	struct map known;		/* text to its word */
	bool lengths[256];		/* of known texts; the last: longer */
	size_t longest;
	const struct map *more;		/* texts known besides, or NULL */
	unsigned counts[REDACT_KINDS];	/* words given, by kind */
};

void redact_init(struct redact *r, struct arena *a);

/* A name that prose may hold; NULL and "" are none. */
void redact_learn(struct redact *r, const char *name);
/* The word for a text that is one id or name. */
const char *redact_word(struct redact *r, const char *text);
/* The same for "subnet/private-a", of which the kind is no secret. */
const char *redact_scope(struct redact *r, const char *text);
/* The same text without what must not be said; itself when that is all. */
const char *redact_prose(struct redact *r, const char *text);

/* ... and none of the names that are known: ids only. */
const char *redact_ids(struct redact *r, const char *text);
/* The message, with nothing replaced but what was given to it. */
const char *redact_err(struct redact *r, const struct err *e);

/* What to print instead of the cells of one row. */
void redact_row(struct redact *r, const struct table *t, struct cell *row);

#endif
