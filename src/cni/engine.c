/*
 * The agent's life: start, restart, passes, and when a pass may be left out.
 * The order of the steps is that of nodeInit and updateIPPoolIfRequired in
 * pkg/ipamd/ipamd.go.
 */
#include "cni/engine-parts.h"

#define NOT_READY "node_not_ready: no ENI could be attached for custom " \
    "networking"

static int64_t
clamp(uint64_t v)
{
	return v > TARGET_MAX ? TARGET_MAX : (int64_t)v;
}

/* Seconds of any size to milliseconds; what is beyond 30,000 years is not. */
static int64_t
to_ms(int64_t s)
{
	if (s > TARGET_MAX)
		s = TARGET_MAX;
	return s < 0 ? -1 : s * 1000;
}

static void
configure(struct engine *g)
{
	const struct cni_settings *s = &g->s.settings;

	g->ipv6 = s->ipv6;
	g->pd = cni_settings_mode(s, g->s.limits) != CNI_SECONDARY;
	g->ip_targets = cni_settings_ip_targets(s);
	g->provisions = !s->disable_provisioning && !s->imds_only;
	g->warm_eni = clamp(s->warm_eni);
	g->warm_ip = clamp(s->warm_ip);
	g->minimum_ip = clamp(s->minimum_ip);
	g->warm_prefix = clamp(s->warm_prefix);
	g->max_eni = clamp(cni_settings_enis(s, g->s.limits));
	g->max_pods = clamp(g->s.max_pods);
	g->unmanaged = clamp(g->s.unmanaged_enis);
	g->slots = (int64_t)g->s.limits->ipv4_per_eni - 1;
	g->cooldown_ms = to_ms(s->ip_cooldown_s);
}

/* Slots for all ENIs that the cards may ever hold. */
static void
make_room(struct engine *g)
{
	size_t n = g->nstores * g->s.limits->enis + g->s.nenis + 1;
	uint64_t cap = (uint64_t)g->slots;

	for (size_t i = 0; i < g->s.nenis; i++)
		if (g->s.enis[i].ips + g->s.enis[i].prefixes > cap)
			cap = g->s.enis[i].ips + g->s.enis[i].prefixes;
	g->stores = arena_array(g->arena, g->nstores, struct ipam_card);
	g->enis = arena_array(g->arena, n, struct ipam_eni);
	g->free_enis = arena_array(g->arena, n, uint32_t);
	g->walk = arena_array(g->arena, n, uint32_t);
	g->walk_blocks = arena_array(g->arena, cap + 1, uint32_t);
	for (uint32_t c = 0; c < g->nstores; c++)
		g->stores[c].enis = arena_array(g->arena,
		    g->s.limits->enis + g->s.nenis + 1, uint32_t);
	while (g->nfree_enis < n) {
		g->enis[n - 1 - g->nfree_enis].cap = (uint32_t)cap;
		g->free_enis[g->nfree_enis] = (uint32_t)(n - 1 -
		    g->nfree_enis);
		g->nfree_enis++;
	}
}

void
engine_init(struct engine *g, const struct engine_setup *setup,
    struct arena *a)
{
	static const struct scenario_eni fresh = { 0 };
	struct supply *home = &setup->subnets[setup->node_subnet];

	*g = (struct engine){ .s = *setup, .arena = a,
	    .now = setup->start_ms, .quiet_until = LONG_AGO,
	    .random = { setup->seed }, .last_decrease = LONG_AGO,
	    .last_no_space = LONG_AGO };
	if (g->s.nenis == 0) {
		g->s.enis = &fresh;
		g->s.nenis = 1;
	}
	configure(g);
	g->nstores = g->s.settings.multi_nic ? g->s.limits->network_cards : 1;
	make_room(g);
	for (size_t i = 0; i < g->s.nenis; i++) {
		struct ipam_eni *e = engine_new_eni(g, 0,
		    (uint32_t)g->s.node_subnet);

		e->primary = i == 0;
		e->created_ms = g->now - (int64_t)g->s.enis[i].age_ms;
		supply_take(home, 1, 0);
		engine_add_blocks(g, e, g->s.enis[i].ips, false);
		engine_add_blocks(g, e, g->s.enis[i].prefixes, true);
	}
}

/* --- start ---------------------------------------------------------------- */

