#include "model/names.h"

#include <string.h>

#include "base/str.h"

struct ear {
	void (*fn)(void *arg, const char *name);
	void *arg;
};

static void
say(const struct ear *e, const char *name)
{
	if (name != NULL && *name != '\0')
		e->fn(e->arg, name);
}

/* Values of tags that say something of their owner. */
static void
say_tags(const struct ear *e, const struct tags *tags)
{
	static const char *const common[] = { "owned", "shared", "true",
	    "false", "eks-vpc-resource-controller" };

	for (size_t i = 0; i < tags->n; i++) {
		bool known = false;

		for (size_t k = 0; k < COUNT(common); k++)
			known = known ||
			    strcmp(tags->v[i].value, common[k]) == 0;
		if (!known)
			say(e, tags->v[i].value);
	}
	say(e, tags_suffix(tags, "kubernetes.io/cluster/"));
}

static bool
is_az(const struct inventory *inv, const char *name)
{
	for (size_t i = 0; i < inv->nsubnets; i++) {
		const struct inv_subnet *s = inv->subnets[i];

		if ((s->az != NULL && strcmp(s->az, name) == 0) ||
		    (s->az_id != NULL && strcmp(s->az_id, name) == 0))
			return true;
	}
	return false;
}

static void
say_aws(const struct ear *e, const struct inventory *inv)
{
	for (size_t i = 0; i < inv->nvpcs; i++)
		say_tags(e, &inv->vpcs[i]->tags);
	for (size_t i = 0; i < inv->nsubnets; i++)
		say_tags(e, &inv->subnets[i]->tags);
	for (size_t i = 0; i < inv->nenis; i++) {
		say(e, inv->enis[i]->holder);
		say(e, inv->enis[i]->cluster);
		say_tags(e, &inv->enis[i]->tags);
	}
	for (size_t i = 0; i < inv->ninstances; i++) {
		const struct inv_instance *v = inv->instances[i];

		say(e, v->cluster);
		say(e, v->nodegroup);
		say(e, v->nodepool);
		say_tags(e, &v->tags);
	}
	for (size_t i = 0; i < inv->nnats; i++)
		say(e, inv->nats[i]->name);
	for (size_t i = 0; i < inv->npeerings; i++)
		say(e, inv->peerings[i]->name);
	for (size_t i = 0; i < inv->nclusters; i++)
		say(e, inv->clusters[i]->name);
	for (size_t i = 0; i < inv->nnodegroups; i++)
		say(e, inv->nodegroups[i]->name);
}

void
inventory_names(const struct inventory *inv,
    void (*fn)(void *arg, const char *name), void *arg)
{
	const struct ear e = { fn, arg };

	say_aws(&e, inv);
	for (size_t i = 0; i < inv->nnodes; i++) {
		const struct inv_node *n = inv->nodes[i];

		say(&e, n->name);
		say(&e, n->nodegroup);
		say(&e, n->nodepool);
		say(&e, n->cluster);
		if (n->eniconfig != NULL && !is_az(inv, n->eniconfig))
			say(&e, n->eniconfig);
	}
	for (size_t i = 0; i < inv->npods; i++)
		say(&e, inv->pods[i].node);
	for (size_t i = 0; i < inv->neniconfigs; i++)
		if (!is_az(inv, inv->eniconfigs[i]->name))
			say(&e, inv->eniconfigs[i]->name);
}

void
plan_names(const struct plan *p,
    void (*fn)(void *arg, const char *name), void *arg)
{
	const struct ear e = { fn, arg };
	const struct holders *lists[] = { &p->fargate, &p->load_balancers,
	    &p->endpoints, &p->nat_gateways, &p->fixed };

	say(&e, p->cluster);
	for (size_t i = 0; i < p->nsubnets; i++) {
		say(&e, p->subnets[i].name);
		say(&e, p->subnets[i].id);
	}
	for (size_t i = 0; i < p->nnodegroups; i++)
		say(&e, p->nodegroups[i].name);
	for (size_t i = 0; i < p->nconnected; i++)
		say(&e, p->connected[i].name);
	for (size_t i = 0; i < COUNT(lists); i++)
		for (size_t k = 0; k < lists[i]->n; k++)
			say(&e, lists[i]->v[k].name);
}
