/*
 * The CIDRs of the VPC.  They are taken in the order of the plan, which is
 * that of their association: each must go with those before it.
 */
#include <string.h>

#include "base/str.h"
#include "check/rule.h"
#include "check/secondary.h"
#include "net/lookup.h"
#include "net/set.h"

#define BLOCK_LEN_MIN 16	/* VPC User Guide vpc-cidr-blocks */
#define BLOCK_LEN_MAX 28
#define BLOCKS_MAX 5		/* VPC User Guide amazon-vpc-limits */

static const struct prefix docker0 = { 0xac110000, IPV4, 16 };
static const struct prefix link_local = { 0xa9fe0000, IPV4, 16 };
static const struct prefix shared_space = { 0x64400000, IPV4, 10 };

static const char *
block_thing(struct findings *f, const struct block *b)
{
	return arena_printf(f->arena, "vpc/%s", finding_prefix(f, &b->prefix));
}

/* The first IPv4 CIDR, or NULL. */
static const struct block *
primary(const struct plan *p)
{
	for (size_t i = 0; i < p->vpc_cidrs.n; i++)
		if (p->vpc_cidrs.v[i].prefix.family == IPV4)
			return &p->vpc_cidrs.v[i];
	return NULL;
}

static void
vpc_001(struct findings *f)
{
	for (size_t i = 0; i < f->plan->vpc_cidrs.n; i++) {
		const struct block *b = &f->plan->vpc_cidrs.v[i];
		unsigned len = b->prefix.len;

		if (b->prefix.family == IPV4 &&
		    (len < BLOCK_LEN_MIN || len > BLOCK_LEN_MAX))
			finding_add(f, b->at, block_thing(f, b), "is a /%u, "
			    "a VPC takes /%u to /%u", len, BLOCK_LEN_MIN,
			    BLOCK_LEN_MAX);
	}
}

static void
vpc_002(struct findings *f)
{
	const struct blocks *all = &f->plan->vpc_cidrs;
	const struct block *sixth = NULL;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].prefix.family != IPV4)
			continue;
		if (++n == BLOCKS_MAX + 1)
			sixth = &all->v[i];
	}
	if (sixth != NULL)
		finding_add(f, sixth->at, block_thing(f, sixth), "%zu IPv4 "
		    "CIDRs, the quota is %u", n, BLOCKS_MAX);
}

/* --- what may be added -------------------------------------------------- */

#define ROWS_MAX 16		/* restrictions of one rule */

/* A CIDR and the one before it with which it may not be. */
struct clash {
	const struct block *block, *before;
	bool unknown;
};

/*
 * Call fn for each CIDR that a restriction of the rule forbids beside an
 * earlier one.  For each restriction the first earlier CIDR that it is about
 * is enough, so this is one walk.
 */
static void
each_clash(struct findings *f, void (*fn)(struct findings *,
    const struct clash *))
{
	const struct block *before[ROWS_MAX] = { NULL };

	for (size_t i = 0; i < f->plan->vpc_cidrs.n; i++) {
		const struct block *b = &f->plan->vpc_cidrs.v[i];
		const struct restriction *r;
		bool found = false;

		if (b->prefix.family != IPV4)
			continue;
		for (size_t k = 0; k < ROWS_MAX && (r =
		    restriction_get(f->rule->id, k)) != NULL; k++) {
			bool any = r->existing.kind == RANGE_ANY;

			if (!found && (any || before[k] != NULL) &&
			    range_ref_matches(&r->candidate, &b->prefix)) {
				fn(f, &(struct clash){ b, before[k],
				    r->unknown });
				found = true;
			}
			if (!any && before[k] == NULL &&
			    range_ref_matches(&r->existing, &b->prefix))
				before[k] = b;
		}
	}
}

static void
forbid(struct findings *f, const struct clash *c)
{
	const char *thing = block_thing(f, c->block);

	if (c->before == NULL)
		finding_add(f, c->block->at, thing, "lies in a range that no "
		    "VPC may use");
	else if (c->unknown)
		finding_warn(f, c->block->at, thing, "may perhaps not be "
		    "added to a VPC that has %s; AWS does not say",
		    finding_prefix(f, &c->before->prefix));
	else
		finding_add(f, c->block->at, thing, "may not be added to a "
		    "VPC that has %s", finding_prefix(f,
		    &c->before->prefix));
}

static void
forbid_clashes(struct findings *f)
{
	each_clash(f, forbid);
}

