/*
 * replay: what a fleet took of its subnets over time.
 *
 * Table "simulate" has a row for each time at which a subnet's state is not
 * what it was; the others say what was most, when, and who waited.
 */
#ifndef VIEW_REPLAY_H
#define VIEW_REPLAY_H

#include "capacity/replay.h"
#include "report/doc.h"

struct view_replay {
	struct doc *doc;
	struct table *table;
	char *text;			/* of the row not yet printed */
	bool unwanted;			/* another table was asked for */
};

/* Begin table "simulate"; then view_replay_row() is the replay's row(). */
void view_replay(struct view_replay *v, struct doc *d);
void view_replay_row(void *view, const struct replay *r, size_t subnet);

/* Tables "subnets", "nodegroups" and "summary", when all is over. */
void view_replay_end(struct doc *d, const struct replay *r);

#endif
