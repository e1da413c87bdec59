/* The files beside a history are read, or refused with one message. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/date.h"
#include "ingest/history.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok, const struct err *e)
{
	if (!ok && (e->status != EXIT_INPUT || e->msg[0] == '\0'))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT, e2 = ERR_INIT;
	struct history_capacities c;
	struct history_events ev;
	char path[64];
	bool ok;

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	check(history_capacities_read(&c, path, &a, &e), &e);
	ok = history_events_read(&ev, path, &a, &e2);
	check(ok, &e2);
	for (size_t i = 0; ok && i < ev.n; i++)
		if (!isfinite(ev.v[i].delta) || ev.v[i].at < DATE_MIN ||
		    ev.v[i].at > DATE_MAX)
			abort();
	close(fd);
	arena_clear(&a);
	return 0;
}
