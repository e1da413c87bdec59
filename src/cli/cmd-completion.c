#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"

static const struct opt opts[] = {
	{ .type = OPT_END }
};

/* Scripts know no names: they ask "ipplan help -m", which is never stale. */
static const char bash[] =
"_ipplan() {\n"
"\tlocal cur=${COMP_WORDS[COMP_CWORD]} words\n"
"\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
"\t\twords=$(ipplan help -m | cut -f1)\n"
"\telse\n"
"\t\twords=$(ipplan help -m \"${COMP_WORDS[1]}\" 2>/dev/null |\n"
"\t\t    awk -F '\\t' '$1 == \"option\" { print $2, $3 }\n"
"\t\t\t$1 == \"word\" { print $2 }')\n"
"\tfi\n"
"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
"\tcase $cur in -*) ;; *) [ \"$COMP_CWORD\" -gt 1 ] &&\n"
"\t    COMPREPLY+=($(compgen -f -- \"$cur\")) ;; esac\n"
"}\n"
"complete -F _ipplan ipplan\n";

static const char zsh[] =
"#compdef ipplan\n"
"_ipplan() {\n"
"\tlocal -a offer\n"
"\tif (( CURRENT == 2 )); then\n"
"\t\toffer=(${(f)\"$(ipplan help -m | sed 's/\\t/:/')\"})\n"
"\t\t_describe command offer\n"
"\telse\n"
"\t\toffer=($(ipplan help -m ${words[2]} 2>/dev/null |\n"
"\t\t    awk -F '\\t' '$1 == \"option\" { print $2, $3 }\n"
"\t\t\t$1 == \"word\" { print $2 }'))\n"
"\t\tcompadd -a offer\n"
"\t\t_files\n"
"\tfi\n"
"}\n"
"compdef _ipplan ipplan\n";

static const char fish[] =
"complete -c ipplan -n __fish_use_subcommand -f -a \"(ipplan help -m)\"\n"
"function __ipplan_words\n"
"\tset -l cmd (commandline -opc)[2]\n"
"\tipplan help -m $cmd 2>/dev/null | awk -F '\\t' '\n"
"\t\t$1 == \"option\" { if ($2 != \"\") print $2; print $3 }\n"
"\t\t$1 == \"word\" { print $2 \"\\t\" $4 }'\n"
"end\n"
"complete -c ipplan -n 'not __fish_use_subcommand' -a \"(__ipplan_words)\"\n";

static const struct {
	const char *shell, *script;
} scripts[] = {
	{ "bash", bash },
	{ "zsh", zsh },
	{ "fish", fish },
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
	    argc > 0 ? argv[0] : "no operand");
	return EXIT_USAGE;
}

const struct cmd cmd_completion = {
	.name = "completion",
	.summary = "print a script that completes commands and options",
	.synopsis = "shell",
	.opts = opts,
	.words = words,
	.run = run,
};
