#include "ingest/history.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "ingest/input.h"
#include "ingest/json.h"

/* A kind of document at one date: are all of its pages there? */
struct history_pages {
	const struct json_kind *kind;
	int64_t date;
	bool last;			/* a last page was there */
	struct cite more;		/* a page with a next one, or no file */
};

/* Elements of the lists of one record, until it ends. */
struct pending {
	struct history_sample *v;
	size_t room, nat, nused;
	unsigned long line;		/* of the first */
};

struct reading {
	struct histories *h;
	const char *path, *file, *stem;
	bool dated;
	int64_t date;
	bool known;			/* the file is something */
	struct arena scratch;
	struct pending pending;
	bool open;			/* a query of CloudWatch */
	struct history_series **partial;	/* once, of this document */
	size_t npartial;
	bool took[4];			/* of these statistics */
};

/* A warning about the file. */
static void PRINTF(2, 3)
tell(struct reading *r, const char *fmt, ...)
{
	const struct documents_talk *t = r->h->opts->talk;
	char text[ERR_MSGLEN];
	va_list ap;

	if (t == NULL || t->warn == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	t->warn(t->arg, arena_printf(&r->scratch, "%s: %s", r->file, text));
}

static struct history_sample *
pending_room(struct reading *r)
{
	struct pending *p = &r->pending;
	size_t n = p->nat > p->nused ? p->nat : p->nused;

	if (n < p->room)
		return p->v;
	n = p->room == 0 ? 4096 : 2 * p->room;
	p->v = arena_stretch(&r->scratch, p->v, p->room, n, sizeof(*p->v));
	p->room = n;
	return p->v;
}

static bool
expected(const struct node *n, const char *what, struct err *e)
{
	err_input(e, "expected %s, got %s", what, n->kind == NODE_SCALAR ?
	    n->text : node_describe(n));
	return node_error(n, e);
}

static bool
scalar_time(struct reading *r, const struct node *n, int64_t *at,
    struct err *e)
{
	if (n->kind != NODE_SCALAR)
		return expected(n, "a time", e);
	return history_time(r->h, n->text, n->line, at, e) ||
	    node_error(n, e);
}

static bool
scalar_number(const struct node *n, double *v, struct err *e)
{
	return (n != NULL && n->kind == NODE_SCALAR &&
	    history_number(v, n->text)) || expected(n, "a number", e);
}

/* What cannot be read is the caller's error, or is passed over. */
static bool
take(struct reading *r, const struct node *n, bool ok, struct err *e)
{
	if (r->pending.line == 0)
		r->pending.line = n->line;
	return ok || history_bad(r->h, r->file, n->line, e);
}

/* [1700000000.1, "12"] */
static bool
pair(struct reading *r, const struct node *n, struct err *e)
{
	struct history_sample s;

	if (n->kind != NODE_SEQ || n->child == NULL ||
	    n->child->next == NULL || n->child->next->next != NULL)
		return expected(n, "a pair [time, \"value\"]", e);
	if (!scalar_time(r, n->child, &s.at, e) ||
	    !scalar_number(n->child->next, &s.used, e))
		return false;
	pending_room(r)[r->pending.nat++] = s;
	r->pending.nused = r->pending.nat;
	return true;
}

/*
 * Which statistics show peaks of use, the best first; of what is free that is
 * how little there was.
 */
enum { SUM = 2, LEAST, STATISTICS };
static const char *const statistics[2][STATISTICS] = {
	{ "Maximum", "Average", "Sum", "Minimum" },
	{ "Minimum", "Average", "Sum", "Maximum" },
};

static bool
datapoint(struct reading *r, const struct node *n, struct err *e)
{
	const char *const *names = statistics[r->h->opts->free];
	const struct node *value = NULL;
	struct history_sample s;
	size_t i;

	for (i = 0; i < STATISTICS && value == NULL; i++)
		value = node_get(n, names[i]);
	if (value == NULL || node_get(n, "Timestamp") == NULL) {
		err_input(e, "expected Timestamp and %s or Average, got %s",
		    names[0], n->kind == NODE_SCALAR ? n->text :
		    node_describe(n));
		return node_error(n, e);
	}
	r->took[i - 1] = true;
	if (!scalar_time(r, node_get(n, "Timestamp"), &s.at, e) ||
	    !scalar_number(value, &s.used, e))
		return false;
	pending_room(r)[r->pending.nat++] = s;
	r->pending.nused = r->pending.nat;
	return true;
}

/* Of Timestamps and Values one comes after the other. */
static bool
half(struct reading *r, const char *list, const struct node *n,
    struct err *e)
{
	struct history_sample *v = pending_room(r);

	if (strcmp(list, "Timestamps") == 0)
		return scalar_time(r, n, &v[r->pending.nat++].at, e);
	return scalar_number(n, &v[r->pending.nused++].used, e);
}

static bool
on_element(void *arg, const struct json_kind *kind, const char *list,
    const struct node *n, struct err *e)
{
	struct reading *r = arg;

	(void)kind;
	if (strcmp(list, "values") == 0)
		return take(r, n, pair(r, n, e), e);
	if (strcmp(list, "Datapoints") == 0)
		return take(r, n, datapoint(r, n, e), e);
	return take(r, n, true, e) && half(r, list, n, e);
}

static struct history_series *
series_of(struct reading *r, const char *name)
{
	return histories_series(r->h, name, strlen(name), r->file);
}

static void
flush(struct reading *r, struct history_series *s)
{
	struct pending *p = &r->pending;

	for (size_t i = 0; i < p->nat; i++)
		history_add(r->h, s, p->v[i].at, p->v[i].used);
	p->nat = p->nused = p->line = 0;
}

/* --- Prometheus ------------------------------------------------------- */

static bool
on_metric(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reading *r = arg;
	const struct node *metric = node_get(rec, "metric"),
	    *values = node_get(rec, "values"), *one = node_get(rec, "value");
	const char *label = r->h->opts->map.series, *name;

	(void)kind;
	if (metric == NULL || metric->kind != NODE_MAP)
		return expected(rec, "a metric with its labels", e);
	if (values != NULL && values->kind != NODE_SEQ)
		return expected(values, "a list of values", e);
	if (one != NULL && !take(r, one, pair(r, one, e), e))
		return false;
	name = label == NULL ? history_metric(metric, r->h->arena) :
	    node_text(metric, label);
	if (label != NULL && (name == NULL || *name == '\0')) {
		name = history_metric(metric, r->h->arena);
		err_input(e, "no label %s, which --map names; the metric is "
		    "%s", label, name != NULL ? name : "without labels");
		return node_error(metric, e);
	}
	flush(r, name != NULL ? series_of(r, name) :
	    histories_unnamed(r->h, r->path, r->stem, r->file));
	return true;
}

static bool
on_refusal(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	const char *why = node_text(rec, "error");

	(void)arg;
	(void)kind;
	err_input(e, "Prometheus answered with an error: %s", why != NULL ?
	    why : node_text(rec, "errorType"));
	return node_error(rec, e);
}

/* --- CloudWatch ------------------------------------------------------- */

/* What CloudWatch has to say, of one result or of all. */
static void
tell_messages(struct reading *r, const char *name, const struct node *all)
{
	if (all == NULL || all->kind != NODE_SEQ)
		return;
	for (const struct node *m = all->child; m != NULL; m = m->next) {
		const char *code = node_text(m, "Code"),
		    *text = node_text(m, "Value");

		tell(r, "%s%sCloudWatch says %s: %s", name, *name != '\0' ?
		    ": " : "", code != NULL ? code : "no code", text != NULL ?
		    text : "nothing more");
	}
}

static bool
on_result(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reading *r = arg;
	const char *id = node_text(rec, "Id"), *label = node_text(rec,
	    "Label"), *status = node_text(rec, "StatusCode");
	const char *name = label == NULL || *label == '\0' ? id : label;
	struct history_series *s;

	(void)kind;
	if (name == NULL)
		return expected(rec, "a result with an Id or a Label", e);
	if (r->pending.nat != r->pending.nused) {
		err_input(e, "%s: %zu Timestamps and %zu Values", name,
		    r->pending.nat, r->pending.nused);
		return node_error(rec, e);
	}
	if (status != NULL && (strcmp(status, "InternalError") == 0 ||
	    strcmp(status, "Forbidden") == 0)) {
		err_input(e, "%s: CloudWatch answered %s; export again",
		    name, status);
		return node_error(rec, e);
	}
	s = id == NULL || name == id ? series_of(r, name) :
	    histories_result(r->h, label, id, r->file);
	flush(r, s);
	tell_messages(r, name, node_get(rec, "Messages"));
	s->partial = status != NULL && strcmp(status, "PartialData") == 0;
	if (s->partial)
		*arena_push(&r->scratch, r->partial, r->npartial) = s;
	return true;
}

/* Statistics that do not show how much was in use. */
static void
tell_statistic(struct reading *r, const char *label)
{
	const char *const *names = statistics[r->h->opts->free];

	if (r->took[SUM])
		tell(r, "%s: a Sum adds up all samples of a period; export %s",
		    label, names[0]);
	if (r->took[LEAST])
		tell(r, "%s: %s, which says nothing of the peaks of use; "
		    "export %s", label, names[LEAST], names[0]);
	memset(r->took, 0, sizeof(r->took));
}

static bool
on_statistics(void *arg, const struct json_kind *kind,
    const struct node *rec, struct err *e)
{
	const char *label = node_text(rec, "Label");
	struct reading *r = arg;

	(void)kind;
	if (label == NULL || *label == '\0')
		return expected(rec, "statistics with a Label", e);
	tell_statistic(r, label);
	flush(r, series_of(r, label));
	return true;
}

/* --- describe-subnets ------------------------------------------------- */

static const char *
name_tag(const struct node *rec)
{
	const struct node *tags = node_get(rec, "Tags");

	if (tags == NULL || tags->kind != NODE_SEQ)
		return NULL;
	for (const struct node *t = tags->child; t != NULL; t = t->next) {
		const char *key = node_text(t, "Key");

		if (key != NULL && strcmp(key, "Name") == 0)
			return node_text(t, "Value");
	}
	return NULL;
}

static const char *
keep(struct reading *r, const char *s)
{
	return s == NULL || *s == '\0' ? NULL : arena_strdup(r->h->arena, s);
}

/* The subnet of that id, which is new or has the same CIDR. */
static struct history_subnet *
subnet_of(struct reading *r, const struct node *rec, const char *id,
    const struct prefix *cidr, struct err *e)
{
	struct histories *h = r->h;
	const size_t *at = map_find(&h->ids, id, strlen(id));
	struct history_subnet *s;
	void **slot;

	if (at != NULL && prefix_cmp(&h->subnets[*at].cidr, cidr) == 0)
		return &h->subnets[*at];
	if (at != NULL) {
		err_input(e, "%s: CidrBlock is not what another document "
		    "says", id);
		node_error(rec, e);
		return NULL;
	}
	s = arena_push(h->arena, h->subnets, h->nsubnets);
	*s = (struct history_subnet){ .id = arena_strdup(h->arena, id),
	    .name = keep(r, name_tag(rec)),
	    .az = keep(r, node_text(rec, "AvailabilityZone")),
	    .cidr = *cidr, .usable = cidr->len > 29 ? 0 :
	    (double)(1u << (32 - cidr->len)) - 5 };
	slot = map_slot(&h->ids, s->id, strlen(s->id));
	*slot = arena_new(h->arena, size_t);
	*(size_t *)*slot = h->nsubnets - 1;
	return s;
}

static bool
on_subnet(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reading *r = arg;
	const char *id = node_text(rec, "SubnetId"),
	    *cidr = node_text(rec, "CidrBlock");
	const struct node *free = node_get(rec, "AvailableIpAddressCount");
	struct history_subnet *s;
	struct history_series *series;
	struct prefix p;
	double v;

	(void)kind;
	if (id == NULL || *id == '\0')
		return expected(rec, "a subnet with a SubnetId", e);
	if (cidr == NULL || *cidr == '\0')
		return true;		/* IPv6 only: nothing runs out */
	if (!prefix_parse(&p, cidr, strlen(cidr), e))
		return node_error(node_get(rec, "CidrBlock"), e);
	if (p.family != IPV4)
		return expected(node_get(rec, "CidrBlock"), "IPv4", e);
	s = subnet_of(r, rec, id, &p, e);
	if (s == NULL || !r->dated || free == NULL)
		return s != NULL;
	if (!scalar_number(free, &v, e))
		return false;
	if (!(v >= 0 && v <= s->usable))
		return expected(free, "at most the size of the subnet", e);
	series = series_of(r, s->id);
	series->unique = true;
	history_add(r->h, series, r->date, r->h->opts->free ? v :
	    s->usable - v);
	history_capacity_at(series, r->date, s->usable);
	return true;
}

/* --- files ------------------------------------------------------------ */

#define SUBNETS 0
static const struct json_kind kinds[] = {
	{ .name = "describe-subnets", .path = "Subnets",
	    .fields = "SubnetId CidrBlock AvailableIpAddressCount "
	    "AvailabilityZone Tags{Key Value}",
	    .identity = "SubnetId CidrBlock", .record = on_subnet },
	{ .name = "a Prometheus query", .path = "result",
	    .fields = "metric{*} values value isPartial warnings",
	    .identity = "metric values",
	    .lists = "values", .element = on_element, .record = on_metric },
	{ .name = "a Prometheus query", .fields = "metric{*} value",
	    .identity = "metric value", .record = on_metric },
	{ .name = "a Prometheus error", .fields = "status errorType error",
	    .identity = "status errorType", .record = on_refusal },
	{ .name = "get-metric-data", .path = "MetricDataResults",
	    .fields = "Id Label StatusCode Timestamps Values "
	    "Messages{Code Value}",
	    .identity = "Timestamps Values", .lists = "Timestamps Values",
	    .element = on_element, .record = on_result },
	{ .name = "get-metric-statistics", .fields = "Label Datapoints{*}",
	    .identity = "Label Datapoints", .lists = "Datapoints",
	    .element = on_element, .record = on_statistics },
	{ .name = NULL },
};

static struct history_pages *
pages_of(struct reading *r, const struct json_kind *kind)
{
	struct histories *h = r->h;
	int64_t date = r->dated ? r->date : INT64_MIN;
	struct history_pages *p;

	for (size_t i = h->npages; i-- > 0;)
		if (h->pages[i].kind == kind && h->pages[i].date == date)
			return &h->pages[i];
	p = arena_push(h->arena, h->pages, h->npages);
	*p = (struct history_pages){ .kind = kind, .date = date };
	return p;
}

/* The results of a page are often partial, and then come again. */
static void
tell_partial(struct reading *r, bool more)
{
	for (size_t i = 0; i < r->npartial; i++) {
		struct history_series *s = r->partial[i];

		if (s->partial && !more)
			tell(r, "%s: CloudWatch says PartialData, and no "
			    "more of it follows", s->name);
		s->partial = false;
	}
	r->partial = NULL;
	r->npartial = 0;
}

/* What the answer says of itself: it may be less than was asked for. */
static void
tell_doubts(struct reading *r, const struct json_page *page)
{
	const struct node *doc = page->document,
	    *all = node_get(doc, "warnings");
	const char *partial = node_text(doc, "isPartial");

	if (partial != NULL && strcmp(partial, "true") == 0)
		tell(r, "isPartial: the source says that this is not all; "
		    "export again");
	if (all != NULL && all->kind == NODE_SEQ)
		for (const struct node *w = all->child; w != NULL; w = w->next)
			if (w->kind == NODE_SCALAR)
				tell(r, "the source warns: %s", w->text);
	if (!page->bare)
		tell_messages(r, "", node_get(doc, "Messages"));
}

static bool
on_page(void *arg, const struct json_page *page, struct err *e)
{
	struct reading *r = arg;
	struct history_pages *p;

	(void)e;
	if (page->kind == NULL)
		return true;
	r->known = true;
	if (!page->bare || page->kind->record == on_statistics)
		r->h->document++;
	/* Bare results are of one query to the end of their file. */
	r->open = page->bare;
	r->h->query += !page->more && !page->bare;
	tell_partial(r, page->more);
	tell_doubts(r, page);
	if (page->kind == &kinds[SUBNETS] && !r->dated)
		r->h->undated = r->file;
	/* A whole document is no page, and there may be thousands. */
	if (!page->more && r->h->npages == 0)
		return true;
	p = pages_of(r, page->kind);
	if (page->more)
		p->more = (struct cite){ r->file, page->line, 0 };
	else
		p->last = true;
	return true;
}

/* promtool, of a query that nothing answers to. */
static void
on_none(void *arg)
{
	struct reading *r = arg;

	r->known = true;
}

bool
history_json_done(struct histories *h, struct err *e)
{
	for (size_t i = 0; i < h->npages; i++) {
		const struct history_pages *p = &h->pages[i];

		if (p->more.file == NULL || p->last)
			continue;
		err_input(e, "%s: ends in NextToken, and no file of that "
		    "date after it has the last page; give pages in order, "
		    "or export again without --max-items and --no-paginate",
		    p->kind->name);
		return err_locate(e, p->more.file, p->more.line, 0);
	}
	return true;
}

static bool
unknown(const struct reading *r, struct err *e)
{
	const struct documents_talk *t = r->h->opts->talk;

	if (r->h->in_folder) {
		if (t != NULL && t->note != NULL)
			t->note(t->arg, arena_printf(r->h->arena, "%s: no "
			    "history, passed over", r->file));
		return true;
	}
	err_input(e, "not a history that ipplan knows; expected JSON of a "
	    "Prometheus range query, of aws cloudwatch get-metric-data or "
	    "get-metric-statistics, or of aws ec2 describe-subnets, or CSV");
	return err_locate(e, r->file, 0, 0);
}

bool
history_json(struct histories *h, const char *path, struct input *in,
    const char *piece, size_t n, struct err *e)
{
	struct reading r = { .h = h, .path = path, .file = in->name,
	    .stem = history_stem(path, h->arena) };
	const struct json_reader reader = { kinds, on_page, &r, on_none };
	struct json *j = json_open(&reader, in->name, e);
	bool ok = true;

	r.dated = history_path_date(&r.date, path);
	while (ok && n != 0)
		ok = json_push(j, piece, n) && input_next(in, &piece, &n, e);
	ok = json_close(j) && ok;
	h->query += r.open;
	arena_clear(&r.scratch);
	return ok && (r.known || unknown(&r, e));
}
