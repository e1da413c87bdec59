/* The plan's own thresholds: what it wants to keep free. */
#include "check/rule.h"

static void
threshold_001(struct findings *f)
{
	const struct quantity *q = &f->plan->thresholds.min_free;

	for (size_t i = 0; i < f->plan->nsubnets && q->set; i++) {
		const struct subnet_answer *s = &f->answer->subnets[i];
		uint64_t taken = s->load[STEADY].addresses;
		uint64_t wanted = quantity_ceil(q, s->usable);
		uint64_t left = s->usable > taken ? s->usable - taken : 0;

		if (left < wanted)
			finding_subnet(f, s->subnet, "%llu of %llu addresses "
			    "free at rest, min_free wants %llu", ULL(left),
			    ULL(s->usable), ULL(wanted));
	}
}

/* --- room for more nodes ------------------------------------------------ */

/* The nodes of the groups in a subnet, and the largest of them. */
struct tenants {
	struct load one;
	uint64_t nodes;
};

static void
max_u64(uint64_t *max, uint64_t v)
{
	if (v > *max)
		*max = v;
}

static void
add_tenants(struct tenants *all, const struct subnet_refs *refs,
    const struct load *one, uint64_t nodes)
{
	for (size_t i = 0; i < refs->n; i++) {
		struct tenants *t = &all[refs->v[i]->index];

		max_u64(&t->one.addresses, one->addresses);
		max_u64(&t->one.singles, one->singles);
		max_u64(&t->one.blocks, one->blocks);
		t->nodes += nodes;
	}
}

static bool
has_room(const struct subnet_answer *s, const struct load *one, uint64_t n)
{
	struct load l = s->load[STEADY];

	load_add(&l, one, n);
	return subnet_load_fits(s, &l, s->reserve);
}

/* How many more nodes fit, of as many as most. */
static uint64_t
room_for(const struct subnet_answer *s, const struct load *one, uint64_t most)
{
	uint64_t low = 0, high = most;

	while (low < high) {
		uint64_t mid = high - (high - low) / 2;

		if (has_room(s, one, mid))
			low = mid;
		else
			high = mid - 1;
	}
	return low;
}

static void
check_room(struct findings *f, const struct subnet_answer *s,
    const struct tenants *t)
{
	uint64_t wanted = quantity_ceil(&f->plan->thresholds.min_nodes,
	    t->nodes);
	uint64_t room = room_for(s, &t->one, wanted);

	if (room < wanted)
		finding_subnet(f, s->subnet, "room for %llu more nodes of "
		    "%llu addresses, min_nodes wants %llu", ULL(room),
		    ULL(t->one.addresses), ULL(wanted));
}

static void
threshold_002(struct findings *f)
{
	struct arena scratch = ARENA_INIT;
	struct tenants *all = arena_array(&scratch, f->plan->nsubnets,
	    struct tenants);
	bool set = f->plan->thresholds.min_nodes.set;

	for (size_t i = 0; i < f->plan->nnodegroups && set; i++) {
		const struct group_answer *g = &f->answer->groups[i];

		add_tenants(all, &g->subnets, &g->one[STEADY].node,
		    g->count[STEADY]);
		add_tenants(all, &g->pod_subnets, &g->one[STEADY].pod,
		    g->count[STEADY]);
	}
	for (size_t i = 0; i < f->plan->nsubnets; i++)
		if (all[i].one.addresses != 0)
			check_room(f, &f->answer->subnets[i], &all[i]);
	arena_clear(&scratch);
}

const struct check checks_threshold[] = {
	{ "IPP-THRESHOLD-001", threshold_001, false },
	{ "IPP-THRESHOLD-002", threshold_002, false },
	{ NULL, NULL, false }
};
