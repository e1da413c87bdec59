#include "test.h"
#include "net.h"

#include <arpa/inet.h>
#include <string.h>

static const struct {
	const char *in, *out;	/* out NULL: refused */
} texts[] = {
	{ "10.0.0.0/8", "10.0.0.0/8" },
	{ "0.0.0.0/0", "0.0.0.0/0" },
	{ "255.255.255.255", "255.255.255.255/32" },
	{ "255.255.255.254/31", "255.255.255.254/31" },
	{ "255.255.255.255/31", NULL },
	{ "128.0.0.0/1", "128.0.0.0/1" },
	{ "64.0.0.0/1", NULL },
	{ "10.0.0.0/255.0.0.0", "10.0.0.0/8" },
	{ "10.0.0.1/255.255.255.255", "10.0.0.1/32" },
	{ "0.0.0.0/255.255.255.255", NULL },
	{ "0.0.0.0/0.0.0.0", NULL },
	{ "10.0.0.0/255.0.0.00", NULL },
	{ "10.0.0.0/256.0.0.0", NULL },
	{ "10.0.0.0/32.", NULL },
	{ "10.0.0.0/032", NULL },
	{ "10.0.0.0/100", NULL },
	{ "10.0.0.256", NULL },
	{ "10.0.0.1000", NULL },
	{ "1.2.3", NULL },
	{ "1.2.3.4.", NULL },
	{ " 1.2.3.4", NULL },
	{ "1.2.3.4 ", NULL },
	{ "", NULL },
	{ "/", NULL },
	{ "::/0", "::/0" },
	{ "8000::/1", "8000::/1" },
	{ "4000::/1", NULL },
	{ "::1", "::1/128" },
	{ "::1/127", NULL },
	{ "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127" },
	{ "1::", "1::/128" },
	{ "1:0:0:2::", "1:0:0:2::/128" },
	{ "0:0:1::", "0:0:1::/128" },
	{ "1:0:0:2:0:0:0:3", "1:0:0:2::3/128" },
	{ "0:1:2:3:4:5:6:7", "0:1:2:3:4:5:6:7/128" },
	{ "1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0/128" },
	{ "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8/128" },
	{ "1:2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:a00:1/128" },
	{ "1:2:3:4:5:6::10.0.0.1", NULL },
	{ "1:2:3:4:5::10.0.0.1", "1:2:3:4:5:0:a00:1/128" },
	{ "::ffff:0:0/96", "::ffff:0.0.0.0/96" },
	{ "::fffe:0:0/95", "::fffe:0:0/95" },
	{ "::1:ffff:0:0/96", "::1:ffff:0:0/96" },
	{ "::10.0.0.0.", NULL },
	{ "10.0.0.0::", NULL },
	{ "1:2:3:4:5:6:7:8:", NULL },
	{ "::1:", NULL },
	{ ":1", NULL },
	{ "1::/255.0.0.0", NULL },
};

static void
parse_and_format(void **state)
{
	char buf[PREFIX_STRLEN];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct err e = ERR_INIT;
		struct prefix p;
		size_t n = strlen(texts[i].in);
		bool ok = prefix_parse(&p, texts[i].in, n, &e);

		if (ok != (texts[i].out != NULL))
			fail_msg("%s: %s", texts[i].in, ok ? "taken" : e.msg);
		if (ok)
			assert_string_equal(prefix_format(&p, buf),
			    texts[i].out);
		else
			assert_int_equal(e.status, EXIT_USAGE);
	}
}

