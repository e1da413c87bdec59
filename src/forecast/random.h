/*
 * random: the numbers behind simulated paths, on GSL's Tausworthe generator.
 *
 * One generator a path, seeded by seed, series name and path number: a path
 * is the same whatever was drawn for the others, so it can be compared across
 * capacities and events.  No memory of its own, nothing global.
 */
#ifndef FORECAST_RANDOM_H
#define FORECAST_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
	const void *type;
	unsigned long state[4];
};

uint64_t random_seed(uint64_t seed, const char *name);
void random_start(struct random *r, uint64_t seed, uint64_t path);
double random_uniform(struct random *r);	/* in [0, 1) */
double random_normal(struct random *r);
/* Student's t with 4 degrees of freedom, scaled to deviation 1. */
double random_t4(struct random *r);

#endif
