/*
 * Every operation on addresses against a stupid twin, on few entries that are
 * as close to one another as entries can be: random, nested, repeated, apart
 * by one bit just inside or just outside the length, and both ends of the
 * address space.
 *
 * What an operation says can change only where a range begins or behind its
 * end, so answers are compared at those points, and are then equal everywhere.
 *
 * ENGINE_ROUNDS=n in the environment is the number of inputs, 14 comparisons
 * each: by default a million in all, and fewer under AddressSanitizer, where
 * they would take a minute.
 */
#include "test.h"
#include "net.h"

#include <stdlib.h>

#include "net/carve.h"
#include "net/count.h"
#include "net/lookup.h"
#include "net/overlap.h"

#define MOST 12			/* entries of a list */
#define POINTS (16 * MOST)
#define CHECKS 14		/* comparisons with a twin, or laws, a round */
#if defined(__SANITIZE_ADDRESS__)
#define ROUNDS 8000
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ROUNDS 8000
#endif
#endif
#ifndef ROUNDS
#define ROUNDS (1000000 / CHECKS + 1)
#endif

static struct arena arena;

struct list {
	struct range v[MOST];
	unsigned n;
};

struct points {
	u128 v[POINTS];
	unsigned n;
};

static unsigned
rounds(void)
{
	const char *s = getenv("ENGINE_ROUNDS");

	return s != NULL ? (unsigned)strtoul(s, NULL, 10) : ROUNDS;
}

static struct prefix
random_prefix(uint64_t *seed, enum family f)
{
	static const unsigned lens[] = { 0, 1, 31, 32, 63, 64, 65, 127, 128 };
	unsigned width = family_width(f);
	struct prefix p = { 0, f, random_below(seed, width + 1) };

	if (random_below(seed, 3) == 0)
		p.len = lens[random_below(seed, COUNT(lens))] % (width + 1);
	switch (random_below(seed, 4)) {
	case 0:
		break;
	case 1:
		p.addr = family_max(f);
		break;
	default:
		p.addr = U128(random_u64(seed), random_u64(seed)) &
		    family_max(f);
	}
	p.addr &= ~host_mask(f, p.len);
	return p;
}

/* One that has to do with p: inside, around, beside, or the same. */
static struct prefix
near_prefix(uint64_t *seed, struct prefix p)
{
	unsigned width = family_width(p.family), by = random_below(seed, 4);
	u128 any = U128(random_u64(seed), random_u64(seed));

	switch (random_below(seed, 5)) {
	case 0:			/* the bit just inside the length */
		if (p.len != 0)
			p.addr ^= (u128)1 << (width - p.len);
		break;
	case 1:			/* just outside, so longer by one */
		if (p.len != width)
			p.addr ^= (u128)1 << (width - ++p.len);
		break;
	case 2:
		p.len = p.len + by <= width ? p.len + by : width;
		p.addr |= any & host_mask(p.family, p.len - (p.len < by ?
		    p.len : by)) & ~host_mask(p.family, p.len) &
		    family_max(p.family);
		break;
	case 3:
		p.len -= by <= p.len ? by : p.len;
		break;
	default:
		break;
	}
	p.addr &= ~host_mask(p.family, p.len);
	return p;
}

static void
make(struct list *l, uint64_t *seed, enum family f, struct prefix *last,
    bool prefixes)
{
	l->n = random_below(seed, MOST + 1);
	for (unsigned i = 0; i < l->n; i++) {
		struct range *r = &l->v[i], other;

		*last = random_below(seed, 4) == 0 ? random_prefix(seed, f) :
		    near_prefix(seed, *last);
		*r = range_of(last);
		if (prefixes || random_below(seed, 3) != 0)
			continue;
		*last = near_prefix(seed, *last);
		other = range_of(last);
		if (other.last >= r->first)
			r->last = other.last;
		if (r->first != r->last && random_below(seed, 2))
			r->last--;
	}
}

static bool
stupid_in(const struct list *l, u128 at)
{
	for (unsigned i = 0; i < l->n; i++)
		if (l->v[i].first <= at && at <= l->v[i].last)
			return true;
	return false;
}

static void
add_point(struct points *p, const struct range *r)
{
	p->v[p->n++] = r->first;
	if (r->last != family_max(r->family))
		p->v[p->n++] = r->last + 1;
}

static void
fill(struct set *s, const struct list *l)
{
	set_init(s, &arena);
	for (unsigned i = 0; i < l->n; i++)
		set_add(s, &l->v[i]);
	set_sort(s);
}

static bool
in_set(const struct set *s, u128 at, enum family f)
{
	struct range r;

	return set_find(s, at, f, &r);
}

