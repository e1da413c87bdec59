/*
 * cover: which of many prefixes shares addresses with another one.
 *
 * Two prefixes nest or are apart.  So the largest ones of a list, which no
 * other holds, are apart from each other; sorted, they answer by one binary
 * search, and those inside them are found while sorting.  Lists from a plan
 * may be long, and pairs of them many more: nothing here walks pairs.
 */
#ifndef CHECK_COVER_H
#define CHECK_COVER_H

#include "base/arena.h"
#include "net/prefix.h"

struct cover_entry {
	struct prefix prefix;
	size_t index;			/* in the caller's list */
};

struct cover {
	struct arena *arena;
	struct cover_entry *v;
	size_t n;			/* the outermost ones once built */
	bool built;
};

void cover_init(struct cover *c, struct arena *a);
void cover_add(struct cover *c, const struct prefix *p, size_t index);

/*
 * Call once, when all are added.  inside(arg, inner, outer), unless NULL, is
 * called once for each entry that lies in another one, with the smallest that
 * holds it; of equals the first added holds the next.
 */
void cover_build(struct cover *c, void (*inside)(void *arg, size_t inner,
    size_t outer), void *arg);

/* The lowest outermost entry that shares an address with p, or NULL. */
const struct cover_entry *cover_find(const struct cover *c,
    const struct prefix *p);

#endif
