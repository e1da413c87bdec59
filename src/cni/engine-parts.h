/* engine-parts: what the files of the engine share; nobody else's. */
#ifndef CNI_ENGINE_PARTS_H
#define CNI_ENGINE_PARTS_H

#include "cni/engine.h"

#define LONG_AGO (-INT64_C(1000000000000000))
/* Above every count, with room to multiply by the addresses of an ENI. */
#define TARGET_MAX (INT64_C(1) << 40)

static inline int64_t
engine_size(const struct ipam_block *b)
{
	return b->prefix ? CNI_PREFIX_SIZE : 1;
}

/* engine-pool.c: ENIs, blocks and the sums over them. */
struct ipam_eni *engine_new_eni(struct engine *g, uint32_t card,
    uint32_t subnet);
void engine_drop_eni(struct engine *g, struct ipam_card *st, uint32_t at);
void engine_add_blocks(struct engine *g, struct ipam_eni *e, uint64_t n,
    bool prefix);
/* Release the blocks that are doomed; returns how many. */
uint32_t engine_sweep(struct engine *g, struct ipam_eni *e);
/* Set sums back and count everything again, without cooldowns. */
void engine_recount(struct engine *g);
void engine_block_take(struct engine *g, uint32_t block);
/* The address is free again; cool: not before its cooldown ends. */
void engine_block_free(struct engine *g, uint32_t block, bool cool);
void engine_expire(struct engine *g);

/* engine-pod.c */
void engine_add(struct engine *g, uint64_t n, bool multi);
void engine_delete(struct engine *g, uint64_t n);
void engine_delete_id(struct engine *g, uint64_t id);
void engine_retry(struct engine *g);
void engine_set_branch(struct engine *g, uint64_t n);

/* engine-grow.c */
void engine_act(struct engine *g, struct action a);
void engine_grow(struct engine *g, struct ipam_card *st);
void engine_shrink(struct engine *g, struct ipam_card *st);
bool engine_has_room(const struct engine *g, const struct ipam_card *st);
bool engine_may_attach(const struct engine *g);

#endif
