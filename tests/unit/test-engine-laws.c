/*
 * What must hold whatever happens: sums agree with a count of every block,
 * addresses are conserved over subnets and nodes, limits are kept, no pod is
 * lost; skipped passes change nothing; the engine at rest is cni_rest(); and
 * pass by pass, while pods come and go, it is the naive agent.
 */
#include <stdio.h>
#include <string.h>

#include "naive-ipamd.h"
#include "random-node.h"
#include "test.h"

#include "cni/engine-parts.h"
#include "cni/simulate.h"

#define SEED 20260818u
#define NODES 3
#define ROUNDS 400
#define EVENTS 2500			/* a round; a million in all */

/* --- a million events ----------------------------------------------------- */

static struct engine_setup
setup_of(const struct cni_node *n, struct supply *subnets, size_t nsubnets)
{
	return (struct engine_setup){
		.limits = n->limits, .rules = cni_rules_newest(),
		.settings = n->settings, .max_pods = n->max_pods,
		.unmanaged_enis = n->unmanaged_enis, .subnets = subnets,
		.nsubnets = nsubnets, .trunk_attach_ms = 5000,
		.branch_cooldown_ms = 60000, .assign = ORDER_OLDEST,
		.alloc = ORDER_OLDEST, .free = ORDER_NEWEST,
		.delete = ORDER_NEWEST, .seed = 1,
	};
}

/* The sums of an engine, by looking at every block and pod. */
static void
count_again(const struct engine *g)
{
	uint64_t single = 0, prefix = 0, used = 0, cooling = 0, enis = 0;
	uint64_t placed = 0, waiting = 0, live = 0;

	for (uint32_t c = 0; c < g->nstores; c++) {
		const struct ipam_card *st = &g->stores[c];
		int64_t total = 0, room = 0;

		assert_true(st->n <= g->s.limits->enis);
		enis += st->n;
		for (uint32_t k = 0; k < st->n; k++) {
			const struct ipam_eni *e = &g->enis[st->enis[k]];

			assert_true(e->n <= g->slots);
			for (uint32_t i = 0; i < e->n; i++) {
				const struct ipam_block *b =
				    &g->blocks[e->blocks[i]];

				assert_int_equal(b->at, i);
				assert_true(b->used + b->cooling <=
				    engine_size(b));
				single += !b->prefix;
				prefix += b->prefix;
				used += b->used;
				cooling += b->cooling;
				if (b->prefix != g->pd || e->excluded)
					continue;
				total += engine_size(b);
				room += engine_size(b) - b->used - b->cooling;
			}
		}
		assert_int_equal(st->total, total);
		assert_int_equal(st->room, room);
		assert_true(st->assigned <= total);
	}
	for (size_t i = g->first_pod; i < g->npods; i++) {
		live += g->pods[i].place != POD_GONE;
		waiting += g->pods[i].place == POD_WAITS;
		if (g->pods[i].place < POD_IPV6)
			placed += g->pods[i].multi ? g->nstores : 1;
	}
	assert_int_equal(g->neni, enis);
	assert_int_equal(g->nsingle, single);
	assert_int_equal(g->nprefix, prefix);
	assert_int_equal(g->assigned, used);
	assert_int_equal(g->cooling, cooling);
	assert_int_equal(g->live, live);
	assert_int_equal(g->waiting, waiting);
	assert_int_equal(placed, used);
}

static void
random_subnets(struct supply *s, size_t n)
{
	static const char *const ids[] = { "a", "b", "c" };

	for (size_t i = 0; i < n; i++) {
		s[i] = (struct supply){ .id = ids[i], .node_subnet = i == 0,
		    .cluster_ok = rnd(5) != 0 };
		s[i].free = 10 + (int64_t)rnd(rnd(2) == 0 ? 100 : 600);
		s[i].free_blocks = (int64_t)rnd((uint64_t)s[i].free / 16 + 1);
		s[i].tag = rnd(2) == 0 ? TAG_NONE : rnd(4) == 0 ? TAG_ZERO :
		    TAG_SET;
	}
}

