#include "capacity/agree.h"

struct agree *
agree_make(const struct answer *a, const struct observed *o, size_t *n,
    struct arena *arena)
{
	struct agree *v = arena_array(arena, o->nsubnets + 1, struct agree);

	*n = 0;
	for (size_t i = 0; i < o->nsubnets; i++) {
		const struct observed_subnet *s = &o->subnets[i];
		const struct subnet_answer *t = &a->subnets[i];
		uint64_t nodes = s->addresses[OBSERVED_NODES];
		uint64_t taken = t->usable - s->available_now.v;

		if (!s->available_now.set || !o->has_enis ||
		    s->available_now.v > t->usable)
			continue;
		/* A plan has reservations apart.  Of documents of different
		   times EC2 may count fewer than nodes have. */
		taken -= s->reserved < taken ? s->reserved : taken;
		if (taken < nodes)
			taken = nodes;
		v[(*n)++] = (struct agree){ .subnet = s->plan,
		    .nodes_now = nodes, .others_now = taken - nodes,
		    .nodes_planned = t->load[STEADY].addresses - t->fixed,
		    .others_planned = t->fixed };
	}
	return v;
}
