#include "view/roll.h"

#include "base/str.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static struct cell
minute_cell(const struct roll *r, int64_t t_ms)
{
	if (t_ms == NEVER)
		return cell_text(NULL);
	return cell_uint((uint64_t)(t_ms - r->begin_ms) / 60000);
}

static struct cell
seconds_up(uint64_t ms)
{
	return cell_uint(ms / 1000 + (ms % 1000 != 0));
}

static bool
fits(const struct roll *r, size_t i)
{
	return r->subnets[i].fails_ms == NEVER &&
	    r->subnets[i].control_plane <= r->answer->subnets[i].usable;
}

static const char *
limit_of(const struct roll *r, size_t i)
{
	if (r->subnets[i].fails_ms != NEVER)
		return limit_name(r->subnets[i].limit);
	return fits(r, i) ? NULL : "control_plane";
}

static void
view_subnets(struct doc *d, const struct roll *r)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("az"), NUMBER("usable"),
		NUMBER("steady"), NUMBER("peak"), NUMBER("peak_minute"),
		NUMBER("free_least"), NUMBER("blocks28"),
		NUMBER("blocks28_peak"), NUMBER("control_plane"),
		TEXT("result"), TEXT("limit"), NUMBER("fails_minute"),
	};
	struct table *t = doc_table(d, "upgrade", columns, COUNT(columns));
	const struct answer *a = r->answer;
	bool blocks = false, control = false;

	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		blocks |= r->subnets[i].blocks.most != 0;
		control |= r->subnets[i].control_plane != 0;
	}
	if (!blocks) {
		table_hide(t, "blocks28");
		table_hide(t, "blocks28_peak");
	}
	if (!control)
		table_hide(t, "control_plane");
	for (size_t i = 0; i < a->plan->nsubnets; i++) {
		const struct subnet_answer *sa = &a->subnets[i];
		const struct roll_subnet *s = &r->subnets[i];
		struct cell *c = table_row(d, t);

		*c++ = cell_text(sa->subnet->name);
		*c++ = cell_text(sa->subnet->az);
		*c++ = cell_uint(sa->usable);
		*c++ = cell_uint(s->steady);
		*c++ = cell_uint(s->used.most);
		*c++ = minute_cell(r, s->used.most_ms);
		*c++ = cell_int((int64_t)sa->usable - (int64_t)s->used.most);
		*c++ = cell_uint(sa->blocks28);
		*c++ = cell_uint(s->blocks.most);
		if (s->control_plane != 0)
			*c = cell_uint(s->control_plane);
		c++;
		*c++ = cell_text(fits(r, i) ? "pass" : "fail");
		*c++ = cell_text(limit_of(r, i));
		*c++ = minute_cell(r, s->fails_ms);
	}
}

static void
view_groups(struct doc *d, const struct roll *r, const uint64_t *safe)
{
	static const struct column columns[] = {
		TEXT("nodegroup"), TEXT("strategy"), NUMBER("nodes"),
		NUMBER("surge"), TEXT("setting"), NUMBER("value"),
		NUMBER("largest_safe"), NUMBER("begin_minute"),
		NUMBER("end_minute"), NUMBER("unscheduled_most"),
		NUMBER("unscheduled_seconds"), NUMBER("waiting_most"),
		NUMBER("waiting_seconds"),
	};
	static const char *const strategies[] = { "default", "minimal",
	    "blue_green", "karpenter" };
	static const char *const settings[] = { "max_unavailable",
	    "max_unavailable", NULL, "budget" };
	struct table *t = doc_table(d, "nodegroups", columns, COUNT(columns));

	for (size_t i = 0; i < r->answer->plan->nnodegroups; i++) {
		const struct roll_group *g = &r->groups[i];
		const struct nodegroup *n = r->answer->groups[i].group;
		const char *setting = settings[n->update.strategy];
		bool rolled = g->nold != 0 && g->at_a_time != 0;
		struct cell *c = table_row(d, t);

		*c++ = cell_text(n->name);
		*c++ = cell_text(strategies[n->update.strategy]);
		*c++ = cell_uint(g->nodes);
		*c++ = cell_uint(n->update.strategy == UPDATE_KARPENTER ?
		    g->at_a_time : g->surge);
		*c++ = cell_text(setting);
		if (setting != NULL)
			*c = cell_uint(g->at_a_time);
		c++;
		if (setting != NULL)
			*c = cell_uint(safe[i]);
		c++;
		*c++ = minute_cell(r, rolled ? g->begin_ms : NEVER);
		*c++ = minute_cell(r, rolled ? g->end_ms : NEVER);
		*c++ = cell_uint(g->unscheduled.most);
		*c++ = seconds_up(g->unscheduled.sum_ms);
		*c++ = cell_uint(g->waiting.most);
		*c++ = seconds_up(g->waiting.sum_ms);
	}
}

