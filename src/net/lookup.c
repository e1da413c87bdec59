/*
 * Flattening: prefixes in order (parents before children) are pushed on a
 * stack of those that are open; before each, the closed ones are popped, and
 * behind a popped one its parent's segment goes on, or a free one.  A segment
 * that begins where the last one did replaces it.  So no free segment is the
 * first, and no two of them are neighbours.
 */
#include "net/lookup.h"

#define TOP_BITS 16
#define TOP_SIZE (1u << TOP_BITS)
#define TOP_MIN 64		/* segments worth an index */

void
lookup_init(struct lookup *l, struct arena *a)
{
	*l = (struct lookup){ .arena = a };
	l->v4.family = IPV4;
	l->v6.family = IPV6;
}

static void
grow(struct arena *a, struct lookup_list *l, enum family f)
{
	size_t old = l->room, n = old == 0 ? 8 : 2 * old;

	if (n > UINT32_MAX)
		arena_exhausted();
	l->room = n;
	if (f == IPV4)
		l->v4 = arena_stretch(a, l->v4, old, n, sizeof(*l->v4));
	else
		l->v6 = arena_stretch(a, l->v6, old, n, sizeof(*l->v6));
	l->len = arena_stretch(a, l->len, old, n, sizeof(*l->len));
	l->tag = arena_stretch(a, l->tag, old, n, sizeof(*l->tag));
}

void
lookup_add(struct lookup *l, const struct range *r, uint32_t tag)
{
	struct lookup_list *list = r->family == IPV4 ? &l->list4 : &l->list6;
	struct range_walk w = range_walk(r);
	struct prefix p;

	while (range_take(&w, &p)) {
		size_t i = list->n;

		if (i == list->room)
			grow(l->arena, list, p.family);
		if (p.family == IPV4)
			list->v4[i] = (struct span4){ (uint32_t)p.addr,
			    (uint32_t)i };
		else
			list->v6[i] = (struct span6){ (uint64_t)(p.addr >> 64),
			    (uint64_t)p.addr, 0, i };
		list->len[i] = (uint8_t)p.len;
		list->tag[i] = tag;
		list->n++;
	}
}

static u128
start(const struct segments *s, size_t i)
{
	if (s->family == IPV4)
		return s->start4[i];
	return U128(s->start6[2 * i], s->start6[2 * i + 1]);
}

static void
put(struct segments *s, u128 first, struct segment x)
{
	if (s->n != 0 && start(s, s->n - 1) == first)
		s->n--;
	if (s->family == IPV4)
		s->start4[s->n] = (uint32_t)first;
	else {
		s->start6[2 * s->n] = (uint64_t)(first >> 64);
		s->start6[2 * s->n + 1] = (uint64_t)first;
	}
	s->at[s->n++] = x;
}

struct stack {
	struct {
		u128 last;
		struct segment x;
	} open[129];		/* at most one of each length */
	size_t n;
};

/* Close what ends before the address; all of it when there is none. */
static void
close_before(struct stack *st, struct segments *s, const u128 *addr)
{
	static const struct segment gap = { 0, SEGMENT_FREE };

	while (st->n != 0) {
		u128 last = st->open[st->n - 1].last;

		if (addr != NULL && last >= *addr)
			break;
		st->n--;
		if (last != family_max(s->family))
			put(s, last + 1, st->n != 0 ?
			    st->open[st->n - 1].x : gap);
	}
}

static void
flatten(struct segments *s, const struct lookup_list *l, struct arena *a)
{
	struct stack st = { .n = 0 };
	bool v4 = s->family == IPV4;

	s->start4 = arena_array(a, v4 ? 2 * l->n : 0, uint32_t);
	s->start6 = arena_array(a, v4 ? 0 : 4 * l->n, uint64_t);
	s->at = arena_array(a, 2 * l->n, struct segment);
	for (size_t i = 0; i < l->n; i++) {
		size_t order = v4 ? l->v4[i].last : l->v6[i].last_lo;
		struct segment x = { l->tag[order], l->len[order] };
		u128 addr = v4 ? l->v4[i].first : U128(l->v6[i].first_hi,
		    l->v6[i].first_lo);

		close_before(&st, s, &addr);
		if (st.n != 0 && st.open[st.n - 1].x.len == x.len)
			continue;
		put(s, addr, x);
		st.open[st.n].last = addr | host_mask(s->family, x.len);
		st.open[st.n++].x = x;
	}
	close_before(&st, s, NULL);
}

