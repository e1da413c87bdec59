#include "check/rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#include "check/book.inc"

static const struct check *const themes[] = {
	checks_fit, checks_subnet, checks_vpc, checks_svc, checks_threshold,
};

const char *
severity_name(enum severity s)
{
	static const char *const names[] = {
		[SEVERITY_ERROR] = "error",
		[SEVERITY_WARN] = "warn",
		[SEVERITY_INFO] = "info",
	};

	return names[s];
}

const struct rule *
rule_find(const char *id, struct err *e)
{
	struct str_near near;
	char buf[256];

	str_near_init(&near, id);
	for (size_t i = 0; i < nrules; i++) {
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
		str_near_offer(&near, rules[i].id);
	}
	err_usage(e, "%.100s: no such rule%s", id,
	    str_near_format(&near, buf, sizeof(buf)));
	return NULL;
}

void
checks_each(void (*fn)(const struct check *, void *), void *arg)
{
	for (size_t i = 0; i < COUNT(themes); i++)
		for (const struct check *c = themes[i]; c->id != NULL; c++)
			fn(c, arg);
}

const struct check *
rule_check(const struct rule *r)
{
	for (size_t i = 0; i < COUNT(themes); i++)
		for (const struct check *c = themes[i]; c->id != NULL; c++)
			if (strcmp(c->id, r->id) == 0)
				return c;
	return NULL;
}

/* --- findings ----------------------------------------------------------- */

static void
add(struct findings *f, enum severity severity, struct spot at,
    const char *thing, const char *fmt, va_list ap)
{
	struct finding *x = arena_push(f->arena, f->v, f->n);
	char buf[ERR_MSGLEN];

	vsnprintf(buf, sizeof(buf), fmt, ap);
	x->rule = f->rule;
	x->severity = severity;
	x->at = at;
	x->thing = thing;
	x->message = arena_strdup(f->arena, buf);
	x->order = f->n;
}

void
finding_add(struct findings *f, struct spot at, const char *thing,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(f, f->rule->severity, at, thing, fmt, ap);
	va_end(ap);
}

void
finding_warn(struct findings *f, struct spot at, const char *thing,
    const char *fmt, ...)
{
	va_list ap;
	enum severity s = f->rule->severity;

	va_start(ap, fmt);
	add(f, s < SEVERITY_WARN ? SEVERITY_WARN : s, at, thing, fmt, ap);
	va_end(ap);
}

void
finding_subnet(struct findings *f, const struct subnet *s, const char *fmt,
    ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(f, f->rule->severity, s->at, arena_printf(f->arena, "subnet/%s",
	    s->name), fmt, ap);
	va_end(ap);
}

const char *
finding_prefix(struct findings *f, const struct prefix *p)
{
	char buf[PREFIX_STRLEN];

	return arena_strdup(f->arena, prefix_format(p, buf));
}

/* --- running ------------------------------------------------------------ */

bool
rule_runs(const struct rule *r, const struct check_options *o)
{
	const struct check *c = rule_check(r);

	if (c == NULL || (c->remark && !o->remarks))
		return false;
	for (size_t i = 0; i < o->nignored; i++)
		if (o->ignored[i] == r)
			return false;
	return true;
}

static int
cmp_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
cmp(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;
	int c = cmp_u64(a->severity, b->severity);

	if (c == 0)
		c = strcmp(a->rule->id, b->rule->id);
	if (c == 0)
		c = cmp_u64(a->at.line, b->at.line);
	if (c == 0)
		c = cmp_u64(a->at.column, b->at.column);
	return c != 0 ? c : cmp_u64(a->order, b->order);
}

void
rules_run(struct findings *f, const struct answer *a,
    const struct check_options *o, struct arena *arena)
{
	*f = (struct findings){ .arena = arena, .answer = a,
	    .plan = a->plan };
	for (size_t i = 0; i < nrules; i++)
		if (rule_runs(&rules[i], o)) {
			f->rule = &rules[i];
			rule_check(&rules[i])->fn(f);
		}
	if (f->n > 1)
		qsort(f->v, f->n, sizeof(*f->v), cmp);
}
