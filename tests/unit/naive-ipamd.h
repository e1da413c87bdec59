/*
 * naive-ipamd: an address agent in the plainest form, the stupid twin of
 * cni/rest.c and of the engine.
 *
 * ENIs with lists of blocks that are counted anew each time, one pass every
 * 5 s, one step a pass.  A fresh node, subnets without end: so no subnet
 * choice and no failing request.  Shares nothing with cni/ but its input.
 */
#ifndef NAIVE_IPAMD_H
#define NAIVE_IPAMD_H

#include "cni/rest.h"

#define NAIVE_ENIS 64
#define NAIVE_BLOCKS 64
#define NAIVE_PODS 4096

struct naive_block {
	unsigned used;			/* pods on it */
	unsigned nfreed;
	long freed_s10[16];		/* when its addresses were */
	uint64_t id;
};

struct naive_eni {
	bool primary, trunk;
	long created_s10;		/* tenths of a second */
	uint64_t nblocks;
	struct naive_block block[NAIVE_BLOCKS];
};

struct naive_store {
	unsigned card;
	uint64_t nenis;
	struct naive_eni eni[NAIVE_ENIS];
};

struct naive {
	const struct cni_node *given;
	uint64_t max_eni, slots, block;
	bool pd, compatible, announced, error, changed;
	long now, last_decrease;	/* tenths of a second */
	uint64_t ncards;
	struct naive_store *store;
	uint64_t pending, branch, next_block;
	uint64_t pods[NAIVE_PODS];	/* those placed: ids of blocks */
	uint64_t npods;
};

struct naive_state {
	uint64_t enis, prefixes, secondary_ips, assigned, branch;
	bool stable;
};

/* Start the agent; n->store is room for 1 + further cards of them. */
void naive_boot(struct naive *n, const struct cni_node *given,
    struct naive_store *store);
void naive_add_pool_pod(struct naive *n);
void naive_add_branch_pod(struct naive *n);
/* The pod at that place goes; those that wait are the last. */
void naive_delete_pod(struct naive *n, uint64_t at);
/* One pass: the first at 2.5 s, then each 5 s; true: it changed something. */
bool naive_step(struct naive *n);
/* Run passes until nothing happens, or the largest state comes again. */
void naive_settle(struct naive *n, struct naive_state *s);

#endif
