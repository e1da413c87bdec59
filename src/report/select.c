/*
 * Which tables, columns and order the user asked for.
 *
 * --table keeps one table.  --columns keeps the columns named, in the order
 * named, of the tables that have them all; the others are left out.
 * --sort-by sorts each table that has the column.  A name that no table has
 * is an error.  A live doc sees its tables one at a time, so there the names
 * must be those of the first that is printed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "report/writer.h"

static size_t
column_find(const struct table *t, const char *key, size_t n)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (strlen(t->columns[i].key) == n &&
		    memcmp(t->columns[i].key, key, n) == 0)
			return i;
	return SIZE_MAX;
}

static bool
no_column(struct doc *d, const char *key, size_t n)
{
	const char *word = arena_strndup(d->arena, key, n);
	struct str_near near;
	char buf[256];

	str_near_init(&near, word);
	for (struct table *t = d->tables; t != NULL; t = t->next)
		for (size_t i = 0; i < t->ncolumns; i++)
			str_near_offer(&near, t->columns[i].key);
	return err_usage(d->err, "%s: no such column%s", word,
	    str_near_format(&near, buf, sizeof(buf)));
}

void
table_hide(struct table *t, const char *key)
{
	size_t c = column_find(t, key, strlen(key));

	if (c < 64)
		t->hidden |= UINT64_C(1) << c;
}

static bool
pick_all(struct doc *d, struct table *t)
{
	size_t *pick = arena_array(d->arena, t->ncolumns, size_t);

	for (size_t i = 0; i < t->ncolumns; i++)
		if (!d->writer->for_people || i >= 64 ||
		    (t->hidden >> i & 1) == 0)
			pick[t->npick++] = i;
	t->pick = pick;
	return true;
}

static bool
is_listed(const size_t *pick, size_t n, size_t column)
{
	for (size_t i = 0; i < n; i++)
		if (pick[i] == column)
			return true;
	return false;
}

bool
table_select(struct doc *d, struct table *t)
{
	size_t *pick = arena_array(d->arena, t->ncolumns, size_t), n = 0;
	const char *s = d->opts.columns;

	if (s == NULL)
		return pick_all(d, t);
	for (;; s++) {
		size_t len = strcspn(s, ","), c = column_find(t, s, len);

		if (c == SIZE_MAX)	/* not a table for these columns */
			return !d->live || d->nprinted != 0 ||
			    no_column(d, s, len);
		if (!is_listed(pick, n, c))
			pick[n++] = c;
		s += len;
		if (*s == '\0')
			break;
	}
	t->pick = pick;
	t->npick = n;
	return true;
}

bool
doc_wants(const struct doc *d, const struct table *t)
{
	if (d->opts.table != NULL)
		return strcmp(d->opts.table, t->key) == 0 && t->npick != 0;
	return t->npick != 0 && (!d->writer->one_table || d->nprinted == 0);
}

/* Every name in "a,b" is a column of some table. */
static bool
names_known(struct doc *d, const char *s)
{
	for (; s != NULL;) {
		size_t len = strcspn(s, ",");
		bool known = false;

		for (struct table *t = d->tables; t != NULL; t = t->next)
			if (column_find(t, s, len) != SIZE_MAX)
				known = true;
		if (!known)
			return no_column(d, s, len);
		s = s[len] == ',' ? s + len + 1 : NULL;
	}
	return true;
}

static bool
table_known(struct doc *d)
{
	struct str_near near;
	char buf[256];

	if (d->opts.table == NULL)
		return true;
	str_near_init(&near, d->opts.table);
	for (struct table *t = d->tables; t != NULL; t = t->next) {
		if (strcmp(t->key, d->opts.table) == 0)
			return true;
		str_near_offer(&near, t->key);
	}
	return err_usage(d->err, "%s: no such table%s", d->opts.table,
	    str_near_format(&near, buf, sizeof(buf)));
}

/* Digits of any number; fractions are small enough for a long double. */
static int
cmp_big(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);

	if (strpbrk(a, ".-") != NULL || strpbrk(b, ".-") != NULL) {
		long double m = strtold(a, NULL), n = strtold(b, NULL);

		return (m > n) - (m < n);
	}
	return na != nb ? (na > nb) - (na < nb) : strcmp(a, b);
}

