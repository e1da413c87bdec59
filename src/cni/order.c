#include "cni/order.h"

#define STEP UINT64_C(0x9e3779b97f4a7c15)

uint64_t
splitmix_next(struct splitmix *s)
{
	uint64_t z = s->state += STEP;

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void
splitmix_skip(struct splitmix *s, uint64_t draws)
{
	s->state += STEP * draws;
}

uint64_t
order_draws(size_t n)
{
	return n > 1 ? n - 1 : 0;
}

void
order_fill(enum order o, struct splitmix *s, uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v[i] = (uint32_t)(o == ORDER_NEWEST ? n - 1 - i : i);
	if (o != ORDER_RANDOM || n < 2)
		return;
	for (size_t i = n - 1; i > 0; i--) {
		size_t j = splitmix_next(s) % (i + 1);
		uint32_t t = v[i];

		v[i] = v[j];
		v[j] = t;
	}
}
