/*
 * scenario: the JSON of "ipplan simulate --scenario" to a struct scenario.
 *
 * JSON is read as the YAML that it is, so comments are taken too.  An unknown
 * key, a wrong type, a value out of range and an event with what its
 * operation does not take are input errors with file, line and column.
 * Settings are taken as they stand: the CNI decides what a value means.
 */
#ifndef INGEST_SCENARIO_H
#define INGEST_SCENARIO_H

#include "model/scenario.h"

bool scenario_read(struct scenario *s, const char *path, struct arena *a,
    struct err *e);

/* The same from the n bytes at text; file is for messages. */
bool scenario_parse(struct scenario *s, const char *file, const char *text,
    size_t n, struct arena *a, struct err *e);

#endif
