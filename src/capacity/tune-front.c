/*
 * The front of three numbers, the smaller the better.
 *
 * In order of the first number, then the second, then the third, whatever
 * beats a point stands before it, and is as good in the first.  So it is
 * enough to know, of all that came before, for each second number the least
 * third: stairs that go down as the second number goes up.  A point is
 * beaten when the last step not to the right of it is not above it.
 */
#include <stdlib.h>

#include "capacity/tune.h"

bool
tune_beats(const struct tune_score *a, const struct tune_score *b)
{
	return a->address_ms <= b->address_ms && a->calls <= b->calls &&
	    a->waiting_ms <= b->waiting_ms && (a->address_ms < b->address_ms ||
	    a->calls < b->calls || a->waiting_ms < b->waiting_ms);
}

static int
cmp(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static bool
same(const struct tune_point *a, const struct tune_point *b)
{
	return a->score.address_ms == b->score.address_ms &&
	    a->score.calls == b->score.calls &&
	    a->score.waiting_ms == b->score.waiting_ms;
}

/*
 * Which of two settings that do the same is simpler: fewer variables to set,
 * then the larger minimum.  A WARM_IP_TARGET without a minimum is none the
 * simpler for it (EKS-CNI-004).
 */
static int
simpler(const struct targets *a, const struct targets *b)
{
	const struct targets *of[] = { a, b };
	int effort[2];

	for (size_t i = 0; i < 2; i++)
		effort[i] = (of[i]->mode == CNI_PREFIX) +
		    (of[i]->warm_eni != 1) + (of[i]->warm_prefix != 1) +
		    2 * (of[i]->warm_ip != 0) + (of[i]->warm_ip == 0 &&
		    of[i]->minimum_ip != 0);
	return effort[0] != effort[1] ? effort[0] - effort[1] :
	    cmp(b->minimum_ip, a->minimum_ip);
}

/* Pointers into one array, so the last comparison makes it total. */
static int
by_score(const void *x, const void *y)
{
	const struct tune_point *a = *(const struct tune_point *const *)x;
	const struct tune_point *b = *(const struct tune_point *const *)y;
	int order = cmp(a->score.address_ms, b->score.address_ms);

	if (order == 0)
		order = cmp(a->score.calls, b->score.calls);
	if (order == 0)
		order = cmp(a->score.waiting_ms, b->score.waiting_ms);
	if (order == 0)
		order = cmp(a->score.unsafe, b->score.unsafe);
	if (order == 0)
		order = simpler(&a->targets, &b->targets);
	return order != 0 ? order : (a > b) - (a < b);
}

struct stairs {
	struct step {
		uint64_t calls, waiting_ms;
	} *v;
	size_t n;
};

/* Steps not to the right of calls. */
static size_t
steps_to(const struct stairs *s, uint64_t calls)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->v[mid].calls <= calls)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Put a step in; those to the right that are not below it go. */
static void
build(struct stairs *s, const struct tune_score *p)
{
	size_t at = steps_to(s, p->calls), end;

	if (at > 0 && s->v[at - 1].calls == p->calls)
		at--;
	for (end = at; end < s->n && s->v[end].waiting_ms >= p->waiting_ms;)
		end++;
	if (end == at)
		for (size_t i = s->n++; i > at; i--)
			s->v[i] = s->v[i - 1];
	else {
		for (size_t i = end; i < s->n; i++)
			s->v[at + 1 + i - end] = s->v[i];
		s->n -= end - at - 1;
	}
	s->v[at] = (struct step){ p->calls, p->waiting_ms };
}

static void
front_of(struct tune_point **v, size_t n, struct arena *scratch)
{
	struct stairs s = { arena_array(scratch, n, struct step), 0 };
	struct tune_point *first = NULL;

	qsort(v, n, sizeof(struct tune_point *), by_score);
	for (size_t i = 0; i < n; i++) {
		struct tune_point *p = v[i];
		size_t at = steps_to(&s, p->score.calls);
		bool again = first != NULL && same(first, p);

		p->front = again ? first->front : at == 0 ||
		    s.v[at - 1].waiting_ms > p->score.waiting_ms;
		p->first = !again || first->score.unsafe != p->score.unsafe;
		if (p->first)
			first = p;
		first->same = p->first ? 1 : first->same + 1;
		if (p->front && !again)
			build(&s, &p->score);
	}
}

/* All of them, and then those that are usable among themselves. */
void
tune_front(struct tune_point *v, size_t n, struct arena *scratch)
{
	struct tune_point **list = arena_array(scratch, n + 1,
	    struct tune_point *);
	size_t usable = 0;

	for (size_t i = 0; i < n; i++)
		list[i] = &v[i];
	front_of(list, n, scratch);
	for (size_t i = 0; i < n; i++)
		if (v[i].score.unsafe == 0)
			list[usable++] = &v[i];
	front_of(list, usable, scratch);
}

static int
by_preference(const struct tune_score *a, const struct tune_score *b,
    enum tune_prefer prefer)
{
	int addresses = cmp(a->address_ms, b->address_ms);
	int calls = cmp(a->calls, b->calls);
	int waits = cmp(a->waiting_ms, b->waiting_ms);

	if (prefer == PREFER_CALLS && calls != 0)
		return calls;
	if (prefer != PREFER_ADDRESSES && waits != 0)
		return waits;
	if (addresses != 0)
		return addresses;
	return waits != 0 ? waits : calls;
}

const struct tune_point *
tune_pick(const struct tune_point *v, size_t n, enum tune_prefer prefer,
    unsigned allowed)
{
	const struct tune_point *best = NULL;

	for (size_t i = 0; i < n; i++) {
		int order;

		if ((v[i].score.unsafe & ~allowed) != 0)
			continue;
		order = best == NULL ? -1 : by_preference(&v[i].score,
		    &best->score, prefer);
		if (order == 0)
			order = simpler(&v[i].targets, &best->targets);
		if (order < 0)
			best = &v[i];
	}
	return best;
}
