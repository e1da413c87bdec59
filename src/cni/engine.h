/*
 * engine: ipamd, the CNI's address manager on one node, event for event.
 *
 * State and an event give a state: no I/O, no clock, no globals.  Time is
 * milliseconds from the agent's start and never goes back; randomness is a
 * seed.  Subnets are the caller's, so that many nodes can share them; nodes
 * of one simulation then run one after the other, in the order of time.
 *
 *	engine_init(&g, &setup, arena);
 *	engine_start(&g);			the agent starts at 0 ms
 *	engine_event(&g, t, &event);		in order of time,
 *	engine_pass(&g, t);			and a pass every 5 s
 *
 * A pass at a time before g.quiet_until changes nothing and need not be run:
 * nothing has happened since the last one, that one did nothing and drew no
 * random number, and no timer ends before.  engine_idle() then only moves the
 * time on.
 *
 * Rules are those of the release in setup.rules; the specification they were
 * written from is the CNI's v1.23.1 (pkg/ipamd, read 2026-08), and EC2 calls
 * take no time.  Numbers of any size in the settings are taken.  The limits
 * are at most those of model/scenario.h.
 *
 * All memory comes from the arena given; it grows with the pods and blocks
 * held at one time, not with the number of events.
 */
#ifndef CNI_ENGINE_H
#define CNI_ENGINE_H

#include "base/arena.h"
#include "cni/order.h"
#include "cni/rules.h"
#include "cni/settings.h"
#include "cni/supply.h"

struct engine_setup {
	const struct limits *limits;	/* prefix_delegation: Nitro or metal */
	const struct cni_rules *rules;
	struct cni_settings settings;
	uint64_t max_pods, unmanaged_enis;
	struct supply *subnets;		/* at least one; shared */
	size_t nsubnets;
	size_t node_subnet, eniconfig_subnet;	/* indices */
	int64_t start_ms;		/* when the agent starts */
	int64_t trunk_attach_ms, branch_cooldown_ms;
	const struct scenario_eni *enis;	/* at the start; the first */
	size_t nenis;				/* is the primary ENI */
	enum order assign, alloc, free, delete;
	bool fifo;
	uint64_t seed;
};

/* What the agent does, for a trace. */
enum action_op { ACTION_ASSIGN, ACTION_ATTACH, ACTION_UNASSIGN, ACTION_DETACH,
    ACTION_TRUNK, ACTION_NO_SPACE, ACTION_NO_SUBNET };

enum engine_call { CALL_ASSIGN, CALL_ATTACH, CALL_UNASSIGN, CALL_DETACH,
    ENGINE_CALLS };

struct action {
	enum action_op op;
	uint32_t eni, card, n, subnet;	/* as the op has them */
};

/* A single address or a /28 on an ENI. */
struct ipam_block {
	uint32_t eni;			/* its ENI's slot */
	uint32_t at;			/* its place in the ENI's list */
	uint32_t generation;		/* counts the lives of this slot */
	uint8_t used, cooling;		/* addresses of it */
	bool prefix, doomed;
};

struct ipam_eni {
	uint32_t serial, card, subnet;
	int64_t created_ms;
	bool primary, trunk, excluded;
	uint32_t *blocks;		/* slots, in the order they came */
	uint64_t *open;			/* bit by place: a pod finds room */
	uint32_t n, cap;
	/* Over its blocks: */
	uint32_t pods, cooling, prefixes, idle;	/* idle: without a pod */
	uint32_t room;			/* addresses for the next pods */
	int64_t size, used;		/* of the active blocks */
};

/* One network card. */
struct ipam_card {
	uint32_t *enis;			/* slots, in attach order */
	uint32_t n;
	uint32_t excluded, trunks;
	int64_t total, assigned;	/* active blocks, ENIs not excluded */
	int64_t prefixes, free_prefixes;	/* of all ENIs */
	int64_t spare_blocks;		/* no pod, of ENIs not excluded */
	int64_t room;
	/* Random numbers drawn in vain on it, and g->changes of that time. */
	uint64_t vain, vain_at;
};

/* A freed address that may not be used again yet. */
struct cooling {
	int64_t t_ms;
	uint32_t block, generation;
};

