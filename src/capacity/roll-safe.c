/*
 * How many nodes at a time.  Subnets do not run out in a roll, so what one
 * group takes does not depend on the others: its own roll is run again beside
 * what the others had at rest, with one number after another, until one does
 * not fit.
 *
 * More at a time may take less, since pods come to lie on other nodes, so
 * each number must be tried.  But the count of "ipplan plan" is never below a
 * roll, and grows with the number: what fits by that need not be.
 */
#include "capacity/roll-parts.h"

#define AT_A_TIME_MAX 100	/* EKS: maxUnavailable, 1 to 100 */

void
roll_defaults(struct roll_options *o)
{
	*o = (struct roll_options){ .boot_ms = 90000, .drain_ms = 300000,
	    .eni_ms = 60000, .lost_az = ROLL_NO_AZ };
}

uint64_t
roll_choices(const struct roll *r, size_t group)
{
	enum update_strategy s =
	    r->answer->groups[group].group->update.strategy;
	uint64_t n = r->groups[group].nodes;

	if (s == UPDATE_BLUE_GREEN)
		return 0;
	return s == UPDATE_KARPENTER || n < AT_A_TIME_MAX ? n : AT_A_TIME_MAX;
}

/* The others at rest: what was taken of the subnets less the group's own. */
static bool
set_base(const struct roll *r, size_t group, struct roll_subnet *base,
    struct arena *a, struct err *e)
{
	struct roll one = { .answer = r->answer, .options = r->options };

	one.options.only = r->answer->groups[group].group;
	one.options.at_rest = true;
	if (!roll_run(&one, a, e))
		return false;
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		const struct roll_subnet *all = &r->subnets[i];
		const struct roll_subnet *own = &one.subnets[i];

		base[i].base = all->steady - own->steady;
		base[i].base_blocks = all->steady_blocks - own->steady_blocks;
	}
	return true;
}

static bool
try(const struct roll *r, size_t group, const struct roll_subnet *base,
    uint64_t n, bool *fits, struct err *e)
{
	struct arena a = ARENA_INIT;
	struct roll one = { .answer = r->answer, .options = r->options };
	bool ok;

	one.options.only = r->answer->groups[group].group;
	one.options.at_a_time = n;
	one.options.nodes_only = true;
	one.subnets = arena_array(&a, r->answer->plan->nsubnets,
	    struct roll_subnet);
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++)
		one.subnets[i] = base[i];
	ok = roll_run(&one, &a, e);
	*fits = ok && one.fits;
	arena_clear(&a);
	return ok;
}

/* Nodes that come on top in a subnet, at most. */
static uint64_t
most_surge(const struct roll *r, size_t group, uint64_t n)
{
	switch (r->answer->groups[group].group->update.strategy) {
	case UPDATE_DEFAULT:
		return managed_surge(n, roll_azs(r, group));
	case UPDATE_KARPENTER:
		return n;
	case UPDATE_MINIMAL:
	case UPDATE_BLUE_GREEN:
		break;
	}
	return 0;
}

/* Does it fit by count, whatever pods do? */
static bool
counts_fit(const struct roll *r, size_t group,
    const struct roll_subnet *base, uint64_t n)
{
	const struct group_answer *ga = &r->answer->groups[group];
	const struct roll_group *g = &r->groups[group];
	uint64_t surge = most_surge(r, group, n);
	struct arena a = ARENA_INIT;
	struct load *loads = arena_array(&a, r->answer->plan->nsubnets,
	    struct load);
	bool fits = true;

	for (uint32_t k = 0; k < g->nat; k++) {
		uint32_t at = g->at[k];

		load_add(&loads[ga->subnets.v[at]->index],
		    &ga->one[PEAK].node, g->began[at] + surge);
		if (ga->pod_subnets.n != 0)
			load_add(&loads[ga->pod_subnets.v[at]->index],
			    &ga->one[PEAK].pod, g->began[at] + surge);
	}
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		const struct subnet_answer *s = &r->answer->subnets[i];
		struct load *l = &loads[i], rest = {
		    .addresses = s->fixed + base[i].base,
		    .blocks = base[i].base_blocks };

		rest.singles = rest.addresses - CNI_PREFIX_SIZE * rest.blocks;
		load_add(l, &rest, 1);
		fits = fits && subnet_load_fits(s, l, 0);
	}
	arena_clear(&a);
	return fits;
}

bool
roll_safe(const struct roll *r, size_t group, uint64_t *most, struct err *e)
{
	uint64_t lo = 0, all = roll_choices(r, group), hi = all;
	struct arena a = ARENA_INIT;
	struct roll_subnet *base = arena_array(&a,
	    r->answer->plan->nsubnets, struct roll_subnet);
	bool ok = set_base(r, group, base, &a, e), fits = true;

	while (lo < hi) {
		uint64_t mid = hi - (hi - lo) / 2;

		if (counts_fit(r, group, base, mid))
			lo = mid;
		else
			hi = mid - 1;
	}
	while (ok && fits && lo < all) {
		ok = try(r, group, base, lo + 1, &fits, e);
		lo += fits;
	}
	*most = lo;
	arena_clear(&a);
	return ok;
}
