#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"
#include "view/collect.h"

struct options {
	const char *account, *cluster, *context, *region, *vpc;
	bool policy, role, script;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "account", .type = OPT_STRING, .off = OFF(account),
	    .arg = "id", .help = "account number in the policy" },
	{ .l = "cluster", .type = OPT_STRING, .off = OFF(cluster),
	    .arg = "name", .help = "this EKS cluster only" },
	{ .l = "context", .type = OPT_STRING, .off = OFF(context),
	    .arg = "name", .help = "context of kubectl" },
	{ .l = "policy", .type = OPT_FLAG, .off = OFF(policy),
	    .help = "print the smallest IAM policy" },
	{ .l = "region", .type = OPT_STRING, .off = OFF(region),
	    .arg = "name", .help = "this Region" },
	{ .l = "role", .type = OPT_FLAG, .off = OFF(role),
	    .help = "print the smallest RBAC role" },
	{ .l = "script", .type = OPT_FLAG, .off = OFF(script),
	    .help = "print a shell script that collects" },
	{ .l = "vpc", .type = OPT_STRING, .off = OFF(vpc), .arg = "id",
	    .help = "this VPC only" },
	{ .type = OPT_END }
};

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* They go into scripts and policies: letters that mean nothing there. */
static bool
check(const char *option, const char *value, const char *begins,
    const char *letters, size_t most, const char *what, struct err *e)
{
	size_t n = value != NULL ? strlen(value) : 0;

	if (value == NULL || (n != 0 && n <= most &&
	    strncmp(value, begins, strlen(begins)) == 0 &&
	    strspn(value, letters) == n))
		return true;
	return err_usage(e, "--%s %s: expected %s", option, value, what);
}

static bool
check_all(const struct options *o, struct err *e)
{
	if (o->account != NULL && strlen(o->account) != 12)
		return err_usage(e, "--account %s: expected 12 digits",
		    o->account);
	if (o->context != NULL && *o->context == '\0')
		return err_usage(e, "--context: expected a name");
	return check("account", o->account, "", DIGITS, 12, "12 digits", e) &&
	    check("cluster", o->cluster, "", LOWER UPPER DIGITS "-_", 100,
	    "a name of letters, digits, - and _", e) &&
	    check("region", o->region, "", LOWER DIGITS "-", 32,
	    "a name such as eu-central-1", e) &&
	    check("vpc", o->vpc, "vpc-", LOWER DIGITS "-", 64,
	    "an id such as vpc-0123456789abcdef0", e);
}

static bool
choose(struct collect *c, int argc, char **argv, struct ctx *ctx)
{
	for (const struct source *s = sources; s->document != NULL &&
	    argc == 0; s++)
		*arena_push(ctx->arena, c->v, c->n) = s;
	for (int i = 0; i < argc; i++) {
		const struct source *s = source_find(argv[i]);
		struct str_near near;
		char buf[256];

		if (s != NULL) {
			*arena_push(ctx->arena, c->v, c->n) = s;
			continue;
		}
		str_near_init(&near, argv[i]);
		for (s = sources; s->document != NULL; s++)
			str_near_offer(&near, s->document);
		return err_usage(ctx->err, "%s: no such document%s", argv[i],
		    str_near_format(&near, buf, sizeof(buf)));
	}
	return true;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	const struct doc_options *how = &ctx->doc->opts;
	bool text = o->policy || o->role || o->script, tables =
	    ctx->common->format != NULL || how->columns != NULL ||
	    how->sort_by != NULL || how->table != NULL;
	struct collect c = { .region = o->region, .vpc = o->vpc,
	    .cluster = o->cluster, .account = o->account,
	    .context = o->context };

	if (o->policy + o->role + o->script > 1)
		err_usage(ctx->err, "--policy, --role and --script: one at a "
		    "time");
	else if (text && tables)
		err_usage(ctx->err, "--policy, --role and --script print no "
		    "table");
	else if (check_all(o, ctx->err))
		choose(&c, argc, argv, ctx);
	if (ctx->err->status != EXIT_OK)
		return ctx->err->status;
	if (ctx->redact != NULL) {
		redact_learn(ctx->redact, c.cluster);
		redact_learn(ctx->redact, c.context);
	}
	if (tables)
		view_collect(ctx->doc, &c);
	else if (o->policy)
		view_collect_policy(ctx->doc->out, &c);
	else if (o->role)
		view_collect_role(ctx->doc->out, &c);
	else if (o->script)
		view_collect_script(ctx->doc->out, &c);
	else
		view_collect_commands(ctx->doc->out, &c);
	return EXIT_OK;
}

const struct cmd cmd_collect = {
	.name = "collect",
	.summary = "print the commands that export what ipplan reads",
	.synopsis = "[--account id] [--cluster name] [--context name] "
	    "[--policy | --role | --script] [--region name] [--vpc id] "
	    "[document ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
