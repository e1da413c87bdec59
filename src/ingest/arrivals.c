#include "ingest/arrivals.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "base/str.h"
#include "ingest/csv.h"
#include "ingest/input.h"
#include "ingest/trace.h"
#include "model/scenario.h"

struct reader {
	struct arrivals *out;
	const struct plan *plan;
	struct arena *arena, *scratch;
	struct map groups;		/* name to its number + 1 */
	struct intern pods;		/* by group and name */
	size_t room;
	char *key;
	size_t key_room;
	bool header, named;
	size_t t, group, event, pod;	/* columns; pod: or pods */
};

static bool
read_header(struct reader *r, const struct csv_row *row, struct err *e)
{
	r->header = true;
	for (size_t i = 0; i < row->n; i++)
		r->named |= strcmp(row->field[i], "event") == 0;
	if (!csv_column(row, "t", &r->t, e) ||
	    !csv_column(row, "nodegroup", &r->group, e))
		return false;
	if (!r->named)
		return csv_column(row, "pods", &r->pod, e);
	return csv_column(row, "event", &r->event, e) &&
	    csv_column(row, "pod", &r->pod, e);
}

static bool
find_group(struct reader *r, const char *name, uint32_t *group, struct err *e)
{
	const uint32_t *at = map_find(&r->groups, name, strlen(name));
	struct str_near near;
	char buf[256];

	if (at != NULL) {
		*group = *at;
		return true;
	}
	str_near_init(&near, name);
	for (size_t i = 0; i < r->plan->nnodegroups; i++)
		str_near_offer(&near, r->plan->nodegroups[i].name);
	return err_input(e, "nodegroup: the plan has no node group %.100s%s",
	    name, str_near_format(&near, buf, sizeof(buf)));
}

/* Pods of two groups may have one name. */
static uint32_t
pod_number(struct reader *r, uint32_t group, const char *name)
{
	size_t n = strlen(name);

	if (r->key_room < n + sizeof(group)) {
		r->key_room = 2 * (n + sizeof(group));
		r->key = arena_array(r->scratch, r->key_room, char);
	}
	memcpy(r->key, &group, sizeof(group));
	memcpy(r->key + sizeof(group), name, n);
	return intern_number(&r->pods, r->key, n + sizeof(group));
}

static bool
read_named(struct reader *r, const struct csv_row *row, struct arrival *v,
    struct err *e)
{
	const char *what = row->field[r->event], *pod = row->field[r->pod];

	if (strcmp(what, "add") == 0)
		v->op = ARRIVAL_ADD;
	else if (strcmp(what, "del") == 0)
		v->op = ARRIVAL_DEL;
	else
		return err_input(e, "event: expected add or del, got %.100s",
		    what);
	if (*pod == '\0')
		return err_input(e, "a pod without a name");
	v->n = pod_number(r, v->group, pod);
	return true;
}

static bool
read_fields(struct reader *r, const struct csv_row *row, struct arrival *v,
    struct err *e)
{
	uint32_t group;
	uint64_t n, t_ms;

	if (!trace_seconds(row->field[r->t], &t_ms))
		return err_input(e, "t: expected seconds such as 12 or 12.5, "
		    "got %.100s", row->field[r->t]);
	v->t_ms = t_ms;
	if (!find_group(r, row->field[r->group], &group, e))
		return false;
	v->group = group;
	if (r->named)
		return read_named(r, row, v, e);
	if (!str_u64(&n, row->field[r->pod], SCENARIO_PODS_MAX))
		return err_input(e, "pods: expected a whole number from 0 to "
		    "%d, got %.100s", SCENARIO_PODS_MAX, row->field[r->pod]);
	v->n = (uint32_t)n;
	return true;
}

static bool
read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reader *r = arg;
	struct arrivals *out = r->out;
	struct arrival v = { .line = (uint32_t)row->line };

	if (!r->header) {
		if (read_header(r, row, e))
			return true;
		return err_locate(e, out->file, row->line, 0);
	}
	if (row->line >= UINT32_MAX)
		err_input(e, "more lines than can be told apart");
	else if (read_fields(r, row, &v, e)) {
		if (out->n == r->room) {
			r->room = r->room == 0 ? 64 : 2 * r->room;
			out->v = arena_stretch(r->arena, out->v, out->n,
			    r->room, sizeof(v));
		}
		out->v[out->n++] = v;
		return true;
	}
	return err_locate(e, out->file, row->line, 0);
}

