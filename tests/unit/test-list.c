#include "test.h"

#include <stdio.h>
#include <string.h>

#include "ingest/csv.h"
#include "net/list.h"

/* What was read, as text: "LINE:RANGE " for each entry, then any error. */
struct log {
	char text[4096];
	size_t n;
};

static void
log_err(struct log *l, const struct err *e)
{
	if (e->status != EXIT_OK)
		snprintf(l->text + l->n, sizeof(l->text) - l->n,
		    "%lu:%lu: %s", e->line, e->column, e->msg);
}

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	struct log *l = arg;
	char buf[RANGE_STRLEN];

	(void)e;
	l->n += (size_t)snprintf(l->text + l->n, sizeof(l->text) - l->n,
	    "%lu:%s ", line, range_format(r, buf));
	return true;
}

static bool
row(void *arg, const struct csv_row *row, struct err *e)
{
	struct log *l = arg;

	(void)e;
	l->n += (size_t)snprintf(l->text + l->n, sizeof(l->text) - l->n,
	    "%lu:", row->line);
	for (size_t i = 0; i < row->n; i++)
		l->n += (size_t)snprintf(l->text + l->n,
		    sizeof(l->text) - l->n, "<%s>", row->field[i]);
	return true;
}

static void
read_list(struct log *l, const char *s, size_t n, size_t piece)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct list list = { .file = "f", .entry = entry, .arg = l };
	bool ok = true;

	*l = (struct log){ .n = 0 };
	list_start(&list, &a);
	for (size_t i = 0; i < n && ok; i += piece)
		ok = list_push(&list, s + i, n - i < piece ? n - i : piece,
		    &e);
	if (ok)
		list_end(&list, &e);
	log_err(l, &e);
	arena_clear(&a);
}

static void
read_csv(struct log *l, const char *s, size_t n, size_t piece)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct csv csv = { .file = "f", .row = row, .arg = l };
	bool ok = true;

	*l = (struct log){ .n = 0 };
	csv_start(&csv, &a);
	for (size_t i = 0; i < n && ok; i += piece)
		ok = csv_push(&csv, s + i, n - i < piece ? n - i : piece, &e);
	csv_finish(&csv, &e);
	log_err(l, &e);
	arena_clear(&a);
}

static const struct {
	const char *in, *want;
} lists[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "10.0.0.0/8", "1:10.0.0.0/8 " },
	{ "10.0.0.0/8\n\n::/0\n", "1:10.0.0.0/8 3:::/0 " },
	{ "\xef\xbb\xbf# caf\xc3\xa9\r\n10.0.0.1-10.0.0.2 # x\r\n",
	    "2:10.0.0.1-10.0.0.2 " },
	{ "\xef\xbb\xbf\n \xef\xbb\xbf", "2:2: \xef\xbb\xbf: byte order mark "
	    "(not ASCII) inside the text; it may stand at the start of a file "
	    "only" },
	{ "1.2.3.4\n  1.2.3.400", "1:1.2.3.4/32 2:3: 1.2.3.400: octet out of "
	    "range 0-255: 400" },
	{ "# a\r10.0.0.0/8\r", "1:4: # a\\x0d10.0.0.0/8: control character "
	    "in line: 0x0d" },
	{ "1.2.3.4\x0b", "1:8: 1.2.3.4\\x0b: control character in line: "
	    "0x0b" },
};

/* However the bytes are cut into pieces, the answer is the same. */
static void
list_pieces(void **state)
{
	struct log l;

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++)
		for (size_t piece = 1; piece < 40; piece++) {
			read_list(&l, lists[i].in, strlen(lists[i].in), piece);
			assert_string_equal(l.text, lists[i].want);
		}
}

static const struct {
	const char *in, *want;
} csvs[] = {
	{ "a,b\n1,2\n", "1:<a><b>2:<1><2>" },
	{ "a,b\r\n1,2", "1:<a><b>2:<1><2>" },
	{ "a,b\r1,2\r3,4\r", "1:<a><b>2:<1><2>3:<3><4>" },
	{ "\n\n a ,b\n\n\"x\r\n\r\ny\",2\n3,4", "3:< a ><b>5:<x\r\n\r\ny>"
	    "<2>8:<3><4>" },
	{ "a,b\n1, \"2\"\n", "1:<a><b>2:0: a quote in the wrong place: quote "
	    "the whole field and double the quotes in it" },
	{ "a\n\"q\"\"q\"\n", "1:<a>2:<q\"q>" },
	{ "a,b\n1,\n", "1:<a><b>2:<1><>" },
	{ "a,b\n\n1,2,3\n", "1:<a><b>3:0: 3 fields, but the header has 2" },
	{ "a,b\n\"1,2\n\n", "1:<a><b>2:0: a quote is never closed" },
	{ "\"a\";\"b\"\n1;2\n", "1:0: expected columns separated by commas, "
	    "got \";\" beside a quote" },
	{ "a;\"b\"\n", "1:0: expected columns separated by commas, got "
	    "\";\" beside a quote" },
	{ "a,\"b\"x\n", "1:0: a quote in the wrong place: quote the whole "
	    "field and double the quotes in it" },
	{ "a,b\n1,x\"2\n", "1:<a><b>2:0: a quote in the wrong place: quote the "
	    "whole field and double the quotes in it" },
	{ "", "0:0: no header: expected a row of column names" },
};

static void
csv_pieces(void **state)
{
	struct log l;

	(void)state;
	for (size_t i = 0; i < COUNT(csvs); i++)
		for (size_t piece = 1; piece < 40; piece++) {
			read_csv(&l, csvs[i].in, strlen(csvs[i].in), piece);
			assert_string_equal(l.text, csvs[i].want);
		}
}

static void
csv_bytes(void **state)
{
	static const char nul[] = "a\n1\0002\n", bom[] = "\xef\xbb\xbf" "a\n";
	struct log l;

	(void)state;
	read_csv(&l, nul, sizeof(nul) - 1, 100);
	assert_string_equal(l.text, "1:<a>2:0: NUL byte in input");
	read_csv(&l, bom, sizeof(bom) - 1, 100);
	assert_string_equal(l.text, "1:<a>");
}

static void
csv_names(void **state)
{
	static const char *const fields[] = { "cidr", "name", "name" };
	struct csv_row header = { 1, 3, fields };
	struct err e = ERR_INIT, f = ERR_INIT;
	size_t at = 9;

	(void)state;
	assert_true(csv_column(&header, "cidr", &at, &e));
	assert_int_equal(at, 0);
	assert_false(csv_column(&header, "name", &at, &e));
	assert_non_null(strstr(e.msg, "two columns"));
	assert_false(csv_column(&header, "cidrs", &at, &f));
	assert_non_null(strstr(f.msg, "did you mean cidr?"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_pieces),
		cmocka_unit_test(csv_pieces),
		cmocka_unit_test(csv_bytes),
		cmocka_unit_test(csv_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
