/*
 * yaml: YAML 1.2 (and so JSON) text to a tree of nodes, through libfyaml's
 * events.
 *
 * Refused, with the place: duplicate keys, aliases and tags (a plan says what
 * it means), keys that are no text, more than one document, nesting deeper
 * than YAML_DEPTH_MAX.
 */
#ifndef INGEST_YAML_H
#define INGEST_YAML_H

#include "ingest/node.h"

#define YAML_DEPTH_MAX 32

/*
 * The document in the n bytes at text; file is for messages.  An empty
 * document is an empty map.  NULL with e set when it is malformed.
 */
struct node *yaml_parse(struct arena *a, const char *file, const char *text,
    size_t n, struct err *e);

#endif
