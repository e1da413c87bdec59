/*
 * Modes side by side: each against the same settings written into the plan,
 * break-even against the closed form for every number of pods, and sums.
 */
#include <stdio.h>
#include <string.h>

#include "test.h"

#include "capacity/compare.h"
#include "ingest/plan.h"
#include "random-plan.h"

#define SEED 20261122

static const char subnets[] =
    "subnets:\n"
    "  - {name: a, az: z1, cidr: 10.0.0.0/22, roles: [cluster, nodes, pods]}\n"
    "  - {name: b, az: z2, cidr: 10.0.4.0/23}\n";
static const char pod_subnets[] =
    "  - {name: pa, az: z1, cidr: 100.64.0.0/20, roles: [pods]}\n"
    "  - {name: pb, az: z2, cidr: 100.64.16.0/20, roles: [pods]}\n";
static const char groups[] =
    "rollout: {max_surge: 25%%, churn_per_second: 0.5}\n"
    "nodegroups:\n"
    "  - {name: g, instance_type: [m5.large, m5.xlarge], nodes: 7,\n"
    "     pods_per_node: 11, cni: {%s}}\n"
    "  - {name: h, instance_type: c5.4xlarge, nodes: {desired: 3, max: 5},\n"
    "     pods_per_node: 40, pod_eni_pods: 3, cni: {%s}}\n";

static const struct answer_options how = { .all_at_once = false };

/* The plan, with settings for one group and the other. */
static void
read_plan(struct plan *p, bool pods, const char *g, const char *h,
    struct arena *a)
{
	struct err e = ERR_INIT;
	char text[2048], tail[1024];

	snprintf(tail, sizeof(tail), groups, g, h);
	snprintf(text, sizeof(text), "%s%s%s", subnets, pods ? pod_subnets :
	    "", tail);
	if (!plan_parse(p, "plan", text, strlen(text), NULL, 0, a, &e))
		fail_msg("%s\n%lu: %s", text, e.line, e.msg);
}

static void
compare_it(struct compare *c, struct compare_ask *ask, struct plan *p,
    struct arena *a)
{
	struct err e = ERR_INIT;

	*ask = (struct compare_ask){ .plan = p, .how = &how, .churn_num = 1,
	    .churn_den = 1, .warm_ip = "5", .minimum_ip = "16",
	    .judge = { false, 1, NULL } };
	if (!compare_plan(c, ask, a, &e))
		fail_msg("%s", e.msg);
}

/* With less work left than it takes, it ends and says so. */
static void
work_is_bounded(void **state)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	uint64_t left = UINT64_MAX, taken;
	struct compare_ask ask;
	struct compare c;
	struct plan p;

	(void)state;
	read_plan(&p, true, "warm_eni_target: 2", "", &a);
	compare_it(&c, &ask, &p, &a);
	ask.judge.left = &left;
	assert_true(compare_plan(&c, &ask, &a, &e));
	taken = UINT64_MAX - left;
	left = taken;
	assert_true(compare_plan(&c, &ask, &a, &e));
	assert_int_equal(left, 0);
	left = taken - 1;
	assert_false(compare_plan(&c, &ask, &a, &e));
	assert_int_equal(e.status, EXIT_CANNOT);
	arena_clear(&a);
}

/* A mode is the plan with these lines in it, and counted the same. */
static void
modes_are_plans(void **state)
{
	static const struct {
		enum compared mode;
		const char *cni;
	} rows[] = {
		{ COMPARE_SECONDARY, "warm_eni_target: 1" },
		{ COMPARE_PREFIX, "mode: prefix, warm_eni_target: 1" },
		{ COMPARE_PREFIX_WARM_IP, "mode: prefix, warm_eni_target: 1, "
		    "warm_ip_target: 5, minimum_ip_target: 16" },
		{ COMPARE_CUSTOM, "custom_networking: true, "
		    "warm_eni_target: 1" },
		{ COMPARE_CUSTOM_PREFIX, "mode: prefix, warm_eni_target: 1, "
		    "custom_networking: true" },
		{ COMPARE_IPV6, "mode: ipv6" },
	};
	struct arena a = ARENA_INIT;
	struct compare_ask ask;
	struct compare c;
	struct plan p;

	(void)state;
	read_plan(&p, true, "warm_eni_target: 2", "", &a);
	compare_it(&c, &ask, &p, &a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct answer *got = &c.modes[rows[i].mode].answer;
		struct err e = ERR_INIT;
		struct answer want;
		struct plan q;

		assert_null(c.modes[rows[i].mode].refused);
		read_plan(&q, true, rows[i].cni, rows[i].cni, &a);
		if (!plan_answer(&want, &q, &how, &a, &e))
			fail_msg("%s: %s", rows[i].cni, e.msg);
		for (size_t s = 0; s < p.nsubnets; s++) {
			assert_memory_equal(got->subnets[s].load,
			    want.subnets[s].load, sizeof(want.subnets->load));
			assert_int_equal(got->subnets[s].fits,
			    want.subnets[s].fits);
		}
		for (size_t g = 0; g < 2; g++)
			assert_int_equal(got->groups[g].placeable,
			    want.groups[g].placeable);
	}
	arena_clear(&a);
}

