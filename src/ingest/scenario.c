#include "ingest/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/input.h"
#include "ingest/schema.h"
#include "ingest/yaml.h"

#define COUNT_KEY(name, field, most)					\
	{ .key = (name), .type = FIELD_COUNT, .off = OFF(field), .max = (most) }
#define OWN_KEY(name, field, fn)					\
	{ .key = (name), .type = FIELD_OWN, .off = OFF(field), .parse = (fn) }

static const char *const bools[] = { "false", "true", NULL };

static bool
read_bool(struct reader *r, const struct node *n, void *dst)
{
	unsigned v;

	if (!n->plain)
		return schema_expected(r, n, "true or false");
	if (!read_words(r, n, bools, &v))
		return false;
	*(bool *)dst = v != 0;
	return true;
}

/* The same where null is the default too. */
static bool
read_maybe_text(struct reader *r, const struct node *n, void *dst)
{
	if (node_is_null(n))
		return true;
	if (n->kind != NODE_SCALAR)
		return schema_expected(r, n, "a text or null");
	*(const char **)dst = n->text;
	return true;
}

static bool
bad(struct reader *r, const struct node *n, const char *what)
{
	err_input(r->err, "%s", what);
	return node_error(n, r->err);
}

/* --- settings ------------------------------------------------------------- */

static bool
read_settings(struct reader *r, const struct node *n, void *dst)
{
	struct settings *list = dst;

	if (node_is_null(n))
		return true;
	if (n->kind != NODE_MAP)
		return schema_expected(r, n, "a map such as "
		    "{\"WARM_IP_TARGET\": \"2\"}");
	for (n = n->child; n != NULL; n = n->next) {
		if (n->kind != NODE_SCALAR)
			return schema_expected(r, n, "a text or null");
		*arena_push(r->arena, list->v, list->n) = (struct setting){
		    n->key, node_is_null(n) ? NULL : n->text,
		    { n->line, n->column } };
	}
	return true;
}

/* --- limits --------------------------------------------------------------- */

struct raw_limits {
	struct opt_count enis, ips, cards, branch;
	bool nitro, bare_metal, trunking;
};

#define OFF(field) offsetof(struct raw_limits, field)
static const struct field limits_fields[] = {
	{ .key = "max_enis", .type = FIELD_COUNT, .off = OFF(enis),
	    .max = SCENARIO_ENIS_MAX, .required = true },
	{ .key = "ips_per_eni", .type = FIELD_COUNT, .off = OFF(ips),
	    .max = SCENARIO_IPS_MAX, .required = true },
	COUNT_KEY("network_cards", cards, SCENARIO_CARDS_MAX),
	COUNT_KEY("branch_limit", branch, SCENARIO_PODS_MAX),
	OWN_KEY("nitro", nitro, read_bool),
	OWN_KEY("bare_metal", bare_metal, read_bool),
	OWN_KEY("trunking_compatible", trunking, read_bool),
	{ .key = NULL }
};
#undef OFF

static bool
check_limits(struct reader *r, const struct node *n, void *dst)
{
	const struct raw_limits *l = dst;
	uint64_t cards = l->cards.set ? l->cards.v : 1;

	if (l->enis.v == 0 || l->ips.v == 0 || cards == 0)
		return bad(r, n, "limits: max_enis, ips_per_eni and "
		    "network_cards are at least 1");
	if (l->enis.v * l->ips.v * cards > SCENARIO_SLOTS_MAX)
		return bad(r, n, "limits: more addresses than any instance "
		    "has; check max_enis, ips_per_eni and network_cards");
	return true;
}

static const struct schema limits_schema = { "limits map", limits_fields,
    sizeof(struct raw_limits), NO_SPOT, check_limits };

static bool
read_limits(struct reader *r, const struct node *n, void *dst)
{
	struct raw_limits raw = { .nitro = true, .trunking = true };
	struct limits *l = dst;

	if (!schema_read(r, &limits_schema, n, &raw))
		return false;
	l->type = "";
	l->enis = (unsigned)raw.enis.v;
	l->ipv4_per_eni = (unsigned)raw.ips.v;
	l->network_cards = raw.cards.set ? (unsigned)raw.cards.v : 1;
	l->branch_enis = (unsigned)raw.branch.v;
	l->bare_metal = raw.bare_metal;
	l->prefix_delegation = raw.nitro || raw.bare_metal;
	l->trunking = raw.trunking ? TRUNKING_YES : TRUNKING_NO;
	return true;
}