struct ipam_pod {
	uint64_t id;
	uint32_t place;			/* a block, a set, or one of: */
#define POD_WAITS UINT32_MAX
#define POD_GONE (UINT32_MAX - 1)
#define POD_IPV6 (UINT32_MAX - 2)
	bool multi;			/* a block on each card */
};

struct engine {
	struct engine_setup s;
	struct arena *arena;
	struct splitmix random;
	int64_t now;
	const char *error;		/* the node never becomes ready */

	/* What follows from the settings; targets end far above any count. */
	bool ipv6, pd, ip_targets, provisions;
	int64_t warm_eni, warm_ip, minimum_ip, warm_prefix, max_eni, max_pods;
	int64_t unmanaged, slots, cooldown_ms;

	bool cordoned, announced;	/* announced: the trunk is wished for */
	int64_t last_decrease, last_no_space, quiet_until;
	uint64_t changes;		/* of anything at all */

	struct ipam_card *stores;
	uint32_t nstores;
	struct ipam_eni *enis;		/* slots */
	uint32_t *free_enis, nfree_enis, next_serial;
	struct ipam_block *blocks;		/* slots */
	size_t nblocks, nfree_blocks;
	uint32_t *free_blocks;
	uint32_t *walk, *walk_blocks;	/* scratch for orders */

	struct cooling *cool;		/* a ring, in order of time */
	size_t ncool, cool_first, cool_cap;

	struct ipam_pod *pods;		/* by id; gone ones in between */
	size_t first_pod, npods, pods_cap, first_waiting;
	uint64_t next_pod, live, waiting;
	uint32_t *sets, *free_sets, nfree_sets;	/* blocks of multi pods */
	size_t nsets;

	uint64_t branch;
	struct branch_cooling {
		int64_t t_ms;
		uint64_t n;
	} *branch_cool;
	size_t nbranch_cool;
	uint64_t branch_cooling;

	/* Over all ENIs: */
	uint64_t neni, nsingle, nprefix, assigned, cooling;
	uint64_t calls[ENGINE_CALLS];	/* of EC2; failed ones too */
	uint64_t work;			/* ENIs and blocks looked at */
	struct action *actions;		/* since engine_forget() */
	size_t nactions, actions_cap;
};

/* The settings must not be refused on that type (cni_settings_refused()). */
void engine_init(struct engine *g, const struct engine_setup *setup,
    struct arena *a);
void engine_start(struct engine *g);

/* An event at t; the settings of a restart must not be refused. */
void engine_event(struct engine *g, int64_t t, const struct event *ev);

/*
 * Change the settings s as a restart does.  Why the agent would not start
 * with them, or cannot change to them while it has ENIs; or NULL.
 */
const char *engine_restart_refused(struct cni_settings *s,
    const struct limits *l, const struct settings *changes);

/* A pass at t; engine_idle(): one that changes nothing. */
void engine_pass(struct engine *g, int64_t t);
void engine_idle(struct engine *g, int64_t t);

/* The instance ends: its ENIs go back to their subnets, its pods are gone. */
void engine_end(struct engine *g);

/* The actions have been looked at. */
void engine_forget(struct engine *g);

/* Branch ENIs that hold an address, those in cooldown too. */
uint64_t engine_branch(const struct engine *g);
uint64_t engine_calls(const struct engine *g);
/* Addresses that the node takes from subnets. */
uint64_t engine_addresses(const struct engine *g);

/*
 * Single rules of a pass, for a card's store: how far from the targets, pool
 * too low or too high, blocks of a new ENI, removal of one ENI.
 */
struct shortage {
	int64_t lack, over;		/* prefixes on card 0 in prefix mode */
	bool defined;
};
struct shortage engine_shortage(const struct engine *g,
    const struct ipam_card *st);
bool engine_low(const struct engine *g, const struct ipam_card *st);
bool engine_high(const struct engine *g, const struct ipam_card *st);
int64_t engine_new_eni_size(const struct engine *g, const struct ipam_card *st);
void engine_remove_one(struct engine *g, struct ipam_card *st);

#endif
