/*
 * kube-yaml: what kubectl prints with -o yaml, streamed item by item.
 *
 * A list is a block mapping whose key "items" has a block sequence, so the
 * text of an item runs from its hyphen to the next one in that column or to
 * what stands further left.  Each item is parsed by itself, so memory is
 * bounded by the largest; what else the document holds, and an object that is
 * no list, is parsed when the document ends.  Documents are apart by lines
 * that begin with three hyphens.
 *
 * Refused, with the place: what ingest/yaml.h refuses, and an item or an
 * object of more than KUBE_YAML_MAX bytes.
 */
#ifndef INGEST_KUBE_YAML_H
#define INGEST_KUBE_YAML_H

#include <stdint.h>

#include "ingest/node.h"

#define KUBE_YAML_MAX (16 << 20)

struct kube_yaml_reader {
	/* An item, or an object that is no list; it dies when this returns. */
	bool (*record)(void *arg, const struct node *rec, struct err *e);
	/* The end of a document that began in line, with a next page or not. */
	bool (*end)(void *arg, unsigned long line, uint64_t nrecords,
	    bool more, struct err *e);
	void *arg;
};

/* Do the first bytes of a text look like it? */
bool kube_yaml_begins(const char *s, size_t n);

/* As json_open() and so on, see ingest/json.h. */
struct kube_yaml;
struct kube_yaml *kube_yaml_open(const struct kube_yaml_reader *reader,
    const char *file, struct arena *a, struct err *e);
bool kube_yaml_push(struct kube_yaml *y, const char *bytes, size_t n);
bool kube_yaml_close(struct kube_yaml *y);

#endif
