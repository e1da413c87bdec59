/* The IAM policy and the RBAC role: no right that no command needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/collect.h"

#define ACTIONS_MAX 64

struct actions {
	const char *v[ACTIONS_MAX];
	size_t n;
};

static int
cmp_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_action(struct actions *s, const char *action)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i], action) == 0)
			return;
	if (s->n < ACTIONS_MAX)
		s->v[s->n++] = action;
}

static bool
is_eks(const char *action)
{
	return strncmp(action, "eks:", 4) == 0;
}

/* What the commands call, and what finds out for whom to call them. */
static void
all_actions(struct actions *s, const struct collect *c)
{
	s->n = 0;
	for (size_t i = 0; i < c->n; i++) {
		const char *list = source_list_action(c->v[i]->each);

		if (c->v[i]->action != NULL)
			add_action(s, c->v[i]->action);
		if (list != NULL)
			add_action(s, list);
		if (c->v[i]->each == SOURCE_NODEGROUP)
			add_action(s, source_list_action(SOURCE_EKS));
	}
	qsort(s->v, s->n, sizeof(s->v[0]), cmp_text);
}

/* Where the Region says which: China and GovCloud are their own. */
static const char *
partition(const struct collect *c)
{
	if (c->region != NULL && strncmp(c->region, "cn-", 3) == 0)
		return "aws-cn";
	if (c->region != NULL && strncmp(c->region, "us-gov-", 7) == 0)
		return "aws-us-gov";
	return "aws";
}

/* --- IAM ---------------------------------------------------------------- */

struct policy {
	struct out *out;
	const struct collect *c;
	struct actions all;
	size_t nstatements;
};

/* One statement of the actions that belong; none: no statement. */
static void
put_statement(struct policy *p, const char *sid,
    bool (*belongs)(const char *action), const char *resource)
{
	const struct collect *c = p->c;
	struct out *o = p->out;
	const char *before = "[";
	bool any = false;

	for (size_t i = 0; i < p->all.n; i++)
		any = any || belongs(p->all.v[i]);
	if (!any)
		return;
	out_printf(o, "%s\n    {\n      \"Sid\": \"%s\",\n      \"Effect\": "
	    "\"Allow\",\n      \"Action\": ", p->nstatements++ != 0 ? "," :
	    "", sid);
	for (size_t i = 0; i < p->all.n; i++) {
		if (!belongs(p->all.v[i]))
			continue;
		out_printf(o, "%s\n        \"%s\"", before, p->all.v[i]);
		before = ",";
	}
	out_str(o, "\n      ],\n      \"Resource\": \"");
	if (*resource == '*')
		out_str(o, "*");
	else
		out_printf(o, "arn:%s:eks:%s:%s:%s", partition(c),
		    c->region != NULL ? c->region : "*", c->account != NULL ?
		    c->account : "*", resource);
	out_char(o, '"');
	if (*resource == '*' && c->region != NULL)
		out_printf(o, ",\n      \"Condition\": {\"StringEquals\": "
		    "{\"aws:RequestedRegion\": \"%s\"}}", c->region);
	out_str(o, "\n    }");
}

static bool
is_not_eks(const char *action)
{
	return !is_eks(action);
}

static bool
is_list_clusters(const char *action)
{
	return strcmp(action, "eks:ListClusters") == 0;
}

static bool
is_of_nodegroup(const char *action)
{
	return strcmp(action, "eks:DescribeNodegroup") == 0;
}

static bool
is_of_cluster(const char *action)
{
	return is_eks(action) && !is_list_clusters(action) &&
	    !is_of_nodegroup(action);
}

void
view_collect_policy(struct out *o, const struct collect *c)
{
	struct policy p = { .out = o, .c = c };
	char cluster[256], group[256];
	const char *name = c->cluster != NULL ? c->cluster : "*";

	all_actions(&p.all, c);
	snprintf(cluster, sizeof(cluster), "cluster/%s", name);
	snprintf(group, sizeof(group), "nodegroup/%s/*/*", name);
	out_str(o, "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [");
	put_statement(&p, "ReadNetwork", is_not_eks, "*");
	if (c->cluster == NULL)
		put_statement(&p, "ListClusters", is_list_clusters, "*");
	put_statement(&p, "ReadClusters", is_of_cluster, cluster);
	put_statement(&p, "ReadNodegroups", is_of_nodegroup, group);
	out_str(o, p.nstatements != 0 ? "\n  ]\n}\n" : "]\n}\n");
}

/* --- RBAC --------------------------------------------------------------- */

static void
put_rule(struct out *o, const struct source *s)
{
	out_printf(o, "  - apiGroups: [\"%s\"]\n    resources: [%s]\n",
	    s->group, s->resource);
	if (s->name != NULL)
		out_printf(o, "    resourceNames: [%s]\n", s->name);
	out_printf(o, "    verbs: [%s]\n", s->name != NULL ? "get" : "list");
}

static void
put_role(struct out *o, const struct collect *c, const char *namespace)
{
	const char *kind = namespace != NULL ? "Role" : "ClusterRole";
	bool any = false;

	for (size_t i = 0; i < c->n; i++) {
		const struct source *s = c->v[i];

		if (s->each != SOURCE_KUBE || (s->namespace == NULL) !=
		    (namespace == NULL))
			continue;
		if (!any)
			out_printf(o, "---\napiVersion: rbac.authorization."
			    "k8s.io/v1\nkind: %s\nmetadata:\n"
			    "  name: ipplan-read\n", kind);
		if (!any && namespace != NULL)
			out_printf(o, "  namespace: %s\n", namespace);
		if (!any)
			out_str(o, "rules:\n");
		put_rule(o, s);
		any = true;
	}
	if (!any)
		return;
	out_printf(o, "---\napiVersion: rbac.authorization.k8s.io/v1\n"
	    "kind: %sBinding\nmetadata:\n  name: ipplan-read\n", kind);
	if (namespace != NULL)
		out_printf(o, "  namespace: %s\n", namespace);
	out_printf(o, "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n"
	    "  kind: %s\n  name: ipplan-read\nsubjects:\n"
	    "  - apiGroup: rbac.authorization.k8s.io\n    kind: Group\n"
	    "    name: ipplan-readers\n", kind);
}

void
view_collect_role(struct out *o, const struct collect *c)
{
	put_role(o, c, NULL);
	put_role(o, c, "kube-system");
}
