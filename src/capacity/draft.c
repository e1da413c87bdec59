#include "capacity/draft.h"

#include <string.h>

#include "capacity/observed.h"
#include "model/eni-class.h"

struct draft_subnet *
draft_subnet(const struct draft *d, const char *id)
{
	return id != NULL ? map_find(&d->subnet_by_id, id, strlen(id)) : NULL;
}

static void
names_add(struct arena *a, struct draft_names *t, const char *s)
{
	void **slot;

	if (s == NULL)
		return;
	t->seen.arena = a;
	slot = map_slot(&t->seen, s, strlen(s));
	if (*slot == NULL) {
		*slot = t;
		*arena_push(a, t->v, t->n) = s;
	}
}

void
draft_ref(struct draft *d, struct draft_refs *refs, const char *id)
{
	const struct draft_subnet *s = draft_subnet(d, id);

	if (s == NULL) {
		names_add(d->arena, &d->unknown_subnets, id);
		return;
	}
	for (size_t i = 0; i < refs->n; i++)
		if (refs->v[i] == (size_t)(s - d->subnets))
			return;
	*arena_push(d->arena, refs->v, refs->n) = (size_t)(s - d->subnets);
}

/* --- which cluster, which VPC ------------------------------------------- */

/* As many as a message can hold. */
static const char *
join_names(struct arena *a, const struct draft_names *t)
{
	const char *s = "";

	for (size_t i = 0; i < t->n && strlen(s) < ERR_MSGLEN; i++)
		s = arena_printf(a, "%s%s%s", s, i != 0 ? ", " : "", t->v[i]);
	return s;
}

static void
cluster_names(struct draft *d, struct draft_names *t)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; i < inv->nclusters; i++)
		names_add(d->arena, t, inv->clusters[i]->name);
	if (t->n != 0)
		return;
	for (size_t i = 0; i < inv->nnodegroups; i++)
		names_add(d->arena, t, inv->nodegroups[i]->cluster);
	for (size_t i = 0; i < inv->ninstances; i++)
		names_add(d->arena, t, inv->instances[i]->cluster);
	for (size_t i = 0; i < inv->nenis; i++)
		names_add(d->arena, t, inv->enis[i]->cluster);
}

static bool
is_described(const struct inventory *inv, const char *cluster)
{
	for (size_t i = 0; cluster != NULL && i < inv->nclusters; i++)
		if (strcmp(inv->clusters[i]->name, cluster) == 0)
			return true;
	return false;
}

static bool
choose_cluster(struct draft *d, const char *wanted, struct err *e)
{
	struct draft_names t = { .v = NULL };

	cluster_names(d, &t);
	if (wanted != NULL) {
		if (t.n != 0 && map_find(&t.seen, wanted,
		    strlen(wanted)) == NULL)
			return err_cannot(e, "%.80s: no such cluster in "
			    "these documents; they name %.300s", wanted,
			    join_names(d->arena, &t));
		d->cluster.v = wanted;
	} else if (t.n > 1) {
		return err_cannot(e, "these documents name several clusters "
		    "(%.300s); say which with --cluster",
		    join_names(d->arena, &t));
	} else if (t.n == 1)
		d->cluster.v = t.v[0];
	d->cluster_doc = inventory_named_cluster(d->inv, d->cluster.v);
	if (d->cluster_doc == NULL && is_described(d->inv, d->cluster.v))
		return err_cannot(e, "several clusters are called %.80s; "
		    "give the documents of one account and Region only",
		    d->cluster.v);
	if (d->cluster.v != NULL && wanted == NULL && d->cluster_doc == NULL)
		d->cluster.why = "the only one that nodes and ENIs name";
	return true;
}

static bool
choose_vpc(struct draft *d, struct err *e)
{
	struct draft_names all = { .v = NULL };
	struct draft_names nodes = all;
	const struct inventory *inv = d->inv;

	if (d->cluster_doc != NULL)
		d->vpc_id = d->cluster_doc->vpc_id;
	for (size_t i = 0; i < inv->nenis; i++)
		if (observed_class(inv->enis[i], d->cluster.v) ==
		    OBSERVED_NODES)
			names_add(d->arena, &nodes, inv->enis[i]->vpc_id);
	for (size_t i = 0; i < inv->nsubnets; i++)
		names_add(d->arena, &all, inv->subnets[i]->vpc_id);
	for (size_t i = 0; i < inv->nvpcs; i++)
		names_add(d->arena, &all, inv->vpcs[i]->id);
	if (d->vpc_id == NULL && nodes.n == 1)
		d->vpc_id = nodes.v[0];
	if (d->vpc_id == NULL && all.n > 1)
		return err_cannot(e, "these documents are of several VPCs "
		    "(%.300s), and nothing says which is the cluster's; add "
		    "eks describe-cluster", join_names(d->arena, &all));
	if (d->vpc_id == NULL && all.n == 1)
		d->vpc_id = all.v[0];
	d->vpc = inventory_vpc(inv, d->vpc_id);
	return true;
}

