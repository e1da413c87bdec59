#include "cni/supply.h"

#include "cni/settings.h"

bool
supply_can(const struct supply *s, int64_t singles, int64_t prefixes)
{
	return prefixes <= s->free_blocks &&
	    s->free - prefixes * CNI_PREFIX_SIZE >= singles;
}

/* Division that rounds down, below zero too. */
static int64_t
whole_blocks(int64_t addresses)
{
	return addresses >= 0 ? addresses / CNI_PREFIX_SIZE :
	    -((-addresses + CNI_PREFIX_SIZE - 1) / CNI_PREFIX_SIZE);
}

void
supply_take(struct supply *s, int64_t singles, int64_t prefixes)
{
	if (singles > 0) {
		s->free -= singles;
		if (s->free_blocks > whole_blocks(s->free))
			s->free_blocks = whole_blocks(s->free);
	}
	s->free -= prefixes * CNI_PREFIX_SIZE;
	s->free_blocks -= prefixes;
}

void
supply_give(struct supply *s, int64_t singles, int64_t prefixes)
{
	s->free += singles + prefixes * CNI_PREFIX_SIZE;
	s->free_blocks += prefixes;
}

bool
supply_excluded(const struct supply *s)
{
	return s->tag == TAG_ZERO || (s->tag == TAG_SET && !s->cluster_ok);
}

bool
supply_usable(const struct supply *s)
{
	if (s->tag == TAG_NONE)
		return s->node_subnet;
	return s->tag == TAG_SET && s->cluster_ok;
}
