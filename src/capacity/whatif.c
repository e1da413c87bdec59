#include "capacity/whatif.h"

#include <string.h>

#include "capacity/answer.h"

#define ADDED_LENGTH 8		/* of a subnet that is added */

struct work {
	struct plan *out;
	const struct plan *p;
	const struct whatif *w;
	struct arena *arena;
};

/* --- settings ------------------------------------------------------------- */

static void
set(struct work *k, struct settings *list, const char *name,
    const char *value)
{
	*arena_push(k->arena, list->v, list->n) = (struct setting){ name,
	    value, { 0, 0 } };
}

static const char *
text(bool on)
{
	return on ? "true" : "false";
}

/*
 * A Windows node's controller has targets of its own, which an absent
 * variable means.
 */
static void
settings(struct work *k, struct nodegroup *g)
{
	const struct whatif *w = k->w;
	bool own = g->os == OS_LINUX, ipv6 = w->mode == CNI_IPV6;
	struct settings list = { NULL, 0 };

	for (size_t i = 0; i < g->cni.n; i++)
		*arena_push(k->arena, list.v, list.n) = g->cni.v[i];
	set(k, &list, "WARM_ENI_TARGET", own ? w->warm_eni : NULL);
	set(k, &list, "WARM_PREFIX_TARGET", own ? w->warm_prefix : NULL);
	set(k, &list, "WARM_IP_TARGET", own ? w->warm_ip : NULL);
	set(k, &list, "MINIMUM_IP_TARGET", own ? w->minimum_ip : NULL);
	set(k, &list, "ENABLE_PREFIX_DELEGATION",
	    text(w->mode != CNI_SECONDARY));
	set(k, &list, "ENABLE_IPv4", text(!ipv6));
	set(k, &list, "ENABLE_IPv6", text(ipv6));
	if (w->custom != CUSTOM_AS_PLANNED)
		set(k, &list, "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
		    text(w->custom == CUSTOM_ON && own));
	g->cni = list;
}

/* --- pod subnets ---------------------------------------------------------- */

static bool
same_az(const struct subnet *a, const struct subnet *b)
{
	return a->az != NULL && b->az != NULL && strcmp(a->az, b->az) == 0;
}

/* The subnet added for the node subnet's AZ, or for it where no AZ is said. */
static const struct subnet *
add(struct work *k, const struct subnet *node)
{
	const char *name = arena_printf(k->arena, WHATIF_SUBNET "%s",
	    node->az != NULL ? node->az : node->name);
	struct plan *out = k->out;
	struct subnet *s;

	for (size_t i = k->p->nsubnets; i < out->nsubnets; i++)
		if (strcmp(out->subnets[i].name, name) == 0)
			return &out->subnets[i];
	s = &out->subnets[out->nsubnets];
	*s = (struct subnet){ .name = name, .az = node->az,
	    .cidr = { .set = true, .prefix = { .family = IPV4,
	    .len = ADDED_LENGTH } },
	    .roles = ROLE_PODS, .roles_set = true, .index = out->nsubnets };
	out->nsubnets++;
	return s;
}

static bool
covered(const struct subnet_refs *pods, const struct subnet *node, size_t i)
{
	for (size_t k = 0; k < pods->n; k++)
		if (same_az(pods->v[k], node))
			return true;
	return node->az == NULL && i < pods->n;
}

/* The group's own, or those for pods only, and one for each AZ that lacks. */
static void
pod_subnets(struct work *k, struct nodegroup *g)
{
	struct subnet_refs nodes = g->subnets, have = g->pod_subnets;
	struct subnet_refs pods = { NULL, 0 };

	if (nodes.n == 0)
		plan_subnets_by_role(k->p, ROLE_NODES, 0, &nodes, k->arena);
	if (have.n == 0)
		plan_subnets_by_role(k->p, ROLE_PODS, ROLE_NODES, &have,
		    k->arena);
	for (size_t i = 0; i < have.n; i++)
		*arena_push(k->arena, pods.v, pods.n) = have.v[i];
	for (size_t i = 0; i < nodes.n; i++)
		if (!covered(&pods, nodes.v[i], i))
			*arena_push(k->arena, pods.v, pods.n) =
			    add(k, nodes.v[i]);
	g->pod_subnets = pods;
}

/* Room for one more subnet for each there is. */
static void
copy_subnets(struct work *k)
{
	struct plan *out = k->out;

	out->subnets = arena_array(k->arena, 2 * k->p->nsubnets + 1,
	    struct subnet);
	for (size_t i = 0; i < k->p->nsubnets; i++)
		out->subnets[i] = k->p->subnets[i];
}

void
whatif_plan(struct plan *out, const struct plan *p, const struct whatif *w,
    struct arena *a)
{
	struct work k = { out, p, w, a };

	*out = *p;
	out->ip_family = w->mode == CNI_IPV6 ? FAMILY_IPV6 : FAMILY_IPV4;
	out->nodegroups = arena_array(a, p->nnodegroups, struct nodegroup);
	copy_subnets(&k);
	for (size_t i = 0; i < p->nnodegroups; i++) {
		struct nodegroup *g = &out->nodegroups[i];

		*g = p->nodegroups[i];
		if (g->os != OS_LINUX && w->linux_only)
			continue;
		settings(&k, g);
		if (g->os != OS_LINUX)
			continue;
		if (w->custom == CUSTOM_OFF)
			g->pod_subnets = (struct subnet_refs){ NULL, 0 };
		else if (w->custom == CUSTOM_ON)
			pod_subnets(&k, g);
	}
}

bool
whatif_added(const struct plan *p, const struct subnet *s)
{
	return s->index >= p->nsubnets;
}
