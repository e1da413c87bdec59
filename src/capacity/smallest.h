/*
 * smallest: the cheapest elements that complete sets of enough weight.
 *
 * Given sets of elements, a set is complete when all of its elements are
 * chosen.  Choose elements of least cost such that the complete sets weigh
 * at least so much.  (Minimum k-union: NP-hard, and as hard to approximate
 * as densest subgraphs.)
 *
 * Branch and bound: take the open set with the least left to choose, or do
 * without it.  A choice is cut when even the elements that stand in most of
 * the open sets cannot complete the lightest to complete of them at less than
 * the best cost known.  Up to SMALLEST_SURE elements the search always runs
 * to its end, so the answer is exact; with more it stops after SMALLEST_WORK
 * looks at a set or an element, and the answer is then the best one found
 * beside a lower bound.
 */
#ifndef CAPACITY_SMALLEST_H
#define CAPACITY_SMALLEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SMALLEST_SURE 20
#define SMALLEST_WORK 4000000

struct smallest_set {
	unsigned *elements;		/* ascending, each once */
	size_t n;			/* at least 1 */
	uint64_t weight;		/* at least 1 */
};

struct smallest {
	const struct smallest_set *sets;
	size_t nsets, nelements;
	const uint64_t *costs;		/* of each element, at least 1 */
	uint64_t need;			/* weight, at least 1 */
	/* The answer. */
	bool possible;			/* all sets weigh that much */
	bool exact;
	bool *chosen;			/* elements */
	uint64_t cost, bound;		/* no choice costs less than bound */
	uint64_t weight;		/* of the sets it completes */
};

void smallest_find(struct smallest *s, struct arena *a);

#endif
