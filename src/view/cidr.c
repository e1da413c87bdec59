#include "view/cidr.h"

#include <string.h>

#include "base/str.h"
#include "view/address.h"

static const char *
keep(const struct view_cidr *v, const char *s)
{
	return v->doc->live ? s : arena_strdup(v->doc->arena, s);
}

static struct view_cidr *
begin(struct doc *d, const char *key, const struct column *columns, size_t n)
{
	struct view_cidr *v = arena_new(d->arena, struct view_cidr);

	v->doc = d;
	v->table = doc_table(d, key, columns, n);
	v->bare = doc_bare(d, v->table);
	return v;
}

static struct cell
prefix_cell(struct view_cidr *v, size_t text, const struct prefix *p)
{
	return cell_text(keep(v, prefix_format(p, v->text[text])));
}

struct view_cidr *
view_prefixes(struct doc *d, const char *key)
{
	static const struct column columns[] = {
		{ .key = "prefix", .cmp = address_cmp },
	};

	return begin(d, key, columns, COUNT(columns));
}

static void
bare_prefix(struct out *o, const struct prefix *p, char end)
{
	char *s = out_room(o, PREFIX_STRLEN);
	size_t n = prefix_format_n(p, s);

	s[n] = end;
	out_wrote(o, n + 1);
}

void
view_prefix(struct view_cidr *v, const struct prefix *p)
{
	struct cell *c;

	if (v->bare != NULL) {
		bare_prefix(v->bare, p, '\n');
		return;
	}
	c = table_row(v->doc, v->table);
	c[0] = prefix_cell(v, 0, p);
}

struct view_cidr *
view_info(struct doc *d)
{
	static const struct column columns[] = {
		{ .key = "prefix", .cmp = address_cmp },
		{ .key = "family" },
		{ .key = "first", .cmp = address_cmp },
		{ .key = "last", .cmp = address_cmp },
		{ .key = "addresses", .number = true },
		{ .key = "usable", .number = true },
		{ .key = "blocks28", .number = true },
	};

	return begin(d, "info", columns, COUNT(columns));
}

void
view_info_row(struct view_cidr *v, const struct cidr_info *i)
{
	const struct prefix *p = &i->prefix;
	struct cell *c = table_row(v->doc, v->table);

	c[0] = prefix_cell(v, 0, p);
	c[1] = cell_text(p->family == IPV4 ? "ipv4" : "ipv6");
	c[2] = cell_text(keep(v, address_format(p->addr, p->family,
	    v->text[1])));
	c[3] = cell_text(keep(v, address_format(prefix_last(p), p->family,
	    v->text[2])));
	c[4] = cell_big(i->addresses);
	if (!i->aws)
		return;
	c[5] = cell_uint(i->usable);
	c[6] = cell_uint(i->blocks28);
}

struct view_cidr *
view_overlap(struct doc *d)
{
	static const struct column columns[] = {
		{ .key = "a", .cmp = address_cmp },
		{ .key = "b", .cmp = address_cmp },
		{ .key = "relation" },
		{ .key = "shared", .cmp = address_cmp },
		{ .key = "a_where" },
		{ .key = "b_where" },
	};

	return begin(d, "overlap", columns, COUNT(columns));
}

void
view_overlap_row(struct view_cidr *v, const struct overlap_pair *p,
    const char *a_where, const char *b_where)
{
	static const char *const names[] = {
		[RELATION_EQUAL] = "equal",
		[RELATION_CONTAINS] = "contains",
		[RELATION_WITHIN] = "within",
		[RELATION_PARTIAL] = "partial",
	};
	struct cell *c = table_row(v->doc, v->table);

	c[0] = cell_text(keep(v, range_format(&p->a->range, v->text[0])));
	c[1] = cell_text(keep(v, range_format(&p->b->range, v->text[1])));
	c[2] = cell_text(names[p->relation]);
	c[3] = cell_text(keep(v, range_format(&p->shared, v->text[2])));
	c[4] = cell_text(a_where);
	c[5] = cell_text(b_where);
}

void
view_count(struct doc *d, const char *addresses)
{
	static const struct column columns[] = {
		{ .key = "addresses", .number = true },
	};
	struct view_cidr *v = begin(d, "count", columns, COUNT(columns));

	table_row(d, v->table)[0] = cell_big(addresses);
}

struct view_cidr *
view_lines(struct doc *d, bool with_match)
{
	static const struct column columns[] = {
		{ .key = "match", .cmp = address_cmp },
		{ .key = "line" },
	};

	return begin(d, "contains", columns + !with_match, 1 + with_match);
}

/*
 * Room for n bytes of text of the row just begun.  Not before it is begun:
 * that is when the row before is printed.
 */
static char *
copy_room(struct view_cidr *v, size_t n)
{
	if (!v->doc->live)
		return arena_array(v->doc->arena, n, char);
	if (n > v->room) {
		v->room = 2 * n;
		v->copy = arena_array(v->doc->arena, v->room, char);
	}
	return v->copy;
}

void
view_line(struct view_cidr *v, const char *line, size_t n,
    const struct prefix *m)
{
	bool with_match = v->table->ncolumns == 2;
	struct cell *c = table_row(v->doc, v->table);
	char *copy = copy_room(v, n + 1);

	if (n != 0)
		memcpy(copy, line, n);
	copy[n] = '\0';
	if (with_match && m != NULL)
		c[0] = prefix_cell(v, 0, m);
	c[with_match] = cell_text(copy);
}

struct view_cidr *
view_rows(struct doc *d, const char *const *header, size_t n, bool with_match)
{
	struct column *columns = arena_array(d->arena, n + 1, struct column);

	for (size_t i = 0; i < n; i++)
		columns[i].key = arena_strdup(d->arena, header[i]);
	columns[n].key = "match";
	return begin(d, "contains", columns, n + with_match);
}

void
view_row(struct view_cidr *v, const char *const *field, size_t n,
    const struct prefix *m)
{
	struct cell *c = table_row(v->doc, v->table);
	size_t size = 0;
	char *copy;

	for (size_t i = 0; i < n; i++)
		size += strlen(field[i]) + 1;
	copy = copy_room(v, size);
	for (size_t i = 0; i < n; i++) {
		size = strlen(field[i]) + 1;
		memcpy(copy, field[i], size);
		c[i] = cell_text(copy);
		copy += size;
	}
	if (v->table->ncolumns > n && m != NULL)
		c[n] = prefix_cell(v, 0, m);
}
