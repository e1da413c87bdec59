/*
 * input: the bytes of a file, in pieces.
 *
 * Reads plain and gzip files and, as "-", standard input; which of the two a
 * file is, its first bytes say.  A file that cannot be read, a gzip file that
 * ends too soon or is damaged, and a .gz that is none are input errors with
 * the file's name, which is borrowed and must outlive the error.
 */
#ifndef INGEST_INPUT_H
#define INGEST_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct input {
	const char *name;	/* for messages: "standard input" for "-" */
	struct gzFile_s *gz;
	char *buf;		/* the current piece */
	bool ended;
};

/*
 * Open for reading.  The buffer (256 kB) comes from the arena: give a scratch
 * one where many files are read.
 */
bool input_open(struct input *in, const char *path, struct arena *a,
    struct err *e);
/*
 * The next piece: *piece is valid until the next call, *n is 0 at the end of
 * the file.  False on error.  INPUT_ROOM bytes behind it may be looked at, and
 * mean nothing.
 */
#define INPUT_ROOM 128
bool input_next(struct input *in, const char **piece, size_t *n,
    struct err *e);
void input_close(struct input *in);

/*
 * The whole of a file, NUL-terminated, or NULL.  More than 16 MiB (a few kB
 * of gzip can unpack to gigabytes) is an error.
 */
const char *input_slurp(const char *path, struct arena *a, size_t *n,
    struct err *e);

/* The name that messages about this path use. */
const char *input_name(const char *path);

/*
 * The paths with each folder replaced by the regular files in it (no names
 * that begin with a dot), sorted by name.  NULL on error.
 */
const char **input_expand(const char *const *paths, size_t n, size_t *nout,
    struct arena *a, struct err *e);
/* The same with the files of folders in the folders, at most 16 deep. */
const char **input_expand_deep(const char *const *paths, size_t n,
    size_t *nout, struct arena *a, struct err *e);

#endif
