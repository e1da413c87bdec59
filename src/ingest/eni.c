/* describe-network-interfaces and describe-instances. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/record.h"

/* Of 100,000 ENIs only tags that say whose they are. */
static bool
keep_tag(const char *key)
{
	static const char *const begins[] = { "cluster.k8s.amazonaws.com/",
	    "node.k8s.amazonaws.com/instance_id", "vpcresources.k8s.aws/",
	    "eks:", "kubernetes.io/cluster/", "elbv2.k8s.aws/", "Name",
	    "karpenter.sh/nodepool", "aws:autoscaling:groupName" };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (strncmp(key, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static bool
push_address(struct documents *d, const struct node *n, struct inv_eni *eni)
{
	uint32_t addr;
	bool found, primary = false;

	if (!rec_address4(d, n, "PrivateIpAddress", &addr, &found) ||
	    !rec_bool(d, n, "Primary", &primary))
		return false;
	if (!found)
		return true;
	*arena_push(&d->scratch, eni->addresses, eni->naddresses) = addr;
	if (!primary || eni->has_primary)
		return true;
	eni->addresses[eni->naddresses - 1] = eni->addresses[0];
	eni->addresses[0] = addr;
	return eni->has_primary = true;
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
	*arena_push(&d->scratch, eni->prefixes, eni->nprefixes) =
	    (uint32_t)p.addr;
	return true;
}

static int
address_cmp(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return (a > b) - (a < b);
}

/* Out of the scratch arena, in order but for the first ones. */
static uint32_t *
settle(struct documents *d, const uint32_t *v, size_t n, size_t first)
{
	uint32_t *w = n != 0 ? arena_array(d->inv->arena, n, uint32_t) : NULL;

	if (n == 0)
		return NULL;
	memcpy(w, v, n * sizeof(*w));
	qsort(w + first, n - first, sizeof(*w), address_cmp);
	return w;
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
		eni->has_primary = eni->naddresses != 0;
	}
	for (n = rec_list(d, rec, "Ipv4Prefixes"); n != NULL; n = n->next)
		if (!push_prefix(d, n, eni))
			return false;
	eni->addresses = settle(d, eni->addresses, eni->naddresses,
	    eni->has_primary);
	eni->prefixes = settle(d, eni->prefixes, eni->nprefixes, 0);
	return true;
}

static bool
read_attachment(struct documents *d, const struct node *rec,
    struct inv_eni *eni)
{
	const struct node *n = rec_map(d, rec, "Attachment");
	bool goes = true;

	eni->attached = n != NULL;
	if (eni->since == 0)
		rec_time(d, n, "AttachTime", &eni->since);
	if (!eni->attached)
		return true;
	if (!rec_bool(d, n, "DeleteOnTermination", &goes))
		return false;
	eni->stays = !goes;
	return rec_text(d, n, "InstanceId", &eni->instance_id) &&
	    rec_text(d, n, "InstanceOwnerId", &eni->attachment_owner) &&
	    rec_count(d, n, "DeviceIndex", UINT32_MAX, &eni->device_index);
}

/* The CNI says when it made an ENI; EC2 only when it was attached. */
static bool
read_tags(struct documents *d, const struct node *rec, struct inv_eni *eni)
{
	const struct node *n = rec_list(d, rec, "TagSet");

	for (; n != NULL; n = n->next) {
		const char *key = node_text(n, "Key");

		if (key != NULL && strcmp(key,
		    "node.k8s.amazonaws.com/createdAt") == 0)
			rec_time(d, n, "Value", &eni->since);
	}
	return rec_tags(d, rec, "TagSet", keep_tag, &eni->tags);
}

/* "10.0.0.4 and 9 more, 2 prefixes": for people. */
static const char *
holds_text(struct documents *d, const struct inv_eni *eni)
{
	char addr[PREFIX_STRLEN] = "no address";

	if (eni->naddresses != 0)
		address_format(eni->addresses[0], IPV4, addr);
	return arena_printf(&d->scratch, "%s first of %zu, %zu prefixes",
	    addr, eni->naddresses, eni->nprefixes);
}

/* Two descriptions of one ENI that are of two times. */
static bool
same_eni(struct documents *d, const struct node *rec,
    const struct inv_eni *old, const struct inv_eni *eni)
{
	size_t n = eni->naddresses, m = eni->nprefixes;

	if (!rec_same(d, rec, eni->id, "Status", old->status, &old->at,
	    eni->status) || !rec_same(d, rec, eni->id, "InstanceId",
	    old->instance_id, &old->at, eni->instance_id))
		return false;
	if (old->at.file == NULL || (old->naddresses == n && old->nprefixes ==
	    m && (n == 0 || memcmp(old->addresses, eni->addresses, n *
	    sizeof(*eni->addresses)) == 0) && (m == 0 || memcmp(old->prefixes,
	    eni->prefixes, m * sizeof(*eni->prefixes)) == 0)))
		return true;
	err_input(d->e, "%s: holds %s, and %s by %s:%lu; these documents are "
	    "not of one time", eni->id, holds_text(d, eni),
	    holds_text(d, old), old->at.file, old->at.line);
	return node_error(rec, d->e);
}

/* What describe-network-interfaces says beats what an instance says. */
static bool
merge_eni(struct documents *d, const struct node *rec,
    const struct inv_eni *eni)
{
	struct inv_eni *old = inventory_add_eni(d->inv, eni->id);

	if (old->nested == eni->nested && !same_eni(d, rec, old, eni))
		return false;
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
	    read_tags(d, rec, eni) && read_attachment(d, rec, eni) &&
	    read_addresses(d, rec, eni);
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
	    old->vpc_id, &old->at, i->vpc_id) || !rec_same(d, rec, i->id,
	    "State", old->state, &old->at, i->state))
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
	const struct tags *tags = &i.tags;

	(void)kind;
	if (!rec_id(d, rec, "InstanceId", &i.id) ||
	    !rec_text(d, rec, "InstanceType", &i.type) ||
	    !rec_text(d, rec, "SubnetId", &i.subnet_id) ||
	    !rec_text(d, rec, "VpcId", &i.vpc_id) ||
	    (state != NULL && !rec_text(d, state, "Name", &i.state)) ||
	    (placement != NULL && !rec_text(d, placement, "AvailabilityZone",
	    &i.az)) || !rec_tags(d, rec, "Tags", keep_tag, &i.tags))
		return false;
	i.cluster = tags_text(tags, "eks:cluster-name");
	if (i.cluster == NULL)
		i.cluster = tags_text(tags, "eks:eks-cluster-name");
	if (i.cluster == NULL)
		i.cluster = inventory_text(d->inv, tags_suffix(tags,
		    "kubernetes.io/cluster/"));
	i.nodegroup = tags_text(tags, "eks:nodegroup-name");
	i.nodepool = tags_text(tags, "karpenter.sh/nodepool");
	i.asg = tags_text(tags, "aws:autoscaling:groupName");
	rec_time(d, rec, "LaunchTime", &i.since);
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
	"Ipv4Prefixes{Ipv4Prefix} TagSet{Key Value} "			  \
	"Attachment{InstanceId InstanceOwnerId DeviceIndex AttachTime "	  \
	"DeleteOnTermination}"

const struct document_kind eni_kinds[] = {
	{ .document = DOC_ENIS, .read = read_eni, .json = {
	    .name = "describe-network-interfaces",
	    .path = "NetworkInterfaces", .fields = ENI_FIELDS,
	    .identity = "NetworkInterfaceId SubnetId PrivateIpAddress" } },
	{ .document = DOC_INSTANCES, .read = read_instance, .json = {
	    .name = "describe-instances", .path = "Reservations.Instances",
	    .fields = "InstanceId InstanceType SubnetId VpcId LaunchTime "
	    "State{Name} "
	    "Placement{AvailabilityZone} Tags{Key Value} "
	    "NetworkInterfaces{" ENI_FIELDS "}" } },
	{ .document = DOC_INSTANCES, .read = refuse_instance, .json = {
	    .name = "describe-instances", .path = NULL,
	    .fields = "InstanceId InstanceType",
	    .identity = "InstanceId InstanceType" } },
	{ .json = { .name = NULL } }
};
