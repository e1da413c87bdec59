/*
 * names: what in a plan or an inventory is a name that somebody gave, for
 * those who must not print it.
 *
 * Ids of AWS are told by their form and are not listed; neither are names
 * that everybody has (ENIConfigs named after an AZ), nor pods, of which no
 * name is kept.  Who adds a field with a name adds it in names.c.
 */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "model/inventory.h"

/* Calls fn for each, never with NULL; the same one may come again. */
void inventory_names(const struct inventory *inv,
    void (*fn)(void *arg, const char *name), void *arg);
void plan_names(const struct plan *p,
    void (*fn)(void *arg, const char *name), void *arg);

#endif
