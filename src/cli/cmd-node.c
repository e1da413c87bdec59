#include <string.h>

#include "base/str.h"
#include "cli/cni-opts.h"
#include "cli/types.h"
#include "view/nodes.h"

#define PODS_SPAN_MAX 1000000	/* counts in one A..B */

struct options {
	const char *pods;
	bool explain;
	struct opt_u64 peak_pods;
	struct cni_options cni;
};

struct ask {
	uint64_t first, last;		/* pods */
	struct opt_u64 peak_pods;
	struct cni_node node;		/* but for the type */
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	CNI_OPT_CNI_ENV(OFF(cni)),
	CNI_OPT_CNI_VERSION(OFF(cni)),
	CNI_OPT_CUSTOM_NETWORKING(OFF(cni)),
	{ .l = "explain", .type = OPT_FLAG, .off = OFF(explain),
	    .help = "print the derivation, table explain" },
	CNI_OPT_INSTANCE_TYPES(OFF(cni)),
	CNI_OPT_MAX_ENI(OFF(cni)),
	CNI_OPT_MAX_PODS(OFF(cni)),
	CNI_OPT_MINIMUM_IP(OFF(cni)),
	CNI_OPT_MODE(OFF(cni)),
	CNI_OPT_MULTI_NIC(OFF(cni)),
	CNI_OPT_OS(OFF(cni)),
	{ .l = "peak-pods", .type = OPT_U64, .off = OFF(peak_pods),
	    .arg = "n", .help = "the most pods that a node ever had" },
	CNI_OPT_POD_ENI(OFF(cni)),
	{ .l = "pods", .type = OPT_STRING, .off = OFF(pods), .arg = "n|a..b",
	    .help = "pods with an address of their own" },
	CNI_OPT_UNMANAGED(OFF(cni)),
	CNI_OPT_WARM_ENI(OFF(cni)),
	CNI_OPT_WARM_IP(OFF(cni)),
	CNI_OPT_WARM_PREFIX(OFF(cni)),
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

/* What no type could make right. */
static bool
check(struct ctx *ctx, const struct options *o, const struct ask *a)
{
	const struct cni_options *c = &o->cni;

	if (a->node.os == CNI_WINDOWS)
		return (!c->custom_networking && !c->pod_eni.set &&
		    (c->mode == NULL || strcmp(c->mode, "ipv6") != 0)) ||
		    err_usage(ctx->err, "a Windows node has no custom "
		    "networking, branch ENIs or IPv6");
	return cni_options_check(ctx, c, &a->node.settings);
}

static bool
prepare(struct ctx *ctx, const struct options *o, struct ask *a)
{
	struct cni_node *n = &a->node;

	*a = (struct ask){ .first = 0 };
	if (!parse_pods(a, o->pods, ctx->arena, ctx->err))
		return false;
	n->os = cni_options_is_windows(&o->cni) ? CNI_WINDOWS : CNI_LINUX;
	if (!(n->os == CNI_WINDOWS ? cni_options_windows :
	    cni_options_settings)(ctx, &o->cni, &n->settings))
		return false;
	n->max_pods_given = o->cni.max_pods.set;
	n->max_pods = o->cni.max_pods.v;
	n->branch_pods = o->cni.pod_eni.v;
	n->unmanaged_enis = o->cni.unmanaged.v;
	a->peak_pods = o->peak_pods;
	return check(ctx, o, a);
}

static void
rows(struct doc *d, struct table *t, struct ask *a, const struct types *types,
    void (*row)(struct doc *, struct table *, const struct view_node *))
{
	struct cni_node *n = &a->node;
	struct view_node v = { .node = n };

	for (size_t i = 0; i < types->n; i++) {
		n->limits = types->v[i];
		cni_node_init(n);
		v.peak_pods = a->peak_pods.set ? a->peak_pods.v :
		    n->max_pods;
		for (uint64_t k = 0; k <= a->last - a->first; k++) {
			cni_rest(n, a->first + k, &v.rest);
			cni_scatter(n, &v.rest, v.peak_pods, &v.scatter);
			row(d, t, &v);
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
	    !types_resolve(&types, ctx, &o->cni.files, argc, argv))
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
