/* vectors: each row of a file in tests/vectors, the header first. */
#ifndef VECTORS_H
#define VECTORS_H

#include <stdlib.h>

#include "ingest/csv.h"
#include "ingest/input.h"
#include "test.h"

static inline void
vectors_read(const char *name, bool (*row)(void *, const struct csv_row *,
    struct err *))
{
	const char *src = getenv("SRCDIR");
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct csv csv = { .file = name, .row = row };
	const char *path = arena_printf(&a, "%s/tests/vectors/%s",
	    src != NULL ? src : ".", name), *text;
	size_t n = 0;

	text = input_slurp(path, &a, &n, &e);
	if (text == NULL)
		fail_msg("%s: %s", path, e.msg);
	csv_start(&csv, &a);
	if (!csv_push(&csv, text, n, &e) || !csv_finish(&csv, &e))
		fail_msg("%s:%lu: %s", name, e.line, e.msg);
	arena_clear(&a);
}

#endif