/* Sorted, apart, none touching; its points are added to those compared. */
static void
assert_canonical(const struct set *s, enum family f, struct points *p)
{
	const struct spans *v = set_spans(s, f);

	assert_true(v->sorted);
	assert_int_equal(set_spans(s, f == IPV4 ? IPV6 : IPV4)->n, 0);
	for (size_t i = 0; i < v->n; i++) {
		struct range r = spans_get(v, i), before;

		assert_true(r.first <= r.last);
		if (i != 0) {
			before = spans_get(v, i - 1);
			assert_true(before.last < r.first &&
			    before.last + 1 != r.first);
		}
		assert_true(p->n + 2 <= POINTS);
		add_point(p, &r);
	}
}

static void
same_sets(const struct set *a, const struct set *b, enum family f)
{
	const struct spans *x = set_spans(a, f), *y = set_spans(b, f);

	assert_int_equal(x->n, y->n);
	if (x->n != 0)
		assert_memory_equal(x->v4, y->v4, x->n * (f == IPV4 ?
		    sizeof(*x->v4) : sizeof(*x->v6)));
}

/* Union, difference, intersection, complement; laws; and any order. */
static void
sets(const struct list *a, const struct list *b, enum family f,
    uint64_t *seed)
{
	struct set x, y, minus, both, gaps, again, other;
	struct points p = { .n = 0 };
	struct list l = *a;
	struct range all = { 0, family_max(f), f };

	fill(&x, a);
	fill(&y, b);
	set_init(&minus, &arena);
	set_init(&both, &arena);
	set_init(&gaps, &arena);
	set_init(&other, &arena);
	set_subtract(&minus, &x, &y);
	set_intersect(&both, &x, &y);
	set_gaps(&gaps, &all, &y);
	add_point(&p, &all);
	assert_canonical(&x, f, &p);
	assert_canonical(&y, f, &p);
	assert_canonical(&minus, f, &p);
	assert_canonical(&both, f, &p);
	assert_canonical(&gaps, f, &p);
	for (unsigned i = 0; i < p.n; i++) {
		bool in_a = stupid_in(a, p.v[i]), in_b = stupid_in(b, p.v[i]);

		assert_int_equal(in_set(&x, p.v[i], f), in_a);
		assert_int_equal(in_set(&minus, p.v[i], f), in_a && !in_b);
		assert_int_equal(in_set(&both, p.v[i], f), in_a && in_b);
		assert_int_equal(in_set(&gaps, p.v[i], f), !in_b);
	}
	set_intersect(&other, &x, &gaps);	/* a - b == a & ~b */
	same_sets(&other, &minus, f);
	for (unsigned i = l.n; i > 1; i--) {
		unsigned j = random_below(seed, i);
		struct range r = l.v[j];

		l.v[j] = l.v[i - 1];
		l.v[i - 1] = r;
	}
	fill(&again, &l);
	same_sets(&again, &x, f);
	set_init(&again, &arena);		/* (a - b) + (a & b) == a */
	for (size_t i = 0; i < set_spans(&minus, f)->n; i++) {
		struct range r = spans_get(set_spans(&minus, f), i);

		set_add(&again, &r);
	}
	for (size_t i = 0; i < set_spans(&both, f)->n; i++) {
		struct range r = spans_get(set_spans(&both, f), i);

		set_add(&again, &r);
	}
	set_sort(&again);
	same_sets(&again, &x, f);
}

/* The prefixes of a set are the set, the fewest, and as many addresses. */
static void
prefixes(const struct list *a)
{
	struct prefix p, before = { 0, IPV4, 0 };
	struct count sum = { 0, 0 }, whole;
	struct set x, again;
	struct set_walk w;
	struct range r;
	unsigned n = 0;

	fill(&x, a);
	set_init(&again, &arena);
	for (w = set_walk(&x); set_next_prefix(&w, &p); before = p, n++) {
		assert_u128_equal(p.addr & host_mask(p.family, p.len), 0);
		if (n != 0 && before.len == p.len)	/* no two make one */
			assert_true((before.addr ^ p.addr) !=
			    host_mask(p.family, p.len) + 1 ||
			    before.len == 0);
		r = range_of(&p);
		count_add(&sum, &r);
		set_add_prefix(&again, &p);
	}
	set_sort(&again);
	same_sets(&again, &x, IPV4);
	same_sets(&again, &x, IPV6);
	whole = count_set(&x);
	assert_u128_equal(whole.low, sum.low);
	assert_int_equal(whole.high, sum.high);
}