/* Which bits the index takes, and where in the array each value begins. */
static void
make_top(struct segments *s, struct arena *a)
{
	unsigned value, bits = 1;
	u128 differ = 0;
	size_t i = 0;

	for (size_t k = 1; k < s->n; k++)
		differ |= start(s, k) ^ start(s, 0);
	if (differ >> 64 != 0)
		bits = 128 - (unsigned)__builtin_clzll(
		    (uint64_t)(differ >> 64));
	else if (differ != 0)
		bits = 64 - (unsigned)__builtin_clzll((uint64_t)differ);
	s->width = bits;
	s->shift = bits > TOP_BITS ? bits - TOP_BITS : 0;
	if (s->n < TOP_MIN)
		return;
	s->top = arena_array(a, TOP_SIZE + 1, uint32_t);
	for (value = 0; value <= TOP_SIZE; value++) {
		while (i < s->n && (start(s, i) >> s->shift &
		    (TOP_SIZE - 1)) < value)
			i++;
		s->top[value] = (uint32_t)i;
	}
}

static uint32_t
len4(const void *len, uint32_t i)
{
	return ((const uint8_t *)len)[i];
}

static u128
len6(const void *len, const struct span6 *x)
{
	return ((const uint8_t *)len)[x->last_lo];
}

void
lookup_build(struct lookup *l)
{
	struct lookup_list *v4 = &l->list4, *v6 = &l->list6;
	struct arena scratch = ARENA_INIT;
	struct span4 *tmp = arena_stretch(&scratch, NULL, 0, v4->n,
	    sizeof(*tmp)), *list = v4->v4;

	v4->v4 = radix_sort4(list, v4->n, tmp);
	radix_ties4(v4->v4, v4->n, v4->v4 == tmp ? list : tmp, len4, v4->len);
	radix_sort6(v6->v6, v6->n);
	radix_ties6(v6->v6, v6->n, len6, v6->len);
	flatten(&l->v4, v4, l->arena);
	flatten(&l->v6, v6, l->arena);
	arena_clear(&scratch);
	*v4 = *v6 = (struct lookup_list){ .n = 0 };
	make_top(&l->v4, l->arena);
	make_top(&l->v6, l->arena);
}

size_t
lookup_v4(const struct segments *s, uint32_t addr)
{
	const uint32_t *v = s->start4, *top;
	size_t n = s->n;

	if (s->top != NULL) {
		if ((uint64_t)(addr ^ *v) >> s->width != 0)
			return addr < *v ? 0 : n;
		top = &s->top[addr >> s->shift & (TOP_SIZE - 1)];
		v += top[0];
		n = top[1] - top[0];
	}
	while (n > 1) {
		size_t half = n / 2;

		v += half & -(size_t)(v[half - 1] <= addr);
		n -= half;
	}
	return (size_t)(v - s->start4) + (n == 1 && *v <= addr);
}

size_t
lookup_v6(const struct segments *s, u128 addr)
{
	size_t at = 0, n = s->n;

	if (s->top != NULL) {
		u128 rest = addr ^ start(s, 0);

		if (s->width < 128 && rest >> s->width != 0)
			return addr < start(s, 0) ? 0 : n;
		rest = addr >> s->shift & (TOP_SIZE - 1);
		at = s->top[(size_t)rest];
		n = s->top[(size_t)rest + 1] - at;
	}
	while (n > 1) {
		size_t half = n / 2;

		at += half & -(size_t)(start(s, at + half - 1) <= addr);
		n -= half;
	}
	return at + (n == 1 && start(s, at) <= addr);
}

static size_t
find(const struct lookup *l, u128 addr, enum family f)
{
	return f == IPV4 ? lookup_v4(&l->v4, (uint32_t)addr) :
	    lookup_v6(&l->v6, addr);
}

bool
lookup_tag(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p, uint32_t *tag)
{
	const struct segments *s = f == IPV4 ? &l->v4 : &l->v6;
	size_t i = find(l, addr, f);
	const struct segment *x;

	if (i == 0 || s->at[i - 1].len == SEGMENT_FREE)
		return false;
	x = &s->at[i - 1];
	*p = (struct prefix){ addr & ~host_mask(f, x->len), f, x->len };
	*tag = x->tag;
	return true;
}

bool
lookup_find(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p)
{
	uint32_t tag;

	return lookup_tag(l, addr, f, p, &tag);
}

/* The range's end is taken, or the segment in front of the free one it lies
 * in, which is taken, ends inside the range. */
bool
lookup_touches(const struct lookup *l, const struct range *r)
{
	const struct segments *s = r->family == IPV4 ? &l->v4 : &l->v6;
	size_t i = find(l, r->last, r->family);

	return i != 0 && (s->at[i - 1].len != SEGMENT_FREE ||
	    start(s, i - 1) > r->first);
}
