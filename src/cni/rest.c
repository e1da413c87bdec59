#include "cni/rest.h"

#include "base/arith.h"
#include "cni/maxpods.h"

#define WINDOWS_MAX_PODS 110	/* the kubelet's default */

static uint64_t
pod_slots(const struct limits *l)
{
	return l->ipv4_per_eni > 1 ? l->ipv4_per_eni - 1 : 0;
}

uint64_t
cni_default_max_pods(const struct limits *l, const struct cni_settings *s,
    enum cni_os os)
{
	if (os == CNI_WINDOWS)
		return u64_min(WINDOWS_MAX_PODS,
		    maxpods_windows(l, s->prefix_delegation));
	if (cni_settings_mode(s, l) != CNI_SECONDARY)
		return maxpods_cap(l);
	return maxpods_formula(l, false, s->custom_networking, s->max_eni);
}

/* The blocks that the pool would have without brake and limit. */
static uint64_t
target(const struct cni_pool *p, uint64_t pods)
{
	switch (p->policy) {
	case CNI_IP_TARGETS:
		return u64_max(u64_ceil_div(pods + p->warm, p->block),
		    u64_ceil_div(p->minimum, p->block));
	case CNI_WARM_ENIS:
		if (p->warm == 0)
			return (pods / p->eni_blocks + 1) * p->eni_blocks;
		return (u64_min(p->warm, p->pod_enis) +
		    u64_ceil_div(pods, p->eni_blocks)) * p->eni_blocks;
	case CNI_WARM_PREFIXES:
		if (p->warm == 0)
			return pods / p->block + 1;
		return p->warm + u64_ceil_div(pods, p->block);
	case CNI_NOTHING:
		break;
	}
	return 0;
}

/*
 * A target of 0 asks for more when no address is to spare, and what it then
 * gets is wholly to spare, so it goes back.  The primary ENI never goes.
 */
static bool
oscillates(const struct cni_pool *p, uint64_t pods, uint64_t blocks)
{
	uint64_t chunk = p->block;

	if (p->warm != 0 || blocks * p->block <= pods)
		return false;
	if (p->policy == CNI_WARM_ENIS) {
		chunk = p->eni_blocks;
		if (blocks == chunk && p->bare_enis == 0)
			return false;
	} else if (p->policy != CNI_WARM_PREFIXES)
		return false;
	return pods % chunk == 0;
}

uint64_t
cni_pool_blocks(const struct cni_pool *p, uint64_t pods)
{
	if (p->bursts)
		return u64_max(p->idle, u64_min(target(p, pods), p->end));
	return p->idle < p->brake ? u64_min(target(p, pods), p->end) : p->idle;
}

/* Everything of the pool that follows from its policy and max_pods. */
static void
pool_init(struct cni_pool *p, uint64_t max_pods)
{
	uint64_t whole;

	if (p->eni_blocks == 0)
		p->pod_enis = 0;
	if (p->pod_enis == 0 || max_pods == 0)
		p->policy = CNI_NOTHING;
	p->limit = p->pod_enis * p->eni_blocks;
	p->serves = p->limit * p->block;
	if (p->policy == CNI_NOTHING) {
		p->serves = 0;
		return;
	}
	p->brake = u64_min(u64_ceil_div(max_pods, p->block), p->limit);
	whole = u64_ceil_div(p->brake, p->eni_blocks) * p->eni_blocks;
	p->idle = u64_min(u64_min(target(p, 0), whole), p->limit);
	p->end = p->policy == CNI_WARM_ENIS ? whole : p->brake;
	if (p->policy == CNI_IP_TARGETS && p->warm == 0)
		p->serves = p->idle * p->block;
}

/*
 * The last step before the brake begins below it, and asks for no more than
 * the target.  Under WARM_ENI_TARGET a step is an ENI in any case.
 */
static void
allow_bursts(struct cni_pool *p)
{
	uint64_t step = p->policy == CNI_IP_TARGETS ?
	    u64_ceil_div(p->warm, p->block) : p->warm;

	if (p->policy == CNI_NOTHING || p->policy == CNI_WARM_ENIS ||
	    p->brake == 0)
		return;
	p->bursts = true;
	p->end = u64_max(p->end, step > p->limit ? p->limit :
	    u64_min(p->brake - 1 + step, p->limit));
}

