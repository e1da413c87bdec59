/* A CSV file has the same rows and the same error however it is cut. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct result {
	uint64_t hash;
	size_t rows, fields, column;
	struct err err;
};

static void
mix(struct result *r, const char *s)
{
	for (; *s != '\0'; s++)
		r->hash = (r->hash ^ (unsigned char)*s) * 0x100000001b3;
	r->hash = r->hash * 31 + 1;
}

static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct result *r = arg;
	struct err ignored = ERR_INIT;

	(void)e;
	if (row->line == 0 || (r->rows != 0 && row->n != r->fields))
		abort();
	if (r->rows++ == 0)
		csv_column(row, "cidr", &r->column, &ignored);
	r->fields = row->n;
	for (size_t i = 0; i < row->n; i++)
		mix(r, row->field[i]);
	return true;
}

static void
read_csv(struct result *r, const uint8_t *data, size_t n, size_t piece)
{
	struct arena a = ARENA_INIT;
	struct csv csv = { .file = "f", .row = row, .arg = r };
	bool ok = true;

	*r = (struct result){ .err = ERR_INIT };
	csv_start(&csv, &a);
	for (size_t i = 0; i < n && ok; i += piece)
		ok = csv_push(&csv, (const char *)data + i,
		    n - i < piece ? n - i : piece, &r->err);
	csv_finish(&csv, &r->err);
	arena_clear(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct result whole, cut;

	read_csv(&whole, data, size, size + 1);
	read_csv(&cut, data, size, 1 + size % 5);
	if (whole.hash != cut.hash || whole.rows != cut.rows ||
	    whole.err.status != cut.err.status ||
	    whole.err.line != cut.err.line ||
	    strcmp(whole.err.msg, cut.err.msg) != 0)
		abort();
	return 0;
}
