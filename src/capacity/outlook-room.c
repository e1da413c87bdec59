/* The most with which a turned plan fits, and what the next one breaks. */
#include "capacity/outlook-parts.h"

/* What limits say with nothing of the series, to see which grow. */
struct baseline {
	uint64_t *worst;		/* by row_place(); 0: no such row */
	size_t stride;
};

/* The same row of each answer has the same place, whichever others it has. */
static size_t
row_place(const struct baseline *b, const struct outlook_turn *t,
    const struct limit_row *r)
{
	size_t i = r->subnet != NULL ? r->subnet->index :
	    r->group != NULL ? (size_t)(r->group - t->plan.nodegroups) : 0;

	return r->limit * b->stride + i;
}

/* Of one node: more nodes do not break it, but more pods on each. */
static bool
of_a_node(const struct limit_row *r)
{
	return r->limit == LIMIT_MAX_PODS || r->limit == LIMIT_BRANCH_ENIS;
}

static void
take_baseline(struct baseline *b, const struct outlook_turn *t, bool nodes)
{
	for (size_t i = 0; i < t->answer.nlimits; i++) {
		const struct limit_row *r = &t->answer.limits[i];

		if (of_a_node(r) == nodes)
			b->worst[row_place(b, t, r)] = limit_worst(r);
	}
}

static bool
find_baseline(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, struct baseline *b, struct arena *a)
{
	struct outlook_turn none, now;

	outlook_settle(o, &now.plan, a);
	if (!outlook_turn(o, t, m, 0, &none, a) || !outlook_answer(o, &now, a))
		return false;
	b->stride = o->plan->nsubnets + o->plan->nnodegroups + 1;
	b->worst = arena_array(a, LIMIT_NONE * b->stride, uint64_t);
	take_baseline(b, &none, false);
	take_baseline(b, &now, true);
	return true;
}

/* The limit that is broken, is the target's, and grows with it; or NULL. */
static const struct limit_row *
broken(const struct outlook_target *t, const struct baseline *b,
    const struct outlook_turn *turn)
{
	const struct limit_row *worst = NULL;

	for (size_t i = 0; i < turn->answer.nlimits; i++) {
		const struct limit_row *r = &turn->answer.limits[i];

		if (!limit_exceeded(r) ||
		    (t->what == OUTLOOK_SUBNET && r->subnet != t->subnet) ||
		    limit_worst(r) <= b->worst[row_place(b, turn, r)])
			continue;
		if (worst == NULL || limit_above(r, worst))
			worst = r;
	}
	return worst;
}

/* Does n fit?  If not, why; false with the outlook's err set. */
static bool
fits(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, const struct baseline *b, uint64_t n,
    struct outlook_room *why, bool *ok)
{
	struct arena scratch = ARENA_INIT;
	const struct limit_row *r = NULL;
	struct outlook_turn turn;
	bool answered = outlook_turn(o, t, m, n, &turn, &scratch);

	if (answered)
		r = broken(t, b, &turn);
	*ok = r == NULL;
	if (r != NULL) {
		why->resource = r->limit;
		why->scope = arena_strdup(o->arena, r->scope);
	}
	arena_clear(&scratch);
	return answered;
}

/* The largest n that fits, if not all do. */
static bool
largest(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, const struct baseline *b,
    struct outlook_room *room)
{
	uint64_t lo = 0, hi = 1;
	bool ok;

	room->limited = false;
	for (;; lo = hi, hi *= 2) {
		if (!fits(o, t, m, b, hi, room, &ok))
			return false;
		if (!ok)
			break;
		if (hi >= OUTLOOK_MAX)
			return true;
	}
	while (hi - lo > 1) {
		uint64_t mid = lo + (hi - lo) / 2;

		if (!fits(o, t, m, b, mid, room, &ok))
			return false;
		if (ok)
			lo = mid;
		else
			hi = mid;
	}
	room->limited = true;
	room->capacity = lo;
	return fits(o, t, m, b, hi, room, &ok);	/* why, once more */
}

/*
 * Addresses that may be in use: all but the reserve or what an upgrade and a
 * rollout take besides, whichever is more.
 */
static uint64_t
addresses_room(const struct subnet_answer *s)
{
	uint64_t steady = s->load[STEADY].addresses,
	    peak = s->load[PEAK].addresses;
	uint64_t keep = peak > steady ? peak - steady : 0;

	if (s->reserve > keep)
		keep = s->reserve;
	return s->usable > keep ? s->usable - keep : 0;
}

