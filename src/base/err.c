#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Around what came in; a message with such a byte in it is taken as a whole. */
#define BEGIN '\1'
#define END '\2'
#define RAW_MAX (2 * ERR_MSGLEN)

/* The format with each %s between marks; how many, or 0: that is too long. */
static size_t
mark(char *to, size_t size, const char *fmt)
{
	size_t n, at = 0, found = 0;

	for (; *fmt != '\0'; fmt += n) {
		bool text = false;

		n = 1;
		if (*fmt == '%') {
			n += strspn(fmt + 1, "-+ #0123456789.*hljztL");
			n += fmt[n] != '\0';
			text = fmt[n - 1] == 's';
		}
		if (at + n + 3 > size)
			return 0;
		if (text)
			to[at++] = BEGIN;
		memcpy(to + at, fmt, n);
		at += n;
		if (text)
			to[at++] = END;
		found += text;
	}
	to[at] = '\0';
	return found;
}

static size_t
count(const char *s, char c)
{
	size_t n = 0;

	while ((s = strchr(s, c)) != NULL) {
		s++;
		n++;
	}
	return n;
}

static void
give(struct err *e, size_t at, size_t n)
{
	struct err_given *last;

	if (e->ngiven == ERR_GIVEN) {
		last = &e->given[ERR_GIVEN - 1];
		last->n = (unsigned)(at + n) - last->at;
	} else
		e->given[e->ngiven++] = (struct err_given){ (unsigned)at,
		    (unsigned)n };
}

/* The parts between marks, quoted one by one, so that it is known where. */
static void
put_parts(struct err *e, char *to, size_t size, const char *raw)
{
	size_t at = 0, n;

	for (; *raw != '\0'; raw += n) {
		bool in = *raw == BEGIN;

		n = in ? strcspn(raw, "\2") : strcspn(raw, "\1");
		err_quote(to + at, size - at, raw + in, n - in);
		if (in)
			give(e, at, strlen(to + at));
		at += strlen(to + at);
		n += in;		/* the mark at the end */
	}
	to[at] = '\0';
}

void
err_vset(struct err *e, enum exit_status status, const char *fmt, va_list ap)
{
	char marked[RAW_MAX], raw[RAW_MAX], full[4 * RAW_MAX + 8];
	size_t n = mark(marked, sizeof(marked), fmt);
	va_list again;

	if (e->status != EXIT_OK)
		return;
	e->status = status;
	e->ngiven = 0;
	va_copy(again, ap);
	vsnprintf(raw, sizeof(raw), n != 0 ? marked : fmt, ap);
	if (n != 0 && count(raw, BEGIN) == n && count(raw, END) == n)
		put_parts(e, full, sizeof(full), raw);
	else {
		vsnprintf(raw, sizeof(raw), fmt, again);
		err_quote(full, sizeof(full), raw, strlen(raw));
		if (strchr(fmt, '%') != NULL)
			give(e, 0, strlen(full));
	}
	va_end(again);
	err_quote(e->msg, sizeof(e->msg), full, strlen(full));
}

#define SET(status) do {						\
	va_list ap;							\
									\
	va_start(ap, fmt);						\
	err_vset(e, status, fmt, ap);					\
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
		uint32_t code;
		size_t k = utf8_any(&code, s + i, n - i);
		bool plain = k > 0 && !utf8_acts(code);

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
