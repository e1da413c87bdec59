/*
 * Reasons are looked for from the coarse to the fine: bytes that belong in no
 * list, punctuation of other notations, words on one line, then the length,
 * then the address from left to right.  The first reason found is the one
 * given, so the order here is the order of usefulness.
 */
#include "net/explain.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A part of the text, and the whole for the head of the message. */
struct text {
	const char *s;
	size_t n;
	const char *whole;	/* quoted */
};

const char *
explain_quote(char buf[EXPLAIN_STRLEN], const char *s, size_t n)
{
	return err_quote(buf, EXPLAIN_STRLEN, s, n);
}

size_t
explain_bad_byte(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < 0x20 && c != '\t') || c >= 0x7f)
			return i;
	}
	return n;
}

size_t
explain_bad_comment(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return i;
	}
	return n;
}

static struct text
part(const struct text *t, size_t from, size_t to)
{
	return (struct text){ t->s + from, to - from, t->whole };
}

static size_t
find(const struct text *t, char c)
{
	const char *p = t->n != 0 ? memchr(t->s, c, t->n) : NULL;

	return p != NULL ? (size_t)(p - t->s) : t->n;
}

/* Length of the first run of bytes that are all in set. */
static size_t
span(const struct text *t, const char *set)
{
	size_t i = 0;

	while (i < t->n && t->s[i] != '\0' && strchr(set, t->s[i]) != NULL)
		i++;
	return i;
}

#define DIGITS "0123456789"
#define HEX DIGITS "abcdefABCDEF"

static bool
starts(const struct text *t, const char *word)
{
	size_t n = strlen(word);

	return t->n >= n && memcmp(t->s, word, n) == 0;
}

/* Full-width (U+FF10) and Arabic-Indic (U+0660) digits. */
static bool
is_digit_elsewhere(const struct text *t)
{
	return t->n > 2 && ((starts(t, "\xef\xbc") &&
	    (unsigned char)(t->s[2] - 0x90) < 10) || (starts(t, "\xd9") &&
	    (unsigned char)(t->s[1] - 0xa0) < 10));
}

static bool
explain_byte(const struct text *t, struct err *e)
{
	size_t at = explain_bad_byte(t->s, t->n);
	struct text rest = part(t, at, t->n);
	unsigned char c = (unsigned char)rest.s[0];

	if (starts(t, "\xff\xfe") || starts(t, "\xfe\xff"))
		return err_usage(e, "%s: looks like UTF-16; save it as plain "
		    "ASCII or UTF-8", t->whole);
	if (c == '\0')
		return err_usage(e, "%s: NUL byte in input", t->whole);
	if (c < 0x80)
		return err_usage(e, "%s: control character in line: 0x%02x",
		    t->whole, c);
	if (starts(&rest, "\xef\xbb\xbf"))
		return err_usage(e, "%s: byte order mark (not ASCII) inside "
		    "the text; it may stand at the start of a file only",
		    t->whole);
	return err_usage(e, "%s: byte 0x%02x is not ASCII%s", t->whole, c,
	    is_digit_elsewhere(&rest) ?
	    ": these are not ASCII digits" : "");
}

static bool
octet_error(const struct text *o, bool is_first, bool is_last, struct err *e)
{
	char buf[EXPLAIN_STRLEN];
	size_t digits = span(o, DIGITS);
	unsigned v = 0;

	explain_quote(buf, o->s, o->n);
	if (o->n == 0 && is_last && !is_first)
		return err_usage(e, "%s: trailing dot", o->whole);
	if (o->n == 0)
		return err_usage(e, "%s: empty octet", o->whole);
	if (digits != o->n)
		return err_usage(e, "%s: octet %s is not decimal", o->whole,
		    buf);
	if (o->n > 1 && o->s[0] == '0')
		return err_usage(e, "%s: leading zero is ambiguous in octet "
		    "%s (octal or decimal?)", o->whole, buf);
	for (size_t i = 0; i < o->n && i < 4; i++)
		v = v * 10 + (unsigned)(o->s[i] - '0');
	if (v > 255)
		return err_usage(e, "%s: octet out of range 0-255: %s",
		    o->whole, buf);
	return true;
}

