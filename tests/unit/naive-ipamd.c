#include "naive-ipamd.h"

#include <string.h>

#include "base/u128.h"

#define QUIET_PASSES 31			/* 155 s, above every timer */
#define ENI_AGE_S10 600
#define DECREASE_S10 300
#define TRUNK_S10 50

struct stats {
	uint64_t total, assigned, prefixes, free_prefixes;
};

struct verdict {
	uint64_t lack, over;		/* in prefixes on card 0 with PD */
	bool defined;
};

#define wide u128

static uint64_t
clip(wide v)
{
	return v > UINT64_MAX ? UINT64_MAX : (uint64_t)v;
}

static uint64_t
monus(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t
eni_pods(const struct naive_eni *e)
{
	uint64_t n = 0;

	for (uint64_t i = 0; i < e->nblocks; i++)
		n += e->block[i].used;
	return n;
}

static struct stats
stats(const struct naive *n, const struct naive_store *st)
{
	struct stats s = { 0 };

	for (uint64_t k = 0; k < st->nenis; k++) {
		const struct naive_eni *e = &st->eni[k];

		s.total += e->nblocks * n->block;
		s.assigned += eni_pods(e);
		for (uint64_t i = 0; n->pd && i < e->nblocks; i++) {
			s.prefixes++;
			s.free_prefixes += e->block[i].used == 0;
		}
	}
	return s;
}

static uint64_t
to_prefixes(wide v)
{
	return clip((v + 15) / 16);
}

static struct verdict
judge(const struct naive *n, const struct naive_store *st,
    const struct stats *s)
{
	const struct cni_settings *c = &n->given->settings;
	uint64_t warm = st->card > 0 ? 1 : c->warm_ip;
	uint64_t least_total = st->card > 0 ? 1 : c->minimum_ip;
	uint64_t avail = s->total - s->assigned;
	struct verdict v = { 0 };

	if (st->card == 0 && c->warm_ip == 0 && c->minimum_ip == 0)
		return v;
	v.defined = true;
	v.lack = monus(warm, avail);
	if (monus(least_total, s->total) > v.lack)
		v.lack = monus(least_total, s->total);
	v.over = least(monus(avail, warm), monus(s->total, least_total));
	if (st->card == 0 && n->pd) {
		v.lack = to_prefixes(v.lack);
		v.over = least(s->free_prefixes, monus(s->prefixes,
		    to_prefixes((wide)s->assigned + warm)));
		v.over = least(v.over, monus(s->prefixes,
		    to_prefixes(least_total)));
	}
	return v;
}

static bool
low(const struct naive *n, const struct naive_store *st,
    const struct stats *s)
{
	const struct cni_settings *c = &n->given->settings;
	struct verdict v = judge(n, st, s);
	uint64_t avail = s->total - s->assigned;
	uint64_t goal = n->pd ? c->warm_prefix : c->warm_eni;
	uint64_t size = n->pd ? 16 : n->slots;

	if (s->total >= n->given->max_pods)
		return false;
	if (v.defined)
		return v.lack > 0;
	return (wide)avail < (wide)goal * size || (goal == 0 && avail == 0);
}

static bool
high(const struct naive *n, const struct naive_store *st,
    const struct stats *s)
{
	struct verdict v = judge(n, st, s);

	if (v.defined)
		return v.over > 0;
	return n->pd && s->free_prefixes > n->given->settings.warm_prefix;
}

static bool
has_trunk(const struct naive *n)
{
	for (uint64_t k = 0; k < n->store[0].nenis; k++)
		if (n->store[0].eni[k].trunk)
			return true;
	return false;
}

static bool
has_room(const struct naive *n, const struct naive_store *st)
{
	uint64_t taken = st->nenis;

	if (st->card == 0) {
		taken += n->given->unmanaged_enis;
		if (n->given->settings.pod_eni && n->compatible &&
		    !has_trunk(n))
			taken++;
	}
	return taken < n->max_eni;
}

static struct naive_eni *
attach(struct naive *n, struct naive_store *st)
{
	struct naive_eni *e = &st->eni[st->nenis++];

	memset(e, 0, sizeof(*e));
	e->created_s10 = n->now;
	n->changed = true;
	return e;
}

static void
add_blocks(struct naive *n, struct naive_eni *e, uint64_t count)
{
	while (count-- > 0)
		e->block[e->nblocks++] = (struct naive_block){
		    .id = n->next_block++ };
	n->changed = true;
}

static uint64_t
wanted(const struct naive *n, const struct verdict *v, const struct stats *s)
{
	uint64_t want = n->slots;

	if (v->defined)
		want = v->lack;
	else if (n->pd)
		want = monus(n->given->settings.warm_prefix,
		    s->free_prefixes);
	return n->pd && want == 0 ? 1 : want;
}

static void
grow(struct naive *n, struct naive_store *st)
{
	struct stats s = stats(n, st);
	struct verdict v = judge(n, st, &s);
	uint64_t want = wanted(n, &v, &s);

	if (want == 0)
		return;
	for (uint64_t k = 0; k < st->nenis; k++) {
		struct naive_eni *e = &st->eni[k];

		if (e->trunk || e->nblocks >= n->slots ||
		    (e->primary && n->given->settings.custom_networking))
			continue;
		add_blocks(n, e, least(want, n->slots - e->nblocks));
		return;
	}
	if (has_room(n, st) && least(want, n->slots) > 0)
		add_blocks(n, attach(n, st), least(want, n->slots));
}

static void
shrink(struct naive *n, struct naive_store *st)
{
	struct stats s = stats(n, st);
	struct verdict v = judge(n, st, &s);
	uint64_t over = v.over;

	if (!v.defined)
		over = n->pd ? monus(s.free_prefixes,
		    n->given->settings.warm_prefix) : 0;
	for (uint64_t k = st->nenis; k-- > 0 && over > 0;) {
		struct naive_eni *e = &st->eni[k];

		for (uint64_t i = e->nblocks; i-- > 0 && over > 0;) {
			if (e->block[i].used != 0)
				continue;
			memmove(&e->block[i], &e->block[i + 1],
			    (e->nblocks - i - 1) * sizeof(*e->block));
			e->nblocks--;
			over--;
			n->changed = true;
		}
	}
}

static bool
may_remove(const struct naive *n, const struct naive_store *st,
    const struct stats *s)
{
	const struct cni_settings *c = &n->given->settings;
	uint64_t avail = s->total - s->assigned;
	wide goal = (wide)(n->pd ? c->warm_prefix : c->warm_eni) + 1;

	if (st->card > 0 || c->warm_ip != 0 || c->minimum_ip != 0)
		return true;
	if (avail >= goal * n->slots * n->block)
		return true;
	for (uint64_t k = 0; n->pd && k < st->nenis; k++)
		if (!st->eni[k].primary && !st->eni[k].trunk &&
		    eni_pods(&st->eni[k]) == 0)
			return true;
	return false;
}

static bool
needed(const struct naive *n, const struct naive_store *st,
    const struct naive_eni *e)
{
	const struct cni_settings *c = &n->given->settings;
	uint64_t warm = st->card > 0 ? 1 : c->warm_ip;
	uint64_t total = st->card > 0 ? 1 : c->minimum_ip;
	uint64_t idle = 0, all = 0, blocks = 0;

	if (n->pd) {
		warm = clip((wide)to_prefixes(warm) * 16);
		total = clip((wide)to_prefixes(total) * 16);
	}
	for (uint64_t k = 0; k < st->nenis; k++) {
		const struct naive_eni *o = &st->eni[k];

		if (o == e)
			continue;
		all += o->nblocks * n->block;
		idle += o->nblocks * n->block - eni_pods(o);
		for (uint64_t i = 0; i < o->nblocks; i++)
			blocks += o->block[i].used == 0;
	}
	return (warm != 0 && idle < warm) || (total != 0 && all < total) ||
	    (n->pd && c->warm_prefix != 0 && blocks < c->warm_prefix);
}

static unsigned
cooling(const struct naive *n, const struct naive_block *b)
{
	unsigned cool = 0;

	for (unsigned i = 0; i < b->nfreed; i++)
		cool += n->now - b->freed_s10[i] <=
		    10 * n->given->settings.ip_cooldown_s;
	return cool;
}

static bool
is_cooling(const struct naive *n, const struct naive_eni *e)
{
	for (uint64_t i = 0; i < e->nblocks; i++)
		if (cooling(n, &e->block[i]) != 0)
			return true;
	return false;
}

static void
remove_one(struct naive *n, struct naive_store *st)
{
	for (uint64_t k = st->nenis; k-- > 0;) {
		struct naive_eni *e = &st->eni[k];

		if (e->primary || e->trunk || eni_pods(e) != 0 ||
		    n->now - e->created_s10 < ENI_AGE_S10 ||
		    is_cooling(n, e) || needed(n, st, e))
			continue;
		memmove(e, e + 1, (st->nenis - k - 1) * sizeof(*e));
		st->nenis--;
		n->changed = true;
		return;
	}
}

static bool
place(struct naive *n)
{
	for (uint64_t c = 0; c < n->ncards; c++)
		for (uint64_t k = 0; k < n->store[c].nenis; k++) {
			struct naive_eni *e = &n->store[c].eni[k];

			for (uint64_t i = 0; i < e->nblocks; i++) {
				struct naive_block *b = &e->block[i];

				if (b->used + cooling(n, b) >= n->block)
					continue;
				b->used++;
				n->pods[n->npods++] = b->id;
				n->changed = true;
				return true;
			}
		}
	return false;
}

static void
try_pending(struct naive *n)
{
	while (n->pending > 0 && place(n))
		n->pending--;
}

static void
announce(struct naive *n)
{
	if (n->given->settings.pod_eni && n->store[0].nenis +
	    n->given->unmanaged_enis < n->max_eni)
		n->announced = true;
}

static void
attach_trunk(struct naive *n)
{
	if (n->given->settings.pod_eni && n->compatible && n->announced &&
	    !has_trunk(n) && n->now >= TRUNK_S10 &&
	    n->store[0].nenis < n->given->limits->enis)
		attach(n, &n->store[0])->trunk = true;
}

static bool
idle_agent(const struct naive *n)
{
	return n->given->settings.disable_provisioning ||
	    n->given->settings.imds_only;
}

static void
pass(struct naive *n)
{
	struct stats s[NAIVE_ENIS];
	bool is_low[NAIVE_ENIS], shrunk = false;

	try_pending(n);
	attach_trunk(n);
	if (idle_agent(n))
		return;
	if (!has_trunk(n))
		announce(n);
	for (uint64_t c = 0; c < n->ncards; c++) {
		s[c] = stats(n, &n->store[c]);
		is_low[c] = low(n, &n->store[c], &s[c]);
	}
	for (uint64_t c = 0; c < n->ncards; c++) {
		struct naive_store *st = &n->store[c];

		if (is_low[c])
			grow(n, st);
		else if (high(n, st, &s[c]) &&
		    n->now - n->last_decrease > DECREASE_S10) {
			shrink(n, st);
			shrunk = true;
		}
		if (may_remove(n, st, &s[c]))
			remove_one(n, st);
	}
	if (shrunk)
		n->last_decrease = n->now;
	try_pending(n);
}

void
naive_boot(struct naive *n, const struct cni_node *given,
    struct naive_store *store)
{
	const struct cni_settings *s = &given->settings;
	const struct limits *l = given->limits;

	*n = (struct naive){ .given = given, .store = store };
	n->max_eni = s->max_eni >= 1 && s->max_eni < l->enis ? s->max_eni :
	    l->enis;
	n->slots = l->ipv4_per_eni - 1;
	n->pd = s->prefix_delegation && l->prefix_delegation;
	n->block = n->pd ? 16 : 1;
	n->compatible = l->trunking != TRUNKING_NO;
	n->ncards = s->multi_nic ? l->network_cards : 1;
	n->last_decrease = -1000000;
	for (unsigned c = 0; c < n->ncards; c++) {
		store[c].nenis = 0;
		store[c].card = c;
	}
	attach(n, &store[0])->primary = true;
	announce(n);
	for (unsigned c = 0; c < n->ncards && !idle_agent(n); c++) {
		struct stats st = stats(n, &store[c]);

		if (!low(n, &store[c], &st))
			continue;
		grow(n, &store[c]);
		if (s->custom_networking &&
		    stats(n, &store[c]).total == 0) {
			n->error = true;
			return;
		}
	}
}

void
naive_add_pool_pod(struct naive *n)
{
	n->pending++;
	if (!n->error)
		try_pending(n);
}

/* Times that are over make room; the oldest of 16 must be. */
static void
free_address(const struct naive *n, struct naive_block *b)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < b->nfreed; i++)
		if (n->now - b->freed_s10[i] <=
		    10 * n->given->settings.ip_cooldown_s)
			b->freed_s10[kept++] = b->freed_s10[i];
	b->freed_s10[kept++] = n->now;
	b->nfreed = kept;
	b->used--;
}