static void
flags(void **state)
{
	static const struct {
		const char *in, *out;
		unsigned flags;
	} rows[] = {
		{ "10.0.65.0/19", "10.0.64.0/19", PREFIX_TRUNCATE },
		{ "10.0.65.0/33", NULL, PREFIX_TRUNCATE },
		{ "1.2.3.4/0", "0.0.0.0/0", PREFIX_TRUNCATE },
		{ "2001:db8::5/32", "2001:db8::/32", PREFIX_TRUNCATE },
		{ "::ffff:10.0.0.0/104", "10.0.0.0/8", PREFIX_MAP4 },
		{ "::ffff:10.0.0.1", "10.0.0.1/32", PREFIX_MAP4 },
		{ "::ffff:0:0/95", NULL, PREFIX_MAP4 },
		{ "::ffff:0:0/95", "::fffe:0:0/95",
		    PREFIX_MAP4 | PREFIX_TRUNCATE },
		{ "::fffe:0:0/96", "::fffe:0:0/96", PREFIX_MAP4 },
	};
	char buf[PREFIX_STRLEN];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct err e = ERR_INIT;
		struct prefix p;
		bool ok = prefix_parse_flags(&p, rows[i].in,
		    strlen(rows[i].in), rows[i].flags, &e);

		assert_int_equal(ok, rows[i].out != NULL);
		if (ok)
			assert_string_equal(prefix_format(&p, buf),
			    rows[i].out);
	}
}

/* Bit by bit, as nobody would write it. */
static bool
stupid_covers(const struct prefix *a, const struct prefix *b)
{
	unsigned width = family_width(a->family);

	if (a->family != b->family || b->len < a->len)
		return false;
	for (unsigned i = 0; i < a->len; i++)
		if ((a->addr >> (width - 1 - i) & 1) !=
		    (b->addr >> (width - 1 - i) & 1))
			return false;
	return true;
}

/* Flip the bit just inside and just outside the length. */
static void
covers_near_misses(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		enum family f = i % 2 ? IPV4 : IPV6;
		unsigned width = family_width(f);
		struct prefix a = { U128(random_u64(&seed),
		    random_u64(&seed)) & family_max(f), f,
		    random_below(&seed, width + 1) };
		struct prefix b = a;

		a.addr &= ~host_mask(f, a.len);
		b.len = a.len + random_below(&seed, width - a.len + 1);
		if (a.len > 0 && i % 3 == 0)
			b.addr ^= (u128)1 << (width - a.len);
		if (a.len < width && i % 5 == 0)
			b.addr ^= (u128)1 << (width - a.len - 1);
		b.addr &= ~host_mask(f, b.len);
		assert_int_equal(prefix_covers(&a, &b), stupid_covers(&a, &b));
		assert_int_equal(prefix_covers(&b, &a), stupid_covers(&b, &a));
		assert_int_equal(prefix_overlaps(&a, &b),
		    a.addr <= prefix_last(&b) && b.addr <= prefix_last(&a));
	}
}

/* Any address is printed so that it reads back, and prints the same. */
static void
format_and_parse(void **state)
{
	uint64_t seed = SEED;
	char buf[PREFIX_STRLEN];

	(void)state;
	for (unsigned i = 0; i < 50000; i++) {
		enum family f = i % 2 ? IPV4 : IPV6;
		u128 v = U128(random_u64(&seed), random_u64(&seed));
		uint64_t zero = random_u64(&seed);
		struct err e = ERR_INIT;
		struct prefix p, q;

		for (unsigned g = 0; g < 8; g++)	/* zero groups */
			if (zero >> g & 1)
				v &= ~((u128)0xffff << g * 16);
		if (i % 64 == 0)
			v = (v & 0xffffffff) | (u128)0xffff << 32;
		p = (struct prefix){ v & family_max(f), f,
		    random_below(&seed, family_width(f) + 1) };
		p.addr &= ~host_mask(f, p.len);
		prefix_format(&p, buf);
		if (!prefix_parse(&q, buf, strlen(buf), &e))
			fail_msg("%s: %s", buf, e.msg);
		assert_int_equal(prefix_cmp(&p, &q), 0);
	}
}

/* inet_pton(3) of glibc is as strict with addresses; it knows no lengths. */
static bool
twin_address(const char *s, u128 *addr)
{
	bool is_v6 = strchr(s, ':') != NULL;
	unsigned char b[16];

	*addr = 0;
	if (inet_pton(is_v6 ? AF_INET6 : AF_INET, s, b) != 1)
		return false;
	for (unsigned i = 0; i < (is_v6 ? 16 : 4); i++)
		*addr = *addr << 8 | b[i];
	return true;
}

