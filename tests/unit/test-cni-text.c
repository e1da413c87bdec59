/*
 * The forms in which settings are applied: expressions of max pods, worked
 * out for every instance type, and the daemonset's environment read back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "cni/maxpods.h"
#include "view/cni-text.h"

/* --- as much of CEL as the expressions use -------------------------------- */

struct cel {
	const char *s;
	long enis, ips;
};

static long ternary(struct cel *c);

static bool
word(struct cel *c, const char *w)
{
	while (*c->s == ' ')
		c->s++;
	if (strncmp(c->s, w, strlen(w)) != 0)
		return false;
	c->s += strlen(w);
	return true;
}

static long
primary(struct cel *c)
{
	char *end;
	long v;

	if (word(c, "default_enis"))
		return c->enis;
	if (word(c, "ips_per_eni"))
		return c->ips;
	if (word(c, "(")) {
		v = ternary(c);
		assert_true(word(c, ")"));
		return v;
	}
	v = strtol(c->s, &end, 10);
	assert_true(end != c->s);
	c->s = end;
	return v;
}

static long
product(struct cel *c)
{
	long v = primary(c);

	while (word(c, "*"))
		v *= primary(c);
	return v;
}

static long
sum(struct cel *c)
{
	long v = product(c);

	for (;;)
		if (word(c, "+"))
			v += product(c);
		else if (word(c, "-"))
			v -= product(c);
		else
			return v;
}

static long
ternary(struct cel *c)
{
	long v = sum(c), yes, no;

	if (word(c, "<"))
		v = v < sum(c);
	if (!word(c, "?"))
		return v;
	yes = ternary(c);
	assert_true(word(c, ":"));
	no = ternary(c);
	return v ? yes : no;
}

static long
evaluate(const char *s, const struct limits *l)
{
	struct cel c = { s, l->enis, l->ipv4_per_eni };
	long v = ternary(&c);

	assert_string_equal(c.s, "");
	return v;
}

/* --- max pods ------------------------------------------------------------- */

static void
check_type(const struct limits *l, uint64_t max_eni, bool custom,
    enum cni_mode mode)
{
	struct maxpods_ask ask = { .mode = mode, .custom_networking = custom,
	    .max_eni = max_eni };
	struct targets t = { .mode = mode, .warm_eni = 1, .warm_prefix = 1 };
	struct nodegroup group = { .name = "g" };
	struct cni_node n = { .limits = l };
	struct group_answer g = { .group = &group, .nodes = &n,
	    .ntypes = 1 };
	struct arena a = ARENA_INIT;
	struct maxpods want;
	size_t rule = 0;
	const char *s;

	/* On other types prefixes fall back, and are never recommended. */
	if (mode == CNI_PREFIX && !l->prefix_delegation)
		return;
	while (strcmp(maxpods_rules[rule], mode == CNI_PREFIX ?
	    "recommended" : "eni") != 0)
		rule++;
	maxpods_rule(l, &ask, rule, &want);
	n.settings.max_eni = max_eni;
	n.settings.custom_networking = custom;
	s = cni_line(FORM_NODEADM, &t, &g, &a);
	if (evaluate(s, l) != (long)want.max_pods)
		fail_msg("%s: %s is %ld, not %ld", l->type, s,
		    evaluate(s, l), (long)want.max_pods);
	group.max_pods = (struct opt_count){ true, 42 };
	s = cni_line(FORM_NODEADM, &t, &g, &a);
	assert_int_equal(evaluate(s, l), 42);
	arena_clear(&a);
}

static void
expressions_are_max_pods(void **state)
{
	static const uint64_t max_eni[] = { 0, 1, 2, 5, 1000 };

	(void)state;
	for (size_t i = 0; i < nlimits; i++)
		for (size_t k = 0; k < COUNT(max_eni); k++)
			for (int custom = 0; custom < 2; custom++) {
				check_type(&limits[i], max_eni[k], custom,
				    CNI_SECONDARY);
				check_type(&limits[i], max_eni[k], custom,
				    CNI_PREFIX);
			}
}

/* --- the environment ------------------------------------------------------ */

/* Apply "NAME=VALUE" and "NAME-" words to the manifest's defaults. */
static void
apply(struct cni_settings *s, const char *command)
{
	char buf[512], *save = NULL;

	snprintf(buf, sizeof(buf), "%s", command);
	cni_settings_init(s);
	for (char *w = strtok_r(buf, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save)) {
		char *eq = strchr(w, '=');
		size_t n = strlen(w);

		if (eq != NULL) {
			*eq = '\0';
			assert_int_equal(cni_settings_env(s, w, eq + 1),
			    CNI_ENV_OK);
		} else if (n > 1 && w[n - 1] == '-' && w[0] != '-') {
			w[n - 1] = '\0';
			assert_int_equal(cni_settings_env(s, w, NULL),
			    CNI_ENV_OK);
		}
	}
}

static void
kubectl_sets_the_point(void **state)
{
	static const uint64_t v[] = { 0, 1, 7, INT64_MAX };

	(void)state;
	for (size_t i = 0; i < 2 * 4 * 4 * 4 * 4; i++) {
		struct targets t = { i % 2 ? CNI_PREFIX : CNI_SECONDARY,
		    v[i / 2 % 4], v[i / 8 % 4], v[i / 32 % 4],
		    v[i / 128 % 4] };
		struct arena a = ARENA_INIT;
		struct cni_settings s;

		apply(&s, cni_line(FORM_KUBECTL, &t, NULL, &a));
		assert_int_equal(s.prefix_delegation, i % 2);
		assert_int_equal(s.warm_eni, t.warm_eni);
		assert_int_equal(s.warm_ip, t.warm_ip);
		assert_int_equal(s.minimum_ip, t.minimum_ip);
		assert_int_equal(s.warm_prefix, t.warm_prefix);
		arena_clear(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_are_max_pods),
		cmocka_unit_test(kubectl_sets_the_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
