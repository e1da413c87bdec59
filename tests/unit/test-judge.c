/*
 * A node that meets a demand: against a twin that runs every pass and follows
 * every pod, and what must hold of demands and of equal questions.
 */
#include <stdio.h>
#include <string.h>

#include "test.h"

#include "cni/engine.h"
#include "cni/judge.h"
#include "random-node.h"

#define SEED 20261204
#define PASS_MS 5000

/* --- the twin ------------------------------------------------------------- */

struct twin {
	struct engine g;
	struct judgement j;
	const struct demand *d;
	uint64_t now;
	uint64_t came[4000];		/* by id */
	bool waits[4000];
	uint64_t n;
};

/* Look at every pod, one after the other. */
static void
look(struct twin *t)
{
	uint64_t first = t->n;

	while (t->n < t->g.next_pod) {
		t->came[t->n] = t->now;
		t->j.pods++;
		t->n++;
	}
	for (uint64_t i = 0; i < t->n; i++) {
		uint64_t age = t->now - t->came[i];

		if (t->waits[i] && age > t->j.longest_ms)
			t->j.longest_ms = age;
		if (t->waits[i] && t->now >= t->d->from_ms &&
		    age > t->j.longest_late_ms)
			t->j.longest_late_ms = age;
	}
	memset(t->waits, 0, sizeof(t->waits));
	for (size_t i = 0; i < t->g.npods; i++) {
		uint64_t id = t->g.pods[i].id;

		t->waits[id] = t->g.pods[i].place == POD_WAITS;
		t->j.waits += t->waits[id] && id >= first;
	}
	if (engine_addresses(&t->g) > t->j.peak)
		t->j.peak = engine_addresses(&t->g);
	if (t->now < t->d->from_ms)
		t->j.calls_before = engine_calls(&t->g);
}

static void
pass_time(struct twin *t, uint64_t until)
{
	for (; t->now < until; t->now += 500) {
		if (t->now >= t->d->from_ms)
			t->j.address_ms += 500 * engine_addresses(&t->g);
		for (size_t i = 0; i < t->g.npods; i++)
			if (t->g.pods[i].place == POD_WAITS)
				t->j.waiting_ms += 500;
	}
}

static void
twin_setup(struct engine_setup *s, const struct cni_node *n,
    struct supply *subnet, const struct judge_how *how)
{
	enum order random = ORDER_RANDOM;

	*subnet = (struct supply){ .free = SUPPLY_UNLIMITED, .node_subnet =
	    true, .free_blocks = SUPPLY_UNLIMITED / CNI_PREFIX_SIZE,
	    .cluster_ok = true };
	*s = (struct engine_setup){ .limits = n->limits,
	    .rules = cni_rules_newest(), .settings = n->settings,
	    .max_pods = n->max_pods, .unmanaged_enis = n->unmanaged_enis,
	    .subnets = subnet, .nsubnets = 1, .trunk_attach_ms = 5000,
	    .branch_cooldown_ms = 60000, .assign = ORDER_OLDEST,
	    .alloc = ORDER_OLDEST, .free = ORDER_NEWEST,
	    .delete = ORDER_NEWEST, .seed = how->seed };
	if (how->scattered)
		s->assign = s->alloc = s->free = s->delete = random;
}

/* Demands have times of whole half seconds; so have passes. */
static void
twin_run(struct twin *t, const struct cni_node *n, const struct demand *d,
    const struct judge_how *how, struct arena *a)
{
	struct engine_setup setup;
	struct supply subnet;
	uint64_t next = 2500;
	size_t i = 0;

	*t = (struct twin){ .d = d };
	twin_setup(&setup, n, &subnet, how);
	engine_init(&t->g, &setup, a);
	engine_start(&t->g);
	look(t);
	while (t->g.error == NULL) {
		bool event = i < d->nevents && d->events[i].t_ms <= next &&
		    d->events[i].t_ms <= d->until_ms;

		if (!event && next > d->until_ms)
			break;
		pass_time(t, event ? d->events[i].t_ms : next);
		if (event) {
			engine_event(&t->g, (int64_t)t->now, &d->events[i]);
			if (d->events[i++].joined)
				continue;
		} else {
			engine_pass(&t->g, (int64_t)next);
			next += PASS_MS;
		}
		look(t);
	}
	if (t->g.error == NULL)
		pass_time(t, d->until_ms);
	look(t);
	t->j.calls = engine_calls(&t->g);
	t->j.stuck = t->g.waiting;
}

/* --- random questions ----------------------------------------------------- */

