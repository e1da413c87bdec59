#include "model/inventory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/vpc.h"

void
inventory_init(struct inventory *inv, struct arena *a)
{
	*inv = (struct inventory){ .arena = a, .texts = map_make(a),
	    .pod_ids = intern_make(a), .node_names = map_make(a) };
	limits_set_init(&inv->types, a);
#define X(one, many) inv->many##_by_id = map_make(a);
	INVENTORY_LISTS(X)
#undef X
}

const char *
inventory_text(struct inventory *inv, const char *s)
{
	return s != NULL ? map_intern(&inv->texts, s, strlen(s)) : NULL;
}

#define X(one, many)							\
struct inv_##one *							\
inventory_##one(const struct inventory *inv, const char *id)		\
{									\
	return id != NULL ?						\
	    map_find(&inv->many##_by_id, id, strlen(id)) : NULL;	\
}									\
									\
struct inv_##one *							\
inventory_add_##one(struct inventory *inv, const char *id)		\
{									\
	void **slot = map_slot(&inv->many##_by_id, id, strlen(id));	\
									\
	if (*slot == NULL) {						\
		*slot = arena_new(inv->arena, struct inv_##one);	\
		*arena_push(inv->arena, inv->many, inv->n##many) = *slot; \
	}								\
	return *slot;							\
}
INVENTORY_LISTS(X)
#undef X

int
text_cmp(const char *a, const char *b)
{
	if (a == b)
		return 0;
	if (a == NULL || b == NULL)
		return a == NULL ? -1 : 1;
	return strcmp(a, b);
}

const char *
tags_get(const struct tags *tags, const char *key)
{
	for (size_t i = 0; i < tags->n; i++)
		if (strcmp(tags->v[i].key, key) == 0)
			return tags->v[i].value;
	return NULL;
}

const char *
tags_text(const struct tags *tags, const char *key)
{
	const char *v = tags_get(tags, key);

	return v != NULL && *v != '\0' ? v : NULL;
}

const char *
tags_suffix(const struct tags *tags, const char *prefix)
{
	size_t n = strlen(prefix);

	for (size_t i = 0; i < tags->n; i++)
		if (strncmp(tags->v[i].key, prefix, n) == 0 &&
		    tags->v[i].key[n] != '\0')
			return tags->v[i].key + n;
	return NULL;
}

const char *
instance_nodegroup(const struct inv_instance *i)
{
	if (i == NULL)
		return NULL;
	return i->node != NULL && i->node->nodegroup != NULL ?
	    i->node->nodegroup : i->nodegroup;
}

const char *
instance_nodepool(const struct inv_instance *i)
{
	if (i == NULL)
		return NULL;
	return i->node != NULL && i->node->nodepool != NULL ?
	    i->node->nodepool : i->nodepool;
}

bool
instance_is_stopped(const struct inv_instance *i)
{
	return i != NULL && i->node == NULL && i->state != NULL &&
	    strncmp(i->state, "stop", 4) == 0;
}

uint64_t
inv_subnet_usable(const struct inv_subnet *s)
{
	return s->has_cidr ? vpc_usable(s->cidr.len) : 0;
}

bool
holder_is_there(const char *state)
{
	return state == NULL || (strncasecmp(state, "delet", 5) != 0 &&
	    strcasecmp(state, "failed") != 0 &&
	    strcasecmp(state, "rejected") != 0);
}

size_t
inventory_pod_at(const struct inventory *inv, uint32_t addr)
{
	size_t low = 0, n = inv->npods_at;

	while (n != 0) {
		size_t half = n / 2;

		if (inv->pods_at[low + half].addr < addr) {
			low += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return low < inv->npods_at && inv->pods_at[low].addr == addr ? low :
	    inv->npods_at;
}

struct inv_pod *
inventory_add_pod(struct inventory *inv, const char *id)
{
	uint32_t i = intern_number(&inv->pod_ids, id, strlen(id));

	if (i >= inv->room_pods) {
		size_t old = inv->room_pods;

		inv->room_pods = old == 0 ? 64 : 2 * old;
		inv->pods = arena_stretch(inv->arena, inv->pods, old,
		    inv->room_pods, sizeof(*inv->pods));
	}
	inv->npods = inv->pod_ids.n;
	return &inv->pods[i];
}

struct inv_node *
inventory_named_node(const struct inventory *inv, const char *name)
{
	return name != NULL ? map_find(&inv->node_names, name, strlen(name)) :
	    NULL;
}

static bool
is_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

const struct inv_cluster *
inventory_named_cluster(const struct inventory *inv, const char *name)
{
	const struct inv_cluster *found = NULL;

	for (size_t i = 0; i < inv->nclusters; i++) {
		if (!is_text(inv->clusters[i]->name, name))
			continue;
		if (found != NULL)
			return NULL;
		found = inv->clusters[i];
	}
	return found;
}

const struct inv_daemon *
inventory_cni(const struct inventory *inv, const char *cluster,
    const char *vpc_id)
{
	const struct inv_daemon *only = inv->ndaemons == 1 ?
	    inv->daemons[0] : NULL;

	for (size_t i = 0; i < inv->ndaemons; i++)
		if (is_text(inv->daemons[i]->cluster, cluster))
			return inv->daemons[i];
	for (size_t i = 0; i < inv->ndaemons; i++)
		if (inv->daemons[i]->cluster == NULL &&
		    is_text(inv->daemons[i]->vpc_id, vpc_id))
			return inv->daemons[i];
	return only != NULL && (only->cluster == NULL || cluster == NULL) ?
	    only : NULL;
}

/* --- order -------------------------------------------------------------- */

/* Each struct begins with a text that names it, some with two or three. */
static int
by_text(const void *pa, const void *pb)
{
	const char *const *const *a = pa, *const *const *b = pb;

	return text_cmp(**a, **b);
}

static int
by_two(const void *pa, const void *pb)
{
	const char *const *const *a = pa, *const *const *b = pb;
	int c = by_text(pa, pb);

	return c != 0 ? c : text_cmp((*a)[1], (*b)[1]);
}

static int
by_three(const void *pa, const void *pb)
{
	const char *const *const *a = pa, *const *const *b = pb;
	int c = by_two(pa, pb);

	return c != 0 ? c : text_cmp((*a)[2], (*b)[2]);
}

static int
by_cidr(const void *pa, const void *pb)
{
	const struct inv_subnet *const *a = pa, *const *b = pb;
	int c = text_cmp((*a)->vpc_id, (*b)->vpc_id);

	if (c == 0)
		c = (*b)->has_cidr - (*a)->has_cidr;
	if (c == 0 && (*a)->has_cidr)
		c = prefix_cmp(&(*a)->cidr, &(*b)->cidr);
	return c != 0 ? c : text_cmp((*a)->id, (*b)->id);
}

static void
sort(void *list, size_t n, int (*cmp)(const void *, const void *))
{
	if (n > 1)
		qsort(list, n, sizeof(void *), cmp);
}

void
inventory_sort(struct inventory *inv)
{
#define X(one, many) sort(inv->many, inv->n##many, by_text);
	INVENTORY_LISTS(X)
#undef X
	sort(inv->subnets, inv->nsubnets, by_cidr);
	sort(inv->nodes, inv->nnodes, by_two);
	sort(inv->clusters, inv->nclusters, by_three);
	sort(inv->nodegroups, inv->nnodegroups, by_three);
	sort(inv->eniconfigs, inv->neniconfigs, by_three);
	for (size_t i = inv->nnodes; i-- > 0;) {
		struct inv_node *n = inv->nodes[i];
		void **slot = map_slot(&inv->node_names, n->name,
		    strlen(n->name));

		n->same = *slot;
		*slot = n;
	}
}
