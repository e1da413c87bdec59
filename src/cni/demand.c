#include "cni/demand.h"

#include "cni/order.h"

#define WAVE_MS 60000		/* from one wave of a rollout to the next */
#define LEAVE_MS 30000		/* from a wave's pods to those they replace */

struct draw {
	struct demand *d;
	struct arena *arena;
	struct splitmix random;
	uint64_t *live;			/* ids of the pods, oldest first */
	size_t n, cap;
	uint64_t next;			/* id of the next pod */
};

static struct event *
push(struct draw *w, uint64_t t_ms, enum event_op op, uint64_t n)
{
	struct event *ev = arena_push(w->arena, w->d->events, w->d->nevents);

	*ev = (struct event){ .t_ms = t_ms, .op = op, .n = n };
	return ev;
}

static void
come(struct draw *w, uint64_t t_ms, uint64_t n)
{
	if (n == 0)
		return;
	push(w, t_ms, EVENT_ADD, n);
	while (n-- > 0) {
		if (w->n == w->cap)
			w->live = arena_stretch(w->arena, w->live, w->cap,
			    2 * w->cap + 64, sizeof(*w->live));
		if (w->n == w->cap)
			w->cap = 2 * w->cap + 64;
		w->live[w->n++] = w->next++;
	}
}

/* The n pods from place at on go; the order of the others stays. */
static struct event *
go(struct draw *w, uint64_t t_ms, size_t at, size_t n)
{
	struct event *ev = push(w, t_ms, EVENT_DEL_IDS, 0);
	uint64_t *ids = arena_array(w->arena, n, uint64_t);

	for (size_t i = 0; i < n; i++)
		ids[i] = w->live[at + i];
	for (size_t i = at; i + n < w->n; i++)
		w->live[i] = w->live[i + n];
	w->n -= n;
	ev->ids = ids;
	ev->nids = n;
	return ev;
}

/* One pod by chance is replaced by another: no state in between. */
static void
replace(struct draw *w, uint64_t t_ms)
{
	if (w->n == 0)
		return;
	go(w, t_ms, splitmix_next(&w->random) % w->n, 1)->joined = true;
	come(w, t_ms, 1);
}

/* How many are replaced in a second: the whole part, and a chance of one. */
static uint64_t
second(struct draw *w, const struct demand_ask *ask)
{
	uint64_t den = ask->churn_den * 60, whole = ask->churn_num / den;
	uint64_t draw = splitmix_next(&w->random) % den;

	if (whole >= DEMAND_RATE_MAX)
		return DEMAND_RATE_MAX;
	return whole + (draw < ask->churn_num % den);
}

/* Waves are on whole seconds, before what is replaced in that second. */
static void
rollout(struct draw *w, const struct demand_ask *ask, uint64_t t_ms)
{
	uint64_t waves = ask->surge == 0 ? 0 :
	    (ask->pods + ask->surge - 1) / ask->surge;
	uint64_t since = t_ms - DEMAND_ROLLOUT_MS, wave = since / WAVE_MS;

	if (t_ms < DEMAND_ROLLOUT_MS || wave >= waves)
		return;
	if (since % WAVE_MS == 0)
		come(w, t_ms, ask->surge);
	else if (since % WAVE_MS == LEAVE_MS)
		go(w, t_ms, 0, ask->surge < w->n ? ask->surge : w->n);
}

void
demand_make(struct demand *d, const struct demand_ask *ask, struct arena *a)
{
	struct draw w = { .d = d, .arena = a, .random = { ask->seed } };

	*d = (struct demand){ .from_ms = DEMAND_CHURN_MS,
	    .until_ms = DEMAND_CHURN_MS + DEMAND_HOUR_MS };
	if (ask->branch != 0)
		push(&w, DEMAND_FILL_MS, EVENT_BRANCH_SET,
		    ask->branch)->joined = true;
	come(&w, DEMAND_FILL_MS, ask->pods);
	for (uint64_t t = d->from_ms; t < d->until_ms; t += 1000) {
		rollout(&w, ask, t);
		for (uint64_t n = second(&w, ask); n > 0; n--)
			replace(&w, t);
	}
}