/* 10/8 to people is 10.0.0.0/8; suggest it if that is what it says. */
static bool
too_few(const struct text *a, unsigned n, struct err *e)
{
	const char *slash = strchr(a->whole, '/');
	char guess[2 * EXPLAIN_STRLEN];
	struct prefix p;

	snprintf(guess, sizeof(guess), "%.*s%s%s", (int)(a->n < 16 ? a->n : 16),
	    a->s, n == 1 ? ".0.0.0" : n == 2 ? ".0.0" : n == 3 ? ".0" : "",
	    slash != NULL ? slash : "");
	if (slash != NULL && strchr(a->whole, ':') == NULL &&
	    prefix_scan(&p, guess, strlen(guess), 0))
		return err_usage(e, "%s: need four octets, not %u; "
		    "did you mean %s?", a->whole, n, guess);
	return err_usage(e, "%s: need four octets, not %u", a->whole, n);
}

static bool
octets(const struct text *a, struct err *e)
{
	unsigned n = 0;

	for (size_t at = 0;;) {
		struct text rest = part(a, at, a->n);
		struct text o = part(&rest, 0, find(&rest, '.'));
		size_t digits = span(&o, DIGITS);
		struct text head = part(a, 0, at + digits);
		struct prefix p;

		if (n == 3 && digits < o.n &&
		    address_scan(&p, head.s, head.n))
			return err_usage(e, "%s: trailing characters after "
			    "the address", a->whole);
		if (!octet_error(&o, n == 0, o.n == rest.n, e))
			return false;
		n++;
		at += o.n + 1;
		if (o.n == rest.n)
			break;
	}
	if (n == 4)
		return true;
	return too_few(a, n, e);
}

/* No dot at all: an integer, a word, or something with other separators. */
static bool
no_dots(const struct text *a, struct err *e)
{
	char buf[PREFIX_STRLEN];
	uint64_t v = 0;

	if (starts(a, "0x") || starts(a, "0X"))
		return err_usage(e, "%s: not four decimal octets", a->whole);
	if (find(a, ',') != a->n)
		return err_usage(e, "%s: a comma is not decimal; octets are "
		    "separated by dots", a->whole);
	if (find(a, '-') != a->n && a->s[0] != '-')
		return err_usage(e, "%s: malformed: no address has dashes",
		    a->whole);
	if (span(a, DIGITS) != a->n || a->n <= 3)
		return octets(a, e);
	for (size_t i = 0; i < a->n && v <= UINT32_MAX; i++)
		v = v * 10 + (unsigned)(a->s[i] - '0');
	if (v > UINT32_MAX)
		return err_usage(e, "%s: not four decimal octets, and "
		    "octet out of range 0-255", a->whole);
	return err_usage(e, "%s: not four decimal octets; as an integer it "
	    "would be %s", a->whole, address_format(v, IPV4, buf));
}

static bool
explain_v4(const struct text *a, struct err *e)
{
	char c = a->s[0] | 0x20;

	if (c >= 'a' && c <= 'z')
		return err_usage(e, "%s: not an address (names are never "
		    "looked up)", a->whole);
	if (find(a, '.') == a->n)
		return no_dots(a, e);
	return octets(a, e);
}

/* The tail "10.0.0.0" of an IPv6 address, after ngroups groups. */
static bool
dotted_tail(const struct text *rest, unsigned ngroups, struct err *e)
{
	if (find(rest, ':') != rest->n)
		return err_usage(e, "%s: the dotted part must be last",
		    rest->whole);
	if (ngroups > 6)
		return err_usage(e, "%s: too long: a dotted part after %u "
		    "groups", rest->whole, ngroups);
	return octets(rest, e);
}

static bool
group_error(const struct text *g, struct err *e)
{
	char buf[EXPLAIN_STRLEN];

	if (g->n == 0)
		return err_usage(e, "%s: malformed: a colon too many or a "
		    "group too few", g->whole);
	if (span(g, HEX) != g->n)
		return err_usage(e, "%s: group %s is not hexadecimal",
		    g->whole, explain_quote(buf, g->s, g->n));
	if (g->n > 4)
		return err_usage(e, "%s: group longer than four digits: %s",
		    g->whole, explain_quote(buf, g->s, g->n));
	return true;
}

