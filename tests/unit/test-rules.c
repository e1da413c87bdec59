/*
 * The rule book and its checks agree; every row of service-cidr.csv and
 * vpc-cidr.csv has the verdict and exactly the violations that it names; the
 * larger of the clever checks against a stupid twin.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/rules-az.h"
#include "check/secondary.h"
#include "ingest/plan.h"
#include "net.h"

/* --- the book ----------------------------------------------------------- */

static void
in_book(const struct check *c, void *arg)
{
	struct err e = ERR_INIT;
	const struct rule *r = rule_find(c->id, &e);

	if (r == NULL)
		fail_msg("%s: a check, and no rule of the book", c->id);
	if (rule_check(r) != c)
		fail_msg("%s: two checks", c->id);
	if (c->remark && r->severity != SEVERITY_INFO)
		fail_msg("%s: a remark, and no info", c->id);
	++*(size_t *)arg;
}

static void
test_book(void **state)
{
	struct err e = ERR_INIT;
	size_t n = 0, decidable = 0;

	(void)state;
	assert_int_equal(nrules, 146 + 3);
	checks_each(in_book, &n);
	for (size_t i = 0; i < nrules; i++)
		decidable += rule_check(&rules[i]) != NULL;
	assert_int_equal(n, decidable);
	assert_int_equal(n, 14 + 14 + 11 + 2 + 9);
	assert_null(rule_find("EKS-SVC-099", &e));
	assert_int_equal(e.status, EXIT_USAGE);
	assert_non_null(strstr(e.msg, "did you mean EKS-SVC-009?"));
}

/* Each restriction names a rule that has a check. */
static void
test_restrictions(void **state)
{
	static const char *const ids[] = { "EKS-VPC-003", "EKS-VPC-004",
	    "EKS-VPC-005", "EKS-VPC-006", "EKS-VPC-007", "EKS-VPC-008" };
	static const size_t want[] = { 6, 6, 9, 1, 1, 4 };

	(void)state;
	for (size_t i = 0; i < COUNT(ids); i++) {
		size_t n = 0;

		while (restriction_get(ids[i], n) != NULL)
			n++;
		assert_int_equal(n, want[i]);
	}
}

