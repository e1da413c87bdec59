/*
 * The count of a plan: /28 blocks against a bitmap of every address, nodes
 * against a naive walk, and what must hold for any plan.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capacity/answer.h"
#include "ingest/plan.h"

#define SEED 20261122
#define SIZE_MAX_24 256

static void
answer(struct answer *a, struct plan *p, const char *text, struct arena *mem)
{
	static const struct answer_options opts = { .all_at_once = false };
	struct err e = ERR_INIT;

	if (!plan_parse(p, "plan", text, strlen(text), NULL, 0, mem, &e) ||
	    !plan_answer(a, p, &opts, mem, &e))
		fail_msg("%s\n%lu:%lu: %s", text, e.line, e.column, e.msg);
}

/* --- blocks against a bitmap -------------------------------------------- */

struct bitmap {
	unsigned size;
	bool aws[SIZE_MAX_24];		/* the 5 */
	bool reserved[SIZE_MAX_24];	/* for prefixes */
	bool single[SIZE_MAX_24];
};

/* A /28 that could be delegated: nothing in it is AWS's or a single's. */
static bool
is_whole(const struct bitmap *b, unsigned block)
{
	for (unsigned i = block * 16; i < block * 16 + 16; i++)
		if (b->aws[i] || b->single[i])
			return false;
	return true;
}

static unsigned
count_whole(const struct bitmap *b)
{
	unsigned n = 0;

	for (unsigned k = 0; k < b->size / 16; k++)
		n += is_whole(b, k);
	return n;
}

/* Put n singles: into spoilt blocks first (best), or into whole ones. */
static void
place(struct bitmap *b, unsigned n, bool best)
{
	while (n > 0) {
		unsigned at = b->size;

		for (unsigned i = 0; i < b->size; i++) {
			if (b->aws[i] || b->reserved[i] || b->single[i])
				continue;
			if (at == b->size || is_whole(b, i / 16) != best) {
				at = i;
				if (is_whole(b, i / 16) != best)
					break;
			}
		}
		if (at == b->size)
			return;
		b->single[at] = true;
		n--;
	}
}

static unsigned
left_by(const struct bitmap *empty, unsigned singles, bool best)
{
	struct bitmap b = *empty;

	place(&b, singles, best);
	return count_whole(&b);
}

/* One case: a random subnet with reservations and that many singles. */
static void
check_blocks(unsigned len, unsigned reserved_at, unsigned reserved_len,
    unsigned singles)
{
	struct arena mem = ARENA_INIT;
	struct bitmap b = { .size = 1u << (32 - len) };
	struct answer a;
	struct plan p;
	char text[512];
	unsigned room = 0;

	b.aws[0] = b.aws[1] = b.aws[2] = b.aws[3] = b.aws[b.size - 1] = true;
	for (unsigned i = 0; reserved_len != 0 &&
	    i < 1u << (32 - reserved_len); i++)
		b.reserved[reserved_at + i] = true;
	for (unsigned i = 0; i < b.size; i++)
		room += !b.aws[i] && !b.reserved[i];
	if (singles > room)
		singles = room;
	snprintf(text, sizeof(text), "subnets: [{name: s, cidr: 10.0.0.0/%u, "
	    "reservations: [%s", len, reserved_len == 0 ? "]}]" : "");
	if (reserved_len != 0)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "{cidr: 10.0.0.%u/%u, type: prefix}]}]", reserved_at,
		    reserved_len);
	snprintf(text + strlen(text), sizeof(text) - strlen(text),
	    "\nfixed: [{addresses: %u, subnets: [s]}]", singles);
	answer(&a, &p, text, &mem);
	assert_int_equal(a.subnets[0].blocks28, count_whole(&b));
	if (a.subnets[0].best[STEADY] != left_by(&b, singles, true) ||
	    a.subnets[0].worst[STEADY] != left_by(&b, singles, false))
		fail_msg("%s: best %u worst %u, a bitmap says %u and %u",
		    text, (unsigned)a.subnets[0].best[STEADY],
		    (unsigned)a.subnets[0].worst[STEADY],
		    left_by(&b, singles, true), left_by(&b, singles, false));
	assert_true(a.subnets[0].fits);
	arena_clear(&mem);
}

static void
blocks_agree_with_a_bitmap(void **state)
{
	(void)state;

	print_message("seed %d\n", SEED);
	srand(SEED);
	for (int i = 0; i < 4000; i++) {
		unsigned len = 24 + (unsigned)rand() % 5;
		unsigned size = 1u << (32 - len);
		unsigned rlen = len + (unsigned)rand() % (33 - len);
		unsigned rsize = 1u << (32 - rlen);
		bool with = rand() % 2 == 0 && rlen <= 28;

		check_blocks(len, with ? (unsigned)rand() % (size / rsize) *
		    rsize : 0, with ? rlen : 0, (unsigned)rand() % size);
	}
}

/* --- nodes against a naive walk ----------------------------------------- */

struct draw {
	unsigned nsubnets, nodes, max, pods, churn;
	unsigned az[4];
	const char *type, *strategy;
};

static struct draw
draw_plan(void)
{
	static const char *const types[] = { "m5.large", "t3.small",
	    "m5.4xlarge", "m4.xlarge", "c6g.medium" };
	static const char *const strategies[] = { "default", "minimal",
	    "blue_green", "karpenter" };
	struct draw d = { .nsubnets = 1 + (unsigned)rand() % 4,
	    .nodes = (unsigned)rand() % 40, .pods = (unsigned)rand() % 60,
	    .type = types[rand() % 5], .strategy = strategies[rand() % 4] };

	d.max = d.nodes + (unsigned)rand() % 20;
	for (unsigned i = 0; i < d.nsubnets; i++)
		d.az[i] = (unsigned)rand() % 3;
	return d;
}

