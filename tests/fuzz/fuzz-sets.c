/*
 * Two lists from the bytes: what every operation on them says is what a
 * stupid twin says at each point where an answer can change, and the laws of
 * sets hold.
 *
 * The first byte picks the family, and whether pairs are looked for between
 * the lists or in both as one; an entry is four bytes more: which list and
 * kind, where, length, and what the kind says.  An address is a byte at either
 * end of the space, so few bytes bring equal, nested and touching entries.
 */
#include <stdint.h>
#include <stdlib.h>

#include "net/carve.h"
#include "net/count.h"
#include "net/overlap.h"

#define MOST 24			/* entries of both lists */
#define POINTS 512
#define CHECK(x) do { if (!(x)) abort(); } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	enum family family;
	bool two;
	unsigned n;
	struct entry v[MOST];	/* line is its number */
	struct arena arena;
	u128 point[POINTS];
	unsigned npoints;
};

static u128
address(const struct input *in, unsigned how, uint8_t byte, uint8_t shift)
{
	u128 x = byte;

	x <<= shift % (family_width(in->family) - 7);
	return how & 2 ? family_max(in->family) - x : x;
}

/* A prefix, or a range from there on. */
static struct entry
entry(const struct input *in, const uint8_t b[4])
{
	enum family f = in->family;
	struct entry x = { .side = b[0] & 1, .line = in->n };
	u128 at = address(in, b[0], b[1], b[3]), room;
	unsigned len = b[2] % (family_width(f) + 1);

	if (b[0] & 4) {
		room = family_max(f) - at;
		x.range = (struct range){ at, at + (b[2] < room ? b[2] : room),
		    f };
	} else {
		at &= ~host_mask(f, len);
		x.range = (struct range){ at, at | host_mask(f, len), f };
	}
	return x;
}

static void
add_point(struct input *in, const struct range *r)
{
	CHECK(in->npoints + 2 <= POINTS);
	in->point[in->npoints++] = r->first;
	if (r->last != family_max(r->family))
		in->point[in->npoints++] = r->last + 1;
}

static void
read_input(struct input *in, const uint8_t *data, size_t size)
{
	in->family = size != 0 && data[0] & 1 ? IPV6 : IPV4;
	in->two = size != 0 && data[0] & 2;
	for (size_t i = 1; i + 4 <= size && in->n < MOST; i += 4) {
		in->v[in->n] = entry(in, data + i);
		add_point(in, &in->v[in->n++].range);
	}
}

static bool
stupid_in(const struct input *in, unsigned side, u128 at)
{
	for (unsigned i = 0; i < in->n; i++)
		if (in->v[i].side == side && in->v[i].range.first <= at &&
		    at <= in->v[i].range.last)
			return true;
	return false;
}

static void
fill(struct set *s, struct input *in, unsigned side)
{
	set_init(s, &in->arena);
	for (unsigned i = 0; i < in->n; i++)
		if (in->v[i].side == side)
			set_add(s, &in->v[i].range);
	set_sort(s);
}

static void
add_set(struct set *to, const struct set *from)
{
	struct set_walk w = set_walk(from);
	struct range r;

	while (set_next_range(&w, &r))
		set_add(to, &r);
}

/* Ascending, apart, none touching; its points are compared, too. */
static void
canonical(struct input *in, const struct set *s)
{
	struct set_walk w = set_walk(s);
	struct range r, before = { 0, 0, IPV4 };

	for (bool any = false; set_next_range(&w, &r); any = true) {
		CHECK(r.family == in->family && r.first <= r.last);
		CHECK(!any || (before.last < r.first &&
		    before.last + 1 != r.first));
		add_point(in, &r);
		before = r;
	}
}

static void
same(const struct set *a, const struct set *b)
{
	struct set_walk v = set_walk(a), w = set_walk(b);
	struct range r, q;
	bool more;

	do {
		more = set_next_range(&v, &r);
		CHECK(set_next_range(&w, &q) == more);
		CHECK(!more || range_cmp(&r, &q) == 0);
	} while (more);
}

static bool
in_set(const struct set *s, u128 at, enum family f)
{
	struct range r;

	return set_find(s, at, f, &r);
}

struct sets {
	struct set a, b, all, minus, both, gaps;
};

static void
make_sets(struct sets *s, struct input *in)
{
	struct range whole = { 0, family_max(in->family), in->family };

	fill(&s->a, in, 0);
	fill(&s->b, in, 1);
	set_init(&s->all, &in->arena);
	set_init(&s->minus, &in->arena);
	set_init(&s->both, &in->arena);
	set_init(&s->gaps, &in->arena);
	add_set(&s->all, &s->b);
	add_set(&s->all, &s->a);
	set_sort(&s->all);
	set_subtract(&s->minus, &s->a, &s->b);
	set_intersect(&s->both, &s->a, &s->b);
	set_gaps(&s->gaps, &whole, &s->b);
	add_point(in, &whole);
}

static void
compare_sets(const struct sets *s, struct input *in)
{
	enum family f = in->family;

	canonical(in, &s->a);
	canonical(in, &s->all);
	canonical(in, &s->minus);
	canonical(in, &s->both);
	canonical(in, &s->gaps);
	for (unsigned i = 0; i < in->npoints; i++) {
		u128 at = in->point[i];
		bool a = stupid_in(in, 0, at), b = stupid_in(in, 1, at);

		CHECK(in_set(&s->a, at, f) == a);
		CHECK(in_set(&s->all, at, f) == (a || b));
		CHECK(in_set(&s->minus, at, f) == (a && !b));
		CHECK(in_set(&s->both, at, f) == (a && b));
		CHECK(in_set(&s->gaps, at, f) == !b);
	}
}

