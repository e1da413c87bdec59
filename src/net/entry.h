/*
 * entry: prefixes and ranges with where they stand and what they are called.
 *
 * Entries are added in any order and come back in the order of their first
 * address, of those that begin together the largest first, of equals the one
 * that was added first.  They may nest, overlap and repeat; each stays itself.
 *
 * An IPv4 entry takes 16 bytes and an IPv6 entry 40, at the peak, too, and
 * one of a label 8 more; files are kept once for all the entries that follow.
 */
#ifndef NET_ENTRY_H
#define NET_ENTRY_H

#include "base/arena.h"
#include "net/radix.h"
#include "net/range.h"

struct entry {
	struct range range;
	const char *file;	/* NULL: an operand, line is its number */
	unsigned long line;
	const char *label;	/* or NULL; borrowed, like file */
	unsigned side;		/* 0 or 1: which list; up to the caller */
	size_t order;		/* of adding to its family; set by add */
};

/* Entries of one family that were added one after the other from one file. */
struct entry_run {
	size_t begin;		/* order of its first */
	const char *file;
	unsigned long line;	/* what lines are counted from */
	unsigned side;
};

/* What sorting leaves where it is, by order. */
struct entry_rest4 {
	uint32_t last, line;
};

/* The entries of one family. */
struct entry_list {
	enum family family;
	size_t n, room, nruns;
	struct span4 *v4;	/* first address, and order in place of last */
	struct span6 *v6;	/* order and line in place of last_lo */
	struct entry_rest4 *rest4;
	uint64_t *last_lo;	/* by order, as rest4 */
	const char **label;	/* NULL until there is one */
	struct entry_run *runs;
};

struct entries {
	struct arena *arena;
	struct entry_list v4, v6;
};

void entries_init(struct entries *s, struct arena *a);
void entries_add(struct entries *s, const struct entry *x);
/* Call once, when all are added. */
void entries_sort(struct entries *s);

/* The k-th of l->n in order. */
struct entry entry_get(const struct entry_list *l, size_t k);
/* Where those end that are equal to the k-th. */
size_t entry_equals(const struct entry_list *l, size_t k);

#endif
