/*
 * What people met, comes out of the engine: the traps of the settings, and
 * the scenarios whose answers were checked by hand (S1, S3, S4, S12).
 */
#include <stdio.h>
#include <string.h>

#include "test.h"

#include "cni/fleet.h"
#include "cni/simulate.h"

struct node {
	const char *type, *settings;	/* "NAME=VALUE NAME=VALUE" */
	uint64_t pods;
};

struct answer {
	uint64_t addresses, assigned, waiting;
};

static struct settings
parse(char *text, struct setting v[8])
{
	struct settings s = { v, 0 };
	char *save = NULL;

	for (char *w = strtok_r(text, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save)) {
		char *eq = strchr(w, '=');

		*eq = '\0';
		v[s.n++] = (struct setting){ w, eq + 1, { 0, 0 } };
	}
	return s;
}

/* An hour after its pods came, in that subnet or in one without end. */
static struct answer
run(const struct node *n, struct scenario_subnet *subnet)
{
	struct event ev = { .t_ms = 20000, .op = EVENT_SET, .n = n->pods };
	struct simulation s = { .no_skip = false };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct setting v[8];
	struct scenario sc;
	struct answer answer;
	char text[256];

	snprintf(text, sizeof(text), "%s", n->settings);
	scenario_init(&sc);
	sc.limits = *limits_find(n->type);
	sc.settings = parse(text, v);
	sc.events = &ev;
	sc.nevents = 1;
	sc.until_ms = 3600000;
	sc.subnets = subnet;
	sc.nsubnets = subnet != NULL;
	assert_true(simulate(&s, &sc, &a, &e));
	answer = (struct answer){ engine_addresses(&s.engine),
	    s.engine.assigned, s.engine.waiting };
	if (subnet != NULL) {
		subnet->free = (uint64_t)s.subnets[0].free;
		subnet->free_blocks = (uint64_t)s.subnets[0].free_blocks;
	}
	arena_clear(&a);
	return answer;
}

#define PREFIX "ENABLE_PREFIX_DELEGATION=true"

static void
test_prefix_costs_more(void **state)
{
	(void)state;
	for (uint64_t pods = 1; pods <= 27; pods++) {
		struct node a = { "m5.large", "", pods };
		struct node b = { "m5.large", PREFIX, pods };

		assert_true(run(&b, NULL).addresses > run(&a, NULL).addresses);
	}
}

/* The floor alone is a ceiling. */
static void
test_minimum_freezes(void **state)
{
	struct node n = { "m5.large", "MINIMUM_IP_TARGET=10", 25 };
	struct answer a = run(&n, NULL);

	(void)state;
	assert_int_equal(a.assigned, 10);
	assert_int_equal(a.waiting, 15);
	n.settings = "MINIMUM_IP_TARGET=10 WARM_IP_TARGET=1";
	assert_int_equal(run(&n, NULL).waiting, 0);
}

