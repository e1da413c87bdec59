/*
 * A roll over random plans: the peak of "ipplan plan" is never below it, pods
 * are never lost, the groups end as they began; how long it takes and where
 * pods go against a twin without engine, agenda or contests; the largest safe
 * number against trying them all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random-plan.h"
#include "test.h"

#include "capacity/roll.h"

#define SEED 20261123u

struct watch {
	const struct answer *answer;
	const char *text;
	uint64_t minutes;
};

/* --- laws ----------------------------------------------------------------- */

static void
check_group(const struct roll *r, size_t i)
{
	const struct roll_group *g = &r->groups[i];
	uint64_t pods = 0, nodes = 0;

	for (size_t k = 0; k < r->nnodes; k++) {
		const struct roll_node *n = &r->nodes[k];

		if (n->group != i)
			continue;
		assert_true(n->pool <= g->pool_pods);
		assert_true(n->branch <= g->branch_pods);
		if (n->state == ROLL_GONE) {
			assert_int_equal(n->pool + n->branch, 0);
			assert_int_equal(engine_addresses(n->engine), 0);
			continue;
		}
		pods += n->pool + n->branch;
		nodes++;
	}
	assert_int_equal(pods + g->unscheduled.now,
	    g->n * (g->pool_pods + g->branch_pods));
	assert_true(nodes <= g->n + (r->answer->groups[i].group->update
	    .strategy == UPDATE_KARPENTER ? g->at_a_time : g->surge));
}

static void
on_minute(void *arg, const struct roll *r, size_t subnet, int64_t minute)
{
	struct watch *w = arg;
	const struct roll_subnet *s = &r->subnets[subnet];

	(void)minute;
	w->minutes++;
	assert_true(s->minute_most >= s->used.now || s->dirty);
	assert_true(s->used.now >= r->answer->subnets[subnet].fixed);
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++)
		check_group(r, i);
}

/* The peak of the plan is never below the roll's. */
static void
check_peaks(const struct roll *r, const char *text)
{
	const struct answer *a = r->answer;

	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const struct roll_subnet *s = &r->subnets[i];
		const struct load *peak = &a->subnets[i].load[PEAK];

		if (s->used.most > peak->addresses ||
		    s->blocks.most > peak->blocks) {
			fprintf(stderr, "%s", text);
			fail_msg("subnet %zu: roll %llu (%llu blocks) at %lld "
			    "ms, plan %llu (%llu)", i,
			    (unsigned long long)s->used.most,
			    (unsigned long long)s->blocks.most,
			    (long long)(s->used.most_ms - r->begin_ms),
			    (unsigned long long)peak->addresses,
			    (unsigned long long)peak->blocks);
		}
		if (!r->options.at_peak)
			assert_true(s->steady <=
			    a->subnets[i].load[STEADY].addresses);
	}
}

static void
check_end(const struct roll *r)
{
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		const struct roll_group *g = &r->groups[i];
		uint64_t nodes = 0;

		assert_int_equal(g->phase, ROLL_DONE);
		assert_int_equal(g->unscheduled.now, 0);
		for (size_t k = 0; k < r->answer->groups[i].subnets.n; k++) {
			nodes += g->count[k];
			assert_int_equal(g->count[k], g->began[k]);
		}
		assert_int_equal(nodes, g->n);
		for (size_t k = 0; k < g->nold && g->at_a_time != 0; k++)
			assert_int_equal(r->nodes[g->old[k]].state, ROLL_GONE);
	}
}

static void
random_options(struct roll_options *o)
{
	roll_defaults(o);
	if (rnd(2))
		o->boot_ms = (int64_t)rnd(200) * 1000;
	if (rnd(2))
		o->drain_ms = (int64_t)rnd(900) * (int64_t)rnd(2) * 1000;
	if (rnd(2))
		o->eni_ms = (int64_t)rnd(200) * 1000;
	o->at_peak = rnd(2);
	o->nodes_only = rnd(2);
	o->all_at_once = rnd(4) == 0;
}

static uint64_t nrolls, nminutes, nequal;

static void
one_roll(struct arena *mem)
{
	const struct random_plan what = { .nodes = 8, .branch = true,
	    .windows = true, .updates = true };
	const char *text = random_plan(&what, mem);
	struct answer *a = arena_new(mem, struct answer);
	struct plan *p = arena_new(mem, struct plan);
	struct watch w = { .answer = a, .text = text };
	struct roll *r = arena_new(mem, struct roll);
	struct err e = ERR_INIT;

	*r = (struct roll){ .answer = a, .minute = on_minute, .arg = &w };
	random_options(&r->options);
	random_answer_as(a, p, text, r->options.all_at_once, mem);
	if (!roll_run(r, mem, &e))
		fail_msg("%s\n%s", e.msg, text);
	check_peaks(r, text);
	check_end(r);
	nrolls++;
	nminutes += w.minutes;
	for (size_t i = 0; i < p->nsubnets; i++)
		nequal += r->subnets[i].used.most ==
		    a->subnets[i].load[PEAK].addresses;
}

