/*
 * schema: which keys a map may have, and where their values go.
 *
 * A row a key.  schema_read() walks the rows in their order, not the file's,
 * so a row may rely on those above it.  An unknown key, a wrong type, a value
 * out of range or a missing required key is an input error with file, line
 * and column, and names the nearest key.
 */
#ifndef INGEST_SCHEMA_H
#define INGEST_SCHEMA_H

#include <stdint.h>

#include "ingest/node.h"

enum field_type {
	FIELD_TEXT,		/* const char *; not empty */
	FIELD_COUNT,		/* struct opt_count; 0 to max */
	FIELD_SHARE,		/* struct quantity: 3 or 25% */
	FIELD_DECIMAL,		/* struct quantity: 3 or 0.5 */
	FIELD_WORD,		/* int-sized enum: index in words */
	FIELD_CIDR,		/* struct block */
	FIELD_CIDRS,		/* struct blocks */
	FIELD_MAP,		/* a struct, by sub */
	FIELD_LIST,		/* an array by sub: T *v; size_t n; */
	FIELD_OWN,		/* whatever parse makes of it */
};

struct reader;

struct field {
	const char *key;
	enum field_type type;
	size_t off;			/* in the struct of the schema */
	uint64_t max;			/* FIELD_COUNT; 0: COUNT_MAX */
	const char *const *words;	/* FIELD_WORD; ends with NULL */
	const struct schema *sub;	/* FIELD_MAP, FIELD_LIST */
	bool (*parse)(struct reader *, const struct node *, void *);
	bool required;
};

struct schema {
	const char *what;		/* "subnet": for messages */
	const struct field *fields;	/* ends with a NULL key */
	size_t size;			/* of the struct */
	size_t spot;		/* offset of a struct spot, or NO_SPOT */
	/* After all fields: checks between them; may be NULL. */
	bool (*check)(struct reader *, const struct node *, void *dst);
};

#define NO_SPOT SIZE_MAX
/* No count in a plan is larger, so sums and products have room. */
#define COUNT_MAX UINT64_C(1000000000)

struct reader {
	struct arena *arena;
	struct err *err;
	void *arg;			/* for the parse and check functions */
};

/* Fill the zeroed struct at dst from the map n. */
bool schema_read(struct reader *r, const struct schema *s,
    const struct node *n, void *dst);

/* Set the message "KEY: expected WHAT, got ..." at n; returns false. */
bool schema_expected(struct reader *r, const struct node *n,
    const char *what);

/* For rows with a function of their own. */
bool read_count(struct reader *r, const struct node *n, uint64_t max,
    uint64_t *v);
bool read_words(struct reader *r, const struct node *n,
    const char *const *words, unsigned *index);

#endif
