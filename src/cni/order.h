/*
 * order: in which order the agent walks its lists.
 *
 * The agent keeps ENIs and blocks in hash maps that are walked in random
 * order.  A simulation packs (oldest or newest first) or scatters: splitmix64
 * and a shuffle of each list when it is walked, from the end down, swapping
 * element i with element next % (i + 1).  Two simulators with the same seed
 * agree exactly.
 *
 * Source: splitmix64 by Sebastiano Vigna (2015), public domain.  Its state
 * only counts, so numbers nobody looks at can be passed over at no cost.
 */
#ifndef CNI_ORDER_H
#define CNI_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "model/scenario.h"

struct splitmix {
	uint64_t state;
};

uint64_t splitmix_next(struct splitmix *s);

/* Numbers that shuffling a list of n draws, and passing over such numbers. */
uint64_t order_draws(size_t n);
void splitmix_skip(struct splitmix *s, uint64_t draws);

/* The numbers 0 to n - 1 in that order, at v. */
void order_fill(enum order o, struct splitmix *s, uint32_t *v, size_t n);

#endif
