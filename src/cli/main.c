#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/str.h"
#include "cli/cmd.h"
#include "report/writer.h"

#define CMD(x) &cmd_##x,
const struct cmd *const commands[] = {
#include "cli/commands.def"
	NULL
};
#undef CMD

struct main_options {
	struct common common;
	struct doc_options doc;
	const char *color;
	bool verbose, help, no_progress, redact;
};

static const char *const when[] = { "auto", "always", "never", NULL };

#define OFF(field) offsetof(struct main_options, field)
const struct opt opts_common[] = {
	{ .l = "color", .type = OPT_STRING, .off = OFF(color),
	    .arg = "auto|always|never", .choices = when,
	    .help = "when to use colour" },
	{ .l = "columns", .type = OPT_STRING, .off = OFF(doc.columns),
	    .arg = "a,b", .help = "print these columns only, in this order" },
	{ .l = "help", .type = OPT_FLAG, .off = OFF(help),
	    .help = "say what the command takes" },
	{ .l = "no-headers", .type = OPT_FLAG, .off = OFF(doc.no_headers),
	    .help = "leave out column names" },
	{ .l = "no-progress", .type = OPT_FLAG, .off = OFF(no_progress),
	    .help = "never show progress" },
	{ .l = "now", .type = OPT_STRING, .off = OFF(common.now),
	    .arg = "time", .help = "take this as the current time" },
	{ .s = 'o', .l = "output", .type = OPT_STRING,
	    .off = OFF(common.format), .arg = "format",
	    .help = "output format, see ipplan(1)" },
	{ .s = 'q', .l = "quiet", .type = OPT_FLAG, .off = OFF(common.quiet),
	    .help = "print no warnings" },
	{ .l = "raw", .type = OPT_FLAG, .off = OFF(doc.raw),
	    .help = "do not guard CSV text against spreadsheets" },
	{ .l = "redact", .type = OPT_FLAG, .off = OFF(redact),
	    .help = "print words instead of ids and names" },
	{ .l = "seed", .type = OPT_U64, .off = OFF(common.seed), .arg = "n",
	    .max = UINT64_MAX, .help = "start of the random numbers" },
	{ .l = "sort-by", .type = OPT_STRING, .off = OFF(doc.sort_by),
	    .arg = "column",
	    .help = "sort by this column, -column descending" },
	{ .l = "table", .type = OPT_STRING, .off = OFF(doc.table),
	    .arg = "key", .help = "print this table only" },
	{ .s = 'v', .l = "verbose", .type = OPT_FLAG, .off = OFF(verbose),
	    .help = "say what each file was taken for" },
	{ .type = OPT_END }
};

const struct cmd *
cmd_find(const char *name, struct err *e)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, name);
	for (size_t i = 0; commands[i] != NULL; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		str_near_offer(&near, commands[i]->name);
	}
	err_usage(e, "%s: no such command%s, see ipplan help", name,
	    str_near_format(&near, buf, sizeof(buf)));
	return NULL;
}

static const char *
redacted(const struct ctx *ctx, const char *text)
{
	return ctx->redact != NULL ? redact_prose(ctx->redact, text) : text;
}

static const char *
message(const struct ctx *ctx, const struct err *e)
{
	return ctx->redact != NULL ? redact_err(ctx->redact, e) : e->msg;
}

static void
say(const struct ctx *ctx, const char *prefix, const char *fmt, va_list ap)
{
	struct err e = ERR_INIT;

	err_vset(&e, EXIT_NO, fmt, ap);
	fprintf(stderr, "ipplan: %s%s\n", prefix, message(ctx, &e));
}

void
warn(const struct ctx *ctx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!ctx->common->quiet)
		say(ctx, "warning: ", fmt, ap);
	va_end(ap);
}

void
note(const struct ctx *ctx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (ctx->common->verbose)
		say(ctx, "", fmt, ap);
	va_end(ap);
}

/* The first option about tables that was given, or NULL. */
static const char *
table_option(const struct main_options *o)
{
	return o->common.format != NULL ? "output" :
	    o->doc.columns != NULL ? "columns" :
	    o->doc.sort_by != NULL ? "sort-by" :
	    o->doc.table != NULL ? "table" : NULL;
}

static bool
read_now(struct ctx *ctx, struct common *c)
{
	const char *like;
	struct err e = ERR_INIT;

	if (c->now == NULL)
		return true;
	like = date_lookalike(c->now);
	if (like != NULL)
		return err_usage(ctx->err, "--now: %s looks like %s", c->now,
		    like);
	return date_parse_any(&c->now_s, c->now, &e) ||
	    err_usage(ctx->err, "--now: %s", e.msg);
}

/* The writer, and how to print; false: no such format. */
static bool
prepare(struct ctx *ctx, struct main_options *o, const char *format,
    struct out *out)
{
	struct doc *d = ctx->doc;
	const char *word = table_option(o);

