#include "model/scenario.h"

#include <stdlib.h>

void
scenario_init(struct scenario *s)
{
	*s = (struct scenario){
		.limits = { .network_cards = 1, .trunking = TRUNKING_YES,
		    .prefix_delegation = true },
		.max_pods = 110,
		.trunk_attach_ms = 5000,
		.branch_cooldown_ms = 60000,
		.until_ms = 600000,
		.first_tick_ms = 2500,
		.tick_ms = 5000,
		.assign = ORDER_OLDEST,
		.alloc = ORDER_OLDEST,
		.free = ORDER_NEWEST,
		.delete = ORDER_NEWEST,
		.seed = 1,
	};
}

static int
by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->t_ms != y->t_ms)
		return x->t_ms < y->t_ms ? -1 : 1;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	return (x->at.column > y->at.column) - (x->at.column < y->at.column);
}

/* The place in the file makes the order total, so qsort() will do. */
void
scenario_sort(struct scenario *s)
{
	for (size_t i = 1; i < s->nevents; i++)
		if (s->events[i].t_ms < s->events[i - 1].t_ms) {
			qsort(s->events, s->nevents, sizeof(*s->events),
			    by_time);
			return;
		}
}
