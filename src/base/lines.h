/*
 * lines: a stream of bytes, cut into lines.
 *
 * Bytes are pushed in pieces as they are read; every whole line inside a
 * piece is handed on where it lies, and only one that crosses pieces is
 * copied.  A line is given without its LF; a CR before it is left, because
 * only the caller knows whether it means something.  A line that crosses
 * pieces may be LINES_MAX bytes long; without a bound, a file that is one
 * line would have to fit into memory.
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

#define LINES_MAX (16 << 20)

struct lines {
	/* One line; s is valid during the call.  False stops, e is set. */
	bool (*line)(void *arg, const char *s, size_t n, unsigned long number,
	    struct err *e);
	void *arg;
	const char *file;	/* for the one error of its own */
	struct arena *arena;
	char *tail;		/* the line so far, from pieces before */
	size_t ntail, room;
	unsigned long number;	/* of the last line handed on; from 1 */
};

bool lines_push(struct lines *l, const char *s, size_t n, struct err *e);
/* No more bytes: hand on a last line that has no LF. */
bool lines_end(struct lines *l, struct err *e);

#endif
