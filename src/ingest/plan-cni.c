/* Settings of the CNI in a plan, as the daemonset's environment has them. */
#include "ingest/plan-parts.h"

static const char *const mode_words[] = { "secondary", "prefix", "ipv6",
    NULL };
static const char *const windows_mode_words[] = { "secondary", "prefix",
    NULL };
static const char *const bool_words[] = { "false", "true", NULL };

static void
setting_add(struct reader *r, struct settings *list, const char *name,
    const char *value, const struct node *n)
{
	struct setting *s = arena_push(r->arena, list->v, list->n);

	*s = (struct setting){ name, value, { n->line, n->column } };
}

/* The modes are two switches of the daemonset, and for IPv6 a third. */
static bool
read_mode(struct reader *r, const struct node *n, void *dst)
{
	static const char *const value[][3] = {
		{ "false", "true", "false" },	/* delegation, IPv4, IPv6 */
		{ "true", "true", "false" },
		{ "true", "false", "true" },
	};
	unsigned i;

	if (!read_words(r, n, mode_words, &i))
		return false;
	setting_add(r, dst, "ENABLE_PREFIX_DELEGATION", value[i][0], n);
	setting_add(r, dst, "ENABLE_IPv4", value[i][1], n);
	setting_add(r, dst, "ENABLE_IPv6", value[i][2], n);
	return true;
}

/* Windows nodes know the one switch. */
static bool
read_windows_mode(struct reader *r, const struct node *n, void *dst)
{
	unsigned i;

	if (!read_words(r, n, windows_mode_words, &i))
		return false;
	setting_add(r, dst, "ENABLE_PREFIX_DELEGATION", bool_words[i], n);
	return true;
}

static bool
read_number_setting(struct reader *r, const struct node *n, void *dst,
    const char *name)
{
	uint64_t v;

	if (!read_count(r, n, INT64_MAX, &v))
		return false;
	setting_add(r, dst, name, n->text, n);
	return true;
}

static bool
read_switch_setting(struct reader *r, const struct node *n, void *dst,
    const char *name)
{
	unsigned v;

	if (!read_words(r, n, bool_words, &v))
		return false;
	setting_add(r, dst, name, bool_words[v], n);
	return true;
}

#define SETTING(fn, kind, name)						\
static bool								\
fn(struct reader *r, const struct node *n, void *dst)			\
{									\
	return read_##kind##_setting(r, n, dst, name);			\
}
SETTING(read_warm_eni, number, "WARM_ENI_TARGET")
SETTING(read_warm_ip, number, "WARM_IP_TARGET")
SETTING(read_minimum_ip, number, "MINIMUM_IP_TARGET")
SETTING(read_warm_prefix, number, "WARM_PREFIX_TARGET")
SETTING(read_max_eni, number, "MAX_ENI")
SETTING(read_cooldown, number, "IP_COOLDOWN_PERIOD")
SETTING(read_custom, switch, "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG")
SETTING(read_pod_eni, switch, "ENABLE_POD_ENI")
#undef SETTING

/* Taken as it is: the CNI decides what a value means. */
static bool
read_env(struct reader *r, const struct node *n, void *dst)
{
	if (n->kind != NODE_MAP)
		return schema_expected(r, n, "a map such as "
		    "{WARM_IP_TARGET: \"2\"}");
	for (n = n->child; n != NULL; n = n->next) {
		if (n->kind != NODE_SCALAR)
			return schema_expected(r, n, "a text");
		setting_add(r, dst, n->key, n->text, n);
	}
	return true;
}

static const struct field cni_fields[] = {
	{ .key = "mode", .type = FIELD_OWN, .parse = read_mode },
	{ .key = "warm_eni_target", .type = FIELD_OWN,
	    .parse = read_warm_eni },
	{ .key = "warm_ip_target", .type = FIELD_OWN, .parse = read_warm_ip },
	{ .key = "minimum_ip_target", .type = FIELD_OWN,
	    .parse = read_minimum_ip },
	{ .key = "warm_prefix_target", .type = FIELD_OWN,
	    .parse = read_warm_prefix },
	{ .key = "max_eni", .type = FIELD_OWN, .parse = read_max_eni },
	{ .key = "custom_networking", .type = FIELD_OWN,
	    .parse = read_custom },
	{ .key = "pod_eni", .type = FIELD_OWN, .parse = read_pod_eni },
	{ .key = "ip_cooldown_seconds", .type = FIELD_OWN,
	    .parse = read_cooldown },
	{ .key = "env", .type = FIELD_OWN, .parse = read_env },
	{ .key = NULL }
};

/* Fills a struct settings: its rows all add to the list. */
const struct schema plan_cni_schema = { "cni", cni_fields,
    sizeof(struct settings), NO_SPOT, NULL };

static const struct field windows_cni_fields[] = {
	{ .key = "mode", .type = FIELD_OWN, .parse = read_windows_mode },
	{ .key = "warm_ip_target", .type = FIELD_OWN, .parse = read_warm_ip },
	{ .key = "minimum_ip_target", .type = FIELD_OWN,
	    .parse = read_minimum_ip },
	{ .key = "warm_prefix_target", .type = FIELD_OWN,
	    .parse = read_warm_prefix },
	{ .key = "data", .type = FIELD_OWN, .parse = read_env },
	{ .key = NULL }
};

const struct schema plan_windows_cni_schema = { "windows_cni",
    windows_cni_fields, sizeof(struct settings), NO_SPOT, NULL };
