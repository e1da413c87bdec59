/*
 * trace: how many pods a node had when, as CSV.
 *
 * Columns t,pods: so many pods want an address from t on.  Or t,event,pod:
 * the pod of that name comes (add) or goes (del).  Other columns may stand
 * beside them, but nodegroup: that is a trace of more than one node
 * (ingest/arrivals.h) and an input error here.  t is seconds from the start
 * of the agent, with up to three decimals; rows may be in any order, those of
 * one time keep theirs.
 *
 * A pod that comes twice or goes without having come, and whatever is no
 * number, are input errors with file and line.
 */
#ifndef INGEST_TRACE_H
#define INGEST_TRACE_H

#include "model/scenario.h"

/* Fill the events of s, and its file; the rest of s is left alone. */
bool trace_read(struct scenario *s, const char *path, struct arena *a,
    struct err *e);

/* "12", "12.5", "0.125", up to SCENARIO_MS_MAX: to milliseconds. */
bool trace_seconds(const char *text, uint64_t *ms);

#endif