/* Idle blocks of the other mode go, and those of excluded ENIs. */
static void
release_stale(struct engine *g, struct ipam_eni *e)
{
	uint32_t n;

	for (uint32_t i = 0; i < e->n; i++) {
		struct ipam_block *b = &g->blocks[e->blocks[i]];

		b->doomed = b->prefix != g->pd && b->used == 0;
	}
	n = engine_sweep(g, e);
	if (n != 0)
		engine_act(g, (struct action){ ACTION_UNASSIGN, e->serial,
		    e->card, n, e->subnet });
	if (!e->excluded)
		return;
	for (uint32_t i = 0; i < e->n; i++) {
		struct ipam_block *b = &g->blocks[e->blocks[i]];

		b->doomed = b->used == 0;
	}
	engine_sweep(g, e);
}

static void
announce_trunk(struct engine *g)
{
	if (g->announced ||
	    (int64_t)g->stores[0].n >= g->max_eni - g->unmanaged)
		return;
	g->announced = true;
	g->changes++;
}

static void
boot(struct engine *g)
{
	for (uint32_t c = 0; c < g->nstores && !g->ipv6; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++)
			release_stale(g, &g->enis[g->stores[c].enis[k]]);
	if (g->s.settings.pod_eni)
		announce_trunk(g);
	for (uint32_t c = 0; c < g->nstores && g->provisions; c++) {
		struct ipam_card *st = &g->stores[c];

		if (!engine_low(g, st))
			continue;
		engine_grow(g, st);
		if (g->s.settings.custom_networking && st->total == 0) {
			g->error = NOT_READY;
			return;
		}
	}
}

/* IPv6: each card above 0 gets an ENI, which has its /80. */
static void
boot_ipv6(struct engine *g)
{
	for (uint32_t c = 1; c < g->nstores && g->provisions; c++)
		if (engine_has_room(g, &g->stores[c])) {
			supply_take(&g->s.subnets[g->s.node_subnet], 1, 0);
			engine_new_eni(g, c, (uint32_t)g->s.node_subnet);
		}
}

void
engine_start(struct engine *g)
{
	if (g->ipv6)
		boot_ipv6(g);
	else
		boot(g);
}

const char *
engine_restart_refused(struct cni_settings *s, const struct limits *l,
    const struct settings *changes)
{
	struct cni_settings old = *s;
	const char *why;

	for (size_t i = 0; i < changes->n; i++)
		cni_settings_env(s, changes->v[i].name, changes->v[i].value);
	if ((why = cni_settings_refused(s, l)) != NULL)
		return why;
	if (s->ipv6 != old.ipv6)
		return "a restart cannot change the address family";
	if (s->multi_nic != old.multi_nic && l->network_cards > 1)
		return "a restart cannot change ENABLE_MULTI_NIC";
	return NULL;
}

static void
restart(struct engine *g, const struct settings *changes)
{
	if (engine_restart_refused(&g->s.settings, g->s.limits, changes) !=
	    NULL) {
		g->error = "the agent does not start with these settings";
		return;
	}
	configure(g);
	g->last_decrease = g->last_no_space = LONG_AGO;
	for (uint32_t c = 0; c < g->nstores; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++)
			g->enis[g->stores[c].enis[k]].created_ms = g->now;
	engine_recount(g);
	boot(g);
}

/* --- events --------------------------------------------------------------- */

static void
advance(struct engine *g, int64_t t)
{
	if (t > g->now)
		g->now = t;
	engine_expire(g);
}

void
engine_event(struct engine *g, int64_t t, const struct event *ev)
{
	advance(g, t);
	g->quiet_until = LONG_AGO;
	switch (ev->op) {
	case EVENT_SET:
		if (ev->n > g->live)
			engine_add(g, ev->n - g->live, false);
		else
			engine_delete(g, g->live - ev->n);
		break;
	case EVENT_ADD:
	case EVENT_ADD_MULTI:
		engine_add(g, ev->n, ev->op == EVENT_ADD_MULTI);
		break;
	case EVENT_DEL:
		engine_delete(g, ev->n);
		break;
	case EVENT_DEL_IDS:
		if (ev->name != NULL)
			engine_delete_id(g, ev->n);
		for (size_t i = 0; i < ev->nids; i++)
			engine_delete_id(g, ev->ids[i]);
		break;
	case EVENT_BRANCH_SET:
		engine_set_branch(g, ev->n);
		break;
	case EVENT_CORDON:
	case EVENT_UNCORDON:
		g->cordoned = ev->op == EVENT_CORDON;
		break;
	case EVENT_RESTART:
		restart(g, &ev->settings);
		break;
	}
	engine_retry(g);
}

/* --- passes --------------------------------------------------------------- */

