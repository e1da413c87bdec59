/* The CNI's variables are read as the agent reads them. */
#include <string.h>

#include "cni/settings.h"
#include "test.h"

static void
test_defaults(void **state)
{
	struct cni_settings s;

	(void)state;
	cni_settings_init(&s);
	assert_int_equal(s.warm_eni, 1);
	assert_int_equal(s.warm_prefix, 1);
	assert_int_equal(s.warm_ip, 0);
	assert_int_equal(s.ip_cooldown_s, 30);
	assert_true(s.ipv4 && s.subnet_discovery && s.manage_untagged);
	assert_false(s.given[CNI_WARM_ENI_TARGET]);
	cni_settings_init_as(&s, cni_rules_newest(), CNI_CODE);
	assert_int_equal(s.warm_prefix, 0);
	assert_false(s.ipv4);
	assert_string_equal(cni_settings_refused(&s, NULL),
	    "ENABLE_IPv4 and ENABLE_IPv6 are both off");
}

static void
test_integers(void **state)
{
	static const struct {
		const char *name, *value;
		int64_t v;
		enum cni_env how;
	} rows[] = {
		{ "WARM_IP_TARGET", "5", 5, CNI_ENV_OK },
		{ "WARM_IP_TARGET", "+5", 5, CNI_ENV_OK },
		{ "WARM_IP_TARGET", "007", 7, CNI_ENV_OK },
		{ "WARM_IP_TARGET", "-0", 0, CNI_ENV_OK },
		{ "WARM_IP_TARGET", "-1", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", " 5", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "5 ", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "5.0", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "0x5", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "1_0", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "+", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "--5", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "", 0, CNI_ENV_DEFAULT },
		{ "WARM_IP_TARGET", "9223372036854775807", INT64_MAX,
		    CNI_ENV_OK },
		{ "WARM_IP_TARGET", "9223372036854775808", 0,
		    CNI_ENV_DEFAULT },
		{ "IP_COOLDOWN_PERIOD", "-9223372036854775808", INT64_MIN,
		    CNI_ENV_OK },
		{ "IP_COOLDOWN_PERIOD", "-9223372036854775809", 30,
		    CNI_ENV_DEFAULT },
		{ "IP_COOLDOWN_PERIOD", "x", 30, CNI_ENV_DEFAULT },
		{ "WARM_ENI_TARGET", "x", 1, CNI_ENV_DEFAULT },
		{ "WARM_PREFIX_TARGET", "non-integer-string", 0,
		    CNI_ENV_DEFAULT },
		{ "WARM_PREFIX_TARGET", NULL, 0, CNI_ENV_OK },
		{ "MAX_ENI", "0", 0, CNI_ENV_DEFAULT },
		{ "MAX_ENI", "-3", 0, CNI_ENV_DEFAULT },
		{ "MAX_ENI", "2", 2, CNI_ENV_OK },
		{ "MAX_ENIS", "2", 0, CNI_ENV_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cni_settings s;
		cni_settings_init(&s);
		assert_int_equal(cni_settings_env(&s, rows[i].name,
		    rows[i].value), rows[i].how);
		if (strcmp(rows[i].name, "WARM_IP_TARGET") == 0)
			assert_int_equal(s.warm_ip, rows[i].v);
		if (strcmp(rows[i].name, "WARM_ENI_TARGET") == 0)
			assert_int_equal(s.warm_eni, rows[i].v);
		if (strcmp(rows[i].name, "WARM_PREFIX_TARGET") == 0)
			assert_int_equal(s.warm_prefix, rows[i].v);
		if (strncmp(rows[i].name, "MAX_ENI", 7) == 0)
			assert_int_equal(s.max_eni, rows[i].v);
		if (strcmp(rows[i].name, "IP_COOLDOWN_PERIOD") == 0)
			assert_int_equal(s.ip_cooldown_s, rows[i].v);
	}
}

static void
test_bools(void **state)
{
	static const char *const words[2][6] = {
		{ "0", "f", "F", "FALSE", "false", "False" },
		{ "1", "t", "T", "TRUE", "true", "True" },
	};
	static const char *const bad[] = { "", "yes", "on", "TrUe", " true",
	    "2", "tt" };
	struct cni_settings s;

	(void)state;
	cni_settings_init(&s);
	for (size_t i = 0; i < COUNT(words); i++)
		for (size_t k = 0; k < COUNT(words[i]); k++) {
			assert_int_equal(cni_settings_env(&s,
			    "ENABLE_POD_ENI", words[i][k]), CNI_ENV_OK);
			assert_int_equal(s.pod_eni, i);
		}
	for (size_t i = 0; i < COUNT(bad); i++) {
		s.subnet_discovery = false;
		assert_int_equal(cni_settings_env(&s,
		    "ENABLE_SUBNET_DISCOVERY", bad[i]), CNI_ENV_DEFAULT);
		assert_true(s.subnet_discovery);
	}
}

/* Rows U40 to U44 of tests/vectors/cni.csv. */
static void
test_refused(void **state)
{
	const struct limits nitro = { .prefix_delegation = true };
	const struct limits xen = { .prefix_delegation = false };
	struct cni_settings s;

	(void)state;
	cni_settings_init(&s);
	s.ipv4 = false;
	s.ipv6 = true;
	assert_non_null(cni_settings_refused(&s, &nitro));
	s.prefix_delegation = true;
	assert_null(cni_settings_refused(&s, &nitro));
	assert_non_null(cni_settings_refused(&s, &xen));
	assert_null(cni_settings_refused(&s, NULL));
	s.pod_eni = true;
	assert_null(cni_settings_refused(&s, &nitro));
	s.custom_networking = true;
	assert_non_null(cni_settings_refused(&s, &nitro));
	s.ipv4 = true;
	assert_non_null(cni_settings_refused(&s, NULL));
	s.ipv6 = false;
	assert_null(cni_settings_refused(&s, &xen));
	assert_int_equal(cni_settings_mode(&s, &xen), CNI_SECONDARY);
	assert_int_equal(cni_settings_mode(&s, &nitro), CNI_PREFIX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_integers),
		cmocka_unit_test(test_bools),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
