/*
 * nodes: instance types and what their nodes take, as tables.
 *
 * Column names are those of the command-line contract: an interface.
 */
#ifndef VIEW_NODES_H
#define VIEW_NODES_H

#include "cni/maxpods.h"
#include "cni/rest.h"
#include "cni/scatter.h"
#include "report/doc.h"

/* Table "limits": one row a type. */
struct table *view_limits(struct doc *d);
void view_limits_row(struct doc *d, struct table *t, const struct limits *l);

/* Table "maxpods": one row a rule, for one type. */
struct table *view_maxpods(struct doc *d);
void view_maxpods_rows(struct doc *d, struct table *t,
    const struct limits *l, const struct maxpods_ask *ask);

/* A node with so many pods; of the pool it had peak_pods at one time. */
struct view_node {
	const struct cni_node *node;
	uint64_t peak_pods;
	struct cni_rest rest;
	struct cni_scatter scatter;
};

/* Table "node": one row a number of pods. */
struct table *view_node(struct doc *d);
void view_node_row(struct doc *d, struct table *t, const struct view_node *v);

/* Table "explain": the terms of such a row, each with formula and source. */
struct table *view_node_explain(struct doc *d);
void view_node_explain_rows(struct doc *d, struct table *t,
    const struct view_node *v);

#endif
