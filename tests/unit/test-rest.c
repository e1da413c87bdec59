/*
 * The CNI at rest: the closed form against a naive agent, and against what
 * the CNI's documents and code say (tests/vectors/cni.csv).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naive-ipamd.h"
#include "random-node.h"
#include "test.h"

#include "cni/scatter.h"

#define SEED 20260818u

static void
describe(const struct cni_node *n, uint64_t pods)
{
	const struct cni_settings *s = &n->settings;
	const struct limits *l = n->limits;

	printf("enis %u ips %u cards %u nitro %d trunking %d branch %u; "
	    "max_pods %llu unmanaged %llu branch_pods %llu; pd %d cn %d "
	    "pod_eni %d multi %d off %d; warm eni %llu ip %llu min %llu "
	    "prefix %llu max_eni %llu; pods %llu\n", l->enis, l->ipv4_per_eni,
	    l->network_cards, l->prefix_delegation, l->trunking,
	    l->branch_enis, (unsigned long long)n->max_pods,
	    (unsigned long long)n->unmanaged_enis,
	    (unsigned long long)n->branch_pods, s->prefix_delegation,
	    s->custom_networking, s->pod_eni, s->multi_nic,
	    s->disable_provisioning, (unsigned long long)s->warm_eni,
	    (unsigned long long)s->warm_ip,
	    (unsigned long long)s->minimum_ip,
	    (unsigned long long)s->warm_prefix,
	    (unsigned long long)s->max_eni, (unsigned long long)pods);
}

static void
check_state(const struct cni_node *n, uint64_t pods,
    const struct naive_state *want)
{
	struct cni_rest r;
	uint64_t placed = want->assigned + want->branch;

	cni_rest(n, pods, &r);
	if (r.enis == want->enis && r.prefixes == want->prefixes &&
	    r.secondary_ips == want->secondary_ips &&
	    r.assigned == want->assigned && r.branch_enis == want->branch &&
	    r.stable == want->stable && r.unplaced == pods - placed &&
	    r.addresses == want->enis + want->secondary_ips +
	    16 * want->prefixes + want->branch && r.warm ==
	    want->secondary_ips + 16 * want->prefixes - want->assigned)
		return;
	describe(n, pods);
	printf("seed %u: got enis %llu prefixes %llu ips %llu assigned %llu "
	    "branch %llu stable %d\n", SEED, (unsigned long long)r.enis,
	    (unsigned long long)r.prefixes,
	    (unsigned long long)r.secondary_ips,
	    (unsigned long long)r.assigned,
	    (unsigned long long)r.branch_enis, r.stable);
	fail_msg("naive: enis %llu prefixes %llu ips %llu assigned %llu "
	    "branch %llu stable %d", (unsigned long long)want->enis,
	    (unsigned long long)want->prefixes,
	    (unsigned long long)want->secondary_ips,
	    (unsigned long long)want->assigned,
	    (unsigned long long)want->branch, want->stable);
}

/* Pods 0 to last, one after the other, on both. */
static void
check_node(struct cni_node *n, uint64_t last)
{
	static struct naive_store store[RANDOM_CARDS];
	struct naive_state state;
	struct naive agent;
	uint64_t taken = 0;		/* places that the kubelet gave */

	cni_node_init(n);
	naive_boot(&agent, n, store);
	for (uint64_t pods = 0; pods <= last; pods++) {
		if (pods > 0 && taken < n->max_pods) {
			uint64_t branches = agent.branch;

			if (pods <= n->branch_pods) {
				naive_add_branch_pod(&agent);
				taken += agent.branch - branches;
			} else {
				naive_add_pool_pod(&agent);
				taken++;
			}
		}
		naive_settle(&agent, &state);
		check_state(n, pods, &state);
	}
}

static void
test_random(void **state)
{
	struct cni_node n;
	struct limits l;

	(void)state;
	for (int i = 0; i < 15000; i++) {
		random_node(&n, &l);
		check_node(&n, rnd(4) == 0 ? 100 : 45);
	}
}

static const struct {
	bool pd, cn, pod_eni;
	uint64_t eni, ip, minimum, prefix;
} sets[] = {
	{ false, false, false, 1, 0, 0, 1 },
	{ false, false, true, 0, 0, 0, 0 },
	{ false, true, false, 2, 0, 0, 1 },
	{ false, false, false, 1, 2, 12, 1 },
	{ false, true, true, 1, 0, 9, 1 },
	{ true, false, false, 1, 0, 0, 1 },
	{ true, false, true, 1, 0, 0, 0 },
	{ true, true, false, 1, 0, 0, 2 },
	{ true, false, false, 1, 5, 40, 1 },
	{ true, false, false, 1, 0, 20, 1 },
};

