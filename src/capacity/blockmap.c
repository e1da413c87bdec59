#include "capacity/blockmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

static const char *const state_names[BLOCK_STATES] = {
	[BLOCK_AWS] = "aws", [BLOCK_DELEGATED] = "delegated",
	[BLOCK_SPOILT] = "spoilt", [BLOCK_RESERVED] = "reserved",
	[BLOCK_FREE] = "free",
};

const char *
block_state_name(enum block_state s)
{
	return state_names[s];
}

/* --- which subnets ------------------------------------------------------ */

static bool
is_called(const struct inv_subnet *s, const char *name)
{
	const char *tag = tags_text(&s->tags, "Name");

	return strcmp(s->id, name) == 0 ||
	    (tag != NULL && strcmp(tag, name) == 0);
}

static const struct inv_subnet *
find_subnet(const struct inventory *inv, const char *name, struct err *e)
{
	const struct inv_subnet *found = inventory_subnet(inv, name);
	struct str_near near;
	char buf[256];

	if (found != NULL)
		return found;
	str_near_init(&near, name);
	for (size_t i = 0; i < inv->nsubnets; i++) {
		const struct inv_subnet *s = inv->subnets[i];
		const char *tag = tags_text(&s->tags, "Name");

		str_near_offer(&near, s->id);
		if (tag != NULL)
			str_near_offer(&near, tag);
		if (!is_called(s, name))
			continue;
		if (found != NULL) {
			err_usage(e, "%s: both %s and %s are called so; give "
			    "the id", name, found->id, s->id);
			return NULL;
		}
		found = s;
	}
	if (found == NULL)
		err_cannot(e, "%s: no such subnet in the documents%s", name,
		    str_near_format(&near, buf, sizeof(buf)));
	return found;
}

static int
subnet_cmp(const void *pa, const void *pb)
{
	const struct blockmap *a = pa, *b = pb;
	int c = prefix_cmp(&a->subnet->cidr, &b->subnet->cidr);

	return c != 0 ? c : strcmp(a->subnet->id, b->subnet->id);
}

static bool
choose(struct blockmaps *l, const struct inventory *inv,
    const char *const *names, size_t n, struct arena *a, struct err *e)
{
	for (size_t i = 0; i < inv->nsubnets && n == 0; i++)
		if (inv->subnets[i]->has_cidr)
			arena_push(a, l->v, l->n)->subnet = inv->subnets[i];
	for (size_t i = 0; i < n; i++) {
		const struct inv_subnet *s = find_subnet(inv, names[i], e);
		bool again = false;

		if (s == NULL)
			return false;
		if (!s->has_cidr)
			return err_cannot(e, "%s: has no IPv4 CIDR, so no "
			    "/28 blocks", names[i]);
		for (size_t k = 0; k < l->n; k++)
			again = again || l->v[k].subnet == s;
		if (!again)
			arena_push(a, l->v, l->n)->subnet = s;
	}
	if (l->n == 0)
		return err_cannot(e, "no subnet with an IPv4 CIDR is in the "
		    "documents; add aws ec2 describe-subnets");
	qsort(l->v, l->n, sizeof(*l->v), subnet_cmp);
	return true;
}

/* --- the blocks --------------------------------------------------------- */

static void
lay_out(struct blockmap *b, struct arena *a)
{
	const struct prefix *p = &b->subnet->cidr;

	b->n = p->len <= 28 ? (size_t)1 << (28 - p->len) : 0;
	b->v = arena_array(a, b->n + 1, struct blockmap_block);
	for (size_t i = 0; i < b->n; i++)
		b->v[i].first = (uint32_t)p->addr + BLOCK_SIZE * (uint32_t)i;
}

/* The block of an address, or NULL: a subnet smaller than a block. */
static struct blockmap_block *
block_at(struct blockmap *b, uint32_t addr)
{
	size_t i = (addr - (uint32_t)b->subnet->cidr.addr) / BLOCK_SIZE;

	return i < b->n ? &b->v[i] : NULL;
}

static void
use(struct blockmap_block *k, const struct inv_eni *eni, uint64_t addresses,
    struct arena *a)
{
	if (k->nusers != 0 && k->users[k->nusers - 1].eni == eni)
		k->users[k->nusers - 1].addresses += addresses;
	else
		*arena_push(a, k->users, k->nusers) = (struct blockmap_user){
		    eni, addresses };
}

