/*
 * outlook: names, and rooms against a twin that tries every number of nodes
 * through the plan's own text.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "capacity/outlook.h"
#include "ingest/plan.h"
#include "test.h"

#define SEED 17

static uint64_t seed = SEED;

static uint64_t
rnd(uint64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (z ^ (z >> 31)) % n;
}

static const char *const strategies[] = { "default", "minimal",
    "blue_green", "karpenter" };

/* Two groups in two subnets; web has the nodes given. */
static const char *
plan_text(struct arena *a, uint64_t s, uint64_t web)
{
	uint64_t keep = seed;
	const char *text;

	seed = s;
	text = arena_printf(a, "vpc: {cidrs: [10.0.0.0/16]}\n"
	    "service_cidr: 172.20.0.0/2%llu\n"
	    "services: 9\n"
	    "cni: {mode: %s}\n"
	    "subnets:\n"
	    "  - {name: a, id: subnet-a, az: z1, cidr: 10.0.0.0/2%llu, "
	    "used: %llu}\n"
	    "  - {name: b, id: subnet-b, az: z2, cidr: 10.0.8.0/2%llu}\n"
	    "nodegroups:\n"
	    "  - {name: web, instance_type: m5.large, nodes: %llu, "
	    "pods_per_node: %llu, subnets: [a, b], "
	    "update: {strategy: %s}}\n"
	    "  - {name: db, instance_type: c5.xlarge, "
	    "nodes: {min: 1, desired: 2, max: 9}, pods_per_node: 4, "
	    "subnets: [b]}\n"
	    "rollout: {max_surge: %llu%%}\n",
	    (unsigned long long)rnd(9), rnd(2) == 0 ? "secondary" : "prefix",
	    (unsigned long long)(2 + rnd(4)),
	    (unsigned long long)rnd(rnd(2) == 0 ? 40 : 110),
	    (unsigned long long)(2 + rnd(4)), (unsigned long long)web,
	    (unsigned long long)(1 + rnd(20)), strategies[rnd(4)],
	    (unsigned long long)rnd(60));
	seed = keep;
	return text;
}

static void
read_plan(struct plan *p, const char *text, const char *set,
    struct arena *a)
{
	struct err e = ERR_INIT;

	*p = (struct plan){ .file = NULL };
	if (!plan_parse(p, "plan", text, strlen(text), &set, set != NULL, a,
	    &e))
		fail_msg("%s\n%s", e.msg, text);
}

static struct answer_options how;

static bool
fits(const char *text, struct arena *a)
{
	struct answer_options opts = { 0 };
	struct err e = ERR_INIT;
	struct answer answer;
	struct plan p;

	/* the other group as it is now */
	read_plan(&p, text, "nodegroups.db.nodes=2", a);
	assert_true(plan_answer(&answer, &p, &opts, a, &e));
	return answer.fits;
}

static void
room(struct outlook_room *r, const struct plan *p, const char *series,
    struct arena *a)
{
	struct err e = ERR_INIT;
	struct outlook o = { p, &how, a, &e };
	struct outlook_target t;

	assert_true(outlook_join(&t, p, series));
	if (!outlook_room(&o, &t, r))
		fail_msg("%s", e.msg);
}

/*
 * The most nodes that fit, and the most pods on them.  A plan that does not
 * fit whatever web does, because of db or the services, has no twin.
 */
