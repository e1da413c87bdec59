/*
 * A replayed fleet: the same rows when every pass is run as when those that
 * change nothing are skipped; the same rows as a naive twin that looks at
 * every node for every pod and every pass; and laws that hold at each row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random-plan.h"
#include "test.h"

#include "capacity/replay.h"

#define SEED 20261122u
#define UNTIL_MS 1500000
#define NODES_MAX 64

struct row {
	int64_t t_ms;
	size_t subnet;
	struct tally tally;
};

struct rows {
	struct arena *arena;
	struct row *v;
	size_t n;
};

/* --- laws ----------------------------------------------------------------- */

static void
check_subnet(const struct replay *r, size_t i)
{
	const struct estate *e = r->estate;
	const struct subnet_answer *a = &e->answer->subnets[i];
	const struct replay_subnet *s = &r->subnets[i];
	const struct supply *left = &e->subnets[i];

	assert_int_equal(s->used.now, a->fixed + s->now.addresses);
	assert_int_equal(s->blocks.now, s->now.prefixes);
	assert_true(s->used.now <= s->used.most);
	if (a->fixed + a->reserved_for_blocks <= a->usable) {
		assert_true(s->used.now <= a->usable);
		assert_true(left->free >= 0 && left->free_blocks >= 0);
		assert_true(s->now.prefixes <= a->blocks28);
	}
	assert_true(s->now.allocated >= 16 * s->now.prefixes);
	assert_int_equal(s->now.waiting, s->waiting.now);
}

static void
check_group(const struct replay *r, size_t i)
{
	const struct replay_group *g = &r->groups[i];
	const struct estate_group *e = &r->estate->groups[i];
	uint64_t pods = 0, places = 0;

	for (size_t k = 0; k < g->n; k++) {
		const struct replay_node *n = &r->nodes[g->first + k];
		const struct engine *x = &r->engines[g->first + k];

		assert_true(n->pods <= (n->ready ? e->places : 0));
		assert_int_equal(n->pods, n->branch + x->live);
		pods += n->pods;
		places += n->ready ? e->places - n->pods : 0;
	}
	assert_int_equal(pods + g->unscheduled.now, g->pods);
	assert_true(g->unscheduled.now == 0 || places == 0);
}

static void
on_row(void *arg, const struct replay *r, size_t subnet)
{
	struct rows *v = arg;
	struct row *w = arena_push(v->arena, v->v, v->n);

	*w = (struct row){ r->now_ms, subnet, r->subnets[subnet].now };
	for (size_t i = 0; i < r->estate->answer->plan->nsubnets; i++)
		check_subnet(r, i);
	for (size_t i = 0; i < r->estate->answer->plan->nnodegroups; i++)
		check_group(r, i);
}

/* --- arrivals ------------------------------------------------------------- */

static void
random_counts(struct arrivals *v, const struct plan *p, struct arena *a)
{
	int64_t t = 0;

	for (int i = 0; i < 40; i++) {
		struct arrival *w = arena_push(a, v->v, v->n);

		t += (int64_t)rnd(2) * (int64_t)rnd(rnd(4) ? 8000 : 90000);
		*w = (struct arrival){ .t_ms = (uint64_t)t,
		    .op = ARRIVAL_SET, .group = rnd(p->nnodegroups) & 0xff };
		w->n = (uint32_t)rnd(rnd(3) ? 60 : 300);
	}
}

static void
random_names(struct arrivals *v, const struct plan *p, struct arena *a)
{
	bool there[60] = { false };
	uint32_t group[60];
	int64_t t = 0;

	v->npods = 60;
	for (uint32_t i = 0; i < 60; i++)
		group[i] = (uint32_t)rnd(p->nnodegroups);
	for (int i = 0; i < 400; i++) {
		struct arrival *w = arena_push(a, v->v, v->n);
		uint32_t pod = (uint32_t)rnd(60);

		t += (int64_t)rnd(2) * (int64_t)rnd(rnd(9) ? 3000 : 50000);
		*w = (struct arrival){ .t_ms = (uint64_t)t,
		    .op = there[pod] ? ARRIVAL_DEL : ARRIVAL_ADD,
		    .group = group[pod] & 0xff, .n = pod };
		there[pod] = !there[pod];
	}
}

/* --- the naive twin ------------------------------------------------------- */

struct naive {
	const struct answer *answer;
	struct estate estate;
	size_t n;
	struct engine g[NODES_MAX];
	size_t group[NODES_MAX], at[NODES_MAX];
	bool there[NODES_MAX];
	uint64_t pods[NODES_MAX];
	size_t *pod_node;		/* named ones; NODES_MAX: queued */
	uint64_t *pod_id;
	size_t *queue, nqueue;
	uint64_t queued[8];		/* counted ones, by group */
	struct tally *last;
	bool *any;
	struct rows *rows;
};

