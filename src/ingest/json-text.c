#include "ingest/json-text.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* yajl lets overlong forms and surrogates pass. */
bool
json_text_is_utf8(const unsigned char *s, size_t n)
{
	uint32_t code;
	uint64_t w;

	while (n != 0) {
		size_t k = 1;

		if (n >= sizeof(w)) {
			memcpy(&w, s, sizeof(w));
			k = (w & UINT64_C(0x8080808080808080)) == 0 ? 8 : 0;
		}
		if (k != 8 && *s >= 0x80) {
			k = utf8_any(&code, (const char *)s, n);
			if (k == 0)
				return false;
		} else if (k == 0)
			k = 1;
		s += k;
		n -= k;
	}
	return true;
}

static unsigned
hex_value(unsigned char c)
{
	return c <= '9' ? c - (unsigned)'0' : (c | 0x20u) - 'a' + 10;
}

/*
 * Follow one byte of an escape: 1 is after the backslash, 2 to 5 the digits
 * of \u.  False when half a surrogate pair stands alone; yajl lets it pass.
 * Digits that are none are yajl's to refuse.
 */
static bool
follow_escape(struct json_escapes *e, unsigned char c)
{
	bool low;

	if (e->at == 1) {
		e->at = c == 'u' ? 2 : 0;
		e->code = 0;
		return e->at != 0 || !e->high;
	}
	e->code = e->code << 4 | (hex_value(c) & 15);
	if (++e->at < 6)
		return true;
	e->at = 0;
	low = e->code >= 0xdc00 && e->code <= 0xdfff;
	if (low != e->high)
		return false;
	e->high = e->code >= 0xd800 && e->code <= 0xdbff;
	return true;
}

const unsigned char *
json_escapes_check(struct json_escapes *e, const unsigned char *p, size_t n)
{
	const unsigned char *s = p, *end = p + n;

	while (s < end) {
		if (e->at != 0) {
			if (!follow_escape(e, *s++))
				return s;
		} else if (e->high) {
			if (*s++ != '\\')
				return s;
			e->at = 1;
		} else {
			s = memchr(s, '\\', (size_t)(end - s));
			if (s == NULL)
				break;
			s++;
			e->at = 1;
		}
	}
	return NULL;
}
