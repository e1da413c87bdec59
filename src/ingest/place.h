/*
 * place: lines and columns of a text that comes in pieces.
 *
 * Asked for places in the order of the text, it looks at each byte once.
 */
#ifndef INGEST_PLACE_H
#define INGEST_PLACE_H

#include <stddef.h>
#include <stdint.h>

struct place {
	const unsigned char *piece;
	uint64_t base;			/* bytes before the piece */
	uint64_t seen;			/* the place last asked for */
	uint64_t line, line_start;	/* its line, from 1, and its start */
};

/* Go on to the byte at off, counted from the start; going back does nothing. */
void place_seek(struct place *p, uint64_t off);

/* The column, from 1, of what began so many bytes before the place. */
static inline unsigned long
place_column(const struct place *p, size_t token)
{
	uint64_t at = p->seen - p->line_start;

	return (unsigned long)(at > token ? at - token : 0) + 1;
}

#endif
