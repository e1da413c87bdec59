/*
 * How many nodes at a time.  Subnets do not run out in a roll, so what one
 * group takes does not depend on the others: its own roll is run again beside
 * what the others had at rest, with one number after another.  More nodes at
 * a time never take less, so the largest that fits is found by halving.
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
	uint64_t n = r->groups[group].n;

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

bool
roll_safe(const struct roll *r, size_t group, uint64_t *most, struct err *e)
{
	uint64_t lo = 0, hi = roll_choices(r, group);
	struct arena a = ARENA_INIT;
	struct roll_subnet *base = arena_array(&a,
	    r->answer->plan->nsubnets, struct roll_subnet);
	bool ok = set_base(r, group, base, &a, e), fits;

	while (ok && lo < hi) {
		uint64_t mid = hi - (hi - lo) / 2;

		ok = try(r, group, base, mid, &fits, e);
		if (fits)
			lo = mid;
		else
			hi = mid - 1;
	}
	*most = lo;
	arena_clear(&a);
	return ok;
}
