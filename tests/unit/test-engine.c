/*
 * Every row of tests/vectors/cni.csv: as a scenario through the reader and
 * the simulation, or, where the row is about one function of the CNI, through
 * the engine's own function for it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

#include "cni/engine-parts.h"
#include "cni/simulate.h"
#include "ingest/scenario.h"
#include "ingest/yaml.h"

enum { ID, SOURCE, MODE, TYPE, SETTINGS, PODS, ENIS, BLOCKS, ADDRESSES,
    NOTES };

struct text {
	char s[8192];
	size_t n;
};

static void put(struct text *t, const char *fmt, ...) PRINTF(2, 3);

static void
put(struct text *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	t->n += (size_t)vsnprintf(t->s + t->n, sizeof(t->s) - t->n, fmt, ap);
	va_end(ap);
	assert_true(t->n < sizeof(t->s));
}

/* --- a row to a scenario -------------------------------------------------- */

static void
put_node(struct text *t, const struct node *n)
{
	const char *ends = n->kind == NODE_MAP ? "{}" : "[]";

	if (n->kind == NODE_SCALAR) {
		put(t, n->plain ? "%s" : "\"%s\"", n->text);
		return;
	}
	put(t, "%c", ends[0]);
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->key != NULL)
			put(t, "\"%s\": ", c->key);
		put_node(t, c);
		if (c->next != NULL)
			put(t, ", ");
	}
	put(t, "%c", ends[1]);
}

/* VAR=value;... up to "@"; an empty value removes the variable. */
static void
put_settings(struct text *t, const char *s)
{
	const char *end = s + strcspn(s, "@"), *sep = "";

	put(t, ", \"settings\": {");
	while (s < end) {
		size_t len = strcspn(s, ";@"), name = strcspn(s, "=");

		put(t, "%s\"%.*s\": ", sep, (int)name, s);
		if (name + 1 == len)
			put(t, "null");
		else
			put(t, "\"%.*s\"", (int)(len - name - 1),
			    s + name + 1);
		sep = ", ";
		s += len + (s[len] == ';');
	}
	put(t, "}");
}

/* "5" (at 20 s), or "20:5,400:+2,500:-1|until=900". */
static void
put_events(struct text *t, const char *pods, const struct node *more)
{
	const char *until = strstr(pods, "|until="), *sep = "", *s = pods;
	const char *end = until != NULL ? until : pods + strlen(pods);

	put(t, ", \"until_ms\": %d000, \"events\": [",
	    until != NULL ? atoi(until + 7) : 1800);
	for (; more != NULL; more = more->next, sep = ", ") {
		put(t, "%s", sep);
		put_node(t, more);
	}
	while (s < end) {
		size_t len = strcspn(s, ",|"), colon = strcspn(s, ":");
		const char *what = colon < len ? s + colon + 1 : s;
		int at = colon < len ? atoi(s) : 20;

		put(t, "%s{\"t\": %d000, \"op\": \"%s\", \"%s\": %d}", sep,
		    at, *what == '+' ? "add" : *what == '-' ? "del" : "set",
		    *what == '+' || *what == '-' ? "n" : "pods",
		    abs(atoi(what)));
		sep = ", ";
		s += len + (s[len] == ',');
	}
	put(t, "]");
}

static void
put_scenario(struct text *t, const char *const *field, struct arena *a)
{
	const char *at = strchr(field[SETTINGS], '@'), *paren;
	bool unit = strncmp(field[MODE], "unit:", 5) == 0;
	const struct node *more = NULL, *c, *given;
	struct err e = ERR_INIT;
	unsigned enis, ips;

	if (at != NULL)
		more = yaml_parse(a, field[ID], at + 1, strlen(at + 1), &e);
	assert_true(at == NULL || more != NULL);
	paren = strchr(field[TYPE], '(');
	assert_int_equal(sscanf(paren, "(%u,%u)", &enis, &ips), 2);
	put(t, "{\"limits\": {\"max_enis\": %u, \"ips_per_eni\": %u", enis,
	    ips);
	given = node_get(more, "limits");
	for (c = given != NULL ? given->child : NULL; c != NULL;
	    c = c->next) {
		put(t, ", \"%s\": ", c->key);
		put_node(t, c);
	}
	if (strcmp(field[PODS], "nitro=0") == 0)
		put(t, ", \"nitro\": false");
	put(t, "}");
	put_settings(t, field[SETTINGS]);
	for (c = more != NULL ? more->child : NULL; c != NULL; c = c->next) {
		if (strcmp(c->key, "limits") == 0 ||
		    strcmp(c->key, "events") == 0)
			continue;
		put(t, ", \"%s\": ", c->key);
		put_node(t, c);
	}
	c = node_get(more, "events");
	put_events(t, unit ? "" : field[PODS], c != NULL ? c->child : NULL);
	put(t, ", \"trace\": \"final\"}");
}

