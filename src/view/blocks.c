#include "view/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "model/eni-class.h"
#include "view/address.h"

#define TEXT(k) { .key = (k) }
#define NUMBER(k) { .key = (k), .number = true }
#define MAP_ROW 32		/* blocks in a row of the map */

static struct cell
known(bool is, int64_t v)
{
	return is ? cell_int(v) : (struct cell){ .kind = CELL_NULL };
}

static struct cell
prefix_cell(struct doc *d, uint32_t addr, unsigned len)
{
	const struct prefix p = { addr, IPV4, len };
	char buf[PREFIX_STRLEN];

	return cell_text(arena_strdup(d->arena, prefix_format(&p, buf)));
}

static bool
have_names(const struct blockmaps *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].name != NULL)
			return true;
	return false;
}

/* The first two columns of every table are the subnet's id and its name. */
static struct table *
add_table(struct doc *d, const char *key, const struct column *columns,
    size_t n, const struct blockmaps *l)
{
	struct table *t = doc_table(d, key, columns, n);

	table_hide(t, have_names(l) ? "subnet" : "name");
	return t;
}

static struct cell *
add_row(struct doc *d, struct table *t, const struct blockmap *b)
{
	struct cell *c = table_row(d, t);

	*c++ = cell_text(b->subnet->id);
	*c++ = cell_text(b->name);
	return c;
}

/* --- subnets ------------------------------------------------------------ */

static void
hide_idle(struct table *t, const struct blockmaps *l)
{
	bool reserved = false, inside = false, odd = false;

	for (size_t i = 0; i < l->n; i++) {
		const struct blockmap *b = &l->v[i];

		reserved = reserved || b->states[BLOCK_RESERVED] != 0;
		inside = inside || b->inside != 0;
		odd = odd || b->unaccounted != 0;
	}
	if (!reserved)
		table_hide(t, "reserved");
	if (!inside) {
		table_hide(t, "free_inside");
		table_hide(t, "free_outside");
	}
	if (!odd) {
		table_hide(t, "unaccounted");
		table_hide(t, "at_least");
	}
	table_hide(t, "az");
}

static void
view_subnets(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), TEXT("az"),
		{ "cidr", false, address_cmp }, NUMBER("available"),
		NUMBER("blocks"), NUMBER("aws"), NUMBER("delegated"),
		NUMBER("spoilt"), NUMBER("reserved"), NUMBER("free_outside"),
		NUMBER("free_inside"), NUMBER("deliverable"),
		NUMBER("unaccounted"), NUMBER("at_least"),
	};
	struct table *t = add_table(d, "blocks", columns, COUNT(columns),
	    l);

	for (size_t i = 0; i < l->n; i++) {
		const struct blockmap *b = &l->v[i];
		const struct inv_subnet *s = b->subnet;
		struct cell *c = add_row(d, t, b);

		*c++ = cell_text(s->az);
		*c++ = prefix_cell(d, (uint32_t)s->cidr.addr, s->cidr.len);
		*c++ = known(s->available.set, (int64_t)s->available.v);
		*c++ = cell_uint(b->n);
		*c++ = cell_uint(b->states[BLOCK_AWS]);
		*c++ = cell_uint(b->states[BLOCK_DELEGATED]);
		*c++ = cell_uint(b->states[BLOCK_SPOILT]);
		*c++ = cell_uint(b->states[BLOCK_RESERVED]);
		*c++ = cell_uint(b->outside);
		*c++ = cell_uint(b->inside);
		*c++ = cell_uint(blockmap_deliverable(b));
		*c++ = known(b->unaccounted_known, b->unaccounted);
		*c++ = known(b->unaccounted_known, (int64_t)b->at_least);
	}
	hide_idle(t, l);
}

/* --- who spoils --------------------------------------------------------- */

struct spoiler {
	const struct inv_eni *eni;
	uint64_t addresses, blocks, alone;
};

static int
spoiler_cmp(const void *pa, const void *pb)
{
	const struct spoiler *a = pa, *b = pb;

	if (a->alone != b->alone)
		return a->alone > b->alone ? -1 : 1;
	if (a->blocks != b->blocks)
		return a->blocks > b->blocks ? -1 : 1;
	return strcmp(a->eni->id, b->eni->id);
}

static struct spoiler *
spoilers(const struct blockmap *b, struct arena *a, size_t *n)
{
	struct map by_id = map_make(a);
	struct spoiler *v = NULL;

	*n = 0;
	for (size_t i = 0; i < b->n; i++)
		for (size_t u = 0; b->v[i].state == BLOCK_SPOILT &&
		    u < b->v[i].nusers; u++) {
			const struct blockmap_user *user = &b->v[i].users[u];
			void **slot = map_slot(&by_id, user->eni->id,
			    strlen(user->eni->id));

			if (*slot == NULL) {
				size_t *number = arena_new(a, size_t);

				*number = *n;
				*slot = number;
				arena_push(a, v, *n)->eni = user->eni;
			}
			v[*(size_t *)*slot].addresses += user->addresses;
			v[*(size_t *)*slot].blocks++;
			v[*(size_t *)*slot].alone += b->v[i].nusers == 1;
		}
	if (*n != 0)
		qsort(v, *n, sizeof(*v), spoiler_cmp);
	return v;
}

