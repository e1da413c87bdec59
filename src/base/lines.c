#include "base/lines.h"

#include <string.h>

static bool
keep(struct lines *l, const char *s, size_t n, struct err *e)
{
	if (n > LINES_MAX - l->ntail) {
		err_input(e, "a line longer than %d MiB", LINES_MAX >> 20);
		return err_locate(e, l->file, l->number + 1, 0);
	}
	if (n > l->room - l->ntail) {
		char *old = l->tail;

		l->room = 2 * (l->ntail + n);
		l->tail = arena_array(l->arena, l->room, char);
		if (l->ntail != 0)
			memcpy(l->tail, old, l->ntail);
	}
	if (n != 0)
		memcpy(l->tail + l->ntail, s, n);
	l->ntail += n;
	return true;
}

bool
lines_push(struct lines *l, const char *s, size_t n, struct err *e)
{
	const char *end = s + n, *lf;

	while (s != end && (lf = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		size_t k = (size_t)(lf - s);

		if (l->ntail != 0) {
			if (!keep(l, s, k, e))
				return false;
			s = l->tail;
			k = l->ntail;
			l->ntail = 0;
		}
		if (!l->line(l->arg, s, k, ++l->number, e))
			return false;
		s = lf + 1;
	}
	return keep(l, s, (size_t)(end - s), e);
}

bool
lines_end(struct lines *l, struct err *e)
{
	size_t n = l->ntail;

	l->ntail = 0;
	return n == 0 || l->line(l->arg, l->tail, n, ++l->number, e);
}
