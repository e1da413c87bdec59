/*
 * json: exported JSON documents, streamed record by record, through yajl.
 *
 * What can be read is a table of kinds: where a kind's records stand in its
 * document, and which of their members are wanted.  Each record becomes a
 * small tree of nodes that lives for one callback; everything else is checked
 * and dropped.  Memory is bounded by the largest record, whatever the size of
 * the document.
 *
 * A file may hold one document, several one after the other, or an array of
 * them; pages wrapped in {"data": ...} and bare records or arrays of them
 * (made with --query, or one kubectl object) are taken too, the bare ones
 * being recognised by the members they have.
 *
 * Refused, with line and column: text that is no UTF-8 or no JSON, duplicate
 * keys, half surrogates, NUL in a text, nesting deeper than JSON_DEPTH_MAX, a
 * token longer than JSON_TOKEN_MAX bytes, a record whose wanted members need
 * more than JSON_RECORD_MAX bytes, a document cut short.
 */
#ifndef INGEST_JSON_H
#define INGEST_JSON_H

#include <stdint.h>

#include "ingest/node.h"

#define JSON_DEPTH_MAX 200
#define JSON_TOKEN_MAX (16 << 20)
#define JSON_RECORD_MAX (64 << 20)

struct json_kind {
	const char *name;	/* "describe-subnets": for messages */
	/*
	 * Keys that lead to a record, joined by dots, arrays being passed
	 * through: "Subnets", "Reservations.Instances".  NULL: only bare.
	 */
	const char *path;
	/*
	 * Wanted members: words, with those of a member map in braces:
	 * "SubnetId Tags{Key Value} Extra{*}"; * takes all below.
	 */
	const char *fields;
	/* Members by which a bare record is known, separated by blanks. */
	const char *identity;
	/* A record; it dies when this returns.  False with e set: give up. */
	bool (*record)(void *arg, const struct json_kind *kind,
	    const struct node *rec, struct err *e);
	/*
	 * Those of the wanted members, separated by blanks, that are lists too
	 * long for a record: their elements are handed to element() one by
	 * one as they come, before the record, in which the list is empty.
	 * NULL: none.
	 */
	const char *lists;
	bool (*element)(void *arg, const struct json_kind *kind,
	    const char *list, const struct node *element, struct err *e);
};

/* One document has ended. */
struct json_page {
	const char *file;
	unsigned long line;		/* where it began */
	const struct json_kind *kind;	/* last kind met; NULL: unknown */
	uint64_t nrecords;
	bool more;			/* it names a next page */
	bool bare;			/* it is a record itself */
	const struct node *document;	/* wanted members; dies with it */
};

struct json_reader {
	const struct json_kind *kinds;	/* ends with a NULL name */
	bool (*page)(void *arg, const struct json_page *page, struct err *e);
	void *arg;
	/* The file is a list of no documents.  NULL: that is an error. */
	void (*none)(void *arg);
};

/*
 * Feed one file: json_open(), json_push() for each piece, json_close(), which
 * always must be called and frees what was taken.  After a failure, later
 * calls do nothing and fail.
 */
struct json;
struct json *json_open(const struct json_reader *reader, const char *file,
    struct err *e);
bool json_push(struct json *j, const void *bytes, size_t n);
bool json_close(struct json *j);

#endif
