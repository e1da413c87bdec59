#include "capacity/block-risk.h"

void
block_risk_step(double *p, uint64_t n, uint64_t total)
{
	/* Upwards: p[j] takes what falls from p[j + 1] as it was before. */
	for (uint64_t j = 0; j <= n; j++) {
		double hit = j * (double)BLOCK_SIZE / (double)total;
		double above = j < n ? p[j + 1] * ((double)(j + 1) *
		    BLOCK_SIZE / (double)total) : 0;

		/* Rounding may leave a share of a hair above 1. */
		p[j] = p[j] * (hit < 1 ? 1 - hit : 0) + above;
	}
}

static uint64_t
at_most(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static void
judge(struct block_risk *r, const struct blockmap *b, const double *p,
    uint64_t placed, uint64_t prefixes)
{
	uint64_t spoilt_room = b->room - BLOCK_SIZE * b->outside;
	uint64_t over = placed > spoilt_room ? placed - spoilt_room : 0;

	r->best = b->inside + b->outside -
	    (over + BLOCK_SIZE - 1) / BLOCK_SIZE;
	r->worst = b->inside + b->outside - at_most(placed, b->outside);
	r->prefixes = prefixes;
	r->mean = (double)b->inside;
	r->p_fail = 0;
	for (uint64_t j = 0; j <= b->outside; j++) {
		r->mean += (double)j * p[j];
		if (b->inside + j < prefixes)
			r->p_fail += p[j];
	}
	if (r->p_fail > 1)
		r->p_fail = 1;
}

void
block_risk(const struct blockmap *b, uint64_t first, uint64_t last,
    uint64_t prefixes, struct arena *a,
    void (*row)(void *arg, const struct block_risk *r), void *arg)
{
	double *p = arena_array(a, b->outside + 2, double);
	uint64_t hidden = b->unaccounted > 0 ? at_most(
	    (uint64_t)b->unaccounted, b->room) : 0, placed = 0;
	struct block_risk r;

	p[b->outside] = 1;
	for (uint64_t n = first; n <= last; n++) {
		uint64_t want = at_most(n, b->room - hidden) + hidden;

		for (; placed < want; placed++)
			block_risk_step(p, b->outside, b->room - placed);
		r.singles = n;
		r.placed = want - hidden;
		judge(&r, b, p, placed, prefixes);
		row(arg, &r);
		if (n == UINT64_MAX)
			break;
	}
}
