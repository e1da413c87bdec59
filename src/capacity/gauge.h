/* gauge: a number that changes over time, its largest value, and its sum. */
#ifndef CAPACITY_GAUGE_H
#define CAPACITY_GAUGE_H

#include <stdint.h>

#include "base/sat.h"

#define NEVER (-1)

struct gauge {
	uint64_t now, most;
	int64_t most_ms;	/* when it was first there; NEVER: always 0 */
	int64_t since_ms;
	uint64_t sum_ms;	/* of now times time, up to since_ms */
};

static inline void
gauge_pass(struct gauge *g, int64_t t)
{
	g->sum_ms = sat_add(g->sum_ms, sat_mul(g->now,
	    (uint64_t)(t - g->since_ms)));
	g->since_ms = t;
}

static inline void
gauge_set(struct gauge *g, int64_t t, uint64_t v)
{
	gauge_pass(g, t);
	g->now = v;
	if (v > g->most) {
		g->most = v;
		g->most_ms = t;
	}
}

/* Forget what was before t. */
static inline void
gauge_begin(struct gauge *g, int64_t t)
{
	g->most = g->now;
	g->most_ms = g->now != 0 ? t : NEVER;
	g->since_ms = t;
	g->sum_ms = 0;
}

#endif
