/* diff: what changed between two snapshots, as tables. */
#ifndef VIEW_DIFF_H
#define VIEW_DIFF_H

#include "capacity/diff.h"
#include "report/doc.h"

/* Tables diff, owners, classes and enis, and the verdict. */
void view_diff(struct doc *d, const struct diff *x);

#endif
