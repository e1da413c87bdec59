#include <stdlib.h>

#include "cli/cidr.h"
#include "model/vpc.h"
#include "net/carve.h"
#include "net/count.h"
#include "view/cidr.h"

static enum exit_status
print_set(struct cidr *c, struct set *s, const char *key)
{
	struct view_cidr *v;
	struct set_walk w;
	struct prefix p;

	set_sort(s);
	w = set_walk(s);
	v = view_prefixes(c->ctx->doc, key);
	while (set_next_prefix(&w, &p))
		view_prefix(v, &p);
	return EXIT_OK;
}

static struct cidr_info
make_info(const struct prefix *p, struct arena *a)
{
	struct cidr_info i = { .prefix = *p };
	struct range r = range_of(p);
	struct count n = { 0, 0 };

	count_add(&n, &r);
	i.addresses = count_text(&n, a);
	i.aws = p->family == IPV4 && p->len <= 28;
	if (!i.aws)
		return i;
	i.usable = vpc_usable(p->len);
	i.blocks28 = vpc_blocks28(p->len);
	return i;
}

enum exit_status
cidr_info(struct cidr *c, int argc, char **argv)
{
	struct arena *a = c->ctx->arena;
	struct prefix *p = arena_array(a, (size_t)argc, struct prefix);
	struct view_cidr *v;

	for (int i = 0; i < argc; i++)
		if (!cidr_prefix(c, &p[i], argv[i]))
			return EXIT_USAGE;
	v = view_info(c->ctx->doc);
	for (int i = 0; i < argc; i++) {
		struct cidr_info info = make_info(&p[i], a);

		view_info_row(v, &info);
	}
	return EXIT_OK;
}

enum exit_status
cidr_merge(struct cidr *c, int argc, char **argv)
{
	struct set s;

	if (!cidr_load_set(c, &s, argv, argc, true))
		return EXIT_INPUT;
	return print_set(c, &s, "merge");
}

enum exit_status
cidr_subtract(struct cidr *c, int argc, char **argv)
{
	struct set a, b, out;

	(void)argc;
	if (!cidr_load_set(c, &a, argv, 1, false) ||
	    !cidr_load_set(c, &b, argv + 1, 1, false))
		return EXIT_INPUT;
	set_init(&out, c->ctx->arena);
	set_subtract(&out, &a, &b);
	return print_set(c, &out, "subtract");
}

enum exit_status
cidr_intersect(struct cidr *c, int argc, char **argv)
{
	struct set a, b, out;

	(void)argc;
	if (!cidr_load_set(c, &a, argv, 1, false) ||
	    !cidr_load_set(c, &b, argv + 1, 1, false))
		return EXIT_INPUT;
	set_init(&out, c->ctx->arena);
	set_intersect(&out, &a, &b);
	return print_set(c, &out, "intersect");
}

/* What of --within the SETs leave free. */
static bool
load_free(struct cidr *c, struct set *out, struct prefix *within, int argc,
    char **argv)
{
	struct range r;
	struct set used;

	if (!cidr_prefix(c, within, c->opt->within) ||
	    !cidr_load_set(c, &used, argv, argc, false))
		return false;
	r = range_of(within);
	set_init(out, c->ctx->arena);
	set_gaps(out, &r, &used);
	return true;
}

enum exit_status
cidr_gaps(struct cidr *c, int argc, char **argv)
{
	struct prefix within;
	struct set out;

	if (!load_free(c, &out, &within, argc, argv))
		return EXIT_USAGE;
	return print_set(c, &out, "gaps");
}

enum exit_status
cidr_count(struct cidr *c, int argc, char **argv)
{
	struct count n;
	struct set s;

	if (!cidr_load_set(c, &s, argv, argc, true))
		return EXIT_INPUT;
	set_sort(&s);
	n = count_set(&s);
	view_count(c->ctx->doc, count_text(&n, c->ctx->arena));
	return EXIT_OK;
}

