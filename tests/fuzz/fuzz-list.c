/* A list gives the same entries and the same error however it is cut. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/list.h"
#include "net/set.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct result {
	struct set set;
	struct err err;
	size_t n;
};

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	struct result *result = arg;

	(void)e;
	if (line == 0 || r->first > r->last)
		abort();
	set_add(&result->set, r);
	result->n++;
	return true;
}

static void
read_list(struct result *result, const char *s, size_t n, size_t piece,
    struct arena *a)
{
	struct list list = { .file = "f", .entry = entry, .arg = result };
	bool ok = true;

	*result = (struct result){ .err = ERR_INIT };
	set_init(&result->set, a);
	list_start(&list, a);
	for (size_t i = 0; i < n && ok; i += piece)
		ok = list_push(&list, s + i, n - i < piece ? n - i : piece,
		    &result->err);
	if (ok)
		list_end(&list, &result->err);
	set_sort(&result->set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct result whole, cut;

	read_list(&whole, (const char *)data, size, size + 1, &a);
	read_list(&cut, (const char *)data, size, 1 + size % 7, &a);
	if (whole.n != cut.n || whole.err.line != cut.err.line ||
	    whole.err.column != cut.err.column ||
	    whole.err.status != cut.err.status ||
	    strcmp(whole.err.msg, cut.err.msg) != 0 ||
	    whole.set.v4.n != cut.set.v4.n || whole.set.v6.n != cut.set.v6.n)
		abort();
	arena_clear(&a);
	return 0;
}
