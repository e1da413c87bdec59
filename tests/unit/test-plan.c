/* The plan file: what is taken, what is refused and where, --set, the page. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/plan.h"

#define SUBNET "subnets: [{name: a, az: z1, cidr: 10.0.0.0/24}]\n"
#define GROUP "nodegroups: [{name: g, instance_type: m5.large, nodes: 3, "

static bool
parse(struct plan *p, const char *text, const char *set, struct arena *a,
    struct err *e)
{
	*e = (struct err)ERR_INIT;
	return plan_parse(p, "p.yaml", text, strlen(text), &set,
	    set != NULL, a, e);
}

/* Each is refused at the place given, with these words in the message. */
static const struct {
	const char *text;
	unsigned long line, column;
	const char *words;
} refusals[] = {
	{ "clustr: x", 1, 1, "did you mean cluster?" },
	{ "cluster: [x]", 1, 10, "cluster: expected a text, got a list" },
	{ "cluster: x\ncluster: y", 2, 1, "here twice" },
	{ "ip_family: ipv5", 1, 12, "ipv4, ipv6" },
	{ "vpc: {cidrs: []}", 1, 6, "at least one CIDR" },
	{ "vpc: {cidrs: [10.0.0.1/16]}", 1, 15, "host bits set" },
	{ "vpc: {cidrs: [10.0.0.0]}", 1, 15, "with its length" },
	{ "vpc: {}", 1, 6, "vpc without the key cidrs" },
	{ "services: -1", 1, 11, "a whole number" },
	{ "services: 1.5", 1, 11, "a whole number" },
	{ "services: 0x10", 1, 11, "a whole number" },
	{ "services: 1000000001", 1, 11, "0 to 1000000000" },
	{ "services: 99999999999999999999", 1, 11, "a whole number" },
	{ "services: ", 1, 1, "got nothing" },
	{ "subnets: 3", 1, 10, "expected a list" },
	{ "subnets: [3]", 1, 11, "a map of keys" },
	{ "subnets: [{name: a}]", 1, 11, "give its cidr" },
	{ "subnets: [{cidr: 10.0.0.0/24}]", 1, 11, "without name" },
	{ "subnets: [{name: a, cidr: \"fd00::/64\"}]", 1, 11, "IPv4" },
	{ "subnets: [{name: a, cidr: 10.0.0.0/28, used: 12}]", 1, 11,
	    "more addresses" },
	{ "subnets: [{name: a, cidr: 10.0.0.0/24, used: 1, "
	    "available: 1}]", 1, 11, "give one" },
	{ SUBNET "fixed: [{addresses: 1, subnets: [b]}]", 2, 34,
	    "no such subnet in this plan (did you mean a?)" },
	{ SUBNET "fixed: [{addresses: 1, subnets: [a, a]}]", 2, 37,
	    "named twice" },
	{ SUBNET "fixed: [{addresses: 1, subnets: []}]", 2, 33,
	    "a list of subnet names" },
	{ "subnets: [{name: a, cidr: 10.0.0.0/24}, {name: a, cidr: "
	    "10.0.1.0/24}]", 1, 41, "second subnet" },
	{ "subnets: [{name: a, cidr: 10.0.0.0/24, roles: [nodez]}]",
	    1, 48, "did you mean nodes?" },
	{ "subnets: [{name: a, cidr: 10.0.0.0/24, reservations: "
	    "[{cidr: 10.0.1.0/28, type: prefix}]}]", 1, 11,
	    "outside the subnet" },
	{ GROUP "subnets: [q]}]", 1, 69, "no such subnet" },
	{ GROUP "pods_per_node: 3, pod_eni_pods: 4}]", 1, 14,
	    "some of pods_per_node" },
	{ "nodegroups: [{name: g, instance_type: [], nodes: 1}]", 1,
	    39, "an instance type" },
	{ "nodegroups: [{name: g, instance_type: x, nodes: {min: 3, "
	    "max: 2}}]", 1, 49, "min <= desired <= max" },
	{ "cni: {mode: prefixes}", 1, 13, "did you mean prefix?" },
	{ "cni: {warm_ip_target: two}", 1, 23, "a whole number" },
	{ "cni: {pod_eni: yes}", 1, 16, "false, true" },
	{ "rollout: {max_surge: 25%%}", 1, 22, "25%" },
	{ "rollout: {max_surge: .5}", 1, 22, "a whole number" },
	{ "rollout: {max_surge: 0.5}", 1, 22, "a whole number" },
	{ "rollout: {max_surge: 1e3}", 1, 22, "a whole number" },
	{ "rollout: {churn_per_second: 5.}", 1, 29, "a number" },
	{ "rollout: {churn_per_second: 5%}", 1, 29, "a number" },
	{ "growth: {events: [{date: 2027-02-29, pods: 1}]}", 1, 26,
	    "a date" },
	{ "growth: {events: [{date: 2027-02-28, pods: ++1}]}", 1, 44,
	    "a whole number" },
	{ "- a", 1, 1, "a map of keys" },
	{ "a: |0\n  x", 1, 0, "indentation indicator" },
	{ "a: &x 1\nb: *x", 2, 5, "aliases" },
	{ "--- {}\n--- {}", 2, 1, "second document" },
	{ "a: \"\xff\"", 1, 5, "not UTF-8" },
};

