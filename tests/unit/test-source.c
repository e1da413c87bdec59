/* Every document that the readers know has a command that prints it. */
#include <string.h>

#include "ingest/documents.h"
#include "model/source.h"
#include "test.h"

static void
all_documents(void **state)
{
	(void)state;
	for (int d = 0; d < DOC_COUNT; d++)
		if (d != DOC_OTHER &&
		    source_find(document_name((enum document)d)) == NULL)
			fail_msg("%s: no row in src/model/source.c",
			    document_name((enum document)d));
}

/* Commands that read, each with one right, and no two to one file. */
static void
rows(void **state)
{
	(void)state;
	for (const struct source *s = sources; s->document != NULL; s++) {
		const char *op = strrchr(s->action != NULL ? s->action : "",
		    ':');

		assert_ptr_equal(source_find(s->document), s);
		if (s->each == SOURCE_KUBE) {
			assert_null(s->action);
			assert_non_null(s->resource);
			assert_int_equal(strncmp(s->command, "kubectl get ",
			    12), 0);
		} else {
			assert_non_null(op);
			assert_true(strncmp(op, ":Describe", 9) == 0 ||
			    strncmp(op, ":Get", 4) == 0);
			assert_int_equal(strncmp(s->command, "aws ", 4), 0);
			assert_non_null(strstr(s->command, s->document));
		}
		for (const struct source *t = sources; t < s; t++)
			assert_string_not_equal(t->file, s->file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_documents),
		cmocka_unit_test(rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
