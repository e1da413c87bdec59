/* Sets and what is built on them, against bitmaps of a small universe. */
#include "test.h"
#include "net.h"

#include <stdlib.h>

#include "net/carve.h"
#include "net/count.h"
#include "net/lookup.h"
#include "net/overlap.h"

#define ROUNDS 1500

typedef bool bitmap[UNIVERSE];

static struct arena arena;

/* A random set, and the same as a bitmap. */
static void
make(struct set *s, bitmap map, uint64_t *seed, const struct base *b)
{
	unsigned n = random_below(seed, 12);

	set_init(s, &arena);
	memset(map, 0, sizeof(bitmap));
	for (unsigned i = 0; i < n; i++) {
		struct range r = random_range(seed, b, false);

		set_add(s, &r);
		for (u128 at = r.first - b->addr; at <= r.last - b->addr; at++)
			map[at] = true;
	}
}

/* The set is the bitmap, in the one form that sets have. */
static void
assert_same(const struct set *s, const bitmap map, const struct base *b)
{
	const struct spans *v = set_spans(s, b->family);
	const struct spans *other = set_spans(s,
	    b->family == IPV4 ? IPV6 : IPV4);
	size_t at = 0;

	assert_int_equal(other->n, 0);
	for (size_t i = 0; i < v->n; i++, at++) {
		struct range r = spans_get(v, i);

		while (at < UNIVERSE && !map[at])
			at++;
		assert_true(at < UNIVERSE);
		assert_u128_equal(r.first, b->addr + at);
		while (at + 1 < UNIVERSE && map[at + 1])
			at++;
		assert_u128_equal(r.last, b->addr + at);
	}
	for (; at < UNIVERSE; at++)
		assert_false(map[at]);
}

static void
algebra(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		const struct base *b = &bases[k % COUNT(bases)];
		struct range all = { b->addr, b->addr + (UNIVERSE - 1),
		    b->family };
		struct set x, y, minus, both, gaps;
		bitmap mx, my, want;

		make(&x, mx, &seed, b);
		make(&y, my, &seed, b);
		set_init(&minus, &arena);
		set_init(&both, &arena);
		set_init(&gaps, &arena);
		set_subtract(&minus, &x, &y);
		set_intersect(&both, &x, &y);
		set_gaps(&gaps, &all, &y);
		assert_same(&x, mx, b);
		for (size_t i = 0; i < UNIVERSE; i++)
			want[i] = mx[i] && !my[i];
		assert_same(&minus, want, b);
		for (size_t i = 0; i < UNIVERSE; i++)
			want[i] = mx[i] && my[i];
		assert_same(&both, want, b);
		for (size_t i = 0; i < UNIVERSE; i++)
			want[i] = !my[i];
		assert_same(&gaps, want, b);
	}
}

static void
find_and_count(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		const struct base *b = &bases[k % COUNT(bases)];
		struct set_walk w;
		struct set s;
		struct count n;
		struct prefix p;
		struct range r;
		bitmap map, seen = { false };
		size_t size = 0;

		make(&s, map, &seed, b);
		set_sort(&s);
		for (size_t i = 0; i < UNIVERSE; i++) {
			size += map[i];
			assert_int_equal(set_find(&s, b->addr + i, b->family,
			    &r), map[i]);
		}
		n = count_set(&s);
		assert_int_equal(strtoul(count_text(&n, &arena), NULL, 10),
		    size);
		for (w = set_walk(&s); set_next_prefix(&w, &p);)
			for (u128 i = p.addr - b->addr;
			    i <= prefix_last(&p) - b->addr; i++) {
				assert_false(seen[i]);
				seen[i] = true;
			}
		assert_memory_equal(seen, map, sizeof(map));
	}
}

/* (a - b) + (a & b) == a, and the families stay apart. */
static void
laws(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		struct set x, y, minus, both;
		struct range r;

		set_init(&x, &arena);
		set_init(&y, &arena);
		set_init(&minus, &arena);
		set_init(&both, &arena);
		for (unsigned i = 0; i < 40; i++) {
			r = random_range(&seed, &bases[i % COUNT(bases)],
			    false);
			set_add(i & 8 ? &x : &y, &r);
		}
		set_subtract(&minus, &x, &y);
		set_intersect(&both, &x, &y);
		for (size_t i = 0; i < both.v4.n; i++) {
			r = spans_get(&both.v4, i);
			set_add(&minus, &r);
		}
		for (size_t i = 0; i < both.v6.n; i++) {
			r = spans_get(&both.v6, i);
			set_add(&minus, &r);
		}
		set_sort(&minus);
		assert_int_equal(minus.v4.n, x.v4.n);
		assert_int_equal(minus.v6.n, x.v6.n);
		for (size_t i = 0; i < x.v4.n; i++)
			assert_memory_equal(&minus.v4.v4[i], &x.v4.v4[i], 8);
		for (size_t i = 0; i < x.v6.n; i++)
			assert_memory_equal(&minus.v6.v6[i], &x.v6.v6[i], 32);
	}
}

static void
exact_counts(void **state)
{
	struct range all4 = { 0, family_max(IPV4), IPV4 };
	struct range all6 = { 0, family_max(IPV6), IPV6 };
	struct count n = { 0, 0 };

	(void)state;
	assert_string_equal(count_text(&n, &arena), "0");
	count_add(&n, &all4);
	assert_string_equal(count_text(&n, &arena), "4294967296");
	count_add(&n, &all6);
	assert_string_equal(count_text(&n, &arena),
	    "340282366920938463463374607436063178752");
	count_add(&n, &all6);
	assert_string_equal(count_text(&n, &arena),
	    "680564733841876926926749214867831390208");
	arena_clear(&arena);
}

