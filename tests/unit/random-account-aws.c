/* Records as the aws command prints them, their members in its order. */
#include <limits.h>
#include <stdio.h>

#include "random-account-parts.h"

#define DASHED "ip-%u-%u-%u-%u.eu-central-1.compute.internal"

void
account_put_vpc(const struct account *ac, size_t i, struct js *j)
{
	const struct account_vpc *v = &ac->vpcs[i];
	const uint32_t bases[] = { v->base, v->pods };

	js_fmt(j, "CidrBlock", DOTTED "/16", BYTES(v->base));
	js_str(j, "DhcpOptionsId", "dopt-0123456789abcdef0");
	js_str(j, "State", "available");
	js_str(j, "OwnerId", v->owner);
	js_str(j, "InstanceTenancy", "default");
	js_begin(j, "CidrBlockAssociationSet", '[');
	for (size_t k = 0; k < 1u + v->has_pods; k++) {
		js_begin(j, NULL, '{');
		js_fmt(j, "AssociationId", "vpc-cidr-assoc-%zu", k);
		js_fmt(j, "CidrBlock", DOTTED "/16", BYTES(bases[k]));
		js_begin(j, "CidrBlockState", '{');
		js_str(j, "State", "associated");
		js_end(j, '}');
		js_end(j, '}');
	}
	js_end(j, ']');
	js_bool(j, "IsDefault", false);
	js_begin(j, "Tags", '[');
	js_end(j, ']');
	js_str(j, "VpcId", v->id);
}

void
account_put_subnet(const struct account *ac, size_t i, struct js *j)
{
	const struct account_subnet *s = &ac->subnets[i];

	js_bool(j, "AssignIpv6AddressOnCreation", false);
	js_str(j, "AvailabilityZoneId", s->az_id);
	js_begin(j, "Tags", '[');
	js_tag(j, "Name", s->name);
	if (s->public)
		js_tag(j, "kubernetes.io/role/elb", "1");
	js_end(j, ']');
	js_fmt(j, "SubnetArn", "arn:aws:ec2:eu-central-1:%s:subnet/%s",
	    s->owner, s->id);
	js_str(j, "SubnetId", s->id);
	js_str(j, "State", "available");
	js_str(j, "VpcId", ac->vpcs[s->vpc].id);
	js_fmt(j, "CidrBlock", DOTTED "/%u", BYTES(s->base), s->len);
	js_u64(j, "AvailableIpAddressCount", s->available);
	js_str(j, "AvailabilityZone", s->az);
	js_bool(j, "DefaultForAz", false);
	js_bool(j, "MapPublicIpOnLaunch", s->public);
	js_str(j, "OwnerId", s->owner);
}

static void
write_attachment(const struct account_eni *e, struct js *j)
{
	js_begin(j, "Attachment", '{');
	js_str(j, "AttachTime", "2026-07-01T08:00:00+00:00");
	js_fmt(j, "AttachmentId", "eni-attach-%s", e->id + 4);
	js_bool(j, "DeleteOnTermination", !e->stays);
	js_u64(j, "DeviceIndex", e->device);
	js_u64(j, "NetworkCardIndex", 0);
	if (e->instance != NULL)
		js_str(j, "InstanceId", e->instance);
	js_str(j, "InstanceOwnerId", e->attached_owner);
	js_str(j, "Status", "attached");
	js_end(j, '}');
}

static void
write_addresses(const struct account_eni *e, struct js *j)
{
	js_ip(j, "PrivateIpAddress", e->addresses[0]);
	js_begin(j, "PrivateIpAddresses", '[');
	for (size_t i = 0; i < e->naddresses; i++) {
		js_begin(j, NULL, '{');
		js_bool(j, "Primary", i == 0);
		js_fmt(j, "PrivateDnsName", DASHED, BYTES(e->addresses[i]));
		js_ip(j, "PrivateIpAddress", e->addresses[i]);
		js_end(j, '}');
	}
	js_end(j, ']');
	if (e->nprefixes == 0)
		return;
	js_begin(j, "Ipv4Prefixes", '[');
	for (size_t i = 0; i < e->nprefixes; i++) {
		js_begin(j, NULL, '{');
		js_fmt(j, "Ipv4Prefix", DOTTED "/28", BYTES(e->prefixes[i]));
		js_end(j, '}');
	}
	js_end(j, ']');
}

