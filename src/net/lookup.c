/*
 * Flattening: prefixes in order (parents before children) are pushed on a
 * stack of those that are open; before each, the closed ones are popped, and
 * behind a popped one its parent's segment goes on, or a free one.  A segment
 * that begins where the last one did replaces it.  So no free segment is the
 * first, and no two of them are neighbours.
 *
 * Each prefix makes at most two segments, one when it opens and one when it
 * closes, so 2i + 1 are there when number i has been read, and their starts,
 * each half as large as a prefix was, go where the prefixes were.
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

_Static_assert(sizeof(struct span4) == 2 * sizeof(uint32_t) &&
    sizeof(struct span6) == 4 * sizeof(uint64_t), "two starts each");

static void
grow(struct arena *a, struct lookup_list *l, enum family f)
{
	size_t old = l->room, n = old == 0 ? 8 : 2 * old;

	if (n > UINT32_MAX)
		arena_exhausted();
	l->room = n;
	if (f == IPV6) {
		l->v6 = arena_stretch(a, l->v6, old, n, sizeof(*l->v6));
		return;
	}
	l->v4 = arena_stretch(a, l->v4, old, n, sizeof(*l->v4));
	l->len4 = arena_stretch(a, l->len4, old, n, sizeof(*l->len4));
	if (l->tag4 != NULL)
		l->tag4 = arena_stretch(a, l->tag4, old, n, sizeof(*l->tag4));
}

static void
put_tag4(struct arena *a, struct lookup_list *l, size_t i, uint32_t tag)
{
	if (l->tag4 == NULL)
		l->tag4 = arena_stretch(a, NULL, 0, l->room, sizeof(*l->tag4));
	l->tag4[i] = tag;
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
		if (p.family == IPV6)
			list->v6[i] = (struct span6){ (uint64_t)(p.addr >> 64),
			    (uint64_t)p.addr, tag, (uint64_t)i << 8 | p.len };
		else {
			list->v4[i] = (struct span4){ (uint32_t)p.addr,
			    (uint32_t)i };
			list->len4[i] = (uint8_t)p.len;
			if (tag != 0 || list->tag4 != NULL)
				put_tag4(l->arena, list, i, tag);
		}
		list->tagged |= tag != 0;
		list->n++;
	}
}

void
lookup_add_prefix(struct lookup *l, const struct prefix *p, uint32_t tag)
{
	struct range r = range_of(p);

	lookup_add(l, &r, tag);
}

static u128
start(const struct segments *s, size_t i)
{
	if (s->family == IPV4)
		return s->start4[i];
	return U128(s->start6[2 * i], s->start6[2 * i + 1]);
}

/* A prefix without its address; SEGMENT_FREE is none. */
struct segment {
	uint32_t tag;
	uint8_t len;
};

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
	if (s->tag != NULL)
		s->tag[s->n] = x.tag;
	s->len[s->n++] = x.len;
}

struct stack {
	struct {
		u128 last;
		struct segment x;
	} open[129];		/* at most one of each length */
	size_t n;
	bool outermost;
};

/* Whose the addresses are while the stack is as it is. */
static struct segment
holder(const struct stack *st)
{
	return st->n == 0 ? (struct segment){ 0, SEGMENT_FREE } :
	    st->open[st->outermost ? 0 : st->n - 1].x;
}

/* Close what ends before the address; all of it when there is none. */
static void
close_before(struct stack *st, struct segments *s, const u128 *addr)
{
	while (st->n != 0) {
		u128 last = st->open[st->n - 1].last;

		if (addr != NULL && last >= *addr)
			break;
		st->n--;
		if (last != family_max(s->family))
			put(s, last + 1, holder(st));
	}
}

static struct segment
get(const struct lookup_list *l, size_t i, enum family f, u128 *addr)
{
	size_t order;

	if (f == IPV6) {
		const struct span6 *x = &l->v6[i];

		*addr = U128(x->first_hi, x->first_lo);
		return (struct segment){ (uint32_t)x->last_hi,
		    (uint8_t)x->last_lo };
	}
	*addr = l->v4[i].first;
	order = l->v4[i].last;
	return (struct segment){ l->tag4 != NULL ? l->tag4[order] : 0,
	    l->len4[order] };
}

static void
flatten(const struct lookup *l, struct segments *s,
    const struct lookup_list *list)
{
	struct stack st = { .outermost = l->outermost };
	u128 addr;

	s->start4 = (uint32_t *)(void *)list->v4;
	s->start6 = (uint64_t *)(void *)list->v6;
	s->len = arena_stretch(l->arena, NULL, 0, 2 * list->n, 1);
	if (list->tagged)
		s->tag = arena_stretch(l->arena, NULL, 0, 2 * list->n,
		    sizeof(*s->tag));
	for (size_t i = 0; i < list->n; i++) {
		struct segment x = get(list, i, s->family, &addr);

		close_before(&st, s, &addr);
		if (st.n != 0 && l->inside != NULL)
			l->inside(l->arg, x.tag, st.open[st.n - 1].x.tag);
		if (st.n != 0 && st.open[st.n - 1].x.len == x.len)
			continue;
		st.open[st.n].last = addr | host_mask(s->family, x.len);
		st.open[st.n++].x = x;
		put(s, addr, holder(&st));
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
len6(const void *arg, const struct span6 *x)
{
	(void)arg;
	return x->last_lo & 0xff;
}

void
lookup_build(struct lookup *l)
{
	struct lookup_list *v4 = &l->list4, *v6 = &l->list6;

	radix_sort4(v4->v4, v4->n);
	radix_ties4(v4->v4, v4->n, len4, v4->len4);
	radix_sort6(v6->v6, v6->n);
	radix_ties6(v6->v6, v6->n, len6, NULL);
	flatten(l, &l->v4, v4);
	flatten(l, &l->v6, v6);
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

/* The prefix of a segment that is not free. */
static void
tell(const struct segments *s, size_t i, u128 addr, struct prefix *p,
    uint32_t *tag)
{
	*p = (struct prefix){ addr & ~host_mask(s->family, s->len[i]),
	    s->family, s->len[i] };
	*tag = s->tag != NULL ? s->tag[i] : 0;
}

bool
lookup_tag(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p, uint32_t *tag)
{
	const struct segments *s = f == IPV4 ? &l->v4 : &l->v6;
	size_t i = find(l, addr, f);

	if (i == 0 || s->len[i - 1] == SEGMENT_FREE)
		return false;
	tell(s, i - 1, addr, p, tag);
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

	return i != 0 && (s->len[i - 1] != SEGMENT_FREE ||
	    start(s, i - 1) > r->first);
}

/* Behind a free segment, and in front of all, comes one that is taken. */
bool
lookup_lowest(const struct lookup *l, const struct range *r,
    struct prefix *p, uint32_t *tag)
{
	const struct segments *s = r->family == IPV4 ? &l->v4 : &l->v6;
	size_t i = find(l, r->first, r->family);

	if (i != 0 && s->len[i - 1] != SEGMENT_FREE) {
		tell(s, i - 1, r->first, p, tag);
		return true;
	}
	if (i == s->n || start(s, i) > r->last)
		return false;
	tell(s, i, start(s, i), p, tag);
	return true;
}
