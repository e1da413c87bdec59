/*
 * cmd: a subcommand.
 *
 * To add "ipplan foo": write src/cli/cmd-foo.c with const struct cmd cmd_foo,
 * name it in commands.def and Makefile.am, and write man/ipplan-foo.1.
 * tests/lint/man.sh fails until all four are there and agree.
 */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "base/arena.h"
#include "base/err.h"
#include "cli/opt.h"
#include "report/doc.h"

/* What the options that every command has say, beside those in doc_options. */
struct common {
	const char *format;
	bool quiet;		/* no warnings */
	int verbose;		/* say what each file was taken for */
	const char *now;	/* --now as given, or NULL; then */
	int64_t now_s;		/* what it means, base/date.h */
	struct opt_u64 seed;
};

struct ctx {
	struct arena *arena;	/* lives as long as the process */
	struct err *err;
	struct doc *doc;	/* main() prints it in the format asked for */
	struct redact *redact;	/* names are learned here; NULL: printed */
	const struct common *common;
	const struct cmd *cmd;
};

/* A word that may follow the command: an operation of "ipplan cidr". */
struct cmd_word {
	const char *name;
	const char *synopsis;	/* its operands and options */
	const char *summary;
};

struct cmd {
	const char *name;
	const char *summary;	/* as in the man page's .Nd */
	const char *synopsis;	/* as in the man page's SYNOPSIS */
	const struct opt *opts;
	size_t optsize;		/* of the struct that opts fills */
	const struct cmd_word *words;	/* ends with a NULL name; or NULL */
	const char *format;	/* default output format; NULL: table */
	/* The same where it depends on the operands; NULL: format. */
	const char *(*format_of)(const void *opts, int argc, char **argv);
	bool no_tables;		/* prints text: --output and such are wrong */
	bool streams;		/* rows may be printed as they come */
	/*
	 * Do the work and fill ctx->doc, or set ctx->err.  opts is zeroed but
	 * for the options given.  argv holds the operands only.
	 */
	enum exit_status (*run)(struct ctx *ctx, const void *opts, int argc,
	    char **argv);
};

extern const struct cmd *const commands[];	/* ends with NULL */
extern const struct opt opts_common[];		/* every command has them */

/* The command of that name, or NULL with e set and the nearest names said. */
const struct cmd *cmd_find(const char *name, struct err *e);

/*
 * Print "ipplan: warning: ..." on standard error, at once, unless --quiet.
 * For what the user should know and that does not stop the answer.
 */
void warn(const struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);
/* The same without the word, only with --verbose. */
void note(const struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);

#define CMD(x) extern const struct cmd cmd_##x;
#include "cli/commands.def"
#undef CMD

#endif