static struct event
random_event(const struct engine *g, struct settings *settings)
{
	static const enum event_op ops[] = { EVENT_SET, EVENT_SET, EVENT_ADD,
	    EVENT_ADD, EVENT_ADD, EVENT_DEL, EVENT_DEL, EVENT_DEL,
	    EVENT_DEL_IDS, EVENT_DEL_IDS, EVENT_ADD_MULTI, EVENT_BRANCH_SET,
	    EVENT_CORDON, EVENT_UNCORDON, EVENT_UNCORDON };
	static uint64_t ids[4];
	struct event ev = { .op = ops[rnd(COUNT(ops))], .n = rnd(4) };

	if (ev.op == EVENT_SET)
		ev.n = rnd(rnd(3) == 0 ? 60 : 20);
	for (size_t i = 0; i < COUNT(ids); i++)
		ids[i] = g->next_pod > 30 ? g->next_pod - rnd(30) :
		    rnd(g->next_pod + 1);
	ev.ids = ids;
	ev.nids = ev.op == EVENT_DEL_IDS ? rnd(COUNT(ids) + 1) : 0;
	if (rnd(100) != 0)
		return ev;
	ev.op = EVENT_RESTART;
	settings->n = rnd(3);
	settings->v[0].value = rnd(2) == 0 ? "true" : "false";
	ev.settings = *settings;
	return ev;
}

static enum order
random_order(void)
{
	return rnd(2) == 0 ? ORDER_RANDOM : (enum order)rnd(2);
}

/* One of the nodes lives on: an event, or a few passes. */
static void
live(struct engine *g, int64_t *now, struct settings *settings)
{
	struct event ev = random_event(g, settings);

	if (rnd(3) != 0)
		engine_event(g, *now, &ev);
	else
		for (uint64_t i = rnd(4) == 0 ? rnd(30) : 1; i > 0; i--)
			engine_pass(g, *now += 1 + (int64_t)rnd(10000));
	engine_forget(g);
	count_again(g);
}

static void
one_round(void)
{
	struct setting changes[] = { { "ENABLE_PREFIX_DELEGATION", NULL,
	    { 0, 0 } }, { "WARM_IP_TARGET", "3", { 0, 0 } } };
	struct settings settings = { changes, 0 };
	struct arena a = ARENA_INIT;
	struct engine g[NODES];
	struct engine_setup s;
	struct cni_node n[NODES];
	struct limits l[NODES];
	struct supply subnets[3];
	int64_t all = 0, now = 0, held;

	random_subnets(subnets, COUNT(subnets));
	for (size_t i = 0; i < COUNT(subnets); i++)
		all += subnets[i].free;
	for (size_t i = 0; i < NODES; i++) {
		random_node(&n[i], &l[i]);
		n[i].settings.ip_cooldown_s = (int64_t)rnd(3) * 30 - 1;
		n[i].settings.subnet_discovery = rnd(4) != 0;
		s = setup_of(&n[i], subnets, COUNT(subnets));
		s.assign = random_order();
		s.alloc = random_order();
		s.free = random_order();
		s.delete = random_order();
		s.fifo = rnd(2) == 0;
		s.eniconfig_subnet = rnd(COUNT(subnets));
		engine_init(&g[i], &s, &a);
	}
	for (size_t i = 0; i < NODES; i++)
		engine_start(&g[i]);
	for (int k = 0; k < EVENTS; k++) {
		live(&g[rnd(NODES)], &now, &settings);
		held = 0;
		for (size_t i = 0; i < NODES; i++)
			held += (int64_t)(g[i].neni + g[i].nsingle +
			    16 * g[i].nprefix);
		for (size_t i = 0; i < COUNT(subnets); i++) {
			held += subnets[i].free;
			assert_true(subnets[i].free >= 0);
			assert_true(subnets[i].free_blocks >= 0 &&
			    16 * subnets[i].free_blocks <= subnets[i].free);
		}
		assert_int_equal(held, all);
	}
	arena_clear(&a);
}

static void
test_laws(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		one_round();
}

/* --- skipping ------------------------------------------------------------- */

static void
mix(uint64_t *hash, uint64_t v)
{
	*hash = (*hash ^ v) * UINT64_C(0x100000001b3);
}

