/*
 * named: sets that keep what their ranges are called.
 *
 * Each label has a set of its own: ranges of one label are joined where they
 * overlap or touch, those of two never are, and what is in two sets is twice
 * in the result.  To have no label is one label, too.
 *
 * A range that is added takes what an entry takes (net/entry.h), and each
 * piece of the result as much.
 */
#ifndef NET_NAMED_H
#define NET_NAMED_H

#include "base/map.h"
#include "net/entry.h"
#include "net/set.h"

struct named_label {
	const char *text;	/* or NULL */
	size_t rank;		/* among all, by text, no label first */
	struct range open;	/* being joined */
	bool is_open;
};

struct named {
	struct arena *arena;
	struct entries entries;	/* line is which label */
	struct map map;
	size_t nlabels;
	struct named_label *labels;	/* in order of adding */
};

void named_init(struct named *n, struct arena *a);
/* The label is borrowed, NULL is none. */
void named_add(struct named *n, const struct range *r, const char *label);

enum named_part {
	NAMED_ALL,
	NAMED_OUTSIDE,		/* what the set does not hold */
	NAMED_INSIDE,		/* what it does */
};

/*
 * Call back for each piece of the part: the fewest ranges of each label, or
 * the fewest prefixes.  In order of address, of those that begin together the
 * largest first, of equals by label.  Once, as it sorts what was added.
 */
void named_each(struct named *n, enum named_part part, struct set *set,
    bool prefixes, void (*piece)(void *arg, const struct range *r,
    const struct named_label *label), void *arg);

#endif
