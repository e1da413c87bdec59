/*
 * What bench/cidr/run cannot time from outside: a lookup in memory.
 *
 * usage: cidr-bench lookup PREFIXES
 *        cidr-bench prefixes N
 *
 * lookup: random addresses, half of them inside a listed network, so that the
 * answer cannot be predicted; ns of CPU time a lookup, best of 9.
 * prefixes: print N random IPv4 prefixes of length 20 to 32, for lists that
 * gen.py would take too long to make.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/out.h"
#include "ingest/input.h"
#include "net/list.h"
#include "net/lookup.h"

#define QUERIES (1u << 20)

static struct arena arena;

struct networks {
	struct lookup lookup;
	struct range *v;
	size_t n;
};

static bool
entry(void *arg, const struct range *r, unsigned long line, struct err *e)
{
	struct networks *w = arg;

	(void)line;
	(void)e;
	lookup_add(&w->lookup, r, 0);
	*arena_push(&arena, w->v, w->n) = *r;
	return true;
}

static uint64_t
next_random(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x;
}

static double
cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void
time_v4(const struct networks *w)
{
	uint32_t *q = arena_array(&arena, QUERIES, uint32_t);
	uint64_t x = 88172645463325252u, found = 0;
	double best = 1e18;

	for (unsigned i = 0; i < QUERIES; i++) {
		const struct range *r = &w->v[next_random(&x) % w->n];

		q[i] = (uint32_t)next_random(&x);
		if (next_random(&x) & 1)
			q[i] = (uint32_t)r->first + q[i] %
			    (uint32_t)(r->last - r->first + 1);
	}
	for (unsigned k = 0; k < 9; k++) {
		double begin = cpu_ns(), ns;

		found = 0;
		for (unsigned i = 0; i < QUERIES; i++) {
			size_t at = lookup_v4(&w->lookup.v4, q[i]);

			found += at != 0 && w->lookup.v4.len[at - 1] !=
			    SEGMENT_FREE;
		}
		ns = (cpu_ns() - begin) / QUERIES;
		best = ns < best ? ns : best;
	}
	printf("g    lookup, %zu networks: %.1f ns, %.0f%% found\n", w->n,
	    best, 100.0 * (double)found / QUERIES);
}

static int
print_prefixes(uint64_t n)
{
	struct out *o = arena_new(&arena, struct out);
	uint64_t x = 88172645463325252u;

	out_init(o, 1);
	while (n-- > 0) {
		unsigned len = 20 + (unsigned)(next_random(&x) % 13);
		struct prefix p = { (uint32_t)next_random(&x) &
		    ~host_mask(IPV4, len), IPV4, len };
		char *s = out_room(o, PREFIX_STRLEN);
		size_t k = prefix_format_n(&p, s);

		s[k] = '\n';
		out_wrote(o, k + 1);
	}
	return out_flush(o) ? 0 : 5;
}

int
main(int argc, char **argv)
{
	struct networks w = { .n = 0 };
	struct list list = { .file = argv[argc - 1], .entry = entry,
	    .arg = &w };
	struct err e = ERR_INIT;
	const char *text;
	size_t n;

	if (argc == 3 && strcmp(argv[1], "prefixes") == 0)
		return print_prefixes(strtoull(argv[2], NULL, 10));
	if (argc != 3 || strcmp(argv[1], "lookup") != 0)
		return 2;
	lookup_init(&w.lookup, &arena);
	text = input_slurp(argv[2], &arena, &n, &e);
	list_start(&list, &arena);
	if (text == NULL || !list_push(&list, text, n, &e) ||
	    !list_end(&list, &e)) {
		fprintf(stderr, "%s: %s\n", argv[2], e.msg);
		return 3;
	}
	lookup_build(&w.lookup);
	time_v4(&w);
	arena_clear(&arena);
	return 0;
}