static void
hash_state(void *arg, const struct simulation *s, enum phase p)
{
	const struct engine *g = &s->engine;
	uint64_t *hash = arg;

	if (p == PHASE_PASS && g->nactions == 0)
		return;
	mix(hash, (uint64_t)g->now);
	mix(hash, g->neni);
	mix(hash, g->nsingle);
	mix(hash, g->nprefix);
	mix(hash, g->assigned);
	mix(hash, g->cooling);
	mix(hash, g->waiting);
	mix(hash, engine_calls(g));
	mix(hash, g->random.state);
	for (size_t i = 0; i < g->nactions; i++)
		mix(hash, g->actions[i].op * 1000 + g->actions[i].eni);
}

static void
random_scenario(struct scenario *sc, struct event *events, size_t n)
{
	struct cni_node node;

	scenario_init(sc);
	random_node(&node, &sc->limits);
	sc->max_pods = rnd(60);
	sc->events = events;
	sc->nevents = rnd(n);
	sc->assign = random_order();
	sc->alloc = random_order();
	sc->free = random_order();
	sc->delete = random_order();
	sc->until_ms = 1000 * rnd(2000);
	sc->tick_ms = 1 + rnd(9000);
	for (size_t i = 0; i < sc->nevents; i++) {
		events[i] = (struct event){ .t_ms = rnd(sc->until_ms + 1),
		    .op = (enum event_op)rnd(9), .n = rnd(30),
		    .at = { i + 1, 1 } };
		if (events[i].op == EVENT_BRANCH_SET)
			events[i].n %= 5;
	}
	scenario_sort(sc);
}

static void
random_settings(struct setting *v)
{
	static const char *const names[] = { "WARM_ENI_TARGET",
	    "WARM_IP_TARGET", "MINIMUM_IP_TARGET", "WARM_PREFIX_TARGET" };
	static const char *const values[] = { NULL, "0", "1", "2", "5", "17" };
	static const char *const bools[] = { "true", "false" };
	static const char *const flags[] = { "ENABLE_PREFIX_DELEGATION",
	    "ENABLE_POD_ENI", "ENABLE_MULTI_NIC",
	    "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG" };

	for (size_t i = 0; i < 4; i++) {
		v[i] = (struct setting){ names[i], values[rnd(COUNT(values))],
		    { 0, 0 } };
		v[i + 4] = (struct setting){ flags[i], bools[rnd(3) != 0],
		    { 0, 0 } };
	}
}

/* The same scenario with every pass run, and without those in vain. */
static void
test_skip(void **state)
{
	uint64_t skipped = 0, passes = 0;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		uint64_t hash[2] = { 1, 1 };
		struct simulation s[2] = {
			{ .no_skip = true, .state = hash_state,
			    .arg = &hash[0] },
			{ .state = hash_state, .arg = &hash[1] },
		};
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct event events[40];
		struct setting v[8];
		struct scenario sc;

		random_scenario(&sc, events, COUNT(events));
		random_settings(v);
		sc.settings = (struct settings){ v, COUNT(v) };
		for (size_t k = 0; k < 2; k++)
			assert_true(simulate(&s[k], &sc, &a, &e));
		hash_state(s[0].arg, &s[0], PHASE_EVENT);
		hash_state(s[1].arg, &s[1], PHASE_EVENT);
		assert_int_equal(hash[0], hash[1]);
		assert_int_equal(s[0].waiting_ms, s[1].waiting_ms);
		assert_int_equal(s[0].peak_addresses, s[1].peak_addresses);
		assert_int_equal(s[0].max_waiting, s[1].max_waiting);
		assert_int_equal(s[0].calls_minute, s[1].calls_minute);
		assert_int_equal(s[0].passes, s[1].passes + s[1].skipped);
		skipped += s[1].skipped;
		passes += s[1].passes;
		arena_clear(&a);
	}
	printf("%llu passes run, %llu skipped\n", (unsigned long long)passes,
	    (unsigned long long)skipped);
}

/* --- at rest -------------------------------------------------------------- */

