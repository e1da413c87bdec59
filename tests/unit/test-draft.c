/*
 * A drawn plan reads back, and every address shown is in one place: what the
 * plan says is held, by subnet, is what the documents say.
 */
#include "test.h"

#include <sys/mman.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capacity/observed.h"
#include "ingest/documents.h"
#include "ingest/plan.h"
#include "view/draft.h"

/* What is printed, as text. */
static char *
print(const struct draft *d, struct arena *a)
{
	static struct out o;
	int fd = memfd_create("draft", 0);
	off_t n;
	char *text;

	assert_true(fd >= 0);
	out_init(&o, fd);
	view_draft(&o, d);
	assert_true(out_flush(&o));
	n = lseek(fd, 0, SEEK_END);
	text = arena_array(a, (size_t)n + 1, char);
	assert_int_equal(pread(fd, text, (size_t)n, 0), n);
	close(fd);
	return text;
}

static char *
draw(const struct inventory *inv, struct plan *p, struct arena *a)
{
	struct err e = ERR_INIT;
	struct draft d;
	char *text;

	if (!draft_make(&d, inv, NULL, a, &e))
		fail_msg("%s", e.msg);
	text = print(&d, a);
	if (!plan_parse(p, "drawn", text, strlen(text), NULL, 0, a, &e))
		fail_msg("%lu:%lu: %s\n%s", e.line, e.column, e.msg, text);
	return text;
}

static void
example(void **state)
{
	static const char *paths[1];
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct inventory inv;
	struct observed o;
	struct plan p;

	(void)state;
	paths[0] = arena_printf(&a, "%s/data/examples/shop",
	    getenv("SRCDIR"));
	if (!documents_read(&inv, paths, 1, &a, NULL, &e))
		fail_msg("%s", e.msg);
	draw(&inv, &p, &a);
	assert_int_equal(p.nsubnets, 5);
	assert_int_equal(p.nnodegroups, 2);
	assert_int_equal(p.nodegroups[0].max.v, 9);
	assert_int_equal(p.nodegroups[0].pods_per_node.v, 9);
	assert_int_equal(p.subnets[2].used.v, 3);
	/* Beside its own documents nothing is missing or contradicts. */
	if (!observe(&o, &p, &inv, &a, &e))
		fail_msg("%s", e.msg);
	assert_int_equal(o.nmissing, 0);
	assert_int_equal(o.nunplanned, 0);
	for (size_t i = 0; i < o.nsubnets; i++) {
		assert_true(o.subnets[i].unaccounted_known);
		assert_int_equal(o.subnets[i].unaccounted, i == 2 ? 3 : 0);
	}
	/* Others: RDS, EFS and an instance in a; the plan says as much. */
	assert_int_equal(o.subnets[0].addresses[OBSERVED_OTHER], 2);
	assert_int_equal(o.subnets[0].addresses[OBSERVED_NODES], 20);
	assert_int_equal(o.subnets[1].addresses[OBSERVED_NODES], 40);
	assert_int_equal(o.subnets[1].addresses[OBSERVED_CONTROL_PLANE], 1);
	assert_int_equal(o.subnets[3].addresses[OBSERVED_NAT], 1);
	arena_clear(&a);
}

/* Names that YAML would take for something else, or that fight over a name. */
static const char *const names[] = { "plain", "true", "null", "~", "1e3",
	"0x10", "-", "a: b", "a #b", "[x]", "{x}", "*x", "&x", "!x", "%x",
	"@x", "`x", "'x", "x\\\"y", "x\\\\y", "x\\ny", "x\\ty", " x", "x ",
	"b\xc3\xbcro", "\\u0085", "\\u2028x", "\\ufeffx", "\\ud83d\\ude00",
	"\\u001b[31m", "\\u007f", "\\ufffe", "? x", ": x", "- x", "yes",
	"s-1", "plain", "plain-2", "plain", "\\u009b31m" };

