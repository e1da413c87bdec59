#include "cni/settings.h"

#include <string.h>

#include "base/str.h"

enum kind {
	TARGET,			/* int, not negative */
	COUNT_FROM_1,		/* int from 1 on, else ignored */
	SECONDS,		/* int, any */
	BOOL
};

#define OFF(field) offsetof(struct cni_settings, field)
static const struct var {
	const char *name;
	enum kind kind;
	size_t off;
} vars[CNI_VARS] = {
	[CNI_WARM_ENI_TARGET] = { "WARM_ENI_TARGET", TARGET, OFF(warm_eni) },
	[CNI_WARM_IP_TARGET] = { "WARM_IP_TARGET", TARGET, OFF(warm_ip) },
	[CNI_MINIMUM_IP_TARGET] = { "MINIMUM_IP_TARGET",
	    TARGET, OFF(minimum_ip) },
	[CNI_WARM_PREFIX_TARGET] = { "WARM_PREFIX_TARGET",
	    TARGET, OFF(warm_prefix) },
	[CNI_MAX_ENI] = { "MAX_ENI", COUNT_FROM_1, OFF(max_eni) },
	[CNI_IP_COOLDOWN_PERIOD] = { "IP_COOLDOWN_PERIOD",
	    SECONDS, OFF(ip_cooldown_s) },
	[CNI_ENABLE_PREFIX_DELEGATION] = { "ENABLE_PREFIX_DELEGATION",
	    BOOL, OFF(prefix_delegation) },
	[CNI_CUSTOM_NETWORK_CFG] = { "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
	    BOOL, OFF(custom_networking) },
	[CNI_ENABLE_POD_ENI] = { "ENABLE_POD_ENI", BOOL, OFF(pod_eni) },
	[CNI_ENABLE_SUBNET_DISCOVERY] = { "ENABLE_SUBNET_DISCOVERY",
	    BOOL, OFF(subnet_discovery) },
	[CNI_ENABLE_IPV4] = { "ENABLE_IPv4", BOOL, OFF(ipv4) },
	[CNI_ENABLE_IPV6] = { "ENABLE_IPv6", BOOL, OFF(ipv6) },
	[CNI_ENABLE_MULTI_NIC] = { "ENABLE_MULTI_NIC", BOOL, OFF(multi_nic) },
	[CNI_MANAGE_ENIS_NON_SCHEDULABLE] = { "AWS_MANAGE_ENIS_NON_SCHEDULABLE",
	    BOOL, OFF(manage_non_schedulable) },
	[CNI_MANAGE_UNTAGGED_ENI] = { "MANAGE_UNTAGGED_ENI",
	    BOOL, OFF(manage_untagged) },
	[CNI_DISABLE_PROVISIONING] = { "DISABLE_NETWORK_RESOURCE_PROVISIONING",
	    BOOL, OFF(disable_provisioning) },
	[CNI_IMDS_ONLY_MODE] = { "ENABLE_IMDS_ONLY_MODE",
	    BOOL, OFF(imds_only) },
	[CNI_DISABLE_LEAKED_ENI_CLEANUP] = { "DISABLE_LEAKED_ENI_CLEANUP",
	    BOOL, OFF(disable_leaked_cleanup) },
};

/* Go's strconv.Atoi on a 64-bit machine. */
static bool
atoi64(int64_t *v, const char *s)
{
	bool negative = *s == '-';
	int64_t n = 0;

	if (*s == '-' || *s == '+')
		s++;
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		int digit = *s - '0';

		if (digit < 0 || digit > 9 ||
		    __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, negative ? -digit : digit, &n))
			return false;
	}
	*v = n;
	return true;
}

