/* usage: who holds the addresses of each subnet, as tables. */
#ifndef VIEW_USAGE_H
#define VIEW_USAGE_H

#include "capacity/usage-nodes.h"
#include "report/doc.h"

/* What is printed besides the subnets. */
struct view_usage {
	const struct usage *usage;
	const struct usage_node *nodes;
	size_t nnodes;
	/* Instead of subnets, unless NULL. */
	const struct usage_group *groups;
	size_t ngroups;
	int64_t now;			/* 0: not known */
};

/*
 * Tables subnets or groups, residue, leaks, nodes and holders; people get the
 * last two only when they name them or a column.
 */
void view_usage(struct doc *d, const struct view_usage *v);

#endif