/* As the CNI and the VPC resource controller tag. */
static void
write_eni_tags(const struct account_eni *e, struct js *j)
{
	js_begin(j, "TagSet", '[');
	if (e->tag_instance != NULL) {
		js_tag(j, "cluster.k8s.amazonaws.com/name", e->cluster);
		js_tag(j, "node.k8s.amazonaws.com/instance_id",
		    e->tag_instance);
		js_tag(j, "node.k8s.amazonaws.com/createdAt",
		    "2026-07-01T08:00:00Z");
	}
	if (e->trunk != NULL) {
		js_tag(j, "eks:eni:owner", "eks-vpc-resource-controller");
		js_tag(j, "vpcresources.k8s.aws/trunk-eni-id", e->trunk);
		js_tag(j, "vpcresources.k8s.aws/vlan-id", "7");
	}
	if (e->tag_instance == NULL && e->cluster != NULL) {
		char key[128];

		snprintf(key, sizeof(key), "kubernetes.io/cluster/%s",
		    e->cluster);
		js_tag(j, key, "owned");
	}
	js_end(j, ']');
}

void
account_put_eni(const struct account *ac, size_t i, struct js *j)
{
	const struct account_eni *e = &ac->enis[i];
	const struct account_subnet *s = &ac->subnets[e->subnet];

	if (e->attached_owner != NULL)
		write_attachment(e, j);
	js_str(j, "AvailabilityZone", s->az);
	js_str(j, "Description", e->description);
	js_begin(j, "Groups", '[');
	js_begin(j, NULL, '{');
	js_str(j, "GroupId", "sg-0123456789abcdef0");
	js_str(j, "GroupName", "eks-cluster-sg-shop");
	js_end(j, '}');
	js_end(j, ']');
	js_str(j, "InterfaceType", e->type);
	js_begin(j, "Ipv6Addresses", '[');
	js_end(j, ']');
	js_fmt(j, "MacAddress", "02:00:%.2s:%.2s:%.2s:%.2s", e->id + 6,
	    e->id + 8, e->id + 10, e->id + 12);
	js_str(j, "NetworkInterfaceId", e->id);
	js_str(j, "OwnerId", ac->vpcs[s->vpc].owner);
	js_fmt(j, "PrivateDnsName", DASHED, BYTES(e->addresses[0]));
	write_addresses(e, j);
	if (e->ipv6) {
		js_begin(j, "Ipv6Prefixes", '[');
		js_begin(j, NULL, '{');
		js_fmt(j, "Ipv6Prefix", "2001:db8:%x:0:%x::/80", s->vpc,
		    (unsigned)(e->addresses[0] & 0xffff));
		js_end(j, '}');
		js_end(j, ']');
	}
	if (e->requester != NULL)
		js_str(j, "RequesterId", e->requester);
	js_bool(j, "RequesterManaged", e->managed);
	js_bool(j, "SourceDestCheck", e->truth != TRUTH_NAT);
	js_str(j, "Status", e->status);
	js_str(j, "SubnetId", s->id);
	write_eni_tags(e, j);
	js_str(j, "VpcId", ac->vpcs[s->vpc].id);
}

/* Its ENIs stand in it again; of 100,000 that is too much to look for. */
static void
write_nested(const struct account *ac, const struct account_instance *v,
    struct js *j)
{
	js_begin(j, "NetworkInterfaces", '[');
	for (size_t i = 0; i < ac->nenis && !ac->shape.even; i++) {
		if (ac->enis[i].instance != v->id)
			continue;
		js_begin(j, NULL, '{');
		account_put_eni(ac, i, j);
		js_end(j, '}');
	}
	js_end(j, ']');
}

void
account_put_instance(const struct account *ac, size_t i, struct js *j)
{
	const struct account_instance *v = &ac->instances[i];
	const struct account_subnet *s = &ac->subnets[v->subnet];

	js_str(j, "ReservationId", "r-0123456789abcdef0");
	js_str(j, "OwnerId", ac->vpcs[s->vpc].owner);
	js_begin(j, "Instances", '[');
	js_begin(j, NULL, '{');
	js_str(j, "InstanceId", v->id);
	js_begin(j, "State", '{');
	js_str(j, "Name", v->state);
	js_end(j, '}');
	write_nested(ac, v, j);
	js_begin(j, "Tags", '[');
	if (v->cluster != UINT_MAX) {
		js_tag(j, "eks:cluster-name", ac->clusters[v->cluster].name);
		if (v->nodegroup != NULL)
			js_tag(j, "eks:nodegroup-name", v->nodegroup);
		else
			js_tag(j, "karpenter.sh/nodepool", "spare");
	}
	js_end(j, ']');
	js_str(j, "InstanceType", v->type);
	js_begin(j, "Placement", '{');
	js_str(j, "AvailabilityZone", s->az);
	js_end(j, '}');
	js_str(j, "SubnetId", s->id);
	js_str(j, "VpcId", ac->vpcs[s->vpc].id);
	js_ip(j, "PrivateIpAddress", v->address);
	js_end(j, '}');
	js_end(j, ']');
}

