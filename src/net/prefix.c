#include "net/prefix.h"

#include <stdint.h>
#include <string.h>

#include "net/explain.h"
#include "net/quick.h"

#define GROUPS 8		/* of an IPv6 address, 16 bits each */

/* One octet at *s: up to three digits, at most 255, no leading zero. */
static bool
scan_octet(const char **s, const char *end, uint32_t *v)
{
	const char *p = *s;
	unsigned o;

	if (p == end || *p < '0' || *p > '9')
		return false;
	o = (unsigned)(*p++ - '0');
	if (o != 0)
		while (p != end && *p >= '0' && *p <= '9' && p - *s < 3)
			o = o * 10 + (unsigned)(*p++ - '0');
	*v = *v << 8 | o;
	*s = p;
	return o <= 255;
}

static bool
scan_v4(const char *s, const char *end, uint32_t *v)
{
	*v = 0;
	for (int i = 0; i < 4; i++) {
		if (i != 0 && (s == end || *s++ != '.'))
			return false;
		if (!scan_octet(&s, end, v))
			return false;
	}
	return s == end;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/*
 * Groups are shifted into one integer as they come; gap is the number of
 * groups before "::", or GROUPS while there was none.
 */
static bool
scan_v6(const char *s, const char *end, u128 *addr)
{
	unsigned n = 0, gap = GROUPS;
	u128 v = 0;

	if (end - s >= 2 && s[0] == ':' && s[1] == ':') {
		gap = 0;
		s += 2;
	}
	while (s != end) {
		const char *start = s;
		uint32_t g = 0;
		int h;

		while (s != end && s - start < 4 && (h = hex_value(*s)) >= 0) {
			g = g << 4 | (unsigned)h;
			s++;
		}
		if (s == start)
			return false;
		if (s != end && *s == '.') {
			if (n > GROUPS - 2 || !scan_v4(start, end, &g))
				return false;
			v = v << 32 | g;
			n += 2;
			break;
		}
		if (n++ == GROUPS)
			return false;
		v = v << 16 | g;
		if (s == end)
			break;
		if (*s++ != ':' || s == end)
			return false;
		if (*s == ':') {
			if (gap != GROUPS)
				return false;
			gap = n;
			s++;
		}
	}
	if (gap == GROUPS)
		*addr = v;
	else if (n < GROUPS)
		*addr = quick_open_gap(v, n, gap);
	return gap == GROUPS ? n == GROUPS : n < GROUPS;
}

bool
address_scan(struct prefix *p, const char *s, size_t n)
{
	uint32_t v4;
	size_t i = 0;

	while (i < n && i < 5 && s[i] != ':')
		i++;
	p->family = i < n && s[i] == ':' ? IPV6 : IPV4;
	p->len = family_width(p->family);
	if (p->family == IPV6)
		return scan_v6(s, s + n, &p->addr);
	if (!scan_v4(s, s + n, &v4))
		return false;
	p->addr = v4;
	return true;
}

/*
 * A netmask.  0.0.0.0 is /0 as a netmask and /32 as a wildcard mask, and
 * 0.0.0.0/255.255.255.255 the other way round, so those say nothing.
 */
static bool
scan_mask(struct prefix *p, const char *s, size_t n)
{
	uint32_t mask;

	if (p->family != IPV4 || !scan_v4(s, s + n, &mask) ||
	    (~mask & (~mask + 1)) != 0)
		return false;
	if (mask == 0 || (mask == UINT32_MAX && p->addr == 0))
		return false;
	p->len = (unsigned)__builtin_popcount(mask);
	return true;
}

static bool
scan_length(struct prefix *p, const char *s, size_t n)
{
	unsigned len = 0;

	if (n > 3)
		return scan_mask(p, s, n);
	if (n == 0 || (n > 1 && s[0] == '0'))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		len = len * 10 + (unsigned)(s[i] - '0');
	}
	p->len = len;
	return len <= family_width(p->family);
}

static void
map4(struct prefix *p)
{
	if (p->family != IPV6 || p->addr >> 32 != 0xffff || p->len < 96)
		return;
	p->family = IPV4;
	p->addr &= family_max(IPV4);
	p->len -= 96;
}

bool
prefix_scan(struct prefix *p, const char *s, size_t n, unsigned flags)
{
	const char *slash = n != 0 ? memchr(s, '/', n) : NULL;
	size_t host = slash != NULL ? (size_t)(slash - s) : n;
	u128 mask;

	if (!address_scan(p, s, host))
		return false;
	if (slash != NULL && !scan_length(p, slash + 1, n - host - 1))
		return false;
	mask = host_mask(p->family, p->len);
	if ((p->addr & mask) != 0 && !(flags & PREFIX_TRUNCATE))
		return false;
	p->addr &= ~mask;
	if (flags & PREFIX_MAP4)
		map4(p);
	return true;
}