static const char *
write_plan(const struct draw *d, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "subnets:\n");

	for (unsigned i = 0; i < d->nsubnets; i++)
		n += (size_t)snprintf(buf + n, size - n, "  - {name: s%u, "
		    "az: z%u, cidr: 10.%u.0.0/16}\n", i, d->az[i], i);
	snprintf(buf + n, size - n, "nodegroups: [{name: g, instance_type: "
	    "%s, nodes: {desired: %u, max: %u}, pods_per_node: %u, update: "
	    "{strategy: %s, max_unavailable: 3, budget: 20%%}}]\n", d->type,
	    d->nodes, d->max, d->pods, d->strategy);
	return buf;
}

/* Least n such that n nodes in each of k subnets are enough, by counting. */
static unsigned
spread(unsigned nodes, unsigned k)
{
	unsigned n = 0;

	while (n * k < nodes)
		n++;
	return n;
}

static unsigned
naive_azs(const struct draw *d)
{
	bool seen[3] = { false, false, false };

	for (unsigned i = 0; i < d->nsubnets; i++)
		seen[d->az[i]] = true;
	return (unsigned)seen[0] + seen[1] + seen[2];
}

static unsigned
naive_surge(const struct draw *d)
{
	unsigned azs = naive_azs(d), n = 2 * azs > 3 ? 2 * azs : 3;

	if (d->max == 0 || strcmp(d->strategy, "minimal") == 0)
		return 0;
	if (strcmp(d->strategy, "default") == 0)
		return spread(n, azs);
	if (strcmp(d->strategy, "blue_green") == 0)
		return spread(d->max, azs);
	return spread(d->max, 5);	/* 20 % */
}

static uint64_t
footprint(const struct draw *d)
{
	struct cni_node node = { .limits = limits_find(d->type) };
	struct cni_rest r;

	cni_settings_init(&node.settings);
	cni_node_init(&node);
	cni_rest(&node, d->pods, &r);
	return r.addresses;
}

static void
nodes_agree_with_a_walk(void **state)
{
	(void)state;

	print_message("seed %d\n", SEED);
	srand(SEED);
	for (int i = 0; i < 3000; i++) {
		struct arena mem = ARENA_INIT;
		struct draw d = draw_plan();
		uint64_t one = footprint(&d);
		struct answer a;
		struct plan p;
		char text[1024];

		answer(&a, &p, write_plan(&d, text, sizeof(text)), &mem);
		for (unsigned k = 0; k < d.nsubnets; k++) {
			const struct subnet_answer *s = &a.subnets[k];

			assert_int_equal(s->load[STEADY].addresses,
			    one * spread(d.nodes, d.nsubnets));
			assert_int_equal(s->load[PEAK].addresses,
			    one * (spread(d.max, d.nsubnets) +
			    naive_surge(&d)));
		}
		arena_clear(&mem);
	}
}

/* --- what must hold for any plan ---------------------------------------- */

/* More nodes, more pods or a rollout never take fewer addresses. */
static void
more_never_takes_less(void **state)
{
	(void)state;

	print_message("seed %d\n", SEED);
	srand(SEED);
	for (int i = 0; i < 1000; i++) {
		struct arena mem = ARENA_INIT;
		struct draw d = draw_plan(), more = d;
		struct answer a, b;
		struct plan p, q;
		char text[1024];

		more.nodes++;
		more.max++;
		more.pods += (unsigned)rand() % 3;
		answer(&a, &p, write_plan(&d, text, sizeof(text)), &mem);
		write_plan(&more, text, sizeof(text));
		strcat(text, "rollout: {max_surge: 10%}\n");
		answer(&b, &q, text, &mem);
		for (unsigned k = 0; k < d.nsubnets; k++)
			for (enum when w = STEADY; w < WHENS; w++) {
				assert_true(a.subnets[k].load[w].addresses <=
				    b.subnets[k].load[w].addresses);
				assert_true(a.subnets[k].load[w].blocks <=
				    b.subnets[k].load[w].blocks);
			}
		arena_clear(&mem);
	}
}

/* Custom networking: 1 address in the node's subnet, the rest in its AZ's. */
static void
custom_networking_splits(void **state)
{
	struct arena mem = ARENA_INIT;
	struct answer a;
	struct plan p;
	(void)state;

	answer(&a, &p,
	    "subnets:\n"
	    "  - {name: n1, az: z1, cidr: 10.0.0.0/24, roles: [nodes]}\n"
	    "  - {name: n2, az: z2, cidr: 10.0.1.0/24, roles: [nodes]}\n"
	    "  - {name: p2, az: z2, cidr: 100.64.1.0/24, roles: [pods]}\n"
	    "  - {name: p1, az: z1, cidr: 100.64.0.0/24, roles: [pods]}\n"
	    "nodegroups: [{name: g, instance_type: m5.large, nodes: 4, "
	    "subnets: [n1, n2], pod_subnets: [p2, p1], pods_per_node: 5, "
	    "update: {strategy: minimal}}]\n", &mem);
	assert_int_equal(a.subnets[0].load[STEADY].addresses, 2);
	assert_int_equal(a.subnets[1].load[STEADY].addresses, 2);
	assert_int_equal(a.subnets[2].load[STEADY].addresses, 40);
	assert_int_equal(a.subnets[3].load[STEADY].addresses, 40);
	arena_clear(&mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_agree_with_a_bitmap),
		cmocka_unit_test(nodes_agree_with_a_walk),
		cmocka_unit_test(more_never_takes_less),
		cmocka_unit_test(custom_networking_splits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
