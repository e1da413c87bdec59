#include "random-js.h"

#include <stdarg.h>
#include <stdio.h>

static void
js_next(struct js *j, const char *key)
{
	if (j->any)
		out_char(j->out, ',');
	if (j->depth != 0) {
		out_char(j->out, '\n');
		out_fill(j->out, ' ', 4 * (size_t)j->depth);
	}
	j->any = true;
	if (key == NULL)
		return;
	out_char(j->out, '"');
	out_str(j->out, key);
	out_str(j->out, "\": ");
}

void
js_begin(struct js *j, const char *key, char bracket)
{
	js_next(j, key);
	out_char(j->out, bracket);
	j->depth++;
	j->any = false;
}

void
js_end(struct js *j, char bracket)
{
	j->depth--;
	if (j->any) {
		out_char(j->out, '\n');
		out_fill(j->out, ' ', 4 * (size_t)j->depth);
	}
	out_char(j->out, bracket);
	j->any = true;
}

/* The value as it is: numbers, true and false. */
void
js_raw(struct js *j, const char *key, const char *value)
{
	js_next(j, key);
	out_str(j->out, value);
}

/* Nothing here needs an escape that is not written already. */
void
js_str(struct js *j, const char *key, const char *value)
{
	js_next(j, key);
	out_char(j->out, '"');
	out_str(j->out, value);
	out_char(j->out, '"');
}

void
js_fmt(struct js *j, const char *key, const char *fmt, ...)
{
	char buf[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	js_str(j, key, buf);
}

void
js_u64(struct js *j, const char *key, uint64_t v)
{
	js_next(j, key);
	out_u64(j->out, v);
}

void
js_bool(struct js *j, const char *key, bool v)
{
	js_raw(j, key, v ? "true" : "false");
}

void
js_ip(struct js *j, const char *key, uint32_t a)
{
	js_fmt(j, key, DOTTED, BYTES(a));
}

void
js_tag(struct js *j, const char *key, const char *value)
{
	js_begin(j, NULL, '{');
	js_str(j, "Key", key);
	js_str(j, "Value", value);
	js_end(j, '}');
}
