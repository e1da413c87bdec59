/*
 * sat: sums and products of counts that stop at the largest one.
 *
 * A plan may say anything; a count that has reached SAT_MAX fits nowhere, so
 * the answer is still right.  SAT_MAX leaves room for a sign.
 */
#ifndef BASE_SAT_H
#define BASE_SAT_H

#include <stdint.h>

#define SAT_MAX ((uint64_t)INT64_MAX)

static inline uint64_t
sat_add(uint64_t a, uint64_t b)
{
	uint64_t r;

	return __builtin_add_overflow(a, b, &r) || r > SAT_MAX ? SAT_MAX : r;
}

static inline uint64_t
sat_mul(uint64_t a, uint64_t b)
{
	uint64_t r;

	return __builtin_mul_overflow(a, b, &r) || r > SAT_MAX ? SAT_MAX : r;
}

#endif
