/* plan-parts: what the files that read a plan share; nobody else's. */
#ifndef INGEST_PLAN_PARTS_H
#define INGEST_PLAN_PARTS_H

#include "base/map.h"
#include "ingest/schema.h"
#include "model/plan.h"

/* Behind reader.arg. */
struct loading {
	struct plan *plan;
	struct map subnets;		/* by name and by id */
	struct map groups;
	size_t *named;			/* by subnet: the last list that did */
	size_t nlists;
};

static inline struct loading *
loading(const struct reader *r)
{
	return r->arg;
}

/* An input error at n; fmt has one %s, for name. */
bool plan_bad(struct reader *r, const struct node *n, const char *fmt,
    const char *name) __attribute__((format(printf, 3, 0)));

/* A list of names (or ids) of subnets, each once: a struct subnet_refs. */
bool plan_read_refs(struct reader *r, const struct node *n, void *dst);

/* Both fill a struct settings. */
extern const struct schema plan_cni_schema, plan_windows_cni_schema;
extern const struct schema plan_subnet_schema;
extern const struct schema plan_group_schema;

#endif