static bool
read_type(struct reader *r, const struct node *n, void *dst)
{
	const struct limits *l;

	if (n->kind != NODE_SCALAR)
		return schema_expected(r, n, "the name of an instance type");
	if ((l = limits_find_near(n->text, r->err)) == NULL)
		return node_error(n, r->err);
	*(struct limits *)dst = *l;
	return true;
}

/* --- subnets, ENIs -------------------------------------------------------- */

struct raw_subnet {
	struct scenario_subnet s;
	struct opt_count free, blocks;
	bool not_ok;
};

static bool
read_not(struct reader *r, const struct node *n, void *dst)
{
	bool v = false;

	if (!read_bool(r, n, &v))
		return false;
	*(bool *)dst = !v;
	return true;
}

#define FREE_MAX UINT64_C(1000000000000)
#define OFF(field) offsetof(struct raw_subnet, field)
static const struct field subnet_fields[] = {
	{ .key = "id", .type = FIELD_TEXT, .off = OFF(s.id),
	    .required = true },
	COUNT_KEY("free", free, FREE_MAX),
	COUNT_KEY("free_prefixes", blocks, FREE_MAX / 16),
	OWN_KEY("primary", s.primary, read_bool),
	OWN_KEY("cni_tag", s.cni_tag, read_maybe_text),
	OWN_KEY("cluster_ok", not_ok, read_not),
	{ .key = NULL }
};
#undef OFF

static const struct schema subnet_schema = { "subnet", subnet_fields,
    sizeof(struct raw_subnet), offsetof(struct raw_subnet, s.at), NULL };

static bool
read_subnets(struct reader *r, const struct node *n, void *dst)
{
	struct scenario *sc = dst;

	if (node_is_null(n))
		return true;
	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of subnets");
	for (n = n->child; n != NULL; n = n->next) {
		struct raw_subnet raw = { .not_ok = false };

		if (!schema_read(r, &subnet_schema, n, &raw))
			return false;
		if (sc->nsubnets == SCENARIO_SUBNETS_MAX)
			return bad(r, n, "more subnets than a VPC has");
		for (size_t i = 0; i < sc->nsubnets; i++)
			if (strcmp(sc->subnets[i].id, raw.s.id) == 0)
				return bad(r, n, "a second subnet with this "
				    "id; give each its own");
		raw.s.limited = raw.free.set;
		raw.s.free = raw.free.set ? raw.free.v : FREE_MAX;
		raw.s.free_blocks = raw.blocks.set ? raw.blocks.v :
		    raw.s.free / 16;
		raw.s.cluster_ok = !raw.not_ok;
		*arena_push(r->arena, sc->subnets, sc->nsubnets) = raw.s;
	}
	return true;
}

struct raw_eni {
	struct opt_count ips, prefixes, age;
};

#define OFF(field) offsetof(struct raw_eni, field)
static const struct field eni_fields[] = {
	COUNT_KEY("ips", ips, SCENARIO_IPS_MAX),
	COUNT_KEY("prefixes", prefixes, SCENARIO_IPS_MAX),
	COUNT_KEY("age_ms", age, SCENARIO_MS_MAX),
	{ .key = NULL }
};
#undef OFF

static const struct schema eni_schema = { "scenario ENI", eni_fields,
    sizeof(struct raw_eni), NO_SPOT, NULL };

static bool
read_enis(struct reader *r, const struct node *n, void *dst)
{
	struct scenario *sc = dst;

	if (node_is_null(n))
		return true;
	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of ENIs");
	for (n = n->child; n != NULL; n = n->next) {
		struct raw_eni raw = { .ips = { .set = false } };

		if (!schema_read(r, &eni_schema, n, &raw))
			return false;
		if (sc->nenis == SCENARIO_ENIS_MAX)
			return bad(r, n, "more ENIs than any instance has");
		*arena_push(r->arena, sc->enis, sc->nenis) =
		    (struct scenario_eni){ raw.ips.v, raw.prefixes.v,
		    raw.age.v };
	}
	return true;
}

/* --- events --------------------------------------------------------------- */

static const struct {
	const char *word, *takes;	/* a key, or NULL */
	bool needed;
} ops[] = {
	[EVENT_SET] = { "set", "pods", true },
	[EVENT_ADD] = { "add", "n", true },
	[EVENT_DEL] = { "del", "n", true },
	[EVENT_DEL_IDS] = { "del_ids", "ids", true },
	[EVENT_ADD_MULTI] = { "add_multi", "n", true },
	[EVENT_BRANCH_SET] = { "branch_set", "pods", true },
	[EVENT_CORDON] = { "cordon", NULL, false },
	[EVENT_UNCORDON] = { "uncordon", NULL, false },
	[EVENT_RESTART] = { "restart", "settings", false },
};

