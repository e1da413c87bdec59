/*
 * err: why something failed, and where in the input.
 *
 * A function that can fail takes a struct err * last and returns false (or
 * NULL).  The first error set wins; later ones are ignored, so a caller may
 * chain calls and look once.  Whoever knows the place adds it:
 *
 *	if (!prefix_parse(&p, word, e))
 *		return err_locate(e, file, line, column);
 *
 * The message is complete, starts in lower case, has no final newline, and
 * says what is wrong, what was expected, and what to do.  main() prints it
 * once, as "ipplan: FILE:LINE:COLUMN: MESSAGE".  Bytes that a terminal could
 * act on are shown as \xNN, so a message may quote any input.
 *
 * What a %s of the format put into it is marked, for it may be a name out of
 * the input, as the other words of the message never are.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Exit status; the table in ipplan(1) is this enum. */
enum exit_status {
	EXIT_OK = 0,		/* yes: fits, or nothing found */
	EXIT_NO = 1,		/* no: does not fit, findings, an overlap */
	EXIT_USAGE = 2,		/* the command line was wrong */
	EXIT_INPUT = 3,		/* an input file was wrong */
	EXIT_CANNOT = 4,	/* the question cannot be answered */
	EXIT_MACHINE = 5,	/* the machine failed: write error, memory */
};

#define ERR_MSGLEN 1024
#define ERR_GIVEN 12		/* with more, the last holds the rest */

struct err {
	enum exit_status status;	/* EXIT_OK until set */
	const char *file;		/* borrowed; NULL: not about a file */
	unsigned long line;		/* 1-based; 0 when unknown */
	unsigned long column;		/* 1-based, in bytes; 0 when unknown */
	char msg[ERR_MSGLEN];
	struct err_given {		/* parts of msg, in order */
		unsigned at, n;
	} given[ERR_GIVEN];
	unsigned ngiven;
};

#define ERR_INIT { .status = EXIT_OK }
#define PRINTF(m, n) __attribute__((format(printf, m, n)))

/* Each returns false, so that a caller may write: return err_input(...). */
bool err_no(struct err *e, const char *fmt, ...) PRINTF(2, 3);
bool err_usage(struct err *e, const char *fmt, ...) PRINTF(2, 3);
bool err_input(struct err *e, const char *fmt, ...) PRINTF(2, 3);
bool err_cannot(struct err *e, const char *fmt, ...) PRINTF(2, 3);
/* The machine failed; appends strerror(errno). */
bool err_machine(struct err *e, const char *fmt, ...) PRINTF(2, 3);

/* Set any of them, unless one is set. */
void err_vset(struct err *e, enum exit_status status, const char *fmt,
    va_list ap);

/*
 * Say where, unless that is known.  A place turns a usage error into an input
 * error: the same text is EXIT_USAGE as an operand and EXIT_INPUT in a file.
 */
bool err_locate(struct err *e, const char *file, unsigned long line,
    unsigned long column);

/*
 * Copy at most size - 1 bytes of the n bytes at s into buf, with bytes that
 * are not of well-formed UTF-8, or that a terminal could act on (utf8_acts()),
 * written as \xNN.
 * Text that does not fit ends in "...".  Returns buf.
 */
const char *err_quote(char *buf, size_t size, const char *s, size_t n);

#endif
