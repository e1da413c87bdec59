#include "cli/facts.h"
#include "view/plan.h"

struct options {
	struct opt_list set, types;
	bool all_at_once, explain;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "all-at-once", .type = OPT_FLAG, .off = OFF(all_at_once),
	    .help = "upgrade all node groups at the same time" },
	{ .l = "explain", .type = OPT_FLAG, .off = OFF(explain),
	    .help = "print how each number came about" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .type = OPT_END }
};

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct terms *terms = arena_new(ctx->arena, struct terms);
	struct answer *a = arena_new(ctx->arena, struct answer);
	struct facts *f = arena_new(ctx->arena, struct facts);

	if (!facts_read(f, ctx, &o->set, &o->types, argc, argv))
		return ctx->err->status;
	if (f->plan.nsubnets == 0) {
		err_cannot(ctx->err, "the plan has no subnets, so there is "
		    "nothing to count");
		return err_locate(ctx->err, f->plan.file, 0, 0),
		    EXIT_CANNOT;
	}
	terms->arena = ctx->arena;
	f->how.all_at_once = o->all_at_once;
	f->how.terms = o->explain ? terms : NULL;
	if (!plan_answer(a, &f->plan, &f->how, ctx->arena, ctx->err))
		return ctx->err->status;
	view_plan(ctx->doc, a);
	return a->fits ? EXIT_OK : EXIT_NO;
}

const struct cmd cmd_plan = {
	.name = "plan",
	.summary = "say whether a plan fits its subnets, and what binds first",
	.synopsis = "[--all-at-once] [--explain] "
	    "[--instance-types file] [--set path=value] [plan] "
	    "[document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