static bool
read_op(struct reader *r, const struct node *n, void *dst)
{
	const char *words[COUNT(ops) + 1] = { NULL };
	unsigned v = 0;

	for (size_t i = 0; i < COUNT(ops); i++)
		words[i] = ops[i].word;
	if (!read_words(r, n, words, &v))
		return false;
	*(enum event_op *)dst = (enum event_op)v;
	return true;
}

static bool
read_ids(struct reader *r, const struct node *n, void *dst)
{
	struct event *ev = dst;
	uint64_t *ids = NULL;

	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of pod numbers");
	for (n = n->child; n != NULL; n = n->next)
		if (!read_count(r, n, UINT64_MAX, arena_push(r->arena, ids,
		    ev->nids)))
			return false;
	ev->ids = ids;
	return true;
}

struct raw_event {
	struct event ev;
	struct opt_count t, pods, n;
};

#define OFF(field) offsetof(struct raw_event, field)
static const struct field event_fields[] = {
	{ .key = "op", .type = FIELD_OWN, .off = OFF(ev.op),
	    .parse = read_op, .required = true },
	{ .key = "t", .type = FIELD_COUNT, .off = OFF(t),
	    .max = SCENARIO_MS_MAX, .required = true },
	COUNT_KEY("pods", pods, SCENARIO_PODS_MAX),
	COUNT_KEY("n", n, SCENARIO_PODS_MAX),
	OWN_KEY("ids", ev, read_ids),
	OWN_KEY("settings", ev.settings, read_settings),
	{ .key = NULL }
};
#undef OFF

/* Each operation takes its own keys: another's is a mistake. */
static bool
check_event(struct reader *r, const struct node *n, void *dst)
{
	struct raw_event *raw = dst;
	const char *takes = ops[raw->ev.op].takes;
	bool given = takes != NULL && node_get(n, takes) != NULL;

	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (strcmp(c->key, "op") == 0 || strcmp(c->key, "t") == 0 ||
		    (takes != NULL && strcmp(c->key, takes) == 0))
			continue;
		err_input(r->err, "%s: the event %s does not take it",
		    c->key, ops[raw->ev.op].word);
		return node_error(c, r->err);
	}
	if (ops[raw->ev.op].needed && !given) {
		err_input(r->err, "event %s without the key %s",
		    ops[raw->ev.op].word, takes);
		return node_error(n, r->err);
	}
	raw->ev.t_ms = raw->t.v;
	raw->ev.n = raw->pods.set ? raw->pods.v : raw->n.v;
	return true;
}

static const struct schema event_schema = { "scenario event", event_fields,
    sizeof(struct raw_event), offsetof(struct raw_event, ev.at),
    check_event };

static bool
read_events(struct reader *r, const struct node *n, void *dst)
{
	struct scenario *sc = dst;

	if (node_is_null(n))
		return true;
	if (n->kind != NODE_SEQ)
		return schema_expected(r, n, "a list of events");
	for (n = n->child; n != NULL; n = n->next) {
		struct raw_event raw = { .ev = { .t_ms = 0 } };

		if (!schema_read(r, &event_schema, n, &raw))
			return false;
		*arena_push(r->arena, sc->events, sc->nevents) = raw.ev;
	}
	return true;
}

/* --- the whole ------------------------------------------------------------ */

static const char *const order_words[] = { "oldest", "newest", "random",
    NULL };
static const char *const trace_words[] = { "changes", "ticks", "final",
    NULL };
static const char *const default_words[] = { "manifest", "code", NULL };
static const char *const policy_words[] = { "lifo", "fifo", NULL };

#define OFF(field) offsetof(struct scenario, field)
static const struct field order_fields[] = {
	{ .key = "assign", .type = FIELD_WORD, .off = OFF(assign),
	    .words = order_words },
	{ .key = "alloc", .type = FIELD_WORD, .off = OFF(alloc),
	    .words = order_words },
	{ .key = "free", .type = FIELD_WORD, .off = OFF(free),
	    .words = order_words },
	{ .key = "delete", .type = FIELD_WORD, .off = OFF(delete),
	    .words = order_words },
	{ .key = NULL }
};
static const struct schema order_schema = { "order", order_fields,
    sizeof(struct scenario), NO_SPOT, NULL };

static bool
read_order(struct reader *r, const struct node *n, void *dst)
{
	return node_is_null(n) || schema_read(r, &order_schema, n, dst);
}

static bool
read_number(struct reader *r, const struct node *n, uint64_t *dst,
    uint64_t most)
{
	return read_count(r, n, most, dst);
}

static bool
read_ms(struct reader *r, const struct node *n, void *dst)
{
	return read_number(r, n, dst, SCENARIO_MS_MAX);
}

