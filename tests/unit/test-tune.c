/*
 * The search: its front against a brute-force one, its memory against asking
 * everything again, what it calls unsafe against the engine, and incidents.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "capacity/tune.h"
#include "ingest/plan.h"
#include "random-node.h"

#define SEED 20261122

/* --- the front ------------------------------------------------------------ */

static bool
equal(const struct tune_score *a, const struct tune_score *b)
{
	return a->address_ms == b->address_ms && a->calls == b->calls &&
	    a->waiting_ms == b->waiting_ms;
}

/* Nothing that counts beats it: among usable points, or among all. */
static bool
brute_front(const struct tune_point *v, size_t n, const struct tune_point *p)
{
	for (size_t i = 0; i < n; i++)
		if ((p->score.unsafe != 0 || v[i].score.unsafe == 0) &&
		    tune_beats(&v[i].score, &p->score))
			return false;
	return true;
}

static void
check_front(const struct tune_point *v, size_t n)
{
	size_t same = 0;

	for (size_t i = 0; i < n; i++) {
		size_t firsts = 0, equals = 0;

		assert_int_equal(v[i].front, brute_front(v, n, &v[i]));
		same += v[i].first ? v[i].same : 0;
		for (size_t k = 0; k < n; k++) {
			if (!equal(&v[i].score, &v[k].score) ||
			    v[i].score.unsafe != v[k].score.unsafe)
				continue;
			firsts += v[k].first;
			equals++;
		}
		assert_int_equal(firsts, 1);
		assert_true(!v[i].first || v[i].same == equals);
	}
	assert_int_equal(same, n);
}

/* Ranges so small that ties of one, two and three numbers are common. */
static void
front_is_brute_force(void **state)
{
	static struct tune_point v[120];

	(void)state;
	random_state = SEED;
	print_message("seed %d\n", SEED);
	for (int round = 0; round < 3000; round++) {
		size_t n = 1 + rnd(COUNT(v));
		uint64_t range = 1 + rnd(12);
		struct arena a = ARENA_INIT;

		for (size_t i = 0; i < n; i++)
			v[i] = (struct tune_point){ .score = {
			    .address_ms = rnd(range), .calls = rnd(range),
			    .waiting_ms = rnd(range),
			    .unsafe = rnd(3) == 0 ? (unsigned)rnd(4) : 0 } };
		tune_front(v, n, &a);
		check_front(v, n);
		arena_clear(&a);
	}
}

static uint64_t
number(const struct tune_score *s, int which)
{
	return which == 0 ? s->address_ms : which == 1 ? s->calls :
	    s->waiting_ms;
}

/* The recommended point is usable, on the front, and has least of that. */
static void
check_pick(const struct tune_point *v, size_t n)
{
	for (enum tune_prefer p = 0; p <= PREFER_WAITS; p++) {
		const struct tune_point *best = tune_pick(v, n, p, 0);
		bool any = false;

		for (size_t i = 0; i < n; i++) {
			any |= v[i].score.unsafe == 0;
			if (best != NULL && v[i].score.unsafe == 0)
				assert_true(number(&best->score, (int)p) <=
				    number(&v[i].score, (int)p));
		}
		assert_int_equal(best != NULL, any);
		assert_true(best == NULL || (best->front &&
		    best->score.unsafe == 0));
	}
}

/* --- plans ---------------------------------------------------------------- */

static const struct answer_options how = { .all_at_once = false };

static void
read_plan(struct plan *p, const char *groups, struct arena *a)
{
	struct err e = ERR_INIT;
	char text[4096];

	snprintf(text, sizeof(text), "subnets:\n"
	    "  - {name: a, az: z1, cidr: 10.0.0.0/18}\n"
	    "  - {name: b, az: z2, cidr: 10.0.64.0/18}\n%s", groups);
	if (!plan_parse(p, "plan", text, strlen(text), NULL, 0, a, &e))
		fail_msg("%s\n%lu: %s", text, e.line, e.msg);
}

struct asked {
	struct plan plan;
	struct answer answer;
	struct densities densities;
	struct tune_ask ask;
	struct tune tune;
};

/* Axes as "0 1 2", in v. */
static struct tune_axis
axis(const char *text, uint64_t v[64])
{
	struct tune_axis a = { v, 0 };
	char buf[256], *save = NULL;

	snprintf(buf, sizeof(buf), "%s", text);
	for (char *w = strtok_r(buf, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save))
		v[a.n++] = strtoull(w, NULL, 10);
	return a;
}

