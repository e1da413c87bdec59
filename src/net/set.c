/*
 * One copy of each algorithm serves both families: spans_get() and append()
 * are the only functions that know how a range is stored.
 *
 * Ends are inclusive, so "touches" is last + 1 == first, and last + 1 is
 * looked at only where last is known not to be the highest address: the next
 * range begins above it.
 */
#include "net/set.h"

void
set_init(struct set *s, struct arena *a)
{
	*s = (struct set){ .arena = a, .v4 = { .family = IPV4, .sorted = true },
	    .v6 = { .family = IPV6, .sorted = true } };
}

static void
put(struct spans *s, size_t i, const struct range *r)
{
	if (s->family == IPV4)
		s->v4[i] = (struct span4){ (uint32_t)r->first,
		    (uint32_t)r->last };
	else
		s->v6[i] = (struct span6){ (uint64_t)(r->first >> 64),
		    (uint64_t)r->first, (uint64_t)(r->last >> 64),
		    (uint64_t)r->last };
}

static void
grow(struct arena *a, struct spans *s)
{
	size_t old = s->room;

	s->room = old == 0 ? 8 : 2 * old;
	if (s->family == IPV4)
		s->v4 = arena_stretch(a, s->v4, old, s->room, sizeof(*s->v4));
	else
		s->v6 = arena_stretch(a, s->v6, old, s->room, sizeof(*s->v6));
}

static void
append(struct arena *a, struct spans *s, const struct range *r)
{
	if (s->n == s->room)
		grow(a, s);
	put(s, s->n++, r);
}

void
set_add(struct set *s, const struct range *r)
{
	struct spans *v = r->family == IPV4 ? &s->v4 : &s->v6;

	if (v->n != 0 && v->sorted) {
		struct range last = spans_get(v, v->n - 1);

		if (r->first < last.first)
			v->sorted = false;
		else if (range_meets(&last, r)) {
			if (r->last > last.last)
				last.last = r->last;
			put(v, v->n - 1, &last);
			return;
		}
	}
	append(s->arena, v, r);
}

void
set_add_prefix(struct set *s, const struct prefix *p)
{
	struct range r = range_of(p);

	set_add(s, &r);
}

/* Join what meets in n ranges in order; returns how many are left. */
static size_t
unite4(struct span4 *v, size_t n)
{
	struct span4 *at = v;

	if (n == 0)
		return 0;
	for (size_t i = 1; i < n; i++) {
		/* what begins 0 has nothing before it but what begins 0 */
		if (v[i].first <= at->last || v[i].first - 1 == at->last) {
			if (v[i].last > at->last)
				at->last = v[i].last;
		} else
			*++at = v[i];
	}
	return (size_t)(at - v) + 1;
}

static size_t
unite6(struct span6 *v, size_t n)
{
	struct span6 *at = v;

	if (n == 0)
		return 0;
	for (size_t i = 1; i < n; i++) {
		u128 first = U128(v[i].first_hi, v[i].first_lo);
		u128 last = U128(v[i].last_hi, v[i].last_lo);
		u128 end = U128(at->last_hi, at->last_lo);

		if (first > end && first - 1 != end)
			*++at = v[i];
		else if (last > end) {
			at->last_hi = v[i].last_hi;
			at->last_lo = v[i].last_lo;
		}
	}
	return (size_t)(at - v) + 1;
}

static void
sort(struct spans *s)
{
	if (s->sorted)
		return;
	if (s->family == IPV4) {
		radix_sort4(s->v4, s->n);
		s->n = unite4(s->v4, s->n);
	} else {
		radix_sort6(s->v6, s->n);
		s->n = unite6(s->v6, s->n);
	}
	s->sorted = true;
}

void
set_sort(struct set *s)
{
	sort(&s->v4);
	sort(&s->v6);
}

/* Append a's range without the ranges of b; *j is the first that may matter. */
static void
subtract_one(struct arena *arena, struct spans *out, struct range r,
    const struct spans *b, size_t *j)
{
	for (; *j < b->n; (*j)++) {
		struct range cut = spans_get(b, *j), left = r;

		if (cut.last < r.first)
			continue;
		if (cut.first > r.last)
			break;
		if (cut.first > r.first) {
			left.last = cut.first - 1;
			append(arena, out, &left);
		}
		if (cut.last >= r.last)
			return;
		r.first = cut.last + 1;
	}
	append(arena, out, &r);
}

