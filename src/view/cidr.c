#include "view/cidr.h"

#include <string.h>

#include "base/str.h"
#include "net/count.h"
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
view_pieces(struct doc *d, const char *key, bool prefixes, bool with_label)
{
	static const struct column columns[][2] = {
		{ { .key = "range", .cmp = address_cmp }, { .key = "label" } },
		{ { .key = "prefix", .cmp = address_cmp },
		    { .key = "label" } },
	};
	struct view_cidr *v = begin(d, key, columns[prefixes],
	    1 + with_label);

	v->with_label = with_label;
	return v;
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

/* Behind the label of a piece nothing follows, so it is a comment, and lines
 * are a list that can be read again. */
static void
bare_piece(struct out *o, const struct range *r, const char *label)
{
	char *s = out_room(o, RANGE_STRLEN);

	out_wrote(o, strlen(range_format(r, s)));
	if (label != NULL) {
		out_str(o, "\t# ");
		out_str(o, label);
	}
	out_char(o, '\n');
}

void
view_piece(struct view_cidr *v, const struct range *r, const char *label)
{
	struct cell *c;

	if (v->bare != NULL) {
		bare_piece(v->bare, r, label);
		return;
	}
	c = table_row(v->doc, v->table);
	c[0] = cell_text(keep(v, range_format(r, v->text[0])));
	if (v->with_label)
		c[1] = cell_text(label);
}

static void
view_lengths(struct doc *d, const struct cidr_free *f)
{
	static const struct column columns[] = {
		{ .key = "length", .number = true },
		{ .key = "blocks", .number = true },
		{ .key = "addresses", .number = true },
	};
	struct view_cidr *v = begin(d, "lengths", columns, COUNT(columns));

	for (unsigned len = 0; len <= family_width(f->family); len++) {
		struct prefix p = { 0, f->family, len };
		struct range r = range_of(&p);
		struct cell *c;

		if (f->lengths[len] == 0)
			continue;
		c = table_row(d, v->table);
		c[0] = cell_uint(len);
		c[1] = cell_uint(f->lengths[len]);
		c[2] = cell_big(count_product(&r, f->lengths[len], d->arena));
	}
}

void
view_free(struct doc *d, const struct cidr_free *f)
{
	static const struct column columns[] = {
		{ .key = "addresses", .number = true },
		{ .key = "largest", .cmp = address_cmp },
		{ .key = "fragmentation", .number = true },
	};
	struct view_cidr *v;
	struct cell *c;

	view_lengths(d, f);
	v = begin(d, "free", columns, COUNT(columns));
	c = table_row(d, v->table);
	c[0] = cell_big(f->addresses);
	if (!f->any)
		return;
	c[1] = prefix_cell(v, 0, &f->largest);
	c[2] = cell_uint(f->fragmentation);
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

static const char *const relations[] = {
	[RELATION_EQUAL] = "equal",
	[RELATION_CONTAINS] = "contains",
	[RELATION_WITHIN] = "within",
	[RELATION_PARTIAL] = "partial",
};

struct view_cidr *
view_overlap(struct doc *d, bool with_labels)
{
	static const struct column columns[] = {
		{ .key = "a", .cmp = address_cmp },
		{ .key = "b", .cmp = address_cmp },
		{ .key = "relation" },
		{ .key = "shared", .cmp = address_cmp },
		{ .key = "a_where" },
		{ .key = "b_where" },
		{ .key = "a_label" },
		{ .key = "b_label" },
	};
	struct view_cidr *v = begin(d, "overlap", columns, COUNT(columns));

	if (!with_labels) {
		table_hide(v->table, "a_label");
		table_hide(v->table, "b_label");
	}
	return v;
}

/* "FILE:LINE", or "operand N", at buf, which has room for it. */
static size_t
put_where(char *buf, const struct entry *x)
{
	const char *file = x->file != NULL ? x->file : "operand";
	size_t n = strlen(file);

	memcpy(buf, file, n);
	buf[n++] = x->file != NULL ? ':' : ' ';
	return n + out_format_u64(buf + n, x->line);
}

static size_t
where_size(const struct entry *x)
{
	return (x->file != NULL ? strlen(x->file) : 0) + 32;
}

static void
bare_range(struct out *o, const struct range *r)
{
	char *s = out_room(o, RANGE_STRLEN + 1);
	size_t n = strlen(range_format(r, s));

	s[n] = '\t';
	out_wrote(o, n + 1);
}

static void
bare_where(struct out *o, const struct entry *x)
{
	if (where_size(x) <= OUT_SIZE)
		out_wrote(o, put_where(out_room(o, where_size(x)), x));
	else
		out_printf(o, "%s:%lu", x->file, x->line);
}

static void
bare_overlap(struct view_cidr *v, const struct overlap_pair *p)
{
	struct out *o = v->bare;

	bare_range(o, &p->a->range);
	bare_range(o, &p->b->range);
	out_str(o, relations[p->relation]);
	out_char(o, '\t');
	bare_range(o, &p->shared);
	bare_where(o, p->a);
	out_char(o, '\t');
	bare_where(o, p->b);
	out_char(o, '\t');
	out_str(o, p->a->label != NULL ? p->a->label : "");
	out_char(o, '\t');
	out_str(o, p->b->label != NULL ? p->b->label : "");
	out_char(o, '\n');
}

void
view_overlap_row(struct view_cidr *v, const struct overlap_pair *p)
{
	struct cell *c;
	char *copy;
	size_t n;

	if (v->bare != NULL) {
		bare_overlap(v, p);
		return;
	}
	c = table_row(v->doc, v->table);
	copy = copy_room(v, where_size(p->a) + where_size(p->b));
	c[0] = cell_text(keep(v, range_format(&p->a->range, v->text[0])));
	c[1] = cell_text(keep(v, range_format(&p->b->range, v->text[1])));
	c[2] = cell_text(relations[p->relation]);
	c[3] = cell_text(keep(v, range_format(&p->shared, v->text[2])));
	n = put_where(copy, p->a);
	copy[n++] = '\0';
	copy[n + put_where(copy + n, p->b)] = '\0';
	c[4] = cell_text(copy);
	c[5] = cell_text(copy + n);
	c[6] = cell_text(p->a->label);
	c[7] = cell_text(p->b->label);
}

struct view_cidr *
view_counts(struct doc *d, bool with_label)
{
	static const struct column columns[] = {
		{ .key = "addresses", .number = true },
		{ .key = "label" },
	};
	struct view_cidr *v = begin(d, "count", columns, 1 + with_label);

	v->with_label = with_label;
	return v;
}

void
view_count(struct view_cidr *v, const char *addresses, const char *label)
{
	struct cell *c = table_row(v->doc, v->table);

	c[0] = cell_big(addresses);
	if (v->with_label)
		c[1] = cell_text(label);
}

struct view_cidr *
view_lines(struct doc *d, bool with_match, bool with_label)
{
	static const struct column columns[] = {
		{ .key = "match", .cmp = address_cmp },
		{ .key = "label" },
		{ .key = "line" },
	};
	struct column *c = arena_array(d->arena, COUNT(columns),
	    struct column);
	struct view_cidr *v;
	size_t n = 0;

	if (with_match)
		c[n++] = columns[0];
	if (with_match && with_label)
		c[n++] = columns[1];
	c[n++] = columns[2];
	v = begin(d, "contains", c, n);
	v->with_match = with_match;
	v->with_label = with_match && with_label;
	return v;
}

static void
bare_line(struct view_cidr *v, const char *line, size_t n,
    const struct cidr_match *m)
{
	struct out *o = v->bare;

	if (v->with_match && m != NULL)
		bare_prefix(o, m->prefix, '\t');
	if (v->with_label) {
		out_str(o, m != NULL && m->label != NULL ? m->label : "");
		out_char(o, '\t');
	}
	out_mem(o, line, n);
	out_char(o, '\n');
}

void
view_line(struct view_cidr *v, const char *line, size_t n,
    const struct cidr_match *m)
{
	struct cell *c;
	char *copy;

	if (v->bare != NULL) {
		bare_line(v, line, n, m);
		return;
	}
	c = table_row(v->doc, v->table);
	copy = copy_room(v, n + 1);
	if (n != 0)
		memcpy(copy, line, n);
	copy[n] = '\0';
	if (v->with_match && m != NULL)
		*c = prefix_cell(v, 0, m->prefix);
	c += v->with_match;
	if (v->with_label && m != NULL)
		*c = cell_text(m->label);
	c[v->with_label] = cell_text(copy);
}

void
view_text(struct view_cidr *v, const char *lines, size_t n)
{
	const char *lf;

	if (v->bare != NULL && v->table->ncolumns == 1) {
		out_mem(v->bare, lines, n);
		return;
	}
	for (; n != 0; n -= (size_t)(lf + 1 - lines), lines = lf + 1) {
		lf = memchr(lines, '\n', n);
		view_line(v, lines, (size_t)(lf - lines), NULL);
	}
}

struct view_cidr *
view_rows(struct doc *d, const char *const *header, size_t n, bool with_match,
    bool with_label)
{
	struct column *columns = arena_array(d->arena, n + 2, struct column);
	struct view_cidr *v;

	for (size_t i = 0; i < n; i++)
		columns[i].key = arena_strdup(d->arena, header[i]);
	columns[n].key = "match";
	columns[n + 1].key = "label";
	v = begin(d, "contains", columns, n + with_match +
	    (with_match && with_label));
	v->with_match = with_match;
	v->with_label = with_match && with_label;
	return v;
}

void
view_row(struct view_cidr *v, const char *const *field, size_t n,
    const struct cidr_match *m)
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
	if (v->with_match && m != NULL)
		c[n] = prefix_cell(v, 0, m->prefix);
	if (v->with_label && m != NULL)
		c[n + 1] = cell_text(m->label);
}