static void
init_windows(struct cni_node *n)
{
	const struct cni_settings *s = &n->settings;
	struct cni_pool *p = &n->first;
	bool prefix = s->prefix_delegation && n->limits->prefix_delegation;
	bool ip = s->given[CNI_WARM_IP_TARGET] ||
	    s->given[CNI_MINIMUM_IP_TARGET];

	n->mode = prefix ? CNI_PREFIX : CNI_SECONDARY;
	p->block = prefix ? CNI_PREFIX_SIZE : 1;
	p->eni_blocks = pod_slots(n->limits);
	p->pod_enis = 1;
	p->policy = CNI_IP_TARGETS;
	p->warm = !s->given[CNI_WARM_IP_TARGET] ? prefix ? 1 : 3 :
	    u64_max(s->warm_ip, 1);
	p->minimum = s->given[CNI_MINIMUM_IP_TARGET] ? s->minimum_ip : 3;
	if (prefix && !ip && s->given[CNI_WARM_PREFIX_TARGET]) {
		p->policy = CNI_WARM_PREFIXES;
		p->warm = u64_max(s->warm_prefix, 1);
	}
	pool_init(p, UINT64_MAX);
}

/*
 * The trunk is asked for while an ENI slot beside the primary is free, and
 * one is held back until it is there, so a second slot is all it needs.
 */
static void
init_trunk(struct cni_node *n, uint64_t usable)
{
	if (!n->settings.pod_eni || n->limits->trunking == TRUNKING_NO ||
	    usable < 2)
		return;
	n->trunk = 1;
	n->branch_limit = n->limits->branch_enis;
}

static bool
provisions(const struct cni_settings *s)
{
	return !s->disable_provisioning && !s->imds_only;
}

static void
init_policy(struct cni_node *n)
{
	const struct cni_settings *s = &n->settings;
	struct cni_pool *p = &n->first;

	if (!provisions(s))
		p->policy = CNI_NOTHING;
	else if (cni_settings_ip_targets(s)) {
		p->policy = CNI_IP_TARGETS;
		p->warm = s->warm_ip;
		p->minimum = s->minimum_ip;
	} else if (n->mode == CNI_PREFIX) {
		p->policy = CNI_WARM_PREFIXES;
		p->warm = s->warm_prefix;
	} else {
		p->policy = CNI_WARM_ENIS;
		p->warm = s->warm_eni;
	}
}

/*
 * A further card has targets 1 and 1 whatever is set.  In prefix mode it
 * compares addresses with prefixes and so gives an idle /28 back at once,
 * which is what WARM_PREFIX_TARGET=0 does.
 */
static void
init_further(struct cni_node *n, uint64_t enis)
{
	struct cni_pool *p = &n->further;

	if (!n->settings.multi_nic || n->limits->network_cards < 2)
		return;
	n->further_cards = n->limits->network_cards - 1;
	*p = n->first;
	p->bare_enis = 0;
	p->pod_enis = enis;
	p->policy = n->first.policy == CNI_NOTHING ? CNI_NOTHING :
	    n->mode == CNI_PREFIX ? CNI_WARM_PREFIXES : CNI_IP_TARGETS;
	p->warm = n->mode == CNI_PREFIX ? 0 : 1;
	p->minimum = 1;
	pool_init(p, n->max_pods);
}

static void
init_linux(struct cni_node *n)
{
	uint64_t enis = cni_settings_enis(&n->settings, n->limits);
	uint64_t usable = enis > n->unmanaged_enis ?
	    enis - n->unmanaged_enis : 1;
	struct cni_pool *p = &n->first;

	n->mode = cni_settings_mode(&n->settings, n->limits);
	n->unusable = cni_settings_refused(&n->settings, n->limits);
	p->bare_enis = 1;
	if (n->unusable != NULL)
		return;
	init_trunk(n, usable);
	p->block = n->mode == CNI_PREFIX ? CNI_PREFIX_SIZE : 1;
	p->eni_blocks = pod_slots(n->limits);
	p->bare_enis = n->settings.custom_networking || n->mode == CNI_IPV6;
	p->pod_enis = usable - n->trunk - p->bare_enis;
	init_policy(n);
	if (n->mode != CNI_IPV6 && p->pod_enis == 0 && n->max_pods > 0 &&
	    p->policy != CNI_NOTHING) {
		n->unusable = "custom networking leaves no ENI for pods";
		n->trunk = n->branch_limit = 0;
		return;
	}
	init_further(n, enis);
	pool_init(p, n->max_pods);
}

void
cni_node_init(struct cni_node *n)
{
	const struct cni_pool none = { 0 };

	n->first = n->further = none;
	n->first.block = n->further.block = 1;
	n->further_cards = n->trunk = n->branch_limit = 0;
	n->unusable = NULL;
	if (!n->max_pods_given)
		n->max_pods = cni_default_max_pods(n->limits, &n->settings,
		    n->os);
	if (n->os == CNI_WINDOWS)
		init_windows(n);
	else
		init_linux(n);
	if (n->bursts) {
		allow_bursts(&n->first);
		allow_bursts(&n->further);
	}
}

static uint64_t
pool_enis(const struct cni_pool *p, uint64_t blocks)
{
	return p->bare_enis +
	    (blocks != 0 ? u64_ceil_div(blocks, p->eni_blocks) : 0);
}

