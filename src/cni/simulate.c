#include "cni/simulate.h"

#include <string.h>

/* Some seconds of a machine's time. */
#define WORK_MAX UINT64_C(300000000)
#define MINUTE_MS 60000

const char *
phase_name(enum phase p)
{
	static const char *const names[] = { "boot", "event", "tick" };

	return names[p];
}

const char *
action_name(enum action_op op)
{
	static const char *const names[] = { "assign", "attach", "unassign",
	    "detach", "trunk", "insufficient", "no_subnet" };

	return names[op];
}

static struct supply
supply_of(const struct scenario_subnet *d)
{
	struct supply s = { .id = d->id, .node_subnet = d->primary,
	    .cluster_ok = d->cluster_ok };

	s.free = d->limited ? (int64_t)d->free : SUPPLY_UNLIMITED;
	s.free_blocks = (int64_t)d->free_blocks;
	if (d->cni_tag != NULL && *d->cni_tag != '\0')
		s.tag = strcmp(d->cni_tag, "0") == 0 ? TAG_ZERO : TAG_SET;
	return s;
}

static void
make_subnets(struct simulation *s, struct engine_setup *setup,
    struct arena *a)
{
	static const struct scenario_subnet endless = { .id = "default",
	    .free_blocks = SUPPLY_UNLIMITED / CNI_PREFIX_SIZE,
	    .primary = true, .cluster_ok = true };
	const struct scenario *sc = s->scenario;
	const struct scenario_subnet *v = sc->subnets;
	size_t n = sc->nsubnets;

	if (n == 0) {
		v = &endless;
		n = 1;
	}
	s->subnets = arena_array(a, n, struct supply);
	setup->subnets = s->subnets;
	setup->nsubnets = n;
	for (size_t i = n; i-- > 0;) {
		s->subnets[i] = supply_of(&v[i]);
		if (v[i].primary)
			setup->node_subnet = i;
	}
	setup->eniconfig_subnet = setup->node_subnet;
	for (size_t i = n; i-- > 0 && sc->eniconfig_subnet != NULL;)
		if (strcmp(v[i].id, sc->eniconfig_subnet) == 0)
			setup->eniconfig_subnet = i;
}

/* Whether the agent starts with the settings, and with those of restarts. */
static bool
check_settings(const struct scenario *sc, const struct cni_settings *first,
    struct err *e)
{
	struct cni_settings s = *first;
	const char *why = cni_settings_refused(&s, &sc->limits);

	if (why != NULL) {
		err_input(e, "the CNI does not start: %s", why);
		return err_locate(e, sc->file, 0, 0);
	}
	for (size_t i = 0; i < sc->nevents; i++) {
		const struct event *ev = &sc->events[i];

		if (ev->op != EVENT_RESTART || ev->t_ms > sc->until_ms)
			continue;
		why = engine_restart_refused(&s, &sc->limits, &ev->settings);
		if (why == NULL)
			continue;
		err_input(e, "the CNI does not start again: %s", why);
		return err_locate(e, sc->file, ev->at.line, ev->at.column);
	}
	return true;
}

static bool
prepare(struct simulation *s, struct engine_setup *setup, struct arena *a,
    struct err *e)
{
	const struct scenario *sc = s->scenario;
	const struct cni_rules *rules = s->settings != NULL ?
	    s->settings->rules : sc->cni_version == NULL ?
	    cni_rules_newest() : cni_rules_find(sc->cni_version, e);

	if (rules == NULL)
		return err_locate(e, sc->file, 0, 0);
	*setup = (struct engine_setup){
		.limits = &sc->limits, .rules = rules,
		.max_pods = sc->max_pods,
		.unmanaged_enis = sc->unmanaged_enis,
		.trunk_attach_ms = (int64_t)sc->trunk_attach_ms,
		.branch_cooldown_ms = (int64_t)sc->branch_cooldown_ms,
		.enis = sc->enis, .nenis = sc->nenis, .assign = sc->assign,
		.alloc = sc->alloc, .free = sc->free, .delete = sc->delete,
		.fifo = sc->fifo, .seed = sc->seed,
	};
	cni_settings_init_as(&setup->settings, rules,
	    sc->code_defaults ? CNI_CODE : CNI_MANIFEST);
	for (size_t i = 0; i < sc->settings.n; i++)
		cni_settings_env(&setup->settings, sc->settings.v[i].name,
		    sc->settings.v[i].value);
	if (s->settings != NULL)
		setup->settings = *s->settings;
	if (!check_settings(sc, &setup->settings, e))
		return false;
	make_subnets(s, setup, a);
	return true;
}

