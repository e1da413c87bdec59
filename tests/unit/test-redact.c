/* Names in messages are replaced where they were put in, and nowhere else. */
#include "test.h"

#include <stdarg.h>
#include <string.h>

#include "base/err.h"
#include "report/redact.h"

static struct arena arena = ARENA_INIT;
static struct redact redact;

static void PRINTF(2, 3)
expect(const char *want, const char *fmt, ...)
{
	struct err e = ERR_INIT;
	const char *got;
	va_list ap;

	va_start(ap, fmt);
	err_vset(&e, EXIT_NO, fmt, ap);
	va_end(ap);
	got = redact_err(&redact, &e);
	if (strcmp(got, want) != 0)
		fail_msg("%s: got \"%s\", want \"%s\"", fmt, got, want);
}

static int
begin(void **state)
{
	static const char *const names[] = { "nodes", "of", "grow", "a\033b" };

	(void)state;
	arena_clear(&arena);
	redact_init(&redact, &arena);
	for (size_t i = 0; i < COUNT(names); i++)
		redact_learn(&redact, names[i]);
	return 0;
}

static void
test_places(void **state)
{
	(void)state;
	expect("name-r1: sum of nodes", "%s: sum of nodes", "nodes");
	expect("of nodes of name-r3", "of nodes of %s", "grow");
	expect("   name-r2|7 % nodes|name-r1", "%5s|%d %% nodes|%.*s", "of", 7,
	    5, "nodes!");
	expect("name-r4 x", "%s x", "a\033b");
	expect("nodes", "nodes");
	expect("12 nodes, name-r1 and 3 more", "%zu nodes, %s",
	    (size_t)12, "nodes and 3 more");
	expect("", "%s", "");
}

static void
test_ids(void **state)
{
	(void)state;
	expect("eni-r1: subnet-r1", "%s: %s", "eni-0123456789abcdef0",
	    "subnet-0123abcd");
	assert_string_equal(redact_ids(&redact, "of subnet-0123abcd"),
	    "of subnet-r1");
	assert_string_equal(redact_scope(&redact, "nodes/grow"),
	    "nodes/name-r3");
	assert_string_equal(redact_scope(&redact, "region"), "region");
}

/* What cannot be told apart is searched as a whole. */
static void
test_hostile(void **state)
{
	static const char many[] = "%s%s%s%s%s%s%s%s%s%s%s%s%s %s nodes";

	(void)state;
	expect("\\x02 name-r3 name-r1", "%s nodes", "\2 grow");
	expect("\\x01 name-r3\\x02 name-r1", "%s nodes", "\1 grow\2");
	expect("............ name-r3 nodes", many, ".", ".", ".", ".", ".",
	    ".", ".", ".", ".", ".", ".", ".", "", "grow");
}

/* A name of which only the beginning is left is not shown. */
static void
test_cut(void **state)
{
	char name[ERR_MSGLEN];
	struct err e = ERR_INIT;
	const char *got;

	(void)state;
	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	redact_learn(&redact, name);
	err_usage(&e, "no such name: %s", name);
	got = redact_err(&redact, &e);
	assert_null(strstr(got, "xx"));
	assert_int_equal(strncmp(got, "no such name: name-r", 20), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_places, begin),
		cmocka_unit_test_setup(test_ids, begin),
		cmocka_unit_test_setup(test_hostile, begin),
		cmocka_unit_test_setup(test_cut, begin),
	};
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	arena_clear(&arena);
	return rc;
}
