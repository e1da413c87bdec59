/*
 * The fast half of the parsers against the strict one, on what is well-formed
 * and on the same with a byte changed; and the ways to look at 16 bytes
 * against each other.
 */
#include "test.h"
#include "net.h"

#include "net/quick.h"

#define ROUNDS 200000

static const char alphabet[] = "0123456789abcdefABCDEF.::/- \r\n,#gG%\xff";

static size_t
make(char *s, uint64_t *seed)
{
	u128 addr = U128(random_u64(seed), random_u64(seed));
	struct prefix p = { 0, random_below(seed, 2) ? IPV4 : IPV6, 0 };
	unsigned zeros = random_below(seed, 8), n;

	p.len = random_below(seed, family_width(p.family) + 1);
	for (unsigned i = 0; i < zeros; i++)
		addr &= ~((u128)0xffff << random_below(seed, 8) * 16);
	p.addr = addr & family_max(p.family) & ~host_mask(p.family, p.len);
	n = (unsigned)prefix_format_n(&p, s);
	if (random_below(seed, 4) == 0)
		n = (unsigned)address_format_n(p.addr, p.family, s);
	if (random_below(seed, 4) == 0)
		s[n++] = '\r';
	s[n++] = '\n';
	return n;
}

/* Change, drop or double a byte. */
static void
spoil(char *s, size_t *n, uint64_t *seed)
{
	size_t at = random_below(seed, (unsigned)*n);

	switch (random_below(seed, 3)) {
	case 0:
		s[at] = alphabet[random_below(seed, sizeof(alphabet))];
		break;
	case 1:
		memmove(s + at, s + at + 1, *n - at);
		(*n)--;
		break;
	default:
		memmove(s + at + 1, s + at, *n - at);
		(*n)++;
	}
}

/* What is read quickly is what the strict parser reads. */
static void
lines(void **state)
{
	uint64_t seed = SEED;
	unsigned quick = 0;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++) {
		unsigned flags = random_below(&seed, 4);
		char s[4 * QUICK_ROOM];
		struct err e = ERR_INIT;
		struct range got, want;
		const char *next;
		size_t n;

		for (n = 0; n < sizeof(s); n++)
			s[n] = alphabet[random_below(&seed, sizeof(alphabet))];
		n = make(s, &seed);
		for (unsigned i = k % 4; i < 2; i++)
			spoil(s, &n, &seed);
		next = quick_line(s, flags, &got);
		if (next == NULL)
			continue;
		quick++;
		n = (size_t)(next - s);
		assert_int_equal(s[--n], '\n');
		assert_null(memchr(s, '\n', n));
		n -= s[n - 1] == '\r';
		if (!range_parse(&want, s, n, flags, &e))
			fail_msg("%.*s: %s", (int)n, s, e.msg);
		assert_int_equal(got.family, want.family);
		assert_u128_equal(got.first, want.first);
		assert_u128_equal(got.last, want.last);
	}
	assert_true(quick > ROUNDS / 2);
}

/* And what is usual is read quickly. */
static void
usual(void **state)
{
	static const char *const texts[] = { "0.0.0.0\n", "0.0.0.0/0\n",
	    "255.255.255.255/32\r\n", "10.20.30.0/24\n", "::\n", "::/0\n",
	    "::1\n", "1::/16\n", "1:2:3:4:5:6:7:8\n", "2001:DB8::a:0/112\n",
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128\r\n" };
	static const char *const others[] = { "\n", "1.2.3\n", "1.2.3.4.5\n",
	    "01.2.3.4\n", "1.2.3.256\n", "1.2.3.4/33\n", "1.2.3.4/032\n",
	    "1.2.3.4/\n", "1.2.3.4/8\n", "1.2.3.4 \n", ":\n", ":::\n", "1:\n",
	    ":1::\n", "1::2::3\n", "1:2:3:4:5:6:7:8::\n", "1:2:3:4:5:6:7\n",
	    "::1:2:3:4:5:6:7:8\n", "::12345\n", "::/129\n", "::/01\n",
	    "::1.2.3.4\n", "::1/64\n",
	    "1:2:3:4:5:6:7:8:\n", "1:2:3:4:5:6:7:8:9\n", "\xff\n" };
	char s[2 * QUICK_ROOM];
	struct range r;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		memset(s, '7', sizeof(s));
		memcpy(s, texts[i], strlen(texts[i]));
		assert_ptr_equal(quick_line(s, 0, &r), s + strlen(texts[i]));
	}
	for (size_t i = 0; i < COUNT(others); i++) {
		memset(s, '7', sizeof(s));
		memcpy(s, others[i], strlen(others[i]));
		assert_null(quick_line(s, 0, &r));
	}
}

static void
twins(void **state)
{
	uint64_t seed = SEED;
	char s[16];

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++) {
		uint32_t digits = 0, hex = 0;

		for (unsigned i = 0; i < 16; i++) {
			s[i] = k < 4096 ? (char)(k / 16) :
			    (char)random_below(&seed, 256);
			digits |= (uint32_t)(s[i] >= '0' && s[i] <= '9') << i;
			hex |= (uint32_t)((s[i] >= '0' && s[i] <= '9') ||
			    (s[i] >= 'a' && s[i] <= 'f') ||
			    (s[i] >= 'A' && s[i] <= 'F')) << i;
		}
		assert_int_equal(quick_digits(s), digits);
		assert_int_equal(quick_digits_scalar(s), digits);
		assert_int_equal(quick_hex(s), hex);
		assert_int_equal(quick_hex_scalar(s), hex);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(usual),
		cmocka_unit_test(twins),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
