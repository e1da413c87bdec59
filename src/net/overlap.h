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
 *
 * An IPv4 entry takes 24 bytes at the peak and an IPv6 entry 40, and one of
 * a label 8 more; files are kept once for all the entries that follow.
 */
#ifndef NET_OVERLAP_H
#define NET_OVERLAP_H

#include "base/arena.h"
#include "net/radix.h"
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
	const char *label;	/* or NULL; borrowed, like file */
	unsigned side;		/* 0 or 1: which list */
	size_t order;		/* of adding to its family; set by add */
};

/* Entries of one family that were added one after the other from one file. */
struct overlap_run {
	size_t begin;		/* order of its first */
	const char *file;
	unsigned long line;	/* what lines are counted from */
	unsigned side;
};

/* What sorting leaves where it is, by order. */
struct overlap_rest4 {
	uint32_t last, line;
};

struct overlap_list {
	enum family family;
	size_t n, room, nruns;
	struct span4 *v4;	/* first address, and order in place of last */
	struct span6 *v6;	/* order and line in place of last_lo */
	struct overlap_rest4 *rest4;
	uint64_t *last_lo;	/* by order, as rest4 */
	const char **label;	/* NULL until there is one */
	struct overlap_run *runs;
};

struct overlap {
	struct arena *arena;
	bool two;		/* pairs between sides only */
	struct overlap_list v4, v6;
};

struct overlap_pair {
	const struct overlap_entry *a, *b;
	enum relation relation;
	struct range shared;
};

void overlap_init(struct overlap *o, bool two, struct arena *a);
void overlap_add(struct overlap *o, const struct overlap_entry *entry);
/* Call back for each pair; once, as it sorts the entries. */
void overlap_each(struct overlap *o,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg);

#endif
