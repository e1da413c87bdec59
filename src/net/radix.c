#include "net/radix.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FEW 32			/* insertion sort is as fast */
#define BITS4 11
#define DIGITS4 (1u << BITS4)
#define MASK4 (DIGITS4 - 1)

static void
insert4(struct span4 *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct span4 x = v[i];
		size_t j = i;

		for (; j > 0 && v[j - 1].first > x.first; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* Count the three digits of each; true if v is in order already. */
static bool
count4(const struct span4 *v, size_t n, size_t count[3][DIGITS4])
{
	uint32_t before = 0;
	bool sorted = true;

	for (size_t i = 0; i < n; i++) {
		uint32_t k = v[i].first;

		sorted &= k >= before;
		before = k;
		count[0][k & MASK4]++;
		count[1][k >> BITS4 & MASK4]++;
		count[2][k >> 2 * BITS4]++;
	}
	return sorted;
}

static void
scatter4(const struct span4 *from, size_t n, struct span4 *to, size_t *count,
    unsigned shift)
{
	size_t at = 0;

	for (size_t i = 0; i < DIGITS4; i++) {
		size_t k = count[i];

		count[i] = at;
		at += k;
	}
	for (size_t i = 0; i < n; i++)
		to[count[from[i].first >> shift & MASK4]++] = from[i];
}

struct span4 *
radix_sort4(struct span4 *v, size_t n, struct span4 *tmp)
{
	size_t count[3][DIGITS4] = { { 0 } };

	if (n <= FEW) {
		insert4(v, n);
		return v;
	}
	if (count4(v, n, count))
		return v;
	for (unsigned i = 0; i < 3; i++) {
		struct span4 *swap = v;

		if (count[i][v[0].first >> i * BITS4 & MASK4] == n)
			continue;
		scatter4(v, n, tmp, count[i], i * BITS4);
		v = tmp;
		tmp = swap;
	}
	return v;
}

static inline bool
less6(const struct span6 *a, const struct span6 *b)
{
	return a->first_hi < b->first_hi ||
	    (a->first_hi == b->first_hi && a->first_lo < b->first_lo);
}

static void
insert6(struct span6 *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct span6 x = v[i];
		size_t j = i;

		for (; j > 0 && less6(&x, &v[j - 1]); j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* The bits in which first addresses differ; true in *sorted if in order. */
static u128
differing(const struct span6 *v, size_t n, bool *sorted)
{
	uint64_t hi = 0, lo = 0;

	*sorted = true;
	for (size_t i = 1; i < n; i++) {
		hi |= v[i].first_hi ^ v[0].first_hi;
		lo |= v[i].first_lo ^ v[0].first_lo;
		*sorted &= !less6(&v[i], &v[i - 1]);
	}
	return U128(hi, lo);
}

/* Which digit, of at most 11 bits, to sort by. */
struct digit {
	bool low;		/* taken from first_lo */
	unsigned shift, mask;
};

static inline size_t
digit6(const struct digit *d, const struct span6 *x)
{
	return (d->low ? x->first_lo : x->first_hi) >> d->shift & d->mask;
}

/* The highest differing bits; a digit does not cross the halves. */
static struct digit
highest(u128 bits, size_t n)
{
	bool low = bits >> 64 == 0;
	uint64_t half = low ? (uint64_t)bits : (uint64_t)(bits >> 64);
	unsigned top = 64 - (unsigned)__builtin_clzll(half), width = 11;

	while (width > 4 && n >> width < 4)
		width--;	/* about four to a bucket, or more */
	if (width > top)
		width = top;
	return (struct digit){ low, top - width, (1u << width) - 1 };
}

/* Swap every record into its bucket; end[i] is where bucket i ends. */
static void
permute(struct span6 *v, const struct digit *d, const size_t *end)
{
	size_t at[1 << 11];

	at[0] = 0;
	memcpy(at + 1, end, d->mask * sizeof(*at));
	for (size_t b = 0; b <= d->mask; b++)
		while (at[b] < end[b]) {
			struct span6 x = v[at[b]];
			size_t k = digit6(d, &x);

			for (; k != b; k = digit6(d, &x)) {
				struct span6 y = v[at[k]];

				v[at[k]++] = x;
				x = y;
			}
			v[at[b]++] = x;
		}
}

/*
 * Recursion is at most 128 / 4 deep, and sorts what differs: a level has at
 * least two buckets with something in them.
 */
void
radix_sort6(struct span6 *v, size_t n)
{
	size_t end[1 << 11], from = 0;
	struct digit d;
	bool sorted;
	u128 bits;

	if (n <= FEW) {
		insert6(v, n);
		return;
	}
	bits = differing(v, n, &sorted);
	if (sorted)
		return;
	d = highest(bits, n);
	memset(end, 0, (d.mask + (size_t)1) * sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[digit6(&d, &v[i])]++;
	for (size_t b = 1; b <= d.mask; b++)
		end[b] += end[b - 1];
	permute(v, &d, end);
	for (size_t b = 0; b <= d.mask; from = end[b++])
		if (end[b] - from > 1)
			radix_sort6(v + from, end[b] - from);
}

/* A run's keys are sorted in tmp with the run itself for help. */
static void
tie4(struct span4 *v, size_t n, struct span4 *tmp,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg)
{
	uint32_t first = v[0].first;

	for (size_t i = 0; i < n; i++)
		tmp[i] = (struct span4){ key(arg, v[i].last), v[i].last };
	tmp = radix_sort4(tmp, n, v);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct span4){ first, tmp[i].last };
}

void
radix_ties4(struct span4 *v, size_t n, struct span4 *tmp,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg)
{
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && v[j].first == v[i].first; j++)
			continue;
		if (j - i > 1)
			tie4(v + i, j - i, tmp + i, key, arg);
	}
}

static int
cmp_tie6(const void *a, const void *b)
{
	const struct span6 *x = a, *y = b;

	if (less6(x, y) || less6(y, x))
		return less6(x, y) ? -1 : 1;
	return (x->last_lo > y->last_lo) - (x->last_lo < y->last_lo);
}

/* Of a run the first address is put aside and its place taken by the key. */
static void
tie6(struct span6 *v, size_t n,
    u128 (*key)(const void *arg, const struct span6 *x), const void *arg)
{
	uint64_t hi = v[0].first_hi, lo = v[0].first_lo;

	for (size_t i = 0; i < n; i++) {
		u128 k = key(arg, &v[i]);

		v[i].first_hi = (uint64_t)(k >> 64);
		v[i].first_lo = (uint64_t)k;
	}
	qsort(v, n, sizeof(*v), cmp_tie6);
	for (size_t i = 0; i < n; i++) {
		v[i].first_hi = hi;
		v[i].first_lo = lo;
	}
}

void
radix_ties6(struct span6 *v, size_t n,
    u128 (*key)(const void *arg, const struct span6 *x), const void *arg)
{
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && !less6(&v[i], &v[j]); j++)
			continue;
		if (j - i > 1)
			tie6(v + i, j - i, key, arg);
	}
}
