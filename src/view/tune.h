/* tune: settings side by side as tables; column names are an interface. */
#ifndef VIEW_TUNE_H
#define VIEW_TUNE_H

#include "report/doc.h"
#include "view/cni-text.h"

/* all: table points, too. */
void view_tune(struct doc *d, const struct tune *t, bool all);

#endif
