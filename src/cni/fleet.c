#include "cni/fleet.h"

/* The node's next pass is its first at t or later. */
static void
schedule(struct fleet *f, size_t node, int64_t t)
{
	struct fleet_node *n = &f->nodes[node];
	int64_t step = n->engine->s.rules->pass_ms, due = n->first_ms;

	if (t > due)
		due += (t - due + step - 1) / step * step;
	if (due == n->due_ms)
		return;
	n->due_ms = due;
	heap_push(&f->queue, (struct heap_item){ .key = due, .rank = node });
}

void
fleet_init(struct fleet *f, struct arena *a)
{
	*f = (struct fleet){ .arena = a, .queue = heap_make(a) };
}

size_t
fleet_add(struct fleet *f, struct engine *g, int64_t start_ms)
{
	size_t node = f->n;

	*arena_push(f->arena, f->nodes, f->n) = (struct fleet_node){ g,
	    start_ms + g->s.rules->first_pass_ms, INT64_MAX };
	if (g->error == NULL)
		schedule(f, node, start_ms);
	return node;
}

void
fleet_stop(struct fleet *f, size_t node)
{
	f->nodes[node].due_ms = INT64_MAX;
}

static void
pass(struct fleet *f, size_t node, int64_t t)
{
	struct fleet_node *n = &f->nodes[node];
	struct engine *g = n->engine;

	n->due_ms = INT64_MAX;
	engine_pass(g, t);
	f->passes++;
	if (f->state != NULL)
		f->state(f->arg, node, g);
	engine_forget(g);
	if (g->quiet_until <= t || f->no_skip)
		schedule(f, node, t + 1);
	else if (g->quiet_until != INT64_MAX)
		schedule(f, node, g->quiet_until);
}

void
fleet_advance(struct fleet *f, int64_t t)
{
	while (f->queue.n != 0 && f->queue.v[0].key <= t) {
		struct heap_item due = heap_pop(&f->queue);

		/* Another entry is for the node's next pass, or none. */
		if (f->nodes[due.rank].due_ms == due.key)
			pass(f, due.rank, due.key);
	}
	if (t > f->now)
		f->now = t;
}

void
fleet_event(struct fleet *f, size_t node, int64_t t, const struct event *ev)
{
	struct engine *g = f->nodes[node].engine;

	fleet_advance(f, t - 1);
	f->now = t;
	if (g->error != NULL)
		return;
	engine_event(g, t, ev);
	if (f->state != NULL)
		f->state(f->arg, node, g);
	engine_forget(g);
	if (g->error == NULL)
		schedule(f, node, t);
	else
		fleet_stop(f, node);
}
