#include "cli/facts.h"

#include "ingest/documents.h"
#include "ingest/ec2-types.h"
#include "ingest/plan.h"

static void
tell_note(void *ctx, const char *text)
{
	note(ctx, "%s", text);
}

static void
tell_warning(void *ctx, const char *text)
{
	warn(ctx, "%s", text);
}

bool
facts_documents(struct inventory *inv, struct ctx *ctx, int n, char **paths)
{
	const struct documents_talk talk = { tell_note, tell_warning, ctx };

	return documents_read(inv, (const char *const *)paths, (size_t)n,
	    ctx->arena, &talk, ctx->err);
}

/* What the documents say that the plan's reader should know. */
static void
remark(const struct facts *f, struct ctx *ctx)
{
	const struct observed *o = &f->observed;

	for (size_t i = 0; i < o->nsubnets; i++) {
		const struct observed_subnet *s = &o->subnets[i];

		if (s->document == NULL)
			warn(ctx, "subnet %s is in no document",
			    s->plan->name);
		else if (s->unaccounted_known && s->unaccounted > 0)
			warn(ctx, "subnet %s: %lld addresses are neither free "
			    "nor on a listed ENI, so not counted",
			    s->plan->name, (long long)s->unaccounted);
		else if (s->unaccounted_known && s->unaccounted < 0)
			warn(ctx, "subnet %s: the documents are of different "
			    "times: %lld addresses are free and on an ENI",
			    s->plan->name, -(long long)s->unaccounted);
	}
	for (size_t i = 0; i < o->nunplanned; i++)
		note(ctx, "%s is in the documents, and not in the plan",
		    o->unplanned[i]->id);
}

static bool
join(struct facts *f, struct ctx *ctx, int n, char **paths)
{
	if (!facts_documents(&f->inventory, ctx, n, paths) ||
	    !observe(&f->observed, &f->plan, &f->inventory, ctx->arena,
	    ctx->err) ||
	    !observed_fill(&f->observed, &f->plan, ctx->err))
		return false;
	f->documents = true;
	f->how.observed = &f->observed;
	remark(f, ctx);
	return true;
}

bool
facts_read(struct facts *f, struct ctx *ctx, const char *path,
    const struct opt_list *sets, const struct opt_list *types, int ndocuments,
    char **documents)
{
	limits_set_init(&f->types, ctx->arena);
	f->how.types = &f->types;
	for (size_t i = 0; i < types->n; i++)
		if (!ec2_types_read(&f->types, types->v[i], ctx->err))
			return false;
	if (!plan_read(&f->plan, path, sets->v, sets->n, ctx->arena,
	    ctx->err))
		return false;
	return ndocuments == 0 || join(f, ctx, ndocuments, documents);
}
