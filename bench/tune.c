/*
 * The search of ipplan tune on a plan, with equal questions asked once and
 * with all of them asked: seconds of CPU, runs of the engine, the ratio.
 * usage: tune PLAN VALUES: values 0 to VALUES - 1 on each of four axes
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "capacity/tune.h"
#include "ingest/plan.h"

#define MOST 64

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double
run(struct tune *t, struct tune_ask *ask, bool again, struct err *e)
{
	static struct arena a;
	double start = cpu();

	ask->ask_again = again;
	if (!tune(t, ask, &a, e)) {
		fprintf(stderr, "%s\n", e->msg);
		exit(1);
	}
	start = cpu() - start;
	printf("%-22s %7.2f s  %8llu runs of the engine, %zu points\n",
	    again ? "every question asked" : "equal ones asked once", start,
	    (unsigned long long)t->runs, t->npoints);
	return start;
}

int
main(int argc, char **argv)
{
	static const struct answer_options how;
	static uint64_t v[MOST];
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct densities d;
	struct answer answer;
	struct tune_axis axis = { v, 5 };
	struct tune_ask ask;
	struct tune once, all;
	struct plan p;
	double ratio;

	if (argc != 3 || (axis.n = strtoul(argv[2], NULL, 10)) == 0 ||
	    axis.n > MOST)
		return 2;
	for (size_t i = 0; i < axis.n; i++)
		v[i] = i;
	if (!plan_read(&p, argv[1], NULL, 0, &a, &e) ||
	    !plan_answer(&answer, &p, &how, &a, &e)) {
		fprintf(stderr, "%s\n", e.msg);
		return 1;
	}
	density_find(&d, &answer, NULL, &a);
	ask = (struct tune_ask){ .plan = &p, .how = &how, .densities = &d,
	    .churn_num = 1, .churn_den = 1, .judge = { false, 1, NULL },
	    .call_limit = 300, .hours = 4, .grid = { { CNI_SECONDARY, CNI_PREFIX }, 2,
	    axis, axis, axis, axis } };
	ratio = run(&once, &ask, false, &e);
	ratio = run(&all, &ask, true, &e) / ratio;
	for (size_t i = 0; i < once.npoints; i++)
		if (once.points[i].front != all.points[i].front ||
		    once.points[i].score.calls != all.points[i].score.calls)
			return 1;
	printf("the same answer, %.1f times as fast\n", ratio);
	return 0;
}