static void
test_rooms(void **state)
{
	struct arena a = ARENA_INIT;
	size_t compared = 0;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		uint64_t s = rnd(UINT64_MAX), most = 0, per_node;
		struct outlook_room r;
		struct plan p;

		if (!fits(plan_text(&a, s, 1), &a))
			continue;
		while (most < 400 && fits(plan_text(&a, s, most + 1), &a))
			most++;
		read_plan(&p, plan_text(&a, s, 5), NULL, &a);
		per_node = p.nodegroups[0].pods_per_node.v;
		room(&r, &p, "nodes/web", &a);
		if (!r.limited || r.capacity != most)
			fail_msg("seed %llu: %llu nodes, twin %llu",
			    (unsigned long long)s,
			    (unsigned long long)r.capacity,
			    (unsigned long long)most);
		assert_true(r.resource != LIMIT_NONE && r.scope != NULL);
		room(&r, &p, "pods/web", &a);
		assert_true(r.limited);
		assert_int_equal(r.capacity, most * per_node);
		compared++;
		arena_clear(&a);
	}
	assert_true(compared > 30);
	arena_clear(&a);
}

/*
 * Pods of a group that ends at its max, against a twin that says node by node
 * what there is: full nodes up to the max, and then more pods on each.
 */
static const char *
packed_text(struct arena *a, uint64_t s, bool range, uint64_t pods)
{
	uint64_t keep = seed, each, nodes, max, branch, len;
	const char *text, *mode, *strategy;

	seed = s;
	each = 4 + rnd(12);
	max = 3 + rnd(5);
	branch = rnd(3) == 0 ? 1 + rnd(3) : 0;
	mode = rnd(2) == 0 ? "secondary" : "prefix";
	strategy = strategies[rnd(4)];
	len = 22 + rnd(4);
	nodes = (pods + each - 1) / each;
	if (!range && nodes > max) {
		branch = (branch * ((pods + max - 1) / max) + each - 1) /
		    each;
		each = (pods + max - 1) / max;
		nodes = max;
	}
	text = arena_printf(a, "cni: {mode: %s}\n"
	    "subnets: [{name: a, az: z1, cidr: 10.0.0.0/%llu}]\n"
	    "nodegroups:\n"
	    "  - {name: web, instance_type: m5.large, nodes: %s%llu%s, "
	    "pods_per_node: %llu, pod_eni_pods: %llu, "
	    "update: {strategy: %s}}\n"
	    "rollout: {max_surge: %llu%%}\n", mode, (unsigned long long)len,
	    range ? "{min: 0, desired: 2, max: " : "",
	    (unsigned long long)(range ? max : nodes), range ? "}" : "",
	    (unsigned long long)each, (unsigned long long)branch, strategy,
	    (unsigned long long)rnd(60));
	seed = keep;
	return text;
}

static void
test_packed(void **state)
{
	struct arena a = ARENA_INIT;
	size_t named[LIMIT_NONE + 1] = { 0 };

	(void)state;
	for (unsigned i = 0; i < 200; i++) {
		uint64_t s = rnd(UINT64_MAX), most = 0;
		struct answer_options opts = { 0 };
		struct err e = ERR_INIT;
		struct outlook_room r;
		struct answer answer;
		struct plan p;

		for (;; most++) {
			read_plan(&p, packed_text(&a, s, false, most + 1),
			    NULL, &a);
			assert_true(plan_answer(&answer, &p, &opts, &a, &e));
			if (!answer.fits)
				break;
		}
		read_plan(&p, packed_text(&a, s, true, 0), NULL, &a);
		room(&r, &p, i % 2 == 0 ? "pods" : "pods/web", &a);
		if (most < p.nodegroups[0].pods_per_node.v)
			continue;	/* a rollout or ENIs break one node */
		if (!r.limited || r.capacity != most)
			fail_msg("seed %llu: %llu pods, twin %llu\n%s",
			    (unsigned long long)s,
			    (unsigned long long)r.capacity,
			    (unsigned long long)most,
			    packed_text(&a, s, true, 0));
		named[r.resource]++;
		arena_clear(&a);
	}
	assert_true(named[LIMIT_MAX_PODS] > 20);
	assert_true(named[LIMIT_BRANCH_ENIS] > 2);
	assert_true(named[LIMIT_ADDRESSES] > 20);
	arena_clear(&a);
}

