/*
 * documents: exported aws and kubectl documents into a struct inventory.
 *
 * Documents are known by what is in them, never by their names: files, gzip
 * files, folders and standard input are taken, with several documents in one
 * file, in any order.  Pages and overlapping exports are merged by id: the
 * same thing said twice is one; said differently (CIDR, VPC, AZ, instance
 * type, addresses of an ENI, node of a pod) it is an error that names both
 * places.  Of two free counts of a subnet the smaller counts, with a warning.
 * A document with the very records of another is that one again: an error.
 * What comes of it depends on what the documents hold, never on their order.
 *
 * Errors are EXIT_INPUT with file, line and column: a file without any
 * document known here, a kind of document of which the last page is missing,
 * a value of the wrong type, more free addresses than a subnet has, an
 * address outside its subnet or on two ENIs.  Words and members that are
 * unknown never are.
 *
 * After reading, ENIs are classified (model/eni-class.h).
 */
#ifndef INGEST_DOCUMENTS_H
#define INGEST_DOCUMENTS_H

#include "model/inventory.h"

/*
 * Whom to tell, and what they want to know besides; any may be NULL.  Texts
 * die with the call.
 */
struct documents_talk {
	void (*note)(void *arg, const char *text);	/* what a file was */
	void (*warn)(void *arg, const char *text);
	void *arg;
	const char *tag;	/* keep this tag of ENIs too; or NULL */
};

/*
 * Read all of it into inv, which this initialises in the arena.  The paths
 * must outlive the inventory.
 */
bool documents_read(struct inventory *inv, const char *const *paths, size_t n,
    struct arena *a, const struct documents_talk *talk, struct err *e);

/*
 * The same for one file in memory, fed in pieces of at most that many bytes
 * (0: in one).
 */
bool documents_parse(struct inventory *inv, const char *file,
    const char *text, size_t n, size_t piece, struct arena *a,
    const struct documents_talk *talk, struct err *e);

/* "describe-subnets" */
const char *document_name(enum document d);

#endif
