/*
 * limits: what EC2 allows an instance type.
 *
 * The built-in table is data/instance-types.csv (one line a type; its header
 * names date and sources), sorted by name.  More types may be added from
 * describe-instance-types documents; those win over the built-in ones.
 *
 * "ENI" counts are those of the default network card, which is the only one
 * that the CNI uses unless ENABLE_MULTI_NIC is on: a p5.48xlarge has 64 ENIs
 * and uses 2.
 */
#ifndef MODEL_LIMITS_H
#define MODEL_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum hypervisor { HYPERVISOR_UNKNOWN, HYPERVISOR_NITRO, HYPERVISOR_XEN,
    HYPERVISOR_METAL };

enum trunking { TRUNKING_UNKNOWN, TRUNKING_NO, TRUNKING_YES };

#define LIMITS_UNKNOWN UINT32_MAX

struct limits {
	const char *type;		/* "m5.large" */
	const char *arch;		/* "amd64", "arm64"; "" unknown */
	uint64_t memory_mib;
	unsigned vcpus;
	unsigned enis;			/* default card, the primary included */
	unsigned ipv4_per_eni;		/* the ENI's own address included */
	unsigned ipv6_per_eni;		/* or LIMITS_UNKNOWN */
	unsigned network_cards;
	unsigned all_enis;		/* over all cards */
	unsigned branch_enis;		/* security groups for pods; 0 too */
					/* where trunking is unknown */
	enum hypervisor hypervisor;
	enum trunking trunking;
	bool bare_metal;
	bool prefix_delegation;		/* Nitro or bare metal */
};

extern const struct limits limits[];	/* sorted by type */
extern const size_t nlimits;
extern const char limits_date[];	/* "2026-08-18" */
extern const char limits_sources[];	/* one line */

/* The built-in entry, or NULL. */
const struct limits *limits_find(const char *type);

/*
 * All types that a command knows: the built-in ones and those added.  Sorted
 * by name; entries are borrowed.
 */
struct limits_set {
	struct arena *arena;
	const struct limits **v;
	size_t n;
};

void limits_set_init(struct limits_set *s, struct arena *a);
/* Add a type, in place of the one of that name if there is one. */
void limits_set_add(struct limits_set *s, const struct limits *l);

/*
 * The entry, or NULL with e set to EXIT_CANNOT: the nearest names are said.
 */
const struct limits *limits_set_find(const struct limits_set *s,
    const char *type, struct err *e);
/* The same without an error, for the asking of many. */
const struct limits *limits_set_get(const struct limits_set *s,
    const char *type);
/* The same for the built-in types only. */
const struct limits *limits_find_near(const char *type, struct err *e);

/*
 * Append to out, *nout of them, the types that a word of the command line
 * means: one name, or every name that a shell glob (*, ?, [) matches.  False
 * with e set to EXIT_CANNOT when there is none.
 */
bool limits_set_match(const struct limits_set *s, const char *word,
    const struct limits ***out, size_t *nout, struct err *e);

/* "nitro", "xen", "metal" or, where it is not known, NULL. */
const char *hypervisor_name(enum hypervisor h);

#endif
