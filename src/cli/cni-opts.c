#include "cli/cni-opts.h"

#include <string.h>

#include "cli/facts.h"
#include "ingest/cni-env.h"
#include "ingest/input.h"

const char *const cni_opt_modes[] = { "secondary", "prefix", "ipv6", NULL };
const char *const cni_opt_oses[] = { "linux", "windows", NULL };

bool
cni_options_is_windows(const struct cni_options *o)
{
	return o->os != NULL && strcmp(o->os, "windows") == 0;
}

static bool
read_env(struct ctx *ctx, struct cni_settings *s, const char *path,
    bool windows)
{
	struct settings env = { NULL, 0 };

	if (!cni_env_read(&env, path, ctx->arena, ctx->err))
		return false;
	facts_settings(ctx, input_name(path), &env);
	for (size_t i = 0; i < env.n; i++) {
		const struct setting *v = &env.v[i];
		const char *key = cni_settings_windows(v->name);

		if (windows != (key != NULL))
			warn(ctx, "%s:%lu: %s: for %s nodes, so not used",
			    input_name(path), v->at.line, v->name,
			    windows ? "Linux" : "Windows");
		else if (cni_settings_env(s, windows ? key : v->name,
		    v->value) == CNI_ENV_DEFAULT && windows)
			cni_settings_env(s, key, NULL);
	}
	return true;
}

/* As the agent reads its environment. */
static void
set_target(struct ctx *ctx, struct cni_settings *s, const char *option,
    const char *name, const char *value)
{
	if (value != NULL &&
	    cni_settings_env(s, name, value) == CNI_ENV_DEFAULT)
		warn(ctx, "--%s %s: not a value that the CNI takes; it uses "
		    "the default", option, value);
}

static void
set_mode(struct cni_settings *s, const char *mode)
{
	if (mode == NULL)
		return;
	s->prefix_delegation = strcmp(mode, "secondary") != 0;
	s->ipv6 = strcmp(mode, "ipv6") == 0;
	s->ipv4 = !s->ipv6;
}

static void
set_options(struct ctx *ctx, struct cni_settings *s,
    const struct cni_options *o)
{
	set_target(ctx, s, "warm-eni-target", "WARM_ENI_TARGET", o->warm_eni);
	set_target(ctx, s, "warm-ip-target", "WARM_IP_TARGET", o->warm_ip);
	set_target(ctx, s, "minimum-ip-target", "MINIMUM_IP_TARGET",
	    o->minimum_ip);
	set_target(ctx, s, "warm-prefix-target", "WARM_PREFIX_TARGET",
	    o->warm_prefix);
	set_target(ctx, s, "max-eni", "MAX_ENI", o->max_eni);
	set_mode(s, o->mode);
	if (o->custom_networking)
		s->custom_networking = true;
	if (o->pod_eni.set)
		s->pod_eni = true;
	if (o->multi_nic)
		s->multi_nic = true;
}

static bool
read_all(struct ctx *ctx, const struct cni_options *o,
    struct cni_settings *s, bool windows)
{
	const struct cni_rules *rules = o->version == NULL ?
	    cni_rules_newest() : cni_rules_find(o->version, ctx->err);

	if (rules == NULL)
		return false;
	cni_settings_init_as(s, rules, CNI_MANIFEST);
	if (o->env != NULL && !read_env(ctx, s, o->env, windows))
		return false;
	set_options(ctx, s, o);
	return true;
}

bool
cni_options_settings(struct ctx *ctx, const struct cni_options *o,
    struct cni_settings *s)
{
	return read_all(ctx, o, s, false);
}

bool
cni_options_windows(struct ctx *ctx, const struct cni_options *o,
    struct cni_settings *s)
{
	return read_all(ctx, o, s, true);
}

/* A file's fault, or the options'. */
bool
cni_options_check(struct ctx *ctx, const struct cni_options *o,
    const struct cni_settings *s)
{
	const char *why = cni_settings_refused(s, NULL);

	if (why == NULL)
		return true;
	err_usage(ctx->err, "the CNI does not start: %s", why);
	if (o->env != NULL)
		err_locate(ctx->err, input_name(o->env), 0, 0);
	return false;
}
