#include <string.h>

#include "cli/types.h"
#include "view/nodes.h"

struct options {
	const char *mode;
	bool custom_networking, pod_eni;
	struct opt_u64 max_eni, reserved_enis, max_pods;
	struct opt_list files;
};

static const char *const modes[] = { "secondary", "prefix", "ipv6", NULL };

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "custom-networking", .type = OPT_FLAG,
	    .off = OFF(custom_networking),
	    .help = "pods have no address on the primary ENI" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(files),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "max-eni", .type = OPT_U64, .off = OFF(max_eni), .arg = "n",
	    .help = "MAX_ENI of the CNI" },
	{ .l = "max-pods", .type = OPT_U64, .off = OFF(max_pods),
	    .arg = "n", .help = "maxPods given to the kubelet" },
	{ .l = "mode", .type = OPT_STRING, .off = OFF(mode),
	    .arg = "secondary|prefix|ipv6", .choices = modes,
	    .help = "how pods get addresses" },
	{ .l = "pod-eni", .type = OPT_FLAG, .off = OFF(pod_eni),
	    .help = "a trunk ENI takes one slot" },
	{ .l = "reserved-enis", .type = OPT_U64, .off = OFF(reserved_enis),
	    .arg = "n", .help = "RESERVED_ENIS of Karpenter" },
	{ .type = OPT_END }
};

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct maxpods_ask ask = {
		.custom_networking = o->custom_networking,
		.pod_eni = o->pod_eni,
		.max_eni = o->max_eni.v,
		.reserved_enis = o->reserved_enis.v,
		.max_pods_given = o->max_pods.set,
		.max_pods = o->max_pods.v,
	};
	struct table *table;
	struct types t;

	if (argc == 0) {
		err_usage(ctx->err, "which instance type?");
		return EXIT_USAGE;
	}
	for (size_t i = 0; o->mode != NULL && modes[i] != NULL; i++)
		if (strcmp(o->mode, modes[i]) == 0)
			ask.mode = (enum cni_mode)i;
	if (!types_resolve(&t, ctx, &o->files, argc, argv))
		return ctx->err->status;
	table = view_maxpods(ctx->doc);
	for (size_t i = 0; i < t.n; i++)
		view_maxpods_rows(ctx->doc, table, t.v[i], &ask);
	return EXIT_OK;
}

const struct cmd cmd_maxpods = {
	.name = "maxpods",
	.summary = "print how many pods each tool lets a node run",
	.synopsis = "[options] type ...",
	.opts = opts,
	.optsize = sizeof(struct options),
	.streams = true,
	.run = run,
};
