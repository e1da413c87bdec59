/*
 * ec2-types: instance types from "aws ec2 describe-instance-types".
 *
 * Each type of the document is added to a set of limits, in place of a
 * built-in one of that name.  The document does not tell about branch ENIs:
 * those of the built-in table are kept, and unknown for a new type.
 */
#ifndef INGEST_EC2_TYPES_H
#define INGEST_EC2_TYPES_H

#include "model/limits.h"

bool ec2_types_read(struct limits_set *s, const char *path, struct err *e);

#endif
