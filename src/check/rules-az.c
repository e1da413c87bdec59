/*
 * AZs against each other: are they alike, and may one of them fail?
 *
 * Only subnets with nodes or pods count.  Where the plan has no groups, those
 * that have the role do.
 */
#include "check/rules-az.h"

#include <string.h>

#define RATIO_MAX 2	/* EKS-SUBNET-019; ours */

/* --- what a name says --------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_wavelength(const char *part)
{
	return part[0] == 'w' && part[1] == 'l' &&
	    (part[2] == 'z' || is_digit(part[2]));
}

/*
 * An id is CODE-azN, or with a place CODE-PLACE-azN; a name is REGION and a
 * letter, or with a place REGION-PLACE-NL, and a Region ends in a number.
 */
enum zone_kind
zone_kind(const char *az)
{
	const char *part = az;
	size_t n = 0, after_number = 0;
	bool number = false;

	for (;; n++) {
		size_t len = strcspn(part, "-");

		if (is_wavelength(part))
			return ZONE_WAVELENGTH;
		after_number += number;
		number = number || (n != 0 && len != 0 &&
		    strspn(part, "0123456789") == len);
		if (part[len] == '\0')
			break;
		part += len + 1;
	}
	if (part[0] == 'a' && part[1] == 'z' && is_digit(part[2]) && n >= 2)
		return ZONE_LOCAL;
	return after_number >= 2 ? ZONE_LOCAL : ZONE_REGULAR;
}

/* --- AZs with nodes ----------------------------------------------------- */

struct az {
	const struct subnet *subnet;	/* its first with nodes, or NULL */
	uint64_t room;			/* for nodes and pods */
};

static bool
is_counted(const struct findings *f, const struct subnet_answer *s)
{
	if (f->plan->nnodegroups != 0)
		return s->load[PEAK].addresses > s->fixed;
	return (s->subnet->roles & (ROLE_NODES | ROLE_PODS)) != 0;
}

static struct az *
find_azs(const struct findings *f, struct arena *scratch)
{
	const struct answer *a = f->answer;
	struct az *azs = arena_array(scratch, a->nazs, struct az);

	for (size_t i = 0; i < f->plan->nsubnets; i++) {
		const struct subnet_answer *s = &a->subnets[i];
		struct az *z = &azs[a->az[i]];

		if (!is_counted(f, s))
			continue;
		if (z->subnet == NULL)
			z->subnet = s->subnet;
		z->room += s->usable > s->fixed ? s->usable - s->fixed : 0;
	}
	return azs;
}

static const char *
az_name(struct findings *f, const struct az *z)
{
	return z->subnet->az != NULL ? z->subnet->az :
	    arena_printf(f->arena, "the AZ of %.200s", z->subnet->name);
}

static void
find_extremes(const struct az *azs, size_t n, const struct az **least,
    const struct az **most)
{
	*least = *most = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct az *z = &azs[i];

		if (z->subnet == NULL)
			continue;
		if (*least == NULL || z->room < (*least)->room)
			*least = z;
		if (*most == NULL || z->room > (*most)->room)
			*most = z;
	}
}

void
az_uneven(struct findings *f)
{
	struct arena scratch = ARENA_INIT;
	struct az *azs = find_azs(f, &scratch);
	const struct az *least, *most;

	find_extremes(azs, f->answer->nazs, &least, &most);
	if (least != NULL && most->room > least->room * RATIO_MAX)
		finding_add(f, least->subnet->at, arena_printf(f->arena,
		    "az/%s", least->subnet->az != NULL ? least->subnet->az :
		    least->subnet->name), "%s has %llu addresses for nodes "
		    "and pods, %s %llu", az_name(f, least), ULL(least->room),
		    az_name(f, most), ULL(most->room));
	arena_clear(&scratch);
}

/* --- without the largest AZ --------------------------------------------- */

struct loss {
	const struct answer *answer;
	size_t az;			/* the one that is lost */
	struct load *load;		/* by subnet, afterwards */
	uint64_t *more;			/* nodes, by subnet */
};

static bool
is_lost(const struct loss *l, const struct subnet *s)
{
	return l->answer->az[s->index] == l->az;
}

/* Put n nodes of the group, more than now, into its surviving subnets. */
static void
move_nodes(struct loss *l, const struct group_answer *g, uint64_t n)
{
	for (size_t i = 0; i < g->subnets.n; i++) {
		size_t at = g->subnets.v[i]->index;

		if (is_lost(l, g->subnets.v[i]))
			continue;
		load_add(&l->load[at], &g->one[STEADY].node, n);
		l->more[at] += n - g->count[STEADY];
		if (g->pod_subnets.n == 0)
			continue;
		at = g->pod_subnets.v[i]->index;
		load_add(&l->load[at], &g->one[STEADY].pod, n);
		l->more[at] += n - g->count[STEADY];
	}
}

/* A group in one AZ alone cannot move. */
static void
move_group(struct loss *l, const struct group_answer *g)
{
	uint64_t n = g->count[STEADY], desired = g->group->desired.v;
	size_t lost = 0, left;

	for (size_t i = 0; i < g->subnets.n; i++)
		lost += is_lost(l, g->subnets.v[i]);
	left = g->subnets.n - lost;
	if (lost != 0 && left != 0)
		n = desired / left + (desired % left != 0);
	move_nodes(l, g, n);
}

static void
report_loss(struct findings *f, const struct loss *l, const char *az,
    const struct subnet_answer *s)
{
	size_t at = s->subnet->index;
	const struct load *then = &l->load[at];

	if (is_lost(l, s->subnet) || l->more[at] == 0 ||
	    subnet_load_fits(s, then, 0))
		return;
	if (then->addresses > s->usable)
		finding_subnet(f, s->subnet, "without %s %llu more nodes: "
		    "%llu of %llu addresses, short by %llu", az,
		    ULL(l->more[at]), ULL(then->addresses), ULL(s->usable),
		    ULL(then->addresses - s->usable));
	else
		finding_subnet(f, s->subnet, "without %s %llu more nodes: no "
		    "room for %llu /28 blocks beside %llu single addresses",
		    az, ULL(l->more[at]), ULL(then->blocks),
		    ULL(then->singles));
}

void
az_lost(struct findings *f)
{
	const struct answer *a = f->answer;
	struct arena scratch = ARENA_INIT;
	struct az *azs = find_azs(f, &scratch);
	const struct az *least, *most;
	size_t n = f->plan->nsubnets;
	struct loss l = { .answer = a,
	    .load = arena_array(&scratch, n, struct load),
	    .more = arena_array(&scratch, n, uint64_t) };

	find_extremes(azs, a->nazs, &least, &most);
	if (most != NULL) {
		l.az = (size_t)(most - azs);
		for (size_t i = 0; i < n; i++)
			l.load[i] = (struct load){ a->subnets[i].fixed,
			    a->subnets[i].fixed, 0 };
		for (size_t i = 0; i < f->plan->nnodegroups; i++)
			move_group(&l, &a->groups[i]);
		for (size_t i = 0; i < n; i++)
			report_loss(f, &l, az_name(f, most), &a->subnets[i]);
	}
	arena_clear(&scratch);
}
