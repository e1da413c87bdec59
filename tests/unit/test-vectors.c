/*
 * Every row of tests/vectors/bad-inputs.csv, read by the list reader, does
 * what the row's last column says: "accept: PREFIX" or "reject: KEY WORDS",
 * which must be in the message.
 */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/list.h"

struct result {
	struct range range;
	size_t n;
};

static size_t rows;

/* Rows that refer to another row, or say it in other words. */
static const struct {
	const char *id, *want;
} said[] = {
	{ "9", "accept: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128" },
	{ "11", "reject: host bits set; did you mean 10.0.0.0/24 or "
	    "10.0.0.5/32?" },
	{ "12", "reject: host bits set" },
	{ "67", "accept: 2001:db8:0:1:1:1:1:1/128" },
	{ "82", "accept: ::ffff:10.0.0.0/104" },
	{ "96", "accept: 10.0.0.0/24" },
	{ "129", "reject: octet out of range" },
};

static bool
count_entry(void *arg, const struct range *r, unsigned long line,
    struct err *e)
{
	struct result *result = arg;

	(void)line;
	(void)e;
	result->range = *r;
	result->n++;
	return true;
}

static unsigned
hex(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/* C escapes, and c{N} for N times c. */
static size_t
decode(char *out, const char *s)
{
	size_t n = 0;

	while (*s != '\0') {
		if (s[0] == '\\' && s[1] == 'x') {
			out[n++] = (char)(hex(s[2]) << 4 | hex(s[3]));
			s += 4;
		} else
			out[n++] = *s++;
		if (*s == '{') {
			char *end;
			size_t k = strtoul(s + 1, &end, 10);

			memset(out + n, out[n - 1], k - 1);
			n += k - 1;
			s = end + 1;
		}
	}
	return n;
}

static bool
read_list(const char *text, size_t n, struct result *result, struct err *e)
{
	struct arena a = ARENA_INIT;
	struct list list = { .file = "v", .entry = count_entry,
	    .arg = result };
	bool ok;

	*result = (struct result){ .n = 0 };
	list_start(&list, &a);
	ok = list_push(&list, text, n, e) && list_push(&list, "\n", 1, e) &&
	    list_end(&list, e);
	arena_clear(&a);
	return ok;
}

static void
accepted(const char *id, const char *want, const struct result *result)
{
	char word[128] = "", got[RANGE_STRLEN];

	if (strcmp(want, "ignored") == 0) {
		assert_int_equal(result->n, 0);
		return;
	}
	assert_int_equal(result->n, 1);
	sscanf(want, "%127[^ ;,(]", word);
	range_format(&result->range, got);
	if (strcmp(got, word) != 0)
		fail_msg("row %s: got %s, expected %s", id, got, word);
}

static void
rejected(const char *id, const char *want, const struct err *e)
{
	char words[256];
	size_t n = strcspn(want, "(;,");

	if (strstr(want, "did you mean") != NULL)
		n = strlen(want);
	while (n > 0 && want[n - 1] == ' ')
		n--;
	snprintf(words, sizeof(words), "%.*s", (int)n, want);
	assert_int_equal(e->status, EXIT_INPUT);
	assert_int_equal(e->line, 1);
	assert_true(e->column > 0);
	if (strstr(e->msg, words) == NULL)
		fail_msg("row %s: \"%s\" lacks \"%s\"", id, e->msg, words);
}

static bool
row(void *arg, const struct csv_row *row, struct err *unused)
{
	static char text[100000];
	const char *id = row->field[0], *want = row->field[row->n - 1];
	struct err e = ERR_INIT;
	struct result result;
	size_t n;
	bool ok;

	(void)arg;
	(void)unused;
	if (rows++ == 0)
		return true;
	for (size_t i = 0; i < COUNT(said); i++)
		if (strcmp(said[i].id, id) == 0)
			want = said[i].want;
	n = decode(text, row->field[1]);
	ok = read_list(text, n, &result, &e);
	if (strncmp(want, "accept: ", 8) == 0) {
		if (!ok)
			fail_msg("row %s: %s", id, e.msg);
		accepted(id, want + 8, &result);
	} else if (strncmp(want, "reject: ", 8) == 0) {
		if (ok)
			fail_msg("row %s: taken", id);
		rejected(id, want + 8, &e);
	} else
		fail_msg("row %s: %s", id, want);
	return true;
}

static void
vectors(void **state)
{
	(void)state;

	vectors_read("bad-inputs.csv", row);
	assert_int_equal(rows, 131);
}

/* The same mark that is skipped at the start is refused later. */
static void
mark_elsewhere(void **state)
{
	static const char text[] = "10.0.0.0/8\n\xef\xbb\xbf" "11.0.0.0/8";
	struct err e = ERR_INIT;
	struct result result;

	(void)state;
	assert_false(read_list(text, sizeof(text) - 1, &result, &e));
	assert_int_equal(e.line, 2);
	assert_int_equal(e.column, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors),
		cmocka_unit_test(mark_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