static void
attach_trunk(struct engine *g)
{
	bool custom = g->s.settings.custom_networking;
	uint32_t subnet = (uint32_t)(custom ? g->s.eniconfig_subnet :
	    g->s.node_subnet);
	struct ipam_eni *e;

	if (!g->s.settings.pod_eni || !g->announced ||
	    g->s.limits->trunking == TRUNKING_NO ||
	    g->stores[0].trunks != 0 || g->now < g->s.trunk_attach_ms ||
	    g->stores[0].n >= g->s.limits->enis)
		return;
	g->changes++;		/* not quiet: others may give space back */
	if (!supply_can(&g->s.subnets[subnet], 1, 0))
		return;
	supply_take(&g->s.subnets[subnet], 1, 0);
	e = engine_new_eni(g, 0, subnet);
	e->trunk = true;
	g->stores[0].trunks++;
	engine_act(g, (struct action){ .op = ACTION_TRUNK, .eni = e->serial });
}

/* An ENI that removal is worth looking at for (shouldRemoveExtraENIs). */
static bool
may_remove(const struct engine *g, const struct ipam_card *st, int64_t avail)
{
	int64_t target = (g->pd ? g->warm_prefix : g->warm_eni) + 1;

	if (g->ip_targets || st != &g->stores[0] || avail >= target *
	    g->slots * (g->pd ? CNI_PREFIX_SIZE : 1))
		return true;
	for (uint32_t k = 0; g->pd && k < st->n; k++) {
		const struct ipam_eni *e = &g->enis[st->enis[k]];

		if (!e->primary && !e->trunk && e->pods == 0)
			return true;
	}
	return false;
}

/* Cards do not touch each other's stores, so each judges as it comes. */
static void
manage(struct engine *g)
{
	int64_t last = g->last_decrease;

	for (uint32_t c = 0; c < g->nstores; c++) {
		struct ipam_card *st = &g->stores[c];
		int64_t avail = st->total - st->assigned;

		if (engine_low(g, st))
			engine_grow(g, st);
		else if (engine_high(g, st) &&
		    g->now - last > g->s.rules->decrease_ms) {
			engine_shrink(g, st);
			g->last_decrease = g->now;
			g->changes++;
		}
		if (may_remove(g, st, avail))
			engine_remove_one(g, st);
	}
}

static void
sooner(const struct engine *g, int64_t t, int64_t *first)
{
	if (t > g->now && t < *first)
		*first = t;
}

/* When the next timer ends that a pass would look at. */
static int64_t
next_timer(const struct engine *g)
{
	const struct cni_rules *r = g->s.rules;
	int64_t t = INT64_MAX;

	for (uint32_t c = 0; c < g->nstores; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++)
			sooner(g, g->enis[g->stores[c].enis[k]].created_ms +
			    r->eni_min_age_ms, &t);
	sooner(g, g->last_decrease + r->decrease_ms + 1, &t);
	sooner(g, g->last_no_space + r->backoff_ms + 1, &t);
	sooner(g, g->s.trunk_attach_ms, &t);
	if (g->ncool > g->cool_first)
		sooner(g, g->cool[g->cool_first].t_ms + g->cooldown_ms + 1,
		    &t);
	return t;
}

void
engine_pass(struct engine *g, int64_t t)
{
	uint64_t changes, random = g->random.state;

	advance(g, t);
	changes = g->changes;
	engine_retry(g);
	if (!g->ipv6) {
		attach_trunk(g);
		if (g->provisions) {
			if (g->s.settings.pod_eni && g->stores[0].trunks == 0)
				announce_trunk(g);
			manage(g);
		}
		engine_retry(g);
	}
	g->quiet_until = g->changes != changes ||
	    g->random.state != random ? LONG_AGO : next_timer(g);
}

void
engine_idle(struct engine *g, int64_t t)
{
	advance(g, t);
}

void
engine_end(struct engine *g)
{
	engine_delete(g, g->live);
	for (uint32_t c = 0; c < g->nstores; c++)
		while (g->stores[c].n != 0)
			engine_drop_eni(g, &g->stores[c],
			    g->stores[c].n - 1);
	g->branch = g->branch_cooling = 0;
	g->nbranch_cool = 0;
	g->error = "the instance has ended";
}

void
engine_forget(struct engine *g)
{
	g->nactions = 0;
}

uint64_t
engine_addresses(const struct engine *g)
{
	return g->neni + g->nsingle + CNI_PREFIX_SIZE * g->nprefix +
	    engine_branch(g);
}

uint64_t
engine_calls(const struct engine *g)
{
	uint64_t n = 0;

	for (size_t i = 0; i < ENGINE_CALLS; i++)
		n += g->calls[i];
	return n;
}
