/*
 * block-risk: how many /28s are left after more single addresses came.
 *
 * EC2 does not say where it puts a single address.  Outside of reservations
 * and of delegated blocks, three placements are counted:
 *
 *	best	it fills blocks that are spoilt already, then one free block
 *		at a time;
 *	worst	each goes to a free block of its own while there is one;
 *	random	each free address is as likely as any other.
 *
 * The random one is exact, not simulated.  With T addresses free, j blocks
 * free among them, the next single address takes one of the j with
 * probability 16 j / T; so the number of free blocks is a Markov chain, and
 * its distribution after n addresses needs n steps of at most j terms, all
 * of them sums and products of positive numbers.  (The same as counting the
 * choices of n out of T addresses that leave j blocks alone.)
 *
 * Addresses that are taken and unaccounted for lie nobody knows where: they
 * are counted as the first single addresses to come.
 */
#ifndef CAPACITY_BLOCK_RISK_H
#define CAPACITY_BLOCK_RISK_H

#include "capacity/blockmap.h"

struct block_risk {
	uint64_t singles;		/* that come */
	uint64_t placed;		/* for which there is an address */
	uint64_t best, worst;		/* prefixes left to delegate */
	double mean;			/* of them, placed at random */
	double p_fail;			/* that fewer than prefixes are left */
	uint64_t prefixes;		/* asked for next */
};

/*
 * Say it for each number of singles from first to last.  Time is (last +
 * unaccounted) x free blocks.
 */
void block_risk(const struct blockmap *b, uint64_t first, uint64_t last,
    uint64_t prefixes, struct arena *a,
    void (*row)(void *arg, const struct block_risk *r), void *arg);

/*
 * p[j] becomes the probability that j of n blocks are free after one more
 * single address, when total addresses are free and 16 of each free block.
 */
void block_risk_step(double *p, uint64_t n, uint64_t total);

#endif
