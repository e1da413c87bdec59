/*
 * Addresses in text: every way to look at it finds the same one, and it is
 * what the strict parser reads there.  The first line is a prefix to look for,
 * besides some that are always there; its length has the flags.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct text *t, const char *s, const char *end)
{
	const struct text_ways *ways[4];
	struct text_match m[4];
	bool found[4] = { false };
	size_t n = text_ways(ways), word;
	struct prefix p;

	for (size_t i = 0; i < n; i++) {
		t->ways = ways[i];
		found[i] = text_find(t, s, end, &m[i]);
		if (found[i] != found[0] ||
		    (found[i] && m[i].at != m[0].at))
			abort();
	}
	if (!found[0])
		return;
	word = strspn(m[0].at, "0123456789.:abcdefABCDEF");
	if (!prefix_scan(&p, m[0].at, word, t->flags) ||
	    !prefix_covers(&m[0].prefix, &p))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const always[] = { "10.0.0.0/8", "::/3",
	    "10.1.2.0/24" };
	const char *lf = size != 0 ? memchr(data, '\n', size) : NULL;
	size_t first = lf != NULL ? (size_t)(lf - (const char *)data) : 0;
	struct arena a = ARENA_INIT;
	struct lookup l;
	struct text t;
	struct prefix p;
	struct range r;
	char *s;

	lookup_init(&l, &a);
	if (prefix_scan(&p, (const char *)data, first, 0)) {
		r = range_of(&p);
		lookup_add(&l, &r, 0);
	}
	for (size_t i = 0; i < first % 4 && i < 3; i++) {
		prefix_scan(&p, always[i], strlen(always[i]), 0);
		r = range_of(&p);
		lookup_add(&l, &r, 1);
	}
	lookup_build(&l);
	s = arena_array(&a, size + 1 + TEXT_ROOM, char);
	if (size != 0)
		memcpy(s, data, size);
	s[size] = '\n';
	text_init(&t, &l, size % 2 ? PREFIX_MAP4 : 0);
	t.first_only = size % 3 == 0;
	check(&t, s, s + size + 1);
	arena_clear(&a);
	return 0;
}
