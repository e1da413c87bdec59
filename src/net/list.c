#include "net/list.h"

#include <string.h>

#include "net/explain.h"
#include "net/quick.h"

static const char bom[] = "\xef\xbb\xbf";

static bool
is_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\t')
			return false;
	return true;
}

/* Offset of what is to blame in an entry that was refused. */
static size_t
blame(const char *s, size_t n)
{
	size_t at = explain_bad_byte(s, n);

	if (at != n)
		return at;
	for (at = 0; at < n && (s[at] == ' ' || s[at] == '\t');)
		at++;
	return at;
}

static bool
bad_comment(const char *s, size_t n, size_t at, struct err *e)
{
	char buf[EXPLAIN_STRLEN];

	explain_quote(buf, s, n);
	if (s[at] == '\0')
		return err_usage(e, "%s: NUL byte in input", buf);
	return err_usage(e, "%s: control character in line: 0x%02x", buf,
	    (unsigned char)s[at]);
}

static bool
line(void *arg, const char *s, size_t n, unsigned long number, struct err *e)
{
	struct list *l = arg;
	const char *hash;
	size_t skip = 0, text, at;
	struct range r;

	l->text = s;
	l->ntext = n;
	l->bare = false;
	if (number == 1 && n >= 3 && memcmp(s, bom, 3) == 0)
		skip = 3;
	if (n > skip && s[n - 1] == '\r')
		n--;
	hash = n > skip ? memchr(s + skip, '#', n - skip) : NULL;
	text = hash != NULL ? (size_t)(hash - s) : n;
	if (!is_blank(s + skip, text - skip)) {
		if (!range_parse(&r, s + skip, text - skip, l->flags, e))
			return err_locate(e, l->file, number, 1 + skip +
			    blame(s + skip, text - skip));
		if (!l->entry(l->arg, &r, number, e))
			return err_locate(e, l->file, number, 1 + skip);
	}
	at = text + explain_bad_comment(s + text, n - text);
	if (at == n)
		return true;
	bad_comment(s, n, at, e);
	return err_locate(e, l->file, number, at + 1);
}

void
list_start(struct list *l, struct arena *a)
{
	l->lines = (struct lines){ .line = line, .arg = l,
	    .file = l->file, .arena = a };
}

/* Hand on the usual lines at *s, up to the first that is another. */
static bool
usual_lines(struct list *l, const char **s, const char *end, struct err *e)
{
	const char *next;
	struct range r;

	while (end - *s >= QUICK_ROOM &&
	    (next = quick_line(*s, l->flags, &r)) != NULL) {
		l->text = *s;
		l->ntext = (size_t)(next - *s) - 1;
		l->bare = true;
		l->lines.number++;
		if (!l->entry(l->arg, &r, l->lines.number, e))
			return err_locate(e, l->file, l->lines.number, 1);
		*s = next;
	}
	return true;
}

bool
list_push(struct list *l, const char *s, size_t n, struct err *e)
{
	const char *end = s + n;

	while (s != end) {
		const char *lf;

		if (l->lines.ntail == 0 && !usual_lines(l, &s, end, e))
			return false;
		lf = s != end ? memchr(s, '\n', (size_t)(end - s)) : NULL;
		n = (size_t)((lf != NULL ? lf + 1 : end) - s);
		if (!lines_push(&l->lines, s, n, e))
			return false;
		s += n;
	}
	return true;
}

bool
list_end(struct list *l, struct err *e)
{
	return lines_end(&l->lines, e);
}
