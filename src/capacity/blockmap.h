/*
 * blockmap: the /28 blocks of each subnet, as EC2 sees them when it delegates.
 *
 * EC2 delegates a /28 when it is aligned and none of its 16 addresses is
 * taken; the number of free addresses says nothing about that.  A block is,
 * the first that fits:
 *
 *	aws		one of the 5 addresses that AWS keeps is in it: the
 *			first and the last block of a subnet (Amazon VPC User
 *			Guide, "Subnet CIDR blocks"), never to be had;
 *	delegated	an ENI has it;
 *	spoilt		single addresses on ENIs are in it;
 *	reserved	free, and an explicit reservation, or a part of one of
 *			either type, is in it: not taken when EC2 chooses;
 *	free		can be delegated, inside a reservation for prefixes or
 *			outside (Amazon VPC User Guide, "Subnet CIDR
 *			reservations", July 2026).
 *
 * These five add up to the blocks of the subnet.  Single addresses stay out
 * of a reservation; those that were there before it remain.
 *
 * Addresses that are taken and on no ENI of the documents (unaccounted, of
 * other accounts for instance) are in blocks that nobody can name: each may
 * spoil one more free block, so what can be delegated has a lower bound too.
 */
#ifndef CAPACITY_BLOCKMAP_H
#define CAPACITY_BLOCKMAP_H

#include "base/arena.h"
#include "model/inventory.h"

#define BLOCK_SIZE 16

enum block_state {
	BLOCK_AWS, BLOCK_DELEGATED, BLOCK_SPOILT, BLOCK_RESERVED, BLOCK_FREE,
	BLOCK_STATES
};

/* An ENI with addresses in a block. */
struct blockmap_user {
	const struct inv_eni *eni;
	uint64_t addresses;		/* 16: the block is delegated to it */
};

struct blockmap_block {
	uint32_t first;			/* address */
	enum block_state state;
	const struct inv_reservation *reservation;	/* in it, or NULL */
	bool inside;			/* all of it, in one for prefixes */
	struct blockmap_user *users;	/* in the order of the ENIs */
	size_t nusers;
	uint64_t held;			/* single addresses on ENIs */
};

/* Those of one subnet. */
struct blockmap {
	const struct inventory *inv;
	const struct inv_subnet *subnet;
	const char *name;		/* its tag Name, or NULL */
	struct blockmap_block *v;		/* by address */
	size_t n;
	uint64_t states[BLOCK_STATES];	/* how many of each */
	uint64_t inside, outside;	/* BLOCK_FREE, by reservation */
	/* Addresses on ENIs; free, outside reservations, by the ENIs. */
	uint64_t listed, room;
	bool unaccounted_known;
	int64_t unaccounted;		/* below 0: different times */
	uint64_t at_least;		/* prefixes, if those unaccounted for
					   lie where they hurt most */
};

/* Of a list of subnets, by VPC as read and then by address. */
struct blockmaps {
	struct blockmap *v;
	size_t n;
};

/*
 * Of the subnets named, by id or by tag Name, or of all with an IPv4 CIDR
 * when n is 0.  EXIT_CANNOT when there are no subnets or no ENIs in the
 * documents, or no subnet of a name; EXIT_USAGE for a name of two.
 */
bool blockmap_make(struct blockmaps *l, const struct inventory *inv,
    const char *const *names, size_t n, struct arena *a, struct err *e);

const char *block_state_name(enum block_state s);

/* Prefixes that EC2 can still delegate there, by the documents. */
static inline uint64_t
blockmap_deliverable(const struct blockmap *b)
{
	return b->states[BLOCK_FREE];
}

/* Addresses of AWS in the block with that number. */
static inline uint64_t
blockmap_aws(const struct blockmap *b, size_t i)
{
	return (i == 0 ? 4 : 0) + (uint64_t)(i + 1 == b->n);
}

#endif
