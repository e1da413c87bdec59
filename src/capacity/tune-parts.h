/* tune-parts: what the files of the search share; nobody else's. */
#ifndef CAPACITY_TUNE_PARTS_H
#define CAPACITY_TUNE_PARTS_H

#include "base/map.h"
#include "capacity/tune.h"

/* Nodes of a row of the histogram that meet the same hour. */
struct tune_row {
	const struct density *density;
	uint64_t nodes, hour;
};

/* One type of some rows, in one mode. */
struct tune_node {
	struct cni_node node;		/* through cni_node_init() */
	const struct demand *demand;	/* NULL: no node to be judged */
	uint64_t demand_key;		/* equal demands have equal ones */
	unsigned unsafe;		/* whatever the targets are */
};

struct tune_work {
	struct tune *t;
	const struct tune_ask *ask;
	struct arena *arena;
	struct arena scratch;		/* of one run of the engine */
	struct err *err;
	struct judge_how judge;
	struct tune_row *rows;
	size_t nrows;
	struct map judged, probed;	/* by question */
	struct map demands, fits;
	uint64_t ndemands;
};

/* Where the answer to a question is kept; NULL in it: not asked before. */
void **tune_slot(struct tune_work *k, struct map *m, const void *key,
    size_t n);

/* All that a judgement depends on: equal keys have equal answers. */
#define TUNE_KEYS 13
void tune_key(uint64_t key[TUNE_KEYS], const struct cni_node *n,
    uint64_t demand);

/*
 * Add to s, count by count, what is worse of the node with those targets
 * (NULL: its own).  False with the work's err set.
 */
bool tune_ask_node(struct tune_work *k, const struct tune_node *n,
    const struct targets *t, struct tune_score *s);

#endif
