/*
 * rules: what a release of the address manager may change, as data.
 *
 * A row a release, the newest first: what each variable means when it is
 * absent or malformed, what the shipped manifest sets, and the numbers of a
 * pass.  The engine and the settings take all of these from the row, so a
 * release that moves a number or a default is a row; tests/unit/test-release.c
 * runs a made-up one.  What the agent does with them is the same for all rows.
 *
 * Source: amazon-vpc-cni-k8s v1.23.1: pkg/ipamd/ipamd.go
 * (nodeIPPoolReconcileInterval and the constants beside it, getWarm*Target),
 * pkg/ipamd/datastore/data_store.go (minENILifeTime, getCooldownPeriod),
 * config/master/aws-k8s-cni.yaml; branch ENIs:
 * amazon-vpc-resource-controller-k8s pkg/provider/branch; read 2026-08.
 */
#ifndef CNI_RULES_H
#define CNI_RULES_H

#include <stdint.h>

#include "base/err.h"

enum cni_var {
	CNI_WARM_ENI_TARGET,
	CNI_WARM_IP_TARGET,
	CNI_MINIMUM_IP_TARGET,
	CNI_WARM_PREFIX_TARGET,
	CNI_MAX_ENI,
	CNI_IP_COOLDOWN_PERIOD,
	CNI_ENABLE_PREFIX_DELEGATION,
	CNI_CUSTOM_NETWORK_CFG,
	CNI_ENABLE_POD_ENI,
	CNI_ENABLE_SUBNET_DISCOVERY,
	CNI_ENABLE_IPV4,
	CNI_ENABLE_IPV6,
	CNI_ENABLE_MULTI_NIC,
	CNI_MANAGE_ENIS_NON_SCHEDULABLE,
	CNI_MANAGE_UNTAGGED_ENI,
	CNI_DISABLE_PROVISIONING,
	CNI_IMDS_ONLY_MODE,
	CNI_DISABLE_LEAKED_ENI_CLEANUP,
	CNI_VARS
};

/* A variable of the daemonset that nobody set. */
struct cni_default {
	int64_t code;			/* compiled in; a bool is 0 or 1 */
	const char *manifest;		/* what the manifest sets, or NULL */
};

struct cni_rules {
	const char *release;		/* "v1.23.1" */
	struct cni_default var[CNI_VARS];
	int64_t first_pass_ms;		/* after the agent's start */
	int64_t pass_ms;		/* from one pass to the next */
	int64_t eni_min_age_ms;		/* a younger ENI is not removed */
	int64_t decrease_ms;		/* between two releases of blocks */
	int64_t backoff_ms;		/* after a subnet had no space */
	int64_t branch_cooldown_ms;	/* of a branch ENI */
	int64_t branch_cooldown_min_ms;
	int64_t card_target;		/* W and M of cards above 0 */
};

/* The row of the newest release. */
const struct cni_rules *cni_rules_newest(void);

/*
 * The row of a release, "v1.23.1" or "1.23.1"; NULL with e set (EXIT_CANNOT)
 * when it is none of those here.
 */
const struct cni_rules *cni_rules_find(const char *release, struct err *e);

#endif
