#include "net/list.h"

#include <string.h>

#include "net/explain.h"
#include "net/quick.h"

#define FOLD (size_t)(1 << 16)	/* bytes of a line that are kept as they are */
#define LIST_ENTRY_MAX 4096	/* many times the longest entry */

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

/* The column of a byte of the line, part of which may have been dropped. */
static unsigned long
column(const struct list_fold *f, size_t at)
{
	return 1 + f->before + at + (at >= f->kept ? f->inside : 0);
}

/* A byte order mark may stand at the very start. */
static size_t
bom_length(const struct list_fold *f, const char *s, size_t n,
    unsigned long number)
{
	return number == 1 && f->before == 0 && f->kept == 0 && n >= 3 &&
	    memcmp(s, bom, 3) == 0 ? 3 : 0;
}

/* Offset of the comment, n if there is none. */
static size_t
text_length(const char *s, size_t skip, size_t n)
{
	const char *hash = memchr(s + skip, '#', n - skip);

	return hash != NULL ? (size_t)(hash - s) : n;
}

/* What stands from skip to n is an entry, or blank. */
static bool
entry(struct list *l, const struct list_fold *f, const char *s, size_t skip,
    size_t n, unsigned long number, struct err *e)
{
	struct range r;

	if (is_blank(s + skip, n - skip))
		return true;
	if (!range_parse(&r, s + skip, n - skip, l->flags, e))
		return err_locate(e, l->file, number, column(f, skip +
		    blame(s + skip, n - skip)));
	return l->entry(l->arg, &r, number, e) ||
	    err_locate(e, l->file, number, column(f, skip));
}

/* What stands from there to n is a comment. */
static bool
comment(const struct list *l, const struct list_fold *f, const char *s,
    size_t from, size_t n, unsigned long number, struct err *e)
{
	size_t at = from + explain_bad_comment(s + from, n - from);

	if (at == n)
		return true;
	bad_comment(s, n, at, e);
	return err_locate(e, l->file, number, column(f, at));
}

static bool
line(void *arg, const char *s, size_t n, unsigned long number, struct err *e)
{
	struct list *l = arg;
	struct list_fold f = l->fold;
	size_t skip = bom_length(&f, s, n, number), text = 0;

	l->fold = (struct list_fold){ .before = 0 };
	l->text = s;
	l->ntext = n;
	l->bare = false;
	if (n > skip && s[n - 1] == '\r')
		n--;
	if (!f.is_comment) {
		text = text_length(s, skip, n);
		if (!entry(l, &f, s, skip, text, number, e))
			return false;
	}
	return comment(l, &f, s, text, n, number, e);
}

/* Drop blanks in front, and of those inside all but one; returns the rest. */
static size_t
squeeze(struct list_fold *f, char *s, size_t skip, size_t n)
{
	size_t from = skip, to = 0;

	while (f->kept == 0 && from < n && (s[from] == ' ' || s[from] == '\t'))
		from++;
	f->before += from;
	for (; from < n; from++)
		if (to != 0 && is_blank(&s[from], 1) &&
		    is_blank(&s[to - 1], 1))
			f->inside++;
		else
			s[to++] = s[from];
	if (to > LIST_ENTRY_MAX) {
		f->inside += to - LIST_ENTRY_MAX;
		to = LIST_ENTRY_MAX;
	}
	f->kept = to;
	return to;
}

/*
 * The line so far, put together from pieces, is long: keep of it what may
 * still matter, which is an entry with single blanks in it, or the front of
 * what is none however it goes on.  A CR at the end is left alone, for the
 * line may end there.
 */
static bool
fold(struct list *l, struct err *e)
{
	struct lines *t = &l->lines;
	struct list_fold *f = &l->fold;
	unsigned long number = t->number + 1;
	size_t cr = t->tail[t->ntail - 1] == '\r', n = t->ntail - cr, text = 0;
	size_t skip = bom_length(f, t->tail, n, number);

	if (!f->is_comment)
		text = text_length(t->tail, skip, n);
	if (!f->is_comment && text == n) {
		if (explain_bad_byte(t->tail + skip, n - skip) != n - skip)
			return entry(l, f, t->tail, skip, n, number, e);
		n = squeeze(f, t->tail, skip, n);
	} else {
		if ((!f->is_comment && !entry(l, f, t->tail, skip, text,
		    number, e)) || !comment(l, f, t->tail, text, n, number, e))
			return false;
		*f = (struct list_fold){ .is_comment = true,
		    .before = f->before + f->inside + n };
		n = 0;
	}
	if (cr != 0)
		t->tail[n] = '\r';
	t->ntail = n + cr;
	return true;
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

		if (l->lines.ntail == 0 && l->fold.before == 0 &&
		    !usual_lines(l, &s, end, e))
			return false;
		n = (size_t)(end - s) < FOLD ? (size_t)(end - s) : FOLD;
		lf = n != 0 ? memchr(s, '\n', n) : NULL;
		n = lf != NULL ? (size_t)(lf - s) + 1 : n;
		if (!lines_push(&l->lines, s, n, e))
			return false;
		s += n;
		if (!l->keep_text && l->lines.ntail > FOLD && !fold(l, e))
			return false;
	}
	return true;
}

bool
list_end(struct list *l, struct err *e)
{
	return lines_end(&l->lines, e);
}