/* After the start, an event or a pass: what is worth remembering. */
static void
record(struct simulation *s, enum phase p)
{
	struct engine *g = &s->engine;
	uint64_t n = engine_addresses(g), minute;

	minute = (uint64_t)g->now / MINUTE_MS;
	if (n > s->peak_addresses)
		s->peak_addresses = n;
	if (g->waiting > s->max_waiting)
		s->max_waiting = g->waiting;
	n = engine_calls(g);
	if (n - s->minute_calls > s->calls_minute && minute == s->minute)
		s->calls_minute = n - s->minute_calls;
	if (s->state != NULL)
		s->state(s->arg, s, p);
	engine_forget(g);
}

/* The time goes on to t with the pods that wait. */
static void
wait_until(struct simulation *s, int64_t t)
{
	struct engine *g = &s->engine;
	uint64_t minute = (uint64_t)t / MINUTE_MS;

	if (t <= s->last_ms)
		return;
	s->waiting_ms += g->waiting * (uint64_t)(t - s->last_ms);
	s->last_ms = t;
	if (minute != s->minute) {
		s->minute = minute;
		s->minute_calls = engine_calls(g);
	}
}

static bool
has_end(const struct simulation *s, struct err *e)
{
	if (s->engine.work < WORK_MAX)
		return true;
	err_input(e, "too many pods wait for too long to follow; ask for "
	    "less time or fewer pods");
	return err_locate(e, s->scenario->file, 0, 0);
}

static bool
apply(struct simulation *s, const struct event *ev, struct err *e)
{
	const struct engine *g = &s->engine;

	wait_until(s, (int64_t)ev->t_ms);
	if ((ev->op == EVENT_ADD || ev->op == EVENT_ADD_MULTI) &&
	    g->live + ev->n > SCENARIO_PODS_MAX) {
		err_input(e, "more than %d pods at one time on one node",
		    SCENARIO_PODS_MAX);
		return err_locate(e, s->scenario->file, ev->at.line,
		    ev->at.column);
	}
	engine_event(&s->engine, (int64_t)ev->t_ms, ev);
	if (!ev->joined)
		record(s, PHASE_EVENT);
	return has_end(s, e);
}

/*
 * The pass at *next and, where they change nothing, all before the time
 * limit; *next is moved on.
 */
static void
pass(struct simulation *s, int64_t *next, int64_t limit)
{
	struct engine *g = &s->engine;
	int64_t step = (int64_t)s->scenario->tick_ms, n;
	bool quiet = *next < g->quiet_until && !s->no_skip;

	if (quiet && s->scenario->trace != TRACE_TICKS) {
		if (limit >= g->quiet_until)
			limit = g->quiet_until - 1;
		n = (limit - *next) / step;
		s->skipped += (uint64_t)n + 1;
		*next += n * step;
		wait_until(s, *next);
		engine_idle(g, *next);
	} else {
		wait_until(s, *next);
		if (quiet)
			engine_idle(g, *next);
		else
			engine_pass(g, *next);
		s->passes++;
		record(s, PHASE_PASS);
	}
	*next += step;
}

static bool
run(struct simulation *s, struct err *e)
{
	const struct scenario *sc = s->scenario;
	int64_t next = (int64_t)sc->first_tick_ms;
	int64_t until = (int64_t)sc->until_ms, t;

	for (size_t i = 0; s->engine.error == NULL;) {
		t = i < sc->nevents ? (int64_t)sc->events[i].t_ms : INT64_MAX;
		if (t <= (next < until ? next : until)) {
			if (!apply(s, &sc->events[i++], e))
				return false;
			continue;
		}
		if (next > until)
			break;
		pass(s, &next, t <= until ? t - 1 : until);
		if (!has_end(s, e))
			return false;
	}
	wait_until(s, until);
	return true;
}

bool
simulate(struct simulation *s, const struct scenario *scenario,
    struct arena *a, struct err *e)
{
	struct engine_setup setup;

	s->scenario = scenario;
	if (!prepare(s, &setup, a, e))
		return false;
	engine_init(&s->engine, &setup, a);
	engine_start(&s->engine);
	record(s, PHASE_BOOT);
	return run(s, e);
}
