#include "cli/cmd.h"
#include "cni/rules.h"
#include "model/limits.h"

static const struct opt opts[] = {
	{ .type = OPT_END }
};

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	(void)opt;

	if (argc != 0) {
		err_usage(ctx->err, "%s: version takes no operand", argv[0]);
		return EXIT_USAGE;
	}
	out_printf(ctx->doc->out, "ipplan %s\n"
	    "licence: GPL-3.0-or-later; there is no warranty\n"
	    "instance types: %zu, as of %s (%s)\n"
	    "rules of the AWS VPC CNI: %s\n", IPPLAN_VERSION, nlimits,
	    limits_date, limits_sources,
	    cni_rules_newest()->release);
	return EXIT_OK;
}

const struct cmd cmd_version = {
	.name = "version",
	.summary = "print the version and the dates of the built-in data",
	.synopsis = "",
	.opts = opts,
	.no_tables = true,
	.run = run,
};
