#include "ingest/history.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "ingest/input.h"

#define CHUNK_MIN 16		/* samples */
#define CHUNK_MAX 1024		/* so that the last, half full, is no loss */
#define TIMES_LOOKED_AT 16
#define DIGITS_MAX 15		/* that a double holds exactly */

/* --- numbers ---------------------------------------------------------- */

static bool
is_missing(const char *s)
{
	static const char *const words[] = { "nan", "null", "inf", "+inf",
	    "-inf" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return *s == '\0';
}

/* What strtod() takes beside decimal numbers (hex, blanks) is refused. */
static bool
decimal(double *v, const char *s)
{
	char *end;

	if (s[strspn(s, "+-.0123456789eE")] != '\0')
		return false;
	*v = strtod(s, &end);
	return *end == '\0' && end != s;
}

bool
history_number(double *v, const char *s)
{
	uint64_t whole = 0;
	size_t n = 0;

	for (; s[n] >= '0' && s[n] <= '9' && n <= DIGITS_MAX; n++)
		whole = whole * 10 + (uint64_t)(s[n] - '0');
	if (n > 0 && n <= DIGITS_MAX && s[n] == '\0') {
		*v = (double)whole;
		return true;
	}
	if (is_missing(s)) {
		*v = NAN;
		return true;
	}
	return decimal(v, s) && fabs(*v) <= HISTORY_NUMBER_MAX;
}

/* --- times ------------------------------------------------------------ */

bool
history_time(struct histories *h, const char *s, unsigned long line,
    int64_t *at, struct err *e)
{
	const char *look;

	if (!date_parse_any(at, s, e))
		return false;
	if (h->ntimes >= TIMES_LOOKED_AT)
		return true;
	look = date_lookalike(s);
	if (h->ntimes++ == 0) {
		h->lookalike = look;
		h->first = (struct cite){ h->file, line, 0 };
		h->first_text = arena_strdup(h->arena, s);
	} else if (look != h->lookalike)
		h->lookalike = NULL;
	return true;
}

static bool
times_are_counts(const struct histories *h, struct err *e)
{
	if (h->lookalike == NULL)
		return true;
	err_input(e, "%s looks like %s", h->first_text, h->lookalike);
	return err_locate(e, h->first.file, h->first.line, 0);
}

/* --- series ----------------------------------------------------------- */

struct history_series *
histories_series(struct histories *h, const char *name, size_t n,
    const char *file)
{
	struct history_series *s = h->at;
	void **slot;

	if (s != NULL && strncmp(s->name, name, n) == 0 && s->name[n] == '\0')
		return s;
	s = map_find(&h->names, name, n);
	if (s == NULL) {
		s = arena_new(h->arena, struct history_series);
		s->name = arena_strndup(h->arena, name, n);
		s->file = file;
		slot = map_slot(&h->names, s->name, n);
		*slot = s;
		*arena_push(h->arena, h->v, h->n) = s;
	}
	return h->at = s;
}

const struct history_subnet *
histories_subnet(const struct histories *h, const char *id)
{
	const size_t *at = map_find(&h->ids, id, strlen(id));

	return at != NULL ? &h->subnets[*at] : NULL;
}

struct history_series *
histories_find(const struct histories *h, const char *name)
{
	return map_find(&h->names, name, strlen(name));
}

static struct history_chunk *
chunk_new(struct histories *h, struct history_series *s, size_t room)
{
	struct history_chunk *c = arena_alloc(h->arena, 1, sizeof(*c) +
	    room * sizeof(c->v[0]));

	c->room = (uint32_t)room;
	if (s->last == NULL)
		s->first = c;
	else
		s->last->next = c;
	return s->last = c;
}

static void
count_in_part(struct histories *h, struct history_series *s)
{
	const char *file = s->unique ? NULL : h->file;
	struct history_part *p = s->last_part;

	if (p == NULL || p->file != file || (file != NULL &&
	    p->document != h->document)) {
		p = arena_new(h->arena, struct history_part);
		p->file = file;
		p->document = h->document;
		if (s->parts == NULL)
			s->parts = p;
		else
			s->last_part->next = p;
		s->last_part = p;
	}
	p->n++;
}

void
history_add(struct histories *h, struct history_series *s, int64_t at,
    double used)
{
	struct history_chunk *c = s->last;

	if (c == NULL || c->n == c->room)
		c = chunk_new(h, s, s->n < CHUNK_MIN ? CHUNK_MIN :
		    s->n < CHUNK_MAX ? s->n : CHUNK_MAX);
	c->v[c->n++] = (struct history_sample){ at, used };
	s->n++;
	count_in_part(h, s);
	if (h->rows++ == 0 || at > h->newest)
		h->newest = at;
	h->file_rows++;
}

void
history_capacity_at(struct history_series *s, int64_t at, double capacity)
{
	if (isnan(capacity) || (s->has_capacity && at < s->capacity_at))
		return;
	if (s->has_capacity && at == s->capacity_at) {
		s->capacities_differ |= capacity != s->capacity;
		s->capacity = fmin(s->capacity, capacity);
		return;
	}
	s->has_capacity = true;
	s->capacities_differ = false;
	s->capacity = capacity;
	s->capacity_at = at;
}

void
history_copy(const struct history_series *s, struct history_sample *v)
{
	for (const struct history_chunk *c = s->first; c != NULL;
	    c = c->next) {
		memcpy(v, c->v, c->n * sizeof(*v));
		v += c->n;
	}
}

bool
history_bad(struct histories *h, const char *file, unsigned long line,
    struct err *e)
{
	if (!h->opts->skip_bad)
		return err_locate(e, file, line, 0);
	if (h->file_skipped++ == 0) {
		h->bad = (struct cite){ file, line, 0 };
		h->bad_why = arena_strdup(h->arena, e->msg);
	}
	h->skipped++;
	*e = (struct err)ERR_INIT;
	return true;
}

/* --- files ------------------------------------------------------------ */

static void
say(void (*tell)(void *, const char *), void *arg, const char *fmt, ...)
{
	char text[ERR_MSGLEN];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	tell(arg, text);
}

static void
end_file(struct histories *h, const char *file, const char *what)
{
	const struct documents_talk *t = h->opts->talk;

	if (t != NULL && t->note != NULL)
		say(t->note, t->arg, "%s: %s (%llu sample%s)", file, what,
		    (unsigned long long)h->file_rows, str_s(h->file_rows));
	if (h->file_skipped != 0 && t != NULL && t->warn != NULL)
		say(t->warn, t->arg, "%s: %llu bad row%s skipped, %s line "
		    "%lu: %s", file, (unsigned long long)h->file_skipped,
		    str_s(h->file_skipped), h->file_skipped == 1 ? "in" :
		    "the first in", h->bad.line, h->bad_why);
	h->file_rows = h->file_skipped = 0;
}

/* The first byte that says something, or NUL. */
static char
first_byte(const char *s, size_t n)
{
	size_t i = 0;

	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	while (i < n && strchr(" \t\r\n", s[i]) != NULL)
		i++;
	return i < n ? s[i] : '\0';
}

static bool
read_file(struct histories *h, const char *path, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	const char *piece;
	struct input in;
	bool json = false, ok;
	size_t n;

	ok = input_open(&in, path, &scratch, e) &&
	    input_next(&in, &piece, &n, e);
	if (ok) {
		char c = first_byte(piece, n);

		json = c == '{' || c == '[';
		h->file = in.name;
		h->document++;
		h->ntimes = 0;
		h->lookalike = NULL;
		ok = json ? history_json(h, path, &in, piece, n, e) :
		    history_csv(h, path, &in, piece, n, e);
	}
	input_close(&in);
	arena_clear(&scratch);
	ok = ok && times_are_counts(h, e);
	if (ok)
		end_file(h, input_name(path), json ? "JSON" : "CSV");
	return ok;
}

/* One path of the command line. */
static bool
read_path(struct histories *h, const char *path, struct err *e)
{
	size_t n;
	const char **files = input_expand_deep(&path, 1, &n, h->arena, e);

	if (files == NULL)
		return false;
	if (n == 0)
		return err_input(e, "no file in %s", path);
	h->in_folder = n != 1 || strcmp(files[0], path) != 0;
	for (size_t i = 0; i < n; i++)
		if (!read_file(h, files[i], e))
			return false;
	return true;
}

void
histories_init(struct histories *h, const struct history_options *o,
    struct arena *a)
{
	*h = (struct histories){ .arena = a, .opts = o,
	    .names = map_make(a), .ids = map_make(a), .kin = map_make(a),
	    .relatives = map_make(a) };
}

bool
histories_read(struct histories *h, const char *const *paths, size_t n,
    const struct history_options *o, struct arena *a, struct err *e)
{
	histories_init(h, o, a);
	for (size_t i = 0; i < n; i++)
		if (!read_path(h, paths[i], e))
			return false;
	if (!history_json_done(h, e))
		return false;
	if (h->rows == 0 && h->undated != NULL) {
		err_input(e, "describe-subnets without a date: put it into "
		    "the name of the file or of its folder, as in "
		    "subnets-2026-11-22.json");
		return err_locate(e, h->undated, 0, 0);
	}
	histories_name(h);
	return histories_agree(h, e);
}

/* --- names of columns ------------------------------------------------- */

static const char **
map_field(struct history_map *m, const char *key)
{
	return strcmp(key, "timestamp") == 0 ? &m->timestamp :
	    strcmp(key, "series") == 0 ? &m->series :
	    strcmp(key, "used") == 0 ? &m->used :
	    strcmp(key, "capacity") == 0 ? &m->capacity : NULL;
}

bool
history_map_parse(struct history_map *m, const char *text, struct arena *a,
    struct err *e)
{
	char *s = arena_strdup(a, text), *part, *eq;

	while ((part = strsep(&s, ",")) != NULL) {
		const char **field;

		eq = strchr(part, '=');
		if (eq == NULL || eq[1] == '\0')
			return err_usage(e, "--map: expected NAME=COLUMN, "
			    "got \"%s\"", part);
		*eq = '\0';
		field = map_field(m, part);
		if (field == NULL)
			return err_usage(e, "--map: \"%s\" is none of "
			    "timestamp, series, used and capacity", part);
		if (*field != NULL)
			return err_usage(e, "--map: %s is given twice", part);
		*field = eq + 1;
	}
	return true;
}
