/*
 * What only all documents together can say: an address is in its subnet, not
 * kept by AWS, and on one ENI; reservations are in theirs, and apart.
 */
#include <string.h>

#include "ingest/record.h"
#include "model/vpc.h"
#include "net/overlap.h"

static bool
outside(struct documents *d, const struct inv_eni *eni, uint32_t addr,
    unsigned len, const struct inv_subnet *s)
{
	char cidr[PREFIX_STRLEN], text[PREFIX_STRLEN];
	struct prefix p = { addr, IPV4, len };

	if (len == 32)
		address_format(addr, IPV4, text);
	else
		prefix_format(&p, text);
	err_input(d->e, "%s: %s is not in its subnet %s, which is %s in "
	    "%s:%lu", eni->id, text, s->id, prefix_format(&s->cidr, cidr),
	    s->at.file, s->at.line);
	return err_locate(d->e, eni->at.file, eni->at.line,
	    eni->at.column);
}

/* What leaves out its VPC is in the other's. */
static bool
check_vpc(struct documents *d, struct inv_eni *eni, struct inv_subnet *s)
{
	if (eni->vpc_id == NULL)
		eni->vpc_id = s->vpc_id;
	if (s->vpc_id == NULL)
		s->vpc_id = eni->vpc_id;
	if (text_cmp(eni->vpc_id, s->vpc_id) == 0)
		return true;
	err_input(d->e, "%s: in %s, and its subnet %s is in %s by %s:%lu",
	    eni->id, eni->vpc_id, s->id, s->vpc_id, s->at.file, s->at.line);
	return err_locate(d->e, eni->at.file, eni->at.line,
	    eni->at.column);
}

/* EC2 gives nobody an address that AWS keeps. */
static bool
check_kept(struct documents *d, const struct inv_eni *eni, uint32_t addr,
    unsigned len, const struct inv_subnet *s)
{
	uint32_t first = (uint32_t)s->cidr.addr;
	uint32_t last = (uint32_t)prefix_last(&s->cidr);
	uint32_t end = addr + (len == 32 ? 0 : VPC_BLOCK - 1);
	char cidr[PREFIX_STRLEN], text[PREFIX_STRLEN], from[PREFIX_STRLEN],
	    to[PREFIX_STRLEN];

	if (!vpc_keeps(s->cidr.len, addr - first) &&
	    !vpc_keeps(s->cidr.len, end - first))
		return true;
	err_input(d->e, "%s: %s%s is for AWS in its subnet %s, which is %s "
	    "in %s:%lu; expected %s to %s; export both again", eni->id,
	    address_format(addr, IPV4, text), len == 32 ? "" : "/28", s->id,
	    prefix_format(&s->cidr, cidr), s->at.file, s->at.line,
	    address_format(first + VPC_RESERVED - 1, IPV4, from),
	    address_format(last - 1, IPV4, to));
	return err_locate(d->e, eni->at.file, eni->at.line,
	    eni->at.column);
}

static bool
check_inside(struct documents *d, struct inv_eni *eni)
{
	struct inv_subnet *s = inventory_subnet(d->inv, eni->subnet_id);
	struct prefix p = { 0, IPV4, 32 };

	if (s != NULL && !check_vpc(d, eni, s))
		return false;
	if (s == NULL || !s->has_cidr)
		return true;
	for (size_t i = 0; i < eni->naddresses; i++) {
		p.addr = eni->addresses[i];
		if (!prefix_covers(&s->cidr, &p))
			return outside(d, eni, eni->addresses[i], 32, s);
		if (!check_kept(d, eni, eni->addresses[i], 32, s))
			return false;
	}
	p.len = 28;
	for (size_t i = 0; i < eni->nprefixes; i++) {
		p.addr = eni->prefixes[i];
		if (!prefix_covers(&s->cidr, &p))
			return outside(d, eni, eni->prefixes[i], 28, s);
		if (!check_kept(d, eni, eni->prefixes[i], 28, s))
			return false;
	}
	return true;
}

/* Entries apart by what they must be unique in, in the order of its naming. */
struct group {
	struct entries entries;
	struct group *next;
};

struct groups {
	struct map map;
	struct group *first, **end;
};

static void
groups_init(struct groups *g, struct arena *a)
{
	g->map = map_make(a);
	g->first = NULL;
	g->end = &g->first;
}

