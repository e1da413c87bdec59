#include "view/cni-text.h"

#include <stdio.h>

#include "cni/maxpods.h"
#include "view/yaml.h"

const char *const cni_forms[] = { "kubectl", "addon", "helm", "nodeadm",
    NULL };

/* --- the daemonset's environment ------------------------------------------ */

struct variable {
	const char *name;
	bool set;
	char value[24];
};

#define VARIABLES 5

static void
number(struct variable *v, const char *name, uint64_t n, bool set)
{
	*v = (struct variable){ .name = name, .set = set };
	snprintf(v->value, sizeof(v->value), "%llu", (unsigned long long)n);
}

/* 0 is no warm IP and no minimum; of the other two it is a target. */
static void
variables(struct variable v[VARIABLES], const struct targets *t)
{
	v[0] = (struct variable){ "ENABLE_PREFIX_DELEGATION", true, "false" };
	if (t->mode == CNI_PREFIX)
		snprintf(v[0].value, sizeof(v[0].value), "true");
	number(&v[1], "MINIMUM_IP_TARGET", t->minimum_ip,
	    t->minimum_ip != 0);
	number(&v[2], "WARM_ENI_TARGET", t->warm_eni, true);
	number(&v[3], "WARM_IP_TARGET", t->warm_ip, t->warm_ip != 0);
	number(&v[4], "WARM_PREFIX_TARGET", t->warm_prefix, true);
}

static void
kubectl(struct out *o, const struct variable *v)
{
	out_str(o, "kubectl set env daemonset aws-node -n kube-system");
	for (size_t i = 0; i < VARIABLES; i++)
		if (v[i].set)
			out_printf(o, " %s=%s", v[i].name, v[i].value);
		else
			out_printf(o, " %s-", v[i].name);
}

/* Both JSON and the flow style of YAML; only what is set. */
static void
pairs(struct out *o, const struct variable *v, const char *quote)
{
	const char *comma = "";

	for (size_t i = 0; i < VARIABLES; i++) {
		if (!v[i].set)
			continue;
		out_printf(o, "%s%s%s%s: \"%s\"", comma, quote, v[i].name,
		    quote, v[i].value);
		comma = ", ";
	}
}

static void
addon(struct out *o, const struct variable *v)
{
	out_str(o, "{\"env\": {");
	pairs(o, v, "\"");
	out_str(o, "}}");
}

static void
helm_line(struct out *o, const struct variable *v)
{
	out_str(o, "env: {");
	pairs(o, v, "");
	out_str(o, "}");
}

static void
helm(struct out *o, const struct variable *v)
{
	out_str(o, "env:\n");
	for (size_t i = 0; i < VARIABLES; i++)
		if (v[i].set)
			out_printf(o, "  %s: \"%s\"\n", v[i].name,
			    v[i].value);
}

/* --- max pods ------------------------------------------------------------- */

/* The ENIs of a node that carry pods. */
static const char *
enis_text(const struct cni_settings *s, struct arena *a)
{
	const char *enis = "default_enis";

	if (s->max_eni >= 1)
		enis = arena_printf(a, "(default_enis < %llu ? default_enis "
		    ": %llu)", (unsigned long long)s->max_eni,
		    (unsigned long long)s->max_eni);
	return s->custom_networking ? arena_printf(a, "(%s - 1)", enis) :
	    enis;
}

/*
 * What the plan gives, or the formula of the mode; in prefix mode at most 110
 * or 250, by the vCPUs of the group's smallest type.
 */
static const char *
expression(const struct targets *t, const struct group_answer *g,
    struct arena *a)
{
	const struct cni_node *n = &g->nodes[0];
	uint64_t cap = maxpods_cap(n->limits);
	const char *formula;

	if (g->group->max_pods.set)
		return arena_printf(a, "%llu",
		    (unsigned long long)g->group->max_pods.v);
	for (size_t i = 1; i < g->ntypes; i++)
		if (maxpods_cap(g->nodes[i].limits) < cap)
			cap = maxpods_cap(g->nodes[i].limits);
	formula = arena_printf(a, "%s * (ips_per_eni - 1)%s + 2",
	    enis_text(&n->settings, a), t->mode == CNI_PREFIX ? " * 16" : "");
	return t->mode != CNI_PREFIX ? formula :
	    arena_printf(a, "%s < %llu ? %s : %llu", formula,
	    (unsigned long long)cap, formula, (unsigned long long)cap);
}

static void
nodeadm(struct out *o, const struct targets *t, const struct answer *a,
    struct arena *scratch)
{
	for (size_t i = 0; i < a->plan->nnodegroups; i++) {
		const struct group_answer *g = &a->groups[i];

		if (g->group->os != OS_LINUX)
			continue;
		out_str(o, "---\n");
		yaml_comment(o, "", "node group %s", g->group->name);
		out_str(o, "apiVersion: node.eks.aws/v1alpha1\n"
		    "kind: NodeConfig\nspec:\n  kubelet:\n");
		out_printf(o, "    maxPodsExpression: \"%s\"\n",
		    expression(t, g, scratch));
	}
}

/* --- forms ---------------------------------------------------------------- */

void
cni_text(struct out *o, enum cni_form f, const struct targets *t,
    const struct answer *a)
{
	struct arena scratch = ARENA_INIT;
	struct variable v[VARIABLES];

	variables(v, t);
	if (f == FORM_KUBECTL)
		kubectl(o, v);
	else if (f == FORM_ADDON)
		addon(o, v);
	else if (f == FORM_HELM)
		helm(o, v);
	else
		nodeadm(o, t, a, &scratch);
	if (f == FORM_KUBECTL || f == FORM_ADDON)
		out_char(o, '\n');
	arena_clear(&scratch);
}

const char *
cni_line(enum cni_form f, const struct targets *t,
    const struct group_answer *g, struct arena *a)
{
	struct out *o = arena_new(a, struct out);
	struct variable v[VARIABLES];
	size_t n;

	if (f == FORM_NODEADM)
		return expression(t, g, a);
	variables(v, t);
	out_init_memory(o, a);
	if (f == FORM_KUBECTL)
		kubectl(o, v);
	else if (f == FORM_ADDON)
		addon(o, v);
	else
		helm_line(o, v);
	return out_memory(o, &n);
}
