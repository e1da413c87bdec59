#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

char files_dir[] = "/tmp/ipplan-history-XXXXXX";

int
files_setup(void **state)
{
	(void)state;
	return mkdtemp(files_dir) == NULL;
}

int
files_teardown(void **state)
{
	(void)state;
	return rmdir(files_dir);
}

static void
warned(void *arg, const char *text)
{
	snprintf(arg, 512, "%s", text);
}

void
files_print(struct outcome *o)
{
	size_t at = 0;

	for (size_t i = 0; i < o->h.n; i++) {
		const struct history_series *s = o->h.v[i];
		struct history_sample *v = arena_array(&o->arena, s->n + 1,
		    struct history_sample);

		history_copy(s, v);
		at += (size_t)snprintf(o->text + at, sizeof(o->text) - at,
		    "%s%s", at != 0 ? " " : "", s->name);
		for (size_t k = 0; k < s->n; k++)
			at += (size_t)snprintf(o->text + at,
			    sizeof(o->text) - at, " %lld=%g",
			    (long long)v[k].at, v[k].used);
		if (s->has_capacity)
			at += (size_t)snprintf(o->text + at,
			    sizeof(o->text) - at, " of %g", s->capacity);
	}
}

void
files_read(struct outcome *o, const struct history_map *map, bool skip,
    const struct file *files, size_t n)
{
	const struct documents_talk talk = { .warn = warned,
	    .arg = o->warning };
	const struct history_options opts = { *map, skip, &talk, false };
	char path[8][256];
	const char *paths[8] = { NULL };

	*o = (struct outcome){ .err = ERR_INIT };
	for (size_t i = 0; i < n; i++) {
		FILE *f;

		snprintf(path[i], sizeof(path[i]), "%s/%s", files_dir,
		    files[i].name);
		f = fopen(path[i], "w");
		assert_non_null(f);
		fputs(files[i].text, f);
		fclose(f);
		paths[i] = path[i];
	}
	o->ok = histories_read(&o->h, paths, n, &opts, &o->arena, &o->err);
	if (o->ok)
		files_print(o);
	for (size_t i = 0; i < n; i++)
		unlink(path[i]);
}

void
files_expect(const char *want, const struct file *files, size_t n)
{
	static const struct history_map none;
	struct outcome o;

	files_read(&o, &none, false, files, n);
	assert_string_equal(o.err.msg, "");
	assert_string_equal(o.text, want);
	arena_clear(&o.arena);
}

void
files_refuse(const char *want, unsigned long line, const struct file *files,
    size_t n)
{
	static const struct history_map none;
	struct outcome o;

	files_read(&o, &none, false, files, n);
	assert_false(o.ok);
	assert_int_equal(o.err.status, EXIT_INPUT);
	if (strstr(o.err.msg, want) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", want, o.err.msg);
	assert_int_equal(o.err.line, line);
	assert_non_null(o.err.file);
	arena_clear(&o.arena);
}