static const char *
goes_with(enum recycle_kind kind)
{
	return kind == RECYCLE_NODE ? "node" : kind == RECYCLE_ENI ? "eni" :
	    NULL;
}

static void
spoiler_row(struct doc *d, struct table *t, const struct blockmap *b,
    const struct spoiler *s)
{
	const struct inv_instance *instance;
	enum recycle_kind kind = recycle_kind(b->inv, s->eni, &instance);
	struct cell *c = add_row(d, t, b);

	*c++ = cell_text(s->eni->id);
	*c++ = cell_text(eni_class_name(s->eni->class));
	*c++ = cell_text(s->eni->holder);
	*c++ = cell_text(s->eni->cluster);
	*c++ = cell_bool(s->eni->leaked);
	*c++ = cell_uint(s->addresses);
	*c++ = cell_uint(s->blocks);
	*c++ = cell_uint(s->alone);
	*c++ = cell_text(goes_with(kind));
}

void
view_blocks(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), TEXT("eni"), TEXT("class"),
		TEXT("holder"), TEXT("cluster"), TEXT("leaked"),
		NUMBER("addresses"), NUMBER("blocks"), NUMBER("alone"),
		TEXT("goes_with"),
	};
	struct table *t;

	view_subnets(d, l);
	t = add_table(d, "spoilers", columns, COUNT(columns), l);
	for (size_t i = 0; i < l->n; i++) {
		struct arena scratch = ARENA_INIT;
		size_t n;
		const struct spoiler *v = spoilers(&l->v[i], &scratch, &n);

		for (size_t k = 0; k < n; k++)
			spoiler_row(d, t, &l->v[i], &v[k]);
		arena_clear(&scratch);
	}
	table_hide(t, "leaked");
	table_hide(t, "cluster");
}

/* --- each block --------------------------------------------------------- */

/* Their ids; there are 16 at most. */
static const char *
users_text(struct doc *d, const struct blockmap_block *k)
{
	const char *text = k->nusers != 0 ? k->users[0].eni->id : NULL;

	for (size_t i = 1; i < k->nusers; i++)
		text = arena_printf(d->arena, "%s %s", text,
		    k->users[i].eni->id);
	return text;
}

void
view_blocks_each(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), { "block", false, address_cmp },
		TEXT("state"), TEXT("reservation"), NUMBER("held"),
		TEXT("enis"),
	};
	struct table *t = add_table(d, "each", columns, COUNT(columns),
	    l);

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->v[i].n; k++) {
			const struct blockmap_block *b = &l->v[i].v[k];
			struct cell *c = add_row(d, t, &l->v[i]);

			*c++ = prefix_cell(d, b->first, 28);
			*c++ = cell_text(block_state_name(b->state));
			*c++ = cell_text(b->reservation == NULL ? NULL :
			    b->reservation->type == RESERVATION_PREFIX ?
			    "prefix" : "explicit");
			*c++ = cell_uint(b->held);
			*c++ = cell_text(users_text(d, b));
		}
}

/* --- the map ------------------------------------------------------------ */

/* See the page: one character says the state and the reservation. */
static char
mark(const struct blockmap_block *b)
{
	switch (b->state) {
	case BLOCK_AWS:
		return '#';
	case BLOCK_DELEGATED:
		return b->inside ? 'P' : 'D';
	case BLOCK_SPOILT:
		return b->held < 10 ? (char)('0' + (int)b->held) : '+';
	case BLOCK_RESERVED:
		return 'e';
	case BLOCK_FREE:
	case BLOCK_STATES:
		break;
	}
	return b->inside ? 'p' : '.';
}

void
view_blocks_map(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), { "from", false, address_cmp },
		TEXT("blocks"),
	};
	struct table *t = add_table(d, "map", columns, COUNT(columns),
	    l);

	for (size_t i = 0; i < l->n; i++) {
		const struct blockmap *b = &l->v[i];

		for (size_t at = 0; at < b->n; at += MAP_ROW) {
			char text[MAP_ROW + 1] = "", from[PREFIX_STRLEN];
			struct cell *c = add_row(d, t, b);

			for (size_t k = 0; k < MAP_ROW && at + k < b->n; k++)
				text[k] = mark(&b->v[at + k]);
			*c++ = cell_text(arena_strdup(d->arena,
			    address_format(b->v[at].first, IPV4, from)));
			*c++ = cell_text(arena_strdup(d->arena, text));
		}
	}
}

