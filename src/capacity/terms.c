#include "capacity/terms.h"

#include <stdarg.h>
#include <stdio.h>

void
term_add(struct terms *t, const char *scope, const char *name,
    uint64_t value, const char *source, const char *formula, ...)
{
	char buf[512];
	va_list ap;

	if (t == NULL)
		return;
	va_start(ap, formula);
	vsnprintf(buf, sizeof(buf), formula, ap);
	va_end(ap);
	*arena_push(t->arena, t->v, t->n) = (struct term){ scope, name, value,
	    arena_strdup(t->arena, buf), source };
}
