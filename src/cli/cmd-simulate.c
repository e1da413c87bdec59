#include <string.h>

#include "cli/cni-opts.h"
#include "cli/simulate-plan.h"
#include "cli/types.h"
#include "cni/rest.h"
#include "ingest/scenario.h"
#include "ingest/trace.h"
#include "report/writer.h"
#include "view/simulate.h"

struct options {
	const char *scenario, *plan, *trace, *schedule;
	struct opt_list sets;
	struct opt_u64 until;
	bool plot, scattered;
	struct cni_options cni;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	CNI_OPT_CNI_ENV(OFF(cni)),
	CNI_OPT_CNI_VERSION(OFF(cni)),
	CNI_OPT_CUSTOM_NETWORKING(OFF(cni)),
	CNI_OPT_INSTANCE_TYPES(OFF(cni)),
	CNI_OPT_MAX_ENI(OFF(cni)),
	CNI_OPT_MAX_PODS(OFF(cni)),
	CNI_OPT_MINIMUM_IP(OFF(cni)),
	CNI_OPT_MODE(OFF(cni)),
	CNI_OPT_MULTI_NIC(OFF(cni)),
	CNI_OPT_OS(OFF(cni)),
	{ .l = "plan", .type = OPT_STRING, .off = OFF(plan), .arg = "plan",
	    .help = "simulate all nodes of a plan" },
	{ .l = "plot", .type = OPT_FLAG, .off = OFF(plot),
	    .help = "draw the addresses over time, table plot" },
	CNI_OPT_POD_ENI(OFF(cni)),
	{ .l = "scattered", .type = OPT_FLAG, .off = OFF(scattered),
	    .help = "walk ENIs and blocks at random, as the CNI does" },
	{ .l = "scenario", .type = OPT_STRING, .off = OFF(scenario),
	    .arg = "file", .help = "take everything from a JSON scenario" },
	{ .l = "schedule", .type = OPT_STRING, .off = OFF(schedule),
	    .arg = "spread|pack", .choices = simulate_schedules,
	    .help = "which node of a group gets the next pod" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(sets),
	    .arg = "path=value", .help = "override a value of the plan" },
	{ .l = "trace", .type = OPT_STRING, .off = OFF(trace), .arg = "file",
	    .help = "the trace, where it is not an operand" },
	CNI_OPT_UNMANAGED(OFF(cni)),
	{ .l = "until", .type = OPT_U64, .off = OFF(until), .arg = "seconds",
	    .max = SCENARIO_MS_MAX / 1000, .help = "when to end" },
	CNI_OPT_WARM_ENI(OFF(cni)),
	CNI_OPT_WARM_IP(OFF(cni)),
	CNI_OPT_WARM_PREFIX(OFF(cni)),
	{ .type = OPT_END }
};

struct rows {
	struct view_simulate view;
	struct view_plot plot;
	bool plots;
};