void
account_put_nat(const struct account *ac, size_t i, struct js *j)
{
	const struct account_service *n = &ac->nats[i];
	const struct account_subnet *s = &ac->subnets[n->subnet];

	js_begin(j, "NatGatewayAddresses", '[');
	js_begin(j, NULL, '{');
	js_str(j, "NetworkInterfaceId", n->eni);
	js_ip(j, "PrivateIp", n->address);
	js_bool(j, "IsPrimary", true);
	js_end(j, '}');
	js_end(j, ']');
	js_str(j, "NatGatewayId", n->id);
	js_str(j, "State", "available");
	js_str(j, "SubnetId", s->id);
	js_str(j, "VpcId", ac->vpcs[s->vpc].id);
	js_begin(j, "Tags", '[');
	js_tag(j, "Name", n->name);
	js_end(j, ']');
}

void
account_put_endpoint(const struct account *ac, size_t i, struct js *j)
{
	const struct account_service *n = &ac->endpoints[i];
	const struct account_subnet *s = &ac->subnets[n->subnet];

	js_str(j, "VpcEndpointId", n->id);
	js_str(j, "VpcEndpointType", "Interface");
	js_str(j, "VpcId", ac->vpcs[s->vpc].id);
	js_fmt(j, "ServiceName", "com.amazonaws.eu-central-1.%s", n->name);
	js_str(j, "State", "available");
	js_begin(j, "SubnetIds", '[');
	js_str(j, NULL, s->id);
	js_end(j, ']');
	js_begin(j, "NetworkInterfaceIds", '[');
	js_str(j, NULL, n->eni);
	js_end(j, ']');
}

void
account_put_reservation(const struct account *ac, size_t i, struct js *j)
{
	const struct account_reservation *r = &ac->reservations[i];

	js_str(j, "SubnetCidrReservationId", r->id);
	js_str(j, "SubnetId", ac->subnets[r->subnet].id);
	js_fmt(j, "Cidr", DOTTED "/%u", BYTES(r->first), r->len);
	js_str(j, "ReservationType", r->prefix ? "prefix" : "explicit");
	js_str(j, "OwnerId", ac->subnets[r->subnet].owner);
}

void
account_put_cluster(const struct account *ac, size_t i, struct js *j)
{
	const struct account_cluster *c = &ac->clusters[i];
	const struct account_vpc *v = &ac->vpcs[c->vpc];
	bool six = c->mode == ACCOUNT_IPV6;

	js_str(j, "name", c->name);
	js_fmt(j, "arn", "arn:aws:eks:eu-central-1:%s:cluster/%s", v->owner,
	    c->name);
	js_str(j, "version", "1.33");
	js_begin(j, "resourcesVpcConfig", '{');
	js_begin(j, "subnetIds", '[');
	for (unsigned z = 0; z < ZONES; z++)
		js_str(j, NULL, ac->subnets[c->subnets[z]].id);
	js_end(j, ']');
	js_str(j, "vpcId", v->id);
	js_end(j, '}');
	js_begin(j, "kubernetesNetworkConfig", '{');
	if (six)
		js_str(j, "serviceIpv6Cidr", "fd12:3456::/108");
	else
		js_str(j, "serviceIpv4Cidr", "172.20.0.0/16");
	js_str(j, "ipFamily", six ? "ipv6" : "ipv4");
	js_end(j, '}');
	js_str(j, "status", "ACTIVE");
}

void
account_put_nodegroup(const struct account *ac, size_t i, struct js *j)
{
	const struct account_cluster *c = &ac->clusters[i];

	js_str(j, "nodegroupName", "workers");
	js_str(j, "clusterName", c->name);
	js_str(j, "status", "ACTIVE");
	js_begin(j, "scalingConfig", '{');
	js_u64(j, "minSize", 0);
	js_u64(j, "maxSize", 2 * (uint64_t)ac->shape.nodes);
	js_u64(j, "desiredSize", ac->shape.nodes);
	js_end(j, '}');
	js_begin(j, "instanceTypes", '[');
	js_str(j, NULL, "m5.large");
	js_end(j, ']');
	js_begin(j, "subnets", '[');
	for (unsigned z = 0; z < ZONES; z++)
		js_str(j, NULL, ac->subnets[c->subnets[z]].id);
	js_end(j, ']');
	js_str(j, "amiType", "AL2023_x86_64_STANDARD");
	js_begin(j, "updateConfig", '{');
	js_u64(j, "maxUnavailable", 1);
	js_end(j, '}');
}
