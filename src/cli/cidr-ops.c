#include "cli/cidr.h"
#include "model/vpc.h"
#include "net/count.h"
#include "view/cidr.h"

void
cidr_print(const struct cidr *c, struct set_walk *w, struct view_cidr *v)
{
	struct prefix p;
	struct range r;

	if (c->opt->ranges)
		while (set_next_range(w, &r))
			view_piece(v, &r, NULL);
	else
		while (set_next_prefix(w, &p))
			view_prefix(v, &p);
}

static enum exit_status
print_set(struct cidr *c, struct set *s, const char *key)
{
	struct set_walk w;

	set_sort(s);
	w = set_walk(s);
	cidr_print(c, &w, view_pieces(c->ctx->doc, key, !c->opt->ranges,
	    false));
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

	if (c->opt->labels)
		return cidr_named(c, "merge", NAMED_ALL, argv, argc, NULL);
	if (!cidr_load_set(c, &s, c->ctx->arena, argv, argc, true))
		return EXIT_INPUT;
	return print_set(c, &s, "merge");
}

/* What an operation makes of the sets of two lists. */
static enum exit_status
two_sets(struct cidr *c, char **argv, const char *command,
    enum named_part part, void (*operation)(struct set *, struct set *,
    struct set *))
{
	struct set a, b, out;

	if (c->opt->labels)
		return cidr_named(c, command, part, argv, 1, argv[1]);
	if (!cidr_load_set(c, &a, c->ctx->arena, argv, 1, false) ||
	    !cidr_load_set(c, &b, c->ctx->arena, argv + 1, 1, false))
		return EXIT_INPUT;
	set_init(&out, c->ctx->arena);
	operation(&out, &a, &b);
	return print_set(c, &out, command);
}

enum exit_status
cidr_subtract(struct cidr *c, int argc, char **argv)
{
	(void)argc;
	return two_sets(c, argv, "subtract", NAMED_OUTSIDE, set_subtract);
}

enum exit_status
cidr_intersect(struct cidr *c, int argc, char **argv)
{
	(void)argc;
	return two_sets(c, argv, "intersect", NAMED_INSIDE, set_intersect);
}

enum exit_status
cidr_count(struct cidr *c, int argc, char **argv)
{
	struct count n;
	struct set s;

	if (c->opt->labels)
		return cidr_named_count(c, argv, argc);
	if (!cidr_load_set(c, &s, c->ctx->arena, argv, argc, true))
		return EXIT_INPUT;
	set_sort(&s);
	n = count_set(&s);
	view_count(view_counts(c->ctx->doc, false),
	    count_text(&n, c->ctx->arena), NULL);
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
	v = view_pieces(c->ctx->doc, "split", true, false);
	for (uint64_t i = 0, n = UINT64_C(1) << (len - p.len); i < n; i++) {
		struct prefix block = { p.addr, p.family, len };

		if (i != 0)
			block.addr |= (u128)i <<
			    (family_width(p.family) - len);
		view_prefix(v, &block);
	}
	return EXIT_OK;
}
