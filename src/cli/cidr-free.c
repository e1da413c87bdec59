/* "cidr gaps" and "cidr next": what is free, and what still goes there. */
#include <string.h>

#include "base/str.h"
#include "cli/cidr.h"
#include "net/carve.h"
#include "net/count.h"
#include "net/entry.h"
#include "net/explain.h"
#include "view/cidr.h"

/* What of --within the SETs leave free. */
static bool
load_free(struct cidr *c, struct set *out, struct prefix *within, int argc,
    char **argv)
{
	struct arena *a = c->ctx->arena, scratch = ARENA_INIT;
	struct range r;
	struct set used;
	bool ok;

	if (!cidr_prefix(c, within, c->opt->within))
		return false;
	ok = cidr_load_set(c, &used, &scratch, argv, argc, false);
	if (ok) {
		r = range_of(within);
		set_init(out, a);
		set_gaps(out, &r, &used);
	}
	arena_clear(&scratch);
	return ok;
}

/*
 * How much of the free space, in percent, is not in its largest block: 0 when
 * all of it is one block.  Exact but for the rounding down.
 */
static unsigned
fragmentation(const struct count *n, const struct prefix *largest)
{
	u128 size = host_mask(largest->family, largest->len);
	u128 all = n->low - 1;	/* 2^128 would not fit, what is free less 1 */

	while (all >> 120 != 0) {
		all >>= 1;
		size >>= 1;
	}
	return (unsigned)((all - size) * 100 / (all + 1));
}

/* Say what the space is as a whole, and list it first if v. */
static void
show_free(struct cidr *c, const struct set *space, enum family family,
    struct view_cidr *v)
{
	struct cidr_free f = { .family = family };
	struct set_walk w = set_walk(space);
	struct count n = count_set(space);
	struct prefix p;

	f.largest.len = family_width(family) + 1;
	if (v != NULL && c->opt->ranges)
		cidr_print(c, &w, v);
	for (w = set_walk(space); set_next_prefix(&w, &p);) {
		if (v != NULL && !c->opt->ranges)
			view_prefix(v, &p);
		f.lengths[p.len]++;
		if (p.len < f.largest.len)
			f.largest = p;
	}
	f.addresses = count_text(&n, c->ctx->arena);
	f.any = n.low != 0 || n.high != 0;
	if (f.any)
		f.fragmentation = fragmentation(&n, &f.largest);
	view_free(c->ctx->doc, &f);
}

enum exit_status
cidr_gaps(struct cidr *c, int argc, char **argv)
{
	struct prefix within;
	struct set space;

	if (!load_free(c, &space, &within, argc, argv))
		return EXIT_USAGE;
	show_free(c, &space, within.family,
	    view_pieces(c->ctx->doc, "gaps", !c->opt->ranges, false));
	return EXIT_OK;
}

/* Blocks of one length, in the order in which they were asked for. */
struct request {
	unsigned len;
	uint64_t n;
	const char *label;	/* or NULL */
};

struct want {
	const struct prefix *within;
	uint64_t n[129];	/* of each length */
	struct request *v;
	size_t nv;
	bool labels;
};

static bool
add_want(struct cidr *c, struct want *want, uint64_t len, uint64_t n,
    const char *label, const char *option)
{
	const struct prefix *within = want->within;
	unsigned width = family_width(within->family);

	if (len < within->len || len > width)
		return err_usage(c->ctx->err, "%s %llu: expected %u to %u, as "
		    "--within is a /%u", option, (unsigned long long)len,
		    within->len, width, within->len);
	want->n[len] += n;
	want->labels |= label != NULL;
	*arena_push(c->ctx->arena, want->v, want->nv) = (struct request){
	    (unsigned)len, n, label };
	return true;
}

/* "--size 24", "--size 24x3", and "=what for" behind either. */
static bool
add_size(struct cidr *c, struct want *want, const char *s)
{
	const char *x, *label = strchr(s, '=');
	size_t n = label != NULL ? (size_t)(label - s) : strlen(s);
	char *size = arena_strndup(c->ctx->arena, s, n), *rest;
	uint64_t len, k = 1;

	if ((rest = strchr(size, 'x')) != NULL)
		*rest++ = '\0';
	x = rest;
	if (label != NULL && explain_bad_comment(label, strlen(label)) !=
	    strlen(label))
		return err_usage(c->ctx->err, "--size %s: control character "
		    "in the label", size);
	if (strlen(size) < 4 && str_u64(&len, size, 128) &&
	    (x == NULL || str_u64(&k, x, CIDR_BLOCKS_MAX)) && k != 0 &&
	    (label == NULL || *++label != '\0'))
		return add_want(c, want, len, k, label, "--size");
	return err_usage(c->ctx->err, "--size %s: expected a length, or a "
	    "length, x and how many, as in 24x3 or 24x3=web", s);
}

