/*
 * overlap: every pair of entries that share an address.
 *
 * Pairs are found inside one list, or between two (then pairs within a list
 * are not looked for).  Entries may be prefixes, which nest or are apart, or
 * any ranges, which may overlap in part.  Time is that of sorting, plus one
 * step an entry and a pair.
 *
 * Pairs come in the order of the address at which the shared range begins.
 * Inside one list, a is the one that begins first, of two that begin together
 * the larger, of equals the one that was added first.
 */
#ifndef NET_OVERLAP_H
#define NET_OVERLAP_H

#include "base/arena.h"
#include "net/range.h"

enum relation {
	RELATION_EQUAL,
	RELATION_CONTAINS,	/* a holds b */
	RELATION_WITHIN,	/* a lies in b */
	RELATION_PARTIAL,
};

struct overlap_entry {
	struct range range;
	const char *file;	/* NULL: an operand, line is its number */
	unsigned long line;
	const char *where;	/* the two as text; the caller's, or NULL */
	unsigned side;		/* 0 or 1: which list */
	size_t order;		/* of adding; set by overlap_add() */
};

struct overlap {
	struct arena *arena;
	struct overlap_entry *entries;
	size_t n;
	bool two;		/* pairs between sides only */
};

struct overlap_pair {
	struct overlap_entry *a, *b;
	enum relation relation;
	struct range shared;
};

void overlap_init(struct overlap *o, bool two, struct arena *a);
void overlap_add(struct overlap *o, const struct overlap_entry *entry);
/* Call back for each pair; sorts the entries. */
void overlap_each(struct overlap *o,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg);

#endif
