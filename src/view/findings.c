#include "view/findings.h"

#include <string.h>

#include "base/str.h"
#include "report/writer.h"

/* Severities sort by weight, not by letter. */
static int
cmp_severity(const struct cell *a, const struct cell *b)
{
	enum severity s[2] = { SEVERITY_INFO, SEVERITY_INFO };
	const struct cell *c[2] = { a, b };

	for (size_t i = 0; i < 2; i++)
		while (s[i] != SEVERITY_ERROR &&
		    strcmp(c[i]->text, severity_name(s[i])) != 0)
			s[i]--;
	return (s[0] > s[1]) - (s[0] < s[1]);
}

static const struct column rule_columns[] = {
	{ "id", false, NULL },
	{ "severity", false, cmp_severity },
	{ "decidable", false, NULL },
	{ "name", false, NULL },
	{ "condition", false, NULL },
	{ "why", false, NULL },
	{ "remedy", false, NULL },
	{ "source", false, NULL },
	{ "evidence", false, NULL },
};

static void
rule_row(struct doc *d, struct table *t, const struct rule *r)
{
	struct cell *c = table_row(d, t);

	c[0] = cell_text(r->id);
	c[1] = cell_text(severity_name(r->severity));
	c[2] = cell_bool(rule_check(r) != NULL);
	c[3] = cell_text(r->name);
	c[4] = cell_text(r->condition);
	c[5] = cell_text(r->why);
	c[6] = cell_text(r->remedy);
	c[7] = cell_text(r->source);
	c[8] = cell_text(r->evidence);
}

static struct table *
rules_table(struct doc *d)
{
	return doc_table(d, "rules", rule_columns, COUNT(rule_columns));
}

void
view_rules(struct doc *d, const char *family)
{
	static const char *const long_texts[] = { "name", "why", "remedy",
	    "source", "evidence" };
	struct table *t = rules_table(d);

	for (size_t i = 0; i < COUNT(long_texts); i++)
		table_hide(t, long_texts[i]);
	for (size_t i = 0; i < nrules; i++)
		if (strncmp(rules[i].id, family, strlen(family)) == 0)
			rule_row(d, t, &rules[i]);
}

void
view_rule(struct doc *d, const struct rule *r)
{
	static const struct column columns[] = {
		{ "item", false, NULL },
		{ "text", false, NULL },
	};
	const char *const rows[][2] = {
		{ "id", r->id },
		{ "name", r->name },
		{ "severity", severity_name(r->severity) },
		{ "decidable", rule_check(r) != NULL ? "yes" : "no" },
		{ "condition", r->condition },
		{ "why", r->why },
		{ "remedy", r->remedy },
		{ "source", r->source },
		{ "evidence", r->evidence },
	};
	struct table *t = doc_table(d, "rule", columns, COUNT(columns));

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cell *c = table_row(d, t);

		c[0] = cell_text(rows[i][0]);
		c[1] = cell_text(rows[i][1]);
	}
}

/* "plan.yaml:12 subnet/private-a" */
static const char *
where(struct doc *d, const struct findings *f, const struct finding *x)
{
	return x->at.line != 0 ? arena_printf(d->arena, "%s:%lu %s",
	    f->plan->file, x->at.line, x->thing) :
	    arena_printf(d->arena, "%s %s", f->plan->file, x->thing);
}

static const char *
verdict(struct doc *d, const struct findings *f)
{
	size_t n[SEVERITY_INFO + 1] = { 0 };

	for (size_t i = 0; i < f->n; i++)
		n[f->v[i].severity]++;
	if (f->n == 0)
		return "nothing found";
	return arena_printf(d->arena, "%zu error%s, %zu warning%s, %zu "
	    "remark%s", n[SEVERITY_ERROR], n[SEVERITY_ERROR] == 1 ? "" : "s",
	    n[SEVERITY_WARN], n[SEVERITY_WARN] == 1 ? "" : "s",
	    n[SEVERITY_INFO], n[SEVERITY_INFO] == 1 ? "" : "s");
}

void
view_findings(struct doc *d, const struct findings *f,
    const struct check_options *o)
{
	static const struct column columns[] = {
		{ "id", false, NULL },
		{ "severity", false, cmp_severity },
		{ "where", false, NULL },
		{ "message", false, NULL },
		{ "remedy", false, NULL },
		{ "source", false, NULL },
	};
	struct table *t = doc_table(d, "findings", columns, COUNT(columns));

	table_hide(t, "source");
	d->subject = f->plan->file;
	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->v[i];
		struct cell *c = table_row(d, t);

		c[0] = cell_text(x->rule->id);
		c[1] = cell_text(severity_name(x->severity));
		c[2] = cell_text(where(d, f, x));
		c[3] = cell_text(x->message);
		c[4] = cell_text(x->rule->remedy);
		c[5] = cell_text(x->rule->source);
	}
	d->verdict = verdict(d, f);
	if (d->writer->table == NULL)
		return;
	t = rules_table(d);
	for (size_t i = 0; i < nrules; i++)
		if (rule_runs(&rules[i], o))
			rule_row(d, t, &rules[i]);
}
