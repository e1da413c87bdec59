#include "net/carve.h"

static void
give(struct carve *c, unsigned len, u128 addr)
{
	struct carve_list *l = &c->free[len];

	if (l->head == l->n && l->addr != NULL) {
		l->addr[0] = addr;	/* no new memory for a used-up list */
		l->head = 0;
		l->n = 1;
		return;
	}
	*arena_push(c->arena, l->addr, l->n) = addr;
}

void
carve_init(struct carve *c, const struct set *space, enum family f,
    struct arena *a)
{
	const struct spans *v = set_spans(space, f);
	struct prefix p;

	*c = (struct carve){ .arena = a, .family = f };
	for (size_t i = 0; i < v->n; i++) {
		struct range r = spans_get(v, i);
		struct range_walk w = range_walk(&r);

		while (range_take(&w, &p))
			give(c, p.len, p.addr);
	}
}

static bool
is_empty(const struct carve *c, unsigned len)
{
	return c->free[len].head == c->free[len].n;
}

bool
carve_take(struct carve *c, unsigned len, struct prefix *p)
{
	unsigned from = len + 1;
	u128 addr;

	while (from-- > 0 && is_empty(c, from))
		continue;
	if (from == (unsigned)-1)
		return false;
	addr = c->free[from].addr[c->free[from].head++];
	while (from++ < len)
		give(c, from, addr | (host_mask(c->family, from - 1) ^
		    host_mask(c->family, from)));
	*p = (struct prefix){ addr, c->family, len };
	return true;
}

bool
carve_largest(const struct carve *c, struct prefix *p)
{
	for (unsigned len = 0; len <= family_width(c->family); len++)
		if (!is_empty(c, len)) {
			*p = (struct prefix){ c->free[len].addr[
			    c->free[len].head], c->family, len };
			return true;
		}
	return false;
}
