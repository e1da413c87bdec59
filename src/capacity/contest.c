#include "capacity/contest.h"

static void
play(struct contest *c, size_t at)
{
	uint32_t a = c->best[2 * at], b = c->best[2 * at + 1];

	/* Where n is no power of two, lower numbers may be on the right. */
	if (c->above(c->arg, b, a) || (b < a && !c->above(c->arg, a, b)))
		a = b;
	c->best[at] = a;
}

void
contest_init(struct contest *c, struct arena *a)
{
	c->best = arena_array(a, 2 * c->n + 2, uint32_t);
	for (size_t i = 0; i < c->n; i++)
		c->best[c->n + i] = (uint32_t)i;
	for (size_t at = c->n; at-- > 1;)
		play(c, at);
}

void
contest_changed(struct contest *c, uint32_t i)
{
	for (size_t at = (c->n + i) / 2; at >= 1; at /= 2)
		play(c, at);
}
