#include "ingest/input.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define PIECE (256 * 1024)	/* larger only costs page faults */
#define SLURP_MAX (16 << 20)	/* 100,000 subnets need half of it */
#define DEEP 16			/* a link may lead in a circle */
#define GZ_BUFFER (64 * 1024)	/* under PIECE / 2: plain is not copied */

const char *
input_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

static bool
unreadable(const char *path, struct err *e)
{
	err_input(e, "cannot read: %s", strerror(errno));
	return err_locate(e, input_name(path), 0, 0);
}

static bool
has_suffix(const char *s, const char *suffix)
{
	size_t n = strlen(s), k = strlen(suffix);

	return n > k && strcmp(s + n - k, suffix) == 0;
}

bool
input_open(struct input *in, const char *path, struct arena *a, struct err *e)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? dup(STDIN_FILENO) :
	    open(path, O_RDONLY | O_CLOEXEC);

	*in = (struct input){ .name = input_name(path) };
	if (fd == -1)
		return unreadable(path, e);
	in->gz = gzdopen(fd, "rb");
	if (in->gz == NULL) {
		close(fd);
		arena_exhausted();
	}
	gzbuffer(in->gz, GZ_BUFFER);
	in->buf = arena_array(a, PIECE + INPUT_ROOM, char);
	errno = 0;
	if (!has_suffix(path, ".gz") || gzdirect(in->gz) == 0)
		return true;
	if (errno != 0)
		unreadable(path, e);
	else {
		err_input(e, "not a gzip file, whatever its name says");
		err_locate(e, in->name, 0, 0);
	}
	input_close(in);
	return false;
}

/* zlib tells a file that ends too soon only by gzerror, after the last byte. */
static bool
failed(const struct input *in, int code, struct err *e)
{
	if (code == Z_MEM_ERROR)
		arena_exhausted();
	if (code == Z_ERRNO)
		return unreadable(in->name, e);
	err_input(e, code == Z_BUF_ERROR ? "gzip data ends too soon" :
	    "gzip data is damaged");
	return err_locate(e, in->name, 0, 0);
}

bool
input_next(struct input *in, const char **piece, size_t *n, struct err *e)
{
	int code, k = 0;

	*piece = in->buf;
	*n = 0;
	if (in->ended)
		return true;
	k = gzread(in->gz, in->buf, PIECE);
	gzerror(in->gz, &code);
	if (k < 0 || code == Z_BUF_ERROR)
		return failed(in, code, e);
	in->ended = k == 0;
	*n = (size_t)k;
	return true;
}

void
input_close(struct input *in)
{
	if (in->gz != NULL)
		gzclose_r(in->gz);
	in->gz = NULL;
}

static bool
too_large(const struct input *in, struct err *e)
{
	err_input(e, "larger than %d MiB, unpacked", SLURP_MAX >> 20);
	return err_locate(e, in->name, 0, 0);
}

/* Grown in a scratch arena, so that only what the file holds stays. */
const char *
input_slurp(const char *path, struct arena *a, size_t *n, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	size_t size = PIECE, at = 0, k;
	char *all = arena_array(&scratch, size, char), *copy = NULL;
	const char *piece;
	struct input in;
	bool ok = input_open(&in, path, &scratch, e);

	while (ok && (ok = input_next(&in, &piece, &k, e)) && k != 0) {
		if (k > size - at) {
			char *old = all;

			size = 2 * size + k;
			all = arena_array(&scratch, size, char);
			memcpy(all, old, at);
		}
		memcpy(all + at, piece, k);
		at += k;
		if (at > SLURP_MAX) {
			ok = too_large(&in, e);
			break;
		}
	}
	input_close(&in);
	*n = at;
	if (ok)
		copy = arena_strndup(a, all, at);
	arena_clear(&scratch);
	return copy;
}

static int
is_shown(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct paths {
	const char **v;
	size_t n;
	struct arena *arena;
	unsigned deep;			/* folders in folders to follow */
};

static bool
expand_folder(struct paths *out, const char *path, struct err *e)
{
	struct dirent **names;
	struct stat st;
	int n = scandir(path, &names, is_shown, by_name);

	if (n < 0)
		return unreadable(path, e);
	for (int i = 0; i < n; i++) {
		char *file = arena_printf(out->arena, "%s%s%s", path,
		    has_suffix(path, "/") ? "" : "/", names[i]->d_name);

		if (stat(file, &st) == -1)
			unreadable(file, e);
		else if (S_ISREG(st.st_mode))	/* a FIFO would block */
			*arena_push(out->arena, out->v, out->n) = file;
		else if (S_ISDIR(st.st_mode) && out->deep > 0) {
			out->deep--;
			expand_folder(out, file, e);
			out->deep++;
		}
		free(names[i]);
	}
	free(names);
	return e->status == EXIT_OK;
}

static const char **
expand(const char *const *paths, size_t n, size_t *nout, unsigned deep,
    struct arena *a, struct err *e)
{
	struct paths out = { NULL, 0, a, deep };
	struct stat st;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(paths[i], "-") != 0 && stat(paths[i], &st) == 0 &&
		    S_ISDIR(st.st_mode)) {
			if (!expand_folder(&out, paths[i], e))
				return NULL;
			continue;
		}
		*arena_push(a, out.v, out.n) = paths[i];
	}
	*nout = out.n;
	return out.v != NULL ? out.v : arena_array(a, 1, const char *);
}

const char **
input_expand(const char *const *paths, size_t n, size_t *nout,
    struct arena *a, struct err *e)
{
	return expand(paths, n, nout, 0, a, e);
}

const char **
input_expand_deep(const char *const *paths, size_t n, size_t *nout,
    struct arena *a, struct err *e)
{
	return expand(paths, n, nout, DEEP, a, e);
}