static void
test_zones(void **state)
{
	static const struct {
		const char *az;
		enum zone_kind kind;
	} rows[] = {
		{ "use1-az3", ZONE_REGULAR },
		{ "apne1-az4", ZONE_REGULAR },
		{ "us-east-1a", ZONE_REGULAR },
		{ "us-gov-west-1b", ZONE_REGULAR },
		{ "us-iso-east-1a", ZONE_REGULAR },
		{ "usw2-lax1-az1", ZONE_LOCAL },
		{ "use1-bos1-az1", ZONE_LOCAL },
		{ "us-west-2-lax-1a", ZONE_LOCAL },
		{ "ap-southeast-2-per-1a", ZONE_LOCAL },
		{ "use1-wl1-bos-wlz1", ZONE_WAVELENGTH },
		{ "us-east-1-wl1-bos-wlz-1", ZONE_WAVELENGTH },
		{ "", ZONE_REGULAR },
		{ "-", ZONE_REGULAR },
		{ "---", ZONE_REGULAR },
		{ "west-lab", ZONE_REGULAR },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (zone_kind(rows[i].az) != rows[i].kind)
			fail_msg("%s: kind %d", rows[i].az,
			    zone_kind(rows[i].az));
}

/* --- plans as text ------------------------------------------------------ */

struct run {
	struct arena arena;
	struct plan plan;
	struct answer_options how;
	struct answer answer;
	struct findings found;
};

static void
check_text(struct run *r, const char *text)
{
	static const struct check_options all;
	struct err e = ERR_INIT;

	*r = (struct run){ .arena = ARENA_INIT };
	if (!plan_parse(&r->plan, "plan", text, strlen(text), NULL, 0,
	    &r->arena, &e) ||
	    !plan_answer(&r->answer, &r->plan, &r->how, &r->arena, &e))
		fail_msg("%s\n%s", e.msg, text);
	rules_run(&r->found, &r->answer, &all, &r->arena);
}

/* "EKS-SVC-003 warn:EKS-SVC-004": what was found of a family, each once. */
static void
found_text(const struct findings *f, const char *family, char *buf,
    size_t size)
{
	const char *last = "";

	*buf = '\0';
	for (size_t i = 0; i < f->n; i++) {
		const char *id = f->v[i].rule->id;
		size_t n = strlen(buf);

		if (strncmp(id, family, strlen(family)) != 0 ||
		    strcmp(id, last) == 0)
			continue;
		snprintf(buf + n, size - n, "%s%s%s", n != 0 ? " " : "",
		    f->v[i].severity == SEVERITY_WARN ? "warn:" : "", id);
		last = id;
	}
}

/* --- vectors ------------------------------------------------------------ */

static const struct {
	const char *word, *service, *vpc;	/* rules */
} words[] = {
	{ "SIZE", "EKS-SVC-002", "EKS-VPC-001" },
	{ "NOT_RFC1918", "EKS-SVC-001", NULL },
	{ "OVERLAP_VPC", "EKS-SVC-003", NULL },
	{ "OVERLAP_CONNECTED", "EKS-SVC-004", NULL },
	{ "OVERLAP_REMOTE", "EKS-SVC-005", NULL },
	{ "DOCKER0", "EKS-SVC-012", "EKS-VPC-009" },
	{ "QUOTA", NULL, "EKS-VPC-002" },
	{ "MIX_RFC1918", NULL, "EKS-VPC-003" },
	{ "B19_RESTRICTED", NULL, "EKS-VPC-004" },
	{ "TEN_ZERO", NULL, "EKS-VPC-006" },
};

/* The violations of a row as found_text() has them. */
static void
wanted_text(char *violations, bool service, char *buf, size_t size)
{
	*buf = '\0';
	for (char *w = strtok(violations, " "); w != NULL;
	    w = strtok(NULL, " ")) {
		bool warns = strncmp(w, "warn:", 5) == 0;
		size_t n = strlen(buf), i = 0;

		while (i < COUNT(words) &&
		    strcmp(words[i].word, w + (warns ? 5 : 0)) != 0)
			i++;
		if (i == COUNT(words))
			fail_msg("%s: no such violation", w);
		snprintf(buf + n, size - n, "%s%s%s", n != 0 ? " " : "",
		    warns ? "warn:" : "", service ? words[i].service :
		    words[i].vpc);
	}
}

static const char *
verdict_of(const char *found)
{
	if (*found == '\0')
		return "ok";
	return strncmp(found, "warn:", 5) == 0 ? "warn" : "reject";
}

/* Append the blank-separated list, each as fmt says. */
static void
add_list(char *text, size_t size, const char *list, const char *fmt)
{
	char one[64];

	while (*list != '\0') {
		size_t n = strlen(text), len = strcspn(list, " ");

		snprintf(one, sizeof(one), "%.*s", (int)len, list);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(text + n, size - n, fmt, one);
#pragma GCC diagnostic pop
		list += len + (list[len] == ' ');
	}
}

static size_t
split(char *line, char **field, size_t max)
{
	size_t n = 0;

	line[strcspn(line, "\r\n")] = '\0';
	while (n < max && line != NULL)
		field[n++] = strsep(&line, ",");
	return n;
}

static void
service_row(char **field)
{
	char text[2048] = "vpc: {cidrs: [", found[256], want[256];
	struct run r;

	add_list(text, sizeof(text), field[0], "%s, ");
	strcat(text, "]}\nconnected:\n");
	add_list(text, sizeof(text), field[1], " - {cidr: %s}\n");
	add_list(text, sizeof(text), field[2],
	    " - {cidr: %s, kind: remote_nodes}\n");
	add_list(text, sizeof(text), field[3], "service_cidr: %s\n");
	add_list(text, sizeof(text), field[7], "services: %s\n");
	check_text(&r, text);
	found_text(&r.found, "EKS-SVC", found, sizeof(found));
	assert_string_equal(verdict_of(found), field[4]);
	wanted_text(field[5], true, want, sizeof(want));
	assert_string_equal(found, want);
	arena_clear(&r.arena);
	/* One more service than it has room for. */
	strcat(text, "x");
	snprintf(strstr(text, "services:"), 64, "services: %llu\n",
	    strtoull(field[7], NULL, 10) + 1);
	check_text(&r, text);
	found_text(&r.found, "EKS-SVC-008", found, sizeof(found));
	assert_string_equal(found, "EKS-SVC-008");
	arena_clear(&r.arena);
}

static void
vpc_row(char **field)
{
	char text[2048] = "vpc: {cidrs: [", found[256], want[256];
	struct run r;

	add_list(text, sizeof(text), field[0], "%s, ");
	add_list(text, sizeof(text), field[1], "%s]}\n");
	check_text(&r, text);
	found_text(&r.found, "EKS-VPC", found, sizeof(found));
	assert_string_equal(verdict_of(found), field[2]);
	wanted_text(field[3], false, want, sizeof(want));
	assert_string_equal(found, want);
	arena_clear(&r.arena);
}

static size_t
each_row(const char *name, size_t nfields, void (*row)(char **field))
{
	const char *dir = getenv("SRCDIR");
	char path[512], line[1024], *field[16];
	size_t n = 0;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/tests/vectors/%s",
	    dir != NULL ? dir : ".", name);
	fp = fopen(path, "r");
	assert_non_null(fp);
	assert_non_null(fgets(line, sizeof(line), fp));
	while (fgets(line, sizeof(line), fp) != NULL) {
		assert_int_equal(split(line, field, nfields), nfields);
		row(field);
		n++;
	}
	fclose(fp);
	return n;
}

