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
#include "ingest/record.h"
#include "model/eni-class.h"
#include "net/overlap.h"

struct reading {
	struct documents d;		/* what readers of records see */
	struct json_reader reader;
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
	n = r->nkinds;
	arena_push(r->arena, r->kinds, n);	/* the end */
	r->reader = (struct json_reader){ r->kinds, on_page, r };
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
		    "get-subnet-cidr-reservations, of aws eks describe-cluster "
		    "or describe-nodegroup, or of kubectl get nodes, pods, "
		    "eniconfigs or ds aws-node");
		return err_locate(r->d.e, file, 0, 0);
	}
	note_file(r, file);
	for (size_t i = 0; i < DOC_COUNT; i++)
		r->d.inv->given |= (unsigned)r->met[i] << i;
	memset(r->met, 0, sizeof(r->met));
	memset(r->file, 0, sizeof(r->file));
	return true;
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
		struct json *j = json_open(&r->reader, in.name, r->d.e);

		while ((ok = input_next(&in, &piece, &n, r->d.e)) && n != 0)
			if (!json_push(j, piece, n))
				break;
		ok = json_close(j) && ok;
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
		err_input(r->d.e, "%s: ends in NextToken, and no file has the "
		    "last page; export again without --max-items and "
		    "--no-paginate", names[i]);
		return err_locate(r->d.e, r->more[i].file, r->more[i].line,
		    0);
	}
	return true;
}

static bool
outside(struct reading *r, const struct inv_eni *eni, uint32_t addr,
    unsigned len, const struct inv_subnet *s)
{
	char cidr[PREFIX_STRLEN], text[PREFIX_STRLEN];
	struct prefix p = { addr, IPV4, len };

	if (len == 32)
		address_format(addr, IPV4, text);
	else
		prefix_format(&p, text);
	err_input(r->d.e, "%s: %s is not in its subnet %s, which is %s in "
	    "%s:%lu", eni->id, text, s->id, prefix_format(&s->cidr, cidr),
	    s->at.file, s->at.line);
	return err_locate(r->d.e, eni->at.file, eni->at.line,
	    eni->at.column);
}

/* What leaves out its VPC is in the other's. */
static bool
check_vpc(struct reading *r, struct inv_eni *eni, struct inv_subnet *s)
{
	if (eni->vpc_id == NULL)
		eni->vpc_id = s->vpc_id;
	if (s->vpc_id == NULL)
		s->vpc_id = eni->vpc_id;
	if (text_cmp(eni->vpc_id, s->vpc_id) == 0)
		return true;
	err_input(r->d.e, "%s: in %s, and its subnet %s is in %s by %s:%lu",
	    eni->id, eni->vpc_id, s->id, s->vpc_id, s->at.file, s->at.line);
	return err_locate(r->d.e, eni->at.file, eni->at.line,
	    eni->at.column);
}

static bool
check_inside(struct reading *r, struct inv_eni *eni)
{
	struct inv_subnet *s = inventory_subnet(r->d.inv, eni->subnet_id);
	struct prefix p = { 0, IPV4, 32 };

	if (s != NULL && !check_vpc(r, eni, s))
		return false;
	if (s == NULL || !s->has_cidr)
		return true;
	for (size_t i = 0; i < eni->naddresses; i++) {
		p.addr = eni->addresses[i];
		if (!prefix_covers(&s->cidr, &p))
			return outside(r, eni, eni->addresses[i], 32, s);
	}
	p.len = 28;
	for (size_t i = 0; i < eni->nprefixes; i++) {
		p.addr = eni->prefixes[i];
		if (!prefix_covers(&s->cidr, &p))
			return outside(r, eni, eni->prefixes[i], 28, s);
	}
	return true;
}

/* Entries apart by what they must be unique in, in the order of its naming. */
struct group {
	struct entries entries;
	struct group *next;
};

struct groups {
	struct map map;
	struct group *first, **end;
};

static void
groups_init(struct groups *g, struct arena *a)
{
	g->map = map_make(a);
	g->first = NULL;
	g->end = &g->first;
}

static void
groups_add(struct groups *g, const char *key, const struct prefix *p,
    size_t index)
{
	struct entry x = { .range = range_of(p), .line = index };
	void **slot = map_slot(&g->map, key, strlen(key));

	if (*slot == NULL) {
		struct group *new = arena_new(g->map.arena, struct group);

		entries_init(&new->entries, g->map.arena);
		*slot = *g->end = new;
		g->end = &new->next;
	}
	entries_add(&((struct group *)*slot)->entries, &x);
}

