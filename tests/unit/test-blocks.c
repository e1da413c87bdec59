/*
 * The /28s of subnets beside stupid twins: blocks are read off a map of every
 * address, risks are counted over every choice of addresses, and the smallest
 * sets are looked for among all sets.
 */
#include <math.h>
#include <string.h>

#include "capacity/block-risk.h"
#include "capacity/recycle.h"
#include "capacity/reserve.h"
#include "capacity/smallest.h"
#include "ingest/documents.h"
#include "random-account.h"
#include "random-node.h"
#include "test.h"

/* --- accounts ----------------------------------------------------------- */

static void
draw(struct account *ac, struct inventory *inv, uint64_t seed,
    struct arena *a)
{
	const struct account_shape shape = { .seed = seed, .vpcs = 1,
	    .clusters = 2, .nodes = 5, .pods = 12 };
	const struct account_how how = { seed, 1, 0 };
	struct out *o = arena_new(a, struct out);
	struct err e = ERR_INIT;
	const char *text;
	size_t n;

	account_draw(ac, &shape, a);
	out_init_memory(o, a);
	for (int d = 0; d < ACCOUNT_NODES; d++)
		account_write(ac, (enum account_document)d, &how, o);
	text = out_memory(o, &n);
	if (!documents_parse(inv, "account", text, n, 0, a, NULL, &e))
		fail_msg("seed %llu: %s", (unsigned long long)seed, e.msg);
}

/* What is at each address, without those of other accounts. */
enum at { AT_FREE, AT_AWS, AT_SINGLE, AT_PREFIX };

static enum at *
map_of(const struct account *ac, const struct account_subnet *s,
    struct arena *a)
{
	enum at *m = arena_array(a, s->size, enum at);

	for (uint32_t i = 0; i < s->size; i++)
		m[i] = i < 4 || i == s->size - 1 ? AT_AWS : AT_FREE;
	for (size_t i = 0; i < ac->nenis; i++) {
		const struct account_eni *e = &ac->enis[i];

		if (&ac->subnets[e->subnet] != s)
			continue;
		for (size_t k = 0; k < e->naddresses; k++)
			m[e->addresses[k] - s->base] = AT_SINGLE;
		for (size_t k = 0; k < e->nprefixes; k++)
			for (uint32_t j = 0; j < BLOCK_SIZE; j++)
				m[e->prefixes[k] - s->base + j] = AT_PREFIX;
	}
	return m;
}

static enum block_state
naive_state(const struct account_subnet *s, const enum at *m, uint32_t at)
{
	bool aws = false, single = false, explicit = false;

	for (uint32_t i = at; i < at + BLOCK_SIZE; i++) {
		if (m[i] == AT_PREFIX)
			return BLOCK_DELEGATED;
		aws = aws || m[i] == AT_AWS;
		single = single || m[i] == AT_SINGLE;
		explicit = explicit || s->spots[i].reserved ==
		    TRUTH_RESERVED_EXPLICIT;
	}
	return aws ? BLOCK_AWS : single ? BLOCK_SPOILT : explicit ?
	    BLOCK_RESERVED : BLOCK_FREE;
}

static const struct account_subnet *
subnet_of(const struct account *ac, const struct blockmap *b)
{
	for (size_t i = 0; i < ac->nsubnets; i++)
		if (strcmp(ac->subnets[i].id, b->subnet->id) == 0)
			return &ac->subnets[i];
	fail_msg("%s", b->subnet->id);
	return NULL;
}

static void
check_blocks(const struct account *ac, const struct blockmap *b,
    uint64_t *seen)
{
	const struct account_subnet *s = subnet_of(ac, b);
	struct arena a = ARENA_INIT;
	const enum at *m = map_of(ac, s, &a);
	uint64_t room = 0, sum = 0, hidden = 0;

	assert_int_equal(b->n, s->size / BLOCK_SIZE);
	for (uint32_t i = 0; i < s->size; i++) {
		room += m[i] == AT_FREE && s->spots[i].reserved == 0;
		/* In a reservation for prefixes nobody can tell. */
		hidden += s->spots[i].truth == TRUTH_HIDDEN &&
		    s->spots[i].reserved != TRUTH_RESERVED_PREFIX;
	}
	for (size_t i = 0; i < b->n; i++) {
		uint32_t at = (uint32_t)i * BLOCK_SIZE;
		uint64_t held = 0;

		for (uint32_t k = at; k < at + BLOCK_SIZE; k++)
			held += m[k] == AT_SINGLE;
		assert_int_equal(b->v[i].first, s->base + at);
		assert_int_equal(b->v[i].state, naive_state(s, m, at));
		assert_int_equal(b->v[i].held, held);
		assert_int_equal(b->v[i].inside, s->spots[at].reserved ==
		    TRUTH_RESERVED_PREFIX);
		seen[b->v[i].state]++;
	}
	for (size_t i = 0; i < BLOCK_STATES; i++)
		sum += b->states[i];
	assert_int_equal(sum, b->n);
	assert_int_equal(b->inside + b->outside, b->states[BLOCK_FREE]);
	assert_int_equal(b->room, room);
	assert_true(b->unaccounted_known);
	assert_int_equal(b->unaccounted, hidden);
	arena_clear(&a);
}

