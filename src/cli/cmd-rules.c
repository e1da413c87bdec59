#include <string.h>

#include "cli/cmd.h"
#include "view/findings.h"

static const struct opt opts[] = { { .type = OPT_END } };

/* "EKS-SVC": what ids begin with, up to the last hyphen. */
static bool
is_family(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < nrules; i++)
		if (strncmp(rules[i].id, word, n) == 0 &&
		    rules[i].id[n] == '-' && n > strlen("EKS"))
			return true;
	return false;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct rule *r;

	(void)opt;
	if (argc > 1) {
		err_usage(ctx->err, "give one rule at most");
		return EXIT_USAGE;
	}
	if (argc == 0 || is_family(argv[0])) {
		view_rules(ctx->doc, argc == 0 ? "" : argv[0]);
		return EXIT_OK;
	}
	if ((r = rule_find(argv[0], ctx->err)) == NULL)
		return EXIT_USAGE;
	view_rule(ctx->doc, r);
	return EXIT_OK;
}

const struct cmd cmd_rules = {
	.name = "rules",
	.summary = "print the rule book, or what one rule says",
	.synopsis = "[id|family]",
	.opts = opts,
	.optsize = 1,
	.run = run,
};