/*
 * Addresses that come and go.  With them goes the ENI that was attached for
 * them, but for the primary one and those of further cards, where the other
 * ENIs never have the address to spare that a removal asks for.
 */
static uint64_t
loop(const struct cni_pool *p, bool first, uint64_t blocks)
{
	uint64_t gone = p->policy == CNI_WARM_ENIS ? p->eni_blocks : 1;

	return gone * p->block + (!first ? 0 :
	    u64_max(pool_enis(p, blocks), 1) -
	    u64_max(pool_enis(p, blocks - gone), 1));
}

/*
 * Add a pool that serves so many pods, on so many cards.  addresses_min is
 * the sum of what comes and goes, until count() makes it what is left.
 */
static void
add_pool(struct cni_rest *r, const struct cni_pool *p, uint64_t pods,
    uint64_t cards)
{
	uint64_t blocks;
	bool first = r->enis == 0;

	if (cards == 0)
		return;
	blocks = cni_pool_blocks(p, pods);
	if (oscillates(p, pods, blocks)) {
		r->stable = false;
		r->addresses_min += cards * loop(p, first, blocks);
	}
	r->enis += cards * pool_enis(p, blocks);
	if (p->block == 1)
		r->secondary_ips += cards * blocks;
	else
		r->prefixes += cards * blocks;
}

/*
 * Pods that a further card may have had to serve: those that came while the
 * first one was growing, by a step a pass (a step may be cut short by the end
 * of an ENI), and all that the first one never serves, as the cards between
 * grow no faster.  Each pass gives a further card one block.
 */
static uint64_t
spilt(const struct cni_node *n, uint64_t pods)
{
	const struct cni_pool *p = &n->first;
	uint64_t step = p->policy == CNI_WARM_ENIS ? p->eni_blocks :
	    p->policy == CNI_WARM_PREFIXES ? p->block :
	    u64_max(u64_min(p->warm, p->eni_blocks * p->block), 1);
	uint64_t rest = pods - u64_min(pods, p->serves);
	uint64_t passes = u64_min(pods, pods / step * 2 + 2);

	return !n->bursts ? 0 : u64_min(n->further.serves,
	    u64_min(pods, rest + passes * n->further.block));
}

/* Pods go to a further card only when those before it can take no more. */
static void
fill_pools(const struct cni_node *n, uint64_t pods, struct cni_rest *r)
{
	uint64_t first = u64_min(pods, n->first.serves), rest = pods - first;
	uint64_t serves = n->further.serves, cards = n->further_cards;
	uint64_t full = serves == 0 ? 0 : u64_min(rest / serves, cards);
	uint64_t last = serves == 0 || full == cards ? 0 : rest % serves;

	add_pool(r, &n->first, first, 1);
	r->enis = u64_max(r->enis, 1);		/* the primary ENI */
	add_pool(r, &n->further, serves, full);
	if (full < cards) {
		uint64_t more = spilt(n, pods);

		add_pool(r, &n->further, u64_max(last, more), 1);
		add_pool(r, &n->further, more, cards - full - 1);
	}
	r->assigned = first + full * serves + last;
	r->warm = r->secondary_ips + CNI_PREFIX_SIZE * r->prefixes -
	    r->assigned;
}

/* Only max_pods limits them; every card has an ENI. */
static void
fill_ipv6(const struct cni_node *n, uint64_t pods, struct cni_rest *r)
{
	r->enis = 1;
	if (provisions(&n->settings))
		r->enis += n->further_cards;
	r->assigned = pods;
}

static void
count(const struct cni_node *n, struct cni_rest *r)
{
	r->addresses = r->enis + r->secondary_ips +
	    CNI_PREFIX_SIZE * r->prefixes + r->branch_enis;
	r->addresses_min = r->addresses - r->addresses_min;
	r->node_subnet_addresses = r->addresses;
	if (n->settings.custom_networking && n->os == CNI_LINUX)
		r->node_subnet_addresses = 1;
	r->pod_subnet_addresses = r->addresses - r->node_subnet_addresses;
	r->unplaced = r->pods - r->assigned - r->branch_enis;
}

void
cni_rest(const struct cni_node *n, uint64_t pods, struct cni_rest *r)
{
	uint64_t want = n->os == CNI_LINUX ? u64_min(n->branch_pods, pods) : 0;
	uint64_t pool;

	*r = (struct cni_rest){ .pods = pods, .stable = true };
	if (n->unusable != NULL) {
		r->enis = 1;
	} else {
		r->branch_enis = u64_min(u64_min(want, n->branch_limit),
		    n->max_pods);
		pool = u64_min(pods - want, n->max_pods - r->branch_enis);
		if (n->mode == CNI_IPV6)
			fill_ipv6(n, pool, r);
		else
			fill_pools(n, pool, r);
		r->enis += n->trunk;
	}
	count(n, r);
}
