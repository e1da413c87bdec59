/* usage: who holds the addresses of each subnet, as tables. */
#ifndef VIEW_USAGE_H
#define VIEW_USAGE_H

#include "capacity/usage.h"
#include "report/doc.h"

/*
 * Tables subnets, residue, leaks and holders; people get the last only when
 * they name it or a column.  now is a time, or 0 when none is known.
 */
void view_usage(struct doc *d, const struct usage *u, int64_t now);

/* Table groups instead of subnets; the others as above. */
void view_usage_by(struct doc *d, const struct usage *u,
    const struct usage_group *groups, size_t n, int64_t now);

#endif
