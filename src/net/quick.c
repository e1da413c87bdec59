#include "net/quick.h"

#define NONE 16u		/* no "::", and never a number of groups */

/* The group of n digits at s. */
static uint32_t
group(const char *s, unsigned n)
{
	uint32_t t = quick_load32(s), v;

	/* 0-9 keep their low half, letters have bit 6 and begin at 10 */
	v = (t & 0x0f0f0f0f) + (t >> 6 & 0x01010101) * 9;
	v = __builtin_bswap32(v << (32 - 8 * n) % 32);
	v = (v | v >> 4) & 0x00ff00ff;
	return (v | v >> 8) & 0xffff;
}

unsigned
quick_v6(const char *s, u128 *addr)
{
	uint64_t m = ~(quick_hex(s) | (uint64_t)quick_hex(s + 16) << 16 |
	    (uint64_t)quick_hex(s + 32) << 32);
	unsigned n = 0, gap = NONE, at = 0;
	u128 v = 0;

	if (s[0] == ':' && s[1] == ':') {
		gap = 0;
		at = 2;
		m &= ~UINT64_C(3);
	}
	for (;;) {
		unsigned end = (unsigned)__builtin_ctzll(m), k = end - at;

		if (k == 0 && gap == n)
			break;
		if (k - 1 > 3 || n == 8)
			return 0;
		v = v << 16 | group(s + at, k);
		n++;
		at = end;
		if (s[end] != ':')
			break;
		m &= m - 1;
		if (s[++at] != ':')
			continue;
		if (gap != NONE || n == 8)
			return 0;
		gap = n;
		at++;
		m &= m - 1;
	}
	if ((gap == NONE) != (n == 8) || s[at] == '.')
		return 0;
	*addr = gap == NONE ? v : quick_open_gap(v, n, gap);
	return at;
}

/* "/" and a length of at most max, if it is there; NULL if it is wrong. */
static inline const char *
length(const char *s, unsigned max, unsigned *len)
{
	unsigned a, b;

	*len = max;
	if (*s != '/')
		return s;
	a = (unsigned char)s[1] - '0' + 0u;
	b = (unsigned char)s[2] - '0' + 0u;
	if (a > 9)
		return NULL;
	if (b > 9) {
		*len = a;
		return a > max ? NULL : s + 2;
	}
	*len = 10 * a + b;
	s += 3;
	if (max == 128 && (unsigned char)*s - '0' + 0u <= 9)
		*len = 10 * *len + (unsigned)(*s++ - '0');
	return a == 0 || *len > max ? NULL : s;
}

static inline const char *
line_end(const char *s)
{
	s += *s == '\r';
	return *s == '\n' ? s + 1 : NULL;
}

static const char *
line6(const char *s, unsigned flags, struct range *r)
{
	unsigned n = quick_v6(s, &r->first), len;
	u128 hosts;

	if (n == 0 || (s = length(s + n, 128, &len)) == NULL)
		return NULL;
	hosts = host_mask(IPV6, len);
	if ((r->first & hosts) != 0)
		return NULL;
	if ((flags & PREFIX_MAP4) && r->first >> 32 == 0xffff)
		return NULL;
	r->last = r->first | hosts;
	r->family = IPV6;
	return line_end(s);
}

const char *
quick_line(const char *s, unsigned flags, struct range *r)
{
	uint32_t addr, hosts;
	unsigned n = quick_v4(s, &addr), len;

	if (n == 0)
		return line6(s, flags, r);
	if ((s = length(s + n, 32, &len)) == NULL)
		return NULL;
	hosts = (uint32_t)(UINT64_C(0xffffffff) >> len);
	if ((addr & hosts) != 0)
		return NULL;
	*r = (struct range){ addr, addr | hosts, IPV4 };
	return line_end(s);
}
