/* seconds: milliseconds as people read them; 2500 ms is "2.5". */
#ifndef VIEW_SECONDS_H
#define VIEW_SECONDS_H

#include "report/doc.h"

#define SECONDS_LEN 32

/* Returns s. */
const char *seconds_format(char s[SECONDS_LEN], uint64_t ms);

/* A cell with text from the arena; below 0, never: null. */
struct cell cell_seconds(struct arena *a, int64_t ms);

#endif
