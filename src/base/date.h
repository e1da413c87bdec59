/*
 * date: points in time, as seconds of UTC since 1970-01-01 and as text.
 *
 * Texts are those of RFC 3339 (2002), section 5.6, and plain counts since
 * 1970, from the year 0000 to 9999.  Fractions of a second are dropped,
 * downwards.  A leap second (23:59:60 UTC at the end of a month) is the second
 * after it.  There is no clock and no time zone here.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

#include "base/err.h"

#define DATE_MIN INT64_C(-62167219200)	/* 0000-01-01T00:00:00Z */
#define DATE_MAX INT64_C(253402300799)	/* 9999-12-31T23:59:59Z */
#define DATE_DAY_S INT64_C(86400)
#define DATE_LEN 21			/* of text, with its NUL */

/*
 * "2026-11-22T10:00:00Z", "2026-11-22t10:00:00.25+01:00"; a blank may stand
 * for the T.  Usage error: no such text, or no such day or time.
 */
bool date_parse(int64_t *t, const char *s, struct err *e);
/* "2026-11-22": its first second. */
bool date_parse_day(int64_t *t, const char *s, struct err *e);
/*
 * "1700000000", "1700000000.25" (no exponent): seconds, or milliseconds
 * when that many seconds would be after the year 5138 (from 10^11 on).
 */
bool date_parse_epoch(int64_t *t, const char *s, struct err *e);
/* Any of the three. */
bool date_parse_any(int64_t *t, const char *s, struct err *e);
/*
 * A count that is more likely a date of the years 1990 to 2100 in digits, as
 * YYYYMMDD or YYYYMMDDhhmm[ss], or in Excel's days since 1900 (20000 to 80000):
 * what it is, and what to do, to go on after "looks like".  Else NULL.
 */
const char *date_lookalike(const char *s);

/* "2026-11-22T10:00:00Z"; t outside the years above is the nearest inside. */
const char *date_format(char buf[DATE_LEN], int64_t t);
/* "2026-11-22" */
const char *date_format_day(char buf[DATE_LEN], int64_t t);

#endif
