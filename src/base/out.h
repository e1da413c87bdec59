/*
 * out: buffered bytes on their way to a file descriptor, or into memory.
 *
 * What the writers print with: stdio costs more a field than the field.
 * A failed write is remembered and later output dropped, so callers print
 * on and look once, at out_flush().
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

#define OUT_SIZE 65536

struct out {
	int fd;			/* -1: into memory */
	struct arena *arena;
	char *mem;		/* what was flushed, nmem bytes of it */
	size_t nmem, room;
	int error;		/* errno of the first failed write, or 0 */
	size_t n;
	char buf[OUT_SIZE];
};

void out_init(struct out *o, int fd);
void out_init_memory(struct out *o, struct arena *a);
/* Flush; the text in memory, with a NUL after its *n bytes. */
const char *out_memory(struct out *o, size_t *n);
/* Write what is buffered; false when any write failed, errno then says why. */
bool out_flush(struct out *o);

void out_mem(struct out *o, const void *p, size_t n);
void out_fill(struct out *o, char c, size_t n);
void out_u64(struct out *o, uint64_t v);
void out_printf(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Write v in decimal at buf, without NUL; returns the number of digits. */
size_t out_format_u64(char buf[20], uint64_t v);

static inline void
out_char(struct out *o, char c)
{
	if (o->n == OUT_SIZE)
		out_flush(o);
	o->buf[o->n++] = c;
}

/* n bytes to be written in place, at most OUT_SIZE; then say how many were. */
static inline char *
out_room(struct out *o, size_t n)
{
	if (OUT_SIZE - o->n < n)
		out_flush(o);
	return o->buf + o->n;
}

static inline void
out_wrote(struct out *o, size_t n)
{
	o->n += n;
}

static inline void
out_str(struct out *o, const char *s)
{
	out_mem(o, s, strlen(s));
}

#endif
