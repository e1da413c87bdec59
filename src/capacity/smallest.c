/*
 * A choice is a set taken, with all its elements, or refused: then it must
 * never become complete, which keeps two branches from finding the same
 * elements.  So each leaf has elements of its own, and there are at most
 * 2^elements of them.
 */
#include "capacity/smallest.h"

#include <stdlib.h>
#include <string.h>

struct search {
	struct smallest *s;
	struct arena *arena;
	size_t **in;			/* sets of each element */
	size_t *nin;
	size_t *left;			/* of each set: elements not chosen */
	bool *refused;			/* of each set */
	bool *chosen;			/* elements, now */
	uint64_t cost, weight;		/* now */
	size_t nbroken;			/* refused sets that are complete */
	uint64_t *degrees;		/* of each element: scratch */
	size_t *order;			/* of sets: scratch */
	uint64_t cheapest;		/* cost of any element */
	unsigned *stack;		/* elements chosen, in order */
	size_t top;
	uint64_t work;
	bool stopped;
};

/* --- choosing ----------------------------------------------------------- */

static void
choose(struct search *g, unsigned element, bool on)
{
	g->chosen[element] = on;
	g->cost += on ? g->s->costs[element] : -g->s->costs[element];
	for (size_t i = 0; i < g->nin[element]; i++) {
		size_t k = g->in[element][i];

		if (on)
			g->left[k]--;
		if (g->left[k] == 0) {
			g->weight += on ? g->s->sets[k].weight :
			    -g->s->sets[k].weight;
			g->nbroken += g->refused[k] ? on ? 1 : (size_t)-1 : 0;
		}
		if (!on)
			g->left[k]++;
	}
}

/* The elements of a set that are not chosen yet. */
static void
take(struct search *g, size_t set)
{
	const struct smallest_set *k = &g->s->sets[set];

	for (size_t i = 0; i < k->n; i++)
		if (!g->chosen[k->elements[i]]) {
			g->stack[g->top++] = k->elements[i];
			choose(g, k->elements[i], true);
		}
}

/* Until so many are chosen. */
static void
give_back(struct search *g, size_t top)
{
	while (g->top > top)
		choose(g, g->stack[--g->top], false);
}

static bool
is_open(const struct search *g, size_t set)
{
	return !g->refused[set] && g->left[set] != 0;
}

/* Least left, then most weight, then first; nsets: none is open. */
static size_t
next_set(const struct search *g)
{
	size_t best = g->s->nsets;

	for (size_t i = 0; i < g->s->nsets; i++)
		if (is_open(g, i) && (best == g->s->nsets ||
		    g->left[i] < g->left[best] ||
		    (g->left[i] == g->left[best] &&
		    g->s->sets[i].weight > g->s->sets[best].weight)))
			best = i;
	return best;
}

static void
keep(struct search *g)
{
	struct smallest *s = g->s;

	memcpy(s->chosen, g->chosen, s->nelements * sizeof(*g->chosen));
	s->cost = g->cost;
	s->weight = g->weight;
}

/* --- the bound ---------------------------------------------------------- */

static int
cmp_left(const void *pa, const void *pb, void *arg)
{
	const struct search *g = arg;
	size_t a = *(const size_t *)pa, b = *(const size_t *)pb;

	if (g->left[a] != g->left[b])
		return g->left[a] < g->left[b] ? -1 : 1;
	return (a > b) - (a < b);
}

static int
cmp_down(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return (a < b) - (a > b);
}

/*
 * To complete a set of weight w with d elements left, w x d pairs of weight
 * and element must be chosen; an element brings as many as the open sets with
 * it weigh.  Returns the fewest elements that bring what the sets with the
 * least left need, or UINT64_MAX when the open sets do not suffice.
 */
