/*
 * Labels of CloudWatch and names of files are no names: a query may have one
 * label for everything, and pods.json may lie in two folders.  So each Id and
 * each folder is a series of its own until all is read, and then those are
 * joined that need not be told apart.  That depends neither on the order of
 * files nor on that of results.
 */
#include "ingest/history.h"

#include <string.h>

/* All that have one label, or one file name. */
struct history_kin {
	bool folders;			/* told apart by folder, not by Id */
	bool shared;			/* they must be told apart */
	const char *id;			/* of the last result */
	uint64_t query;			/* which was of this one */
	struct history_series **v;
	size_t n;
};

/* One map for both sorts, whose keys begin with another letter. */
static struct history_kin *
kin_of(struct histories *h, char sort, const char *name)
{
	const char *key = arena_printf(h->arena, "%c%s", sort, name);
	void **slot = map_slot(&h->kin, key, strlen(key));
	struct history_kin *k;

	if (*slot == NULL) {
		k = arena_new(h->arena, struct history_kin);
		k->folders = sort == 'f';
		*slot = k;
	}
	return *slot;
}

static struct history_series *
relative(struct histories *h, struct history_kin *k, const char *name,
    const char *of, const char *file)
{
	const char *key = arena_printf(h->arena, "%c%zu %s%s",
	    k->folders ? 'f' : 'i', strlen(name), name, of);
	void **slot = map_slot(&h->relatives, key, strlen(key));
	struct history_series *s = *slot;

	if (s != NULL)
		return s;
	s = arena_new(h->arena, struct history_series);
	s->name = arena_strdup(h->arena, name);
	s->of = arena_strdup(h->arena, of);
	s->file = file;
	s->kin = k;
	*arena_push(h->arena, h->v, h->n) = s;
	*arena_push(h->arena, k->v, k->n) = s;
	return *slot = s;
}

struct history_series *
histories_result(struct histories *h, const char *label, const char *id,
    const char *file)
{
	struct history_kin *k = kin_of(h, 'i', label);
	struct history_series *s = relative(h, k, label, id, file);

	if (k->id != NULL && k->query == h->query && strcmp(k->id, id) != 0)
		k->shared = true;
	k->id = s->of;
	k->query = h->query;
	return s;
}

struct history_series *
histories_unnamed(struct histories *h, const char *path, const char *stem,
    const char *file)
{
	const char *end = strrchr(path, '/');
	size_t n = end != NULL ? (size_t)(end - path) + 1 : 0;

	return relative(h, kin_of(h, 'f', stem), stem,
	    arena_strndup(h->arena, path, n), file);
}

/* All samples that are there. */
static struct history_claim
whole(const struct history_series *s, struct arena *scratch)
{
	struct history_claim c = { .file = s->file, .n = s->n,
	    .v = arena_array(scratch, s->n + 1, struct history_sample) };

	history_copy(s, c.v);
	history_claim_order(&c);
	return c;
}

static bool
folders_clash(const struct history_kin *k)
{
	struct arena scratch = ARENA_INIT;
	struct history_claim *c = arena_array(&scratch, k->n,
	    struct history_claim);
	struct history_clash found;
	bool clash;

	for (size_t i = 0; i < k->n; i++) {
		c[i] = whole(k->v[i], &scratch);
		c[i].document = i;
	}
	clash = history_clashes(c, k->n, &found);
	arena_clear(&scratch);
	return clash;
}

/* How much of the folders' names is the same, in whole folders. */
static size_t
common_folder(const struct history_kin *k)
{
	const char *first = k->v[0]->of;
	size_t n = strlen(first);

	for (size_t i = 1; i < k->n; i++) {
		size_t same = 0;

		while (same < n && first[same] == k->v[i]->of[same])
			same++;
		n = same;
	}
	while (n > 0 && first[n - 1] != '/')
		n--;
	return n;
}

static const char *
name_of(struct histories *h, const struct history_series *s)
{
	if (s->kin == NULL || !s->kin->shared)
		return s->name;
	return s->kin->folders ? arena_printf(h->arena, "%s%s",
	    s->of + common_folder(s->kin), s->name) :
	    arena_printf(h->arena, "%s %s", s->name, s->of);
}

/* Append t to s. */
static void
join(struct history_series *s, const struct history_series *t)
{
	if (t->has_capacity)
		history_capacity_at(s, t->capacity_at, t->capacity);
	if (t->capacities_differ && s->capacity_at == t->capacity_at)
		s->capacities_differ = true;
	if (t->n == 0)
		return;
	if (s->n == 0) {
		s->first = t->first;
		s->parts = t->parts;
	} else {
		s->last->next = t->first;
		s->last_part->next = t->parts;
	}
	s->last = t->last;
	s->last_part = t->last_part;
	s->n += t->n;
}

void
histories_name(struct histories *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct history_kin *k = h->v[i]->kin;

		if (k != NULL && k->folders && k->v[0] == h->v[i])
			k->shared = k->n > 1 && folders_clash(k);
	}
	h->names = map_make(h->arena);
	for (size_t i = 0; i < h->n; i++) {
		struct history_series *s = h->v[i];
		void **slot;

		s->name = name_of(h, s);
		slot = map_slot(&h->names, s->name, strlen(s->name));
		if (*slot != NULL) {
			join(*slot, s);
			continue;
		}
		*slot = s;
		h->v[n++] = s;
	}
	h->n = n;
}
