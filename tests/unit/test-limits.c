/* The instance table: order, lookup, globs, overriding. */
#include <stdio.h>
#include <string.h>

#include "model/limits.h"
#include "test.h"

static void
test_table(void **state)
{
	(void)state;
	assert_int_equal(nlimits, 1388);
	for (size_t i = 0; i < nlimits; i++) {
		if (i > 0)
			assert_true(strcmp(limits[i - 1].type,
			    limits[i].type) < 0);
		assert_ptr_equal(limits_find(limits[i].type), &limits[i]);
	}
}

static void
test_near_miss(void **state)
{
	char name[64];

	(void)state;
	for (size_t i = 0; i < nlimits; i++) {
		snprintf(name, sizeof(name), "%s!", limits[i].type);
		assert_null(limits_find(name));
		name[strlen(limits[i].type) - 1] = '\0';
		assert_null(limits_find(name));
	}
	assert_null(limits_find(""));
	assert_null(limits_find("~"));
	assert_null(limits_find("M5.large"));
}

static void
test_figures(void **state)
{
	const struct limits *l = limits_find("m5.large");

	(void)state;
	assert_int_equal(l->enis, 3);
	assert_int_equal(l->ipv4_per_eni, 10);
	assert_int_equal(l->vcpus, 2);
	assert_int_equal(l->memory_mib, 8192);
	assert_int_equal(l->branch_enis, 9);
	assert_int_equal(l->hypervisor, HYPERVISOR_NITRO);
	assert_int_equal(l->trunking, TRUNKING_YES);
	assert_true(l->prefix_delegation);
	assert_string_equal(l->arch, "amd64");
	l = limits_find("p5.48xlarge");
	assert_int_equal(l->enis, 2);
	assert_int_equal(l->all_enis, 64);
	assert_int_equal(l->network_cards, 32);
	l = limits_find("m4.xlarge");
	assert_false(l->prefix_delegation);
	assert_int_equal(l->hypervisor, HYPERVISOR_XEN);
	l = limits_find("hpc6a.48xlarge");
	assert_int_equal(l->trunking, TRUNKING_UNKNOWN);
}

static void
test_unknown(void **state)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct limits_set s;

	(void)state;
	limits_set_init(&s, &a);
	assert_null(limits_find_near("m5.larg", &e));
	assert_int_equal(e.status, EXIT_CANNOT);
	assert_non_null(strstr(e.msg, "m5.large"));
	assert_ptr_equal(limits_set_find(&s, "m5.large", &e),
	    limits_find("m5.large"));
	arena_clear(&a);
}

static void
test_set(void **state)
{
	static const struct limits mine[] = {
		{ .type = "m5.large", .enis = 7 }, { .type = "zz9.huge" },
		{ .type = "a0.tiny" },
	};
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct limits_set s;
	const struct limits **v = NULL;
	size_t n = 0;

	(void)state;
	limits_set_init(&s, &a);
	for (size_t i = 0; i < COUNT(mine); i++)
		limits_set_add(&s, &mine[i]);
	assert_int_equal(s.n, nlimits + 2);
	for (size_t i = 1; i < s.n; i++)
		assert_true(strcmp(s.v[i - 1]->type, s.v[i]->type) < 0);
	assert_int_equal(limits_set_find(&s, "m5.large", &e)->enis, 7);
	assert_ptr_equal(limits_set_find(&s, "a0.tiny", &e), &mine[2]);
	assert_true(limits_set_match(&s, "m5.*large", &v, &n, &e));
	assert_int_equal(n, 8);
	assert_true(limits_set_match(&s, "zz9.huge", &v, &n, &e));
	assert_int_equal(n, 9);
	assert_false(limits_set_match(&s, "m55*", &v, &n, &e));
	assert_int_equal(e.status, EXIT_CANNOT);
	assert_int_equal(n, 9);
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_near_miss),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
