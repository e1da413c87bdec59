#include "capacity/answer.h"

#include <stdarg.h>
#include <stdio.h>

bool
plan_error(const struct answer *a, struct spot at, const char *fmt, ...)
{
	char buf[ERR_MSGLEN];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	err_input(a->err, "%s", buf);
	return err_locate(a->err, a->plan->file, at.line, at.column);
}

bool
plan_answer(struct answer *a, const struct plan *p,
    const struct answer_options *opts, struct arena *arena, struct err *e)
{
	*a = (struct answer){ .plan = p, .opts = opts, .arena = arena,
	    .err = e, .fits = true };
	for (size_t i = 0; i < p->nsubnets; i++)
		if (!p->subnets[i].cidr.set)
			return plan_error(a, p->subnets[i].at, "%.100s: no "
			    "cidr; give it, or a describe-subnets document "
			    "that has %.60s", p->subnets[i].name,
			    p->subnets[i].id);
	a->subnets = arena_array(arena, p->nsubnets, struct subnet_answer);
	a->groups = arena_array(arena, p->nnodegroups, struct group_answer);
	answer_azs(a);
	for (size_t i = 0; i < p->nnodegroups; i++) {
		a->groups[i].group = &p->nodegroups[i];
		if (!answer_group(a, &a->groups[i]))
			return false;
	}
	answer_subnets(a);
	answer_limits(a);
	for (size_t i = 0; i < p->nsubnets; i++)
		a->fits = a->fits && a->subnets[i].fits;
	for (size_t i = 0; i < a->nlimits; i++)
		a->fits = a->fits && !limit_exceeded(&a->limits[i]);
	return true;
}
