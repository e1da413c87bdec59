/* outlook-parts: what the files of an outlook share; nobody else's. */
#ifndef CAPACITY_OUTLOOK_PARTS_H
#define CAPACITY_OUTLOOK_PARTS_H

#include "capacity/outlook.h"

/* One setting of the dial, answered; in a scratch arena. */
struct outlook_turn {
	struct plan plan;
	struct answer answer;
};

/* The groups that the target is about, with what they have now. */
struct outlook_members {
	bool *in;			/* as plan.nodegroups */
	uint64_t *pods_per_node, *max;	/* nodes at most */
	uint64_t nodes, pods;
};

/* Groups at their desired size, so that nothing counts that is not there. */
void outlook_settle(struct outlook *o, struct plan *p, struct arena *a);
void outlook_set_nodes(struct plan *p, size_t i, uint64_t n);

/* False with the outlook's err set. */
bool outlook_answer(struct outlook *o, struct outlook_turn *t,
    struct arena *a);
bool outlook_members(struct outlook *o, const struct outlook_target *t,
    struct outlook_members *m, struct arena *a);
/* Turn the dial to n, and answer. */
bool outlook_turn(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, uint64_t n, struct outlook_turn *out,
    struct arena *a);
/* What a node of the group has of what is counted, but of a subnet. */
uint64_t outlook_of_node(enum outlook_what what,
    const struct group_answer *g);
/* The target's series then; of services 0. */
double outlook_measure(const struct outlook_target *t,
    const struct outlook_members *m, const struct outlook_turn *turn);

#endif
