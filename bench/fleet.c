/*
 * A replayed day of a plan's fleet, and an hour of it with every pass run.
 * See bench/fleet.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "capacity/replay.h"
#include "ingest/plan.h"

#define DAY_MS 86400000
#define POD_MAX 40000

static uint64_t seed;

static uint64_t
rnd(uint64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % n;
}

static double
cpu_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Of 40,000 pods one comes or goes at a time. */
static void
make_arrivals(struct arrivals *v, size_t n, struct arena *a)
{
	bool *there = arena_array(a, POD_MAX, bool);

	*v = (struct arrivals){ .n = n, .npods = POD_MAX,
	    .v = arena_array(a, n, struct arrival) };
	for (size_t i = 0; i < n; i++) {
		uint32_t pod = (uint32_t)rnd(POD_MAX);

		v->v[i] = (struct arrival){
		    .t_ms = (uint64_t)i * DAY_MS / n, .n = pod,
		    .op = there[pod] ? ARRIVAL_DEL : ARRIVAL_ADD };
		there[pod] = !there[pod];
	}
}

static double
measure(const struct answer *answer, const struct arrivals *v, int64_t until,
    bool no_skip, struct replay *r)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct estate estate;
	double began = cpu_seconds();

	estate_init(&estate, answer, false, &a);
	*r = (struct replay){ .estate = &estate, .arrivals = v,
	    .until_ms = until, .no_skip = no_skip };
	if (!replay_run(r, &a, &e)) {
		fprintf(stderr, "%s\n", e.msg);
		exit(1);
	}
	began = cpu_seconds() - began;
	printf("%4.1f h, %s: %6.2f s, %llu passes run, peak %llu addresses, "
	    "waited %llu pod-seconds\n", (double)until / 3600000,
	    no_skip ? "every pass run" : "idle ones skipped", began,
	    (unsigned long long)r->fleet.passes,
	    (unsigned long long)r->addresses.most,
	    (unsigned long long)r->waiting.sum_ms / 1000);
	arena_clear(&a);
	return began;
}

int
main(int argc, char **argv)
{
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;
	struct answer_options opts = { .types = NULL };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct answer answer;
	struct arrivals v;
	struct plan p;
	struct replay r;
	struct rusage use;
	double day, hour, slow;

	if (argc < 2 || !plan_read(&p, argv[1], NULL, 0, &a, &e) ||
	    !plan_answer(&answer, &p, &opts, &a, &e)) {
		fprintf(stderr, "%s\n", e.msg);
		return 1;
	}
	seed = 1;
	make_arrivals(&v, n, &a);
	printf("%zu pod events over a day on %llu nodes, processor time:\n",
	    n, (unsigned long long)p.nodegroups[0].desired.v);
	day = measure(&answer, &v, DAY_MS, false, &r);
	getrusage(RUSAGE_SELF, &use);
	hour = measure(&answer, &v, DAY_MS / 24, false, &r);
	slow = measure(&answer, &v, DAY_MS / 24, true, &r);
	printf("%.0f thousand events/s; the hour %.1f times as fast as with "
	    "every pass; most memory %ld kB\n", (double)n / day / 1e3,
	    slow / hour, use.ru_maxrss);
	arena_clear(&a);
	return 0;
}