static bool
is_number(const struct cell *c)
{
	return c->kind == CELL_UINT || c->kind == CELL_INT ||
	    c->kind == CELL_BIG;
}

/* Numbers of different kinds. */
static int
cmp_numbers(const struct cell *a, const struct cell *b)
{
	char x[CELL_STRLEN], y[CELL_STRLEN];
	long double m = strtold(cell_format(a, x), NULL);
	long double n = strtold(cell_format(b, y), NULL);

	return (m > n) - (m < n);
}

int
cell_cmp(const struct cell *a, const struct cell *b)
{
	if (a->kind != b->kind && is_number(a) && is_number(b))
		return cmp_numbers(a, b);
	if (a->kind != b->kind)
		return (a->kind > b->kind) - (a->kind < b->kind);
	switch (a->kind) {
	case CELL_TEXT:
		return strcmp(a->text, b->text);
	case CELL_BIG:
		return cmp_big(a->text, b->text);
	case CELL_UINT:
		return (a->uint > b->uint) - (a->uint < b->uint);
	case CELL_INT:
		return (a->sint > b->sint) - (a->sint < b->sint);
	case CELL_BOOL:
		return a->flag - b->flag;
	case CELL_NULL:
		break;
	}
	return 0;
}

int
cell_decimal_cmp(const struct cell *a, const struct cell *b)
{
	double x, y;

	if (a->kind != CELL_BIG || b->kind != CELL_BIG)
		return cell_cmp(a, b);
	x = strtod(a->text, NULL);
	y = strtod(b->text, NULL);
	return (x > y) - (x < y);
}

struct order {
	const struct table *table;
	size_t column;
	bool descending;
};

/* Row numbers; equal rows stay in the order they came in. */
static int
cmp_rows(const void *a, const void *b, void *arg)
{
	const struct order *o = arg;
	const struct column *col = &o->table->columns[o->column];
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const struct cell *x = &o->table->cells[i * o->table->ncolumns];
	const struct cell *y = &o->table->cells[j * o->table->ncolumns];
	int c = (col->cmp != NULL ? col->cmp : cell_cmp)(&x[o->column],
	    &y[o->column]);

	if (o->descending)
		c = -c;
	return c != 0 ? c : (i > j) - (i < j);
}

static void
table_sort(struct doc *d, struct table *t, size_t column, bool descending)
{
	struct order order = { t, column, descending };
	size_t *rows = arena_array(d->arena, t->nrows, size_t);
	size_t nc = t->ncolumns;
	struct cell *cells = arena_array(d->arena, t->nrows * nc, struct cell);

	for (size_t i = 0; i < t->nrows; i++)
		rows[i] = i;
	qsort_r(rows, t->nrows, sizeof(*rows), cmp_rows, &order);
	for (size_t i = 0; i < t->nrows; i++)
		memcpy(&cells[i * nc], &t->cells[rows[i] * nc],
		    nc * sizeof(*cells));
	t->cells = cells;
}

/* Some table has all columns asked for. */
static bool
some_table(struct doc *d)
{
	for (struct table *t = d->tables; t != NULL; t = t->next)
		if (d->live || doc_wants(d, t))
			return true;
	return err_usage(d->err, "--columns %s: no table has all of them",
	    d->opts.columns);
}

bool
doc_select(struct doc *d)
{
	const char *by = d->opts.sort_by;
	bool down = by != NULL && by[0] == '-';

	if (!table_known(d) || (!d->live && !names_known(d, d->opts.columns)))
		return false;
	if (by != NULL && !names_known(d, by + down))
		return false;
	for (struct table *t = d->tables; t != NULL && !d->live; t = t->next) {
		size_t c = by != NULL ?
		    column_find(t, by + down, strlen(by + down)) : SIZE_MAX;

		if (!table_select(d, t))
			return false;
		if (c != SIZE_MAX && t->nrows != 0)
			table_sort(d, t, c, down);
	}
	return some_table(d);
}
