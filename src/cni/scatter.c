#include "cni/scatter.h"

#include "base/sat.h"

/* A pool at rest: blocks, and ENIs that are attached for them. */
struct held {
	uint64_t blocks, enis;
};

static uint64_t
min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t
max(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t
ceil_div(uint64_t a, uint64_t b)
{
	return a / b + (a % b != 0);
}

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
	return max(ceil_div(sat_add(pods, p->warm), p->block),
	    ceil_div(p->minimum, p->block));
}

/*
 * The most blocks that the pool ever held.  A step of growth begins below the
 * brake and adds at most what is wanted, on one ENI.
 */
static uint64_t
most_ever(const struct cni_pool *p, uint64_t peak)
{
	uint64_t packed = cni_pool_blocks(p, peak), n = packed;
	uint64_t warm = min(p->warm, p->limit), step = p->eni_blocks, end;

	if (p->policy == CNI_IP_TARGETS)
		n = asked(p, peak);
	else if (p->policy == CNI_WARM_PREFIXES && warm != 0 && peak != 0) {
		/* Low with a pod on every /28: warm whole ones come on top. */
		n = max(warm + min(peak, warm + ceil_div(peak, p->block) - 1),
		    warm + ceil_div(peak, p->block));
		step = min(warm, step);
	}
	/* What the idle node reaches the brake with, it never goes below. */
	end = p->idle >= p->brake ? ceil_div(p->brake, p->eni_blocks) *
	    p->eni_blocks : p->brake - 1 + step;
	return max(packed, min(n, min(p->limit, end)));
}

/* WARM_ENI_TARGET: an ENI is full of addresses or not there. */
static struct held
whole_enis(const struct cni_pool *p, bool first, uint64_t pods, uint64_t ever)
{
	struct held h;

	h.enis = max(ceil_div(cni_pool_blocks(p, pods), p->eni_blocks),
	    min(ceil_div(ever, p->eni_blocks), pods + primary(p, first)));
	h.blocks = min(h.enis * p->eni_blocks, ever);
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
	uint64_t most = ceil_div(ever, p->eni_blocks);
	uint64_t with_block = blocks + primary(p, first);

	return lacking || (p->block > 1 && most > with_block + p->block) ?
	    most : min(most, with_block);
}

/* spare: /28s without a pod that the other ENIs of one removed must have. */
static struct held
ip_targets(const struct cni_pool *p, bool first, uint64_t pods, uint64_t ever,
    uint64_t spare)
{
	uint64_t n = asked(p, pods), warm = ceil_div(p->warm, p->block);
	struct held h;
	bool lacking = p->brake < n;

	h.blocks = min(n, ever);
	if (p->block > 1) {
		h.blocks = max(h.blocks, min(pods, ever));
		lacking |= spare > h.blocks - min(pods, h.blocks) ||
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

	h.blocks = max(packed, min(sat_add(p->warm, pods), ever));
	free = h.blocks - min(pods, h.blocks);
	if (p->warm != 0)
		h.enis = enis_kept(p, first, ever, h.blocks, p->warm > free);
	else				/* one without a pod always goes */
		h.enis = max(ceil_div(packed, p->eni_blocks),
		    min(ceil_div(ever, p->eni_blocks),
		    min(pods, h.blocks) + primary(p, first)));
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
	ever = most_ever(p, min(peak, p->serves));
	enis = n->further_cards * ceil_div(ever, p->eni_blocks);
	all = sat_add(pods, n->further_cards);
	h.blocks = min(all, n->further_cards * ever);
	h.enis = p->block > 1 || p->brake < asked(p, pods) ? enis :
	    min(enis, all);
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
	pods = min(pods, p->serves);
	ever = most_ever(p, min(peak, p->serves));
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
	peak = min(max(peak, r->assigned), n->max_pods);
	a = first(n, r->assigned, peak);
	b = further(n, r->assigned, peak);
	blocks = a.blocks + b.blocks;
	if (n->mode == CNI_PREFIX)
		s->prefixes = blocks;
	s->addresses = max(a.enis + n->first.bare_enis, 1) + b.enis +
	    n->trunk + r->branch_enis + blocks * n->first.block;
}
