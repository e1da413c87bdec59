/*
 * The kinds of all files with kinds make one table for the JSON reader, in
 * which a kind's place says whose it is.  Of each file it is counted what it
 * held; of each kind, whether a last page was among its documents.
 */
#include "ingest/documents.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "ingest/input.h"
#include "ingest/kube-yaml.h"
#include "ingest/record.h"
#include "model/eni-class.h"

struct reading {
	struct documents d;		/* what readers of records see */
	struct json_reader reader;
	struct kube_yaml_reader yaml;
	const char *file_name;		/* of the one being read */
	struct json_kind *kinds;
	const struct document_kind **rows;	/* as many, in that order */
	size_t nkinds;
	struct arena *arena;
	uint64_t page[DOC_COUNT + 1];	/* records of this document, by kind;
					   the last: of no known kind */
	uint64_t file[DOC_COUNT];	/* of this file */
	uint64_t ids;			/* of this document's records, their
					   hashes added up; 0: unknown */
	bool anonymous;			/* one had no id */
	struct map seen;		/* places of documents by their ids */
	bool met[DOC_COUNT];		/* in this file */
	bool last[DOC_COUNT];		/* a last page was there */
	struct cite more[DOC_COUNT];	/* a page with a next one */
	const char *other;		/* DOC_OTHER: what it was */
};

static const char *const names[DOC_COUNT] = {
	[DOC_VPCS] = "describe-vpcs", [DOC_SUBNETS] = "describe-subnets",
	[DOC_ENIS] = "describe-network-interfaces",
	[DOC_INSTANCES] = "describe-instances",
	[DOC_CLUSTER] = "describe-cluster",
	[DOC_NODEGROUP] = "describe-nodegroup",
	[DOC_RESERVATIONS] = "get-subnet-cidr-reservations",
	[DOC_NAT] = "describe-nat-gateways",
	[DOC_ENDPOINTS] = "describe-vpc-endpoints",
	[DOC_PEERINGS] = "describe-vpc-peering-connections",
	[DOC_NODES] = "kubectl get nodes", [DOC_PODS] = "kubectl get pods",
	[DOC_AWS_NODE] = "kubectl get ds aws-node",
	[DOC_ENICONFIGS] = "kubectl get eniconfigs",
	[DOC_CNINODES] = "kubectl get cninodes",
	[DOC_NODEPOOLS] = "kubectl get nodepools",
	[DOC_NODECLASSES] = "kubectl get ec2nodeclasses",
	[DOC_ASGS] = "describe-auto-scaling-groups",
	[DOC_TYPES] = "describe-instance-types",
	[DOC_OTHER] = "a document not used here",
};

const char *
document_name(enum document d)
{
	return names[d];
}

/*
 * What tells a record from others of its kind, as a hash: its first two
 * members; of what kubectl prints the uid only, for two clusters have things
 * of one name.  0: nothing does.
 */
static uint64_t
record_hash(const struct json_kind *kind, const struct node *rec)
{
	const struct node *meta = node_get(rec, "metadata");
	const char *id = node_text(meta, "uid"), *s = kind->fields;
	uint64_t h = 0;

	if (meta != NULL)
		return id != NULL ? hash_bytes(1, id, strlen(id)) : 0;
	for (int i = 0; i < 2; i++) {
		size_t n = strcspn(s, " {");
		char word[32];

		if (n == 0 || n >= sizeof(word))
			break;
		memcpy(word, s, n);
		word[n] = '\0';
		s += n + (s[n] == ' ');
		id = node_text(rec, word);
		if (id != NULL)
			h += hash_bytes((uint64_t)i + 1, id, strlen(id));
	}
	return h;
}

static bool
on_record(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reading *r = arg;
	const struct document_kind *row = r->rows[kind - r->kinds];
	enum document doc = row->document;
	uint64_t hash = record_hash(kind, rec);
	bool ok;

	r->d.what = kind->name;
	ok = row->read(&r->d, rec, &doc) && e->status == EXIT_OK;
	arena_reset(&r->d.scratch);
	if (!ok)
		return false;
	r->page[doc]++;
	if (hash == 0)
		r->anonymous = true;
	r->ids += hash * (2 * (uint64_t)doc + 1);
	return true;
}

/* Add the kinds of one document to those of the file. */
/* A document with the very records of another is that one again. */
static bool
check_again(struct reading *r, const struct json_page *page, struct err *e)
{
	uint64_t key[2] = { r->ids, page->nrecords };
	bool known = page->nrecords != 0 && !r->anonymous;
	struct cite *at;
	void **slot;

	r->ids = 0;
	r->anonymous = false;
	if (!known)
		return true;
	slot = map_slot(&r->seen, arena_strndup(r->arena, (char *)key,
	    sizeof(key)), sizeof(key));
	at = *slot;
	if (at == NULL) {
		*slot = at = arena_new(r->arena, struct cite);
		*at = (struct cite){ page->file, page->line, 0 };
		return true;
	}
	err_input(e, "%s: the document of %s:%lu again; give each one once",
	    page->kind->name, at->file, at->line);
	return err_locate(e, page->file, page->line, 0);
}

