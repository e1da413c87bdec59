/*
 * cni_rest() with bursts: pods that come to a node at any time, and none that
 * goes, never leave it with more than that, and often enough with as much.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random-node.h"
#include "test.h"

#include "cni/engine.h"

#define SEED 20261124u

static uint64_t equal, above_rest;

/* The most addresses that the node holds at one time. */
static uint64_t
run(const struct cni_node *n, uint64_t pods, uint64_t branch)
{
	struct supply endless = { .id = "s", .node_subnet = true,
	    .free = SUPPLY_UNLIMITED, .cluster_ok = true,
	    .free_blocks = SUPPLY_UNLIMITED / 16 };
	struct engine_setup s = { .limits = n->limits,
	    .rules = cni_rules_newest(), .settings = n->settings,
	    .max_pods = n->max_pods, .unmanaged_enis = n->unmanaged_enis,
	    .subnets = &endless, .nsubnets = 1, .trunk_attach_ms = 5000,
	    .free = ORDER_NEWEST, .delete = ORDER_NEWEST, .seed = 1 };
	struct arena a = ARENA_INIT;
	struct engine g;
	uint64_t most = 0, burst = 1 + rnd(pods + 1);

	engine_init(&g, &s, &a);
	engine_start(&g);
	for (int64_t t = 2500; t < 2000000 && g.error == NULL; t += 5000) {
		struct event ev = { .op = EVENT_ADD,
		    .n = pods < burst ? pods : burst };

		if (t > 10000 && branch > g.branch) {
			ev = (struct event){ .op = EVENT_BRANCH_SET,
			    .n = branch };
			engine_event(&g, t - 1, &ev);
		} else if (pods > 0 && rnd(3) == 0) {
			pods -= ev.n;
			engine_event(&g, t - 1, &ev);
		}
		engine_pass(&g, t);
		engine_forget(&g);
		if (engine_addresses(&g) > most)
			most = engine_addresses(&g);
	}
	arena_clear(&a);
	return most;
}

static void
one_node(void)
{
	struct cni_node n, settled;
	struct cni_rest r, rest;
	struct limits l;
	uint64_t want = rnd(rnd(3) ? 30 : 90), most;

	random_node(&n, &l);
	if (n.branch_pods > want)
		n.branch_pods = want;
	settled = n;
	n.bursts = true;
	cni_node_init(&n);
	cni_node_init(&settled);
	if (n.unusable != NULL || cni_settings_refused(&n.settings, &l) !=
	    NULL)
		return;
	cni_rest(&n, want, &r);
	cni_rest(&settled, want, &rest);
	assert_true(rest.addresses <= r.addresses);
	assert_int_equal(rest.assigned, r.assigned);
	most = run(&n, rest.assigned, rest.branch_enis);
	if (most > r.addresses)
		fail_msg("%u ENIs of %u, %u cards, mode %d, %llu %llu %llu "
		    "%llu, max_pods %llu, %llu pods: %llu addresses, bound "
		    "%llu, at rest %llu", l.enis, l.ipv4_per_eni,
		    l.network_cards, n.mode,
		    (unsigned long long)n.settings.warm_eni,
		    (unsigned long long)n.settings.warm_ip,
		    (unsigned long long)n.settings.minimum_ip,
		    (unsigned long long)n.settings.warm_prefix,
		    (unsigned long long)n.max_pods, (unsigned long long)want,
		    (unsigned long long)most, (unsigned long long)r.addresses,
		    (unsigned long long)rest.addresses);
	equal += most == r.addresses;
	above_rest += most > rest.addresses;
}

static void
test_bursts(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++)
		one_node();
	printf("20000 nodes: %llu reach the bound, %llu are above the settled "
	    "state\n", (unsigned long long)equal,
	    (unsigned long long)above_rest);
	assert_true(above_rest > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bursts),
	};

	random_state = getenv("SEED") != NULL ?
	    strtoull(getenv("SEED"), NULL, 10) : SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
