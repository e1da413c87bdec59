/* str: what more than one layer does with text. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* "1 day", "2 days": what to put behind the word. */
static inline const char *
str_s(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/*
 * A decimal integer, digits only: no sign, blank, or leading zero but "0".
 * False when s is not one or is above max.
 */
bool str_u64(uint64_t *v, const char *s, uint64_t max);

/*
 * Edit distance of a and b (insertions, deletions, substitutions and swaps of
 * neighbours, each 1), or limit + 1 when it is above limit.
 */
size_t str_distance(const char *a, const char *b, size_t limit);

/*
 * The nearest names to a word that is none of them: offer each name in turn,
 * then format " (did you mean A or B?)", or "" when nothing is near.
 */
#define STR_NEAR_MAX 3
struct str_near {
	const char *word;
	size_t best;			/* distance of those kept */
	size_t n;
	const char *name[STR_NEAR_MAX];	/* borrowed, in the order offered */
};

void str_near_init(struct str_near *s, const char *word);
void str_near_offer(struct str_near *s, const char *name);
const char *str_near_format(const struct str_near *s, char *buf, size_t size);

#endif
