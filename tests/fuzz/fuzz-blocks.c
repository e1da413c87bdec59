/*
 * Whatever documents say, blocks add up, risks are probabilities, what is to
 * be recycled gives what it says, and a snapshot does not differ from itself.
 */
#include <stdint.h>
#include <stdlib.h>

#include "capacity/block-risk.h"
#include "capacity/diff.h"
#include "capacity/recycle.h"
#include "capacity/reserve.h"
#include "ingest/documents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_risk(void *arg, const struct block_risk *r)
{
	const struct blockmap *b = arg;

	if (!(r->p_fail >= 0 && r->p_fail <= 1) || r->worst > r->best ||
	    r->best > blockmap_deliverable(b) ||
	    r->mean > (double)r->best + 1e-6 ||
	    r->mean < (double)r->worst - 1e-6)
		abort();
}

static void
check_blocks(struct blockmap *b, struct arena *a)
{
	uint64_t sum = 0;
	struct recycle r;
	struct reserve p;

	for (size_t i = 0; i < BLOCK_STATES; i++)
		sum += b->states[i];
	if (sum != b->n || b->inside + b->outside != b->states[BLOCK_FREE] ||
	    b->at_least > blockmap_deliverable(b) ||
	    b->room < BLOCK_SIZE * b->outside)
		abort();
	block_risk(b, 0, 3, 2, a, check_risk, b);
	recycle_find(&r, b, 2, false, a);
	if (r.possible && (r.gain < 2 || r.bound > r.size || r.gain > r.most))
		abort();
	reserve_find(&p, b, 26, a);
}

static void
check(const struct inventory *inv, struct arena *a)
{
	struct err e = ERR_INIT;
	struct blockmaps l;
	struct usage u;
	struct diff d;

	usage_make(&u, inv, a);
	if (!diff_make(&d, &u, &u, a, &e) || d.nrows + d.nenis != 0)
		abort();
	if (!blockmap_make(&l, inv, NULL, 0, a, &e)) {
		if (e.status != EXIT_CANNOT)
			abort();
		return;
	}
	for (size_t i = 0; i < l.n; i++)
		check_blocks(&l.v[i], a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct inventory inv;

	if (documents_parse(&inv, "f", (const char *)data, size, 0, &a, NULL,
	    &e))
		check(&inv, &a);
	else if (e.status != EXIT_INPUT || e.msg[0] == '\0')
		abort();
	arena_clear(&a);
	return 0;
}
