/* replay-parts: what the files of a replay share; nobody else's. */
#ifndef CAPACITY_REPLAY_PARTS_H
#define CAPACITY_REPLAY_PARTS_H

#include "capacity/replay.h"

/* The time goes on: print the rows of the one that is over. */
void replay_move(struct replay *r, int64_t t);
/* The subnet's state may be another. */
void replay_mark(struct replay *r, size_t subnet);
/* The engine of node i has run, or its branch ENIs have cooled down. */
void replay_note(struct replay *r, size_t i);
/* Something found no space there. */
void replay_fail(struct replay *r, size_t subnet);
void replay_finish(struct replay *r);

size_t replay_node_subnet(const struct replay *r,
    const struct replay_node *n);
size_t replay_pod_subnet(const struct replay *r, const struct replay_node *n);

#endif