static uint64_t
fewest(struct search *g)
{
	struct smallest *s = g->s;
	uint64_t missing = s->need - g->weight, pairs = 0, n = 0;
	size_t open = 0, least;

	memset(g->degrees, 0, s->nelements * sizeof(*g->degrees));
	for (size_t i = 0; i < s->nsets; i++) {
		const struct smallest_set *k = &s->sets[i];

		if (!is_open(g, i))
			continue;
		g->order[open++] = i;
		for (size_t e = 0; e < k->n; e++)
			if (!g->chosen[k->elements[e]])
				g->degrees[k->elements[e]] += k->weight;
	}
	qsort_r(g->order, open, sizeof(*g->order), cmp_left, g);
	least = open != 0 ? g->left[g->order[0]] : 0;
	for (size_t i = 0; i < open && missing != 0; i++) {
		uint64_t w = s->sets[g->order[i]].weight;

		w = w < missing ? w : missing;
		missing -= w;
		pairs += w * g->left[g->order[i]];
	}
	if (missing != 0)
		return UINT64_MAX;
	qsort(g->degrees, s->nelements, sizeof(*g->degrees), cmp_down);
	for (uint64_t got = 0; got < pairs; n++)
		got += g->degrees[n];
	return n > least ? n : least;
}

/* No choice that goes on from here costs less. */
static uint64_t
bound(struct search *g)
{
	uint64_t n = g->weight >= g->s->need ? 0 : fewest(g), cost;

	if (n == UINT64_MAX || __builtin_mul_overflow(n, g->cheapest, &cost) ||
	    __builtin_add_overflow(cost, g->cost, &cost))
		return UINT64_MAX;
	return cost;
}

/* --- the search --------------------------------------------------------- */

static void
descend(struct search *g)
{
	struct smallest *s = g->s;
	size_t set, top = g->top;

	if (g->nbroken != 0 || g->stopped)
		return;
	if (g->weight >= s->need) {
		if (g->cost < s->cost)
			keep(g);
		return;
	}
	g->work += s->nsets + s->nelements;
	if (s->nelements > SMALLEST_SURE && g->work > SMALLEST_WORK) {
		g->stopped = true;
		return;
	}
	if (bound(g) >= s->cost)
		return;
	set = next_set(g);
	take(g, set);
	descend(g);
	give_back(g, top);
	g->refused[set] = true;
	descend(g);
	g->refused[set] = false;
}

/* Sets with the least left first, then without what turned out needless. */
static void
greedy(struct search *g)
{
	struct smallest *s = g->s;

	while (g->weight < s->need)
		take(g, next_set(g));
	for (size_t i = s->nelements; i-- > 0;) {
		if (!g->chosen[i])
			continue;
		choose(g, (unsigned)i, false);
		if (g->weight < s->need)
			choose(g, (unsigned)i, true);
	}
	keep(g);
	for (size_t i = 0; i < s->nelements; i++)
		if (g->chosen[i])
			choose(g, (unsigned)i, false);
	g->top = 0;
}

static void
prepare(struct search *g)
{
	struct smallest *s = g->s;

	g->in = arena_array(g->arena, s->nelements + 1, size_t *);
	g->nin = arena_array(g->arena, s->nelements + 1, size_t);
	g->stack = arena_array(g->arena, s->nelements + 1, unsigned);
	g->left = arena_array(g->arena, s->nsets + 1, size_t);
	g->refused = arena_array(g->arena, s->nsets + 1, bool);
	g->chosen = arena_array(g->arena, s->nelements + 1, bool);
	g->degrees = arena_array(g->arena, s->nelements + 1, uint64_t);
	g->order = arena_array(g->arena, s->nsets + 1, size_t);
	for (size_t i = 0; i < s->nsets; i++) {
		const struct smallest_set *k = &s->sets[i];

		g->left[i] = k->n;
		for (size_t e = 0; e < k->n; e++)
			*arena_push(g->arena, g->in[k->elements[e]],
			    g->nin[k->elements[e]]) = i;
	}
	g->cheapest = UINT64_MAX;
	for (size_t i = 0; i < s->nelements; i++)
		if (s->costs[i] < g->cheapest)
			g->cheapest = s->costs[i];
}

void
smallest_find(struct smallest *s, struct arena *a)
{
	struct arena scratch = ARENA_INIT;
	struct search g = { .s = s, .arena = &scratch };
	uint64_t all = 0;

	for (size_t i = 0; i < s->nsets; i++)
		all += s->sets[i].weight;
	s->chosen = arena_array(a, s->nelements + 1, bool);
	s->possible = all >= s->need;
	s->exact = true;
	s->cost = s->bound = s->weight = 0;
	if (!s->possible)
		return;
	prepare(&g);
	greedy(&g);
	s->bound = bound(&g);
	descend(&g);
	s->exact = !g.stopped;
	if (s->exact)
		s->bound = s->cost;
	arena_clear(&scratch);
}
