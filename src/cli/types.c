#include "cli/types.h"

#include "ingest/ec2-types.h"

bool
types_resolve(struct types *t, struct ctx *ctx, const struct opt_list *files,
    int argc, char **argv)
{
	*t = (struct types){ .v = NULL };
	limits_set_init(&t->set, ctx->arena);
	for (size_t i = 0; i < files->n; i++)
		if (!ec2_types_read(&t->set, files->v[i], ctx->err))
			return false;
	for (int i = 0; i < argc; i++)
		if (!limits_set_match(&t->set, argv[i], &t->v, &t->n,
		    ctx->err))
			return false;
	if (argc == 0) {
		t->v = t->set.v;
		t->n = t->set.n;
	}
	return true;
}
