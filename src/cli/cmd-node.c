#include <string.h>

#include "base/str.h"
#include "cli/facts.h"
#include "cli/types.h"
#include "ingest/cni-env.h"
#include "ingest/input.h"
#include "view/nodes.h"

#define PODS_SPAN_MAX 1000000	/* counts in one A..B */

struct options {
	const char *pods, *mode, *os, *cni_env;
	struct opt_u64 warm_eni, warm_ip, minimum_ip, warm_prefix, max_eni;
	struct opt_u64 max_pods, pod_eni, unmanaged;
	bool custom_networking, explain, multi_nic;
	struct opt_list files;
};

struct ask {
	uint64_t first, last;		/* pods */
	struct cni_node node;		/* but for the type */
};

static const char *const modes[] = { "secondary", "prefix", "ipv6", NULL };
static const char *const oses[] = { "linux", "windows", NULL };

#define OFF(field) offsetof(struct options, field)
#define NUMBER(name, field, text)					\
	{ .l = name, .type = OPT_U64, .off = OFF(field), .arg = "n",	\
	    .help = text }
static const struct opt opts[] = {
	{ .l = "cni-env", .type = OPT_STRING, .off = OFF(cni_env),
	    .arg = "file", .help = "take settings from the CNI's daemonset" },
	{ .l = "custom-networking", .type = OPT_FLAG,
	    .off = OFF(custom_networking),
	    .help = "pods have no address on the primary ENI" },
	{ .l = "explain", .type = OPT_FLAG, .off = OFF(explain),
	    .help = "print the derivation, table explain" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(files),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	NUMBER("max-eni", max_eni, "MAX_ENI of the CNI"),
	NUMBER("max-pods", max_pods, "maxPods given to the kubelet"),
	NUMBER("minimum-ip-target", minimum_ip, "MINIMUM_IP_TARGET"),
	{ .l = "mode", .type = OPT_STRING, .off = OFF(mode),
	    .arg = "secondary|prefix|ipv6", .choices = modes,
	    .help = "how pods get addresses" },
	{ .l = "multi-nic", .type = OPT_FLAG, .off = OFF(multi_nic),
	    .help = "ENABLE_MULTI_NIC: use every network card" },
	{ .l = "os", .type = OPT_STRING, .off = OFF(os),
	    .arg = "linux|windows", .choices = oses,
	    .help = "operating system of the node" },
	NUMBER("pod-eni", pod_eni, "so many pods have a branch ENI"),
	{ .l = "pods", .type = OPT_STRING, .off = OFF(pods), .arg = "n|a..b",
	    .help = "pods with an address of their own" },
	NUMBER("unmanaged-enis", unmanaged, "ENIs that the CNI leaves alone"),
	NUMBER("warm-eni-target", warm_eni, "WARM_ENI_TARGET"),
	NUMBER("warm-ip-target", warm_ip, "WARM_IP_TARGET"),
	NUMBER("warm-prefix-target", warm_prefix, "WARM_PREFIX_TARGET"),
	{ .type = OPT_END }
};

static bool
parse_pods(struct ask *a, const char *text, struct arena *arena,
    struct err *e)
{
	const char *dots = text != NULL ? strstr(text, "..") : NULL;

	if (text == NULL)
		return err_usage(e, "how many pods? give --pods N or "
		    "--pods A..B");
	if (dots == NULL && str_u64(&a->first, text, UINT64_MAX)) {
		a->last = a->first;
		return true;
	}
	if (dots == NULL || !str_u64(&a->first, arena_strndup(arena, text,
	    (size_t)(dots - text)), UINT64_MAX) ||
	    !str_u64(&a->last, dots + 2, UINT64_MAX) || a->first > a->last)
		return err_usage(e, "--pods %s: expected a number, or A..B "
		    "with A not above B", text);
	if (a->last - a->first >= PODS_SPAN_MAX)
		return err_usage(e, "--pods %s: more than %d counts", text,
		    PODS_SPAN_MAX);
	return true;
}

static bool
read_env(struct ctx *ctx, struct cni_settings *s, const char *path)
{
	struct settings env = { NULL, 0 };

	if (!cni_env_read(&env, path, ctx->arena, ctx->err))
		return false;
	facts_settings(ctx, input_name(path), &env);
	for (size_t i = 0; i < env.n; i++)
		cni_settings_env(s, env.v[i].name, env.v[i].value);
	return true;
}

static void
set_target(struct cni_settings *s, enum cni_var var, uint64_t *field,
    const struct opt_u64 *o)
{
	if (!o->set)
		return;
	*field = o->v;
	s->given[var] = true;
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
set_options(struct cni_settings *s, const struct options *o)
{
	set_target(s, CNI_WARM_ENI_TARGET, &s->warm_eni, &o->warm_eni);
	set_target(s, CNI_WARM_IP_TARGET, &s->warm_ip, &o->warm_ip);
	set_target(s, CNI_MINIMUM_IP_TARGET, &s->minimum_ip, &o->minimum_ip);
	set_target(s, CNI_WARM_PREFIX_TARGET, &s->warm_prefix,
	    &o->warm_prefix);
	set_target(s, CNI_MAX_ENI, &s->max_eni, &o->max_eni);
	set_mode(s, o->mode);
	if (o->custom_networking)
		s->custom_networking = true;
	if (o->pod_eni.set)
		s->pod_eni = true;
	if (o->multi_nic)
		s->multi_nic = true;
}

/* What no type could make right: a file's fault, or the options'. */
static bool
check(struct ctx *ctx, const struct options *o, const struct ask *a)
{
	const char *why = cni_settings_refused(&a->node.settings, NULL);

	if (a->node.os == CNI_WINDOWS)
		return (!o->custom_networking && !o->pod_eni.set &&
		    (o->mode == NULL || strcmp(o->mode, "ipv6") != 0)) ||
		    err_usage(ctx->err, "a Windows node has no custom "
		    "networking, branch ENIs or IPv6");
	if (why == NULL)
		return true;
	err_usage(ctx->err, "the CNI does not start: %s", why);
	if (o->cni_env != NULL)
		err_locate(ctx->err, input_name(o->cni_env), 0, 0);
	return false;
}

static bool
prepare(struct ctx *ctx, const struct options *o, struct ask *a)
{
	struct cni_node *n = &a->node;

	*a = (struct ask){ .first = 0 };
	cni_settings_init(&n->settings);
	if (!parse_pods(a, o->pods, ctx->arena, ctx->err) ||
	    (o->cni_env != NULL && !read_env(ctx, &n->settings, o->cni_env)))
		return false;
	set_options(&n->settings, o);
	n->os = o->os != NULL && strcmp(o->os, "windows") == 0 ?
	    CNI_WINDOWS : CNI_LINUX;
	n->max_pods_given = o->max_pods.set;
	n->max_pods = o->max_pods.v;
	n->branch_pods = o->pod_eni.v;
	n->unmanaged_enis = o->unmanaged.v;
	return check(ctx, o, a);
}

static void
rows(struct doc *d, struct table *t, struct ask *a, const struct types *types,
    void (*row)(struct doc *, struct table *, const struct cni_node *,
    const struct cni_rest *))
{
	struct cni_node *n = &a->node;
	struct cni_rest r;

	for (size_t i = 0; i < types->n; i++) {
		n->limits = types->v[i];
		cni_node_init(n);
		for (uint64_t k = 0; k <= a->last - a->first; k++) {
			cni_rest(n, a->first + k, &r);
			row(d, t, n, &r);
		}
	}
}

static void
warnings(const struct ctx *ctx, struct ask *a, const struct types *types)
{
	struct cni_node *n = &a->node;

	for (size_t i = 0; i < types->n; i++) {
		n->limits = types->v[i];
		cni_node_init(n);
		if (n->unusable != NULL)
			warn(ctx, "%s: no pod is placed: %s",
			    n->limits->type, n->unusable);
		else if (n->settings.prefix_delegation &&
		    n->mode == CNI_SECONDARY)
			note(ctx, "%s: neither Nitro nor bare metal, so the "
			    "CNI falls back to secondary mode",
			    n->limits->type);
	}
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct types types;
	struct ask a;

	if (argc == 0) {
		err_usage(ctx->err, "which instance type?");
		return EXIT_USAGE;
	}
	if (!prepare(ctx, o, &a) ||
	    !types_resolve(&types, ctx, &o->files, argc, argv))
		return ctx->err->status;
	warnings(ctx, &a, &types);
	rows(ctx->doc, view_node(ctx->doc), &a, &types, view_node_row);
	if (o->explain)
		rows(ctx->doc, view_node_explain(ctx->doc), &a, &types,
		    view_node_explain_rows);
	return EXIT_OK;
}

const struct cmd cmd_node = {
	.name = "node",
	.summary = "print how many addresses one node takes",
	.synopsis = "--pods n|a..b [options] type ...",
	.opts = opts,
	.optsize = sizeof(struct options),
	.streams = true,
	.run = run,
};