void
view_roll_minute(void *view, const struct roll *r, size_t subnet,
    int64_t minute)
{
	const struct roll_subnet *s = &r->subnets[subnet];
	struct view_roll *v = view;

	if (!v->unwanted)
		*arena_push(v->arena, v->v, v->n) = (struct roll_minute){
		    minute, subnet, s->old, s->new, s->minute_most,
		    s->blocks.now };
}

static void
view_minutes(struct doc *d, const struct roll *r, const struct view_roll *v)
{
	static const struct column columns[] = {
		NUMBER("minute"), TEXT("subnet"), TEXT("az"),
		NUMBER("old_nodes"), NUMBER("new_nodes"),
		NUMBER("addresses"), NUMBER("free"), NUMBER("blocks28"),
	};
	struct table *t = doc_table(d, "minutes", columns, COUNT(columns));

	for (size_t i = 0; i < v->n; i++) {
		const struct roll_minute *m = &v->v[i];
		const struct subnet_answer *a = &r->answer->subnets[m->subnet];
		struct cell *c = table_row(d, t);

		*c++ = cell_uint((uint64_t)m->minute);
		*c++ = cell_text(a->subnet->name);
		*c++ = cell_text(a->subnet->az);
		*c++ = cell_uint(m->old);
		*c++ = cell_uint(m->new);
		*c++ = cell_uint(m->most);
		*c++ = cell_int((int64_t)a->usable - (int64_t)m->most);
		*c++ = cell_uint(m->blocks);
	}
}

/* The subnet that lacks most, in words. */
static const char *
verdict(struct doc *d, const struct roll *r)
{
	size_t n = 0, worst = 0;
	int64_t most = INT64_MIN;

	if (r->fits)
		return "passes";
	for (size_t i = 0; i < r->answer->plan->nsubnets; i++) {
		const struct roll_subnet *s = &r->subnets[i];
		uint64_t used = s->used.most > s->control_plane ?
		    s->used.most : s->control_plane;
		int64_t lacks = (int64_t)used -
		    (int64_t)r->answer->subnets[i].usable;

		if (fits(r, i))
			continue;
		n++;
		if (lacks > most) {
			most = lacks;
			worst = i;
		}
	}
	if (n == 0)
		return "fails: a node group has no subnet left";
	return arena_printf(d->arena, "fails: subnet/%s lacks %s%s%s",
	    doc_word(d, r->answer->subnets[worst].subnet->name),
	    most <= 0 ? "/28 blocks" :
	    arena_printf(d->arena, "%lld addresses", (long long)most),
	    r->subnets[worst].fails_ms == NEVER ?
	    " while the control plane is updated" :
	    arena_printf(d->arena, ", from minute %llu on",
	    (unsigned long long)(r->subnets[worst].fails_ms - r->begin_ms) /
	    60000), n == 1 ? "" : arena_printf(d->arena,
	    " (%zu more subnet%s)", n - 1, n == 2 ? "" : "s"));
}

void
view_roll(struct doc *d, const struct roll *r, const uint64_t *safe,
    const struct view_roll *v)
{
	view_subnets(d, r);
	view_groups(d, r, safe);
	if (doc_full(d))
		view_minutes(d, r, v);
	d->verdict = verdict(d, r);
}
