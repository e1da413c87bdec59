/*
 * tune: which warm targets, and which mode, for the nodes of a plan.
 *
 * Every point of a grid of settings is judged by the engine (cni/judge.h).
 * Nodes of each row of the density histogram run an hour, some of them hours
 * of their own; what they hold, how often they call and how long they keep
 * pods waiting counts for all nodes of the row.  Of these three numbers the
 * front is what nothing beats: no other point is as good in all and better in
 * one.  The grid is gone through whole; equal questions are asked once, since
 * most settings are ignored beside others.
 *
 * A point is usable unless something is wrong with it (enum unsafe).  The
 * front is of the usable points.  Points that are not, and that nothing
 * beats, are kept beside it: they look best, and must not be taken.
 *
 * The CNI has one set of targets for the cluster, so a point's targets are
 * those of all groups; whatever else a group has set stays.
 *
 * Everything lives in the arena given; plan and densities are borrowed.
 */
#ifndef CAPACITY_TUNE_H
#define CAPACITY_TUNE_H

#include "capacity/answer.h"
#include "capacity/density.h"
#include "capacity/share.h"
#include "cni/judge.h"

#define TUNE_POINTS_MAX 200000

enum unsafe {
	UNSAFE_REFUSED,		/* the agent does not start, or has no ENI */
	UNSAFE_FREEZES,		/* pods wait for ever, and there is room */
	UNSAFE_OSCILLATES,	/* takes and gives back the same, for ever */
	UNSAFE_STARVES,		/* in the hour one waits 30 s or longer */
	UNSAFE_THROTTLES,	/* more EC2 calls a minute than the limit */
	UNSAFE_FALLS_BACK,	/* asks for prefixes and gets none */
	UNSAFE_UNPLACED,	/* more pods than a node ever serves */
	UNSAFE_NO_FIT,		/* the plan's subnets do not hold it */
	UNSAFES
};

const char *unsafe_name(enum unsafe u);

struct targets {
	enum cni_mode mode;
	uint64_t warm_eni, warm_ip, minimum_ip, warm_prefix;
};

struct tune_axis {
	const uint64_t *v;
	size_t n;
};

struct tune_grid {
	enum cni_mode modes[2];
	size_t nmodes;
	struct tune_axis warm_eni, warm_ip, minimum_ip, warm_prefix;
};

/* Over all nodes. */
struct tune_score {
	/* The three that the front is of. */
	uint64_t address_ms;		/* held x time */
	uint64_t calls;			/* of EC2 */
	uint64_t waiting_ms;		/* pods x time that they waited */

	uint64_t waits;			/* pods not served at once */
	uint64_t late_calls;		/* of the calls, those of the hour */
	uint64_t peak;			/* addresses, all at a time */
	uint64_t pods;			/* that came */
	uint64_t longest_ms;		/* that one waited */
	uint64_t hour_longest_s;	/* the same in the hour, rounded up */
	unsigned unsafe;		/* 1u << enum unsafe, or-ed */
	uint64_t oscillates_at;		/* fewest pods at which it does */
};

struct tune_point {
	struct targets targets;
	struct tune_score score;
	bool front;
	bool first;			/* of those with the same numbers */
	size_t same;			/* how many, where it is first */
};

enum tune_prefer { PREFER_ADDRESSES, PREFER_CALLS, PREFER_WAITS };

struct tune_ask {
	const struct plan *plan;
	const struct answer_options *how;
	const struct densities *densities;
	struct tune_grid grid;
	/* Pods that a node replaces in a minute: num / den. */
	uint64_t churn_num, churn_den;
	uint64_t hours;			/* drawn for the nodes of a row */
	const struct shares *shares;	/* in place of all that; or NULL */
	struct judge_how judge;
	uint64_t call_limit;		/* of EC2 calls in a minute, for all */
	enum tune_prefer prefer;
	bool ask_again;			/* equal questions too: for tests */
};

struct tune {
	const struct tune_ask *ask;
	struct tune_point *points;	/* all of the grid, in its order */
	size_t npoints;
	struct answer answer;		/* of the plan */
	struct tune_point planned;	/* the plan's own settings */
	bool planned_same;		/* and all groups have the same */
	unsigned planned_modes;		/* 1u << enum cni_mode, or-ed */
	const struct tune_point *recommended;	/* NULL: none is usable */
	const struct tune_point *nearest;	/* then: lacks only room in
						   the subnets; or NULL */
	uint64_t duration_ms, hour_ms;	/* of a run; of its counted end */
	uint64_t runs;			/* of the engine */
};

/* False with e set: see plan_answer() and judge(). */
bool tune(struct tune *t, const struct tune_ask *ask, struct arena *a,
    struct err *e);

/* Values for the axes that have none, for nodes of so many pods at most. */
void tune_grid_default(struct tune_grid *g, uint64_t pods, struct arena *a);
size_t tune_grid_points(const struct tune_grid *g);
void tune_grid_point(const struct tune_grid *g, size_t at,
    struct targets *targets);

/*
 * Set front, first and same of each point.  Of points with the same numbers
 * those with the same reasons are together, and the simplest is the first.
 */
void tune_front(struct tune_point *v, size_t n, struct arena *scratch);
/*
 * The best of those with which nothing is wrong but the faults allowed (or-ed
 * as in tune_score), or NULL.
 */
const struct tune_point *tune_pick(const struct tune_point *v, size_t n,
    enum tune_prefer prefer, unsigned allowed);

/* Is a as good in all three, and better in one? */
bool tune_beats(const struct tune_score *a, const struct tune_score *b);

#endif