static void
ask_plan(struct asked *q, const char *groups, const char *eni,
    const char *ip, const char *minimum, const char *prefix, bool again,
    struct arena *a)
{
	static uint64_t v[4][64];
	struct err e = ERR_INIT;

	read_plan(&q->plan, groups, a);
	assert_true(plan_answer(&q->answer, &q->plan, &how, a, &e));
	density_find(&q->densities, &q->answer, NULL, a);
	q->ask = (struct tune_ask){ .plan = &q->plan, .how = &how,
	    .densities = &q->densities, .churn_num = 1, .churn_den = 1,
	    .judge = { false, 1, NULL }, .call_limit = 300, .hours = 3,
	    .prefer = PREFER_WAITS, .ask_again = again,
	    .grid = { { CNI_SECONDARY, CNI_PREFIX }, 2, axis(eni, v[0]),
	    axis(ip, v[1]), axis(minimum, v[2]), axis(prefix, v[3]) } };
	if (!tune(&q->tune, &q->ask, a, &e))
		fail_msg("%s", e.msg);
}

static const struct tune_point *
point(const struct asked *q, enum cni_mode mode, uint64_t eni, uint64_t ip,
    uint64_t minimum, uint64_t prefix)
{
	for (size_t i = 0; i < q->tune.npoints; i++) {
		const struct targets *t = &q->tune.points[i].targets;

		if (t->mode == mode && t->warm_eni == eni &&
		    t->warm_ip == ip && t->minimum_ip == minimum &&
		    t->warm_prefix == prefix)
			return &q->tune.points[i];
	}
	fail_msg("no such point");
	return NULL;
}

static const char mixed[] =
    "rollout: {max_surge: 20%}\n"
    "nodegroups:\n"
    "  - {name: g, instance_type: [m5.large, t3.medium], nodes: 7,\n"
    "     pods_per_node: 11}\n"
    "  - {name: h, instance_type: c5.4xlarge, nodes: 3,\n"
    "     pods_per_node: 23, pod_eni_pods: 3}\n"
    "  - {name: i, instance_type: m4.xlarge, nodes: 2,\n"
    "     pods_per_node: 30, cni: {max_eni: 3}}\n"
    "  - {name: j, instance_type: m5.large, nodes: 2,\n"
    "     pods_per_node: 11}\n"
    "  - {name: w, instance_type: m5.large, nodes: 2, os: windows}\n";

static bool
identical(const struct tune_score *a, const struct tune_score *b)
{
	return equal(a, b) && a->late_calls == b->late_calls &&
	    a->peak == b->peak && a->pods == b->pods &&
	    a->longest_ms == b->longest_ms &&
	    a->hour_longest_s == b->hour_longest_s &&
	    a->waits == b->waits && a->unsafe == b->unsafe &&
	    a->oscillates_at == b->oscillates_at;
}

/* With less work left than it takes, a search ends and says so. */
static void
work_is_bounded(void **state)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	uint64_t left = UINT64_MAX, taken;
	struct asked q;

	(void)state;
	ask_plan(&q, mixed, "0 1 2", "0 1 3 7", "0 5 9 20", "0 1 2", false,
	    &a);
	q.ask.judge.left = &left;
	assert_true(tune(&q.tune, &q.ask, &a, &e));
	taken = UINT64_MAX - left;
	assert_true(taken > q.tune.npoints);
	left = taken;
	assert_true(tune(&q.tune, &q.ask, &a, &e));
	assert_int_equal(left, 0);
	left = taken - 1;
	assert_false(tune(&q.tune, &q.ask, &a, &e));
	assert_int_equal(e.status, EXIT_CANNOT);
	arena_clear(&a);
}

/* Equal questions are asked once, and it makes no difference. */
static void
memory_is_sound(void **state)
{
	struct arena a = ARENA_INIT;
	struct asked q, r;

	(void)state;
	ask_plan(&q, mixed, "0 1 2", "0 1 5 1000000 9223372036854775807",
	    "0 8 30", "0 1 3", false, &a);
	ask_plan(&r, mixed, "0 1 2", "0 1 5 1000000 9223372036854775807",
	    "0 8 30", "0 1 3", true, &a);
	assert_int_equal(q.tune.npoints, 2 * 3 * 5 * 3 * 3);
	assert_true(q.tune.runs * 2 < r.tune.runs);
	for (size_t i = 0; i < q.tune.npoints; i++) {
		assert_true(identical(&q.tune.points[i].score,
		    &r.tune.points[i].score));
		assert_int_equal(q.tune.points[i].front,
		    r.tune.points[i].front);
	}
	assert_true(identical(&q.tune.planned.score,
	    &r.tune.planned.score));
	check_front(q.tune.points, q.tune.npoints);
	check_pick(q.tune.points, q.tune.npoints);
	arena_clear(&a);
}