/* Each limit is compared with itself; a /24 has 14 blocks, a node takes 2. */
static void
test_rows_that_come(void **state)
{
	/* 16 a block, ENIs' own beside them: what the CNI's metrics count */
	static const struct { const char *series; uint64_t n; } counted[] = {
	    { "allocated", 14 * 2 * 16 }, { "enis", 14 },
	    { "addresses", 14 * 33 }, { "prefixes", 28 }, { "assigned", 126 } };
	struct arena a = ARENA_INIT;
	struct outlook_room r;
	struct plan p;

	(void)state;
	read_plan(&p, "cni: {mode: prefix}\n"
	    "subnets:\n"
	    "  - {name: a, az: z1, cidr: 10.0.0.0/16, used: 3000}\n"
	    "  - {name: b, az: z2, cidr: 10.1.0.0/24}\n"
	    "nodegroups:\n"
	    "  - {name: web, instance_type: m5.large, nodes: 4, "
	    "pods_per_node: 9, update: {strategy: minimal}}\n", NULL, &a);
	room(&r, &p, "nodes", &a);
	assert_int_equal(r.capacity, 14);
	assert_int_equal(r.resource, LIMIT_BLOCKS28);
	assert_string_equal(r.scope, "subnet/b");
	for (size_t i = 0; i < COUNT(counted); i++) {
		room(&r, &p, counted[i].series, &a);
		assert_int_equal(r.capacity, counted[i].n);
	}
	/* a trunk and 3 branches: 32 + 2 + 3 of 251, so 6 in each subnet */
	p.nodegroups[0].pod_eni_pods.v = 3;
	room(&r, &p, "assigned", &a);
	assert_int_equal(r.capacity, 12 * (9 - 3));
	arena_clear(&a);
}

/* With db fixed, nodes are those of both; they grow in proportion. */
static void
test_all_groups(void **state)
{
	struct arena a = ARENA_INIT;
	struct outlook_room r;
	struct plan p;

	(void)state;
	for (unsigned i = 0; i < 20; i++) {
		uint64_t s = rnd(UINT64_MAX), n = 0;

		read_plan(&p, plan_text(&a, s, 6), NULL, &a);
		room(&r, &p, "nodes", &a);
		for (n = 0; n <= 800; n++) {
			struct err e = ERR_INIT;
			struct answer_options opts = { 0 };
			struct answer answer;
			struct plan q;
			bool ok = true;

			read_plan(&q, plan_text(&a, s, (n * 6 + 7) / 8),
			    arena_printf(&a, "nodegroups.db.nodes=%llu",
			    (unsigned long long)(n * 2 + 7) / 8), &a);
			assert_true(plan_answer(&answer, &q, &opts, &a, &e));
			for (size_t k = 0; k < answer.nlimits; k++)
				if (answer.limits[k].limit <=
				    LIMIT_BLOCKS28)
					ok = ok && !limit_exceeded(
					    &answer.limits[k]);
			if (!ok)
				break;
		}
		assert_true(r.limited);
		assert_int_equal(r.capacity, n == 0 ? 0 : n - 1);
		arena_clear(&a);
	}
}

static const char fixed[] = "vpc: {cidrs: [10.0.0.0/16]}\n"
    "service_cidr: 172.20.0.0/24\n"
    "services: 9\n"
    "subnets:\n"
    "  - {name: a, id: subnet-0a1, az: z1, cidr: 10.0.0.0/24}\n"
    "  - {name: empty, id: subnet-0b, az: z2, cidr: 10.0.8.0/24}\n"
    "nodegroups:\n"
    "  - {name: web, instance_type: m5.large, "
    "nodes: {min: 1, desired: 4, max: 7}, pods_per_node: 9, subnets: [a]}\n";