/* --- what came of it ------------------------------------------------------ */

static void
put_blocks(struct text *t, const struct engine *g)
{
	if (g->nprefix == 0 && g->pd)
		put(t, "0p");
	else if (g->nprefix == 0)
		put(t, "%llu", (unsigned long long)g->nsingle);
	else if (g->nsingle == 0)
		put(t, "%llup", (unsigned long long)g->nprefix);
	else
		put(t, "%llu+%llup", (unsigned long long)g->nsingle,
		    (unsigned long long)g->nprefix);
}

/* "dist=9,3": blocks of each ENI, in the order they were attached. */
static void
put_dist(struct text *t, const struct engine *g)
{
	const char *sep = "dist=";

	for (uint32_t c = 0; c < g->nstores; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++) {
			put(t, "%s%u", sep, g->enis[g->stores[c].enis[k]].n);
			sep = ",";
		}
}

static void
check_notes(const char *const *field, const struct simulation *s)
{
	const struct engine *g = &s->engine;
	struct text t = { .n = 0 };
	const char *note = strstr(field[NOTES], "dist=");

	if (note != NULL) {
		put_dist(&t, g);
		if (strncmp(note, t.s, strcspn(note, " ;")) != 0)
			fail_msg("%s: got %s, want %s", field[ID], t.s, note);
	}
	note = strstr(field[NOTES], "pending=");
	if (note != NULL)
		assert_int_equal(g->waiting, atoi(note + 8));
	note = strstr(field[NOTES], "a=");
	if (note == NULL || strstr(note, "b=") == NULL)
		return;
	t.n = 0;
	put(&t, "a=%llu,b=%llu",
	    (unsigned long long)s->scenario->subnets[0].free -
	    (unsigned long long)s->subnets[0].free,
	    (unsigned long long)s->scenario->subnets[1].free -
	    (unsigned long long)s->subnets[1].free);
	if (strncmp(note, t.s, t.n) != 0)
		fail_msg("%s: got %s, want %s", field[ID], t.s, note);
}

static void
check_run(const char *const *field, const struct scenario *sc,
    struct arena *a)
{
	struct simulation s = { .no_skip = false };
	struct text got = { .n = 0 }, want = { .n = 0 };
	struct err e = ERR_INIT;
	bool error = strstr(field[NOTES], "error") != NULL;

	if (!simulate(&s, sc, a, &e))
		fail_msg("%s: %s", field[ID], e.msg);
	assert_int_equal(error, s.engine.error != NULL);
	put(&got, "%llu/", (unsigned long long)s.engine.neni);
	put_blocks(&got, &s.engine);
	put(&got, "/%llu", (unsigned long long)engine_addresses(&s.engine));
	put(&want, "%s/%s/%s", field[ENIS], field[BLOCKS], field[ADDRESSES]);
	if (strcmp(got.s, want.s) != 0)
		fail_msg("%s: got %s, want %s", field[ID], got.s, want.s);
	check_notes(field, &s);
}

/* --- one function of the CNI ---------------------------------------------- */

static unsigned
member(const char *s, const char *key)
{
	const char *at = strstr(s, key);

	return at != NULL ? (unsigned)atoi(at + strlen(key)) : 0;
}

/* "total=3,assigned=1" or "prefixes=1,assigned=0", on the primary ENI. */
static void
fill_store(struct engine *g, const char *state)
{
	struct ipam_eni *e = &g->enis[g->stores[0].enis[0]];

	engine_add_blocks(g, e, member(state, "total="), false);
	engine_add_blocks(g, e, member(state, "prefixes="), true);
	engine_add(g, member(state, "assigned="), false);
	engine_retry(g);
	assert_int_equal(g->waiting, 0);
}

