/* blocks: the /28 blocks of subnets as tables. */
#ifndef VIEW_BLOCKS_H
#define VIEW_BLOCKS_H

#include "capacity/block-risk.h"
#include "capacity/blockmap.h"
#include "capacity/recycle.h"
#include "capacity/reserve.h"
#include "report/doc.h"

/* Tables blocks, a row a subnet, and spoilers, a row an ENI. */
void view_blocks(struct doc *d, const struct blockmaps *l);
/* Table each: a row a block. */
void view_blocks_each(struct doc *d, const struct blockmaps *l);
/* Table map: a character a block, 32 blocks a row. */
void view_blocks_map(struct doc *d, const struct blockmaps *l);

/* Table risk; a row each call. */
struct table *view_risk(struct doc *d, const struct blockmaps *l);
void view_risk_row(struct doc *d, struct table *t, const struct blockmap *b,
    const struct block_risk *r);

/* Tables need, a row a subnet, and recycle, a row a node or ENI to go. */
struct view_recycle {
	struct table *need, *units;
};
struct view_recycle view_recycle(struct doc *d,
    const struct blockmaps *l);
void view_recycle_rows(struct doc *d, const struct view_recycle *v,
    const struct blockmap *b, const struct recycle *r);

/* Table reserve: a row a place, best first. */
struct table *view_reserve(struct doc *d, const struct blockmaps *l);
void view_reserve_rows(struct doc *d, struct table *t,
    const struct blockmap *b, const struct reserve *r);

#endif