/* Two that overlap in a group, or false. */
static bool
groups_clash(const struct groups *g, struct entry *a, struct entry *b)
{
	for (struct group *i = g->first; i != NULL; i = i->next)
		if (overlap_first(&i->entries, a, b))
			return true;
	return false;
}

/* What ENIs hold, by VPC, else by subnet; without either nothing can clash. */
static void
add_holdings(struct groups *g, const struct inventory *inv, size_t i)
{
	const struct inv_eni *eni = inv->enis[i];
	const char *key = eni->vpc_id != NULL ? eni->vpc_id : eni->subnet_id;

	for (size_t k = 0; k < eni->naddresses && key != NULL; k++)
		groups_add(g, key, &(struct prefix){ eni->addresses[k], IPV4,
		    32 }, i);
	for (size_t k = 0; k < eni->nprefixes && key != NULL; k++)
		groups_add(g, key, &(struct prefix){ eni->prefixes[k], IPV4,
		    28 }, i);
}

static bool
check_unique(struct reading *r)
{
	struct arena scratch = ARENA_INIT;
	const struct inventory *inv = r->d.inv;
	const struct inv_eni *a, *b;
	char text[PREFIX_STRLEN];
	struct groups vpcs;
	struct entry x, y;
	bool ok;

	groups_init(&vpcs, &scratch);
	for (size_t i = 0; i < inv->nenis; i++)
		add_holdings(&vpcs, inv, i);
	ok = !groups_clash(&vpcs, &x, &y);
	arena_clear(&scratch);
	if (ok)
		return true;
	a = inv->enis[x.line < y.line ? x.line : y.line];
	b = inv->enis[x.line < y.line ? y.line : x.line];
	err_input(r->d.e, "%s: %s is on %s in %s:%lu too; these documents are "
	    "not of one time", b->id, address_format(y.range.first, IPV4,
	    text), a == b ? "the same ENI" : a->id, a->at.file, a->at.line);
	return err_locate(r->d.e, b->at.file, b->at.line, b->at.column);
}

static bool
check_overlaps(struct reading *r)
{
	struct inv_reservation *const *all = r->d.inv->reservations;
	struct arena scratch = ARENA_INIT;
	const struct inv_reservation *b;
	struct groups subnets;
	struct entry x, y;
	bool ok;

	groups_init(&subnets, &scratch);
	for (size_t i = 0; i < r->d.inv->nreservations; i++)
		groups_add(&subnets, all[i]->subnet_id, &all[i]->cidr, i);
	ok = !groups_clash(&subnets, &x, &y);
	arena_clear(&scratch);
	if (ok)
		return true;
	b = all[y.line];
	err_input(r->d.e, "%s: overlaps %s of the same subnet", b->id,
	    all[x.line]->id);
	return err_locate(r->d.e, b->at.file, b->at.line, b->at.column);
}

/* EC2 refuses both, so the documents do not belong together. */
static bool
check_reservations(struct reading *r)
{
	const struct inventory *inv = r->d.inv;

	for (size_t i = 0; i < inv->nreservations; i++) {
		const struct inv_reservation *a = inv->reservations[i];
		const struct inv_subnet *s = inventory_subnet(inv,
		    a->subnet_id);

		if (s != NULL && s->has_cidr &&
		    !prefix_covers(&s->cidr, &a->cidr)) {
			err_input(r->d.e, "%s: not inside the CIDR of its "
			    "subnet %s in %s:%lu", a->id, s->id, s->at.file,
			    s->at.line);
			return err_locate(r->d.e, a->at.file, a->at.line,
			    a->at.column);
		}
	}
	return check_overlaps(r);
}

static bool
finish(struct reading *r)
{
	struct inventory *inv = r->d.inv;

	inventory_sort(inv);
	if (!check_pages(r) || !check_reservations(r))
		return false;
	for (size_t i = 0; i < inv->nenis; i++)
		if (!check_inside(r, inv->enis[i]))
			return false;
	if (!check_unique(r))
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
	struct reading r;
	struct json *j;
	bool ok;

	reading_init(&r, inv, a, talk, e);
	j = json_open(&r.reader, file, e);
	for (size_t at = 0, k; at < n; at += k) {
		k = piece == 0 || piece > n - at ? n - at : piece;
		if (!json_push(j, text + at, k))
			break;
	}
	ok = json_close(j) && end_file(&r, file);
	arena_clear(&r.d.scratch);
	return ok && finish(&r);
}