/* Every group between colons; "::" is an empty one, counted in *gaps. */
static bool
groups(const struct text *a, unsigned *n, unsigned *gaps, struct err *e)
{
	for (size_t at = 0; at < a->n;) {
		struct text rest = part(a, at, a->n);
		struct text g;

		if (starts(&rest, "::")) {
			(*gaps)++;
			at += 2;
			continue;
		}
		if (rest.s[0] == ':' && at != 0 && a->s[at - 1] != ':')
			rest = part(a, ++at, a->n);
		g = part(&rest, 0, find(&rest, ':'));
		if (find(&g, '.') != g.n) {
			if (!dotted_tail(&rest, *n, e))
				return false;
			*n += 2;
			return true;
		}
		if (!group_error(&g, e))
			return false;
		(*n)++;
		at += g.n;
	}
	return true;
}

static bool
explain_v6(const struct text *a, struct err *e)
{
	unsigned n = 0, gaps = 0;

	for (size_t i = 0; i + 2 < a->n; i++)
		if (memcmp(a->s + i, ":::", 3) == 0)
			return err_usage(e, "%s: malformed: three colons",
			    a->whole);
	if (!groups(a, &n, &gaps, e))
		return false;
	if (gaps > 1)
		return err_usage(e, "%s: more than one \"::\"", a->whole);
	if (n > 8)
		return err_usage(e, "%s: too many groups: %u, need eight",
		    a->whole, n);
	if (gaps == 1 && n == 8)
		return err_usage(e, "%s: \"::\" must stand for at least one "
		    "group", a->whole);
	if (gaps == 0 && n < 8)
		return err_usage(e, "%s: need eight groups or \"::\", "
		    "not %u", a->whole, n);
	return true;
}

/* True only if nothing was found wrong. */
static bool
explain_host(const struct text *a, struct err *e)
{
	size_t zone = find(a, '%');
	char buf[EXPLAIN_STRLEN];

	if (a->n == 0)
		return err_usage(e, "%s: address missing", a->whole);
	if (zone != a->n)
		return err_usage(e, "%s: zone id has no place in a plan; "
		    "leave out %s", a->whole,
		    explain_quote(buf, a->s + zone, a->n - zone));
	return find(a, ':') != a->n ? explain_v6(a, e) : explain_v4(a, e);
}

static bool
explain_mask(const struct text *m, const struct prefix *host, struct err *e)
{
	char buf[PREFIX_STRLEN];
	struct prefix mask, p = *host;
	uint32_t v;

	if (!address_scan(&mask, m->s, m->n))
		return octets(m, e);
	v = (uint32_t)mask.addr;
	if (v == 0 || v == UINT32_MAX)
		return err_usage(e, "%s: ambiguous mask (a netmask or a "
		    "wildcard mask?); write the prefix length", m->whole);
	if ((v & (v + 1)) != 0)
		return (~v & (~v + 1)) == 0 ? true : err_usage(e,
		    "%s: mask is not contiguous", m->whole);
	p.len = 32 - (unsigned)__builtin_popcount(v);
	p.addr &= ~host_mask(p.family, p.len);
	return err_usage(e, "%s: wildcard mask; did you mean %s?", m->whole,
	    prefix_format(&p, buf));
}

static unsigned
count(const struct text *t, char c)
{
	unsigned n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += t->s[i] == c;
	return n;
}

/* 0x8 and 1e1 are numbers elsewhere; 8a is a number and something else. */
static bool
is_other_number(const struct text *l, size_t digits)
{
	struct text rest;

	if (starts(l, "0x") || starts(l, "0X") || l->s[digits] == '.')
		return true;
	rest = part(l, digits + 1, l->n);
	return (l->s[digits] | 0x20) == 'e' && rest.n != 0 &&
	    span(&rest, DIGITS) == rest.n;
}

static bool
explain_length(const struct text *l, const struct prefix *host, struct err *e)
{
	size_t digits = span(l, DIGITS);
	char buf[EXPLAIN_STRLEN];

	explain_quote(buf, l->s, l->n);
	if (l->n == 0)
		return err_usage(e, "%s: prefix length missing", l->whole);
	if (host->family == IPV4 && count(l, '.') == 3 &&
	    span(l, DIGITS ".") == l->n)
		return explain_mask(l, host, e);
	if (digits == l->n && digits > 1 && l->s[0] == '0')
		return err_usage(e, "%s: leading zero in the prefix length "
		    "%s (octal or decimal?)", l->whole, buf);
	if (digits == l->n)
		return err_usage(e, "%s: prefix length out of range 0-%u",
		    l->whole, family_width(host->family));
	if (find(l, ':') != l->n)
		return err_usage(e, "%s: the prefix length must be a number, "
		    "not a mask", l->whole);
	if (digits == 0 || is_other_number(l, digits))
		return err_usage(e, "%s: prefix length %s is not a number",
		    l->whole, buf);
	return err_usage(e, "%s: trailing characters after prefix length: %s",
	    l->whole, explain_quote(buf, l->s + digits, l->n - digits));
}

