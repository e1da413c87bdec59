#include "capacity/estate.h"

#define TRUNK_ATTACH_MS 5000	/* the resource controller's time for it */

/* --- subnets -------------------------------------------------------------- */

static struct supply
supply_of(const struct subnet_answer *s, bool endless)
{
	struct supply v = { .id = s->subnet->name, .node_subnet = true,
	    .cluster_ok = true, .free = SUPPLY_UNLIMITED,
	    .free_blocks = SUPPLY_UNLIMITED / CNI_PREFIX_SIZE };
	/* In a reservation, and neither in a block nor for anybody. */
	uint64_t dead = s->reserved_for_blocks -
	    CNI_PREFIX_SIZE * s->blocks_reserved;

	if (endless)
		return v;
	v.free = (int64_t)s->usable - (int64_t)(s->fixed + dead);
	v.free_blocks = (int64_t)subnet_blocks_best(s, s->fixed);
	v.reserved = (int64_t)s->blocks_reserved;
	return v;
}

uint64_t
estate_used(const struct estate *e, size_t subnet)
{
	return e->answer->subnets[subnet].fixed + (uint64_t)(e->start[subnet] -
	    e->subnets[subnet].free);
}

uint64_t
estate_blocks(const struct estate *e, size_t subnet)
{
	return (uint64_t)e->subnets[subnet].held;
}

/* --- groups --------------------------------------------------------------- */

static uint64_t
addresses_of(const struct cni_node *node, const struct group_answer *g)
{
	struct cni_node n = *node;
	struct cni_rest r;

	n.branch_pods = g->branch_pods[STEADY];
	cni_node_init(&n);
	cni_rest(&n, g->pods[STEADY], &r);
	return r.addresses;
}

static const struct cni_node *
hungriest(const struct group_answer *g)
{
	const struct cni_node *best = &g->nodes[0];

	for (size_t i = 1; i < g->ntypes; i++)
		if (addresses_of(&g->nodes[i], g) > addresses_of(best, g))
			best = &g->nodes[i];
	return best;
}

/* The settings under which ipamd keeps a pool as the controller does. */
static void
windows(struct estate_group *g, const struct cni_node *ready)
{
	struct cni_settings *s = &g->settings;
	const struct cni_pool *p = &ready->first;

	cni_settings_init(s);
	s->prefix_delegation = ready->mode == CNI_PREFIX;
	if (p->policy == CNI_WARM_PREFIXES)
		s->warm_prefix = p->warm;
	else {
		s->warm_ip = p->warm;
		s->minimum_ip = p->minimum;
	}
	g->limits.enis = 1;
	g->pool_limit = UINT64_MAX;
}

/* Takes the address of its primary ENI and does nothing more. */
static void
unusable(struct estate_group *g)
{
	cni_settings_init(&g->settings);
	g->settings.disable_provisioning = true;
	g->custom_networking = false;
	g->branch = 0;
}

static void
group_init(struct estate_group *g, const struct group_answer *a)
{
	const struct cni_node *node = hungriest(a);
	struct cni_node ready = *node;

	ready.branch_pods = a->branch_pods[STEADY];
	cni_node_init(&ready);
	*g = (struct estate_group){ .node = node,
	    .settings = node->settings, .limits = *node->limits,
	    .pool_limit = node->max_pods, .usable = ready.unusable == NULL,
	    .branch = a->branch_pods[STEADY], .places = node->max_pods };
	if (g->branch > ready.branch_limit)
		g->branch = ready.branch_limit;
	if (!a->group->max_pods.set && a->placeable < g->places)
		g->places = a->placeable;
	g->custom_networking = a->pod_subnets.n != 0;
	if (node->os == CNI_WINDOWS)
		windows(g, &ready);
	if (!g->usable)
		unusable(g);
}

void
estate_init(struct estate *e, const struct answer *a, bool endless,
    struct arena *arena)
{
	size_t n = a->plan->nsubnets;

	*e = (struct estate){ .answer = a, .seed = 1 };
	e->subnets = arena_array(arena, n, struct supply);
	e->start = arena_array(arena, n, int64_t);
	for (size_t i = 0; i < n; i++) {
		e->subnets[i] = supply_of(&a->subnets[i], endless);
		e->start[i] = e->subnets[i].free;
	}
	n = a->plan->nnodegroups;
	e->groups = arena_array(arena, n, struct estate_group);
	for (size_t i = 0; i < n; i++)
		group_init(&e->groups[i], &a->groups[i]);
}

size_t
estate_node_subnet(const struct estate *e, size_t g, size_t i)
{
	return e->answer->groups[g].subnets.v[i]->index;
}

size_t
estate_pod_subnet(const struct estate *e, size_t g, size_t i)
{
	const struct group_answer *a = &e->answer->groups[g];

	return e->groups[g].custom_networking ?
	    a->pod_subnets.v[i]->index : a->subnets.v[i]->index;
}

/*
 * Subnet discovery finds no tags in a plan, so it is left with the node's own
 * subnet; the engine is shown that one alone.
 */
void
estate_node(const struct estate *e, size_t g, size_t i, uint64_t number,
    int64_t start_ms, struct engine_setup *setup)
{
	const struct estate_group *group = &e->groups[g];
	size_t home = estate_node_subnet(e, g, i);
	enum order first = e->scattered ? ORDER_RANDOM : ORDER_OLDEST;
	enum order last = e->scattered ? ORDER_RANDOM : ORDER_NEWEST;

	*setup = (struct engine_setup){
		.limits = &group->limits, .rules = group->settings.rules,
		.settings = group->settings, .max_pods = group->pool_limit,
		.subnets = &e->subnets[home], .nsubnets = 1,
		.start_ms = start_ms,
		.trunk_attach_ms = start_ms + TRUNK_ATTACH_MS,
		.assign = first, .alloc = first, .free = last,
		.delete = last, .seed = e->seed + number,
	};
	setup->branch_cooldown_ms = setup->rules->branch_cooldown_ms;
	if (!group->custom_networking)
		return;
	setup->subnets = e->subnets;
	setup->nsubnets = e->answer->plan->nsubnets;
	setup->node_subnet = home;
	setup->eniconfig_subnet = estate_pod_subnet(e, g, i);
}
