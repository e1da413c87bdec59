#include "capacity/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

enum side { BEFORE, AFTER, SIDES };

struct diffing {
	struct diff *d;
	const struct usage *u[SIDES];
	struct arena *arena;		/* of the answer */
	struct arena scratch;
	struct map rows, owners, enis;	/* to 1 + place, as integers */
	struct map subnets;		/* by id, the one to show */
};

const char *
diff_what_name(enum diff_what what)
{
	static const char *const names[] = { [DIFF_CAME] = "came",
	    [DIFF_WENT] = "went", [DIFF_MOVED] = "moved",
	    [DIFF_GREW] = "grew", [DIFF_SHRANK] = "shrank" };

	return names[what];
}

/* --- subnets of both ---------------------------------------------------- */

static const char *
subnet_key(const struct usage_subnet *s)
{
	return s->id != NULL ? s->id : "";
}

static bool
same_cidr(const struct usage_subnet *a, const struct usage_subnet *b,
    struct err *e)
{
	char x[PREFIX_STRLEN], y[PREFIX_STRLEN];

	if (a->size == 0 || b->size == 0 ||
	    prefix_cmp(&a->doc->cidr, &b->doc->cidr) == 0)
		return true;
	err_input(e, "%s: CidrBlock is %s here and %s in %s:%lu; these are "
	    "not two snapshots of one account", b->id,
	    prefix_format(&b->doc->cidr, x), prefix_format(&a->doc->cidr, y),
	    a->doc->at.file, a->doc->at.line);
	return err_locate(e, b->doc->at.file, b->doc->at.line,
	    b->doc->at.column);
}

/* One with a document before one without; the later if both have. */
static bool
find_subnets(struct diffing *g, struct err *e)
{
	for (int side = 0; side < SIDES; side++)
		for (size_t i = 0; i < g->u[side]->nsubnets; i++) {
			const struct usage_subnet *s =
			    &g->u[side]->subnets[i], *old;
			const char *key = subnet_key(s);
			void **slot = map_slot(&g->subnets, key, strlen(key));

			old = *slot;
			if (old != NULL && !same_cidr(old, s, e))
				return false;
			if (old == NULL || s->size != 0)
				*slot = (void *)(uintptr_t)s;
		}
	return true;
}

static const struct usage_subnet *
shown(const struct diffing *g, const struct usage_subnet *s)
{
	const char *key = subnet_key(s);

	return map_find(&g->subnets, key, strlen(key));
}

/* --- rows --------------------------------------------------------------- */

static void
add(uint64_t *before, uint64_t *after, enum side side, uint64_t n)
{
	*(side == BEFORE ? before : after) += n;
}

static void
add_row(struct diffing *g, const struct usage_subnet *s, const char *owner,
    enum usage_class class, enum side side, uint64_t n)
{
	char *key = arena_printf(&g->scratch, "%d/%s/%s", (int)class,
	    subnet_key(s), owner != NULL ? owner : "");
	void **slot;

	if (n == 0)
		return;
	slot = map_slot(&g->rows, key, strlen(key));
	if (*slot == NULL) {
		*arena_push(g->arena, g->d->rows, g->d->nrows) =
		    (struct diff_row){ shown(g, s), owner, class, 0, 0 };
		*slot = (void *)(uintptr_t)g->d->nrows;
	}
	add(&g->d->rows[(uintptr_t)*slot - 1].before,
	    &g->d->rows[(uintptr_t)*slot - 1].after, side, n);
	add(&g->d->before[class], &g->d->after[class], side, n);
}

static void
add_owner(struct diffing *g, const char *owner, enum side side, uint64_t n)
{
	void **slot = map_slot(&g->owners, owner, strlen(owner));

	if (*slot == NULL) {
		arena_push(g->arena, g->d->owners, g->d->nowners)->owner =
		    owner;
		*slot = (void *)(uintptr_t)g->d->nowners;
	}
	add(&g->d->owners[(uintptr_t)*slot - 1].before,
	    &g->d->owners[(uintptr_t)*slot - 1].after, side, n);
}

/* Of each subnet first what ENIs hold, then what is left of its classes. */
static void
add_side(struct diffing *g, enum side side)
{
	const struct usage *u = g->u[side];
	uint64_t (*rest)[USE_CLASSES] = arena_alloc(&g->scratch,
	    u->nsubnets, sizeof(*rest));

	for (size_t i = 0; i < u->nsubnets; i++)
		memcpy(rest[i], u->subnets[i].by, sizeof(rest[i]));
	for (size_t i = 0; i < u->nenis; i++) {
		const struct usage_eni *e = &u->enis[i];
		const char *owner = usage_owner(u, e);
		uint64_t by[USE_CLASSES] = { 0 };

		usage_count(e, by);
		for (size_t c = 0; c < USE_CLASSES; c++) {
			add_row(g, &u->subnets[e->subnet], owner,
			    (enum usage_class)c, side, by[c]);
			rest[e->subnet][c] -= by[c];
		}
		add_owner(g, owner, side, eni_cost(e->eni));
	}
	for (size_t i = 0; i < u->nsubnets; i++)
		for (size_t c = 0; c < USE_CLASSES; c++)
			add_row(g, &u->subnets[i], NULL, (enum usage_class)c,
			    side, rest[i][c]);
}

