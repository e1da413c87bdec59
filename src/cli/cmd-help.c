#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"

struct options {
	bool machine;
};

static const struct opt opts[] = {
	{ 'm', "machine", OPT_FLAG, offsetof(struct options, machine), NULL,
	    "print tab-separated names for scripts", 0, NULL, 0 },
	{ .type = OPT_END }
};

static const char *const types[] = {
	[OPT_FLAG] = "flag",
	[OPT_STRING] = "string",
	[OPT_LIST] = "list",
	[OPT_U64] = "number",
};

static void
help_all(struct out *o, bool machine)
{
	if (!machine)
		out_str(o, "usage: ipplan command [options] [operands]\n\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		out_printf(o, machine ? "%s\t%s\n" : "  %-10s  %s\n",
		    commands[i]->name, commands[i]->summary);
	if (!machine)
		out_str(o, "\n\"ipplan help command\" lists its options; "
		    "man ipplan tells the rest.\n");
}

static void
help_option(struct out *o, const struct opt *p)
{
	char left[80];

	snprintf(left, sizeof(left), "%c%c%c --%s %s", p->s != '\0' ? '-' : ' ',
	    p->s != '\0' ? p->s : ' ', p->s != '\0' ? ',' : ' ', p->l,
	    p->arg != NULL ? p->arg : "");
	out_printf(o, "  %-28s  %s\n", left, p->help);
}

/* One line an option: kind is "option", or "common" for those of all. */
static void
help_options(struct out *o, const struct opt *p, const char *kind)
{
	char s[3] = "-";

	for (; p->type != OPT_END; p++) {
		s[1] = p->s;
		if (kind != NULL)
			out_printf(o, "%s\t%s\t--%s\t%s\t%s\t%s\n", kind,
			    p->s != '\0' ? s : "", p->l,
			    p->arg != NULL ? p->arg : "", types[p->type],
			    p->help);
		else
			help_option(o, p);
	}
}

static void
help_words(struct out *o, const struct cmd_word *w, bool machine)
{
	for (; w != NULL && w->name != NULL; w++)
		out_printf(o, machine ? "word\t%s\t%s\t%s\n" :
		    "  %s %s\n      %s\n", w->name, w->synopsis, w->summary);
}

static void
help_cmd(struct out *o, const struct cmd *c, bool machine)
{
	if (machine)
		out_printf(o, "synopsis\t%s\n", c->synopsis);
	else
		out_printf(o, "usage: ipplan %s %s\n\n%s\n\n", c->name,
		    c->synopsis, c->summary);
	help_words(o, c->words, machine);
	if (c->words != NULL && !machine)
		out_char(o, '\n');
	help_options(o, c->opts, machine ? "option" : NULL);
	if (!machine)
		out_printf(o, "%sOptions of every command:\n",
		    c->opts->type != OPT_END ? "\n" : "");
	help_options(o, opts_common, machine ? "common" : NULL);
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	const struct cmd *c;

	if (argc == 0) {
		help_all(ctx->doc->out, o->machine);
		return EXIT_OK;
	}
	if (argc > 1) {
		err_usage(ctx->err, "give one command");
		return EXIT_USAGE;
	}
	if ((c = cmd_find(argv[0], ctx->err)) == NULL)
		return EXIT_USAGE;
	help_cmd(ctx->doc->out, c, o->machine);
	return EXIT_OK;
}

const struct cmd cmd_help = {
	.name = "help",
	.summary = "list commands and their options",
	.synopsis = "[-m] [command]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.no_tables = true,
	.run = run,
};
