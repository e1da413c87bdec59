#include "cli/facts.h"
#include "view/diff.h"

static const struct opt opts[] = { { .type = OPT_END } };

static struct usage *
count(struct ctx *ctx, char *path)
{
	struct inventory *inv = arena_new(ctx->arena, struct inventory);
	struct usage *u = arena_new(ctx->arena, struct usage);

	if (!facts_documents(inv, ctx, NULL, 1, &path))
		return NULL;
	usage_make(u, inv, ctx->arena);
	if (u->nsubnets != 0)
		return u;
	err_cannot(ctx->err, "no subnet in these documents; give aws ec2 "
	    "describe-subnets and describe-network-interfaces");
	err_locate(ctx->err, path, 0, 0);
	return NULL;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	struct usage *before, *after;
	struct diff d;

	(void)opt;
	if (argc != 2) {
		err_usage(ctx->err, "diff needs two snapshots, the older "
		    "first: a folder of documents each, or a file");
		return EXIT_USAGE;
	}
	before = count(ctx, argv[0]);
	after = before != NULL ? count(ctx, argv[1]) : NULL;
	if (after == NULL ||
	    !diff_make(&d, before, after, ctx->arena, ctx->err))
		return ctx->err->status;
	view_diff(ctx->doc, &d);
	return d.nrows == 0 && d.nenis == 0 ? EXIT_OK : EXIT_NO;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.summary = "say what took or gave back addresses between two snapshots",
	.synopsis = "old new",
	.opts = opts,
	.optsize = sizeof(char),
	.run = run,
};
