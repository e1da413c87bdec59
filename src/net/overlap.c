/*
 * A sweep along the entries in order of their first address.  Each entry
 * meets those that began before it and are still open.  Prefixes nest, so
 * closed ones are on top of the stack and are popped before a push; ranges may
 * close in any order, so whoever walks a stack drops the closed ones on the
 * way.  A step of a walk is then either a pair or the only drop of an entry.
 */
#include "net/overlap.h"

/* What an entry takes at the peak: IPv4 is sorted into a copy. */
_Static_assert(2 * sizeof(struct span4) + sizeof(struct overlap_rest4) <= 24,
    "a million IPv4 entries in 24 MB");
_Static_assert(sizeof(struct span6) + sizeof(uint64_t) <= 48,
    "a million IPv6 entries in 48 MB");

/* Entries of a side that have begun. */
struct open {
	struct overlap_entry *v;
	size_t n, room;
};

void
overlap_init(struct overlap *o, bool two, struct arena *a)
{
	*o = (struct overlap){ .arena = a, .two = two };
	o->v4.family = IPV4;
	o->v6.family = IPV6;
}

static void
grow(struct arena *a, struct overlap_list *l)
{
	size_t old = l->room, n = old == 0 ? 8 : 2 * old;

	if (n > UINT32_MAX)
		arena_exhausted();
	l->room = n;
	if (l->family == IPV4) {
		l->v4 = arena_stretch(a, l->v4, old, n, sizeof(*l->v4));
		l->rest4 = arena_stretch(a, l->rest4, old, n,
		    sizeof(*l->rest4));
	} else {
		l->v6 = arena_stretch(a, l->v6, old, n, sizeof(*l->v6));
		l->last_lo = arena_stretch(a, l->last_lo, old, n,
		    sizeof(*l->last_lo));
	}
	if (l->label != NULL)
		l->label = arena_stretch(a, l->label, old, n,
		    sizeof(*l->label));
}

/* The run that the next entry goes to. */
static const struct overlap_run *
run_for(struct arena *a, struct overlap_list *l, const struct overlap_entry *x)
{
	struct overlap_run *r = l->nruns != 0 ? &l->runs[l->nruns - 1] : NULL;

	if (r != NULL && r->file == x->file && r->side == x->side &&
	    x->line >= r->line && x->line - r->line <= UINT32_MAX)
		return r;
	r = arena_push(a, l->runs, l->nruns);
	*r = (struct overlap_run){ l->n, x->file, x->line, x->side };
	return r;
}

void
overlap_add(struct overlap *o, const struct overlap_entry *x)
{
	struct overlap_list *l = x->range.family == IPV4 ? &o->v4 : &o->v6;
	const struct overlap_run *run = run_for(o->arena, l, x);
	uint32_t line = (uint32_t)(x->line - run->line);
	u128 first = x->range.first, last = x->range.last;
	size_t i = l->n;

	if (i == l->room)
		grow(o->arena, l);
	if (l->family == IPV4) {
		l->v4[i] = (struct span4){ (uint32_t)first, (uint32_t)i };
		l->rest4[i] = (struct overlap_rest4){ (uint32_t)last, line };
	} else {
		l->v6[i] = (struct span6){ (uint64_t)(first >> 64),
		    (uint64_t)first, (uint64_t)(last >> 64),
		    (uint64_t)i << 32 | line };
		l->last_lo[i] = (uint64_t)last;
	}
	if (x->label != NULL && l->label == NULL)
		l->label = arena_stretch(o->arena, NULL, 0, l->room,
		    sizeof(*l->label));
	if (l->label != NULL)
		l->label[i] = x->label;
	l->n++;
}

/* Of two that begin together the larger comes first. */
static uint32_t
size4(const void *rest, uint32_t order)
{
	return ~((const struct overlap_rest4 *)rest)[order].last;
}

static u128
size6(const void *last_lo, const struct span6 *x)
{
	return ~U128(x->last_hi, ((const uint64_t *)last_lo)[x->last_lo >> 32]);
}

static void
sort(struct overlap_list *l, struct arena *scratch)
{
	struct span4 *tmp, *v = l->v4;

	if (l->family == IPV6) {
		radix_sort6(l->v6, l->n);
		radix_ties6(l->v6, l->n, size6, l->last_lo);
		return;
	}
	tmp = arena_stretch(scratch, NULL, 0, l->n, sizeof(*tmp));
	l->v4 = radix_sort4(v, l->n, tmp);
	radix_ties4(l->v4, l->n, l->v4 == tmp ? v : tmp, size4, l->rest4);
}

