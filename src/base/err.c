#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static void
vset(struct err *e, enum exit_status status, const char *fmt, va_list ap)
{
	char raw[ERR_MSGLEN];
	int n;

	if (e->status != EXIT_OK)
		return;
	e->status = status;
	n = vsnprintf(raw, sizeof(raw), fmt, ap);
	if (n >= (int)sizeof(raw))
		n = (int)sizeof(raw) - 1;
	err_quote(e->msg, sizeof(e->msg), raw, n > 0 ? (size_t)n : 0);
}

#define SET(status) do {						\
	va_list ap;							\
									\
	va_start(ap, fmt);						\
	vset(e, status, fmt, ap);					\
	va_end(ap);							\
} while (0)

bool
err_no(struct err *e, const char *fmt, ...)
{
	SET(EXIT_NO);
	return false;
}

bool
err_usage(struct err *e, const char *fmt, ...)
{
	SET(EXIT_USAGE);
	return false;
}

bool
err_input(struct err *e, const char *fmt, ...)
{
	SET(EXIT_INPUT);
	return false;
}

bool
err_cannot(struct err *e, const char *fmt, ...)
{
	SET(EXIT_CANNOT);
	return false;
}

bool
err_machine(struct err *e, const char *fmt, ...)
{
	const char *why = strerror(errno);
	bool first = e->status == EXIT_OK;
	size_t n;

	SET(EXIT_MACHINE);
	n = strlen(e->msg);
	if (first)
		snprintf(e->msg + n, sizeof(e->msg) - n, ": %s", why);
	return false;
}

bool
err_locate(struct err *e, const char *file, unsigned long line,
    unsigned long column)
{
	if (e->file == NULL) {
		e->file = file;
		e->line = line;
		e->column = column;
		if (e->status == EXIT_USAGE)
			e->status = EXIT_INPUT;
	}
	return false;
}

const char *
err_quote(char *buf, size_t size, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef", more[] = "...";
	size_t at = 0, room = size - sizeof(more);

	for (size_t i = 0; i < n; ) {
		unsigned char c = (unsigned char)s[i];
		size_t k = utf8_length(s + i, n - i);
		bool plain = k > 0 && (k > 1 || (c >= 0x20 && c != 0x7f));

		if (at + (plain ? k : 4) > room) {
			memcpy(buf + at, more, sizeof(more));
			return buf;
		}
		if (plain) {
			memcpy(buf + at, s + i, k);
			at += k;
			i += k;
			continue;
		}
		buf[at++] = '\\';
		buf[at++] = 'x';
		buf[at++] = hex[c >> 4];
		buf[at++] = hex[c & 15];
		i++;
	}
	buf[at] = '\0';
	return buf;
}
