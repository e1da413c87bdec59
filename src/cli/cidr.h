/*
 * cidr: what the operations of "ipplan cidr" share.
 *
 * A SET is a word: "-" is standard input; a word that is a prefix or a range,
 * or looks like one (it begins with a digit, or has a colon, and holds only
 * what addresses are made of), is an operand; anything else names a file or a
 * folder of files.  Operands that are wrong are usage errors, what is wrong
 * in a file is an input error.
 */
#ifndef CLI_CIDR_H
#define CLI_CIDR_H

#include "base/map.h"
#include "cli/cmd.h"
#include "net/named.h"
#include "net/overlap.h"
#include "net/set.h"

struct view_cidr;

struct cidr_options {
	const char *within, *column, *set_column;
	struct opt_u64 length, count;
	struct opt_list size;
	bool entries, invert, labels, match, preview, ranges, start, truncate;
	bool map4;
};

struct cidr {
	struct ctx *ctx;
	const struct cidr_options *opt;
	unsigned flags;		/* enum prefix_flags */
	bool stdin_taken;
	bool labels;		/* sets are read with their labels */
	struct map names;	/* each label once */
};

/* Most blocks that one "split" or "next" prints: a /8 into addresses. */
#define CIDR_BLOCKS_MAX (UINT64_C(1) << 24)

/* Where an entry of a SET stands. */
struct cidr_place {
	const char *file;	/* NULL: an operand, line is its number */
	unsigned long line;
	/* What it is called: the comment behind it, or the column label; NULL
	 * if it has none or labels are not read.  Valid during the call. */
	const char *label;
	size_t nlabel;
};

/* Where the entries of a SET go. */
struct cidr_sink {
	void (*entry)(void *arg, const struct range *r,
	    const struct cidr_place *place);
	void *arg;
};

/* The label as a string of the command's arena, or NULL. */
const char *cidr_label(struct cidr *c, const struct cidr_place *place);
/* Feed each entry of the SET called word, operand number of the command. */
bool cidr_load(struct cidr *c, const char *word, unsigned long number,
    const struct cidr_sink *sink);
/* The union of n SETs into a new set, sorted; of standard input if n is 0 and
 * or_stdin. */
bool cidr_load_set(struct cidr *c, struct set *s, struct arena *a,
    char **words, int n, bool or_stdin);
/* An operand or option argument that must be one prefix. */
bool cidr_prefix(struct cidr *c, struct prefix *p, const char *word);
/* Print what is left of a walk, as ranges with --ranges. */
void cidr_print(const struct cidr *c, struct set_walk *w,
    struct view_cidr *v);
/* Claim standard input; false with an error if it is claimed already. */
bool cidr_take_stdin(struct cidr *c);

/* With --labels: the part of n SETs (0: standard input) that has to do with
 * another one; and the addresses of each label. */
enum exit_status cidr_named(struct cidr *c, const char *key,
    enum named_part part, char **words, int n, char *other);
enum exit_status cidr_named_count(struct cidr *c, char **words, int n);

enum exit_status cidr_contains(struct cidr *c, int argc, char **argv);
enum exit_status cidr_count(struct cidr *c, int argc, char **argv);
enum exit_status cidr_gaps(struct cidr *c, int argc, char **argv);
enum exit_status cidr_info(struct cidr *c, int argc, char **argv);
enum exit_status cidr_intersect(struct cidr *c, int argc, char **argv);
enum exit_status cidr_merge(struct cidr *c, int argc, char **argv);
enum exit_status cidr_next(struct cidr *c, int argc, char **argv);
enum exit_status cidr_overlap(struct cidr *c, int argc, char **argv);
enum exit_status cidr_split(struct cidr *c, int argc, char **argv);
enum exit_status cidr_subtract(struct cidr *c, int argc, char **argv);

#endif
