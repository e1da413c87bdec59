/*
 * State for state with the reference simulator, without it: each row of
 * tests/vectors/ipamd-states.csv is a random scenario, the number of states
 * that the reference lists for it, and a hash over every number in them.
 * bench/ipamd-compare made the file, and shows where a scenario differs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

#include "cni/simulate.h"
#include "ingest/scenario.h"

struct states {
	uint64_t n, hash;
};

static size_t nrows;

static void
mix(struct states *s, uint64_t v)
{
	s->hash = (s->hash ^ v) * UINT64_C(0x100000001b3);
}

static void
mix_eni(struct states *s, const struct ipam_eni *e)
{
	mix(s, e->serial);
	mix(s, e->card);
	mix(s, e->primary);
	mix(s, e->trunk);
	mix(s, e->excluded);
	mix(s, e->n - e->prefixes);
	mix(s, e->prefixes);
	mix(s, e->pods);
	mix(s, e->cooling);
	mix(s, e->subnet);
}

static void
on_state(void *arg, const struct simulation *sim, enum phase p)
{
	const struct engine *g = &sim->engine;
	struct states *s = arg;

	if (p == PHASE_PASS && g->nactions == 0)
		return;
	s->n++;
	mix(s, (uint64_t)g->now);
	mix(s, g->neni);
	mix(s, g->nsingle);
	mix(s, g->nprefix);
	mix(s, g->ipv6 ? g->live - g->waiting : g->assigned);
	mix(s, g->cooling);
	mix(s, g->waiting);
	mix(s, engine_branch(g));
	mix(s, engine_addresses(g));
	for (uint32_t c = 0; c < g->nstores; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++)
			mix_eni(s, &g->enis[g->stores[c].enis[k]]);
	for (size_t i = 0; i < g->nactions; i++) {
		const struct action *a = &g->actions[i];

		mix(s, a->op);
		mix(s, a->eni);
		mix(s, a->op <= ACTION_UNASSIGN ? a->n : 0);
	}
}

static void
mix_end(struct states *s, const struct simulation *sim)
{
	const struct engine *g = &sim->engine;

	mix(s, sim->peak_addresses);
	mix(s, sim->max_waiting);
	mix(s, engine_calls(g));
	if (g->s.nsubnets == 1 && sim->subnets->free >= SUPPLY_UNLIMITED / 2)
		return;
	for (size_t i = 0; i < g->s.nsubnets; i++) {
		mix(s, (uint64_t)sim->subnets[i].free);
		mix(s, (uint64_t)sim->subnets[i].free_blocks);
	}
}

static bool
row(void *arg, const struct csv_row *row, struct err *unused)
{
	struct states states = { 0, 1 };
	struct simulation sim = { .state = on_state, .arg = &states };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct scenario sc;

	(void)arg;
	(void)unused;
	if (strcmp(row->field[0], "id") == 0)
		return true;
	if (!scenario_parse(&sc, row->field[0], row->field[1],
	    strlen(row->field[1]), &a, &e) || !simulate(&sim, &sc, &a, &e))
		fail_msg("%s: %s", row->field[0], e.msg);
	mix_end(&states, &sim);
	if (states.n != strtoull(row->field[2], NULL, 10) ||
	    states.hash != strtoull(row->field[3], NULL, 16))
		fail_msg("%s: %llu states, %016llx; not %s, %s",
		    row->field[0], (unsigned long long)states.n,
		    (unsigned long long)states.hash, row->field[2],
		    row->field[3]);
	nrows++;
	arena_clear(&a);
	return true;
}

static void
vectors(void **state)
{
	(void)state;

	vectors_read("ipamd-states.csv", row);
	assert_int_equal(nrows, 400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
