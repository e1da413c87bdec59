/*
 * scenario: one node, what happens to it, and how a simulation walks.
 *
 * Plain structs that ingest/scenario.c fills from a scenario file, or a
 * command from its options and a trace; nothing here is computed.  Times are
 * milliseconds from the start of the agent.
 */
#ifndef MODEL_SCENARIO_H
#define MODEL_SCENARIO_H

#include "model/limits.h"
#include "model/plan.h"

/* How a list is walked: first to last, last to first, shuffled each time. */
enum order { ORDER_OLDEST, ORDER_NEWEST, ORDER_RANDOM };

enum event_op {
	EVENT_SET,		/* so many pods there shall be */
	EVENT_ADD,
	EVENT_DEL,
	EVENT_DEL_IDS,		/* ids count the pods that came, from 0 */
	EVENT_ADD_MULTI,	/* pods with an address on every card */
	EVENT_BRANCH_SET,	/* so many pods with a branch ENI */
	EVENT_CORDON,
	EVENT_UNCORDON,
	EVENT_RESTART,		/* the agent starts again, settings merged */
};

struct event {
	uint64_t t_ms;
	enum event_op op;
	uint64_t n;
	const uint64_t *ids;		/* EVENT_DEL_IDS: nids of them */
	size_t nids;
	const char *name;		/* of a pod in a trace; n is its id */
	struct settings settings;	/* EVENT_RESTART */
	bool joined;	/* one with the next: no state in between */
	struct spot at;
};

struct scenario_subnet {
	const char *id;
	bool limited;			/* else free has no end */
	uint64_t free, free_blocks;	/* addresses; whole /28s */
	bool primary;			/* the node's own */
	const char *cni_tag;		/* or NULL */
	bool cluster_ok;
	struct spot at;
};

struct scenario_eni {
	uint64_t ips, prefixes, age_ms;
};

enum scenario_trace { TRACE_CHANGES, TRACE_TICKS, TRACE_FINAL };

struct scenario {
	const char *file;		/* for messages; may be NULL */
	struct limits limits;
	const char *cni_version;	/* a release, or NULL: the newest */
	bool code_defaults;		/* else those of the manifest */
	struct settings settings;	/* over them; value NULL: absent */
	uint64_t max_pods, unmanaged_enis;
	struct scenario_subnet *subnets;
	size_t nsubnets;		/* 0: one without end */
	const char *eniconfig_subnet;	/* or NULL: the node's own */
	uint64_t trunk_attach_ms, branch_cooldown_ms;
	struct scenario_eni *enis;	/* attached before; 0: the primary */
	size_t nenis;
	struct event *events;		/* in order of time */
	size_t nevents;
	uint64_t until_ms, first_tick_ms, tick_ms;
	enum order assign, alloc, free, delete;
	bool fifo;			/* pods go oldest first */
	uint64_t seed;
	enum scenario_trace trace;
};

/* Bounds that keep a simulation finite; above any that EC2 has. */
#define SCENARIO_ENIS_MAX 1000
#define SCENARIO_IPS_MAX 1000
#define SCENARIO_CARDS_MAX 64
#define SCENARIO_SLOTS_MAX 1000000	/* ENIs * addresses * cards */
#define SCENARIO_PODS_MAX 1000000
#define SCENARIO_SUBNETS_MAX 1000
#define SCENARIO_MS_MAX UINT64_C(10000000000000)
#define SCENARIO_TICKS_MAX 10000000

/* Defaults for what a scenario leaves out; limits are zeroed. */
void scenario_init(struct scenario *s);

/* Events by time, those of one time in the order given. */
void scenario_sort(struct scenario *s);

#endif
