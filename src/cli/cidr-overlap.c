/*
 * "cidr overlap": every pair, with where both sides stand.
 *
 * Of two sets the smaller is read first, and of the other only what touches
 * it is kept: a table of a company against a million routes takes the memory
 * of the table.
 */
#include <sys/stat.h>

#include "cli/cidr.h"
#include "net/lookup.h"
#include "view/cidr.h"

struct overlap_load {
	struct cidr *cidr;
	struct entries *entries;
	struct lookup *first;	/* of two: what was read first; or NULL */
	bool only_touching;
	unsigned side;
};

static void
add(void *arg, const struct range *r, const struct cidr_place *place)
{
	const struct overlap_load *l = arg;
	struct entry x = { *r, place->file, place->line, NULL, l->side, 0 };

	if (l->only_touching && !lookup_touches(l->first, r))
		return;
	if (l->first != NULL && !l->only_touching)
		lookup_add(l->first, r, 0);
	x.label = cidr_label(l->cidr, place);
	entries_add(l->entries, &x);
}

/* How much there is to read, roughly; of standard input nobody knows. */
static off_t
size_of(const char *word)
{
	struct stat st;

	if (word[0] == '-' && word[1] == '\0')
		return INT64_MAX;
	if (stat(word, &st) == -1)
		return 0;
	return S_ISREG(st.st_mode) ? st.st_size : INT64_MAX - 1;
}

struct pairs {
	struct view_cidr *view;
	bool any;
};

static bool
print_pair(void *arg, const struct overlap_pair *pair)
{
	struct pairs *p = arg;

	view_overlap_row(p->view, pair);
	p->any = true;
	return true;
}

static bool
load_two(struct cidr *c, struct entries *entries, char **argv)
{
	unsigned first = size_of(argv[1]) < size_of(argv[0]);
	struct arena scratch = ARENA_INIT;
	struct lookup lookup;
	struct overlap_load l = { c, entries, &lookup, false, first };
	struct cidr_sink sink = { add, &l };
	bool ok;

	lookup_init(&lookup, &scratch);
	ok = cidr_load(c, argv[first], first + 1, &sink);
	if (ok) {
		lookup_build(&lookup);
		l.only_touching = true;
		l.side = !first;
		ok = cidr_load(c, argv[!first], !first + 1, &sink);
	}
	arena_clear(&scratch);
	return ok;
}

enum exit_status
cidr_overlap(struct cidr *c, int argc, char **argv)
{
	struct entries entries;
	struct overlap_load l = { c, &entries, NULL, false, 0 };
	struct cidr_sink sink = { add, &l };
	struct pairs p = { .any = false };

	c->labels = true;
	entries_init(&entries, c->ctx->arena);
	if (argc == 2 ? !load_two(c, &entries, argv) :
	    !cidr_load(c, argv[0], 1, &sink))
		return EXIT_INPUT;
	p.view = view_overlap(c->ctx->doc, c->opt->labels);
	overlap_each(&entries, argc == 2, print_pair, &p);
	return p.any ? EXIT_NO : EXIT_OK;
}