/* The k-th entry in order. */
static struct overlap_entry
get(const struct overlap_list *l, size_t k)
{
	bool v4 = l->family == IPV4;
	size_t i = v4 ? l->v4[k].last : l->v6[k].last_lo >> 32, run = 0;
	struct overlap_entry x = { .order = i };

	for (size_t n = l->nruns; n > 1;) {	/* the last that begins <= i */
		size_t half = n / 2;

		if (l->runs[run + half].begin <= i)
			run += half;
		n -= half;
	}
	x.file = l->runs[run].file;
	x.side = l->runs[run].side;
	x.line = l->runs[run].line + (v4 ? l->rest4[i].line :
	    (uint32_t)l->v6[k].last_lo);
	x.label = l->label != NULL ? l->label[i] : NULL;
	x.range.family = l->family;
	x.range.first = v4 ? l->v4[k].first : U128(l->v6[k].first_hi,
	    l->v6[k].first_lo);
	x.range.last = v4 ? l->rest4[i].last : U128(l->v6[k].last_hi,
	    l->last_lo[i]);
	return x;
}

static struct overlap_pair
make_pair(const struct overlap_entry *a, const struct overlap_entry *b)
{
	bool over = range_covers(&a->range, &b->range);
	bool under = range_covers(&b->range, &a->range);

	return (struct overlap_pair){ a, b,
	    over && under ? RELATION_EQUAL : over ? RELATION_CONTAINS :
	    under ? RELATION_WITHIN : RELATION_PARTIAL,
	    { a->range.first > b->range.first ? a->range.first :
	    b->range.first, a->range.last < b->range.last ? a->range.last :
	    b->range.last, a->range.family } };
}

static void
meet(const struct overlap_entry *now, struct open *open,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	size_t kept = 0;

	for (size_t k = 0; k < open->n; k++) {
		struct overlap_entry *e = &open->v[k];
		struct overlap_pair p;

		if (e->range.last < now->range.first)
			continue;
		if (kept != k)
			open->v[kept] = *e;
		e = &open->v[kept++];
		p = now->side < e->side ? make_pair(now, e) :
		    make_pair(e, now);
		pair(arg, &p);
	}
	open->n = kept;
}

static void
push(struct open *open, const struct overlap_entry *now, struct arena *a)
{
	while (open->n != 0 &&
	    open->v[open->n - 1].range.last < now->range.first)
		open->n--;
	if (open->n == open->room) {
		size_t n = open->room == 0 ? 64 : 2 * open->room;

		open->v = arena_stretch(a, open->v, open->room, n,
		    sizeof(*open->v));
		open->room = n;
	}
	open->v[open->n++] = *now;
}

/* Where the entries end that are equal to the k-th. */
static size_t
end_of_equals(const struct overlap_list *l, size_t k)
{
	struct overlap_entry x = get(l, k), y;

	while (++k < l->n) {
		if (l->family == IPV4 ? l->v4[k].first != x.range.first :
		    l->v6[k].first_lo != (uint64_t)x.range.first)
			break;
		y = get(l, k);
		if (range_cmp(&x.range, &y.range) != 0)
			break;
	}
	return k;
}

static void
sweep(struct overlap_list *l, bool two,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	struct arena scratch = ARENA_INIT;
	struct open open[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };

	sort(l, &scratch);
	for (size_t k = 0, end; k < l->n; k = end) {
		end = end_of_equals(l, k);
		/* whichever side was added first, of equals a goes first */
		for (size_t i = 0; i < (end - k) * (1 + two); i++) {
			size_t side = i / (end - k);
			struct overlap_entry now = get(l, k + i % (end - k));

			if (two && now.side != side)
				continue;
			meet(&now, &open[two && !side], pair, arg);
			push(&open[two && side], &now, &scratch);
		}
	}
	arena_clear(&scratch);
}

void
overlap_each(struct overlap *o,
    void (*pair)(void *arg, const struct overlap_pair *), void *arg)
{
	sweep(&o->v4, o->two, pair, arg);
	sweep(&o->v6, o->two, pair, arg);
}
