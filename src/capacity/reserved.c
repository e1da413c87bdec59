#include "capacity/reserved.h"

#include <stdlib.h>
#include <string.h>

#include "model/vpc.h"

static int
by_place(const void *pa, const void *pb)
{
	const struct inv_reservation *const *a = pa, *const *b = pb;
	int c = strcmp((*a)->subnet_id, (*b)->subnet_id);

	return c != 0 ? c : prefix_cmp(&(*a)->cidr, &(*b)->cidr);
}

size_t
reserved_range(const struct reserved *r, const char *subnet_id,
    size_t *first)
{
	const struct inv_reservation **at = subnet_id != NULL ?
	    map_find(&r->by_subnet, subnet_id, strlen(subnet_id)) : NULL;
	size_t end;

	*first = end = at != NULL ? (size_t)(at - r->v) : r->n;
	while (end < r->n && strcmp(r->v[end]->subnet_id, subnet_id) == 0)
		end++;
	return end;
}

/* n addresses from addr on are held; they lie in one reservation or none. */
static void
hold(struct reserved *r, size_t first, size_t end, uint32_t addr, uint64_t n)
{
	struct prefix p = { addr, IPV4, n == VPC_BLOCK ? 28 : 32 };

	while (first < end) {
		size_t mid = first + (end - first) / 2;
		const struct prefix *c = &r->v[mid]->cidr;

		if (prefix_overlaps(c, &p)) {
			/* One smaller than the block is all inside it. */
			r->free[mid] -= c->len > p.len ? r->free[mid] :
			    n < r->free[mid] ? n : r->free[mid];
			if (c->len <= p.len)
				return;
			hold(r, first, mid, addr, n);
			first = mid + 1;
		} else if (prefix_cmp(c, &p) < 0)
			first = mid + 1;
		else
			end = mid;
	}
}

/* The five that AWS keeps are in nobody's reservation. */
static void
keep(struct reserved *r, const struct inventory *inv, size_t k)
{
	const struct inv_subnet *s = inventory_subnet(inv,
	    r->v[k]->subnet_id);
	uint32_t first, last;

	r->free[k] = UINT64_C(1) << (32 - r->v[k]->cidr.len);
	if (s == NULL || !s->has_cidr)
		return;
	first = (uint32_t)s->cidr.addr;
	last = first + (uint32_t)((UINT64_C(1) << (32 - s->cidr.len)) - 1);
	for (uint32_t i = 0; i < VPC_RESERVED; i++) {
		struct prefix p = { i < 4 ? first + i : last, IPV4, 32 };

		if (i < 4 && last - first <= i)
			continue;
		if (prefix_covers(&r->v[k]->cidr, &p))
			r->free[k]--;
	}
}

void
reserved_make(struct reserved *r, const struct inventory *inv,
    struct arena *a)
{
	*r = (struct reserved){ .n = inv->nreservations,
	    .by_subnet = map_make(a) };
	r->v = arena_array(a, r->n, const struct inv_reservation *);
	r->free = arena_array(a, r->n, uint64_t);
	for (size_t i = 0; i < r->n; i++)
		r->v[i] = inv->reservations[i];
	qsort(r->v, r->n, sizeof(*r->v), by_place);
	for (size_t i = 0; i < r->n; i++) {
		const char *id = r->v[i]->subnet_id;
		void **slot = map_slot(&r->by_subnet, id, strlen(id));

		if (*slot == NULL)
			*slot = &r->v[i];
		keep(r, inv, i);
	}
	for (size_t i = 0; r->n != 0 && i < inv->nenis; i++) {
		const struct inv_eni *eni = inv->enis[i];
		size_t first, end = reserved_range(r, eni->subnet_id, &first);

		if (first == end)
			continue;
		for (size_t k = 0; k < eni->naddresses; k++)
			hold(r, first, end, eni->addresses[k], 1);
		for (size_t k = 0; k < eni->nprefixes; k++)
			hold(r, first, end, eni->prefixes[k], VPC_BLOCK);
	}
}

uint64_t
reserved_free(const struct reserved *r, const char *subnet_id,
    enum reservation_type type)
{
	size_t first, end = reserved_range(r, subnet_id, &first);
	uint64_t n = 0;

	for (; first < end; first++)
		if (r->v[first]->type == type)
			n += r->free[first];
	return n;
}
