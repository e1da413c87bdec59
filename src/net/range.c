#include "net/range.h"

#include <stdint.h>
#include <string.h>

#include "net/explain.h"

static void
trim(const char **s, size_t *n)
{
	while (*n != 0 && (**s == ' ' || **s == '\t')) {
		(*s)++;
		(*n)--;
	}
	while (*n != 0 && ((*s)[*n - 1] == ' ' || (*s)[*n - 1] == '\t'))
		(*n)--;
}

static bool
is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n != 0;
}

/* The text has a dash, and before it stands something that is an address. */
static bool
parse_ends(struct range *r, const char *s, size_t n, const char *dash,
    struct err *e)
{
	const char *whole = s, *b = dash + 1;
	size_t all = n, na = (size_t)(dash - s), nb = n - na - 1;
	char buf[EXPLAIN_STRLEN];
	struct prefix first, last;

	trim(&s, &na);
	trim(&b, &nb);
	explain_quote(buf, whole, all);
	if (memchr(whole, '/', all) != NULL)
		return err_usage(e, "%s: range ends must be addresses", buf);
	if (is_digits(b, nb))
		return err_usage(e, "%s: the range end must be a full address",
		    buf);
	if (!address_parse(&first, s, na, e) || !address_parse(&last, b, nb, e))
		return false;
	if (first.family != last.family)
		return err_usage(e, "%s: families differ", buf);
	if (first.addr > last.addr)
		return err_usage(e, "%s: range runs backwards", buf);
	*r = (struct range){ first.addr, last.addr, first.family };
	return true;
}

static bool
parse_range(struct range *r, const char *s, size_t n, const char *dash,
    unsigned flags, struct err *e)
{
	const char *a = s;
	size_t na = (size_t)(dash - s);
	struct prefix p;

	trim(&a, &na);
	if (!prefix_scan(&p, a, na, PREFIX_TRUNCATE))
		return explain_prefix(s, n, e);
	if (!parse_ends(r, s, n, dash, e))
		return false;
	if ((flags & PREFIX_MAP4) && r->family == IPV6 &&
	    r->first >> 32 == 0xffff && r->last >> 32 == 0xffff)
		*r = (struct range){ (uint32_t)r->first, (uint32_t)r->last,
		    IPV4 };
	return true;
}

bool
range_parse(struct range *r, const char *s, size_t n, unsigned flags,
    struct err *e)
{
	const char *dash;
	struct prefix p;

	trim(&s, &n);
	if (prefix_scan(&p, s, n, flags)) {
		*r = range_of(&p);
		return true;
	}
	dash = n != 0 ? memchr(s, '-', n) : NULL;
	if (dash != NULL && explain_bad_byte(s, n) == n)
		return parse_range(r, s, n, dash, flags, e);
	return explain_prefix(s, n, e);
}

static unsigned
trailing_zeros(u128 v)
{
	if (v == 0)
		return 128;
	if ((uint64_t)v != 0)
		return (unsigned)__builtin_ctzll((uint64_t)v);
	return 64 + (unsigned)__builtin_ctzll((uint64_t)(v >> 64));
}

/* Bits of the largest power of two that is at most size + 1. */
static unsigned
room_bits(u128 size)
{
	u128 v = size + 1;

	if (v == 0)
		return 128;
	return v >> 64 != 0 ?
	    127 - (unsigned)__builtin_clzll((uint64_t)(v >> 64)) :
	    63 - (unsigned)__builtin_clzll((uint64_t)v);
}

static bool
take4(struct range_walk *w, struct prefix *p)
{
	uint64_t first = (uint64_t)w->rest.first, last = (uint64_t)w->rest.last;
	uint64_t room = last - first + 1;
	unsigned bits = 63 - (unsigned)__builtin_clzll(room);
	unsigned zeros = (unsigned)__builtin_ctzll(first |
	    UINT64_C(0x100000000));

	if (zeros < bits)
		bits = zeros;
	*p = (struct prefix){ first, IPV4, 32 - bits };
	w->done = room == UINT64_C(1) << bits;
	w->rest.first = first + (UINT64_C(1) << bits);
	return true;
}

bool
range_take(struct range_walk *w, struct prefix *p)
{
	struct range *r = &w->rest;
	unsigned bits, room;

	if (w->done)
		return false;
	if (r->family == IPV4)
		return take4(w, p);
	bits = trailing_zeros(r->first);
	room = room_bits(r->last - r->first);
	if (room < bits)
		bits = room;
	*p = (struct prefix){ r->first, IPV6, 128 - bits };
	w->done = prefix_last(p) == r->last;
	r->first = prefix_last(p) + 1;
	return true;
}

bool
range_prefix(const struct range *r, struct prefix *p)
{
	struct range_walk w = range_walk(r);

	return range_take(&w, p) && w.done;
}

const char *
range_format(const struct range *r, char buf[RANGE_STRLEN])
{
	struct prefix p;
	size_t n;

	if (range_prefix(r, &p))
		return prefix_format(&p, buf);
	n = address_format_n(r->first, r->family, buf);
	buf[n++] = '-';
	address_format(r->last, r->family, buf + n);
	return buf;
}

bool
range_covers(const struct range *a, const struct range *b)
{
	return a->family == b->family && a->first <= b->first &&
	    b->last <= a->last;
}

int
range_cmp(const struct range *a, const struct range *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->last < b->last) - (a->last > b->last);
}
