#include "view/collect.h"

#include <string.h>

#include "base/str.h"

/* As one word of a shell. */
static void
put_word(struct out *o, const char *s)
{
	if (s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_./:@")] == '\0') {
		out_str(o, s);
		return;
	}
	out_char(o, '\'');
	for (; *s != '\0'; s++)
		if (*s == '\'')
			out_str(o, "'\\''");
		else
			out_char(o, *s);
	out_char(o, '\'');
}

static void
put_option(struct out *o, const char *option, const char *value)
{
	if (value == NULL)
		return;
	out_printf(o, " %s ", option);
	put_word(o, value);
}

/* A subject in words, for people to replace; the script has variables. */
static void
put_subject(struct out *o, const struct source *s, const struct collect *c)
{
	const char *cluster = c->cluster != NULL ? c->cluster : "CLUSTER";

	switch (s->each) {
	case SOURCE_SUBNET:
		out_str(o, " SUBNET");
		break;
	case SOURCE_EKS:
		out_printf(o, " %s", cluster);
		break;
	case SOURCE_NODEGROUP:
		out_printf(o, " --cluster-name %s --nodegroup-name "
		    "NODEGROUP", cluster);
		break;
	case SOURCE_REGION:
	case SOURCE_KUBE:
		break;
	}
}

static void
put_command(struct out *o, const struct source *s, const struct collect *c)
{
	out_str(o, s->command);
	put_subject(o, s, c);
	if (s->in_vpc != NULL && c->vpc != NULL)
		out_printf(o, " %s%s", s->in_vpc, c->vpc);
	if (s->each == SOURCE_KUBE) {
		put_option(o, "--context", c->context);
		out_str(o, " -o json");
		return;
	}
	put_option(o, "--region", c->region);
	out_str(o, " --output json");
}

static const char *
each_name(enum source_each each)
{
	static const char *const names[] = { [SOURCE_REGION] = "region",
	    [SOURCE_SUBNET] = "subnet", [SOURCE_EKS] = "cluster",
	    [SOURCE_NODEGROUP] = "nodegroup", [SOURCE_KUBE] = "cluster" };

	return names[each];
}

static const char *
permission(struct arena *a, const struct source *s)
{
	if (s->action != NULL)
		return s->action;
	return arena_printf(a, "%s %s%s%s", s->name != NULL ? "get" : "list",
	    s->resource, *s->group != '\0' ? "." : "", s->group);
}

void
view_collect(struct doc *d, const struct collect *c)
{
	static const struct column columns[] = {
		{ .key = "document" }, { .key = "each" }, { .key = "needed" },
		{ .key = "permission" }, { .key = "gives" },
		{ .key = "command" },
	};
	struct table *t = doc_table(d, "collect", columns, COUNT(columns));

	for (size_t i = 0; i < c->n; i++) {
		const struct source *s = c->v[i];
		struct out *o = arena_new(d->arena, struct out);
		struct cell *cell = table_row(d, t);
		size_t n;

		out_init_memory(o, d->arena);
		put_command(o, s, c);
		*cell++ = cell_text(s->document);
		*cell++ = cell_text(each_name(s->each));
		*cell++ = cell_bool(s->needed);
		*cell++ = cell_text(permission(d->arena, s));
		*cell++ = cell_text(s->gives);
		*cell++ = cell_text(out_memory(o, &n));
	}
}

void
view_collect_commands(struct out *o, const struct collect *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct source *s = c->v[i];

		out_printf(o, "# %s%s", s->gives,
		    s->needed ? " (needed)" : "");
		if (s->each == SOURCE_SUBNET)
			out_str(o, "; for each subnet");
		else if (s->each == SOURCE_NODEGROUP)
			out_str(o, "; for each node group");
		else if (s->each == SOURCE_EKS && c->cluster == NULL)
			out_str(o, "; for each cluster");
		else if (s->custom)
			out_str(o, "; where there are any");
		out_char(o, '\n');
		put_command(o, s, c);
		out_printf(o, " %s%s.json\n", s->each == SOURCE_SUBNET ||
		    s->each == SOURCE_NODEGROUP ? ">>" : ">", s->file);
	}
}

/* --- the script --------------------------------------------------------- */

static const char script_start[] =
"#!/bin/sh\n"
"# Made by ipplan collect.  Writes the documents that ipplan reads to a new\n"
"# folder; every command only reads.\n"
"# usage: sh collect.sh FOLDER\n"
"set -eu\n"
"umask 077\n"
"AWS_PAGER= AWS_DEFAULT_OUTPUT=json\n"
"export AWS_PAGER AWS_DEFAULT_OUTPUT\n"
"[ $# -eq 1 ] || { echo \"usage: sh $0 FOLDER\" >&2; exit 2; }\n";

static const char script_functions[] =
"\n"
"dir=$1\n"
"mkdir \"$dir\" || exit 1	# new: documents of two times do not fit\n"
"end() {\n"
"	rc=$?\n"
"	rm -f \"$dir/.part\" \"$dir/.all\"\n"
"	[ $rc -eq 0 ] || echo \"failed: $dir is incomplete\" >&2\n"
"}\n"
"trap end EXIT\n"
"\n"
"# save FILE COMMAND ...: the file is whole or not there.\n"
"save() {\n"
"	file=$1; shift\n"
"	echo \"$file\" >&2\n"
"	\"$@\" >\"$dir/.part\"\n"
"	mv \"$dir/.part\" \"$dir/$file\"\n"
"}\n"
"\n"
"# add COMMAND ...: to the documents that finish will save.\n"
"add() {\n"
"	\"$@\" >\"$dir/.part\"\n"
"	cat \"$dir/.part\" >>\"$dir/.all\"\n"
"}\n"
"\n"
"finish() {\n"
"	echo \"$1\" >&2\n"
"	[ ! -e \"$dir/.all\" ] || mv \"$dir/.all\" \"$dir/$1\"\n"
"}\n";

