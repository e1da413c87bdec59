#include "view/simulate.h"

#include "base/str.h"

#define STEPS 24
#define WIDTH 38		/* beside the numbers, within 80 columns */

static const struct column columns[] = {
	{ .key = "from", .number = true },
	{ .key = "assigned", .number = true },
	{ .key = "allocated", .number = true },
	{ .key = "addresses", .number = true },
	{ .key = "bar" },
};

void
view_plot_state(struct view_plot *p, const struct simulation *s)
{
	const struct engine *g = &s->engine;
	struct plot_state now = {
		.t_ms = (uint64_t)g->now,
		.assigned = g->ipv6 ? g->live - g->waiting : g->assigned,
		.allocated = g->nsingle + CNI_PREFIX_SIZE * g->nprefix,
		.addresses = engine_addresses(g),
	};
	const struct plot_state *last = p->n != 0 ? &p->v[p->n - 1] : NULL;

	if (last != NULL && last->assigned == now.assigned &&
	    last->allocated == now.allocated &&
	    last->addresses == now.addresses)
		return;
	*arena_push(p->arena, p->v, p->n) = now;
}

/* "####oooo..": assigned, warm, and the ENIs' own and branch ENIs' ones. */
static const char *
bar(struct arena *a, const struct plot_state *s, uint64_t peak)
{
	static const char marks[] = "#o.";
	const uint64_t to[] = { s->assigned, s->allocated, s->addresses };
	char *text = arena_array(a, WIDTH + 1, char);
	uint64_t n = 0;

	for (size_t i = 0; i < COUNT(to); i++)
		while (n < WIDTH && n * peak < to[i] * WIDTH)
			text[n++] = marks[i];
	return text;
}

void
view_plot(struct doc *d, const struct view_plot *p,
    const struct simulation *s)
{
	struct table *t = doc_table(d, "plot", columns, COUNT(columns));
	uint64_t step = s->scenario->until_ms / STEPS + 1;
	struct plot_state most = { 0, 0, 0, 0 }, last = most;
	struct cell *c;
	size_t i = 0;

	for (uint64_t from = 0; from <= s->scenario->until_ms; from += step) {
		most = last;		/* lasts into this step */
		for (; i < p->n && p->v[i].t_ms < from + step; i++) {
			last = p->v[i];
			if (last.addresses > most.addresses ||
			    (last.addresses == most.addresses &&
			    last.assigned > most.assigned))
				most = last;
		}
		c = table_row(d, t);
		c[0] = cell_uint(from / 1000);
		c[1] = cell_uint(most.assigned);
		c[2] = cell_uint(most.allocated);
		c[3] = cell_uint(most.addresses);
		c[4] = cell_text(bar(d->arena, &most, s->peak_addresses));
	}
}
