/* plan: the answer about a plan as tables subnets, nodegroups, limits. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H

#include "capacity/answer.h"
#include "report/doc.h"

/* With a->opts->terms also table explain. */
/* The group's instance types, with blanks between. */
const char *view_types(struct doc *d, const struct nodegroup *g);

void view_plan(struct doc *d, const struct answer *a);

#endif
