#include "ingest/trace.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "ingest/csv.h"
#include "ingest/input.h"

struct trace {
	struct scenario *s;
	struct arena *arena;
	bool header, named;
	size_t t, event, pod;		/* columns; pod: or pods */
};

bool
trace_seconds(const char *text, uint64_t *ms)
{
	const char *dot = strchr(text, '.');
	size_t whole = dot != NULL ? (size_t)(dot - text) : strlen(text);
	uint64_t unit = 100, part = 0;
	char digits[24];

	if (whole >= sizeof(digits))
		return false;
	memcpy(digits, text, whole);
	digits[whole] = '\0';
	if (!str_u64(ms, digits, SCENARIO_MS_MAX / 1000))
		return false;
	if (dot == NULL) {
		*ms *= 1000;
		return true;
	}
	for (dot++; *dot >= '0' && *dot <= '9' && unit != 0; dot++) {
		part += (uint64_t)(*dot - '0') * unit;
		unit /= 10;
	}
	*ms = *ms * 1000 + part;
	return *dot == '\0' && unit != 100;
}

static bool
read_header(struct trace *tr, const struct csv_row *row, struct err *e)
{
	tr->header = true;
	for (size_t i = 0; i < row->n; i++) {
		tr->named |= strcmp(row->field[i], "event") == 0;
		if (strcmp(row->field[i], "nodegroup") == 0)
			return err_input(e, "nodegroup: a trace of node "
			    "groups, and here it is of one node; ipplan "
			    "simulate takes it with --plan, ipplan tune "
			    "from a file");
	}
	if (!csv_column(row, "t", &tr->t, e))
		return false;
	if (!tr->named)
		return csv_column(row, "pods", &tr->pod, e);
	return csv_column(row, "event", &tr->event, e) &&
	    csv_column(row, "pod", &tr->pod, e);
}

static bool
read_named(struct trace *tr, const struct csv_row *row, struct event *ev,
    struct err *e)
{
	const char *what = row->field[tr->event], *pod = row->field[tr->pod];

	if (strcmp(what, "add") == 0)
		ev->op = EVENT_ADD;
	else if (strcmp(what, "del") == 0)
		ev->op = EVENT_DEL_IDS;
	else
		return err_input(e, "event: expected add or del, got %s",
		    what);
	if (*pod == '\0')
		return err_input(e, "a pod without a name");
	ev->name = arena_strdup(tr->arena, pod);
	ev->n = 1;
	return true;
}

static bool
read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct trace *tr = arg;
	struct event ev = { .op = EVENT_SET, .at = { row->line, 0 } };
	bool ok;

	if (!tr->header) {
		if (read_header(tr, row, e))
			return true;
		return err_locate(e, tr->s->file, row->line, 0);
	}
	if (!trace_seconds(row->field[tr->t], &ev.t_ms))
		ok = err_input(e, "t: expected seconds such as 12 or 12.5, "
		    "got %s", row->field[tr->t]);
	else if (tr->named)
		ok = read_named(tr, row, &ev, e);
	else
		ok = str_u64(&ev.n, row->field[tr->pod], SCENARIO_PODS_MAX) ||
		    err_input(e, "pods: expected a whole number from 0 to "
		    "%d, got %s", SCENARIO_PODS_MAX, row->field[tr->pod]);
	if (!ok)
		return err_locate(e, tr->s->file, row->line, 0);
	*arena_push(tr->arena, tr->s->events, tr->s->nevents) = ev;
	return true;
}

/* Pods are numbered as they come, once the rows are in order of time. */
static bool
number_pods(struct trace *tr, struct err *e)
{
	struct map names = map_make(tr->arena);
	uint64_t next = 0, *id;

	for (size_t i = 0; i < tr->s->nevents; i++) {
		struct event *ev = &tr->s->events[i];
		void **slot = map_slot(&names, ev->name, strlen(ev->name));
		bool add = ev->op == EVENT_ADD;

		if (*slot == NULL)
			*slot = arena_new(tr->arena, uint64_t);
		id = *slot;		/* 0: not there, else its number + 1 */
		if (add != (*id == 0)) {
			err_input(e, "pod %s %s", ev->name, add ?
			    "comes, and is there already" :
			    "goes, and is not there");
			return err_locate(e, tr->s->file, ev->at.line, 0);
		}
		if (!add)
			ev->n = *id - 1;
		*id = add ? ++next : 0;
	}
	return true;
}

bool
trace_read(struct scenario *s, const char *path, struct arena *a,
    struct err *e)
{
	struct trace tr = { .s = s, .arena = a };
	struct csv csv = { .file = input_name(path), .row = read_row,
	    .arg = &tr };

	s->file = csv.file;
	if (!csv_read(&csv, path, e))
		return false;
	scenario_sort(s);
	return !tr.named || number_pods(&tr, e);
}
