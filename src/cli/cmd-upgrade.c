#include <string.h>

#include "base/str.h"
#include "capacity/roll.h"
#include "cli/facts.h"
#include "view/roll.h"

#define SECONDS_MAX 86400

struct options {
	struct opt_list set, types;
	const char *az_loss, *cni_version;
	struct opt_u64 boot, drain, eni;
	bool all_at_once, at_peak, nodes_only;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "all-at-once", .type = OPT_FLAG, .off = OFF(all_at_once),
	    .help = "roll all node groups at the same time" },
	{ .l = "at-peak", .type = OPT_FLAG, .off = OFF(at_peak),
	    .help = "roll groups at their largest, during a rollout" },
	{ .l = "az-loss", .type = OPT_STRING, .off = OFF(az_loss),
	    .arg = "az", .help = "without this AZ, whose nodes are in the "
	    "others" },
	{ .l = "boot-seconds", .type = OPT_U64, .off = OFF(boot),
	    .arg = "n", .max = SECONDS_MAX,
	    .help = "from a node's launch to its first pod" },
	FACTS_OPT_CNI_VERSION(OFF(cni_version)),
	{ .l = "drain-seconds", .type = OPT_U64, .off = OFF(drain),
	    .arg = "n", .max = SECONDS_MAX,
	    .help = "for all pods to leave a full node" },
	{ .l = "eni-seconds", .type = OPT_U64, .off = OFF(eni), .arg = "n",
	    .max = SECONDS_MAX,
	    .help = "from a node's end to its addresses being free" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(types),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "nodes-only", .type = OPT_FLAG, .off = OFF(nodes_only),
	    .help = "leave out the control plane's update" },
	{ .l = "set", .type = OPT_LIST, .off = OFF(set), .arg = "path=value",
	    .help = "override a value of the plan" },
	{ .type = OPT_END }
};

static bool
find_az(struct ctx *ctx, const struct answer *a, const char *az, size_t *n)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, az);
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const char *name = a->plan->subnets[i].az;

		if (name == NULL)
			continue;
		if (strcmp(name, az) == 0) {
			*n = a->az[i];
			return true;
		}
		str_near_offer(&near, name);
	}
	return err_usage(ctx->err, "--az-loss %.100s: the plan has no subnet "
	    "there%s", az, str_near_format(&near, buf, sizeof(buf)));
}

static void
set_ms(int64_t *ms, const struct opt_u64 *seconds)
{
	if (seconds->set)
		*ms = (int64_t)seconds->v * 1000;
}

static bool
set_options(struct ctx *ctx, const struct options *o, const struct answer *a,
    struct roll_options *r)
{
	roll_defaults(r);
	set_ms(&r->boot_ms, &o->boot);
	set_ms(&r->drain_ms, &o->drain);
	set_ms(&r->eni_ms, &o->eni);
	r->at_peak = o->at_peak;
	r->all_at_once = o->all_at_once;
	r->nodes_only = o->nodes_only;
	return o->az_loss == NULL ||
	    find_az(ctx, a, o->az_loss, &r->lost_az);
}

static bool
answer_plan(struct ctx *ctx, const struct options *o, struct answer *a,
    int argc, char **argv)
{
	struct facts *f = arena_new(ctx->arena, struct facts);

	if (!facts_read(f, ctx, &o->set, &o->types, argc, argv) ||
	    !facts_cni_version(f, ctx, o->cni_version))
		return false;
	if (f->plan.nsubnets == 0 || f->plan.nnodegroups == 0) {
		err_cannot(ctx->err, "the plan has no %s, so there is "
		    "nothing to upgrade", f->plan.nsubnets == 0 ? "subnets" :
		    "node groups");
		return err_locate(ctx->err, f->plan.file, 0, 0);
	}
	return plan_answer(a, &f->plan, &f->how, ctx->arena, ctx->err);
}

static bool
find_safe(struct ctx *ctx, const struct roll *r, uint64_t *safe)
{
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++)
		if (!roll_safe(r, i, &safe[i], ctx->err))
			return false;
	return true;
}

static void
tell(struct ctx *ctx, const struct roll *r)
{
	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++)
		if (r->groups[i].lost != 0)
			warn(ctx, "node group %s: no subnet in another AZ for "
			    "its %llu nodes", r->answer->groups[i].group->name,
			    (unsigned long long)r->groups[i].lost);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct answer *a = arena_new(ctx->arena, struct answer);
	struct roll *r = arena_new(ctx->arena, struct roll);
	const char *table = ctx->doc->opts.table;
	struct view_roll v = { .arena = ctx->arena };
	uint64_t *safe;

	v.unwanted = !doc_full(ctx->doc) ||
	    (table != NULL && strcmp(table, "minutes") != 0);
	if (!answer_plan(ctx, o, a, argc, argv) ||
	    !set_options(ctx, o, a, &r->options))
		return ctx->err->status;
	r->answer = a;
	r->minute = view_roll_minute;
	r->arg = &v;
	safe = arena_array(ctx->arena, a->plan->nnodegroups, uint64_t);
	if (!roll_run(r, ctx->arena, ctx->err) || !find_safe(ctx, r, safe))
		return ctx->err->status;
	tell(ctx, r);
	view_roll(ctx->doc, r, safe, &v);
	return r->fits ? EXIT_OK : EXIT_NO;
}

const struct cmd cmd_upgrade = {
	.name = "upgrade",
	.summary = "say whether an upgrade of the nodes runs out of addresses",
	.synopsis = "[--all-at-once] [--at-peak] [--az-loss az] "
	    "[--boot-seconds n] [--cni-version release] [--drain-seconds n] "
	    "[--eni-seconds n] [--instance-types file] [--nodes-only] "
	    "[--set path=value] [plan] [document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
