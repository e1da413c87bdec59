/*
 * cni-env: the environment of the aws-node daemonset, from a file.
 *
 * Either "kubectl get daemonset aws-node -o json" (a list of daemonsets and a
 * pod are taken too: what counts is a container called aws-node), or lines
 * NAME=VALUE as "kubectl set env daemonset/aws-node --list" prints them, with
 * # comments.  Which of the two it is, its first character says.  Values are
 * taken as they stand: the CNI decides what they mean.  Of Windows nodes it is
 * the data of the config map amazon-vpc-cni, in either form.
 */
#ifndef INGEST_CNI_ENV_H
#define INGEST_CNI_ENV_H

#include "base/arena.h"
#include "base/err.h"
#include "model/plan.h"

bool cni_env_read(struct settings *out, const char *path, struct arena *a,
    struct err *e);

#endif
