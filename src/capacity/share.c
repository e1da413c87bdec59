#include "capacity/share.h"

size_t
share_nodes(const struct shares *s, uint64_t n)
{
	return n == 0 ? 1 : n < s->each ? (size_t)n : s->each;
}

uint64_t
share_node(const struct shares *s, uint64_t n, size_t i)
{
	return n == 0 ? 0 : (uint64_t)((u128)n * i / share_nodes(s, n));
}

/* So many pods of the group from now on: what each node looked at has. */
static void
set(struct shares *s, size_t group, uint64_t nodes, uint64_t pods,
    uint64_t t_ms, uint64_t *last, struct arena *a)
{
	if (nodes == 0)
		nodes = 1;
	for (size_t i = 0; i < share_nodes(s, nodes); i++) {
		struct demand *d = &s->v[group * s->each + i];
		uint64_t n = pods / nodes +
		    (share_node(s, nodes, i) < pods % nodes);

		if (n == last[group * s->each + i])
			continue;
		last[group * s->each + i] = n;
		*arena_push(a, d->events, d->nevents) = (struct event){
		    .t_ms = t_ms, .op = EVENT_SET, .n = n };
		if (n > s->most)
			s->most = n;
	}
}

void
share_arrivals(struct shares *s, const struct plan *p,
    const struct arrivals *in, size_t each, uint64_t after_ms,
    struct arena *a)
{
	uint64_t *pods = arena_array(a, p->nnodegroups, uint64_t);
	uint64_t *last;

	*s = (struct shares){ .each = each == 0 ? 1 : each,
	    .end_ms = after_ms };
	s->v = arena_array(a, p->nnodegroups * s->each, struct demand);
	last = arena_array(a, p->nnodegroups * s->each, uint64_t);
	for (size_t i = 0; i < in->n; i++) {
		const struct arrival *v = &in->v[i];

		if (v->op == ARRIVAL_SET)
			pods[v->group] = v->n;
		else
			pods[v->group] += v->op == ARRIVAL_ADD ? 1 :
			    (uint64_t)-1;
		set(s, v->group, p->nodegroups[v->group].desired.v,
		    pods[v->group], v->t_ms, last, a);
		s->end_ms = v->t_ms + after_ms;
	}
	for (size_t i = 0; i < p->nnodegroups * s->each; i++)
		s->v[i].until_ms = s->end_ms;
}

/* The most pods that a trace has at one time. */
static uint64_t
trace_most(const struct event *e, size_t n)
{
	uint64_t pods = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		if (e[i].op == EVENT_SET)
			pods = e[i].n;
		else
			pods += e[i].op == EVENT_ADD ? 1 : (uint64_t)-1;
		if (pods > most)
			most = pods;
	}
	return most;
}

void
share_trace(struct shares *s, const struct plan *p, struct event *e, size_t n,
    uint64_t after_ms, struct arena *a)
{
	*s = (struct shares){ .each = 1, .most = trace_most(e, n),
	    .v = arena_array(a, p->nnodegroups, struct demand),
	    .end_ms = (n == 0 ? 0 : e[n - 1].t_ms) + after_ms };
	for (size_t i = 0; i < p->nnodegroups; i++)
		s->v[i] = (struct demand){ .events = e, .nevents = n,
		    .until_ms = s->end_ms };
}
