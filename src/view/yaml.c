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

/* YAML does not print these; libfyaml would take most. */
static bool
needs_escape(unsigned c)
{
	return utf8_acts(c) || c == 0xa0 || c == 0x2028 ||
	    c == 0x2029 || c == 0xfeff || (c & 0xfffe) == 0xfffe;
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
		uint32_t c;

		n = utf8_any(&c, s, left);
		if (n == 0) {		/* then c is that byte, escaped */
			n = 1;
			c = (unsigned char)*s;
		}
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
