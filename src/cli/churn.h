/* churn: the option that says how many pods a node replaces. */
#ifndef CLI_CHURN_H
#define CLI_CHURN_H

#include "cli/cmd.h"
#include "model/plan.h"

#define CHURN_OPT(offset)						\
	{ .l = "churn", .type = OPT_STRING, .off = (offset),		\
	    .arg = "pods/min",						\
	    .help = "pods that a node replaces in a minute" }

/* The option's text, or what the plan says when it is NULL. */
bool churn_parse(struct ctx *ctx, const char *text, const struct plan *p,
    uint64_t *num, uint64_t *den);

#endif
