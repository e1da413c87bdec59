/*
 * diff: what took or gave back addresses between two snapshots.
 *
 * Both are counted as usage counts them.  A row is what one owner holds of
 * one class in one subnet, before and after; what no ENI holds (free,
 * reserved, kept by AWS, unaccounted) has no owner.  So the changes of a
 * subnet that is in both add up to 0, those of a class to the difference of
 * the class, and a diff the other way round is the same with its signs
 * turned.
 *
 * Subnets and ENIs are known by their ids.  Rows without a change are left
 * out.
 */
#ifndef CAPACITY_DIFF_H
#define CAPACITY_DIFF_H

#include "capacity/usage.h"

struct diff_row {
	const struct usage_subnet *subnet;	/* of either; NULL: all */
	const char *owner;		/* NULL: nobody's */
	enum usage_class class;
	uint64_t before, after;
};

enum diff_what { DIFF_CAME, DIFF_WENT, DIFF_MOVED, DIFF_GREW, DIFF_SHRANK };

/* Either of the two is NULL for one that came or went. */
struct diff_eni {
	enum diff_what what;		/* moved: to another class */
	const struct usage_eni *before, *after;
	const struct usage_subnet *subnet;
	const char *owner_before, *owner_after;
	uint64_t old, new;		/* addresses */
};

struct diff {
	struct diff_row *rows;		/* by subnet; largest change first */
	size_t nrows;
	struct diff_row *owners;	/* of all subnets and classes */
	size_t nowners;
	uint64_t before[USE_CLASSES], after[USE_CLASSES];	/* of all */
	struct diff_eni *enis;		/* by subnet, largest change first */
	size_t nenis;
};

/* EXIT_INPUT when a subnet has two CIDRs. */
bool diff_make(struct diff *d, const struct usage *before,
    const struct usage *after, struct arena *a, struct err *e);

const char *diff_what_name(enum diff_what what);

/* Of a row, however large. */
static inline int64_t
diff_change(uint64_t before, uint64_t after)
{
	return (int64_t)(after - before);
}

#endif