/* "2/2p 1/0t 0/0": addresses and pods of each ENI, p primary, t trunk. */
static void
put_deletable(struct text *t, struct engine *g, const char *state,
    struct scenario_eni *enis)
{
	uint32_t n = 0, serial[16];
	unsigned pods = 0;

	for (const char *s = state; *s != '\0'; n++) {
		size_t len = strcspn(s, " ");

		enis[n] = (struct scenario_eni){ .ips = (uint64_t)atoi(s),
		    .age_ms = 60000 };
		pods += (unsigned)atoi(strchr(s, '/') + 1);
		s += len + (s[len] == ' ');
	}
	g->s.enis = enis;
	g->s.nenis = n;
	engine_init(g, &(struct engine_setup){ .limits = g->s.limits,
	    .rules = g->s.rules, .settings = g->s.settings,
	    .max_pods = g->s.max_pods, .subnets = g->s.subnets,
	    .nsubnets = 1, .delete = ORDER_NEWEST, .enis = enis,
	    .nenis = n }, g->arena);
	engine_add(g, pods, false);
	engine_retry(g);
	for (uint32_t i = 0; i < n; i++) {
		struct ipam_eni *e = &g->enis[g->stores[0].enis[i]];

		serial[i] = e->serial;
		e->trunk = strchr(state, 't') != NULL && i == 1;
	}
	engine_remove_one(g, &g->stores[0]);
	put(t, "removed=");
	for (uint32_t i = 0, k = 0; i < n; i++, k++)
		if (k == g->stores[0].n || g->enis[g->stores[0].enis[k]]
		    .serial != serial[i]) {
			put(t, "%u", i);
			k--;
		}
}

static void
put_unit(struct text *t, const char *const *field, const struct scenario *sc,
    struct arena *a)
{
	struct simulation s = { .no_skip = false };
	struct err e = ERR_INIT;
	const char *kind = field[MODE] + 5;
	struct scenario_eni enis[16];
	struct engine_setup setup;
	struct engine g;
	struct shortage st;
	bool ok = simulate(&s, sc, a, &e);

	if (strcmp(kind, "config_valid") == 0) {
		put(t, "valid=%d", ok);
		return;
	}
	assert_true(ok);
	setup = s.engine.s;
	s.subnets[0].free = SUPPLY_UNLIMITED;
	engine_init(&g, &setup, a);
	if (strcmp(kind, "parsed") == 0) {
		put(t, "warm_prefix=%lld", (long long)g.warm_prefix);
		return;
	}
	if (strcmp(kind, "deletable") == 0) {
		put_deletable(t, &g, field[PODS], enis);
		return;
	}
	fill_store(&g, field[PODS]);
	st = engine_shortage(&g, g.stores);
	if (strcmp(kind, "target_state") == 0)
		put(t, "short=%lld,over=%lld,defined=%d", (long long)st.lack,
		    (long long)st.over, st.defined);
	else if (strcmp(kind, "too_low") == 0)
		put(t, "low=%d", engine_low(&g, g.stores));
	else if (strcmp(kind, "new_eni_size") == 0)
		put(t, "size=%lld", (long long)engine_new_eni_size(&g,
		    g.stores));
	else
		fail_msg("%s: %s", field[ID], kind);
}

/* --- the file ------------------------------------------------------------- */

static size_t nrows, nunits;

static bool
row(void *arg, const struct csv_row *row, struct err *unused)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct scenario sc;
	struct text t = { .n = 0 }, got = { .n = 0 };

	(void)arg;
	(void)unused;
	if (strcmp(row->field[ID], "id") == 0)
		return true;
	put_scenario(&t, row->field, &a);
	if (!scenario_parse(&sc, row->field[ID], t.s, t.n, &a, &e))
		fail_msg("%s: %s in %s", row->field[ID], e.msg, t.s);
	if (strncmp(row->field[MODE], "unit:", 5) == 0) {
		put_unit(&got, row->field, &sc, &a);
		if (strcmp(got.s, row->field[BLOCKS]) != 0)
			fail_msg("%s: got %s, want %s", row->field[ID],
			    got.s, row->field[BLOCKS]);
		nunits++;
	} else
		check_run(row->field, &sc, &a);
	nrows++;
	arena_clear(&a);
	return true;
}

static void
vectors(void **state)
{
	(void)state;

	vectors_read("cni.csv", row);
	assert_int_equal(nrows, 141);
	assert_int_equal(nunits, 22);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