static void
test_names(void **state)
{
	static const struct {
		const char *series;
		enum outlook_what what;
		int subnet, group;
	} cases[] = {
		{ "a", OUTLOOK_SUBNET, 0, -1 },
		{ "subnet-0a1", OUTLOOK_SUBNET, 0, -1 },
		{ "10.0.8.0/24", OUTLOOK_SUBNET, 1, -1 },
		{ "used{id=\"subnet-0a1\"}", OUTLOOK_SUBNET, 0, -1 },
		{ "used subnet-0b max", OUTLOOK_SUBNET, 1, -1 },
		{ "subnet-0a12", OUTLOOK_NOTHING, -1, -1 },
		{ "xsubnet-0b", OUTLOOK_NOTHING, -1, -1 },
		{ "pods", OUTLOOK_PODS, -1, -1 },
		{ "pods/web", OUTLOOK_PODS, -1, 0 },
		{ "nodes/web", OUTLOOK_NODES, -1, 0 },
		{ "nodes", OUTLOOK_NODES, -1, -1 },
		{ "nodes/db", OUTLOOK_NOTHING, -1, -1 },
		{ "podsx", OUTLOOK_NOTHING, -1, -1 },
		{ "services", OUTLOOK_SERVICES, -1, -1 },
		{ "addresses", OUTLOOK_ADDRESSES, -1, -1 },
		{ "assignIPAddresses", OUTLOOK_PODS, -1, -1 },
		{ "totalIPAddresses", OUTLOOK_ALLOCATED, -1, -1 },
		{ "awscni_eni_allocated", OUTLOOK_ENIS, -1, -1 },
		{ "awscni_eni_max", OUTLOOK_NOTHING, -1, -1 },
		{ "awscni_eni_allocated{instance=\"10.0.0.1:61678\"}",
		    OUTLOOK_NOTHING, -1, -1 },
		{ "awscni_eni_allocated{instance=\"10.0.0.1:61681\"}",
		    OUTLOOK_ENIS, -1, -1 },
		{ "", OUTLOOK_NOTHING, -1, -1 },
	};
	struct arena a = ARENA_INIT;
	struct outlook_target t;
	struct plan p;

	(void)state;
	read_plan(&p, fixed, NULL, &a);
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool ok = outlook_join(&t, &p, cases[i].series);

		assert_int_equal(ok, cases[i].what != OUTLOOK_NOTHING);
		assert_int_equal(t.what, cases[i].what);
		assert_ptr_equal(t.subnet, cases[i].subnet < 0 ? NULL :
		    &p.subnets[cases[i].subnet]);
		assert_ptr_equal(t.group, cases[i].group < 0 ? NULL :
		    &p.nodegroups[cases[i].group]);
	}
	arena_clear(&a);
}

/*
 * m5.large with 9 pods: 2 ENIs of 10, so 20 addresses; the default update
 * adds 2 nodes.  251 - 40 may be in use; a subnet nobody is in is its size.
 */
static void
test_by_hand(void **state)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct outlook_room r;
	struct outlook_target t;
	struct plan p;
	struct outlook o = { &p, &how, &a, &e };
	double d;

	(void)state;
	read_plan(&p, fixed, NULL, &a);
	room(&r, &p, "a", &a);
	assert_int_equal(r.resource, LIMIT_ADDRESSES);
	assert_string_equal(r.scope, "subnet/a");
	assert_int_equal(r.capacity, 251 - 40);
	room(&r, &p, "empty", &a);
	assert_int_equal(r.capacity, 251);
	room(&r, &p, "nodes/web", &a);
	assert_int_equal(r.capacity, 251 / 20 - 2);
	room(&r, &p, "services", &a);
	assert_int_equal(r.resource, LIMIT_SERVICE_ADDRESSES);
	assert_true(outlook_join(&t, &p, "nodes/web"));
	assert_true(outlook_at_max(&o, &t, &d));
	assert_true(d == 3);
	assert_true(outlook_pods(&o, &t, 10, &d));
	assert_true(d == 2);
	assert_true(outlook_pods(&o, &t, -18, &d));
	assert_true(d == -2);
	assert_true(outlook_largest(&o, &t, 5, &d));
	assert_true(d == 5);
	assert_true(outlook_join(&t, &p, "a"));
	assert_true(outlook_at_max(&o, &t, &d));
	assert_true(d == 60);
	assert_true(outlook_largest(&o, &t, 5, &d));
	assert_true(d == 100);
	assert_true(outlook_join(&t, &p, "pods/web"));
	assert_true(outlook_pods(&o, &t, 10, &d));
	assert_true(d == 10);
	arena_clear(&a);
}

