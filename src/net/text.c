#include "net/text.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2 1
#include <immintrin.h>
#else
#define HAVE_AVX2 0
#endif

#define BLOCK 64

static bool
is_word(char c)
{
	return (c >= '0' && c <= ':') || c == '.' ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static uint64_t
digits_scalar(const char *s, uint64_t *dots, uint64_t *colons)
{
	uint64_t digits = 0;

	*dots = *colons = 0;
	for (unsigned i = 0; i < BLOCK; i += 8) {
		uint64_t w = quick_load64(s + i);

		digits |= (uint64_t)quick_gather(quick_between(w, '0', '9'))
		    << i;
		*dots |= (uint64_t)quick_gather(quick_between(w, '.', '.'))
		    << i;
		*colons |= (uint64_t)quick_gather(quick_between(w, ':', ':'))
		    << i;
	}
	return digits;
}

static size_t
lines_scalar(const char *s, size_t n, bool *has_nul)
{
	size_t lines = 0, i = 0;
	uint64_t nul = 0;

	for (; n - i >= 8; i += 8) {
		uint64_t w = quick_load64(s + i);

		lines += (unsigned)__builtin_popcountll(
		    quick_between(w, '\n', '\n'));
		nul |= quick_between(w, '\0', '\0');
	}
	for (; i < n; i++) {
		lines += s[i] == '\n';
		nul |= s[i] == '\0';
	}
	*has_nul = nul != 0;
	return lines;
}

#if HAVE_AVX2
#define AVX2 __attribute__((target("avx2,popcnt")))

AVX2 static inline __m256i
load(const char *s)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)s);
}

AVX2 static inline uint64_t
equal(__m256i a, __m256i b, char c)
{
	__m256i v = _mm256_set1_epi8(c);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, v)) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(
	    _mm256_cmpeq_epi8(b, v)) << 32;
}

AVX2 static inline uint32_t
in_digits(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
	    _mm256_subs_epu8(_mm256_sub_epi8(v, _mm256_set1_epi8('0')),
	    _mm256_set1_epi8(9)), _mm256_setzero_si256()));
}

AVX2 static uint64_t
digits_avx2(const char *s, uint64_t *dots, uint64_t *colons)
{
	__m256i a = load(s), b = load(s + 32);

	*dots = equal(a, b, '.');
	*colons = equal(a, b, ':');
	return in_digits(a) | (uint64_t)in_digits(b) << 32;
}

AVX2 static size_t
lines_avx2(const char *s, size_t n, bool *has_nul)
{
	size_t lines = 0, i = 0;
	uint64_t nul = 0;
	bool rest;

	for (; n - i >= BLOCK; i += BLOCK) {
		__m256i a = load(s + i), b = load(s + i + 32);

		lines += (unsigned)__builtin_popcountll(equal(a, b, '\n'));
		nul |= (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		    _mm256_min_epu8(a, b), _mm256_setzero_si256()));
	}
	lines += lines_scalar(s + i, n - i, &rest);
	*has_nul = nul != 0 || rest;
	return lines;
}
#endif

size_t
text_ways(const struct text_ways *ways[4])
{
	static const struct text_ways scalar = { "scalar", digits_scalar,
	    lines_scalar };
	size_t n = 0;
#if HAVE_AVX2
	static const struct text_ways avx2 = { "avx2", digits_avx2,
	    lines_avx2 };

	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
		ways[n++] = &avx2;
#endif
	ways[n++] = &scalar;
	ways[n] = NULL;
	return n;
}

void
text_init(struct text *t, const struct lookup *l, unsigned flags)
{
	const struct text_ways *ways[4];

	text_ways(ways);
	*t = (struct text){ .lookup = l, .ways = ways[0], .flags = flags };
	t->v4 = l->v4.n != 0;
	t->v6 = l->v6.n != 0 || (t->v4 && (flags & PREFIX_MAP4));
}

static bool
is_match(const struct text *t, const struct prefix *p, struct text_match *m)
{
	return lookup_tag(t->lookup, p->addr, p->family, &m->prefix, &m->tag);
}

/* A word that begins at s and has nothing in front. */
static bool
match_v4(const struct text *t, const char *s, const char **next,
    struct text_match *m)
{
	struct prefix p = { 0, IPV4, 32 };
	uint32_t addr;
	unsigned n = quick_v4(s, &addr);

	if (n == 0 || is_word(s[n]))
		return false;
	*next = s + n;
	m->at = s;
	p.addr = addr;
	return is_match(t, &p, m);
}

/* The dot at p stands behind a digit: is that the first octet of a word? */
static bool
match_dot(const struct text *t, const char *line, const char *p,
    const char **next, struct text_match *m)
{
	const char *s = p - 1;

	while (s != line && p - s < 3 && s[-1] >= '0' && s[-1] <= '9')
		s--;
	if (s != line && is_word(s[-1]))
		return false;
	return match_v4(t, s, next, m);
}

/* A word with a colon; whatever it is, the search goes on behind it. */
static bool
match_word(const struct text *t, const char *s, const char **next,
    struct text_match *m)
{
	struct prefix p = { 0, IPV6, 128 };
	unsigned n = quick_v6(s, &p.addr);
	const char *end = s + n;

	while (is_word(*end))
		end++;
	*next = end;
	if (n == 0 || end != s + n || (t->flags & PREFIX_MAP4))
		if (!prefix_scan(&p, s, (size_t)(end - s), t->flags))
			return false;
	m->at = s;
	return is_match(t, &p, m);
}

/* Look at the hints of one block, the lowest first. */
static bool
match_hints(const struct text *t, const char *line, const char *block,
    uint64_t hints, const char **from, struct text_match *m)
{
	while (hints != 0) {
		const char *p = block + __builtin_ctzll(hints), *s;

		hints &= hints - 1;
		if (p < *from)
			continue;
		if (*p == '.') {
			if (match_dot(t, line, p, from, m))
				return true;
			continue;
		}
		for (s = p; s != *from && is_word(s[-1]);)
			s--;
		if (match_word(t, s, from, m))
			return true;
	}
	return false;
}

/* Each line's first word, blanks before it skipped. */
static bool
find_first(const struct text *t, const char *s, const char *end,
    struct text_match *m)
{
	for (; s != end; s = (const char *)memchr(s, '\n',
	    (size_t)(end - s)) + 1) {
		const char *next;

		while (*s == ' ' || *s == '\t')
			s++;
		if (t->v4 && match_v4(t, s, &next, m))
			return true;
		if (t->v6 && is_word(*s) && match_word(t, s, &next, m))
			return true;
	}
	return false;
}

bool
text_find(const struct text *t, const char *s, const char *end,
    struct text_match *m)
{
	const char *line = s, *from = s;
	uint64_t before = 0;	/* 1: the byte before the block is a digit */

	if (t->first_only)
		return find_first(t, s, end, m);
	for (; s < end; s += BLOCK) {
		uint64_t dots, colons, digits, hints = 0;

		digits = t->ways->digits(s, &dots, &colons);
		if (t->v4)	/* the next dot is near, or in the next block */
			hints = dots & (digits << 1 | before) & (dots >> 2 |
			    dots >> 3 | dots >> 4 | UINT64_C(0xf) << 60);
		if (t->v6)
			hints |= colons;
		if (end - s < BLOCK)
			hints &= (UINT64_C(1) << (end - s)) - 1;
		before = digits >> 63;
		if (hints != 0 && match_hints(t, line, s, hints, &from, m))
			return true;
	}
	return false;
}
