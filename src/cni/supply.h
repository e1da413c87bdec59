/*
 * supply: what a subnet has left: free addresses, and whole free /28s.
 *
 * Nodes share it.  Single addresses come out of blocks that are broken
 * already, as far as those go; a single address that is given back does not
 * mend its block, a prefix is a whole block again.  A request gets all that
 * it asks for or nothing.  Both counts may go below zero: what a node had
 * before the simulation began is taken without asking.
 *
 * Where a prefix reservation keeps blocks from single addresses, prefixes
 * come out of it first, and those outside it are given back first.
 */
#ifndef CNI_SUPPLY_H
#define CNI_SUPPLY_H

#include <stdbool.h>
#include <stdint.h>

#define SUPPLY_UNLIMITED INT64_C(1000000000000)

struct supply {
	const char *id;
	int64_t free;			/* addresses, those of blocks too */
	int64_t free_blocks;		/* whole /28s among them */
	int64_t reserved;		/* of all /28s those in reservations */
	int64_t held;			/* /28s that were taken */
	bool node_subnet;		/* that of the nodes' primary ENIs */
	/* Tag kubernetes.io/role/cni: absent or empty, "0", another value. */
	enum { TAG_NONE, TAG_ZERO, TAG_SET } tag;
	bool cluster_ok;		/* no other cluster's tag on it */
};

bool supply_can(const struct supply *s, int64_t singles, int64_t prefixes);
void supply_take(struct supply *s, int64_t singles, int64_t prefixes);
void supply_give(struct supply *s, int64_t singles, int64_t prefixes);

/* ENIs in it are excluded from pods (subnet discovery on). */
bool supply_excluded(const struct supply *s);
/* Subnet discovery may put a new ENI there. */
bool supply_usable(const struct supply *s);

#endif
