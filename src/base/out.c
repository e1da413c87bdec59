#include "base/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void
out_init(struct out *o, int fd)
{
	o->fd = fd;
	o->error = 0;
	o->n = o->nmem = o->room = 0;
}

void
out_init_memory(struct out *o, struct arena *a)
{
	out_init(o, -1);
	o->arena = a;
}

/* Move what is buffered, and a NUL, behind what is in memory. */
static void
keep(struct out *o)
{
	char *old = o->mem;

	if (o->nmem + o->n + 1 > o->room) {
		o->room = 2 * (o->nmem + o->n + 1);
		o->mem = arena_array(o->arena, o->room, char);
		if (o->nmem != 0)
			memcpy(o->mem, old, o->nmem);
	}
	memcpy(o->mem + o->nmem, o->buf, o->n);
	o->nmem += o->n;
	o->mem[o->nmem] = '\0';
	o->n = 0;
}

const char *
out_memory(struct out *o, size_t *n)
{
	keep(o);
	*n = o->nmem;
	return o->mem;
}

bool
out_flush(struct out *o)
{
	size_t done = 0;

	if (o->fd < 0) {
		keep(o);
		return true;
	}
	while (done < o->n && o->error == 0) {
		ssize_t k = write(o->fd, o->buf + done, o->n - done);

		if (k >= 0)
			done += (size_t)k;
		else if (errno != EINTR)
			o->error = errno;
	}
	o->n = 0;
	errno = o->error;
	return o->error == 0;
}

void
out_mem(struct out *o, const void *p, size_t n)
{
	const char *s = p;

	while (n > OUT_SIZE - o->n) {
		size_t k = OUT_SIZE - o->n;

		memcpy(o->buf + o->n, s, k);
		o->n = OUT_SIZE;
		out_flush(o);
		s += k;
		n -= k;
	}
	if (n != 0)
		memcpy(o->buf + o->n, s, n);
	o->n += n;
}

void
out_fill(struct out *o, char c, size_t n)
{
	while (n-- > 0)
		out_char(o, c);
}

size_t
out_format_u64(char buf[20], uint64_t v)
{
	char tmp[20];
	size_t n = 0;

	do
		tmp[n++] = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	for (size_t i = 0; i < n; i++)
		buf[i] = tmp[n - 1 - i];
	return n;
}

void
out_u64(struct out *o, uint64_t v)
{
	if (OUT_SIZE - o->n < 20)
		out_flush(o);
	o->n += out_format_u64(o->buf + o->n, v);
}

void
out_printf(struct out *o, const char *fmt, ...)
{
	char buf[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	if (n > 0)
		out_mem(o, buf, (size_t)n < sizeof(buf) ? (size_t)n :
		    sizeof(buf) - 1);
}