static bool
same_shape(const struct limits *a, const struct limits *b)
{
	return a->enis == b->enis && a->ipv4_per_eni == b->ipv4_per_eni &&
	    a->vcpus / 31 == b->vcpus / 31 &&
	    a->prefix_delegation == b->prefix_delegation;
}

/* Every shape of ENIs and addresses that EC2 sells. */
static void
test_real_types(void **state)
{
	size_t nshapes = 0;

	(void)state;
	for (size_t i = 0; i < nlimits; i++) {
		size_t first = 0;

		while (!same_shape(&limits[first], &limits[i]))
			first++;
		if (first != i)
			continue;
		nshapes++;
		for (size_t k = 0; k < COUNT(sets); k++) {
			struct cni_node n = { .limits = &limits[i] };
			struct cni_settings *s = &n.settings;

			cni_settings_init(s);
			s->prefix_delegation = sets[k].pd;
			s->custom_networking = sets[k].cn;
			s->pod_eni = sets[k].pod_eni;
			s->warm_eni = sets[k].eni;
			s->warm_ip = sets[k].ip;
			s->minimum_ip = sets[k].minimum;
			s->warm_prefix = sets[k].prefix;
			check_node(&n, limits[i].enis < 5 ? 115 : 66);
		}
	}
	printf("%zu shapes\n", nshapes);
}

/* Whatever the count, the answer is that of the last pod that fits. */
static void
test_huge_counts(void **state)
{
	static const uint64_t huge[] = { 5000, (uint64_t)1 << 62,
	    UINT64_MAX };
	struct cni_rest a, b;
	struct cni_node n;
	struct limits l;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		random_node(&n, &l);
		cni_node_init(&n);
		cni_rest(&n, 4999, &a);
		for (size_t k = 0; k < COUNT(huge); k++) {
			cni_rest(&n, huge[k], &b);
			assert_int_equal(b.unplaced - a.unplaced,
			    huge[k] - 4999);
			b.unplaced = a.unplaced;
			b.pods = a.pods;
			assert_memory_equal(&a, &b, sizeof(a));
		}
	}
}

/* Addresses add up, on every type, with any settings. */
static void
test_laws(void **state)
{
	struct cni_node n;
	struct cni_rest r;
	struct limits unused;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		uint64_t pods = rnd(300);

		random_node(&n, &unused);
		n.limits = &limits[rnd(nlimits)];
		n.os = rnd(8) == 0 ? CNI_WINDOWS : CNI_LINUX;
		if (n.os == CNI_LINUX && rnd(8) == 0) {
			n.settings.ipv6 = n.settings.prefix_delegation = true;
			n.settings.ipv4 = n.settings.custom_networking = false;
		}
		cni_node_init(&n);
		cni_rest(&n, pods, &r);
		assert_int_equal(r.addresses, r.enis + r.secondary_ips +
		    16 * r.prefixes + r.branch_enis);
		assert_int_equal(r.addresses, r.node_subnet_addresses +
		    r.pod_subnet_addresses);
		assert_int_equal(pods, r.assigned + r.branch_enis +
		    r.unplaced);
		if (n.mode != CNI_IPV6)
			assert_int_equal(r.warm + r.assigned,
			    r.secondary_ips + 16 * r.prefixes);
		assert_true(r.enis >= 1);
		assert_true(r.assigned + r.branch_enis <= n.max_pods);
	}
}

static void
check_not_less(const struct cni_node *n, uint64_t pods, const char *what,
    uint64_t more, uint64_t less)
{
	if (more >= less)
		return;
	describe(n, pods);
	fail_msg("%s fall from %llu to %llu", what,
	    (unsigned long long)less, (unsigned long long)more);
}

/*
 * A pod more, a target raised, or a past with more pods never makes a node
 * hold less.  With another target it may follow another rule, so both of the
 * targets compared are not 0; without max_pods, which cuts the last step; and
 * on one card, for with more on the first the others may have a pod less.
 */
