/* utf8: is this text well-formed (RFC 3629), and how wide is it. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Bytes (1 to 4) of the character at s, of which n bytes may be read; 0 when
 * they are no well-formed character: a stray or missing continuation byte, an
 * overlong form, a surrogate, a value above U+10FFFF, or n is 0.  C1 control
 * characters (U+0080 to U+009F) are refused too: terminals act on them.
 */
size_t utf8_length(const char *s, size_t n);

/* The same, and C1 control characters are taken; its code is set. */
size_t utf8_any(uint32_t *code, const char *s, size_t n);

/*
 * May a terminal act on it, or show what follows elsewhere: control characters
 * (C0, DEL, C1), and those that turn the direction of text (UAX 9: U+061C,
 * U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069).
 */
bool utf8_acts(uint32_t code);

/* Columns that s takes on a terminal, one a character. */
size_t utf8_width(const char *s);

#endif
