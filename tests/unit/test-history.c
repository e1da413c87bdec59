/* history: every form of input gives the samples that it says, or an error. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "test.h"

static void
test_csv(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "timestamp,series,used\n10,a,1\n20,b,2.5\n5,a,3e2\n",
		    "a 10=1 5=300 b 20=2.5" },
		{ "used,timestamp,x,series\n1,1970-01-01T00:00:09Z,,a\n"
		    "2,1970-01-02,,a\n3,1700000000123,,a\n",
		    "a 9=1 86400=2 1700000000=3" },
		{ "timestamp,series,used,capacity\n10,a,1,251\n30,a,2,\n"
		    "20,a,3,500\n", "a 10=1 30=2 20=3 of 500" },
		{ "timestamp,series,used\n1,a,\n2,a,NaN\n3,a,null\n"
		    "4,a,+Inf\n5,a,-3\n6,a,1e300\n",
		    "a 1=nan 2=nan 3=nan 4=nan 5=-3 6=1e+300" },
		{ "timestamp,used,capacity\n1,2,3\n", "a 1=2 of 3" },
		{ "timestamp,series,used,capacity\n1,a,1,9\n2,a,1,5\n"
		    "2,a,1,7\n1,a,1,3\n", "a 1=1 2=1 2=1 1=1 of 5" },
		{ "timestamp,x,y z\n1,2,3\n2,,4\n", "x 1=2 2=nan y z 1=3 2=4" },
		{ "\xef\xbb\xbftimestamp,\"a,b\"\r\n1,2\r\n", "a,b 1=2" },
		{ "timestamp,series,used\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct file f = { "a.b.csv", cases[i].text };

		files_expect(cases[i].want, &f, 1);
	}
}

static void
test_bad_rows(void **state)
{
	static const struct history_map none;
	static const struct {
		const char *row, *why;
	} cases[] = {
		{ "x,a,1", "expected a time" }, { "1,a,0x10", "a number" },
		{ "1,a,1 ", "a number" }, { "1,a,--1", "a number" },
		{ "1,a,1e", "a number" }, { "1,,1", "without a series" },
		{ "1,a", "2 fields, but the header has 3" },
		{ "1,a,1,1", "4 fields" }, { ",a,1", "expected a time" },
	};
	struct outcome o;
	char text[256];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct file f = { "a.csv", text };

		snprintf(text, sizeof(text), "timestamp,series,used\n1,a,1\n"
		    "%s\n2,a,2\n%s\n", cases[i].row, cases[i].row);
		files_refuse(cases[i].why, 3, &f, 1);
		files_read(&o, &none, true, &f, 1);
		assert_string_equal(o.text, "a 1=1 2=2");
		assert_int_equal(o.h.skipped, 2);
		assert_non_null(strstr(o.warning, "2 bad rows skipped, the "
		    "first in line 3: "));
		assert_non_null(strstr(o.warning, cases[i].why));
		arena_clear(&o.arena);
	}
}

static void
test_headers(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "time,series,used\n", "timestamp: no such column" },
		{ "timestamp,series,value\n", "used: no such column" },
		{ "timestamp,a,a\n", "two columns" },
		{ "timestamp\n", "no column beside the time" },
		{ "timestamp,a,\n", "has no name" },
		{ "timestamp,a,capacity\n", "--capacity" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct file f = { "a.csv", cases[i].text };

		files_refuse(cases[i].why, 1, &f, 1);
	}
}

static void
test_map(void **state)
{
	static const struct file csv = { "a.csv",
	    "ts,subnet,value,size\n1,a,2,3\n" };
	static const struct file prom = { "p.json",
	    "[{\"metric\":{\"__name__\":\"u\",\"subnet\":\"s1\"},"
	    "\"values\":[[1,\"2\"]]}]" };
	static const char *const bad[] = { "", "series", "series=", "x=y",
	    "series=a,series=b", "series=a," };
	struct history_map m = { .used = NULL };
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct outcome o;

	(void)state;
	assert_true(history_map_parse(&m,
	    "timestamp=ts,series=subnet,used=value,capacity=size", &a, &e));
	files_read(&o, &m, false, &csv, 1);
	assert_string_equal(o.text, "a 1=2 of 3");
	arena_clear(&o.arena);
	files_read(&o, &m, false, &prom, 1);
	assert_string_equal(o.text, "s1 1=2");
	arena_clear(&o.arena);
	m.series = "vpc";
	files_read(&o, &m, false, &prom, 1);
	assert_string_equal(o.err.msg, "no label vpc, which --map names; the "
	    "metric is u{subnet=\"s1\"}");
	arena_clear(&o.arena);
	for (size_t i = 0; i < COUNT(bad); i++) {
		m = (struct history_map){ .used = NULL };
		e = (struct err)ERR_INIT;
		assert_false(history_map_parse(&m, bad[i], &a, &e));
		assert_int_equal(e.status, EXIT_USAGE);
	}
	arena_clear(&a);
}

static void
test_prometheus(void **state)
{
	static const struct file api = { "p.json",
	    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\","
	    "\"result\":[{\"metric\":{\"z\":\"1\",\"__name__\":\"up\","
	    "\"a\":\"q\\\"\"},\"values\":[[1700000000.781,\"12\"],"
	    "[1700000060,\"NaN\"]]},{\"values\":[[5,\"+Inf\"]],"
	    "\"metric\":{}}]}}" };
	static const struct file tool = { "t.json",
	    "[{\"metric\":{\"__name__\":\"x\"},\"values\":[[1,\"2\"],"
	    "[2,\"3\"]]},\n{\"metric\":{\"__name__\":\"y\"},"
	    "\"value\":[1,\"9\"]}]" };
	static const struct file refused = { "r.json",
	    "{\"status\":\"error\",\"errorType\":\"bad_data\","
	    "\"error\":\"no\"}" };
	static const struct file bad = { "b.json",
	    "[{\"metric\":{},\n\"values\":[[1,\"2\"],\n[3]]}]" };
	static const struct file empty = { "e.json",
	    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\","
	    "\"result\":[]}}" };

	(void)state;
	files_expect("up{a=\"q\\\"\",z=\"1\"} 1700000000=12 1700000060=nan "
	    "p 5=nan", &api, 1);
	files_expect("x 1=2 2=3 y 1=9", &tool, 1);
	files_expect("", &empty, 1);
	files_refuse("answered with an error: no", 1, &refused, 1);
	files_refuse("expected a pair", 3, &bad, 1);
}

/* A list of any length does not stay in memory as a tree. */
static void
test_long_list(void **state)
{
	static const struct history_map none;
	size_t n = 400000;
	char *text = malloc(n * 24 + 100);
	struct file f = { "l.json", text };
	struct outcome o;
	size_t at;

	(void)state;
	assert_non_null(text);
	at = (size_t)sprintf(text, "[{\"metric\":{},\"values\":[");
	for (size_t i = 0; i < n; i++)
		at += (size_t)sprintf(text + at, "%s[%zu,\"%zu\"]",
		    i != 0 ? "," : "", i, i % 7);
	strcpy(text + at, "]}]");
	*state = NULL;
	{
		const struct history_options opts = { none, false, NULL,
		    false };
		char path[256];
		const char *paths[] = { path };
		FILE *fp;

		o = (struct outcome){ .err = ERR_INIT };
		snprintf(path, sizeof(path), "%s/%s", files_dir, f.name);
		fp = fopen(path, "w");
		assert_non_null(fp);
		fputs(text, fp);
		fclose(fp);
		assert_true(histories_read(&o.h, paths, 1, &opts, &o.arena,
		    &o.err));
		assert_int_equal(o.h.rows, n);
		assert_int_equal(o.h.newest, n - 1);
		unlink(path);
	}
	arena_clear(&o.arena);
	free(text);
}

