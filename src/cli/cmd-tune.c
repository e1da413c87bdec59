#include <string.h>

#include "base/str.h"
#include "cli/churn.h"
#include "cli/facts.h"
#include "ingest/arrivals.h"
#include "ingest/input.h"
#include "ingest/trace.h"
#include "view/tune.h"

#define CALL_LIMIT 300		/* EC2 calls a minute: 5 a second, ours */
#define HOURS 4
#define HOURS_MAX 1000
#define SPAN_MAX 10000		/* values of an axis */
#define AFTER_MS 60000		/* to the end, after a trace's last event */

struct options {
	const char *churn, *cni_version, *mode, *prefer, *print, *trace;
	const char *warm_eni, *warm_ip, *minimum_ip, *warm_prefix;
	struct opt_u64 call_limit, hours;
	struct opt_list set, types;
	bool all, scattered;
};

static const char *const modes[] = { "secondary", "prefix", "both", NULL };
static const char *const prefers[] = { "addresses", "calls", "waits", NULL };

#define OFF(field) offsetof(struct options, field)
#define AXIS(name, field, text)						\
	{ .l = name, .type = OPT_STRING, .off = OFF(field),		\
	    .arg = "values", .help = text }
static const struct opt opts[] = {
	{ .l = "all", .type = OPT_FLAG, .off = OFF(all),
	    .help = "print every point of the grid, table points" },
	{ .l = "call-limit", .type = OPT_U64, .off = OFF(call_limit),
	    .arg = "calls/min", .help = "EC2 calls of all nodes in a minute" },
	CHURN_OPT(OFF(churn)),
	FACTS_OPT_CNI_VERSION(OFF(cni_version)),
	{ .l = "hours", .type = OPT_U64, .off = OFF(hours), .arg = "n",
	    .max = HOURS_MAX, .help = "nodes of a row that differ" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	AXIS("minimum-ip-target", minimum_ip, "values of MINIMUM_IP_TARGET"),
	{ .l = "mode", .type = OPT_STRING, .off = OFF(mode),
	    .arg = "secondary|prefix|both", .choices = modes,
	    .help = "search this mode only" },
	{ .l = "prefer", .type = OPT_STRING, .off = OFF(prefer),
	    .arg = "addresses|calls|waits", .choices = prefers,
	    .help = "what the recommended point has least of" },
	{ .l = "print", .type = OPT_STRING, .off = OFF(print),
	    .arg = "kubectl|addon|helm|nodeadm", .choices = cni_forms,
	    .help = "print only the recommended point, to be applied" },
	{ .l = "scattered", .type = OPT_FLAG, .off = OFF(scattered),
	    .help = "walk ENIs and blocks at random, as the CNI does" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .l = "trace", .type = OPT_STRING, .off = OFF(trace), .arg = "file",
	    .help = "pods over time, in place of the churn" },
	AXIS("warm-eni-target", warm_eni, "values of WARM_ENI_TARGET"),
	AXIS("warm-ip-target", warm_ip, "values of WARM_IP_TARGET"),
	AXIS("warm-prefix-target", warm_prefix,
	    "values of WARM_PREFIX_TARGET"),
	{ .type = OPT_END }
};

/* --- the grid ------------------------------------------------------------- */

struct values {
	uint64_t *v;
	size_t n;
};

static void
push(struct ctx *ctx, struct values *list, uint64_t value)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == value)
			return;
	*arena_push(ctx->arena, list->v, list->n) = value;
}

/* One value as the CNI reads it, so a wrong one means its default. */
static uint64_t
read_value(struct ctx *ctx, const char *name, const char *text)
{
	struct cni_settings s;

	cni_settings_init(&s);
	if (cni_settings_env(&s, name, text) == CNI_ENV_DEFAULT)
		warn(ctx, "%s=%s: not a value that the CNI takes; it uses "
		    "the default", name, text);
	if (strcmp(name, "WARM_ENI_TARGET") == 0)
		return s.warm_eni;
	if (strcmp(name, "WARM_IP_TARGET") == 0)
		return s.warm_ip;
	return strcmp(name, "MINIMUM_IP_TARGET") == 0 ? s.minimum_ip :
	    s.warm_prefix;
}