static void
test_monotone(void **state)
{
	static const size_t targets[] = {
		offsetof(struct cni_settings, warm_eni),
		offsetof(struct cni_settings, warm_ip),
		offsetof(struct cni_settings, minimum_ip),
		offsetof(struct cni_settings, warm_prefix),
	};
	struct cni_scatter was, now;
	struct cni_rest a, b;
	struct limits unused;
	struct cni_node n;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		uint64_t pods = rnd(300), peak = rnd(400), *target;

		random_node(&n, &unused);
		n.limits = &limits[rnd(nlimits)];
		cni_node_init(&n);
		cni_rest(&n, pods, &a);
		cni_rest(&n, pods + 1, &b);
		check_not_less(&n, pods, "ENIs", b.enis, a.enis);
		check_not_less(&n, pods, "/28s", b.prefixes, a.prefixes);
		check_not_less(&n, pods, "single addresses",
		    b.secondary_ips, a.secondary_ips);
		check_not_less(&n, pods, "assigned", b.assigned, a.assigned);
		cni_scatter(&n, &a, peak, &was);
		cni_scatter(&n, &b, peak, &now);
		check_not_less(&n, pods, "scattered", now.addresses,
		    was.addresses);
		cni_scatter(&n, &a, peak + 1, &now);
		check_not_less(&n, pods, "scattered for more pods",
		    now.addresses, was.addresses);
		target = (uint64_t *)(void *)((char *)&n.settings +
		    targets[rnd(COUNT(targets))]);
		if (*target == 0 || *target > 1000)
			continue;
		n.max_pods_given = true;
		n.max_pods = UINT64_MAX;
		n.settings.multi_nic = false;
		cni_node_init(&n);
		cni_rest(&n, pods, &a);
		++*target;
		cni_node_init(&n);
		cni_rest(&n, pods, &b);
		check_not_less(&n, pods, "addresses", b.addresses,
		    a.addresses);
	}
}

