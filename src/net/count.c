#include "net/count.h"

#include <gmp.h>

void
count_add(struct count *c, const struct range *r)
{
	u128 size = r->last - r->first;

	c->high += __builtin_add_overflow(c->low, size, &c->low);
	c->high += __builtin_add_overflow(c->low, 1, &c->low);
}

struct count
count_set(const struct set *s)
{
	struct set_walk w = set_walk(s);
	struct count c = { 0, 0 };
	struct range r;

	while (set_next_range(&w, &r))
		count_add(&c, &r);
	return c;
}

static const char *
product(const struct count *c, uint64_t n, struct arena *a)
{
	uint64_t limbs[3] = { (uint64_t)c->low, (uint64_t)(c->low >> 64),
	    c->high };
	char *text;
	mpz_t z, k;

	mpz_init(z);
	mpz_init(k);
	mpz_import(z, 3, -1, sizeof(limbs[0]), 0, 0, limbs);
	mpz_import(k, 1, -1, sizeof(n), 0, 0, &n);
	mpz_mul(z, z, k);
	mpz_clear(k);
	text = arena_array(a, mpz_sizeinbase(z, 10) + 2, char);
	mpz_get_str(text, 10, z);
	mpz_clear(z);
	return text;
}

const char *
count_text(const struct count *c, struct arena *a)
{
	return product(c, 1, a);
}

const char *
count_product(const struct range *r, uint64_t n, struct arena *a)
{
	struct count c = { 0, 0 };

	count_add(&c, r);
	return product(&c, n, a);
}