static void
test_service_vectors(void **state)
{
	(void)state;
	assert_int_equal(each_row("service-cidr.csv", 8, service_row), 10);
}

static void
test_vpc_vectors(void **state)
{
	(void)state;
	assert_int_equal(each_row("vpc-cidr.csv", 4, vpc_row), 15);
}

/* What the vectors leave out: the order of association and its open points. */
static void
test_association(void **state)
{
	static const struct {
		const char *cidrs, *want;
	} rows[] = {
		{ "10.20.0.0/22, 100.64.0.0/16, 10.30.0.0/16",
		    "warn:EKS-VPC-005" },
		{ "10.20.0.0/22, 10.30.0.0/16, 100.64.0.0/16", "" },
		{ "100.64.0.0/16, 10.30.0.0/16", "EKS-VPC-005" },
		{ "10.20.0.0/22, 100.64.0.0/16, 192.168.0.0/16",
		    "EKS-VPC-003" },
		{ "198.19.0.0/20, 10.0.0.0/16", "EKS-VPC-005" },
		{ "198.19.0.0/20, 198.19.16.0/20", "warn:EKS-VPC-004" },
		{ "8.8.0.0/16, 198.18.0.0/16", "" },
		{ "8.8.0.0/16, 198.19.0.0/16", "EKS-VPC-004" },
		{ "10.0.0.0/16, 10.1.0.0/16", "" },
		{ "10.0.0.0/20, 10.0.16.0/20", "EKS-VPC-006" },
		{ "172.16.0.0/16, 172.31.0.0/20", "EKS-VPC-007" },
		{ "169.254.0.0/16", "EKS-VPC-008 EKS-VPC-014" },
		{ "10.20.0.0/22, 10.20.1.0/24", "EKS-VPC-010" },
		{ "100.64.0.0/10", "EKS-VPC-001" },
		{ "10.0.0.0/29", "EKS-VPC-001" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[256], found[256];
		struct run r;

		snprintf(text, sizeof(text), "vpc: {cidrs: [%s]}",
		    rows[i].cidrs);
		check_text(&r, text);
		found_text(&r.found, "EKS-VPC", found, sizeof(found));
		assert_string_equal(found, rows[i].want);
		arena_clear(&r.arena);
	}
}

/* --- EKS-VPC-016 against a bitmap --------------------------------------- */

/* Subnets of /28 in a VPC of /24: is each of the 16 taken? */
static void
test_full_block(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (size_t round = 0; round < 300; round++) {
		char text[4096], *to = text, found[64];
		unsigned missing = random_below(&seed, 20);
		struct run r;

		to += sprintf(to, "vpc: {cidrs: [10.9.9.0/24, "
		    "10.9.10.0/24]}\nsubnets:\n");
		for (unsigned i = 0; i < 16; i++)
			if (i != missing)
				to += sprintf(to, " - {name: s%u, cidr: "
				    "10.9.9.%u/28}\n", i, i * 16);
		check_text(&r, text);
		found_text(&r.found, "EKS-VPC-016", found, sizeof(found));
		assert_string_equal(found, missing < 16 ? "" :
		    "warn:EKS-VPC-016");
		arena_clear(&r.arena);
	}
}

/* --- thresholds against counting ---------------------------------------- */

static void
test_min_nodes(void **state)
{
	(void)state;
	for (unsigned wanted = 0; wanted < 12; wanted++) {
		char text[512], found[64];
		uint64_t room = 0;
		struct run r;

		snprintf(text, sizeof(text), "subnets: [{name: a, cidr: "
		    "10.0.0.0/25}]\nnodegroups: [{name: g, instance_type: "
		    "m5.large, nodes: 2, pods_per_node: 5, subnets: [a]}]\n"
		    "thresholds: {min_nodes: %u}\n", wanted);
		check_text(&r, text);
		for (uint64_t n = r.answer.subnets[0].load[STEADY].addresses;
		    (n += r.answer.groups[0].one[STEADY].node.addresses) <=
		    123; room++)
			;
		found_text(&r.found, "IPP-THRESHOLD-002", found,
		    sizeof(found));
		assert_string_equal(found, wanted > room ?
		    "warn:IPP-THRESHOLD-002" : "");
		arena_clear(&r.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_book),
		cmocka_unit_test(test_restrictions),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_service_vectors),
		cmocka_unit_test(test_vpc_vectors),
		cmocka_unit_test(test_association),
		cmocka_unit_test(test_full_block),
		cmocka_unit_test(test_min_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