/* "A..B" is that; anything else is a value for the CNI. */
static bool
add_item(struct ctx *ctx, const char *name, char *item, struct values *list)
{
	char *dots = strstr(item, "..");
	uint64_t first, last;

	if (dots == NULL) {
		push(ctx, list, read_value(ctx, name, item));
		return true;
	}
	*dots = '\0';
	if (!str_u64(&first, item, INT64_MAX) ||
	    !str_u64(&last, dots + 2, INT64_MAX) || first > last ||
	    last - first >= SPAN_MAX)
		return err_usage(ctx->err, "%s: %s..%s: expected two whole "
		    "numbers, the first not above the second, and at most %d "
		    "values", name, item, dots + 2, SPAN_MAX);
	for (uint64_t v = 0; v <= last - first; v++)
		push(ctx, list, first + v);
	return true;
}

static bool
read_axis(struct ctx *ctx, const char *name, const char *text,
    struct tune_axis *axis)
{
	struct values list = { NULL, 0 };
	char *copy, *item;

	if (text == NULL)
		return true;
	copy = arena_strdup(ctx->arena, text);
	while ((item = strsep(&copy, ",")) != NULL) {
		if (!add_item(ctx, name, item, &list))
			return false;
		if (list.n > SPAN_MAX)
			return err_usage(ctx->err, "%s: more than %d values",
			    name, SPAN_MAX);
	}
	*axis = (struct tune_axis){ list.v, list.n };
	return true;
}

static bool
read_grid(struct ctx *ctx, const struct options *o, struct tune_ask *ask)
{
	struct tune_grid *g = &ask->grid;
	size_t n;

	if (o->mode != NULL && strcmp(o->mode, "both") != 0) {
		g->modes[0] = strcmp(o->mode, "prefix") == 0 ? CNI_PREFIX :
		    CNI_SECONDARY;
		g->nmodes = 1;
	}
	if (!read_axis(ctx, "WARM_ENI_TARGET", o->warm_eni, &g->warm_eni) ||
	    !read_axis(ctx, "WARM_IP_TARGET", o->warm_ip, &g->warm_ip) ||
	    !read_axis(ctx, "MINIMUM_IP_TARGET", o->minimum_ip,
	    &g->minimum_ip) ||
	    !read_axis(ctx, "WARM_PREFIX_TARGET", o->warm_prefix,
	    &g->warm_prefix))
		return false;
	tune_grid_default(g, ask->shares != NULL ? ask->shares->most :
	    density_most(ask->densities), ctx->arena);
	n = tune_grid_points(g);
	if (n > TUNE_POINTS_MAX)
		return err_usage(ctx->err, "a grid of %s%zu points; at most "
		    "%d are searched, give fewer values", n == SIZE_MAX ?
		    "more than " : "", n, TUNE_POINTS_MAX);
	return true;
}

/* --- what is asked -------------------------------------------------------- */

/* Of the plan's groups, or of one node. */
static bool
read_shares(struct ctx *ctx, const char *path, const struct tune_ask *ask,
    struct shares *s)
{
	struct arrivals *in = arena_new(ctx->arena, struct arrivals);
	struct scenario sc;

	scenario_init(&sc);
	if (!arrivals_recognised(path)) {
		if (!trace_read(&sc, path, ctx->arena, ctx->err))
			return false;
		share_trace(s, ask->plan, sc.events, sc.nevents, AFTER_MS,
		    ctx->arena);
		return true;
	}
	if (!arrivals_read(in, ask->plan, path, ctx->arena, ctx->err))
		return false;
	share_arrivals(s, ask->plan, in, ask->hours, AFTER_MS, ctx->arena);
	return true;
}

