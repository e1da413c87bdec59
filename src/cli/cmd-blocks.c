#include <string.h>

#include "base/str.h"
#include "cli/facts.h"
#include "view/blocks.h"

#define SPAN_MAX 1000000	/* rows of one --fill */

struct options {
	struct opt_list subnets;
	const char *by, *fill, *reserve;
	struct opt_u64 need, next;
	bool each, map;
};

static const char *const units[] = { "node", "eni", NULL };

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "by", .type = OPT_STRING, .off = OFF(by), .arg = "node|eni",
	    .choices = units, .help = "what --need recycles" },
	{ .l = "each", .type = OPT_FLAG, .off = OFF(each),
	    .help = "print a row for each block, table each" },
	{ .l = "fill", .type = OPT_STRING, .off = OFF(fill),
	    .arg = "n|a..b", .help = "what is left after so many more single "
	    "addresses, table risk" },
	{ .l = "map", .type = OPT_FLAG, .off = OFF(map),
	    .help = "draw a character for each block, table map" },
	{ .l = "need", .type = OPT_U64, .off = OFF(need), .arg = "n",
	    .min = 1, .max = 4096,
	    .help = "whom to recycle for so many blocks more" },
	{ .l = "next", .type = OPT_U64, .off = OFF(next), .arg = "k",
	    .max = 4096, .help = "with --fill: will so many prefixes be "
	    "had" },
	{ .l = "reserve", .type = OPT_STRING, .off = OFF(reserve),
	    .arg = "length", .help = "where a CIDR reservation of that "
	    "length fits" },
	{ .l = "subnet", .type = OPT_LIST, .off = OFF(subnets),
	    .arg = "id|name", .help = "this subnet only" },
	{ .type = OPT_END }
};

struct ask {
	uint64_t fill_first, fill_last;
	uint64_t length;		/* of a reservation */
};

static bool
parse_fill(struct ask *a, const char *text, struct arena *arena,
    struct err *e)
{
	const char *dots = strstr(text, "..");
	const char *first = dots != NULL ? arena_strndup(arena, text,
	    (size_t)(dots - text)) : text;

	if (!str_u64(&a->fill_first, first, UINT32_MAX) ||
	    !str_u64(&a->fill_last, dots != NULL ? dots + 2 : text,
	    UINT32_MAX) || a->fill_first > a->fill_last)
		return err_usage(e, "--fill %s: expected a number, or A..B "
		    "with A not above B", text);
	if (a->fill_last - a->fill_first >= SPAN_MAX)
		return err_usage(e, "--fill %s: more than %d counts", text,
		    SPAN_MAX);
	return true;
}

/* A table that is there only when an option asks for it. */
static bool
check_table(const struct options *o, struct ctx *ctx)
{
	const struct {
		const char *table, *option;
		bool given;
	} rows[] = {
		{ "each", "--each", o->each },
		{ "map", "--map", o->map },
		{ "need", "--need", o->need.set },
		{ "recycle", "--need", o->need.set },
		{ "reserve", "--reserve", o->reserve != NULL },
		{ "risk", "--fill", o->fill != NULL },
	};
	const char *table = ctx->doc->opts.table;

	for (size_t i = 0; table != NULL && i < COUNT(rows); i++)
		if (strcmp(table, rows[i].table) == 0 && !rows[i].given)
			return err_usage(ctx->err, "--table %s goes with %s, "
			    "which fills it", table, rows[i].option);
	return true;
}

static bool
parse(struct ask *a, const struct options *o, struct ctx *ctx)
{
	const char *length = o->reserve;

	if (!check_table(o, ctx))
		return false;
	if (o->fill != NULL &&
	    !parse_fill(a, o->fill, ctx->arena, ctx->err))
		return false;
	if (o->next.set && o->fill == NULL)
		return err_usage(ctx->err, "--next goes with --fill, which "
		    "says how many single addresses come before");
	if (o->by != NULL && !o->need.set)
		return err_usage(ctx->err, "--by goes with --need");
	if (length == NULL)
		return true;
	if (!str_u64(&a->length, length + (*length == '/'), 28) ||
	    a->length < 16)
		return err_usage(ctx->err, "--reserve %s: expected a prefix "
		    "length from /16 to /28", o->reserve);
	return true;
}

