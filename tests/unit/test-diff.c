/*
 * A diff's rows add up to what usage says of both sides, a snapshot does not
 * differ from itself, in whatever order, and a diff turned round has its
 * signs turned.  On random accounts of which the second has lost, got and
 * changed ENIs.
 */
#include <string.h>

#include "capacity/diff.h"
#include "ingest/documents.h"
#include "random-account.h"
#include "random-node.h"
#include "test.h"

static void
count(struct usage *u, const struct account *ac, uint64_t shuffle,
    struct arena *a)
{
	struct inventory *inv = arena_new(a, struct inventory);
	struct out *o = arena_new(a, struct out);
	struct err e = ERR_INIT;
	const char *text;
	size_t n;

	out_init_memory(o, a);
	for (int d = 0; d < ACCOUNT_DOCUMENTS; d++) {
		bool kube = account_is_kube((enum account_document)d);

		/* Its nested ENIs are those of before. */
		for (unsigned c = 0; d != ACCOUNT_INSTANCES &&
		    c < (kube ? ac->nclusters : 1); c++)
			account_write(ac, (enum account_document)d,
			    &(struct account_how){ shuffle, 1, c }, o);
	}
	text = out_memory(o, &n);
	if (!documents_parse(inv, "account", text, n, 0, a, NULL, &e))
		fail_msg("%s", e.msg);
	usage_make(u, inv, a);
}

/* Some ENIs go, some shrink, some are left behind; a pod or two end. */
static void
change(struct account *ac)
{
	size_t kept = 0;

	for (size_t i = 0; i < ac->nenis; i++) {
		struct account_eni *e = &ac->enis[i];

		if (rnd(6) == 0)
			continue;
		if (e->naddresses > 1 && rnd(3) == 0)
			e->naddresses--;
		if (e->nprefixes > 0 && rnd(4) == 0)
			e->nprefixes--;
		if (e->truth == TRUTH_ENI_PRIMARY && rnd(4) == 0) {
			e->attached_owner = NULL;
			e->status = "available";
		}
		ac->enis[kept++] = *e;
	}
	ac->nenis = kept;
	for (size_t i = 0; i < ac->npods; i++)
		if (rnd(10) == 0)
			ac->pods[i].phase = "Succeeded";
}

static const struct usage_subnet *
find(const struct usage *u, const struct usage_subnet *s)
{
	return usage_subnet(u, s->id);
}

/* For each subnet and class, and over all. */
static void
check_sums(const struct diff *d, const struct usage *x, const struct usage *y)
{
	int64_t owners = 0, total = 0;

	for (size_t i = 0; i < y->nsubnets; i++) {
		const struct usage_subnet *s = &y->subnets[i];
		const struct usage_subnet *old = find(x, s);
		int64_t all = 0;

		for (size_t c = 0; c < USE_CLASSES; c++) {
			int64_t sum = 0;

			for (size_t k = 0; k < d->nrows; k++)
				if (d->rows[k].subnet->id == s->id &&
				    d->rows[k].class == (enum usage_class)c)
					sum += diff_change(d->rows[k].before,
					    d->rows[k].after);
			assert_int_equal(sum, diff_change(old != NULL ?
			    old->by[c] : 0, s->by[c]));
			all += sum;
		}
		assert_int_equal(all, old != NULL ? 0 : s->size);
		total += diff_change(old != NULL ? old->listed : 0,
		    s->listed);
	}
	for (size_t i = 0; i < x->nsubnets; i++)
		if (find(y, &x->subnets[i]) == NULL)
			total -= (int64_t)x->subnets[i].listed;
	for (size_t i = 0; i < d->nowners; i++)
		owners += diff_change(d->owners[i].before,
		    d->owners[i].after);
	assert_int_equal(owners, total);
	for (size_t i = 0; i < d->nenis; i++)
		total -= diff_change(d->enis[i].old, d->enis[i].new);
	assert_int_equal(total, 0);
}

