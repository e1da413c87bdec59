/*
 * terms: the derivation of an answer, for --explain.
 *
 * Each step of a computation adds a row when somebody listens: whose number
 * it is, its name, its value, how it came about and who says so.
 */
#ifndef CAPACITY_TERMS_H
#define CAPACITY_TERMS_H

#include <stdint.h>

#include "base/arena.h"

struct term {
	const char *scope;	/* "subnet/private-a", "nodegroup/web" */
	const char *name;	/* "surge nodes per AZ" */
	uint64_t value;
	const char *formula;	/* "ceil(max(2 x 3 AZs, 1) / 3)" */
	const char *source;	/* rule id or document */
};

struct terms {
	struct arena *arena;
	struct term *v;
	size_t n;
};

/* Nothing happens when t is NULL. */
void term_add(struct terms *t, const char *scope, const char *name,
    uint64_t value, const char *source, const char *formula, ...)
    __attribute__((format(printf, 6, 7)));

#endif
