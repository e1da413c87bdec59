#include "cli/forecast.h"

#include <string.h>

#include "base/str.h"

/* What --join says that the series is, or its name. */
const char *
jobs_joined(const struct jobs *j, const char *series)
{
	size_t n = strlen(series);

	for (size_t i = 0; i < j->o->join.n; i++) {
		const char *s = j->o->join.v[i];

		if (strncmp(s, series, n) == 0 && s[n] == '=' &&
		    strchr(s + n + 1, '=') == NULL)
			return s + n + 1;
	}
	return series;
}

/* The one whose id is in the name; of two it is not said which. */
static const struct history_subnet *
named_document(const struct histories *h, const char *name)
{
	const struct history_subnet *found = NULL;

	for (size_t i = 0; i < h->nsubnets; i++) {
		const char *id = h->subnets[i].id;

		if (!outlook_names(name, id))
			continue;
		if (found != NULL || outlook_names_besides(name, id))
			return NULL;
		found = &h->subnets[i];
	}
	return found;
}

/* By id, else by name or CIDR, else by an id within the name. */
const struct history_subnet *
jobs_document(const struct jobs *j, const char *name)
{
	const struct histories *h = &j->histories;
	const struct history_subnet *found = histories_subnet(h, name);
	char cidr[PREFIX_STRLEN];

	for (size_t i = 0; i < h->nsubnets && found == NULL; i++)
		if ((h->subnets[i].name != NULL &&
		    strcmp(name, h->subnets[i].name) == 0) ||
		    (strchr(name, '/') != NULL && strcmp(name,
		    prefix_format(&h->subnets[i].cidr, cidr)) == 0))
			found = &h->subnets[i];
	return found != NULL ? found : named_document(h, name);
}

/* Of how many subnets n an id is in the name, known or not. */
static void
count_id(size_t *n, const char *name, const char *id)
{
	if (id != NULL && outlook_names(name, id))
		*n += 1 + outlook_names_besides(name, id);
}

static bool
is_ambiguous(const struct jobs *j, const char *name)
{
	const struct plan *p = j->facts != NULL ? &j->facts->plan : NULL;
	const struct histories *h = &j->histories;
	size_t planned = 0, documents = 0;

	for (size_t i = 0; p != NULL && i < p->nsubnets; i++)
		count_id(&planned, name, p->subnets[i].id);
	for (size_t i = 0; i < h->nsubnets; i++)
		count_id(&documents, name, h->subnets[i].id);
	return planned > 1 || documents > 1;
}

/* Why it is joined to nothing, or to not quite what it counts. */
void
jobs_tell_join(const struct jobs *j, const struct job *job, const char *name)
{
	const char *series = job->series->name;
	bool in_plan = job->target.what != OUTLOOK_NOTHING;

	if (!in_plan && job->document == NULL && is_ambiguous(j, name))
		warn(j->ctx, "%s: has the ids of two subnets, and is taken "
		    "for none; see --join", series);
	else if (j->facts != NULL && !in_plan)
		warn(j->ctx, outlook_of_one_node(name) ? "%s: of one node; "
		    "query the sum over all nodes" : "%s: nothing of the "
		    "plan is called that; see --join", series);
	if (j->facts == NULL && job->has_capacity &&
	    outlook_without_enis(name))
		warn(j->ctx, "%s: the addresses of ENIs themselves are not in "
		    "it; add eniAllocated, or give a --plan", series);
}

/* Has an earlier --join the same series?  n is how long its name is. */
static bool
joined_before(const struct jobs *j, size_t i, size_t n)
{
	const char *s = j->o->join.v[i];

	for (size_t k = 0; k < i; k++) {
		const char *other = j->o->join.v[k];

		if (strncmp(other, s, n + 1) == 0 &&
		    strrchr(other, '=') == other + n)
			return true;
	}
	return false;
}

bool
jobs_check_joins(const struct jobs *j)
{
	for (size_t i = 0; i < j->o->join.n; i++) {
		const char *s = j->o->join.v[i], *eq = strrchr(s, '=');

		if (eq == NULL || eq == s || eq[1] == '\0')
			return err_usage(j->ctx->err, "--join: expected "
			    "SERIES=SUBNET, or =pods, =nodes, =pods/GROUP, "
			    "=nodes/GROUP, =services, =addresses, "
			    "=allocated, =assigned, =enis or =prefixes, got "
			    "\"%s\"", s);
		if (joined_before(j, i, (size_t)(eq - s)))
			return err_usage(j->ctx->err, "--join %s: that series "
			    "is joined twice", s);
	}
	return true;
}

/* Does --join name a series, and what that is? */
bool
jobs_check_joined(const struct jobs *j)
{
	for (size_t i = 0; i < j->o->join.n; i++) {
		const char *s = j->o->join.v[i], *eq = strrchr(s, '=');
		const struct plan *p = j->facts != NULL ? &j->facts->plan :
		    NULL;
		struct outlook_target t;

		if (histories_find(&j->histories, arena_strndup(j->ctx->arena,
		    s, (size_t)(eq - s))) == NULL)
			return err_usage(j->ctx->err, "--join %s: no history "
			    "has a series of that name", s);
		if ((p == NULL || !outlook_join(&t, p, eq + 1)) &&
		    jobs_document(j, eq + 1) == NULL &&
		    !(j->hpa && strcmp(eq + 1, "pods") == 0))
			return err_usage(j->ctx->err, "--join %s: %s", s,
			    p != NULL ? "nothing of the plan is called that" :
			    "needs a --plan, or describe-subnets output that "
			    "has it");
	}
	return true;
}
