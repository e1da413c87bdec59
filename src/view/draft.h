/*
 * draft: prints a drawn plan as a plan file, ipplan-plan(5).
 *
 * Each line that is a guess ends in "# guessed: why"; what the documents do
 * not say is a line of its own in comment signs.  Texts from documents are
 * quoted where YAML needs it, so that what is printed reads back the same
 * whatever they hold.
 */
#ifndef VIEW_DRAFT_H
#define VIEW_DRAFT_H

#include "base/out.h"
#include "capacity/agree.h"
#include "capacity/draft.h"

void view_draft(struct out *o, const struct draft *d);

/*
 * Comments for the end of the plan: what it counts at rest beside what is
 * taken now, or why that cannot be said.
 */
void view_agree(struct out *o, const struct agree *v, size_t n);
void view_agree_not(struct out *o, const char *why);

#endif