static void
test_cloudwatch(void **state)
{
	static const struct file data[] = {
		{ "1.json", "{\"MetricDataResults\":[{\"Id\":\"m1\","
		    "\"Label\":\"ips\",\"Timestamps\":"
		    "[\"1970-01-01T00:02:00+00:00\","
		    "\"1970-01-01T00:01:00+00:00\"],\"Values\":[8.0,7.0],"
		    "\"StatusCode\":\"Complete\"},{\"Id\":\"m2\","
		    "\"Label\":\"ips\",\"Values\":[1],\"Timestamps\":[3]}],"
		    "\"NextToken\":\"x\"}" },
		{ "2.json", "{\"MetricDataResults\":[{\"Id\":\"m1\","
		    "\"Label\":\"ips\",\"Timestamps\":[1],\"Values\":[6]}]}" },
	};
	static const struct file statistics = { "s.json",
	    "{\"Label\":\"ips\",\"Datapoints\":[{\"Timestamp\":"
	    "\"1970-01-01T00:01:00Z\",\"Average\":1.5,\"Maximum\":3.0,"
	    "\"Unit\":\"Count\"},{\"Timestamp\":2,\"Average\":4}]}" };
	static const struct file uneven = { "u.json",
	    "{\"MetricDataResults\":[{\"Id\":\"m\",\"Label\":\"x\","
	    "\"Timestamps\":[1,2],\"Values\":[1]}]}" };

	(void)state;
	files_expect("ips m1 120=8 60=7 1=6 ips m2 3=1", data, 2);
	files_refuse("ends in NextToken", 1, data, 1);
	files_expect("ips 60=3 2=4", &statistics, 1);
	files_refuse("2 Timestamps and 1 Values", 1, &uneven, 1);
}

#define SUBNET(free) "{\"Subnets\":[{\"SubnetId\":\"subnet-1\","	\
    "\"CidrBlock\":\"10.0.0.0/24\",\"AvailableIpAddressCount\":" free "}]}"

