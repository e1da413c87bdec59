#include "check/secondary.h"

#include <string.h>

#include "base/str.h"

#include "check/secondary.inc"

/* What is not public, of what a VPC may have. */
static const struct prefix named[] = {
	{ 0x0a000000, IPV4, 8 },	/* RFC 1918: three ranges */
	{ 0xac100000, IPV4, 12 },
	{ 0xc0a80000, IPV4, 16 },
	{ 0x64400000, IPV4, 10 },	/* RFC 6598 */
	{ 0xc6130000, IPV4, 16 },	/* RFC 2544, the upper half */
};
#define NRFC1918 3

const struct restriction *
restriction_get(const char *rule, size_t i)
{
	for (size_t k = 0; k < COUNT(restrictions); k++)
		if (strcmp(restrictions[k].rule, rule) == 0 && i-- == 0)
			return &restrictions[k];
	return NULL;
}

static bool
is_public(const struct prefix *p)
{
	for (size_t i = 0; i < COUNT(named); i++)
		if (prefix_overlaps(&named[i], p))
			return false;
	return true;
}

bool
range_ref_matches(const struct range_ref *r, const struct prefix *p)
{
	if (r->kind == RANGE_PREFIX)
		return prefix_overlaps(&r->prefix, p);
	return r->kind == RANGE_ANY || is_public(p);
}

const struct prefix *
rfc1918_range(const struct prefix *p)
{
	for (size_t i = 0; i < NRFC1918; i++)
		if (prefix_covers(&named[i], p))
			return &named[i];
	return NULL;
}