	if (ctx->cmd->no_tables && word != NULL)
		return err_usage(ctx->err, "--%s: %s prints no table", word,
		    ctx->cmd->name);
	if (o->common.format != NULL)
		format = o->common.format;
	if (format == NULL)
		format = "table";
	d->command = ctx->cmd->name;
	d->opts = o->doc;
	d->out = out;
	d->writer = writer_find(format);
	if (d->writer == NULL)
		return err_usage(ctx->err, "--output %s: no such format; "
		    "use table, csv, json, jsonl, md, html, sarif or junit",
		    format);
	d->live = ctx->cmd->streams && d->writer->streams &&
	    d->opts.sort_by == NULL;
	o->common.verbose = o->verbose;
	return true;
}

/* Cells are redacted one by one; what is no table, as a whole. */
static void
begin_redact(struct ctx *ctx, struct out *out)
{
	ctx->doc->live = false;		/* nothing is printed before */
	ctx->redact = ctx->doc->redact = arena_new(ctx->arena,
	    struct redact);
	redact_init(ctx->redact, ctx->arena);
	out_init_memory(out, ctx->arena);
}

static void
end_redact(struct ctx *ctx, struct out *out)
{
	size_t n;
	const char *text = out_memory(out, &n);

	text = redact_prose(ctx->redact, text);
	out_init(out, STDOUT_FILENO);
	out_str(out, text);
}

static enum exit_status
run(struct ctx *ctx, int argc, char **argv)
{
	static struct out out;
	struct main_options *o = arena_new(ctx->arena, struct main_options);
	void *own = arena_alloc(ctx->arena, 1, ctx->cmd->optsize);
	struct optset sets[] = { { ctx->cmd->opts, own },
	    { opts_common, o } };
	enum exit_status status;
	int n = opt_parse(sets, 2, argc, argv, ctx->arena, ctx->err);
	char *help_argv[] = { argv[0], argv[0], NULL };
	const char *format;

	out_init(&out, STDOUT_FILENO);
	ctx->common = &o->common;
	if (o->help) {
		ctx->err->status = EXIT_OK;
		ctx->cmd = &cmd_help;
		return run(ctx, 2, help_argv);
	}
	if (n < 0)
		return EXIT_USAGE;
	format = ctx->cmd->format_of != NULL ?
	    ctx->cmd->format_of(own, n, argv + 1) : ctx->cmd->format;
	if (!read_now(ctx, &o->common) || !prepare(ctx, o, format, &out))
		return EXIT_USAGE;
	if (o->redact)
		begin_redact(ctx, &out);
	status = ctx->cmd->run(ctx, own, n, argv + 1);
	if (ctx->redact != NULL)
		end_redact(ctx, &out);
	if (ctx->err->status == EXIT_OK && ctx->doc->tables != NULL)
		doc_end(ctx->doc);
	if (!out_flush(&out))
		err_machine(ctx->err, "standard output");
	return status;
}

/* The message says the remedy itself. */
static bool
is_question(const char *s)
{
	return *s != '\0' && s[strlen(s) - 1] == '?';
}

static void
print_err(const struct ctx *ctx)
{
	const struct err *e = ctx->err;
	const struct cmd *c = ctx->cmd;
	const char *name = e->file != NULL ? redacted(ctx, e->file) : NULL;
	char file[ERR_MSGLEN];

	fputs("ipplan: ", stderr);
	if (e->file != NULL)
		fprintf(stderr, "%s:", err_quote(file, sizeof(file), name,
		    strlen(name)));
	if (e->file != NULL && e->line != 0)
		fprintf(stderr, "%lu:", e->line);
	if (e->file != NULL && e->line != 0 && e->column != 0)
		fprintf(stderr, "%lu:", e->column);
	fprintf(stderr, "%s%s", e->file != NULL ? " " : "",
	    message(ctx, e));
	if (e->status == EXIT_USAGE && c != NULL && !is_question(e->msg))
		fprintf(stderr, "; see ipplan help %s", c->name);
	fputc('\n', stderr);
}

int
main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct err e = ERR_INIT;
	struct doc doc;
	struct ctx ctx = { .arena = &arena, .err = &e, .doc = &doc };
	enum exit_status status = EXIT_USAGE;
	static char help[] = "help", version[] = "version";
	static const struct { const char *word; char *cmd; } alias[] = {
		{ "--help", help }, { "-h", help }, { "--version", version },
	};

	doc_init(&doc, &arena, &e);
	for (size_t i = 0; i < COUNT(alias) && argc > 1; i++)
		if (strcmp(argv[1], alias[i].word) == 0)
			argv[1] = alias[i].cmd;
	ctx.cmd = argc > 1 ? cmd_find(argv[1], &e) : &cmd_help;
	if (ctx.cmd != NULL)
		status = run(&ctx, argc > 1 ? argc - 1 : argc,
		    argc > 1 ? argv + 1 : argv);
	if (e.status != EXIT_OK) {
		print_err(&ctx);
		status = e.status;
	}
	arena_clear(&arena);
	return (int)status;
}
