/*
 * Labelled sets against a table of which address has which label, in the small
 * universes of net.h; and the parts of a set that a range cuts.
 */
#include "test.h"
#include "net.h"

#include "net/named.h"

#define LABELS 4
#define MOST 24
#define ROUNDS 20000

static const char *const texts[LABELS] = { NULL, "b", "a", "c" };
static const unsigned ranks[LABELS] = { 0, 2, 1, 3 };

struct check {
	const struct base *base;
	bool has[LABELS][UNIVERSE];	/* what the twin says */
	bool prefixes;
	struct range before;		/* the last piece */
	size_t before_rank;
	struct range last[LABELS];	/* of each label */
	unsigned pieces, n[LABELS];
};

/* The pieces of a label are apart, and as few as can be. */
static void
is_fewest(struct check *c, const struct range *r, size_t k)
{
	const struct range *l = &c->last[k];
	u128 size = r->last - r->first + 1;

	if (c->n[k]++ != 0) {
		assert_true(l->last < r->first);
		if (!c->prefixes)
			assert_true(l->last + 1 != r->first);
		else if (l->last - l->first + 1 == size)
			assert_true((l->first ^ r->first) != size);
	}
	c->last[k] = *r;
}

static void
piece(void *arg, const struct range *r, const struct named_label *label)
{
	struct check *c = arg;
	struct prefix p;
	size_t k = 0;
	int order;

	while (ranks[k] != label->rank)
		k++;
	assert_ptr_equal(label->text, texts[k]);
	if (c->pieces++ != 0) {
		order = range_cmp(&c->before, r);
		assert_true(order < 0 ||
		    (order == 0 && c->before_rank < label->rank));
	}
	c->before = *r;
	c->before_rank = label->rank;
	if (c->prefixes)
		assert_true(range_prefix(r, &p));
	is_fewest(c, r, k);
	for (u128 at = r->first;; at++) {
		assert_true(c->has[k][(size_t)(at - c->base->addr)]);
		c->has[k][(size_t)(at - c->base->addr)] = false;
		if (at == r->last)
			break;
	}
}

static void
mark(bool *has, const struct base *b, const struct range *r)
{
	for (u128 at = r->first - b->addr; at <= r->last - b->addr; at++)
		has[(size_t)at] = true;
}

/* All labels are added, in the order of the table, so that ranks are known. */
static void
add(struct named *n, struct check *c, unsigned k, uint64_t *seed)
{
	struct range r = random_range(seed, c->base, random_below(seed, 2));

	named_add(n, &r, texts[k]);
	mark(c->has[k], c->base, &r);
}

static void
labelled(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct check c = { .base = &bases[random_below(&seed,
		    COUNT(bases))], .prefixes = round & 1 };
		enum named_part part = round % 3;
		bool in[UNIVERSE] = { false };
		struct arena a = ARENA_INIT;
		struct named n;
		struct set set;

		named_init(&n, &a);
		set_init(&set, &a);
		for (unsigned i = random_below(&seed, MOST); i > 0; i--) {
			struct range r = random_range(&seed, c.base, false);

			set_add(&set, &r);
			mark(in, c.base, &r);
		}
		for (unsigned k = 0; k < LABELS; k++)
			add(&n, &c, k, &seed);
		for (unsigned i = random_below(&seed, MOST); i > 0; i--)
			add(&n, &c, random_below(&seed, LABELS), &seed);
		for (unsigned k = 0; k < LABELS; k++)
			for (unsigned at = 0; at < UNIVERSE; at++)
				c.has[k][at] &= part == NAMED_ALL ||
				    in[at] == (part == NAMED_INSIDE);
		named_each(&n, part, &set, c.prefixes, piece, &c);
		for (unsigned k = 0; k < LABELS; k++)
			for (unsigned at = 0; at < UNIVERSE; at++)
				assert_false(c.has[k][at]);
		arena_clear(&a);
	}
}

/* Of a range, what a set holds and does not, and whether it holds any. */
static void
cuts(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		const struct base *b = &bases[random_below(&seed,
		    COUNT(bases))];
		struct range w = random_range(&seed, b, false), r;
		bool in[UNIVERSE] = { false }, any = false;
		struct set set, inside, outside;
		struct arena a = ARENA_INIT;

		set_init(&set, &a);
		set_init(&inside, &a);
		set_init(&outside, &a);
		for (unsigned i = random_below(&seed, MOST); i > 0; i--) {
			r = random_range(&seed, b, random_below(&seed, 2));
			set_add(&set, &r);
			mark(in, b, &r);
		}
		set_within(&inside, &w, &set);
		set_gaps(&outside, &w, &set);
		for (unsigned i = 0; i < UNIVERSE; i++) {
			u128 at = b->addr + i;
			bool within = w.first <= at && at <= w.last;

			any |= within && in[i];
			assert_int_equal(set_find(&inside, at, b->family, &r),
			    within && in[i]);
			assert_int_equal(set_find(&outside, at, b->family, &r),
			    within && !in[i]);
		}
		assert_int_equal(set_touches(&set, &w), any);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labelled),
		cmocka_unit_test(cuts),
	};

	printf("# seed %llu\n", (unsigned long long)SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
