#include "base/sat.h"
#include "capacity/tune-parts.h"
#include "capacity/whatif.h"

#define MINUTE_MS 60000
#define WORK_MAX UINT64_C(30000000000)	/* two minutes of a machine */
#define PART_WORK 16			/* to look its answer up */
#define COUNT_WORK 256			/* of a subnet or group of a plan */

/* The plan in one mode. */
struct run_mode {
	enum cni_mode mode;
	struct plan plan;
	struct answer answer;
	/* Rows that are equal in all that counts are one part. */
	struct part {
		struct tune_node *types;
		size_t ntypes;
		uint64_t nodes;
	} *parts;
	size_t nparts;
};

const char *
unsafe_name(enum unsafe u)
{
	static const char *const names[] = { "refused", "freezes",
	    "oscillates", "starves", "throttles", "falls_back", "unplaced",
	    "no_fit" };

	return names[u];
}

/* --- all nodes ------------------------------------------------------------ */

static void
add(struct tune_score *s, const struct tune_score *one, uint64_t nodes)
{
	s->address_ms = sat_add(s->address_ms, sat_mul(one->address_ms,
	    nodes));
	s->calls = sat_add(s->calls, sat_mul(one->calls, nodes));
	s->waiting_ms = sat_add(s->waiting_ms, sat_mul(one->waiting_ms,
	    nodes));
	s->waits = sat_add(s->waits, sat_mul(one->waits, nodes));
	s->late_calls = sat_add(s->late_calls, sat_mul(one->late_calls,
	    nodes));
	s->peak = sat_add(s->peak, sat_mul(one->peak, nodes));
	s->pods = sat_add(s->pods, sat_mul(one->pods, nodes));
	if (one->longest_ms > s->longest_ms)
		s->longest_ms = one->longest_ms;
	if (one->hour_longest_s > s->hour_longest_s)
		s->hour_longest_s = one->hour_longest_s;
	s->unsafe |= one->unsafe;
	if (one->oscillates_at < s->oscillates_at)
		s->oscillates_at = one->oscillates_at;
}

/* With targets NULL: those that each group has.  Of types the worst counts. */
static bool
score(struct tune_work *k, const struct run_mode *m, const struct targets *t,
    struct tune_score *s)
{
	*s = (struct tune_score){ .oscillates_at = UINT64_MAX };
	if (!judge_spend(&k->judge, PART_WORK * m->nparts, k->err))
		return false;
	for (size_t i = 0; i < m->nparts; i++) {
		const struct part *p = &m->parts[i];
		struct tune_score one = { .oscillates_at = UINT64_MAX };

		for (size_t type = 0; type < p->ntypes; type++) {
			const struct tune_node *n = &p->types[type];

			one.unsafe |= n->unsafe;
			if (n->demand != NULL &&
			    !tune_ask_node(k, n, t, &one))
				return false;
		}
		add(s, &one, p->nodes);
	}
	if (sat_mul(s->late_calls, MINUTE_MS) >
	    sat_mul(k->ask->call_limit, k->t->hour_ms))
		s->unsafe |= 1u << UNSAFE_THROTTLES;
	return true;
}

/* --- subnets -------------------------------------------------------------- */

static bool
subnets_fit(const struct answer *a)
{
	for (size_t i = 0; i < a->plan->nsubnets; i++)
		if (!a->subnets[i].fits)
			return false;
	return true;
}

/* At rest and at peak, as ipplan plan counts. */
static bool
count_fit(struct tune_work *k, const struct targets *t)
{
	const struct whatif w = { .mode = t->mode,
	    .custom = CUSTOM_AS_PLANNED, .linux_only = true,
	    .warm_eni = arena_printf(&k->scratch, "%llu",
	    (unsigned long long)t->warm_eni),
	    .warm_ip = arena_printf(&k->scratch, "%llu",
	    (unsigned long long)t->warm_ip),
	    .minimum_ip = arena_printf(&k->scratch, "%llu",
	    (unsigned long long)t->minimum_ip),
	    .warm_prefix = arena_printf(&k->scratch, "%llu",
	    (unsigned long long)t->warm_prefix) };
	struct answer_options how = *k->ask->how;
	struct err own = ERR_INIT;
	struct answer a;
	struct plan p;
	bool ok;

	how.terms = NULL;
	whatif_plan(&p, k->ask->plan, &w, &k->scratch);
	ok = plan_answer(&a, &p, &how, &k->scratch, &own) && subnets_fit(&a);
	arena_clear(&k->scratch);
	return ok;
}

/*
 * What is ignored beside other targets makes no difference.  False, too, with
 * the work's err set.
 */