static void
truth(void **state)
{
	uint64_t seen[BLOCK_STATES] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct inventory inv;
		struct blockmaps l;
		struct account ac;

		draw(&ac, &inv, seed, &a);
		assert_true(blockmap_make(&l, &inv, NULL, 0, &a, &e));
		assert_int_equal(l.n, ac.nsubnets);
		for (size_t i = 0; i < l.n; i++)
			check_blocks(&ac, &l.v[i], seen);
		arena_clear(&a);
	}
	for (size_t i = 0; i < BLOCK_STATES; i++)
		assert_true(seen[i] != 0);
}

/* --- risk --------------------------------------------------------------- */

#define FREE_BLOCKS 2
#define ROOM 3			/* free addresses in other blocks */
#define TOTAL (FREE_BLOCKS * BLOCK_SIZE + ROOM)

struct tally {
	uint64_t n, left[FREE_BLOCKS + 1];
};

/* All choices of so many addresses from at on. */
static void
every(struct tally *t, unsigned at, unsigned more, const bool *hit)
{
	if (more == 0) {
		t->n++;
		t->left[FREE_BLOCKS - hit[0] - hit[1]]++;
		return;
	}
	for (unsigned i = at; i < TOTAL; i++) {
		bool now[FREE_BLOCKS + 1] = { hit[0], hit[1], false };

		now[i / BLOCK_SIZE < FREE_BLOCKS ? i / BLOCK_SIZE :
		    FREE_BLOCKS] = true;
		every(t, i + 1, more - 1, now);
	}
}

struct expected {
	struct tally t;
	uint64_t inside, prefixes;
};

static void
check_risk(void *arg, const struct block_risk *r)
{
	const struct expected *x = arg;
	uint64_t best = 0, worst = FREE_BLOCKS;
	double fail = 0, mean = 0;

	for (uint64_t j = 0; j <= FREE_BLOCKS; j++) {
		double p = (double)x->t.left[j] / (double)x->t.n;

		if (x->t.left[j] != 0 && j > best)
			best = j;
		if (x->t.left[j] != 0 && j < worst)
			worst = j;
		mean += p * (double)(x->inside + j);
		fail += x->inside + j < x->prefixes ? p : 0;
	}
	assert_int_equal(r->best, x->inside + best);
	assert_int_equal(r->worst, x->inside + worst);
	assert_true(fabs(r->mean - mean) < 1e-12);
	assert_true(fabs(r->p_fail - fail) < 1e-12);
}

static void
risk(void **state)
{
	static const bool none[FREE_BLOCKS + 1];

	(void)state;
	for (unsigned hidden = 0; hidden <= 2; hidden++)
		for (unsigned n = 0; n + hidden <= 4; n++)
			for (uint64_t k = 0; k <= FREE_BLOCKS + 2; k++) {
				struct blockmap b = { .outside = FREE_BLOCKS,
				    .inside = 1, .room = TOTAL,
				    .unaccounted = hidden };
				struct expected x = { .inside = 1,
				    .prefixes = k };
				struct arena a = ARENA_INIT;

				every(&x.t, 0, n + hidden, none);
				block_risk(&b, n, n, k, &a, check_risk, &x);
				arena_clear(&a);
			}
}

static double left_mean;

static void
keep_mean(void *arg, const struct block_risk *r)
{
	(void)arg;
	left_mean = r->mean;
	assert_true(r->p_fail >= 0 && r->p_fail <= 1);
	assert_true(r->best >= r->worst);
	assert_true(r->mean <= (double)r->best + 1e-9);
	assert_true(r->mean >= (double)r->worst - 1e-9);
}

/* A block stays free when all of the n fall beside it. */
static void
risk_mean(void **state)
{
	const unsigned total = 4094 * 16 + 11, steps[] = { 0, 1, 7, 100, 900 };
	struct blockmap b = { .outside = 4094, .room = 4094 * 16 + 11 };

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct arena a = ARENA_INIT;
		double p = 1;

		for (unsigned k = 0; k < 16; k++)
			p *= (double)(total - steps[i] - k) / (total - k);
		block_risk(&b, steps[i], steps[i], 1, &a, keep_mean, NULL);
		assert_true(fabs(left_mean - 4094 * p) < 1e-6);
		arena_clear(&a);
	}
	/* More than there is room for: all that is outside is gone. */
	b = (struct blockmap){ .outside = 3, .inside = 2, .room = 50 };
	{
		struct arena a = ARENA_INIT;

		block_risk(&b, 48, 60, 3, &a, keep_mean, NULL);
		assert_true(fabs(left_mean - 2) < 1e-12);
		arena_clear(&a);
	}
}

