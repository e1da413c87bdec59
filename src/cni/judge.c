#include "cni/judge.h"

#include "cni/simulate.h"

#define REST_MS 600000		/* nothing lasts longer on a settled node */

static uint64_t
min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static void
most(uint64_t *v, uint64_t w)
{
	if (w > *v)
		*v = w;
}

uint64_t
judge_capacity(const struct cni_node *n)
{
	uint64_t slots = n->limits->ipv4_per_eni - 1u;
	uint64_t branch = min(n->branch_pods, n->branch_limit);
	uint64_t places = n->max_pods > branch ? n->max_pods - branch : 0;

	if (n->unusable != NULL)
		return 0;
	if (n->mode == CNI_IPV6)
		return places;
	return min(places, n->first.pod_enis * slots * n->first.block);
}

/* --- equal questions ------------------------------------------------------ */

void
judge_normal(struct cni_node *n)
{
	struct cni_settings *s = &n->settings;
	uint64_t enis = n->limits->enis;
	uint64_t blocks = enis * n->limits->ipv4_per_eni;
	uint64_t addresses = (blocks + 1) * CNI_PREFIX_SIZE;
	bool prefix = n->mode == CNI_PREFIX;

	if (n->mode == CNI_IPV6)
		s->warm_eni = s->warm_ip = s->minimum_ip = s->warm_prefix = 0;
	if (prefix || cni_settings_ip_targets(s))
		s->warm_eni = 0;
	if (!prefix)
		s->warm_prefix = 0;
	s->warm_eni = min(s->warm_eni, enis + 1);
	s->warm_prefix = min(s->warm_prefix, blocks + 1);
	s->warm_ip = min(s->warm_ip, addresses);
	s->minimum_ip = min(s->minimum_ip, addresses);
	if (n->mode == CNI_SECONDARY)
		s->prefix_delegation = false;
	for (size_t i = 0; i < CNI_VARS; i++)
		s->given[i] = false;
}

/* --- one run -------------------------------------------------------------- */

#define STATE_WORK 16		/* an event, a pass, a pod: as so many looks */

bool
judge_spend(const struct judge_how *how, uint64_t work, struct err *e)
{
	if (how->left == NULL)
		return true;
	if (work > *how->left) {
		*how->left = 0;
		return err_cannot(e, "more nodes, settings and pods than can "
		    "be gone through; ask about fewer of them, or for less "
		    "time");
	}
	*how->left -= work;
	return true;
}

static void
make_scenario(struct scenario *sc, const struct cni_node *n,
    const struct judge_how *how)
{
	scenario_init(sc);
	sc->limits = *n->limits;
	sc->max_pods = n->max_pods;
	sc->unmanaged_enis = n->unmanaged_enis;
	sc->seed = how->seed;
	if (how->scattered)
		sc->assign = sc->alloc = sc->free = sc->delete = ORDER_RANDOM;
}

static bool
within_bounds(const struct limits *l, struct err *e)
{
	if (l->enis <= SCENARIO_ENIS_MAX &&
	    l->ipv4_per_eni <= SCENARIO_IPS_MAX &&
	    l->network_cards <= SCENARIO_CARDS_MAX &&
	    (uint64_t)l->enis * l->ipv4_per_eni * l->network_cards <=
	    SCENARIO_SLOTS_MAX)
		return true;
	return err_cannot(e, "%s: %u ENIs of %u addresses on %u network "
	    "cards are more than can be simulated", l->type, l->enis,
	    l->ipv4_per_eni, l->network_cards);
}

struct watch {
	struct judgement *j;
	uint64_t from_ms;
	uint64_t t_ms;			/* of the last state */
	uint64_t addresses;		/* since then */
	uint64_t next_pod;		/* pods that had come by then */
	uint64_t *born;			/* when each pod came, by id */
	size_t nborn;
	struct arena *arena;
	uint64_t filled_ms;		/* the last time that none waited on */
	bool waits;
	uint64_t since_ms;		/* the oldest of those that wait */
};

static void
hold(struct watch *w, uint64_t t_ms)
{
	uint64_t from = w->t_ms > w->from_ms ? w->t_ms : w->from_ms;

	if (t_ms > from)
		w->j->address_ms += w->addresses * (t_ms - from);
	w->t_ms = t_ms;
}

