#include "capacity/usage-nodes.h"

#include <stdlib.h>
#include <string.h>

struct counting {
	const struct usage *u;
	const struct limits_set *types;
	struct usage_node *v;
	size_t n;
	struct map places;		/* of v, by instance id */
};

static const char *
node_name(const struct inv_instance *i)
{
	return i->node != NULL ? i->node->name : NULL;
}

static int
node_cmp(const void *pa, const void *pb)
{
	const struct usage_node *a = pa, *b = pb;
	int c = text_cmp(a->cluster, b->cluster);

	if (c == 0)
		c = text_cmp(node_name(a->instance), node_name(b->instance));
	return c != 0 ? c : strcmp(a->instance->id, b->instance->id);
}

/* Nodes that hold something here. */
static void
find_nodes(struct counting *c)
{
	const struct inventory *inv = c->u->inv;

	c->v = arena_array(c->u->arena, inv->ninstances, struct usage_node);
	for (size_t i = 0; i < inv->ninstances; i++)
		if (inv->instances[i]->is_node)
			c->v[c->n++] = (struct usage_node){
			    .instance = inv->instances[i],
			    .cluster = inv->instances[i]->cluster };
	qsort(c->v, c->n, sizeof(*c->v), node_cmp);
	for (size_t i = 0; i < c->n; i++) {
		const char *id = c->v[i].instance->id;

		*map_slot(&c->places, id, strlen(id)) = &c->v[i];
	}
}

static void
count_eni(struct counting *c, const struct usage_eni *e)
{
	const struct inv_eni *eni = e->eni;
	struct usage_node *n = eni->instance != NULL && !eni->leaked &&
	    eni_class_is_node(eni->class) ? map_find(&c->places,
	    eni->instance->id, strlen(eni->instance->id)) : NULL;

	if (n == NULL)
		return;
	if (n->vpc_id == NULL)
		n->vpc_id = eni->vpc_id;
	if (eni->class == ENI_NODE_OTHER) {
		n->others++;
		return;
	}
	n->pods_known = e->pods_known;
	n->pods += e->singles + e->blocked;
	n->prefixes += eni->nprefixes;
	n->addresses += eni_cost(eni);
	if (eni->class != ENI_BRANCH)
		n->enis++;
	else {
		n->branch++;
		n->pods++;
	}
}

static const struct limits *
type_of(const struct counting *c, const struct inv_instance *i)
{
	const char *type = i->type != NULL ? i->type :
	    i->node != NULL ? i->node->type : NULL;

	return type != NULL ? limits_set_get(c->types, type) : NULL;
}

static enum usage_blind
blind(const struct usage_node *n, const struct inv_daemon *cni,
    const struct limits *l)
{
	const struct inv_instance *i = n->instance;

	if (instance_is_stopped(i))
		return BLIND_STOPPED;
	if (i->node != NULL && i->node->os != NULL &&
	    strcmp(i->node->os, "windows") == 0)
		return BLIND_WINDOWS;
	return !n->pods_known ? BLIND_PODS : cni == NULL ? BLIND_SETTINGS :
	    l == NULL ? BLIND_TYPE : BLIND_NO;
}

static void
expect(const struct counting *c, struct usage_node *n)
{
	const struct inv_daemon *cni = inventory_cni(c->u->inv, n->cluster,
	    n->vpc_id);
	const struct limits *l = type_of(c, n->instance);
	struct cni_node node = { .limits = l, .branch_pods = n->branch,
	    .unmanaged_enis = n->others };

	n->blind = blind(n, cni, l);
	if (n->blind != BLIND_NO)
		return;
	cni_settings_init(&node.settings);
	for (size_t i = 0; i < cni->env.n; i++)
		cni_settings_env(&node.settings, cni->env.v[i].name,
		    cni->env.v[i].value);
	if (n->instance->node != NULL && n->instance->node->max_pods.set) {
		node.max_pods_given = true;
		node.max_pods = n->instance->node->max_pods.v;
	}
	cni_node_init(&node);
	cni_rest(&node, n->pods, &n->expected);
	n->drift = (int64_t)n->addresses - (int64_t)n->expected.addresses;
}

struct usage_node *
usage_nodes(const struct usage *u, const struct limits_set *types, size_t *n)
{
	struct counting c = { .u = u, .types = types,
	    .places = map_make(u->arena) };

	find_nodes(&c);
	for (size_t i = 0; i < u->nenis; i++)
		count_eni(&c, &u->enis[i]);
	for (size_t i = 0; i < c.n; i++)
		expect(&c, &c.v[i]);
	*n = c.n;
	return c.v;
}
