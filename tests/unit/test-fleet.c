/*
 * A fleet against a loop that runs every pass of every node, in order of time
 * and of nodes: the same nodes, events and subnets give the same states.
 */
#include <stdio.h>
#include <string.h>

#include "random-node.h"
#include "test.h"

#include "cni/fleet.h"

#define SEED 20260818u
#define NODES 6
#define EVENTS 120

struct world {
	struct supply subnets[2];
	struct engine g[NODES];
	int64_t start[NODES], next[NODES];
};

static void
begin(struct world *w, size_t i, const struct cni_node *n, struct arena *a)
{
	struct engine_setup s = {
		.limits = n->limits, .rules = cni_rules_newest(),
		.settings = n->settings, .max_pods = n->max_pods,
		.subnets = w->subnets, .nsubnets = COUNT(w->subnets),
		.eniconfig_subnet = 1, .start_ms = w->start[i],
		.trunk_attach_ms = w->start[i] + 5000,
		.branch_cooldown_ms = 60000, .free = ORDER_NEWEST,
		.delete = ORDER_NEWEST, .seed = 1 + i,
		.assign = i == 0 ? ORDER_RANDOM : ORDER_OLDEST,
	};

	engine_init(&w->g[i], &s, a);
	engine_start(&w->g[i]);
	w->next[i] = w->start[i] + 2500;
}

/* Every pass before t, or at t when that is the end. */
static void
plain_until(struct world *w, int64_t t, bool end)
{
	for (;;) {
		size_t first = NODES;

		for (size_t i = 0; i < NODES; i++)
			if (w->g[i].error == NULL && (first == NODES ||
			    w->next[i] < w->next[first]))
				first = i;
		if (first == NODES || w->next[first] > t ||
		    (w->next[first] == t && !end))
			return;
		engine_pass(&w->g[first], w->next[first]);
		engine_forget(&w->g[first]);
		w->next[first] += 5000;
	}
}

static void
compare(const struct world *a, const struct world *b)
{
	for (size_t i = 0; i < COUNT(a->subnets); i++) {
		assert_int_equal(a->subnets[i].free, b->subnets[i].free);
		assert_int_equal(a->subnets[i].free_blocks,
		    b->subnets[i].free_blocks);
	}
	for (size_t i = 0; i < NODES; i++) {
		const struct engine *x = &a->g[i], *y = &b->g[i];

		assert_int_equal(x->neni, y->neni);
		assert_int_equal(x->nsingle, y->nsingle);
		assert_int_equal(x->nprefix, y->nprefix);
		assert_int_equal(x->assigned, y->assigned);
		assert_int_equal(x->waiting, y->waiting);
		assert_int_equal(engine_calls(x), engine_calls(y));
		assert_int_equal(x->random.state, y->random.state);
	}
}

static void
make_world(struct world *w, struct cni_node *n, struct limits *l)
{
	memset(w, 0, sizeof(*w));
	for (size_t i = 0; i < COUNT(w->subnets); i++) {
		w->subnets[i] = (struct supply){ .id = i == 0 ? "a" : "b",
		    .free = 60 + (int64_t)rnd(300), .node_subnet = i == 0,
		    .cluster_ok = true, .tag = rnd(2) ? TAG_SET : TAG_NONE };
		w->subnets[i].free_blocks =
		    (int64_t)rnd((uint64_t)w->subnets[i].free / 16 + 1);
	}
	for (size_t i = 0; i < NODES; i++) {
		w->start[i] = (int64_t)rnd(2) * (int64_t)rnd(10000);
		random_node(&n[i], &l[i]);
		n[i].settings.subnet_discovery = rnd(4) != 0;
	}
}

static uint64_t run, all;

static void
one_fleet(struct arena *a)
{
	struct cni_node n[NODES];
	struct limits l[NODES];
	struct world plain, w;
	struct fleet f;
	int64_t t = 20000;

	make_world(&plain, n, l);
	w = plain;
	fleet_init(&f, a);
	for (size_t i = 0; i < NODES; i++) {
		begin(&plain, i, &n[i], a);
		begin(&w, i, &n[i], a);
		fleet_add(&f, &w.g[i], w.start[i]);
	}
	for (int k = 0; k < EVENTS; k++) {
		size_t i = rnd(NODES);
		struct event ev = { .op = rnd(2) ? EVENT_ADD : EVENT_DEL,
		    .n = rnd(8) };

		t += rnd(3) == 0 ? 0 : (int64_t)rnd(4) * 2500 +
		    (int64_t)rnd(rnd(10) == 0 ? 200000 : 5000);
		plain_until(&plain, t, false);
		if (plain.g[i].error == NULL)
			engine_event(&plain.g[i], t, &ev);
		engine_forget(&plain.g[i]);
		fleet_event(&f, i, t, &ev);
		compare(&plain, &w);
	}
	plain_until(&plain, t + 600000, true);
	fleet_advance(&f, t + 600000);
	compare(&plain, &w);
	run += f.passes;
	all += NODES * (uint64_t)(t + 600000) / 5000;
}

static void
test_fleet(void **state)
{
	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct arena a = ARENA_INIT;

		one_fleet(&a);
		arena_clear(&a);
	}
	printf("%llu of about %llu passes run\n", (unsigned long long)run,
	    (unsigned long long)all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fleet),
	};

	random_state = SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
