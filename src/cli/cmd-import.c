#include "capacity/draft.h"
#include "cli/facts.h"
#include "ingest/plan.h"
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

/* Read the plan back, and hold what it counts beside what is there. */
static void
compare(struct out *o, const struct inventory *inv, struct arena *a)
{
	const struct answer_options how = { .types = &inv->types };
	struct err e = ERR_INIT;
	struct observed seen;
	struct answer answer;
	struct agree *v;
	struct plan p;
	size_t n;
	const char *text = out_memory(o, &n);

	if (!plan_parse(&p, "plan", text, n, NULL, 0, a, &e) ||
	    p.nsubnets == 0)
		return;
	if (!observe(&seen, &p, inv, a, &e) ||
	    !plan_answer(&answer, &p, &how, a, &e)) {
		view_agree_not(o, e.msg);
		return;
	}
	v = agree_make(&answer, &seen, &n, a);
	view_agree(o, v, n);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct import_options *o = opt;
	struct out *text = arena_new(ctx->arena, struct out);
	struct inventory inv;
	struct draft d;
	const char *plan;
	size_t n;

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
	out_init_memory(text, ctx->arena);
	view_draft(text, &d);
	compare(text, &inv, ctx->arena);
	plan = out_memory(text, &n);
	out_mem(ctx->doc->out, plan, n);
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
