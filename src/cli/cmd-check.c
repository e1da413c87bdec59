#include <string.h>

#include "cli/facts.h"
#include "view/findings.h"

struct options {
	struct opt_list ignore, set, types;
	const char *fail_on;
};

static const char *const severities[] = { "error", "warn", "info", "none",
    NULL };

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "fail-on", .type = OPT_STRING, .off = OFF(fail_on),
	    .arg = "error|warn|info|none", .choices = severities,
	    .help = "exit with 1 on findings of this severity and above" },
	{ .l = "ignore", .type = OPT_LIST, .off = OFF(ignore), .arg = "id",
	    .help = "leave out a rule" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .type = OPT_END }
};

static bool
read_ignored(struct ctx *ctx, const struct opt_list *ids,
    struct check_options *o)
{
	const struct rule **v = NULL;
	size_t n = 0;

	for (size_t i = 0; i < ids->n; i++) {
		const struct rule *r = rule_find(ids->v[i], ctx->err);

		if (r == NULL)
			return false;
		*arena_push(ctx->arena, v, n) = r;
	}
	o->ignored = v;
	o->nignored = n;
	return true;
}

static enum exit_status
exit_of(const struct findings *f, const char *fail_on)
{
	for (size_t i = 0; i < f->n && fail_on != NULL; i++)
		for (enum severity s = f->v[i].severity; s <= SEVERITY_INFO;
		    s++)
			if (strcmp(severity_name(s), fail_on) == 0)
				return EXIT_NO;
	return EXIT_OK;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	const char *fail_on = o->fail_on != NULL ? o->fail_on : "error";
	struct check_options how = { .remarks = ctx->common->verbose != 0 };
	struct answer *a = arena_new(ctx->arena, struct answer);
	struct facts *facts = arena_new(ctx->arena, struct facts);
	struct findings *f = arena_new(ctx->arena, struct findings);

	if (!read_ignored(ctx, &o->ignore, &how) ||
	    !facts_read(facts, ctx, &o->set, &o->types, argc, argv) ||
	    !plan_answer(a, &facts->plan, &facts->how, ctx->arena, ctx->err))
		return ctx->err->status;
	rules_run(f, a, &how, ctx->arena);
	if (strcmp(fail_on, "none") == 0)
		fail_on = NULL;
	ctx->doc->fail_on = fail_on;
	view_findings(ctx->doc, f, &how);
	return exit_of(f, fail_on);
}

const struct cmd cmd_check = {
	.name = "check",
	.summary = "say what is wrong with a plan, and what to do about it",
	.synopsis = "[--fail-on error|warn|info|none] [--ignore id] "
	    "[--instance-types file] [--set path=value] [plan] "
	    "[document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