static void
naive_start(struct naive *w, struct arena *a)
{
	estate_init(&w->estate, w->answer, false, a);
	w->last = arena_array(a, w->answer->plan->nsubnets, struct tally);
	w->any = arena_array(a, w->answer->plan->nsubnets, bool);
	for (size_t k = 0; k < w->answer->plan->nnodegroups; k++)
		for (size_t i = 0; i < w->answer->groups[k].group->desired.v;
		    i++) {
			size_t at = w->n++, n = i %
			    w->answer->groups[k].subnets.n;
			struct engine_setup s;

			w->group[at] = k;
			w->at[at] = n;
			if (!supply_can(&w->estate.subnets[estate_node_subnet(
			    &w->estate, k, n)], 1, 0))
				continue;
			w->there[at] = true;
			estate_node(&w->estate, k, n, at, 0, &s);
			engine_init(&w->g[at], &s, a);
			engine_start(&w->g[at]);
		}
}

static size_t
naive_node(const struct naive *w, size_t group, bool pack)
{
	const struct estate_group *e = &w->estate.groups[group];
	size_t best = NODES_MAX;

	for (size_t i = 0; i < w->n; i++)
		if (w->group[i] == group && w->there[i] && e->usable &&
		    w->g[i].error == NULL && w->pods[i] < e->places &&
		    (best == NODES_MAX || (pack ?
		    w->pods[i] > w->pods[best] : w->pods[i] < w->pods[best])))
			best = i;
	return best;
}

static bool
naive_put(struct naive *w, size_t group, bool pack, int64_t t, size_t pod)
{
	size_t i = naive_node(w, group, pack);
	struct event ev = { .op = EVENT_ADD, .n = 1 };

	if (i == NODES_MAX)
		return false;
	w->pods[i]++;
	w->pod_node[pod] = i;
	w->pod_id[pod] = w->g[i].next_pod;
	engine_event(&w->g[i], t, &ev);
	return true;
}

static void
naive_count(struct naive *w, const struct arrival *v, bool pack)
{
	uint64_t pods = 0, *queued = &w->queued[v->group];
	struct event ev = { .op = EVENT_DEL, .n = 1 };

	for (size_t i = 0; i < w->n; i++)
		if (w->group[i] == v->group)
			pods += w->pods[i];
	*queued = v->n > pods ? v->n - pods : 0;
	while (*queued > 0 && naive_put(w, v->group, pack, (int64_t)v->t_ms,
	    0))
		--*queued;
	for (; pods > v->n; pods--) {
		size_t most = NODES_MAX;

		for (size_t i = 0; i < w->n; i++)
			if (w->group[i] == v->group && w->pods[i] > 0 &&
			    (most == NODES_MAX ||
			    w->pods[i] > w->pods[most]))
				most = i;
		w->pods[most]--;
		engine_event(&w->g[most], (int64_t)v->t_ms, &ev);
	}
}

static void
naive_delete(struct naive *w, const struct arrival *v, bool pack)
{
	size_t i = w->pod_node[v->n], kept = 0;
	struct event ev = { .op = EVENT_DEL_IDS, .name = "",
	    .n = w->pod_id[v->n] };

	if (i != NODES_MAX) {
		w->pods[i]--;
		engine_event(&w->g[i], (int64_t)v->t_ms, &ev);
	}
	for (size_t k = 0; k < w->nqueue; k++)
		if (w->queue[2 * k] != v->n) {
			w->queue[2 * kept] = w->queue[2 * k];
			w->queue[2 * kept++ + 1] = w->queue[2 * k + 1];
		}
	w->nqueue = kept;
	for (size_t k = 0; k < w->nqueue; k++)
		if (w->queue[2 * k + 1] == v->group) {
			if (!naive_put(w, v->group, pack, (int64_t)v->t_ms,
			    w->queue[2 * k]))
				return;
			w->nqueue--;
			memmove(&w->queue[2 * k], &w->queue[2 * k + 2],
			    2 * (w->nqueue - k) * sizeof(*w->queue));
			k--;
		}
}

static void
naive_apply(struct naive *w, const struct arrival *v, bool pack)
{
	if (v->op == ARRIVAL_SET)
		naive_count(w, v, pack);
	else if (v->op == ARRIVAL_DEL)
		naive_delete(w, v, pack);
	else if (!naive_put(w, v->group, pack, (int64_t)v->t_ms, v->n)) {
		w->pod_node[v->n] = NODES_MAX;
		w->queue[2 * w->nqueue] = v->n;
		w->queue[2 * w->nqueue++ + 1] = v->group;
	}
}