/* The grid has every combination once. */
static void
grid_is_whole(void **state)
{
	struct arena a = ARENA_INIT;
	struct asked q;

	(void)state;
	ask_plan(&q, mixed, "1 0", "0 3", "0 8 30", "1", false, &a);
	assert_int_equal(q.tune.npoints, 2 * 2 * 2 * 3);
	for (enum cni_mode m = CNI_SECONDARY; m <= CNI_PREFIX; m++)
		for (uint64_t e = 0; e < 2; e++)
			for (uint64_t w = 0; w < 4; w += 3) {
				point(&q, m, e, w, 0, 1);
				point(&q, m, e, w, 8, 1);
				point(&q, m, e, w, 30, 1);
			}
	arena_clear(&a);
}

/* --- unsafe --------------------------------------------------------------- */

/*
 * EC2 calls of a node on which nothing has happened for long, in 20 minutes.
 * Pods come one by one, as the settled state is defined.
 */
static uint64_t
late_calls(const struct cni_node *n, uint64_t pods)
{
	struct event *ev = NULL;
	struct judge_how packed = { false, 1, NULL };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct judgement j;
	struct demand d;
	size_t nev = 0;

	for (uint64_t i = 0; i < pods; i++)
		*arena_push(&a, ev, nev) = (struct event){ .op = EVENT_ADD,
		    .t_ms = 60000 * (i + 1), .n = 1 };
	d = (struct demand){ ev, nev, 60000 * (pods + 1) + 2400000,
	    60000 * (pods + 1) + 1200000 };
	assert_true(judge(&j, n, &d, &packed, &a, &e));
	arena_clear(&a);
	return j.calls - j.calls_before;
}

/* What is called unstable calls EC2 for ever, and nothing else does. */
static void
oscillation_is_real(void **state)
{
	size_t moving = 0;

	(void)state;
	random_state = SEED + 1;
	print_message("seed %d\n", SEED + 1);
	for (int i = 0; i < 3000; i++) {
		struct cni_node n;
		struct limits l;
		struct cni_rest r;
		uint64_t pods;
		bool stable;

		random_node(&n, &l);
		n.settings.multi_nic = false;
		n.settings.pod_eni = false;
		n.branch_pods = 0;
		if (rnd(2) == 0) {		/* what may oscillate */
			n.settings.warm_ip = n.settings.minimum_ip = 0;
			n.settings.warm_eni = n.settings.warm_prefix = 0;
		}
		cni_node_init(&n);
		if (n.unusable != NULL || n.first.serves == 0)
			continue;
		pods = rnd((n.first.serves < 40 ? n.first.serves : 40) + 1);
		if (rnd(2) == 0)
			pods -= pods % (n.first.block == 1 ?
			    n.first.eni_blocks : n.first.block);
		if (pods > n.max_pods)
			pods = n.max_pods;
		cni_rest(&n, pods, &r);
		stable = r.stable;
		if (stable != (late_calls(&n, pods) == 0))
			fail_msg("%d: %u pods, said to be %s", i,
			    (unsigned)pods, stable ? "stable" : "unstable");
		moving += !stable;
	}
	assert_true(moving > 100);
}

static const char large[] =
    "nodegroups:\n"
    "  - {name: g, instance_type: m5.large, nodes: 1, "
    "pods_per_node: %u%s}\n";

static void
ask_large(struct asked *q, unsigned pods, const char *more, const char *ip,
    const char *minimum, struct arena *a)
{
	char groups[256];

	snprintf(groups, sizeof(groups), large, pods, more);
	ask_plan(q, groups, "0 1", ip, minimum, "0 1", false, a);
}

static bool
has(const struct tune_point *p, enum unsafe u)
{
	return p->score.unsafe >> u & 1;
}

/*
 * The floor alone is a ceiling, however few pods there are; the rule book
 * says so of a floor that this node never reaches as well.
 */