/* Go's strconv.ParseBool. */
static bool
parse_bool(int64_t *v, const char *s)
{
	static const char *const words[2][6] = {
		{ "0", "f", "F", "FALSE", "false", "False" },
		{ "1", "t", "T", "TRUE", "true", "True" },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		for (size_t k = 0; k < COUNT(words[i]); k++)
			if (strcmp(s, words[i][k]) == 0) {
				*v = (int64_t)i;
				return true;
			}
	return false;
}

static bool
parse(const struct var *var, int64_t *v, const char *value)
{
	if (var->kind == BOOL)
		return parse_bool(v, value);
	return atoi64(v, value) && (var->kind != TARGET || *v >= 0) &&
	    (var->kind != COUNT_FROM_1 || *v >= 1);
}

static bool
set(struct cni_settings *s, size_t i, const char *value)
{
	const struct var *var = &vars[i];
	char *dst = (char *)s + var->off;
	int64_t v = 0;
	bool ok = value != NULL && parse(var, &v, value);

	if (!ok)
		v = s->rules->var[i].code;
	if (var->kind == BOOL)
		*(bool *)dst = v != 0;
	else
		memcpy(dst, &v, sizeof(v));
	return ok || value == NULL;
}

void
cni_settings_init_as(struct cni_settings *s, const struct cni_rules *r,
    enum cni_defaults d)
{
	memset(s, 0, sizeof(*s));
	s->rules = r;
	for (size_t i = 0; i < CNI_VARS; i++)
		set(s, i, d == CNI_MANIFEST ? r->var[i].manifest : NULL);
}

void
cni_settings_init(struct cni_settings *s)
{
	cni_settings_init_as(s, cni_rules_newest(), CNI_MANIFEST);
}

enum cni_env
cni_settings_env(struct cni_settings *s, const char *name, const char *value)
{
	for (size_t i = 0; i < CNI_VARS; i++) {
		if (strcmp(vars[i].name, name) != 0)
			continue;
		s->given[i] = value != NULL;
		return set(s, i, value) ? CNI_ENV_OK : CNI_ENV_DEFAULT;
	}
	return CNI_ENV_UNKNOWN;
}

const char *
cni_settings_windows(const char *key)
{
	static const struct { const char *key, *name; } keys[] = {
		{ "enable-windows-prefix-delegation",
		    "ENABLE_PREFIX_DELEGATION" },
		{ "windows-warm-ip-target", "WARM_IP_TARGET" },
		{ "windows-minimum-ip-target", "MINIMUM_IP_TARGET" },
		{ "windows-warm-prefix-target", "WARM_PREFIX_TARGET" },
		{ "warm-ip-target", "WARM_IP_TARGET" },
		{ "minimum-ip-target", "MINIMUM_IP_TARGET" },
		{ "warm-prefix-target", "WARM_PREFIX_TARGET" },
	};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (strcmp(keys[i].key, key) == 0)
			return keys[i].name;
	return NULL;
}

const char *
cni_settings_refused(const struct cni_settings *s, const struct limits *l)
{
	if (s->ipv4 && s->ipv6)
		return "ENABLE_IPv4 and ENABLE_IPv6 are both on";
	if (!s->ipv4 && !s->ipv6)
		return "ENABLE_IPv4 and ENABLE_IPv6 are both off";
	if (s->ipv6 && !s->prefix_delegation)
		return "IPv6 needs ENABLE_PREFIX_DELEGATION=true";
	if (s->ipv6 && s->custom_networking)
		return "IPv6 does not go with custom networking";
	if (s->ipv6 && l != NULL && !l->prefix_delegation)
		return "IPv6 needs a Nitro or bare-metal instance";
	return NULL;
}

enum cni_mode
cni_settings_mode(const struct cni_settings *s, const struct limits *l)
{
	if (s->ipv6)
		return CNI_IPV6;
	return s->prefix_delegation && l->prefix_delegation ? CNI_PREFIX :
	    CNI_SECONDARY;
}

bool
cni_settings_ip_targets(const struct cni_settings *s)
{
	return s->warm_ip != 0 || s->minimum_ip != 0;
}

uint64_t
cni_settings_enis(const struct cni_settings *s, const struct limits *l)
{
	return s->max_eni >= 1 && s->max_eni < l->enis ? s->max_eni : l->enis;
}

const char *
cni_settings_near(const char *name, char *buf, size_t size)
{
	struct str_near near;

	str_near_init(&near, name);
	for (size_t i = 0; i < COUNT(vars); i++)
		str_near_offer(&near, vars[i].name);
	return str_near_format(&near, buf, size);
}

const char *
cni_mode_name(enum cni_mode m)
{
	static const char *const names[] = { "secondary", "prefix", "ipv6" };

	return names[m];
}