static bool
read_trace(struct ctx *ctx, const char *path, struct tune_ask *ask)
{
	struct shares *s = arena_new(ctx->arena, struct shares);

	if (path == NULL)
		return true;
	if (!read_shares(ctx, path, ask, s))
		return false;
	if (s->most == 0)
		err_input(ctx->err, "no pod, so there is nothing to run");
	else if (s->end_ms / cni_rules_newest()->pass_ms > SCENARIO_TICKS_MAX)
		err_input(ctx->err, "a trace of more than %d passes",
		    SCENARIO_TICKS_MAX);
	ask->shares = s;
	return ctx->err->status == EXIT_OK ||
	    err_locate(ctx->err, input_name(path), 0, 0);
}

/* Nodes whose targets can be set. */
static bool
can_tune(struct ctx *ctx, const struct plan *p, const struct densities *d,
    const struct answer *a)
{
	const char *why = NULL;

	if (d->n == 0)
		why = "the plan has no Linux node group, and no other has "
		    "warm targets";
	for (size_t i = 0; i < d->n && why == NULL; i++)
		if (a->groups[d->v[i].group].nodes[0].mode == CNI_IPV6)
			why = "an IPv6 node ignores all warm targets, so "
			    "there is nothing to tune";
	if (why == NULL)
		return true;
	err_cannot(ctx->err, "%s", why);
	return err_locate(ctx->err, p->file, 0, 0);
}

static bool
prepare(struct ctx *ctx, const struct options *o, struct facts *f,
    struct tune_ask *ask)
{
	struct densities *d = arena_new(ctx->arena, struct densities);
	struct answer *a = arena_new(ctx->arena, struct answer);

	*ask = (struct tune_ask){ .plan = &f->plan, .how = &f->how,
	    .densities = d, .judge = { o->scattered, 1, NULL },
	    .call_limit = o->call_limit.set ? o->call_limit.v : CALL_LIMIT,
	    .hours = o->hours.set ? o->hours.v : HOURS,
	    .prefer = PREFER_WAITS };
	if (ctx->common->seed.set)
		ask->judge.seed = ctx->common->seed.v;
	for (size_t i = 0; o->prefer != NULL && i <= PREFER_WAITS; i++)
		if (strcmp(o->prefer, prefers[i]) == 0)
			ask->prefer = (enum tune_prefer)i;
	if (!plan_answer(a, &f->plan, &f->how, ctx->arena, ctx->err))
		return false;
	density_find(d, a, f->documents ? &f->inventory : NULL, ctx->arena);
	return can_tune(ctx, &f->plan, d, a) && churn_parse(ctx, o->churn,
	    &f->plan, &ask->churn_num, &ask->churn_den) &&
	    read_trace(ctx, o->trace, ask) && read_grid(ctx, o, ask);
}

static enum exit_status
show(struct ctx *ctx, const struct options *o, const struct tune *t)
{
	enum cni_form form = FORM_KUBECTL;

	if (o->print == NULL) {
		view_tune(ctx->doc, t, o->all);
		return t->recommended != NULL ? EXIT_OK : EXIT_NO;
	}
	if (t->recommended == NULL) {
		err_no(ctx->err, t->nearest == NULL ? "no point of the grid "
		    "is usable; see table front" : "no safe point of the "
		    "grid fits the subnets; see table front");
		return EXIT_NO;
	}
	while (strcmp(cni_forms[form], o->print) != 0)
		form++;
	cni_text(ctx->doc->out, form, &t->recommended->targets, &t->answer);
	return EXIT_OK;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct facts *f = arena_new(ctx->arena, struct facts);
	struct tune *t = arena_new(ctx->arena, struct tune);
	struct tune_ask *ask = arena_new(ctx->arena, struct tune_ask);

	if (o->print != NULL && (o->all || ctx->common->format != NULL)) {
		err_usage(ctx->err, "--print prints text of its own; it goes "
		    "with neither --all nor --output");
		return EXIT_USAGE;
	}
	if (!facts_read(f, ctx, &o->set, &o->types, argc, argv) ||
	    !facts_cni_version(f, ctx, o->cni_version) ||
	    !prepare(ctx, o, f, ask) || !tune(t, ask, ctx->arena, ctx->err))
		return ctx->err->status;
	return show(ctx, o, t);
}

const struct cmd cmd_tune = {
	.name = "tune",
	.summary = "search the CNI's warm targets for a plan",
	.synopsis = "[options] [plan] [document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
