#include "capacity/roll-parts.h"

static bool
before(const struct roll_due *a, const struct roll_due *b)
{
	return a->t_ms != b->t_ms ? a->t_ms < b->t_ms : a->seq < b->seq;
}

static void
swap(struct roll_due *a, struct roll_due *b)
{
	struct roll_due t = *a;

	*a = *b;
	*b = t;
}

void
roll_ask(struct roll *r, int64_t t, enum roll_what what, uint32_t node)
{
	size_t i = r->nagenda++;

	if (i == r->agenda_cap) {
		struct roll_due *old = r->agenda;

		r->agenda_cap = i == 0 ? 64 : 2 * i;
		r->agenda = arena_array(r->arena, r->agenda_cap,
		    struct roll_due);
		for (size_t k = 0; k < i; k++)
			r->agenda[k] = old[k];
	}
	r->agenda[i] = (struct roll_due){ t, r->seq++, what, node };
	for (; i > 0 && before(&r->agenda[i], &r->agenda[(i - 1) / 2]);
	    i = (i - 1) / 2)
		swap(&r->agenda[i], &r->agenda[(i - 1) / 2]);
}

struct roll_due
roll_next(struct roll *r)
{
	struct roll_due top = r->agenda[0];

	r->agenda[0] = r->agenda[--r->nagenda];
	for (size_t i = 0;;) {
		size_t least = i;

		for (size_t k = 2 * i + 1; k <= 2 * i + 2; k++)
			if (k < r->nagenda &&
			    before(&r->agenda[k], &r->agenda[least]))
				least = k;
		if (least == i)
			return top;
		swap(&r->agenda[i], &r->agenda[least]);
		i = least;
	}
}
