#include "net/carve.h"

#include <string.h>

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

static void
count(const struct spans *v, uint64_t n[129])
{
	for (size_t i = 0; i < v->n; i++) {
		struct range r = spans_get(v, i);
		struct range_walk w = range_walk(&r);
		struct prefix p;

		while (range_take(&w, &p))
			n[p.len]++;
	}
}

/*
 * A request takes the first block that is left, from its length upwards.  So
 * of the blocks in that order only as many can be taken as there are requests.
 */
static void
limit(uint64_t n[129], const uint64_t need[129])
{
	uint64_t all = 0, most[129] = { 0 };

	for (unsigned len = 0; len < 129; len++)
		all += need[len];
	for (unsigned from = 0; from < 129; from++) {
		uint64_t left = need[from] != 0 ? all : 0;

		for (unsigned len = from + 1; len-- > 0 && left != 0;) {
			uint64_t k = n[len] < left ? n[len] : left;

			if (most[len] < k)
				most[len] = k;
			left -= k;
		}
	}
	memcpy(n, most, sizeof(most));
}

void
carve_init(struct carve *c, const struct set *space, enum family f,
    const uint64_t need[129], struct arena *a)
{
	const struct spans *v = set_spans(space, f);
	uint64_t room[129] = { 0 };
	struct prefix p;

	*c = (struct carve){ .arena = a, .family = f };
	count(v, room);
	if (need != NULL)
		limit(room, need);
	for (unsigned len = 0; len < 129; len++)
		if (room[len] != 0)
			make_room(c, &c->free[len], room[len]);
	for (size_t i = 0; i < v->n; i++) {
		struct range r = spans_get(v, i);
		struct range_walk w = range_walk(&r);

		while (range_take(&w, &p))
			if (c->free[p.len].n < room[p.len])
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
	addr = head(c, from);
	c->free[from].head++;
	while (from++ < len)
		give(c, from, addr | (host_mask(c->family, from - 1) ^
		    host_mask(c->family, from)));
	*p = (struct prefix){ addr, c->family, len };
	return true;
}