/* a - b = a & ~b; (a - b) + (a & b) = a; |a + b| = |a - b| + |b|. */
static void
laws(struct sets *s, struct input *in)
{
	struct count parts = count_set(&s->minus), b = count_set(&s->b);
	struct count all = count_set(&s->all);
	struct set other;

	set_init(&other, &in->arena);
	set_intersect(&other, &s->a, &s->gaps);
	same(&other, &s->minus);
	set_init(&other, &in->arena);
	add_set(&other, &s->both);
	add_set(&other, &s->minus);
	set_sort(&other);
	same(&other, &s->a);
	parts.low += b.low;
	parts.high += b.high + (parts.low < b.low);
	CHECK(parts.low == all.low && parts.high == all.high);
}

/* The prefixes of a set are the set, and no two neighbours make one. */
static void
prefixes(const struct set *s, struct input *in)
{
	struct set_walk w = set_walk(s);
	struct prefix p, before = { 0, IPV4, 0 };
	struct set again;

	set_init(&again, &in->arena);
	for (bool any = false; set_next_prefix(&w, &p); any = true) {
		CHECK((p.addr & host_mask(p.family, p.len)) == 0);
		CHECK(!any || before.len != p.len || (before.addr ^ p.addr) !=
		    host_mask(p.family, p.len) + 1);
		set_add_prefix(&again, &p);
		before = p;
	}
	set_sort(&again);
	same(&again, s);
}

struct met {
	const struct input *in;
	unsigned n[MOST][MOST];
	u128 at;
};

/* The first; of two that begin together the larger; of equals the older. */
static void
in_order(const struct entry *a, const struct entry *b)
{
	int c = range_cmp(&a->range, &b->range);

	CHECK(c < 0 || (c == 0 && a->line < b->line));
}

static bool
note(void *arg, const struct overlap_pair *p)
{
	struct met *m = arg;
	const struct entry *a = p->a, *b = p->b;
	bool over = range_covers(&a->range, &b->range);
	bool under = range_covers(&b->range, &a->range);
	const struct range *late = a->range.first > b->range.first ?
	    &a->range : &b->range, *early = a->range.last < b->range.last ?
	    &a->range : &b->range;

	CHECK(a->line < m->in->n && b->line < m->in->n);
	CHECK(range_cmp(&a->range, &m->in->v[a->line].range) == 0);
	CHECK(range_cmp(&b->range, &m->in->v[b->line].range) == 0);
	CHECK(p->relation == (over && under ? RELATION_EQUAL : over ?
	    RELATION_CONTAINS : under ? RELATION_WITHIN : RELATION_PARTIAL));
	CHECK(p->shared.first == late->first && p->shared.last == early->last);
	CHECK(p->shared.first >= m->at);
	if (a->side == b->side)
		in_order(a, b);
	CHECK(m->in->two ? a->side < b->side : a->side <= b->side);
	m->at = p->shared.first;
	m->n[a->line][b->line]++;
	return true;
}

static void
overlaps(struct input *in)
{
	struct met m = { .in = in };
	struct entries o;

	entries_init(&o, &in->arena);
	for (unsigned i = 0; i < in->n; i++)
		entries_add(&o, &in->v[i]);
	overlap_each(&o, in->two, note, &m);
	for (unsigned i = 0; i < in->n; i++)
		for (unsigned k = 0; k < in->n; k++) {
			const struct entry *a = &in->v[i];
			const struct entry *b = &in->v[k];
			bool meet = i != k &&
			    a->range.first <= b->range.last &&
			    b->range.first <= a->range.last;

			if (in->two)
				CHECK(m.n[i][k] == (meet && a->side <
				    b->side));
			else
				CHECK(m.n[i][k] + m.n[k][i] == meet);
		}
}

/* The lowest of the smallest free blocks that hold it. */
static bool
stupid_next(const struct set *space, unsigned len, struct prefix *p)
{
	struct set_walk w = set_walk(space);
	bool fits = false;
	unsigned best = 0;
	struct prefix q;

	while (set_next_prefix(&w, &q))
		if (q.len <= len && (!fits || q.len > best)) {
			fits = true;
			best = q.len;
			*p = (struct prefix){ q.addr, q.family, len };
		}
	return fits;
}

static unsigned
wanted(const struct input *in, unsigned i)
{
	return (unsigned)(in->v[i].range.last * 7 + i) %
	    (family_width(in->family) + 1);
}

/* Blocks of the lengths of the entries, out of what the second list leaves. */
static void
carves(struct set *space, struct input *in)
{
	uint64_t need[129] = { 0 };
	struct carve c;

	for (unsigned i = 0; i < in->n; i++)
		need[wanted(in, i)]++;
	carve_init(&c, space, in->family, in->two ? need : NULL, &in->arena);
	for (unsigned i = 0; i < in->n; i++) {
		unsigned len = wanted(in, i);
		struct prefix got, want;
		struct set one, rest;
		bool fits = stupid_next(space, len, &want);

		CHECK(carve_take(&c, len, &got) == fits);
		if (!fits)
			continue;
		CHECK(prefix_cmp(&got, &want) == 0);
		set_init(&one, &in->arena);
		set_init(&rest, &in->arena);
		set_add_prefix(&one, &got);
		set_subtract(&rest, space, &one);
		*space = rest;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { .arena = ARENA_INIT };
	struct sets s;

	read_input(&in, data, size);
	make_sets(&s, &in);
	compare_sets(&s, &in);
	laws(&s, &in);
	prefixes(&s.all, &in);
	prefixes(&s.gaps, &in);
	overlaps(&in);
	carves(&s.gaps, &in);
	arena_clear(&in.arena);
	return 0;
}
