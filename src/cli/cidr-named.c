/* What the operations on sets do when labels are carried through. */
#include "cli/cidr.h"
#include "net/count.h"
#include "view/cidr.h"

struct named_load {
	struct cidr *cidr;
	struct named *named;
};

static void
add(void *arg, const struct range *r, const struct cidr_place *place)
{
	const struct named_load *l = arg;

	named_add(l->named, r, cidr_label(l->cidr, place));
}

static bool
load(struct cidr *c, struct named *named, char **words, int n)
{
	struct named_load l = { c, named };
	struct cidr_sink sink = { add, &l };
	bool ok = true;

	named_init(named, c->ctx->arena);
	c->labels = true;
	if (n == 0)
		ok = cidr_load(c, "-", 0, &sink);
	for (int i = 0; i < n && ok; i++)
		ok = cidr_load(c, words[i], (unsigned long)i + 1, &sink);
	c->labels = false;
	return ok;
}

static void
print(void *arg, const struct range *r, const struct named_label *label)
{
	view_piece(arg, r, label->text);
}

enum exit_status
cidr_named(struct cidr *c, const char *key, enum named_part part, char **words,
    int n, char *other)
{
	bool prefixes = !c->opt->ranges;
	struct named named;
	struct set set;

	if (!load(c, &named, words, n) ||
	    !cidr_load_set(c, &set, c->ctx->arena, &other, part != NAMED_ALL,
	    false))
		return EXIT_INPUT;
	named_each(&named, part, &set, prefixes, print,
	    view_pieces(c->ctx->doc, key, prefixes, true));
	return EXIT_OK;
}

struct tally {
	struct count *n;	/* by rank */
	const char **label;
};

static void
add_to_tally(void *arg, const struct range *r, const struct named_label *label)
{
	struct tally *t = arg;

	count_add(&t->n[label->rank], r);
	t->label[label->rank] = label->text;
}

enum exit_status
cidr_named_count(struct cidr *c, char **words, int n)
{
	struct arena *a = c->ctx->arena;
	struct view_cidr *v;
	struct named named;
	struct tally t;

	if (!load(c, &named, words, n))
		return EXIT_INPUT;
	t.n = arena_array(a, named.nlabels, struct count);
	t.label = arena_array(a, named.nlabels, const char *);
	named_each(&named, NAMED_ALL, NULL, false, add_to_tally, &t);
	v = view_counts(c->ctx->doc, true);
	for (size_t i = 0; i < named.nlabels; i++)
		view_count(v, count_text(&t.n[i], a), t.label[i]);
	return EXIT_OK;
}
