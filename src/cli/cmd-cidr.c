#include <string.h>

#include "base/str.h"
#include "cli/cidr.h"

#define OFF(field) offsetof(struct cidr_options, field)
static const struct opt opts[] = {
	{ .l = "column", .type = OPT_STRING, .off = OFF(column),
	    .arg = "name", .help = "read CSV, taking this column" },
	{ .l = "count", .type = OPT_U64, .off = OFF(count), .arg = "k",
	    .help = "how many blocks" },
	{ .l = "entries", .type = OPT_FLAG, .off = OFF(entries),
	    .help = "filter entries that share an address with a set" },
	{ .l = "invert", .type = OPT_FLAG, .off = OFF(invert),
	    .help = "print what is not in the set" },
	{ .l = "labels", .type = OPT_FLAG, .off = OFF(labels),
	    .help = "carry comments, or the column label, through" },
	{ .l = "length", .type = OPT_U64, .off = OFF(length), .arg = "n",
	    .max = 128, .help = "prefix length of the blocks" },
	{ .l = "map4", .type = OPT_FLAG, .off = OFF(map4),
	    .help = "take ::ffff:a.b.c.d for a.b.c.d" },
	{ .l = "match", .type = OPT_FLAG, .off = OFF(match),
	    .help = "print the longest prefix that matches, too" },
	{ .l = "preview", .type = OPT_FLAG, .off = OFF(preview),
	    .help = "say what stays free, too" },
	{ .l = "ranges", .type = OPT_FLAG, .off = OFF(ranges),
	    .help = "print ranges, not prefixes" },
	{ .l = "set-column", .type = OPT_STRING, .off = OFF(set_column),
	    .arg = "name", .help = "read sets as CSV, taking this column" },
	{ .l = "size", .type = OPT_LIST, .off = OFF(size),
	    .arg = "n[xk][=label]",
	    .help = "k blocks of length n; may be given again" },
	{ .l = "start", .type = OPT_FLAG, .off = OFF(start),
	    .help = "look at the first word of each line only" },
	{ .l = "truncate", .type = OPT_FLAG, .off = OFF(truncate),
	    .help = "clear host bits instead of refusing them" },
	{ .l = "within", .type = OPT_STRING, .off = OFF(within),
	    .arg = "prefix", .help = "the space to look for room in" },
	{ .type = OPT_END }
};

/* Options that only some operations take. */
enum {
	WITHIN = 1,
	LENGTH = 2,
	NUMBER = 4,
	COLUMN = 8,
	FILTER = 16,		/* --entries, --invert, --match, ... */
	LABELS = 32,
	SIZE = 64,
	PREVIEW = 128,
	RANGES = 256,
};

/* Row by row the words below. */
static const struct op {
	int min, max;		/* operands; -1: any number */
	unsigned takes, needs;
	const char *format;	/* default */
	enum exit_status (*run)(struct cidr *c, int argc, char **argv);
} ops[] = {
	{ 1, -1, COLUMN | FILTER | LABELS, 0, "lines", cidr_contains },
	{ 0, -1, COLUMN | LABELS, 0, "lines", cidr_count },
	{ 0, -1, WITHIN | COLUMN | RANGES, WITHIN, "lines", cidr_gaps },
	{ 1, -1, 0, 0, "table", cidr_info },
	{ 2, 2, COLUMN | LABELS | RANGES, 0, "lines", cidr_intersect },
	{ 0, -1, COLUMN | LABELS | RANGES, 0, "lines", cidr_merge },
	{ 0, -1, WITHIN | LENGTH | NUMBER | COLUMN | SIZE | PREVIEW, WITHIN,
	    "lines", cidr_next },
	{ 1, 2, COLUMN | LABELS, 0, "table", cidr_overlap },
	{ 1, 1, LENGTH | NUMBER, 0, "lines", cidr_split },
	{ 2, 2, COLUMN | LABELS | RANGES, 0, "lines", cidr_subtract },
};

