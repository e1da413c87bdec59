#include "net/carve.h"

#include "base/str.h"

static void
make_room(const struct carve *c, struct carve_list *l, size_t n)
{
	if (c->family == IPV4)
		l->v4 = arena_stretch(c->arena, l->v4, l->room, n,
		    sizeof(*l->v4));
	else
		l->v6 = arena_stretch(c->arena, l->v6, l->room, n,
		    2 * sizeof(*l->v6));
	l->room = n;
}

static u128
head(const struct carve *c, unsigned len)
{
	const struct carve_list *l = &c->free[len];

	if (c->family == IPV4)
		return l->v4[l->head];
	return U128(l->v6[2 * l->head], l->v6[2 * l->head + 1]);
}

static void
give(struct carve *c, unsigned len, u128 addr)
{
	struct carve_list *l = &c->free[len];

	if (l->head == l->n)	/* used up, so begin it again */
		l->head = l->n = 0;
	if (l->n == l->room)
		make_room(c, l, l->room == 0 ? 8 : 2 * l->room);
	if (c->family == IPV4)
		l->v4[l->n] = (uint32_t)addr;
	else {
		l->v6[2 * l->n] = (uint64_t)(addr >> 64);
		l->v6[2 * l->n + 1] = (uint64_t)addr;
	}
	l->n++;
}

/* The first time round only count, so that a list has the room it needs. */
void
carve_init(struct carve *c, const struct set *space, enum family f,
    struct arena *a)
{
	size_t count[COUNT(c->free)] = { 0 };
	const struct spans *v = set_spans(space, f);
	struct prefix p;

	*c = (struct carve){ .arena = a, .family = f };
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < v->n; i++) {
			struct range r = spans_get(v, i);
			struct range_walk w = range_walk(&r);

			while (range_take(&w, &p))
				if (k == 0)
					count[p.len]++;
				else
					give(c, p.len, p.addr);
		}
		for (unsigned len = 0; len < COUNT(count) && k == 0; len++)
			if (count[len] != 0)
				make_room(c, &c->free[len], count[len]);
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
	addr = head(c, from);
	c->free[from].head++;
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
			*p = (struct prefix){ head(c, len), c->family, len };
			return true;
		}
	return false;
}
