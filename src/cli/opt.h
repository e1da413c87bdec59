/*
 * opt: command-line options, described once.
 *
 * The table of a command drives parsing, the usage message and shell
 * completion; tests/lint/man.sh compares it with the command's man page.
 * Options may stand before and after operands; "--" ends them.  A word such
 * as -10.0.0.0/8, with a digit, dot or colon after the minus, is an operand
 * (a wrong one), not an option.
 */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum opt_type {
	OPT_FLAG,		/* bool */
	OPT_STRING,		/* const char * */
	OPT_LIST,		/* struct opt_list; may be given again */
	OPT_U64,		/* struct opt_u64; decimal digits */
	OPT_END
};

struct opt_list {
	const char **v;
	size_t n;
};

struct opt_u64 {
	bool set;
	uint64_t v;
};

struct opt {
	char s;			/* short name, or '\0' */
	const char *l;		/* long name */
	enum opt_type type;
	size_t off;		/* offset of what it sets */
	const char *arg;	/* name of the argument, or NULL */
	const char *help;	/* lower case, no full stop */
	uint64_t max;		/* OPT_U64: largest value; 0: no limit */
	const char *const *choices;	/* OPT_STRING: one of these, or NULL */
	uint64_t min;		/* OPT_U64: smallest value */
};

/* Tables and what they fill; a command has its own and the common one. */
struct optset {
	const struct opt *opts;
	void *dst;
};

/*
 * Parse argv[1] onwards and move the operands, in order, to the front of
 * argv[1] onwards.  Returns how many there are, or -1 with e set.
 */
int opt_parse(const struct optset *sets, size_t nsets, int argc, char **argv,
    struct arena *a, struct err *e);

#endif
