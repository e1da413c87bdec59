#include "view/yaml.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

/* What begins with a letter and is none of YAML's words is only a text. */
static bool
is_plain(const char *s)
{
	static const char *const words[] = { "true", "false", "null", "yes",
	    "no", "on", "off", "y", "n" };

	if (!isalpha((unsigned char)*s) || s[strspn(s, "abcdefghijklmnopqrst"
	    "uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-")] != '\0')
		return false;
	for (size_t i = 0; i < COUNT(words); i++)
		if (strcasecmp(s, words[i]) == 0)
			return false;
	return true;
}

/*
 * A character as a number, of n bytes that are well-formed.  YAML does not
 * print those of the first test below; libfyaml would take the rest.
 */
static unsigned
decode(const char *s, size_t n)
{
	unsigned c = (unsigned char)*s;

	if (n == 1)
		return c;
	c &= 0xffu >> (n + 1);
	for (size_t i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)s[i] & 0x3fu);
	return c;
}

static bool
needs_escape(unsigned c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 ||
	    c == 0x2029 || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

/* C1 controls, which utf8_length() refuses, come as two bytes: C2 80..9F. */
static size_t
length(const char *s, size_t left)
{
	size_t n = utf8_length(s, left);

	if (n == 0 && left >= 2 && (unsigned char)*s == 0xc2)
		n = 2;
	return n != 0 ? n : 1;
}

void
yaml_text(struct out *o, const char *s)
{
	if (is_plain(s))
		out_str(o, s);
	else
		yaml_quoted(o, s);
}

void
yaml_quoted(struct out *o, const char *s)
{
	size_t left = strlen(s), n;

	out_char(o, '"');
	for (; left != 0; s += n, left -= n) {
		unsigned c;

		n = length(s, left);
		c = decode(s, n);
		if (c == '"' || c == '\\') {
			out_char(o, '\\');
			out_char(o, (char)c);
		} else if (needs_escape(c) || (n == 1 && c > 0x7f)) {
			out_printf(o, c > 0xffff ? "\\U%08x" : "\\u%04x", c);
		} else
			out_mem(o, s, n);
	}
	out_char(o, '"');
}

static void
one_line(struct out *o, const char *s)
{
	char buf[ERR_MSGLEN];

	out_str(o, err_quote(buf, sizeof(buf), s, strlen(s)));
}

void
yaml_end(struct out *o, const char *why)
{
	if (why != NULL) {
		out_str(o, "  # guessed: ");
		one_line(o, why);
	}
	out_char(o, '\n');
}

void
yaml_comment(struct out *o, const char *indent, const char *fmt, ...)
{
	char text[ERR_MSGLEN];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	out_printf(o, "%s# ", indent);
	one_line(o, text);
	out_char(o, '\n');
}
