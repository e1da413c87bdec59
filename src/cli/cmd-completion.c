#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"

static const struct opt opts[] = {
	{ .type = OPT_END }
};

static const struct {
	const char *shell, *script;
} scripts[] = {
/* Made of data/completion, which "make install" installs as it is. */
#include "cli/completion.inc"
};

static const struct cmd_word words[] = {
	{ "bash", "", "for bash; put it into bash-completion's folder" },
	{ "fish", "", "for fish" },
	{ "zsh", "", "for zsh; put it as _ipplan into a folder of $fpath" },
	{ NULL, NULL, NULL }
};

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	(void)opt;

	for (size_t i = 0; i < COUNT(scripts) && argc == 1; i++)
		if (strcmp(argv[0], scripts[i].shell) == 0) {
			out_str(ctx->doc->out, scripts[i].script);
			return EXIT_OK;
		}
	err_usage(ctx->err, "%s: expected one shell: bash, zsh or fish",
	    argc > 0 ? argv[argc - 1] : "no operand");
	return EXIT_USAGE;
}

const struct cmd cmd_completion = {
	.name = "completion",
	.summary = "print a script that completes commands and options",
	.synopsis = "shell",
	.opts = opts,
	.words = words,
	.no_tables = true,
	.run = run,
};
