/*
 * simulate: a scenario from the start of the agent to its end.
 *
 * Passes are at first_tick_ms + k * tick_ms, up to until_ms; events that come
 * no later than a pass are applied before it, those of one time in their
 * order.  Passes in which nothing can change are skipped, unless the trace
 * asks for each.
 *
 * Source: the conventions of the simulation, in the specification that the
 * engine was written from (section 13), so that two simulators agree.
 */
#ifndef CNI_SIMULATE_H
#define CNI_SIMULATE_H

#include "cni/engine.h"

enum phase { PHASE_BOOT, PHASE_EVENT, PHASE_PASS };

struct simulation {
	const struct scenario *scenario;
	struct engine engine;
	struct supply *subnets;
	/* In place of the scenario's defaults and settings, or NULL. */
	const struct cni_settings *settings;
	bool no_skip;			/* run every pass: for tests */
	/* Called after the start, each event and each pass that was run. */
	void (*state)(void *arg, const struct simulation *s, enum phase p);
	void *arg;

	/* So far: */
	uint64_t peak_addresses, max_waiting;
	uint64_t waiting_ms;		/* pods times time they waited */
	uint64_t passes, skipped;
	uint64_t calls_minute;		/* EC2 calls, most in one minute */
	uint64_t minute, minute_calls;	/* the current one, calls before it */
	int64_t last_ms;
};

/*
 * Set up and run.  s is zeroed but for settings, no_skip, state and
 * arg.  False with e
 * set: the agent does not start with the settings, or the work has no end.
 */
bool simulate(struct simulation *s, const struct scenario *scenario,
    struct arena *a, struct err *e);

const char *phase_name(enum phase p);
const char *action_name(enum action_op op);

#endif