static bool
make_want(struct cidr *c, struct want *want)
{
	const struct cidr_options *o = c->opt;
	struct err *e = c->ctx->err;
	uint64_t n = 0;

	if (!o->length.set && o->count.set)
		return err_usage(e, "--count goes with --length: of several "
		    "sizes, write --size 24x3");
	if (o->count.set && (o->count.v == 0 || o->count.v > CIDR_BLOCKS_MAX))
		return err_usage(e, "--count %llu: expected 1 to %llu",
		    (unsigned long long)o->count.v,
		    (unsigned long long)CIDR_BLOCKS_MAX);
	if (o->length.set && !add_want(c, want, o->length.v, o->count.set ?
	    o->count.v : 1, NULL, "--length"))
		return false;
	for (size_t i = 0; i < o->size.n; i++)
		if (!add_size(c, want, o->size.v[i]))
			return false;
	for (unsigned len = 0; len < COUNT(want->n); len++)
		n += want->n[len];
	return n <= CIDR_BLOCKS_MAX ||
	    err_usage(e, "%llu blocks: at most %llu",
	    (unsigned long long)n, (unsigned long long)CIDR_BLOCKS_MAX);
}

/* Say why "next" found no room; space is what was free at the start. */
static enum exit_status
no_room(struct cidr *c, const struct set *space, const struct want *want,
    unsigned len, uint64_t fit)
{
	const struct prefix *within = want->within;
	struct prefix p, largest = { .len = 129 };
	char in[PREFIX_STRLEN], best[PREFIX_STRLEN];
	struct set_walk w = set_walk(space);
	struct count n = count_set(space);
	bool others = false;

	prefix_format(within, in);
	for (unsigned i = 0; i < len; i++)
		others |= want->n[i] != 0;
	while (set_next_prefix(&w, &p))
		if (p.len < largest.len)
			largest = p;
	if (largest.len == 129)
		err_no(c->ctx->err, "%s: no address is free", in);
	else
		err_no(c->ctx->err, "%s: no room for %llu x /%u%s, %llu fit; "
		    "the largest free block is %s, addresses free: %s", in,
		    (unsigned long long)want->n[len], len, others ?
		    " beside the larger ones" : "", (unsigned long long)fit,
		    prefix_format(&largest, best), count_text(&n,
		    c->ctx->arena));
	return EXIT_NO;
}

/* What is free when the blocks are taken. */
static void
show_left(struct cidr *c, struct set *space, enum family family,
    const struct entry_list *got)
{
	struct set taken, left;

	set_init(&taken, c->ctx->arena);
	set_init(&left, c->ctx->arena);
	for (size_t i = 0; i < got->n; i++) {
		struct entry x = entry_get(got, i);

		set_add(&taken, &x.range);
	}
	set_subtract(&left, space, &taken);
	show_free(c, &left, family, NULL);
}

/* Take the blocks of one length; how many there were. */
static uint64_t
take_length(struct carve *carve, const struct want *want, unsigned len,
    struct entries *got)
{
	uint64_t n = 0;

	for (size_t k = 0; k < want->nv && want->n[len] != 0; k++) {
		struct entry x = { .label = want->v[k].label };
		struct prefix p;

		for (uint64_t i = 0; i < want->v[k].n &&
		    want->v[k].len == len; i++, n++) {
			if (!carve_take(carve, len, &p))
				return n;
			x.range = range_of(&p);
			entries_add(got, &x);
		}
	}
	return n;
}

/* Take all that is wanted, or say why not. */
static enum exit_status
take(struct cidr *c, const struct set *space, const struct want *want,
    struct entries *got)
{
	struct carve carve;

	carve_init(&carve, space, want->within->family, want->n,
	    c->ctx->arena);
	for (unsigned len = 0; len < COUNT(want->n); len++) {
		uint64_t n = take_length(&carve, want, len, got);

		if (n != want->n[len])
			return no_room(c, space, want, len, n);
	}
	entries_sort(got);
	return EXIT_OK;
}

/* Larger blocks first: then all fit if they can fit at all. */
enum exit_status
cidr_next(struct cidr *c, int argc, char **argv)
{
	struct prefix within;
	struct want want = { .within = &within };
	struct entry_list *got;
	struct entries all;
	struct view_cidr *v;
	enum exit_status status;
	struct set space;

	if (!c->opt->length.set && c->opt->size.n == 0) {
		err_usage(c->ctx->err, "next needs --length or --size");
		return EXIT_USAGE;
	}
	if (!load_free(c, &space, &within, argc, argv) ||
	    !make_want(c, &want))
		return EXIT_USAGE;
	entries_init(&all, c->ctx->arena);
	status = take(c, &space, &want, &all);
	if (status != EXIT_OK)
		return status;
	got = within.family == IPV4 ? &all.v4 : &all.v6;
	v = view_pieces(c->ctx->doc, "next", true, want.labels);
	for (size_t i = 0; i < got->n; i++) {
		struct entry x = entry_get(got, i);

		view_piece(v, &x.range, x.label);
	}
	if (c->opt->preview)
		show_left(c, &space, within.family, got);
	return EXIT_OK;
}