/* Well-formed addresses with a few bytes changed, put in or left out. */
static void
damaged_addresses(void **state)
{
	static const char bytes[] = "0123456789abfF:::...gx/";
	static const char *const seeds[] = {
		"10.0.0.1", "255.255.255.255", "0.0.0.0", "::", "::1",
		"2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1",
		"1:2:3:4:5:6:10.0.0.1", "1::8", "fe80:0:0:0:1::",
	};
	uint64_t seed = SEED;
	unsigned good = 0;

	(void)state;
	for (unsigned i = 0; i < 300000; i++) {
		char s[64];
		size_t n, at;
		u128 want;
		struct prefix p;
		bool ok;

		strcpy(s, seeds[i % COUNT(seeds)]);
		n = strlen(s);
		for (unsigned k = random_below(&seed, 4); k > 0; k--) {
			at = random_below(&seed, (unsigned)n + 1);
			if (random_below(&seed, 3) == 0 && at < n)
				memmove(s + at, s + at + 1, n-- - at);
			else if (random_below(&seed, 2) == 0 && at < n)
				s[at] = bytes[random_below(&seed,
				    sizeof(bytes) - 1)];
			else {
				memmove(s + at + 1, s + at, ++n - at);
				s[at] = bytes[random_below(&seed,
				    sizeof(bytes) - 1)];
			}
		}
		ok = address_scan(&p, s, n);
		if (ok != twin_address(s, &want))
			fail_msg("%s: %s", s, ok ? "taken" : "refused");
		if (ok)
			assert_u128_equal(p.addr, want);
		good += ok;
	}
	assert_true(good > 30000);
}

static void
ranges(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "10.0.0.0-10.0.0.255", "10.0.0.0/24" },
		{ " 10.0.0.1 - 10.0.0.2 ", "10.0.0.1-10.0.0.2" },
		{ "10.0.0.1-10.0.0.1", "10.0.0.1/32" },
		{ "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0" },
		{ "::1-::2", "::1-::2" },
		{ "10.0.0.2-10.0.0.1", NULL },
		{ "10.0.0.2-", NULL },
		{ "10.0.0.2--10.0.0.3", NULL },
		{ "10.0.0.1-10.0.0.2-10.0.0.3", NULL },
		{ "-", NULL },
	};
	char buf[RANGE_STRLEN];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct err e = ERR_INIT;
		struct range r;
		bool ok = range_parse(&r, rows[i].in, strlen(rows[i].in), 0,
		    &e);

		if (ok != (rows[i].out != NULL))
			fail_msg("%s: %s", rows[i].in, ok ? "taken" : e.msg);
		if (ok)
			assert_string_equal(range_format(&r, buf),
			    rows[i].out);
	}
}

/* The prefixes of a range follow each other and none could be larger. */
static void
range_to_prefixes(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		const struct base *b = &bases[i % COUNT(bases)];
		struct range r = random_range(&seed, b, false);
		struct range_walk w = range_walk(&r);
		struct prefix p, up;
		u128 at = r.first;
		bool more = range_take(&w, &p);

		assert_true(more);
		for (; more; more = range_take(&w, &p)) {
			assert_u128_equal(p.addr, at);
			assert_u128_equal(p.addr & host_mask(p.family, p.len),
			    0);
			up = p;
			if (p.len > 0) {
				up.len--;
				assert_false((up.addr & host_mask(up.family,
				    up.len)) == 0 &&
				    prefix_last(&up) <= r.last);
			}
			at = prefix_last(&p) + 1;
		}
		assert_u128_equal(at, r.last + 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_and_format),
		cmocka_unit_test(flags),
		cmocka_unit_test(covers_near_misses),
		cmocka_unit_test(format_and_parse),
		cmocka_unit_test(damaged_addresses),
		cmocka_unit_test(ranges),
		cmocka_unit_test(range_to_prefixes),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
