/*
 * maxpods: how many pods each tool lets a node run.
 *
 * Formulas and caps side by side, each as the tool named in "source" computes
 * it, quirks included: they differ, and the smallest of those that apply is
 * what a pod meets.  An option changes a rule only if that tool looks at it:
 * nodeadm knows neither custom networking nor MAX_ENI.
 *
 * Sources, read 2026-08: amazon-vpc-cni-k8s v1.23.1; amazon-eks-ami 81fec2e8
 * (nodeadm) and b2289030^ (max-pods-calculator.sh);
 * karpenter-provider-aws v1.14.1; amazon-vpc-resource-controller-k8s
 * b8d42511; EKS User Guide, "choosing-instance-type" and "automode".
 */
#ifndef CNI_MAXPODS_H
#define CNI_MAXPODS_H

#include "cni/settings.h"

struct maxpods_ask {
	enum cni_mode mode;		/* of recommended, managed, addresses */
	bool custom_networking;
	bool pod_eni;
	uint64_t max_eni;		/* 0: not set, as the CNI takes it */
	uint64_t reserved_enis;		/* Karpenter's RESERVED_ENIS */
	bool max_pods_given;		/* kubelet's maxPods */
	uint64_t max_pods;
};

struct maxpods {
	const char *rule;		/* "eni" */
	bool known;			/* false: no limit of that kind */
	uint64_t max_pods;
	const char *binding;		/* what it stops at, see below */
	const char *source;
};

/*
 * binding: "addresses" the formula; "cap" 110 or 250; "option" --max-pods;
 * "no_eni" no ENI is left for pods; "not_nitro" no prefixes on this type, so
 * the formula of secondary mode; "refused" the agent does not start.
 */
#define MAXPODS_RULES 10
extern const char *const maxpods_rules[MAXPODS_RULES];
void maxpods_rule(const struct limits *l, const struct maxpods_ask *ask,
    size_t rule, struct maxpods *out);

/* 110 up to 30 vCPUs, else 250. */
uint64_t maxpods_cap(const struct limits *l);

/*
 * ENIs * (addresses per ENI - 1) + 2, times 16 with prefixes: the two are
 * host-network pods.  Never below 2; max_eni 0 is no limit.
 */
uint64_t maxpods_formula(const struct limits *l, bool prefix,
    bool custom_networking, uint64_t max_eni);

/* Addresses that a Windows node has for pods: those of its one ENI. */
uint64_t maxpods_windows(const struct limits *l, bool prefix);

#endif