/* --- smallest ----------------------------------------------------------- */

#define ELEMENTS 11

static uint64_t
naive_smallest(const struct smallest *s)
{
	uint64_t best = UINT64_MAX;

	for (unsigned m = 0; m < 1u << s->nelements; m++) {
		uint64_t cost = 0, weight = 0;

		for (size_t i = 0; i < s->nelements; i++)
			cost += m >> i & 1 ? s->costs[i] : 0;
		for (size_t k = 0; k < s->nsets; k++) {
			bool complete = true;

			for (size_t i = 0; i < s->sets[k].n; i++)
				complete = complete &&
				    (m >> s->sets[k].elements[i] & 1);
			weight += complete ? s->sets[k].weight : 0;
		}
		if (weight >= s->need && cost < best)
			best = cost;
	}
	return best;
}

static void
random_sets(struct smallest *s, size_t elements, size_t sets,
    struct arena *a)
{
	struct smallest_set *v = arena_array(a, sets, struct smallest_set);
	uint64_t *costs = arena_array(a, elements, uint64_t), all = 0;

	for (size_t i = 0; i < elements; i++)
		costs[i] = 1 + rnd(3) * rnd(2);
	for (size_t i = 0; i < sets; i++) {
		v[i].weight = 1 + rnd(2) * rnd(5);
		all += v[i].weight;
		for (unsigned k = 0; k < elements; k++)
			if (rnd(elements) < 3)
				*arena_push(a, v[i].elements, v[i].n) = k;
		if (v[i].n == 0)
			*arena_push(a, v[i].elements, v[i].n) =
			    (unsigned)rnd(elements);
	}
	*s = (struct smallest){ .sets = v, .nsets = sets,
	    .nelements = elements, .costs = costs, .need = 1 + rnd(all + 1) };
}

/* What is chosen costs and completes what is said. */
static void
check_choice(const struct smallest *s)
{
	uint64_t cost = 0, weight = 0;

	for (size_t i = 0; i < s->nelements; i++)
		cost += s->chosen[i] ? s->costs[i] : 0;
	for (size_t k = 0; k < s->nsets; k++) {
		bool complete = true;

		for (size_t i = 0; i < s->sets[k].n; i++)
			complete = complete &&
			    s->chosen[s->sets[k].elements[i]];
		weight += complete ? s->sets[k].weight : 0;
	}
	assert_int_equal(cost, s->cost);
	assert_int_equal(weight, s->weight);
	assert_true(weight >= s->need);
	assert_true(s->bound <= s->cost);
}

static void
smallest(void **state)
{
	(void)state;
	random_state = 5;
	for (int i = 0; i < 600; i++) {
		struct arena a = ARENA_INIT;
		struct smallest s;
		uint64_t best;

		random_sets(&s, 1 + rnd(ELEMENTS), 1 + rnd(14), &a);
		best = naive_smallest(&s);
		smallest_find(&s, &a);
		assert_int_equal(s.possible, best != UINT64_MAX);
		if (s.possible) {
			assert_true(s.exact);
			assert_int_equal(s.cost, best);
			assert_int_equal(s.bound, best);
			check_choice(&s);
		}
		arena_clear(&a);
	}
}

/* Too large to be sure of: what is said must hold all the same. */
static void
smallest_large(void **state)
{
	bool stopped = false;

	(void)state;
	random_state = 6;
	for (int i = 0; i < 6; i++) {
		struct arena a = ARENA_INIT;
		struct smallest s;

		random_sets(&s, 21 + rnd(100), 300, &a);
		s.need = s.need / 3 + 1;
		smallest_find(&s, &a);
		assert_true(s.possible);
		check_choice(&s);
		stopped = stopped || !s.exact;
		arena_clear(&a);
	}
	assert_true(stopped);
}

/* --- recycling and reservations ----------------------------------------- */

/* Blocks to be had when the units of the mask are gone, but for their own. */
static uint64_t
naive_gain(const struct blockmap *b, const struct recycle *r, unsigned mask)
{
	uint64_t gain = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct blockmap_block *k = &b->v[i];
		bool gone = k->nusers != 0 && i != 0 && i + 1 != b->n &&
		    (k->reservation == NULL || k->inside);

		for (size_t u = 0; u < k->nusers && gone; u++) {
			const struct inv_eni *e = k->users[u].eni;
			const struct inv_instance *v;
			enum recycle_kind kind = recycle_kind(b->inv, e, &v);
			const char *id = kind == RECYCLE_NODE ? v->id : e->id;
			bool in = false;

			for (size_t j = 0; j < r->nunits; j++)
				in = in || ((mask >> j & 1) && strcmp(
				    r->units[j].id, id) == 0);
			gone = in && (k->state == BLOCK_SPOILT ||
			    !e->attached);
		}
		gain += gone;
	}
	return gain;
}

