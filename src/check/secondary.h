/*
 * secondary: which CIDR may be added to a VPC that has another one.
 *
 * The table is data/secondary-cidr-rules.csv; its header says where it is
 * from.  Each row that does not allow names the rule that is then broken.
 */
#ifndef CHECK_SECONDARY_H
#define CHECK_SECONDARY_H

#include "net/prefix.h"

enum range_kind {
	RANGE_PREFIX,		/* shares an address with the prefix */
	RANGE_PUBLIC,		/* lies in none of the ranges named */
	RANGE_ANY,		/* whatever the VPC has, even nothing yet */
};

struct range_ref {
	enum range_kind kind;
	struct prefix prefix;
};

struct restriction {
	struct range_ref existing, candidate;
	bool unknown;			/* the source does not say: warn */
	const char *rule;
};

/* Row i of those that break the rule, or NULL after the last. */
const struct restriction *restriction_get(const char *rule, size_t i);

bool range_ref_matches(const struct range_ref *r, const struct prefix *p);

/* 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 if p lies in it, or NULL. */
const struct prefix *rfc1918_range(const struct prefix *p);

#endif
