/* The questions that a search asks of the engine, each once. */
#include "capacity/tune-parts.h"

#define STARVED_S 30	/* a cooldown: growing takes a pass or two */

enum { KEY_RULES, KEY_LIMITS, KEY_MAX_PODS, KEY_UNMANAGED,
    KEY_BRANCH_PODS, KEY_MAX_ENI, KEY_COOLDOWN, KEY_FLAGS, KEY_WARM_ENI,
    KEY_WARM_IP, KEY_MINIMUM_IP, KEY_WARM_PREFIX, KEY_DEMAND, KEYS };
_Static_assert(KEYS == TUNE_KEYS, "TUNE_KEYS");

/* What becomes of a node's settings whatever its pods do. */
struct probe {
	bool freezes;
	uint64_t oscillates_at;
};

static uint64_t
flags_of(const struct cni_settings *s)
{
	const bool flags[] = { s->prefix_delegation, s->custom_networking,
	    s->pod_eni, s->subnet_discovery, s->ipv4, s->ipv6, s->multi_nic,
	    s->manage_non_schedulable, s->disable_provisioning,
	    s->imds_only };
	uint64_t v = 0;

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		v = v << 1 | flags[i];
	return v;
}

void
tune_key(uint64_t key[TUNE_KEYS], const struct cni_node *n, uint64_t demand)
{
	const struct cni_settings *s = &n->settings;

	key[KEY_RULES] = (uint64_t)(uintptr_t)s->rules;
	key[KEY_LIMITS] = (uint64_t)(uintptr_t)n->limits;
	key[KEY_MAX_PODS] = n->max_pods;
	key[KEY_UNMANAGED] = n->unmanaged_enis;
	key[KEY_BRANCH_PODS] = n->branch_pods;
	key[KEY_MAX_ENI] = s->max_eni;
	key[KEY_COOLDOWN] = (uint64_t)s->ip_cooldown_s;
	key[KEY_FLAGS] = flags_of(s);
	key[KEY_WARM_ENI] = s->warm_eni;
	key[KEY_WARM_IP] = s->warm_ip;
	key[KEY_MINIMUM_IP] = s->minimum_ip;
	key[KEY_WARM_PREFIX] = s->warm_prefix;
	key[KEY_DEMAND] = demand;
}

void **
tune_slot(struct tune_work *k, struct map *m, const void *key, size_t n)
{
	return map_slot(m, map_find(m, key, n) != NULL ? key :
	    arena_strndup(k->arena, key, n), n);
}

/* --- probes --------------------------------------------------------------- */

static uint64_t
pods_of(const struct cni_node *n)
{
	uint64_t pods = judge_capacity(n);

	return pods < DEMAND_PODS_MAX ? pods : DEMAND_PODS_MAX;
}

/* Pods that the pool never serves though there is room for them. */
static bool
freezes(struct tune_work *k, const struct cni_node *n, bool *frozen)
{
	struct judge_settled s;
	bool ok = judge_settled(&s, n, pods_of(n), 0, &k->judge,
	    &k->scratch, k->err);

	arena_clear(&k->scratch);
	k->t->runs++;
	*frozen = ok && s.stuck != 0;
	return ok;
}

/*
 * The fewest pods with which the first card's pool never comes to rest, or
 * UINT64_MAX.  tests/unit/test-tune.c holds the closed form against the
 * engine.  Further cards have targets that no setting changes.
 */
static uint64_t
oscillates_at(const struct cni_node *of)
{
	struct cni_node n = *of;
	uint64_t pods = pods_of(of);
	struct cni_rest r;

	n.settings.multi_nic = false;
	n.branch_pods = 0;
	cni_node_init(&n);
	for (uint64_t p = 0; p <= pods; p++) {
		cni_rest(&n, p, &r);
		if (!r.stable)
			return p;
	}
	return UINT64_MAX;
}

static const struct probe *
probe(struct tune_work *k, const struct cni_node *normal)
{
	struct cni_node n = *normal;
	uint64_t key[KEYS];
	struct probe *p;
	void **slot;

	tune_key(key, &n, 0);
	slot = tune_slot(k, &k->probed, key, sizeof(key));
	if (*slot != NULL && !k->ask->ask_again)
		return *slot;
	*slot = p = arena_new(k->arena, struct probe);
	cni_node_init(&n);
	p->oscillates_at = oscillates_at(&n);
	if (!judge_spend(&k->judge, pods_of(&n), k->err))
		return NULL;
	return freezes(k, &n, &p->freezes) ? p : NULL;
}

/* --- hours ---------------------------------------------------------------- */

/* n is what judge_normal() has left. */
static const struct judgement *
judge_hour(struct tune_work *k, const struct cni_node *n,
    const struct tune_node *of)
{
	struct judgement *j;
	uint64_t key[KEYS];
	void **slot;
	bool ok;

	tune_key(key, n, of->demand_key);
	slot = tune_slot(k, &k->judged, key, sizeof(key));
	if (*slot != NULL && !k->ask->ask_again)
		return *slot;
	*slot = j = arena_new(k->arena, struct judgement);
	ok = judge(j, n, of->demand, &k->judge, &k->scratch, k->err);
	arena_clear(&k->scratch);
	k->t->runs++;
	return ok ? j : NULL;
}

static void
most(uint64_t *v, uint64_t w)
{
	if (w > *v)
		*v = w;
}

/* A minimum alone is a ceiling, even where this type needs no more. */
static bool
floor_only(const struct cni_settings *s)
{
	return s->warm_ip == 0 && s->minimum_ip != 0;
}

static void
worst(struct tune_score *s, const struct judgement *h, const struct probe *p)
{
	uint64_t hour_s = (h->longest_late_ms + 999) / 1000;

	most(&s->address_ms, h->address_ms);
	most(&s->calls, h->calls);
	most(&s->waiting_ms, h->waiting_ms);
	most(&s->waits, h->waits);
	most(&s->late_calls, h->calls - h->calls_before);
	most(&s->peak, h->peak);
	most(&s->pods, h->pods);
	most(&s->longest_ms, h->longest_ms);
	most(&s->hour_longest_s, hour_s);
	if (p->oscillates_at < s->oscillates_at)
		s->oscillates_at = p->oscillates_at;
	if (p->freezes)
		s->unsafe |= 1u << UNSAFE_FREEZES;
	if (p->oscillates_at != UINT64_MAX)
		s->unsafe |= 1u << UNSAFE_OSCILLATES;
	if (hour_s >= STARVED_S)
		s->unsafe |= 1u << UNSAFE_STARVES;
}

bool
tune_ask_node(struct tune_work *k, const struct tune_node *of,
    const struct targets *t, struct tune_score *s)
{
	struct cni_node n = of->node;
	const struct judgement *hour;
	const struct probe *p;

	if (t != NULL) {
		n.settings.warm_eni = t->warm_eni;
		n.settings.warm_ip = t->warm_ip;
		n.settings.minimum_ip = t->minimum_ip;
		n.settings.warm_prefix = t->warm_prefix;
	}
	judge_normal(&n);
	hour = judge_hour(k, &n, of);
	p = hour == NULL ? NULL : probe(k, &n);
	if (p == NULL)
		return false;
	worst(s, hour, p);
	if (floor_only(&n.settings))		/* EKS-CNI-005 */
		s->unsafe |= 1u << UNSAFE_FREEZES;
	return true;
}