static void
on_row(void *arg, const struct simulation *s, enum phase p)
{
	struct rows *r = arg;

	(void)p;
	view_simulate_state(&r->view, s);
	if (r->plots)
		view_plot_state(&r->plot, s);
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
as_trace(struct ctx *ctx, const struct scenario *sc, bool plot)
{
	struct view_trace v = { .out = ctx->doc->out };
	struct simulation s = { .state = on_trace, .arg = &v };
	const struct doc_options *o = &ctx->doc->opts;

	if (plot || o->columns != NULL || o->sort_by != NULL ||
	    o->table != NULL)
		return err_usage(ctx->err, "the JSON of a scenario is one "
		    "object; --columns, --sort-by, --table and --plot are "
		    "for the other formats");
	if (!simulate(&s, sc, ctx->arena, ctx->err))
		return false;
	view_trace_end(&v, &s);
	return true;
}

static bool
as_rows(struct ctx *ctx, const struct options *o, const struct scenario *sc,
    const struct cni_settings *settings)
{
	struct rows r = { .plot = { .arena = ctx->arena }, .plots = o->plot };
	struct simulation s = { .settings = settings, .state = on_row,
	    .arg = &r };
	bool ok;

	view_simulate(&r.view, ctx->doc);
	ok = simulate(&s, sc, ctx->arena, ctx->err);
	if (ok)
		view_simulate_summary(&r.view, &s);
	if (ok && o->plot)
		view_plot(ctx->doc, &r.plot, &s);
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
	return ctx->doc->writer == &writer_json ? as_trace(ctx, &sc, o->plot) :
	    as_rows(ctx, o, &sc, NULL);
}

/* The first pods of each count have a branch ENI, at most so many. */
static bool
split_branch(struct ctx *ctx, struct scenario *sc, uint64_t most)
{
	struct event *v = arena_array(ctx->arena, 2 * sc->nevents,
	    struct event);

	for (size_t i = 0; i < sc->nevents; i++) {
		struct event ev = sc->events[i];
		uint64_t n = ev.n < most ? ev.n : most;

		if (ev.op != EVENT_SET)
			return err_usage(ctx->err, "--pod-eni goes with a "
			    "trace of counts, t,pods; this one names its "
			    "pods");
		ev.n -= n;
		v[2 * i + 1] = ev;
		ev.op = EVENT_BRANCH_SET;
		ev.n = n;
		ev.joined = true;
		v[2 * i] = ev;
	}
	sc->events = v;
	sc->nevents *= 2;
	return true;
}

static bool
prepare(struct ctx *ctx, const struct options *o, char **argv,
    struct scenario *sc, struct cni_settings *settings)
{
	const struct cni_options *c = &o->cni;
	struct types types;
	uint64_t last;

	scenario_init(sc);
	if (!cni_options_settings(ctx, c, settings) ||
	    !cni_options_check(ctx, c, settings) ||
	    !types_resolve(&types, ctx, &c->files, 1, argv))
		return false;
	if (types.n != 1)
		return err_usage(ctx->err, "%s: expected one instance type, "
		    "this means %zu", argv[0], types.n);
	sc->limits = *types.v[0];
	sc->first_tick_ms = (uint64_t)settings->rules->first_pass_ms;
	sc->tick_ms = (uint64_t)settings->rules->pass_ms;
	sc->branch_cooldown_ms =
	    (uint64_t)settings->rules->branch_cooldown_ms;
	if (!trace_read(sc, argv[1], ctx->arena, ctx->err))
		return false;
	last = sc->nevents != 0 ? sc->events[sc->nevents - 1].t_ms : 0;
	sc->until_ms = o->until.set ? o->until.v * 1000 :
	    last + SIMULATE_AFTER_MS;
	if (sc->until_ms / sc->tick_ms > SCENARIO_TICKS_MAX)
		return err_usage(ctx->err, "%llu seconds are more passes "
		    "than %d; give a lower --until",
		    (unsigned long long)sc->until_ms / 1000,
		    SCENARIO_TICKS_MAX);
	sc->max_pods = c->max_pods.set ? c->max_pods.v :
	    cni_default_max_pods(&sc->limits, settings, CNI_LINUX);
	sc->unmanaged_enis = c->unmanaged.v;
	if (ctx->common->seed.set)
		sc->seed = ctx->common->seed.v;
	if (o->scattered)
		sc->assign = sc->alloc = sc->free = sc->delete = ORDER_RANDOM;
	return c->pod_eni.v == 0 || split_branch(ctx, sc, c->pod_eni.v);
}

static bool
run_trace(struct ctx *ctx, const struct options *o, char **argv)
{
	struct cni_settings settings;
	struct scenario sc;
	const char *why;

	if (cni_options_is_windows(&o->cni))
		return err_cannot(ctx->err, "the addresses of a Windows node "
		    "are managed by the VPC resource controller, which is "
		    "not simulated; ipplan node --os windows says where it "
		    "settles");
	if (!prepare(ctx, o, argv, &sc, &settings))
		return false;
	why = cni_settings_refused(&settings, &sc.limits);
	if (why != NULL)
		return err_usage(ctx->err, "the CNI does not start on %s: %s",
		    sc.limits.type, why);
	return as_rows(ctx, o, &sc, &settings);
}

/* Nothing but what both have was given. */
static bool
is_alone(const struct options *o, const struct options *alone)
{
	return memcmp(o, alone, sizeof(*o)) == 0;
}

static bool
run_plan(struct ctx *ctx, const struct options *o, int argc, char **argv)
{
	const struct simulate_plan p = { .plan = o->plan, .trace = o->trace,
	    .schedule = o->schedule, .sets = &o->sets,
	    .types = &o->cni.files, .until = o->until,
	    .scattered = o->scattered };
	struct options alone;

	memset(&alone, 0, sizeof(alone));
	alone.plan = o->plan;
	alone.trace = o->trace;
	alone.schedule = o->schedule;
	alone.sets = o->sets;
	alone.cni.files = o->cni.files;
	alone.until = o->until;
	alone.scattered = o->scattered;
	if (!is_alone(o, &alone))
		return err_usage(ctx->err, "--plan takes the CNI's settings "
		    "from the plan, and has no plot; give settings with "
		    "--set, such as --set cni.warm_ip_target=2");
	return simulate_plan(ctx, &p, argc, argv);
}

static bool
is_scenario_alone(const struct options *o)
{
	struct options alone;

	memset(&alone, 0, sizeof(alone));
	alone.scenario = o->scenario;
	alone.plot = o->plot;
	return is_alone(o, &alone);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;

	if (o->scenario != NULL && (argc != 0 || !is_scenario_alone(o)))
		err_usage(ctx->err, "--scenario takes no operands, and of "
		    "the command's own options only --plot: all is in the "
		    "file");
	else if (o->scenario != NULL)
		run_scenario(ctx, o);
	else if (o->plan != NULL)
		run_plan(ctx, o, argc, argv);
	else if (o->trace != NULL || o->schedule != NULL || o->sets.n != 0)
		err_usage(ctx->err, "--trace, --schedule and --set go with "
		    "--plan");
	else if (argc != 2)
		err_usage(ctx->err, "what is to be simulated? give TYPE "
		    "TRACE, or --plan PLAN TRACE, or --scenario FILE");
	else
		run_trace(ctx, o, argv);
	return ctx->err->status;
}

const struct cmd cmd_simulate = {
	.name = "simulate",
	.summary = "replay how nodes take and return addresses",
	.synopsis = "[options] type trace | --scenario file | "
	    "--plan plan [--trace] trace [document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.streams = true,
	.run = run,
};
