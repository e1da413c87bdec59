/* How a row of table "node" comes about, term by term. */
#include "view/nodes.h"

#include "base/arith.h"
#include "base/sat.h"
#include "base/str.h"

#define IPAMD "amazon-vpc-cni-k8s ipamd.go "
#define EC2 "EC2 instance table"
#define RC "amazon-vpc-resource-controller-k8s "

struct explain {
	struct doc *doc;
	struct table *table;
	const struct view_node *v;
	const struct cni_node *n;
	const struct cni_rest *r;
};

static const struct column columns[] = {
	{ .key = "instance_type" }, { .key = "pods", .number = true },
	{ .key = "term" }, { .key = "value", .number = true },
	{ .key = "formula" }, { .key = "source" },
};

struct table *
view_node_explain(struct doc *d)
{
	return doc_table(d, "explain", columns, COUNT(columns));
}

static void
term(const struct explain *x, const char *name, uint64_t value,
    const char *formula, const char *source)
{
	struct cell *c = table_row(x->doc, x->table);

	*c++ = cell_text(x->n->limits->type);
	*c++ = cell_uint(x->r->pods);
	*c++ = cell_text(name);
	*c++ = cell_uint(value);
	*c++ = cell_text(formula);
	*c++ = cell_text(source);
}

/* The blocks that a number of pods asks for, before limit and brake. */
static const char *
wish(const struct cni_pool *p)
{
	if (p->policy == CNI_IP_TARGETS)
		return "max(ceil((assigned + warm_target) / block), "
		    "ceil(minimum / block))";
	if (p->policy == CNI_WARM_ENIS)
		return p->warm == 0 ?
		    "(floor(assigned / slots) + 1) * slots" :
		    "(warm_target + ceil(assigned / slots)) * slots";
	if (p->policy == CNI_WARM_PREFIXES)
		return p->warm == 0 ? "floor(assigned / 16) + 1" :
		    "warm_target + ceil(assigned / 16)";
	return "nothing is allocated";
}

/* The value of wish(). */
static uint64_t
wished(const struct cni_pool *p, uint64_t assigned)
{
	uint64_t warm, least, slots = p->eni_blocks;

	switch (p->policy) {
	case CNI_IP_TARGETS:
		warm = u64_ceil_div(sat_add(assigned, p->warm), p->block);
		least = u64_ceil_div(p->minimum, p->block);
		return warm > least ? warm : least;
	case CNI_WARM_ENIS:
		return sat_mul(p->warm == 0 ? assigned / slots + 1 :
		    sat_add(p->warm, u64_ceil_div(assigned, slots)), slots);
	case CNI_WARM_PREFIXES:
		return p->warm == 0 ? assigned / 16 + 1 :
		    sat_add(p->warm, u64_ceil_div(assigned, 16));
	case CNI_NOTHING:
		break;
	}
	return 0;
}

static const char *
warm_name(const struct cni_pool *p)
{
	static const char *const names[] = {
		[CNI_NOTHING] = "none",
		[CNI_IP_TARGETS] = "WARM_IP_TARGET",
		[CNI_WARM_ENIS] = "WARM_ENI_TARGET",
		[CNI_WARM_PREFIXES] = "WARM_PREFIX_TARGET",
	};

	return names[p->policy];
}

static void
explain_slots(const struct explain *x)
{
	const struct cni_node *n = x->n;
	const struct cni_pool *p = &n->first;

	term(x, "max_enis", n->limits->enis, "of the default network card",
	    EC2);
	if (n->os == CNI_WINDOWS) {
		term(x, "pod_enis", p->pod_enis, "a Windows node has one ENI",
		    RC "provider/ip");
	} else {
		term(x, "usable_enis", p->pod_enis + n->trunk + p->bare_enis,
		    "max(min(max_enis, MAX_ENI) - unmanaged, 1)",
		    IPAMD "getMaxENI, hasRoomForEni");
		term(x, "trunk", n->trunk, "1 with ENABLE_POD_ENI, if the "
		    "type can and usable_enis >= 2", IPAMD "hasRoomForEni");
	}
	if (n->mode == CNI_IPV6)
		return;
	if (n->os == CNI_LINUX)
		term(x, "pod_enis", p->pod_enis, "usable_enis - trunk - "
		    "(1 under custom networking)", IPAMD "hasRoomForEni");
	term(x, "slots", p->eni_blocks, "ipv4_per_eni - 1", EC2);
	term(x, "block", p->block, "16 addresses in prefix mode, else 1",
	    IPAMD "GetIPv4Limit");
	term(x, "capacity", p->serves, p->policy == CNI_IP_TARGETS &&
	    p->warm == 0 ? "the floor: MINIMUM_IP_TARGET alone never grows" :
	    "pod_enis * slots * block", IPAMD "increaseDatastorePool");
}

