/* summary: table "summary", a number a row. */
#ifndef VIEW_SUMMARY_H
#define VIEW_SUMMARY_H

#include "cni/engine.h"
#include "report/doc.h"

struct table *view_summary(struct doc *d);
void view_summary_row(struct doc *d, struct table *t, const char *what,
    struct cell value, const char *unit);
/* Calls of EC2 by kind, and the most in one minute. */
void view_summary_calls(struct doc *d, struct table *t,
    const uint64_t calls[ENGINE_CALLS], uint64_t most);

#endif
