/* Max pods: tests/vectors/maxpods.csv whole, and each tool's quirks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cni/maxpods.h"
#include "test.h"

enum { TYPE, MODE, CUSTOM, MAX_ENI, WANT, SOURCE, KIND, CAP, ENIS, IPS, VCPUS,
    NFIELDS };

static void
split(char *line, char *field[NFIELDS])
{
	for (size_t i = 0; i < NFIELDS; i++) {
		field[i] = line;
		line += strcspn(line, ",");
		if (*line != '\0')
			*line++ = '\0';
	}
}

static void
check_row(char *field[NFIELDS])
{
	const struct limits *l = limits_find(field[TYPE]);
	bool prefix = strcmp(field[MODE], "prefix") == 0;
	bool capped = strcmp(field[CAP], "vcpu") == 0;
	uint64_t got;

	assert_non_null(l);
	assert_int_equal(l->enis, strtoull(field[ENIS], NULL, 10));
	assert_int_equal(l->ipv4_per_eni, strtoull(field[IPS], NULL, 10));
	assert_int_equal(l->vcpus, strtoull(field[VCPUS], NULL, 10));
	assert_string_equal(field[KIND], "core");
	got = maxpods_formula(l, prefix, field[CUSTOM][0] == '1',
	    strtoull(field[MAX_ENI], NULL, 10));
	if (capped && got > maxpods_cap(l))
		got = maxpods_cap(l);
	if (got != strtoull(field[WANT], NULL, 10))
		fail_msg("%s %s cn %s max_eni %s cap %s: got %llu, want %s",
		    field[TYPE], field[MODE], field[CUSTOM], field[MAX_ENI],
		    field[CAP], (unsigned long long)got, field[WANT]);
}

static void
test_vectors(void **state)
{
	char path[4096], line[1024], *field[NFIELDS];
	int nrows = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/vectors/maxpods.csv",
	    getenv("SRCDIR") != NULL ? getenv("SRCDIR") : ".");
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL) {
		/* no quoted field stands before the ones read here */
		split(line, field);
		check_row(field);
		nrows++;
	}
	fclose(f);
	assert_int_equal(nrows, 425);
}

static const struct {
	const char *type, *rule;
	struct maxpods_ask ask;
	uint64_t max_pods;
	const char *binding;
} rows[] = {
	{ "m5.large", "eni", { 0 }, 29, "addresses" },
	{ "m5.large", "prefix", { 0 }, 434, "addresses" },
	{ "m5.large", "recommended", { 0 }, 29, "addresses" },
	{ "m5.large", "recommended", { .mode = CNI_PREFIX }, 110,
	    "cap" },
	{ "m5.large", "recommended", { .mode = CNI_IPV6 }, 110,
	    "cap" },
	{ "m4.large", "recommended", { .mode = CNI_IPV6 }, 0,
	    "refused" },
	{ "m4.xlarge", "prefix", { 0 }, 58, "not_nitro" },
	{ "t3.small", "recommended", { .mode = CNI_PREFIX }, 110,
	    "cap" },
	{ "m5.large", "eni", { .custom_networking = true }, 20,
	    "addresses" },
	{ "m5.large", "eni", { .max_eni = 1,
	    .custom_networking = true }, 2, "no_eni" },
	{ "hpc6id.32xlarge", "eni", { .custom_networking = true }, 2,
	    "no_eni" },
	{ "m5.large", "karpenter", { 0 }, 29, "addresses" },
	{ "m5.large", "karpenter", { .reserved_enis = 1 }, 20,
	    "addresses" },
	{ "m5.large", "karpenter", { .reserved_enis = 3 }, 0,
	    "no_eni" },
	{ "m5.large", "karpenter", { .reserved_enis = 1,
	    .max_pods_given = true, .max_pods = 50 }, 50, "option" },
	{ "m5.large", "nodeadm", { .custom_networking = true,
	    .max_eni = 1, .reserved_enis = 1 }, 29, "addresses" },
	{ "c5.4xlarge", "nodeadm", { 0 }, 234, "addresses" },
	{ "c5.4xlarge", "managed_node_group", { 0 }, 110, "cap" },
	{ "c5.4xlarge", "managed_node_group",
	    { .max_pods_given = true, .max_pods = 200 }, 110, "cap" },
	{ "m5.24xlarge", "managed_node_group", { 0 }, 250, "cap" },
	{ "p5.48xlarge", "nodeadm", { 0 }, 100, "addresses" },
	{ "m5.large", "auto_mode", { 0 }, 27, "addresses" },
	{ "c5.4xlarge", "auto_mode", { 0 }, 110, "cap" },
	{ "m5.24xlarge", "auto_mode", { 0 }, 110, "cap" },
	{ "m5.large", "windows", { 0 }, 9, "addresses" },
	{ "m5.large", "windows", { .max_pods_given = true,
	    .max_pods = 5 }, 5, "option" },
	{ "m5.large", "windows_prefix", { 0 }, 110, "cap" },
	{ "m5.large", "windows_prefix", { .max_pods_given = true,
	    .max_pods = 500 }, 144, "addresses" },
	{ "m4.large", "windows_prefix", { 0 }, 9, "not_nitro" },
	{ "m5.large", "addresses", { 0 }, 27, "addresses" },
	{ "m5.large", "addresses", { .pod_eni = true }, 18,
	    "addresses" },
	{ "m5.large", "addresses", { .mode = CNI_PREFIX,
	    .pod_eni = true, .custom_networking = true }, 144,
	    "addresses" },
	{ "m5.large", "addresses", { .max_eni = 1, .pod_eni = true },
	    9, "addresses" },
};

static void
test_rules(void **state)
{
	struct maxpods m;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t k = 0;

		while (strcmp(maxpods_rules[k], rows[i].rule) != 0)
			k++;
		maxpods_rule(limits_find(rows[i].type), &rows[i].ask, k, &m);
		if (m.max_pods != rows[i].max_pods)
			fail_msg("row %zu: %s %s: got %llu", i, rows[i].type,
			    rows[i].rule, (unsigned long long)m.max_pods);
		assert_string_equal(m.binding, rows[i].binding);
		assert_true(m.known);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
