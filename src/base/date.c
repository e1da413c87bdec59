#include "base/date.h"

#include <stdio.h>

#define EPOCH_MS INT64_C(100000000000)	/* from here on milliseconds */

struct civil {
	int64_t year;
	unsigned month, day;		/* from 1 */
};

static bool
is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned
month_days(int64_t year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31,
	    30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/*
 * Days from 1970-01-01.  A year counts from March, so that the leap day is its
 * last and months before a month are a straight line: 153 days in 5 of them.
 */
static int64_t
days_of(struct civil c)
{
	int64_t y = c.year + 400 - (c.month <= 2);	/* never below 0 */
	int64_t m = (c.month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 +
	    c.day - 1 - (719468 + 146097);
}

static struct civil
civil_of(int64_t days)
{
	int64_t d = days + 719468 + 146097;	/* from 1 March of -400 */
	int64_t era = d / 146097, in_era = d % 146097;
	int64_t y = (in_era - in_era / 1460 + in_era / 36524 -
	    in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
	unsigned m = (unsigned)((5 * in_year + 2) / 153);

	return (struct civil){
		.year = y + era * 400 - 400 + (m >= 10),
		.month = m < 10 ? m + 3 : m - 9,
		.day = (unsigned)(in_year - (153 * m + 2) / 5 + 1),
	};
}

/* n digits at *s, which is moved behind them. */
static bool
digits(unsigned *v, const char **s, unsigned n)
{
	*v = 0;
	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*v = *v * 10 + (unsigned)(**s - '0');
	}
	return true;
}

static bool
letter(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

/* "2026-11-22" at *s; days since 1970. */
static bool
parse_civil(int64_t *days, const char **s)
{
	unsigned year;
	struct civil c;

	if (!digits(&year, s, 4) || !letter(s, '-') ||
	    !digits(&c.month, s, 2) || !letter(s, '-') ||
	    !digits(&c.day, s, 2))
		return false;
	c.year = year;
	if (c.month < 1 || c.month > 12 || c.day < 1 ||
	    c.day > month_days(c.year, c.month))
		return false;
	*days = days_of(c);
	return true;
}

/* "Z", "+01:00": seconds to take away. */
static bool
parse_offset(int64_t *off, const char **s)
{
	unsigned h, m;
	int sign = **s == '-' ? -1 : 1;

	*off = 0;
	if (letter(s, 'Z') || letter(s, 'z'))
		return true;
	if ((!letter(s, '+') && !letter(s, '-')) || !digits(&h, s, 2) ||
	    !letter(s, ':') || !digits(&m, s, 2) || h > 23 || m > 59)
		return false;
	*off = sign * (int64_t)(h * 3600 + m * 60);
	return true;
}

static bool
skip_fraction(const char **s)
{
	if (!letter(s, '.'))
		return true;
	if (**s < '0' || **s > '9')
		return false;
	while (**s >= '0' && **s <= '9')
		(*s)++;
	return true;
}

/* t is the second after a leap second: midnight of a first of the month? */
static bool
may_leap(int64_t t)
{
	int64_t days = (t - DATE_MIN) / DATE_DAY_S + DATE_MIN / DATE_DAY_S;

	return (t - DATE_MIN) % DATE_DAY_S == 0 && civil_of(days).day == 1;
}

static bool
parse_time(int64_t *t, const char *s)
{
	unsigned h, m, sec;
	int64_t days, off;

	if (!parse_civil(&days, &s) || (!letter(&s, 'T') &&
	    !letter(&s, 't') && !letter(&s, ' ')) || !digits(&h, &s, 2) ||
	    !letter(&s, ':') || !digits(&m, &s, 2) || !letter(&s, ':') ||
	    !digits(&sec, &s, 2) || !skip_fraction(&s) ||
	    !parse_offset(&off, &s) || *s != '\0' || h > 23 || m > 59 ||
	    sec > 60)
		return false;
	*t = days * DATE_DAY_S + (int64_t)(h * 3600 + m * 60 + sec) - off;
	return (sec < 60 || may_leap(*t)) && *t >= DATE_MIN && *t <= DATE_MAX;
}

bool
date_parse(int64_t *t, const char *s, struct err *e)
{
	return parse_time(t, s) || err_usage(e, "expected a time such as "
	    "2026-11-22T10:00:00Z, got \"%s\"", s);
}

bool
date_parse_day(int64_t *t, const char *s, struct err *e)
{
	const char *end = s;

	if (!parse_civil(t, &end) || *end != '\0')
		return err_usage(e, "expected a day such as 2026-11-22, got "
		    "\"%s\"", s);
	*t *= DATE_DAY_S;
	return true;
}

/* Digits, perhaps a minus and a fraction; false: none, or too many. */
static bool
parse_count(int64_t *v, bool *fraction, const char *s)
{
	bool minus = letter(&s, '-');
	const char *dot;

	*v = 0;
	*fraction = false;
	if (*s < '0' || *s > '9')
		return false;
	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(*v, 10, v) ||
		    __builtin_add_overflow(*v, *s - '0', v))
			return false;
	dot = s;
	if (!skip_fraction(&s) || *s != '\0')
		return false;
	for (; *dot != '\0'; dot++)
		*fraction |= *dot > '0' && *dot <= '9';
	if (minus)
		*v = -*v;
	*fraction &= minus;
	return true;
}

static bool
parse_epoch(int64_t *t, const char *s)
{
	bool below;		/* a fraction below a negative count */
	int64_t v;

	if (!parse_count(&v, &below, s))
		return false;
	if (v >= EPOCH_MS || v <= -EPOCH_MS) {
		int64_t ms = v % 1000;

		v /= 1000;
		below = ms < 0 || (below && ms == 0);
	}
	*t = v - below;
	return *t >= DATE_MIN && *t <= DATE_MAX;
}

bool
date_parse_epoch(int64_t *t, const char *s, struct err *e)
{
	return parse_epoch(t, s) || err_usage(e, "expected seconds or "
	    "milliseconds since 1970, got \"%s\"", s);
}

/* "20261122" and perhaps a time of day: how many digits; 0: is none. */
static unsigned
calendar_digits(const char *s)
{
	const char *begin = s;
	unsigned year, h = 0, m = 0, sec = 0;
	struct civil c;

	if (!digits(&year, &s, 4) || !digits(&c.month, &s, 2) ||
	    !digits(&c.day, &s, 2) || year < 1990 || year > 2100 ||
	    c.month < 1 || c.month > 12 || c.day < 1 ||
	    c.day > month_days(year, c.month))
		return 0;
	if (*s != '\0' && (!digits(&h, &s, 2) || !digits(&m, &s, 2) ||
	    h > 23 || m > 59))
		return 0;
	if (*s != '\0' && (!digits(&sec, &s, 2) || sec > 60))
		return 0;
	return *s == '\0' ? (unsigned)(s - begin) : 0;
}

const char *
date_lookalike(const char *s)
{
	static const struct {
		unsigned digits;
		const char *is;
	} forms[] = {
		{ 8, "a day written YYYYMMDD, and not like seconds since "
		    "1970: write it as 2026-11-22" },
		{ 12, "a time written YYYYMMDDhhmm, and not like milliseconds "
		    "since 1970: write it as 2026-11-22T10:00:00Z" },
		{ 14, "a time written YYYYMMDDhhmmss, and not like "
		    "milliseconds since 1970: write it as "
		    "2026-11-22T10:00:00Z" },
	};
	unsigned n = calendar_digits(s);
	bool below;
	int64_t v;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (forms[i].digits == n)
			return forms[i].is;
	return parse_count(&v, &below, s) && v >= 20000 && v < 80000 ?
	    "a day as Excel counts them, and not like seconds since 1970: "
	    "format the column as yyyy-mm-dd" : NULL;
}

/* Seconds of the years 1990 to 2100, but so many times larger. */
static bool
finer_than_ms(const char *s, int64_t times)
{
	bool below;
	int64_t v;

	return parse_count(&v, &below, s) && v / times >= 631152000 &&
	    v / times < INT64_C(4133980800);
}

/* Which is easily forgotten, and no zone is a good guess. */
static bool
lacks_zone(const char *s)
{
	char text[40];
	int64_t t;

	return (size_t)snprintf(text, sizeof(text), "%sZ", s) <
	    sizeof(text) && parse_time(&t, text);
}

static const char *
remedy(const char *s)
{
	if (finer_than_ms(s, 1000000))
		return ", which looks like microseconds since 1970: divide "
		    "by 1000000";
	if (finer_than_ms(s, 1000000000))
		return ", which looks like nanoseconds since 1970: divide by "
		    "1000000000";
	return lacks_zone(s) ? ", which lacks its zone: append Z if it is "
	    "UTC, else as +01:00" : "";
}

bool
date_parse_any(int64_t *t, const char *s, struct err *e)
{
	struct err ignored = ERR_INIT;

	return parse_time(t, s) || parse_epoch(t, s) ||
	    date_parse_day(t, s, &ignored) || err_usage(e, "expected a time "
	    "such as 2026-11-22T10:00:00Z or 1700000000, got \"%s\"%s", s,
	    remedy(s));
}

static int64_t
into_range(int64_t t)
{
	return t < DATE_MIN ? DATE_MIN : t > DATE_MAX ? DATE_MAX : t;
}

const char *
date_format_day(char buf[DATE_LEN], int64_t t)
{
	/* From DATE_MIN on, which is a midnight, division rounds down. */
	struct civil c = civil_of((into_range(t) - DATE_MIN) / DATE_DAY_S +
	    DATE_MIN / DATE_DAY_S);

	snprintf(buf, DATE_LEN, "%04u-%02u-%02u", (unsigned)c.year % 10000,
	    c.month % 100, c.day % 100);
	return buf;
}

const char *
date_format(char buf[DATE_LEN], int64_t t)
{
	unsigned s = (unsigned)((into_range(t) - DATE_MIN) % DATE_DAY_S);

	date_format_day(buf, t);
	snprintf(buf + 10, DATE_LEN - 10, "T%02u:%02u:%02uZ",
	    s / 3600 % 100, s / 60 % 60, s % 60);
	return buf;
}
