/*
 * rule: one thing that can be wrong with a plan, and what was found.
 *
 * What a rule says (its condition, why it hurts, what to do, who says so) is
 * a line of data/rules.csv, the rule book.  What decides it is a function: a
 * row { id, function } in one rules-THEME.c.  A rule of the book that has no
 * row cannot be decided from what this release reads.
 * tests/fixtures/rules/ID/ has a plan that breaks the rule and one that does
 * not.
 *
 * A function sees the plan and the answer about it, in which the facts of
 * exported documents already are; it adds findings and cannot fail.
 */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "capacity/answer.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARN, SEVERITY_INFO };

/* A line of the book; all texts are plain ASCII. */
struct rule {
	const char *id;			/* "EKS-VPC-003"; never reused */
	const char *name;		/* "rfc1918-ranges-mixed" */
	enum severity severity;
	const char *evidence;		/* "document code": how it is known */
	const char *condition;		/* when it is broken */
	const char *why;		/* what then happens, with numbers */
	const char *remedy;
	const char *source;
};

extern const struct rule rules[];	/* in the order of the book */
extern const size_t nrules;
extern const char rules_date[];		/* "2026-08" */

struct finding {
	const struct rule *rule;
	enum severity severity;		/* the rule's, or milder */
	struct spot at;			/* in the plan file; or line 0 */
	const char *thing;		/* "subnet/private-a" */
	const char *message;		/* what is there, with numbers */
	size_t order;			/* of finding it */
};

struct findings {
	struct arena *arena;
	const struct answer *answer;
	const struct plan *plan;	/* answer->plan */
	const struct rule *rule;	/* the one now running */
	struct finding *v;
	size_t n;
};

/* What decides a rule. */
struct check {
	const char *id;
	void (*fn)(struct findings *);
	bool remark;			/* says what is always so */
};

/* Each ends with a NULL id. */
extern const struct check checks_fit[], checks_subnet[], checks_svc[],
    checks_threshold[], checks_vpc[];

/* The rule of that id, or NULL with e set to a usage error: the nearest. */
const struct rule *rule_find(const char *id, struct err *e);

/* What decides it, or NULL: nothing that we read does. */
const struct check *rule_check(const struct rule *r);

/* Every check of every theme. */
void checks_each(void (*fn)(const struct check *, void *), void *arg);

const char *severity_name(enum severity s);

struct check_options {
	const struct rule *const *ignored;
	size_t nignored;
	bool remarks;			/* also what is always so */
};

/* Is the rule one that rules_run() looks at? */
bool rule_runs(const struct rule *r, const struct check_options *o);

/*
 * Run the rules over an answer.  Findings are sorted by severity, id and place
 * in the plan file.
 */
void rules_run(struct findings *f, const struct answer *a,
    const struct check_options *o, struct arena *arena);

/* Add a finding of the running rule; fmt is the message. */
void finding_add(struct findings *f, struct spot at, const char *thing,
    const char *fmt, ...) PRINTF(4, 5);
/* The same where the rule does not hold for certain: a warning at most. */
void finding_warn(struct findings *f, struct spot at, const char *thing,
    const char *fmt, ...) PRINTF(4, 5);
/* The same about a subnet. */
void finding_subnet(struct findings *f, const struct subnet *s,
    const char *fmt, ...) PRINTF(3, 4);

/* A count for %llu. */
#define ULL(n) ((unsigned long long)(n))

/* Text of a prefix, from the arena of the findings. */
const char *finding_prefix(struct findings *f, const struct prefix *p);

#endif
