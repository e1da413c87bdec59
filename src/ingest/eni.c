/* describe-network-interfaces and describe-instances. */
#include <inttypes.h>
#include <string.h>

#include "ingest/record.h"

/* Of 100,000 ENIs only tags that say whose they are. */
static bool
keep_tag(const char *key)
{
	static const char *const begins[] = { "cluster.k8s.amazonaws.com/",
	    "node.k8s.amazonaws.com/", "vpcresources.k8s.aws/", "eks:",
	    "kubernetes.io/cluster/", "elbv2.k8s.aws/", "Name" };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (strncmp(key, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static bool
push_address(struct documents *d, const struct node *n, struct inv_eni *eni)
{
	struct eni_address a = { 0, false };
	bool found;

	if (!rec_address4(d, n, "PrivateIpAddress", &a.addr, &found) ||
	    !rec_bool(d, n, "Primary", &a.primary))
		return false;
	if (found)
		*arena_push(d->inv->arena, eni->addresses, eni->naddresses) =
		    a;
	return true;
}

static bool
push_prefix(struct documents *d, const struct node *n, struct inv_eni *eni)
{
	const struct node *text = node_get(n, "Ipv4Prefix");
	struct prefix p;
	bool found;

	if (!rec_prefix(d, n, "Ipv4Prefix", IPV4, &p, &found))
		return false;
	if (!found)
		return true;
	if (p.len != 28)
		return rec_expected(d, text, "a /28, which is what EC2 "
		    "delegates");
	*arena_push(d->inv->arena, eni->prefixes, eni->nprefixes) =
	    (uint32_t)p.addr;
	return true;
}

static bool
read_addresses(struct documents *d, const struct node *rec,
    struct inv_eni *eni)
{
	const struct node *n = rec_list(d, rec, "PrivateIpAddresses");

	for (; n != NULL; n = n->next)
		if (!push_address(d, n, eni))
			return false;
	if (eni->naddresses == 0) {
		if (!push_address(d, rec, eni))
			return false;
		if (eni->naddresses != 0)
			eni->addresses[0].primary = true;
	}
	for (n = rec_list(d, rec, "Ipv4Prefixes"); n != NULL; n = n->next)
		if (!push_prefix(d, n, eni))
			return false;
	for (n = rec_list(d, rec, "Groups"); n != NULL; n = n->next) {
		const char *id = NULL;

		if (!rec_text(d, n, "GroupId", &id))
			return false;
		if (id != NULL)
			*arena_push(d->inv->arena, eni->security_groups.v,
			    eni->security_groups.n) = id;
	}
	return true;
}

static bool
read_attachment(struct documents *d, const struct node *rec,
    struct inv_eni *eni)
{
	const struct node *n = rec_map(d, rec, "Attachment");

	eni->attached = n != NULL;
	return !eni->attached ||
	    (rec_text(d, n, "InstanceId", &eni->instance_id) &&
	    rec_text(d, n, "InstanceOwnerId", &eni->attachment_owner) &&
	    rec_count(d, n, "DeviceIndex", UINT32_MAX, &eni->device_index));
}

/* What describe-network-interfaces says beats what an instance says. */
static bool
merge_eni(struct documents *d, const struct node *rec,
    const struct inv_eni *eni)
{
	struct inv_eni *old = inventory_add_eni(d->inv, eni->id);

	if (!rec_same(d, rec, eni->id, "SubnetId", old->subnet_id, &old->at,
	    eni->subnet_id) || !rec_same(d, rec, eni->id, "VpcId",
	    old->vpc_id, &old->at, eni->vpc_id))
		return false;
	if (old->at.file == NULL || old->nested || !eni->nested)
		*old = *eni;
	return true;
}

static bool
read_fields(struct documents *d, const struct node *rec, struct inv_eni *eni)
{
	eni->at = rec_cite(rec);
	return rec_id(d, rec, "NetworkInterfaceId", &eni->id) &&
	    rec_text(d, rec, "SubnetId", &eni->subnet_id) &&
	    rec_text(d, rec, "VpcId", &eni->vpc_id) &&
	    rec_text(d, rec, "AvailabilityZone", &eni->az) &&
	    rec_text(d, rec, "InterfaceType", &eni->type) &&
	    rec_text(d, rec, "Description", &eni->description) &&
	    rec_text(d, rec, "Status", &eni->status) &&
	    rec_text(d, rec, "OwnerId", &eni->owner_id) &&
	    rec_text(d, rec, "RequesterId", &eni->requester_id) &&
	    rec_tags(d, rec, "TagSet", keep_tag, &eni->tags) &&
	    read_attachment(d, rec, eni) && read_addresses(d, rec, eni);
}

static bool
read_eni(struct documents *d, const struct node *rec, enum document *kind)
{
	struct inv_eni eni = { .nested = false };

	(void)kind;
	return read_fields(d, rec, &eni) && merge_eni(d, rec, &eni);
}

/* --- instances ---------------------------------------------------------- */

static bool
read_nested(struct documents *d, const struct node *rec,
    const struct inv_instance *i)
{
	for (const struct node *n = rec_list(d, rec, "NetworkInterfaces");
	    n != NULL; n = n->next) {
		struct inv_eni eni = { .nested = true };

		if (!read_fields(d, n, &eni))
			return false;
		eni.instance_id = i->id;
		if (!merge_eni(d, n, &eni))
			return false;
	}
	return true;
}

static bool
merge_instance(struct documents *d, const struct node *rec,
    const struct inv_instance *i)
{
	struct inv_instance *old = inventory_add_instance(d->inv, i->id);

	if (!rec_same(d, rec, i->id, "InstanceType", old->type, &old->at,
	    i->type) || !rec_same(d, rec, i->id, "SubnetId", old->subnet_id,
	    &old->at, i->subnet_id) || !rec_same(d, rec, i->id, "VpcId",
	    old->vpc_id, &old->at, i->vpc_id))
		return false;
	*old = *i;
	return true;
}

static bool
read_instance(struct documents *d, const struct node *rec,
    enum document *kind)
{
	struct inv_instance i = { .at = rec_cite(rec), .described = true };
	const struct node *state = rec_map(d, rec, "State");
	const struct node *placement = rec_map(d, rec, "Placement");
	struct tags tags;

	(void)kind;
	if (!rec_id(d, rec, "InstanceId", &i.id) ||
	    !rec_text(d, rec, "InstanceType", &i.type) ||
	    !rec_text(d, rec, "SubnetId", &i.subnet_id) ||
	    !rec_text(d, rec, "VpcId", &i.vpc_id) ||
	    (state != NULL && !rec_text(d, state, "Name", &i.state)) ||
	    (placement != NULL && !rec_text(d, placement, "AvailabilityZone",
	    &i.az)) || !rec_tags(d, rec, "Tags", NULL, &tags))
		return false;
	i.cluster = tags_text(&tags, "eks:cluster-name");
	if (i.cluster == NULL)
		i.cluster = tags_text(&tags, "eks:eks-cluster-name");
	if (i.cluster == NULL)
		i.cluster = inventory_text(d->inv, tags_suffix(&tags,
		    "kubernetes.io/cluster/"));
	i.nodegroup = tags_text(&tags, "eks:nodegroup-name");
	i.nodepool = tags_text(&tags, "karpenter.sh/nodepool");
	return merge_instance(d, rec, &i) && read_nested(d, rec, &i);
}

/* Its ENIs were met first, as if of describe-network-interfaces. */
static bool
refuse_instance(struct documents *d, const struct node *rec,
    enum document *kind)
{
	(void)kind;
	err_input(d->e, "a bare instance, cut out with --query; give the "
	    "whole of describe-instances");
	return node_error(rec, d->e);
}

#define ENI_FIELDS "NetworkInterfaceId SubnetId VpcId AvailabilityZone "  \
	"InterfaceType Description Status OwnerId RequesterId "		  \
	"PrivateIpAddress PrivateIpAddresses{PrivateIpAddress Primary} "  \
	"Ipv4Prefixes{Ipv4Prefix} Groups{GroupId} TagSet{Key Value} "	  \
	"Attachment{InstanceId InstanceOwnerId DeviceIndex}"

const struct document_kind eni_kinds[] = {
	{ .document = DOC_ENIS, .read = read_eni, .json = {
	    .name = "describe-network-interfaces",
	    .path = "NetworkInterfaces", .fields = ENI_FIELDS,
	    .identity = "NetworkInterfaceId SubnetId PrivateIpAddress" } },
	{ .document = DOC_INSTANCES, .read = read_instance, .json = {
	    .name = "describe-instances", .path = "Reservations.Instances",
	    .fields = "InstanceId InstanceType SubnetId VpcId State{Name} "
	    "Placement{AvailabilityZone} Tags{Key Value} "
	    "NetworkInterfaces{" ENI_FIELDS "}" } },
	{ .document = DOC_INSTANCES, .read = refuse_instance, .json = {
	    .name = "describe-instances", .path = NULL,
	    .fields = "InstanceId InstanceType",
	    .identity = "InstanceId InstanceType" } },
	{ .json = { .name = NULL } }
};
