/* roll-parts: what the files of a roll share; nobody else's. */
#ifndef CAPACITY_ROLL_PARTS_H
#define CAPACITY_ROLL_PARTS_H

#include "capacity/roll.h"

#define NO_NODE UINT32_MAX

/* What is due for a node, in the order of time and then of asking. */
enum roll_what { ROLL_STARTS, ROLL_EVICTS, ROLL_ENDS, ROLL_FREES,
    ROLL_COOLS };

/* Ask for it at t. */
void roll_ask(struct roll *r, int64_t t, enum roll_what what, uint32_t node);

/* --- roll-group.c: the phases of a group ---------------------------------- */

enum update_strategy roll_strategy(const struct roll *r, size_t group);
/* What the plan and the options make of it; and the nodes it has at first. */
void roll_prepare_group(struct roll *r, size_t group);
/* Nodes that it ever launches, at most. */
uint64_t roll_launches(const struct roll *r, size_t group);
/* All of its nodes are old now. */
void roll_list_old(struct roll *r, size_t group);
/* Begin the first of the groups that wait, or with all_at_once all. */
void roll_begin_next(struct roll *r);
/* A node of the group's wave is done. */
void roll_done(struct roll *r, size_t group);
/* AZs that are left to the group. */
uint64_t roll_azs(const struct roll *r, size_t group);

/* --- roll-node.c: one node's life ----------------------------------------- */

/* A new node in the group's subnet; it boots. */
uint32_t roll_launch(struct roll *r, size_t group, uint32_t at);
/* Its agent starts; pods may come. */
void roll_start(struct roll *r, uint32_t node);
/* Taint it and let its pods go; ROLL_ENDS is due when that is done. */
void roll_drain(struct roll *r, uint32_t node);
void roll_evict(struct roll *r, uint32_t node);
/* Its ENIs are deleted. */
void roll_free(struct roll *r, uint32_t node);
void roll_cool(struct roll *r, uint32_t node);

/* The largest pods that a node of the group has; before the first launch. */
void roll_group_pods(struct roll *r, size_t group);
/* Room for so many launches of the group, in all. */
void roll_group_room(struct roll *r, size_t group, size_t launches);
/* One more pod on each old node, as long as they are not full. */
bool roll_fill(struct roll *r);
/* Unscheduled pods go where there is room. */
void roll_place(struct roll *r, size_t group);

/* The engine of the node has run. */
void roll_note(struct roll *r, uint32_t node);
/* What is taken of the subnet may be another. */
void roll_mark(struct roll *r, size_t subnet);
/* The time goes on. */
void roll_move(struct roll *r, int64_t t);

#endif
