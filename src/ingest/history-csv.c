#include "ingest/history.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "ingest/csv.h"
#include "ingest/input.h"

#define NONE SIZE_MAX

enum form { FORM_LONG, FORM_SINGLE, FORM_WIDE };

struct table {
	struct histories *h;
	const char *path, *file, *stem;
	bool header;
	enum form form;
	size_t n;			/* fields */
	size_t timestamp, series, used, capacity;
	struct history_series **columns;	/* FORM_WIDE: by field */
	struct history_series *only;	/* FORM_SINGLE: from the first row */
};

static const char *
or_else(const char *name, const char *fallback)
{
	return name != NULL ? name : fallback;
}

/* A column that may be absent, unless it was asked for by name. */
static bool
optional(const struct csv_row *row, const char *asked, const char *name,
    size_t *at, struct err *e)
{
	*at = NONE;
	for (size_t i = 0; i < row->n; i++)
		if (strcmp(row->field[i], or_else(asked, name)) == 0)
			return csv_column(row, or_else(asked, name), at, e);
	return asked == NULL || csv_column(row, asked, at, e);
}

static bool
wide(struct table *t, const struct csv_row *row, struct err *e)
{
	size_t series = 0;

	t->form = FORM_WIDE;
	t->columns = arena_array(t->h->arena, row->n,
	    struct history_series *);
	for (size_t i = 0; i < row->n; i++) {
		if (i == t->timestamp || i == t->capacity)
			continue;
		if (row->field[i][0] == '\0')
			return err_input(e, "column %zu has no name", i + 1);
		t->columns[i] = histories_series(t->h, row->field[i],
		    strlen(row->field[i]), t->file);
		series++;
	}
	if (t->capacity != NONE)
		return err_input(e, "a column %s beside columns of several "
		    "series: give a file with --capacity",
		    row->field[t->capacity]);
	return series != 0 || err_input(e, "no column beside the time: "
	    "expected timestamp,series,used, or a column a series");
}

/* The first column that has one of the names, in any case; or NULL. */
static const char *
alias(const struct csv_row *row, const char *const *names)
{
	for (size_t i = 0; i < row->n; i++)
		for (size_t k = 0; names[k] != NULL; k++)
			if (strcasecmp(row->field[i], names[k]) == 0)
				return row->field[i];
	return NULL;
}

static const char *const time_names[] = { "time", "timestamp", "date",
    "datetime", "ts", "_time", NULL };
static const char *const series_names[] = { "series", "metric", NULL };
static const char *const used_names[] = { "value", "used", NULL };

/* Columns of the long form that others call so, as Grafana does. */
static bool
called_otherwise(const struct table *t, const struct csv_row *row,
    struct err *e)
{
	const struct history_map *m = &t->h->opts->map;
	const char *time = m->timestamp != NULL ? m->timestamp :
	    alias(row, time_names);
	const char *series = alias(row, series_names),
	    *used = alias(row, used_names);

	if (time == NULL || series == NULL || used == NULL ||
	    m->series != NULL || m->used != NULL ||
	    strcmp(series, "series") == 0)
		return false;
	err_input(e, "columns %s, %s and %s: give --map "
	    "series=%s,timestamp=%s,used=%s", series, time, used, series,
	    time, used);
	return true;
}

/* Where the time is, or what it is probably called instead. */
static bool
time_column(struct table *t, const struct csv_row *row, struct err *e)
{
	const char *asked = t->h->opts->map.timestamp, *other;

	for (size_t i = 0; asked == NULL && i < row->n; i++)
		if (strcmp(row->field[i], "timestamp") == 0)
			asked = "timestamp";
	if (asked != NULL)
		return csv_column(row, asked, &t->timestamp, e);
	if (called_otherwise(t, row, e))
		return false;
	other = alias(row, time_names);
	if (other != NULL)
		return err_input(e, "timestamp: no such column; give --map "
		    "timestamp=%s", other);
	return row->n == 1 && strpbrk(row->field[0], ";\t") != NULL ?
	    err_input(e, "expected columns separated by commas, got \"%s\"",
	    row->field[0]) : err_input(e, "timestamp: no such column; the "
	    "first is \"%s\"; give --map timestamp=COLUMN", row->field[0]);
}

/* What Excel puts before the header, and reads there. */
static bool
is_separator(const struct csv_row *row)
{
	return (row->n == 2 && strcmp(row->field[0], "sep=") == 0 &&
	    row->field[1][0] == '\0') ||
	    (row->n == 1 && strcmp(row->field[0], "sep=,") == 0);
}

