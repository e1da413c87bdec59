/*
 * Whatever a trace of pods says, it is refused with one message, or the node
 * ends with the pods that its last rows say.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cni/simulate.h"
#include "ingest/trace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Pods there at the end, by the events alone. */
static uint64_t
expected(const struct scenario *sc)
{
	uint64_t n = 0;

	for (size_t i = 0; i < sc->nevents; i++) {
		const struct event *ev = &sc->events[i];

		if (i > 0 && ev->t_ms < sc->events[i - 1].t_ms)
			abort();
		if (ev->op == EVENT_SET)
			n = ev->n;
		else if (ev->op == EVENT_ADD)
			n++;
		else
			n--;
	}
	return n;
}

static void
run(struct scenario *sc, struct arena *a)
{
	struct simulation s = { .no_skip = false };
	struct err e = ERR_INIT;

	if (sc->nevents != 0)
		sc->until_ms = sc->events[sc->nevents - 1].t_ms;
	sc->tick_ms = sc->until_ms / 1000 + 1;
	sc->limits.enis = 3;
	sc->limits.ipv4_per_eni = 10;
	for (size_t i = 0; i < sc->nevents; i++)
		if (sc->events[i].op == EVENT_SET)
			sc->events[i].n %= 100;
	if (!simulate(&s, sc, a, &e) || s.engine.live != expected(sc))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct scenario sc;
	char path[64];

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	scenario_init(&sc);
	if (trace_read(&sc, path, &a, &e))
		run(&sc, &a);
	else if (e.status != EXIT_INPUT || e.msg[0] == '\0')
		abort();
	close(fd);
	arena_clear(&a);
	return 0;
}
