#include "model/plan.h"

#include "base/u128.h"

uint64_t
quantity_ceil(const struct quantity *q, uint64_t whole)
{
	u128 n;

	if (!q->set)
		return 0;
	n = (u128)q->num * (q->percent ? whole : 1);
	n = (n + q->den - 1) / q->den;
	return n > UINT64_MAX ? UINT64_MAX : (uint64_t)n;
}
