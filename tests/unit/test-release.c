/*
 * A release of the CNI is a row of numbers: the engine and the settings take
 * them from there and from nowhere else.
 */
#include <string.h>

#include "test.h"

#include "cni/engine.h"

static void
test_find(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_ptr_equal(cni_rules_find("v1.23.1", &e), cni_rules_newest());
	assert_ptr_equal(cni_rules_find("1.23.1", &e), cni_rules_newest());
	assert_int_equal(e.status, EXIT_OK);
	assert_null(cni_rules_find("v1.23", &e));
	assert_int_equal(e.status, EXIT_CANNOT);
	assert_non_null(strstr(e.msg, "v1.23.1"));
}

/* As the newest, but with other defaults and other times. */
static struct cni_rules
later(void)
{
	struct cni_rules r = *cni_rules_newest();

	r.release = "v9.0.0";
	r.var[CNI_WARM_ENI_TARGET] = (struct cni_default){ 3, "2" };
	r.var[CNI_IP_COOLDOWN_PERIOD] = (struct cni_default){ 7, NULL };
	r.eni_min_age_ms = 1000;
	r.decrease_ms = 200000;
	r.backoff_ms = 50000;
	return r;
}

static void
test_defaults(void **state)
{
	struct cni_rules r = later();
	struct cni_settings s;

	(void)state;
	cni_settings_init_as(&s, &r, CNI_MANIFEST);
	assert_int_equal(s.warm_eni, 2);
	assert_int_equal(s.ip_cooldown_s, 7);
	cni_settings_env(&s, "WARM_ENI_TARGET", "x");
	assert_int_equal(s.warm_eni, 3);
	cni_settings_init_as(&s, &r, CNI_CODE);
	assert_int_equal(s.warm_eni, 3);
}

struct node {
	struct supply subnet;
	struct limits limits;
	struct arena arena;
	struct engine g;
};

static void
start(struct node *n, const struct cni_rules *r, const char *warm_ip,
    int64_t free)
{
	struct engine_setup s = { .limits = &n->limits, .rules = r,
	    .max_pods = 110, .subnets = &n->subnet, .nsubnets = 1,
	    .free = ORDER_NEWEST, .delete = ORDER_NEWEST };

	n->subnet = (struct supply){ .id = "s", .node_subnet = true,
	    .free = free, .free_blocks = free / 16, .cluster_ok = true };
	n->limits = *limits_find("m5.large");
	n->arena = (struct arena)ARENA_INIT;
	cni_settings_init_as(&s.settings, r, CNI_MANIFEST);
	cni_settings_env(&s.settings, "WARM_IP_TARGET", warm_ip);
	cni_settings_env(&s.settings, "IP_COOLDOWN_PERIOD", "-1");
	engine_init(&n->g, &s, &n->arena);
	engine_start(&n->g);
}

static void
pods(struct node *n, int64_t t, uint64_t count)
{
	struct event ev = { .op = EVENT_SET, .n = count };

	engine_event(&n->g, t, &ev);
}

/* Passes each 5 s from t on, until one changes the addresses: when. */
static int64_t
changes_at(struct node *n, int64_t t)
{
	uint64_t before = engine_addresses(&n->g);

	for (int i = 0; i < 100; i++, t += 5000) {
		engine_pass(&n->g, t);
		if (engine_addresses(&n->g) != before)
			return t;
	}
	return -1;
}

/* The pool shrinks at 5 s; an ENI may go 60 s, or 1 s, after it came. */
static void
test_times(void **state)
{
	struct cni_rules r = later();
	const struct cni_rules *rows[] = { cni_rules_newest(), &r };
	static const int64_t second[] = { 40000, 210000 };
	static const int64_t retry[] = { 125000, 55000 };
	static const int64_t idle[] = { 90000, 65000 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct node n;

		/* Two decreases, the first at 5 s. */
		start(&n, rows[i], "1", 1000);
		pods(&n, 0, 1);
		engine_pass(&n.g, 1000);
		pods(&n, 2000, 0);
		assert_int_equal(changes_at(&n, 5000), 5000);
		pods(&n, 6000, 2);
		engine_pass(&n.g, 7000);
		engine_pass(&n.g, 8000);
		pods(&n, 9000, 0);
		assert_int_equal(changes_at(&n, 10000), second[i]);
		arena_clear(&n.arena);

		/* No space at 5 s; space again at once. */
		start(&n, rows[i], NULL, 10);
		pods(&n, 0, 1);
		engine_pass(&n.g, 4000);
		n.subnet.free = 100;
		assert_int_equal(changes_at(&n, 5000), retry[i]);
		arena_clear(&n.arena);

		/* An ENI that came at 30 s, its pods gone, nothing cooling. */
		start(&n, rows[i], NULL, 1000);
		pods(&n, 0, 0);
		pods(&n, 29000, rows[i] == &r ? 10 : 1);
		engine_pass(&n.g, 30000);
		engine_pass(&n.g, 31000);
		pods(&n, 32000, 0);
		assert_int_equal(changes_at(&n, 65000), idle[i]);
		arena_clear(&n.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
