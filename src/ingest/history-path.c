/*
 * Snapshots are named after their time in many ways; what is taken is a year
 * of four digits and then pairs of digits with at most one separator between.
 */
#include "ingest/history.h"

#include <string.h>

#include "base/date.h"

static bool
two(unsigned *v, const char **s)
{
	if (*s[0] < '0' || *s[0] > '9' || (*s)[1] < '0' || (*s)[1] > '9')
		return false;
	*v = (unsigned)((*s)[0] - '0') * 10 + (unsigned)((*s)[1] - '0');
	*s += 2;
	return true;
}

/* What may stand between the parts of a date: one character, or nothing. */
static void
between(const char **s, const char *set)
{
	if (**s != '\0' && strchr(set, **s) != NULL)
		(*s)++;
}

/* "T1030", "_10-30-00Z" at *s, which is moved; else midnight. */
static void
time_of_day(char text[16], const char **s)
{
	const char *p = *s;
	unsigned h, m, sec = 0;

	strcpy(text, "00:00:00");
	between(&p, "Tt _-./");
	if (!two(&h, &p))
		return;
	between(&p, ":-_.h");
	if (!two(&m, &p) || h > 23 || m > 59)
		return;
	*s = p;
	between(&p, ":-_.m");
	if (two(&sec, &p) && sec <= 59)
		*s = p;
	else
		sec = 0;
	text[0] = (char)('0' + h / 10);
	text[1] = (char)('0' + h % 10);
	text[3] = (char)('0' + m / 10);
	text[4] = (char)('0' + m % 10);
	text[6] = (char)('0' + sec / 10);
	text[7] = (char)('0' + sec % 10);
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A date that begins at s and ends at *end, before another digit. */
static bool
date_at(int64_t *t, const char *s, const char **end)
{
	char text[32] = "", clock[16];
	struct err ignored = ERR_INIT;
	const char *p = s;
	unsigned part;

	if (!two(&part, &p) || !two(&part, &p))
		return false;
	memcpy(text, s, 4);
	for (size_t i = 0; i < 2; i++) {
		between(&p, "-_/.");
		text[4 + 3 * i] = '-';
		if (!two(&part, &p))
			return false;
		memcpy(text + 5 + 3 * i, p - 2, 2);
	}
	time_of_day(clock, &p);
	if (digit(*p))
		return false;
	text[10] = 'T';
	memcpy(text + 11, clock, 8);
	text[19] = 'Z';
	*end = p;
	return date_parse(t, text, &ignored);
}

/* Ten digits, of the years 2001 to 2033. */
static bool
epoch_at(int64_t *t, const char *s, const char **end)
{
	char text[11] = "";
	struct err ignored = ERR_INIT;

	for (size_t i = 0; i < 10; i++) {
		if (!digit(s[i]))
			return false;
		text[i] = s[i];
	}
	*end = s + 10;
	return !digit(s[10]) && *s == '1' &&
	    date_parse_epoch(t, text, &ignored);
}

/* Where the name of the folder begins that the file is in. */
static const char *
folder_of(const char *path)
{
	const char *s = strrchr(path, '/');

	while (s != NULL && s > path && s[-1] != '/')
		s--;
	return s != NULL ? s : path;
}

bool
history_path_date(int64_t *t, const char *path)
{
	const char *folder = folder_of(path), *end;

	for (size_t i = strlen(path); i-- > 0;)
		if (digit(path[i]) && (i == 0 || !digit(path[i - 1])) &&
		    (date_at(t, path + i, &end) ||
		    epoch_at(t, path + i, &end)))
			return end > folder;
	return false;
}

const char *
history_stem(const char *path, struct arena *a)
{
	const char *s = strrchr(path, '/');

	s = s != NULL ? s + 1 : path;
	if (strcmp(s, "-") == 0)
		return "stdin";
	return arena_strndup(a, s, strcspn(s, "."));
}