static void
raise(uint64_t *most, uint64_t v)
{
	if (v > *most)
		*most = v;
}

static struct cni_rest
look(const struct engine *g)
{
	return (struct cni_rest){ .enis = g->neni, .prefixes = g->nprefix,
	    .secondary_ips = g->nsingle, .branch_enis = g->branch,
	    .addresses = engine_addresses(g),
	    .addresses_min = engine_addresses(g), .assigned = g->assigned,
	    .stable = true };
}

/* The largest of each in a while, and the engine where it has them. */
static void
watch(struct engine *g, int64_t *t, struct cni_rest *r)
{
	struct cni_rest now;

	for (int i = 0; i < 280; i++) {
		now = look(g);
		if (i >= 80 && now.addresses == r->addresses)
			break;
		raise(&r->enis, now.enis);
		raise(&r->prefixes, now.prefixes);
		raise(&r->secondary_ips, now.secondary_ips);
		raise(&r->assigned, now.assigned);
		raise(&r->addresses, now.addresses);
		if (now.addresses < r->addresses_min)
			r->addresses_min = now.addresses;
		engine_pass(g, *t += 5000);
		engine_forget(g);
	}
	r->stable = false;
}

/* At rest after 31 passes without an action, 155 s: above every timer. */
static void
settle(struct engine *g, int64_t *t, struct cni_rest *r)
{
	int limit = 60 + 2 * (int)(g->max_eni + 1) * (int)g->nstores;
	int quiet = 0;

	for (int i = 0; i < limit && quiet < 31 && g->error == NULL; i++) {
		*t += *t == 0 ? 2500 : 5000;
		engine_pass(g, *t);
		quiet = g->nactions == 0 ? quiet + 1 : 0;
		engine_forget(g);
	}
	*r = look(g);
	if (quiet < 31 && g->error == NULL)
		watch(g, t, r);
}

static void
add_pod(struct engine *g, const struct cni_node *n, uint64_t pods, int64_t t)
{
	struct event ev = { .op = EVENT_ADD, .n = 1 };
	uint64_t pool = pods > n->branch_pods ? pods - 1 - n->branch_pods : 0;

	if (g->branch + pool >= n->max_pods)
		return;
	if (pods <= n->branch_pods) {
		ev = (struct event){ .op = EVENT_BRANCH_SET,
		    .n = g->branch + 1 };
		if (g->stores[0].trunks == 0)
			return;
	}
	engine_event(g, t, &ev);
}

static void
check_rest(const struct cni_node *n, uint64_t pods, const struct cni_rest *got)
{
	struct cni_rest want;

	cni_rest(n, pods, &want);
	if (got->enis == want.enis && got->prefixes == want.prefixes &&
	    got->secondary_ips == want.secondary_ips &&
	    got->assigned == want.assigned && got->stable == want.stable &&
	    got->branch_enis == want.branch_enis &&
	    got->addresses == want.addresses &&
	    got->addresses_min == want.addresses_min)
		return;
	fail_msg("%s, %llu pods: engine %llu ENIs %llu + %llup, assigned %llu "
	    "branch %llu stable %d from %llu; rest %llu ENIs %llu + %llup, "
	    "assigned %llu branch %llu stable %d from %llu", n->limits->type,
	    (unsigned long long)pods, (unsigned long long)got->enis,
	    (unsigned long long)got->secondary_ips,
	    (unsigned long long)got->prefixes,
	    (unsigned long long)got->assigned,
	    (unsigned long long)got->branch_enis, got->stable,
	    (unsigned long long)got->addresses_min,
	    (unsigned long long)want.enis,
	    (unsigned long long)want.secondary_ips,
	    (unsigned long long)want.prefixes,
	    (unsigned long long)want.assigned,
	    (unsigned long long)want.branch_enis, want.stable,
	    (unsigned long long)want.addresses_min);
}

