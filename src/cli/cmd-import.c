#include "capacity/draft.h"
#include "cli/facts.h"
#include "view/draft.h"

struct import_options {
	const char *cluster;
};

#define OFF(field) offsetof(struct import_options, field)
static const struct opt opts[] = {
	{ .l = "cluster", .type = OPT_STRING, .off = OFF(cluster),
	    .arg = "name", .help = "draw the plan of this cluster" },
	{ .type = OPT_END }
};

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct import_options *o = opt;
	struct inventory inv;
	struct draft d;

	if (argc == 0) {
		err_usage(ctx->err, "import needs a document, such as the "
		    "output of aws ec2 describe-subnets");
		return EXIT_USAGE;
	}
	if (o->cluster != NULL && *o->cluster == '\0') {
		err_usage(ctx->err, "--cluster: expected a name");
		return EXIT_USAGE;
	}
	if (!facts_documents(&inv, ctx, NULL, argc, argv) ||
	    !draft_make(&d, &inv, o->cluster, ctx->arena, ctx->err))
		return ctx->err->status;
	view_draft(ctx->doc->out, &d);
	return EXIT_OK;
}

const struct cmd cmd_import = {
	.name = "import",
	.summary = "draw a plan from exported documents",
	.synopsis = "[--cluster name] document ...",
	.opts = opts,
	.optsize = sizeof(struct import_options),
	.no_tables = true,
	.run = run,
};
