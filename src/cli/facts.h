/*
 * facts: the plan of a command line, with what documents say beside it.
 */
#ifndef CLI_FACTS_H
#define CLI_FACTS_H

#include "capacity/answer.h"
#include "cli/cmd.h"
#include "ingest/documents.h"

struct facts {
	struct plan plan;
	struct inventory inventory;	/* of the documents, if any */
	struct observed observed;
	bool documents;			/* were given */
	struct limits_set types;
	struct answer_options how;	/* for plan_answer() */
};

/*
 * Read the operands: a plan and then documents, or documents alone, from
 * which a plan is drawn; with the type files.  False with the context's err
 * set.
 */
bool facts_read(struct facts *f, struct ctx *ctx, const struct opt_list *sets,
    const struct opt_list *types, int argc, char **argv);

/* The release whose rules apply, in place of the plan's. */
#define FACTS_OPT_CNI_VERSION(offset)					\
	{ .l = "cni-version", .type = OPT_STRING, .off = (offset),	\
	    .arg = "release",						\
	    .help = "release of the CNI whose rules apply" }
/* NULL leaves it.  False with the context's err set: there are no rules. */
bool facts_cni_version(struct facts *f, struct ctx *ctx, const char *release);

/* Warn of settings that the CNI does not take as they are. */
void facts_settings(struct ctx *ctx, const char *file,
    const struct settings *list);

/*
 * The documents alone, with notes and warnings as the context has them; a tag
 * of ENIs that is wanted, or NULL.
 */
bool facts_documents(struct inventory *inv, struct ctx *ctx, const char *tag,
    int n, char **paths);

/* How readers tell notes and warnings, which are printed as by note(). */
struct documents_talk facts_talk(struct ctx *ctx);

#endif