/* The length of the blocks of "split", from --length or --count. */
static bool
split_length(struct cidr *c, const struct prefix *p, unsigned *len)
{
	const struct cidr_options *o = c->opt;
	unsigned width = family_width(p->family);
	uint64_t v = o->length.v;

	if (o->length.set == o->count.set)
		return err_usage(c->ctx->err,
		    "split needs --length or --count, one of them");
	if (o->count.set) {
		if (o->count.v == 0 || (o->count.v & (o->count.v - 1)) != 0)
			return err_usage(c->ctx->err, "--count %llu: must be "
			    "a power of two",
			    (unsigned long long)o->count.v);
		v = p->len + (unsigned)__builtin_ctzll(o->count.v);
	}
	if (v < p->len || v > width)
		return err_usage(c->ctx->err, "--%s: no blocks of /%llu: a "
		    "/%u splits into /%u to /%u", o->count.set ? "count" :
		    "length", (unsigned long long)v, p->len, p->len, width);
	*len = (unsigned)v;
	if (v - p->len > 24)
		return err_usage(c->ctx->err, "--length %u: more than %llu "
		    "blocks", *len, (unsigned long long)CIDR_BLOCKS_MAX);
	return true;
}

enum exit_status
cidr_split(struct cidr *c, int argc, char **argv)
{
	struct view_cidr *v;
	struct prefix p;
	unsigned len = 0;

	(void)argc;
	if (!cidr_prefix(c, &p, argv[0]) || !split_length(c, &p, &len))
		return EXIT_USAGE;
	v = view_prefixes(c->ctx->doc, "split");
	for (uint64_t i = 0, n = UINT64_C(1) << (len - p.len); i < n; i++) {
		struct prefix block = { p.addr, p.family, len };

		if (i != 0)
			block.addr |= (u128)i <<
			    (family_width(p.family) - len);
		view_prefix(v, &block);
	}
	return EXIT_OK;
}

/* Say why "next" found no room; space is what was free at the start. */
static enum exit_status
no_room(struct cidr *c, const struct set *space, const struct prefix *within,
    uint64_t fit)
{
	const struct cidr_options *o = c->opt;
	char in[PREFIX_STRLEN], best[PREFIX_STRLEN];
	struct count n = count_set(space);
	struct carve carve;
	struct prefix p;

	carve_init(&carve, space, within->family, c->ctx->arena);
	prefix_format(within, in);
	if (!carve_largest(&carve, &p))
		err_no(c->ctx->err, "%s: no address is free", in);
	else
		err_no(c->ctx->err, "%s: no room for %llu x /%llu, %llu fit; "
		    "the largest free block is %s, addresses free: %s", in,
		    (unsigned long long)(o->count.set ? o->count.v : 1),
		    (unsigned long long)o->length.v, (unsigned long long)fit,
		    prefix_format(&p, best), count_text(&n, c->ctx->arena));
	return EXIT_NO;
}

static bool
next_valid(struct cidr *c, const struct prefix *within)
{
	const struct cidr_options *o = c->opt;
	unsigned width = family_width(within->family);

	if (o->length.v < within->len || o->length.v > width)
		return err_usage(c->ctx->err, "--length %llu: expected %u to "
		    "%u, as --within is a /%u",
		    (unsigned long long)o->length.v, within->len, width,
		    within->len);
	if (o->count.set && (o->count.v == 0 || o->count.v > CIDR_BLOCKS_MAX))
		return err_usage(c->ctx->err, "--count %llu: expected 1 to "
		    "%llu", (unsigned long long)o->count.v,
		    (unsigned long long)CIDR_BLOCKS_MAX);
	return true;
}

static int
cmp_prefix(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}

enum exit_status
cidr_next(struct cidr *c, int argc, char **argv)
{
	uint64_t want = c->opt->count.set ? c->opt->count.v : 1, fit = 0;
	struct prefix within, p, *got = NULL;
	size_t n = 0;
	struct carve carve;
	struct view_cidr *v;
	struct set space;

	if (!load_free(c, &space, &within, argc, argv) ||
	    !next_valid(c, &within))
		return EXIT_USAGE;
	carve_init(&carve, &space, within.family, c->ctx->arena);
	while (fit < want &&
	    carve_take(&carve, (unsigned)c->opt->length.v, &p)) {
		*arena_push(c->ctx->arena, got, n) = p;
		fit++;
	}
	if (fit < want)
		return no_room(c, &space, &within, fit);
	qsort(got, n, sizeof(*got), cmp_prefix);
	v = view_prefixes(c->ctx->doc, "next");
	for (size_t i = 0; i < n; i++)
		view_prefix(v, &got[i]);
	return EXIT_OK;
}
