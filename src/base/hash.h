/*
 * hash: 64 bits of any bytes, for tables in memory.
 *
 * Eight bytes at a time, multiply and fold (as in wyhash and its kin).  Not
 * a checksum: the value may differ between machines and releases.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t
hash_bytes(uint64_t seed, const void *bytes, size_t n)
{
	const unsigned char *s = bytes;
	uint64_t h = (seed + 0x9e3779b97f4a7c15) ^ n;

	while (n > 0) {
		size_t step = n < 8 ? n : 8;
		uint64_t w = 0;
		__extension__ unsigned __int128 p;

		memcpy(&w, s, step);
		p = (unsigned __int128)(w ^ h) * 0xa0761d6478bd642f;
		h = (uint64_t)p ^ (uint64_t)(p >> 64) ^ 0xe7037ed1a0b428db;
		s += step;
		n -= step;
	}
	return h ^ h >> 32;
}

#endif
