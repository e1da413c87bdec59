/* compare: modes side by side as tables; column names are an interface. */
#ifndef VIEW_COMPARE_H
#define VIEW_COMPARE_H

#include "capacity/compare.h"
#include "report/doc.h"

void view_compare(struct doc *d, const struct compare *c);

#endif