/* Is the aligned block of this size free, and no larger block around it? */
static bool
is_block(const bitmap map, size_t at, size_t size)
{
	size_t up = at & ~(2 * size - 1);
	bool larger = 2 * size <= UNIVERSE;

	for (size_t i = at; i < at + size; i++)
		if (!map[i])
			return false;
	for (size_t i = up; i < up + 2 * size && larger; i++)
		if (!map[i])
			larger = false;
	return !larger;
}

/* The smallest maximal block that is large enough, the lowest of equals. */
static bool
stupid_take(bitmap map, size_t want, size_t *at)
{
	for (size_t size = want; size <= UNIVERSE; size *= 2)
		for (*at = 0; *at < UNIVERSE; *at += size)
			if (is_block(map, *at, size)) {
				memset(&map[*at], 0, want);
				return true;
			}
	return false;
}

static void
carve(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		const struct base *b = &bases[k % 2 + (k & 2 ? 3 : 0)];
		unsigned width = family_width(b->family);
		struct carve c;
		struct set s;
		bitmap map;

		make(&s, map, &seed, b);
		set_sort(&s);
		carve_init(&c, &s, b->family, NULL, &arena);
		for (unsigned i = 0; i < 60; i++) {
			unsigned bits = random_below(&seed, 9);
			struct prefix p;
			size_t at = 0;
			bool want = stupid_take(map, (size_t)1 << bits, &at);

			assert_int_equal(carve_take(&c, width - bits, &p),
			    want);
			if (!want)
				continue;
			assert_u128_equal(p.addr, b->addr + at);
			assert_int_equal(p.len, width - bits);
		}
	}
}

static void
lookup(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		const struct base *b = &bases[k % COUNT(bases)];
		unsigned best[UNIVERSE], n = random_below(&seed, 20);
		struct lookup l;

		memset(best, 0, sizeof(best));
		lookup_init(&l, &arena);
		for (unsigned i = 0; i < n; i++) {
			struct range r = random_range(&seed, b, true);
			struct prefix p;

			assert_true(range_prefix(&r, &p));
			lookup_add(&l, &r, i);
			for (u128 j = r.first - b->addr;
			    j <= r.last - b->addr; j++)
				if (p.len > best[j])
					best[j] = p.len;
		}
		lookup_build(&l);
		for (unsigned j = 0; j < UNIVERSE; j++) {
			struct prefix p = { 0, IPV4, 0 };

			assert_int_equal(lookup_find(&l, b->addr + j,
			    b->family, &p), best[j] != 0);
			assert_int_equal(p.len, best[j]);
			assert_false(lookup_find(&l, 77, b->family == IPV4 ?
			    IPV6 : IPV4, &p));
		}
	}
}

struct pairs {
	unsigned char met[40][40];
	u128 at;
	enum family family;
};

static bool
note_pair(void *arg, const struct overlap_pair *p)
{
	struct pairs *all = arg;
	const struct range *a = &p->a->range, *b = &p->b->range;
	bool over = a->first <= b->first && b->last <= a->last;
	bool under = b->first <= a->first && a->last <= b->last;

	all->met[p->a->line][p->b->line]++;
	assert_int_equal(p->relation, over && under ? RELATION_EQUAL : over ?
	    RELATION_CONTAINS : under ? RELATION_WITHIN : RELATION_PARTIAL);
	assert_u128_equal(p->shared.first,
	    a->first > b->first ? a->first : b->first);
	assert_u128_equal(p->shared.last,
	    a->last < b->last ? a->last : b->last);
	assert_true(p->shared.family != all->family ||
	    p->shared.first >= all->at);
	all->at = p->shared.first;
	all->family = p->shared.family;
	return true;
}

static void
overlap(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		struct entry x[40] = { { .line = 0 } };
		unsigned n = random_below(&seed, 41), met;
		struct pairs pairs = { .at = 0 };
		struct entries o;

		entries_init(&o, &arena);
		for (unsigned i = 0; i < n; i++) {
			x[i].range = random_range(&seed, &bases[
			    random_below(&seed, k & 2 ? 1 : COUNT(bases))],
			    k & 4);
			x[i].line = i;
			x[i].side = random_below(&seed, 1 + (k & 1));
			entries_add(&o, &x[i]);
		}
		overlap_each(&o, k & 1, note_pair, &pairs);
		for (unsigned i = 0; i < n; i++)
			for (unsigned j = 0; j < i; j++) {
				const struct range *a = &x[i].range;
				const struct range *b = &x[j].range;

				met = a->family == b->family &&
				    a->first <= b->last &&
				    b->first <= a->last &&
				    (!(k & 1) || x[i].side != x[j].side);
				assert_int_equal(pairs.met[i][j] +
				    pairs.met[j][i], met);
				if ((k & 1) && met)
					assert_int_equal(pairs.met[i][j],
					    x[i].side == 0);
			}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(algebra),
		cmocka_unit_test(find_and_count),
		cmocka_unit_test(laws),
		cmocka_unit_test(exact_counts),
		cmocka_unit_test(carve),
		cmocka_unit_test(lookup),
		cmocka_unit_test(overlap),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
