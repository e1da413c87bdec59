/*
 * record: reading the members of one record of an exported document.
 *
 * Shared by documents.c and the files with the kinds of document; nobody
 * else's.  A member that is absent or null leaves *out as it is and is no
 * error; one of the wrong type is, with its place.  Texts are interned; an
 * empty one says as little as an absent one.
 */
#ifndef INGEST_RECORD_H
#define INGEST_RECORD_H

#include "ingest/documents.h"
#include "ingest/json.h"

struct documents;

/* A kind of document: how its records are found, and what reads one. */
struct document_kind {
	struct json_kind json;		/* .record is set by documents.c */
	enum document document;
	/*
	 * Read a record.  *document may be changed, or set to DOC_COUNT when
	 * the record is of no known kind.
	 */
	bool (*read)(struct documents *d, const struct node *rec,
	    enum document *document);
};

/* What a reader gets. */
struct documents {
	struct inventory *inv;
	struct err *e;
	const struct documents_talk *talk;
	const char *what;		/* kind of the record: for messages */
	struct arena scratch;		/* of the record */
};

/* Tables of kinds; each ends with a NULL name. */
extern const struct document_kind ec2_kinds[];
extern const struct document_kind eni_kinds[];
extern const struct document_kind eks_kinds[];
extern const struct document_kind kube_kinds[];
extern const struct document_kind type_kinds[];
extern const struct document_kind scaling_kinds[];

/* Objects of kubectl that scaling.c reads for kube.c. */
bool kube_read_nodepool(struct documents *d, const struct node *rec);
bool kube_read_nodeclass(struct documents *d, const struct node *rec);
bool kube_read_cninode(struct documents *d, const struct node *rec);
/* An object's uid, else its place: two clusters have objects of one name. */
bool kube_id(struct documents *d, const struct node *rec, const char **out);

/* An error at n: "KEY: expected WHAT, got ..."; returns false. */
bool rec_expected(struct documents *d, const struct node *n,
    const char *what);

bool rec_text(struct documents *d, const struct node *rec, const char *key,
    const char **out);
/* Absent or empty is an error too. */
bool rec_id(struct documents *d, const struct node *rec, const char *key,
    const char **out);
bool rec_texts(struct documents *d, const struct node *rec, const char *key,
    struct texts *out);
bool rec_bool(struct documents *d, const struct node *rec, const char *key,
    bool *out);
/* A whole number from 0 to max, written as such. */
bool rec_count(struct documents *d, const struct node *rec, const char *key,
    uint64_t max, struct opt_count *out);
/* *found says whether it is there; family 0 takes either. */
bool rec_prefix(struct documents *d, const struct node *rec, const char *key,
    int family, struct prefix *out, bool *found);
/* The prefix that a node holds. */
bool rec_prefix_at(struct documents *d, const struct node *n, int family,
    struct prefix *out);
bool rec_address4(struct documents *d, const struct node *rec,
    const char *key, uint32_t *out, bool *found);
/* [{Key, Value}]: those whose key keep() takes or the user wants, or all. */
bool rec_tags(struct documents *d, const struct node *rec, const char *key,
    bool (*keep)(const char *key), struct tags *out);
/*
 * A time, RFC 3339 or seconds since 1970; what is neither is as good as none.
 * Never an error; the inventory's newest time is kept.
 */
void rec_time(struct documents *d, const struct node *rec, const char *key,
    int64_t *out);
void rec_time_text(struct documents *d, const char *text, int64_t *out);

/*
 * The first element of a list of objects, and an object; NULL when there is
 * none.  Of anything else they set the error, which documents.c looks at
 * after each record.
 */
const struct node *rec_list(struct documents *d, const struct node *rec,
    const char *key);
const struct node *rec_map(struct documents *d, const struct node *rec,
    const char *key);

struct cite rec_cite(const struct node *rec);

/*
 * Two records of one id disagree about an unchanging fact: an error at rec.
 * a is what was said at "at", b is what is said now; either may be NULL.
 */
bool rec_same(struct documents *d, const struct node *rec, const char *id,
    const char *key, const char *a, const struct cite *at, const char *b);

void rec_warn(struct documents *d, const char *fmt, ...) PRINTF(2, 3);

/* In documents-check.c: do they contradict each other? */
bool documents_check(struct documents *d);

#endif