/* --- the tables --------------------------------------------------------- */

struct risk_row {
	struct doc *doc;
	struct table *table;
	const struct blockmap *b;
};

static void
add_risk(void *arg, const struct block_risk *r)
{
	struct risk_row *row = arg;

	view_risk_row(row->doc, row->table, row->b, r);
}

static void
risk(struct ctx *ctx, const struct blockmaps *l, const struct ask *a,
    uint64_t next)
{
	struct risk_row row = { ctx->doc, view_risk(ctx->doc, l), NULL };

	for (size_t i = 0; i < l->n; i++) {
		row.b = &l->v[i];
		block_risk(row.b, a->fill_first, a->fill_last, next,
		    ctx->arena, add_risk, &row);
	}
}

/* False when some subnet cannot have as many. */
static bool
recycle(struct ctx *ctx, const struct blockmaps *l, const struct options *o)
{
	struct view_recycle v = view_recycle(ctx->doc, l);
	bool all = true;

	for (size_t i = 0; i < l->n; i++) {
		struct recycle r;

		recycle_find(&r, &l->v[i], o->need.v, o->by != NULL &&
		    strcmp(o->by, "eni") == 0, ctx->arena);
		view_recycle_rows(ctx->doc, &v, &l->v[i], &r);
		all = all && r.possible;
	}
	return all;
}

/* False when it fits in none. */
static bool
reserve(struct ctx *ctx, const struct blockmaps *l, unsigned len)
{
	struct table *t = view_reserve(ctx->doc, l);
	bool any = false;

	for (size_t i = 0; i < l->n; i++) {
		struct reserve r;

		reserve_find(&r, &l->v[i], len, ctx->arena);
		view_reserve_rows(ctx->doc, t, &l->v[i], &r);
		any = any || r.n != 0;
	}
	return any;
}

static void
remark(struct ctx *ctx, const struct blockmaps *l)
{
	bool told = false;

	for (size_t i = 0; i < l->n; i++) {
		const struct blockmap *b = &l->v[i];
		const char *name = b->name != NULL ? b->name : b->subnet->id;

		if (b->unaccounted < 0)
			warn(ctx, "subnet %s: the documents are of different "
			    "times: %lld addresses are free and on an ENI",
			    name, -(long long)b->unaccounted);
		else if (b->unaccounted > 0)
			warn(ctx, "subnet %s: %lld addresses are neither free "
			    "nor on a listed ENI, so up to as many blocks "
			    "less can be had", name,
			    (long long)b->unaccounted);
		told = told || b->unaccounted > 0;
	}
	if (told && !inventory_has(l->v[0].inv, DOC_RESERVATIONS))
		warn(ctx, "no CIDR reservations are in the documents; aws "
		    "ec2 get-subnet-cidr-reservations has them");
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct inventory *inv = arena_new(ctx->arena, struct inventory);
	struct ask a = { 0, 0, 0 };
	struct blockmaps l;
	bool yes = true;

	if (argc == 0) {
		err_usage(ctx->err, "blocks needs documents: the output of "
		    "aws ec2 describe-subnets and describe-network-"
		    "interfaces");
		return EXIT_USAGE;
	}
	if (!parse(&a, o, ctx) ||
	    !facts_documents(inv, ctx, NULL, argc, argv) ||
	    !blockmap_make(&l, inv, o->subnets.v, o->subnets.n, ctx->arena,
	    ctx->err))
		return ctx->err->status;
	remark(ctx, &l);
	view_blocks(ctx->doc, &l);
	if (o->map)
		view_blocks_map(ctx->doc, &l);
	if (o->each)
		view_blocks_each(ctx->doc, &l);
	if (o->fill != NULL)
		risk(ctx, &l, &a, o->next.set ? o->next.v : 1);
	if (o->need.set)
		yes = recycle(ctx, &l, o);
	if (o->reserve != NULL)
		yes = reserve(ctx, &l, (unsigned)a.length) && yes;
	return yes ? EXIT_OK : EXIT_NO;
}

const struct cmd cmd_blocks = {
	.name = "blocks",
	.summary = "say which /28 blocks of a subnet EC2 can still delegate",
	.synopsis = "[options] document ...",
	.opts = opts,
	.optsize = sizeof(struct options),
	.run = run,
};
