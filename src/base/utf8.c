#include "base/utf8.h"

#include <string.h>

size_t
utf8_any(uint32_t *code, const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t v;
	size_t k;

	if (n == 0)
		return 0;
	*code = p[0];
	if (p[0] < 0x80)
		return 1;
	k = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc0 || p[0] > 0xf7 || k > n)
		return 0;
	v = p[0] & (0xffu >> (k + 1));
	for (size_t i = 1; i < k; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		v = v << 6 | (p[i] & 0x3f);
	}
	if (v < least[k] || v > 0x10ffff || (v >= 0xd800 && v <= 0xdfff))
		return 0;
	*code = v;
	return k;
}

size_t
utf8_length(const char *s, size_t n)
{
	uint32_t code;
	size_t k = utf8_any(&code, s, n);

	return k > 1 && code < 0xa0 ? 0 : k;
}

bool
utf8_acts(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
	    c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}

size_t
utf8_width(const char *s)
{
	size_t w = 0;

	for (; *s != '\0'; s++)
		w += (*s & 0xc0) != 0x80;
	return w;
}