static struct demand_ask
random_ask(const struct cni_node *n)
{
	uint64_t most = judge_capacity(n) < 60 ? judge_capacity(n) : 60;
	struct demand_ask ask = { .pods = rnd(most + 3), .seed = rnd(1000),
	    .churn_num = rnd(12), .churn_den = 1 + rnd(4) };

	if (rnd(3) == 0)
		ask.surge = rnd(ask.pods + 1);
	if (n->branch_limit != 0 && rnd(2) == 0)
		ask.branch = rnd(n->branch_limit + 1);
	return ask;
}

static bool
random_usable(struct cni_node *n, struct limits *l)
{
	random_node(n, l);
	if (n->max_pods_given && n->max_pods > 10000)
		n->max_pods = 10000;
	cni_node_init(n);
	return n->unusable == NULL;
}

static void
agrees_with_twin(void **state)
{
	static struct twin t;

	(void)state;
	random_state = SEED;
	print_message("seed %d\n", SEED);
	for (int i = 0; i < 150; i++) {
		struct judge_how how = { rnd(2) == 0, rnd(100), NULL };
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct demand_ask ask;
		struct judgement j;
		struct cni_node n;
		struct limits l;
		struct demand d;

		if (!random_usable(&n, &l))
			continue;
		ask = random_ask(&n);
		demand_make(&d, &ask, &a);
		assert_true(judge(&j, &n, &d, &how, &a, &e));
		twin_run(&t, &n, &d, &how, &a);
		t.j.calls_minute = j.calls_minute;	/* see test-states */
		if (memcmp(&t.j, &j, sizeof(j)) != 0)
			fail_msg("%d: calls %u %u waits %u %u waiting %u %u "
			    "longest %u %u held %u %u", i,
			    (unsigned)j.calls, (unsigned)t.j.calls,
			    (unsigned)j.waits, (unsigned)t.j.waits,
			    (unsigned)j.waiting_ms, (unsigned)t.j.waiting_ms,
			    (unsigned)j.longest_ms, (unsigned)t.j.longest_ms,
			    (unsigned)j.address_ms, (unsigned)t.j.address_ms);
		arena_clear(&a);
	}
}

/* Settings that judge_normal() makes equal are equal in every judgement. */
static void
equal_questions(void **state)
{
	(void)state;
	random_state = SEED + 1;
	print_message("seed %d\n", SEED + 1);
	for (int i = 0; i < 1500; i++) {
		struct judge_how how = { rnd(2) == 0, rnd(100), NULL };
		struct judge_settled s[2];
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct judgement j[2];
		struct demand_ask ask;
		struct cni_node n, m;
		struct limits l;
		struct demand d;

		if (!random_usable(&n, &l))
			continue;
		m = n;
		judge_normal(&m);
		ask = random_ask(&n);
		demand_make(&d, &ask, &a);
		assert_true(judge(&j[0], &n, &d, &how, &a, &e));
		assert_true(judge(&j[1], &m, &d, &how, &a, &e));
		assert_memory_equal(&j[0], &j[1], sizeof(j[0]));
		assert_true(judge_settled(&s[0], &n, ask.pods, ask.branch,
		    &how, &a, &e));
		assert_true(judge_settled(&s[1], &m, ask.pods, ask.branch,
		    &how, &a, &e));
		assert_memory_equal(&s[0], &s[1], sizeof(s[0]));
		arena_clear(&a);
	}
}

/* So many pods at once, no more, or there is no place for more. */
static void
burst_is_what_starts(void **state)
{
	(void)state;
	random_state = SEED + 2;
	print_message("seed %d\n", SEED + 2);
	for (int i = 0; i < 400; i++) {
		struct judge_how how = { false, 1, NULL };
		struct judge_settled s;
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct judgement j;
		struct cni_node n;
		struct limits l;
		uint64_t pods;

		if (!random_usable(&n, &l) || n.further_cards != 0)
			continue;
		pods = rnd(judge_capacity(&n) % 60 + 1);
		assert_true(judge_settled(&s, &n, pods, 0, &how, &a, &e));
		if (s.stuck != 0) {
			arena_clear(&a);
			continue;
		}
		for (uint64_t more = 0; more < 2; more++) {
			uint64_t t = 60000 + pods * 5000 + 600000 + 1;
			struct event ev[] = {
				{ .t_ms = 60000, .op = EVENT_SET, .n = pods },
				{ .t_ms = t, .op = EVENT_ADD,
				    .n = s.burst + more },
			};
			struct demand d = { ev, 2, t, t };

			assert_true(judge(&j, &n, &d, &how, &a, &e));
			if (more == 0)
				assert_int_equal(j.stuck, 0);
			else if (pods + s.burst < n.max_pods)
				assert_int_equal(j.stuck, 1);
		}
		arena_clear(&a);
	}
}

