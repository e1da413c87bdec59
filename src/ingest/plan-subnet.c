/* Subnets of a plan, and the lists that name them. */
#include <string.h>

#include "base/str.h"
#include "ingest/plan-parts.h"
#include "model/vpc.h"
#include "net/overlap.h"

static const char *const role_words[] = { "cluster", "nodes", "pods",
    "load_balancers", "fargate", "other", NULL };
static const char *const reservation_words[] = { "prefix", "explicit", NULL };

static const struct field reservation_fields[] = {
	{ .key = "cidr", .type = FIELD_CIDR,
	    .off = offsetof(struct reservation, cidr), .required = true },
	{ .key = "type", .type = FIELD_WORD,
	    .off = offsetof(struct reservation, type),
	    .words = reservation_words, .required = true },
	{ .key = NULL }
};

static const struct schema reservation_schema = { "reservation",
    reservation_fields, sizeof(struct reservation), NO_SPOT, NULL };

static bool
read_roles(struct reader *r, const struct node *n, void *dst)
{
	unsigned *roles = dst, i;

	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of roles such as "
		    "[nodes, pods]");
	for (n = n->child; n != NULL; n = n->next) {
		if (!read_words(r, n, role_words, &i))
			return false;
		*roles |= 1u << i;
	}
	return true;
}

static bool
have_overlap(const struct subnet *s)
{
	struct arena scratch = ARENA_INIT;
	struct entries all;
	struct entry x = { .line = 0 }, y;
	bool found;

	entries_init(&all, &scratch);
	for (size_t i = 0; i < s->nreservations; i++) {
		x.range = range_of(&s->reservations[i].cidr.prefix);
		entries_add(&all, &x);
	}
	found = overlap_first(&all, &x, &y);
	arena_clear(&scratch);
	return found;
}

static bool
check_reservations(struct reader *r, const struct node *n,
    const struct subnet *s)
{
	for (size_t i = 0; i < s->nreservations; i++) {
		const struct prefix *p = &s->reservations[i].cidr.prefix;

		if (!prefix_covers(&s->cidr.prefix, p))
			return plan_bad(r, n, "%s: a reservation outside the "
			    "subnet's CIDR", s->name);
	}
	return !have_overlap(s) || plan_bad(r, n, "%s: two reservations "
	    "overlap", s->name);
}

static bool
name_subnet(struct reader *r, const struct node *n, struct subnet *s,
    const char *name)
{
	void **slot = map_slot(&loading(r)->subnets, name, strlen(name));

	if (*slot != NULL && *slot != s)
		return plan_bad(r, n, "%s: a second subnet of that name or "
		    "id", name);
	*slot = s;
	return true;
}

/* What needs the CIDR, which a document may bring later. */
static bool
check_cidr(struct reader *r, const struct node *n, const struct subnet *s)
{
	uint64_t usable;

	if (!s->cidr.set)
		return s->id != NULL || plan_bad(r, n, "%s: give its cidr, or "
		    "its id and a describe-subnets document", s->name);
	if (s->cidr.prefix.family != IPV4)
		return plan_bad(r, n, "%s: cidr: expected the subnet's IPv4 "
		    "CIDR", s->name);
	usable = vpc_usable(s->cidr.prefix.len);
	if (s->used.v > usable || s->available.v > usable)
		return plan_bad(r, n, "%s: more addresses used or available "
		    "than the subnet has (its size less 5)", s->name);
	return check_reservations(r, n, s);
}

static bool
check_subnet(struct reader *r, const struct node *n, void *dst)
{
	struct subnet *s = dst;

	if (s->name == NULL)
		s->name = s->id;
	if (s->name == NULL)
		return plan_bad(r, n, "%s without name and id", "a subnet");
	s->roles_set = s->roles != 0;
	if (!s->roles_set)
		s->roles = ROLE_NODES | ROLE_PODS;
	if (s->used.set && s->available.set)
		return plan_bad(r, n, "%s: used and available say the same "
		    "thing; give one", s->name);
	return check_cidr(r, n, s) && name_subnet(r, n, s, s->name) &&
	    (s->id == NULL || name_subnet(r, n, s, s->id));
}

#define OFF(field) offsetof(struct subnet, field)
static const struct field subnet_fields[] = {
	{ .key = "name", .type = FIELD_TEXT, .off = OFF(name) },
	{ .key = "id", .type = FIELD_TEXT, .off = OFF(id) },
	{ .key = "az", .type = FIELD_TEXT, .off = OFF(az) },
	{ .key = "cidr", .type = FIELD_CIDR, .off = OFF(cidr) },
	{ .key = "roles", .type = FIELD_OWN, .off = OFF(roles),
	    .parse = read_roles },
	{ .key = "used", .type = FIELD_COUNT, .off = OFF(used) },
	{ .key = "available", .type = FIELD_COUNT, .off = OFF(available) },
	{ .key = "reservations", .type = FIELD_LIST, .off = OFF(reservations),
	    .sub = &reservation_schema },
	{ .key = NULL }
};
#undef OFF

const struct schema plan_subnet_schema = { "subnet", subnet_fields,
    sizeof(struct subnet), offsetof(struct subnet, at), check_subnet };

static bool
no_subnet(struct reader *r, const struct node *n)
{
	const struct plan *p = loading(r)->plan;
	struct str_near near;
	char buf[256];

	str_near_init(&near, n->text);
	for (size_t i = 0; i < p->nsubnets; i++)
		str_near_offer(&near, p->subnets[i].name);
	err_input(r->err, "%.200s: no such subnet in this plan%s", n->text,
	    str_near_format(&near, buf, sizeof(buf)));
	return node_error(n, r->err);
}

static bool
read_ref(struct reader *r, const struct node *n, struct subnet_refs *refs)
{
	struct loading *l = loading(r);
	const struct subnet *s;
	size_t *named;

	if (n->kind != NODE_SCALAR)
		return schema_expected(r, n, "the name of a subnet");
	s = map_find(&l->subnets, n->text, strlen(n->text));
	if (s == NULL)
		return no_subnet(r, n);
	named = &l->named[s - l->plan->subnets];
	if (*named == l->nlists)
		return plan_bad(r, n, "%s: named twice", n->text);
	*named = l->nlists;
	*arena_push(r->arena, refs->v, refs->n) = s;
	return true;
}

bool
plan_read_refs(struct reader *r, const struct node *n, void *dst)
{
	struct loading *l = loading(r);

	if (n->kind != NODE_SEQ || n->child == NULL)
		return schema_expected(r, n, "a list of subnet names");
	if (l->named == NULL)
		l->named = arena_array(l->subnets.arena, l->plan->nsubnets,
		    size_t);
	l->nlists++;
	for (n = n->child; n != NULL; n = n->next)
		if (!read_ref(r, n, dst))
			return false;
	return true;
}
