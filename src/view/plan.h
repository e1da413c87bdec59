/* plan: the answer about a plan as tables subnets, nodegroups, limits. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H

#include "capacity/answer.h"
#include "report/doc.h"

/* With a->opts->terms also table explain. */
void view_plan(struct doc *d, const struct answer *a);

#endif