/* " used" is not what it looks like, and would be taken for a series. */
static bool
no_blanks(const struct csv_row *row, const char *name, struct err *e)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < row->n; i++) {
		const char *s = row->field[i];
		size_t lead = strspn(s, " \t");

		if (strncmp(s + lead, name, n) == 0 && s[lead +
		    n + strspn(s + lead + n, " \t")] == '\0' &&
		    strcmp(s, name) != 0)
			return err_input(e, "column %zu is called \"%s\": "
			    "blanks belong to their field; remove them",
			    i + 1, s);
	}
	return true;
}

static bool
read_header(struct table *t, const struct csv_row *row, struct err *e)
{
	const struct history_map *m = &t->h->opts->map;

	if (row->line == 1 && is_separator(row))
		return true;
	t->header = true;
	t->n = row->n;
	if (!csv_distinct(row, e) ||
	    !no_blanks(row, or_else(m->timestamp, "timestamp"), e) ||
	    !no_blanks(row, or_else(m->series, "series"), e) ||
	    !no_blanks(row, or_else(m->used, "used"), e) ||
	    !no_blanks(row, or_else(m->capacity, "capacity"), e) ||
	    !time_column(t, row, e) ||
	    !optional(row, m->series, "series", &t->series, e) ||
	    !optional(row, m->used, "used", &t->used, e) ||
	    !optional(row, m->capacity, "capacity", &t->capacity, e))
		return false;
	if ((t->series == NONE || t->used == NONE) &&
	    called_otherwise(t, row, e))
		return false;
	if (t->series != NONE) {
		t->form = FORM_LONG;
		return csv_column(row, or_else(m->used, "used"), &t->used, e);
	}
	if (t->used == NONE)
		return wide(t, row, e);
	t->form = FORM_SINGLE;
	return true;
}

static bool
number(const struct csv_row *row, size_t at, const char *what, double *v,
    struct err *e)
{
	return history_number(v, row->field[at]) || err_input(e,
	    "%s: expected a number up to %g, or nothing, got \"%s\"", what,
	    HISTORY_NUMBER_MAX, row->field[at]);
}

/* All values are looked at before the first is kept. */
static bool
read_wide(struct table *t, const struct csv_row *row, int64_t at,
    struct err *e)
{
	double v;

	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i] != NULL &&
		    !number(row, i, t->columns[i]->name, &v, e))
			return false;
	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i] != NULL) {
			history_number(&v, row->field[i]);
			history_add(t->h, t->columns[i], at, v);
		}
	return true;
}

static struct history_series *
series_of(struct table *t, const struct csv_row *row)
{
	if (t->form == FORM_LONG)
		return histories_series(t->h, row->field[t->series],
		    strlen(row->field[t->series]), t->file);
	if (t->only == NULL)
		t->only = histories_unnamed(t->h, t->path, t->stem, t->file);
	return t->only;
}

static bool
read_fields(struct table *t, const struct csv_row *row, struct err *e)
{
	struct history_series *s;
	double used, capacity = NAN;
	int64_t at;

	if (row->n != t->n)
		return err_input(e, "%zu fields, but the header has %zu",
		    row->n, t->n);
	if (!history_time(t->h, row->field[t->timestamp], row->line, &at, e))
		return false;
	if (t->form == FORM_WIDE)
		return read_wide(t, row, at, e);
	if (t->form == FORM_LONG && row->field[t->series][0] == '\0')
		return err_input(e, "a row without a series");
	if (!number(row, t->used, "used", &used, e) ||
	    (t->capacity != NONE &&
	    !number(row, t->capacity, "capacity", &capacity, e)))
		return false;
	if (capacity <= 0)
		return err_input(e, "capacity: expected a number above 0, got "
		    "\"%s\"", row->field[t->capacity]);
	s = series_of(t, row);
	history_add(t->h, s, at, used);
	history_capacity_at(s, at, capacity);
	return true;
}

static bool
on_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct table *t = arg;

	if (!t->header)
		return read_header(t, row, e) ||
		    err_locate(e, t->file, row->line, 0);
	return read_fields(t, row, e) ||
	    history_bad(t->h, t->file, row->line, e);
}

bool
history_csv(struct histories *h, const char *path, struct input *in,
    const char *piece, size_t n, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	struct table t = { .h = h, .path = path, .file = in->name,
	    .stem = history_stem(path, h->arena) };
	struct csv csv = { .file = in->name, .row = on_row, .arg = &t,
	    .ragged = true };
	bool ok = true;

	csv_start(&csv, &scratch);
	while (ok && n != 0)
		ok = csv_push(&csv, piece, n, e) &&
		    input_next(in, &piece, &n, e);
	ok = csv_finish(&csv, e) && ok;
	arena_clear(&scratch);
	return ok;
}

