/* date: against the C library's own calendar, and what is refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "test.h"

static bool
parse(bool (*fn)(int64_t *, const char *, struct err *), int64_t *t,
    const char *s)
{
	struct err e = ERR_INIT;
	bool ok = fn(t, s, &e);

	assert_int_equal(e.status, ok ? EXIT_OK : EXIT_USAGE);
	return ok;
}

static void
test_texts(void **state)
{
	static const struct {
		const char *text;
		int64_t t;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01t00:00:00z", 0 },
		{ "1970-01-01 00:00:00Z", 0 },
		{ "2026-11-22T10:00:00Z", 1795341600 },
		{ "2026-11-22T10:00:00.999Z", 1795341600 },
		{ "2026-11-22T11:00:00+01:00", 1795341600 },
		{ "2026-11-22T04:30:00.5-05:30", 1795341600 },
		{ "2026-11-22T10:00:00-00:00", 1795341600 },
		{ "2024-02-29T12:00:00Z", 1709208000 },
		{ "2000-02-29T00:00:00Z", 951782400 },
		{ "2016-12-31T23:59:60Z", 1483228800 },
		{ "1990-12-31T15:59:60-08:00", 662688000 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "0000-01-01T00:00:00Z", DATE_MIN },
		{ "9999-12-31T23:59:59Z", DATE_MAX },
	};
	int64_t t;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_true(parse(date_parse, &t, cases[i].text));
		assert_int_equal(t, cases[i].t);
		assert_true(parse(date_parse_any, &t, cases[i].text));
		assert_int_equal(t, cases[i].t);
	}
}

static void
test_refused(void **state)
{
	static const char *const bad[] = { "", "2026", "2026-11-22T10:00:00",
	    "2026-11-22T10:00Z", "2026-13-01T00:00:00Z",
	    "2026-00-01T00:00:00Z", "2026-11-31T00:00:00Z",
	    "2026-11-00T00:00:00Z", "2025-02-29T00:00:00Z",
	    "1900-02-29T00:00:00Z", "2026-11-22T24:00:00Z",
	    "2026-11-22T10:60:00Z", "2026-11-22T10:00:61Z",
	    "2026-11-22T23:59:60Z", "2026-12-31T12:59:60Z",
	    "2026-11-22T10:00:00.Z", "2026-11-22T10:00:00+1:00",
	    "2026-11-22T10:00:00+24:00", "2026-11-22T10:00:00+01:60",
	    "2026-11-22T10:00:00+0100", "2026-11-22T10:00:00Z ",
	    " 2026-11-22T10:00:00Z", "2026-11-22T10:00:00ZZ",
	    "2026-1-22T10:00:00Z", "+026-11-22T10:00:00Z",
	    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
	    "22/11/2026", "now" };
	int64_t t;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(parse(date_parse, &t, bad[i]));
}

static void
test_epoch(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t t;
	} cases[] = {
		{ "0", true, 0 }, { "1700000000", true, 1700000000 },
		{ "1700000000.75", true, 1700000000 },
		{ "1700000000123", true, 1700000000 },
		{ "99999999999", true, 99999999999 },
		{ "100000000000", true, 100000000 },
		{ "-1", true, -1 }, { "-1.5", true, -2 },
		{ "-1.0", true, -1 }, { "-100000000001", true, -100000001 },
		{ "-100000000000.5", true, -100000001 },
		{ "253402300799999", true, DATE_MAX },
		{ "253402300800000", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "", false, 0 }, { "-", false, 0 }, { "1.", false, 0 },
		{ ".5", false, 0 }, { "1e9", false, 0 }, { "0x1", false, 0 },
		{ "+1", false, 0 }, { " 1", false, 0 }, { "1 ", false, 0 },
		{ "nan", false, 0 },
	};
	int64_t t;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool ok = parse(date_parse_epoch, &t, cases[i].text);

		assert_int_equal(ok, cases[i].ok);
		if (ok)
			assert_int_equal(t, cases[i].t);
	}
}

static void
test_days(void **state)
{
	int64_t t;

	(void)state;
	assert_true(parse(date_parse_day, &t, "2026-11-22"));
	assert_int_equal(t, 1795305600);
	assert_true(parse(date_parse_any, &t, "2026-11-22"));
	assert_int_equal(t, 1795305600);
	assert_false(parse(date_parse_day, &t, "2026-11-31"));
	assert_false(parse(date_parse_day, &t, "2026-11-22T"));
	assert_false(parse(date_parse_any, &t, "2026-11-2"));
}

static void
test_lookalikes(void **state)
{
	static const struct {
		const char *text, *like;
	} cases[] = {
		{ "20261122", "YYYYMMDD," }, { "19900101", "YYYYMMDD," },
		{ "21001231", "YYYYMMDD," }, { "20240229", "YYYYMMDD," },
		{ "20261131", NULL }, { "20230229", NULL },
		{ "20261300", NULL }, { "19891231", NULL },
		{ "21010101", NULL }, { "2026112", NULL },
		{ "202611221", NULL }, { "2026112210", NULL },
		{ "202611221030", "YYYYMMDDhhmm," },
		{ "202611222430", NULL }, { "202611221060", NULL },
		{ "20261122103059", "YYYYMMDDhhmmss," },
		{ "20261122103061", NULL }, { "202611221030590", NULL },
		{ "20000", "Excel" }, { "46143", "Excel" },
		{ "46143.041666667", "Excel" }, { "79999", "Excel" },
		{ "19999", NULL }, { "80000", NULL }, { "-46143", NULL },
		{ "1700000000", NULL }, { "1700000000123", NULL },
		{ "2026-11-22", NULL }, { "", NULL }, { "x", NULL },
	};
	static const char *const finer[][2] = {
		{ "1700000000123456", "microseconds" },
		{ "1700000000123456789", "nanoseconds" },
		{ "17000000001234567890", NULL },
		{ "2026-11-22 10:00:00", "lacks its zone" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *like = date_lookalike(cases[i].text);

		if (cases[i].like == NULL)
			assert_null(like);
		else
			assert_non_null(strstr(like, cases[i].like));
	}
	for (size_t i = 0; i < COUNT(finer); i++) {
		struct err e = ERR_INIT;
		int64_t t;

		assert_false(date_parse_any(&t, finer[i][0], &e));
		if (finer[i][1] != NULL)
			assert_non_null(strstr(e.msg, finer[i][1]));
		else
			assert_null(strstr(e.msg, "since 1970"));
	}
}

/* The twin is gmtime_r(): each day of ten thousand years, there and back. */
static void
test_calendar(void **state)
{
	char buf[DATE_LEN], want[64];
	int64_t back;
	struct tm tm;

	(void)state;
	for (int64_t t = DATE_MIN; t <= DATE_MAX;
	    t += DATE_DAY_S + (t / DATE_DAY_S) % 7) {
		time_t c = t;

		assert_non_null(gmtime_r(&c, &tm));
		snprintf(want, sizeof(want), "%04d-%02d-%02dT%02d:%02d:%02dZ",
		    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		    tm.tm_min, tm.tm_sec);
		assert_string_equal(date_format(buf, t), want);
		assert_true(parse(date_parse, &back, buf));
		assert_int_equal(back, t);
	}
	assert_string_equal(date_format(buf, INT64_MIN),
	    "0000-01-01T00:00:00Z");
	assert_string_equal(date_format(buf, INT64_MAX),
	    "9999-12-31T23:59:59Z");
	assert_string_equal(date_format_day(buf, -1), "1969-12-31");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_epoch),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_lookalikes),
		cmocka_unit_test(test_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
