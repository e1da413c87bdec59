/*
 * view/cidr: what "ipplan cidr" prints.
 *
 * Each function begins the table of an operation, whose key is the
 * operation's name, or appends a row to it.  Texts are kept in the view while
 * rows are printed as they come, in the doc's arena otherwise.
 */
#ifndef VIEW_CIDR_H
#define VIEW_CIDR_H

#include "net/overlap.h"
#include "net/range.h"
#include "report/doc.h"

struct view_cidr {
	struct doc *doc;
	struct table *table;
	char text[3][RANGE_STRLEN];	/* of the row being printed */
	char *copy;			/* the same, for any length */
	size_t room;
};

/* One row of "cidr info". */
struct cidr_info {
	struct prefix prefix;
	const char *addresses;		/* exact, decimal */
	bool aws;			/* the next two mean something */
	uint64_t usable, blocks28;
};

void view_prefixes(struct view_cidr *v, struct doc *d, const char *key);
void view_prefix(struct view_cidr *v, const struct prefix *p);

void view_info(struct view_cidr *v, struct doc *d);
void view_info_row(struct view_cidr *v, const struct cidr_info *i);

void view_overlap(struct view_cidr *v, struct doc *d);
void view_overlap_row(struct view_cidr *v, const struct overlap_pair *p,
    const char *a_where, const char *b_where);

void view_count(struct doc *d, const char *addresses);

/* Lines that "cidr contains" lets through; the match column if asked for. */
void view_lines(struct view_cidr *v, struct doc *d, bool with_match);
void view_line(struct view_cidr *v, const char *line, size_t n,
    const struct prefix *m);

/* The same for rows of a CSV file with these columns. */
void view_rows(struct view_cidr *v, struct doc *d, const char *const *header,
    size_t n, bool with_match);
void view_row(struct view_cidr *v, const char *const *field, size_t n,
    const struct prefix *m);

#endif
