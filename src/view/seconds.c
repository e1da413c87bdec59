#include "view/seconds.h"

#include <stdio.h>

const char *
seconds_format(char s[SECONDS_LEN], uint64_t ms)
{
	size_t n = (size_t)snprintf(s, SECONDS_LEN, "%llu.%03u",
	    (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));

	while (s[n - 1] == '0')
		n--;
	s[s[n - 1] == '.' ? n - 1 : n] = '\0';
	return s;
}

struct cell
cell_seconds(struct arena *a, int64_t ms)
{
	if (ms < 0)
		return cell_text(NULL);
	return cell_big(seconds_format(arena_array(a, SECONDS_LEN, char),
	    (uint64_t)ms));
}