static const struct cmd_word words[] = {
	{ "contains", "[--column name] [--set-column name] "
	    "[--entries | --start] [--invert | --match [--labels]] set ...",
	    "filter standard input by the addresses in it" },
	{ "count", "[--column name] [--labels] [set ...]",
	    "count the addresses in the union of the sets" },
	{ "gaps", "--within prefix [--column name] [--ranges] [used ...]",
	    "list what is free" },
	{ "info", "prefix ...",
	    "describe prefixes, with what AWS leaves of them" },
	{ "intersect", "[--column name] [--labels] [--ranges] a b",
	    "list what is in both sets" },
	{ "merge", "[--column name] [--labels] [--ranges] [set ...]",
	    "list the fewest prefixes that cover the union of the sets" },
	{ "next", "--within prefix [--length n [--count k]] "
	    "[--size n[xk][=label]] [--preview] [--column name] [used ...]",
	    "find free blocks, keeping the largest holes" },
	{ "overlap", "[--column name] [--labels] a [b]",
	    "list every pair of entries that overlap" },
	{ "split", "--length n | --count k prefix",
	    "cut a prefix into equal blocks" },
	{ "subtract", "[--column name] [--labels] [--ranges] a b",
	    "list what is in a and not in b" },
	{ NULL, NULL, NULL }
};
_Static_assert(COUNT(ops) + 1 == COUNT(words), "a row each");

static const struct {
	unsigned option;
	const char *name;
} names[] = {
	{ WITHIN, "--within" },
	{ LENGTH, "--length" },
	{ NUMBER, "--count" },
	{ COLUMN, "--column" },
	{ FILTER, "--entries, --invert, --match, --set-column or --start" },
	{ LABELS, "--labels" },
	{ SIZE, "--size" },
	{ PREVIEW, "--preview" },
	{ RANGES, "--ranges" },
};

static const struct op *
find_op(const char *name)
{
	for (size_t i = 0; i < COUNT(ops); i++)
		if (strcmp(words[i].name, name) == 0)
			return &ops[i];
	return NULL;
}

static bool
unknown_op(const char *name, struct err *e)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, name);
	for (size_t i = 0; i < COUNT(ops); i++)
		str_near_offer(&near, words[i].name);
	return err_usage(e, "%s: no such operation%s", name,
	    str_near_format(&near, buf, sizeof(buf)));
}

static unsigned
given(const struct cidr_options *o)
{
	return (o->within != NULL ? WITHIN : 0u) |
	    (o->length.set ? LENGTH : 0u) | (o->count.set ? NUMBER : 0u) |
	    (o->column != NULL ? COLUMN : 0u) |
	    (o->labels ? LABELS : 0u) | (o->size.n != 0 ? SIZE : 0u) |
	    (o->preview ? PREVIEW : 0u) | (o->ranges ? RANGES : 0u) |
	    (o->entries || o->invert || o->match || o->start ||
	    o->set_column != NULL ? FILTER : 0u);
}

static bool
check(const struct op *op, const struct cidr_options *o, const char *word,
    int argc, struct err *e)
{
	unsigned has = given(o);

	for (size_t i = 0; i < COUNT(names); i++) {
		if ((has & ~op->takes & names[i].option) != 0)
			return err_usage(e, "%s takes no %s", word,
			    names[i].name);
		if ((op->needs & ~has & names[i].option) != 0)
			return err_usage(e, "%s needs %s", word,
			    names[i].name);
	}
	if (argc < op->min || (op->max >= 0 && argc > op->max))
		return err_usage(e, "%s: number of operands is %d, expected "
		    "%s%d%s", word, argc, op->max == -1 ? "at least " : "",
		    op->min, op->max > op->min ? " or 2" : "");
	return true;
}

static const char *
format_of(const void *opts_, int argc, char **argv)
{
	const struct op *op = argc > 0 ? find_op(argv[0]) : NULL;
	const struct cidr_options *o = opts_;

	if (op == NULL)
		return NULL;
	return op->run == cidr_contains && o->column != NULL ? "csv" :
	    op->run == cidr_next && o->preview ? "table" : op->format;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct cidr_options *o = opt;
	struct cidr c = { .ctx = ctx, .opt = o,
	    .names = map_make(ctx->arena) };
	const struct op *op;

	if (argc == 0) {
		err_usage(ctx->err, "no operation");
		return EXIT_USAGE;
	}
	if ((op = find_op(argv[0])) == NULL) {
		unknown_op(argv[0], ctx->err);
		return EXIT_USAGE;
	}
	if (!check(op, o, argv[0], argc - 1, ctx->err))
		return EXIT_USAGE;
	c.flags = (o->truncate ? PREFIX_TRUNCATE : 0u) |
	    (o->map4 ? PREFIX_MAP4 : 0u);
	return op->run(&c, argc - 1, argv + 1);
}

const struct cmd cmd_cidr = {
	.name = "cidr",
	.summary = "calculate with addresses and prefixes",
	.synopsis = "operation [options] [operands]",
	.opts = opts,
	.optsize = sizeof(struct cidr_options),
	.words = words,
	.format_of = format_of,
	.streams = true,
	.run = run,
};
