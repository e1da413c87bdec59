#include "cni/fleet.h"

static bool
before(const struct fleet_due *a, const struct fleet_due *b)
{
	return a->t_ms != b->t_ms ? a->t_ms < b->t_ms : a->node < b->node;
}

static void
swap(struct fleet_due *a, struct fleet_due *b)
{
	struct fleet_due t = *a;

	*a = *b;
	*b = t;
}

static void
push(struct fleet *f, size_t node, int64_t t)
{
	size_t i = f->nqueue++;

	if (i == f->queue_cap) {
		struct fleet_due *old = f->queue;

		f->queue_cap = i == 0 ? 64 : 2 * i;
		f->queue = arena_array(f->arena, f->queue_cap,
		    struct fleet_due);
		for (size_t k = 0; k < i; k++)
			f->queue[k] = old[k];
	}
	f->queue[i] = (struct fleet_due){ t, (uint32_t)node };
	for (; i > 0 && before(&f->queue[i], &f->queue[(i - 1) / 2]);
	    i = (i - 1) / 2)
		swap(&f->queue[i], &f->queue[(i - 1) / 2]);
}

static struct fleet_due
pop(struct fleet *f)
{
	struct fleet_due top = f->queue[0];

	f->queue[0] = f->queue[--f->nqueue];
	for (size_t i = 0;;) {
		size_t least = i;

		for (size_t k = 2 * i + 1; k <= 2 * i + 2; k++)
			if (k < f->nqueue &&
			    before(&f->queue[k], &f->queue[least]))
				least = k;
		if (least == i)
			return top;
		swap(&f->queue[i], &f->queue[least]);
		i = least;
	}
}

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
	push(f, node, due);
}

void
fleet_init(struct fleet *f, struct arena *a)
{
	*f = (struct fleet){ .arena = a };
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
	while (f->nqueue != 0 && f->queue[0].t_ms <= t) {
		struct fleet_due due = pop(f);

		/* Another entry is for the node's next pass, or none. */
		if (f->nodes[due.node].due_ms == due.t_ms)
			pass(f, due.node, due.t_ms);
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
