/*
 * cidr: what "ipplan cidr" prints.
 *
 * Each function begins the table of an operation, whose key is the
 * operation's name, or appends a row to it.  Texts are kept in the view while
 * rows are printed as they come, in the doc's arena otherwise; so the view
 * lives in that arena too, as the last row is printed at the end.
 */
#ifndef VIEW_CIDR_H
#define VIEW_CIDR_H

#include "net/overlap.h"
#include "net/range.h"
#include "report/doc.h"

struct view_cidr {
	struct doc *doc;
	struct table *table;
	struct out *bare;		/* print lines here, or NULL */
	char text[3][RANGE_STRLEN];	/* of the row being printed */
	bool with_match, with_label;
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

/* A set, as prefixes or as ranges; with labels, each label's set. */
struct view_cidr *view_pieces(struct doc *d, const char *key, bool prefixes,
    bool with_label);
void view_prefix(struct view_cidr *v, const struct prefix *p);
void view_piece(struct view_cidr *v, const struct range *r,
    const char *label);

/* What "cidr gaps" says of the free space as a whole. */
struct cidr_free {
	enum family family;
	uint64_t lengths[129];		/* blocks of each */
	const char *addresses;		/* exact, decimal */
	bool any;			/* the next two mean something */
	struct prefix largest;
	unsigned fragmentation;		/* percent */
};

/* Tables lengths and free. */
void view_free(struct doc *d, const struct cidr_free *f);

struct view_cidr *view_info(struct doc *d);
void view_info_row(struct view_cidr *v, const struct cidr_info *i);

/* Columns a_label and b_label are for people only if asked for. */
struct view_cidr *view_overlap(struct doc *d, bool with_labels);
void view_overlap_row(struct view_cidr *v, const struct overlap_pair *p);

/* One number, or one of each label. */
struct view_cidr *view_counts(struct doc *d, bool with_label);
void view_count(struct view_cidr *v, const char *addresses,
    const char *label);

/* What a line was let through for. */
struct cidr_match {
	const struct prefix *prefix;
	const char *label;		/* or NULL */
};

/* Lines that "cidr contains" lets through; columns match and label if asked
 * for. */
struct view_cidr *view_lines(struct doc *d, bool with_match, bool with_label);
void view_line(struct view_cidr *v, const char *line, size_t n,
    const struct cidr_match *m);
/* Lines without a match, n bytes of them, the last byte is LF. */
void view_text(struct view_cidr *v, const char *lines, size_t n);

/* The same for rows of a CSV file with these columns. */
struct view_cidr *view_rows(struct doc *d, const char *const *header, size_t n,
    bool with_match, bool with_label);
void view_row(struct view_cidr *v, const char *const *field, size_t n,
    const struct cidr_match *m);

#endif