/* --- files beside a history ----------------------------------------------- */

struct side {
	const char *file;
	bool (*header)(struct side *s, const struct csv_row *row,
	    struct err *e);
	bool (*row)(struct side *s, const struct csv_row *row, struct err *e);
	struct arena *arena;
	bool begun;
	size_t series, capacity, now, horizon, timestamp, delta;
	struct history_capacities *capacities;
	struct history_events *events;
};

static bool
on_side(void *arg, const struct csv_row *row, struct err *e)
{
	struct side *s = arg;
	bool ok = s->begun ? s->row(s, row, e) : s->header(s, row, e);

	s->begun = true;
	return ok || err_locate(e, s->file, row->line, 0);
}

static bool
read_side(struct side *s, const char *path, struct err *e)
{
	struct csv csv = { .file = input_name(path), .row = on_side,
	    .arg = s };

	s->file = csv.file;
	return csv_read(&csv, path, e);
}

static bool
capacity_header(struct side *s, const struct csv_row *row, struct err *e)
{
	return csv_column(row, "series", &s->series, e) &&
	    csv_column(row, "capacity", &s->capacity, e) &&
	    optional(row, NULL, "now", &s->now, e) &&
	    optional(row, NULL, "horizon_days", &s->horizon, e);
}

static bool
given(const struct csv_row *row, size_t at)
{
	return at != NONE && row->field[at][0] != '\0';
}

/* There are few, so that each must be right. */
static bool
side_time(const struct csv_row *row, size_t at, int64_t *t, struct err *e)
{
	const char *s = row->field[at], *look = date_lookalike(s);

	return look == NULL ? date_parse_any(t, s, e) :
	    err_input(e, "%s looks like %s", s, look);
}

static bool
capacity_row(struct side *s, const struct csv_row *row, struct err *e)
{
	struct history_capacity c = {
		.series = arena_strdup(s->arena, row->field[s->series]) };
	void **slot;

	if (!history_number(&c.capacity, row->field[s->capacity]) ||
	    !(c.capacity > 0))
		return err_input(e, "capacity: expected a number above 0, got "
		    "\"%s\"", row->field[s->capacity]);
	c.has_now = given(row, s->now);
	if (c.has_now && !side_time(row, s->now, &c.now, e))
		return false;
	c.has_horizon = given(row, s->horizon);
	if (c.has_horizon && (!str_u64(&c.horizon_days,
	    row->field[s->horizon], HISTORY_DAYS_MAX) ||
	    c.horizon_days == 0))
		return err_input(e, "horizon_days: expected a whole number "
		    "from 1 to %d, got \"%s\"", HISTORY_DAYS_MAX,
		    row->field[s->horizon]);
	slot = map_slot(&s->capacities->by_series, c.series,
	    strlen(c.series));
	if (*slot != NULL)
		return err_input(e, "%s is given twice", c.series);
	*slot = arena_new(s->arena, struct history_capacity);
	*(struct history_capacity *)*slot = c;
	*arena_push(s->arena, s->capacities->v, s->capacities->n) = *slot;
	return true;
}

bool
history_capacities_read(struct history_capacities *c, const char *path,
    struct arena *a, struct err *e)
{
	struct side s = { .header = capacity_header, .row = capacity_row,
	    .arena = a, .capacities = c };

	*c = (struct history_capacities){ .by_series = map_make(a) };
	return read_side(&s, path, e);
}

const struct history_capacity *
history_capacity_of(const struct history_capacities *c, const char *series)
{
	return map_find(&c->by_series, series, strlen(series));
}

static bool
event_header(struct side *s, const struct csv_row *row, struct err *e)
{
	return csv_column(row, "series", &s->series, e) &&
	    csv_column(row, "timestamp", &s->timestamp, e) &&
	    csv_column(row, "delta", &s->delta, e);
}

static bool
event_row(struct side *s, const struct csv_row *row, struct err *e)
{
	struct history_event ev;

	if (!side_time(row, s->timestamp, &ev.at, e))
		return false;
	if (!history_number(&ev.delta, row->field[s->delta]) ||
	    isnan(ev.delta))
		return err_input(e, "delta: expected a number, got \"%s\"",
		    row->field[s->delta]);
	ev.series = arena_strdup(s->arena, row->field[s->series]);
	*arena_push(s->arena, s->events->v, s->events->n) = ev;
	return true;
}

bool
history_events_read(struct history_events *ev, const char *path,
    struct arena *a, struct err *e)
{
	struct side s = { .header = event_header, .row = event_row,
	    .arena = a, .events = ev };

	*ev = (struct history_events){ NULL, 0 };
	return read_side(&s, path, e);
}
