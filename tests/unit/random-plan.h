/* random-plan: plans as text, for tests that run what they say. */
#ifndef TESTS_RANDOM_PLAN_H
#define TESTS_RANDOM_PLAN_H

#include "random-node.h"

#include "capacity/answer.h"

/* Of what a random plan has at most; some bit is 0: never. */
struct random_plan {
	unsigned nodes;		/* of a group */
	bool branch;		/* pods with branch ENIs */
	bool windows;
	bool updates;		/* strategies of all kinds, rollouts */
};

/* YAML from the random numbers; it lives in the arena. */
const char *random_plan(const struct random_plan *what, struct arena *a);

/* The plan of a text and the answer about it; the test fails otherwise. */
void random_answer(struct answer *a, struct plan *p, const char *text,
    struct arena *mem);
void random_answer_as(struct answer *a, struct plan *p, const char *text,
    bool all_at_once, struct arena *mem);

#endif
