/*
 * simulate: what a node's address manager did over time.
 *
 * As a table, a row a change; as JSON, the trace that other simulators print
 * too, key for key.  Column names and keys are an interface.
 */
#ifndef VIEW_SIMULATE_H
#define VIEW_SIMULATE_H

#include "cni/simulate.h"
#include "report/doc.h"

/* Table "simulate": a row for each state that differs from the one before. */
struct view_simulate {
	struct doc *doc;
	struct table *table;
	char *text;			/* of the row not yet printed */
	bool any;
	uint64_t last[9];
	struct minute {			/* those with EC2 calls */
		uint64_t minute, calls[ENGINE_CALLS];
	} *minutes;
	size_t nminutes;
	uint64_t calls[ENGINE_CALLS];	/* counted so far */
};

void view_simulate(struct view_simulate *v, struct doc *d);
void view_simulate_state(struct view_simulate *v,
    const struct simulation *s);
/* Table "summary", when all is over, and "calls": a row a minute. */
void view_simulate_summary(const struct view_simulate *v,
    const struct simulation *s);

/*
 * Table "plot": the time in equal steps, and in each the largest state as a
 * bar.  States are kept as they come; memory grows with the changes.
 */
struct view_plot {
	struct arena *arena;
	struct plot_state {
		uint64_t t_ms, assigned, allocated, addresses;
	} *v;
	size_t n;
};

void view_plot_state(struct view_plot *p, const struct simulation *s);
void view_plot(struct doc *d, const struct view_plot *p,
    const struct simulation *s);

/* The JSON object of a scenario, printed as it comes. */
struct view_trace {
	struct out *out;
	bool any;			/* a state was printed */
};

void view_trace_start(struct view_trace *v, const struct simulation *s);
void view_trace_state(struct view_trace *v, const struct simulation *s,
    enum phase p);
void view_trace_end(struct view_trace *v, const struct simulation *s);

#endif