static void
test_by_hand(void **state)
{
	static const struct {
		struct node node;
		uint64_t addresses;
	} rows[] = {
		/* S1 */
		{ { "m5.large", "", 20 }, 30 },
		{ { "m5.large", "WARM_IP_TARGET=2 MINIMUM_IP_TARGET=22", 20 },
		    25 },
		{ { "m5.large", PREFIX, 20 }, 1 + 3 * 16 },
		/* S4 */
		{ { "m5.2xlarge", "", 0 }, 15 },
		{ { "m5.2xlarge", "", 25 }, 45 },
		{ { "m5.2xlarge", "WARM_IP_TARGET=2 MINIMUM_IP_TARGET=25",
		    25 }, 29 },
		/* S12: a rollout with 25 % more pods */
		{ { "m5.large", "", 9 }, 20 },
		{ { "m5.large", "", 12 }, 30 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(run(&rows[i].node, NULL).addresses,
		    rows[i].addresses);
}

/* S3: 211 free addresses with 2 whole /28s serve one node of three. */
static void
test_fragmented(void **state)
{
	struct scenario_subnet s = { .id = "a", .limited = true, .free = 211,
	    .free_blocks = 2, .primary = true, .cluster_ok = true };
	struct node n = { "m5.large", PREFIX, 15 };
	struct answer a = run(&n, &s);

	(void)state;
	assert_int_equal(a.addresses, 33);
	assert_int_equal(a.waiting, 0);
	assert_int_equal(s.free, 211 - 33);
	assert_int_equal(s.free_blocks, 0);
	a = run(&n, &s);
	assert_int_equal(a.addresses, 1);
	assert_int_equal(a.waiting, 15);
	assert_int_equal(s.free, 211 - 34);
}

/* --- nodes that share a subnet -------------------------------------------- */

#define NODES 14

struct shared {
	struct arena arena;
	struct supply subnet;
	struct engine g[NODES];
	struct fleet f;
};

/* More nodes at t, and their pods a minute later, an hour to settle. */
static void
join(struct shared *s, const struct node *n, size_t count, int64_t t)
{
	struct engine_setup setup = { .limits = limits_find(n->type),
	    .rules = cni_rules_newest(), .subnets = &s->subnet,
	    .max_pods = 58, .nsubnets = 1, .start_ms = t,
	    .free = ORDER_NEWEST, .delete = ORDER_NEWEST };
	struct event ev = { .op = EVENT_SET, .n = n->pods };
	struct setting v[8];
	struct settings list;
	size_t first = s->f.n;
	char text[256];

	snprintf(text, sizeof(text), "%s", n->settings);
	list = parse(text, v);
	cni_settings_init(&setup.settings);
	for (size_t i = 0; i < list.n; i++)
		cni_settings_env(&setup.settings, v[i].name, v[i].value);
	fleet_advance(&s->f, t);
	for (size_t i = first; i < first + count; i++) {
		engine_init(&s->g[i], &setup, &s->arena);
		engine_start(&s->g[i]);
		fleet_add(&s->f, &s->g[i], t);
	}
	for (size_t i = first; i < first + count; i++)
		fleet_event(&s->f, i, t + 60000, &ev);
	fleet_advance(&s->f, t + 3600000);
}

static void
share(struct shared *s, int64_t free)
{
	s->arena = (struct arena)ARENA_INIT;
	s->subnet = (struct supply){ .id = "s", .node_subnet = true,
	    .cluster_ok = true, .free = free, .free_blocks = free / 16 };
	fleet_init(&s->f, &s->arena);
}

static uint64_t
waiting(const struct shared *s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s->f.n; i++)
		n += s->g[i].waiting;
	return n;
}

/* S1: 8 nodes of 30 addresses in 251 less 17; 7 have room. */
static void
test_starter(void **state)
{
	static const struct node n = { "m5.large", "", 20 };
	static const struct node tuned = { "m5.large",
	    "WARM_IP_TARGET=2 MINIMUM_IP_TARGET=22", 20 };
	static const struct node prefix = { "m5.large", PREFIX, 20 };
	struct shared s;

	(void)state;
	share(&s, 251 - 17);
	join(&s, &n, 7, 0);
	assert_int_equal(waiting(&s), 0);
	join(&s, &n, 1, 7200000);
	assert_int_equal(waiting(&s), 2);	/* of 20, 18 on two ENIs */
	arena_clear(&s.arena);

	share(&s, 251 - 17);
	join(&s, &tuned, 8, 0);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(s.subnet.free, 251 - 217);
	join(&s, &tuned, 2, 7200000);		/* surge nodes */
	assert_true(waiting(&s) > 0);
	arena_clear(&s.arena);

	share(&s, 251 - 17);			/* 14 whole /28s in a /24 */
	s.subnet.free_blocks = 14;
	join(&s, &prefix, 4, 0);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(s.subnet.free_blocks, 2);
	arena_clear(&s.arena);
}

/* S4: the update of a node group starts, and then its pods hang. */
static void
test_update(void **state)
{
	static const struct node n = { "m5.2xlarge", "", 25 };
	static const struct node idle = { "m5.2xlarge", "", 0 };
	static const struct node tuned = { "m5.2xlarge",
	    "WARM_IP_TARGET=2 MINIMUM_IP_TARGET=25", 25 };
	struct event ev = { .op = EVENT_SET, .n = 25 };
	struct shared s;

	(void)state;
	share(&s, 507 - 12);
	join(&s, &n, 10, 0);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(s.subnet.free, 45);
	join(&s, &idle, 2, 7200000);
	assert_int_equal(s.subnet.free, 15);	/* 2 x 15 to boot */
	for (size_t i = 10; i < 12; i++)
		fleet_event(&s.f, i, 14400000, &ev);
	fleet_advance(&s.f, 18000000);
	assert_int_equal(s.subnet.free, 0);
	assert_int_equal(waiting(&s), 11);	/* 25 on one ENI of 14 */
	arena_clear(&s.arena);

	share(&s, 507 - 12);
	join(&s, &tuned, 10, 0);
	assert_int_equal(s.subnet.free, 205);
	join(&s, &tuned, 4, 7200000);
	assert_int_equal(waiting(&s), 0);
	assert_int_equal(s.subnet.free, 205 - 116);
	arena_clear(&s.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prefix_costs_more),
		cmocka_unit_test(test_minimum_freezes),
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_fragmented),
		cmocka_unit_test(test_starter),
		cmocka_unit_test(test_update),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
