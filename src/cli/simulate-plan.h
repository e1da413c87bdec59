/* simulate-plan: "ipplan simulate --plan", a fleet. */
#ifndef CLI_SIMULATE_PLAN_H
#define CLI_SIMULATE_PLAN_H

#include "cli/cmd.h"

/* To the end, after the last row of a trace. */
#define SIMULATE_AFTER_MS 600000

struct simulate_plan {
	const char *plan, *trace;	/* trace: or the first operand */
	const char *schedule;		/* NULL: spread */
	const struct opt_list *sets, *types;
	struct opt_u64 until;		/* seconds */
	bool scattered;
};

extern const char *const simulate_schedules[];	/* ends with NULL */

/* The rest of the operands are documents.  False with the err set. */
bool simulate_plan(struct ctx *ctx, const struct simulate_plan *o, int argc,
    char **argv);

#endif
