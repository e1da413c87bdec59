/* hpa: how many pods more kubectl get hpa says there may be. */
#ifndef INGEST_HPA_H
#define INGEST_HPA_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * Sum over the HorizontalPodAutoscalers in the file of maxReplicas less
 * currentReplicas, where that is above 0.  False with e set when the file is
 * none, or has a count that is no count.
 */
bool hpa_read(uint64_t *more, const char *path, struct err *e);

#endif