static bool
fits(struct tune_work *k, const struct targets *t)
{
	static const char yes, no;
	const struct plan *p = k->ask->plan;
	bool ip = t->warm_ip != 0 || t->minimum_ip != 0;
	bool prefix = t->mode == CNI_PREFIX;
	uint64_t key[] = { prefix, t->warm_ip, t->minimum_ip,
	    ip ? 0 : t->warm_eni, ip || !prefix ? 0 : t->warm_prefix };
	void **slot = tune_slot(k, &k->fits, key, sizeof(key));

	if (*slot == NULL)
		*slot = (void *)(uintptr_t)(judge_spend(&k->judge, COUNT_WORK *
		    (p->nsubnets + p->nnodegroups), k->err) &&
		    count_fit(k, t) ? &yes : &no);
	return *slot == &yes;
}

/* --- rows and modes ------------------------------------------------------- */

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Nodes whose pods are traced, or as many hours as may be drawn. */
static uint64_t
parts_of(const struct tune_ask *ask, uint64_t nodes)
{
	uint64_t hours = least(nodes, ask->hours);

	if (ask->shares != NULL)
		return share_nodes(ask->shares, nodes);
	return hours == 0 ? 1 : hours;
}

/* The nodes of a row of the histogram share out the hours. */
static void
make_rows(struct tune_work *k)
{
	const struct densities *d = k->ask->densities;

	for (size_t i = 0; i < d->n; i++) {
		uint64_t nodes = d->v[i].nodes;
		uint64_t hours = parts_of(k->ask, nodes);

		for (uint64_t h = 0; h < hours; h++)
			*arena_push(k->arena, k->rows, k->nrows) =
			    (struct tune_row){ &d->v[i], nodes / hours +
			    (h < nodes % hours), h };
	}
}

static void
find_share(const struct shares *s, const struct tune_row *row,
    struct tune_node *n)
{
	size_t at = row->density->group * s->each + row->hour;

	n->demand = &s->v[at];
	n->demand_key = (uint64_t)(uintptr_t)n->demand->events;
}

/* Equal demands are drawn once. */
static void
find_demand(struct tune_work *k, const struct tune_row *row,
    struct tune_node *n)
{
	const struct density *d = row->density;
	uint64_t room = judge_capacity(&n->node);
	struct demand_ask ask = {
		.pods = least(least(d->pods - d->branch, room),
		    DEMAND_PODS_MAX),
		.branch = least(d->branch, n->node.branch_limit),
		.churn_num = k->ask->churn_num,
		.churn_den = k->ask->churn_den,
		.seed = k->ask->judge.seed + row->hour,
	};
	struct drawn {
		uint64_t key;
		struct demand d;
	} *found;
	void **slot;

	ask.surge = least(d->surge, room - ask.pods);
	slot = tune_slot(k, &k->demands, &(uint64_t[]){ ask.pods, ask.branch,
	    ask.surge, row->hour }, 4 * sizeof(uint64_t));
	if ((found = *slot) == NULL) {
		*slot = found = arena_new(k->arena, struct drawn);
		found->key = ++k->ndemands;
		demand_make(&found->d, &ask, k->arena);
	}
	n->demand = &found->d;
	n->demand_key = found->key;
}

static void
prepare_node(struct tune_work *k, struct tune_node *n,
    const struct cni_node *of, const struct tune_row *row)
{
	const struct density *d = row->density;
	const struct shares *shares = k->ask->shares;

	n->node = *of;
	n->node.branch_pods = d->branch;
	cni_node_init(&n->node);
	if (n->node.unusable != NULL) {
		n->unsafe |= 1u << UNSAFE_REFUSED;
		return;
	}
	if (n->node.settings.prefix_delegation &&
	    n->node.mode == CNI_SECONDARY)
		n->unsafe |= 1u << UNSAFE_FALLS_BACK;
	if (shares == NULL && d->pods > judge_capacity(&n->node) +
	    least(d->branch, n->node.branch_limit))
		n->unsafe |= 1u << UNSAFE_UNPLACED;
	if (shares != NULL)
		find_share(shares, row, n);
	else
		find_demand(k, row, n);
}

static struct part *
add_part(struct tune_work *k, struct run_mode *m, const struct part *row)
{
	struct part *p = arena_push(k->arena, m->parts, m->nparts);

	*p = *row;
	return p;
}

/* The part with the same node, if the row is of one type; else a new one. */
static struct part *
part_of(struct tune_work *k, struct run_mode *m, struct map *seen,
    const struct part *row)
{
	uint64_t key[TUNE_KEYS + 1];
	void **slot;

	if (row->ntypes != 1)
		return add_part(k, m, row);
	tune_key(key, &row->types[0].node, row->types[0].demand_key);
	key[TUNE_KEYS] = row->types[0].unsafe;
	slot = tune_slot(k, seen, key, sizeof(key));
	if (*slot == NULL) {
		add_part(k, m, row);
		*slot = (void *)(uintptr_t)m->nparts;
	}
	return &m->parts[(size_t)(uintptr_t)*slot - 1];
}