static void
hostile(void **state)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct inventory inv;
	struct plan p;
	char *text = arena_strdup(&a, "{\"Subnets\":[");
	const size_t n = COUNT(names);

	(void)state;
	for (size_t i = 0; i < n; i++)
		text = arena_printf(&a, "%s%s{\"SubnetId\":\"s-%zu\","
		    "\"CidrBlock\":\"10.0.%zu.0/24\",\"Tags\":[{\"Key\":"
		    "\"Name\",\"Value\":\"%s\"}]}", text, i != 0 ? "," : "",
		    i, i, names[i]);
	text = arena_printf(&a, "%s]}", text);
	if (!documents_parse(&inv, "f", text, strlen(text), 0, &a, NULL, &e))
		fail_msg("%s", e.msg);
	draw(&inv, &p, &a);
	assert_int_equal(p.nsubnets, n);
	for (size_t i = 0; i < n; i++) {
		const char *tag = tags_get(&inv.subnets[i]->tags, "Name");

		/* A name that was taken has a number at its end. */
		if (strncmp(p.subnets[i].name, tag, strlen(tag)) != 0)
			fail_msg("%s is not %s", p.subnets[i].name, tag);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(p.subnets[i].name,
			    p.subnets[k].name);
	}
	arena_clear(&a);
}

static const struct {
	const char *text, *words;	/* in the plan, or in the error */
	enum exit_status status;
} cases[] = {
	{ "{\"Subnets\":[]}", "# nodegroups:", EXIT_OK },
	{ "{\"Vpcs\":[{\"VpcId\":\"a\"},{\"VpcId\":\"b\"}]}",
	    "several VPCs (a, b)", EXIT_CANNOT },
	{ "{\"cluster\":{\"name\":\"a\"}}{\"cluster\":{\"name\":\"b\"}}",
	    "several clusters (a, b)", EXIT_CANNOT },
	{ "{\"cluster\":{\"name\":\"a\",\"arn\":\"arn:aws:eks:eu-west-1:1:x\""
	    "}}", "region: eu-west-1\n", EXIT_OK },
	{ "{\"Subnets\":[{\"SubnetId\":\"s\",\"CidrBlock\":\"10.0.0.0/24\","
	    "\"AvailabilityZone\":\"eu-west-1a\"}]}",
	    "region: eu-west-1  # guessed: from the AZ eu-west-1a", EXIT_OK },
	{ "{\"nodegroup\":{\"nodegroupName\":\"g\",\"instanceTypes\":"
	    "[\"m5.large\"],\"scalingConfig\":{\"minSize\":2,\"desiredSize\":"
	    "9,\"maxSize\":4}}}", "nodes: {min: 2, desired: 4, max: 4}  # "
	    "guessed", EXIT_OK },
	{ "{\"nodegroup\":{\"nodegroupName\":\"g\"}}", "# g: 0 nodes now",
	    EXIT_OK },
	{ "{\"cluster\":{\"name\":\"a\",\"kubernetesNetworkConfig\":"
	    "{\"ipFamily\":\"ipv6\",\"serviceIpv6Cidr\":\"fd30::/108\"},"
	    "\"remoteNetworkConfig\":{\"remotePodNetworks\":[{\"cidrs\":"
	    "[\"10.9.0.0/16\"]}]}}}", "service_cidr: \"fd30::/108\"",
	    EXIT_OK },
	{ "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\","
	    "\"Description\":\"aws-K8S-i-1\",\"Ipv4Prefixes\":[{\"Ipv4Prefix\""
	    ":\"10.0.0.0/28\"}]}]}", "mode: prefix  # guessed", EXIT_OK },
};

static void
single(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct inventory inv;
		struct draft d;
		struct plan p;
		const char *got;

		if (!documents_parse(&inv, "f", cases[i].text,
		    strlen(cases[i].text), 0, &a, NULL, &e))
			fail_msg("%s: %s", cases[i].text, e.msg);
		if (cases[i].status == EXIT_OK)
			got = draw(&inv, &p, &a);
		else {
			assert_false(draft_make(&d, &inv, NULL, &a, &e));
			assert_int_equal(e.status, cases[i].status);
			got = e.msg;
		}
		if (strstr(got, cases[i].words) == NULL)
			fail_msg("%s:\n%s", cases[i].text, got);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example),
		cmocka_unit_test(hostile),
		cmocka_unit_test(single),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