static bool
read_any(struct reader *r, const struct node *n, void *dst)
{
	return read_number(r, n, dst, INT64_MAX);
}

/* Any 64 bits; a negative number is what it is in two's complement. */
static bool
read_seed(struct reader *r, const struct node *n, void *dst)
{
	bool negative = n->kind == NODE_SCALAR && n->text[0] == '-';
	uint64_t v;

	if (n->kind != NODE_SCALAR || !str_u64(&v, n->text + negative,
	    negative ? INT64_MAX : UINT64_MAX))
		return schema_expected(r, n, "a whole number of 64 bits");
	*(uint64_t *)dst = negative ? -v : v;
	return true;
}

/* Words fill a whole int; these are one bit. */
static bool
read_defaults(struct reader *r, const struct node *n, void *dst)
{
	unsigned v = 0;

	if (!read_words(r, n, default_words, &v))
		return false;
	*(bool *)dst = v != 0;
	return true;
}

static bool
read_policy(struct reader *r, const struct node *n, void *dst)
{
	unsigned v = 0;

	if (!read_words(r, n, policy_words, &v))
		return false;
	*(bool *)dst = v != 0;
	return true;
}

#define WHOLE(name, fn)							\
	{ .key = (name), .type = FIELD_OWN, .off = 0, .parse = (fn) }
static const struct field scenario_fields[] = {
	OWN_KEY("limits", limits, read_limits),
	OWN_KEY("instance_type", limits, read_type),
	OWN_KEY("cni_version", cni_version, read_maybe_text),
	OWN_KEY("defaults", code_defaults, read_defaults),
	OWN_KEY("settings", settings, read_settings),
	OWN_KEY("max_pods", max_pods, read_any),
	OWN_KEY("unmanaged_enis", unmanaged_enis, read_any),
	WHOLE("subnets", read_subnets),
	OWN_KEY("eniconfig_subnet", eniconfig_subnet, read_maybe_text),
	OWN_KEY("trunk_attach_ms", trunk_attach_ms, read_ms),
	OWN_KEY("branch_cooldown_ms", branch_cooldown_ms, read_ms),
	WHOLE("initial_enis", read_enis),
	WHOLE("events", read_events),
	OWN_KEY("until_ms", until_ms, read_ms),
	OWN_KEY("first_tick_ms", first_tick_ms, read_ms),
	OWN_KEY("tick_ms", tick_ms, read_ms),
	WHOLE("order", read_order),
	OWN_KEY("delete_policy", fifo, read_policy),
	OWN_KEY("seed", seed, read_seed),
	{ .key = "trace", .type = FIELD_WORD, .off = OFF(trace),
	    .words = trace_words },
	{ .key = NULL }
};

static bool
check_scenario(struct reader *r, const struct node *n, void *dst)
{
	const struct scenario *sc = dst;
	const struct node *type = node_get(n, "instance_type");
	const struct node *given = node_get(n, "limits");
	uint64_t most = sc->trace == TRACE_TICKS ? SCENARIO_TICKS_MAX / 10 :
	    SCENARIO_TICKS_MAX;

	if (type == NULL && given == NULL)
		return bad(r, n, "a scenario without the key limits; give "
		    "it, or instance_type");
	if (type != NULL && given != NULL)
		return bad(r, type, "instance_type: limits are given as "
		    "well; remove one");
	if (sc->tick_ms == 0)
		return bad(r, node_get(n, "tick_ms"), "tick_ms: expected at "
		    "least 1, got 0");
	if (sc->until_ms / sc->tick_ms <= most)
		return true;
	err_input(r->err, "a scenario of %llu passes, at most %llu are "
	    "simulated; lower until_ms or raise tick_ms",
	    (unsigned long long)(sc->until_ms / sc->tick_ms),
	    (unsigned long long)most);
	return node_error(n, r->err);
}

static const struct schema scenario_schema = { "scenario", scenario_fields,
    sizeof(struct scenario), NO_SPOT, check_scenario };

bool
scenario_parse(struct scenario *s, const char *file, const char *text,
    size_t n, struct arena *a, struct err *e)
{
	struct reader r = { .arena = a, .err = e };
	const struct node *root = yaml_parse(a, file, text, n, e);

	scenario_init(s);
	s->file = file;
	if (root == NULL || !schema_read(&r, &scenario_schema, root, s))
		return false;
	scenario_sort(s);
	return true;
}

bool
scenario_read(struct scenario *s, const char *path, struct arena *a,
    struct err *e)
{
	size_t n;
	const char *text = input_slurp(path, a, &n, e);

	return text != NULL && scenario_parse(s, input_name(path), text, n,
	    a, e);
}