void
naive_delete_pod(struct naive *n, uint64_t at)
{
	uint64_t id;

	if (at >= n->npods) {
		n->pending--;
		return;
	}
	id = n->pods[at];
	memmove(&n->pods[at], &n->pods[at + 1],
	    (n->npods - at - 1) * sizeof(*n->pods));
	n->npods--;
	for (uint64_t c = 0; c < n->ncards; c++)
		for (uint64_t k = 0; k < n->store[c].nenis; k++)
			for (uint64_t i = 0;
			    i < n->store[c].eni[k].nblocks; i++)
				if (n->store[c].eni[k].block[i].id == id)
					free_address(n,
					    &n->store[c].eni[k].block[i]);
	if (!n->error)
		try_pending(n);
}

void
naive_add_branch_pod(struct naive *n)
{
	if (has_trunk(n) && n->branch < n->given->limits->branch_enis)
		n->branch++;
}

static struct naive_state
look(const struct naive *n)
{
	struct naive_state s = { .branch = n->branch, .stable = true };

	for (uint64_t c = 0; c < n->ncards; c++) {
		struct stats st = stats(n, &n->store[c]);

		s.enis += n->store[c].nenis;
		s.assigned += st.assigned;
		if (n->pd)
			s.prefixes += st.total / 16;
		else
			s.secondary_ips += st.total;
	}
	return s;
}