static enum diff_what
turned(enum diff_what what)
{
	static const enum diff_what back[] = { [DIFF_CAME] = DIFF_WENT,
	    [DIFF_WENT] = DIFF_CAME, [DIFF_MOVED] = DIFF_MOVED,
	    [DIFF_GREW] = DIFF_SHRANK, [DIFF_SHRANK] = DIFF_GREW };

	return back[what];
}

static void
check_turned(const struct diff *d, const struct diff *e)
{
	assert_int_equal(d->nrows, e->nrows);
	assert_int_equal(d->nowners, e->nowners);
	assert_int_equal(d->nenis, e->nenis);
	for (size_t i = 0; i < d->nrows; i++) {
		assert_string_equal(d->rows[i].subnet->id,
		    e->rows[i].subnet->id);
		assert_int_equal(text_cmp(d->rows[i].owner,
		    e->rows[i].owner), 0);
		assert_int_equal(d->rows[i].class, e->rows[i].class);
		assert_int_equal(d->rows[i].before, e->rows[i].after);
		assert_int_equal(d->rows[i].after, e->rows[i].before);
	}
	for (size_t i = 0; i < d->nenis; i++) {
		const struct diff_eni *x = &d->enis[i], *y = &e->enis[i];

		assert_int_equal(x->what, turned(y->what));
		assert_int_equal(x->old, y->new);
		assert_int_equal(text_cmp(x->owner_before, y->owner_after),
		    0);
		assert_int_equal(text_cmp(x->owner_after, y->owner_before),
		    0);
	}
}

static void
make(struct diff *d, const struct usage *x, const struct usage *y,
    struct arena *a)
{
	struct err e = ERR_INIT;

	if (!diff_make(d, x, y, a, &e))
		fail_msg("%s", e.msg);
}

static void
laws(void **state)
{
	size_t seen[DIFF_SHRANK + 1] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		const struct account_shape shape = { .seed = seed,
		    .vpcs = 1, .clusters = 2, .nodes = 5, .pods = 12 };
		struct arena a = ARENA_INIT;
		struct usage x, again, y;
		struct diff d, e;
		struct account ac;

		account_draw(&ac, &shape, &a);
		count(&x, &ac, 0, &a);
		count(&again, &ac, seed, &a);
		random_state = seed;
		change(&ac);
		count(&y, &ac, seed, &a);
		make(&d, &x, &again, &a);
		assert_int_equal(d.nrows + d.nowners + d.nenis, 0);
		make(&d, &x, &y, &a);
		make(&e, &y, &x, &a);
		assert_true(d.nrows != 0);
		check_sums(&d, &x, &y);
		check_turned(&d, &e);
		for (size_t i = 0; i < d.nenis; i++)
			seen[d.enis[i].what]++;
		for (size_t i = 0; i < e.nenis; i++)
			seen[e.enis[i].what]++;
		arena_clear(&a);
	}
	for (size_t i = 0; i < COUNT(seen); i++)
		assert_true(seen[i] != 0);
}

/* Of two accounts nothing is in both: all comes, all goes. */
static void
strangers(void **state)
{
	const struct account_shape one = { .seed = 1, .vpcs = 1,
	    .clusters = 1, .nodes = 3, .pods = 5 }, two = { .seed = 2,
	    .vpcs = 1, .clusters = 1, .nodes = 3, .pods = 5 };
	struct arena a = ARENA_INIT;
	struct account ac;
	struct usage x, y;
	struct diff d;

	(void)state;
	account_draw(&ac, &one, &a);
	count(&x, &ac, 0, &a);
	account_draw(&ac, &two, &a);
	count(&y, &ac, 0, &a);
	make(&d, &x, &y, &a);
	check_sums(&d, &x, &y);
	assert_int_equal(d.nenis, x.nenis + y.nenis);
	for (size_t i = 0; i < d.nenis; i++)
		assert_true(d.enis[i].what == DIFF_CAME ||
		    d.enis[i].what == DIFF_WENT);
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(laws),
		cmocka_unit_test(strangers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
