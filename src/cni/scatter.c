#include "cni/scatter.h"

#include "base/arith.h"
#include "base/sat.h"

/* A pool at rest: blocks, and ENIs that are attached for them. */
struct held {
	uint64_t blocks, enis;
};

/* Of a card's pods, those beside which the primary ENI needs none to stay. */
static uint64_t
primary(const struct cni_pool *p, bool first)
{
	return first && p->bare_enis == 0;
}

/* Blocks that IP targets ask for. */
static uint64_t
asked(const struct cni_pool *p, uint64_t pods)
{
	return u64_max(u64_ceil_div(sat_add(pods, p->warm), p->block),
	    u64_ceil_div(p->minimum, p->block));
}

/*
 * The most blocks that the pool ever held.  A step of growth begins below the
 * brake and adds at most what is wanted, on one ENI.
 */
static uint64_t
most_ever(const struct cni_pool *p, uint64_t peak)
{
	uint64_t packed = cni_pool_blocks(p, peak), n = packed;
	uint64_t warm = u64_min(p->warm, p->limit), step = p->eni_blocks, end;

	if (p->policy == CNI_IP_TARGETS)
		n = asked(p, peak);
	else if (p->policy == CNI_WARM_PREFIXES && warm != 0 && peak != 0) {
		/* Low with a pod on every /28: warm whole ones come on top. */
		n = warm + u64_ceil_div(peak, p->block);
		n = u64_max(n, warm + u64_min(peak, n - 1));
		step = u64_min(warm, step);
	}
	/* What the idle node reaches the brake with, it never goes below. */
	end = p->idle >= p->brake ? u64_ceil_div(p->brake, p->eni_blocks) *
	    p->eni_blocks : p->brake - 1 + step;
	return u64_max(packed, u64_min(n, u64_min(p->limit, end)));
}

/* WARM_ENI_TARGET: an ENI is full of addresses or not there. */
static struct held
whole_enis(const struct cni_pool *p, bool first, uint64_t pods, uint64_t ever)
{
	struct held h;

	h.enis = u64_max(u64_ceil_div(cni_pool_blocks(p, pods), p->eni_blocks),
	    u64_min(u64_ceil_div(ever, p->eni_blocks),
	    pods + primary(p, first)));
	h.blocks = u64_min(h.enis * p->eni_blocks, ever);
	return h;
}

/*
 * ENIs without a block stay only where the others lack what a target asks
 * for; else one stays for each block.  A /28 less could let all stay, which
 * counts only if those are more than its addresses.
 */
static uint64_t
enis_kept(const struct cni_pool *p, bool first, uint64_t ever, uint64_t blocks,
    bool lacking)
{
	uint64_t most = u64_ceil_div(ever, p->eni_blocks);
	uint64_t with_block = blocks + primary(p, first);

	return lacking || (p->block > 1 && most > with_block + p->block) ?
	    most : u64_min(most, with_block);
}

/* spare: /28s without a pod that the other ENIs of one removed must have. */
static struct held
ip_targets(const struct cni_pool *p, bool first, uint64_t pods, uint64_t ever,
    uint64_t spare)
{
	uint64_t n = asked(p, pods), warm = u64_ceil_div(p->warm, p->block);
	struct held h;
	bool lacking = p->brake < n;

	h.blocks = u64_min(n, ever);
	if (p->block > 1) {
		h.blocks = u64_max(h.blocks, u64_min(pods, ever));
		lacking |= spare > h.blocks - u64_min(pods, h.blocks) ||
		    h.blocks * p->block - pods < sat_mul(warm, p->block);
	}
	h.enis = enis_kept(p, first, ever, h.blocks, lacking);
	return h;
}

static struct held
warm_prefixes(const struct cni_pool *p, bool first, uint64_t pods,
    uint64_t ever)
{
	uint64_t packed = cni_pool_blocks(p, pods), free;
	struct held h;

	h.blocks = u64_max(packed, u64_min(sat_add(p->warm, pods), ever));
	free = h.blocks - u64_min(pods, h.blocks);
	if (p->warm != 0)
		h.enis = enis_kept(p, first, ever, h.blocks, p->warm > free);
	else				/* one without a pod always goes */
		h.enis = u64_max(u64_ceil_div(packed, p->eni_blocks),
		    u64_min(u64_ceil_div(ever, p->eni_blocks),
		    u64_min(pods, h.blocks) + primary(p, first)));
	return h;
}

/*
 * Cards beyond the first want one address each to spare; one with no pod
 * holds one block.  An ENI of theirs stays for want of a spare /28.
 */
static struct held
further(const struct cni_node *n, uint64_t pods, uint64_t peak)
{
	const struct cni_pool *p = &n->further;
	uint64_t ever, enis, all;
	struct held h = { 0, 0 };

	if (n->further_cards == 0 || p->policy == CNI_NOTHING)
		return h;
	ever = most_ever(p, u64_min(peak, p->serves));
	enis = n->further_cards * u64_ceil_div(ever, p->eni_blocks);
	all = sat_add(pods, n->further_cards);
	h.blocks = u64_min(all, n->further_cards * ever);
	h.enis = p->block > 1 || p->brake < asked(p, pods) ? enis :
	    u64_min(enis, all);
	return h;
}

static struct held
first(const struct cni_node *n, uint64_t pods, uint64_t peak)
{
	const struct cni_pool *p = &n->first;
	struct held h = { 0, 0 };
	uint64_t ever;

	if (p->policy == CNI_NOTHING)
		return h;
	pods = u64_min(pods, p->serves);
	ever = most_ever(p, u64_min(peak, p->serves));
	if (p->policy == CNI_WARM_ENIS)
		h = whole_enis(p, true, pods, ever);
	else if (p->policy == CNI_WARM_PREFIXES)
		h = warm_prefixes(p, true, pods, ever);
	else
		h = ip_targets(p, true, pods, ever, n->settings.warm_prefix);
	return h;
}

void
cni_scatter(const struct cni_node *n, const struct cni_rest *r, uint64_t peak,
    struct cni_scatter *s)
{
	struct held a, b;
	uint64_t blocks;

	*s = (struct cni_scatter){ r->addresses, r->prefixes };
	if (n->unusable != NULL || n->mode == CNI_IPV6)
		return;
	peak = u64_min(u64_max(peak, r->assigned), n->max_pods);
	a = first(n, r->assigned, peak);
	b = further(n, r->assigned, peak);
	blocks = a.blocks + b.blocks;
	if (n->mode == CNI_PREFIX)
		s->prefixes = blocks;
	s->addresses = u64_max(a.enis + n->first.bare_enis, 1) + b.enis +
	    n->trunk + r->branch_enis + blocks * n->first.block;
}
