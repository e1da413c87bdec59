/*
 * A list gives the same entries and the same error however it is cut; whole,
 * most lines are read the fast way, and cut to bits, none is.
 */
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

static bool
same(const struct set *x, const struct set *y)
{
	return x->v4.n == y->v4.n && x->v6.n == y->v6.n &&
	    (x->v4.n == 0 || memcmp(x->v4.v4, y->v4.v4,
	    x->v4.n * sizeof(*x->v4.v4)) == 0) &&
	    (x->v6.n == 0 || memcmp(x->v6.v6, y->v6.v6,
	    x->v6.n * sizeof(*x->v6.v6)) == 0);
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
	    !same(&whole.set, &cut.set))
		abort();
	arena_clear(&a);
	return 0;
}