static int
by_time(const void *a, const void *b)
{
	const struct arrival *x = a, *y = b;

	if (x->t_ms != y->t_ms)
		return x->t_ms < y->t_ms ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void
sort(struct arrivals *v)
{
	for (size_t i = 1; i < v->n; i++)
		if (v->v[i].t_ms < v->v[i - 1].t_ms) {
			qsort(v->v, v->n, sizeof(*v->v), by_time);
			return;
		}
}

/* The name of a pod, for a message. */
static const char *
pod_name(const struct reader *r, uint32_t pod)
{
	const struct intern *in = &r->pods;
	size_t from = (pod == 0 ? 0 : in->end[pod - 1]) + sizeof(uint32_t);

	return arena_strndup(r->scratch, in->text + from,
	    in->end[pod] - from);
}

/* Each pod comes, goes, comes, ... */
static bool
check_pods(struct reader *r, struct err *e)
{
	bool *there = arena_array(r->scratch, r->pods.n, bool);

	for (size_t i = 0; i < r->out->n; i++) {
		const struct arrival *v = &r->out->v[i];
		bool add = v->op == ARRIVAL_ADD;

		if (there[v->n] == add) {
			err_input(e, "pod %.200s %s", pod_name(r, v->n), add ?
			    "comes, and is there already" :
			    "goes, and is not there");
			return err_locate(e, r->out->file, v->line, 0);
		}
		there[v->n] = add;
	}
	return true;
}

static void
name_groups(struct reader *r)
{
	r->groups = map_make(r->scratch);
	for (uint32_t i = 0; i < r->plan->nnodegroups; i++) {
		const char *name = r->plan->nodegroups[i].name;
		uint32_t *at = arena_new(r->scratch, uint32_t);

		*at = i;
		*map_slot(&r->groups, name, strlen(name)) = at;
	}
}

static bool
read_all(struct reader *r, const char *path, struct err *e)
{
	struct csv csv = { .file = r->out->file, .row = read_row, .arg = r };

	if (r->plan->nnodegroups > ARRIVAL_GROUPS_MAX)
		return err_cannot(e, "more than %d node groups",
		    ARRIVAL_GROUPS_MAX);
	name_groups(r);
	r->pods = intern_make(r->scratch);
	if (!csv_read(&csv, path, e))
		return false;
	sort(r->out);
	r->out->npods = r->pods.n;
	return !r->named || check_pods(r, e);
}

bool
arrivals_read(struct arrivals *v, const struct plan *p, const char *path,
    struct arena *a, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	struct reader r = { .out = v, .plan = p, .arena = a,
	    .scratch = &scratch };
	bool ok;

	*v = (struct arrivals){ .file = input_name(path) };
	ok = read_all(&r, path, e);
	arena_clear(&scratch);
	return ok;
}

struct header {
	bool seen, group;
};

static bool
sniff_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct header *h = arg;

	(void)e;
	for (size_t i = 0; i < row->n && !h->seen; i++)
		h->group |= strcmp(row->field[i], "nodegroup") == 0;
	h->seen = true;
	return true;
}

bool
arrivals_recognised(const char *path)
{
	struct header h = { false, false };
	struct csv csv = { .file = path, .row = sniff_row, .arg = &h,
	    .ragged = true };
	struct arena scratch = ARENA_INIT;
	struct err e = ERR_INIT;
	const char *piece;
	struct input in;
	size_t n;
	bool ok;

	if (strcmp(path, "-") == 0)
		return false;
	csv_start(&csv, &scratch);
	ok = input_open(&in, path, &scratch, &e);
	while (ok && !h.seen && input_next(&in, &piece, &n, &e) && n != 0)
		ok = csv_push(&csv, piece, n, &e);
	input_close(&in);
	csv_finish(&csv, &e);
	arena_clear(&scratch);
	return h.group;
}