static void
refused(void **state)
{
	(void)state;

	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct arena a = ARENA_INIT;
		struct plan p;
		struct err e;

		if (parse(&p, refusals[i].text, NULL, &a, &e))
			fail_msg("%s: taken", refusals[i].text);
		if (e.status != EXIT_INPUT ||
		    e.line != refusals[i].line ||
		    e.column != refusals[i].column ||
		    strstr(e.msg, refusals[i].words) == NULL)
			fail_msg("%s: %lu:%lu: %s", refusals[i].text, e.line,
			    e.column, e.msg);
		arena_clear(&a);
	}
}

static void
quantities(void **state)
{
	static const struct {
		const char *text;
		uint64_t whole, want;
	} t[] = {
		{ "25%", 9, 3 }, { "25%", 8, 2 }, { "33%", 30, 10 },
		{ "0%", 100, 0 }, { "100%", 7, 7 }, { "12.5%", 8, 1 },
		{ "12.5%", 9, 2 }, { "3", 1000, 3 },
		{ "0", 5, 0 }, { "250%", 2, 5 },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(t); i++) {
		struct arena a = ARENA_INIT;
		struct plan p;
		struct err e;
		char text[64];

		snprintf(text, sizeof(text), "rollout: {max_surge: %s}",
		    t[i].text);
		assert_true(parse(&p, text, NULL, &a, &e));
		assert_int_equal(quantity_ceil(&p.rollout.max_surge,
		    t[i].whole), t[i].want);
		arena_clear(&a);
	}
}

/* An assignment is refused with exit status 2, whatever is wrong with it. */
static void
assignments(void **state)
{
	static const struct {
		const char *set, *words;	/* words NULL: taken */
	} t[] = {
		{ "cluster=y", NULL },
		{ "subnets.a.used=3", NULL },
		{ "subnets.0.used=3", NULL },
		{ "subnets=[]", NULL },
		{ "rollout.max_surge=5%", NULL },
		{ "cni={mode: prefix}", NULL },
		{ "subnets.b.used=3", "no such place" },
		{ "subnets.1.used=3", "no such place" },
		{ "cluster.name=3", "no such place" },
		{ "cluster", "expected PATH=VALUE" },
		{ "=3", "expected PATH=VALUE" },
		{ ".=3", "no such place" },
		{ "clustr=3", "did you mean cluster?" },
		{ "services=many", "a whole number" },
		{ "cluster={", "not YAML" },
		{ "subnets.a.cidr=10.0.0.1/24", "host bits" },
	};
	(void)state;

	for (size_t i = 0; i < COUNT(t); i++) {
		struct arena a = ARENA_INIT;
		struct plan p;
		struct err e;
		bool ok = parse(&p, "cluster: x\n" SUBNET, t[i].set, &a, &e);

		if (ok != (t[i].words == NULL))
			fail_msg("%s: %s", t[i].set, ok ? "taken" : e.msg);
		if (!ok && (e.status != EXIT_USAGE ||
		    strstr(e.msg, t[i].words) == NULL))
			fail_msg("%s: [%d] %s", t[i].set, e.status, e.msg);
		arena_clear(&a);
	}
}

/* --- the page ----------------------------------------------------------- */

struct page {
	char text[65536];
	size_t nkeys;
};

static void
key_in_page(const char *path, void *arg)
{
	struct page *page = arg;
	char item[300];

	if (strncmp(path, "nodegroups.cni.", 15) == 0)
		return;		/* as in cni */
	snprintf(item, sizeof(item), "\n.It Cm %s\n", path);
	if (strstr(page->text, item) == NULL)
		fail_msg("ipplan-plan.5: no key %s", path);
	page->nkeys++;
}

/* Every key has its item in ipplan-plan(5), and every item is a key. */
static void
page_has_every_key(void **state)
{
	static struct page page;
	const char *dir = getenv("SRCDIR");
	char path[1024];
	FILE *f;
	size_t n = 0;
	(void)state;

	snprintf(path, sizeof(path), "%s/man/ipplan-plan.5",
	    dir != NULL ? dir : ".");
	f = fopen(path, "r");
	assert_non_null(f);
	page.text[fread(page.text, 1, sizeof(page.text) - 1, f)] = '\0';
	fclose(f);
	plan_keys(key_in_page, &page);
	for (const char *s = page.text; (s = strstr(s, "\n.It Cm ")) != NULL;
	    s++)
		n++;
	assert_int_equal(n, page.nkeys);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused),
		cmocka_unit_test(quantities),
		cmocka_unit_test(assignments),
		cmocka_unit_test(page_has_every_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
