#include "cni/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static const struct cni_rules rules[] = {
	{
		.release = "v1.23.1",
		.var = {
			[CNI_WARM_ENI_TARGET] = { 1, "1" },
			[CNI_WARM_PREFIX_TARGET] = { 0, "1" },
			[CNI_IP_COOLDOWN_PERIOD] = { 30, NULL },
			[CNI_ENABLE_PREFIX_DELEGATION] = { 0, "false" },
			[CNI_CUSTOM_NETWORK_CFG] = { 0, "false" },
			[CNI_ENABLE_POD_ENI] = { 0, "false" },
			[CNI_ENABLE_SUBNET_DISCOVERY] = { 1, "true" },
			[CNI_ENABLE_IPV4] = { 0, "true" },
			[CNI_ENABLE_IPV6] = { 0, "false" },
			[CNI_ENABLE_MULTI_NIC] = { 0, "false" },
			[CNI_MANAGE_UNTAGGED_ENI] = { 1, NULL },
			[CNI_DISABLE_PROVISIONING] = { 0, "false" },
			[CNI_IMDS_ONLY_MODE] = { 0, "false" },
		},
		.first_pass_ms = 2500,
		.pass_ms = 5000,
		.eni_min_age_ms = 60000,
		.decrease_ms = 30000,
		.backoff_ms = 120000,
		.branch_cooldown_ms = 60000,
		.branch_cooldown_min_ms = 30000,
		.card_target = 1,
	},
};

const struct cni_rules *
cni_rules_newest(void)
{
	return &rules[0];
}

const struct cni_rules *
cni_rules_find(const char *release, struct err *e)
{
	char list[256] = "";
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rules); i++) {
		const char *name = rules[i].release;

		if (strcmp(release, name) == 0 ||
		    strcmp(release, name + 1) == 0)
			return &rules[i];
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    i == 0 ? "" : ", ", name);
		if (n >= sizeof(list))
			n = sizeof(list) - 1;
	}
	err_cannot(e, "%s: no rules for that release of the CNI; there are "
	    "those of %s", release, list);
	return NULL;
}
