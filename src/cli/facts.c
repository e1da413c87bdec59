#include "cli/facts.h"

#include <string.h>
#include <sys/stat.h>

#include "cni/rules.h"
#include "ingest/ec2-types.h"
#include "ingest/plan.h"
#include "ingest/sniff.h"
#include "model/names.h"
#include "view/draft.h"

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

struct documents_talk
facts_talk(struct ctx *ctx)
{
	return (struct documents_talk){ tell_note, tell_warning, ctx, NULL };
}

static void
learn(void *redact, const char *name)
{
	redact_learn(redact, name);
}

/* Folders are often called as clusters are. */
static void
learn_folders(struct redact *r, const char *path)
{
	struct stat st;
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);

	while (*path != '\0') {
		size_t n = strcspn(path, "/");

		if (n > strspn(path, ".") && (path[n] == '/' || folder))
			redact_learn(r, arena_strndup(r->arena, path, n));
		path += n + strspn(path + n, "/");
	}
}

bool
facts_documents(struct inventory *inv, struct ctx *ctx, const char *tag,
    int n, char **paths)
{
	struct documents_talk talk = facts_talk(ctx);
	bool ok;

	talk.tag = tag;
	/* While reading any text of theirs may be in a message. */
	for (int i = 0; i < n && ctx->redact != NULL; i++) {
		ctx->redact->more = &inv->texts;
		learn_folders(ctx->redact, paths[i]);
	}
	ok = documents_read(inv, (const char *const *)paths, (size_t)n,
	    ctx->arena, &talk, ctx->err);
	if (ctx->redact == NULL)
		return ok;
	ctx->redact->more = NULL;
	if (ok)
		inventory_names(inv, learn, ctx->redact);
	else {
		/* The error is printed when inv is gone. */
		struct map *texts = arena_new(ctx->arena, struct map);

		*texts = inv->texts;
		ctx->redact->more = texts;
	}
	return ok;
}

void
facts_settings(struct ctx *ctx, const char *file, const struct settings *list)
{
	struct cni_settings ignored;
	char buf[256];

	cni_settings_init(&ignored);
	for (size_t i = 0; i < list->n; i++) {
		const struct setting *v = &list->v[i];
		const char *name = cni_settings_windows(v->name);
		enum cni_env what = cni_settings_env(&ignored,
		    name != NULL ? name : v->name, v->value);
		const char *near = what == CNI_ENV_UNKNOWN ?
		    cni_settings_near(v->name, buf, sizeof(buf)) : "";

		if (what == CNI_ENV_DEFAULT)
			warn(ctx, "%s:%lu: %s=%s: not a value that the CNI "
			    "takes; it uses the default", file, v->at.line,
			    v->name, v->value);
		else if (*near != '\0')
			warn(ctx, "%s:%lu: %s: no effect on addresses%s",
			    file, v->at.line, v->name, near);
		else if (what == CNI_ENV_UNKNOWN)
			note(ctx, "%s:%lu: %s: no effect on addresses", file,
			    v->at.line, v->name);
	}
}

/* What the documents say that the plan's reader should know. */
static void
remark(const struct facts *f, struct ctx *ctx)
{
	const struct observed *o = &f->observed;
	char cidr[PREFIX_STRLEN];

	for (size_t i = 0; i < o->nsubnets; i++) {
		const struct observed_subnet *s = &o->subnets[i];

		if (s->document == NULL && o->has_subnets)
			warn(ctx, "subnet %s is in no document",
			    s->plan->name);
		else if (s->unaccounted_known && s->unaccounted > 0)
			warn(ctx, "subnet %s: %lld addresses are neither free "
			    "nor on a listed ENI", s->plan->name,
			    (long long)s->unaccounted);
		else if (s->unaccounted_known && s->unaccounted < 0)
			warn(ctx, "subnet %s: the documents are of different "
			    "times: %lld addresses are free and on an ENI",
			    s->plan->name, -(long long)s->unaccounted);
	}
	for (size_t i = 0; i < o->unplanned_cidrs.n; i++)
		warn(ctx, "%s of %s is not in the plan's vpc.cidrs",
		    prefix_format(&o->unplanned_cidrs.v[i], cidr),
		    o->vpc->id);
	for (size_t i = 0; i < o->new_cidrs.n; i++)
		warn(ctx, "%s of the plan's vpc.cidrs is not of %s yet",
		    prefix_format(&o->new_cidrs.v[i], cidr), o->vpc->id);
	for (size_t i = 0; i < o->nunplanned; i++)
		note(ctx, "%s is in the documents, and not in the plan",
		    o->unplanned[i]->id);
}

static bool
join(struct facts *f, struct ctx *ctx)
{
	if (!observe(&f->observed, &f->plan, &f->inventory, ctx->arena,
	    ctx->err) ||
	    !observed_fill(&f->observed, &f->inventory, &f->plan, ctx->err))
		return false;
	f->documents = true;
	f->how.observed = &f->observed;
	remark(f, ctx);
	return true;
}

/* No plan: draw one from the documents, as ipplan import does. */
static bool
draw(struct facts *f, struct ctx *ctx, const struct opt_list *sets)
{
	struct out *o = arena_new(ctx->arena, struct out);
	struct draft d;
	const char *text;
	size_t n;

	if (!draft_make(&d, &f->inventory, NULL, ctx->arena, ctx->err))
		return false;
	out_init_memory(o, ctx->arena);
	view_draft(o, &d);
	text = out_memory(o, &n);
	note(ctx, "no plan given: one is drawn from the documents, "
	    "see ipplan import");
	return plan_parse(&f->plan, "drawn plan", text, n, sets->v, sets->n,
	    ctx->arena, ctx->err);
}

bool
facts_cni_version(struct facts *f, struct ctx *ctx, const char *release)
{
	if (release == NULL)
		return true;
	f->plan.cni_version = release;
	return cni_rules_find(release, ctx->err) != NULL;
}

static bool
read_types(struct facts *f, struct ctx *ctx, const struct opt_list *types)
{
	limits_set_init(&f->types, ctx->arena);
	f->how.types = &f->types;
	for (size_t i = 0; i < types->n; i++)
		if (!ec2_types_read(&f->types, types->v[i], ctx->err))
			return false;
	return true;
}

bool
facts_read(struct facts *f, struct ctx *ctx, const struct opt_list *sets,
    const struct opt_list *types, int argc, char **argv)
{
	bool planned;

	if (argc == 0)
		return err_usage(ctx->err, "give a plan file, or exported "
		    "documents");
	planned = !sniff_document(argv[0]);
	if (!read_types(f, ctx, types) || (planned && !plan_read(&f->plan,
	    argv[0], sets->v, sets->n, ctx->arena, ctx->err)))
		return false;
	if (ctx->redact != NULL)
		plan_names(&f->plan, learn, ctx->redact);
	facts_settings(ctx, f->plan.file, &f->plan.cni);
	facts_settings(ctx, f->plan.file, &f->plan.windows_cni);
	for (size_t i = 0; i < f->plan.nnodegroups; i++)
		facts_settings(ctx, f->plan.file, &f->plan.nodegroups[i].cni);
	if (argc == planned)
		return true;
	return facts_documents(&f->inventory, ctx, NULL, argc - planned,
	    argv + planned) &&
	    (planned || draw(f, ctx, sets)) && join(f, ctx);
}
