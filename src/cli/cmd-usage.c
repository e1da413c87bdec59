#include <string.h>

#include "cli/facts.h"
#include "ingest/ec2-types.h"
#include "view/usage.h"

struct usage_options {
	const char *by;
	struct opt_list types;
};

#define OFF(field) offsetof(struct usage_options, field)
static const struct opt opts[] = {
	{ .l = "by", .type = OPT_STRING, .off = OFF(by), .arg = "what",
	    .help = "add up by subnet, az, vpc, cluster, owner or tag:KEY" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .type = OPT_END }
};

static const char *
tag_of(const char *by)
{
	return by != NULL && strncmp(by, "tag:", 4) == 0 ? by + 4 : NULL;
}

/* What a reader of the tables must know. */
static void
tell(const struct ctx *ctx, const struct usage *u)
{
	uint64_t unknown = 0;

	for (size_t i = 0; i < u->nsubnets; i++)
		unknown += u->subnets[i].by[USE_ALLOCATED];
	if (unknown != 0)
		warn(ctx, "%llu addresses are allocated to nodes whose pods "
		    "are in no document; give kubectl get pods -A of each "
		    "cluster", (unsigned long long)unknown);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct usage_options *o = opt;
	const char *by = o->by != NULL ? o->by : "subnet";
	struct inventory *inv = arena_new(ctx->arena, struct inventory);
	struct usage *u = arena_new(ctx->arena, struct usage);
	struct view_usage v = { .usage = u };

	if (!usage_by_known(by)) {
		err_usage(ctx->err, "--by %s: expected subnet, az, vpc, "
		    "cluster, owner or tag:KEY", by);
		return EXIT_USAGE;
	}
	if (argc == 0) {
		err_usage(ctx->err, "usage needs documents, such as the "
		    "output of aws ec2 describe-subnets and "
		    "describe-network-interfaces");
		return EXIT_USAGE;
	}
	if (!facts_documents(inv, ctx, tag_of(by), argc, argv))
		return ctx->err->status;
	for (size_t i = 0; i < o->types.n; i++)
		if (!ec2_types_read(&inv->types, o->types.v[i], ctx->err))
			return ctx->err->status;
	usage_make(u, inv, ctx->arena);
	if (u->nsubnets == 0) {
		err_cannot(ctx->err, "no subnet in these documents; give aws "
		    "ec2 describe-subnets and describe-network-interfaces");
		return EXIT_CANNOT;
	}
	tell(ctx, u);
	v.now = ctx->common->now != NULL ? ctx->common->now_s : inv->newest;
	v.nodes = usage_nodes(u, &inv->types, &v.nnodes);
	if (strcmp(by, "subnet") != 0)
		v.groups = usage_by(u, by, &v.ngroups);
	view_usage(ctx->doc, &v);
	return EXIT_OK;
}

const struct cmd cmd_usage = {
	.name = "usage",
	.summary = "say who holds the addresses of each subnet",
	.synopsis = "[--by what] [--instance-types file] document ...",
	.opts = opts,
	.optsize = sizeof(struct usage_options),
	.streams = true,
	.run = run,
};