/*
 * m5.large with 18 pods: 30 addresses a node, 4 nodes in each subnet; the
 * default update adds 2 nodes, blue_green 4 more.  That is kept free of the
 * subnet, whatever else is in it, and be it more than there is.
 */
static void
test_upgrade_kept(void **state)
{
	static const struct {
		unsigned len, used;
		const char *strategy;
		uint64_t capacity;
	} cases[] = {
		{ 25, 0, "default", 63 },
		{ 25, 20, "default", 63 },
		{ 25, 40, "default", 63 },
		{ 25, 122, "default", 63 },
		{ 26, 0, "default", 0 },
		{ 24, 0, "default", 191 },
		{ 24, 0, "blue_green", 131 },
		{ 25, 0, "blue_green", 3 },
		{ 25, 90, "blue_green", 3 },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct outlook_room r;
		struct plan p;

		read_plan(&p, arena_printf(&a, "subnets:\n"
		    "  - {name: a, az: z1, cidr: 10.0.0.0/24}\n"
		    "  - {name: b, az: z2, cidr: 10.0.1.0/%u, used: %u}\n"
		    "nodegroups:\n"
		    "  - {name: web, instance_type: m5.large, nodes: 8, "
		    "pods_per_node: 18, update: {strategy: %s}}\n",
		    cases[i].len, cases[i].used, cases[i].strategy), NULL,
		    &a);
		room(&r, &p, "b", &a);
		assert_true(r.limited);
		assert_int_equal(r.resource, LIMIT_ADDRESSES);
		if (r.capacity != cases[i].capacity)
			fail_msg("case %zu: %llu", i,
			    (unsigned long long)r.capacity);
	}
	arena_clear(&a);
}

/* Whatever else is in a subnet: the plan's own upgrade is kept free. */
static void
test_room_when_tight(void **state)
{
	struct arena a = ARENA_INIT;
	size_t tight = 0;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		const char *text = plan_text(&a, rnd(UINT64_MAX), 2 + rnd(20));

		for (unsigned used = 0; used <= 60; used += 4) {
			struct err e = ERR_INIT;
			struct answer answer;
			struct outlook_room r;
			const struct subnet_answer *s;
			uint64_t keep;
			struct plan p;

			read_plan(&p, text, arena_printf(&a,
			    "subnets.a.used=%u", used), &a);
			assert_true(plan_answer(&answer, &p, &how, &a, &e));
			room(&r, &p, "a", &a);
			s = &answer.subnets[0];
			keep = s->load[PEAK].addresses -
			    s->load[STEADY].addresses;
			assert_true(r.limited);
			if (r.resource == LIMIT_ADDRESSES && r.capacity != 0)
				assert_true(r.capacity + keep <= s->usable);
			if (r.resource == LIMIT_ADDRESSES && !s->fits)
				assert_int_equal(r.capacity,
				    keep < s->usable ? s->usable - keep : 0);
			tight += !s->fits;
		}
		arena_clear(&a);
	}
	assert_true(tight > 60);
	arena_clear(&a);
}