static void
minimum_alone_freezes(void **state)
{
	struct judge_how packed = { false, 1, NULL };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct judge_settled s;
	struct asked q;

	(void)state;
	for (uint64_t m = 1; m <= 27; m++) {
		struct cni_node n = { .limits = limits_find("m5.large") };

		cni_settings_init(&n.settings);
		n.settings.minimum_ip = m;
		cni_node_init(&n);
		assert_true(judge_settled(&s, &n, 27, 0, &packed, &a, &e));
		assert_int_equal(s.stuck, 27 - m);
	}
	ask_large(&q, 4, "", "0 1", "1 10 20 26 27 28", &a);
	for (size_t i = 0; i < q.tune.npoints; i++) {
		const struct tune_point *p = &q.tune.points[i];

		assert_int_equal(has(p, UNSAFE_FREEZES),
		    p->targets.warm_ip == 0);
		if (p->targets.mode == CNI_SECONDARY &&
		    p->targets.warm_ip == 0 && p->targets.minimum_ip < 4)
			assert_true(p->score.waits > 0);
	}
	arena_clear(&a);
}

static void
reasons(void **state)
{
	struct arena a = ARENA_INIT;
	struct asked q;

	(void)state;
	ask_large(&q, 40, "", "0 1", "0", &a);
	assert_true(has(point(&q, CNI_SECONDARY, 1, 0, 0, 1),
	    UNSAFE_UNPLACED));
	assert_false(has(point(&q, CNI_PREFIX, 1, 0, 0, 1),
	    UNSAFE_UNPLACED));
	assert_true(has(point(&q, CNI_SECONDARY, 0, 0, 0, 1),
	    UNSAFE_OSCILLATES));
	assert_true(has(point(&q, CNI_PREFIX, 1, 0, 0, 0),
	    UNSAFE_OSCILLATES));
	assert_int_equal(point(&q, CNI_PREFIX, 1, 0, 0,
	    0)->score.oscillates_at, 0);
	assert_int_equal(point(&q, CNI_PREFIX, 1, 0, 0, 1)->score.unsafe, 0);
	/* Quick replacement and one spare address: the cooldown starves. */
	ask_large(&q, 12, "", "0 1", "0", &a);
	assert_true(has(point(&q, CNI_SECONDARY, 1, 1, 0, 1),
	    UNSAFE_STARVES));
	assert_int_equal(point(&q, CNI_SECONDARY, 1, 0, 0, 1)->score.unsafe,
	    0);
	for (size_t i = 0; i < q.tune.npoints; i++) {
		const struct tune_score *s = &q.tune.points[i].score;

		assert_int_equal(has(&q.tune.points[i], UNSAFE_STARVES),
		    s->hour_longest_s >= 30);
		assert_true(s->hour_longest_s * 1000 < s->longest_ms + 1000);
	}
	q.ask.call_limit = 0;
	assert_true(tune(&q.tune, &q.ask, &a, &(struct err)ERR_INIT));
	assert_true(has(point(&q, CNI_SECONDARY, 1, 1, 0, 1),
	    UNSAFE_THROTTLES));
	/* Custom networking with one ENI; prefixes on Xen. */
	ask_large(&q, 12, ", cni: {custom_networking: true, max_eni: 1}, "
	    "pod_subnets: [b], subnets: [b]", "0", "0", &a);
	assert_true(has(point(&q, CNI_SECONDARY, 1, 0, 0, 1),
	    UNSAFE_REFUSED));
	ask_plan(&q, "nodegroups: [{name: x, instance_type: m4.large, "
	    "nodes: 300, pods_per_node: 5}]", "1", "0", "0", "1", false, &a);
	assert_true(has(point(&q, CNI_PREFIX, 1, 0, 0, 1),
	    UNSAFE_FALLS_BACK));
	/* 4,500 addresses in each of two /18; 90,000 are not there. */
	assert_false(has(point(&q, CNI_SECONDARY, 1, 0, 0, 1),
	    UNSAFE_NO_FIT));
	ask_plan(&q, "nodegroups: [{name: x, instance_type: m4.large, "
	    "nodes: 4500, pods_per_node: 5}]", "1", "0 1", "0 6", "1", false,
	    &a);
	assert_true(has(point(&q, CNI_SECONDARY, 1, 0, 0, 1),
	    UNSAFE_NO_FIT));
	assert_false(has(point(&q, CNI_SECONDARY, 1, 1, 6, 1),
	    UNSAFE_NO_FIT));
	arena_clear(&a);
}

/* --- incidents ------------------------------------------------------------ */

