#include "cni/rules.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

static const struct cni_rules rules[] = {
	{
		.release = "v1.23.1",
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
cni_rules_find(const char *release)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (release == NULL || strcmp(rules[i].release, release) == 0)
			return &rules[i];
	return NULL;
}