static void
check_recycle(const struct blockmap *b, uint64_t need, size_t *tried)
{
	struct arena a = ARENA_INIT;
	struct recycle r;
	unsigned best = UINT32_MAX, chosen = 0;

	recycle_find(&r, b, need, false, &a);
	if (r.nunits > 11) {
		arena_clear(&a);
		return;
	}
	for (unsigned m = 0; m < 1u << r.nunits; m++)
		if ((unsigned)__builtin_popcount(m) < best &&
		    naive_gain(b, &r, m) >= need)
			best = (unsigned)__builtin_popcount(m);
	assert_int_equal(r.most, naive_gain(b, &r, (1u << r.nunits) - 1));
	assert_int_equal(r.possible, best != UINT32_MAX);
	if (r.possible) {
		assert_true(r.exact);
		assert_int_equal(r.size, best);
		assert_int_equal(r.bound, best);
		for (size_t i = 0; i < r.nunits; i++)
			chosen |= (unsigned)r.units[i].chosen << i;
		assert_int_equal(__builtin_popcount(chosen), r.size);
		assert_int_equal(naive_gain(b, &r, chosen), r.gain);
		++*tried;
	}
	arena_clear(&a);
}

/* Each place, by its own blocks. */
static void
check_reserve(const struct blockmap *b, unsigned len)
{
	struct arena a = ARENA_INIT;
	struct reserve r;
	uint64_t blocks = UINT64_C(1) << (28 - len), fit = 0;

	reserve_find(&r, b, len, &a);
	for (size_t first = 0; first < b->n && len >= b->subnet->cidr.len;
	    first += blocks) {
		bool clear = true;

		for (size_t i = first; i < first + blocks; i++)
			clear = clear && b->v[i].reservation == NULL;
		fit += clear;
	}
	assert_int_equal(r.n, fit);
	for (size_t i = 0; i < r.n; i++) {
		const struct reserve_place *p = &r.v[i];
		uint64_t sum = 0;

		for (size_t k = 0; k < BLOCK_STATES; k++)
			sum += p->states[k];
		assert_int_equal(sum, blocks);
		assert_int_equal(p->blocks, blocks);
		assert_true(prefix_covers(&b->subnet->cidr, &p->cidr));
		assert_int_equal(p->takes + p->held + 16 *
		    p->states[BLOCK_DELEGATED], blocks * 16 -
		    4 * (p->cidr.addr == b->subnet->cidr.addr) -
		    (prefix_last(&p->cidr) ==
		    prefix_last(&b->subnet->cidr)));
		assert_true(p->fixed <= p->held);
		if (i != 0)
			assert_true(p->states[BLOCK_FREE] +
			    p->states[BLOCK_DELEGATED] <=
			    p[-1].states[BLOCK_FREE] +
			    p[-1].states[BLOCK_DELEGATED]);
	}
	arena_clear(&a);
}

/* What outlives its node does not go with it; all else of a node does. */
static void
check_stays(const struct account *ac, const struct inventory *inv,
    size_t *stay)
{
	for (size_t i = 0; i < ac->nenis; i++) {
		const struct account_eni *t = &ac->enis[i];
		const struct inv_instance *v;
		enum recycle_kind kind = recycle_kind(inv, inventory_eni(inv,
		    t->id), &v);

		if (t->truth != TRUTH_NODE_OTHER)
			continue;
		assert_int_equal(kind, t->stays ? RECYCLE_NOBODY :
		    RECYCLE_NODE);
		*stay += t->stays;
	}
}

static void
recycling(void **state)
{
	size_t tried = 0, stay = 0;

	(void)state;
	for (uint64_t seed = 100; seed < 140; seed++) {
		struct arena a = ARENA_INIT;
		struct err e = ERR_INIT;
		struct inventory inv;
		struct blockmaps l;
		struct account ac;

		draw(&ac, &inv, seed, &a);
		assert_true(blockmap_make(&l, &inv, NULL, 0, &a, &e));
		check_stays(&ac, &inv, &stay);
		for (size_t i = 0; i < l.n; i++) {
			for (uint64_t need = 1; need < 20; need += 3)
				check_recycle(&l.v[i], need, &tried);
			for (unsigned len = 21; len <= 28; len++)
				check_reserve(&l.v[i], len);
		}
		arena_clear(&a);
	}
	assert_true(tried > 50);
	assert_true(stay > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(truth),
		cmocka_unit_test(risk),
		cmocka_unit_test(risk_mean),
		cmocka_unit_test(smallest),
		cmocka_unit_test(smallest_large),
		cmocka_unit_test(recycling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