/* Everything, added up again. */
static void
naive_rows(struct naive *w, int64_t t)
{
	size_t n = w->answer->plan->nsubnets;

	for (size_t s = 0; s < n; s++) {
		struct tally sum = { 0 };

		for (size_t i = 0; i < w->n; i++) {
			const struct engine *g = &w->g[i];
			size_t home, pods;
			bool custom;

			if (!w->there[i])
				continue;
			home = estate_node_subnet(&w->estate, w->group[i],
			    w->at[i]);
			pods = estate_pod_subnet(&w->estate, w->group[i],
			    w->at[i]);
			custom = w->estate.groups[
			    w->group[i]].custom_networking;
			if (custom && home == s) {
				sum.enis++;
				sum.addresses++;
			}
			if (pods != s)
				continue;
			sum.pods += w->pods[i];
			sum.enis += g->neni - custom;
			sum.prefixes += g->nprefix;
			sum.allocated += g->nsingle + 16 * g->nprefix;
			sum.assigned += g->assigned;
			sum.cooling += g->cooling;
			sum.addresses += engine_addresses(g) - custom;
			sum.waiting += g->waiting;
			sum.calls += engine_calls(g);
		}
		if (w->any[s] && memcmp(&sum, &w->last[s], sizeof(sum)) == 0)
			continue;
		w->any[s] = true;
		w->last[s] = sum;
		*arena_push(w->rows->arena, w->rows->v, w->rows->n) =
		    (struct row){ t, s, sum };
	}
}

static void
naive_run(struct naive *w, const struct arrivals *v, bool pack,
    struct arena *a)
{
	int64_t pass = 2500;
	size_t i = 0;

	w->pod_node = arena_array(a, v->npods + 1, size_t);
	w->pod_id = arena_array(a, v->npods + 1, uint64_t);
	w->queue = arena_array(a, 2 * ((size_t)v->npods + 1), size_t);
	naive_start(w, a);
	for (int64_t t = 0; t <= UNTIL_MS;) {
		int64_t next = i < v->n ? (int64_t)v->v[i].t_ms : INT64_MAX;

		for (; i < v->n && (int64_t)v->v[i].t_ms == t; i++)
			naive_apply(w, &v->v[i], pack);
		for (size_t k = 0; k < w->n && pass == t; k++)
			if (w->there[k] && w->g[k].error == NULL)
				engine_pass(&w->g[k], t);
		pass += pass == t ? 5000 : 0;
		naive_rows(w, t);
		next = i < v->n ? (int64_t)v->v[i].t_ms : INT64_MAX;
		t = next < pass ? next : pass;
	}
}

/* --- the comparison ------------------------------------------------------- */

static void
compare(const struct rows *a, const struct rows *b, const char *what,
    const char *text)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (a->v[i].t_ms != b->v[i].t_ms ||
		    a->v[i].subnet != b->v[i].subnet ||
		    memcmp(&a->v[i].tally, &b->v[i].tally,
		    sizeof(struct tally)) != 0)
			fail_msg("%s: row %zu at %lld and %lld ms\n%s", what,
			    i, (long long)a->v[i].t_ms,
			    (long long)b->v[i].t_ms, text);
	if (a->n != b->n)
		fail_msg("%s: %zu and %zu rows\n%s", what, a->n, b->n, text);
}

static uint64_t passes, skipped, nrows;

static void
one_replay(struct rows *rows, const struct answer *a,
    const struct arrivals *v, bool no_skip, bool pack, bool scattered)
{
	struct replay *r = arena_new(rows->arena, struct replay);
	struct estate *e = arena_new(rows->arena, struct estate);
	struct err err = ERR_INIT;

	estate_init(e, a, false, rows->arena);
	e->scattered = scattered;
	*r = (struct replay){ .estate = e, .arrivals = v, .pack = pack,
	    .until_ms = UNTIL_MS, .no_skip = no_skip, .row = on_row,
	    .arg = rows };
	if (!replay_run(r, rows->arena, &err))
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < a->plan->nsubnets; i++)
		assert_int_equal(r->subnets[i].used.now, estate_used(e, i));
	if (no_skip)
		passes += r->fleet.passes;
	else
		skipped += r->fleet.passes;
	nrows += rows->n;
}

static void
one_plan(struct arena *mem, bool branch)
{
	const struct random_plan what = { .nodes = 9, .branch = branch,
	    .windows = true };
	const char *text = random_plan(&what, mem);
	struct rows fast = { .arena = mem }, slow = fast, twin = fast;
	struct naive *w = arena_new(mem, struct naive);
	struct arrivals v = { .file = "trace" };
	struct plan *p = arena_new(mem, struct plan);
	struct answer *a = arena_new(mem, struct answer);
	bool pack = rnd(3) == 0;
	bool scattered = branch && rnd(2) == 0;

	random_answer(a, p, text, mem);
	if (rnd(2))
		random_counts(&v, p, mem);
	else
		random_names(&v, p, mem);
	one_replay(&fast, a, &v, false, pack, scattered);
	one_replay(&slow, a, &v, true, pack, scattered);
	compare(&fast, &slow, "every pass run", text);
	if (branch)
		return;
	w->answer = a;
	w->rows = &twin;
	naive_run(w, &v, pack, mem);
	compare(&fast, &twin, "naive twin", text);
}

static void
test_replay(void **state)
{
	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct arena a = ARENA_INIT;

		one_plan(&a, i % 3 == 0);
		arena_clear(&a);
	}
	printf("%llu rows; %llu of %llu passes run\n",
	    (unsigned long long)nrows, (unsigned long long)skipped,
	    (unsigned long long)passes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_replay),
	};

	random_state = SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
