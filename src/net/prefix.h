/*
 * prefix: an IPv4 or IPv6 network, ADDRESS/LENGTH.
 *
 * The address is a plain integer in host order: 10.0.0.0 is 0x0a000000.
 * Every operation is written once for both families, in terms of the
 * family's width.  A struct prefix is a value: copy it, compare it, never
 * free it.  IPv4 is never turned into IPv6, nor ::ffff:0:0/96 into IPv4.
 *
 * Invariant: len <= width, and the bits of addr below len are zero.
 *
 * Text is parsed strictly: four decimal octets without leading zeros, RFC
 * 4291 groups, a decimal length or, for IPv4, a contiguous netmask; nothing
 * before, inside or after.  What can be read in two ways is refused with a
 * message that says which.  Errors are EXIT_USAGE until err_locate() gives
 * them a place.  Printing follows RFC 5952; of all IPv6 addresses only the
 * IPv4-mapped ones (::ffff:0:0/96) are printed with a dotted tail.
 */
#ifndef NET_PREFIX_H
#define NET_PREFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/u128.h"

enum family { IPV4 = 4, IPV6 = 6 };

struct prefix {
	u128 addr;		/* first address */
	enum family family;
	unsigned len;		/* bits */
};

enum prefix_flags {
	PREFIX_TRUNCATE = 1,	/* clear host bits instead of refusing them */
	PREFIX_MAP4 = 2,	/* take ::ffff:a.b.c.d/96+n for a.b.c.d/n */
};

#define PREFIX_STRLEN 64	/* room for any address, a slash and a length */

/* Address width in bits: 32 or 128. */
static inline unsigned
family_width(enum family f)
{
	return f == IPV4 ? 32 : 128;
}

/* Highest address of the family. */
static inline u128
family_max(enum family f)
{
	return f == IPV4 ? 0xffffffff : ~(u128)0;
}

/* The bits below a prefix of this length; owns the shift by 128. */
static inline u128
host_mask(enum family f, unsigned len)
{
	unsigned bits = family_width(f) - len;

	if (f == IPV4)		/* 64 bits are several times cheaper */
		return (UINT64_C(1) << bits) - 1;
	return bits == 128 ? ~(u128)0 : ((u128)1 << bits) - 1;
}

/*
 * Parse the n bytes at s: "10.0.0.0/16", "2001:db8::/56", "10.0.0.0" (one
 * address), "10.0.0.0/255.255.0.0".
 */
bool prefix_parse(struct prefix *p, const char *s, size_t n, struct err *e);
/* The same with enum prefix_flags or-ed together. */
bool prefix_parse_flags(struct prefix *p, const char *s, size_t n,
    unsigned flags, struct err *e);
/* An address without a length; p->len is then the family's width. */
bool address_parse(struct prefix *p, const char *s, size_t n, struct err *e);

/* The same three, saying only whether; for text that may be something else. */
bool prefix_scan(struct prefix *p, const char *s, size_t n, unsigned flags);
bool address_scan(struct prefix *p, const char *s, size_t n);

/*
 * Write p, or an address, into buf, which is returned; the text is always
 * terminated.  The _n forms return the number of bytes and do not terminate.
 */
const char *prefix_format(const struct prefix *p, char buf[PREFIX_STRLEN]);
const char *address_format(u128 addr, enum family f, char buf[PREFIX_STRLEN]);
size_t prefix_format_n(const struct prefix *p, char buf[PREFIX_STRLEN]);
size_t address_format_n(u128 addr, enum family f, char buf[PREFIX_STRLEN]);

/* Last address. */
static inline u128
prefix_last(const struct prefix *p)
{
	return p->addr | host_mask(p->family, p->len);
}

/* True when every address of b is in a. */
bool prefix_covers(const struct prefix *a, const struct prefix *b);
bool prefix_overlaps(const struct prefix *a, const struct prefix *b);

/* Order by family, then address, then shortest first. */
int prefix_cmp(const struct prefix *a, const struct prefix *b);

#endif
