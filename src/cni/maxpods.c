#include "cni/maxpods.h"

#define CAP_SMALL 110
#define CAP_LARGE 250

static uint64_t
slots(const struct limits *l)
{
	return l->ipv4_per_eni > 1 ? l->ipv4_per_eni - 1 : 0;
}

/* ENIs that may carry pods. */
static uint64_t
pod_enis(const struct limits *l, bool custom_networking, uint64_t max_eni)
{
	uint64_t n = max_eni != 0 && max_eni < l->enis ? max_eni : l->enis;

	return custom_networking && n > 0 ? n - 1 : n;
}

uint64_t
maxpods_cap(const struct limits *l)
{
	return l->vcpus > 30 ? CAP_LARGE : CAP_SMALL;
}

uint64_t
maxpods_formula(const struct limits *l, bool prefix, bool custom_networking,
    uint64_t max_eni)
{
	uint64_t each = slots(l);

	if (prefix && l->prefix_delegation)
		each *= CNI_PREFIX_SIZE;
	return pod_enis(l, custom_networking, max_eni) * each + 2;
}

uint64_t
maxpods_windows(const struct limits *l, bool prefix)
{
	return slots(l) * (prefix && l->prefix_delegation ?
	    CNI_PREFIX_SIZE : 1);
}

static void
formula(const struct limits *l, const struct maxpods_ask *ask, bool prefix,
    struct maxpods *out)
{
	out->max_pods = maxpods_formula(l, prefix, ask->custom_networking,
	    ask->max_eni);
	if (prefix && !l->prefix_delegation)
		out->binding = "not_nitro";
	if (pod_enis(l, ask->custom_networking, ask->max_eni) == 0)
		out->binding = "no_eni";
}

static void
cap(struct maxpods *out, uint64_t limit, const char *binding)
{
	if (out->max_pods <= limit)
		return;
	out->max_pods = limit;
	out->binding = binding;
}

static void
option(const struct maxpods_ask *ask, struct maxpods *out)
{
	if (!ask->max_pods_given)
		return;
	out->max_pods = ask->max_pods;
	out->binding = "option";
}

static void
rule_eni(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	formula(l, ask, false, out);
}

static void
rule_prefix(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	formula(l, ask, true, out);
}

static bool
refused(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	if (ask->mode != CNI_IPV6 || (l->prefix_delegation &&
	    !ask->custom_networking))
		return false;
	out->max_pods = 0;
	out->binding = "refused";
	return true;
}

/* An IPv6 node's number comes of its IPv4 addresses as well. */
static void
rule_recommended(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	if (refused(l, ask, out))
		return;
	formula(l, ask, ask->mode != CNI_SECONDARY, out);
	cap(out, maxpods_cap(l), "cap");
}

/* Reserved ENIs come off; with none left it says 0, not 2. */
static void
rule_karpenter(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	uint64_t enis = ask->reserved_enis < l->enis ?
	    l->enis - ask->reserved_enis : 0;

	out->max_pods = enis == 0 ? 0 : enis * slots(l) + 2;
	if (enis == 0)
		out->binding = "no_eni";
	option(ask, out);
}

static void
rule_nodeadm(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	out->max_pods = l->enis * slots(l) + 2;
	option(ask, out);
}

static void
rule_auto_mode(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	(void)ask;
	out->max_pods = l->enis * slots(l);
	cap(out, CAP_SMALL, "cap");
}

static void
windows(const struct limits *l, const struct maxpods_ask *ask, bool prefix,
    struct maxpods *out)
{
	out->max_pods = maxpods_windows(l, prefix);
	if (prefix && !l->prefix_delegation)
		out->binding = "not_nitro";
	if (ask->max_pods_given)
		cap(out, ask->max_pods, "option");
	else
		cap(out, CAP_SMALL, "cap");
}

static void
rule_windows(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	windows(l, ask, false, out);
}

static void
rule_windows_prefix(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	windows(l, ask, true, out);
}

/* What the CNI can hand out, whatever the kubelet was told. */
static void
rule_addresses(const struct limits *l, const struct maxpods_ask *ask,
    struct maxpods *out)
{
	uint64_t enis = pod_enis(l, false, ask->max_eni);
	bool prefix = ask->mode == CNI_PREFIX && l->prefix_delegation;

	if (refused(l, ask, out))
		return;
	out->known = ask->mode != CNI_IPV6;
	if (ask->pod_eni && l->trunking != TRUNKING_NO && enis > 1)
		enis--;
	if (ask->custom_networking)
		enis--;
	out->max_pods = enis * slots(l) * (prefix ? CNI_PREFIX_SIZE : 1);
	if (ask->mode == CNI_PREFIX && !prefix)
		out->binding = "not_nitro";
	if (enis == 0)
		out->binding = "no_eni";
}

static const struct {
	const char *source;
	void (*fn)(const struct limits *, const struct maxpods_ask *,
	    struct maxpods *);
} rules[MAXPODS_RULES] = {
	{ "max-pods-calculator.sh, eni-max-pods.txt", rule_eni },
	{ "max-pods-calculator.sh", rule_prefix },
	{ "max-pods-calculator.sh", rule_recommended },
	{ "karpenter-provider-aws ENILimitedPods", rule_karpenter },
	{ "amazon-eks-ami nodeadm", rule_nodeadm },
	{ "EKS User Guide, choosing-instance-type", rule_recommended },
	{ "EKS User Guide, automode", rule_auto_mode },
	{ "amazon-vpc-resource-controller-k8s provider/ip", rule_windows },
	{ "amazon-vpc-resource-controller-k8s provider/prefix",
	    rule_windows_prefix },
	{ "amazon-vpc-cni-k8s ipamd.go", rule_addresses },
};

const char *const maxpods_rules[MAXPODS_RULES] = {
	"eni", "prefix", "recommended", "karpenter", "nodeadm",
	"managed_node_group", "auto_mode", "windows", "windows_prefix",
	"addresses",
};

void
maxpods_rule(const struct limits *l, const struct maxpods_ask *ask,
    size_t rule, struct maxpods *out)
{
	*out = (struct maxpods){ .rule = maxpods_rules[rule], .known = true,
	    .binding = "addresses", .source = rules[rule].source };
	rules[rule].fn(l, ask, out);
}