/* A node of the group in that mode, from nothing but options. */
static void
node_in(struct cni_node *n, const struct break_even *b, bool prefix,
    bool targets)
{
	struct cni_settings *s = &n->settings;

	*n = (struct cni_node){ .limits = b->limits };
	cni_settings_init(s);
	n->branch_pods = b->group->pod_eni_pods.v;
	s->pod_eni = n->branch_pods != 0;
	s->prefix_delegation = prefix;
	if (targets) {
		s->warm_ip = 5;
		s->minimum_ip = 16;
	}
	/* m5.xlarge: the group's max pods are m5.large's. */
	if (strcmp(b->limits->type, "m5.xlarge") == 0) {
		n->max_pods_given = true;
		n->max_pods = prefix ? 110 : 29;
	}
	cni_node_init(n);
}

static enum cheaper
truth(const struct break_even *b, uint64_t pods)
{
	struct cni_node s, p;
	struct cni_rest r, q;

	node_in(&s, b, false, false);
	node_in(&p, b, true, b->mode == COMPARE_PREFIX_WARM_IP);
	cni_rest(&s, pods, &r);
	cni_rest(&p, pods, &q);
	if (r.unplaced > q.unplaced)
		return CHEAPER_ONLY_PREFIX;
	if (r.unplaced < q.unplaced)
		return CHEAPER_ONLY_SECONDARY;
	return r.addresses < q.addresses ? CHEAPER_SECONDARY :
	    r.addresses > q.addresses ? CHEAPER_PREFIX : CHEAPER_EQUAL;
}

/* Every number of pods is in one range, which says the truth of it. */
static void
break_even_is_true(void **state)
{
	const struct break_even *last = NULL;
	struct arena a = ARENA_INIT;
	struct compare_ask ask;
	struct compare c;
	struct plan p;

	(void)state;
	read_plan(&p, true, "warm_eni_target: 2", "", &a);
	compare_it(&c, &ask, &p, &a);
	for (size_t i = 0; i < c.neven; i++) {
		const struct break_even *b = &c.even[i];

		if (b->first != 0) {
			assert_int_equal(b->first, last->last + 1);
			assert_true(b->cheaper != last->cheaper);
		}
		for (uint64_t k = b->first; k <= b->last; k++)
			if (truth(b, k) != b->cheaper)
				fail_msg("%s, %s, %u pods: %s, not %s",
				    compared_name(b->mode), b->limits->type,
				    (unsigned)k, cheaper_name(b->cheaper),
				    cheaper_name(truth(b, k)));
		last = b;
	}
	assert_non_null(last);
	arena_clear(&a);
}

/* The incident: an m5.large with few pods takes more with prefixes. */
static void
prefixes_cost_more(void **state)
{
	struct arena a = ARENA_INIT;
	struct compare_ask ask;
	struct compare c;
	struct plan p;

	(void)state;
	read_plan(&p, true, "", "", &a);
	compare_it(&c, &ask, &p, &a);
	assert_string_equal(c.even[0].limits->type, "m5.large");
	assert_int_equal(c.even[0].mode, COMPARE_PREFIX);
	assert_int_equal(c.even[0].cheaper, CHEAPER_SECONDARY);
	assert_int_equal(c.even[0].first, 0);
	assert_int_equal(c.even[0].last, 27);
	arena_clear(&a);
}

