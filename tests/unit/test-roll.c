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
	assert_int_equal(pods + g->homeless.now,
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
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++)
		if (r->subnets[i].old != 0)
			for (size_t k = 0; k <
			    r->answer->plan->nnodegroups; k++)
				assert_true(r->groups[k].at_a_time == 0 ||
				    r->groups[k].homeless.now == 0);
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		const struct roll_group *g = &r->groups[i];
		uint64_t nodes = 0;

		assert_int_equal(g->phase, ROLL_DONE);
		assert_int_equal(g->homeless.now, 0);
		for (size_t k = 0; k < r->answer->groups[i].subnets.n; k++)
			nodes += g->count[k];
		assert_int_equal(nodes, g->n);
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
	random_answer(a, p, text, r->options.all_at_once, mem);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_peak),
	};

	random_state = getenv("SEED") != NULL ?
	    strtoull(getenv("SEED"), NULL, 10) : SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
