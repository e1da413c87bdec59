/*
 * text: addresses in text that is no list, and which of them are in a lookup.
 *
 * An address in a text is a longest run of letters, digits, dots and colons
 * that is an address as a whole.  Nothing shorter counts: out of 110.0.0.1234
 * no 10.0.0.123 may be made.
 *
 * Text is looked at 64 bytes at a time: a dot behind a digit, with another dot
 * near, or a colon where IPv6 is of interest, are hints; only a word with a
 * hint is parsed.  AVX2 finds the hints where the machine has it, arithmetic on
 * 8 bytes elsewhere; text_init() chooses, and both give the same bits
 * (tests/unit/test-text.c).
 */
#ifndef NET_TEXT_H
#define NET_TEXT_H

#include "net/lookup.h"
#include "net/quick.h"

struct text_ways {
	const char *name;
	/* Which of 64 bytes are digits, dots, colons: bit i is byte i. */
	uint64_t (*digits)(const char *s, uint64_t *dots, uint64_t *colons);
	/* Line feeds in n bytes, and whether there is a NUL. */
	size_t (*lines)(const char *s, size_t n, bool *has_nul);
};

struct text {
	const struct lookup *lookup;
	const struct text_ways *ways;
	unsigned flags;		/* enum prefix_flags */
	bool first_only;	/* the first word of a line, or nothing */
	bool v4, v6;		/* written so, an address may be in lookup */
};

struct text_match {
	const char *at;		/* the word that is the address */
	struct prefix prefix;	/* the longest that holds it */
	uint32_t tag;
};

void text_init(struct text *t, const struct lookup *l, unsigned flags);

/*
 * The first address from s on that is in the lookup.  s is where a line
 * begins, end where one has ended (end[-1] is LF), and TEXT_ROOM bytes behind
 * end may be read.
 */
#define TEXT_ROOM (2 * QUICK_ROOM)
bool text_find(const struct text *t, const char *s, const char *end,
    struct text_match *m);

/* The ways this machine has, the best first; ends with NULL.  How many. */
size_t text_ways(const struct text_ways *ways[4]);

#endif