/* "eu-west-1a" is in eu-west-1; names of local zones are not that simple. */
static void
choose_region(struct draft *d)
{
	const struct inventory *inv = d->inv;

	if (d->cluster_doc != NULL)
		d->region.v = d->cluster_doc->region;
	for (size_t i = 0; i < inv->nsubnets && d->region.v == NULL; i++) {
		const char *az = inv->subnets[i]->az;
		size_t n = az != NULL ? strlen(az) : 0, hyphens = 0;

		for (size_t k = 0; k < n; k++)
			hyphens += az[k] == '-';
		if (n < 4 || az[n - 1] < 'a' || az[n - 1] > 'z' ||
		    az[n - 2] < '0' || az[n - 2] > '9' || hyphens != 2)
			continue;
		d->region.v = arena_strndup(d->arena, az, n - 1);
		d->region.why = arena_printf(d->arena, "from the AZ %s", az);
	}
}

/* --- subnets ------------------------------------------------------------ */

/* How often a name was wanted since it was taken. */
static unsigned *
take(struct draft *d, struct map *taken, const char *name)
{
	void **slot = map_slot(taken, name, strlen(name));

	if (*slot == NULL)
		*slot = arena_new(d->arena, unsigned);
	return *slot;
}

/* Names and ids of a plan's subnets share one space. */
static const char *
unique_name(struct draft *d, struct map *taken, const struct inv_subnet *s)
{
	const char *name = tags_text(&s->tags, "Name"), *base = name;
	unsigned *again;

	if (name == NULL)
		return s->id;
	again = map_find(taken, base, strlen(base));
	while (map_find(taken, name, strlen(name)) != NULL)
		name = arena_printf(d->arena, "%s-%u", base, ++*again + 1);
	take(d, taken, name);
	return name;
}

static void
add_subnets(struct draft *d)
{
	const struct inventory *inv = d->inv;
	struct map taken = map_make(d->arena);

	for (size_t i = 0; i < inv->nsubnets; i++) {
		const struct inv_subnet *s = inv->subnets[i];

		take(d, &taken, s->id);
		if (s->has_cidr && (d->vpc_id == NULL || s->vpc_id == NULL ||
		    strcmp(s->vpc_id, d->vpc_id) == 0))
			arena_push(d->arena, d->subnets, d->nsubnets)->doc =
			    s;
	}
	for (size_t i = 0; i < d->nsubnets; i++) {
		struct draft_subnet *s = &d->subnets[i];

		s->name = unique_name(d, &taken, s->doc);
		*map_slot(&d->subnet_by_id, s->doc->id,
		    strlen(s->doc->id)) = s;
	}
}

/* --- roles -------------------------------------------------------------- */

static void
give_role(struct draft *d, const char *id, enum role role, const char *why)
{
	struct draft_subnet *s = draft_subnet(d, id);

	if (s == NULL || (s->roles & (unsigned)role) != 0)
		return;
	s->roles |= (unsigned)role;
	if (why != NULL)
		s->roles_why = s->roles_why == NULL ? why :
		    arena_printf(d->arena, "%s; %s", s->roles_why, why);
}

static void
roles_of_group(struct draft *d, const struct draft_group *g)
{
	for (size_t i = 0; i < g->subnets.n; i++) {
		const char *id = d->subnets[g->subnets.v[i]].doc->id;
		const char *why = g->subnets_why != NULL ?
		    "nodes are there now" : NULL;

		give_role(d, id, ROLE_NODES, why);
		if (g->pod_subnets.n == 0)
			give_role(d, id, ROLE_PODS, NULL);
	}
	for (size_t i = 0; i < g->pod_subnets.n; i++)
		give_role(d, d->subnets[g->pod_subnets.v[i]].doc->id,
		    ROLE_PODS, NULL);
}

