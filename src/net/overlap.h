/*
 * overlap: every pair of entries that share an address.
 *
 * Pairs are found inside one list, or between two (then pairs within a list
 * are not looked for).  Entries may be prefixes, which nest or are apart, or
 * any ranges, which may overlap in part.  Time is that of sorting, plus one
 * step an entry and a pair.
 *
 * Pairs come IPv4 first, in the order of the address at which the shared range
 * begins.  Inside one list, a is the one that begins first, of two that begin
 * together the larger, of equals the one that was added first.
 */
#ifndef NET_OVERLAP_H
#define NET_OVERLAP_H

#include "net/entry.h"

enum relation {
	RELATION_EQUAL,
	RELATION_CONTAINS,	/* a holds b */
	RELATION_WITHIN,	/* a lies in b */
	RELATION_PARTIAL,
};

struct overlap_pair {
	const struct entry *a, *b;	/* during the call */
	enum relation relation;
	struct range shared;
};

/*
 * Call back for each pair; once, as it sorts the entries.  False from the
 * callback stops.  two: only pairs of an entry of side 0 and one of side 1.
 */
void overlap_each(struct entries *entries, bool two,
    bool (*pair)(void *arg, const struct overlap_pair *), void *arg);

/* The first pair inside one list; false if there is none. */
bool overlap_first(struct entries *entries, struct entry *a, struct entry *b);

#endif
