/*
 * Flattening: prefixes in order (parents before children) are pushed on a
 * stack of those that are open; before each, the closed ones are popped, and
 * behind a popped one its parent's segment goes on, or a free one.  A segment
 * that begins where the last one did replaces it.
 */
#include "net/lookup.h"

#include <stdlib.h>

void
lookup_init(struct lookup *l, struct arena *a)
{
	*l = (struct lookup){ .arena = a };
	l->v4.family = IPV4;
	l->v6.family = IPV6;
}

void
lookup_add(struct lookup *l, const struct range *r)
{
	struct range_walk w = range_walk(r);
	struct prefix p;

	while (range_take(&w, &p))
		*arena_push(l->arena, l->all, l->n) = p;
}

static u128
start(const struct segments *s, size_t i)
{
	if (s->family == IPV4)
		return s->start4[i];
	return U128(s->start6[2 * i], s->start6[2 * i + 1]);
}

static void
put(struct segments *s, u128 first, unsigned len)
{
	if (s->n != 0 && start(s, s->n - 1) == first)
		s->n--;
	if (s->family == IPV4)
		s->start4[s->n] = (uint32_t)first;
	else {
		s->start6[2 * s->n] = (uint64_t)(first >> 64);
		s->start6[2 * s->n + 1] = (uint64_t)first;
	}
	s->len[s->n++] = (uint8_t)len;
}

struct stack {
	struct prefix open[129];	/* at most one of each length */
	size_t n;
};

/* Close what ends before the address; all of it when there is none. */
static void
close_before(struct stack *st, struct segments *s, const u128 *addr)
{
	while (st->n != 0) {
		u128 last = prefix_last(&st->open[st->n - 1]);

		if (addr != NULL && last >= *addr)
			break;
		st->n--;
		if (last != family_max(s->family))
			put(s, last + 1, st->n != 0 ?
			    st->open[st->n - 1].len : SEGMENT_FREE);
	}
}

static void
flatten(struct segments *s, const struct prefix *p, size_t n, struct arena *a)
{
	struct stack st = { .n = 0 };

	s->start4 = arena_array(a, s->family == IPV4 ? 2 * n : 0, uint32_t);
	s->start6 = arena_array(a, s->family == IPV6 ? 4 * n : 0, uint64_t);
	s->len = arena_array(a, 2 * n, uint8_t);
	for (size_t i = 0; i < n; i++) {
		if (p[i].family != s->family)
			continue;
		close_before(&st, s, &p[i].addr);
		if (st.n != 0 && st.open[st.n - 1].len == p[i].len)
			continue;
		put(s, p[i].addr, p[i].len);
		st.open[st.n++] = p[i];
	}
	close_before(&st, s, NULL);
}

static int
cmp(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}

void
lookup_build(struct lookup *l)
{
	if (l->n != 0)
		qsort(l->all, l->n, sizeof(*l->all), cmp);
	flatten(&l->v4, l->all, l->n, l->arena);
	flatten(&l->v6, l->all, l->n, l->arena);
}

bool
lookup_find(const struct lookup *l, u128 addr, enum family f,
    struct prefix *p)
{
	const struct segments *s = f == IPV4 ? &l->v4 : &l->v6;
	size_t lo = 0, n = s->n;

	while (n > 0) {
		size_t half = n / 2;

		if (start(s, lo + half) <= addr) {
			lo += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	if (lo == 0 || s->len[lo - 1] == SEGMENT_FREE)
		return false;
	*p = (struct prefix){ addr & ~host_mask(f, s->len[lo - 1]), f,
	    s->len[lo - 1] };
	return true;
}