/*
 * "Must be there when the VPC is created": an error where the VPC began with
 * something else.  Where it began in the same range and has got 100.64.0.0/10
 * since, the page reads both ways.  Where it began in another RFC 1918 range
 * that is EKS-VPC-003.
 */
static void
late_rfc1918(struct findings *f, const struct clash *c)
{
	const struct block *first = primary(f->plan);
	const struct prefix *range = rfc1918_range(&first->prefix);
	const char *thing = block_thing(f, c->block);

	if (range == NULL)
		finding_add(f, c->block->at, thing, "is RFC 1918 and may not "
		    "be added to a VPC that began with %s",
		    finding_prefix(f, &first->prefix));
	else if (range == rfc1918_range(&c->block->prefix))
		finding_warn(f, c->block->at, thing, "may perhaps not be "
		    "added after %s; the page of AWS reads both ways",
		    finding_prefix(f, &c->before->prefix));
}

static void
vpc_005(struct findings *f)
{
	each_clash(f, late_rfc1918);
}

/* --- overlaps ----------------------------------------------------------- */

static void
vpc_009(struct findings *f)
{
	for (size_t i = 0; i < f->plan->vpc_cidrs.n; i++) {
		const struct block *b = &f->plan->vpc_cidrs.v[i];

		if (prefix_overlaps(&b->prefix, &docker0))
			finding_add(f, b->at, block_thing(f, b), "overlaps "
			    "172.17.0.0/16 of Docker's bridge");
	}
}

static void
vpc_twice(void *arg, uint32_t inner, uint32_t outer)
{
	struct findings *f = arg;
	const struct blocks *all = &f->plan->vpc_cidrs;

	finding_add(f, all->v[inner].at, block_thing(f, &all->v[inner]),
	    "overlaps %s of the same VPC",
	    finding_prefix(f, &all->v[outer].prefix));
}

/* Networks of the kind that share addresses with the VPC. */
static void
overlaps_of_kind(struct findings *f, const struct lookup *vpc,
    enum connection_kind kind)
{
	for (size_t i = 0; i < f->plan->nconnected; i++) {
		const struct connection *n = &f->plan->connected[i];
		struct range r = range_of(&n->cidr.prefix);
		struct prefix p;
		uint32_t tag;

		if (n->kind == kind && lookup_lowest(vpc, &r, &p, &tag))
			finding_add(f, n->cidr.at, arena_printf(f->arena,
			    "connected/%s", n->name), "%s overlaps %s of the "
			    "VPC", finding_prefix(f, &n->cidr.prefix),
			    finding_prefix(f, &p));
	}
}

static void
vpc_overlaps(struct findings *f, enum connection_kind kind,
    void (*inside)(void *, uint32_t, uint32_t))
{
	struct arena scratch = ARENA_INIT;
	struct lookup vpc;

	lookup_init(&vpc, &scratch);
	vpc.outermost = true;
	vpc.inside = inside;
	vpc.arg = f;
	for (size_t i = 0; i < f->plan->vpc_cidrs.n; i++)
		lookup_add_prefix(&vpc, &f->plan->vpc_cidrs.v[i].prefix,
		    (uint32_t)i);
	lookup_build(&vpc);
	overlaps_of_kind(f, &vpc, kind);
	arena_clear(&scratch);
}

static void
vpc_010(struct findings *f)
{
	vpc_overlaps(f, PEERING, vpc_twice);
}

static void
vpc_012(struct findings *f)
{
	vpc_overlaps(f, TRANSIT_GATEWAY, NULL);
}

/* --- the rest ----------------------------------------------------------- */

/* The last of the settings of that name, or NULL. */
static const struct setting *
setting_find(const struct settings *s, const char *name)
{
	for (size_t i = s->n; i-- > 0;)
		if (strcmp(s->v[i].name, name) == 0)
			return &s->v[i];
	return NULL;
}

/* Do pods keep their own address outside the VPC?  Go's strconv.ParseBool. */
static bool
external_snat(const struct plan *p)
{
	static const char *const yes[] = { "1", "t", "T", "true", "TRUE",
	    "True" };
	const struct setting *s = setting_find(&p->cni,
	    "AWS_VPC_K8S_CNI_EXTERNALSNAT");

	for (size_t i = 0; i < COUNT(yes) && s != NULL && s->value != NULL;
	    i++)
		if (strcmp(s->value, yes[i]) == 0)
			return true;
	return false;
}

static const struct connection *
first_reachable(const struct plan *p)
{
	for (size_t i = 0; i < p->nconnected; i++)
		if (p->connected[i].kind != PLANNED)
			return &p->connected[i];
	return NULL;
}

