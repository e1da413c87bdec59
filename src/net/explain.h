/*
 * explain: why a text is no prefix, address or range.
 *
 * The parsers only say no; this finds the reason, once, for the message.
 * Every function sets e (as a usage error) and returns false, whatever the
 * text: a text that has nothing wrong with it is "malformed".
 */
#ifndef NET_EXPLAIN_H
#define NET_EXPLAIN_H

#include "net/prefix.h"

/* prefix_parse_flags() refused the text. */
bool explain_prefix(const char *s, size_t n, struct err *e);
/* address_parse() refused it. */
bool explain_address(const char *s, size_t n, struct err *e);

/*
 * The first byte that no list of prefixes may hold: NUL, a control character
 * other than tab, or one that is not ASCII.  Returns its offset, n if none.
 */
size_t explain_bad_byte(const char *s, size_t n);
/* The same of comments and labels, which may hold what is not ASCII. */
size_t explain_bad_comment(const char *s, size_t n);

/* The text for a message: printable, shortened if it is very long. */
#define EXPLAIN_STRLEN 80
const char *explain_quote(char buf[EXPLAIN_STRLEN], const char *s, size_t n);

#endif