/* fixed has 4 nodes of 9 pods, with 20 addresses each. */
static void
test_growth(void **state)
{
	static const struct {
		const char *growth, *series;
		double used, months, v;
	} cases[] = {
		{ "pods_per_month: 3%", "pods", 100, 2, 106.09 },
		{ "pods_per_month: 3", "pods", 100, 2, 106 },
		{ "pods_per_month: 3", "pods/web", 100, 0.5, 101.5 },
		{ "pods_per_month: 50%", "nodes", 10, 2, 22.5 },
		{ "pods_per_month: 9", "nodes", 8, 2, 12 },
		{ "nodes_per_month: 2", "nodes", 10, 3, 16 },
		{ "nodes_per_month: 2", "pods", 36, 3, 90 },
		{ "nodes_per_month: 100%", "pods", 10, 3, 80 },
		{ "nodes_per_month: 2", "a", 111, 3, 111 + 6 * 20 },
		{ "pods_per_month: 9", "a", 111, 1, 111 + 20 },
		{ "pods_per_month: 9", "a", 111, 0.4, 111 + 20 },
		/* beyond 7 nodes more pods on each: 18 take 30 addresses */
		{ "pods_per_month: 90", "a", 0, 1, 7 * 30 - 80 },
		{ "pods_per_month: 9, nodes_per_month: 2", "a", 0, 1, 40 },
		{ "pods_per_month: 27, nodes_per_month: 2", "a", 0, 1, 60 },
		{ "pods_per_month: 27, nodes_per_month: 2", "pods", 9, 1, 36 },
		{ "pods_per_month: 9", "enis", 8, 1, 10 },
		{ "pods_per_month: 9", "empty", 5, 9, 5 },
		{ "pods_per_month: 9", "services", 5, 9, 5 },
		{ "pods_per_month: 0", "pods", 5, 9, 5 },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err e = ERR_INIT;
		struct outlook_target t;
		struct plan p;
		struct outlook o = { &p, &how, &a, &e };
		bool grows;
		double v;

		read_plan(&p, arena_printf(&a, "%sgrowth: {%s}\n", fixed,
		    cases[i].growth), NULL, &a);
		assert_true(outlook_join(&t, &p, cases[i].series));
		assert_true(outlook_grown(&o, &t, cases[i].used,
		    cases[i].months, &v));
		if (fabs(v - cases[i].v) > 1e-9)
			fail_msg("case %zu: %g, expected %g", i, v,
			    cases[i].v);
		assert_true(outlook_grows(&o, &t, &grows));
		assert_int_equal(grows, v > cases[i].used);
	}
	arena_clear(&a);
}

/* Later is never less, and at once is what there is. */
static void
test_growth_only_grows(void **state)
{
	static const char *const series[] = { "a", "b", "pods", "nodes/db",
	    "allocated" };
	struct arena a = ARENA_INIT;

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		const char *text = arena_printf(&a, "%sgrowth: "
		    "{pods_per_month: %llu%%, nodes_per_month: %llu}\n",
		    plan_text(&a, rnd(UINT64_MAX), 1 + rnd(9)),
		    (unsigned long long)rnd(40), (unsigned long long)rnd(3));
		struct err e = ERR_INIT;
		struct outlook_target t;
		struct plan p;
		struct outlook o = { &p, &how, &a, &e };
		double v, last = 77;

		read_plan(&p, text, NULL, &a);
		assert_true(outlook_join(&t, &p, series[i % COUNT(series)]));
		for (double m = 0; m < 30; m += 0.7) {
			assert_true(outlook_grown(&o, &t, 77, m, &v));
			assert_true(m == 0 ? v == 77 : v >= last);
			last = v;
		}
		assert_true(outlook_grown(&o, &t, 77, 1e6, &v));
		assert_true(isfinite(v) && v >= last);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_upgrade_kept),
		cmocka_unit_test(test_room_when_tight),
		cmocka_unit_test(test_rooms),
		cmocka_unit_test(test_all_groups),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_growth_only_grows),
		cmocka_unit_test(test_packed),
		cmocka_unit_test(test_rows_that_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
