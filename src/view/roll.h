/*
 * roll: how a plan's node groups were replaced, as tables "upgrade",
 * "nodegroups" and "minutes".
 */
#ifndef VIEW_ROLL_H
#define VIEW_ROLL_H

#include "capacity/roll.h"
#include "report/doc.h"

/* States are kept as they come; then view_roll_minute() is the roll's
   minute(). */
struct view_roll {
	struct arena *arena;
	struct roll_minute {
		int64_t minute;
		size_t subnet;
		uint64_t old, new, most, blocks;
	} *v;
	size_t n;
	bool unwanted;			/* another table was asked for */
};

void view_roll_minute(void *view, const struct roll *r, size_t subnet,
    int64_t minute);

/* safe: by group, the largest number of nodes at a time. */
void view_roll(struct doc *d, const struct roll *r, const uint64_t *safe,
    const struct view_roll *v);

#endif
