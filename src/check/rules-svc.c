/* The service CIDR: IPv4 clusters choose one, IPv6 clusters get one. */
#include "base/str.h"
#include "check/rule.h"
#include "check/secondary.h"

#define SERVICE_LEN_MIN 12	/* EKS User Guide create-cluster */
#define SERVICE_LEN_MAX 24

#define THING "service_cidr"

static const struct prefix docker0 = { 0xac110000, IPV4, 16 };

/* What EKS takes when nobody chooses. */
static const struct prefix defaults[] = {
	{ 0x0a640000, IPV4, 16 },	/* 10.100.0.0/16 */
	{ 0xac140000, IPV4, 16 },	/* 172.20.0.0/16 */
};

static bool
is_ipv6(const struct findings *f)
{
	return f->plan->ip_family == FAMILY_IPV6 || f->answer->ipv6;
}

/* The service CIDR that was chosen, or NULL; an IPv6 cluster has no choice. */
static const struct prefix *
chosen(const struct findings *f)
{
	const struct prefix *p = &f->plan->service_cidr.prefix;

	return f->plan->service_cidr.set && !is_ipv6(f) ? p : NULL;
}

static void
svc_001(struct findings *f)
{
	const struct prefix *p = chosen(f);

	if (p != NULL && rfc1918_range(p) == NULL)
		finding_add(f, f->plan->service_cidr.at, THING, "%s is not "
		    "inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
		    finding_prefix(f, p));
}

static void
svc_002(struct findings *f)
{
	const struct prefix *p = chosen(f);

	if (p != NULL && p->family == IPV4 &&
	    (p->len < SERVICE_LEN_MIN || p->len > SERVICE_LEN_MAX))
		finding_add(f, f->plan->service_cidr.at, THING, "%s is a "
		    "/%u, EKS takes /%u to /%u", finding_prefix(f, p), p->len,
		    SERVICE_LEN_MIN, SERVICE_LEN_MAX);
}

static void
svc_003(struct findings *f)
{
	const struct prefix *p = chosen(f);
	const struct blocks *vpc = &f->plan->vpc_cidrs;

	for (size_t i = 0; i < vpc->n && p != NULL; i++)
		if (prefix_overlaps(p, &vpc->v[i].prefix))
			finding_add(f, f->plan->service_cidr.at, THING, "%s "
			    "overlaps %s of the VPC", finding_prefix(f, p),
			    finding_prefix(f, &vpc->v[i].prefix));
}

#define KIND(k) (1u << (k))

static void
overlaps_of_kinds(struct findings *f, unsigned kinds)
{
	const struct prefix *p = chosen(f);

	for (size_t i = 0; i < f->plan->nconnected && p != NULL; i++) {
		const struct connection *n = &f->plan->connected[i];

		if ((KIND(n->kind) & kinds) != 0 &&
		    prefix_overlaps(p, &n->cidr.prefix))
			finding_add(f, f->plan->service_cidr.at, THING, "%s "
			    "overlaps %s (%s)", finding_prefix(f, p),
			    finding_prefix(f, &n->cidr.prefix), n->name);
	}
}

static void
svc_004(struct findings *f)
{
	overlaps_of_kinds(f, KIND(CONNECTED) | KIND(PEERING) |
	    KIND(TRANSIT_GATEWAY));
}

static void
svc_005(struct findings *f)
{
	overlaps_of_kinds(f, KIND(REMOTE_NODES) | KIND(REMOTE_PODS));
}

static void
svc_006(struct findings *f)
{
	overlaps_of_kinds(f, KIND(PLANNED));
}

/* Whose network shares addresses with p, or NULL. */
static const char *
user_of(struct findings *f, const struct prefix *p)
{
	const struct plan *plan = f->plan;

	for (size_t i = 0; i < plan->vpc_cidrs.n; i++)
		if (prefix_overlaps(p, &plan->vpc_cidrs.v[i].prefix))
			return "the VPC";
	for (size_t i = 0; i < plan->nconnected; i++)
		if (prefix_overlaps(p, &plan->connected[i].cidr.prefix))
			return plan->connected[i].name;
	return NULL;
}

static void
svc_007(struct findings *f)
{
	const char *user[COUNT(defaults)];

	if (f->plan->service_cidr.set || is_ipv6(f))
		return;
	for (size_t i = 0; i < COUNT(defaults); i++)
		if ((user[i] = user_of(f, &defaults[i])) == NULL)
			return;
	finding_add(f, (struct spot){ 0, 0 }, THING, "not set, and of the "
	    "defaults 10.100.0.0/16 is in use (%s) and 172.20.0.0/16 too "
	    "(%s)", user[0], user[1]);
}

static void
svc_008(struct findings *f)
{
	const struct prefix *p = chosen(f);
	uint64_t room, n = f->plan->services.v;

	if (p == NULL || p->family != IPV4)
		return;
	room = UINT64_C(1) << (32 - p->len);
	room = room > 2 ? room - 2 : 0;
	if (n > room)
		finding_add(f, f->plan->service_cidr.at, THING, "%llu "
		    "services, %s has room for %llu", ULL(n),
		    finding_prefix(f, p), ULL(room));
}

static const struct nodegroup *
windows_group(const struct plan *p)
{
	for (size_t i = 0; i < p->nnodegroups; i++)
		if (p->nodegroups[i].os == OS_WINDOWS)
			return &p->nodegroups[i];
	return NULL;
}

static void
svc_010(struct findings *f)
{
	const struct prefix *p = chosen(f);
	const struct nodegroup *g = windows_group(f->plan);

	if (p == NULL || g == NULL)
		return;
	for (size_t i = 0; i < COUNT(defaults); i++)
		if (prefix_cmp(p, &defaults[i]) == 0)
			return;
	finding_add(f, f->plan->service_cidr.at, THING, "%s is no default, "
	    "and the Windows nodes of %.200s must be told",
	    finding_prefix(f, p), g->name);
}

static void
svc_011(struct findings *f)
{
	const struct block *b = &f->plan->service_cidr;

	if (b->set && is_ipv6(f))
		finding_add(f, b->at, THING, "%s is set, but EKS assigns the "
		    "service addresses of an IPv6 cluster",
		    finding_prefix(f, &b->prefix));
}

static void
svc_012(struct findings *f)
{
	const struct prefix *p = chosen(f);

	if (p != NULL && prefix_overlaps(p, &docker0))
		finding_add(f, f->plan->service_cidr.at, THING, "%s overlaps "
		    "172.17.0.0/16 of Docker's bridge", finding_prefix(f, p));
}

const struct check checks_svc[] = {
	{ "EKS-SVC-001", svc_001, false },
	{ "EKS-SVC-002", svc_002, false },
	{ "EKS-SVC-003", svc_003, false },
	{ "EKS-SVC-004", svc_004, false },
	{ "EKS-SVC-005", svc_005, false },
	{ "EKS-SVC-006", svc_006, false },
	{ "EKS-SVC-007", svc_007, false },
	{ "EKS-SVC-008", svc_008, false },
	{ "EKS-SVC-010", svc_010, false },
	{ "EKS-SVC-011", svc_011, false },
	{ "EKS-SVC-012", svc_012, false },
	{ NULL, NULL, false }
};
