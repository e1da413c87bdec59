#include "cli/simulate-plan.h"

#include <string.h>
#include <unistd.h>

#include "capacity/replay.h"
#include "cli/facts.h"
#include "ingest/arrivals.h"
#include "model/limits.h"
#include "model/scenario.h"
#include "view/replay.h"

const char *const simulate_schedules[] = { "spread", "pack", NULL };

static bool
read_plan(struct ctx *ctx, const struct simulate_plan *o, struct facts *f,
    int argc, char **argv)
{
	char **operands = arena_array(ctx->arena, (size_t)argc + 1, char *);

	operands[0] = arena_strdup(ctx->arena, o->plan);
	for (int i = 0; i < argc; i++)
		operands[i + 1] = argv[i];
	if (!facts_read(f, ctx, o->sets, o->types, argc + 1, operands))
		return false;
	if (f->plan.nsubnets != 0 && f->plan.nnodegroups != 0)
		return true;
	err_cannot(ctx->err, "the plan has no %s, so there is nothing to "
	    "simulate", f->plan.nsubnets == 0 ? "subnets" : "node groups");
	return err_locate(ctx->err, f->plan.file, 0, 0);
}

static void
tell(struct ctx *ctx, const struct replay *r)
{
	const struct plan *p = r->estate->answer->plan;

	for (size_t i = 0; i < p->nnodegroups; i++)
		if (r->groups[i].ready < r->groups[i].n)
			warn(ctx, "node group %s: of %zu nodes %llu are never "
			    "ready", p->nodegroups[i].name, r->groups[i].n,
			    (unsigned long long)(r->groups[i].n -
			    r->groups[i].ready));
}

static bool
run(struct ctx *ctx, const struct simulate_plan *o, struct replay *r)
{
	struct view_replay view;

	view_replay(&view, ctx->doc);
	r->row = view_replay_row;
	r->arg = &view;
	r->pack = o->schedule != NULL && strcmp(o->schedule, "pack") == 0;
	if (!replay_run(r, ctx->arena, ctx->err))
		return false;
	view_replay_end(ctx->doc, r);
	tell(ctx, r);
	return true;
}

/* TYPE TRACE is of one node: a type that is no file is a slip. */
static bool
no_types(struct ctx *ctx, int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (limits_find(argv[i]) != NULL && access(argv[i], F_OK) != 0)
			return err_usage(ctx->err, "%s: the nodes and their "
			    "types are the plan's; give --plan without a "
			    "type, or a type without --plan", argv[i]);
	return true;
}

bool
simulate_plan(struct ctx *ctx, const struct simulate_plan *o, int argc,
    char **argv)
{
	struct facts *f = arena_new(ctx->arena, struct facts);
	struct answer *a = arena_new(ctx->arena, struct answer);
	struct replay *r = arena_new(ctx->arena, struct replay);
	struct arrivals *v = arena_new(ctx->arena, struct arrivals);
	const char *trace = o->trace;
	struct estate e;

	if (!no_types(ctx, argc, argv))
		return false;
	if (trace == NULL && argc == 0)
		return err_usage(ctx->err, "which pods? give a trace, "
		    "t,nodegroup,pods, behind --plan %s", o->plan);
	if (trace == NULL) {
		trace = *argv++;
		argc--;
	}
	if (!read_plan(ctx, o, f, argc, argv) ||
	    !plan_answer(a, &f->plan, &f->how, ctx->arena, ctx->err) ||
	    !arrivals_read(v, &f->plan, trace, ctx->arena, ctx->err))
		return false;
	estate_init(&e, a, false, ctx->arena);
	e.scattered = o->scattered;
	if (ctx->common->seed.set)
		e.seed = ctx->common->seed.v;
	r->estate = &e;
	r->arrivals = v;
	r->until_ms = o->until.set ? (int64_t)o->until.v * 1000 :
	    SIMULATE_AFTER_MS + (v->n != 0 ? (int64_t)v->v[v->n - 1].t_ms : 0);
	return run(ctx, o, r);
}
