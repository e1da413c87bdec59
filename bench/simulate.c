/*
 * Pod events a second through the engine: for a fleet, and for one node
 * beside a loop that walks every address for every event and every pass.  See
 * bench/simulate.
 *
 * Pods come and go at random, one event a second on average and then one a
 * minute, the pool being kept by passes each 5 s.  The loop has no ENIs and
 * no targets: it is less than any agent must do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "cni/fleet.h"

#define COOLDOWN_MS 30000

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
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct work {
	int64_t t_ms;
	uint64_t n;			/* pods from then on */
};

static struct work *
make_work(size_t n, uint64_t most, uint64_t gap_ms)
{
	struct work *w = calloc(n, sizeof(*w));
	uint64_t pods = most / 2;
	int64_t t = 0;

	if (w == NULL)
		exit(1);
	seed = 1;
	for (size_t i = 0; i < n; i++) {
		t += (int64_t)rnd(2 * gap_ms);
		if (pods == 0 || (pods < most && rnd(2) == 0))
			pods++;
		else
			pods--;
		w[i] = (struct work){ t, pods };
	}
	return w;
}

static uint64_t passes, skipped;

static void
passes_until(struct engine *g, int64_t *next, int64_t t)
{
	while (*next < t) {
		if (*next < g->quiet_until) {
			int64_t end = t < g->quiet_until ? t : g->quiet_until;
			int64_t n = (end - 1 - *next) / 5000 + 1;

			skipped += (uint64_t)n;
			*next += 5000 * n;
			continue;
		}
		engine_pass(g, *next);
		engine_forget(g);
		passes++;
		*next += 5000;
	}
}

static double
engine(const struct limits *l, const struct work *w, size_t n, uint64_t *sum)
{
	struct supply endless = { .id = "s", .node_subnet = true,
	    .free = SUPPLY_UNLIMITED, .cluster_ok = true,
	    .free_blocks = SUPPLY_UNLIMITED / 16 };
	struct engine_setup s = { .limits = l, .rules = cni_rules_newest(),
	    .max_pods = 234, .subnets = &endless, .nsubnets = 1,
	    .free = ORDER_NEWEST, .delete = ORDER_NEWEST, .seed = 1 };
	struct arena a = ARENA_INIT;
	struct engine g;
	int64_t next = 2500;
	double began;

	cni_settings_init(&s.settings);
	engine_init(&g, &s, &a);
	engine_start(&g);
	began = seconds();
	for (size_t i = 0; i < n; i++) {
		struct event ev = { .op = EVENT_SET, .n = w[i].n };

		passes_until(&g, &next, w[i].t_ms);
		engine_event(&g, w[i].t_ms, &ev);
		*sum += g.assigned;
	}
	began = seconds() - began;
	arena_clear(&a);
	return began;
}

static double
naive(size_t addresses, const struct work *w, size_t n, uint64_t *sum)
{
	int64_t *freed = calloc(addresses, sizeof(*freed)), next = 2500;
	uint32_t *stack = calloc(addresses + 1, sizeof(*stack)), pods = 0;
	char *used = calloc(addresses, 1);
	double began = seconds();

	for (size_t i = 0; i < addresses; i++)
		freed[i] = -COOLDOWN_MS - 1;
	for (size_t i = 0; i < n; i++) {
		for (; next < w[i].t_ms; next += 5000)
			for (size_t k = 0; k < addresses; k++)
				*sum += (uint64_t)used[k] == 2;
		while (pods > w[i].n) {
			used[stack[--pods]] = 0;
			freed[stack[pods]] = w[i].t_ms;
		}
		for (size_t k = 0; k < addresses && pods < w[i].n; k++)
			if (!used[k] && w[i].t_ms - freed[k] > COOLDOWN_MS) {
				used[k] = 1;
				stack[pods++] = (uint32_t)k;
			}
		for (size_t k = 0; k < addresses; k++)
			*sum += (uint64_t)used[k];
	}
	free(freed);
	free(stack);
	free(used);
	return seconds() - began;
}

