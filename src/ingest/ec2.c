/*
 * describe-vpcs, -subnets, -nat-gateways, -vpc-endpoints and
 * -vpc-peering-connections, get-subnet-cidr-reservations; and the documents
 * that are known but not used here.
 */
#include <inttypes.h>
#include <string.h>

#include "ingest/record.h"
#include "model/vpc.h"

static bool
is_state(const struct node *n, const char *key, const char *state)
{
	const char *is = node_text(n, key);

	return is == NULL || strcmp(is, state) == 0;
}

static bool
read_associations(struct documents *d, const struct node *rec,
    struct prefixes *out)
{
	const struct node *n = rec_list(d, rec, "CidrBlockAssociationSet");
	struct prefix p;
	bool found;

	for (; n != NULL; n = n->next) {
		if (!is_state(rec_map(d, n, "CidrBlockState"), "State",
		    "associated"))
			continue;
		if (!rec_prefix(d, n, "CidrBlock", IPV4, &p, &found))
			return false;
		if (found && (out->n == 0 || prefix_cmp(&p, out->v) != 0))
			*arena_push(d->inv->arena, out->v, out->n) = p;
	}
	return true;
}

static bool
read_vpc(struct documents *d, const struct node *rec, enum document *kind)
{
	struct prefixes cidrs = { NULL, 0 };
	struct inv_vpc *v;
	struct prefix p;
	const char *id;
	bool found;

	(void)kind;
	if (!rec_id(d, rec, "VpcId", &id) ||
	    !rec_prefix(d, rec, "CidrBlock", IPV4, &p, &found))
		return false;
	if (found)
		*arena_push(d->inv->arena, cidrs.v, cidrs.n) = p;
	if (!read_associations(d, rec, &cidrs))
		return false;
	v = inventory_add_vpc(d->inv, id);
	if (v->cidrs.n != 0 && cidrs.n != 0) {
		char a[PREFIX_STRLEN], b[PREFIX_STRLEN];

		if (!rec_same(d, rec, id, "CidrBlock",
		    prefix_format(v->cidrs.v, a), &v->at,
		    prefix_format(cidrs.v, b)))
			return false;
	}
	v->id = id;
	v->cidrs = cidrs;
	v->at = rec_cite(rec);
	return rec_tags(d, rec, "Tags", NULL, &v->tags);
}

/* --- subnets ------------------------------------------------------------ */

static bool
check_available(struct documents *d, const struct node *rec,
    const struct inv_subnet *old, const struct inv_subnet *s)
{
	const struct node *n = node_get(rec, "AvailableIpAddressCount");
	uint64_t usable = inv_subnet_usable(s);
	char cidr[PREFIX_STRLEN];

	if (s->available.set && s->has_cidr && s->available.v > usable) {
		err_input(d->e, "%s: AvailableIpAddressCount: expected at "
		    "most %" PRIu64 ", which is all of %s but the 5 that AWS "
		    "keeps, got %" PRIu64, s->id, usable,
		    prefix_format(&s->cidr, cidr), s->available.v);
		return node_error(n, d->e);
	}
	if (old->available.set && s->available.set &&
	    old->available.v != s->available.v)
		rec_warn(d, "%s:%lu: %s: AvailableIpAddressCount is %" PRIu64
		    ", and was %" PRIu64 " in %s:%lu; taking the smaller",
		    rec->file, rec->line, s->id, s->available.v,
		    old->available.v, old->at.file, old->at.line);
	return true;
}

/* What s leaves out old may have said; of free addresses there are fewer. */
static void
fill_subnet(struct inv_subnet *s, const struct inv_subnet *old)
{
	if (s->vpc_id == NULL)
		s->vpc_id = old->vpc_id;
	if (s->az == NULL)
		s->az = old->az;
	if (s->az_id == NULL)
		s->az_id = old->az_id;
	if (s->owner_id == NULL)
		s->owner_id = old->owner_id;
	if (!s->has_cidr && old->has_cidr) {
		s->has_cidr = true;
		s->cidr = old->cidr;
	}
	if (!s->available.set || (old->available.set &&
	    old->available.v < s->available.v))
		s->available = old->available;
	if (s->tags.n == 0)
		s->tags = old->tags;
}

static bool
merge_subnet(struct documents *d, const struct node *rec,
    struct inv_subnet *old, struct inv_subnet *s)
{
	char a[PREFIX_STRLEN], b[PREFIX_STRLEN];

	if (old->has_cidr && s->has_cidr && !rec_same(d, rec, s->id,
	    "CidrBlock", prefix_format(&old->cidr, a), &old->at,
	    prefix_format(&s->cidr, b)))
		return false;
	if (!rec_same(d, rec, s->id, "VpcId", old->vpc_id, &old->at,
	    s->vpc_id) || !rec_same(d, rec, s->id, "AvailabilityZone",
	    old->az, &old->at, s->az) ||
	    !rec_same(d, rec, s->id, "AvailabilityZoneId", old->az_id,
	    &old->at, s->az_id) || !check_available(d, rec, old, s))
		return false;
	fill_subnet(s, old);
	*old = *s;
	return true;
}

