/*
 * quick: addresses in their usual form, without a branch a byte.
 *
 * The fast half of the parsers.  It reads only what is well-formed and
 * written as nearly everybody writes it; of anything else it says no, and the
 * strict parser, which is the one that knows what is wrong, looks again.  So
 * "no" means nothing, and "yes" means what the strict parser would say.
 *
 * One look at 16 bytes gives a mask of those that are no digits; the lowest
 * bits of it are the ends of the octets, whose digits are then weighted
 * together, all without a jump that could be predicted wrongly.  SSE2 belongs
 * to every x86-64; elsewhere the masks come from arithmetic on 8 bytes at
 * once, and tests/unit/test-quick.c holds one against the other.
 *
 * Every function may read QUICK_ROOM bytes from s on, whatever they hold.
 */
#ifndef NET_QUICK_H
#define NET_QUICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "net/range.h"

#define QUICK_ROOM 64

/* A byte repeated in a word, and the first character in the lowest byte. */
#define QUICK_BYTES(b) (UINT64_C(0x0101010101010101) * (b))
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define QUICK_LE32(v) __builtin_bswap32(v)
#define QUICK_LE64(v) __builtin_bswap64(v)
#else
#define QUICK_LE32(v) (v)
#define QUICK_LE64(v) (v)
#endif

static inline uint32_t
quick_load32(const char *s)
{
	uint32_t v;

	memcpy(&v, s, sizeof(v));
	return QUICK_LE32(v);
}

static inline uint64_t
quick_load64(const char *s)
{
	uint64_t v;

	memcpy(&v, s, sizeof(v));
	return QUICK_LE64(v);
}

/* Bit 7 of each byte that is from lo to hi, both under 0x80. */
static inline uint64_t
quick_between(uint64_t w, unsigned lo, unsigned hi)
{
	uint64_t t = w & QUICK_BYTES(0x7f);

	return (t + QUICK_BYTES(0x80 - lo)) & ~(t + QUICK_BYTES(0x7f - hi)) &
	    ~w & QUICK_BYTES(0x80);
}

/* Bit 7 of byte i becomes bit i. */
static inline uint32_t
quick_gather(uint64_t m)
{
	return (uint32_t)((m >> 7) * UINT64_C(0x0102040810204080) >> 56);
}

/* Of 16 bytes, bit i: byte i is a decimal, or hexadecimal, digit. */
static inline uint32_t
quick_digits_scalar(const char *s)
{
	return quick_gather(quick_between(quick_load64(s), '0', '9')) |
	    quick_gather(quick_between(quick_load64(s + 8), '0', '9')) << 8;
}

static inline uint32_t
quick_hex_scalar(const char *s)
{
	uint32_t m = quick_digits_scalar(s);

	m |= quick_gather(quick_between(quick_load64(s) | QUICK_BYTES(0x20),
	    'a', 'f'));
	return m | quick_gather(quick_between(quick_load64(s + 8) |
	    QUICK_BYTES(0x20), 'a', 'f')) << 8;
}

#ifdef __SSE2__
static inline __m128i
quick_at_most(__m128i v, char lo, char span)
{
	return _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(v,
	    _mm_set1_epi8(lo)), _mm_set1_epi8(span)), _mm_setzero_si128());
}

static inline uint32_t
quick_digits(const char *s)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);

	return (uint32_t)_mm_movemask_epi8(quick_at_most(v, '0', 9));
}

static inline uint32_t
quick_hex(const char *s)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);
	__m128i low = _mm_or_si128(v, _mm_set1_epi8(0x20));

	return (uint32_t)_mm_movemask_epi8(_mm_or_si128(
	    quick_at_most(v, '0', 9), quick_at_most(low, 'a', 5)));
}
#else
#define quick_digits quick_digits_scalar
#define quick_hex quick_hex_scalar
#endif

/* The octet of n digits at s; *bad if it is none. */
static inline uint32_t
quick_octet(const char *s, unsigned n, unsigned *bad)
{
	/* the last digit goes to the highest byte, what follows it out */
	uint32_t t = (quick_load32(s) ^ 0x30303030) << (32 - 8 * n % 32) % 32;
	uint32_t v = (t >> 8 & 0xff) * 100 + (t >> 16 & 0xff) * 10 + (t >> 24);
	/* n digits say at least 0, 10, 100, or there is a leading zero */
	uint32_t least = UINT32_C(0x640a0000) >> 8 * n % 32 & 0xff;

	*bad |= (n - 1 > 2) | (v > 255) | (v < least);
	return v;
}

/*
 * Four octets at s.  Returns their length, or 0; the byte behind them is no
 * digit, and up to the caller.
 */
static inline unsigned
quick_v4(const char *s, uint32_t *addr)
{
	uint32_t m = (~quick_digits(s) & 0xffff) | 0xf0000;
	unsigned a, b, c, d, bad;

	a = (unsigned)__builtin_ctz(m);
	m &= m - 1;
	b = (unsigned)__builtin_ctz(m);
	m &= m - 1;
	c = (unsigned)__builtin_ctz(m);
	m &= m - 1;
	d = (unsigned)__builtin_ctz(m);
	bad = (s[a] ^ '.') | (s[b] ^ '.') | (s[c] ^ '.');
	*addr = quick_octet(s, a, &bad) << 24;
	*addr |= quick_octet(s + a + 1, b - a - 1, &bad) << 16;
	*addr |= quick_octet(s + b + 1, c - b - 1, &bad) << 8;
	*addr |= quick_octet(s + c + 1, d - c - 1, &bad);
	return bad != 0 ? 0 : d;
}

/* Up to eight groups at s, no dotted tail; the same. */
unsigned quick_v6(const char *s, u128 *addr);

/* A line that is an address, or a prefix without host bits, alone, with LF
 * or CRLF.  Returns where the next begins, or NULL. */
const char *quick_line(const char *s, unsigned flags, struct range *r);

/* Put the groups after the gap, which is before group number gap of n, at the
 * end of the address. */
static inline u128
quick_open_gap(u128 v, unsigned n, unsigned gap)
{
	unsigned tail = (n - gap) * 16;
	u128 low = v & (((u128)1 << tail) - 1);

	return gap == 0 ? low : v >> tail << (8 - gap) * 16 | low;
}

#endif