static void
subtract(struct arena *arena, struct spans *out, const struct spans *a,
    const struct spans *b)
{
	size_t j = 0;

	for (size_t i = 0; i < a->n; i++)
		subtract_one(arena, out, spans_get(a, i), b, &j);
}

void
set_subtract(struct set *out, struct set *a, struct set *b)
{
	set_sort(a);
	set_sort(b);
	subtract(out->arena, &out->v4, &a->v4, &b->v4);
	subtract(out->arena, &out->v6, &a->v6, &b->v6);
}

static void
intersect(struct arena *arena, struct spans *out, const struct spans *a,
    const struct spans *b)
{
	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		struct range x = spans_get(a, i), y = spans_get(b, j);
		struct range both = { x.first > y.first ? x.first : y.first,
		    x.last < y.last ? x.last : y.last, x.family };

		if (both.first <= both.last)
			append(arena, out, &both);
		if (x.last < y.last)
			i++;
		else
			j++;
	}
}

void
set_intersect(struct set *out, struct set *a, struct set *b)
{
	set_sort(a);
	set_sort(b);
	intersect(out->arena, &out->v4, &a->v4, &b->v4);
	intersect(out->arena, &out->v6, &a->v6, &b->v6);
}

/* How many ranges begin at the address or below it. */
static size_t
begun(const struct spans *v, u128 addr)
{
	size_t lo = 0, n = v->n;

	while (n > 0) {
		size_t half = n / 2;

		if (spans_get(v, lo + half).first <= addr) {
			lo += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return lo;
}

void
set_gaps(struct set *out, const struct range *within, struct set *used)
{
	struct spans *v = within->family == IPV4 ? &out->v4 : &out->v6;
	const struct spans *cut = set_spans(used, within->family);
	size_t j;

	set_sort(used);
	j = begun(cut, within->first);
	j -= j != 0;
	subtract_one(out->arena, v, *within, cut, &j);
}

void
set_within(struct set *out, const struct range *within, struct set *s)
{
	struct spans *v = within->family == IPV4 ? &out->v4 : &out->v6;
	const struct spans *from = set_spans(s, within->family);
	size_t j;

	set_sort(s);
	j = begun(from, within->first);
	for (j -= j != 0; j < from->n; j++) {
		struct range r = spans_get(from, j);

		if (r.first > within->last)
			break;
		r.first = r.first < within->first ? within->first : r.first;
		r.last = r.last > within->last ? within->last : r.last;
		if (r.first <= r.last)
			append(out->arena, v, &r);
	}
}

bool
set_find(const struct set *s, u128 addr, enum family f, struct range *r)
{
	const struct spans *v = set_spans(s, f);
	size_t i = begun(v, addr);

	if (i == 0)
		return false;
	*r = spans_get(v, i - 1);
	return addr <= r->last;
}

bool
set_touches(const struct set *s, const struct range *r)
{
	const struct spans *v = set_spans(s, r->family);
	size_t i = begun(v, r->last);

	return i != 0 && spans_get(v, i - 1).last >= r->first;
}

struct set_walk
set_walk(const struct set *s)
{
	return (struct set_walk){ .set = s, .family = IPV4,
	    .walk = { .done = true } };
}

bool
set_next_range(struct set_walk *w, struct range *r)
{
	const struct spans *v = set_spans(w->set, w->family);

	if (w->i == v->n && w->family == IPV4) {
		w->family = IPV6;
		w->i = 0;
		v = &w->set->v6;
	}
	if (w->i == v->n)
		return false;
	*r = spans_get(v, w->i++);
	return true;
}

bool
set_next_prefix(struct set_walk *w, struct prefix *p)
{
	struct range r;

	if (range_take(&w->walk, p))
		return true;
	if (!set_next_range(w, &r))
		return false;
	w->walk = range_walk(&r);
	return range_take(&w->walk, p);
}
