/*
 * arrivals: the pods of a plan's node groups over time, as CSV.
 *
 * Columns t,nodegroup,pods: the group has so many pods from t on.  Or
 * t,nodegroup,event,pod: the group's pod of that name comes (add) or goes
 * (del).  Other columns may stand beside them.  t is seconds, with up to
 * three decimals; rows may be in any order, those of one time keep theirs.
 *
 * A group that the plan does not have, a pod that comes twice or goes without
 * having come, and whatever is no number, are input errors with file and
 * line.
 */
#ifndef INGEST_ARRIVALS_H
#define INGEST_ARRIVALS_H

#include "base/arena.h"
#include "base/err.h"
#include "model/arrivals.h"
#include "model/plan.h"

bool arrivals_read(struct arrivals *v, const struct plan *p, const char *path,
    struct arena *a, struct err *e);

/*
 * Whether the file's header has a column nodegroup: else it may be a trace of
 * one node (ingest/trace.h).  False for standard input and what cannot be
 * read.
 */
bool arrivals_recognised(const char *path);

#endif