bool
naive_step(struct naive *n)
{
	n->changed = false;
	n->now += n->now == 0 ? 25 : 50;
	pass(n);
	return n->changed;
}

static void
raise(uint64_t *max, uint64_t v)
{
	if (v > *max)
		*max = v;
}

/* Watch the loop, then stop where everything is at its largest. */
static void
watch(struct naive *n, struct naive_state *s)
{
	struct naive_state now;

	for (int i = 0; i < 80; i++) {
		now = look(n);
		raise(&s->enis, now.enis);
		raise(&s->prefixes, now.prefixes);
		raise(&s->secondary_ips, now.secondary_ips);
		raise(&s->assigned, now.assigned);
		naive_step(n);
	}
	for (int i = 0; i < 200; i++) {
		now = look(n);
		if (now.enis == s->enis && now.prefixes == s->prefixes &&
		    now.secondary_ips == s->secondary_ips)
			break;
		naive_step(n);
	}
}

void
naive_settle(struct naive *n, struct naive_state *s)
{
	uint64_t limit = 60 + 2 * (n->max_eni + 1) * n->ncards, quiet = 0;

	for (uint64_t i = 0; i < limit && quiet < QUIET_PASSES && !n->error;
	    i++)
		quiet = naive_step(n) ? 0 : quiet + 1;
	*s = look(n);
	if (n->error || quiet >= QUIET_PASSES)
		return;
	s->stable = false;
	watch(n, s);
}