static void
test_peak(void **state)
{
	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct arena mem = ARENA_INIT;

		one_roll(&mem);
		arena_clear(&mem);
	}
	printf("%llu rolls, %llu rows of a minute, %llu peaks equal the "
	    "plan's\n", (unsigned long long)nrolls,
	    (unsigned long long)nminutes, (unsigned long long)nequal);
}

/* --- the schedule against a twin ------------------------------------------ */

struct twin {
	int64_t now, boot, drain, eni;
	uint64_t full;			/* pods of a full node */
	uint64_t pods[200];		/* of each new node, as launched */
	bool gone[200];
	size_t n;
	uint64_t left, most_left;	/* pods without a node */
};

static void
twin_place(struct twin *w)
{
	while (w->left > 0) {
		size_t best = SIZE_MAX;

		for (size_t i = 0; i < w->n; i++)
			if (!w->gone[i] && w->pods[i] < w->full &&
			    (best == SIZE_MAX || w->pods[i] < w->pods[best]))
				best = i;
		if (best == SIZE_MAX)
			break;
		w->pods[best]++;
		w->left--;
	}
	if (w->left > w->most_left)
		w->most_left = w->left;
}

/* u nodes with so many pods each are drained side by side. */
static void
twin_drain(struct twin *w, uint64_t u, uint64_t pods)
{
	for (uint64_t k = 0; k < pods; k++) {
		w->now += w->drain / (int64_t)w->full;
		for (uint64_t i = 0; i < u; i++) {
			w->left++;
			twin_place(w);
		}
	}
	w->now += 60000;
}

static void
twin_launch(struct twin *w, uint64_t n)
{
	w->now += w->boot;
	while (n-- > 0) {
		w->pods[w->n++] = 0;
		twin_place(w);
	}
}

/* Minutes at which the group's roll ends. */
static void
twin_roll(struct twin *w, const struct roll_group *g, enum update_strategy s)
{
	if (g->surge != 0)
		twin_launch(w, g->surge);
	for (uint64_t done = 0, u; done < g->n; done += u) {
		u = g->n - done < g->at_a_time ? g->n - done : g->at_a_time;
		if (s == UPDATE_KARPENTER)
			twin_launch(w, u);
		twin_drain(w, u, w->full);
		if (s != UPDATE_BLUE_GREEN)
			w->now += w->eni;
		if (s == UPDATE_DEFAULT || s == UPDATE_MINIMAL)
			twin_launch(w, u);
	}
	if (s == UPDATE_BLUE_GREEN)
		w->now += w->eni;
	for (uint64_t i = g->surge; i-- > 0 && s == UPDATE_DEFAULT;) {
		uint64_t pods = w->pods[i];

		w->gone[i] = true;
		w->pods[i] = 0;
		twin_drain(w, 1, pods);
		w->now += w->eni;
	}
}

/* One group in one subnet of each AZ, so that none has to go back. */
static void
one_schedule(struct arena *mem)
{
	static const char *const strategies[] = { "default", "minimal",
	    "blue_green", "karpenter" };
	size_t s = rnd(4);
	unsigned azs = s == UPDATE_KARPENTER ? 1 : 1 + (unsigned)rnd(3);
	struct answer *a = arena_new(mem, struct answer);
	struct plan *p = arena_new(mem, struct plan);
	struct roll *r = arena_new(mem, struct roll);
	struct err e = ERR_INIT;
	struct twin w = { .full = 1 + rnd(25) };
	const char *text = arena_printf(mem, "vpc: {cidrs: [10.0.0.0/16]}\n"
	    "subnets:\n  - {name: a, az: a, cidr: 10.0.0.0/22}\n"
	    "  - {name: b, az: b, cidr: 10.0.4.0/22}\n"
	    "  - {name: c, az: c, cidr: 10.0.8.0/22}\n"
	    "nodegroups:\n  - {name: g, instance_type: m5.large, nodes: %u, "
	    "subnets: [%s], pods_per_node: %u, update: {strategy: %s, %s: "
	    "%u%s}}\n", 1 + (unsigned)rnd(20), azs == 1 ? "a" : azs == 2 ?
	    "a, b" : "a, b, c", (unsigned)w.full, strategies[s],
	    s == UPDATE_KARPENTER ? "budget" : "max_unavailable",
	    1 + (unsigned)rnd(rnd(2) ? 5 : 99), rnd(2) ? "%" : "");

	*r = (struct roll){ .answer = a };
	random_options(&r->options);
	r->options.nodes_only = true;
	random_answer(a, p, text, mem);
	w.boot = r->options.boot_ms;
	w.drain = r->options.drain_ms;
	w.eni = r->options.eni_ms;
	if (!roll_run(r, mem, &e))
		fail_msg("%s", e.msg);
	twin_roll(&w, &r->groups[0], (enum update_strategy)s);
	if (r->groups[0].end_ms - r->begin_ms != w.now ||
	    r->groups[0].unscheduled.most != w.most_left) {
		fprintf(stderr, "%s", text);
		fail_msg("ends at %lld ms, twin %lld; without a node %llu, "
		    "twin %llu", (long long)(r->groups[0].end_ms -
		    r->begin_ms), (long long)w.now,
		    (unsigned long long)r->groups[0].unscheduled.most,
		    (unsigned long long)w.most_left);
	}
}

