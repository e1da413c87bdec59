/*
 * Break-even: for which numbers of pods a node takes fewer addresses with
 * prefixes.  Both modes go up in steps of different sizes, so they cross
 * more than once; each number of pods is looked at.
 */
#include "capacity/compare.h"

const char *
cheaper_name(enum cheaper c)
{
	static const char *const names[] = { "secondary", "equal", "prefix",
	    "only_prefix", "only_secondary" };

	return names[c];
}

static enum cheaper
which(const struct cni_node *secondary, const struct cni_node *prefix,
    uint64_t pods)
{
	struct cni_rest s, p;

	cni_rest(secondary, pods, &s);
	cni_rest(prefix, pods, &p);
	if (s.unplaced != p.unplaced)
		return s.unplaced > p.unplaced ? CHEAPER_ONLY_PREFIX :
		    CHEAPER_ONLY_SECONDARY;
	if (s.addresses == p.addresses)
		return CHEAPER_EQUAL;
	return s.addresses < p.addresses ? CHEAPER_SECONDARY :
	    CHEAPER_PREFIX;
}

/* Pods that the node places, with a branch ENI or without. */
static uint64_t
places(const struct cni_node *n)
{
	uint64_t branch = n->branch_pods < n->branch_limit ? n->branch_pods :
	    n->branch_limit, all = judge_capacity(n) + branch;

	return all < DEMAND_PODS_MAX ? all : DEMAND_PODS_MAX;
}

static struct cni_node
node_of(const struct group_answer *g, size_t type)
{
	struct cni_node n = g->nodes[type];

	n.branch_pods = g->branch_pods[STEADY];
	cni_node_init(&n);
	return n;
}

static void
ranges(struct compare *c, struct compare_mode *m, size_t group, size_t type,
    struct arena *a)
{
	const struct group_answer *g = &m->answer.groups[group];
	struct cni_node secondary = node_of(
	    &c->modes[COMPARE_SECONDARY].answer.groups[group], type);
	struct cni_node prefix = node_of(g, type);
	uint64_t last = places(&secondary);
	struct break_even *b = NULL;

	if (places(&prefix) > last)
		last = places(&prefix);
	for (uint64_t p = 0; p <= last; p++) {
		enum cheaper now = which(&secondary, &prefix, p);

		if (b == NULL || b->cheaper != now) {
			b = arena_push(a, c->even, c->neven);
			*b = (struct break_even){ g->group,
			    g->nodes[type].limits, m->mode, p, p, now };
		}
		b->last = p;
	}
}

void
compare_even(struct compare *c, struct arena *a)
{
	static const enum compared against[] = { COMPARE_PREFIX,
	    COMPARE_PREFIX_WARM_IP };

	if (c->modes[COMPARE_SECONDARY].refused != NULL)
		return;
	for (size_t g = 0; g < c->ask->plan->nnodegroups; g++)
		for (size_t k = 0; k < 2; k++) {
			struct compare_mode *m = &c->modes[against[k]];

			if (m->refused != NULL ||
			    m->plan.nodegroups[g].os != OS_LINUX)
				continue;
			for (size_t i = 0; i < m->answer.groups[g].ntypes; i++)
				ranges(c, m, g, i, a);
		}
}
