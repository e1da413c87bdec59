/*
 * Whatever a trace of a fleet says, it is refused with one message, or its
 * rows are in order and the fleet ends with the pods that they say.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capacity/replay.h"
#include "ingest/arrivals.h"
#include "ingest/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
    "vpc: {cidrs: [10.0.0.0/16]}\n"
    "subnets:\n"
    "  - {name: a, az: az1, cidr: 10.0.0.0/24}\n"
    "  - {name: b, az: az2, cidr: 10.0.1.0/26}\n"
    "nodegroups:\n"
    "  - {name: web, instance_type: m5.large, nodes: 5, subnets: [a, b]}\n"
    "  - {name: batch, instance_type: t3.medium, nodes: 2, subnets: [b]}\n";

static void
check(const struct arrivals *v, const struct replay *r)
{
	uint64_t pods[2] = { 0, 0 };

	for (size_t i = 0; i < v->n; i++) {
		const struct arrival *w = &v->v[i];

		if (i > 0 && w->t_ms < v->v[i - 1].t_ms)
			abort();
		if (w->op == ARRIVAL_SET)
			pods[w->group] = w->n;
		else if (w->op == ARRIVAL_ADD)
			pods[w->group]++;
		else
			pods[w->group]--;
	}
	for (size_t i = 0; i < 2; i++)
		if (r->groups[i].pods != pods[i])
			abort();
}

static void
run(struct answer *answer, const struct arrivals *v, struct arena *a)
{
	struct estate estate;
	struct replay r = { .estate = &estate, .arrivals = v };
	struct err e = ERR_INIT;
	uint64_t last = 0;

	estate_init(&estate, answer, false, a);
	if (v->n != 0)		/* at most a day: a fuzzer waits for it */
		last = v->v[v->n - 1].t_ms;
	for (size_t i = 0; i < v->n; i++)
		v->v[i].t_ms = (uint64_t)v->v[i].t_ms * 86400 /
		    (last / 1000 + 1);
	r.until_ms = 86400000;
	if (!replay_run(&r, a, &e))
		abort();
	check(v, &r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct answer_options opts = { .types = NULL };
	int fd = memfd_create("fuzz", 0);
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct arrivals v;
	struct answer answer;
	struct plan p;
	char path[64];

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!plan_parse(&p, "plan", text, strlen(text), NULL, 0, &a, &e) ||
	    !plan_answer(&answer, &p, &opts, &a, &e))
		abort();
	if (arrivals_read(&v, &p, path, &a, &e))
		run(&answer, &v, &a);
	else if (e.status != EXIT_INPUT || e.msg[0] == '\0')
		abort();
	close(fd);
	arena_clear(&a);
	return 0;
}