/* Longest match and touching, at every point and for every entry of b. */
static void
lookups(const struct list *a, const struct list *b, enum family f)
{
	struct points p = { .n = 0 };
	struct lookup l;

	lookup_init(&l, &arena);
	for (unsigned i = 0; i < a->n; i++) {
		lookup_add(&l, &a->v[i], i);
		add_point(&p, &a->v[i]);
	}
	for (unsigned i = 0; i < b->n; i++)
		add_point(&p, &b->v[i]);
	lookup_build(&l);
	for (unsigned i = 0; i < p.n; i++) {
		struct prefix got = { 0, f, 0 }, want = got, q;
		bool found = false;
		uint32_t tag = 99, want_tag = 99;

		for (unsigned k = 0; k < a->n; k++) {
			struct range_walk w = range_walk(&a->v[k]);

			while (range_take(&w, &q))
				if (q.addr <= p.v[i] &&
				    p.v[i] <= prefix_last(&q) &&
				    (!found || q.len > want.len)) {
					found = true;
					want = q;
					want_tag = k;
				}
		}
		assert_int_equal(lookup_tag(&l, p.v[i], f, &got, &tag), found);
		assert_int_equal(tag, want_tag);
		assert_int_equal(prefix_cmp(&got, &want), 0);
	}
	for (unsigned i = 0; i < b->n; i++) {
		bool touches = false;

		for (unsigned k = 0; k < a->n; k++)
			touches |= a->v[k].first <= b->v[i].last &&
			    b->v[i].first <= a->v[k].last;
		assert_int_equal(lookup_touches(&l, &b->v[i]), touches);
	}
}

struct met {
	unsigned n[2 * MOST][2 * MOST];
	u128 at;
};

static bool
note(void *arg, const struct overlap_pair *p)
{
	struct met *m = arg;

	m->n[p->a->line][p->b->line]++;
	assert_true(p->shared.first >= m->at);
	m->at = p->shared.first;
	assert_true(range_covers(&p->a->range, &p->shared));
	assert_true(range_covers(&p->b->range, &p->shared));
	return true;
}

static void
overlaps(const struct list *a, const struct list *b, bool two)
{
	struct entry x[2 * MOST] = { { .line = 0 } };
	struct met m = { .at = 0 };
	unsigned n = a->n + b->n;
	struct entries o;

	entries_init(&o, &arena);
	for (unsigned i = 0; i < n; i++) {
		unsigned k = n - 1 - i;

		x[k].range = k < a->n ? a->v[k] : b->v[k - a->n];
		x[k].side = k >= a->n;
		x[k].line = k;
		entries_add(&o, &x[k]);
	}
	overlap_each(&o, two, note, &m);
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < n; k++) {
			bool meet = x[i].range.first <= x[k].range.last &&
			    x[k].range.first <= x[i].range.last && i != k;

			if (two)
				assert_int_equal(m.n[i][k], meet &&
				    x[i].side < x[k].side);
			else
				assert_int_equal(m.n[i][k] + m.n[k][i], meet);
		}
}

/* What is taken begins the smallest free block that holds it, the lowest. */
static void
carves(const struct list *a, enum family f, uint64_t *seed)
{
	struct set space, one, rest;
	struct carve c;
	uint64_t need[129] = { 0 };
	unsigned lens[6];

	fill(&space, a);
	for (unsigned i = 0; i < COUNT(lens); i++) {
		lens[i] = random_below(seed, family_width(f) + 1);
		need[lens[i]]++;
	}
	carve_init(&c, &space, f, lens[0] & 1 ? need : NULL, &arena);
	for (unsigned i = 0; i < COUNT(lens); i++) {
		unsigned len = lens[i], best;
		struct prefix p, q, from = { 0, f, 0 };
		struct set_walk w;
		bool fits = false;

		for (w = set_walk(&space), best = 0; set_next_prefix(&w, &q);)
			if (q.len <= len && (!fits || q.len > best)) {
				fits = true;
				best = q.len;
				from = q;
			}
		assert_int_equal(carve_take(&c, len, &p), fits);
		if (!fits)
			continue;
		assert_u128_equal(p.addr, from.addr);
		assert_int_equal(p.len, len);
		set_init(&one, &arena);
		set_init(&rest, &arena);
		set_add_prefix(&one, &p);
		assert_true(in_set(&space, p.addr, f));
		assert_true(in_set(&space, prefix_last(&p), f));
		set_subtract(&rest, &space, &one);
		space = rest;
	}
}

static void
everything(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = rounds(); k > 0; k--) {
		enum family f = k & 1 ? IPV4 : IPV6;
		struct prefix last = random_prefix(&seed, f);
		struct list a, b;

		make(&a, &seed, f, &last, k & 2);
		make(&b, &seed, f, &last, k & 4);
		sets(&a, &b, f, &seed);
		prefixes(&a);
		lookups(&a, &b, f);
		overlaps(&a, &b, true);
		overlaps(&a, &b, false);
		carves(&a, f, &seed);
		arena_clear(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything),
	};

	printf("# seed %llu, %u rounds\n", (unsigned long long)SEED, rounds());
	return cmocka_run_group_tests(tests, NULL, NULL);
}
