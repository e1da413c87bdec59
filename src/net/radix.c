#include "net/radix.h"

#include <stdbool.h>
#include <string.h>

#define FEW 32			/* insertion sort is as fast */
#define SMALL 4096		/* IPv4 ranges that stay in the nearest cache */
#define DIGITS (1u << 11)	/* of MSD, at most */

/* What is compared: both halves, or the first address (low is 32). */
static inline uint64_t
key4(const struct span4 *x, unsigned low)
{
	return ((uint64_t)x->first << 32 | x->last) >> low;
}

static void
insert4(struct span4 *v, size_t n, unsigned low)
{
	for (size_t i = 1; i < n; i++) {
		struct span4 x = v[i];
		size_t j = i;

		for (; j > 0 && key4(&v[j - 1], low) > key4(&x, low); j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* The bits in which keys differ, or none if they are in order. */
static uint64_t
differing4(const struct span4 *v, size_t n, unsigned low)
{
	uint64_t bits = 0, first = key4(v, low), before = first;
	bool sorted = true;

	for (size_t i = 1; i < n; i++) {
		uint64_t k = key4(&v[i], low);

		sorted &= k >= before;
		before = k;
		bits |= k ^ first;
	}
	return sorted ? 0 : bits;
}

/* One pass by 8 bits. */
static void
scatter4(const struct span4 *from, size_t n, struct span4 *to,
    unsigned shift)
{
	uint32_t at[256] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[key4(&from[i], shift) & 0xff]++;
	for (size_t i = 0; i < 256; i++) {
		uint32_t k = at[i];

		at[i] = sum;
		sum += k;
	}
	for (size_t i = 0; i < n; i++)
		to[at[key4(&from[i], shift) & 0xff]++] = from[i];
}

static void
lsd4(struct span4 *v, size_t n, unsigned low, uint64_t bits)
{
	struct span4 copy[SMALL], *from = v, *to = copy;
	unsigned at = (unsigned)__builtin_ctzll(bits);

	for (; at < 64 && bits >> at != 0; at += 8) {
		struct span4 *swap = from;

		if ((bits >> at & 0xff) == 0)
			continue;
		scatter4(from, n, to, low + at);
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
}

/* Swap every range into its bucket; end[i] is where bucket i ends. */
static void
permute4(struct span4 *v, unsigned shift, unsigned mask, const size_t *end)
{
	size_t at[DIGITS];

	at[0] = 0;
	memcpy(at + 1, end, mask * sizeof(*at));
	for (size_t b = 0; b <= mask; b++)
		while (at[b] < end[b]) {
			struct span4 x = v[at[b]];
			size_t k = key4(&x, shift) & mask;

			for (; k != b; k = key4(&x, shift) & mask) {
				struct span4 y = v[at[k]];

				v[at[k]++] = x;
				x = y;
			}
			v[at[b]++] = x;
		}
}

/* Bits of a digit, so that a bucket has some records. */
static unsigned
width_for(size_t n, unsigned top, size_t bucket)
{
	unsigned width = 11;

	while (width > 4 && n >> width < bucket)
		width--;
	return width < top ? width : top;
}

static void
sort4(struct span4 *v, size_t n, unsigned low)
{
	size_t end[DIGITS], from = 0;
	unsigned top, width, shift, mask;
	uint64_t bits;

	if (n <= FEW) {
		insert4(v, n, low);
		return;
	}
	if ((bits = differing4(v, n, low)) == 0)
		return;
	if (n <= SMALL) {
		lsd4(v, n, low, bits);
		return;
	}
	top = 64 - (unsigned)__builtin_clzll(bits);
	width = width_for(n, top, SMALL / 4);
	shift = low + top - width;
	mask = (1u << width) - 1;
	memset(end, 0, (mask + (size_t)1) * sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[key4(&v[i], shift) & mask]++;
	for (size_t b = 1; b <= mask; b++)
		end[b] += end[b - 1];
	permute4(v, shift, mask, end);
	for (size_t b = 0; b <= mask; from = end[b++])
		if (end[b] - from > 1)
			sort4(v + from, end[b] - from, low);
}

void
radix_sort4(struct span4 *v, size_t n)
{
	sort4(v, n, 32);
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
differing6(const struct span6 *v, size_t n, bool *sorted)
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
struct digit6 {
	bool low;		/* taken from first_lo */
	unsigned shift, mask;
};

static inline size_t
digit6(const struct digit6 *d, const struct span6 *x)
{
	return (d->low ? x->first_lo : x->first_hi) >> d->shift & d->mask;
}

/* The highest differing bits; a digit does not cross the halves. */
static struct digit6
highest6(u128 bits, size_t n)
{
	bool low = bits >> 64 == 0;
	uint64_t half = low ? (uint64_t)bits : (uint64_t)(bits >> 64);
	unsigned top = 64 - (unsigned)__builtin_clzll(half);
	unsigned width = width_for(n, top, 4);

	return (struct digit6){ low, top - width, (1u << width) - 1 };
}

/* Swap every record into its bucket; end[i] is where bucket i ends. */
static void
permute6(struct span6 *v, const struct digit6 *d, const size_t *end)
{
	size_t at[DIGITS];

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
	size_t end[DIGITS], from = 0;
	struct digit6 d;
	bool sorted;
	u128 bits;

	if (n <= FEW) {
		insert6(v, n);
		return;
	}
	bits = differing6(v, n, &sorted);
	if (sorted)
		return;
	d = highest6(bits, n);
	memset(end, 0, (d.mask + (size_t)1) * sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[digit6(&d, &v[i])]++;
	for (size_t b = 1; b <= d.mask; b++)
		end[b] += end[b - 1];
	permute6(v, &d, end);
	for (size_t b = 0; b <= d.mask; from = end[b++])
		if (end[b] - from > 1)
			radix_sort6(v + from, end[b] - from);
}

/* Of a run the first address is put aside and its place taken by the key. */
static void
tie4(struct span4 *v, size_t n,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg)
{
	uint32_t first = v[0].first;

	for (size_t i = 0; i < n; i++)
		v[i].first = key(arg, v[i].last);
	sort4(v, n, 0);
	for (size_t i = 0; i < n; i++)
		v[i].first = first;
}

void
radix_ties4(struct span4 *v, size_t n,
    uint32_t (*key)(const void *arg, uint32_t last), const void *arg)
{
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && v[j].first == v[i].first; j++)
			continue;
		if (j - i > 1)
			tie4(v + i, j - i, key, arg);
	}
}

/* Where the run ends that begins together with v[i]. */
static size_t
end_of_run6(const struct span6 *v, size_t i, size_t n)
{
	size_t j = i + 1;

	while (j < n && !less6(&v[i], &v[j]))
		j++;
	return j;
}

/* The same, and then by last_lo what has equal keys. */
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
	radix_sort6(v, n);
	for (size_t i = 0, j; i < n; i = j) {
		j = end_of_run6(v, i, n);
		for (size_t k = i; k < j; k++) {
			v[k].first_hi = 0;
			v[k].first_lo = v[k].last_lo;
		}
		radix_sort6(v + i, j - i);
	}
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
		j = end_of_run6(v, i, n);
		if (j - i > 1)
			tie6(v + i, j - i, key, arg);
	}
}
