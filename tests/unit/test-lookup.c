/* Prefixes inside others, and the outermost ones, against all pairs. */
#include "test.h"
#include "net.h"

#include "net/lookup.h"

#define MOST 24
#define ROUNDS 20000

struct twin {
	struct prefix p[MOST];
	size_t n;
	size_t outer[MOST];		/* as the callback said; or MOST */
};

static void
note_inside(void *arg, uint32_t inner, uint32_t outer)
{
	struct twin *t = arg;

	assert_int_equal(t->outer[inner], MOST);
	t->outer[inner] = outer;
}

/* Does x hold y, of equals the first? */
static bool
holds(const struct twin *t, size_t x, size_t y)
{
	if (prefix_cmp(&t->p[x], &t->p[y]) == 0)
		return x < y;
	return prefix_covers(&t->p[x], &t->p[y]);
}

/* The smallest that holds i, of equals the first. */
static size_t
smallest_holder(const struct twin *t, size_t i)
{
	size_t best = MOST;

	for (size_t k = 0; k < t->n; k++)
		if (holds(t, k, i) && (best == MOST || (holds(t, best, k) &&
		    prefix_cmp(&t->p[best], &t->p[k]) != 0)))
			best = k;
	return best;
}

/* The one that holds the lowest address of the range that any holds. */
static size_t
lowest(const struct twin *t, const struct range *r, bool outermost)
{
	size_t best = MOST;
	u128 at = 0;

	for (size_t k = 0; k < t->n; k++) {
		struct range x = range_of(&t->p[k]);
		u128 from = x.first > r->first ? x.first : r->first;

		if (x.family != r->family || x.last < r->first ||
		    r->last < x.first)
			continue;
		if (best == MOST || from < at || (from == at && (outermost ?
		    holds(t, k, best) : holds(t, best, k) &&
		    prefix_cmp(&t->p[best], &t->p[k]) != 0))) {
			best = k;
			at = from;
		}
	}
	return best;
}

static void
check_lowest(const struct twin *t, const struct lookup *l,
    const struct range *r)
{
	size_t want = lowest(t, r, l->outermost);
	struct prefix p;
	uint32_t tag;

	assert_int_equal(lookup_touches(l, r), want != MOST);
	assert_int_equal(lookup_lowest(l, r, &p, &tag), want != MOST);
	if (want == MOST)
		return;
	assert_int_equal(prefix_cmp(&p, &t->p[want]), 0);
	assert_int_equal(tag, want);
}

static void
nesting(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (size_t round = 0; round < ROUNDS; round++) {
		const struct base *b = &bases[random_below(&seed,
		    COUNT(bases))];
		struct arena a = ARENA_INIT;
		struct range r;
		struct lookup l;
		struct twin t = { .n = random_below(&seed, MOST + 1) };

		lookup_init(&l, &a);
		l.outermost = round & 1;
		l.inside = note_inside;
		l.arg = &t;
		for (size_t i = 0; i < t.n; i++) {
			r = random_range(&seed, b, true);
			assert_true(range_prefix(&r, &t.p[i]));
			t.outer[i] = MOST;
			lookup_add_prefix(&l, &t.p[i], (uint32_t)i);
		}
		lookup_build(&l);
		for (size_t i = 0; i < t.n; i++)
			assert_int_equal(t.outer[i], smallest_holder(&t, i));
		for (size_t i = 0; i < 8; i++) {
			r = random_range(&seed, b, i & 1);
			check_lowest(&t, &l, &r);
		}
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nesting),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
