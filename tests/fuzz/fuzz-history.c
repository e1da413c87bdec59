/*
 * Whatever a history says, it is refused with one message or read; skipping
 * bad rows only ever reads more, and nothing else where there are none.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/date.h"
#include "ingest/history.h"
#include "ingest/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct sum {
	bool ok;
	uint64_t rows, skipped, hash;
};

static void
mix(uint64_t *h, const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++)
		*h = (*h ^ s[i]) * 0x100000001b3;
}

static void
look(struct sum *r, const struct histories *h)
{
	uint64_t rows = 0;

	for (size_t i = 0; i < h->n; i++) {
		const struct history_series *s = h->v[i];
		struct history_sample *v = calloc(s->n + 1, sizeof(*v));

		if (v == NULL || histories_find(h, s->name) != s)
			abort();
		history_copy(s, v);
		for (size_t k = 0; k < s->n; k++) {
			if (isinf(v[k].used) || v[k].at > h->newest ||
			    v[k].at < DATE_MIN)
				abort();
			if (!isnan(v[k].used))
				mix(&r->hash, &v[k], sizeof(v[k]));
		}
		mix(&r->hash, s->name, strlen(s->name));
		if (s->has_capacity && !isfinite(s->capacity))
			abort();
		rows += s->n;
		free(v);
	}
	if (rows != h->rows)
		abort();
	r->rows = rows;
	r->skipped = h->skipped;
}

/* dated: as if the file's name had a date. */
static struct sum
run(const char *path, bool skip, bool dated)
{
	const struct history_options opts = { .skip_bad = skip };
	struct sum r = { false, 0, 0, 0xcbf29ce484222325 };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct histories h;
	const char *piece;
	struct input in;
	size_t n;

	histories_init(&h, &opts, &a);
	if (!dated)
		r.ok = histories_read(&h, &path, 1, &opts, &a, &e);
	else if (input_open(&in, path, &a, &e)) {
		r.ok = input_next(&in, &piece, &n, &e) && history_json(&h,
		    "2026-11-22.json", &in, piece, n, &e) &&
		    history_json_done(&h, &e);
		histories_name(&h);
		r.ok = r.ok && histories_agree(&h, &e);
		input_close(&in);
	}
	if (r.ok)
		look(&r, &h);
	else if (e.status != EXIT_INPUT || e.msg[0] == '\0')
		abort();
	arena_clear(&a);
	return r;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	struct sum strict, lenient;
	char path[64];

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	strict = run(path, false, false);
	lenient = run(path, true, false);
	if (strict.skipped != 0 || (strict.ok && (!lenient.ok ||
	    lenient.skipped != 0 || lenient.hash != strict.hash)))
		abort();
	if (size != 0 && (data[0] == '{' || data[0] == '['))
		run(path, false, true);
	close(fd);
	return 0;
}