static void
test_snapshots(void **state)
{
	static const struct file two[] = {
		{ "s-1970-01-02.json", SUBNET("250") },
		{ "s-19700103T0600Z.json", SUBNET("200") },
	};
	static const struct file plain = { "subnets.json", SUBNET("250") };
	static const struct file many = { "s-1970-01-02.json",
	    SUBNET("252") };
	static const struct file other = { "s-1970-01-05.json",
	    "{\"Subnets\":[{\"SubnetId\":\"subnet-1\","
	    "\"CidrBlock\":\"10.0.0.0/25\"}]}" };
	static const struct file beside[] = {
		{ "a.csv", "timestamp,series,used\n1,a,1\n" },
		{ "subnets.json", SUBNET("250") },
	};
	const struct file differ[] = { two[0], other };

	(void)state;
	files_expect("subnet-1 86400=1 194400=51 of 251", two, 2);
	files_expect("a 1=1", beside, 2);
	files_refuse("without a date", 0, &plain, 1);
	files_refuse("at most the size of the subnet", 1, &many, 1);
	files_refuse("not what another document says", 1, differ, 2);
}

static void
test_path_dates(void **state)
{
	static const struct {
		const char *path;
		int64_t t;		/* -1: none */
	} cases[] = {
		{ "2026-11-22.json", 1795305600 },
		{ "/a/1999-01-01/subnets-20261122.json.gz", 1795305600 },
		{ "x/2026/11/22/subnets.json", 1795305600 },
		{ "x/2026/11/22/10-30-00/subnets.json", 1795343400 },
		{ "s_2026-11-22T10:30:00Z.json", 1795343400 },
		{ "s_2026-11-22_1030.json", 1795343400 },
		{ "s.20261122T103059Z.json", 1795343459 },
		{ "s-1795343400.json", 1795343400 },
		{ "s-2026-11-32.json", -1 }, { "s-20261.json", -1 },
		{ "/2026-11-22/a/subnets.json", -1 },
		{ "/2026-11-22/subnets.json", 1795305600 },
		{ "2026-11-22/subnets.json", 1795305600 },
		{ "subnets.json", -1 }, { "s-123456789012.json", -1 },
		{ "", -1 }, { "2026", -1 }, { "2026-11-2", -1 },
	};
	int64_t t;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool ok = history_path_date(&t, cases[i].path);

		if (ok != (cases[i].t != -1) || (ok && t != cases[i].t))
			fail_msg("%s: %d %lld", cases[i].path, ok,
			    (long long)t);
	}
}

static void
test_folder(void **state)
{
	static const struct history_options opts = { { NULL, NULL, NULL,
	    NULL }, false, NULL, false };
	const char *paths[] = { files_dir };
	struct outcome o = { .err = ERR_INIT };
	char path[300];
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/2026-11-22", files_dir);
	assert_int_equal(mkdir(path, 0700), 0);
	strcat(path, "/subnets.json");
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(SUBNET("250"), f);
	fclose(f);
	o.ok = histories_read(&o.h, paths, 1, &opts, &o.arena, &o.err);
	files_print(&o);
	assert_string_equal(o.err.msg, "");
	assert_string_equal(o.text, "subnet-1 1795305600=1 of 251");
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
	arena_clear(&o.arena);
}

static void
test_side_files(void **state)
{
	static const char capacities[] =
	    "series,capacity,now,horizon_days\na,251,,\nb,10.5,86400,30\n";
	static const char events[] = "series,timestamp,delta\n"
	    "a,1970-01-02,+40\nb,1970-01-03T00:00:00Z,-2.5\n";
	struct history_capacities c;
	struct history_events ev;
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	char path[300];
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/side.csv", files_dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(capacities, f);
	fclose(f);
	assert_true(history_capacities_read(&c, path, &a, &e));
	assert_int_equal(c.n, 2);
	assert_null(history_capacity_of(&c, "c"));
	assert_true(history_capacity_of(&c, "a")->capacity == 251);
	assert_false(history_capacity_of(&c, "a")->has_now);
	assert_int_equal(history_capacity_of(&c, "b")->now, 86400);
	assert_int_equal(history_capacity_of(&c, "b")->horizon_days, 30);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(events, f);
	fclose(f);
	assert_true(history_events_read(&ev, path, &a, &e));
	assert_int_equal(ev.n, 2);
	assert_true(ev.v[0].at == 86400 && ev.v[0].delta == 40);
	assert_true(ev.v[1].at == 172800 && ev.v[1].delta == -2.5);
	assert_false(history_capacities_read(&c, path, &a, &e));
	unlink(path);
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_prometheus),
		cmocka_unit_test(test_long_list),
		cmocka_unit_test(test_cloudwatch),
		cmocka_unit_test(test_snapshots),
		cmocka_unit_test(test_path_dates),
		cmocka_unit_test(test_folder),
		cmocka_unit_test(test_side_files),
	};

	return cmocka_run_group_tests(tests, files_setup, files_teardown);
}
