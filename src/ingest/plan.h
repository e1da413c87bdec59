/* plan: reads a plan file, ipplan-plan(5), into a struct plan. */
#ifndef INGEST_PLAN_H
#define INGEST_PLAN_H

#include "ingest/schema.h"
#include "model/plan.h"

/*
 * Read the plan in the file at path ("-": standard input), with each of the
 * nset assignments ("nodegroups.web.pods_per_node=40") applied to it first.
 * False with e set when it is malformed, contradicts itself, or names what it
 * does not have.  Memory comes from a.
 */
bool plan_read(struct plan *p, const char *path, const char *const *sets,
    size_t nset, struct arena *a, struct err *e);

/* The same for text in memory; file is for messages. */
bool plan_parse(struct plan *p, const char *file, const char *text, size_t n,
    const char *const *sets, size_t nset, struct arena *a, struct err *e);

/* Every key of the plan file: "nodegroups.update.strategy"; for the docs. */
void plan_keys(void (*fn)(const char *path, void *arg), void *arg);

/* Apply one assignment to the tree of a plan; a usage error if it cannot. */
bool plan_set(struct node *root, const char *assignment, struct arena *a,
    struct err *e);

#endif
