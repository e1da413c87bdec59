/*
 * list: a text of prefixes, read as it comes.
 *
 * One prefix, address or "first-last" range a line; blanks around it, empty
 * lines and "# comments" are skipped; lines end in LF or CRLF and may have
 * any length; a UTF-8 byte order mark may stand at the very start.  Anything
 * else is an input error with file, line and column (in bytes, from 1).  A
 * comment may hold any text but control characters: a lone CR would hide the
 * entries of a whole file behind one "#".
 *
 * Does no I/O: bytes are pushed.  Lines in their usual form are read where
 * they lie (net/quick.h); all others, and those that are wrong, the slow way.
 */
#ifndef NET_LIST_H
#define NET_LIST_H

#include "base/lines.h"
#include "net/range.h"

struct list {
	const char *file;	/* for messages; borrowed */
	unsigned flags;		/* enum prefix_flags */
	/* Called for each entry, in order.  False stops, e is set. */
	bool (*entry)(void *arg, const struct range *r, unsigned long line,
	    struct err *e);
	void *arg;
	/* During the call: the line as it is, to its LF or the end. */
	const char *text;
	size_t ntext;
	bool bare;		/* it holds the entry and nothing else */
	struct lines lines;
};

/* Ready l, whose first four fields the caller has set. */
void list_start(struct list *l, struct arena *a);
bool list_push(struct list *l, const char *s, size_t n, struct err *e);
bool list_end(struct list *l, struct err *e);

#endif
