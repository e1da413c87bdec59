/*
 * What the tests of src/net share: random numbers from a fixed seed, and a
 * small universe of addresses, laid where arithmetic goes wrong, so that a
 * bitmap can stand in for a set.
 */
#ifndef TEST_NET_H
#define TEST_NET_H

#include <stdio.h>
#include <string.h>

#include "net/range.h"

#define SEED UINT64_C(20260731)
#define UNIVERSE 256

/* splitmix64 (Steele, Lea, Flood 2014). */
static inline uint64_t
random_u64(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static inline unsigned
random_below(uint64_t *state, unsigned n)
{
	return (unsigned)(random_u64(state) % n);
}

/* First addresses of universes: both ends, and where a half word wraps. */
static const struct base {
	u128 addr;
	enum family family;
} bases[] = {
	{ 0, IPV4 },
	{ 0xffffff00, IPV4 },
	{ 0x7fffff80, IPV4 },
	{ 0, IPV6 },
	{ U128(UINT64_MAX, UINT64_MAX - 255), IPV6 },
	{ U128(0x20010db8, UINT64_MAX - 127), IPV6 },
};

/* A random range of the universe; a prefix, if asked for. */
static inline struct range
random_range(uint64_t *state, const struct base *b, bool is_prefix)
{
	unsigned x = random_below(state, UNIVERSE);
	unsigned y = random_below(state, UNIVERSE), size;

	if (is_prefix || random_below(state, 2) == 0) {
		size = 1u << random_below(state, 7);
		x &= ~(size - 1);
		y = x + size - 1;
		if (b->addr % 256 != 0 && is_prefix)
			y = x;
	}
	return (struct range){ b->addr + (x < y ? x : y),
	    b->addr + (x < y ? y : x), b->family };
}

#endif