bool
prefix_parse_flags(struct prefix *p, const char *s, size_t n, unsigned flags,
    struct err *e)
{
	return prefix_scan(p, s, n, flags) || explain_prefix(s, n, e);
}

bool
prefix_parse(struct prefix *p, const char *s, size_t n, struct err *e)
{
	return prefix_parse_flags(p, s, n, 0, e);
}

bool
address_parse(struct prefix *p, const char *s, size_t n, struct err *e)
{
	return address_scan(p, s, n) || explain_address(s, n, e);
}

static char *
put_decimal(char *s, unsigned v)
{
	if (v >= 100)
		*s++ = (char)('0' + v / 100);
	if (v >= 10)
		*s++ = (char)('0' + v / 10 % 10);
	*s++ = (char)('0' + v % 10);
	return s;
}

/* Every octet with the dot behind it. */
#define TEN(t) t "0.", t "1.", t "2.", t "3.", t "4.", t "5.", t "6.",	\
	t "7.", t "8.", t "9."
#define HUNDRED(t) TEN(t "0"), TEN(t "1"), TEN(t "2"), TEN(t "3"),	\
	TEN(t "4"), TEN(t "5"), TEN(t "6"), TEN(t "7"), TEN(t "8"),	\
	TEN(t "9")
static const char octets[256][4] = {
	TEN(""), TEN("1"), TEN("2"), TEN("3"), TEN("4"), TEN("5"), TEN("6"),
	TEN("7"), TEN("8"), TEN("9"), HUNDRED("1"), TEN("20"), TEN("21"),
	TEN("22"), TEN("23"), TEN("24"), "250.", "251.", "252.", "253.",
	"254.", "255."
};

/* Four bytes are copied whatever the length: buf has room for much more. */
static char *
put_v4(char *s, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8) {
		unsigned o = v >> shift & 0xff;

		memcpy(s, octets[o], 4);
		s += 2 + (o > 9) + (o > 99);
	}
	return s - 1;
}

static char *
put_hex(char *s, unsigned g)
{
	static const char hex[] = "0123456789abcdef";

	for (int shift = 12; shift >= 0; shift -= 4)
		if (shift == 0 || g >> shift != 0)
			*s++ = hex[g >> shift & 15];
	return s;
}

static unsigned
group(u128 addr, unsigned i)
{
	return (unsigned)(addr >> (GROUPS - 1 - i) * 16) & 0xffff;
}

/* The longest run of two or more zero groups, the first of equals. */
static unsigned
zero_run(u128 addr, unsigned *at)
{
	unsigned best = 1, n = 0;

	*at = GROUPS;
	for (unsigned i = 0; i < GROUPS; i++) {
		n = group(addr, i) == 0 ? n + 1 : 0;
		if (n > best) {
			best = n;
			*at = i + 1 - n;
		}
	}
	return best;
}

static char *
put_v6(char *s, u128 addr)
{
	unsigned at, run = zero_run(addr, &at);

	if (addr >> 32 == 0xffff) {
		memcpy(s, "::ffff:", 7);
		return put_v4(s + 7, (uint32_t)addr);
	}
	for (unsigned i = 0; i < GROUPS; i++) {
		if (i == at) {
			*s++ = ':';
			*s++ = ':';
			i += run - 1;
			continue;
		}
		if (i != 0 && i != at + run)
			*s++ = ':';
		s = put_hex(s, group(addr, i));
	}
	return s;
}

size_t
address_format_n(u128 addr, enum family f, char buf[PREFIX_STRLEN])
{
	char *s = f == IPV4 ? put_v4(buf, (uint32_t)addr) : put_v6(buf, addr);

	return (size_t)(s - buf);
}

size_t
prefix_format_n(const struct prefix *p, char buf[PREFIX_STRLEN])
{
	char *s = buf + address_format_n(p->addr, p->family, buf);

	*s++ = '/';
	return (size_t)(put_decimal(s, p->len) - buf);
}

const char *
address_format(u128 addr, enum family f, char buf[PREFIX_STRLEN])
{
	buf[address_format_n(addr, f, buf)] = '\0';
	return buf;
}

const char *
prefix_format(const struct prefix *p, char buf[PREFIX_STRLEN])
{
	buf[prefix_format_n(p, buf)] = '\0';
	return buf;
}

bool
prefix_covers(const struct prefix *a, const struct prefix *b)
{
	return a->family == b->family && a->len <= b->len &&
	    (b->addr & ~host_mask(a->family, a->len)) == a->addr;
}

bool
prefix_overlaps(const struct prefix *a, const struct prefix *b)
{
	return prefix_covers(a, b) || prefix_covers(b, a);
}

int
prefix_cmp(const struct prefix *a, const struct prefix *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	if (a->addr != b->addr)
		return a->addr < b->addr ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}
