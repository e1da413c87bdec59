/*
 * reserve: where a CIDR reservation for prefixes would fit in a subnet.
 *
 * A reservation is an aligned block of the subnet that overlaps no other
 * one; who is in it already stays, and what is delegated in it goes on
 * (Amazon VPC User Guide, "Subnet CIDR reservations", July 2026).  So the
 * best place is where most /28s are free or delegated, and its price is what
 * is taken out of AvailableIpAddressCount, and whom to recycle so that all of
 * it can be used.
 */
#ifndef CAPACITY_RESERVE_H
#define CAPACITY_RESERVE_H

#include "capacity/blockmap.h"

struct reserve_place {
	struct prefix cidr;
	uint64_t blocks;		/* /28s in it */
	uint64_t states[BLOCK_STATES];	/* of those */
	uint64_t held;			/* single addresses there */
	uint64_t fixed;			/* of them, of ENIs that cannot go */
	uint64_t recycle;		/* nodes and ENIs to recycle so that
					   none but the fixed are there */
	uint64_t takes;			/* free addresses that others lose */
};

struct reserve {
	struct reserve_place *v;	/* best first */
	size_t n;
};

/* Of that length: at least the subnet's, at most 28; else there are none. */
void reserve_find(struct reserve *r, const struct blockmap *b, unsigned len,
    struct arena *a);

#endif
