/*
 * vpc: what AWS makes of an IPv4 subnet of a given length, 0 to 32.
 *
 * Of every subnet AWS keeps 5 addresses: the first four (network, router,
 * DNS, future use) and the last (VPC User Guide, "Subnet CIDR blocks",
 * 2026-09).  A delegated prefix is an aligned /28 in which nothing is taken,
 * so the first and the last /28 never are one; that is inferred, AWS prints
 * no number.
 */
#ifndef MODEL_VPC_H
#define MODEL_VPC_H

#include <stdbool.h>
#include <stdint.h>

#define VPC_RESERVED 5		/* addresses that AWS keeps */
#define VPC_BLOCK 16		/* addresses of a /28 */
#define VPC_LEN_MIN 16		/* of a subnet (the same page) */
#define VPC_LEN_MAX 28
/* Addresses of the first and last /28 that are left: 12 and 15. */
#define VPC_EDGE_FIRST 12
#define VPC_EDGE_LAST 15

/* Addresses that can be given out. */
static inline uint64_t
vpc_usable(unsigned len)
{
	uint64_t size = UINT64_C(1) << (32 - len);

	return size > VPC_RESERVED ? size - VPC_RESERVED : 0;
}

/* Is the address with this offset one that AWS keeps? */
static inline bool
vpc_keeps(unsigned len, uint64_t offset)
{
	return offset < VPC_RESERVED - 1 ||
	    offset == (UINT64_C(1) << (32 - len)) - 1;
}

/* Whole /28 blocks that EC2 can delegate. */
static inline uint64_t
vpc_blocks28(unsigned len)
{
	return len < 27 ? (UINT64_C(1) << (28 - len)) - 2 : 0;
}

#endif
