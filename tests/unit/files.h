/*
 * files: texts as files of a history, and what is read from them.
 *
 * The files lie in files_dir, which is there between files_setup() and
 * files_teardown() of the group of tests, as long as they are read.  An
 * outcome's arena is the caller's to clear.
 */
#ifndef FILES_H
#define FILES_H

#include "ingest/history.h"

extern char files_dir[];

struct file {
	const char *name, *text;
};

/* What was read, as "name time=value ..." series by series. */
struct outcome {
	struct arena arena;
	struct err err;
	struct histories h;
	bool ok;
	char text[2048], warning[512];	/* the last */
};

int files_setup(void **state);
int files_teardown(void **state);
void files_print(struct outcome *o);
/* At most 8 files. */
void files_read(struct outcome *o, const struct history_map *map, bool skip,
    const struct file *files, size_t n);
/* They are read, and say this. */
void files_expect(const char *want, const struct file *files, size_t n);
/* They are an input error with this in it, in that line of a file. */
void files_refuse(const char *want, unsigned long line,
    const struct file *files, size_t n);

#endif
