/*
 * reserved: what subnet CIDR reservations hold back.
 *
 * Of a reservation counts what no ENI has and AWS does not keep itself.  Of
 * type prefix that much is missing from AvailableIpAddressCount from the day
 * the reservation is made; of type explicit nothing is (VPC User Guide,
 * "Subnet CIDR reservations", 2026-09).  The documents were read without
 * error, so reservations of a subnet are disjoint.
 */
#ifndef CAPACITY_RESERVED_H
#define CAPACITY_RESERVED_H

#include "model/inventory.h"

struct reserved {
	const struct inv_reservation **v;	/* by subnet, then address */
	uint64_t *free;				/* of each */
	size_t n;
	struct map by_subnet;			/* the first of a subnet */
};

void reserved_make(struct reserved *r, const struct inventory *inv,
    struct arena *a);

/* Places of a subnet's reservations: from *first up to what is returned. */
size_t reserved_range(const struct reserved *r, const char *subnet_id,
    size_t *first);

/* Over the subnet's reservations of one type. */
uint64_t reserved_free(const struct reserved *r, const char *subnet_id,
    enum reservation_type type);

#endif