/* The oldest of those that wait; the time goes on to t_ms with it. */
static void
wait_on(struct watch *w, const struct engine *g, uint64_t t_ms)
{
	if (w->waits)
		most(&w->j->longest_ms, t_ms - w->since_ms);
	if (w->waits && t_ms >= w->from_ms)
		most(&w->j->longest_late_ms, t_ms - w->since_ms);
	if (w->waits && g->waiting == 0)
		w->filled_ms = t_ms;
	w->waits = false;
	for (size_t i = g->first_waiting; g->waiting != 0 && !w->waits; i++) {
		w->waits = g->pods[i].place == POD_WAITS;
		w->since_ms = w->born[g->pods[i].id];
	}
}

/*
 * Pods are served in the order in which they came, so those that wait after
 * n have come are the last ones, and the oldest of them has waited longest.
 */
static void
on_state(void *arg, const struct simulation *s, enum phase p)
{
	struct watch *w = arg;
	const struct engine *g = &s->engine;
	uint64_t now = (uint64_t)g->now, came = g->next_pod - w->next_pod;

	(void)p;
	hold(w, now);
	if (now < w->from_ms)
		w->j->calls_before = engine_calls(g);
	w->addresses = engine_addresses(g);
	w->next_pod = g->next_pod;
	w->j->pods += came;
	w->j->waits += min(came, g->waiting);
	while (came-- > 0)
		*arena_push(w->arena, w->born, w->nborn) = now;
	wait_on(w, g, now);
}

static bool
run(struct simulation *s, struct watch *w, const struct scenario *sc,
    const struct cni_node *n, const struct judge_how *how,
    struct arena *scratch, struct err *e)
{
	s->settings = &n->settings;
	s->state = on_state;
	s->arg = w;
	w->arena = scratch;
	if (!within_bounds(n->limits, e) || !simulate(s, sc, scratch, e))
		return false;
	hold(w, sc->until_ms);
	wait_on(w, &s->engine, sc->until_ms);
	w->j->calls = engine_calls(&s->engine);
	w->j->calls_minute = s->calls_minute;
	w->j->peak = s->peak_addresses;
	w->j->waiting_ms = s->waiting_ms;
	w->j->stuck = s->engine.waiting;
	return judge_spend(how, s->engine.work + STATE_WORK * (sc->nevents +
	    s->passes + s->engine.next_pod), e);
}

bool
judge(struct judgement *j, const struct cni_node *n, const struct demand *d,
    const struct judge_how *how, struct arena *scratch, struct err *e)
{
	struct simulation s = { .no_skip = false };
	struct watch w = { .j = j, .from_ms = d->from_ms };
	struct scenario sc;

	*j = (struct judgement){ .calls = 0 };
	make_scenario(&sc, n, how);
	sc.events = d->events;
	sc.nevents = d->nevents;
	sc.until_ms = d->until_ms;
	return run(&s, &w, &sc, n, how, scratch, e);
}

/* Addresses that pods can take now. */
static uint64_t
room(const struct engine *g, uint64_t pods)
{
	uint64_t places = g->s.max_pods > pods ? g->s.max_pods - pods : 0;
	uint64_t n = 0;

	if (g->ipv6)
		return places;
	for (uint32_t c = 0; c < g->nstores; c++)
		n += (uint64_t)g->stores[c].room;
	return min(n, places);
}

bool
judge_settled(struct judge_settled *j, const struct cni_node *n,
    uint64_t pods, uint64_t branch, const struct judge_how *how,
    struct arena *scratch, struct err *e)
{
	struct event ev[] = {
		{ .t_ms = DEMAND_FILL_MS, .op = EVENT_BRANCH_SET, .n = branch,
		    .joined = true },
		{ .t_ms = DEMAND_FILL_MS, .op = EVENT_SET, .n = pods },
	};
	struct judgement all = { .calls = 0 };
	struct simulation s = { .no_skip = false };
	struct watch w = { .j = &all };
	struct scenario sc;

	make_scenario(&sc, n, how);
	sc.events = ev;
	sc.nevents = 2;
	sc.until_ms = DEMAND_FILL_MS + pods * sc.tick_ms + REST_MS;
	if (!run(&s, &w, &sc, n, how, scratch, e))
		return false;
	*j = (struct judge_settled){ .calls = all.calls,
	    .addresses = engine_addresses(&s.engine),
	    .enis = s.engine.neni, .blocks = s.engine.nprefix,
	    .burst = room(&s.engine, pods + branch), .stuck = all.stuck };
	if (all.stuck != 0)
		j->filled_ms = JUDGE_NEVER;
	else if (w.filled_ms > DEMAND_FILL_MS)
		j->filled_ms = w.filled_ms - DEMAND_FILL_MS;
	return true;
}
