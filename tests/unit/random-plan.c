#include "random-plan.h"

#include <string.h>

#include "test.h"

#include "ingest/plan.h"

struct text {
	struct arena *arena;
	const char *s;
};

static void
put(struct text *t, const char *more)
{
	t->s = arena_printf(t->arena, "%s%s", t->s, more);
}

static void
put_n(struct text *t, const char *key, uint64_t n)
{
	put(t, arena_printf(t->arena, ", %s: %llu", key,
	    (unsigned long long)n));
}

static unsigned nazs;

/* a0, a1, ... for nodes and p0, ... for pods, one of each in an AZ. */
static void
put_subnets(struct text *t)
{
	put(t, "subnets:\n");
	for (unsigned i = 0; i < 2 * nazs; i++) {
		unsigned len = 22 + (unsigned)rnd(5);

		put(t, arena_printf(t->arena, "  - {name: %s%u, az: az%u, "
		    "cidr: 10.0.%u.0/%u", i % 2 ? "p" : "a", i / 2, i / 2,
		    4 * i, len));
		put(t, i % 2 ? ", roles: [pods]" : rnd(3) ? "" :
		    ", roles: [cluster, nodes, pods]");
		if (rnd(3) == 0)
			put_n(t, "used", rnd(30));
		if (rnd(4) == 0)
			put(t, arena_printf(t->arena, ", reservations: "
			    "[{cidr: 10.0.%u.%u/28, type: %s}]", 4 * i,
			    16 * (unsigned)rnd(UINT64_C(1) << (26 - len > 2 ?
			    2 : 26 - len)), rnd(3) ? "prefix" : "explicit"));
		put(t, "}\n");
	}
}

static void
put_settings(struct text *t)
{
	put(t, arena_printf(t->arena, ", cni: {mode: %s",
	    rnd(2) ? "prefix" : "secondary"));
	if (rnd(2))
		put_n(t, "warm_ip_target", rnd(rnd(2) ? 4 : 20));
	if (rnd(2))
		put_n(t, "minimum_ip_target", rnd(20));
	if (rnd(3) == 0)
		put_n(t, "warm_eni_target", rnd(3));
	if (rnd(3) == 0)
		put_n(t, "warm_prefix_target", rnd(3));
	if (rnd(6) == 0)
		put_n(t, "max_eni", 1 + rnd(4));
	if (rnd(6) == 0)
		put(t, ", env: {ENABLE_MULTI_NIC: \"true\"}");
	put(t, "}");
}

static void
put_update(struct text *t)
{
	static const char *const strategies[] = { "default", "minimal",
	    "blue_green", "karpenter" };
	size_t k = rnd(4);

	put(t, arena_printf(t->arena, ", update: {strategy: %s",
	    strategies[k]));
	if (k < 2 && rnd(2))
		put(t, arena_printf(t->arena, ", max_unavailable: %u%s",
		    1 + (unsigned)rnd(rnd(2) ? 4 : 60), rnd(2) ? "%" : ""));
	if (k == 3 && rnd(2))
		put(t, arena_printf(t->arena, ", budget: %u%%",
		    1 + (unsigned)rnd(60)));
	put(t, "}");
}

static void
put_list(struct text *t, const char *key, const char *letter, unsigned n)
{
	put(t, arena_printf(t->arena, ", %s: [", key));
	for (unsigned i = 0; i < n; i++)
		put(t, arena_printf(t->arena, "%s%s%u", i ? ", " : "",
		    letter, i));
	put(t, "]");
}

static void
put_group(struct text *t, const struct random_plan *what, unsigned number)
{
	static const char *const types[] = { "t3.small", "t3.medium",
	    "m5.large", "m5.xlarge", "m4.large", "p4d.24xlarge",
	    "[m5.large, t3.medium]" };
	unsigned n = 1 + (unsigned)rnd(nazs), branch;
	bool windows = what->windows && rnd(8) == 0;
	unsigned pods = (unsigned)rnd(rnd(2) ? 12 : 40);

	put(t, arena_printf(t->arena, "  - {name: g%u, instance_type: %s",
	    number, types[rnd(COUNT(types))]));
	if (rnd(3))
		put_n(t, "nodes", rnd(what->nodes + 1));
	else
		put(t, arena_printf(t->arena, ", nodes: {min: 0, desired: "
		    "%u, max: %u}", (unsigned)rnd(what->nodes / 2 + 1),
		    what->nodes / 2 + (unsigned)rnd(what->nodes / 2 + 1)));
	put_n(t, "pods_per_node", pods);
	put_list(t, "subnets", "a", n);
	if (windows)
		put(t, ", os: windows");
	else if (rnd(4) == 0)
		put_list(t, "pod_subnets", "p", n);
	branch = (unsigned)rnd(pods + 1);
	if (what->branch && !windows && rnd(3) == 0)
		put_n(t, "pod_eni_pods", branch);
	if (rnd(3) == 0)
		put_n(t, "max_pods", rnd(30));
	if (rnd(2))
		put_settings(t);
	if (what->updates)
		put_update(t);
	put(t, "}\n");
}

const char *
random_plan(const struct random_plan *what, struct arena *a)
{
	struct text t = { a, "" };
	unsigned groups = 1 + (unsigned)rnd(3);

	nazs = 1 + (unsigned)rnd(3);
	put(&t, "vpc: {cidrs: [10.0.0.0/16]}\n");
	put_subnets(&t);
	put(&t, "nodegroups:\n");
	for (unsigned i = 0; i < groups; i++)
		put_group(&t, what, i);
	if (what->updates && rnd(2))
		put(&t, arena_printf(a, "rollout: {max_surge: %u%%}\n",
		    (unsigned)rnd(60)));
	return t.s;
}

void
random_answer_as(struct answer *a, struct plan *p, const char *text,
    bool all_at_once, struct arena *mem)
{
	struct answer_options *opts = arena_new(mem, struct answer_options);
	struct err e = ERR_INIT;

	opts->all_at_once = all_at_once;
	if (!plan_parse(p, "plan", text, strlen(text), NULL, 0, mem, &e) ||
	    !plan_answer(a, p, opts, mem, &e))
		fail_msg("%s\n%lu:%lu: %s", text, e.line, e.column, e.msg);
}

void
random_answer(struct answer *a, struct plan *p, const char *text,
    struct arena *mem)
{
	random_answer_as(a, p, text, false, mem);
}