static void
roles_of_enis(struct draft *d)
{
	for (size_t i = 0; i < d->inv->nenis; i++) {
		const struct inv_eni *eni = d->inv->enis[i];

		switch (observed_class(eni, d->cluster.v)) {
		case OBSERVED_CONTROL_PLANE:
			give_role(d, eni->subnet_id, ROLE_CLUSTER,
			    "ENIs of the control plane are there");
			break;
		case OBSERVED_LOAD_BALANCERS:
			give_role(d, eni->subnet_id, ROLE_LOAD_BALANCERS,
			    NULL);
			break;
		case OBSERVED_FARGATE:
			give_role(d, eni->subnet_id, ROLE_FARGATE, NULL);
			break;
		default:
			break;
		}
	}
}

static void
give_roles(struct draft *d)
{
	const struct inv_cluster *c = d->cluster_doc;

	for (size_t i = 0; c != NULL && i < c->subnets.n; i++) {
		if (draft_subnet(d, c->subnets.v[i]) == NULL)
			names_add(d->arena, &d->unknown_subnets,
			    c->subnets.v[i]);
		give_role(d, c->subnets.v[i], ROLE_CLUSTER, NULL);
	}
	for (size_t i = 0; i < d->ngroups; i++)
		roles_of_group(d, d->groups[i]);
	roles_of_enis(d);
	for (size_t i = 0; i < d->nsubnets; i++) {
		struct draft_subnet *s = &d->subnets[i];

		if (tags_get(&s->doc->tags, "kubernetes.io/role/elb") != NULL
		    || tags_get(&s->doc->tags,
		    "kubernetes.io/role/internal-elb") != NULL)
			give_role(d, s->doc->id, ROLE_LOAD_BALANCERS,
			    "load_balancers by its tag");
		if (s->roles == 0)
			give_role(d, s->doc->id, ROLE_OTHER,
			    "nothing of the cluster is there");
	}
}

/* --- what is used ------------------------------------------------------- */

static void
count_used(struct draft *d)
{
	bool has_enis = inventory_has(d->inv, DOC_ENIS);
	uint64_t *listed = arena_array(d->arena, d->nsubnets, uint64_t);

	reserved_make(&d->reserved, d->inv, d->arena);
	for (size_t i = 0; i < d->inv->nenis; i++) {
		const struct draft_subnet *s = draft_subnet(d,
		    d->inv->enis[i]->subnet_id);

		if (s != NULL)
			listed[s - d->subnets] += eni_cost(d->inv->enis[i]);
	}
	for (size_t i = 0; i < d->nsubnets; i++) {
		struct draft_subnet *s = &d->subnets[i];
		uint64_t usable = inv_subnet_usable(s->doc);

		if (s->doc->available.set) {
			s->taken.set = true;
			s->taken.v = usable - s->doc->available.v;
		}
		if (s->taken.set && has_enis)
			s->residue = (int64_t)s->taken.v - (int64_t)listed[i] -
			    (int64_t)reserved_free(&d->reserved, s->doc->id,
			    RESERVATION_PREFIX);
		if (s->residue > 0)
			s->held[1] = (uint64_t)s->residue;
		s->used = s->held[0] + s->held[1];
		if (s->used > usable)
			s->used = usable;
	}
}

static void
look_at_cni(struct draft *d)
{
	static const char name[] = "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG";
	const struct inventory *inv = d->inv;
	const struct inv_daemon *cni = inventory_cni(inv, d->cluster.v,
	    d->vpc_id);

	for (size_t i = 0; i < inv->nenis; i++) {
		const struct inv_eni *eni = inv->enis[i];

		if (observed_class(eni, d->cluster.v) != OBSERVED_NODES)
			continue;
		d->cni_seen |= eni->class == ENI_CNI;
		d->prefixes_seen |= eni->nprefixes != 0;
	}
	if (cni != NULL)
		d->env = cni->env;
	d->custom_networking = d->env.n == 0 && inv->neniconfigs != 0;
	for (size_t i = 0; i < d->env.n; i++)
		if (strcmp(d->env.v[i].name, name) == 0)
			d->custom_networking = strchr("1tT",
			    *d->env.v[i].value) != NULL &&
			    *d->env.v[i].value != '\0';
}

bool
draft_make(struct draft *d, const struct inventory *inv, const char *cluster,
    struct arena *a, struct err *e)
{
	*d = (struct draft){ .inv = inv, .arena = a,
	    .subnet_by_id = map_make(a), .group_by_key = map_make(a),
	    .group_by_name = map_make(a),
	    .group_by_node = map_make(a), .holder_by_key = map_make(a) };
	if (!choose_cluster(d, cluster, e) || !choose_vpc(d, e))
		return false;
	choose_region(d);
	add_subnets(d);
	look_at_cni(d);
	draft_groups(d);
	draft_holders(d);
	give_roles(d);
	count_used(d);
	return true;
}
