#include "model/inventory.h"

#include <string.h>
#include <strings.h>

#include "model/vpc.h"

void
inventory_init(struct inventory *inv, struct arena *a)
{
	*inv = (struct inventory){ .arena = a, .texts = map_make(a) };
#define X(one, many) inv->many##_by_id = map_make(a);
	INVENTORY_LISTS(X)
#undef X
}

const char *
inventory_text(struct inventory *inv, const char *s)
{
	size_t n;
	char *copy;

	if (s == NULL)
		return NULL;
	n = strlen(s);
	copy = map_find(&inv->texts, s, n);
	if (copy == NULL) {
		copy = arena_strndup(inv->arena, s, n);
		*map_slot(&inv->texts, copy, n) = copy;
	}
	return copy;
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

bool
pod_counts(const struct inv_pod *pod)
{
	return !pod->host_network && (pod->phase == NULL ||
	    (strcmp(pod->phase, "Succeeded") != 0 &&
	    strcmp(pod->phase, "Failed") != 0));
}