/* Few pods on an m5.large: one /28 to spare costs more than one ENI. */
static void
prefix_costs_more(void **state)
{
	(void)state;
	for (unsigned pods = 1; pods <= 27; pods++) {
		const struct tune_point *p, *s;
		struct arena a = ARENA_INIT;
		struct asked q;

		ask_large(&q, pods, "", "0", "0", &a);
		s = point(&q, CNI_SECONDARY, 1, 0, 0, 1);
		p = point(&q, CNI_PREFIX, 1, 0, 0, 1);
		assert_true(p->score.address_ms > s->score.address_ms);
		assert_true(p->score.peak > s->score.peak);
		assert_int_equal(q.tune.planned.score.address_ms,
		    s->score.address_ms);
		arena_clear(&a);
	}
}

/* From 9 to 12 pods: 20 addresses and 30. */
static void
rollout_cliff(void **state)
{
	struct arena a = ARENA_INIT;
	struct asked q;

	(void)state;
	ask_large(&q, 9, "", "0", "0", &a);
	assert_int_equal(q.tune.planned.score.address_ms, 20 * 3600000);
	assert_int_equal(q.tune.planned.score.peak, 20);
	ask_large(&q, 12, "", "0", "0", &a);
	assert_int_equal(q.tune.planned.score.address_ms, 30 * 3600000);
	ask_plan(&q, "rollout: {max_surge: 25%}\nnodegroups: [{name: g, "
	    "instance_type: m5.large, nodes: 1, pods_per_node: 9}]", "1",
	    "0", "0", "1", false, &a);
	assert_int_equal(q.tune.planned.score.peak, 30);
	arena_clear(&a);
}

/* --- traces of groups ----------------------------------------------------- */

/* What the demand says a node has at t_ms; at the end of that time. */
static uint64_t
pods_at(const struct demand *d, uint64_t t_ms)
{
	uint64_t n = 0;

	for (size_t i = 0; i < d->nevents && d->events[i].t_ms <= t_ms; i++) {
		assert_int_equal(d->events[i].op, EVENT_SET);
		n = d->events[i].n;
	}
	return n;
}

/* All nodes of a group together have its pods, and none two more than one. */
static void
shares_add_up(void **state)
{
	struct arrival v[200];
	uint64_t pods[2];

	(void)state;
	random_state = SEED + 2;
	print_message("seed %d\n", SEED + 2);
	for (int round = 0; round < 200; round++) {
		struct arrivals in = { .v = v, .n = 1 + rnd(COUNT(v)) };
		struct nodegroup groups[2] = { { .name = "a" },
		    { .name = "b" } };
		struct plan p = { .nodegroups = groups, .nnodegroups = 2 };
		bool named = rnd(2) == 0;
		struct arena a = ARENA_INIT;
		struct shares s;

		groups[0].desired.v = rnd(7);
		groups[1].desired.v = 1 + rnd(7);
		pods[0] = pods[1] = 0;
		for (size_t i = 0; i < in.n; i++) {
			size_t g = rnd(2);
			bool add = pods[g] == 0 || rnd(3) != 0;

			v[i] = (struct arrival){ .t_ms = i * 500,
			    .group = g & 1, .op = !named ? ARRIVAL_SET :
			    add ? ARRIVAL_ADD : ARRIVAL_DEL,
			    .n = (uint32_t)rnd(50) };
			pods[g] = !named ? v[i].n : pods[g] + (add ? 1 :
			    (uint64_t)-1);
		}
		share_arrivals(&s, &p, &in, 7, 1000, &a);
		for (size_t g = 0; g < 2; g++) {
			uint64_t n = groups[g].desired.v, sum = 0;
			uint64_t least = UINT64_MAX, most = 0;

			n = n == 0 ? 1 : n;
			assert_int_equal(share_nodes(&s, n), n);
			for (size_t i = 0; i < n; i++) {
				uint64_t k = pods_at(&s.v[g * s.each + i],
				    in.n * 500);

				sum += k;
				least = k < least ? k : least;
				most = k > most ? k : most;
			}
			assert_int_equal(sum, pods[g]);
			assert_true(most - least <= 1);
		}
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(front_is_brute_force),
		cmocka_unit_test(memory_is_sound),
		cmocka_unit_test(work_is_bounded),
		cmocka_unit_test(grid_is_whole),
		cmocka_unit_test(oscillation_is_real),
		cmocka_unit_test(minimum_alone_freezes),
		cmocka_unit_test(reasons),
		cmocka_unit_test(prefix_costs_more),
		cmocka_unit_test(rollout_cliff),
		cmocka_unit_test(shares_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