static bool
on_page(void *arg, const struct json_page *page, struct err *e)
{
	struct reading *r = arg;
	enum document doc;

	if (page->kind == NULL)
		return true;
	if (!check_again(r, page, e))
		return false;
	doc = r->rows[page->kind - r->kinds]->document;
	/* kubectl's, by what was in it. */
	for (size_t i = 0; doc == DOC_OTHER && i < DOC_OTHER; i++)
		if (r->page[i] != 0)
			doc = (enum document)i;
	if (doc == DOC_OTHER)
		r->other = page->kind->name;
	/* Without records it is what its key says; kubectl's, anything. */
	if (page->nrecords == 0)
		r->met[doc] = true;
	for (size_t i = 0; i < DOC_COUNT; i++) {
		if (r->page[i] == 0)
			continue;
		r->met[i] = true;
		r->file[i] += r->page[i];
	}
	memset(r->page, 0, sizeof(r->page));
	if (page->more)
		r->more[doc] = (struct cite){ page->file, page->line, 0 };
	else
		r->last[doc] = true;
	return true;
}

static void
add_kinds(struct reading *r, const struct document_kind *k)
{
	for (; k->json.name != NULL; k++) {
		struct json_kind *j = arena_push(r->arena, r->kinds,
		    r->nkinds);
		size_t n = r->nkinds - 1;

		*j = k->json;
		j->record = on_record;
		*arena_push(r->arena, r->rows, n) = k;
	}
}

static void
reading_init(struct reading *r, struct inventory *inv, struct arena *a,
    const struct documents_talk *talk, struct err *e)
{
	size_t n;

	inventory_init(inv, a);
	*r = (struct reading){ .d = { .inv = inv, .e = e, .talk = talk },
	    .seen = map_make(a), .arena = a };
	add_kinds(r, ec2_kinds);
	add_kinds(r, eni_kinds);
	add_kinds(r, eks_kinds);
	add_kinds(r, kube_kinds);
	add_kinds(r, type_kinds);
	add_kinds(r, scaling_kinds);
	n = r->nkinds;
	arena_push(r->arena, r->kinds, n);	/* the end */
	r->reader = (struct json_reader){ r->kinds, on_page, r, NULL };
}

/* --- files -------------------------------------------------------------- */

static void
note_file(struct reading *r, const char *file)
{
	const struct documents_talk *talk = r->d.talk;
	char text[ERR_MSGLEN];
	size_t at;

	if (talk == NULL || talk->note == NULL)
		return;
	at = (size_t)snprintf(text, sizeof(text), "%s:", file);
	for (size_t i = 0; i < DOC_COUNT && at < sizeof(text); i++)
		if (r->met[i])
			at += (size_t)snprintf(text + at, sizeof(text) - at,
			    "%s %s (%" PRIu64 "%s)", text[at - 1] == ':' ?
			    "" : ",", i == DOC_OTHER ? r->other : names[i],
			    r->file[i], i == DOC_OTHER ? ", not used" : "");
	talk->note(talk->arg, text);
}

static bool
end_file(struct reading *r, const char *file)
{
	bool any = false;

	for (size_t i = 0; i < DOC_COUNT; i++)
		any = any || r->met[i];
	if (!any) {
		err_input(r->d.e, "not a document that ipplan knows; expected "
		    "JSON of aws ec2 describe-subnets, describe-vpcs, "
		    "describe-network-interfaces, describe-instances, "
		    "describe-nat-gateways, describe-vpc-endpoints or "
		    "get-subnet-cidr-reservations, of aws autoscaling "
		    "describe-auto-scaling-groups, of aws eks "
		    "describe-cluster or describe-nodegroup, or of kubectl get "
		    "nodes, pods, ds aws-node, eniconfigs, cninodes, "
		    "nodepools or ec2nodeclasses");
		return err_locate(r->d.e, file, 0, 0);
	}
	note_file(r, file);
	for (size_t i = 0; i < DOC_COUNT; i++)
		r->d.inv->given |= (unsigned)r->met[i] << i;
	memset(r->met, 0, sizeof(r->met));
	memset(r->file, 0, sizeof(r->file));
	return true;
}

/* --- two syntaxes ------------------------------------------------------- */

/* kubectl's objects, as the JSON reader knows them. */
static const struct json_kind *
kube_kind(const struct reading *r)
{
	size_t i = 0;

	while (r->rows[i] != kube_kinds)
		i++;
	return &r->kinds[i];
}

static bool
yaml_record(void *arg, const struct node *rec, struct err *e)
{
	return on_record(arg, kube_kind(arg), rec, e);
}