static void
test_windows(void **state)
{
	static const struct {
		bool pd;
		const char *warm, *minimum, *prefix;
		uint64_t pods, addresses, unplaced;
	} rows[] = {
		/* docs/windows of the resource controller; m5.large, 3 x 10 */
		{ false, NULL, NULL, NULL, 0, 1 + 3, 0 },
		{ false, NULL, NULL, NULL, 2, 1 + 5, 0 },
		{ false, NULL, NULL, NULL, 9, 1 + 9, 0 },
		{ false, NULL, NULL, NULL, 12, 1 + 9, 3 },
		{ false, "1", "0", NULL, 0, 1 + 1, 0 },
		{ false, "1", "0", NULL, 5, 1 + 6, 0 },
		{ false, "1", "3", NULL, 3, 1 + 4, 0 },
		{ false, "0", "0", NULL, 3, 1 + 4, 0 },
		{ true, NULL, NULL, NULL, 0, 1 + 16, 0 },
		{ true, NULL, NULL, NULL, 15, 1 + 16, 0 },
		{ true, NULL, NULL, NULL, 16, 1 + 32, 0 },
		{ true, NULL, NULL, "2", 16, 1 + 48, 0 },
		{ true, NULL, NULL, NULL, 115, 1 + 112, 5 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cni_node n = { .limits = limits_find("m5.large"),
		    .os = CNI_WINDOWS };
		struct cni_rest r;

		cni_settings_init(&n.settings);
		n.settings.prefix_delegation = rows[i].pd;
		if (rows[i].warm != NULL)
			cni_settings_env(&n.settings, "WARM_IP_TARGET",
			    rows[i].warm);
		if (rows[i].minimum != NULL)
			cni_settings_env(&n.settings, "MINIMUM_IP_TARGET",
			    rows[i].minimum);
		if (rows[i].prefix != NULL)
			cni_settings_env(&n.settings, "WARM_PREFIX_TARGET",
			    rows[i].prefix);
		cni_node_init(&n);
		cni_rest(&n, rows[i].pods, &r);
		assert_int_equal(r.addresses, rows[i].addresses);
		assert_int_equal(r.unplaced, rows[i].unplaced);
	}
}

static void
test_ipv6(void **state)
{
	struct cni_node n = { .limits = limits_find("m5.large") };
	struct cni_rest r;

	(void)state;
	cni_settings_init(&n.settings);
	n.settings.ipv4 = false;
	n.settings.ipv6 = n.settings.prefix_delegation = true;
	cni_node_init(&n);
	cni_rest(&n, 120, &r);
	assert_int_equal(r.addresses, 1);
	assert_int_equal(r.assigned, 110);
	assert_int_equal(r.unplaced, 10);
	n.settings.pod_eni = true;
	n.branch_pods = 3;
	cni_node_init(&n);
	cni_rest(&n, 20, &r);
	assert_int_equal(r.enis, 2);
	assert_int_equal(r.addresses, 5);
	n.limits = limits_find("m4.large");
	cni_node_init(&n);
	cni_rest(&n, 20, &r);
	assert_non_null(n.unusable);
	assert_int_equal(r.enis, 1);
	assert_int_equal(r.unplaced, 20);
}

/* --- tests/vectors/cni.csv ------------------------------------------- */

struct vector {
	char field[10][600];	/* as the header names them */
};

enum { ID, SOURCE, MODE, TYPE, SETTINGS, PODS, ENIS, BLOCKS, ADDRESSES,
    NOTES };

static bool
next_vector(FILE *f, struct vector *v)
{
	char line[2000];
	size_t k = 0, n = 0;
	bool quoted = false;

	if (fgets(line, sizeof(line), f) == NULL)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	memset(v, 0, sizeof(*v));
	for (const char *s = line; *s != '\0' && k < 10; s++) {
		if (*s == '"' && quoted && s[1] == '"')
			s++;
		else if (*s == '"') {
			quoted = !quoted;
			continue;
		} else if (*s == ',' && !quoted) {
			k++;
			n = 0;
			continue;
		}
		assert_true(n + 1 < sizeof(v->field[k]));
		v->field[k][n++] = *s;
	}
	return true;
}

static bool
member(const char *json, const char *key, uint64_t *v)
{
	const char *at = json == NULL ? NULL : strstr(json, key);

	if (at == NULL)
		return false;
	*v = strtoull(at + strlen(key), NULL, 10);
	return true;
}

/* settings: VAR=value;... (no value: variable absent), then @ and JSON. */
static void
read_settings(struct cni_node *n, struct limits *l, char *text)
{
	char *json = strchr(text, '@'), *save = NULL, *eq;
	uint64_t v;

	if (json != NULL)
		*json++ = '\0';
	for (char *w = strtok_r(text, ";", &save); w != NULL;
	    w = strtok_r(NULL, ";", &save)) {
		eq = strchr(w, '=');
		*eq++ = '\0';
		cni_settings_env(&n->settings, w, *eq == '\0' ? NULL : eq);
	}
	n->max_pods_given = true;
	n->max_pods = 110;
	member(json, "\"max_pods\":", &n->max_pods);
	member(json, "\"unmanaged_enis\":", &n->unmanaged_enis);
	if (member(json, "\"branch_limit\":", &v))
		l->branch_enis = (unsigned)v;
	if (member(json, "\"branch_set\",\"pods\":", &v))
		n->branch_pods = v;
	l->prefix_delegation = json == NULL ||
	    strstr(json, "\"nitro\":false") == NULL;
}

static bool
plain(const struct vector *v)
{
	return strchr("DPRIV", v->field[ID][0]) != NULL &&
	    strchr(v->field[PODS], ':') == NULL &&
	    strstr(v->field[SETTINGS], "subnets") == NULL;
}

static void
check_vector(struct vector *v)
{
	struct limits l = { .type = "vector", .network_cards = 1,
	    .trunking = TRUNKING_UNKNOWN };
	struct cni_node n = { .limits = &l };
	char got[64], want[64], *end;
	const char *pending = strstr(v->field[NOTES], "pending=");
	struct cni_rest r;

	assert_int_equal(sscanf(strchr(v->field[TYPE], '('), "(%u,%u)",
	    &l.enis, &l.ipv4_per_eni), 2);
	cni_settings_init(&n.settings);
	read_settings(&n, &l, v->field[SETTINGS]);
	cni_node_init(&n);
	cni_rest(&n, strtoull(v->field[PODS], NULL, 10) + n.branch_pods, &r);
	if (n.mode == CNI_PREFIX)
		snprintf(got, sizeof(got), "%llu/%llup/%llu",
		    (unsigned long long)r.enis,
		    (unsigned long long)r.prefixes,
		    (unsigned long long)r.addresses);
	else
		snprintf(got, sizeof(got), "%llu/%llu/%llu",
		    (unsigned long long)r.enis,
		    (unsigned long long)r.secondary_ips,
		    (unsigned long long)r.addresses);
	snprintf(want, sizeof(want), "%.9s/%.9s/%.9s", v->field[ENIS],
	    v->field[BLOCKS], v->field[ADDRESSES]);
	if (strcmp(got, want) != 0)
		fail_msg("%s: got %s, want %s", v->field[ID], got, want);
	if (pending != NULL)
		assert_int_equal(r.unplaced,
		    strtoull(pending + strlen("pending="), &end, 10));
}

static void
test_vectors(void **state)
{
	char path[4096];
	struct vector v;
	int nrows = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/vectors/cni.csv",
	    getenv("SRCDIR") != NULL ? getenv("SRCDIR") : ".");
	f = fopen(path, "r");
	assert_non_null(f);
	while (next_vector(f, &v))
		if (plain(&v)) {
			check_vector(&v);
			nrows++;
		}
	fclose(f);
	assert_int_equal(nrows, 88);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_ipv6),
		cmocka_unit_test(test_real_types),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_huge_counts),
		cmocka_unit_test(test_laws),
		cmocka_unit_test(test_monotone),
	};

	random_state = SEED;
	printf("seed %u\n", SEED);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
