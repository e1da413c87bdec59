#include "cni/supply.h"

#include "cni/settings.h"

/* Free blocks that no single address may enter, after n more are taken. */
static int64_t
reserved(const struct supply *s, int64_t n)
{
	return s->reserved > s->held + n ? s->reserved - s->held - n : 0;
}

bool
supply_can(const struct supply *s, int64_t singles, int64_t prefixes)
{
	int64_t left = s->free - prefixes * CNI_PREFIX_SIZE - singles;

	return prefixes <= s->free_blocks && left >= 0 && (singles == 0 ||
	    left >= reserved(s, prefixes) * CNI_PREFIX_SIZE);
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
		int64_t kept = reserved(s, 0), open;

		s->free -= singles;
		open = whole_blocks(s->free - kept * CNI_PREFIX_SIZE);
		if (s->free_blocks > open + kept)
			s->free_blocks = open + kept;
	}
	s->free -= prefixes * CNI_PREFIX_SIZE;
	s->free_blocks -= prefixes;
	s->held += prefixes;
}

void
supply_give(struct supply *s, int64_t singles, int64_t prefixes)
{
	s->free += singles + prefixes * CNI_PREFIX_SIZE;
	s->free_blocks += prefixes;
	s->held -= prefixes;
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
