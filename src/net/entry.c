/*
 * What is compared is sorted, with the order of adding; the rest stays where
 * it was put and is found by that.  IPv6 compares so much that only the low
 * half of the last address is left behind.
 */
#include "net/entry.h"

_Static_assert(sizeof(struct span4) + sizeof(struct entry_rest4) == 16,
    "a million IPv4 entries in 16 MB");
_Static_assert(sizeof(struct span6) + sizeof(uint64_t) == 40,
    "a million IPv6 entries in 40 MB");

void
entries_init(struct entries *s, struct arena *a)
{
	*s = (struct entries){ .arena = a, .v4.family = IPV4,
	    .v6.family = IPV6 };
}

static void
grow(struct arena *a, struct entry_list *l)
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
static const struct entry_run *
run_for(struct arena *a, struct entry_list *l, const struct entry *x)
{
	struct entry_run *r = l->nruns != 0 ? &l->runs[l->nruns - 1] : NULL;

	if (r != NULL && r->file == x->file && r->side == x->side &&
	    x->line >= r->line && x->line - r->line <= UINT32_MAX)
		return r;
	r = arena_push(a, l->runs, l->nruns);
	*r = (struct entry_run){ l->n, x->file, x->line, x->side };
	return r;
}

void
entries_add(struct entries *s, const struct entry *x)
{
	struct entry_list *l = x->range.family == IPV4 ? &s->v4 : &s->v6;
	const struct entry_run *run = run_for(s->arena, l, x);
	uint32_t line = (uint32_t)(x->line - run->line);
	u128 first = x->range.first, last = x->range.last;
	size_t i = l->n;

	if (i == l->room)
		grow(s->arena, l);
	if (l->family == IPV4) {
		l->v4[i] = (struct span4){ (uint32_t)first, (uint32_t)i };
		l->rest4[i] = (struct entry_rest4){ (uint32_t)last, line };
	} else {
		l->v6[i] = (struct span6){ (uint64_t)(first >> 64),
		    (uint64_t)first, (uint64_t)(last >> 64),
		    (uint64_t)i << 32 | line };
		l->last_lo[i] = (uint64_t)last;
	}
	if (x->label != NULL && l->label == NULL)
		l->label = arena_stretch(s->arena, NULL, 0, l->room,
		    sizeof(*l->label));
	if (l->label != NULL)
		l->label[i] = x->label;
	l->n++;
}

/* Of two that begin together the larger comes first. */
static uint32_t
size4(const void *rest, uint32_t order)
{
	return ~((const struct entry_rest4 *)rest)[order].last;
}

static u128
size6(const void *last_lo, const struct span6 *x)
{
	return ~U128(x->last_hi, ((const uint64_t *)last_lo)[x->last_lo >> 32]);
}

void
entries_sort(struct entries *s)
{
	radix_sort4(s->v4.v4, s->v4.n);
	radix_ties4(s->v4.v4, s->v4.n, size4, s->v4.rest4);
	radix_sort6(s->v6.v6, s->v6.n);
	radix_ties6(s->v6.v6, s->v6.n, size6, s->v6.last_lo);
}

struct entry
entry_get(const struct entry_list *l, size_t k)
{
	bool v4 = l->family == IPV4;
	size_t i = v4 ? l->v4[k].last : l->v6[k].last_lo >> 32, run = 0;
	struct entry x = { .order = i };

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

size_t
entry_equals(const struct entry_list *l, size_t k)
{
	struct entry x = entry_get(l, k), y;

	while (++k < l->n) {
		if (l->family == IPV4 ? l->v4[k].first != x.range.first :
		    l->v6[k].first_lo != (uint64_t)x.range.first)
			break;
		y = entry_get(l, k);
		if (range_cmp(&x.range, &y.range) != 0)
			break;
	}
	return k;
}
