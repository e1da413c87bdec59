/* findings: what is wrong with a plan, and the rule book, as tables. */
#ifndef VIEW_FINDINGS_H
#define VIEW_FINDINGS_H

#include "check/rule.h"
#include "report/doc.h"

/*
 * Table findings.  A format that is about findings alone (SARIF, JUnit) also
 * gets table rules: those that o lets run.
 */
void view_findings(struct doc *d, const struct findings *f,
    const struct check_options *o);

/* Table rules: a row for each rule whose id begins so; "": the whole book. */
void view_rules(struct doc *d, const char *family);

/* Table rule: one rule, a row an item. */
void view_rule(struct doc *d, const struct rule *r);

#endif
