/*
 * source: where each document comes from.
 *
 * One row a kind of document: the read-only command that prints it, and the
 * permissions that the command needs, from which the commands, the script,
 * the IAM policy and the RBAC role of ipplan-collect(1) are all made.
 *
 * Options of commands: AWS CLI command reference, September 2026.  Actions
 * and the resources they may be limited to: Service Authorization Reference,
 * "Amazon EC2", "Amazon EKS" and "Amazon EC2 Auto Scaling", September 2026.
 * "kubectl get" of a list needs the verb list, of a name the verb get.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

/* For what a command is run, once each. */
enum source_each {
	SOURCE_REGION,			/* account and Region */
	SOURCE_SUBNET, SOURCE_EKS, SOURCE_NODEGROUP,
	SOURCE_KUBE,			/* cluster, as kubectl knows it */
};

struct source {
	const char *document;		/* as document_name() says */
	const char *file;		/* without .json */
	enum source_each each;
	const char *command;		/* without what it is run for */
	const char *in_vpc;		/* option that keeps to one VPC, its
					   id to follow; NULL: has none */
	const char *action;		/* IAM */
	/* RBAC; group "" is the core one; name NULL: all of them. */
	const char *group, *resource, *namespace, *name;
	bool custom;			/* a resource that may not exist */
	bool needed;			/* by usage and blocks */
	const char *gives;
};

extern const struct source sources[];	/* ends with a NULL document */

/* The one of that document, or NULL. */
const struct source *source_find(const char *document);

/* "eks:ListNodegroups": what finding out whom to run it for needs, or NULL. */
const char *source_list_action(enum source_each each);

#endif