static uint64_t
size_of(uint64_t before, uint64_t after)
{
	return before > after ? before - after : after - before;
}

static int
row_cmp(const void *pa, const void *pb)
{
	const struct diff_row *a = pa, *b = pb;
	uint64_t x = size_of(a->before, a->after);
	uint64_t y = size_of(b->before, b->after);
	int c = a->subnet != NULL ? usage_subnet_cmp(a->subnet, b->subnet) : 0;

	if (c == 0)
		c = (x < y) - (x > y);
	if (c == 0)
		c = text_cmp(a->owner, b->owner);
	return c != 0 ? c : (a->class > b->class) - (a->class < b->class);
}

static size_t
keep_changed(struct diff_row *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].before != v[i].after)
			v[kept++] = v[i];
	if (kept != 0)
		qsort(v, kept, sizeof(*v), row_cmp);
	return kept;
}

/* --- ENIs --------------------------------------------------------------- */

static int
eni_cmp(const void *pa, const void *pb)
{
	const struct diff_eni *a = pa, *b = pb;
	uint64_t x = size_of(a->old, a->new), y = size_of(b->old, b->new);
	int c = usage_subnet_cmp(a->subnet, b->subnet);

	if (c == 0)
		c = (x < y) - (x > y);
	return c != 0 ? c : strcmp((a->after != NULL ? a->after :
	    a->before)->eni->id, (b->after != NULL ? b->after :
	    b->before)->eni->id);
}

/* What became of one; false when nothing did. */
static bool
judge_eni(struct diff_eni *x)
{
	const struct inv_eni *a = x->before != NULL ? x->before->eni : NULL;
	const struct inv_eni *b = x->after != NULL ? x->after->eni : NULL;

	x->old = a != NULL ? eni_cost(a) : 0;
	x->new = b != NULL ? eni_cost(b) : 0;
	if (a == NULL)
		x->what = DIFF_CAME;
	else if (b == NULL)
		x->what = DIFF_WENT;
	else if (a->class != b->class || a->leaked != b->leaked)
		x->what = DIFF_MOVED;
	else if (x->old != x->new)
		x->what = x->old < x->new ? DIFF_GREW : DIFF_SHRANK;
	else
		return false;
	return true;
}

static void
add_eni(struct diffing *g, const struct usage_eni *before,
    const struct usage_eni *after)
{
	enum side side = after != NULL ? AFTER : BEFORE;
	const struct usage_eni *e = after != NULL ? after : before;
	struct diff_eni x = { .before = before, .after = after,
	    .subnet = shown(g, &g->u[side]->subnets[e->subnet]) };

	if (!judge_eni(&x))
		return;
	if (before != NULL)
		x.owner_before = usage_owner(g->u[BEFORE], before);
	if (after != NULL)
		x.owner_after = usage_owner(g->u[AFTER], after);
	*arena_push(g->arena, g->d->enis, g->d->nenis) = x;
}

static void
find_enis(struct diffing *g)
{
	const struct usage *old = g->u[BEFORE], *new = g->u[AFTER];
	bool *met = arena_array(&g->scratch, old->nenis + 1, bool);

	for (size_t i = 0; i < old->nenis; i++) {
		const char *id = old->enis[i].eni->id;

		*map_slot(&g->enis, id, strlen(id)) =
		    (void *)(uintptr_t)(i + 1);
	}
	for (size_t i = 0; i < new->nenis; i++) {
		const char *id = new->enis[i].eni->id;
		uintptr_t at = (uintptr_t)map_find(&g->enis, id, strlen(id));

		if (at != 0)
			met[at - 1] = true;
		add_eni(g, at != 0 ? &old->enis[at - 1] : NULL,
		    &new->enis[i]);
	}
	for (size_t i = 0; i < old->nenis; i++)
		if (!met[i])
			add_eni(g, &old->enis[i], NULL);
	if (g->d->nenis != 0)
		qsort(g->d->enis, g->d->nenis, sizeof(*g->d->enis), eni_cmp);
}

bool
diff_make(struct diff *d, const struct usage *before,
    const struct usage *after, struct arena *a, struct err *e)
{
	struct diffing g = { .d = d, .u = { before, after }, .arena = a,
	    .scratch = ARENA_INIT };
	bool ok;

	*d = (struct diff){ .nrows = 0 };
	g.rows = g.owners = g.enis = g.subnets = map_make(&g.scratch);
	ok = find_subnets(&g, e);
	if (ok) {
		add_side(&g, BEFORE);
		add_side(&g, AFTER);
		find_enis(&g);
		d->nrows = keep_changed(d->rows, d->nrows);
		d->nowners = keep_changed(d->owners, d->nowners);
	}
	arena_clear(&g.scratch);
	return ok;
}
