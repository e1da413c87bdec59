#include <string.h>

#include "cli/cmd.h"
#include "ingest/scenario.h"
#include "report/writer.h"
#include "view/simulate.h"

struct options {
	const char *scenario;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "scenario", .type = OPT_STRING, .off = OFF(scenario),
	    .arg = "file", .help = "take everything from a JSON scenario" },
	{ .type = OPT_END }
};

static void
on_row(void *arg, const struct simulation *s, enum phase p)
{
	(void)p;
	view_simulate_state(arg, s);
}

static void
on_trace(void *arg, const struct simulation *s, enum phase p)
{
	struct view_trace *v = arg;

	if (p == PHASE_BOOT)
		view_trace_start(v, s);
	view_trace_state(v, s, p);
}

static bool
as_trace(struct ctx *ctx, const struct scenario *sc)
{
	struct view_trace v = { .out = ctx->doc->out };
	struct simulation s = { .state = on_trace, .arg = &v };
	const struct doc_options *o = &ctx->doc->opts;

	if (o->columns != NULL || o->sort_by != NULL || o->table != NULL)
		return err_usage(ctx->err, "the JSON of a scenario is one "
		    "object; --columns, --sort-by and --table are for the "
		    "other formats");
	if (!simulate(&s, sc, ctx->arena, ctx->err))
		return false;
	view_trace_end(&v, &s);
	return true;
}

static bool
as_rows(struct ctx *ctx, const struct scenario *sc)
{
	struct view_simulate v;
	struct simulation s = { .state = on_row, .arg = &v };
	bool ok;

	view_simulate(&v, ctx->doc);
	ok = simulate(&s, sc, ctx->arena, ctx->err);
	if (ok)
		view_simulate_summary(ctx->doc, &s);
	if (s.engine.error != NULL)
		warn(ctx, "%s", s.engine.error);
	return ok;
}

static bool
run_scenario(struct ctx *ctx, const struct options *o)
{
	struct scenario sc;
	bool found;

	if (!scenario_read(&sc, o->scenario, ctx->arena, ctx->err))
		return false;
	found = sc.eniconfig_subnet == NULL;
	for (size_t i = 0; i < sc.nsubnets && !found; i++)
		found = strcmp(sc.subnets[i].id, sc.eniconfig_subnet) == 0;
	if (!found)
		warn(ctx, "%s: eniconfig_subnet %s: no such subnet; the "
		    "node's own is used", sc.file, sc.eniconfig_subnet);
	if (ctx->common->seed.set)
		sc.seed = ctx->common->seed.v;
	return ctx->doc->writer == &writer_json ? as_trace(ctx, &sc) :
	    as_rows(ctx, &sc);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;

	(void)argv;
	if (o->scenario == NULL)
		err_usage(ctx->err, "what is to be simulated? give "
		    "--scenario FILE");
	else if (argc != 0)
		err_usage(ctx->err, "--scenario takes no operands");
	else
		run_scenario(ctx, o);
	return ctx->err->status;
}

const struct cmd cmd_simulate = {
	.name = "simulate",
	.summary = "replay how a node takes and returns addresses",
	.synopsis = "--scenario file [options]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.streams = true,
	.run = run,
};