static void
test_schedule(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct arena mem = ARENA_INIT;

		one_schedule(&mem);
		arena_clear(&mem);
	}
}

/* --- the largest safe number against all of them -------------------------- */

static bool
fits_with(const struct answer *a, size_t group, uint64_t n,
    const struct roll_options *o)
{
	struct arena mem = ARENA_INIT;
	struct answer changed;
	struct answer_options opts = { .types = NULL };
	struct plan p = *a->plan;
	struct roll r = { .answer = &changed, .options = *o };
	struct err e = ERR_INIT;
	struct nodegroup *g;
	bool fits;

	p.nodegroups = arena_array(&mem, p.nnodegroups, struct nodegroup);
	for (size_t i = 0; i < p.nnodegroups; i++) {
		p.nodegroups[i] = a->plan->nodegroups[i];
		/* The others stand still: a budget of none. */
		p.nodegroups[i].update = (struct update){
		    .strategy = UPDATE_KARPENTER,
		    .budget = { true, true, 0, 100 } };
	}
	g = &p.nodegroups[group];
	g->update = a->plan->nodegroups[group].update;
	g->update.max_unavailable = g->update.budget =
	    (struct quantity){ true, false, n, 1 };
	if (!plan_answer(&changed, &p, &opts, &mem, &e) ||
	    !roll_run(&r, &mem, &e))
		fail_msg("%s", e.msg);
	fits = r.fits;
	arena_clear(&mem);
	return fits;
}

/* Others take what the plan leaves, but for some. */
static void
tighten(struct answer *a, struct plan *p, struct arena *mem)
{
	const struct answer_options *opts = a->opts;
	struct err e = ERR_INIT;

	for (size_t i = 0; i < p->nsubnets; i++) {
		const struct subnet_answer *s = &a->subnets[i];
		uint64_t taken = s->load[STEADY].addresses + rnd(150);

		if (taken >= s->usable)
			continue;
		p->subnets[i].used.set = true;
		p->subnets[i].used.v += s->usable - taken;
	}
	if (!plan_answer(a, p, opts, mem, &e))
		fail_msg("%s", e.msg);
}

static uint64_t nsafe, npartly;

static void
one_safe(struct arena *mem)
{
	const struct random_plan what = { .nodes = 9, .branch = true,
	    .windows = true, .updates = true };
	struct answer *a = arena_new(mem, struct answer);
	struct plan *p = arena_new(mem, struct plan);
	struct roll *r = arena_new(mem, struct roll);
	struct err e = ERR_INIT;
	const char *text = random_plan(&what, mem);

	random_answer(a, p, text, mem);
	tighten(a, p, mem);
	*r = (struct roll){ .answer = a };
	random_options(&r->options);
	r->options.nodes_only = true;
	r->options.all_at_once = false;
	if (!roll_run(r, mem, &e))
		fail_msg("%s", e.msg);
	for (size_t i = 0; i < p->nnodegroups; i++) {
		uint64_t most, all = roll_choices(r, i), n = 0;

		if (!roll_safe(r, i, &most, &e))
			fail_msg("%s", e.msg);
		while (n < all && fits_with(a, i, n + 1, &r->options))
			n++;
		if (n != most) {
			fprintf(stderr, "%s", text);
			fail_msg("group %zu: %llu, of all %llu", i,
			    (unsigned long long)most, (unsigned long long)n);
		}
		nsafe++;
		npartly += n > 0 && n < all;
	}
}

static void
test_safe(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		struct arena mem = ARENA_INIT;

		one_safe(&mem);
		arena_clear(&mem);
	}
	printf("%llu groups, %llu of them with a limit in between\n",
	    (unsigned long long)nsafe, (unsigned long long)npartly);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_peak),
		cmocka_unit_test(test_schedule),
		cmocka_unit_test(test_safe),
	};

	random_state = getenv("SEED") != NULL ?
	    strtoull(getenv("SEED"), NULL, 10) : SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
