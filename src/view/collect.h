/* collect: how to get the documents, as commands, script, policy and role. */
#ifndef VIEW_COLLECT_H
#define VIEW_COLLECT_H

#include "model/source.h"
#include "report/doc.h"

/* What is asked for; texts are NULL where nothing was said. */
struct collect {
	const struct source **v;	/* documents wanted */
	size_t n;
	const char *region, *vpc, *cluster, *account, *context;
};

/* Table collect: a row a document. */
void view_collect(struct doc *d, const struct collect *c);

/* Texts: commands to paste, a shell script, JSON, YAML. */
void view_collect_commands(struct out *o, const struct collect *c);
void view_collect_script(struct out *o, const struct collect *c);
void view_collect_policy(struct out *o, const struct collect *c);
void view_collect_role(struct out *o, const struct collect *c);

#endif