/* In a scratch arena: what the subnet has when so many nodes are in it. */
static bool
subnet_at(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, uint64_t nodes,
    const struct subnet_answer **s, struct arena *a)
{
	struct outlook_turn *turn = arena_new(a, struct outlook_turn);

	if (!outlook_turn(o, t, m, nodes, turn, a))
		return false;
	*s = &turn->answer.subnets[t->subnet->index];
	return true;
}

/*
 * The nodes of the plan are there to be upgraded, whether they fit or not: of
 * fewer nodes an upgrade takes less, which would look like room.
 */
static bool
subnet_room(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, const struct baseline *b,
    struct outlook_room *room)
{
	struct arena scratch = ARENA_INIT;
	const struct subnet_answer *most, *kept;
	uint64_t nodes = m->nodes, n;
	bool ok = largest(o, t, m, b, room);

	if (room->limited && room->capacity > nodes)
		nodes = room->capacity;
	ok = ok && subnet_at(o, t, m, room->limited ? room->capacity : nodes,
	    &most, &scratch) && subnet_at(o, t, m, nodes, &kept, &scratch);
	if (ok) {
		n = addresses_room(kept);
		if (!room->limited || room->resource != LIMIT_BLOCKS28 ||
		    n < most->load[STEADY].addresses) {
			room->resource = LIMIT_ADDRESSES;
			room->scope = arena_printf(o->arena, "subnet/%s",
			    t->subnet->name);
		} else
			n = most->load[STEADY].addresses;
		room->limited = true;
		room->capacity = n;
	}
	arena_clear(&scratch);
	return ok;
}

/* Then 0 is no capacity: the series is of something else than the plan. */
static bool
have_none(const struct outlook_target *t, const struct outlook_members *m,
    const struct outlook_turn *turn)
{
	for (size_t i = 0; i < turn->plan.nnodegroups; i++)
		if (m->in[i] && outlook_of_node(t->what,
		    &turn->answer.groups[i]) != 0)
			return false;
	return true;
}

/* What is counted when the most nodes are there that fit. */
static bool
measured_room(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, const struct baseline *b,
    struct outlook_room *room)
{
	struct arena scratch = ARENA_INIT;
	struct outlook_turn most;
	bool ok = largest(o, t, m, b, room);

	if (ok && room->limited) {
		ok = outlook_turn(o, t, m, room->capacity, &most, &scratch);
		if (ok) {
			room->none = have_none(t, m, &most);
			room->limited = !room->none;
			room->capacity = (uint64_t)outlook_measure(t, m,
			    &most);
		}
	}
	arena_clear(&scratch);
	return ok;
}

/* Of the most pods that fit those without a branch ENI. */
static bool
assigned_room(struct outlook *o, const struct outlook_target *t,
    const struct outlook_members *m, const struct baseline *b,
    struct outlook_room *room)
{
	static const struct outlook_target pods = { .what = OUTLOOK_PODS };
	struct arena scratch = ARENA_INIT;
	struct outlook_turn most;
	bool ok = largest(o, t, m, b, room) && (!room->limited ||
	    outlook_turn(o, t, m, room->capacity, &most, &scratch));

	if (ok && room->limited) {
		double all = outlook_measure(&pods, m, &most);

		room->none = have_none(t, m, &most);
		room->limited = !room->none;
		room->capacity = all == 0 ? 0 : (uint64_t)((double)
		    room->capacity * outlook_measure(t, m, &most) / all);
	}
	arena_clear(&scratch);
	return ok;
}

bool
outlook_room(struct outlook *o, const struct outlook_target *t,
    struct outlook_room *room)
{
	static bool (*const find[])(struct outlook *,
	    const struct outlook_target *, const struct outlook_members *,
	    const struct baseline *, struct outlook_room *) = {
		[OUTLOOK_NOTHING] = largest,
		[OUTLOOK_SUBNET] = subnet_room,
		[OUTLOOK_PODS] = largest,
		[OUTLOOK_NODES] = largest,
		[OUTLOOK_SERVICES] = largest,
		[OUTLOOK_ADDRESSES] = measured_room,
		[OUTLOOK_ALLOCATED] = measured_room,
		[OUTLOOK_ASSIGNED] = assigned_room,
		[OUTLOOK_ENIS] = measured_room,
		[OUTLOOK_PREFIXES] = measured_room,
	};
	struct arena scratch = ARENA_INIT;
	struct outlook_members m = { 0 };
	struct baseline b;
	bool ok;

	*room = (struct outlook_room){ .resource = LIMIT_NONE };
	ok = outlook_members(o, t, &m, &scratch) &&
	    find_baseline(o, t, &m, &b, &scratch) &&
	    find[t->what](o, t, &m, &b, room);
	arena_clear(&scratch);
	return ok;
}