/* Custom networking in a plan without pod subnets: one more an AZ. */
static void
pod_subnets_are_added(void **state)
{
	struct arena a = ARENA_INIT;
	struct compare_mode *m, *with;
	struct compare_ask ask;
	struct compare c, d;
	struct plan p, q;

	(void)state;
	read_plan(&p, false, "", "", &a);
	read_plan(&q, true, "", "", &a);
	compare_it(&c, &ask, &p, &a);
	compare_it(&d, &ask, &q, &a);
	m = &c.modes[COMPARE_CUSTOM];
	with = &d.modes[COMPARE_CUSTOM];
	assert_int_equal(m->plan.nsubnets, 4);
	assert_int_equal(m->groups[0].needs[NEED_POD_SUBNETS].met, MET_OPEN);
	assert_int_equal(with->groups[0].needs[NEED_POD_SUBNETS].met,
	    MET_YES);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(m->subnets[i].added, i >= 2);
		assert_string_equal(m->plan.subnets[i].az,
		    with->plan.subnets[i].az);
		assert_memory_equal(m->answer.subnets[i].load,
		    with->answer.subnets[i].load,
		    sizeof(m->answer.subnets->load));
	}
	arena_clear(&a);
}

/* What nodes in subnets do is what the groups' nodes do. */
static void
subnets_add_up(void **state)
{
	struct arena a = ARENA_INIT;
	struct compare_ask ask;
	struct compare c;
	struct plan p;

	(void)state;
	read_plan(&p, true, "", "", &a);
	compare_it(&c, &ask, &p, &a);
	for (enum compared i = 0; i < COMPARED; i++) {
		const struct compare_mode *m = &c.modes[i];
		uint64_t burst = 0, calls = 0;

		for (size_t k = 0; k < m->plan.nsubnets; k++) {
			burst += m->subnets[k].burst;
			calls += m->subnets[k].fill_calls +
			    m->subnets[k].churn_calls;
		}
		for (size_t g = 0; g < 2; g++) {
			const struct compare_group *cg = &m->groups[g];
			uint64_t n = 2 * cg->group->count[STEADY];

			assert_true(cg->judged);
			burst -= n * cg->settled.burst;
			calls -= n * (cg->settled.calls + cg->churn_calls);
		}
		assert_int_equal(burst, 0);
		assert_int_equal(calls, 0);
	}
	arena_clear(&a);
}

/* --- any plan ------------------------------------------------------------- */

/* What holds of a mode of any plan. */
static void
check_mode(const struct compare *c, const struct compare_mode *m)
{
	bool fits = true;

	for (size_t g = 0; g < m->plan.nnodegroups; g++) {
		const struct compare_group *cg = &m->groups[g];
		const struct group_answer *ga = cg->group;

		assert_true(cg->nodes_needed >= ga->group->desired.v);
		assert_int_equal(cg->needs[NEED_PLACES].met == MET_YES,
		    ga->pods[STEADY] <= ga->placeable);
		assert_true(!cg->judged || cg->settled.burst +
		    ga->pods[STEADY] <= ga->nodes[0].max_pods ||
		    cg->settled.burst == 0);
		for (size_t i = 0; i < ga->subnets.n; i++)
			fits = fits && (cg->fits != MET_YES ||
			    m->answer.subnets[ga->subnets.v[i]->index].fits);
	}
	assert_true(fits);
	for (size_t i = 0; i < m->plan.nsubnets; i++)
		assert_int_equal(m->subnets[i].added,
		    i >= c->ask->plan->nsubnets);
}

static void
any_plan(void **state)
{
	static const struct random_plan what = { .nodes = 30, .branch = true,
	    .windows = true, .updates = true };

	(void)state;
	random_state = SEED;
	print_message("seed %d\n", SEED);
	for (int i = 0; i < 60; i++) {
		struct arena a = ARENA_INIT;
		struct compare_ask ask;
		struct answer answer;
		struct compare c;
		struct plan p;

		random_answer(&answer, &p, random_plan(&what, &a), &a);
		compare_it(&c, &ask, &p, &a);
		for (enum compared m = 0; m < COMPARED; m++)
			if (c.modes[m].refused == NULL)
				check_mode(&c, &c.modes[m]);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modes_are_plans),
		cmocka_unit_test(work_is_bounded),
		cmocka_unit_test(break_even_is_true),
		cmocka_unit_test(prefixes_cost_more),
		cmocka_unit_test(pod_subnets_are_added),
		cmocka_unit_test(subnets_add_up),
		cmocka_unit_test(any_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
