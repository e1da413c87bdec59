/* sniff: is a file a plan or an exported document. */
#ifndef INGEST_SNIFF_H
#define INGEST_SNIFF_H

#include <stdbool.h>

/*
 * A folder is documents.  A file is one when its text begins like JSON and
 * none of the first keys is a plan's.  Standard input, and what cannot be
 * read, is taken for a plan, whose reader then says what is wrong.
 */
bool sniff_document(const char *path);

#endif
