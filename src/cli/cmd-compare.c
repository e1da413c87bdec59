#include "cli/churn.h"
#include "cli/facts.h"
#include "view/compare.h"

struct options {
	const char *churn, *cni_version, *warm_ip, *minimum_ip;
	struct opt_list set, types;
	bool scattered;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	CHURN_OPT(OFF(churn)),
	FACTS_OPT_CNI_VERSION(OFF(cni_version)),
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "minimum-ip-target", .type = OPT_STRING,
	    .off = OFF(minimum_ip), .arg = "value",
	    .help = "MINIMUM_IP_TARGET of mode prefix_warm_ip" },
	{ .l = "scattered", .type = OPT_FLAG, .off = OFF(scattered),
	    .help = "walk ENIs and blocks at random, as the CNI does" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .l = "warm-ip-target", .type = OPT_STRING, .off = OFF(warm_ip),
	    .arg = "value", .help = "WARM_IP_TARGET of mode prefix_warm_ip" },
	{ .type = OPT_END }
};

/* A value is read as the CNI reads it, so a wrong one means its default. */
static void
check_target(struct ctx *ctx, const char *name, const char *value)
{
	struct cni_settings s;

	cni_settings_init(&s);
	if (value != NULL &&
	    cni_settings_env(&s, name, value) == CNI_ENV_DEFAULT)
		warn(ctx, "%s=%s: not a value that the CNI takes; it uses "
		    "the default", name, value);
}

static void
targets(struct ctx *ctx, const struct options *o, struct compare_ask *ask)
{
	compare_targets(ask->plan, &ask->warm_ip, &ask->minimum_ip,
	    ctx->arena);
	if (o->warm_ip != NULL || o->minimum_ip != NULL) {
		ask->warm_ip = o->warm_ip;
		ask->minimum_ip = o->minimum_ip;
	}
	check_target(ctx, "WARM_IP_TARGET", o->warm_ip);
	check_target(ctx, "MINIMUM_IP_TARGET", o->minimum_ip);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct compare *c = arena_new(ctx->arena, struct compare);
	struct facts *f = arena_new(ctx->arena, struct facts);
	struct compare_ask ask = { .plan = &f->plan, .how = &f->how,
	    .judge = { o->scattered, 1, NULL } };

	if (!facts_read(f, ctx, &o->set, &o->types, argc, argv) ||
	    !facts_cni_version(f, ctx, o->cni_version) ||
	    !churn_parse(ctx, o->churn, &f->plan, &ask.churn_num,
	    &ask.churn_den))
		return ctx->err->status;
	if (f->plan.nnodegroups == 0) {
		err_cannot(ctx->err, "the plan has no node groups, so there "
		    "is nothing to compare");
		err_locate(ctx->err, f->plan.file, 0, 0);
		return EXIT_CANNOT;
	}
	if (ctx->common->seed.set)
		ask.judge.seed = ctx->common->seed.v;
	targets(ctx, o, &ask);
	if (!compare_plan(c, &ask, ctx->arena, ctx->err))
		return ctx->err->status;
	view_compare(ctx->doc, c);
	return EXIT_OK;
}

const struct cmd cmd_compare = {
	.name = "compare",
	.summary = "put the modes of the CNI side by side for a plan",
	.synopsis = "[--churn pods/min] [--cni-version release] "
	    "[--instance-types file] [--minimum-ip-target value] "
	    "[--scattered] [--set path=value] [--warm-ip-target value] [plan] "
	    "[document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
