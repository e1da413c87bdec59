/*
 * rules: the numbers of the address manager that its releases may change.
 *
 * A row a release; the newest is first.  What the engine does with them is
 * the same for all releases, so a release that only moves a number is a row.
 *
 * Source: amazon-vpc-cni-k8s v1.23.1: pkg/ipamd/ipamd.go
 * (nodeIPPoolReconcileInterval and the constants beside it),
 * pkg/ipamd/datastore/data_store.go (minENILifeTime, getCooldownPeriod);
 * branch ENIs: amazon-vpc-resource-controller-k8s pkg/provider/branch; read
 * 2026-08.
 */
#ifndef CNI_RULES_H
#define CNI_RULES_H

#include <stdint.h>

struct cni_rules {
	const char *release;		/* "v1.23.1" */
	int64_t first_pass_ms;		/* after the agent's start */
	int64_t pass_ms;		/* from one pass to the next */
	int64_t eni_min_age_ms;		/* a younger ENI is not removed */
	int64_t decrease_ms;		/* between two releases of blocks */
	int64_t backoff_ms;		/* after a subnet had no space */
	int64_t branch_cooldown_ms;	/* of a branch ENI */
	int64_t branch_cooldown_min_ms;
	int64_t card_target;		/* W and M of cards above 0 */
};

/* The row of a release, or NULL; release NULL: the newest. */
const struct cni_rules *cni_rules_find(const char *release);

#endif
