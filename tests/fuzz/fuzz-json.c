/*
 * No bytes make the readers of documents misbehave, JSON or YAML; how they are
 * cut does not matter; what is used adds up; and a plan drawn from what was
 * taken reads back.
 */
#include <sys/mman.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capacity/usage-nodes.h"
#include "ingest/documents.h"
#include "ingest/plan.h"
#include "view/draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_back(const struct draft *d, struct arena *a)
{
	static struct out o;
	struct err e = ERR_INIT;
	struct plan p;
	int fd = memfd_create("draft", 0);
	off_t n;
	char *text;

	out_init(&o, fd);
	view_draft(&o, d);
	if (fd < 0 || !out_flush(&o))
		abort();
	n = lseek(fd, 0, SEEK_END);
	text = arena_array(a, (size_t)n + 1, char);
	if (pread(fd, text, (size_t)n, 0) != n ||
	    !plan_parse(&p, "drawn", text, (size_t)n, NULL, 0, a, &e))
		abort();
	close(fd);
}

/* Whatever the documents say, a subnet is as large as what is in it. */
static void
add_up(const struct inventory *inv, struct arena *a)
{
	struct usage u;
	size_t n;

	usage_make(&u, inv, a);
	usage_nodes(&u, &inv->types, &n);
	for (size_t i = 0; i < u.nsubnets; i++) {
		uint64_t sum = 0;

		for (size_t k = 0; k < USE_CLASSES; k++)
			sum += u.subnets[i].by[k];
		if (u.subnets[i].size != 0 && sum != u.subnets[i].size)
			abort();
	}
	usage_by(&u, "owner", &n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT, cut = ERR_INIT;
	struct inventory inv, pieces;
	struct draft d;
	bool ok = documents_parse(&inv, "f", (const char *)data, size, 0, &a,
	    NULL, &e);

	if (!ok && e.status != EXIT_INPUT)
		abort();
	if (documents_parse(&pieces, "f", (const char *)data, size, 7, &a,
	    NULL, &cut) != ok || (ok && pieces.nenis != inv.nenis))
		abort();
	if (ok)
		add_up(&inv, &a);
	if (ok && draft_make(&d, &inv, NULL, &a, &e))
		read_back(&d, &a);
	arena_clear(&a);
	return 0;
}
