/* history: which samples of several files and results are one series. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "test.h"

#define RESULT(id, label, at, v)					\
    "{\"Id\":\"" id "\",\"Label\":\"" label "\",\"Timestamps\":[" at	\
    "],\"Values\":[" v "]}"
#define DATA(results) "{\"MetricDataResults\":[" results "]}"
#define PAGE(results) "{\"MetricDataResults\":[" results		\
    "],\"NextToken\":\"x\"}"

/* A label that several Ids of one query have is no name, in no order. */
static void
test_labels(void **state)
{
	static const struct {
		const char *want;
		struct file f[3];
		size_t n;
	} cases[] = {
		{ "L m1 1=1 L m2 1=9 2=9", { { "1", PAGE(RESULT("m1", "L",
		    "1", "1") "," RESULT("m2", "L", "1", "9")) },
		    { "2", DATA(RESULT("m2", "L", "2", "9")) } }, 2 },
		{ "L m2 1=9 2=9 L m1 1=1", { { "1", PAGE(RESULT("m2", "L",
		    "1", "9") "," RESULT("m1", "L", "1", "1")) DATA(
		    RESULT("m2", "L", "2", "9")) } }, 1 },
		/* Each is on a page of its own. */
		{ "L m1 1=1 L m2 1=9", { { "1", PAGE(RESULT("m1", "L", "1",
		    "1")) }, { "2", DATA(RESULT("m2", "L", "1", "9")) } },
		    2 },
		/* Bare, as --query prints them, they are of one query too. */
		{ "L m1 1=1 L m2 1=9", { { "1", "[" RESULT("m1", "L", "1",
		    "1") "," RESULT("m2", "L", "1", "9") "]" } }, 1 },
		/* Two days; the first had no other of that label. */
		{ "L m1 1=1 2=2 L m2 2=8", { { "1", DATA(RESULT("m1", "L",
		    "1", "1")) }, { "2", DATA(RESULT("m1", "L", "2", "2") ","
		    RESULT("m2", "L", "2", "8")) } }, 2 },
		/* Another query may call the same another Id, */
		{ "L 1=1 2=2", { { "1", DATA(RESULT("m1", "L", "1", "1")) },
		    { "2", DATA(RESULT("m2", "L", "2", "2")) } }, 2 },
		{ "L 1=1 2=2", { { "1", DATA(RESULT("m1", "L", "1", "1"))
		    DATA(RESULT("m2", "L", "2", "2")) } }, 1 },
		/* and something else the same Id. */
		{ "L 1=1 K 1=7", { { "1", DATA(RESULT("m1", "L", "1", "1")) },
		    { "2", DATA(RESULT("m1", "K", "1", "7")) } }, 2 },
		/* With what another file calls so it is one. */
		{ "L 5=5 1=1", { { "1", "timestamp,L\n5,5\n" },
		    { "2", DATA(RESULT("m1", "L", "1", "1")) } }, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		files_expect(cases[i].want, cases[i].f, cases[i].n);
}

/* Two files say something of one series: the same, or do they? */
static void
test_files_agree(void **state)
{
	static const char head[] = "timestamp,a\n";
	static const struct {
		const char *text[2];
		bool ok;
	} cases[] = {
		{ { "1,1\n2,2\n3,3\n4,4\n", "3,3\n4,4\n5,5\n6,6\n" }, true },
		/* The hour of the last was not over. */
		{ { "1,1\n2,2\n3,3\n4,0\n", "2,2\n3,3\n4,4\n5,5\n" }, true },
		/* One of three is late; two are not. */
		{ { "1,1\n2,2\n3,3\n4,4\n", "1,1\n2,9\n3,3\n4,4\n" }, true },
		{ { "1,1\n2,2\n3,3\n4,4\n", "1,1\n2,9\n3,9\n4,4\n" },
		    false },
		/* One after the other, in any order. */
		{ { "5,50\n6,51\n7,52\n", "1,1\n2,2\n3,3\n" }, true },
		/* Rounded. */
		{ { "1,1000\n2,2000\n3,3000\n", "1,1000.4\n2,2001\n"
		    "3,3002\n" }, true },
		/* Other times: between, and far away. */
		{ { "10,100\n20,110\n30,120\n40,130\n", "15,105\n25,115\n"
		    "35,125\n" }, true },
		{ { "10,100\n20,110\n30,120\n40,130\n", "15,405\n25,415\n"
		    "35,425\n" }, false },
		/* Coarser: the largest of four, and something else. */
		{ { "1,1\n2,7\n3,2\n4,3\n5,1\n6,8\n7,2\n8,3\n9,1\n10,7\n",
		    "1,7\n5,8\n9,7\n" }, true },
		{ { "1,1\n2,7\n3,2\n4,3\n5,1\n6,8\n7,2\n8,3\n9,1\n10,7\n",
		    "1,70\n5,80\n9,70\n" }, false },
		/* What is missing says nothing. */
		{ { "1,1\n2,2\n3,3\n4,4\n", "1,\n2,\n3,NaN\n4,\n" }, true },
	};
	char text[2][256];

	(void)state;
	for (size_t i = 0; i < 2 * COUNT(cases); i++) {
		static const struct history_map none;
		struct file f[] = { { "1.csv", text[0] }, { "2.csv",
		    text[1] } };
		struct outcome o;

		for (size_t k = 0; k < 2; k++)
			snprintf(text[k], sizeof(text[k]), "%s%s", head,
			    cases[i / 2].text[(k + i) % 2]);
		files_read(&o, &none, false, f, 2);
		if (o.ok != cases[i / 2].ok)
			fail_msg("case %zu: %s", i / 2, o.err.msg);
		if (!o.ok)
			assert_non_null(strstr(o.err.msg, "two things"));
		arena_clear(&o.arena);
	}
}

static void
write_in(const char *folder, const char *text, char path[300])
{
	FILE *f;

	snprintf(path, 300, "%s/%s", files_dir, folder);
	assert_int_equal(mkdir(path, 0700), 0);
	strcat(path, "/pods.csv");
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
expect_folders(const char *want, const char *x, const char *y)
{
	static const struct history_options opts = { .free = false };
	struct outcome o = { .err = ERR_INIT };
	const char *paths[] = { files_dir };
	char path[2][300];

	write_in("x", x, path[0]);
	write_in("y", y, path[1]);
	o.ok = histories_read(&o.h, paths, 1, &opts, &o.arena, &o.err);
	files_print(&o);
	assert_string_equal(o.err.msg, "");
	assert_string_equal(o.text, want);
	for (size_t i = 0; i < 2; i++) {
		unlink(path[i]);
		*strrchr(path[i], '/') = '\0';
		rmdir(path[i]);
	}
	arena_clear(&o.arena);
}

static void
test_stems(void **state)
{
	(void)state;
	expect_folders("pods 1=1 2=2 3=3 2=2 3=3 4=4",
	    "timestamp,used\n1,1\n2,2\n3,3\n",
	    "timestamp,used\n2,2\n3,3\n4,4\n");
	expect_folders("x/pods 1=1 2=2 3=3 y/pods 1=5 2=6 3=7",
	    "timestamp,used\n1,1\n2,2\n3,3\n",
	    "timestamp,used\n1,5\n2,6\n3,7\n");
	expect_folders("x/pods 10=1 20=2 30=3 y/pods 11=50 21=50 31=50 of 60",
	    "timestamp,used\n10,1\n20,2\n30,3\n",
	    "timestamp,used,capacity\n11,50,\n21,50,60\n31,50,\n");
}

static uint64_t
draw(uint64_t *seed, uint64_t n)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (*seed >> 33) % n;
}

#define MINUTES (20 * 1440)

/* The largest of each step, from offset on: what an export has. */
static struct history_claim
export(struct arena *a, const double *truth, size_t first, size_t last,
    size_t step, double more, uint64_t document)
{
	struct history_claim c = { .file = "f", .document = document };

	c.v = arena_array(a, (last - first) / step + 1,
	    struct history_sample);
	for (size_t t = first; t + step <= last; t += step) {
		double most = truth[t];

		for (size_t k = 1; k < step; k++)
			most = fmax(most, truth[t + k]);
		c.v[c.n++] = (struct history_sample){ (int64_t)t * 60,
		    most + more };
	}
	history_claim_order(&c);
	return c;
}

/*
 * A day's wave, noise and growth, exported twice at any steps and times, is
 * one thing; the same far above is another.
 */
static void
test_random_exports(void **state)
{
	static const size_t steps[] = { 1, 5, 7, 15, 60, 97, 240, 1440 };
	uint64_t seed = 20261123;

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	for (size_t i = 0; i < 300; i++) {
		struct arena a = ARENA_INIT;
		double *truth = arena_array(&a, MINUTES, double);
		double high = (double)draw(&seed, 100), noise = (double)(1 +
		    draw(&seed, 20));
		size_t one = steps[draw(&seed, COUNT(steps))];
		size_t two = steps[draw(&seed, COUNT(steps))];
		size_t begin = draw(&seed, 7 * 1440);

		for (size_t t = 0; t < MINUTES; t++)
			truth[t] = 100 + high * (1 + sin((double)t * M_PI /
			    720)) + (double)t / 2000 + noise *
			    (double)draw(&seed, 1000) / 1000;
		for (size_t other = 0; other < 2; other++) {
			struct history_clash found;
			struct history_claim c[2] = {
				export(&a, truth, 0, 14 * 1440, one, 0, 1),
				export(&a, truth, begin, MINUTES, two,
				    other ? 3 * high + 4 * noise : 0, 2) };

			if (history_clashes(c, 2, &found) != (other == 1))
				fail_msg("round %zu: steps %zu and %zu, "
				    "from %zu, %zu", i, one, two, begin,
				    other);
		}
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_files_agree),
		cmocka_unit_test(test_stems),
		cmocka_unit_test(test_random_exports),
	};

	return cmocka_run_group_tests(tests, files_setup, files_teardown);
}