/* --- risk --------------------------------------------------------------- */

struct table *
view_risk(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), NUMBER("singles"),
		NUMBER("placed"), NUMBER("prefixes"), NUMBER("left_best"),
		NUMBER("left_mean"),
		NUMBER("left_worst"), TEXT("fails_best"), NUMBER("p_fail"),
		TEXT("fails_worst"),
	};

	return add_table(d, "risk", columns, COUNT(columns), l);
}

void
view_risk_row(struct doc *d, struct table *t, const struct blockmap *b,
    const struct block_risk *r)
{
	struct cell *c = add_row(d, t, b);

	*c++ = cell_uint(r->singles);
	*c++ = cell_uint(r->placed);
	*c++ = cell_uint(r->prefixes);
	*c++ = cell_uint(r->best);
	*c++ = cell_big(arena_printf(d->arena, "%.2f", r->mean));
	*c++ = cell_uint(r->worst);
	*c++ = cell_bool(r->best < r->prefixes);
	*c++ = cell_big(arena_printf(d->arena, "%.6f", r->p_fail));
	*c++ = cell_bool(r->worst < r->prefixes);
}

/* --- recycling ---------------------------------------------------------- */

struct view_recycle
view_recycle(struct doc *d, const struct blockmaps *l)
{
	static const struct column need[] = {
		TEXT("subnet"), TEXT("name"), NUMBER("need"), TEXT("possible"),
		NUMBER("recycle"), TEXT("method"), NUMBER("bound"),
		NUMBER("gain"), NUMBER("most"),
	};
	static const struct column units[] = {
		TEXT("subnet"), TEXT("name"), TEXT("kind"), TEXT("id"),
		TEXT("node"), TEXT("class"), TEXT("cluster"),
		NUMBER("addresses"),
		NUMBER("spoils"),
	};
	struct view_recycle v;

	v.need = add_table(d, "need", need, COUNT(need), l);
	v.units = add_table(d, "recycle", units, COUNT(units), l);
	return v;
}

static void
unit_row(struct doc *d, struct table *t, const struct blockmap *b,
    const struct recycle_unit *u)
{
	const struct inv_instance *i = u->instance;
	struct cell *c = add_row(d, t, b);

	*c++ = cell_text(goes_with(u->kind));
	*c++ = cell_text(u->id);
	*c++ = cell_text(i != NULL && i->node != NULL ? i->node->name : NULL);
	*c++ = cell_text(u->kind == RECYCLE_NODE ? NULL :
	    eni_class_name(u->eni->class));
	*c++ = cell_text(u->eni->cluster);
	*c++ = cell_uint(u->addresses);
	*c++ = cell_uint(u->spoils);
}

void
view_recycle_rows(struct doc *d, const struct view_recycle *v,
    const struct blockmap *b, const struct recycle *r)
{
	struct cell *c = add_row(d, v->need, b);

	*c++ = cell_uint(r->need);
	*c++ = cell_bool(r->possible);
	if (r->possible) {
		*c++ = cell_uint(r->size);
		*c++ = cell_text(r->exact ? "exact" : "bound");
		*c++ = cell_uint(r->bound);
		*c++ = cell_uint(r->gain);
	} else
		c += 4;
	*c++ = cell_uint(r->most);
	for (size_t i = 0; i < r->nunits; i++)
		if (r->units[i].chosen)
			unit_row(d, v->units, b, &r->units[i]);
}

/* --- reservations ------------------------------------------------------- */

struct table *
view_reserve(struct doc *d, const struct blockmaps *l)
{
	static const struct column columns[] = {
		TEXT("subnet"), TEXT("name"), { "cidr", false, address_cmp },
		NUMBER("blocks"), NUMBER("free"), NUMBER("delegated"),
		NUMBER("spoilt"), NUMBER("aws"), NUMBER("held"),
		NUMBER("fixed"), NUMBER("recycle"), NUMBER("takes"),
	};

	return add_table(d, "reserve", columns, COUNT(columns), l);
}

void
view_reserve_rows(struct doc *d, struct table *t, const struct blockmap *b,
    const struct reserve *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct reserve_place *p = &r->v[i];
		struct cell *c = add_row(d, t, b);

		*c++ = prefix_cell(d, (uint32_t)p->cidr.addr, p->cidr.len);
		*c++ = cell_uint(p->blocks);
		*c++ = cell_uint(p->states[BLOCK_FREE]);
		*c++ = cell_uint(p->states[BLOCK_DELEGATED]);
		*c++ = cell_uint(p->states[BLOCK_SPOILT]);
		*c++ = cell_uint(p->states[BLOCK_AWS]);
		*c++ = cell_uint(p->held);
		*c++ = cell_uint(p->fixed);
		*c++ = cell_uint(p->recycle);
		*c++ = cell_uint(p->takes);
	}
}