static void
explain_pool(const struct explain *x)
{
	const struct cni_node *n = x->n;
	const struct cni_pool *p = &n->first;

	term(x, "warm_target", p->warm, warm_name(p),
	    IPAMD "warmIPTargetsDefined");
	term(x, "minimum", p->minimum, "MINIMUM_IP_TARGET",
	    IPAMD "getMinimumIPTarget");
	if (n->os == CNI_LINUX)
		term(x, "brake", p->brake, "min(ceil(max_pods / block), "
		    "blocks of all pod ENIs)",
		    IPAMD "isDatastorePoolTooLow");
	term(x, "idle_blocks", p->idle, "blocks of the node without pods",
	    IPAMD "increaseDatastorePool");
	term(x, "wanted_branch", n->branch_pods, "pods that ask for a "
	    "branch ENI", "--pod-eni");
	term(x, "branch_limit", n->branch_limit, "of the type, with a trunk",
	    EC2);
}

static void
explain_result(const struct explain *x)
{
	const struct cni_node *n = x->n;
	const struct cni_rest *r = x->r;
	uint64_t blocks = r->prefixes + r->secondary_ips;

	term(x, "assigned", r->assigned, "min(pods - wanted_branch, max_pods "
	    "- branch_enis), up to capacity", "ipplan-node(1)");
	if (n->mode != CNI_IPV6)
		term(x, "wanted_blocks", wished(&n->first, r->assigned),
		    wish(&n->first), IPAMD "datastoreTargetState");
	term(x, "blocks", blocks, n->mode == CNI_IPV6 ?
	    "one /80 an ENI, no IPv4" : "wanted_blocks, until the pool has "
	    "reached the brake", IPAMD "increaseDatastorePool");
	term(x, "enis", r->enis, "ceil(blocks / slots), and the primary "
	    "and the trunk if they hold none", IPAMD "tryAllocateENI");
	term(x, "branch_enis", r->branch_enis, "min(wanted_branch, "
	    "branch_limit)", RC "provider/branch");
	term(x, "addresses", r->addresses, "enis + blocks * block + "
	    "branch_enis", "EC2: an address for each ENI, 16 a /28");
	term(x, "unplaced", r->unplaced, "pods - assigned - branch_enis",
	    "ipplan-node(1)");
}

/* Why scattered pods keep more than packed ones. */
static const char *
kept(const struct cni_node *n)
{
	const struct cni_pool *p = &n->first;

	if (n->mode == CNI_IPV6 || p->policy == CNI_NOTHING)
		return "as packed";
	if (p->policy == CNI_WARM_ENIS)
		return "an ENI with a pod stays, up to those of peak_pods";
	if (p->block == 1)
		return "an ENI with an address stays, up to those of "
		    "peak_pods";
	return p->policy == CNI_IP_TARGETS ? "a /28 with a pod stays, up to "
	    "those of peak_pods" : "/28s with a pod and warm_target more "
	    "stay, up to those of peak_pods";
}

static void
explain_range(const struct explain *x)
{
	if (!x->r->stable)
		term(x, "addresses_min", x->r->addresses_min, "without what "
		    "is given back and fetched again for ever",
		    IPAMD "updateIPPoolIfRequired");
	if (x->n->mode != CNI_IPV6)
		term(x, "peak_pods", x->v->peak_pods, "most pods of the pool "
		    "ever; max_pods if not given", "--peak-pods");
	term(x, "addresses_scattered", x->v->scatter.addresses, kept(x->n),
	    IPAMD "shouldRemoveExtraENIs");
}

void
view_node_explain_rows(struct doc *d, struct table *t,
    const struct view_node *v)
{
	const struct cni_node *n = v->node;
	const struct explain x = { d, t, v, n, &v->rest };

	if (n->unusable != NULL) {
		term(&x, "unusable", 1, n->unusable,
		    IPAMD "isConfigValid, nodeInit");
		return;
	}
	explain_slots(&x);
	term(&x, "max_pods", n->max_pods, n->max_pods_given ? "given" :
	    "default of the mode", "ipplan-maxpods(1)");
	if (n->mode != CNI_IPV6)
		explain_pool(&x);
	if (n->further_cards != 0)
		term(&x, "further_cards", n->further_cards, "network cards "
		    "with targets 1 and 1, filled after the first",
		    IPAMD "ENABLE_MULTI_NIC");
	explain_result(&x);
	explain_range(&x);
}