static struct group *
groups_find(struct groups *g, const char *key)
{
	void **slot = map_slot(&g->map, key, strlen(key));

	if (*slot == NULL) {
		struct group *new = arena_new(g->map.arena, struct group);

		entries_init(&new->entries, g->map.arena);
		*slot = *g->end = new;
		g->end = &new->next;
	}
	return *slot;
}

static void
group_add(struct group *g, const struct prefix *p, size_t index)
{
	struct entry x = { .range = range_of(p), .line = index };

	entries_add(&g->entries, &x);
}

/* Two that overlap in a group, or false. */
static bool
groups_clash(const struct groups *g, struct entry *a, struct entry *b)
{
	for (struct group *i = g->first; i != NULL; i = i->next)
		if (overlap_first(&i->entries, a, b))
			return true;
	return false;
}

/* What ENIs hold, by VPC, else by subnet; without either nothing can clash. */
static void
add_holdings(struct groups *g, const struct inventory *inv, size_t i)
{
	const struct inv_eni *eni = inv->enis[i];
	const char *key = eni->vpc_id != NULL ? eni->vpc_id : eni->subnet_id;

	struct group *of;

	if (key == NULL)
		return;
	of = groups_find(g, key);
	for (size_t k = 0; k < eni->naddresses; k++)
		group_add(of, &(struct prefix){ eni->addresses[k], IPV4, 32 },
		    i);
	for (size_t k = 0; k < eni->nprefixes; k++)
		group_add(of, &(struct prefix){ eni->prefixes[k], IPV4, 28 },
		    i);
}

static bool
check_unique(struct documents *d)
{
	struct arena scratch = ARENA_INIT;
	const struct inventory *inv = d->inv;
	const struct inv_eni *a, *b;
	char text[PREFIX_STRLEN];
	struct groups vpcs;
	struct entry x, y;
	bool ok;

	groups_init(&vpcs, &scratch);
	for (size_t i = 0; i < inv->nenis; i++)
		add_holdings(&vpcs, inv, i);
	ok = !groups_clash(&vpcs, &x, &y);
	arena_clear(&scratch);
	if (ok)
		return true;
	a = inv->enis[x.line < y.line ? x.line : y.line];
	b = inv->enis[x.line < y.line ? y.line : x.line];
	err_input(d->e, "%s: %s is on %s in %s:%lu too; these documents are "
	    "not of one time", b->id, address_format(y.range.first, IPV4,
	    text), a == b ? "the same ENI" : a->id, a->at.file, a->at.line);
	return err_locate(d->e, b->at.file, b->at.line, b->at.column);
}

static bool
check_overlaps(struct documents *d)
{
	struct inv_reservation *const *all = d->inv->reservations;
	struct arena scratch = ARENA_INIT;
	const struct inv_reservation *b;
	struct groups subnets;
	struct entry x, y;
	bool ok;

	groups_init(&subnets, &scratch);
	for (size_t i = 0; i < d->inv->nreservations; i++)
		group_add(groups_find(&subnets, all[i]->subnet_id),
		    &all[i]->cidr, i);
	ok = !groups_clash(&subnets, &x, &y);
	arena_clear(&scratch);
	if (ok)
		return true;
	b = all[y.line];
	err_input(d->e, "%s: overlaps %s of the same subnet", b->id,
	    all[x.line]->id);
	return err_locate(d->e, b->at.file, b->at.line, b->at.column);
}

/* EC2 refuses both, so the documents do not belong together. */
static bool
check_reservations(struct documents *d)
{
	const struct inventory *inv = d->inv;

	for (size_t i = 0; i < inv->nreservations; i++) {
		const struct inv_reservation *a = inv->reservations[i];
		const struct inv_subnet *s = inventory_subnet(inv,
		    a->subnet_id);

		if (s != NULL && s->has_cidr &&
		    !prefix_covers(&s->cidr, &a->cidr)) {
			err_input(d->e, "%s: not inside the CIDR of its "
			    "subnet %s in %s:%lu", a->id, s->id, s->at.file,
			    s->at.line);
			return err_locate(d->e, a->at.file, a->at.line,
			    a->at.column);
		}
	}
	return check_overlaps(d);
}

bool
documents_check(struct documents *d)
{
	if (!check_reservations(d))
		return false;
	for (size_t i = 0; i < d->inv->nenis; i++)
		if (!check_inside(d, d->inv->enis[i]))
			return false;
	return check_unique(d);
}
