/* The classes of many subnets or ENIs in one row. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "capacity/usage.h"

struct grouping {
	const struct usage *u;
	const char *tag;
	struct usage_group *v;
	size_t n;
	struct map places;		/* 1 + place, as an integer */
};

/* --- whose it is -------------------------------------------------------- */

static const char *
of_az(const struct grouping *g, const struct usage_subnet *s)
{
	(void)g;
	return s->az;
}

static const char *
of_vpc(const struct grouping *g, const struct usage_subnet *s)
{
	(void)g;
	return s->vpc_id;
}

static const char *
of_cluster(const struct grouping *g, const struct usage_eni *e)
{
	(void)g;
	return e->eni->cluster;
}

/* A node's group, else its cluster; of others the holder, by its class. */
static const char *
of_owner(const struct grouping *g, const struct usage_eni *e)
{
	const struct inv_eni *eni = e->eni;
	const char *class = eni->leaked ? "leaked" :
	    eni_class_name(eni->class);
	const char *name = eni->holder != NULL ? eni->holder :
	    eni->requester_id;

	if (eni->leaked)
		name = eni->cluster;
	else if (eni_class_is_node(eni->class)) {
		class = "nodegroup";
		name = instance_nodegroup(eni->instance);
		if (name == NULL) {
			class = "nodepool";
			name = instance_nodepool(eni->instance);
		}
		if (name == NULL) {
			class = "nodes";
			name = eni->cluster;
		}
	}
	return name == NULL ? class : arena_printf(g->u->arena, "%s/%s",
	    class, name);
}

const char *
usage_owner(const struct usage *u, const struct usage_eni *e)
{
	const struct grouping g = { .u = u };

	return of_owner(&g, e);
}

/* The ENI's tag, else its instance's, else its subnet's. */
static const char *
of_tag(const struct grouping *g, const struct usage_eni *e)
{
	const struct inv_subnet *s = g->u->subnets[e->subnet].doc;
	const struct inv_instance *i = e->eni->instance;
	const char *v = tags_text(&e->eni->tags, g->tag);

	if (i == NULL)
		i = inventory_instance(g->u->inv, e->eni->instance_id);
	if (v == NULL && i != NULL)
		v = tags_text(&i->tags, g->tag);
	return v == NULL && s != NULL ? tags_text(&s->tags, g->tag) : v;
}

static const struct {
	const char *word;
	const char *(*subnet)(const struct grouping *g,
	    const struct usage_subnet *s);
	const char *(*eni)(const struct grouping *g,
	    const struct usage_eni *e);
} ways[] = {
	{ "az", of_az, NULL }, { "vpc", of_vpc, NULL },
	{ "cluster", NULL, of_cluster }, { "owner", NULL, of_owner },
	{ "tag", NULL, of_tag },
};

/* --- adding up ---------------------------------------------------------- */

static struct usage_group *
group_of(struct grouping *g, const char *name)
{
	const char *key = name != NULL ? name : "";
	void **slot = map_slot(&g->places, key, strlen(key));

	if (*slot == NULL) {
		*arena_push(g->u->arena, g->v, g->n) =
		    (struct usage_group){ .name = name };
		*slot = (void *)(uintptr_t)g->n;
	}
	return &g->v[(uintptr_t)*slot - 1];
}

static void
add_enis(struct grouping *g, const char *(*key)(const struct grouping *,
    const struct usage_eni *))
{
	for (size_t i = 0; i < g->u->nenis; i++) {
		const struct usage_eni *e = &g->u->enis[i];
		struct usage_group *to = group_of(g, key(g, e));

		usage_count(e, to->by);
		if (e->eni->leaked || !eni_class_is_node(e->eni->class))
			continue;
		to->pods_known = to->pods_known || e->pods_known;
		to->pods_unknown = to->pods_unknown || !e->pods_known;
	}
}

/* What no ENI holds is nobody's. */
static void
add_rest(struct grouping *g)
{
	static const enum usage_class rest[] = { USE_AWS,
	    USE_PREFIX_RESERVATION, USE_EXPLICIT_RESERVATION,
	    USE_UNACCOUNTED, USE_FREE };
	struct usage_group *to = group_of(g, NULL);

	for (size_t i = 0; i < g->u->nsubnets; i++)
		for (size_t k = 0; k < COUNT(rest); k++)
			to->by[rest[k]] += g->u->subnets[i].by[rest[k]];
}

static void
add_subnets(struct grouping *g, const char *(*key)(const struct grouping *,
    const struct usage_subnet *))
{
	for (size_t i = 0; i < g->u->nsubnets; i++) {
		const struct usage_subnet *s = &g->u->subnets[i];
		struct usage_group *to = group_of(g, key(g, s));

		for (size_t k = 0; k < USE_CLASSES; k++)
			to->by[k] += s->by[k];
		to->pods_known = to->pods_known || s->pods_known;
		to->pods_unknown = to->pods_unknown || s->pods_unknown;
	}
}

/* Nobody comes last. */
static int
by_name(const void *pa, const void *pb)
{
	const struct usage_group *a = pa, *b = pb;

	if (a->name == NULL || b->name == NULL)
		return (a->name == NULL) - (b->name == NULL);
	return strcmp(a->name, b->name);
}

/* The place among the ways, or their number. */
static size_t
way_find(const char *how)
{
	size_t len = strcspn(how, ":"), i = 0;

	while (i < COUNT(ways) && (strlen(ways[i].word) != len ||
	    strncmp(ways[i].word, how, len) != 0))
		i++;
	if (i < COUNT(ways) && (how[len] == ':') != (ways[i].eni == of_tag))
		return COUNT(ways);
	return how[len] == ':' && how[len + 1] == '\0' ? COUNT(ways) : i;
}

bool
usage_by_known(const char *how)
{
	return strcmp(how, "subnet") == 0 || way_find(how) < COUNT(ways);
}

struct usage_group *
usage_by(const struct usage *u, const char *how, size_t *n)
{
	struct grouping g = { .u = u, .places = map_make(u->arena) };
	size_t i = way_find(how);

	g.tag = how + strcspn(how, ":") + 1;
	if (ways[i].subnet != NULL)
		add_subnets(&g, ways[i].subnet);
	else {
		add_enis(&g, ways[i].eni);
		add_rest(&g);
	}
	if (g.n != 0)
		qsort(g.v, g.n, sizeof(*g.v), by_name);
	*n = g.n;
	return g.v;
}
