/* Which subnet's id a series has in its name. */
#include "capacity/outlook.h"
#include "base/str.h"
#include "test.h"

static const struct {
	const char *series, *id;
	bool has, besides;
} cases[] = {
	{ "subnet-0a1", "subnet-0a1", true, false },
	{ "subnet-0a12", "subnet-0a1", false, false },
	{ "subnet-0a1g", "subnet-0a1", false, false },
	{ "xsubnet-0a1", "subnet-0a1", false, false },
	{ "used:subnet-0a1", "subnet-0a1", true, false },
	{ "aws_subnet_used_subnet-0a1", "subnet-0a1", true, false },
	{ "prod-subnet-0a1", "subnet-0a1", true, false },
	{ "subnet-0a1-used", "subnet-0a1", true, false },
	{ "subnet-0a1_used", "subnet-0a1", true, false },
	{ "subnet-0a12 subnet-0a1", "subnet-0a1", true, false },
	{ "subnet-0a1_subnet-0a1", "subnet-0a1", true, false },
	{ "subnet-0a1_subnet-0123abc", "subnet-0a1", true, false },
	{ "subnet-0a1_subnet-0123abcd", "subnet-0a1", true, true },
	{ "subnet-0a1/subnet-0123456789abcdef0", "subnet-0a1", true, true },
	{ "subnet-0123abcde", "subnet-0123abcd", false, false },
	{ "subnet-0123abcd_max", "subnet-0123abcd", true, false },
	/* No id of AWS: nothing says where it ends. */
	{ "private-a", "private-a", true, false },
	{ "used private-a", "private-a", true, false },
	{ "private-a-2", "private-a", false, false },
	{ "my_private-a", "private-a", false, false },
	{ "a", "", false, false },
};

static void
test_ids(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool has = outlook_names(cases[i].series, cases[i].id);
		bool besides = outlook_names_besides(cases[i].series,
		    cases[i].id);

		if (has != cases[i].has || besides != cases[i].besides)
			fail_msg("%s in %s: %d %d", cases[i].id,
			    cases[i].series, has, besides);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_ids) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
