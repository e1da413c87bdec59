/* All code points, and all short byte strings, against a stupid encoder. */
#include "test.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* RFC 3629, section 3; 0: no character. */
static size_t
encode(unsigned char to[4], uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	if (c < 0x80) {
		to[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (unsigned char)(0xc0 | c >> 6);
		to[1] = (unsigned char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (unsigned char)(0xe0 | c >> 12);
		to[1] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
		to[2] = (unsigned char)(0x80 | (c & 0x3f));
		return 3;
	}
	to[0] = (unsigned char)(0xf0 | c >> 18);
	to[1] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
	to[2] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	to[3] = (unsigned char)(0x80 | (c & 0x3f));
	return 4;
}

static void
test_code_points(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		unsigned char s[4];
		size_t n = encode(s, c);
		bool c1 = c >= 0x80 && c < 0xa0;
		uint32_t got = c + 1;

		if (n == 0)
			continue;
		if (utf8_any(&got, (char *)s, n) != n || got != c)
			fail_msg("U+%04X", c);
		if (utf8_length((char *)s, n) != (c1 ? 0 : n))
			fail_msg("length of U+%04X", c);
		if (utf8_any(&got, (char *)s, n - 1) != 0)
			fail_msg("U+%04X cut", c);
	}
}

/* What decodes must be what that code is encoded as. */
static void
test_bytes(void **state)
{
	size_t good = 0;

	(void)state;
	for (uint32_t v = 0; v < 1 << 24; v++) {
		unsigned char s[4] = { (unsigned char)(v >> 16),
		    (unsigned char)(v >> 8), (unsigned char)v, 0x80 }, t[4];
		uint32_t c;
		size_t n = utf8_any(&c, (char *)s, 4);

		good += n > 1;
		if (n != 0 && (encode(t, c) != n || memcmp(s, t, n) != 0))
			fail_msg("%06x", v);
	}
	/* 2 bytes and any third; 3 but surrogates; 4 with the last 0x80. */
	assert_int_equal(good, 1920 * 256 + (0x10000 - 0x800 - 2048) +
	    (0x110000 - 0x10000) / 64);
}

static void
test_acts(void **state)
{
	static const uint32_t yes[] = { 0, 9, 0x1b, 0x1f, 0x7f, 0x80, 0x9b,
	    0x9f, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069 };
	static const uint32_t no[] = { 0x20, 0x7e, 0xa0, 0xe9, 0x5d0, 0x200d,
	    0x2010, 0x2029, 0x202f, 0x2065, 0x206a, 0x10ffff };

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++)
		assert_true(utf8_acts(yes[i]));
	for (size_t i = 0; i < COUNT(no); i++)
		assert_false(utf8_acts(no[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code_points),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_acts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