static const char script_has[] =
"\n"
"# has RESOURCE: the cluster knows it.  One API that does not answer is no\n"
"# reason to stop, but said.\n"
"resources=$(kube api-resources --verbs=list -o name) ||\n"
"    echo 'kubectl api-resources: incomplete' >&2\n"
"has() { echo \"$resources\" | grep -qx \"$1\"; }\n";

/* This command has no pages that the aws command would put together. */
static const char script_reservations[] =
"reservations() {\n"
"	add call ec2 get-subnet-cidr-reservations --subnet-id \"$@\"\n"
"	next=$(sed -n 's/.*\"NextToken\": \"\\(.*\\)\".*/\\1/p' "
"\"$dir/.part\")\n"
"	[ -z \"$next\" ] || reservations \"$1\" --next-token \"$next\"\n"
"}\n"
"for subnet in $subnets; do\n"
"	reservations \"$subnet\"\n"
"done\n";

static bool
wants(const struct collect *c, enum source_each each)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i]->each == each)
			return true;
	return false;
}

static void
put_needs(struct out *o, const struct collect *c)
{
	bool aws = false, kube = wants(c, SOURCE_KUBE);

	for (size_t i = 0; i < c->n; i++)
		aws = aws || c->v[i]->each != SOURCE_KUBE;
	out_printf(o, "for command in%s%s; do\n", aws ? " aws" : "",
	    kube ? " kubectl" : "");
	out_str(o, "	command -v $command >/dev/null ||\n"
	    "	    { echo \"$command: not found\" >&2; exit 1; }\n"
	    "done\n\n");
	if (aws) {
		out_str(o, "call() { aws");
		put_option(o, "--region", c->region);
		out_str(o, " \"$@\"; }\n");
	}
	if (kube) {
		out_str(o, "kube() { kubectl");
		put_option(o, "--context", c->context);
		out_str(o, " \"$@\"; }\n");
	}
}

/* Lists over which the loops go. */
static void
put_lists(struct out *o, const struct collect *c)
{
	if (wants(c, SOURCE_EKS) || wants(c, SOURCE_NODEGROUP)) {
		out_str(o, "\nclusters=");
		if (c->cluster != NULL)
			out_str(o, c->cluster);
		else
			out_str(o, "$(call eks list-clusters --query "
			    "'clusters[].[@]' --output text)");
		out_char(o, '\n');
	}
	if (!wants(c, SOURCE_SUBNET))
		return;
	out_str(o, "\nsubnets=$(call ec2 describe-subnets");
	if (c->vpc != NULL)
		out_printf(o, " --filters Name=vpc-id,Values=%s", c->vpc);
	out_str(o, " \\\n    --query 'Subnets[].[SubnetId]' --output text)\n");
}

static void
put_nodegroups(struct out *o, const struct source *s)
{
	out_printf(o, "for cluster in $clusters; do\n"
	    "	groups=$(call eks list-nodegroups --cluster-name "
	    "\"$cluster\" \\\n"
	    "	    --query 'nodegroups[].[@]' --output text)\n"
	    "	for group in $groups; do\n"
	    "		add call eks describe-nodegroup --cluster-name "
	    "\"$cluster\" \\\n"
	    "		    --nodegroup-name \"$group\"\n"
	    "	done\n"
	    "done\n"
	    "finish %s.json\n", s->file);
}

/* A command's words after "aws" or "kubectl". */
static const char *
rest(const struct source *s)
{
	return strchr(s->command, ' ') + 1;
}

static void
put_step(struct out *o, const struct source *s, const struct collect *c)
{
	switch (s->each) {
	case SOURCE_REGION:
		out_printf(o, "save %s.json call %s", s->file, rest(s));
		if (s->in_vpc != NULL && c->vpc != NULL)
			out_printf(o, " \\\n    %s%s", s->in_vpc, c->vpc);
		out_char(o, '\n');
		break;
	case SOURCE_SUBNET:
		out_str(o, script_reservations);
		out_printf(o, "finish %s.json\n", s->file);
		break;
	case SOURCE_EKS:
		out_printf(o, "for cluster in $clusters; do\n"
		    "	add call %s \"$cluster\"\n"
		    "done\n"
		    "finish %s.json\n", rest(s), s->file);
		break;
	case SOURCE_NODEGROUP:
		put_nodegroups(o, s);
		break;
	case SOURCE_KUBE:
		if (s->custom)
			out_printf(o, "! has %s.%s ||\n    ", s->resource,
			    s->group);
		out_printf(o, "save %s.json kube %s -o json\n", s->file,
		    rest(s));
		break;
	}
}

void
view_collect_script(struct out *o, const struct collect *c)
{
	out_str(o, script_start);
	put_needs(o, c);
	out_str(o, script_functions);
	if (wants(c, SOURCE_KUBE))
		out_str(o, script_has);
	put_lists(o, c);
	for (size_t i = 0; i < c->n; i++) {
		out_printf(o, "\n# %s\n", c->v[i]->gives);
		put_step(o, c->v[i], c);
	}
	out_str(o, "\necho \"now: ipplan usage $dir\" >&2\n");
}
