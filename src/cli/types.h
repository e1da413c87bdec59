/*
 * types: the instance types that a command line means.
 */
#ifndef CLI_TYPES_H
#define CLI_TYPES_H

#include "cli/cmd.h"
#include "model/limits.h"

struct types {
	struct limits_set set;
	const struct limits **v;	/* in the order of the operands */
	size_t n;
};

/*
 * Names and shell globs, looked up in the built-in table and in the files of
 * --instance-types, which win.  No operand: every type.  False with the
 * context's err set, EXIT_CANNOT for an unknown type.
 */
bool types_resolve(struct types *t, struct ctx *ctx,
    const struct opt_list *files, int argc, char **argv);

#endif