static void
add_eni(struct blockmap *b, const struct inv_eni *eni, struct arena *a)
{
	b->listed += eni_cost(eni);
	for (size_t i = 0; i < eni->naddresses; i++) {
		struct blockmap_block *k = block_at(b, eni->addresses[i]);

		if (k == NULL)
			continue;
		k->held++;
		use(k, eni, 1, a);
	}
	for (size_t i = 0; i < eni->nprefixes; i++) {
		struct blockmap_block *k = block_at(b, eni->prefixes[i]);

		if (k == NULL)
			continue;
		k->state = BLOCK_DELEGATED;
		use(k, eni, BLOCK_SIZE, a);
	}
}

static void
add_reservation(struct blockmap *b, const struct inv_reservation *r)
{
	uint32_t last = (uint32_t)prefix_last(&r->cidr);

	for (uint32_t at = (uint32_t)r->cidr.addr; ; at += BLOCK_SIZE) {
		struct blockmap_block *k = block_at(b, at);

		if (k != NULL) {
			k->reservation = r;
			k->inside = r->type == RESERVATION_PREFIX &&
			    r->cidr.len <= 28;
		}
		if (last - at < BLOCK_SIZE)
			break;
	}
}

/* Addresses of a block that are free, and in no reservation. */
static uint64_t
room(const struct blockmap *b, size_t i)
{
	const struct blockmap_block *k = &b->v[i];
	uint64_t taken = k->held + blockmap_aws(b, i);

	if (k->state == BLOCK_DELEGATED || k->reservation != NULL)
		return 0;
	return taken < BLOCK_SIZE ? BLOCK_SIZE - taken : 0;
}

static void
judge(struct blockmap *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct blockmap_block *k = &b->v[i];

		if (k->state == BLOCK_DELEGATED)
			;
		else if (i == 0 || i + 1 == b->n)
			k->state = BLOCK_AWS;
		else if (k->held != 0)
			k->state = BLOCK_SPOILT;
		else if (k->reservation != NULL && !k->inside)
			k->state = BLOCK_RESERVED;
		else
			k->state = BLOCK_FREE;
		b->states[k->state]++;
		b->room += room(b, i);
		if (k->state == BLOCK_FREE)
			*(k->inside ? &b->inside : &b->outside) += 1;
	}
}

/*
 * What AvailableIpAddressCount counts as taken beyond the ENIs listed and the
 * free part of reservations for prefixes.
 */
static void
account(struct blockmap *b)
{
	const struct inv_subnet *s = b->subnet;
	int64_t taken = (int64_t)inv_subnet_usable(s) -
	    (int64_t)s->available.v - (int64_t)b->listed;
	uint64_t hidden;

	for (size_t i = 0; i < b->n; i++) {
		const struct blockmap_block *k = &b->v[i];

		if (k->state != BLOCK_DELEGATED && k->inside)
			taken -= BLOCK_SIZE - (int64_t)k->held -
			    (int64_t)blockmap_aws(b, i);
	}
	b->unaccounted_known = s->available.set;
	b->unaccounted = s->available.set ? taken : 0;
	hidden = b->unaccounted > 0 ? (uint64_t)b->unaccounted : 0;
	b->at_least = b->inside + (b->outside > hidden ? b->outside - hidden :
	    0);
}

bool
blockmap_make(struct blockmaps *l, const struct inventory *inv,
    const char *const *names, size_t n, struct arena *a, struct err *e)
{
	struct map by_id = map_make(a);

	*l = (struct blockmaps){ NULL, 0 };
	if (!choose(l, inv, names, n, a, e))
		return false;
	if (!inventory_has(inv, DOC_ENIS) && !inventory_has(inv,
	    DOC_INSTANCES))
		return err_cannot(e, "no network interfaces are in the "
		    "documents, so nobody can say which blocks are taken; "
		    "add aws ec2 describe-network-interfaces");
	for (size_t i = 0; i < l->n; i++) {
		struct blockmap *b = &l->v[i];

		b->inv = inv;
		b->name = tags_text(&b->subnet->tags, "Name");
		lay_out(b, a);
		*map_slot(&by_id, b->subnet->id, strlen(b->subnet->id)) = b;
	}
	for (size_t i = 0; i < inv->nenis; i++) {
		const char *id = inv->enis[i]->subnet_id;
		struct blockmap *b = id != NULL ? map_find(&by_id, id,
		    strlen(id)) : NULL;

		if (b != NULL)
			add_eni(b, inv->enis[i], a);
	}
	for (size_t i = 0; i < inv->nreservations; i++) {
		const char *id = inv->reservations[i]->subnet_id;
		struct blockmap *b = map_find(&by_id, id, strlen(id));

		if (b != NULL)
			add_reservation(b, inv->reservations[i]);
	}
	for (size_t i = 0; i < l->n; i++) {
		judge(&l->v[i]);
		account(&l->v[i]);
	}
	return true;
}
