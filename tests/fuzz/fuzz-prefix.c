/*
 * What the parser takes, the formatter writes and the parser reads back as
 * the same; what it refuses has a message.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/range.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const char *s, size_t n, unsigned flags)
{
	struct err e = ERR_INIT, again = ERR_INIT;
	char buf[RANGE_STRLEN];
	struct range r, q;

	if (!range_parse(&r, s, n, flags, &e)) {
		if (e.status != EXIT_USAGE || e.msg[0] == '\0')
			abort();
		return;
	}
	range_format(&r, buf);
	if (r.first > r.last || r.last > family_max(r.family) ||
	    !range_parse(&q, buf, strlen(buf), 0, &again) ||
	    range_cmp(&r, &q) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = malloc(size + 1);	/* exact: a byte too far is seen */
	struct err e = ERR_INIT;
	struct prefix p;

	if (s == NULL)
		return 0;
	s = realloc(s, size != 0 ? size : 1);
	if (size != 0)
		memcpy(s, data, size);
	for (unsigned flags = 0; flags < 4; flags++)
		check(s, size, flags);
	if (!address_parse(&p, s, size, &e) && e.status != EXIT_USAGE)
		abort();
	free(s);
	return 0;
}