static void
test_rest(void **state)
{
	(void)state;
	for (int i = 0; i < 6000; i++) {
		struct supply endless = { .id = "s", .node_subnet = true,
		    .free = SUPPLY_UNLIMITED, .cluster_ok = true,
		    .free_blocks = SUPPLY_UNLIMITED / 16 };
		struct arena a = ARENA_INIT;
		struct engine_setup s;
		struct cni_node n;
		struct cni_rest r;
		struct engine g;
		struct limits l;
		int64_t t = 0;

		random_node(&n, &l);
		if (rnd(3) == 0)
			n.limits = &limits[rnd(nlimits)];
		cni_node_init(&n);
		s = setup_of(&n, &endless, 1);
		engine_init(&g, &s, &a);
		engine_start(&g);
		for (uint64_t pods = 0; pods <= 40; pods++) {
			if (pods > 0)
				add_pod(&g, &n, pods, t);
			settle(&g, &t, &r);
			check_rest(&n, pods, &r);
		}
		arena_clear(&a);
	}
}

/* --- the naive agent ------------------------------------------------------ */

static void
check_twin(const struct engine *g, const struct naive *n)
{
	assert_int_equal(g->waiting, n->pending);
	for (uint32_t c = 0; c < g->nstores; c++) {
		const struct ipam_card *st = &g->stores[c];

		assert_int_equal(st->n, n->store[c].nenis);
		for (uint32_t k = 0; k < st->n; k++) {
			const struct ipam_eni *e = &g->enis[st->enis[k]];
			const struct naive_eni *m = &n->store[c].eni[k];

			assert_int_equal(e->primary, m->primary);
			assert_int_equal(e->trunk, m->trunk);
			assert_int_equal(e->n, m->nblocks);
			for (uint32_t i = 0; i < e->n; i++)
				assert_int_equal(g->blocks[e->blocks[i]].used,
				    m->block[i].used);
		}
	}
}

/* A pod of both goes, whichever. */
static void
delete_one(struct engine *g, struct naive *n, int64_t t)
{
	uint64_t at = rnd(g->live), k = at;
	size_t i = g->first_pod;
	struct event ev = { .op = EVENT_DEL_IDS, .name = "" };

	while (g->pods[i].place == POD_GONE || k-- > 0)
		i++;
	ev.n = g->pods[i].id;
	engine_event(g, t, &ev);
	naive_delete_pod(n, at);
}

/* Bursts of pods at any pass, so that neither is ever at rest. */
static void
one_twin(const struct cni_node *n, struct arena *a)
{
	static struct naive_store store[RANDOM_CARDS];
	struct supply endless = { .id = "s", .node_subnet = true,
	    .free = SUPPLY_UNLIMITED, .cluster_ok = true,
	    .free_blocks = SUPPLY_UNLIMITED / 16 };
	struct engine_setup s = setup_of(n, &endless, 1);
	struct event ev = { .op = EVENT_ADD };
	struct naive naive;
	struct engine g;
	int64_t t = 0;

	engine_init(&g, &s, a);
	engine_start(&g);
	naive_boot(&naive, n, store);
	assert_int_equal(naive.error, g.error != NULL);
	for (int i = 0; i < 150 && !naive.error; i++) {
		ev.n = rnd(4) == 0 ? rnd(12) : 0;
		engine_event(&g, t, &ev);
		for (uint64_t k = 0; k < ev.n; k++)
			naive_add_pool_pod(&naive);
		for (uint64_t k = rnd(5) == 0 ? rnd(g.live + 1) : 0; k > 0;
		    k--)
			delete_one(&g, &naive, t);
		check_twin(&g, &naive);
		naive_step(&naive);
		engine_pass(&g, t += i == 0 ? 2500 : 5000);
		engine_forget(&g);
		check_twin(&g, &naive);
	}
}

static void
test_twin(void **state)
{
	(void)state;
	for (int i = 0; i < 10000; i++) {
		struct arena a = ARENA_INIT;
		struct cni_node n;
		struct limits l;

		random_node(&n, &l);
		n.settings.ip_cooldown_s = (int64_t)rnd(6) * 15 - 15;
		cni_node_init(&n);
		one_twin(&n, &a);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_laws),
		cmocka_unit_test(test_skip),
		cmocka_unit_test(test_rest),
		cmocka_unit_test(test_twin),
	};

	random_state = SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