static bool
yaml_end(void *arg, unsigned long line, uint64_t nrecords, bool more,
    struct err *e)
{
	struct reading *r = arg;
	const struct json_page page = { .file = r->file_name, .line = line,
	    .kind = kube_kind(r), .nrecords = nrecords, .more = more };

	return on_page(arg, &page, e);
}

/* A file, in the syntax that its head shows, which is held back until then. */
struct feed {
	const char *name;
	char head[4096];
	size_t nhead;
	struct json *json;
	struct kube_yaml *yaml;
	struct arena arena;
};

static bool
feed(struct feed *f, const char *piece, size_t n)
{
	return f->yaml != NULL ? kube_yaml_push(f->yaml, piece, n) :
	    json_push(f->json, piece, n);
}

static bool
feed_open(struct reading *r, struct feed *f)
{
	r->yaml = (struct kube_yaml_reader){ yaml_record, yaml_end, r };
	r->file_name = f->name;
	if (kube_yaml_begins(f->head, f->nhead))
		f->yaml = kube_yaml_open(&r->yaml, f->name, &f->arena,
		    r->d.e);
	else
		f->json = json_open(&r->reader, f->name, r->d.e);
	return feed(f, f->head, f->nhead);
}

static bool
feed_push(struct reading *r, struct feed *f, const char *piece, size_t n)
{
	size_t room = sizeof(f->head) - f->nhead, k = n < room ? n : room;

	if (room == 0)
		return feed(f, piece, n);
	memcpy(f->head + f->nhead, piece, k);
	f->nhead += k;
	return k < room || (feed_open(r, f) && feed(f, piece + k, n - k));
}

static bool
feed_close(struct reading *r, struct feed *f)
{
	bool ok = f->nhead == sizeof(f->head) || feed_open(r, f);

	if (f->yaml != NULL)
		ok = kube_yaml_close(f->yaml) && ok;
	else
		ok = json_close(f->json) && ok;
	arena_clear(&f->arena);
	return ok;
}

static bool
read_file(struct reading *r, const char *path)
{
	struct arena scratch = ARENA_INIT;
	struct input in;
	const char *piece;
	size_t n;
	bool ok = input_open(&in, path, &scratch, r->d.e);

	if (ok) {
		struct feed f = { .name = in.name };

		while ((ok = input_next(&in, &piece, &n, r->d.e)) && n != 0)
			if (!feed_push(r, &f, piece, n))
				break;
		ok = feed_close(r, &f) && ok;
		input_close(&in);
	}
	arena_clear(&scratch);
	return ok && r->d.e->status == EXIT_OK &&
	    end_file(r, input_name(path));
}

/* --- what only all documents together can say --------------------------- */

static bool
check_pages(struct reading *r)
{
	for (size_t i = 0; i < DOC_COUNT; i++) {
		if (r->more[i].file == NULL || r->last[i])
			continue;
		err_input(r->d.e, i >= DOC_NODES && i <= DOC_NODECLASSES ?
		    "%s: a page (metadata.continue), and no file has the "
		    "last one; export with kubectl get" :
		    "%s: ends in NextToken, and no file has the last page; "
		    "export again without --max-items and --no-paginate",
		    names[i]);
		return err_locate(r->d.e, r->more[i].file, r->more[i].line,
		    0);
	}
	return true;
}

static bool
finish(struct reading *r)
{
	struct inventory *inv = r->d.inv;

	inventory_sort(inv);
	if (!check_pages(r) || !documents_check(&r->d))
		return false;
	eni_classify(inv);
	return true;
}

bool
documents_read(struct inventory *inv, const char *const *paths, size_t n,
    struct arena *a, const struct documents_talk *talk, struct err *e)
{
	struct reading r;
	const char **files = input_expand(paths, n, &n, a, e);
	bool ok = files != NULL;

	reading_init(&r, inv, a, talk, e);
	if (ok && n == 0)
		ok = err_input(e, "no file in %s", paths[0]);
	for (size_t i = 0; i < n && ok; i++)
		ok = read_file(&r, files[i]);
	arena_clear(&r.d.scratch);
	return ok && finish(&r);
}

bool
documents_parse(struct inventory *inv, const char *file, const char *text,
    size_t n, size_t piece, struct arena *a,
    const struct documents_talk *talk, struct err *e)
{
	struct feed f = { .name = file };
	struct reading r;
	bool ok;

	reading_init(&r, inv, a, talk, e);
	for (size_t at = 0, k; at < n; at += k) {
		k = piece == 0 || piece > n - at ? n - at : piece;
		if (!feed_push(&r, &f, text + at, k))
			break;
	}
	ok = feed_close(&r, &f) && end_file(&r, file);
	arena_clear(&r.d.scratch);
	return ok && finish(&r);
}
