/* The grid: an odometer of axes, the last one turns fastest. */
#include "capacity/tune.h"

#define MORE 8			/* of a minimum, than pods there are */
#define MINIMA 16		/* values of MINIMUM_IP_TARGET beside 0 */

size_t
tune_grid_points(const struct tune_grid *g)
{
	const struct tune_axis *axes[] = { &g->warm_eni, &g->warm_ip,
	    &g->minimum_ip, &g->warm_prefix };
	size_t n = g->nmodes;

	for (size_t i = 0; i < 4; i++)
		if (__builtin_mul_overflow(n, axes[i]->n, &n))
			return SIZE_MAX;
	return n;
}

static uint64_t
take(const struct tune_axis *a, size_t *at)
{
	uint64_t v = a->v[*at % a->n];

	*at /= a->n;
	return v;
}

void
tune_grid_point(const struct tune_grid *g, size_t at, struct targets *t)
{
	t->warm_prefix = take(&g->warm_prefix, &at);
	t->minimum_ip = take(&g->minimum_ip, &at);
	t->warm_ip = take(&g->warm_ip, &at);
	t->warm_eni = take(&g->warm_eni, &at);
	t->mode = g->modes[at];
}


static struct tune_axis
axis(const uint64_t *v, size_t n)
{
	return (struct tune_axis){ v, n };
}

/* 0, and even steps to that many pods and a few more. */
static struct tune_axis
minima(uint64_t pods, struct arena *a)
{
	uint64_t *v = arena_array(a, MINIMA + 1, uint64_t), step;

	if (pods > DEMAND_PODS_MAX)
		pods = DEMAND_PODS_MAX;
	step = (pods + MORE + MINIMA - 1) / MINIMA;
	for (size_t i = 0; i <= MINIMA; i++)
		v[i] = i * step;
	return axis(v, MINIMA + 1);
}

void
tune_grid_default(struct tune_grid *g, uint64_t pods, struct arena *a)
{
	static const uint64_t spare[] = { 1, 0, 2 };
	static const uint64_t ips[] = { 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16 };

	if (g->nmodes == 0) {
		g->modes[0] = CNI_SECONDARY;
		g->modes[1] = CNI_PREFIX;
		g->nmodes = 2;
	}
	if (g->warm_eni.n == 0)
		g->warm_eni = axis(spare, sizeof(spare) / sizeof(*spare));
	if (g->warm_prefix.n == 0)
		g->warm_prefix = axis(spare, sizeof(spare) / sizeof(*spare));
	if (g->warm_ip.n == 0)
		g->warm_ip = axis(ips, sizeof(ips) / sizeof(*ips));
	if (g->minimum_ip.n == 0)
		g->minimum_ip = minima(pods, a);
}
