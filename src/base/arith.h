/* arith: what C lacks for counts. */
#ifndef BASE_ARITH_H
#define BASE_ARITH_H

#include <stdint.h>

static inline uint64_t
u64_min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static inline uint64_t
u64_max(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* Division that rounds up; b is not 0. */
static inline uint64_t
u64_ceil_div(uint64_t a, uint64_t b)
{
	return a / b + (a % b != 0);
}

#endif
