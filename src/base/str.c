#include "base/str.h"

#include <stdio.h>
#include <string.h>

#define WORD_MAX 63		/* longer words have no near name */

bool
str_u64(uint64_t *v, const char *s, uint64_t max)
{
	uint64_t n = 0;

	if (*s == '\0' || (s[0] == '0' && s[1] != '\0'))
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9' ||
		    __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, (uint64_t)(*s - '0'), &n))
			return false;
	}
	*v = n;
	return n <= max;
}

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

size_t
str_distance(const char *a, const char *b, size_t limit)
{
	size_t row[3][WORD_MAX + 1];	/* by i modulo 3: two rows back */
	size_t na = strlen(a), nb = strlen(b);

	if (na > WORD_MAX || nb > WORD_MAX)
		return limit + 1;
	for (size_t j = 0; j <= nb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *now = row[i % 3], *up = row[(i - 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			now[j] = min3(up[j] + 1, now[j - 1] + 1,
			    up[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] &&
			    row[(i - 2) % 3][j - 2] + 1 < now[j])
				now[j] = row[(i - 2) % 3][j - 2] + 1;
		}
	}
	return row[na % 3][nb] <= limit ? row[na % 3][nb] : limit + 1;
}

void
str_near_init(struct str_near *s, const char *word)
{
	size_t n = strlen(word);

	*s = (struct str_near){ .word = word };
	s->best = n <= 3 ? 1 : n <= 6 ? 2 : 3;
}

void
str_near_offer(struct str_near *s, const char *name)
{
	size_t d = str_distance(s->word, name, s->best);

	if (d > s->best)
		return;
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->name[i], name) == 0)
			return;
	if (d < s->best)
		s->n = 0;
	s->best = d;
	if (s->n < STR_NEAR_MAX)
		s->name[s->n++] = name;
}

const char *
str_near_format(const struct str_near *s, char *buf, size_t size)
{
	size_t at = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < s->n && at < size; i++)
		at += (size_t)snprintf(buf + at, size - at, "%s%s",
		    i == 0 ? " (did you mean " : i + 1 == s->n ? " or " : ", ",
		    s->name[i]);
	if (s->n != 0 && at < size)
		snprintf(buf + at, size - at, "?)");
	return buf;
}