static bool
read_subnet(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_subnet s = { .at = rec_cite(rec) };

	(void)kind;
	if (!rec_id(d, rec, "SubnetId", &s.id) ||
	    !rec_text(d, rec, "VpcId", &s.vpc_id) ||
	    !rec_text(d, rec, "AvailabilityZone", &s.az) ||
	    !rec_text(d, rec, "AvailabilityZoneId", &s.az_id) ||
	    !rec_text(d, rec, "OwnerId", &s.owner_id) ||
	    !rec_prefix(d, rec, "CidrBlock", IPV4, &s.cidr, &s.has_cidr) ||
	    !rec_count(d, rec, "AvailableIpAddressCount", UINT32_MAX,
	    &s.available) || !rec_tags(d, rec, "Tags", NULL, &s.tags))
		return false;
	if (s.has_cidr && (s.cidr.len < VPC_LEN_MIN || s.cidr.len >
	    VPC_LEN_MAX))
		return rec_expected(d, node_get(rec, "CidrBlock"), "a /16 to "
		    "/28 as EC2 makes them (export again)");
	if (!s.has_cidr)
		rec_warn(d, "%s:%lu: %s: no CidrBlock, so it has no IPv4 "
		    "address to count; right only for an IPv6-only subnet",
		    rec->file, rec->line, s.id);
	return merge_subnet(d, rec, inventory_add_subnet(d->inv, s.id), &s);
}

static bool
read_reservation(struct documents *d, const struct node *rec,
    enum document *kind)
{
	struct inv_reservation r = { .at = rec_cite(rec) };
	const char *type = NULL;
	bool found;

	(void)kind;
	if (!rec_id(d, rec, "SubnetCidrReservationId", &r.id) ||
	    !rec_id(d, rec, "SubnetId", &r.subnet_id) ||
	    !rec_prefix(d, rec, "Cidr", IPV4, &r.cidr, &found) ||
	    !rec_text(d, rec, "ReservationType", &type))
		return false;
	if (!found) {
		err_input(d->e, "%s: a reservation without Cidr", r.id);
		return node_error(rec, d->e);
	}
	r.type = type != NULL && strcmp(type, "prefix") == 0 ?
	    RESERVATION_PREFIX : RESERVATION_EXPLICIT;
	*inventory_add_reservation(d->inv, r.id) = r;
	return true;
}

/* --- what stands in subnets --------------------------------------------- */

static bool
read_nat(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_nat g = { .at = rec_cite(rec) };
	struct tags tags;
	bool found;
	uint32_t addr;

	(void)kind;
	if (!rec_id(d, rec, "NatGatewayId", &g.id) ||
	    !rec_text(d, rec, "SubnetId", &g.subnet_id) ||
	    !rec_text(d, rec, "VpcId", &g.vpc_id) ||
	    !rec_text(d, rec, "State", &g.state) ||
	    !rec_tags(d, rec, "Tags", NULL, &tags))
		return false;
	g.name = tags_text(&tags, "Name");
	for (const struct node *n = rec_list(d, rec, "NatGatewayAddresses");
	    n != NULL; n = n->next) {
		if (!rec_address4(d, n, "PrivateIp", &addr, &found))
			return false;
		g.naddresses += found;
	}
	*inventory_add_nat(d->inv, g.id) = g;
	return true;
}

static bool
read_endpoint(struct documents *d, const struct node *rec,
    enum document *kind)
{
	struct inv_endpoint p = { .at = rec_cite(rec) };

	(void)kind;
	if (!rec_id(d, rec, "VpcEndpointId", &p.id) ||
	    !rec_text(d, rec, "VpcId", &p.vpc_id) ||
	    !rec_text(d, rec, "VpcEndpointType", &p.type) ||
	    !rec_text(d, rec, "ServiceName", &p.service) ||
	    !rec_text(d, rec, "State", &p.state) ||
	    !rec_texts(d, rec, "SubnetIds", &p.subnets))
		return false;
	*inventory_add_endpoint(d->inv, p.id) = p;
	return true;
}

/* CidrBlockSet lists all of a side, CidrBlock the first; either may lack. */
static bool
read_side(struct documents *d, const struct node *side, const char **vpc,
    struct prefixes *out)
{
	struct prefix p;
	bool found;

	if (side == NULL)
		return true;
	if (!rec_text(d, side, "VpcId", vpc) ||
	    !rec_prefix(d, side, "CidrBlock", IPV4, &p, &found))
		return false;
	if (found)
		*arena_push(d->inv->arena, out->v, out->n) = p;
	for (const struct node *n = rec_list(d, side, "CidrBlockSet");
	    n != NULL; n = n->next) {
		if (!rec_prefix(d, n, "CidrBlock", IPV4, &p, &found))
			return false;
		if (found && (out->n == 0 || prefix_cmp(&p, out->v) != 0))
			*arena_push(d->inv->arena, out->v, out->n) = p;
	}
	return true;
}