static void
measure(size_t n, uint64_t gap_ms)
{
	const struct limits l = { .type = "m5.4xlarge", .enis = 8,
	    .ipv4_per_eni = 30, .network_cards = 1,
	    .prefix_delegation = true, .trunking = TRUNKING_YES };
	struct work *w = make_work(n, 200, gap_ms);
	uint64_t a = 0, b = 0;
	double fast, slow;

	passes = skipped = 0;
	fast = engine(&l, w, n, &a);
	slow = naive(232, w, n, &b);
	printf("%zu pod events over %lld h, up to 200 at a time on 8 ENIs\n"
	    "engine  %8.0f thousand events/s, %llu passes run, %llu skipped\n"
	    "loop    %8.0f thousand events/s, ratio %.1f\n"
	    "sums of assigned addresses: %llu, and %llu with all 232 there "
	    "from the start\n", n,
	    (long long)w[n - 1].t_ms / 3600000, (double)n / fast / 1e3,
	    (unsigned long long)passes, (unsigned long long)skipped,
	    (double)n / slow / 1e3, slow / fast, (unsigned long long)a,
	    (unsigned long long)b);
	free(w);
}

/* 5,000 nodes in three subnets, a million pod events over a day. */
static void
fleet(size_t nnodes, size_t nevents)
{
	struct supply subnets[3];
	struct engine_setup s = { .rules = cni_rules_newest(),
	    .max_pods = 58, .subnets = subnets, .nsubnets = 3,
	    .trunk_attach_ms = 5000, .free = ORDER_NEWEST,
	    .delete = ORDER_NEWEST, .seed = 1 };
	const struct limits l = { .type = "m5.2xlarge", .enis = 4,
	    .ipv4_per_eni = 15, .network_cards = 1,
	    .prefix_delegation = true, .trunking = TRUNKING_YES };
	struct engine *g = calloc(nnodes, sizeof(*g));
	struct arena a = ARENA_INIT;
	struct rusage r;
	struct fleet f;
	uint64_t waiting = 0;
	double began = seconds();

	for (size_t i = 0; i < 3; i++)
		subnets[i] = (struct supply){ .id = "s", .cluster_ok = true,
		    .free = 65531, .free_blocks = 4094 };
	cni_settings_init(&s.settings);
	s.settings.subnet_discovery = false;
	s.limits = &l;
	fleet_init(&f, &a);
	for (size_t i = 0; i < nnodes; i++) {
		s.node_subnet = i % 3;
		s.start_ms = (int64_t)(i % 5000);
		engine_init(&g[i], &s, &a);
		engine_start(&g[i]);
		fleet_add(&f, &g[i], s.start_ms);
	}
	for (size_t i = 0; i < nevents; i++) {
		size_t node = rnd(nnodes);
		struct event ev = { .n = 1 };

		ev.op = g[node].live == 0 || (g[node].live < 50 &&
		    rnd(2) == 0) ? EVENT_ADD : EVENT_DEL;
		fleet_event(&f, node, 10000 + (int64_t)(86400000.0 /
		    (double)nevents * (double)i), &ev);
		waiting += g[node].waiting;
	}
	fleet_advance(&f, 86400000);
	began = seconds() - began;
	getrusage(RUSAGE_SELF, &r);
	printf("fleet: %zu nodes, %zu pod events, 24 h: %.2f s, %llu of %llu "
	    "passes run, peak %ld MiB\n", nnodes, nevents, began,
	    (unsigned long long)f.passes,
	    (unsigned long long)nnodes * 17280, r.ru_maxrss / 1024);
	arena_clear(&a);
	free(g);
}

int
main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 5000000;

	fleet(5000, 1000000);
	measure(n, 1000);
	measure(n / 10, 60000);
	return 0;
}
