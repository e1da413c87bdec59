/*
 * arrivals: which pods come to which node group, and go, when.
 *
 * Rows are in order of time, those of one time in the order of the file.  A
 * row says how many pods a group has from then on, or that one pod, known by
 * its number, comes or goes.  All rows of a file are of one kind.
 */
#ifndef MODEL_ARRIVALS_H
#define MODEL_ARRIVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum arrival_op { ARRIVAL_SET, ARRIVAL_ADD, ARRIVAL_DEL };

/* There may be millions of them, so 16 bytes; cast before arithmetic. */
struct arrival {
	uint64_t t_ms : 44;		/* up to SCENARIO_MS_MAX */
	uint64_t op : 2;		/* enum arrival_op */
	uint64_t group : 18;		/* of the plan's */
#define ARRIVAL_GROUPS_MAX (1 << 18)
	uint32_t n;			/* pods, or the pod's number */
	uint32_t line;			/* of the file; 0: unknown */
};

struct arrivals {
	const char *file;		/* for messages; may be NULL */
	struct arrival *v;
	size_t n;
	uint32_t npods;			/* that have a number */
};

#endif
