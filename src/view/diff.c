#include "view/diff.h"

#include <inttypes.h>

#include "base/str.h"
#include "model/eni-class.h"
#include "view/address.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }

static struct cell *
amounts(struct cell *c, uint64_t before, uint64_t after)
{
	*c++ = cell_uint(before);
	*c++ = cell_uint(after);
	*c++ = cell_int(diff_change(before, after));
	return c;
}

static struct cell *
subnet_cells(struct cell *c, const struct usage_subnet *s)
{
	*c++ = cell_text(s->id);
	*c++ = cell_text(s->doc != NULL ? tags_text(&s->doc->tags, "Name") :
	    NULL);
	return c;
}

static void
view_rows(struct doc *d, const struct diff *x)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), TEXT("class"), TEXT("owner"),
		NUMBER("before"), NUMBER("after"), NUMBER("change"),
	};
	struct table *t = doc_table(d, "diff", columns, COUNT(columns));

	for (size_t i = 0; i < x->nrows; i++) {
		const struct diff_row *r = &x->rows[i];
		struct cell *c = subnet_cells(table_row(d, t), r->subnet);

		*c++ = cell_text(usage_class_name(r->class));
		*c++ = cell_text(r->owner);
		amounts(c, r->before, r->after);
	}
}

static void
view_owners(struct doc *d, const struct diff *x)
{
	static const struct column columns[] = {
		TEXT("owner"), NUMBER("before"), NUMBER("after"),
		NUMBER("change"),
	};
	struct table *t = doc_table(d, "owners", columns, COUNT(columns));

	for (size_t i = 0; i < x->nowners; i++) {
		struct cell *c = table_row(d, t);

		*c++ = cell_text(x->owners[i].owner);
		amounts(c, x->owners[i].before, x->owners[i].after);
	}
}

static void
view_classes(struct doc *d, const struct diff *x)
{
	static const struct column columns[] = {
		TEXT("class"), NUMBER("before"), NUMBER("after"),
		NUMBER("change"),
	};
	struct table *t = doc_table(d, "classes", columns, COUNT(columns));

	for (size_t i = 0; i < USE_CLASSES; i++) {
		struct cell *c;

		if (x->before[i] == x->after[i])
			continue;
		c = table_row(d, t);
		*c++ = cell_text(usage_class_name((enum usage_class)i));
		amounts(c, x->before[i], x->after[i]);
	}
}

static const char *
class_of(const struct usage_eni *e)
{
	return e == NULL ? NULL : e->eni->leaked ? "leaked" :
	    eni_class_name(e->eni->class);
}

static void
view_enis(struct doc *d, const struct diff *x)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), TEXT("eni"), TEXT("what"),
		TEXT("class_old"), TEXT("class_new"), TEXT("owner_old"),
		TEXT("owner_new"), NUMBER("before"), NUMBER("after"),
		NUMBER("change"),
	};
	struct table *t = doc_table(d, "enis", columns, COUNT(columns));

	for (size_t i = 0; i < x->nenis; i++) {
		const struct diff_eni *e = &x->enis[i];
		struct cell *c = subnet_cells(table_row(d, t), e->subnet);

		*c++ = cell_text((e->after != NULL ? e->after :
		    e->before)->eni->id);
		*c++ = cell_text(diff_what_name(e->what));
		*c++ = cell_text(class_of(e->before));
		*c++ = cell_text(class_of(e->after));
		*c++ = cell_text(e->owner_before);
		*c++ = cell_text(e->owner_after);
		amounts(c, e->old, e->new);
	}
}

static bool
have_names(const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (t->cells[i * t->ncolumns + 1].kind == CELL_NULL)
			return false;
	return t->nrows != 0;
}

void
view_diff(struct doc *d, const struct diff *x)
{
	int64_t free_change = diff_change(x->before[USE_FREE],
	    x->after[USE_FREE]);

	view_rows(d, x);
	view_owners(d, x);
	view_classes(d, x);
	view_enis(d, x);
	for (struct table *t = d->tables; t != NULL; t = t->next)
		if (t->ncolumns > 4)
			table_hide(t, have_names(t) ? "subnet" : "name");
	if (x->nrows == 0 && x->nenis == 0)
		d->verdict = "nothing changed";
	else
		d->verdict = arena_printf(d->arena, "%" PRIu64 " addresses "
		    "were free, %" PRIu64 " are: %+" PRId64,
		    x->before[USE_FREE], x->after[USE_FREE], free_change);
}