static bool
read_peering(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_peering p = { .at = rec_cite(rec) };
	struct tags tags;

	(void)kind;
	if (!rec_id(d, rec, "VpcPeeringConnectionId", &p.id) ||
	    !rec_tags(d, rec, "Tags", NULL, &tags) ||
	    !read_side(d, rec_map(d, rec, "RequesterVpcInfo"),
	    &p.side[0].vpc_id, &p.side[0].cidrs) ||
	    !read_side(d, rec_map(d, rec, "AccepterVpcInfo"),
	    &p.side[1].vpc_id, &p.side[1].cidrs))
		return false;
	p.name = tags_text(&tags, "Name");
	p.status = inventory_text(d->inv, node_text(rec_map(d, rec, "Status"),
	    "Code"));
	*inventory_add_peering(d->inv, p.id) = p;
	return true;
}

/* --- the tables --------------------------------------------------------- */

static bool
pass(struct documents *d, const struct node *rec, enum document *kind)
{
	(void)d;
	(void)rec;
	(void)kind;
	return true;
}

#define TAGS "Tags{Key Value} "
#define SIDE "{VpcId CidrBlock CidrBlockSet{CidrBlock}} "
#define KIND(doc, fn, n, p, i, f) { .document = doc, .read = fn,	\
	.json = { .name = n, .path = p, .identity = i, .fields = f } }
/* Known, so that a folder of exports can be given whole. */
#define OTHER(name, path) KIND(DOC_OTHER, pass, name, path, NULL, "")

/* Subnets before VPCs: a bare subnet has a VPC's members too. */
const struct document_kind ec2_kinds[] = {
	KIND(DOC_RESERVATIONS, read_reservation,
	    "get-subnet-cidr-reservations", "SubnetIpv4CidrReservations",
	    "SubnetCidrReservationId SubnetId",
	    "SubnetCidrReservationId SubnetId Cidr ReservationType"),
	KIND(DOC_RESERVATIONS, pass, "get-subnet-cidr-reservations",
	    "SubnetIpv6CidrReservations", NULL, ""),
	KIND(DOC_NAT, read_nat, "describe-nat-gateways", "NatGateways",
	    "NatGatewayId SubnetId", "NatGatewayId SubnetId VpcId State "
	    TAGS "NatGatewayAddresses{PrivateIp}"),
	KIND(DOC_ENDPOINTS, read_endpoint, "describe-vpc-endpoints",
	    "VpcEndpoints", "VpcEndpointId VpcId", "VpcEndpointId VpcId "
	    "VpcEndpointType ServiceName State SubnetIds{*}"),
	KIND(DOC_PEERINGS, read_peering, "describe-vpc-peering-connections",
	    "VpcPeeringConnections", "VpcPeeringConnectionId",
	    "VpcPeeringConnectionId " TAGS "Status{Code} RequesterVpcInfo"
	    SIDE "AccepterVpcInfo" SIDE),
	KIND(DOC_SUBNETS, read_subnet, "describe-subnets", "Subnets",
	    "SubnetId CidrBlock", "SubnetId VpcId CidrBlock OwnerId "
	    "AvailableIpAddressCount AvailabilityZone AvailabilityZoneId "
	    TAGS),
	KIND(DOC_VPCS, read_vpc, "describe-vpcs", "Vpcs", "VpcId CidrBlock",
	    "VpcId CidrBlock " TAGS
	    "CidrBlockAssociationSet{CidrBlock CidrBlockState{State}}"),
	OTHER("describe-route-tables", "RouteTables"),
	OTHER("describe-security-groups", "SecurityGroups"),
	OTHER("describe-network-acls", "NetworkAcls"),
	OTHER("describe-internet-gateways", "InternetGateways"),
	OTHER("describe-transit-gateways", "TransitGateways"),
	OTHER("describe-transit-gateway-attachments",
	    "TransitGatewayAttachments"),
	OTHER("describe-transit-gateway-vpc-attachments",
	    "TransitGatewayVpcAttachments"),
	OTHER("search-transit-gateway-routes", "Routes"),
	OTHER("describe-managed-prefix-lists", "PrefixLists"),
	OTHER("get-managed-prefix-list-entries", "Entries"),
	OTHER("describe-network-insights-analyses",
	    "NetworkInsightsAnalyses"),
	OTHER("describe-flow-logs", "FlowLogs"),
	OTHER("describe-availability-zones", "AvailabilityZones"),
	OTHER("describe-load-balancers", "LoadBalancers"),
	{ .json = { .name = NULL } }
};