/*
 * Filled at once a node ends where ipplan node says that it does, unless the
 * brake of max_pods stopped its pool at another step.
 */
static void
settles_as_said(void **state)
{
	size_t seen = 0;

	(void)state;
	random_state = SEED + 4;
	print_message("seed %d\n", SEED + 4);
	for (int i = 0; i < 3000; i++) {
		struct judge_how how = { false, 1, NULL };
		struct judge_settled s;
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct cni_rest r;
		struct cni_node n;
		struct limits l;
		uint64_t pods;

		if (!random_usable(&n, &l) || n.further_cards != 0)
			continue;
		n.branch_pods = 0;
		pods = rnd(judge_capacity(&n) % 60 + 1);
		cni_rest(&n, pods, &r);
		if (!r.stable || r.unplaced != 0 || r.secondary_ips +
		    CNI_PREFIX_SIZE * r.prefixes >= n.max_pods)
			continue;
		assert_true(judge_settled(&s, &n, pods, 0, &how, &a, &e));
		assert_int_equal(s.addresses, r.addresses);
		assert_int_equal(s.enis, r.enis);
		assert_int_equal(s.blocks, r.prefixes);
		assert_int_equal(s.stuck, 0);
		arena_clear(&a);
		seen++;
	}
	assert_true(seen > 500);
}

/* --- demands -------------------------------------------------------------- */

static bool
same_demand(const struct demand *a, const struct demand *b)
{
	if (a->nevents != b->nevents)
		return false;
	for (size_t i = 0; i < a->nevents; i++)
		if (a->events[i].t_ms != b->events[i].t_ms ||
		    a->events[i].op != b->events[i].op ||
		    a->events[i].n != b->events[i].n ||
		    a->events[i].nids != b->events[i].nids ||
		    (a->events[i].nids != 0 &&
		    a->events[i].ids[0] != b->events[i].ids[0]))
			return false;
	return true;
}

/* Each that goes is there and goes once; afterwards as many as before. */
static void
check_demand(const struct demand *d, const struct demand_ask *ask)
{
	static bool there[100000];
	uint64_t live = 0, next = 0, last = 0, old = 0;

	memset(there, 0, sizeof(there));
	for (size_t i = 0; i < d->nevents; i++) {
		const struct event *ev = &d->events[i];

		assert_true(ev->t_ms >= last && ev->t_ms < d->until_ms);
		last = ev->t_ms;
		for (uint64_t k = 0; ev->op == EVENT_ADD && k < ev->n; k++) {
			there[next++] = true;
			live++;
		}
		for (size_t k = 0; k < ev->nids; k++) {
			assert_true(there[ev->ids[k]]);
			there[ev->ids[k]] = false;
			live--;
		}
		assert_true(live <= ask->pods + ask->surge);
	}
	assert_int_equal(live, ask->pods);
	for (uint64_t k = 0; k < ask->pods; k++)
		old += there[k];
	if (ask->surge != 0)
		assert_int_equal(old, 0);
}

static void
demand_holds(void **state)
{
	uint64_t total = 0;

	(void)state;
	random_state = SEED + 3;
	print_message("seed %d\n", SEED + 3);
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct demand_ask ask = { .pods = 1 + rnd(40), .seed = seed,
		    .churn_num = 3, .churn_den = 2, .surge = rnd(2) == 0 ?
		    0 : 2 + rnd(5) };
		struct demand_ask other = ask;
		struct arena a = ARENA_INIT;
		struct demand d, e;

		if (ask.surge > ask.pods)
			ask.surge = ask.pods;
		demand_make(&d, &ask, &a);
		check_demand(&d, &ask);
		demand_make(&e, &ask, &a);
		assert_true(same_demand(&d, &e));
		other = ask;
		other.seed = seed + 1;
		demand_make(&e, &other, &a);
		assert_false(same_demand(&d, &e));
		ask.surge = 0;
		demand_make(&d, &ask, &a);
		total += (d.nevents - 1) / 2;
		arena_clear(&a);
	}
	/* 200 hours of 90 each, give or take 4 standard deviations. */
	assert_in_range(total, 18000 - 4 * 134, 18000 + 4 * 134);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_twin),
		cmocka_unit_test(equal_questions),
		cmocka_unit_test(burst_is_what_starts),
		cmocka_unit_test(settles_as_said),
		cmocka_unit_test(demand_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