/* An IPv4-mapped address with a length that suits the IPv4 one. */
static bool
is_mapped_slip(const struct prefix *p)
{
	return p->family == IPV6 && p->addr >> 32 == 0xffff && p->len <= 32 &&
	    (p->addr & host_mask(IPV6, p->len + 96)) == 0;
}

static bool
explain_host_bits(const struct text *t, struct prefix p, struct err *e)
{
	char net[PREFIX_STRLEN], host[PREFIX_STRLEN];
	struct prefix one = { p.addr, p.family, family_width(p.family) };

	if (is_mapped_slip(&p)) {
		p.len += 96;
		return err_usage(e, "%s: host bits set; did you mean %s?",
		    t->whole, prefix_format(&p, net));
	}
	p.addr &= ~host_mask(p.family, p.len);
	return err_usage(e, "%s: host bits set; did you mean %s or %s?",
	    t->whole, prefix_format(&p, net), prefix_format(&one, host));
}

/* Two words, or words with a comma or semicolon between them. */
static bool
explain_words(const struct text *t, struct err *e)
{
	size_t word = 0;
	struct text rest;
	struct prefix p;

	while (word < t->n && strchr(" \t,;", t->s[word]) == NULL)
		word++;
	if (word == t->n)
		return true;
	rest = part(t, word, t->n);
	rest = part(&rest, span(&rest, " \t"), rest.n);
	if (prefix_scan(&p, t->s, word, PREFIX_TRUNCATE) && rest.n != 0 &&
	    rest.s[0] != '/')
		return err_usage(e, "%s: trailing characters: one entry per "
		    "line; a label needs the CSV reader (--column)", t->whole);
	rest = part(t, 0, word);
	if ((t->s[word] == ' ' || t->s[word] == '\t') &&
	    (find(&rest, '.') != word || find(&rest, ':') != word))
		return err_usage(e, "%s: space inside a CIDR", t->whole);
	return true;
}

static bool
explain_shape(const struct text *t, struct err *e)
{
	if (t->n == 0)
		return err_usage(e, "empty: expected an address or a prefix");
	if (explain_bad_byte(t->s, t->n) != t->n)
		return explain_byte(t, e);
	if (t->s[0] == '"' || t->s[0] == '\'')
		return err_usage(e, "%s: quotes outside CSV; leave them out, "
		    "or name the column of a CSV file (--column)", t->whole);
	if (t->s[0] == '[')
		return err_usage(e, "%s: brackets belong in URLs; leave them "
		    "out", t->whole);
	return explain_words(t, e);
}

bool
explain_prefix(const char *s, size_t n, struct err *e)
{
	char buf[EXPLAIN_STRLEN];
	struct text t = { s, n, explain_quote(buf, s, n) }, a, l;
	size_t slash = find(&t, '/');
	struct prefix p, cut;

	if (!explain_shape(&t, e))
		return false;
	a = part(&t, 0, slash);
	if (!explain_host(&a, e))
		return false;
	if (!address_scan(&p, a.s, a.n) || slash == n)
		return err_usage(e, "%s: malformed", t.whole);
	if (prefix_scan(&cut, s, n, PREFIX_TRUNCATE)) {
		p.len = cut.len;
		return explain_host_bits(&t, p, e);
	}
	l = part(&t, slash + 1, n);
	if (!explain_length(&l, &p, e))
		return false;
	return err_usage(e, "%s: malformed", t.whole);
}

bool
explain_address(const char *s, size_t n, struct err *e)
{
	char buf[EXPLAIN_STRLEN];
	struct text t = { s, n, explain_quote(buf, s, n) };
	struct prefix p;

	if (!explain_shape(&t, e))
		return false;
	if (find(&t, '/') != n && prefix_scan(&p, s, n, PREFIX_TRUNCATE))
		return err_usage(e, "%s: expected an address, not a prefix",
		    t.whole);
	if (!explain_host(&t, e))
		return false;
	return err_usage(e, "%s: malformed", t.whole);
}