static void
vpc_013(struct findings *f)
{
	const struct connection *out = first_reachable(f->plan);

	if (!external_snat(f->plan) || out == NULL)
		return;
	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet *s = &f->plan->subnets[i];

		if ((s->roles & ROLE_PODS) != 0 &&
		    prefix_covers(&shared_space, &s->cidr.prefix))
			finding_subnet(f, s, "pods in %s keep their address "
			    "on the way to %s (EXTERNALSNAT is true); is "
			    "there a route back?",
			    finding_prefix(f, &s->cidr.prefix), out->name);
	}
}

static void
link_local_use(struct findings *f, const struct block *b, const char *thing)
{
	static const struct {
		struct prefix prefix;
		const char *user;
	} users[] = {
		{ { 0xa9fea9fd, IPV4, 32 }, "169.254.169.253, DNS" },
		{ { 0xa9fea9fe, IPV4, 32 }, "169.254.169.254, metadata" },
		{ { 0xa9feaa17, IPV4, 32 }, "169.254.170.23, Pod Identity" },
		{ { 0xa9fe140a, IPV4, 32 }, "169.254.20.10, NodeLocal DNS" },
		{ { 0xa9feac00, IPV4, 22 }, "169.254.172.0/22, IPv4 of IPv6 "
		    "clusters" },
	};
	const char *hit = "no address that nodes use today";

	if (!b->set || !prefix_covers(&link_local, &b->prefix))
		return;
	for (size_t i = COUNT(users); i-- > 0;)
		if (prefix_overlaps(&users[i].prefix, &b->prefix))
			hit = users[i].user;
	finding_add(f, b->at, thing, "%s is link-local and holds %s",
	    finding_prefix(f, &b->prefix), hit);
}

static void
vpc_014(struct findings *f)
{
	const struct plan *p = f->plan;

	for (size_t i = 0; i < p->vpc_cidrs.n; i++)
		link_local_use(f, &p->vpc_cidrs.v[i],
		    block_thing(f, &p->vpc_cidrs.v[i]));
	for (size_t i = 0; i < p->nsubnets; i++)
		link_local_use(f, &p->subnets[i].cidr,
		    arena_printf(f->arena, "subnet/%s", p->subnets[i].name));
	for (size_t i = 0; i < p->nconnected; i++)
		link_local_use(f, &p->connected[i].cidr,
		    arena_printf(f->arena, "connected/%s",
		    p->connected[i].name));
	link_local_use(f, &p->service_cidr, "service_cidr");
}

static void
vpc_016(struct findings *f)
{
	struct arena scratch = ARENA_INIT;
	const struct plan *p = f->plan;
	struct set blocks, subnets, rest;

	set_init(&blocks, &scratch);
	set_init(&subnets, &scratch);
	set_init(&rest, &scratch);
	for (size_t i = 0; i < p->vpc_cidrs.n; i++)
		set_add_prefix(&blocks, &p->vpc_cidrs.v[i].prefix);
	for (size_t i = 0; i < p->nsubnets; i++)
		set_add_prefix(&subnets, &p->subnets[i].cidr.prefix);
	set_subtract(&rest, &blocks, &subnets);
	for (size_t i = 0; i < p->vpc_cidrs.n; i++) {
		const struct block *b = &p->vpc_cidrs.v[i];
		struct range r = range_of(&b->prefix);

		if (r.family == IPV4 && !set_touches(&rest, &r))
			finding_add(f, b->at, block_thing(f, b), "subnets "
			    "fill it: 0 of %llu addresses are in none",
			    ULL(host_mask(IPV4,
			    b->prefix.len) + 1));
	}
	arena_clear(&scratch);
}

const struct check checks_vpc[] = {
	{ "EKS-VPC-001", vpc_001, false },
	{ "EKS-VPC-002", vpc_002, false },
	{ "EKS-VPC-003", forbid_clashes, false },
	{ "EKS-VPC-004", forbid_clashes, false },
	{ "EKS-VPC-005", vpc_005, false },
	{ "EKS-VPC-006", forbid_clashes, false },
	{ "EKS-VPC-007", forbid_clashes, false },
	{ "EKS-VPC-008", forbid_clashes, false },
	{ "EKS-VPC-009", vpc_009, false },
	{ "EKS-VPC-010", vpc_010, false },
	{ "EKS-VPC-012", vpc_012, false },
	{ "EKS-VPC-013", vpc_013, false },
	{ "EKS-VPC-014", vpc_014, false },
	{ "EKS-VPC-016", vpc_016, false },
	{ NULL, NULL, false }
};