/* The rows' nodes under the plan's answer. */
static void
prepare_nodes(struct tune_work *k, struct run_mode *m)
{
	struct map seen = map_make(k->arena);

	for (size_t i = 0; i < k->nrows; i++) {
		const struct group_answer *g =
		    &m->answer.groups[k->rows[i].density->group];
		struct part row = { arena_array(k->arena, g->ntypes,
		    struct tune_node), g->ntypes, 0 };

		for (size_t type = 0; type < g->ntypes; type++)
			prepare_node(k, &row.types[type], &g->nodes[type],
			    &k->rows[i]);
		part_of(k, m, &seen, &row)->nodes += k->rows[i].nodes;
	}
}

static bool
prepare_mode(struct tune_work *k, struct run_mode *m, enum cni_mode mode)
{
	const struct whatif w = { .mode = mode, .linux_only = true,
	    .custom = CUSTOM_AS_PLANNED,
	    .warm_eni = "1", .warm_prefix = "1" };

	m->mode = mode;
	whatif_plan(&m->plan, k->ask->plan, &w, k->arena);
	if (!plan_answer(&m->answer, &m->plan, k->ask->how, k->arena, k->err))
		return false;
	prepare_nodes(k, m);
	return true;
}

/* --- what is planned ------------------------------------------------------ */

static void
targets_of(const struct cni_node *n, struct targets *t)
{
	*t = (struct targets){ n->settings.prefix_delegation ? CNI_PREFIX :
	    CNI_SECONDARY, n->settings.warm_eni, n->settings.warm_ip,
	    n->settings.minimum_ip, n->settings.warm_prefix };
}

static bool
same_targets(const struct targets *a, const struct targets *b)
{
	return a->mode == b->mode && a->warm_eni == b->warm_eni &&
	    a->warm_ip == b->warm_ip && a->minimum_ip == b->minimum_ip &&
	    a->warm_prefix == b->warm_prefix;
}

static bool
judge_planned(struct tune_work *k)
{
	const struct densities *d = k->ask->densities;
	struct tune *t = k->t;
	struct run_mode m = { .plan = *k->ask->plan };

	if (!plan_answer(&t->answer, k->ask->plan, k->ask->how, k->arena,
	    k->err))
		return false;
	m.answer = t->answer;
	prepare_nodes(k, &m);
	t->planned_same = true;
	for (size_t i = 0; i < d->n; i++) {
		struct targets one;

		targets_of(&m.answer.groups[d->v[i].group].nodes[0], &one);
		t->planned_modes |= 1u << one.mode;
		if (i == 0)
			t->planned.targets = one;
		else if (!same_targets(&one, &t->planned.targets))
			t->planned_same = false;
	}
	if (!score(k, &m, NULL, &t->planned.score))
		return false;
	if (!subnets_fit(&m.answer))
		t->planned.score.unsafe |= 1u << UNSAFE_NO_FIT;
	return true;
}

static bool
judge_grid(struct tune_work *k)
{
	const struct tune_grid *g = &k->ask->grid;
	struct run_mode *modes = arena_array(k->arena, g->nmodes,
	    struct run_mode);
	struct tune *t = k->t;

	for (size_t i = 0; i < g->nmodes; i++)
		if (!prepare_mode(k, &modes[i], g->modes[i]))
			return false;
	for (size_t i = 0; i < t->npoints; i++) {
		struct tune_point *p = &t->points[i];
		const struct run_mode *m = modes;

		tune_grid_point(g, i, &p->targets);
		while (m->mode != p->targets.mode)
			m++;
		if (!score(k, m, &p->targets, &p->score))
			return false;
		if (!fits(k, &p->targets))
			p->score.unsafe |= 1u << UNSAFE_NO_FIT;
		if (k->err->status != EXIT_OK)
			return false;
	}
	return true;
}

bool
tune(struct tune *t, const struct tune_ask *ask, struct arena *a,
    struct err *e)
{
	struct tune_work k = { .t = t, .ask = ask, .arena = a, .err = e,
	    .judged = map_make(a), .probed = map_make(a),
	    .demands = map_make(a), .fits = map_make(a) };
	const struct shares *shares = ask->shares;
	uint64_t left = WORK_MAX;

	k.judge = ask->judge;
	if (k.judge.left == NULL)
		k.judge.left = &left;
	*t = (struct tune){ .ask = ask, .npoints = tune_grid_points(
	    &ask->grid), .duration_ms = shares != NULL ? shares->end_ms :
	    DEMAND_CHURN_MS + DEMAND_HOUR_MS };
	t->hour_ms = shares != NULL ? t->duration_ms : DEMAND_HOUR_MS;
	make_rows(&k);
	t->points = arena_array(a, t->npoints, struct tune_point);
	if (!judge_planned(&k) || !judge_grid(&k))
		return false;
	tune_front(t->points, t->npoints, a);
	t->recommended = tune_pick(t->points, t->npoints, ask->prefer, 0);
	if (t->recommended == NULL)
		t->nearest = tune_pick(t->points, t->npoints,
		    PREFER_ADDRESSES, 1u << UNSAFE_NO_FIT);
	return true;
}
