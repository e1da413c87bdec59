#include <string.h>

#include "base/str.h"
#include "cli/types.h"
#include "view/nodes.h"

struct options {
	const char *family;
	struct opt_u64 min_pods;
	struct opt_list files;
};

#define OFF(field) offsetof(struct options, field)
static const struct opt opts[] = {
	{ .l = "family", .type = OPT_STRING, .off = OFF(family),
	    .arg = "name", .help = "list the types of this family only" },
	{ .l = "instance-types", .type = OPT_LIST, .off = OFF(files),
	    .arg = "file",
	    .help = "take types from describe-instance-types output" },
	{ .l = "min-pods", .type = OPT_U64, .off = OFF(min_pods),
	    .arg = "n", .help = "list types recommended for n pods or more" },
	{ .type = OPT_END }
};

static size_t
family_length(const struct limits *l)
{
	return strcspn(l->type, ".");
}

static bool
is_family(const struct limits *l, const char *family)
{
	return strlen(family) == family_length(l) &&
	    memcmp(family, l->type, family_length(l)) == 0;
}

/* A family that no type at all has is a question without answer. */
static bool
check_family(struct ctx *ctx, const struct limits_set *s, const char *family)
{
	struct str_near near;
	char buf[256];
	const char *last = "";

	str_near_init(&near, family);
	for (size_t i = 0; i < s->n; i++) {
		if (is_family(s->v[i], family))
			return true;
		if (is_family(s->v[i], last))
			continue;
		last = arena_strndup(ctx->arena, s->v[i]->type,
		    family_length(s->v[i]));
		str_near_offer(&near, last);
	}
	return err_cannot(ctx->err, "%s: unknown instance family%s", family,
	    str_near_format(&near, buf, sizeof(buf)));
}

static bool
enough(const struct limits *l, uint64_t min_pods)
{
	return maxpods_cap(l) >= min_pods &&
	    maxpods_formula(l, false, false, 0) >= min_pods;
}

static enum exit_status
run(struct ctx *ctx, const void *opt, int argc, char **argv)
{
	const struct options *o = opt;
	struct table *table;
	struct types t;

	if (!types_resolve(&t, ctx, &o->files, argc, argv) ||
	    (o->family != NULL && !check_family(ctx, &t.set, o->family)))
		return ctx->err->status;
	table = view_limits(ctx->doc);
	for (size_t i = 0; i < t.n; i++)
		if ((o->family == NULL || is_family(t.v[i], o->family)) &&
		    enough(t.v[i], o->min_pods.v))
			view_limits_row(ctx->doc, table, t.v[i]);
	return EXIT_OK;
}

const struct cmd cmd_limits = {
	.name = "limits",
	.summary = "print what EC2 allows each instance type",
	.synopsis = "[--family name] [--instance-types file] [--min-pods n] "
	    "[type ...]",
	.opts = opts,
	.optsize = sizeof(struct options),
	.streams = true,
	.run = run,
};
