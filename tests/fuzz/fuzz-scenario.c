/*
 * Whatever a scenario says, it is refused with one message, or its node keeps
 * to its limits and to its subnets from the start to the end.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cni/simulate.h"
#include "ingest/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Steps that one input may take, so that the fuzzer is not slow. */
#define PASSES_MAX 20000

static void
check(void *arg, const struct simulation *s, enum phase p)
{
	const struct engine *g = &s->engine;
	uint64_t enis = 0, used = 0, waiting = 0;

	(void)arg;
	(void)p;
	for (uint32_t c = 0; c < g->nstores; c++) {
		const struct ipam_card *st = &g->stores[c];

		enis += st->n;
		if (st->n > g->s.limits->enis && st->n > g->s.nenis)
			abort();
		if (st->assigned > st->total || st->room < 0)
			abort();
		for (uint32_t k = 0; k < st->n; k++)
			used += g->enis[st->enis[k]].pods;
	}
	for (size_t i = g->first_pod; i < g->npods && i < 1000; i++)
		waiting += g->pods[i].place == POD_WAITS;
	if (enis != g->neni || used != g->assigned ||
	    waiting > g->waiting || g->waiting > g->live ||
	    g->assigned + g->cooling > g->nsingle + 16 * g->nprefix)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct simulation s = { .state = check };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct scenario sc;

	if (!scenario_parse(&sc, "fuzz", (const char *)data, size, &a, &e)) {
		if ((e.status != EXIT_INPUT && e.status != EXIT_CANNOT) ||
		    e.msg[0] == '\0')
			abort();
	} else if (sc.until_ms / sc.tick_ms <= PASSES_MAX) {
		for (size_t i = 0; i < sc.nevents; i++)
			sc.events[i].n %= 1000;
		if (!simulate(&s, &sc, &a, &e) && e.status != EXIT_INPUT)
			abort();
	}
	arena_clear(&a);
	return 0;
}
