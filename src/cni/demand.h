/*
 * demand: the pods that one node meets, minute for minute.
 *
 * A node starts, is filled with its pods a minute later, and from ten
 * minutes on sees an hour of churn: pods are replaced one for one, each time
 * another one by chance, so many a minute on average; and in the middle of
 * that hour, where there is a rollout, all pods are replaced in waves: a
 * share comes, and half a minute later as many of the oldest go.
 *
 * The chance is a splitmix64 generator's: the same seed, the same hour.  An
 * hour does not depend on the settings that it is to judge.
 *
 * Instead of all that a demand may be a trace that somebody measured.
 */
#ifndef CNI_DEMAND_H
#define CNI_DEMAND_H

#include "model/scenario.h"

#define DEMAND_FILL_MS 60000		/* when the pods come */
#define DEMAND_CHURN_MS 600000		/* when the churn begins */
#define DEMAND_HOUR_MS 3600000		/* how long it lasts */
#define DEMAND_ROLLOUT_MS (DEMAND_CHURN_MS + DEMAND_HOUR_MS / 2)

/* Replaced a second at most, so that an hour has an end. */
#define DEMAND_RATE_MAX 20

struct demand_ask {
	uint64_t pods;			/* with an address of the pool */
	uint64_t branch;		/* with a branch ENI */
	/* Pods that are replaced in a minute: num / den; den is not 0. */
	uint64_t churn_num, churn_den;
	uint64_t surge;			/* pods of a wave; 0: no rollout */
	uint64_t seed;
};

struct demand {
	struct event *events;		/* in order of time */
	size_t nevents;
	uint64_t until_ms;
	/* Addresses are counted from here on, to the end. */
	uint64_t from_ms;
};

/* At most 100,000 pods each; the events live in the arena. */
#define DEMAND_PODS_MAX 100000
void demand_make(struct demand *d, const struct demand_ask *ask,
    struct arena *a);

#endif
