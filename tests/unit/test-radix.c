/* Sorting against qsort, on keys that differ anywhere, hardly, or not. */
#include "test.h"
#include "net.h"

#include <stdlib.h>

#include "base/arena.h"
#include "net/radix.h"

#define MOST 20000		/* more than a bucket of LSD */

static struct span4 v4[MOST], want4[MOST];
static struct span6 v6[MOST], want6[MOST];

static int
cmp4(const void *a, const void *b)
{
	const struct span4 *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last % 4 != y->last % 4)
		return x->last % 4 < y->last % 4 ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

static int
cmp6(const void *a, const void *b)
{
	const struct span6 *x = a, *y = b;
	uint64_t j, k;

	if (x->first_hi != y->first_hi)
		return x->first_hi < y->first_hi ? -1 : 1;
	if (x->first_lo != y->first_lo)
		return x->first_lo < y->first_lo ? -1 : 1;
	j = x->last_lo % 2 << 60 | x->last_lo / 4 % 4;
	k = y->last_lo % 2 << 60 | y->last_lo / 4 % 4;
	if (j != k)
		return j < k ? -1 : 1;
	return (x->last_lo > y->last_lo) - (x->last_lo < y->last_lo);
}

static uint32_t
by_last4(const void *arg, uint32_t last)
{
	(void)arg;
	return last % 4;
}

static u128
by_last6(const void *arg, const struct span6 *x)
{
	(void)arg;
	return U128(x->last_lo % 2, x->last_lo / 4 % 4);
}

/* Keys with random bits under a random mask over a random prefix. */
static void
fill(size_t n, unsigned shape, uint64_t *seed)
{
	uint64_t base = random_u64(seed), hi = 0, lo = 0;

	if (shape & 1)
		hi = random_u64(seed) >> random_below(seed, 64);
	if (shape & 2)
		lo = random_u64(seed) << random_below(seed, 64);
	if (shape & 4)
		lo &= random_u64(seed) & random_u64(seed) & random_u64(seed);
	for (size_t i = 0; i < n; i++) {
		uint64_t step = (shape & 8) ? i : random_u64(seed);

		v6[i] = (struct span6){ base ^ (random_u64(seed) & hi),
		    ((base << 8) + step) & lo, 0, 8 * i +
		    random_below(seed, 8) };
		v4[i] = (struct span4){ (uint32_t)(v6[i].first_hi ^
		    v6[i].first_lo), (uint32_t)i };
	}
}

static void
sorts(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 31, 32, 33, 100, 1000,
	    4096, 4097, MOST };
	uint64_t seed = SEED;

	(void)state;
	for (unsigned k = 0; k < 480; k++) {
		size_t n = sizes[k % COUNT(sizes)];

		fill(n, k / 16, &seed);
		memcpy(want4, v4, n * sizeof(*v4));
		memcpy(want6, v6, n * sizeof(*v6));
		if (n != 0) {
			qsort(want4, n, sizeof(*want4), cmp4);
			qsort(want6, n, sizeof(*want6), cmp6);
		}
		radix_sort4(v4, n);
		radix_ties4(v4, n, by_last4, NULL);
		radix_sort6(v6, n);
		radix_ties6(v6, n, by_last6, NULL);
		assert_memory_equal(v4, want4, n * sizeof(*v4));
		assert_memory_equal(v6, want6, n * sizeof(*v6));
	}
}

/* The array of millions, grown one by one, is what a small one would be. */
static void
stretches(void **state)
{
	struct arena a = ARENA_INIT;
	uint64_t *p = NULL, *q = NULL;
	size_t room = 0;

	(void)state;
	for (size_t i = 0; i < 600000; i++) {
		if (i == room) {
			size_t n = room == 0 ? 8 : 2 * room;

			p = arena_stretch(&a, p, room, n, sizeof(*p));
			if (room == 1 << 17)
				q = arena_stretch(&a, NULL, 0, n, sizeof(*q));
			room = n;
		}
		assert_int_equal(p[i], 0);
		p[i] = i;
	}
	for (size_t i = 0; i < 600000; i++)
		assert_int_equal(p[i], i);
	assert_int_equal(q[1 << 17], 0);
	arena_clear(&a);
	assert_null(a.pages);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts),
		cmocka_unit_test(stretches),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
